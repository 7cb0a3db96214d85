"""The functions computed again by hand: with fractions, with powers in place of roots, and with decimals.

An irrational value is not computed but enclosed: `Root` and `Near` say whether it can lie between two bounds.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal, localcontext
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor, prod
from types import MappingProxyType
from typing import Any, Final

SKIPPED: Final = object()
_HALF = Fraction(1, 2)
_LITTLE = Fraction(1, 10**30)


class Root:
    """`sign` times the n-th root of a fraction, plus `offset`: what an enclosure of it must hold."""

    def __init__(self, radicand: Fraction, degree: int, offset: int = 0, sign: int = 1) -> None:
        self.radicand, self.degree, self.offset, self.sign = radicand, degree, offset, sign

    def lies_between(self, low: Fraction, high: Fraction) -> bool:
        low, high = low - self.offset, high - self.offset
        if self.sign < 0:
            low, high = -high, -low
        least = Fraction(0) if low < 0 else low
        return bool(least**self.degree <= self.radicand <= high**self.degree)


class Near:
    """A number known to 40 digits."""

    def __init__(self, value: Decimal) -> None:
        self.value = Fraction(value)

    def lies_between(self, low: Fraction, high: Fraction) -> bool:
        slack = (1 + abs(self.value)) / 10**18
        return low - slack <= self.value <= high + slack


class Reported:
    """A rounded number and the mark it must carry."""

    def __init__(self, value: Fraction, mark: int) -> None:
        self.value, self.mark = value, mark

    def __eq__(self, other: object) -> bool:
        return other == self.value and getattr(other, "mark", 0) == self.mark

    def __hash__(self) -> int:
        return hash(self.value)


COMPARE: Mapping[str, Callable[[Any, Any], bool]] = {
    "<": lambda a, b: a < b,
    "≤": lambda a, b: a <= b,
    "=": lambda a, b: a == b,
    "≠": lambda a, b: a != b,
    "≥": lambda a, b: a >= b,
    ">": lambda a, b: a > b,
}


def on_line(x: Fraction, knots: list[tuple[Fraction, Fraction]]) -> Any:
    """Straight lines between knots that rise or fall, held at both ends."""
    positions = [at for at, _ in knots]
    ordered = sorted(knots)
    rising = sorted(set(positions))
    if len(rising) < len(positions) or positions not in (rising, rising[::-1]):
        return SKIPPED
    if x <= ordered[0][0]:
        return ordered[0][1]
    for (left, low), (right, high) in pairwise(ordered):
        if x <= right:
            return low + (high - low) * (x - left) / (right - left)
    return ordered[-1][1]


# --- means and spreads ------------------------------------------------------------------------------------------------


def mean(values: Sequence[Fraction]) -> Fraction:
    return sum(values, Fraction(0)) / len(values)


def median(values: Sequence[Fraction]) -> Fraction:
    ordered = sorted(values)
    low, high = (len(ordered) - 1) // 2, len(ordered) // 2
    return (ordered[low] + ordered[high]) / 2


def variance(values: Sequence[Fraction], divisor: int) -> Fraction:
    middle = mean(values)
    return sum(((value - middle) ** 2 for value in values), Fraction(0)) / divisor


def trimmed(values: Sequence[Fraction], count: int) -> Any:
    left = sorted(values)[count : len(values) - count]
    return mean(left) if left else SKIPPED


def _harmonic(values: Sequence[Fraction]) -> Any:
    return len(values) / sum((1 / value for value in values), Fraction(0)) if min(values) > 0 else SKIPPED


def _geometric(values: Sequence[Fraction]) -> Any:
    return Root(prod(values, start=Fraction(1)), len(values)) if min(values) >= 0 else SKIPPED


def _sample(values: Sequence[Fraction]) -> Any:
    return Root(variance(values, len(values) - 1), 2) if len(values) > 1 else SKIPPED


SEVERAL: Mapping[str, Callable[[Sequence[Any]], Any]] = MappingProxyType(
    {
        "sum": lambda values: sum(values, Fraction(0)),
        "mean": mean,
        "median": median,
        "geo_mean": _geometric,
        "harmonic_mean": _harmonic,
        "stdev": lambda values: Root(variance(values, len(values)), 2),
        "sample_stdev": _sample,
        "max": max,
        "min": min,
        "trimmed_mean": lambda values: trimmed(values[1:], int(values[0])),
        "count": lambda values: Fraction(sum(values)),
    }
)


# --- among others -----------------------------------------------------------------------------------------------------


def _z_score(x: Fraction, values: Sequence[Fraction]) -> Any:
    spread, distance = variance(values, len(values)), x - mean(values)
    return Root(distance**2 / spread, 2, sign=1 if distance >= 0 else -1) if spread else SKIPPED


def _minmax(x: Fraction, values: Sequence[Fraction]) -> Any:
    low, high = min(values), max(values)
    return (x - low) / (high - low) if high > low else SKIPPED


AMONG: Mapping[str, Callable[[Fraction, Sequence[Fraction]], Any]] = MappingProxyType(
    {
        "rank": lambda x, values: Fraction(1 + sum(value > x for value in values)),
        "rank_low": lambda x, values: Fraction(1 + sum(value < x for value in values)),
        "percentile": lambda x, values: Fraction(sum(value <= x for value in values), len(values)),
        "minmax": _minmax,
        "z_score": _z_score,
        "to_max": lambda x, values: x / max(values) if max(values) else SKIPPED,
        "to_min": lambda x, values: min(values) / x if x else SKIPPED,
    }
)


# --- roots, logarithms, growth ----------------------------------------------------------------------------------------


def powered(x: Fraction, exponent: Fraction) -> Any:
    """x to a fraction p / q: the q-th root of x to the p."""
    if x < 0 or (x == 0 and exponent < 0):
        return SKIPPED
    return Root(x**exponent.numerator, exponent.denominator)


def _decimal(function: Callable[[Decimal], Decimal], x: Fraction) -> Near:
    with localcontext() as context:
        context.prec = 60
        return Near(function(Decimal(x.numerator) / Decimal(x.denominator)))


def _growth(values: Sequence[Fraction]) -> Any:
    this, before, years = values
    if before <= 0 or this < 0:
        return SKIPPED
    return Root(this / before, int(years), offset=-1)


REAL: Mapping[str, Callable[[Sequence[Any]], Any]] = MappingProxyType(
    {
        "abs": lambda values: max(values[0], -values[0]),
        "clamp": lambda values: max(values[1], min(values[2], values[0])),
        "pow": lambda values: powered(values[0], values[1]),
        "root": lambda values: powered(values[0], 1 / values[1]),
        "sqrt": lambda values: powered(values[0], _HALF),
        "ln": lambda values: _decimal(Decimal.ln, values[0]) if values[0] > 0 else SKIPPED,
        "log10": lambda values: _decimal(Decimal.log10, values[0]) if values[0] > 0 else SKIPPED,
        "exp": lambda values: _decimal(Decimal.exp, values[0]),
        "growth": _growth,
        "cagr": _growth,
    }
)


# --- rounding ---------------------------------------------------------------------------------------------------------

_MODES: Mapping[str, Callable[[Fraction], int]] = MappingProxyType(
    {
        "half_even": round,
        "half_up": lambda amount: floor(amount + _HALF),
        "up": ceil,
        "down": floor,
    }
)


def truth(x: Fraction) -> Fraction:
    """A number with a mark is really a little more or a little less in amount."""
    return x + getattr(x, "mark", 0) * (_LITTLE if x > 0 else -_LITTLE)


def rounded(x: Fraction, interval: Fraction, mode: str) -> Fraction:
    """A multiple of an interval; a number with a mark is really a little more or a little less in amount."""
    amount = abs(x) + getattr(x, "mark", 0) * _LITTLE
    multiple = _MODES[mode](amount / interval) * interval
    return -multiple if x < 0 else multiple


def rounding(function: str, values: Sequence[Fraction], factor: Fraction) -> Any:
    """Any function that rounds; SKIPPED for one that does not."""
    places = function.removeprefix("round_")
    if places in _MODES:
        return rounded(values[0], factor / 10 ** int(values[1]), places)
    if places.endswith("_to") and places.removesuffix("_to") in _MODES:
        return rounded(values[0], values[1], places.removesuffix("_to"))
    interval = values[1] if len(values) > 1 else factor
    if function == "floor":
        return floor(values[0] / interval) * interval
    if function == "ceil":
        return ceil(values[0] / interval) * interval
    return _reported(values[0], factor / 10 ** int(values[1])) if function == "report" else SKIPPED


def _reported(x: Fraction, interval: Fraction) -> Reported:
    result = rounded(x, interval, "half_even")
    digits = str(abs(result / interval).numerator).rstrip("0")
    exact = x == result and not getattr(x, "mark", 0)
    if not digits.endswith("5") or exact:
        return Reported(result, 0)
    truth = abs(x) + getattr(x, "mark", 0) * _LITTLE
    return Reported(result, 1 if truth > abs(result) else -1)


# --- dates ------------------------------------------------------------------------------------------------------------


def _years(first: str, second: str) -> int:
    """Counted one by one."""
    earlier, later = sorted((first, second))
    count, (year, month, day) = 0, (int(part) for part in earlier.split("-"))
    while f"{year + count + 1:04}-{month:02}-{day:02}" <= later:
        count += 1
    return count if first <= second else -count


def dates(function: str, values: Sequence[str]) -> Any:
    """Days, years and the year of a date; SKIPPED for anything else."""
    match function:
        case "days_between":
            first, second = (datetime.date.fromisoformat(value).toordinal() for value in values)
            return Fraction(second - first)
        case "years_between":
            return Fraction(_years(*values))
        case "year_of":
            return Fraction(int(values[0].partition("-")[0]))
        case _:
            return SKIPPED
