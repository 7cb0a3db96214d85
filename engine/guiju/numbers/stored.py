"""Numbers as spreadsheet programs store them: the decimal figure that a binary double stands for.

A program keeps a typed 35.2 as the nearest double and writes that into the file with 17 digits,
`35.200000000000003`. A double holds every decimal figure of up to 15 digits apart from its neighbours, so the figure
that was typed can be told exactly - if there is one. All arithmetic here is exact: no binary float is made.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction
from typing import Final

DIGITS: Final = 15  # significant digits of a decimal figure that a double is sure to keep
_FRACTION_BITS: Final = 52  # behind the leading bit
_SMALLEST: Final = -1022  # exponent of the smallest normal double
_LONGEST: Final = 400  # characters; more than any program writes
_WRITTEN: Final = re.compile(r"([+-]?)([0-9]+)(?:\.([0-9]*))?(?:[eE]([+-]?[0-9]{1,3}))?|([+-]?)\.([0-9]+)")
_PLAIN: Final = re.compile(r"(?:0|[1-9][0-9]*)(?:\.[0-9]*[1-9])?")
_LARGEST_EXPONENT: Final = 308
_FIFTEEN: Final = Context(prec=DIGITS, rounding=ROUND_HALF_EVEN, Emin=-9999, Emax=9999)


@dataclass(frozen=True, slots=True)
class Stored:
    """A stored number as a plain decimal text without exponent.

    `shortened`: the double is none that a figure of 15 digits is kept as, so it came out of a calculation; `text` is
    the figure of 15 digits that the program shows. `lost`: a whole number too long to be kept digit by digit.
    """

    text: str
    shortened: bool = False
    lost: bool = False


def stored_number(written: str) -> Stored | None:
    """What the text of a stored double stands for; None when it is no finite number."""
    if len(written) <= DIGITS and _PLAIN.fullmatch(written):  # most figures
        return Stored(written)
    match = _WRITTEN.fullmatch(written) if len(written) <= _LONGEST else None
    if match is None:
        return None
    value = Decimal(written)
    if not value:
        return Stored("0")
    if not -_LARGEST_EXPONENT - DIGITS <= value.adjusted() <= _LARGEST_EXPONENT:
        return None
    digits = len(value.normalize(Context(prec=_LONGEST)).as_tuple().digits)
    if digits <= DIGITS:
        return Stored(_plain(value))
    if value == value.to_integral_value() and value.adjusted() >= DIGITS:
        return Stored(_plain(value), lost=True)
    figure = value.normalize(_FIFTEEN)
    return Stored(_plain(figure), shortened=not _same_double(value, figure))


def _same_double(left: Decimal, right: Decimal) -> bool:
    """Whether both are nearest to the same double."""
    exact, other = abs(Fraction(left)), abs(Fraction(right))
    step = Fraction(2) ** (max(_exponent(exact), _SMALLEST) - _FRACTION_BITS)
    return round(exact / step) == round(other / step)


def _exponent(value: Fraction) -> int:
    """The greatest n with 2 ** n <= value, of a value above 0."""
    guess = value.numerator.bit_length() - value.denominator.bit_length()
    return guess if Fraction(2) ** guess <= value else guess - 1


def _plain(value: Decimal) -> str:
    text = format(value, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text.removeprefix("+")
