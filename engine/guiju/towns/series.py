"""Figures by year: `{2022: 30 亿元, 2023: {值: 35, 来源: 统计年鉴}, 2024: 不详}`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from guiju.diagnostics.model import Edit, Fix, Label, Text
from guiju.numbers.exact import normalise_digits
from guiju.numbers.states import Missing
from guiju.towns.cells import Cells
from guiju.towns.model import Datum, Series
from guiju.towns.slots import Slot
from guiju.towns.tree import Mapping, Node, Scalar
from guiju.towns.words import DATUM, Keys, short, year_of

_OWN: Final = frozenset({"value", "met"})

# Reads one point, a value alone or with its evidence.
ReadPoint = Callable[[Slot, Scalar, Node], Datum | None]


def is_by_year(slot: Slot, node: Mapping, keys: Keys) -> bool:
    """Whether a mapping holds figures by year, and not one value with its evidence."""
    words = [keys.get(key.text) for key, _ in node.entries]
    if not _OWN.isdisjoint(words):
        return False
    if any(year_of(key.text) is not None for key, _ in node.entries):
        return True
    return slot.is_series and all(word is None for word in words)


def read_series(
    cells: Cells, slot: Slot, key: Scalar, node: Node, read_point: ReadPoint
) -> Series | Missing | None:
    """The figures of a series, or why there are none; None when a finding says what is wrong, or they are only chosen
    between those of other files.
    """
    if not isinstance(node, Mapping):
        return _whole(cells, slot, key, node)
    if not node.entries:
        cells.report("I835", key.place, name=short(key.text))
        return None
    before = cells.errors
    points: dict[int, Datum] = {}
    keys: dict[int, Scalar] = {}
    for at, item in node.entries:
        year = _year(cells, slot, at)
        if year is None:
            continue
        if year in keys:
            first = keys[year].place
            labels = (Label(first, Text("第一次在这里", "first given here")),) if first else ()
            cells.report("I863", at.place, labels=labels, name=slot.name, year=year)
            continue
        keys[year] = at
        point = slot.point(year)
        datum = read_point(point, Scalar(point.name, at.quoted, at.place), item)
        if datum is not None:
            points[year] = datum
    return Series(dict(sorted(points.items()))) if points and cells.errors == before else None


def _whole(cells: Cells, slot: Slot, key: Scalar, node: Node) -> Missing | None:
    """What stands for the whole series: a word for its absence, and nothing else."""
    state = cells.state(slot, node)
    if state is not None:
        return slot.missing[state]
    text = "…"
    if isinstance(node, Scalar):
        if cells.refuses_blank(slot, key, node) or (_begins_with_year(node.text) and cells.colon(node)):
            return None
        text = short(node.text.strip())
    cells.report("I864", node.place or key.place, name=slot.name, text=text)
    return None


def _begins_with_year(text: str) -> bool:
    return year_of(text.replace("：", ":").partition(":")[0].strip()) is not None


def _year(cells: Cells, slot: Slot, key: Scalar) -> int | None:
    year = year_of(key.text)
    if year is not None or cells.colon(key):
        return year
    plain = normalise_digits(key.text).strip()
    fixes: tuple[Fix, ...] = ()
    advice = Text("年份写四位数，例如 2022", "write a year as four digits, for example 2022")
    if year_of(plain) is not None:
        advice = Text(f"写成 {plain}", f"write {plain}")
        if key.place is not None and not key.quoted:
            fixes = (Fix(advice, (Edit(key.place, plain),)),)
    elif key.text in DATUM:
        advice = Text(
            "把各年写在 值 下面，来源等与 值 并列：{值: {2022: …}, 来源: …}",
            "write the years under value, and the evidence beside it: {value: {2022: …}, source: …}",
        )
    cells.report("I862", key.place, fixes=fixes, name=slot.name, key=short(key.text), suggestion=advice)
    return None
