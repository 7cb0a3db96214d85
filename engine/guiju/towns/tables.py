"""Tables to the trees of towns: rows of sheets, by what their headers say they hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, Final

from guiju import limits
from guiju.diagnostics.codes import problem
from guiju.diagnostics.model import Diagnostic, Text
from guiju.diagnostics.suggest import did_you_mean
from guiju.source import Place
from guiju.towns.drafts import Draft
from guiju.towns.figure_rows import Evidence
from guiju.towns.headers import (
    HEAD,
    KEYS,
    Header,
    TableKind,
    allowed_words,
    has_evidence,
    header_of,
    kind_of_table,
    plain,
    slot_of_sheet,
    spoken,
)
from guiju.towns.places import CellPlace, TableRow
from guiju.towns.repeated import KEEP_ONE, WRITE_LONG, given_twice
from guiju.towns.sheet_cells import Cell, CellKind
from guiju.towns.slots import Schema, Slot
from guiju.towns.strict_yaml import forbidden_in
from guiju.towns.table_units import TableUnits, with_units
from guiju.towns.tabled import Contradiction, figure, is_number, unit_fits, unit_words
from guiju.towns.tree import Scalar
from guiju.towns.unknown_headers import no_table, unknown_header
from guiju.towns.words import ACCOUNTS, EVIDENCE, short
from guiju.towns.workbook import cell_finding
from guiju.types import TextType

_MOST: Final = limits.SYNTAX_ERRORS
_CHOICE: Final = frozenset(ACCOUNTS.values())
_EVIDENCE_KEYS: Final[Mapping[str, str]] = {
    english: chinese for chinese, english in EVIDENCE.items() if not chinese.isascii()
}


Head = dict[str, list[Scalar]]


@dataclass(slots=True)
class Table:
    """One sheet that was looked into: what stands above its header, the header, and how to go on."""

    sheet: str
    rows: Iterator[TableRow]
    is_text: bool
    schema: Schema
    found: list[Diagnostic] = field(default_factory=list)
    head: Head = field(default_factory=dict)
    kind: TableKind | None = None
    headers: dict[int, Header] = field(default_factory=dict)
    header_row: TableRow | None = None
    has_evidence: bool = False
    has_own_evidence: bool = False
    has_choice: bool = False
    said_text_number: bool = False
    said_hidden: bool = False
    _keys: dict[int, Scalar] = field(default_factory=dict)
    _titles: dict[int, str] = field(default_factory=dict)
    units: TableUnits = field(init=False)

    def __post_init__(self) -> None:
        self.units = TableUnits(self.schema, self.found)

    def open(self) -> None:
        """Read up to the header. A sheet without one holds what is above it."""
        above: TableRow | None = None
        for row in self.rows:
            if self._is_head(row):
                above = row if self._may_be_header(row) else None
                continue
            texts = [cell.text for cell in row.cells]
            self.kind = kind_of_table(self.sheet, texts, self.schema)
            if self.kind is None and (self.units.title(row) or len(row.cells) == 1):
                continue
            if self.kind is None and above is not None:  # 镇 | 产植: a header, with a name misspelled
                self.head.clear()
                self.kind, row = TableKind.WIDE, above  # noqa: PLW2901
            self.header_row = row
            if self.kind is None:
                self.found.append(no_table(row, self.rows, self.schema))
            else:
                self._read_header(row, self.kind)
                self._read_units()
            return

    def _read_units(self) -> None:
        """What titles and the row below the header say of the units of columns."""
        if self.kind not in (TableKind.WIDE, TableKind.RECORDS):
            return
        row = next(self.rows, None)
        below = None if row is None else self.units.below(self.headers, row)
        if row is not None and below is None:
            self.rows = chain((row,), self.rows)
        self.headers = with_units(tuple((below or self.headers).values()), self.units)

    def _may_be_header(self, row: TableRow) -> bool:
        """Whether `镇 | 产植` may be a header after all, with the name of an input misspelled."""
        key, name = (plain(cell.text) for cell in row.cells[:2])
        name = name.partition("（")[0].partition("(")[0]
        return HEAD[key] == "镇" and bool(did_you_mean(name, self.schema.inputs, Text("", "")).zh)

    def _is_head(self, row: TableRow) -> bool:
        """`镇 | 示例镇`, `缺失记号 | — | 不详`: a row above the header."""
        texts = [plain(cell.text) for cell in row.cells]
        key = HEAD.get(texts[0]) if texts else None
        wanted = 3 if key == "缺失记号" else 2
        if key is None or len(texts) != wanted:
            return False
        second = texts[1]
        if key == "镇" and self._is_header(second):
            return False  # a header of two columns
        cells = []
        for cell in row.cells[1:]:
            if (said := cell_finding(cell, row.place(cell))) is not None:
                self.found.append(said)
            cells.append(Scalar(cell.text, True, CellPlace(row, cell, texts[0])))
        if key in self.head and key != "缺失记号":
            self.found.append(given_twice(key, cells[0].place, self.head[key][0].place))
        else:
            self.head.setdefault(key, []).extend(cells)
        return True

    def _is_header(self, text: str) -> bool:
        """Whether a text is one that a header of this sheet may be."""
        own = slot_of_sheet(self.sheet, self.schema)
        fields = own.columns if own is not None else {}
        return header_of(text, 0, {**self.schema.inputs, **fields}).known

    def _read_header(self, row: TableRow, kind: TableKind) -> None:
        slots = self._slots(kind)
        allowed = allowed_words(kind)
        seen: dict[object, Cell] = {}
        for cell in row.cells:
            header = header_of(cell.text, cell.column, slots)
            fits = (
                (header.word in allowed) if header.word else has_evidence(kind) if header.evidence else True
            )
            if header.named is not None and kind in (TableKind.LONG, TableKind.MARKS, TableKind.RULINGS):
                fits = False
            if not header.known or not fits:
                self._unknown(row, cell, kind)
                continue
            key = header.word or header.evidence or _key(header)
            if key in seen:
                advice = WRITE_LONG if header.named is not None and kind is TableKind.WIDE else KEEP_ONE
                self.found.append(given_twice(cell.text, row.place(cell), row.place(seen[key]), advice))
                continue
            seen[key] = cell
            self._check_unit(row, cell, header)
            self.headers[cell.column] = header
            self._titles[cell.column] = plain(header.text)
            self._keys[cell.column] = Scalar(
                header.named.name if header.named else header.text, True, row.place(cell)
            )
            self.has_evidence |= bool(header.evidence)
            self.has_choice |= header.word in _CHOICE
            self.has_own_evidence |= header.named is not None and bool(header.named.evidence)

    @property
    def own_list(self) -> Slot:
        """The list of whose records the sheet is."""
        slot = slot_of_sheet(self.sheet, self.schema)
        assert slot is not None
        return slot

    def _slots(self, kind: TableKind) -> Mapping[str, Slot]:
        """What may stand in the headers besides the words of tables."""
        if kind is TableKind.RECORDS:
            return self.own_list.columns
        return self.schema.inputs if kind is TableKind.WIDE else {}

    def _unknown(self, row: TableRow, cell: Cell, kind: TableKind) -> None:
        finding = unknown_header(row, cell, spoken(kind, self._slots(kind)), self.schema)
        if len(self.found) < _MOST and finding not in self.found:
            self.found.append(finding)

    def _check_unit(self, row: TableRow, cell: Cell, header: Header) -> None:
        """The unit in a header is one of the kind the rules declare."""
        of = header.named
        if of is not None and of.unit and not unit_fits(of.unit, of.slot):
            wanted = unit_words(of.slot)
            values: dict[str, Any] = {"name": of.slot.name, "unit": short(of.unit), "wanted": wanted}
            self.found.append(problem("I933", row.place(cell), **values))

    # --- rows ---------------------------------------------------------------------------------------------------------

    def value(self, row: TableRow, cell: Cell, slot: Slot, unit: str, draft: Draft) -> Scalar | None:
        """What a cell says of a slot; None when it says nothing that can be used, which is reported."""
        place = self.place(row, cell)
        if cell.shortened or not cell.has_value:
            said = cell_finding(cell, place)
            if said is not None:
                draft.found.append(said)
                if said.is_error:
                    return None
        if not self.is_text and cell.kind is CellKind.TEXT and self._unseen(cell, place, draft):
            return None
        if cell.kind is CellKind.NUMBER and isinstance(slot.field.type, TextType):
            draft.found.append(problem("I915", place, name=slot.name, text=short(cell.text)))
        text = figure(cell.text, unit, slot)
        if isinstance(text, Contradiction):
            values: dict[str, Any] = {
                "text": short(cell.text),
                "unit": short(text.unit),
                "column": short(text.column),
            }
            draft.found.append(problem("I935", place, name=slot.name, **values))
            return None
        if not self.is_text and cell.kind is CellKind.TEXT and is_number(slot) and not self.said_text_number:
            bare = cell.text.strip()
            if bare.replace(".", "", 1).isdecimal():
                self.said_text_number = True
                draft.found.append(problem("I913", place, text=short(bare)))
        return Scalar(text, False, place, spelling=cell.text if text != cell.text else "")

    def _unseen(self, cell: Cell, place: Place, draft: Draft) -> bool:
        """Whether a cell of a workbook holds characters that are not allowed; a text is searched as a whole."""
        wrong = forbidden_in(cell.text)
        if wrong:
            draft.found.append(problem("I803", place, shown=f"U+{ord(min(wrong)):04X}"))
        return bool(wrong)

    def text(self, row: TableRow, cell: Cell, draft: Draft) -> Scalar:
        """A cell that is no figure: a name, a remark."""
        place = self.place(row, cell)
        if not self.is_text:
            self._unseen(cell, place, draft)
        if cell.kind is not CellKind.TEXT:
            said = cell_finding(cell, place)
            if said is not None:
                draft.found.append(said)
        return Scalar(cell.text, True, place)

    def evidence(self, row: TableRow, cells: Mapping[str, Cell], draft: Draft) -> Evidence:
        """The cells of a row that say where its values come from, by the English name of their column."""
        return tuple(
            (Scalar(_EVIDENCE_KEYS[name], True, self.place(row, cell)), self.text(row, cell, draft))
            for name, cell in cells.items()
        )

    def heads(self, row: TableRow, draft: Draft) -> None:
        """Columns such as 镇 and 数据日期, which say what the row is about."""
        for cell in row.cells:
            header = self.headers.get(cell.column)
            if header is not None and header.word in KEYS:
                draft.head(KEYS[header.word], self.text(row, cell, draft))

    def stray(self, row: TableRow) -> Diagnostic | None:
        """A cell below no header."""
        for cell in row.cells:
            if cell.column not in self.headers and cell.text.strip():
                return problem("I928", row.place(cell), row=row.number, text=short(cell.text))
        return None

    def key(self, column: int) -> Scalar:
        """The name of the input, or the field, of a column."""
        return self._keys[column]

    def has_word(self, word: str) -> bool:
        """Whether there is a column of this word."""
        return any(header.word == word for header in self.headers.values())

    def place(self, row: TableRow, cell: Cell) -> CellPlace:
        """Where a cell stands, with the header it stands under."""
        return CellPlace(row, cell, self._titles.get(cell.column, ""))

    def cell(self, row: TableRow, word: str) -> Cell | None:
        """The cell of a row under the header of a word."""
        for cell in row.cells:
            header = self.headers.get(cell.column)
            if header is not None and header.word == word:
                return cell
        return None


def _key(header: Header) -> object:
    """What makes two columns the same."""
    of = header.named
    return (of.slot.name, of.year, of.evidence) if of is not None else None
