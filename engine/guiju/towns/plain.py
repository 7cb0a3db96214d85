"""Plain Python values: the quick way for values that are right, and the tree for everything else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from numbers import Integral
from typing import Any, Final

from guiju import limits
from guiju.diagnostics.model import Text
from guiju.towns import tree
from guiju.towns.amounts import NumberReader
from guiju.towns.cells import Cells
from guiju.towns.model import Datum, Series
from guiju.towns.reading import Reader, YesNoReader
from guiju.towns.refusal import Refusal
from guiju.towns.slots import Schema, Slot
from guiju.towns.words import STATES, TOWN, YES_NO, is_unclear, short, year_of

Converter = Callable[[Any], Datum]
_MOST: Final = 10**18
_DIGITS: Final = 18


def converters(schema: Schema) -> Mapping[str, Converter]:
    """For every input a function from a Python value to its Datum.

    It raises `Refusal` for whatever is wrong or unusual; the value is then read again through the tree, which
    says why.
    """
    return {name: _converter(slot) for name, slot in schema.inputs.items()}


def _converter(slot: Slot) -> Converter:
    match slot.reader:
        case None:
            return _unusual
        case NumberReader() as reader if slot.is_series:
            return _series_converter(slot, reader)
        case NumberReader() as reader:
            return _number_converter(slot, reader)
        case YesNoReader():
            return _word_converter(
                {**_states(slot), **{word: Datum(value) for word, value in YES_NO.items()}}
            )
        case _ if slot.options:
            return _word_converter({**_states(slot), **{option: Datum(option) for option in slot.options}})
        case reader:
            return _text_converter(slot, reader)


def _unusual(value: object) -> Datum:
    raise Refusal("I859")


def _states(slot: Slot) -> dict[object, Datum]:
    """The words for a missing value, and None, with what they mean."""
    found: dict[object, Datum] = {word: Datum(slot.missing[state]) for word, state in STATES.items()}
    found[None] = found["未提供"]
    return found


def _word_converter(known: Mapping[object, Datum]) -> Converter:
    """Values that are one of a few words; for a yes/no also True and False."""
    true, false = known.get("true"), known.get("false")

    def convert(value: Any) -> Datum:
        if value is True and true is not None:
            return true
        if value is False and false is not None:
            return false
        datum = known.get(value) if value is None or type(value) is str else None
        if datum is None:
            raise Refusal("I859")
        return datum

    return convert


def _text_converter(slot: Slot, reader: Reader) -> Converter:
    """Texts and dates."""
    states = _states(slot)

    def convert(value: Any) -> Datum:
        if value is None or type(value) is str:
            state = states.get(value)
            if state is not None:
                return state
            if not value or is_unclear(value):
                raise Refusal("I836")
        return Datum(reader.of_object(value, []))

    return convert


def _series_converter(slot: Slot, reader: NumberReader) -> Converter:
    """Plain numbers by year."""
    states = _states(slot)
    number = _number_converter(slot, reader)

    def convert(value: Any) -> Datum:
        if value is None or type(value) is str:
            if value not in states:
                raise Refusal("I864")
            return states[value]
        if not isinstance(value, Mapping) or not value:
            raise Refusal("I864")
        points: dict[int, Datum] = {}
        for key, item in value.items():
            year = _year(key)
            if year is None or year in points:
                raise Refusal("I862")
            is_missing = item is None or (type(item) is str and item in states)
            points[year] = _states(slot.point(year))[item] if is_missing else number(item)
        return Datum(Series(dict(sorted(points.items()))))

    return convert


def _year(key: object) -> int | None:
    return year_of(str(key)) if type(key) is str or (type(key) is int and 0 < key < 3000) else None


def _number_converter(slot: Slot, reader: NumberReader) -> Converter:
    """Numbers that are written plainly, by integer arithmetic: a Fraction is made only of the result."""
    states = _states(slot)
    factors = _factors(reader)
    declared, bounds, whole_only = factors[""], _bounds(reader), reader.type.integer

    def convert(value: Any) -> Datum:
        kind = type(value)
        up, down = declared
        if kind is int:
            top, bottom = value, 1
        elif kind is str and value not in states:
            written = _written(value, factors)
            if written is None:
                return _carefully(reader, value)
            top, bottom, up, down = written
        elif kind is Fraction:
            top, bottom = value.numerator, value.denominator
        elif kind is float:
            top, bottom = _float_ratio(value)
        elif value is None or kind is str:
            return states[value]
        else:
            return _carefully(reader, value)
        if (whole_only and bottom != 1) or bottom > _MOST or not -_MOST * bottom < top < _MOST * bottom:
            return _carefully(reader, value)
        top *= up
        bottom *= down
        for sign, limit_top, limit_bottom, strict in bounds:
            if sign * (top * limit_bottom - limit_top * bottom) < strict:
                raise Refusal("I851")
        return Datum(Fraction(top) if bottom == 1 else Fraction(top, bottom))

    return convert


def _factors(reader: NumberReader) -> Mapping[str, tuple[int, int]]:
    """The units a number may be written in, by spelling, as the ratio to base units; "" is the declared one.

    A whole number may have been written in another unit only if it is whole in the declared one, which is left
    to the careful way.
    """
    declared = reader.type.unit
    alike = (
        (symbol, unit.factor)
        for symbol, unit in reader.units.items()
        if unit.dimension == declared.dimension and unit.kind is declared.kind and not reader.type.integer
    )
    factors = {symbol: (factor.numerator, factor.denominator) for symbol, factor in alike}
    factors[""] = factors[declared.symbol] = (declared.factor.numerator, declared.factor.denominator)
    return factors


def _bounds(reader: NumberReader) -> tuple[tuple[int, int, int, bool], ...]:
    """What a number must keep to, as (direction, numerator, denominator, strict).

    What is usual counts as well: a figure outside it is read again on the way that says so.
    """
    ends = ((1, reader.lower), (-1, reader.upper))
    bounds = [(sign, b.value, b.strict) for sign, b in ends if b is not None]
    if reader.usual is not None:
        bounds += [(1, reader.usual[0], False), (-1, reader.usual[1], False)]
    return tuple((sign, end.numerator, end.denominator, strict) for sign, end, strict in bounds)


def _written(text: str, factors: Mapping[str, tuple[int, int]]) -> tuple[int, int, int, int] | None:
    """`120.89 亿元` and `7`, the way most numbers are written: numerator, denominator, and the factor's two."""
    number, _, symbol = text.partition(" ")
    factor = factors.get(symbol)
    whole, _, decimals = number.partition(".")
    if factor is None or not (whole.isascii() and whole.isdigit()) or (whole[0] == "0" and len(whole) > 1):
        return None
    if not decimals:
        return None if "." in number or len(whole) > _DIGITS else (int(whole), 1, *factor)
    if not (decimals.isascii() and decimals.isdigit()) or max(len(whole), len(decimals)) > _DIGITS:
        return None
    return int(whole + decimals), 10 ** len(decimals), *factor


def _float_ratio(value: float) -> tuple[int, int]:
    """A binary float as the decimal it prints as."""
    try:
        return Decimal(repr(value)).as_integer_ratio()
    except (ValueError, OverflowError):
        raise Refusal("I845") from None


def _carefully(reader: NumberReader, value: object) -> Datum:
    """Text and other kinds of numbers; anything that would need a remark is refused here."""
    if isinstance(value, str) and (not value.strip() or is_unclear(value.strip())):
        raise Refusal("I836")
    remarks: list[Refusal] = []
    number = reader.of_object(value, remarks)
    if remarks:
        raise remarks[0]
    return Datum(number)


def is_document(data: Mapping[str, Any], schema: Schema) -> bool:
    """Whether a mapping is a whole town document and not values by input name."""
    return any(key in TOWN and key not in schema.inputs for key in data)


def to_tree(value: object, cells: Cells) -> tree.Node | None:
    """Python values as a tree without places; None when they are too deep, too many or keyed by no text."""
    planter = _Planter(cells)
    node = planter.node(value, "", 0)
    return node if planter.sound else None


class _Planter:
    """Walks Python values, which may contain themselves: depth and number are limited."""

    def __init__(self, cells: Cells) -> None:
        self.cells = cells
        self.nodes = 0
        self.sound = True

    def node(self, value: object, name: str, depth: int) -> tree.Node:
        self.nodes += 1
        if depth > limits.DATA_DEPTH:
            self._refuse("I821", limit=limits.DATA_DEPTH)
        elif self.nodes > limits.DATA_NODES:
            self._refuse("I822", limit=limits.DATA_NODES)
        elif isinstance(value, Mapping):
            return self._mapping(value, name, depth)
        elif isinstance(value, list | tuple):
            return tree.Sequence(
                tuple(self.node(item, name, depth + 1) for item in value if self.sound), None
            )
        if value is None:
            return tree.Scalar("未提供", True, None)
        if isinstance(value, str):
            return tree.Scalar(value, True, None)
        return tree.Scalar(_shown(value), True, None, value)

    def _mapping(self, value: Mapping[Any, object], name: str, depth: int) -> tree.Node:
        entries = []
        for key, item in value.items():
            if not self.sound:
                break
            if isinstance(key, str):
                entries.append((tree.Scalar(key, True, None), self.node(item, key, depth + 1)))
            elif not isinstance(key, bool) and isinstance(key, Integral):  # a year
                entries.append((tree.Scalar(_shown(int(key)), True, None), self.node(item, name, depth + 1)))
            else:
                expected = Text("文字作键", "text as keys")
                self._refuse("I859", name=short(name), expected=expected, actual=type(key).__name__)
        return tree.Mapping(tuple(entries), None)

    def _refuse(self, code: str, **values: Any) -> None:
        if self.sound:
            self.cells.report(code, None, **values)
        self.sound = False


def _shown(value: object) -> str:
    """How a value is quoted in messages; numbers too long to print are not printed."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | Fraction):
        return "…" if value.numerator.bit_length() > 1000 else str(value)
    return str(value)[:60] if isinstance(value, Decimal | float) else type(value).__name__
