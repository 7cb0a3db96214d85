"""Rounding in one step from the exact value, as GB/T 8170 and government score sheets do it."""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction
from math import ceil, floor
from typing import Final

from .algebra import MAX_DIGITS, compare
from .exact import NumberError, NumberFault, parse_number
from .marked import mark_of, marked, split_mark
from .real import Number, Undecided

_FIRST_DIGITS: Final = 16
_HALF: Final = Fraction(1, 2)


class RoundingMode(StrEnum):
    """What happens to |x| between two multiples of the interval; the sign is put back afterwards."""

    half_even = "half_even"  # GB/T 8170 四舍六入五成双: the nearer multiple, half way to the even one
    half_up = "half_up"  # 四舍五入: the nearer multiple, half way away from zero
    up = "up"  # 进位: away from zero
    down = "down"  # 舍去: toward zero


def round_to(x: Number, interval: Fraction, mode: RoundingMode) -> Fraction:
    """The integer multiple of `interval` > 0 that `mode` gives for `x`.

    A `Marked` number is really a little beyond or short of what is written, and is rounded so: `16.5(+)` to 17,
    `16.5(-)` to 16, `16(+)` up to 17, `16(-)` down to 15.

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
    if len(text) > 64:
        raise NumberError(NumberFault.too_long, text)
    digits, mark = split_mark(text)
    value = parse_number(digits)
    if mark and not value:
        raise NumberError(NumberFault.malformed, text)
    return round_to(marked(value, mark), interval, RoundingMode.half_even)


def round_report(x: Number, places: int) -> Fraction:
    """GB/T 8170 half-even rounding for a value that may be rounded again (3.3.2 of the standard).

    Where the right-most digit of the result that is not zero is a 5 and the true value is not the result, it is
    `Marked`: (+) where the true value is larger in amount, (-) where it is smaller. Raises `Undecided`.
    """
    result = round_places(x, places, RoundingMode.half_even)
    if not _ends_in_five(abs(result) * Fraction(10) ** places):
        return result
    side = compare(x, result)
    return marked(result, -side if result < 0 else side)


def _ends_in_five(multiple: Fraction) -> bool:
    """Whether the right-most digit of a whole number that is not zero is a 5."""
    whole = multiple.numerator
    while whole and whole % 10 == 0:
        whole //= 10
    return whole % 10 == 5


def _signed(x: Fraction, interval: Fraction, mode: RoundingMode) -> Fraction:
    amount, mark = abs(x) / interval, mark_of(x)
    multiple = (_whole_of_marked(amount, mark, mode) if mark else _whole(amount, mode)) * interval
    return -multiple if x < 0 else multiple


def _whole(x: Fraction, mode: RoundingMode) -> int:
    match mode:
        case RoundingMode.half_even:
            return round(x)
        case RoundingMode.half_up:
            return floor(x + _HALF)
        case RoundingMode.up:
            return ceil(x)
        case RoundingMode.down:
            return floor(x)


def _whole_of_marked(x: Fraction, mark: int, mode: RoundingMode) -> int:
    """`_whole` of what lies a little above (`mark` 1) or below `x`."""
    match mode:
        case RoundingMode.half_even | RoundingMode.half_up if x % 1 == _HALF:
            return ceil(x) if mark > 0 else floor(x)
        case RoundingMode.up if mark > 0:
            return floor(x) + 1
        case RoundingMode.down if mark < 0:
            return ceil(x) - 1
        case _:
            return _whole(x, mode)
