"""Files and folders of tables to towns: sheets put together, one town after another.

A workbook is its sheets; a CSV file is one sheet, and a folder of them a workbook whose sheets are called after the
files. When one sheet holds a row for each town, its rows are read one by one and no more than one town is kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from guiju import limits
from guiju.diagnostics.codes import problem
from guiju.diagnostics.model import Diagnostic, Text
from guiju.diagnostics.suggest import did_you_mean
from guiju.source import Place
from guiju.towns.archive import Unreadable
from guiju.towns.bind import Binder, Result
from guiju.towns.drafts import Draft
from guiju.towns.headers import TableKind, not_a_town, plain
from guiju.towns.model import DataFile, fingerprint_of
from guiju.towns.places import CellPlace, TableRow
from guiju.towns.repeated import given_twice
from guiju.towns.table_rows import read_row
from guiju.towns.table_sheets import SheetLike
from guiju.towns.tables import Table
from guiju.towns.tree import Mapping, Scalar
from guiju.towns.words import short

_NOTES: Final = frozenset({"说明", "填表说明", "填写说明", "readme", "notes"})


@dataclass(frozen=True)
class TableFiles:
    """Sheets that belong together, and the files they are from. `rules` is where 规则 points, if it stands there."""

    sheets: Sequence[SheetLike]
    files: tuple[DataFile, ...]
    rules: Path | None = None
    found: tuple[Diagnostic, ...] = ()

    @property
    def start(self) -> Place:
        """Where what concerns all of it is reported."""
        return self.sheets[0].start

    @property
    def fingerprint(self) -> str:
        """SHA-256 over the fingerprints of all files in their order."""
        return fingerprint_of(file.fingerprint for file in self.files)

    def towns(self, binder: Binder, *, lenient: bool = False) -> Iterator[Result]:
        """One town after another, each with what is to be said of it; None where it cannot be used.

        When a header or the form of a sheet is wrong there is one result, which says so. Headers are never lenient: a
        column that is left out by mistake would be missed by nobody.
        """
        yield from _Reading(self, binder, lenient).towns()


@dataclass(slots=True)
class _Reading:
    """The state of one pass over the sheets."""

    files: TableFiles
    binder: Binder
    lenient: bool
    tables: list[tuple[SheetLike, Table]] = field(default_factory=list)
    defaults: dict[str, list[Scalar]] = field(default_factory=dict)
    drafts: dict[str, Draft] = field(default_factory=dict)
    main: set[str] = field(default_factory=set)  # towns that have a row of values
    some: bool = False
    pending: list[Diagnostic] = field(default_factory=list)
    broken: bool = False

    def towns(self) -> Iterator[Result]:
        self._open()
        if any(finding.is_error for finding in self.pending):
            yield None, tuple(self.pending)
            return
        wide = [pair for pair in self.tables if pair[1].kind is TableKind.WIDE]
        long = [pair for pair in self.tables if pair[1].kind is TableKind.LONG]
        streamed = wide[0] if len(wide) == 1 and not long else None
        for pair in self.tables:
            if pair is not streamed:
                yield from self._collect(*pair)
        if streamed is not None:
            yield from self._stream(*streamed)
        for name in list(self.drafts):
            draft = self.drafts.pop(name)
            if name in self.main or not (wide or long):
                yield self._result(draft)
            else:
                yield self._only_beside(name, draft)
        if self.pending or not self.some:
            yield from self._rest()

    def _rest(self) -> Iterator[Result]:
        """What is still to be said when all towns are done, and that there were none."""
        if not self.some and not self.broken:
            self.pending.append(problem("I839", self.files.start))
        if any(finding.is_error for finding in self.pending):
            yield None, tuple(self.pending)

    def _open(self) -> None:
        """Look into all sheets up to their headers."""
        for sheet in self.files.sheets:
            if plain(sheet.name).casefold() in _NOTES:
                continue
            found: list[Diagnostic] = []
            table = Table(sheet.name, sheet.rows(found), sheet.is_text, self.binder.schema, found)
            table.open()
            self.pending += found
            found.clear()
            if table.kind is not None or table.head:
                self._overlay(sheet, table)
            if table.kind is not None:
                self.tables.append((sheet, table))
            self._default(table)

    def _overlay(self, sheet: SheetLike, table: Table) -> None:
        try:
            self.pending += sheet.overlay(table)
        except Unreadable as error:
            self.pending.append(error.finding)

    def _default(self, table: Table) -> None:
        """What stands above a header holds for all sheets unless two of them differ."""
        for key, nodes in table.head.items():
            texts = [node.text.strip() for node in nodes]
            known = self.defaults.get(key)
            if known is not None and [node.text.strip() for node in known] != texts:
                self.defaults[key] = []  # each sheet has its own
            elif known is None:
                self.defaults[key] = nodes

    def _heads(self, table: Table, key: str) -> list[Scalar]:
        return table.head.get(key) or self.defaults.get(key) or []

    def _rows(self, sheet: SheetLike, table: Table) -> Iterator[tuple[TableRow, Scalar]]:
        """The rows of a sheet that can be read, each with the name of its town."""
        heads = self._heads(table, "镇")
        for row in table.rows:
            if not sheet.check(table, row):
                continue
            self._pass_on(table)
            cell = table.cell(row, "town")
            if cell is None and heads and not table.has_word("town"):
                yield row, heads[0]
                continue
            said = cell or row.cells[0]  # 合计 often stands in the column before
            if not_a_town(said.text):
                table.found.append(problem("I938", row.place(said), text=short(said.text.strip())))
            elif cell is not None:
                yield row, Scalar(cell.text, True, table.place(row, cell))
            elif len(table.found) < limits.SYNTAX_ERRORS:
                table.found.append(problem("I860", row.place()))

    def _pass_on(self, table: Table) -> None:
        """Remarks on a sheet are told with the next town; errors when the sheet is done."""
        if table.found:
            self.pending += [finding for finding in table.found if not finding.is_error]
            table.found[:] = [finding for finding in table.found if finding.is_error]

    def _collect(self, sheet: SheetLike, table: Table) -> Iterator[Result]:
        """Read all rows of a sheet into the drafts of their towns."""
        in_sheet: dict[str, Place] = {}
        for row, town in self._rows(sheet, table):
            name = town.text.strip()
            if table.kind is TableKind.WIDE and (again := self._again(name, town, in_sheet)):
                yield again
                continue
            if name not in self.drafts:
                self.drafts[name] = self._draft(town)
            self.some = True
            if table.kind in (TableKind.WIDE, TableKind.LONG):
                self.main.add(name)
            draft = self.drafts[name]
            self._apply_heads(draft, table)
            read_row(table, row, draft)
        yield from self._table_errors(table)

    def _stream(self, sheet: SheetLike, table: Table) -> Iterator[Result]:
        """A town for each row, which is done with before the next one is read."""
        in_sheet: dict[str, Place] = {}
        for row, town in self._rows(sheet, table):
            name = town.text.strip()
            if again := self._again(name, town, in_sheet):
                yield again
                continue
            draft = self.drafts.pop(name, None) or self._draft(town)
            self.some = True
            self.main.add(name)
            self._apply_heads(draft, table)
            read_row(table, row, draft)
            yield self._result(draft)
        yield from self._table_errors(table)

    def _table_errors(self, table: Table) -> Iterator[Result]:
        """What was wrong with the form of a sheet."""
        self._pass_on(table)
        if table.found:
            self.broken = True
            yield None, tuple(table.found)
            table.found.clear()

    def _again(self, name: str, town: Scalar, seen: dict[str, Place]) -> Result | None:
        """What to say of a town that has a second row, with both places."""
        first = seen.get(name)
        if first is None or town.place is None:
            place = town.place or self.files.start
            seen[name] = place.alone if isinstance(place, CellPlace) else place
            return None
        return None, (given_twice(name, town.place, first),)

    def _only_beside(self, name: str, draft: Draft) -> Result:
        """What to say of a town that only lists, marks or rulings mention: most likely its name is misspelled."""
        otherwise = Text("核对镇名，或在数据表里加上它", "check the name, or add it to the table of values")
        suggestion = did_you_mean(name, sorted(self.main), otherwise)
        return None, (problem("I939", draft.place, name=short(name), suggestion=suggestion),)

    def _draft(self, town: Scalar) -> Draft:
        draft = Draft()
        draft.head("镇", town)
        return draft

    def _apply_heads(self, draft: Draft, table: Table) -> None:
        """The day and the year that stand above the headers, unless the row has its own."""
        for key, word in (("数据日期", "data_date"), ("年度", "reference_year")):
            heads = self._heads(table, key)
            if heads and not table.has_word(word):
                draft.head(key, heads[0])
        marks = self._heads(table, "缺失记号")
        if marks and draft.missing_marks is None:
            pairs = tuple(zip(marks[::2], marks[1::2], strict=True))
            draft.missing_marks = Mapping(pairs, marks[0].place)

    def _result(self, draft: Draft) -> Result:
        """The town of a draft, with what has been found since the last one."""
        tree = draft.tree()  # which may find records that do not add up
        said = (*self.pending, *draft.found)
        self.pending.clear()
        town, found = self.binder.town_of_tree(
            tree,
            files=self.files.files,
            fingerprint=self.files.fingerprint,
            lenient=self.lenient,
            may_be_empty=True,
        )
        wrong = any(finding.is_error for finding in said)
        return (None if wrong else town), (*said, *found)
