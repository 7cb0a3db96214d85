"""The slow evaluator of functions of several numbers: docs/language.md, sections 6.4, 6.5, 7.2 and 12."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from tests.differential import irrational
from tests.differential.values import (
    INF,
    NO,
    YES,
    Number,
    Why,
    Word,
    added,
    compared,
    divided,
    exactly,
    joined,
    loosened,
    multiplied,
    negative,
    number,
    over_each,
    undefined,
    word,
)

OVER_A_VALUE = ("rank", "rank_low", "minmax", "z_score", "percentile", "to_max", "to_min")


def counted(conditions: Sequence[Word]) -> Number:
    """Section 7.2: a record whose condition is missing counts as between none and whole."""
    sure = sum(condition.possible == YES for condition in conditions)
    can = sum(condition.possible != NO for condition in conditions)
    return number(Fraction(sure), Fraction(can), joined(conditions))


def summed(conditions: Sequence[Word], values: Sequence[Number]) -> Number:
    """Section 7.2: as `counted`. Section 6.4: a sum of no records is 0."""
    total = exactly(0)
    for condition, value in zip(conditions, values, strict=True):
        part = value
        if value.given and value.low == 0:  # none and whole are the same
            continue
        if condition.possible != YES:
            part = number(
                min(value.low, Fraction(0)), max(value.high, Fraction(0)), joined((condition, value))
            )
        total = added(total, part)
    return total


# --- functions of several numbers -------------------------------------------------------------------------------------
def over(name: str, values: Sequence[Number]) -> Number:
    """Sections 6.4 and 6.5: a sum of none is 0; a mean, a median or an extreme of none is undefined."""
    if name == "sum":
        return summed([word(True)] * len(values), values)
    trim = 0
    if name == "trimmed_mean":
        trim, values = int(values[0].low), values[1:]
    if len(values) <= 2 * trim:
        return undefined(joined(values))
    match name:
        case "mean" | "trimmed_mean":
            return over_each(lambda xs: mean(sorted(xs)[trim : len(xs) - trim]), values)
        case "median":
            return over_each(median, values)
        case "max":
            return number(max(v.low for v in values), max(v.high for v in values), joined(values))
        case "min":
            return number(min(v.low for v in values), min(v.high for v in values), joined(values))
        case "geo_mean":
            if any(v.low < 0 for v in values):
                return undefined(joined(values))
            product = exactly(1)
            for value in values:
                product = multiplied(product, value)
            return irrational.applied("power", product, Fraction(1, len(values)))
        case "harmonic_mean":
            if any(v.low <= 0 for v in values):
                return undefined(joined(values))
            return over_each(lambda xs: len(xs) / sum((1 / x for x in xs), Fraction(0)), values)
        case "stdev" | "sample_stdev":
            return spread(values, len(values) - (name == "sample_stdev"))
        case _:
            pass
    raise AssertionError(name)


def mean(xs: Sequence[Fraction]) -> Fraction:
    return sum(xs, Fraction(0)) / len(xs)


def median(xs: Sequence[Fraction]) -> Fraction:
    """Of an even number the mean of the middle two."""
    ordered = sorted(xs)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def spread(values: Sequence[Number], over_n: int) -> Number:
    """The standard deviation; it is not below 0."""
    why = joined(values)
    if over_n == 0:
        return undefined(why)
    if not all(value.given for value in values):
        return loosened(number(Fraction(0), INF, why))
    xs = [value.low for value in values if isinstance(value.low, Fraction)]
    middle = mean(xs)
    variance = sum(((x - middle) ** 2 for x in xs), Fraction(0)) / over_n
    return irrational.applied("power", Number(variance, variance, why), Fraction(1, 2))


def against(name: str, x: Number, values: Sequence[Number]) -> Number:
    """Section 12: a number against those of a list."""
    match name:
        case "rank" | "rank_low":
            beaten = [compared(">" if name == "rank" else "<", value, x) for value in values]
            return added(exactly(1), counted(beaten))
        case "percentile":
            return divided(counted([compared("≤", value, x) for value in values]), exactly(len(values)))
        case _:
            pass
    if not values:
        return undefined(Why())
    least, greatest = over("min", values), over("max", values)
    match name:
        case "minmax":
            result = divided(added(x, negative(least)), added(greatest, negative(least)))
        case "z_score":
            result = divided(added(x, negative(over("mean", values))), over("stdev", values))
        case "to_max":
            result = divided(x, greatest)
        case _:
            result = divided(least, x)
    if result.given or (x.given and all(value.given for value in values)):
        return result
    return Number(-INF, INF, replace(result.why, loose=True))
