"""Exact numbers as text: reading what people write, and writing what the engine computed.

Between the input and the grade a number is a `Fraction`; text is met only here, at both ends.
"""

from __future__ import annotations

import re
from enum import StrEnum
from fractions import Fraction
from typing import Final

from guiju import limits

from .real import Number

# A sign, the integer digits, the point and the fraction digits: nothing longer than this can be a number.
_LONGEST: Final = 1 + limits.INTEGER_DIGITS + 1 + limits.FRACTION_DIGITS

# An explicit table and not Unicode normalisation, which would also turn ⑤, ² or Ⅳ into something else.
_TO_ASCII: Final = str.maketrans("０１２３４５６７８９＋－−．", "0123456789+--.")

_PLAIN: Final = re.compile(
    rf"([+-]?)(0|[1-9][0-9]{{0,{limits.INTEGER_DIGITS - 1}}})(?:\.([0-9]{{1,{limits.FRACTION_DIGITS}}}))?"
)


class NumberFault(StrEnum):
    """Why a text is not a number of the language."""

    empty = "empty"
    exponent = "exponent"
    thousands = "thousands"
    hex_or_octal = "hex_or_octal"
    sexagesimal = "sexagesimal"
    not_finite = "not_finite"
    too_long = "too_long"
    malformed = "malformed"


# The first pattern that matches the whole (shortened) text names the fault. `0b1` counts as hex_or_octal.
_FAULTS: Final = (
    (NumberFault.empty, re.compile(rf"\s{{0,{_LONGEST}}}")),
    (NumberFault.not_finite, re.compile(r"[+-]?(?:\.?(?:nan|inf)|infinity|∞)", re.IGNORECASE)),
    (NumberFault.hex_or_octal, re.compile(r"[+-]?0(?:[xob][0-9a-f_]*|[0-9][0-9_.]*)", re.IGNORECASE)),
    (NumberFault.thousands, re.compile(r"[+-]?[0-9]+[,，_][0-9][0-9,，_.]*")),
    (NumberFault.sexagesimal, re.compile(r"[+-]?[0-9]+[:：][0-9][0-9:：.]*")),
    (NumberFault.exponent, re.compile(r"[+-]?[0-9]+(?:\.[0-9]*)?e[+-]?[0-9]*", re.IGNORECASE)),
    (NumberFault.too_long, re.compile(rf"[+-]?[0-9]{{{limits.INTEGER_DIGITS + 1},}}(?:\.[0-9]*)?")),
    (NumberFault.too_long, re.compile(rf"[+-]?[0-9]+\.[0-9]{{{limits.FRACTION_DIGITS + 1},}}")),
)


class NumberError(ValueError):
    """A text that is not a plain decimal number: `kind` says why, `text` is what was written."""

    def __init__(self, kind: NumberFault, text: str) -> None:
        super().__init__(f"{kind}: {text[:40]!r}")
        self.kind = kind
        self.text = text


def normalise_digits(text: str) -> str:
    """Full-width digits, signs and decimal point to ASCII, everything else untouched."""
    return text.translate(_TO_ASCII)


def parse_number(text: str) -> Fraction:
    """The number a plain decimal text means: `12`, `-0.5`, `８９．９９５`.

    At most 18 integer and 18 fraction digits, digits on both sides of the point, no blanks. Raises
    `NumberError`. The text is judged by its first characters before anything is converted, so its length
    costs nothing.
    """
    head = normalise_digits(text[: _LONGEST + 1])
    match = _PLAIN.fullmatch(head)
    if match is None:
        raise NumberError(_fault(head), text)
    sign, whole, decimals = match.group(1), match.group(2), match.group(3) or ""
    value = Fraction(int(whole + decimals), 10 ** len(decimals))
    return -value if sign == "-" else value


def _fault(head: str) -> NumberFault:
    return next((fault for fault, pattern in _FAULTS if pattern.fullmatch(head)), NumberFault.malformed)


def decimal_text(x: Fraction, places: int) -> str:
    """`x` half-even to at most `places` >= 0 decimals, without trailing zeros or exponent; never `-0`."""
    numerator, denominator = x.numerator, x.denominator
    if denominator == 1:
        return exact_text(x)
    scaled, rest = divmod(abs(numerator) * 10**places, denominator)
    if 2 * rest > denominator or (2 * rest == denominator and scaled % 2):
        scaled += 1
    digits = _integer_text(scaled).rjust(places + 1, "0")
    whole, decimals = digits[: len(digits) - places], digits[len(digits) - places :].rstrip("0")
    text = f"{whole}.{decimals}" if decimals else whole
    return f"-{text}" if numerator < 0 and scaled else text


def terminates(x: Fraction) -> int | None:
    """How many decimals `x` needs to be written exactly, or None if no number of decimals is enough."""
    denominator = x.denominator
    twos = (denominator & -denominator).bit_length() - 1
    rest, fives = denominator >> twos, 0
    while rest % 5 == 0:
        rest //= 5
        fives += 1
    return max(twos, fives) if rest == 1 else None


def exact_text(x: Fraction) -> str:
    """`345/4`, or `86` for a whole number."""
    numerator, denominator = x.numerator, x.denominator
    whole = ("-" if numerator < 0 else "") + _integer_text(abs(numerator))
    return whole if denominator == 1 else f"{whole}/{_integer_text(denominator)}"


def shown(x: Number, places: int = 6) -> tuple[str, bool]:
    """`x` with at most `places` decimals, and whether that text is the whole truth (if not, print `≈`).

    Never raises: an irrational number whose last digit stays undecided is shown by one of its two neighbours.
    """
    needed = terminates(x) if isinstance(x, Fraction) else None
    return digits_of(x, places), needed is not None and needed <= places


def digits_of(x: Number, places: int) -> str:
    """`x` with at most `places` decimals, as `shown` has it."""
    if isinstance(x, Fraction):
        return decimal_text(x, places)
    text = ""
    for digits in (places + 4, places + 12, places + 40):
        low, high = x.bounds(digits)
        text = decimal_text(low, places)
        if text == decimal_text(high, places):
            break
    return text


def _integer_text(n: int) -> str:
    """Decimal digits of `n` >= 0. Halves long numbers because `str` refuses more than 4300 digits."""
    if n.bit_length() < 10_000:
        return str(n)
    half = n.bit_length() * 3 // 20
    high, low = divmod(n, 10**half)
    return _integer_text(high) + _integer_text(low).rjust(half, "0")
