"""The rows of a form, one after another, collected to a tree."""

from __future__ import annotations

from collections.abc import Mapping as AnyMapping
from collections.abc import Sequence as AnySequence
from dataclasses import dataclass, field
from typing import Any, Final

from guiju.diagnostics.codes import problem
from guiju.diagnostics.model import Diagnostic, Label, Text
from guiju.source import Place
from guiju.towns.form_further import Further, FurtherValues, evidence_around
from guiju.towns.form_lines import Line, OpenSheet, heads_of
from guiju.towns.form_map import Entry, FormMap
from guiju.towns.form_words import DECISION, EVIDENCE, HEADS, NO_RECORDS, VALUE_HEADS, Head, Kind
from guiju.towns.tree import Mapping, Node, Scalar, Sequence
from guiju.towns.words import STATES, short
from guiju.towns.workbook import Cell, Row, Sheet, cell_finding

Entries = tuple[tuple[Scalar, Node], ...]
_MOST_LISTED: Final = 5


@dataclass
class FormReader:
    """Collects the lines of all sheets; what is wrong with them is in `found`."""

    form: FormMap
    found: list[Diagnostic] = field(default_factory=list)
    _town: dict[str, tuple[Scalar, Node]] = field(default_factory=dict)
    _lines: dict[str, Line] = field(default_factory=dict)
    _years: dict[str, list[tuple[Scalar, Node]]] = field(default_factory=dict)
    _records: dict[str, list[Mapping]] = field(default_factory=dict)
    _record_rows: dict[str, Place] = field(default_factory=dict)
    _further: FurtherValues = field(init=False)
    _experts: list[tuple[Scalar, Node]] = field(default_factory=list)
    _seen: set[str] = field(default_factory=set)
    _listed: set[str] = field(default_factory=set)  # lists that still have a sheet of their own
    _score_sheets: int = 0

    def __post_init__(self) -> None:
        self._further = FurtherValues(self._report)

    def sheet(self, sheet: Sheet) -> None:
        """All rows of a sheet that a person sees. Raises Unreadable."""
        here = OpenSheet(sheet)
        for row in sheet.rows():
            heads = heads_of(row)
            if heads is not None:
                here.heads, here.head_row = heads, row
                self._check_heads(here, row)
                if here.is_further:
                    self._seen.update(entry.number for entry in self.form.of_kind(Kind.FURTHER))
            elif here.heads and here.holds_values:
                self._row(here, row)
        if here.marks:
            if here.expert is None and self.form.part is not None and here.expert_at is not None:
                self._report("I979", here.expert_at, labels=_marked(here.marks), sheet=short(sheet.name))
            name = here.expert or Scalar(sheet.name, True, sheet.place(1, 1))
            self._experts.append((name, Mapping(tuple(here.marks), name.place)))

    def root(self, first: Sheet) -> Mapping:
        """All that was read, as the tree of a town file. A row of the form that is not there is a finding."""
        missing = self._missing()
        if missing:
            names = [f"{entry.number} {entry.label}" for entry in missing[:_MOST_LISTED]]
            rest = len(missing) - len(names)
            more = Text(f" 等 {len(missing)} 行", f" and {rest} more") if rest else Text("", "")
            listed = Text("、".join(names) + more.zh, ", ".join(names) + more.en)
            self._report("I964", first.place(1, 1), rows=listed)
        entries = dict(self._town)
        place = first.place(1, 1)
        for key, content in (
            ("数据", tuple(self._data())),
            ("专家评分", tuple(self._experts)),
            ("外部判定", tuple(self._rulings())),
        ):
            if content:
                entries[key] = (Scalar(key, True, place), Mapping(content, place))
        return Mapping(tuple(entries.values()), place)

    def _missing(self) -> list[Entry]:
        """The lines of the form that are gone; of a score sheet that is gone the name of its expert."""
        gone = [e for e in self.form.entries.values() if e.number not in self._seen]
        gone += [e for e in self.form.of_kind(Kind.LIST) if e.number in self._seen - self._listed]
        if 0 < self._score_sheets < self.form.experts:
            gone += list(self.form.of_kind(Kind.EXPERT)) * (self.form.experts - self._score_sheets)
        return gone

    # --- rows ---------------------------------------------------------------------------------------------------------

    def _row(self, here: OpenSheet, row: Row) -> None:
        cells = {here.heads[c.column]: c for c in row.cells if c.column in here.heads and c.text.strip()}
        number = next((cells[head] for head in cells if HEADS.get(head) is Head.NUMBER), None)
        entry = self.form.entries.get(number.text.strip().upper()) if number else None
        if entry is None or entry.kind is Kind.FURTHER:
            self._without_number(here, row, cells, number)
            return
        if not self._is_its_label(entry, row, cells):
            if not here.is_further:
                self._seen.add(entry.number)  # the row is there, and told of
                self._listed.add(entry.number)
            return
        value = next((cells[head] for head in cells if head in VALUE_HEADS), None)
        at = next((column for column, head in here.heads.items() if head in VALUE_HEADS), None)
        place = row.place(value) if value else row.empty_place(at) if at else row.place()
        line = Line(entry, row, cells, value, place)
        self._check_known(here, line)
        if here.is_further:
            self._further_value(here, line)
        elif any(HEADS.get(head) is Head.RECORD for head in here.heads.values()):
            self._listed.add(entry.number)
            self._record(here, line)
        else:
            self._seen.add(entry.number)
            self._line(here, line)

    def _line(self, here: OpenSheet, line: Line) -> None:
        entry, number = line.entry, line.entry.number
        if entry.kind is Kind.TOWN:
            text = self._scalar(line.row, line.value) if line.value is not None else None
            if text is not None:
                self._town[entry.name] = (Scalar(entry.name, True, line.place), text)
        elif entry.kind is Kind.EXPERT:
            self._score_sheets += 1
            here.expert_at = line.place
            if line.value is not None:
                here.expert = self._scalar(line.row, line.value)
        elif entry.kind is Kind.MARK:
            node = self._datum(line)
            if node is not None:
                here.marks.append((Scalar(entry.name, True, line.place), node))
        elif (year := line.texts.get(here.spelling(Head.YEAR))) is not None and entry.kind is Kind.SERIES:
            self._point(line, year)
        elif number in self._lines and self._holds(line):
            first = self._lines[number]
            if self._holds(first):
                labels = (Label(first.place, Text("第一次在这里", "first given here")),)
                self._report("I965", line.place, labels=labels, number=number, label=short(entry.label))
            else:
                self._lines[number] = line
        else:
            self._lines.setdefault(number, line)

    def _point(self, line: Line, year: Cell) -> None:
        """A year of a series."""
        node = self._datum(line)
        if node is not None:
            at = self._scalar(line.row, year)
            if at is not None:
                self._years.setdefault(line.entry.number, []).append((at, node))

    def _record(self, here: OpenSheet, line: Line) -> None:
        """A record of a list: the fields stand under heads of their own."""
        columns = self.form.columns.get(line.entry.number, {})
        entries = []
        for head, cell in line.texts.items():
            if HEADS.get(head) in (Head.NUMBER, Head.RECORD):
                continue
            node = self._scalar(line.row, cell) if head in columns else None
            if node is not None:
                entries.append((Scalar(columns[head], True, line.row.place(cell)), node))
        lost = [head for head in columns if head not in here.heads.values()]
        if lost and here.head_row is not None and line.entry.number not in self._record_rows:
            self._report("I967", here.head_row.place(), heads="、".join(lost))
        self._record_rows.setdefault(line.entry.number, line.row.place())
        if entries:
            self._records.setdefault(line.entry.number, []).append(Mapping(tuple(entries), line.row.place()))

    def _further_value(self, here: OpenSheet, line: Line) -> None:
        """A further value of a figure that has a row of its own."""
        cells = {HEADS.get(head): cell for head, cell in line.texts.items()}
        found = {head: self._scalar(line.row, cells[head]) for head in DECISION if head in cells}
        year = self._scalar(line.row, cells[Head.YEAR]) if Head.YEAR in cells else None
        decision = {head: node for head, node in found.items() if node is not None}
        self._further.add(Further(line.entry, year, self._datum(line), decision, line.place))

    def _without_number(
        self, here: OpenSheet, row: Row, cells: AnyMapping[str, Cell], number: Cell | None
    ) -> None:
        """A row that holds values and does not say which: nobody may guess."""
        told = {
            Head.NUMBER,
            Head.LABEL,
            Head.UNIT,
            Head.USERS,
            Head.CLAUSE,
            Head.PROVIDER,
            Head.PLACE,
            Head.RECORD,
        }
        filled = [cell for head, cell in cells.items() if HEADS.get(head) not in told]
        if filled:
            text = short(number.text) if number else ""
            self._report("I968", row.place(filled[0]), number=text or "—", text=short(filled[0].text))

    def _is_its_label(self, entry: Entry, row: Row, cells: AnyMapping[str, Cell]) -> bool:
        """Whether the number and the words beside it still belong together."""
        label = next((cell for head, cell in cells.items() if HEADS.get(head) is Head.LABEL), None)
        if label is None or not label.has_value or label.text.strip() == entry.label.strip():
            return True
        self._report(
            "I969", row.place(label), number=entry.number, text=short(label.text), label=short(entry.label)
        )
        return False

    def _check_known(self, here: OpenSheet, line: Line) -> None:
        """What stands under no head of the form is not dropped in silence."""
        known = {*HEADS, *VALUE_HEADS, *EVIDENCE, *self.form.columns.get(line.entry.number, ())}
        for cell in line.row.cells:
            if cell.text.strip() and here.heads.get(cell.column) not in known:
                self._report("I966", line.row.place(cell), text=short(cell.text))

    def _check_heads(self, here: OpenSheet, row: Row) -> None:
        """Two columns of one head leave open which is meant."""
        seen: dict[str, Cell] = {}
        for cell in row.cells:
            head = here.heads.get(cell.column)
            if head in seen:
                self._report("I970", row.place(cell), head=short(head))
            elif head:
                seen[head] = cell

    # --- values -------------------------------------------------------------------------------------------------------

    def _data(self) -> Any:
        """The inputs in the order of the form."""
        for entry in self.form.of_kind(Kind.ITEM, Kind.SERIES, Kind.LIST):
            line = self._lines.get(entry.number)
            if entry.kind is Kind.SERIES:
                self._further_points(entry, line)
            node = self._whole(entry, line)
            if entry.kind is Kind.ITEM:
                node = self._further.whole(entry, node)
            if node is not None:
                place = line.place if line else node.place
                yield Scalar(entry.name, True, place), node

    def _further_points(self, entry: Entry, line: Line | None) -> None:
        """The years of a series with the further values of each."""

        def around(own: Node) -> Node:
            return own if line is None else evidence_around(own, self._with_evidence(line, own))

        points = self._further.points(entry, self._years.get(entry.number, []), around)
        if points:
            self._years[entry.number] = points

    def _whole(self, entry: Entry, line: Line | None) -> Node | None:
        """An input: a value, or its years or records with the evidence around them."""
        number = entry.number
        inside: Node | None = None
        if number in self._years:
            years = tuple(self._years[number])
            inside = Mapping(years, years[0][0].place)
        elif number in self._records:
            inside = Sequence(tuple(self._records[number]), self._record_rows[number])
        elif entry.kind is Kind.LIST and line and line.value and line.value.text.strip() in NO_RECORDS:
            return self._with_evidence(line, Sequence((), line.place))
        if inside is None:
            return self._datum(line) if line else None
        if line is None:
            return inside
        if line.value is not None:
            label = (Label(inside.place, Text("而这里有值", "and here are values")),) if inside.place else ()
            values = {"text": short(line.value.text), "label": short(entry.label)}
            self._report("I971", line.place, labels=label, **values)
        return inside if self._further.has(entry) else self._with_evidence(line, inside)

    def _datum(self, line: Line) -> Node | None:
        """The value of a row with its evidence; None when nobody filled it in."""
        value: Node | None = None
        if line.value is not None:
            value = self._scalar(line.row, line.value)
            if value is None:
                return None
        elif line.evidence:
            # Somebody says why there is no figure: that is a figure not supplied, and what was said is kept.
            value = Scalar(next(iter(STATES)), True, line.place)
        return None if value is None else self._with_evidence(line, value)

    def _with_evidence(self, line: Line, value: Node) -> Node:
        known = []
        for key, cell in line.evidence.items():
            node = self._scalar(line.row, cell)
            if node is not None:
                known.append((Scalar(key, True, line.row.place(cell)), node))
        if not known:
            return value
        own = "met" if line.entry.kind is Kind.RULING else "value"
        return Mapping(((Scalar(own, True, line.place), value), *known), line.place)

    def _rulings(self) -> Any:
        for entry in self.form.of_kind(Kind.RULING):
            line = self._lines.get(entry.number)
            node = self._datum(line) if line else None
            if line is not None and node is not None:
                yield Scalar(entry.name, True, line.place), node

    def _scalar(self, row: Row, cell: Cell) -> Scalar | None:
        """What a cell says; None when that is no value, which is reported."""
        place = row.place(cell)
        finding = cell_finding(cell, place)
        if finding is not None:
            self.found.append(finding)
        return Scalar(cell.text, True, place) if cell.has_value else None

    @staticmethod
    def _holds(line: Line) -> bool:
        return line.value is not None or bool(line.evidence)

    def _report(
        self, code: str, place: Place | None, /, labels: tuple[Label, ...] = (), **values: Any
    ) -> None:
        self.found.append(problem(code, place, labels=labels, **values))


def _marked(marks: AnySequence[tuple[Scalar, Node]]) -> tuple[Label, ...]:
    """Where the first mark of a sheet stands."""
    place = marks[0][0].place
    return (Label(place, Text("这里有评分", "a mark is here")),) if place else ()
