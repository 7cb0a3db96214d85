"""Rounding: the vectors of GB/T 8170 and the customs of score sheets."""

from __future__ import annotations

from fractions import Fraction

import pytest

from guiju.numbers import (
    NumberError,
    RoundingMode,
    Undecided,
    ln,
    root,
    round_marked,
    round_places,
    round_to,
)

HALF_EVEN, HALF_UP, UP, DOWN = RoundingMode


@pytest.mark.parametrize(
    ("value", "interval", "result"),
    [
        # GB/T 8170: 四舍六入五成双
        ("12.1498", "1", "12"),
        ("12.1498", "0.1", "12.1"),
        ("1268", "100", "1300"),
        ("10.5002", "1", "11"),
        ("1.050", "0.1", "1.0"),
        ("0.35", "0.1", "0.4"),
        ("2500", "1000", "2000"),
        ("3500", "1000", "4000"),
        ("-0.0365", "0.001", "-0.036"),
        ("15.4546", "1", "15"),
        ("8.53459", "0.01", "8.53"),
        ("89.4546", "1", "89"),
        # half units
        ("60.28", "0.5", "60.5"),
        ("60.25", "0.5", "60.0"),
        ("60.38", "0.5", "60.5"),
        ("-60.75", "0.5", "-61.0"),
        # a fifth of a hundred
        ("830", "20", "840"),
        ("842", "20", "840"),
        ("-930", "20", "-920"),
        # scores near a grade
        ("89.96", "1", "90"),
        ("89.5", "1", "90"),
        ("88.5", "1", "88"),
        ("74.5", "1", "74"),
        ("0", "0.1", "0"),
        ("-0.4", "1", "0"),
    ],
)
def test_gbt_8170(value: str, interval: str, result: str) -> None:
    assert round_to(Fraction(value), Fraction(interval), HALF_EVEN) == Fraction(result)


@pytest.mark.parametrize(
    ("limit", "value", "full_value", "rounded_value"),
    [
        ("97.0", "97.01", True, True),
        ("97.0", "97.00", True, True),
        ("97.0", "96.96", False, True),
        ("97.0", "96.94", False, False),
    ],
)
def test_limit_from_below(limit: str, value: str, full_value: bool, rounded_value: bool) -> None:
    assert (Fraction(value) >= Fraction(limit)) is full_value
    assert (round_places(Fraction(value), 1, HALF_EVEN) >= Fraction(limit)) is rounded_value


@pytest.mark.parametrize(("value", "full", "rounded"), [("0.549", False, True), ("0.551", False, False)])
def test_limit_from_above(value: str, full: bool, rounded: bool) -> None:
    assert (Fraction(value) <= Fraction("0.5")) is full
    assert (round_places(Fraction(value), 1, HALF_EVEN) <= Fraction("0.5")) is rounded


@pytest.mark.parametrize(
    ("value", "full", "rounded"), [("9.89", False, True), ("9.85", False, False), ("10.16", False, False)]
)
def test_limits_on_both_sides(value: str, full: bool, rounded: bool) -> None:
    low, high = Fraction("9.9"), Fraction("10.1")
    assert (low <= Fraction(value) <= high) is full
    assert (low <= round_places(Fraction(value), 1, HALF_EVEN) <= high) is rounded


@pytest.mark.parametrize(
    ("mode", "value", "result"),
    [
        (HALF_UP, "88.5", 89),
        (HALF_UP, "74.5", 75),
        (HALF_UP, "-74.5", -75),
        (HALF_UP, "74.4999", 74),
        (UP, "74.0001", 75),
        (UP, "74", 74),
        (UP, "-74.0001", -75),
        (DOWN, "74.9999", 74),
        (DOWN, "-74.9999", -74),
    ],
)
def test_other_modes(mode: RoundingMode, value: str, result: int) -> None:
    assert round_places(Fraction(value), 0, mode) == result


def test_places_may_be_negative() -> None:
    assert round_places(Fraction(1268), -2, HALF_EVEN) == 1300
    assert round_places(Fraction("1.005"), 2, HALF_UP) == Fraction("1.01")


def test_one_step_and_not_four() -> None:
    value = Fraction("89.4546")
    for places in (3, 2, 1, 0):
        value = round_places(value, places, HALF_EVEN)
    assert value == 90
    assert round_places(Fraction("89.4546"), 0, HALF_EVEN) == 89


@pytest.mark.parametrize(
    ("text", "interval", "result"),
    [
        ("16.50(+)", 1, 17),
        ("16.50(-)", 1, 16),
        ("16.50", 1, 16),
        ("17.50", 1, 18),
        ("15.5(-)", 1, 15),
        ("-15.5(-)", 1, -15),
        ("-16.5(+)", 1, -17),
        ("１６．５０（＋）", 1, 17),
        ("16.50（−）", 1, 16),
        ("16.4(+)", 1, 16),
        ("16.0(+)", 1, 16),
        ("0.25(+)", Fraction(1, 2), Fraction(1, 2)),
    ],
)
def test_marks_of_an_earlier_rounding(text: str, interval: Fraction, result: Fraction) -> None:
    assert round_marked(text, Fraction(interval)) == result


@pytest.mark.parametrize("text", ["16.50(*)", "(+)", "16.50(+)(+)", "", "1" * 1000])
def test_a_marked_text_is_still_a_number(text: str) -> None:
    with pytest.raises(NumberError):
        round_marked(text, Fraction(1))


@pytest.mark.parametrize(
    ("mode", "result"), [(HALF_EVEN, "1.41"), (HALF_UP, "1.41"), (UP, "1.42"), (DOWN, "1.41")]
)
def test_irrational_numbers(mode: RoundingMode, result: str) -> None:
    assert round_places(root(Fraction(2), 2), 2, mode) == Fraction(result)
    assert round_places(-root(Fraction(2), 2), 2, mode) == -Fraction(result)


def test_precision_is_raised_until_a_half_is_decided() -> None:
    tiny = root(Fraction(2), 2) / 10**60
    assert round_places(Fraction(1, 2) + tiny, 0, HALF_EVEN) == 1
    assert round_places(Fraction(1, 2) - tiny, 0, HALF_UP) == 0


def test_a_hidden_half_is_undecided() -> None:
    hidden = ln(Fraction(6)) - ln(Fraction(2)) - ln(Fraction(3)) + Fraction(1, 2)
    with pytest.raises(Undecided):
        round_places(hidden, 0, HALF_EVEN)


def test_the_interval_is_positive() -> None:
    with pytest.raises(ValueError, match="positive"):
        round_to(Fraction(1), Fraction(0), HALF_EVEN)
