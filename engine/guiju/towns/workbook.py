"""A workbook (.xlsx) as its sheets, rows and cells, with nothing guessed and nothing lost on the way.

Sheets are read as a stream, row by row. What a cell holds is the text that stands in the file; what cannot be taken at
its word (a formula nobody calculated, an error, a number that lost digits) says so, and never reads as empty or zero.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from guiju.diagnostics.codes import problem
from guiju.diagnostics.model import Diagnostic, Text
from guiju.source import Place, Span
from guiju.text import visible
from guiju.towns.archive import Archive, Unreadable, open_archive, unreadable
from guiju.towns.number_formats import NumberFormat, read_formats
from guiju.towns.parts import elements, shared_texts
from guiju.towns.paths import file_name
from guiju.towns.places import SheetRow, column_letters
from guiju.towns.sheet_cells import Cell, CellKind, RawRow, SheetReader
from guiju.towns.sheet_marks import Marks, marks_of

__all__ = ["Cell", "CellKind", "Row", "Sheet", "Unreadable", "Workbook", "cell_finding", "open_workbook"]

_GAP: Final = " | "
_WORKBOOK: Final = "xl/workbook.xml"


@dataclass(frozen=True)
class Row:
    """One row: its cells that are not empty, from left to right, and its number, from 1."""

    path: str
    sheet: str
    number: int
    cells: tuple[Cell, ...]
    hidden: bool = False

    @cached_property
    def source(self) -> SheetRow:
        """The row as text, its cells side by side."""
        starts, at, shown = [], 0, []
        for cell in self.cells:
            starts.append(at)
            shown.append(visible(cell.text))
            at += len(shown[-1]) + len(_GAP)
        columns = tuple(cell.column for cell in self.cells)
        return SheetRow(self.path, _GAP.join(shown), self.sheet, self.number, columns, tuple(starts))

    @cached_property
    def _starts(self) -> dict[int, int]:
        return dict(zip(self.source.columns, self.source.starts, strict=True))

    def place(self, cell: Cell | None = None) -> Place:
        """Where a cell of this row stands, or the row."""
        if cell is None:
            return Place(self.source, Span(0, len(self.source.text)))
        start = self._starts[cell.column]
        return Place(self.source, Span(start, start + len(visible(cell.text))))

    def named(self, cell: Cell) -> tuple[str, None, None, str, str]:
        """The file, the sheet, and the cell as a workbook names it: `C7`."""
        return file_name(self.path), None, None, self.sheet, f"{column_letters(cell.column)}{self.number}"

    def alone(self, cell: Cell) -> Place:
        """A cell without the rest of its row, to be kept where many rows go by."""
        text = visible(cell.text)
        row = SheetRow(self.path, text, self.sheet, self.number, (cell.column,), (0,))
        return Place(row, Span(0, len(text)))

    def empty_place(self, column: int) -> Place:
        """Where an empty cell of this row stands."""
        row = SheetRow(self.path, self.source.text, self.sheet, self.number, (column,), (0,))
        return Place(row, Span(len(row.text), len(row.text)))


@dataclass(frozen=True)
class Sheet:
    """One sheet: its name, whether a person sees it, and what lies over its cells."""

    path: str
    name: str
    hidden: bool
    _part: str = field(repr=False)
    _book: _Parts = field(repr=False)

    def rows(self) -> Iterator[Row]:
        """The rows that hold anything, one after another; they are not kept. Raises Unreadable."""
        book = self._book
        reader = SheetReader(book.archive, self._part, self.name, book.texts, book.formats, book.settings)
        for raw in reader.rows():
            yield self._row(raw)

    def _row(self, raw: RawRow) -> Row:
        return Row(self.path, self.name, raw.number, raw.cells, raw.hidden)

    @cached_property
    def marks(self) -> Marks:
        """Merged cells and hidden columns. Raises Unreadable."""
        return marks_of(self._book.archive, self._part)

    def place(self, row: int, column: int) -> Place:
        """A cell of this sheet by its numbers, from 1."""
        source = SheetRow(self.path, "", self.name, row, (column,), (0,))
        return Place(source, Span(0, 0))


@dataclass(frozen=True)
class Workbook:
    """The sheets of a workbook in their order; `fingerprint` is the SHA-256 of its bytes."""

    path: str
    fingerprint: str
    sheets: tuple[Sheet, ...]

    def sheet(self, name: str) -> Sheet | None:
        """The sheet of a name."""
        return next((sheet for sheet in self.sheets if sheet.name == name), None)


@dataclass(frozen=True)
class Settings:
    """What holds for the whole workbook: `from_1904` is the day dates are counted from, and whether the results
    of formulas are those of the program that wrote them."""

    from_1904: bool = False
    calculated: bool = True


@dataclass(frozen=True)
class _Parts:
    """What all sheets need."""

    archive: Archive
    formats: tuple[NumberFormat, ...]
    settings: Settings
    _strings: str | None

    @cached_property
    def texts(self) -> list[str]:
        """The shared texts, read when the first sheet is."""
        return shared_texts(self.archive, self._strings) if self._strings else []


def open_workbook(path: str, data: bytes) -> tuple[Workbook | None, tuple[Diagnostic, ...]]:
    """The workbook in `data`; `path` is what messages call it. None when it cannot be read. Never raises.

    Its rows are read later, and what is wrong with them is raised then.
    """
    try:
        return _open(path, data)
    except Unreadable as error:
        return None, (error.finding,)


def _open(path: str, data: bytes) -> tuple[Workbook, tuple[Diagnostic, ...]]:
    archive = open_archive(path, data)
    part = _main_part(archive)
    related = _related(archive, part)
    listed = []
    from_1904, calculated = False, True
    for name, attributes in elements(archive, part):
        if name == "sheet":
            listed.append(attributes)
        elif name == "workbookPr":
            from_1904 = attributes.get("date1904") in ("1", "true")
        elif name == "calcPr":
            calculated = attributes.get("fullCalcOnLoad") not in ("1", "true")
    styles = next((target for kind, target in related.values() if kind == "styles"), None)
    strings = next((target for kind, target in related.values() if kind == "sharedStrings"), None)
    formats = read_formats(elements(archive, styles)) if styles and styles in archive else ()
    settings = Settings(from_1904, calculated)
    parts = _Parts(archive, formats, settings, strings if strings and strings in archive else None)
    sheets = []
    for sheet in listed:
        kind, target = related.get(sheet.get("id", ""), ("", ""))
        if kind == "worksheet" and target in archive:
            hidden = sheet.get("state", "visible") != "visible"
            sheets.append(Sheet(path, sheet.get("name", ""), hidden, target, parts))
    if not sheets:
        reason = Text("里面没有工作表", "it holds no sheet")
        raise unreadable("I902", path=path, reason=reason)
    fingerprint = "sha256:" + hashlib.sha256(data).hexdigest()
    return Workbook(path, fingerprint, tuple(sheets)), tuple(_not_followed(archive))


def _main_part(archive: Archive) -> str:
    """The part that lists the sheets."""
    if "_rels/.rels" in archive:
        for name, attributes in elements(archive, "_rels/.rels"):
            if name == "Relationship" and attributes.get("Type", "").endswith("/officeDocument"):
                target = _resolved("", attributes.get("Target", ""))
                if target in archive:
                    return target
    if _WORKBOOK in archive:
        return _WORKBOOK
    reason = Text("里面没有工作簿", "it holds no workbook")
    raise unreadable("I902", path=archive.path, reason=reason)


def _related(archive: Archive, part: str) -> dict[str, tuple[str, str]]:
    """What a part refers to, by the identifier of the reference: kind and part. Nothing outside is followed."""
    folder, _, name = part.rpartition("/")
    part_of = f"{folder}/_rels/{name}.rels".lstrip("/")
    found: dict[str, tuple[str, str]] = {}
    if part_of not in archive:
        return found
    for element, attributes in elements(archive, part_of):
        if element == "Relationship" and attributes.get("TargetMode") != "External":
            kind = attributes.get("Type", "").rpartition("/")[2]
            found[attributes.get("Id", "")] = (kind, _resolved(folder, attributes.get("Target", "")))
    return found


def _resolved(folder: str, target: str) -> str:
    """The part that `target` names, seen from `folder`."""
    if target.startswith("/"):
        return target[1:]
    path = folder.split("/") if folder else []
    for segment in target.split("/"):
        if segment == "..":
            path = path[:-1]
        elif segment != ".":
            path.append(segment)
    return "/".join(path)


_ACTIVE: Final = (
    (re.compile(r".*vbaProject\.bin"), Text("宏", "macros")),
    (re.compile(r"xl/externalLinks/[^/]+\.xml"), Text("指向别的文件的链接", "links to other files")),
    (re.compile(r"xl/connections\.xml"), Text("外部数据连接", "connections to other data")),
    (re.compile(r"xl/(?:activeX|embeddings|ctrlProps)/.*"), Text("嵌入的对象", "embedded objects")),
)


def _not_followed(archive: Archive) -> Iterator[Diagnostic]:
    """Macros, links and the like: they are left alone, and that is said."""
    for pattern, what in _ACTIVE:
        if any(pattern.fullmatch(name) for name in archive.names):
            yield problem("I912", None, path=archive.path, what=what)


def cell_finding(cell: Cell, place: Place) -> Diagnostic | None:
    """What must be said of a cell before its text is used: an error when it stands for no value, or None."""
    at = f"{column_letters(cell.column)}{cell.row}"
    match cell.kind:
        case CellKind.UNCALCULATED:
            return problem("I906", place, cell=at, formula=visible(cell.text[:60]))
        case CellKind.ERROR:
            return problem("I907", place, cell=at, text=visible(cell.text[:20]))
        case CellKind.LOST:
            return problem("I908", place, cell=at, text=cell.text[:40])
        case CellKind.SCALED:
            return problem("I914", place, cell=at, text=cell.text[:40])
        case _:
            pass
    if cell.shortened:
        return problem("I909", place, cell=at, stored=cell.stored[:40], text=cell.text)
    return None
