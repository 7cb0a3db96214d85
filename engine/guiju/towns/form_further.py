"""Further values of a figure, each in a row of a sheet of a form, put together with the value of the figure's own row.

The tree is that of a data file with several values: `{各方: [own, further, …], 采用: 1, 理由: …, 采用人: …}`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from guiju.diagnostics.model import Label, Text
from guiju.source import Place
from guiju.towns import tree
from guiju.towns.form_map import Entry
from guiju.towns.form_words import OWN_ROW, THIS_ROW, Head, Kind
from guiju.towns.tree import Node, Scalar
from guiju.towns.words import short, year_of

Report = Callable[..., None]  # a code, its place, labels and values
Point = tuple[Scalar, Node]  # a year of a series and what stands for it

_FIRST: Final = Text("第一次在这里", "first written here")
_ONE_VALUE: Final = Text("只有一个值，没有可选的", "there is one value and nothing to choose from")
_NO_CHOICE: Final = Text(
    "写了理由或采用人，没有写采用哪一个", "there is a reason or a name, and nothing is chosen"
)
_NO_VALUE: Final = Text("这一行没有值", "this row has no value")
_NO_OWN: Final = Text("它自己那一行没有值", "its own row has no value")
_NO_YEAR: Final = Text("逐年的数据要写是哪一年", "a figure by year needs its year")
_NOT_BY_YEAR: Final = Text("它不是逐年的数据，不写哪一年", "it is no figure by year and has none")
_NO_FIGURE: Final = Text("只有一个数的数据才有其他数值", "only figures have further values")


@dataclass(frozen=True, slots=True)
class Further:
    """One row: its value with its evidence (None: only a decision), and what it says of which value is used."""

    entry: Entry
    year: Scalar | None
    node: Node | None
    decision: Mapping[Head, Scalar]
    place: Place

    @property
    def chosen(self) -> Scalar | None:
        """What stands under 采用."""
        return self.decision.get(Head.CHOSEN)

    def wrong(self) -> Text | None:
        """Why the row belongs to no figure."""
        if self.entry.kind not in (Kind.ITEM, Kind.SERIES):
            return _NO_FIGURE
        if self.entry.kind is Kind.SERIES and self.year is None:
            return _NO_YEAR
        return _NOT_BY_YEAR if self.entry.kind is Kind.ITEM and self.year is not None else None


@dataclass
class FurtherValues:
    """Collects the rows of all figures; what is wrong with them is told to `report`."""

    report: Report
    _rows: dict[str, list[Further]] = field(default_factory=dict)

    def add(self, row: Further) -> None:
        """The next row; one that says nothing but its number is none."""
        if row.node is None and not row.decision:
            return
        wrong = row.wrong()
        if wrong is None:
            self._rows.setdefault(row.entry.number, []).append(row)
        else:
            label = short(row.entry.label)
            self.report("I982", row.place, number=row.entry.number, label=label, reason=wrong)

    def has(self, entry: Entry) -> bool:
        """Whether a figure has any."""
        return entry.number in self._rows

    def whole(self, entry: Entry, own: Node | None) -> Node | None:
        """A single figure with its further values."""
        rows = self._rows.get(entry.number)
        return _together(own, rows, self.report) if rows else own

    def points(self, entry: Entry, own: Sequence[Point], around: Callable[[Node], Node]) -> list[Point]:
        """The years of a series, each with its further values. `around` gives a value the evidence of the series: that
        of the rows it has and of no other value, so that it stands with each of them and not around all.
        """
        if not self.has(entry):
            return list(own)
        points = [(year, around(value)) for year, value in own]
        for year, rows in self._by_year(entry):
            same = [at for at, (known, _) in enumerate(points) if _same_year(known) == _same_year(year)]
            if same:
                known, value = points[same[0]]
                points[same[0]] = known, _together(value, rows, self.report) or value
            elif (node := _together(None, rows, self.report)) is not None:
                points.append((year, node))
        return points

    def _by_year(self, entry: Entry) -> Iterator[tuple[Scalar, list[Further]]]:
        """The rows of a series, those of each year together."""
        found: dict[object, tuple[Scalar, list[Further]]] = {}
        for row in self._rows.get(entry.number, ()):
            if row.year is not None:
                found.setdefault(_same_year(row.year), (row.year, []))[1].append(row)
        yield from found.values()


def evidence_around(own: Node, whole: Node) -> Node:
    """A value of one year as the evidence of its series leaves it: `whole` is the value with all of that. A value with
    evidence of its own takes of it only that the series was made up.
    """
    if not isinstance(own, tree.Mapping) or not isinstance(whole, tree.Mapping) or whole is own:
        return whole
    known = {key.text for key, _ in own.entries}
    made_up = [entry for entry in whole.entries if entry[0].text == "synthetic" and "synthetic" not in known]
    return tree.Mapping((*own.entries, *made_up), own.place)


def _same_year(year: Scalar) -> object:
    """What is the same for `2023` and `2023年`; of what is no year the text itself."""
    text = year.text.strip()
    return year_of(text) or text


def _together(own: Node | None, rows: Sequence[Further], report: Report) -> Node | None:
    """All that is said of one figure, `own` being the value of its own row; None when nothing is."""
    given = [node for node in (own, *(row.node for row in rows)) if node is not None]
    decided = [row for row in rows if row.decision]
    if len(decided) > 1:
        first, again = decided[:2]
        report("I980", again.place, labels=(Label(first.place, _FIRST),), label=short(again.entry.label))
    wrong = _wrong(decided[0], own, len(given)) if decided else None
    if wrong is not None:
        place = (decided[0].chosen or next(iter(decided[0].decision.values()))).place
        report("I981", place, label=short(decided[0].entry.label), reason=wrong)
    if len(given) < 2 or wrong is not None:
        return given[0] if given else None  # a conflict would only follow from what is wrong
    place = given[0].place
    entries: list[tuple[Scalar, Node]] = [(Scalar("各方", True, place), tree.Sequence(tuple(given), place))]
    if decided:
        used = own if _says(decided[0], OWN_ROW) else decided[0].node
        number = next(at for at, node in enumerate(given, 1) if node is used)
        entries += _decision(decided[0], number)
    return tree.Mapping(tuple(entries), place)


def _wrong(row: Further, own: Node | None, count: int) -> Text | None:
    """Why what a row says of `count` values chooses none of them."""
    if count < 2:
        return _ONE_VALUE
    if row.chosen is None:
        return _NO_CHOICE
    if _says(row, OWN_ROW):
        return _NO_OWN if own is None else None
    if _says(row, THIS_ROW):
        return _NO_VALUE if row.node is None else None
    text = short(row.chosen.text.strip())
    return Text(f"`{text}` 不是 本行 或 填表值", f"`{text}` is not `this row` or `form value`")


def _says(row: Further, words: tuple[str, ...]) -> bool:
    return row.chosen is not None and row.chosen.text.strip() in words


def _decision(row: Further, number: int) -> list[tuple[Scalar, Node]]:
    """Which value is used, counted from 1, why, and who decided it."""
    keys = ((Head.CHOSEN, "采用"), (Head.REASON, "理由"), (Head.CHOSEN_BY, "采用人"))
    found: list[tuple[Scalar, Node]] = []
    for head, key in keys:
        node = row.decision.get(head)
        if node is not None:
            value = Scalar(str(number), True, node.place, spelling=node.text) if head is Head.CHOSEN else node
            found.append((Scalar(key, True, node.place), value))
    return found
