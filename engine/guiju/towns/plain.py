"""Plain Python values: the quick way for values that are right, and the tree for everything else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from guiju import limits
from guiju.diagnostics.model import Text
from guiju.numbers.states import State
from guiju.towns import tree
from guiju.towns.cells import Cells
from guiju.towns.model import Datum
from guiju.towns.reading import NumberReader, Refusal, YesNoReader
from guiju.towns.slots import Schema, Slot
from guiju.towns.words import STATES, is_unclear, short

Converter = Callable[[Any], Datum]
_Rational = int | Fraction


def converters(schema: Schema) -> Mapping[str, Converter]:
    """For every input a function from a Python value to its Datum.

    It raises `Refusal` for whatever is wrong or unusual; the value is then read again through the tree, which says why.
    """
    return {name: _converter(slot) for name, slot in schema.inputs.items()}


def _converter(slot: Slot) -> Converter:
    match slot.reader:
        case NumberReader() as reader:
            return _number_converter(slot, reader)
        case YesNoReader():
            return _yes_no_converter(slot)
        case None:
            return _unusual
        case _:
            return _other_converter(slot)


def _unusual(value: object) -> Datum:
    raise Refusal("I859")


def _states(slot: Slot) -> dict[object, Datum]:
    """The words for a missing value, and None, with what they mean."""
    found: dict[object, Datum] = {word: Datum(slot.missing[state]) for word, state in STATES.items()}
    found[None] = found["未提供"]
    return found


def _number_converter(slot: Slot, reader: NumberReader) -> Converter:
    """Integers and fractions are done here, with integer arithmetic wherever it suffices."""
    states = _states(slot)
    unit = reader.type.unit
    factor = unit.factor
    whole = factor.numerator if factor.denominator == 1 else None
    low, high = (None if bound is None or bound.strict else bound.value for bound in (reader.lower, reader.upper))
    integer_bounds = all(bound is None or (not bound.strict and bound.value.denominator == 1)
                         for bound in (reader.lower, reader.upper))  # fmt: skip
    quick = whole is not None and integer_bounds
    least = low.numerator if low is not None else None
    most = high.numerator if high is not None else None

    def convert(value: Any) -> Datum:
        if quick and type(value) is int and -(10**18) < value < 10**18:
            base = value * whole
            if (least is None or base >= least) and (most is None or base <= most):
                return Datum(Fraction(base))
        if value is None or type(value) is str:
            known = states.get(value)
            if known is not None:
                return known
        return Datum(_without_remarks(reader, value))

    return convert


def _without_remarks(reader: Any, value: object) -> Any:
    remarks: list[Refusal] = []
    if isinstance(value, str) and (not value.strip() or is_unclear(value.strip())):
        raise Refusal("I836")
    read = reader.of_object(value, remarks)
    if remarks:
        raise remarks[0]
    return read


def _yes_no_converter(slot: Slot) -> Converter:
    known = _states(slot)
    yes, no = Datum(True), Datum(False)
    known |= {"是": yes, "true": yes, "否": no, "false": no}

    def convert(value: Any) -> Datum:
        if value is True:
            return yes
        if value is False:
            return no
        if type(value) is not str and value is not None:
            raise Refusal("I859")
        return known[value]

    return convert


def _other_converter(slot: Slot) -> Converter:
    """Choices, texts and dates."""
    states = {word: datum for word, datum in _states(slot).items() if word not in slot.options}
    known: dict[str, Datum] = {option: Datum(option) for option in slot.options}
    reader = slot.reader

    def convert(value: Any) -> Datum:
        if value is None or type(value) is str:
            datum = known.get(value) or states.get(value)
            if datum is not None:
                return datum
            if not value or is_unclear(value):
                raise Refusal("I836")
        return Datum(_without_remarks(reader, value))

    return convert


def is_document(data: Mapping[str, Any], schema: Schema) -> bool:
    """Whether a mapping is a whole town document and not values by input name."""
    return any(isinstance(data.get(key), Mapping) and key not in schema.inputs for key in ("数据", "data"))


def to_tree(value: object, cells: Cells) -> tree.Node | None:
    """Python values as a tree without places; None when something is too deep, too much or of no known kind."""
    return _Planter(cells).plant(value, "", 0)


class _Planter:
    def __init__(self, cells: Cells) -> None:
        self.cells = cells
        self.nodes = 0
        self.sound = True

    def plant(self, value: object, name: str, depth: int) -> tree.Node | None:
        node = self._node(value, name, depth)
        return node if self.sound else None

    def _node(self, value: object, name: str, depth: int) -> tree.Node:
        self.nodes += 1
        if depth > limits.DATA_DEPTH or self.nodes > limits.DATA_NODES:
            self._stop(depth)
            return _nothing()
        if isinstance(value, Mapping):
            entries = []
            for key, item in value.items():
                if not isinstance(key, str):
                    self._refuse("I859", name=short(name), expected=Text("文字作键", "text as keys"), actual=type(key).__name__)
                    continue
                entries.append((tree.Scalar(key, True, None), self._node(item, key, depth + 1)))
                if not self.sound:
                    break
            return tree.Mapping(tuple(entries), None)
        if isinstance(value, list | tuple):
            items = []
            for item in value:
                items.append(self._node(item, name, depth + 1))
                if not self.sound:
                    break
            return tree.Sequence(tuple(items), None)
        if value is None:
            return tree.Scalar("未提供", True, None)
        if isinstance(value, str):
            return tree.Scalar(value, True, None)
        return tree.Scalar(_text(value), True, None, value)

    def _stop(self, depth: int) -> None:
        if depth > limits.DATA_DEPTH:
            self._refuse("I821", limit=limits.DATA_DEPTH)
        else:
            self._refuse("I822", limit=limits.DATA_NODES)

    def _refuse(self, code: str, **values: Any) -> None:
        if self.sound:
            self.cells.report(code, None, **values)
        self.sound = False


def _nothing() -> tree.Scalar:
    return tree.Scalar("", True, None)


def _text(value: object) -> str:
    """How a value is quoted in messages; numbers too long to print are not printed."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | Fraction | Decimal | float):
        long = isinstance(value, int | Fraction) and value.numerator.bit_length() > 1000
        return "…" if long else str(value)[:60]
    return type(value).__name__


__all__ = ["State", "converters", "is_document", "to_tree"]
