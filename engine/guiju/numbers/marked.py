"""Numbers that an earlier rounding left on a 5, with the mark of GB/T 8170 that says on which side the truth lies.

`16.50(+)` was rounded down and is really a little more, `16.50(-)` was rounded up and is really a little less. Whoever
rounds such a number again goes by the mark, and two roundings then give what one would have given.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any, Final, overload

from .real import Number

# Right behind the digits; what follows may be a unit.
_MARK: Final = re.compile(r"(?<=[0-9０-９]) {0,4}[(（]([+＋－−-])[)）] {0,4}")


class Marked(Fraction):
    """A number whose true value is a little larger (`mark` 1) or smaller (`mark` -1) in amount.

    Arithmetic gives plain fractions: of a sum nobody knows on which side the truth lies. Equal to the fraction
    without the mark; `algebra.compare` tells the two apart. Made by `marked`.
    """

    __slots__ = ("mark",)
    mark: int

    def __new__(cls, value: Fraction, mark: int) -> Marked:
        self = super().__new__(cls, value)
        self.mark = mark
        return self

    def __repr__(self) -> str:
        return f"<{Fraction(self)}{mark_text(self)}>"

    def __copy__(self) -> Marked:
        return self

    def __deepcopy__(self, memo: Any) -> Marked:
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return Marked, (Fraction(self), self.mark)


def marked(value: Fraction, mark: int) -> Fraction:
    """`value` with the mark 1 or -1; 0 gives the plain fraction.

    Raises ValueError for another mark, and for a zero with a mark, which was rounded to no digit that could be a 5.
    """
    if mark not in (-1, 0, 1):
        raise ValueError("a mark is 1, 0 or -1")
    if mark and not value:
        raise ValueError("a zero has no mark")
    return Marked(value, mark) if mark else Fraction(value)


def mark_of(x: Number) -> int:
    """The mark of a number, 0 where it has none."""
    return x.mark if isinstance(x, Marked) else 0


def mark_text(x: Number) -> str:
    """`(+)`, `(-)`, or nothing: what stands behind the digits of a number."""
    return ("", "(+)", "(-)")[mark_of(x)]


def leaning(x: Fraction) -> int:
    """On which side of `x` the true value lies: 1 above, -1 below, 0 where there is no mark."""
    mark = mark_of(x)
    return -mark if x.numerator < 0 else mark


@overload
def scaled(x: Fraction, factor: Fraction) -> Fraction: ...


@overload
def scaled(x: Number, factor: Fraction) -> Number: ...


def scaled(x: Number, factor: Fraction) -> Number:
    """`x × factor`, the same number in another unit: it keeps its mark. `factor` is not zero."""
    return Marked(x * factor, x.mark) if isinstance(x, Marked) else x * factor


def split_mark(text: str) -> tuple[str, int]:
    """The text of a number without its mark, and the mark: `16.50(+) 分` is `16.50 分` and 1."""
    found = _MARK.search(text)
    if found is None:
        return text, 0
    rest = text[found.end() :]
    whole = f"{text[: found.start()]} {rest}" if rest else text[: found.start()]
    return whole, 1 if found.group(1) in "+＋" else -1
