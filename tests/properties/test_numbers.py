"""Properties of the numbers: enclosures hold the truth, rounding is a projection, text comes back.

The truth about irrational numbers is taken from `decimal` at 60 digits, which shares no code with the engine.
"""

from __future__ import annotations

from decimal import Context, Decimal, localcontext
from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from guiju.numbers import (
    Number,
    NumberError,
    Real,
    RoundingMode,
    Undecided,
    compare,
    decimal_text,
    exact_text,
    exp,
    interval,
    ln,
    number_bounds,
    parse_number,
    root,
    round_to,
    shown,
    terminates,
    weighted_product,
)
from guiju.numbers.interval import Pair
from guiju.numbers.kernels import exp_enclosure, floor_root, ln_enclosure, perfect_root, root_enclosure

PRECISE = Context(prec=60, Emax=10**6, Emin=-(10**6))
SLACK = Fraction(1, 10**50)  # relative error allowed to the truth of `decimal`

rationals = st.fractions(min_value=-1000, max_value=1000, max_denominator=1000)
positive = st.fractions(min_value=Fraction(1, 1000), max_value=1000, max_denominator=1000)
decimals = st.builds(Fraction, st.integers(1 - 10**18, 10**18 - 1), st.integers(0, 12).map(lambda n: 10**n))
modes = st.sampled_from(RoundingMode)
intervals = st.sampled_from(
    [Fraction(t) for t in ("1", "0.1", "0.01", "0.5", "0.2", "5", "20", "100", "1/3")]
)


# --- text -------------------------------------------------------------------------------------------------


@given(decimals)
def test_decimal_text_comes_back(x: Fraction) -> None:
    assert parse_number(decimal_text(x, 18)) == x
    assert shown(x, 18) == (decimal_text(x, 18), True)


@given(st.text(max_size=80) | st.text("0123456789.,:_+-−－１e xX(", max_size=60))
def test_any_text_is_a_number_or_a_named_fault(text: str) -> None:
    try:
        value = parse_number(text)
    except NumberError:
        return
    assert parse_number(decimal_text(value, 18)) == value


@given(rationals, st.integers(0, 9))
def test_decimal_text_is_within_half_a_unit(x: Fraction, places: int) -> None:
    assert abs(parse_number(decimal_text(x, places)) - x) <= Fraction(1, 2 * 10**places)
    assert shown(x, places)[1] is (parse_number(decimal_text(x, places)) == x)


@given(rationals)
def test_exact_text_comes_back(x: Fraction) -> None:
    assert Fraction(exact_text(x)) == x


@given(rationals)
def test_terminates_is_the_least_number_of_decimals(x: Fraction) -> None:
    places = terminates(x)
    if places is None:
        assert all((x * 10**n).denominator > 1 for n in range(12))
    else:
        assert (x * 10**places).denominator == 1
        assert places == 0 or (x * 10 ** (places - 1)).denominator > 1


def test_arithmetic_is_not_binary() -> None:
    assert parse_number("0.1") + parse_number("0.2") == parse_number("0.3")
    assert Fraction(1, 3) * 3 >= 1
    assert sum([parse_number("33.3"), parse_number("33.3"), parse_number("33.4")]) == 100


# --- rounding ---------------------------------------------------------------------------------------------


@given(rationals, intervals, modes)
def test_rounding_gives_a_near_multiple_once_and_for_all(
    x: Fraction, unit: Fraction, mode: RoundingMode
) -> None:
    result = round_to(x, unit, mode)
    assert (result / unit).denominator == 1
    assert abs(result - x) < unit
    assert round_to(result, unit, mode) == result
    assert round_to(-x, unit, mode) == -result
    if mode in (RoundingMode.half_even, RoundingMode.half_up):
        assert abs(result - x) <= unit / 2


@given(rationals, rationals, intervals, modes)
def test_rounding_keeps_order(x: Fraction, y: Fraction, unit: Fraction, mode: RoundingMode) -> None:
    assert round_to(min(x, y), unit, mode) <= round_to(max(x, y), unit, mode)


@given(st.integers(-1000, 1000), intervals)
def test_halves(n: int, unit: Fraction) -> None:
    half = (n + Fraction(1, 2)) * unit
    even = round_to(half, unit, RoundingMode.half_even) / unit
    assert even.numerator % 2 == 0
    assert abs(round_to(half, unit, RoundingMode.half_up)) > abs(half)


@given(positive, st.integers(2, 9), intervals, modes)
def test_irrational_numbers_round_like_their_neighbours(
    x: Fraction, n: int, unit: Fraction, mode: RoundingMode
) -> None:
    value = root(x, n)
    low, high = number_bounds(value, 60)
    assert round_to(low, unit, mode) <= round_to(value, unit, mode) <= round_to(high, unit, mode)
    assert round_to(-value, unit, mode) == -round_to(value, unit, mode)


# --- enclosures -------------------------------------------------------------------------------------------


def holds(x: Number, truth: Decimal) -> None:
    """`x` and the value of `decimal` agree at several precisions."""
    exact = Fraction(truth)
    slack = max(Fraction(1), abs(exact)) * SLACK
    for digits in (1, 12, 30):
        low, high = number_bounds(x, digits)
        assert low <= high
        assert high - low <= Fraction(1, 10**digits)
        assert low - slack <= exact <= high + slack


def precise(x: Fraction) -> Decimal:
    """`x` as a decimal of 60 digits."""
    return PRECISE.divide(Decimal(x.numerator), Decimal(x.denominator))


@given(positive)
def test_ln_is_enclosed(x: Fraction) -> None:
    holds(ln(x), PRECISE.ln(precise(x)))


@given(st.fractions(min_value=-50, max_value=50, max_denominator=1000))
def test_exp_is_enclosed(x: Fraction) -> None:
    holds(exp(x), PRECISE.exp(precise(x)))


@given(positive, st.integers(1, 60))
def test_roots_are_enclosed_and_come_back(x: Fraction, n: int) -> None:
    value = root(x, n)
    holds(value, PRECISE.exp(PRECISE.divide(PRECISE.ln(precise(x)), Decimal(n))))
    assert value**n == x


@given(st.lists(st.tuples(positive, st.integers(1, 40)), min_size=1, max_size=6))
def test_weighted_means_are_enclosed_and_lie_between(pairs: list[tuple[Fraction, int]]) -> None:
    total = sum(weight for _, weight in pairs)
    value = weighted_product([(base, Fraction(weight, total)) for base, weight in pairs])
    with localcontext(PRECISE):
        logarithm = sum((precise(b).ln() * w for b, w in pairs), Decimal(0))
        holds(value, (logarithm / total).exp())
    assert compare(value, min(base for base, _ in pairs)) >= 0
    assert compare(value, max(base for base, _ in pairs)) <= 0


@st.composite
def expressions(draw: st.DrawFn) -> tuple[Number, Decimal]:
    """A number built by random operations, and the same by `decimal`."""
    x = draw(positive)
    value: Number = x
    truth = precise(x)
    with localcontext(PRECISE):
        for _ in range(draw(st.integers(1, 8))):
            y = draw(positive)
            match draw(st.sampled_from(["+", "-", "*", "/", "r/", "root", "ln", "square", "self"])):
                case "+":
                    value, truth = value + y, truth + precise(y)
                case "-":
                    value, truth = y - value, precise(y) - truth
                case "*":
                    value, truth = value * -y, truth * -precise(y)
                case "/":
                    value, truth = value / y, truth / precise(y)
                case "r/":
                    assume(abs(truth) > Decimal("0.01"))
                    value, truth = y / value, precise(y) / truth
                case "root":
                    value, truth = value + root(y, 3), truth + (precise(y).ln() / 3).exp()
                case "ln":
                    value, truth = value * ln(y), truth * precise(y).ln()
                case "square":
                    assume(abs(truth) < 10**4)
                    value, truth = value**2, truth**2
                case _:
                    value, truth = value + value, truth + truth
    return value, truth


@given(expressions())
def test_expressions_are_enclosed(pair: tuple[Number, Decimal]) -> None:
    value, truth = pair
    assume(abs(truth) < 10**9)
    low, high = number_bounds(value, 20)
    assert low - Fraction(1, 10**30) <= Fraction(truth) <= high + Fraction(1, 10**30)


@given(expressions(), expressions())
def test_compare_agrees_with_decimal(a: tuple[Number, Decimal], b: tuple[Number, Decimal]) -> None:
    assume(abs(a[1] - b[1]) > Decimal("1e-30") * (1 + abs(a[1]) + abs(b[1])))
    assert compare(a[0], b[0]) == (1 if a[1] > b[1] else -1)
    assert compare(b[0], a[0]) == -compare(a[0], b[0])


@given(positive, positive, st.integers(2, 6), st.integers(2, 6))
def test_radicals_compare_like_their_powers(x: Fraction, y: Fraction, m: int, n: int) -> None:
    powers = x**n, y**m
    assert compare(root(x, m), root(y, n)) == (powers[0] > powers[1]) - (powers[0] < powers[1])


@given(st.lists(st.tuples(rationals, st.integers(2, 30)), max_size=5), rationals)
def test_sums_of_square_roots_cancel(terms: list[tuple[Fraction, int]], constant: Fraction) -> None:
    forwards: Number = constant
    backwards: Number = -constant
    for coefficient, n in terms:
        forwards = forwards + coefficient * root(Fraction(n), 2)
    for coefficient, n in reversed(terms):
        backwards = backwards - coefficient / 6 * root(Fraction(36 * n), 2)
    assert forwards + backwards == 0
    assert compare(forwards, -backwards) == 0


@given(expressions())
def test_rational_in_disguise_or_not_the_laws_hold(pair: tuple[Number, Decimal]) -> None:
    x = pair[0]
    assert x - x == 0
    assert x + x == 2 * x
    assert x * x == x**2
    assert (x * 3) * (x / 3) == x**2
    try:
        assert x / x == 1
    except (ZeroDivisionError, Undecided):
        assert not isinstance(x, Real) or abs(pair[1]) < Decimal("1e-40")


# --- integers ---------------------------------------------------------------------------------------------


@given(st.integers(0, 10**400), st.integers(1, 120))
def test_floor_root(n: int, degree: int) -> None:
    r = floor_root(n, degree)
    assert r**degree <= n < (r + 1) ** degree
    assert (perfect_root(n, degree) is not None) is (r**degree == n)


@given(positive, st.integers(1, 30), st.integers(1, 120))
def test_coarse_enclosures_hold_fine_ones(x: Fraction, n: int, bits: int) -> None:
    a, b = x.numerator, x.denominator
    for coarse, fine in (
        (ln_enclosure(a, b, bits), ln_enclosure(a, b, bits + 200)),
        (exp_enclosure(a, b * 100, bits), exp_enclosure(a, b * 100, bits + 200)),
        (exp_enclosure(-a, b * 10, bits), exp_enclosure(-a, b * 10, bits + 200)),
        (root_enclosure(a, b, n, bits), root_enclosure(a, b, n, bits + 200)),
    ):
        assert coarse[0] << 200 <= fine[0] <= fine[1] <= coarse[1] << 200
        assert coarse[1] - coarse[0] <= 3


# --- intervals --------------------------------------------------------------------------------------------


@st.composite
def pairs_with_member(draw: st.DrawFn) -> tuple[Pair, Fraction]:
    """A pair, perhaps unbounded, and a number in it."""
    x = draw(rationals)
    low = draw(st.none() | st.just(x) | rationals.map(lambda d: x - abs(d)))
    high = draw(st.none() | st.just(x) | rationals.map(lambda d: x + abs(d)))
    return (low, high), x


@given(pairs_with_member(), pairs_with_member(), st.integers(-4, 6))
def test_every_exact_result_lies_in_the_interval(
    first: tuple[Pair, Fraction], second: tuple[Pair, Fraction], exponent: int
) -> None:
    (a, x), (b, y) = first, second
    assert interval.contains(interval.add(a, b), x + y)
    assert interval.contains(interval.subtract(a, b), x - y)
    assert interval.contains(interval.multiply(a, b), x * y)
    assert interval.contains(interval.minimum(a, b), min(x, y))
    assert interval.contains(interval.maximum(a, b), max(x, y))
    assert interval.contains(interval.hull(a, b), x)
    assert interval.contains(interval.hull(a, b), y)
    assert interval.contains(interval.monotone(lambda z: -3 * z, a, False), -3 * x)
    assert interval.contains(interval.divide(a, b), x / y if y else Fraction(0))
    assert interval.contains(interval.power(a, exponent), x**exponent if x else Fraction(exponent == 0))


@given(rationals, rationals, st.integers(0, 6))
def test_points_stay_points(x: Fraction, y: Fraction, exponent: int) -> None:
    a, b = interval.exactly(x), interval.exactly(y)
    assert interval.add(a, b) == interval.exactly(x + y)
    assert interval.multiply(a, b) == interval.exactly(x * y)
    assert interval.power(a, exponent) == interval.exactly(x**exponent)
    assert interval.divide(a, b) == (interval.exactly(x / y) if y else interval.UNBOUNDED)


bounded_pairs = st.tuples(rationals, rationals).map(lambda ends: (min(ends), max(ends)))


@given(bounded_pairs, bounded_pairs)
def test_products_and_quotients_are_tight(a: tuple[Fraction, Fraction], b: tuple[Fraction, Fraction]) -> None:
    corners = [x * y for x in a for y in b]
    assert interval.multiply(a, b) == (min(corners), max(corners))
    if not interval.contains(b, Fraction(0)):
        quotients = [x / y for x in a for y in b]
        assert interval.divide(a, b) == (min(quotients), max(quotients))
