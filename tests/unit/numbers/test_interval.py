"""Interval arithmetic: the corners that properties seldom meet. Soundness is in tests/properties."""

from __future__ import annotations

from fractions import Fraction

import pytest

from guiju.numbers import interval
from guiju.numbers.interval import UNBOUNDED, Pair

INF = None


def pair(low: int | None, high: int | None) -> Pair:
    """A pair of whole ends."""
    return None if low is None else Fraction(low), None if high is None else Fraction(high)


@pytest.mark.parametrize(
    ("result", "expected"),
    [
        (interval.add(pair(1, 2), pair(3, INF)), pair(4, INF)),
        (interval.subtract(pair(1, 2), pair(3, INF)), pair(INF, -1)),
        (interval.negate(pair(1, INF)), pair(INF, -1)),
        (interval.multiply(pair(-1, 2), pair(-3, 4)), pair(-6, 8)),
        (interval.multiply(pair(0, 0), UNBOUNDED), pair(0, 0)),
        (interval.multiply(pair(0, INF), pair(0, 5)), pair(0, INF)),
        (interval.multiply(pair(INF, -1), pair(2, INF)), pair(INF, -2)),
        (interval.multiply(pair(-1, 1), pair(2, INF)), UNBOUNDED),
        (interval.divide(pair(1, 2), pair(-1, 1)), UNBOUNDED),
        (interval.divide(pair(1, 2), pair(0, 1)), UNBOUNDED),
        (interval.divide(pair(4, 8), pair(2, 4)), pair(1, 4)),
        (interval.divide(pair(4, 8), pair(-4, -2)), pair(-4, -1)),
        (interval.divide(pair(4, 8), pair(2, INF)), pair(0, 4)),
        (interval.divide(pair(4, 8), pair(INF, -2)), pair(-4, 0)),
        (interval.power(pair(-2, 3), 2), pair(0, 9)),
        (interval.power(pair(-3, -2), 2), pair(4, 9)),
        (interval.power(pair(INF, -2), 2), pair(4, INF)),
        (interval.power(UNBOUNDED, 2), pair(0, INF)),
        (interval.power(pair(-2, INF), 3), pair(-8, INF)),
        (interval.power(pair(-2, 3), 0), pair(1, 1)),
        (interval.power(pair(-2, 3), -1), UNBOUNDED),
        (interval.minimum(pair(1, INF), pair(0, 5)), pair(0, 5)),
        (interval.maximum(pair(INF, 3), pair(0, 2)), pair(0, 3)),
        (interval.hull(pair(1, 2), pair(5, INF)), pair(1, INF)),
        (interval.hull(pair(1, 2), pair(INF, 0)), pair(INF, 2)),
        (interval.monotone(lambda x: 2 * x, pair(1, INF), True), pair(2, INF)),
        (interval.monotone(lambda x: -x, pair(1, INF), False), pair(INF, -1)),
    ],
)
def test_interval(result: Pair, expected: Pair) -> None:
    assert result == expected


def test_contains() -> None:
    assert interval.contains(UNBOUNDED, Fraction(10**9))
    assert interval.contains(pair(1, 2), Fraction(2))
    assert not interval.contains(pair(1, INF), Fraction(0))
