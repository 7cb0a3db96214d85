"""Marks of GB/T 8170: what they survive, how they round, and that two roundings give what one would."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guiju.numbers import (
    Marked,
    RoundingMode,
    compare,
    decimal_text,
    mark_of,
    mark_text,
    marked,
    root,
    round_places,
    round_report,
    round_to,
    scaled,
    shown,
)

HALF_EVEN, HALF_UP, UP, DOWN = RoundingMode
MORE, LESS = marked(Fraction("16.5"), 1), marked(Fraction("16.5"), -1)


def test_a_mark_is_kept_with_the_number() -> None:
    for x in (MORE, copy.copy(MORE), copy.deepcopy(MORE), pickle.loads(pickle.dumps(MORE))):
        assert isinstance(x, Marked)
        assert (x, x.mark, mark_of(x)) == (Fraction(33, 2), 1, 1)
    assert hash(MORE) == hash(Fraction(33, 2))
    assert [mark_text(x) for x in (MORE, LESS, Fraction(1), root(Fraction(2), 2))] == ["(+)", "(-)", "", ""]
    assert (decimal_text(MORE, 2), shown(LESS), repr(LESS)) == ("16.5", ("16.5", True), "<33/2(-)>")


def test_no_mark_is_a_plain_fraction() -> None:
    assert type(marked(Fraction(3), 0)) is Fraction
    assert type(marked(MORE, 0)) is Fraction


@pytest.mark.parametrize(("value", "mark"), [(1, 2), (1, -2), (0, 1), (0, -1)])
def test_what_cannot_be_marked(value: int, mark: int) -> None:
    with pytest.raises(ValueError, match="mark"):
        marked(Fraction(value), mark)


@pytest.mark.parametrize(
    "of",
    [
        lambda x: x + 1,
        lambda x: 1 + x,
        lambda x: x + Fraction(1, 3),
        lambda x: x - x,
        lambda x: x * Fraction(2),
        lambda x: Fraction(2) * x,
        lambda x: x / 3,
        lambda x: 3 / x,
        lambda x: x**2,
        lambda x: -x,
        lambda x: +x,
        abs,
        Fraction,
        lambda x: sum([x, x], Fraction(0)),
    ],
)
def test_arithmetic_forgets_the_mark(of: Callable[[Fraction], Fraction]) -> None:
    """On which side the truth lies is known of the written number only."""
    assert type(of(MORE)) is Fraction
    assert of(MORE) == of(Fraction(33, 2))


def test_the_unit_changes_and_the_mark_stays() -> None:
    there = scaled(MORE, Fraction(10**8))
    assert (there, mark_of(there)) == (Fraction(1650000000), 1)
    back = scaled(there, Fraction(1, 10**8))
    assert (back, mark_of(back)) == (Fraction(33, 2), 1)
    assert type(scaled(Fraction(3), Fraction(2))) is Fraction
    assert scaled(root(Fraction(2), 2), Fraction(1)) == root(Fraction(2), 2)


@pytest.mark.parametrize(
    ("value", "mark", "mode", "interval", "result"),
    [
        # half way the mark decides, the same for both customs
        ("16.5", 1, HALF_EVEN, 1, 17),
        ("16.5", -1, HALF_EVEN, 1, 16),
        ("17.5", -1, HALF_EVEN, 1, 17),
        ("17.5", 1, HALF_EVEN, 1, 18),
        ("16.5", 1, HALF_UP, 1, 17),
        ("16.5", -1, HALF_UP, 1, 16),
        ("-16.5", 1, HALF_EVEN, 1, -17),
        ("-16.5", -1, HALF_UP, 1, -16),
        ("2500", 1, HALF_EVEN, 1000, 3000),
        # elsewhere it does not matter
        ("16.4", 1, HALF_EVEN, 1, 16),
        ("16.6", -1, HALF_UP, 1, 17),
        ("17", -1, HALF_EVEN, 1, 17),
        # away from zero: the true value is already beyond the multiple
        ("16", 1, UP, 1, 17),
        ("16", -1, UP, 1, 16),
        ("16.5", 1, UP, 1, 17),
        ("16.5", -1, UP, 1, 17),
        ("-16", 1, UP, 1, -17),
        # toward zero: the true value has not reached it
        ("16", -1, DOWN, 1, 15),
        ("16", 1, DOWN, 1, 16),
        ("16.5", -1, DOWN, 1, 16),
        ("-16", -1, DOWN, 1, -15),
        ("0.5", -1, DOWN, "0.5", 0),
    ],
)
def test_rounding_by_the_mark(
    value: str, mark: int, mode: RoundingMode, interval: object, result: int
) -> None:
    rounded = round_to(marked(Fraction(value), mark), Fraction(str(interval)), mode)
    assert rounded == result
    assert type(rounded) is Fraction


@pytest.mark.parametrize(
    ("value", "places", "text", "mark"),
    [
        # 3.3.2: the right-most digit that is not zero is a 5
        ("16.5049", 2, "16.5", 1),
        ("16.4951", 2, "16.5", -1),
        ("16.50", 2, "16.5", 0),
        ("15.4546", 1, "15.5", -1),
        ("15.4546", 2, "15.45", 1),
        ("-15.4546", 1, "-15.5", -1),
        ("-16.5049", 2, "-16.5", 1),
        ("4999.6", 0, "5000", -1),
        ("5049", -2, "5000", 1),
        ("0.0049", 2, "0", 0),
        ("-0.0049", 2, "0", 0),
        ("16.44", 1, "16.4", 0),
        ("16.46", 1, "16.5", -1),
        ("89.9999", 2, "90", 0),
    ],
)
def test_a_value_to_be_rounded_again(value: str, places: int, text: str, mark: int) -> None:
    reported = round_report(Fraction(value), places)
    assert (decimal_text(reported, 4), mark_of(reported)) == (text, mark)


def test_a_report_of_a_report_keeps_the_mark() -> None:
    assert mark_of(round_report(MORE, 2)) == 1
    assert mark_of(round_report(marked(Fraction("0.25"), -1), 1)) == 0
    assert round_report(marked(Fraction("0.25"), -1), 1) == Fraction("0.2")


def test_an_irrational_number_is_reported() -> None:
    reported = round_report(root(Fraction("2.2501"), 2), 2)
    assert (reported, mark_of(reported)) == (Fraction("1.5"), 1)
    assert mark_of(round_report(-root(Fraction("2.2499"), 2), 2)) == -1


def test_a_marked_number_is_compared_as_what_it_was_rounded_from() -> None:
    plain = Fraction(33, 2)
    assert [compare(x, plain) for x in (LESS, plain, MORE)] == [-1, 0, 1]
    assert [compare(plain, x) for x in (LESS, plain, MORE)] == [1, 0, -1]
    assert (compare(LESS, MORE), compare(MORE, MORE)) == (-1, 0)
    assert compare(marked(-plain, 1), -plain) == -1
    assert compare(MORE, Fraction("16.51")) == -1
    assert compare(MORE, root(Fraction(2), 2)) == 1


_VALUES = st.builds(Fraction, st.integers(-(10**9), 10**9), st.sampled_from([1, 2, 3, 7, 10**4, 2 * 10**6]))


@given(_VALUES, st.lists(st.integers(-2, 4), min_size=2, max_size=2, unique=True).map(sorted))
def test_two_roundings_give_what_one_gives(x: Fraction, places: list[int]) -> None:
    """What marks are for: a reported value rounds to what the value it stands for would have rounded to."""
    second, first = places
    for mode in (HALF_EVEN, HALF_UP):
        assert round_places(round_report(x, first), second, mode) == round_places(x, second, mode)


@given(_VALUES, st.lists(st.integers(-2, 4), min_size=3, max_size=3).map(sorted))
def test_three_roundings_too(x: Fraction, places: list[int]) -> None:
    third, second, first = places
    again = round_report(round_report(x, first), second)
    assert round_places(again, third, HALF_EVEN) == round_places(x, third, HALF_EVEN)


@given(_VALUES.filter(bool), st.sampled_from([-1, 1]), st.integers(-2, 4), st.sampled_from(RoundingMode))
def test_the_mark_is_a_very_small_difference(x: Fraction, mark: int, places: int, mode: RoundingMode) -> None:
    beyond = x * (1 + Fraction(mark, 10**30))
    assert round_places(marked(x, mark), places, mode) == round_places(beyond, places, mode)
    assert compare(marked(x, mark), x) == compare(beyond, x)
