"""Irrational numbers: forms that become rational, comparisons that are decided, and limits that hold."""

from __future__ import annotations

import pickle
import time
from fractions import Fraction

import pytest

from guiju.numbers import (
    Number,
    Radical,
    Real,
    Undecided,
    compare,
    exp,
    ln,
    log10,
    root,
    weighted_product,
)

F = Fraction
SQRT2, SQRT3 = root(F(2), 2), root(F(3), 2)


def real(x: Number) -> Real:
    """`x`, which must be irrational."""
    assert isinstance(x, Real)
    return x


@pytest.mark.parametrize(
    ("x", "n", "result"),
    [
        (F(4), 2, F(2)),
        (F(8, 27), 3, F(2, 3)),
        (F(-8), 3, F(-2)),
        (F(0), 5, F(0)),
        (F(1), 7, F(1)),
        (F(5), 1, F(5)),
        (F(10**36), 12, F(1000)),
        (F(3**700), 700, F(3)),
    ],
)
def test_perfect_roots_are_rational(x: Fraction, n: int, result: Fraction) -> None:
    assert root(x, n) == result
    assert isinstance(root(x, n), Fraction)


def test_roots_outside_the_domain() -> None:
    with pytest.raises(ValueError, match="no real root"):
        root(F(-1), 2)
    with pytest.raises(ValueError, match="no real root"):
        root(F(2), 0)


def test_the_degree_of_a_radical_is_the_least() -> None:
    fourth = real(root(F(4), 4))
    assert isinstance(fourth, Radical)
    assert (fourth.radicand, fourth.degree) == (F(2), 2)
    assert fourth == SQRT2
    assert hash(fourth) == hash(SQRT2)


@pytest.mark.parametrize(
    ("value", "result"),
    [
        (SQRT2 * SQRT2, F(2)),
        (SQRT2 / SQRT2, F(1)),
        (SQRT2 - SQRT2, F(0)),
        (SQRT2 * root(F(8), 2), F(4)),
        (root(F(8), 2) - 2 * SQRT2, F(0)),
        (root(F(2), 3) ** 3, F(2)),
        (root(F(2), 3) ** -3, F(1, 2)),
        (root(F(2), 3) * root(F(4), 3), F(2)),
        (SQRT2 * SQRT3 * root(F(6), 2), F(6)),
        (SQRT2 * root(F(2), 3) * root(F(2), 6), F(2)),
        ((1 + SQRT2) * (SQRT2 - 1), F(1)),
        ((1 + SQRT2) ** 2 - 2 * SQRT2, F(3)),
        (SQRT2 * (1 + SQRT3) - SQRT2 - root(F(6), 2), F(0)),
        (0 * SQRT2, F(0)),
        (SQRT2**0, F(1)),
        (ln(F(7)) - ln(F(7)), F(0)),
        (ln(F(7)) / ln(F(7)), F(1)),
        (exp(ln(F(7))), F(7)),
        (ln(exp(F(7))), F(7)),
        (ln(F(1)), F(0)),
        (exp(F(0)), F(1)),
        (log10(F(1)), F(0)),
        (log10(F(100_000)), F(5)),
        (log10(F(1, 10**40)), F(-40)),
        (abs(-SQRT2) - SQRT2, F(0)),
    ],
)
def test_what_is_rational_becomes_a_fraction(value: Number, result: Fraction) -> None:
    assert isinstance(value, Fraction)
    assert value == result


@pytest.mark.parametrize("n", range(81))
def test_powers_of_ten_are_seen(n: int) -> None:
    assert log10(F(10**n)) == n
    assert log10(F(1, 10**n)) == -n


@pytest.mark.parametrize(
    ("pairs", "result"),
    [
        ([], F(1)),
        ([(F(0), F(1, 2)), (F(5), F(1, 2))], F(0)),
        ([(F(0), F(0)), (F(5), F(1))], F(5)),
        ([(F(4), F(1, 2)), (F(9), F(1, 2))], F(6)),
        ([(F(2), F(1, 2)), (F(8), F(1, 2))], F(4)),
        ([(F(60), F(3333, 10_000)), (F(60), F(6667, 10_000))], F(60)),
        ([(F(60), F(1, 10**18)), (F(60), 1 - F(1, 10**18))], F(60)),
        ([(SQRT2, F(1, 2)), (F(2), F(3, 4))], F(2)),
        ([(3 * SQRT2, F(2))], F(18)),
        ([(1 + SQRT2, F(2)), (SQRT2 - 1, F(2))], F(1)),
        ([(F(4), F(-1, 2))], F(1, 2)),
    ],
)
def test_weighted_products_that_are_rational(pairs: list[tuple[Number, Fraction]], result: Fraction) -> None:
    value = weighted_product(pairs)
    assert compare(value, result) == 0
    assert isinstance(value, Fraction)


def test_weighted_products_outside_the_domain() -> None:
    with pytest.raises(ValueError, match="negative"):
        weighted_product([(F(-1), F(1, 2))])
    with pytest.raises(ZeroDivisionError):
        weighted_product([(F(0), F(-1, 2))])
    with pytest.raises(Undecided):
        weighted_product([(F(2), F(10**12))])


def test_weighted_product_with_a_huge_common_denominator() -> None:
    pairs = [(F(80), F(1, 997)), (F(90), F(1, 991)), (F(70), 1 - F(1, 997) - F(1, 991))]
    value = weighted_product(pairs)
    assert compare(value, F(70)) == 1
    assert compare(value, F(71)) == -1
    assert compare(value, weighted_product(pairs)) == 0


@pytest.mark.parametrize(
    ("a", "b", "sign"),
    [
        (SQRT2, F(7, 5), 1),
        (SQRT2, F(3, 2), -1),
        (SQRT2, SQRT3, -1),
        (-SQRT2, -SQRT3, 1),
        (-SQRT2, SQRT3, -1),
        (SQRT2, root(F(4), 4), 0),
        (2 * SQRT2, root(F(8), 2), 0),
        (root(F(10**36 + 1), 2), F(10**18), 1),
        (root(F(10**600 + 1), 2), F(10**300), 1),
        (SQRT2 + SQRT3, root(F(5) + 2 * 2, 2), 1),
        (exp(F(1)), F(2718281828459045, 10**15), 1),
        (exp(F(1)), F(2718281828459046, 10**15), -1),
        (ln(F(10)), F(2302585092994045684017991454684, 10**30), 1),
        (ln(F(10)), F(2302585092994045684017991454685, 10**30), -1),
        (exp(F(-500)), F(0), 1),
    ],
)
def test_compare(a: Number, b: Number, sign: int) -> None:
    assert compare(a, b) == sign
    assert compare(b, a) == -sign


def test_integer_powers_decide_what_digits_cannot() -> None:
    # These roots differ by about 10**-600.
    near, far = root(F(10**1200 + 1), 2), F(10**600)
    assert compare(near, far) == 1
    assert compare(-near, -far) == -1


def test_equal_expressions_are_equal() -> None:
    def value() -> Number:
        return (ln(F(7)) + exp(SQRT2)) / (1 + ln(F(3)) ** 2) - root(F(5), 3)

    assert value() == value()
    assert compare(value(), value()) == 0
    assert ln(F(2)) + SQRT2 == SQRT2 + ln(F(2))
    assert ln(F(2)) * SQRT2 == SQRT2 * ln(F(2))


def test_equal_numbers_of_different_form_stay_undecided() -> None:
    with pytest.raises(Undecided):
        compare(ln(F(6)), ln(F(2)) + ln(F(3)))


def test_division_by_zero() -> None:
    zero = ln(F(6)) - ln(F(2)) - ln(F(3))
    with pytest.raises(ZeroDivisionError):
        SQRT2 / 0
    with pytest.raises(ZeroDivisionError):
        SQRT2 / (SQRT2 - SQRT2)
    with pytest.raises(Undecided):
        1 / zero


def test_division_by_nearly_zero_raises_precision() -> None:
    small = root(F(10**80 + 1), 2) - 10**40  # about 10**-40 / 2
    low, high = real(1 / small).bounds(6)
    assert low < 2 * 10**40 + 1
    assert high > 2 * 10**40
    assert high - low <= F(1, 10**6)


def test_there_is_no_order_by_accident() -> None:
    with pytest.raises(TypeError):
        assert SQRT2 < SQRT3  # type: ignore[operator]
    assert F(2) != SQRT2


def test_logarithms_outside_the_domain() -> None:
    for bad in (F(0), F(-1), -SQRT2):
        with pytest.raises(ValueError, match="not positive"):
            ln(bad)
        with pytest.raises(ValueError, match="not positive"):
            log10(bad)


def test_too_large_numbers_are_refused_at_once() -> None:
    with pytest.raises(Undecided):
        exp(F(10**18))
    with pytest.raises(Undecided):
        exp(exp(exp(F(10))))
    with pytest.raises(Undecided):
        real(ln(F(2))) ** 10_001


def test_nesting_is_limited() -> None:
    def tower(height: int) -> Number:
        value = F(2) + SQRT2
        for _ in range(height):
            value = ln(value) + 2
        return value

    assert compare(tower(40), F(3)) == 1
    with pytest.raises(Undecided):
        tower(1000)


def test_long_sums_and_products_are_flat() -> None:
    total, product = F(0) + SQRT2, F(1) * SQRT2
    for n in range(2, 500):
        total = total + ln(F(n))
        product = product * ln(F(n + 1))
    assert real(total).depth == real(product).depth == 2
    assert compare(total, F(2600)) == 1


def test_bounds_do_not_depend_on_what_was_asked_before() -> None:
    first, second = (real(root(F(7), 3) + ln(F(5))) for _ in range(2))
    first.bounds(200)
    assert first.bounds(12) == second.bounds(12)


def test_reals_can_be_stored() -> None:
    value = real(SQRT2 + ln(F(2)))
    assert pickle.loads(pickle.dumps(value)) == value


def test_repr_is_short() -> None:
    assert repr(SQRT2).startswith("<Radical ≈ 1.41421356")


def test_a_geometric_mean_of_a_whole_table_is_quick() -> None:
    pairs = [(F(10**19 + 7**n % 10**9, 10**17 + n), F(1 + n % 5, 97)) for n in range(31)]
    best = 1.0
    for digits in range(12, 17):
        value = real(weighted_product(pairs))
        start = time.perf_counter()
        value.bounds(digits)
        best = min(best, time.perf_counter() - start)
    assert best < 0.003  # a millisecond at most on the machines we know
