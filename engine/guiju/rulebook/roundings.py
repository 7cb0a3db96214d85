"""Rounding functions: to places in the unit a value is shown in, to an interval, down and up on the number line."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType

from guiju.numbers.algebra import compare
from guiju.numbers.marked import scaled
from guiju.numbers.real import Number
from guiju.numbers.rounding import RoundingMode, round_report, round_to
from guiju.numbers.states import Missing, merge
from guiju.rulebook import exact
from guiju.rulebook import expressions as ex
from guiju.rulebook.exact import Value
from guiju.types import NumberType

Function = Callable[[Sequence[Value], ex.Expression], Value]
_ZERO = Fraction(0)
_ONE = Fraction(1)


def unit_factor(node: ex.Expression) -> Fraction:
    """The factor of the unit a value is shown in: 2 places of 亿元 are not 2 places of 元."""
    return node.type.unit.factor if isinstance(node.type, NumberType) else _ONE


def rounded(value: Value, interval: Fraction, mode: RoundingMode) -> Value:
    """A value to a multiple of an interval in base units; a mark of an earlier rounding is heeded."""
    return exact.rising((value,), lambda x: scaled(round_to(scaled(x, 1 / interval), _ONE, mode), interval))


def _places(mode: RoundingMode) -> Function:
    def function(values: Sequence[Value], node: ex.Expression) -> Value:
        return rounded(values[0], Fraction(10) ** -int(values[1]) * unit_factor(node), mode)

    return function


def _to_interval(mode: RoundingMode) -> Function:
    def function(values: Sequence[Value], node: ex.Expression) -> Value:
        interval = values[1]
        if isinstance(interval, Missing):
            return merge(tuple(values))
        return (
            rounded(values[0], interval, mode)
            if compare(interval, _ZERO) > 0
            else exact.undefined(node.place)
        )

    return function


def _report(values: Sequence[Value], node: ex.Expression) -> Value:
    factor, places = unit_factor(node), int(values[1])
    return exact.rising(values[:1], lambda x: scaled(round_report(scaled(x, 1 / factor), places), factor))


def _whole(upwards: bool) -> Function:
    """Down or up on the number line, to whole units or to an interval."""

    def function(values: Sequence[Value], node: ex.Expression) -> Value:
        interval = values[1] if len(values) > 1 else unit_factor(node)
        if isinstance(interval, Missing):
            return merge(tuple(values))
        if not compare(interval, _ZERO) > 0:
            return exact.undefined(node.place)

        def to_multiple(x: Number) -> Number:
            away = (compare(x, _ZERO) >= 0) is upwards
            return round_to(x, interval, RoundingMode.up if away else RoundingMode.down)

        return exact.rising(values[:1], to_multiple)

    return function


ROUNDINGS: Mapping[str, Function] = MappingProxyType(
    {
        "round_half_even": _places(RoundingMode.half_even),
        "round_half_up": _places(RoundingMode.half_up),
        "round_up": _places(RoundingMode.up),
        "round_down": _places(RoundingMode.down),
        "report": _report,
        "round_half_even_to": _to_interval(RoundingMode.half_even),
        "round_half_up_to": _to_interval(RoundingMode.half_up),
        "round_up_to": _to_interval(RoundingMode.up),
        "round_down_to": _to_interval(RoundingMode.down),
        "floor": _whole(upwards=False),
        "ceil": _whole(upwards=True),
    }
)
