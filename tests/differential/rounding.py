"""Rounding (6.6), from the words of GB/T 8170 and of the document."""

from __future__ import annotations

import math
from fractions import Fraction

from tests.differential.values import NEAR, Number, Undecided, monotone

MODES = {
    "round_half_even": "half_even",
    "round_half_up": "half_up",
    "round_up": "up",
    "round_down": "down",
    "floor": "floor",
    "ceil": "ceil",
    "report": "half_even",
}


def to_whole(x: Fraction, mode: str) -> int:
    """x to a whole number."""
    below = math.floor(x)
    part = x - below
    if part == 0:
        return below
    match mode:
        case "floor":
            return below
        case "ceil":
            return below + 1
        case "down":  # toward zero
            return below if x > 0 else below + 1
        case "up":  # away from zero
            return below + 1 if x > 0 else below
        case _:
            pass
    if part != Fraction(1, 2):
        return below if part < Fraction(1, 2) else below + 1
    if mode == "half_even":
        return below if below % 2 == 0 else below + 1
    return below + 1 if x > 0 else below  # half away from zero


def rounded_to(x: Fraction, step: Fraction, mode: str, rough: bool = False) -> Fraction:
    """x to a multiple of the step, in one step from the exact value."""
    count = x / step
    if rough and abs(count * 2 - round(count * 2)) < NEAR:
        raise Undecided
    return to_whole(count, mode) * step


def rounded(function: str, x: Number, factor: Fraction, places: int | None, to: Fraction | None) -> Number:
    """Section 6.6: in the unit the value is shown in (`factor` base units), to decimals or to an interval.

    floor and ceil of one argument give whole numbers of the unit.
    """
    mode = MODES[function.removesuffix("_to")]
    step = to if to is not None else Fraction(10) ** (-(places or 0)) * factor
    return monotone(lambda value: rounded_to(value, step, mode, x.why.rough), x)
