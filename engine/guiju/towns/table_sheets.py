"""Sheets of tables, whether they stand in a workbook or are a text file each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from guiju import limits
from guiju.diagnostics.codes import problem
from guiju.diagnostics.model import Diagnostic, Text
from guiju.source import Place, Source, Span
from guiju.towns.archive import Unreadable
from guiju.towns.delimited import DelimitedReader, TextRow
from guiju.towns.headers import HEAD, plain
from guiju.towns.places import TableRow
from guiju.towns.sheet_cells import Cell, CellKind
from guiju.towns.tables import Table
from guiju.towns.tree import Scalar
from guiju.towns.words import short
from guiju.towns.workbook import Sheet, Workbook

_HEAD_ROWS: Final = 50


class SheetLike(Protocol):
    """One sheet of whatever kind of file: rows that can be read again and again."""

    @property
    def name(self) -> str: ...
    @property
    def is_text(self) -> bool: ...
    @property
    def start(self) -> Place: ...
    def rows(self, found: list[Diagnostic]) -> Iterator[TableRow]: ...
    def check(self, table: Table, row: TableRow) -> bool: ...
    def overlay(self, table: Table) -> tuple[Diagnostic, ...]: ...


@dataclass(frozen=True, slots=True)
class BookSheet:
    """A sheet of a workbook."""

    sheet: Sheet

    @property
    def name(self) -> str:
        return self.sheet.name

    @property
    def is_text(self) -> bool:
        return False

    @property
    def start(self) -> Place:
        return self.sheet.place(1, 1)

    def rows(self, found: list[Diagnostic]) -> Iterator[TableRow]:
        try:
            yield from self.sheet.rows()
        except Unreadable as error:
            found.append(error.finding)

    def check(self, table: Table, row: TableRow) -> bool:
        """Whether the row can be read; a hidden one is said once."""
        if row.hidden and not table.said_hidden:
            table.said_hidden = True
            what = Text(f"第 {row.number} 行等", f"row {row.number} and maybe others")
            table.found.append(problem("I910", row.place(), sheet=self.name, what=what))
        return True

    def overlay(self, table: Table) -> tuple[Diagnostic, ...]:
        """Merged cells in the table, and that it, or a column of it, is hidden."""
        found: list[Diagnostic] = []
        top = table.header_row.number if table.header_row else 0
        if self.sheet.hidden:
            what = Text("整张表", "all of it")
            found.append(problem("I910", self.start, sheet=self.name, what=what))
        inside = [
            area
            for area in self.sheet.marks.merged
            if top and area.bottom >= top and any(area.left <= at <= area.right for at in table.headers)
        ]
        for area in inside[: limits.SYNTAX_ERRORS]:
            found.append(problem("I911", self.sheet.place(area.top, area.left), cells=str(area)))
        hidden = next((at for at in table.headers if self.sheet.marks.hides(at)), None)
        if hidden is not None:
            name = short(table.headers[hidden].text.strip())
            what = Text(f"列“{name}”", f'the column "{name}"')
            found.append(problem("I910", self.sheet.place(top, hidden), sheet=self.name, what=what))
        return tuple(found)


@dataclass(frozen=True, slots=True)
class TextSheet:
    """A table in a text file; `name` is that of the file without its ending."""

    name: str
    source: Source

    @property
    def is_text(self) -> bool:
        return True

    @property
    def start(self) -> Place:
        return Place(self.source, Span(0, 0))

    def rows(self, found: list[Diagnostic]) -> Iterator[TableRow]:
        reader = DelimitedReader(self.source, found)
        yield from reader.rows()

    def check(self, table: Table, row: TableRow) -> bool:
        """Whether the row is as wide as the header."""
        header = table.header_row
        assert isinstance(row, TextRow)
        assert isinstance(header, TextRow)
        return not row.wrong_width(header, table.found)

    def overlay(self, table: Table) -> tuple[Diagnostic, ...]:
        return ()


def sheets_of(book: Workbook) -> tuple[BookSheet, ...]:
    """The sheets of a workbook."""
    return tuple(BookSheet(sheet) for sheet in book.sheets)


def rules_named(sheets: Sequence[SheetLike]) -> Scalar | None:
    """What stands beside 规则 in the first rows of a sheet."""
    for sheet in sheets:
        for count, row in enumerate(sheet.rows([])):
            if count >= _HEAD_ROWS:
                break
            cells: tuple[Cell, ...] = row.cells
            if (
                len(cells) == 2
                and HEAD.get(plain(cells[0].text)) == "规则"
                and cells[1].kind is CellKind.TEXT
            ):
                return Scalar(cells[1].text.strip(), True, row.place(cells[1]))
    return None
