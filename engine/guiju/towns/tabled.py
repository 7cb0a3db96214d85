"""A figure in a cell of a table, made ready for reading: with the unit that stands in its header or beside it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from guiju.diagnostics.model import Text
from guiju.numbers.exact import normalise_digits
from guiju.towns.amounts import NumberReader
from guiju.towns.slots import Slot
from guiju.towns.words import is_unclear
from guiju.units import Kind, Unit, parse_unit

_GROUPED: Final = r"[0-9]{1,3}(?:,[0-9]{3})+"
_FIGURE: Final = re.compile(
    rf"([+-]?(?:{_GROUPED}|[0-9]+)(?:\.[0-9]+)?)((?:[(（][+-][)）])?)[ \u3000]*(.*)", re.DOTALL
)
_TIMES: Final[Mapping[str, int]] = {"万": 4, "亿": 8}
_SCALED: Final = ("十", "百", "千", "万", "亿")
_LONGEST: Final = 60


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A figure with a unit of its own in a column of another unit."""

    unit: str
    column: str


def is_number(slot: Slot) -> bool:
    """Whether a slot holds numbers, alone or by year."""
    return isinstance(slot.reader, NumberReader)


def figure(text: str, unit: str, slot: Slot) -> str | Contradiction:
    """The text of a cell as a data file would have it: `1,234` in a column of 亿元 is `1234 亿元`.

    `unit` is that of the column or the row, empty where none is given. What is no number is left as it is.
    """
    reader = slot.reader
    if not isinstance(reader, NumberReader) or len(text) > _LONGEST:
        return text
    whole, _, decimals = text.partition(".")
    if whole.isascii() and whole.isdigit() and (text == whole or (decimals.isascii() and decimals.isdigit())):
        return f"{text} {unit}" if unit else text  # most figures
    bare = text.strip()
    plain = normalise_digits(bare).replace("％", "%")
    match = _FIGURE.fullmatch(plain)
    if match is None:
        return text
    number, mark, own = match.groups()
    wanted = unit or reader.type.unit.symbol
    if own in _TIMES and wanted and plain == bare and not wanted.startswith(_SCALED):
        number, own = f"{Decimal(number.replace(',', '')).scaleb(_TIMES[own]):f}", wanted
    if own and parse_unit(own, reader.units) is None:
        return text  # no number, or one in no unit: whoever reads it says why
    if own and unit and not same_unit(own, unit, reader.units):
        return Contradiction(own, unit)
    if plain != bare:
        return f"{bare} {unit}" if unit and not own else text
    ready = f"{number.replace(',', '')}{mark}"
    return f"{ready} {own or unit}" if own or unit else ready


def same_unit(left: str, right: str, units: Mapping[str, Unit]) -> bool:
    """Two spellings of one unit."""
    if left == right:
        return True
    one, other = parse_unit(left, units), parse_unit(right, units)
    return one is not None and one == other


def unit_fits(unit: str, slot: Slot) -> bool:
    """Whether a unit of a header or a row is one that the figures of a slot may have."""
    reader = slot.reader
    if not isinstance(reader, NumberReader):
        return not unit
    found = parse_unit(unit, reader.units)
    declared = reader.type.unit
    if found is None or found.dimension != declared.dimension:
        return False
    return bool(found.dimension) or found.kind is declared.kind


def unit_words(slot: Slot) -> str | Text:
    """The declared unit, in words where it is none."""
    symbol = slot.reader.type.unit.symbol if isinstance(slot.reader, NumberReader) else ""
    return symbol or Text("（无单位）", "(none)")


def bare_unit(unit: str, slot: Slot) -> str:
    """A unit as written beside a figure; `—` says that a plain number has none."""
    unit = unit.strip()
    reader = slot.reader
    plain = isinstance(reader, NumberReader) and reader.type.unit.kind is Kind.PLAIN
    return "" if is_unclear(unit) and (plain or reader is None or not is_number(slot)) else unit
