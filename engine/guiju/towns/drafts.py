"""The data of one town as rows of tables give them, piece by piece; in the end the tree a town file would have."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from guiju.diagnostics.codes import problem
from guiju.diagnostics.model import Diagnostic, Label, Text
from guiju.source import Place
from guiju.towns.figure_rows import Entry, Evidence, FigureRow, FigureRows, with_evidence
from guiju.towns.repeated import given_twice
from guiju.towns.slots import Slot, point_name
from guiju.towns.tree import Mapping, Node, Scalar, Sequence
from guiju.towns.words import short

_FIRST: Final = Text("第一次在这里", "first given here")


@dataclass(slots=True)
class _Series:
    key: Scalar
    points: dict[int, FigureRows] = field(default_factory=dict)
    whole: Node | None = None
    evidence: Evidence = ()


@dataclass(slots=True)
class _Records:
    key: Scalar
    by_number: dict[int, dict[str, Entry]] = field(default_factory=dict)
    places: dict[int, Place] = field(default_factory=dict)
    count: Scalar | None = None
    evidence: Evidence = ()
    renamed: bool = False


@dataclass(slots=True)
class Draft:
    """One town in the making. What is given twice is reported with both places and kept as it was first; a figure may
    have several rows that say whose each is.
    """

    found: list[Diagnostic] = field(default_factory=list)
    missing_marks: Mapping | None = None
    _head: dict[str, Entry] = field(default_factory=dict)
    _values: dict[str, FigureRows] = field(default_factory=dict)
    _series: dict[str, _Series] = field(default_factory=dict)
    _records: dict[str, _Records] = field(default_factory=dict)
    _marks: dict[str, tuple[Scalar, dict[str, Entry]]] = field(default_factory=dict)
    _rulings: dict[str, Entry] = field(default_factory=dict)

    def head(self, key: str, node: Scalar) -> None:
        """The name of the town, the day or the year of its data; the same may stand in many rows."""
        known = self._head.get(key)
        if known is None:
            self._head[key] = (Scalar(key, True, node.place), node)
        elif isinstance(known[1], Scalar) and known[1].text.strip() != node.text.strip():
            labels = _label(known[1].place)
            values: dict[str, Any] = {"key": key, "one": short(known[1].text), "other": short(node.text)}
            self.found.append(problem("I930", node.place, labels=labels, **values))

    @property
    def place(self) -> Place | None:
        """Where the name of the town was first written."""
        return self._head["镇"][1].place if "镇" in self._head else None

    def value(self, row: FigureRow) -> None:
        """A value of an input."""
        name = row.key.text
        rows = self._values.get(name)
        if rows is None:
            self._values[name] = FigureRows(name, [row])
        else:
            rows.add(row, self.found)

    def point(self, slot: Slot, year: int, row: FigureRow) -> None:
        """A figure of one year."""
        points = self._series_of(row.key).points
        if year in points:
            points[year].add(row, self.found)
        else:
            points[year] = FigureRows(point_name(slot.name, year), [row])

    def whole_series(self, key: Scalar, node: Scalar, evidence: Evidence) -> None:
        """What stands for a series without a year: a word for its absence."""
        series = self._series_of(key)
        if series.whole is not None:
            self._twice(node.place, key.text, series.whole.place)
        series.whole, series.evidence = node, evidence

    def series_evidence(self, key: Scalar, evidence: Evidence) -> None:
        """Evidence for all years."""
        self._series_of(key).evidence = evidence

    def cell_of_record(self, key: Scalar, slot: Slot, number: int, name: Scalar, node: Scalar) -> None:
        """One field of one record."""
        records = self._records_of(key, slot)
        record = records.by_number.setdefault(number, {})
        if node.place is not None:
            records.places.setdefault(number, node.place)
        self._once(record, name.text, (name, node))

    def record(self, key: Scalar, slot: Slot, place: Place, cells: list[Entry]) -> None:
        """The next record."""
        records = self._records_of(key, slot)
        number = len(records.by_number) + 1
        records.by_number[number] = {name.text: (name, node) for name, node in cells}
        records.places[number] = place

    def count(self, key: Scalar, slot: Slot, node: Scalar, evidence: Evidence) -> None:
        """How many records there are, or why there are none, and the evidence for the list."""
        records = self._records_of(key, slot)
        if records.count is not None:
            self._twice(node.place, key.text, records.count.place)
        else:
            records.count, records.evidence = node, evidence

    def mark(self, expert: Scalar, indicator: Scalar, node: Scalar) -> None:
        """One mark of one expert."""
        _, row = self._marks.setdefault(expert.text.strip(), (expert, {}))
        self._once(row, indicator.text, (indicator, node))

    def ruling(self, document: Scalar, node: Scalar, evidence: Evidence, met: Scalar) -> None:
        """The ruling on another document."""
        self._once(self._rulings, document.text, (document, Mapping(((met, node), *evidence), node.place)))

    def tree(self) -> Mapping:
        """The whole town, as its file would have it."""
        data: list[Entry] = [(rows.rows[0].key, rows.node(self.found)) for rows in self._values.values()]
        data += [self._whole(one) for one in self._series.values()]
        data += [entry for one in self._records.values() if (entry := self._list(one)) is not None]
        entries: list[Entry] = list(self._head.values())
        place = entries[0][1].place if entries else None
        if self.missing_marks is not None:
            entries.append((Scalar("缺失记号", True, self.missing_marks.place), self.missing_marks))
        marks = [(key, _mapping(row.values())) for key, row in self._marks.values()]
        for name, rows in (("数据", data), ("专家评分", marks), ("外部判定", [*self._rulings.values()])):
            if rows:
                entries.append((Scalar(name, True, rows[0][0].place), _mapping(rows)))
        return Mapping(tuple(entries), place)

    def _series_of(self, key: Scalar) -> _Series:
        return self._series.setdefault(key.text, _Series(key))

    def _records_of(self, key: Scalar, slot: Slot) -> _Records:
        """The list, under whichever of its names; under two of them in one town it is an error."""
        records = self._records.setdefault(slot.name, _Records(key))
        if records.key.text != key.text and not records.renamed:
            records.renamed = True
            former = records.key if key.text == slot.name else key
            labels = _label(records.key.place)
            self.found.append(
                problem("I961", key.place, labels=labels, former=short(former.text), name=slot.name)
            )
        return records

    def _once(self, entries: dict[str, Entry], name: str, entry: Entry) -> None:
        if name in entries:
            self._twice(entry[1].place, name, entries[name][1].place)
        else:
            entries[name] = entry

    def _twice(self, place: Place | None, name: str, first: Place | None) -> None:
        self.found.append(given_twice(name, place, first))

    def _whole(self, series: _Series) -> Entry:
        """A series: its years, or what stands for all of them."""
        years: list[Entry] = []
        for year, rows in series.points.items():
            node = rows.node(self.found)
            years.append((Scalar(str(year), True, node.place), node))
        place = years[0][1].place if years else series.key.place
        points: Node = Mapping(tuple(years), place)
        if series.whole is not None and years:  # years and a value without a year: the latter is no year
            points = Mapping((*years, (Scalar("", True, series.whole.place), series.whole)), place)
        elif series.whole is not None:
            points = series.whole
        if not series.evidence:
            return series.key, points
        return series.key, Mapping(((Scalar("值", True, place), points), *series.evidence), place)

    def _list(self, records: _Records) -> Entry | None:
        """The records in their order, if as many are there as are said to be."""
        numbers = sorted(records.by_number)
        count, place = records.count, next(iter(records.places.values()), None)
        if numbers != list(range(1, len(numbers) + 1)):
            missing = next(n for n in range(1, len(numbers) + 1) if n not in records.by_number)
            self._uneven(records, place, Text(f"缺第 {missing} 条", f"record {missing} is not there"))
            return None
        if count is not None and not count.text.strip().isdecimal():
            if numbers:
                said = Text(f"写明了 {count.text}", f"it is said to be {count.text}")
                self._uneven(records, count.place, said)
                return None
            return records.key, with_evidence(count, records.evidence)
        if count is not None and int(count.text.strip()[:9]) != len(numbers):
            text = f"写明 {count.text.strip()} 条，实际 {len(numbers)} 条"
            english = f"{count.text.strip()} are announced, {len(numbers)} are there"
            self._uneven(records, count.place, Text(text, english))
            return None
        items = tuple(
            Mapping(tuple(records.by_number[number].values()), records.places[number]) for number in numbers
        )
        whole = Sequence(items, count.place if count is not None else place)
        return records.key, with_evidence(whole, records.evidence)

    def _uneven(self, records: _Records, place: Place | None, reason: Text) -> None:
        self.found.append(problem("I931", place, name=short(records.key.text), reason=reason))


def _mapping(entries: Iterable[Entry]) -> Mapping:
    rows = tuple(entries)
    return Mapping(rows, rows[0][0].place if rows else None)


def _label(place: Place | None) -> tuple[Label, ...]:
    return (Label(place, _FIRST),) if place is not None else ()
