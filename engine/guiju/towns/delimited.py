"""A table in a text file (CSV, or tab separated as Excel saves "Unicode text") as its rows of cells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from guiju import limits
from guiju.diagnostics.codes import problem
from guiju.diagnostics.model import Diagnostic, Text
from guiju.source import Place, Source, Span
from guiju.towns.paths import file_name
from guiju.towns.sheet_cells import Cell, CellKind

_DELIMITERS: Final = ("\t", ",", ";", "；", "，", "、", "|", "｜")
_ALLOWED: Final = ("\t", ",")
_LOOKED_AT: Final = 30  # lines in which the delimiter must show
_BLANK: Final = " \u3000\u00a0"
_MOST: Final = limits.SYNTAX_ERRORS


@dataclass(frozen=True, slots=True)
class TextRow:
    """One row: its cells that are not empty, its line number, and where its fields stand."""

    source: Source
    number: int
    cells: tuple[Cell, ...]
    spans: list[Span]  # of all fields
    hidden: bool = False

    @property
    def width(self) -> int:
        return len(self.spans)

    def place(self, cell: Cell | None = None) -> Place:
        """Where a cell of this row stands, or the row."""
        if cell is None:
            start = self.source.line_starts[self.number - 1]
            return Place(self.source, Span(start, start + len(self.source.line(self.number))))
        return Place(self.source, self.spans[cell.column - 1])

    def named(self, cell: Cell) -> tuple[str, int, int, str, str]:
        """The file, and the line and the column at which a field begins."""
        at = self.source.position(self.spans[cell.column - 1].start)
        return file_name(self.source.name), at.line, at.column, "", ""

    def alone(self, cell: Cell) -> Place:
        """The place of a cell, to be kept where many rows go by: the text is there anyway."""
        return self.place(cell)

    def empty_place(self, column: int) -> Place:
        """Where an empty cell of this row would stand: the end of the row."""
        end = self.place().span.end
        return Place(self.source, Span(end, end))

    def wrong_width(self, header: TextRow, found: list[Diagnostic]) -> bool:
        """Whether the row has fewer fields than the header, or filled ones beyond it, which is reported."""
        expected = header.width
        most = max((cell.column for cell in self.cells), default=0)
        if self.width >= expected and most <= expected:
            return False
        if len(found) < _MOST:
            actual = self.width if self.width < expected else most
            place = self.place()
            found.append(problem("I924", place, row=self.number, expected=expected, actual=actual))
        return True


@dataclass(slots=True)
class _Fields:
    """The fields of one row with where they stand, and where the next row begins."""

    texts: list[str]
    spans: list[Span]
    next: int


@dataclass(slots=True)
class DelimitedReader:
    """Reads the rows of one text; `found` collects what is wrong with its form."""

    source: Source
    found: list[Diagnostic] = field(default_factory=list)
    delimiter: str = ","

    def rows(self) -> Iterator[TextRow]:
        """The rows that hold anything, one after another, until the form is broken."""
        text = self.source.text
        if not self._find_delimiter():
            return
        at, line, count = 0, 1, 0
        while at < len(text):
            end = text.find("\n", at)
            end = len(text) if end < 0 else end
            if text.find('"', at, end) < 0:
                row = self._plain(at, end)
            else:
                quoted = self._quoted(at, line)
                if quoted is None:
                    return
                row = quoted
            if any(map(str.strip, row.texts)):
                count += 1
                if count > limits.SHEET_ROWS:
                    self._too_many(at, line)
                    return
                yield self._row(row, line)
            line += text.count("\n", at, row.next)
            at = row.next

    def _row(self, fields: _Fields, line: int) -> TextRow:
        cells = (
            Cell(CellKind.TEXT, text, line, column)
            for column, text in enumerate(fields.texts, 1)
            if text.strip()
        )
        return TextRow(self.source, line, tuple(cells), fields.spans)

    def _plain(self, at: int, end: int) -> _Fields:
        """A line without quotes."""
        texts = self.source.text[at:end].split(self.delimiter)
        spans = []
        for text in texts:
            spans.append(Span(at, at + len(text)))
            at += len(text) + 1
        return _Fields(texts, spans, end + 1)

    def _quoted(self, at: int, line: int) -> _Fields | None:
        """A row with quotes, which may go on over several lines; None when a quote is wrong, which is reported."""
        text, texts, spans = self.source.text, list[str](), list[Span]()
        while True:
            start = at
            while text[at : at + 1] in _BLANK and at < len(text):
                at += 1
            if text[at : at + 1] != '"':
                at = self._end_of_field(start)
                texts.append(text[start:at])
                spans.append(Span(start, at))
            else:
                opened, value = at, ""
                while True:
                    closing = text.find('"', at + 1)
                    if closing < 0:
                        self._quote(opened, Text("引号没有配对", "the quote is never closed"), line, text)
                        return None
                    value += text[at + 1 : closing]
                    at = closing + 1
                    if text[at : at + 1] != '"':
                        break
                    value += '"'
                rest = self._end_of_field(at)
                if text[at:rest].strip():
                    self._quote(
                        opened, Text("引号后面还有内容", "something follows the closing quote"), line, text
                    )
                    return None
                texts.append(value)
                spans.append(Span(opened, at))
                at = rest
            if text[at : at + 1] != self.delimiter:
                return _Fields(texts, spans, at + 1)
            at += 1

    def _end_of_field(self, at: int) -> int:
        text = self.source.text
        ends = [found for mark in (self.delimiter, "\n") if (found := text.find(mark, at)) >= 0]
        return min(ends, default=len(text))

    def _quote(self, at: int, what: Text, line: int, text: str) -> None:
        row = line + text.count("\n", self.source.line_starts[line - 1], at)
        self.found.append(problem("I923", Place(self.source, Span(at, at + 1)), row=row, what=what))

    def _too_many(self, at: int, line: int) -> None:
        where = Text(f"第 {line} 行", f"of line {line}")
        values: dict[str, Any] = {"rows": limits.SHEET_ROWS, "columns": limits.SHEET_COLUMNS}
        self.found.append(problem("I905", Place(self.source, Span(at, at)), cell=where, **values))

    def _find_delimiter(self) -> bool:
        """The delimiter of the first lines that have one; any but comma and tab is reported."""
        first = self.source.text.split("\n", _LOOKED_AT)[:_LOOKED_AT]
        lines = ["".join(line.split('"')[::2]) for line in first]
        with_mark = {mark: sum(mark in line for line in lines) for mark in _DELIMITERS}
        if not any(with_mark.values()):
            return True
        # A title or a remark may hold a comma: what most lines hold decides, and a tab before anything else.
        best = "\t" if with_mark["\t"] else max(_DELIMITERS, key=with_mark.__getitem__)
        if best in _ALLOWED:
            self.delimiter = best
            return True
        number = next(number for number, line in enumerate(lines) if best in line)
        start = self.source.line_starts[number] + first[number].index(best)
        place = Place(self.source, Span(start, start + 1))
        self.found.append(problem("I922", place, row=number + 1, text=best))
        return False
