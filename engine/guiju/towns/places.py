"""Where figures stand: a cell of a row, a row of a workbook, or a place of a file that is no longer at hand."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Protocol

from guiju.source import Place, Position, Source, Span

if TYPE_CHECKING:
    from guiju.towns.sheet_cells import Cell


@dataclass(frozen=True)
class SheetRow(Source):
    """One row of a sheet of a workbook: `text` is its cells as a reader sees them, side by side.

    `starts` are the offsets at which its cells begin, and `columns` their numbers, from 1.
    """

    sheet: str
    number: int
    columns: tuple[int, ...] = ()
    starts: tuple[int, ...] = ()

    def cell(self, span: Span) -> str:
        """The cell at a span, as a workbook names it: `C7`."""
        index = bisect_right(self.starts, span.start) - 1
        return f"{column_letters(self.columns[index])}{self.number}" if index >= 0 else ""

    def position(self, offset: int) -> Position:
        return Position(self.number, self.text[: max(0, min(offset, len(self.text)))])

    def line(self, number: int) -> str:
        """The text of the row; the rows beside it are not kept."""
        return self.text if number == self.number else ""

    def named(self, span: Span) -> tuple[str, str]:
        cell = self.cell(span)
        return (
            f"{self.name} 表“{self.sheet}” {cell}".rstrip(),
            f'{self.name} sheet "{self.sheet}" {cell}'.rstrip(),
        )


@dataclass(frozen=True)
class Quoted(Source):
    """One place of a file whose text is not at hand: `text` is what stands there, at `row` and `column` from 1."""

    row: int
    column: int

    def position(self, offset: int) -> Position:
        return Position(self.row, " " * (self.column - 1) + self.text[: max(0, min(offset, len(self.text)))])

    def line(self, number: int) -> str:
        """The line as far as it is known."""
        return " " * (self.column - 1) + self.text if number == self.row else ""


class TableRow(Protocol):
    """A row of a table, whatever kind of file it stands in: it knows its cells and where they stand."""

    @property
    def number(self) -> int: ...
    @property
    def cells(self) -> tuple[Cell, ...]: ...
    @property
    def hidden(self) -> bool: ...
    def place(self, cell: Cell | None = None) -> Place: ...
    def alone(self, cell: Cell) -> Place: ...
    def named(self, cell: Cell) -> tuple[str, int | None, int | None, str, str]: ...
    def empty_place(self, column: int) -> Place: ...


class CellPlace(Place):
    """A cell of a row of a table, under the header of its column.

    Where that is in the text of the row is found when somebody asks: of most cells nobody does.
    """

    __slots__ = ("cell", "header", "row")
    row: TableRow
    cell: Cell
    header: str

    def __init__(self, row: TableRow, cell: Cell, header: str) -> None:
        put = object.__setattr__
        put(self, "row", row)
        put(self, "cell", cell)
        put(self, "header", header)

    @property
    def source(self) -> Source:
        return self.row.place(self.cell).source

    @property
    def span(self) -> Span:
        return self.row.place(self.cell).span

    @property
    def alone(self) -> Place:
        """The place without the rest of its row, to be kept where many rows go by."""
        return self.row.alone(self.cell)

    @property
    def named(self) -> tuple[str, int | None, int | None, str, str]:
        """The file, then line and column of a cell in a text, or sheet and cell of one in a workbook."""
        return self.row.named(self.cell)


@cache
def column_letters(number: int) -> str:
    """The column `number` (from 1) as a workbook names it: 1 is A, 27 is AA."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """The number of the column a workbook names so: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
