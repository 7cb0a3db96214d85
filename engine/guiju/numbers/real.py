"""Irrational numbers: expressions that can be enclosed as tightly as anyone asks.

A `Real` is never rounded. It knows how to enclose itself between two rationals; a comparison asks for more
digits until the enclosures part. What is rational by algebra becomes a `Fraction` at once: `root(2, 2) *
root(2, 2)` is 2, and sums of roots are brought to a form in which only a true zero is zero. The forms:

    Radical   radicand ** (1 / degree), the degree as small as possible
    Log, Exp  of a rational or a Real
    Product   base ** integer * ...
    Sum       constant + coefficient * form + ...

This file is how forms are enclosed; `algebra` is how they are built and compared. The operators of `Real`
lead there, hence the imports inside them.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final, TypeAlias

from .kernels import Enclosure, exp_enclosure, ln_enclosure, root_enclosure

_MAX_BITS: Final = 1 << 20  # far beyond what any comparison asks for


class Undecided(ArithmeticError):
    """A comparison did not part within `algebra.MAX_DIGITS` digits, or a number is too large to enclose."""


class _NeedsMoreBits(Exception):
    """An enclosure is still too wide to divide by it or to take its logarithm."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Real(ABC):
    """An irrational number (or one that could not be seen to be rational). Immutable.

    `==` and `hash` mean "the same expression", which implies the same value but not the reverse: use
    `compare` for values. There is no `<`, so that nobody orders numbers by accident.
    """

    key: bytes = field(kw_only=True)
    depth: int = field(kw_only=True)
    _enclosures: dict[int, Enclosure] = field(default_factory=dict, kw_only=True)
    _bounds: dict[int, tuple[Fraction, Fraction]] = field(default_factory=dict, kw_only=True)

    @abstractmethod
    def _enclose(self, bits: int) -> Enclosure:
        """Integers low <= self * 2**bits <= high; their distance over 2**bits goes to 0 as `bits` grows."""

    def enclosure(self, bits: int) -> Enclosure:
        """`_enclose`, remembered per `bits` so that shared parts are computed once."""
        found = self._enclosures.get(bits)
        if found is None:
            found = self._enclosures[bits] = self._enclose(bits)
        return found

    def bounds(self, digits: int) -> tuple[Fraction, Fraction]:
        """(low, high) around the value with high - low <= 10**-digits; both have at most digits + 1 decimals.

        The same at every call, whatever was asked before.
        """
        found = self._bounds.get(digits)
        if found is None:
            found = self._bounds[digits] = self._narrow(10 ** (digits + 1))
        return found

    def _narrow(self, grid: int) -> tuple[Fraction, Fraction]:
        bits = grid.bit_length() + 8
        while bits <= _MAX_BITS:
            try:
                low, high = self.enclosure(bits)
            except _NeedsMoreBits:
                bits *= 2
                continue
            excess = ((high - low) * grid) >> bits
            if excess == 0:
                return Fraction((low * grid) >> bits, grid), Fraction(-((-high * grid) >> bits), grid)
            bits += excess.bit_length() + 4
        raise Undecided("the number is too large or its divisor too small to be enclosed")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Real) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)

    def __repr__(self) -> str:
        from .exact import shown

        return f"<{type(self).__name__} ≈ {shown(self, 12)[0]}>"

    def __add__(self, other: Number | int) -> Number:
        from .algebra import add

        return add(self, _number(other))

    __radd__ = __add__

    def __neg__(self) -> Number:
        return self * -1

    def __sub__(self, other: Number | int) -> Number:
        return self + -_number(other)

    def __rsub__(self, other: Fraction | int) -> Number:
        return -self + other

    def __mul__(self, other: Number | int) -> Number:
        from .algebra import multiply

        return multiply(self, _number(other))

    __rmul__ = __mul__

    def __truediv__(self, other: Number | int) -> Number:
        return self * _number(other) ** -1

    def __rtruediv__(self, other: Fraction | int) -> Number:
        return self**-1 * other

    def __pow__(self, exponent: int) -> Number:
        from .algebra import power

        return power(self, exponent)

    def __abs__(self) -> Number:
        from .algebra import compare

        return -self if compare(self, Fraction(0)) < 0 else self


Number: TypeAlias = Fraction | Real


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Radical(Real):
    """radicand ** (1 / degree); radicand > 0 is no p-th power for any prime factor p of the degree."""

    radicand: Fraction
    degree: int

    def _enclose(self, bits: int) -> Enclosure:
        return root_enclosure(self.radicand.numerator, self.radicand.denominator, self.degree, bits)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Log(Real):
    """The natural logarithm of a positive number."""

    argument: Number

    def _enclose(self, bits: int) -> Enclosure:
        if isinstance(self.argument, Fraction):
            return ln_enclosure(self.argument.numerator, self.argument.denominator, bits)
        low, high = self.argument.enclosure(bits)
        if low <= 0:
            raise _NeedsMoreBits
        return ln_enclosure(low, 1 << bits, bits)[0], ln_enclosure(high, 1 << bits, bits)[1]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Exp(Real):
    """e to the power of a number of moderate size."""

    argument: Number

    def _enclose(self, bits: int) -> Enclosure:
        if isinstance(self.argument, Fraction):
            return exp_enclosure(self.argument.numerator, self.argument.denominator, bits)
        low, high = self.argument.enclosure(bits)
        if (high - low) >> bits:
            raise _NeedsMoreBits
        return exp_enclosure(low, 1 << bits, bits)[0], exp_enclosure(high, 1 << bits, bits)[1]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Product(Real):
    """Π base ** exponent, sorted by key; the base of a negative exponent is known not to be zero."""

    factors: tuple[tuple[Real, int], ...]

    def _enclose(self, bits: int) -> Enclosure:
        low = high = 1 << bits
        for base, exponent in self.factors:
            below, above = _integer_power(*base.enclosure(bits), exponent, bits)
            corners = (low * below, low * above, high * below, high * above)
            low, high = min(corners) >> bits, -(-max(corners) >> bits)
        return low, high


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Sum(Real):
    """constant + Σ coefficient * form, sorted by key; no coefficient is zero."""

    constant: Fraction
    terms: tuple[tuple[Fraction, Real], ...]

    def _enclose(self, bits: int) -> Enclosure:
        top, bottom = self.constant.numerator << bits, self.constant.denominator
        low, high = top // bottom, -(-top // bottom)
        for coefficient, form in self.terms:
            below, above = form.enclosure(bits)
            top, bottom = coefficient.numerator, coefficient.denominator
            ends = (top * below, top * above) if top > 0 else (top * above, top * below)
            low, high = low + ends[0] // bottom, high - (-ends[1] // bottom)
        return low, high


def _number(x: Number | int) -> Number:
    return Fraction(x) if isinstance(x, int) else x


def _integer_power(low: int, high: int, exponent: int, bits: int) -> Enclosure:
    """Encloses x ** exponent for low <= x * 2**bits <= high and exponent != 0."""
    if exponent < 0:
        if low <= 0 <= high:
            raise _NeedsMoreBits
        one = 1 << (2 * bits)
        low, high, exponent = one // high, -(-one // low), -exponent
    if exponent % 2 == 0:
        low, high = (0 if low <= 0 <= high else min(abs(low), abs(high))), max(abs(low), abs(high))
    shift = bits * (exponent - 1)
    return low**exponent >> shift, -(-(high**exponent) >> shift)
