"""Intervals of rationals: what is known of a result while some of its inputs are missing.

A pair (low, high) holds every number from low to high, ends included; None is an end that is not bounded.
Every function returns the smallest pair that holds all results its operands allow, as if they were
independent.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Final, TypeAlias

Pair: TypeAlias = tuple[Fraction | None, Fraction | None]

# An end on the extended line, ordered as tuples are: (-1, 0) is -∞, (0, x) is x, (1, 0) is +∞.
_End: TypeAlias = tuple[int, Fraction]

_ZERO: Final = Fraction(0)
UNBOUNDED: Final[Pair] = (None, None)


def exactly(x: Fraction) -> Pair:
    """The pair that holds x alone."""
    return x, x


def contains(pair: Pair, x: Fraction) -> bool:
    """Whether x lies in the pair."""
    return (pair[0] is None or pair[0] <= x) and (pair[1] is None or x <= pair[1])


def add(a: Pair, b: Pair) -> Pair:
    """Every x + y."""
    low = None if a[0] is None or b[0] is None else a[0] + b[0]
    high = None if a[1] is None or b[1] is None else a[1] + b[1]
    return low, high


def negate(a: Pair) -> Pair:
    """Every -x."""
    return None if a[1] is None else -a[1], None if a[0] is None else -a[0]


def subtract(a: Pair, b: Pair) -> Pair:
    """Every x - y."""
    return add(a, negate(b))


def multiply(a: Pair, b: Pair) -> Pair:
    """Every x * y."""
    corners = [_times(x, y) for x in _ends(a) for y in _ends(b)]
    return _pair(min(corners), max(corners))


def divide(a: Pair, b: Pair) -> Pair:
    """Every x / y; unbounded when the divisor may be zero."""
    low, high = b
    if contains(b, _ZERO):
        return UNBOUNDED
    return multiply(a, (_ZERO if high is None else 1 / high, _ZERO if low is None else 1 / low))


def power(a: Pair, exponent: int) -> Pair:
    """Every x ** exponent; unbounded for a negative exponent of what may be zero."""
    if exponent < 0:
        return divide(exactly(Fraction(1)), power(a, -exponent))
    if exponent == 0:
        return exactly(Fraction(1))
    low, high = (None if end is None else end**exponent for end in a)
    if exponent % 2 == 1:
        return low, high
    ends = (_high(low), _high(high))
    return (_ZERO if contains(a, _ZERO) else _pair(min(ends), max(ends))[0]), _pair(min(ends), max(ends))[1]


def minimum(a: Pair, b: Pair) -> Pair:
    """Every min(x, y)."""
    return _pair(min(_low(a[0]), _low(b[0])), min(_high(a[1]), _high(b[1])))


def maximum(a: Pair, b: Pair) -> Pair:
    """Every max(x, y)."""
    return _pair(max(_low(a[0]), _low(b[0])), max(_high(a[1]), _high(b[1])))


def hull(a: Pair, b: Pair) -> Pair:
    """The smallest pair that holds both: what is known when one of the two holds."""
    return _pair(min(_low(a[0]), _low(b[0])), max(_high(a[1]), _high(b[1])))


def monotone(f: Callable[[Fraction], Fraction], a: Pair, increasing: bool) -> Pair:
    """Every f(x) for an f that never falls (not `increasing`: never rises). Unbounded ends stay so."""
    low, high = (None if end is None else f(end) for end in a)
    return (low, high) if increasing else (high, low)


def _low(end: Fraction | None) -> _End:
    return (-1, _ZERO) if end is None else (0, end)


def _high(end: Fraction | None) -> _End:
    return (1, _ZERO) if end is None else (0, end)


def _ends(a: Pair) -> tuple[_End, _End]:
    return _low(a[0]), _high(a[1])


def _pair(low: _End, high: _End) -> Pair:
    return None if low[0] else low[1], None if high[0] else high[1]


def _times(x: _End, y: _End) -> _End:
    """x * y with 0 * ∞ = 0: no number of the interval is infinite, so its products with zero are zero."""
    if not x[0] and not y[0]:
        return 0, x[1] * y[1]
    return _sign(x) * _sign(y), _ZERO


def _sign(x: _End) -> int:
    return x[0] or (x[1] > 0) - (x[1] < 0)
