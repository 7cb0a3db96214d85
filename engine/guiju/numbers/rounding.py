"""Rounding in one step from the exact value, as GB/T 8170 and government score sheets do it."""

from __future__ import annotations

import re
from enum import StrEnum
from fractions import Fraction
from math import ceil, floor
from typing import Final

from .algebra import MAX_DIGITS
from .exact import NumberError, NumberFault, parse_number
from .real import Number, Undecided

_FIRST_DIGITS: Final = 16
_MARKED: Final = re.compile(r"(.*?)(?:[(（]([+＋−－-])[)）])?", re.DOTALL)


class RoundingMode(StrEnum):
    """What happens to |x| between two multiples of the interval; the sign is put back afterwards."""

    half_even = "half_even"  # GB/T 8170 四舍六入五成双: the nearer multiple, half way to the even one
    half_up = "half_up"  # 四舍五入: the nearer multiple, half way away from zero
    up = "up"  # 进位: away from zero
    down = "down"  # 舍去: toward zero


def round_to(x: Number, interval: Fraction, mode: RoundingMode) -> Fraction:
    """The integer multiple of `interval` > 0 that `mode` gives for `x`.

    An irrational number is enclosed ever more tightly until both ends round alike. Raises `Undecided` if
    they never do, which takes a number that is on the boundary without being seen to be rational.
    """
    if interval <= 0:
        raise ValueError("a rounding interval is positive")
    if isinstance(x, Fraction):
        return _signed(x, interval, mode)
    digits = _FIRST_DIGITS
    while True:
        low, high = (_signed(end, interval, mode) for end in x.bounds(digits))
        if low == high:
            return low
        if digits == MAX_DIGITS:
            raise Undecided(f"{MAX_DIGITS} digits do not decide how a number is rounded")
        digits = min(2 * digits, MAX_DIGITS)


def round_places(x: Number, places: int, mode: RoundingMode) -> Fraction:
    """`round_to` 10**-places: 2 is to two decimals, 0 to whole units, -2 to whole hundreds."""
    return round_to(x, Fraction(10) ** -places, mode)


def round_marked(text: str, interval: Fraction) -> Fraction:
    """GB/T 8170 half-even of a value already rounded once that says how: `16.50(+)`, `16.50(-)`, `16.50`.

    (+) means the true value is larger in amount, (-) that it is smaller; so a half rounds up or down and
    not to even. Raises `NumberError`.
    """
    match = _MARKED.fullmatch(text) if len(text) <= 64 else None
    if match is None:
        raise NumberError(NumberFault.too_long, text)
    value, mark = parse_number(match.group(1)), match.group(2)
    is_half = (abs(value) / interval) % 1 == Fraction(1, 2)
    if mark is None or not is_half:
        return round_to(value, interval, RoundingMode.half_even)
    return round_to(value, interval, RoundingMode.up if mark in "+＋" else RoundingMode.down)


def _signed(x: Fraction, interval: Fraction, mode: RoundingMode) -> Fraction:
    multiple = _whole(abs(x) / interval, mode) * interval
    return -multiple if x < 0 else multiple


def _whole(x: Fraction, mode: RoundingMode) -> int:
    match mode:
        case RoundingMode.half_even:
            return round(x)
        case RoundingMode.half_up:
            return floor(x + Fraction(1, 2))
        case RoundingMode.up:
            return ceil(x)
        case RoundingMode.down:
            return floor(x)
