"""Arithmetic on exact values and on values that are missing.

A number is a `Fraction` (or a `Real`, where the rules take a root); where one operand is missing the result is missing
too and carries the bounds it would lie between. An interval that shrinks to a point is a value again: what is missing
then does not matter. Yes/no values follow Kleene's tables: `否 且 ?` is no, `是 或 ?` is yes, otherwise it stays open.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

from guiju import limits
from guiju.numbers import interval
from guiju.numbers.algebra import compare as compare_numbers
from guiju.numbers.algebra import number_bounds
from guiju.numbers.real import Number, Undecided
from guiju.numbers.rounding import RoundingMode, round_places
from guiju.numbers.states import Cause, CauseKind, Missing, State, merge
from guiju.source import Place

Value = Any  # Fraction | Real | bool | str | tuple of records | Missing
Ends = tuple[Fraction | None, Fraction | None]

_DIGITS = 15
ZERO = Fraction(0)
_DECIDED: dict[str, Callable[[int], bool]] = {
    "<": lambda sign: sign < 0,
    "≤": lambda sign: sign <= 0,
    "=": lambda sign: sign == 0,
    "≠": lambda sign: sign != 0,
    "≥": lambda sign: sign >= 0,
    ">": lambda sign: sign > 0,
}


def ends(value: Value) -> Ends:
    """Bounds of a number, given or missing."""
    if isinstance(value, Missing):
        return value.lower, value.upper
    if isinstance(value, Fraction):
        return value, value
    return number_bounds(value, _DIGITS)


def settle(values: Sequence[Value], bounds: Ends) -> Value:
    """A missing result of `values` between `bounds`; the value itself when the bounds meet."""
    missing = merge(tuple(values))
    lower, upper = bounds
    if missing.state is State.NOT_APPLICABLE:
        return missing
    if lower is not None and lower == upper:
        return lower
    return missing.within(lower, upper)


def open_state(value: Missing) -> State:
    """The state of points that hang on something missing: what does not exist still leaves them open."""
    return State.UNKNOWN if value.state is State.NOT_APPLICABLE else value.state


def undefined(formula: Place | str, kind: CauseKind = CauseKind.UNDEFINED) -> Missing:
    """What a formula without a value yields; `kind` says why it has none."""
    text = formula if isinstance(formula, str) else " ".join(formula.text.split())
    return Missing(State.UNKNOWN, frozenset({Cause(kind, text)}))


def add(a: Value, b: Value) -> Value:
    if isinstance(a, Missing) or isinstance(b, Missing):
        return settle((a, b), interval.add(ends(a), ends(b)))
    return a + b


def subtract(a: Value, b: Value) -> Value:
    if isinstance(a, Missing) or isinstance(b, Missing):
        return settle((a, b), interval.subtract(ends(a), ends(b)))
    return a - b


def multiply(a: Value, b: Value) -> Value:
    if isinstance(a, Missing) or isinstance(b, Missing):
        return settle((a, b), interval.multiply(ends(a), ends(b)))
    return a * b


def divide(a: Value, b: Value, formula: Place | str) -> Value:
    """`a / b`; undefined when b is zero."""
    if isinstance(b, Missing):
        return settle((a, b), interval.divide(ends(a), ends(b)))
    try:
        if not b.numerator if type(b) is Fraction else compare_numbers(b, ZERO) == 0:
            return undefined(formula, CauseKind.DIVISION)
        if isinstance(a, Missing):
            return settle((a,), interval.divide(ends(a), ends(b)))
        return a / b
    except Undecided:
        return undefined(formula, CauseKind.UNDECIDED)


def negate(a: Value) -> Value:
    if isinstance(a, Missing):
        return settle((a,), interval.subtract((Fraction(0), Fraction(0)), ends(a)))
    return -a


def power(a: Value, exponent: int, formula: Place | str) -> Value:
    """`a ^ exponent`; undefined when the number would take more than `NUMBER_BITS`."""
    if any(end is not None and bits(end) * exponent > limits.NUMBER_BITS for end in ends(a)):
        return undefined(formula)
    if isinstance(a, Missing):
        return settle((a,), interval.power(ends(a), exponent))
    return a**exponent


def bits(value: Fraction) -> int:
    """How many binary digits the longer half of a fraction takes."""
    return max(value.numerator.bit_length(), value.denominator.bit_length())


def order(a: Number, b: Number) -> int:
    """-1, 0 or 1 as a is below, equal to or above b. Raises Undecided for irrational values too close to tell."""
    if type(a) is Fraction and type(b) is Fraction:
        left, right = a.numerator * b.denominator, b.numerator * a.denominator
        return (left > right) - (left < right)
    return compare_numbers(a, b)


def compare(operator: str, a: Value, b: Value, formula: Place | str = "") -> Value:
    """One comparison: yes, no, or missing when the bounds overlap; `formula` is said to be undecided if it is."""
    if type(a) is Fraction and type(b) is Fraction:
        return _DECIDED[operator](order(a, b))
    if isinstance(a, Missing) or isinstance(b, Missing):
        return _compare_ends(operator, a, b)
    if isinstance(a, bool):
        return (a == b) is (operator == "=")
    if isinstance(a, str):  # dates as YYYY-MM-DD stand in the order of time
        return _DECIDED[operator]((a > b) - (a < b))
    try:
        return _DECIDED[operator](compare_numbers(a, b))
    except Undecided:
        return undefined(formula or operator, CauseKind.UNDECIDED)


def _compare_ends(operator: str, a: Value, b: Value) -> Value:
    missing = merge((a, b))
    if missing.state is State.NOT_APPLICABLE or isinstance(a, (bool, str)) or isinstance(b, (bool, str)):
        return missing
    (low_a, high_a), (low_b, high_b) = ends(a), ends(b)
    decide = _DECIDED[operator]
    if high_a is not None and low_b is not None and high_a < low_b:
        return decide(-1)
    if low_a is not None and high_b is not None and low_a > high_b:
        return decide(1)
    if (operator == "≤" and high_a is not None and high_a == low_b) or (
        operator == "≥" and low_a is not None and low_a == high_b
    ):
        return True
    if (operator == ">" and high_a is not None and high_a == low_b) or (
        operator == "<" and low_a is not None and low_a == high_b
    ):
        return False
    return missing


def both(values: Sequence[Value]) -> Value:
    """Kleene's and."""
    if any(value is False for value in values):
        return False
    return merge(tuple(values)) if any(isinstance(value, Missing) for value in values) else True


def either(values: Sequence[Value]) -> Value:
    """Kleene's or."""
    if any(value is True for value in values):
        return True
    return merge(tuple(values)) if any(isinstance(value, Missing) for value in values) else False


def invert(value: Value) -> Value:
    """Kleene's not."""
    return value if isinstance(value, Missing) else not value


def at_least(count: int, values: Sequence[Value]) -> Value:
    """Whether at least `count` of the values hold."""
    sure = sum(value is True for value in values)
    open_ = sum(isinstance(value, Missing) for value in values)
    if sure >= count:
        return True
    return merge(tuple(values)) if sure + open_ >= count else False


def hull(condition: Missing, values: Sequence[Value]) -> Value:
    """One of `values`, it is open which; equal values need no decision."""
    first = values[0]
    if not isinstance(first, Missing) and all(
        type(value) is type(first) and value == first for value in values
    ):
        return first
    lower: Fraction | None = None
    upper: Fraction | None = None
    if not any(isinstance(value, (bool, str, tuple)) for value in values):
        lower, upper = ends(first)
        for value in values[1:]:
            lower, upper = interval.hull((lower, upper), ends(value))
    return settle((condition, *values), (lower, upper))


def minimum(values: Sequence[Value]) -> Value:
    """The least of at least one number."""
    return _extreme(values, -1, interval.minimum)


def maximum(values: Sequence[Value]) -> Value:
    """The greatest of at least one number."""
    return _extreme(values, 1, interval.maximum)


def _extreme(values: Sequence[Value], sign: int, of_ends: Callable[[Ends, Ends], Ends]) -> Value:
    given = [value for value in values if not isinstance(value, Missing)]
    best: Number | None = given[0] if given else None
    for value in given[1:]:
        if order(value, given[0] if best is None else best) == sign:
            best = value
    if best is not None and all(_cannot_pass(value, best, sign) for value in values):
        return best
    bounds = ends(values[0])
    for value in values[1:]:
        bounds = of_ends(bounds, ends(value))
    return settle(values, bounds)


def _cannot_pass(value: Value, best: Number, sign: int) -> bool:
    """Whether a missing value, wherever it lies, does not go beyond the best that is given."""
    if not isinstance(value, Missing):
        return True
    end = value.upper if sign > 0 else value.lower
    return value.state is not State.NOT_APPLICABLE and end is not None and order(end, best) != sign


def total(values: Sequence[Value]) -> Value:
    """Sum of any number of numbers."""
    for value in values:
        if isinstance(value, Missing):
            return _total_of_missing(values)
    return sum(values, ZERO)


def _total_of_missing(values: Sequence[Value]) -> Value:
    bounds: Ends = (ZERO, ZERO)
    for value in values:
        bounds = interval.add(bounds, ends(value))
    return settle(values, bounds)


def rising(values: Sequence[Value], function: Callable[..., Number]) -> Value:
    """A function that does not fall when any of its arguments rises."""
    if not any(isinstance(value, Missing) for value in values):
        return function(*values)
    lower = [ends(value)[0] for value in values]
    upper = [ends(value)[1] for value in values]
    return settle(
        values,
        (
            None if None in lower else _floor(function(*lower)),
            None if None in upper else _ceiling(function(*upper)),
        ),
    )


def floor(value: Number) -> Fraction:
    """The greatest whole number not above a value."""
    return (
        round_places(value, 0, RoundingMode.down)
        if compare_numbers(value, Fraction(0)) >= 0
        else -round_places(-value, 0, RoundingMode.up)
    )


def _floor(value: Number) -> Fraction:
    return number_bounds(value, _DIGITS)[0]


def _ceiling(value: Number) -> Fraction:
    return number_bounds(value, _DIGITS)[1]


def piecewise(x: Value, knots: Sequence[tuple[Value, Fraction]], formula: Place | str) -> Value:
    """Straight lines between knots (position, result), held at both ends. Positions must rise strictly or fall."""
    for at, _ in knots:
        if isinstance(at, Missing):
            return _between_knots(x, knots)
    if order(knots[0][0], knots[-1][0]) > 0:
        knots = knots[::-1]
    for (left, _), (right, _) in itertools.pairwise(knots):
        if order(left, right) >= 0:
            return undefined(formula, CauseKind.BENCHMARKS)
    if isinstance(x, Missing):
        return _over_interval(x, knots)
    return _interpolate(x, knots)


def _between_knots(x: Value, knots: Sequence[tuple[Value, Fraction]]) -> Value:
    """Where a benchmark is missing, anything between the results is possible."""
    results = [result for _, result in knots]
    return settle((x, *(at for at, _ in knots)), (min(results), max(results)))


def _over_interval(x: Missing, knots: Sequence[tuple[Number, Fraction]]) -> Value:
    """The least and greatest result the bounds of x allow; the lines may rise and fall between."""
    if x.state is State.NOT_APPLICABLE:
        return x
    low, high = x.lower, x.upper
    reached: list[Number] = [knots[0][1] if low is None else _interpolate(low, knots)]
    reached.append(knots[-1][1] if high is None else _interpolate(high, knots))
    reached.extend(
        result
        for at, result in knots
        if (low is None or order(at, low) >= 0) and (high is None or order(at, high) <= 0)
    )
    return settle((x,), (min(_floor(r) for r in reached), max(_ceiling(r) for r in reached)))


def _interpolate(x: Number, knots: Sequence[tuple[Number, Fraction]]) -> Number:
    if order(x, knots[0][0]) <= 0:
        return knots[0][1]
    for (left, low), (right, high) in itertools.pairwise(knots):
        if order(x, right) <= 0:
            return low + (high - low) * (x - left) / (right - left)
    return knots[-1][1]
