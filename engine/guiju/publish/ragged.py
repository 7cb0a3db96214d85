"""Lines of cells to the tree a printed table means.

In a table whose upper levels are merged downwards every row holds a tail of the levels: a new level 1 brings a new
level 2 and so on. So a row whose cells have slipped (extraction leaves out empty ones) can be read from its right end,
and a row that keeps its columns but holds no tail cannot be read: the merged cell stands in the middle of its rows, and
where it begins is not in the text. What would need a guess is refused.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from guiju.diagnostics.model import Text
from guiju.publish.printed import Line, Printed, PrintedTable, Unreadable, folded, split_weight, weight_of

_LEVELS = {char: number for number, char in enumerate("一二三四五六七八九", 1)}
_LEVEL = re.compile(
    r"^(?:第?([一二三四五六七八九1-9])级(?:指标)?|level([1-9])(?:indicators?)?)(?:名称|[(].*[)])?$"
)
_WEIGHT = re.compile(r"^(?:权重|权数|分值|分数|满分|标准分|weights?|points?)(?:/?[%分]|[(].*[)])?$")
_SERIAL = re.compile(r"^(?:序号|编号|no\.?)$")
_FURNITURE = re.compile(
    r"^(?:[-—–\s]*[0-9IVXivx]+[-—–\s]*|(?:DB|GB|T/|Q/)\S*[\s\d/TXZ—.-]*|表\s*\S.*[(（]续[)）]|[(（]续[)）])$"
)
_NONE = frozenset("—–-/")
_CONTINUED = re.compile(r"[(（]续[)）]$")


@dataclass(frozen=True)
class Head:
    """What each column holds: a level (1, 2, …), `w` the weight of the level left of it, or `x` anything else."""

    roles: tuple[int | str, ...]

    @property
    def levels(self) -> tuple[int, ...]:
        return tuple(role for role in self.roles if isinstance(role, int))

    @property
    def weight(self) -> int | None:
        """The column of the weights of the last level."""
        last = len(self.roles) - 1 - self.roles[::-1].index("w") if "w" in self.roles else None
        leaf = self.roles.index(self.levels[-1])
        return last if last is not None and last > leaf else None


def is_head(cells: Sequence[str]) -> bool:
    """Whether a row names levels of indicators from level 1 on."""
    return head_of(cells) is not None


def head_of(cells: Sequence[str]) -> Head | None:
    roles: list[int | str] = []
    for cell in cells:
        text = folded(cell).lower()
        if match := _LEVEL.match(text):
            digit = match.group(1) or match.group(2)
            roles.append(_LEVELS.get(digit) or int(digit))
        elif _WEIGHT.match(text):
            roles.append("w")
        else:
            roles.append("s" if _SERIAL.match(text) else "x")
    while roles and roles[-1] == "x" and not cells[len(roles) - 1].strip():
        roles.pop()
    levels = [role for role in roles if isinstance(role, int)]
    if not levels or levels != list(range(1, len(levels) + 1)):
        return None
    return Head(tuple(roles)) if "w" in roles or len(levels) > 1 else None


def tables(lines: Sequence[Line]) -> tuple[PrintedTable, ...]:
    """Every table of indicators. Raises Unreadable."""
    found: list[PrintedTable] = []
    number = 0
    while number < len(lines):
        cells = lines[number].cells
        head = head_of(cells) if cells else None
        if head is None:
            number += 1
            continue
        reader = _Reader(head, lines[number].number)
        number = reader.read(lines, number + 1)
        if reader.open:
            found.append(reader.table())
    return tuple(found)


@dataclass
class _Open:
    """An indicator while lines may still add to its label."""

    parts: list[str]
    weight: str
    line: int
    level: int
    none: bool = False


class _Reader:
    """Reads one table from the line after its head."""

    def __init__(self, head: Head, line: int) -> None:
        self.head, self.line = head, line
        self.open: list[_Open] = []  # every indicator so far, in the order of the table
        self.last: dict[int, _Open] = {}  # the one of each level that is being added to

    def read(self, lines: Sequence[Line], number: int) -> int:
        """The number of the first line after the table."""
        while number < len(lines):
            line = lines[number]
            again = head_of(line.cells) if line.cells else None
            if again is not None and again != self.head:
                return number
            if again is None and line.cells and any(line.cells):
                self._row(line)
            elif again is None and line.text and not _FURNITURE.match(line.text):
                if self._goes_on(lines, number + 1) and not line.text.startswith("注"):
                    raise Unreadable(
                        Text("表中有一行不知属于哪一栏", "a line inside the table belongs to no column"),
                        line.number,
                    )
                return number
            number += 1
        return number

    def _goes_on(self, lines: Sequence[Line], number: int) -> bool:
        """Whether rows follow a line that is none before anything ends the table."""
        if lines[number - 1].text.startswith("#"):
            return False
        for line in lines[number:]:
            if line.cells and head_of(line.cells) is not None:
                return False
            if line.cells and len([cell for cell in line.cells if cell]) > 1:
                return True
            if line.text and not line.cells and not _FURNITURE.match(line.text):
                return False
        return False

    def _row(self, line: Line) -> None:
        assert line.cells is not None
        cells = list(line.cells)
        while len(cells) > len(self.head.roles) and not cells[-1]:
            cells.pop()
        if len(cells) > len(self.head.roles):
            raise Unreadable(
                Text(
                    f"这一行有 {len(cells)} 栏，表头只有 {len(self.head.roles)} 栏",
                    f"this row has {len(cells)} cells, the head has {len(self.head.roles)}",
                ),
                line.number,
            )
        cells += [""] * (len(self.head.roles) - len(cells))
        if self._in_place(cells):
            self._data(cells, line.number)
        elif self.head.weight is None or not any(weight_of(cell) for cell in cells):
            self._continuation(cells, line)
        else:
            self._data(self._slipped(cells, line.number), line.number)

    def _in_place(self, cells: Sequence[str]) -> bool:
        """Whether the weight of the last level stands in its column."""
        if self.head.weight is not None:
            return weight_of(cells[self.head.weight]) is not None
        return bool(split_weight(cells[self.head.roles.index(self.head.levels[-1])])[1])

    def _slipped(self, cells: Sequence[str], line: int) -> list[str]:
        """The cells of a row that lost its empty ones, moved to the right end."""
        told = [cell for cell in cells if cell]
        roles = self.head.roles[: (self.head.weight or 0) + 1]
        if len(roles) != len(self.head.roles) or "x" in roles or len(told) > len(roles):
            raise self._ambiguous(line)
        row = [""] * (len(roles) - len(told)) + told
        for role, cell in zip(roles, row, strict=True):
            if cell and (role == "w") != (weight_of(cell) is not None) and role != "s":
                raise self._ambiguous(line)
        first = next(role for role, cell in zip(roles, row, strict=True) if cell)
        if first == "w":
            raise self._ambiguous(line)
        return row

    @staticmethod
    def _ambiguous(line: int) -> Unreadable:
        return Unreadable(
            Text(
                "这一行的各格与表头对不上，读法不止一种",
                "the cells of this row fit the head in more than one way",
            ),
            line,
        )

    def _data(self, cells: Sequence[str], line: int) -> None:
        """A row with the weight of the last level: it opens an indicator of each level it names."""
        named = {role: cells[place] for place, role in enumerate(self.head.roles) if isinstance(role, int)}
        for level in list(named):
            above = self.last.get(level)
            if not named[level] or level == self.head.levels[-1] or above is None:
                continue
            label, weight = split_weight(named[level])
            if not label and weight and not above.weight:  # `（40）` below its label
                above.parts.append(named[level])
                named[level] = ""
            elif self._repeats(above, named[level]) and all(
                self._repeats(self.last.get(up), named[up]) or not named[up] for up in range(1, level)
            ):
                named[level] = ""  # printed again: on a new page, or on every row
        levels = [level for level in self.head.levels if named[level]]
        if not levels or levels != list(range(levels[0], self.head.levels[-1] + 1)):
            raise Unreadable(
                Text(
                    "上级指标印在合并格的中间，从哪一行开始无法确定",
                    "an upper level stands in the middle of its merged cell: where it begins is not in the text",
                ),
                line,
            )
        if levels[0] > 1 and levels[0] - 1 not in self.last:
            raise Unreadable(Text("第一行没有写出各级指标", "the first row does not name every level"), line)
        for level in levels:
            self._add(level, named[level], self._weight(cells, level), line)

    def _repeats(self, above: _Open | None, text: str) -> bool:
        if above is None or not text or above.none:
            return False
        again, weight = split_weight(_CONTINUED.sub("", text.strip()))
        label, before = split_weight("".join(above.parts))
        return folded(again) == folded(label) and (not weight or not before or weight == before)

    def _weight(self, cells: Sequence[str], level: int) -> str:
        """The weight from the column right of a level; the last weight column is that of the last level."""
        place = self.head.roles.index(level)
        if level == self.head.levels[-1] and self.head.weight is not None:
            return weight_of(cells[self.head.weight]) or ""
        if place + 1 < len(self.head.roles) and self.head.roles[place + 1] == "w":
            return weight_of(cells[place + 1]) or ""
        return ""

    def _add(self, level: int, text: str, weight: str, line: int) -> None:
        nothing = not text.strip("".join(_NONE)).strip()
        if nothing:
            upper = next(
                self.last[up] for up in range(level - 1, 0, -1) if up in self.last and not self.last[up].none
            )
            if weight and not upper.weight:
                upper.weight = weight
        found = _Open([text], weight, line, level, nothing)
        self.last = {up: one for up, one in self.last.items() if up < level} | {level: found}
        self.open.append(found)

    def _continuation(self, cells: Sequence[str], line: Line) -> None:
        """A line without a weight goes on with the labels above it, each in its own column."""
        told = [(place, cell) for place, cell in enumerate(cells) if cell]
        for place, cell in told:
            role = self.head.roles[place]
            above = self.last.get(role) if isinstance(role, int) else None
            if role == "x":
                continue
            if above is None or above.none or len(line.cells or ()) < len(self.head.roles):
                raise Unreadable(
                    Text(
                        "这一行没有权重，也不知接在哪一格之后", "this row has no weight and continues no cell"
                    ),
                    line.number,
                )
            above.parts.append(cell)

    def table(self) -> PrintedTable:
        """The tree, once every label is complete."""
        top: list[Printed] = []
        path: dict[int, Printed] = {}
        for one in self.open:
            if one.none:
                continue
            text = joined(one.parts)
            label, weight = (text, one.weight) if one.weight else split_weight(text)
            node = Printed(label, weight, one.line)
            (path[one.level - 1].children if one.level > 1 else top).append(node)
            path = {up: other for up, other in path.items() if up < one.level} | {one.level: node}
        return PrintedTable(tuple(top), self.head.levels[-1], self.line)


def joined(parts: Sequence[str]) -> str:
    """The parts of a wrapped label; between two Latin words a blank was lost."""
    text = ""
    for part in parts:
        between = text[-1:].isascii() and text[-1:].isalnum() and part[:1].isascii() and part[:1].isalnum()
        text += (" " if between else "") + part
    return text
