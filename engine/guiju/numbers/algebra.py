"""How irrational numbers are built (what is rational becomes a `Fraction`) and how they are compared."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from fractions import Fraction
from math import lcm
from typing import Final

from .kernels import perfect_root
from .marked import leaning
from .real import Number, Product, Radical, Real, Sum, Undecided

MAX_DIGITS: Final = 400  # a comparison gives up here
MAX_DEPTH: Final = 100  # forms inside forms
MAX_EXPONENT: Final = 10_000  # of a factor in a Product
MAX_DEGREE: Final = 2_000  # of a Radical
MAX_RADICAND_BITS: Final = 60_000
_MAX_POWER_BITS: Final = 1 << 22
_MAX_EXPANDED: Final = 16  # products of sums of radicals are multiplied out up to so many terms
_QUICK_DIGITS: Final = 16


def form_key(kind: str, *parts: Number | int) -> bytes:
    """A digest of an expression: equal exactly when it was built alike."""
    digest = hashlib.blake2b(kind.encode(), digest_size=16)
    for part in parts:
        if isinstance(part, Real):
            digest.update(b"|" + part.key)
        else:
            digest.update(f"|{part.numerator:x}/{part.denominator:x}".encode())
    return digest.digest()


def form_depth(parts: Iterable[Number]) -> int:
    """Depth of a form over `parts`. Raises `Undecided` where recursion would become dangerous."""
    depth = 1 + max((part.depth for part in parts if isinstance(part, Real)), default=0)
    if depth > MAX_DEPTH:
        raise Undecided("irrational numbers are nested too deeply")
    return depth


def radical(radicand: Fraction, degree: int) -> Number:
    """radicand ** (1 / degree) for radicand > 0 and degree >= 1, rational if it is."""
    prime, rest = 2, degree
    while rest > 1:
        if prime * prime > rest:
            prime = rest
        while rest % prime == 0:
            rest //= prime
            smaller = perfect_fraction_root(radicand, prime)
            if smaller is not None:
                radicand, degree = smaller, degree // prime
        prime += 1
    if degree == 1:
        return radicand
    return Radical(radicand, degree, key=form_key("radical", radicand, degree), depth=1)


def perfect_fraction_root(x: Fraction, degree: int) -> Fraction | None:
    """The rational r with r ** degree == x for x >= 0, or None."""
    top = perfect_root(x.numerator, degree)
    bottom = perfect_root(x.denominator, degree) if top is not None else None
    return Fraction(top, bottom) if top is not None and bottom is not None else None


def _linear(x: Number) -> tuple[Fraction, tuple[tuple[Fraction, Real], ...]]:
    """x as constant and terms."""
    if isinstance(x, Fraction):
        return x, ()
    return (x.constant, x.terms) if isinstance(x, Sum) else (Fraction(0), ((Fraction(1), x),))


def _sum(constant: Fraction, terms: Iterable[tuple[Fraction, Real]]) -> Number:
    kept = tuple(sorted((t for t in terms if t[0]), key=lambda term: term[1].key))
    if not kept:
        return constant
    if constant == 0 and len(kept) == 1 and kept[0][0] == 1:
        return kept[0][1]
    parts = [part for term in kept for part in term]
    return Sum(constant, kept, key=form_key("sum", constant, *parts), depth=form_depth(parts))


def add(a: Number, b: Number) -> Number:
    """a + b."""
    (constant, terms), (more, new) = _linear(a), _linear(b)
    found = {form.key: (coefficient, form) for coefficient, form in terms}
    for coefficient, form in new:
        ratio, like = _like_term(form, found)
        old = found[like.key][0] if like.key in found else Fraction(0)
        found[like.key] = (old + coefficient * ratio, like)
    return _sum(constant + more, found.values())


def _like_term(form: Real, found: dict[bytes, tuple[Fraction, Real]]) -> tuple[Fraction, Real]:
    """(ratio, like) with form = ratio * like and `like` in `found` if there is such a one, else (1, form).

    Radicals no two of which have a rational ratio are linearly independent over the rationals, so after
    this a sum of radicals is zero only when no term is left. Radicals of least degree have one only if
    their degrees are equal.
    """
    if form.key not in found and isinstance(form, Radical):
        for _, other in found.values():
            if isinstance(other, Radical) and other.degree == form.degree:
                ratio = perfect_fraction_root(form.radicand / other.radicand, form.degree)
                if ratio is not None:
                    return ratio, other
    return Fraction(1), form


def _scale(x: Number, factor: Fraction) -> Number:
    constant, terms = _linear(x)
    return _sum(constant * factor, ((coefficient * factor, form) for coefficient, form in terms))


def _monomial(x: Number) -> tuple[Fraction, tuple[tuple[Real, int], ...]]:
    """x as coefficient and factors. A Sum is scaled so that s and 2 * s are powers of the same base."""
    if isinstance(x, Fraction):
        return x, ()
    if isinstance(x, Sum):
        coefficient, form = x.terms[0]
        if x.constant == 0 and len(x.terms) == 1:
            return coefficient, _monomial(form)[1]
        scaled = x if coefficient == 1 else _scale(x, 1 / coefficient)
        return coefficient, ((scaled, 1),) if isinstance(scaled, Real) else ()
    return Fraction(1), x.factors if isinstance(x, Product) else ((x, 1),)


def _product(coefficient: Fraction, factors: Iterable[tuple[Real, int]]) -> Number:
    found: dict[bytes, tuple[Real, int]] = {}
    root: Number = Fraction(1)
    for base, exponent in factors:
        joined = _join_radicals(root, base, exponent) if isinstance(base, Radical) else None
        if joined is not None:
            coefficient, root = coefficient * joined[0], joined[1]
        else:
            found[base.key] = (base, exponent + (found[base.key][1] if base.key in found else 0))
    if isinstance(root, Real):
        found[root.key] = (root, 1 + (found[root.key][1] if root.key in found else 0))
    kept = tuple(sorted((f for f in found.values() if f[1]), key=lambda factor: factor[0].key))
    if any(abs(exponent) > MAX_EXPONENT for _, exponent in kept):
        raise Undecided("the exponent of an irrational number is too large")
    if not kept:
        return coefficient
    if len(kept) == 1 and kept[0][1] == 1:
        return _scale(kept[0][0], coefficient)
    parts = [part for factor in kept for part in factor]
    depth = form_depth(base for base, _ in kept)
    return _scale(Product(kept, key=form_key("product", *parts), depth=depth), coefficient)


def _join_radicals(root: Number, base: Radical, exponent: int) -> tuple[Fraction, Number] | None:
    """root * base ** exponent as rational and radical (or 1); None if the radicand would become too large."""
    whole, part = divmod(exponent, base.degree)
    other, degree = (root.radicand, root.degree) if isinstance(root, Radical) else (Fraction(1), 1)
    common = lcm(degree, base.degree)
    power, other_power = part * (common // base.degree), common // degree
    bits = size(base.radicand) * max(abs(whole), power) + size(other) * other_power
    if common > MAX_DEGREE or bits > MAX_RADICAND_BITS:
        return None
    joined = radical(base.radicand**power * other**other_power, common)
    rational = base.radicand**whole
    return (rational * joined, Fraction(1)) if isinstance(joined, Fraction) else (rational, joined)


def multiply(a: Number, b: Number) -> Number:
    """a * b."""
    if isinstance(a, Fraction) or isinstance(b, Fraction):
        return _scale(b, a) if isinstance(a, Fraction) else _scale(a, b) if isinstance(b, Fraction) else a
    count = _radical_terms(a) * _radical_terms(b)
    if 0 < count <= _MAX_EXPANDED:
        return _expanded(a, b)
    (coefficient, factors), (other, more) = _monomial(a), _monomial(b)
    return _product(coefficient * other, factors + more)


def _radical_terms(x: Real) -> int:
    """How many radicals x is a sum of; 0 if it is something else."""
    terms = _linear(x)[1]
    return len(terms) if all(isinstance(form, Radical) for _, form in terms) else 0


def _expanded(a: Real, b: Real) -> Number:
    """(r + s + ...) * b term by term, so that (1 + √2) * (√2 - 1) is 1."""
    constant, terms = _linear(a)
    total = _scale(b, constant)
    for coefficient, form in terms:
        total = add(total, _times_radical(b, coefficient, form))
    return total


def _times_radical(x: Real, coefficient: Fraction, form: Real) -> Number:
    constant, terms = _linear(x)
    total = _scale(form, constant * coefficient)
    for other, radicand in terms:
        total = add(total, _product(coefficient * other, ((form, 1), (radicand, 1))))
    return total


def power(x: Real, exponent: int) -> Number:
    """x ** exponent for an integer exponent. Raises `ZeroDivisionError` and `Undecided`."""
    if exponent < 0 and compare(x, Fraction(0)) == 0:
        raise ZeroDivisionError("division by an expression that is zero")
    coefficient, factors = _monomial(x)
    if 1 < exponent <= _MAX_EXPANDED and isinstance(factors[0][0], Sum) and _radical_terms(x):
        return x * power(x, exponent - 1)
    return _product(coefficient**exponent, tuple((base, power * exponent) for base, power in factors))


def size(x: Fraction) -> int:
    """Bits of numerator and denominator."""
    return x.numerator.bit_length() + x.denominator.bit_length()


def compare(a: Number, b: Number) -> int:
    """-1, 0 or 1 as a is less than, equal to or greater than b. Raises `Undecided`.

    Exact for rationals and for sums of roots; everything else is told apart by raising precision, so that
    two equal numbers of different form (such as ln 6 and ln 2 + ln 3) stay undecided. Of two equal numbers
    the marks decide: 16.50(-) < 16.5 < 16.50(+) (GB/T 8170, 4.3.2: a value that was rounded is compared as what it
    was rounded from).
    """
    if isinstance(a, Fraction) and isinstance(b, Fraction):
        if a == b:
            left, right = leaning(a), leaning(b)
            return (left > right) - (left < right)
        return 1 if a > b else -1
    (low, high), (other_low, other_high) = number_bounds(a, _QUICK_DIGITS), number_bounds(b, _QUICK_DIGITS)
    if low > other_high or high < other_low:
        return 1 if low > other_high else -1
    difference = add(a, -b)
    if isinstance(difference, Fraction):
        return (difference > 0) - (difference < 0)
    digits = 2 * _QUICK_DIGITS
    while True:
        low, high = difference.bounds(digits)
        if low > 0 or high < 0:
            return 1 if low > 0 else -1
        if digits == MAX_DIGITS:
            return _compare_powers(a, b)
        digits = min(2 * digits, MAX_DIGITS)


def number_bounds(x: Number, digits: int) -> tuple[Fraction, Fraction]:
    """`Real.bounds`, or (x, x)."""
    return (x, x) if isinstance(x, Fraction) else x.bounds(digits)


def _compare_powers(a: Number, b: Number) -> int:
    """Tells two different rational multiples of radicals apart however close they are, by integer powers."""
    left, right = scaled_radical(a), scaled_radical(b)
    if left is None or right is None:
        raise Undecided(f"two numbers agree to {MAX_DIGITS} digits and cannot be told apart")
    if (left[0] > 0) != (right[0] > 0):
        return 1 if left[0] > 0 else -1
    common = lcm(left[2], right[2])
    if max(size(side[0]) + size(side[1]) // side[2] + 1 for side in (left, right)) * common > _MAX_POWER_BITS:
        raise Undecided("two roots agree to many digits and are too long for integer powers")
    high, low = (abs(side[0]) ** common * side[1] ** (common // side[2]) for side in (left, right))
    return ((high > low) - (high < low)) * (1 if left[0] > 0 else -1)


def scaled_radical(x: Number) -> tuple[Fraction, Fraction, int] | None:
    """x as coefficient * radicand ** (1 / degree), or None if it has no such form."""
    coefficient, factors = _monomial(x)
    if not factors:
        return coefficient, Fraction(1), 1
    base, exponent = factors[0]
    if isinstance(base, Radical) and len(factors) == exponent == 1:
        return coefficient, base.radicand, base.degree
    return None
