"""Half-open ranges given by one comparison each (`≥ 30%`): which covers which, and what none of them covers."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from fractions import Fraction

from guiju.rulebook.exact import compare

Threshold = tuple[str, Fraction]


def covers(earlier: Threshold, later: Threshold) -> bool:
    """Whether every value that fits `later` fits `earlier` already."""
    (sign, first), (other, second) = earlier, later
    if sign in "≥>" and other in "≥>":
        return second > first or (second == first and (sign == "≥" or other == ">"))
    if sign in "≤<" and other in "≤<":
        return second < first or (second == first and (sign == "≤" or other == "<"))
    return False


def uncovered(thresholds: Sequence[Threshold]) -> Fraction | None:
    """A value that fits none of them, or None; zero rather than a negative one."""
    values = sorted({value for _, value in thresholds})
    probes = [Fraction(0), values[0] - 1, *values, values[-1] + 1]
    probes += [(low + high) / 2 for low, high in itertools.pairwise(values)]
    fits = (probe for probe in probes if not any(compare(sign, probe, value) for sign, value in thresholds))
    return next(fits, None)


def is_ordered(values: Sequence[Fraction]) -> bool:
    """Whether values strictly rise or strictly fall."""
    pairs = list(itertools.pairwise(values))
    return all(a < b for a, b in pairs) or all(a > b for a, b in pairs)
