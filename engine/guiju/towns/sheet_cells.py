"""The cells of one sheet, as a stream of rows."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Final, NamedTuple, Protocol

from guiju import limits
from guiju.diagnostics.codes import problem
from guiju.numbers.stored import stored_number
from guiju.source import Place, Span
from guiju.towns.archive import Archive, Unreadable
from guiju.towns.number_formats import PLAIN, FormatKind, NumberFormat
from guiju.towns.parts import read_part, unescaped
from guiju.towns.places import SheetRow, column_letters, column_number

_LETTERS: Final = re.compile("[A-Z]{1,3}")
_ROW: Final = re.compile("[1-9][0-9]{0,6}")
_INDEX: Final = re.compile("[0-9]{1,8}")
_TRUE: Final = ("1", "true")


class CellKind(StrEnum):
    """What a cell holds. The last four stand for no value."""

    NUMBER = "number"
    TEXT = "text"
    YES_NO = "yes_no"
    DATE = "date"
    UNCALCULATED = "uncalculated"  # a formula whose result is not in the file
    ERROR = "error"  # #N/A and the like
    LOST = "lost"  # a whole number of more digits than a cell keeps
    SCALED = "scaled"  # a number whose format shows it in another size


class Cell(NamedTuple):
    """One cell that is not empty; `row` and `column` count from 1.

    `text` is what it says: a number in plain digits, with % or a unit where its format writes one; a date as
    `2024-12-31`, with a time behind it if it has one; `true` or `false`; of a formula without a result the formula.
    `stored` is the number as the file has it, `shortened` that the calculation behind it left more than 15 digits.
    """

    kind: CellKind
    text: str
    row: int
    column: int
    stored: str = ""
    shortened: bool = False

    @property
    def has_value(self) -> bool:
        """Whether `text` can be read as a value."""
        kind = self.kind  # compared one by one: an enumeration is slow to look up
        return (
            kind is CellKind.NUMBER
            or kind is CellKind.TEXT
            or kind is CellKind.YES_NO
            or kind is CellKind.DATE
        )


@dataclass(frozen=True, slots=True)
class RawRow:
    """A row of a sheet: only the cells that are not empty."""

    number: int
    cells: tuple[Cell, ...]
    hidden: bool


class BookSettings(Protocol):
    """What of the workbook decides how a cell reads."""

    @property
    def from_1904(self) -> bool: ...
    @property
    def calculated(self) -> bool: ...


@dataclass(slots=True)
class SheetReader:
    """Reads one sheet once. The parts of the class between `_start` and `_characters` are called by the parser."""

    archive: Archive
    part: str
    sheet: str
    texts: Sequence[str]
    formats: Sequence[NumberFormat]
    settings: BookSettings
    _done: list[RawRow] = field(default_factory=list)
    _cells: list[Cell] = field(default_factory=list)
    _known: dict[str, int] = field(default_factory=dict)
    _row: int = 0
    _suffix: str = ""
    _hidden: bool = False
    _column: int = 0
    _type: str = "n"
    _style: str = ""
    _collecting: list[str] | None = None
    _value: list[str] | None = None
    _formula: list[str] | None = None
    _inline: list[str] | None = None
    _phonetic: int = 0
    _inside: bool = False

    def rows(self) -> Iterator[RawRow]:
        """The rows that hold anything, in their order. Raises Unreadable."""
        for _ in read_part(self.archive, self.part, self._start, self._end, self._characters):
            done, self._done = self._done, []
            yield from done

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "c" and self._inside:
            self._begin_cell(attributes)
        elif name == "v":
            self._collecting = self._value = []
        elif name == "f":
            self._collecting = self._formula = []
        elif name == "t" and not self._phonetic:
            if self._inline is None:
                self._inline = []
            self._collecting = self._inline
        elif name == "row" and self._inside:
            self._begin_row(attributes)
        elif name == "rPh":
            self._phonetic += 1
        elif name == "sheetData":
            self._inside = True

    def _end(self, name: str) -> None:
        self._collecting = None
        if name == "c" and self._inside:
            self._end_cell()
        elif name == "row" and self._inside:
            if self._cells:
                self._done.append(RawRow(self._row, tuple(self._cells), self._hidden))
        elif name == "rPh":
            self._phonetic -= 1
        elif name == "sheetData":
            self._inside = False

    def _characters(self, text: str) -> None:
        if self._collecting is not None:
            self._collecting.append(text)

    def _begin_row(self, attributes: Mapping[str, str]) -> None:
        written = attributes.get("r")
        number = self._row + 1
        if written is not None:
            number = int(written) if _ROW.fullmatch(written) else 0
        if number <= self._row:
            raise self.archive.damaged(self.part)  # rows in another order, or twice
        self._row, self._column, self._cells = number, 0, []
        self._suffix = str(number)
        self._hidden = attributes.get("hidden") in _TRUE

    def _begin_cell(self, attributes: Mapping[str, str]) -> None:
        written = attributes.get("r")
        column = self._column + 1
        if written is not None:
            letters = written.removesuffix(self._suffix)
            column = self._known.get(letters, 0) or self._number_of(letters)
            if letters == written or column <= self._column:  # of another row, in another order, or twice
                raise self.archive.damaged(self.part)
        self._column = column
        self._type, self._style = attributes.get("t", "n"), attributes.get("s", "")
        self._value = self._formula = self._inline = None

    def _number_of(self, letters: str) -> int:
        """The number of a column, kept for the next time."""
        if not _LETTERS.fullmatch(letters):
            raise self.archive.damaged(self.part)
        self._known[letters] = number = column_number(letters)
        return number

    def _end_cell(self) -> None:
        if self._value is None and self._formula is None and self._inline is None:
            return
        cell = self._cell()
        if cell is None:
            return
        if self._row > limits.SHEET_ROWS or self._column > limits.SHEET_COLUMNS:
            raise self._refused("I905", f"{column_letters(cell.column)}{cell.row}")
        if len(cell.text) > limits.CELL_CHARACTERS:
            raise self.archive.damaged(self.part)
        self._cells.append(cell)

    def _cell(self) -> Cell | None:
        value = None if self._value is None else "".join(self._value)
        if self._formula is not None and (not self.settings.calculated or not self._has_result(value)):
            return self._of(CellKind.UNCALCULATED, "=" + "".join(self._formula))
        match self._type:
            case "s":
                return self._text(self._shared(value))
            case "inlineStr":
                return self._text(unescaped("".join(self._inline or ())))
            case "str":
                return self._text(unescaped(value or ""))
            case "b":
                return self._of(CellKind.YES_NO, "true" if value and value.strip() == "1" else "false")
            case "e":
                return self._of(CellKind.ERROR, value or "#?")
            case "d":
                return self._of(CellKind.DATE, _day_of_text(value or ""))
            case _:
                pass
        written = (value or "").strip()
        return self._number(written) if written else None

    def _has_result(self, value: str | None) -> bool:
        """An empty text is a result of a formula that gives text, and of no other."""
        return value is not None and (value.strip() != "" or self._type == "str")

    def _of(self, kind: CellKind, text: str) -> Cell:
        return Cell(kind, text, self._row, self._column)

    def _text(self, text: str) -> Cell | None:
        """A text; one of blanks alone is as good as none."""
        return self._of(CellKind.TEXT, text) if text.strip() else None

    def _shared(self, value: str | None) -> str:
        number = (value or "").strip()
        if not _INDEX.fullmatch(number) or int(number) >= len(self.texts):
            raise self.archive.damaged(self.part)
        return self.texts[int(number)]

    def _number(self, written: str) -> Cell:
        shape = self._format()
        if shape.kind is FormatKind.DATE:
            return self._of(CellKind.DATE, _day(written, self.settings.from_1904) or written)
        number = stored_number(written)
        if number is None:
            raise self.archive.damaged(self.part)
        kind = CellKind.LOST if number.lost else CellKind.NUMBER
        text = number.text
        if shape.kind is FormatKind.PERCENT:
            text = f"{Decimal(text).scaleb(2):f}"
            text = (text.rstrip("0").rstrip(".") if "." in text else text) + "%"
        elif shape.kind is FormatKind.SCALED and number.text != "0":
            kind = CellKind.SCALED
        elif shape.unit:
            text = f"{text} {shape.unit}"
        return Cell(kind, text, self._row, self._column, written, number.shortened)

    def _format(self) -> NumberFormat:
        style = self._style
        if not style:
            return PLAIN
        number = int(style) if _INDEX.fullmatch(style) else 0
        return self.formats[number] if number < len(self.formats) else PLAIN

    def _refused(self, code: str, cell: str) -> Unreadable:
        source = SheetRow(self.archive.path, "", self.sheet, self._row, (self._column,), (0,))
        return Unreadable(
            problem(
                code,
                Place(source, Span(0, 0)),
                cell=cell,
                rows=limits.SHEET_ROWS,
                columns=limits.SHEET_COLUMNS,
            )
        )


_DAY_TEXT: Final = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:T00:00(?::00(?:\.0*)?)?Z?)?")
_SERIAL: Final = re.compile(r"([0-9]{1,7})(?:\.([0-9]+))?")
_NO_SUCH_DAY: Final = 60  # 29 February 1900, which the first spreadsheet invented
_LAST_DAY: Final = 2958465  # 9999-12-31


def _day_of_text(value: str) -> str:
    match = _DAY_TEXT.fullmatch(value.strip())
    return match.group(1) if match else value.strip()


def _day(written: str, from_1904: bool) -> str | None:
    """The day a stored number is, with the time if there is one; None when it is no day."""
    match = _SERIAL.fullmatch(written)
    if match is None:
        return None
    serial = int(match.group(1)) + (1462 if from_1904 else 0)
    if not 1 <= serial <= _LAST_DAY or serial == _NO_SUCH_DAY:
        return None
    start = datetime.date(1899, 12, 31 if serial < _NO_SUCH_DAY else 30)
    day = (start + datetime.timedelta(days=serial)).isoformat()
    decimals = (match.group(2) or "").rstrip("0")
    if not decimals:
        return day
    seconds = round(Decimal("0." + decimals) * 86400)
    return f"{day} {seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
