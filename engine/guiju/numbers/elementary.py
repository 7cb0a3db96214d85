"""The functions that lead out of the rationals: roots, weighted products, logarithms, the exponential.

A number outside the domain (the root or the logarithm of a negative number) is a `ValueError`: the caller
checks first.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import lcm
from typing import Final

from .algebra import (
    MAX_DEGREE,
    MAX_RADICAND_BITS,
    compare,
    form_depth,
    form_key,
    number_bounds,
    radical,
    scaled_radical,
    size,
)
from .real import Exp, Log, Number, Real, Undecided

MAX_EXP: Final = 10_000  # the largest argument of `exp`: its value has 4343 digits
_ZERO: Final = Fraction(0)
_ONE: Final = Fraction(1)


def root(x: Fraction, n: int) -> Number:
    """The real n-th root, n >= 1; a `Fraction` when it is one. Odd roots of negative numbers are negative."""
    if n < 1 or (x < 0 and n % 2 == 0):
        raise ValueError(f"no real root of degree {n}")
    return -weighted_product([(-x, Fraction(1, n))]) if x < 0 else weighted_product([(x, Fraction(1, n))])


def weighted_product(pairs: Sequence[tuple[Number, Fraction]]) -> Number:
    """Π base ** exponent, for bases >= 0; `Fraction` when the product is rational and can be seen to be.

    A zero base with a positive exponent makes the product 0, an exponent of 0 makes a factor 1, a zero base
    with a negative exponent raises `ZeroDivisionError`. Up to a common denominator of the exponents near a
    thousand the product is one radical and therefore compares exactly; beyond that it is e ** Σ exponent *
    ln base.
    """
    rationals, others = _grouped(pairs)
    if any(base < 0 for base in rationals):
        raise ValueError("the base of a real power is negative")
    if any(base == 0 and exponent < 0 for base, exponent in rationals.items()):
        raise ZeroDivisionError("zero to a negative power")
    if any(base == 0 for base in rationals):
        return _ZERO
    product = _rational_bases(tuple(rationals.items()))
    for base, exponent in others:
        product = product * _real_base(base, exponent)
    return product


def _grouped(
    pairs: Iterable[tuple[Number, Fraction]],
) -> tuple[dict[Fraction, Fraction], tuple[tuple[Real, Fraction], ...]]:
    """(rational, other) bases: equal ones joined, radicals taken apart, factors that are 1 left out."""
    rationals: dict[Fraction, Fraction] = {}
    others: dict[Real, Fraction] = {}
    for base, exponent in pairs:
        simple = scaled_radical(base)
        if simple is None:
            assert isinstance(base, Real)
            others[base] = others.get(base, _ZERO) + exponent
            continue
        coefficient, radicand, degree = simple
        for part, power in ((coefficient, exponent), (radicand, exponent / degree)):
            rationals[part] = rationals.get(part, _ZERO) + power
    return {b: e for b, e in rationals.items() if e and b != 1}, tuple((b, e) for b, e in others.items() if e)


def _rational_bases(pairs: tuple[tuple[Fraction, Fraction], ...]) -> Number:
    whole = _ONE
    for base, exponent in pairs:
        power = int(exponent)
        if size(base) * abs(power) > MAX_RADICAND_BITS:
            raise Undecided("a power is too large")
        whole *= base**power
    parts = tuple((base, exponent - int(exponent)) for base, exponent in pairs if exponent.denominator > 1)
    degree = lcm(*(exponent.denominator for _, exponent in parts))
    if degree <= MAX_DEGREE and sum(size(b) * abs(e) * degree for b, e in parts) <= MAX_RADICAND_BITS:
        radicand = _ONE
        for base, exponent in parts:
            radicand *= base ** int(exponent * degree)
        return whole * radical(radicand, degree)
    logarithm: Number = _ZERO
    for base, exponent in parts:
        logarithm = logarithm + ln(base) * exponent
    return whole * exp(logarithm)


def _real_base(base: Real, exponent: Fraction) -> Number:
    if exponent.denominator == 1:
        return base ** int(exponent)
    return exp(ln(base) * exponent)


def ln(x: Number) -> Number:
    """The natural logarithm of x > 0; ln 1 is 0 and ln of an `exp` is its argument."""
    if compare(x, _ZERO) <= 0:
        raise ValueError("no logarithm of a number that is not positive")
    if isinstance(x, Exp):
        return x.argument
    return _ZERO if x == 1 else Log(x, key=form_key("ln", x), depth=form_depth((x,)))


def log10(x: Number) -> Number:
    """The decimal logarithm of x > 0, a `Fraction` for powers of ten."""
    if isinstance(x, Fraction) and x > 0:
        larger = max(x, 1 / x)
        exponent = larger.numerator.bit_length() * 3 // 10 - 1  # from the length, at most a little too small
        while 10**exponent < larger:
            exponent += 1
        if 10**exponent == larger:
            return Fraction(exponent if x > 1 else -exponent)
    return ln(x) / ln(Fraction(10))


def exp(x: Number) -> Number:
    """e ** x. Raises `Undecided` if |x| is above `MAX_EXP`."""
    low, high = number_bounds(x, 2)
    if low < -MAX_EXP or high > MAX_EXP:
        raise Undecided("the argument of the exponential is too large")
    if isinstance(x, Log):
        return x.argument
    return _ONE if x == 0 else Exp(x, key=form_key("exp", x), depth=form_depth((x,)))
