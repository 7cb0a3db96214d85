"""Roots, powers, logarithms and the exponential to 50 digits and more, by decimal arithmetic; exact where they are."""

from __future__ import annotations

from decimal import Context, Decimal
from fractions import Fraction

from tests.differential.values import INF, End, Number, Why, number, undefined

_CONTEXT = Context(prec=80, Emax=10**6, Emin=-(10**6))


def _decimal(x: Fraction) -> Decimal:
    return _CONTEXT.divide(Decimal(x.numerator), Decimal(x.denominator))


def _whole_root(n: int, k: int) -> int | None:
    """The whole k-th root of n, by halving."""
    low, high = 0, 1 << (n.bit_length() // k + 1)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if middle**k <= n else (low, middle - 1)
    return low if low**k == n else None


def power(x: Fraction, exponent: Fraction) -> tuple[Fraction, bool]:
    """x ** exponent of x ≥ 0, and whether it is only rough."""
    if exponent.denominator == 1 and (x != 0 or exponent > 0):
        return x ** int(exponent), False
    if x in (0, 1):
        return x, False
    top, bottom = (_whole_root(n, exponent.denominator) for n in (x.numerator, x.denominator))
    if top is not None and bottom is not None:
        return Fraction(top, bottom) ** exponent.numerator, False
    return Fraction(_CONTEXT.power(_decimal(x), _decimal(exponent))), True


def ln(x: Fraction) -> tuple[Fraction, bool]:
    return (Fraction(0), False) if x == 1 else (Fraction(_CONTEXT.ln(_decimal(x))), True)


def log10(x: Fraction) -> tuple[Fraction, bool]:
    result = Fraction(_CONTEXT.log10(_decimal(x)))
    exact = result.denominator == 1 and Fraction(10) ** int(result) == x
    return result, not exact


def exp(x: Fraction) -> tuple[Fraction, bool]:
    return (Fraction(1), False) if x == 0 else (Fraction(_CONTEXT.exp(_decimal(x))), True)


def applied(name: str, x: Number, exponent: Fraction = Fraction(1)) -> Number:
    """A function that rises over its domain: roots and powers from 0, logarithms above 0, the exponential everywhere.

    Section 6.5: outside the domain it is undefined; what may be undefined has no bounds.
    """
    excluded = name in ("ln", "log10") or (name == "power" and exponent < 0)
    if name != "exp" and (x.low < 0 or (excluded and x.low == 0)):
        return undefined(x.why)
    functions = {"ln": ln, "log10": log10, "exp": exp}
    rough = False

    def at(end: End, unbounded: End) -> End:
        nonlocal rough
        if isinstance(end, float):
            return unbounded
        result, is_rough = functions[name](end) if name in functions else power(end, exponent)
        rough = rough or is_rough
        return result

    low, high = at(x.low, Fraction(0)), at(x.high, INF)
    if name == "power" and exponent < 0:
        low, high = at(x.high, Fraction(0)), at(x.low, INF)
    return number(low, high, Why(x.why.state, x.why.causes, x.why.loose, x.why.rough or rough))
