"""A printed scale of grades against that of the rules: which range of scores each grade has.

A range is read in the ways standards print one: `75 分 ≤ 评分 < 90 分`, `≥ 90`, `90 分以上`, `[75, 90)`, `60～75`, also
with the signs of a formula (`$\\geq$`). What is not read is compared as text.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType
from typing import NamedTuple

from guiju.diagnostics.model import Lang, Text
from guiju.publish.annex import condition_text
from guiju.publish.compare import Difference
from guiju.publish.printed import Line, folded
from guiju.publish.words import BLANK, WORDS
from guiju.rulebook.model import Band, Grades

_GRADE = re.compile(r"等级|级别|档次|评级|\bgrades?\b|\brating\b", re.IGNORECASE)
_SCORE = re.compile(
    r"分值|得分|评分|总分|分数|范围|区间|界限|\bscores?\b|\brange\b|\bpoints\b", re.IGNORECASE
)
_RULE = re.compile(r"^[\s:|+-]*$")
_WRITTEN: Mapping[str, str] = MappingProxyType(
    {
        r"\geq": "≥", r"\ge": "≥", r"\leq": "≤", r"\le": "≤", r"\gt": ">", r"\lt": "<", ">=": "≥", "<=": "≤",
        "≧": "≥", "≦": "≤", "⩾": "≥", "⩽": "≤", "大于等于": "≥", "大于或等于": "≥", "小于等于": "≤", "小于或等于": "≤",
        "不小于": "≥", "不低于": "≥", "不少于": "≥", "至少": "≥", "不大于": "≤", "不高于": "≤", "不超过": "≤",
        "至多": "≤",
        "大于": ">", "高于": ">", "超过": ">", "小于": "<", "低于": "<", "不足": "<", "不到": "<",
    }
)  # fmt: skip
_TURNED = {"<": ">", ">": "<", "≤": "≥", "≥": "≤"}
_FIGURE = re.compile(r"(-?\d+(?:\.\d+)?)(%?)[^\d\W_]*")
_OPERATOR = re.compile(r"[<>≤≥]")
_INTERVAL = re.compile(r"([\[(])(.+?)[,;](.+?)([\])])")
_FROM_TO = re.compile(r"(-?[\d.]+[^\d\W_]*%?)(?:~|〜|—|–|--?|至|到)([\d.]+%?[^\d\W_]*)")
_AND_UP = re.compile(r"(-?[\d.]+%?[^\d\W_]*?)(\(含\)|\(不含\))?(及以上|以上|及以下|以下|以内)")
_OTHERWISE = frozenset({"其他", "其余", "其它", "otherwise", "other", BLANK, "-", "—"})


class Range(NamedTuple):
    """From `low` to `high`; None is no limit. An end that is not `closed` does not belong to it."""

    low: Fraction | None = None
    low_closed: bool = False
    high: Fraction | None = None
    high_closed: bool = False


@dataclass(frozen=True, slots=True)
class PrintedScale:
    """The rows of a printed scale: the range as printed, the grade, the line."""

    rows: tuple[tuple[str, str, int], ...]
    line: int


def scales(lines: Sequence[Line]) -> tuple[PrintedScale, ...]:
    """Every table whose head names a score and a grade."""
    found = []
    for number, line in enumerate(lines):
        columns = _head(_cells(line))
        if columns is not None:
            rows = tuple(_rows(lines[number + 1 :], columns))
            if rows:
                found.append(PrintedScale(rows, line.number))
    return tuple(found)


def best_scale(found: Sequence[PrintedScale], grades: Grades) -> PrintedScale | None:
    """The scale that shares most grades with that of the rules; None when none shares any."""
    names = {folded(band.name) for band in grades.bands}

    def shared(one: PrintedScale) -> int:
        return sum(folded(grade) in names for _, grade, _ in one.rows)

    best = max(found, key=shared, default=None)
    return best if best is not None and shared(best) else None


def scale_differences(printed: PrintedScale, grades: Grades) -> tuple[Difference, ...]:
    """Every grade whose range is another one, and grades that only one side has."""
    rows = {folded(grade): (limits, grade, line) for limits, grade, line in printed.rows}
    found, without = [], []
    for band in grades.bands:
        row = rows.pop(folded(band.name), None)
        if row is None:
            without.append(band)
        elif not _same(row[0], band):
            ruled = condition_text(band.condition, Lang.ZH)
            found.append(Difference(band.name, _column("score"), row[0], ruled, row[2]))
    for band in without:  # one with the same range is the same grade under another name
        name = next((key for key, (limits, *_) in rows.items() if _same(limits, band)), None)
        _, other, line = ("", BLANK, printed.line) if name is None else rows.pop(name)
        found.append(Difference(band.name, _column("grade"), other, band.name, line))
    found += [Difference(grade, _column("grade"), grade, BLANK, line) for _, grade, line in rows.values()]
    return tuple(sorted(found, key=lambda one: one.line))


def _column(key: str) -> Text:
    return Text(WORDS[key].zh, WORDS[key].en)


def _same(limits: str, band: Band) -> bool:
    if band.condition is None:
        return folded(limits).lower() in _OTHERWISE
    printed, ruled = range_of(limits), range_of(condition_text(band.condition, Lang.ZH))
    if printed is None or ruled is None:
        return folded(limits) == folded(condition_text(band.condition, Lang.ZH))
    return printed == ruled


# --- reading ----------------------------------------------------------------------------------------------------------


def _cells(line: Line) -> tuple[str, ...]:
    if line.cells is not None:
        return line.cells
    parts = re.split(r"\s{2,}", line.text.strip())
    return tuple(parts) if len(parts) > 1 else ()


def _head(cells: Sequence[str]) -> tuple[int, int] | None:
    """The columns of the range and of the grade. `考核评价等级` is a grade though it speaks of an assessment."""
    if not 2 <= len(cells) <= 4 or any(re.search(r"\d{2,}\s*分?$|[<>≤≥]", cell) for cell in cells):
        return None
    grades = [place for place, cell in enumerate(cells) if _GRADE.search(cell)]
    scores = [place for place, cell in enumerate(cells) if _SCORE.search(cell) and place not in grades]
    return (scores[0], grades[0]) if len(grades) == len(scores) == 1 else None


def _rows(lines: Sequence[Line], columns: tuple[int, int]) -> Iterator[tuple[str, str, int]]:
    """The rows below a head, until a line that is none; blank lines before the first one do not count."""
    begun = False
    for line in lines:
        cells = _cells(line)
        if not any(cells):
            if begun or (line.text and not _RULE.match(line.text)):
                return
            continue
        if len(cells) <= max(columns) or not all(cells[place] for place in columns):
            return
        begun = True
        yield cells[columns[0]], cells[columns[1]], line.number


def range_of(text: str) -> Range | None:
    """What a printed range holds; None when it is none."""
    told = _plain(text)
    if match := _INTERVAL.fullmatch(told):
        return Range(_figure(match[2]), match[1] == "[", _figure(match[3]), match[4] == "]")
    if match := _FROM_TO.fullmatch(told):
        return Range(_figure(match[1]), True, _figure(match[2]), True)
    if match := _AND_UP.fullmatch(told):
        figure, said, word = _figure(match[1]), match[2], match[3]
        if word.endswith("上"):
            return Range(low=figure, low_closed=said != "(不含)")
        closed = said == "(含)" or word in ("及以下", "以内")
        return Range(high=figure, high_closed=closed and said != "(不含)")
    return _compared(told)


def _plain(text: str) -> str:
    """A range without blanks, in one form of each sign."""
    told = html.unescape(text)
    for written, sign in sorted(_WRITTEN.items(), key=lambda one: -len(one[0])):
        told = told.replace(written, sign)
    told = unicodedata.normalize("NFKC", told.replace("$", "").replace("\\", ""))
    return "".join(told.split())


def _compared(told: str) -> Range | None:
    """`75分≤评分<90分`, `评分≥90`, `<60`."""
    operators, parts = _OPERATOR.findall(told), _OPERATOR.split(told)
    figures = [_figure(part) for part in parts]
    ends: list[tuple[str, Fraction]] = []
    for operator, left, right in zip(operators, figures, figures[1:], strict=False):
        if (left is None) == (right is None):
            return None
        ends.append((operator, right) if right is not None else (_TURNED[operator], left))  # type: ignore[arg-type]
    low = [(value, sign == "≥") for sign, value in ends if sign in ">≥"]
    high = [(value, sign == "≤") for sign, value in ends if sign in "<≤"]
    if not ends or len(low) > 1 or len(high) > 1:
        return None
    return Range(*(low[0] if low else (None, False)), *(high[0] if high else (None, False)))


def _figure(text: str) -> Fraction | None:
    match = _FIGURE.fullmatch(text)
    if match is None:
        return None
    return Fraction(match[1]) / (100 if match[2] else 1)
