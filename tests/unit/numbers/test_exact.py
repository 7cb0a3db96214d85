"""Numbers as text, in both directions."""

from __future__ import annotations

import time
from fractions import Fraction

import pytest

from guiju.numbers import (
    NumberError,
    NumberFault,
    decimal_text,
    exact_text,
    exp,
    ln,
    normalise_digits,
    parse_number,
    root,
    shown,
    terminates,
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", Fraction(0)),
        ("-0", Fraction(0)),
        ("12", Fraction(12)),
        ("+12", Fraction(12)),
        ("-0.5", Fraction(-1, 2)),
        ("−0.5", Fraction(-1, 2)),
        ("－0.5", Fraction(-1, 2)),
        ("＋３", Fraction(3)),
        ("８９．９９５", Fraction(89995, 1000)),
        ("1.10", Fraction(11, 10)),
        ("9" * 18 + "." + "9" * 18, Fraction(10**36 - 1, 10**18)),
        ("-" + "9" * 18 + "." + "9" * 18, -Fraction(10**36 - 1, 10**18)),
    ],
)
def test_plain_decimals_are_read(text: str, value: Fraction) -> None:
    assert parse_number(text) == value


FAULTS = {
    NumberFault.empty: ["", " ", "\t\n", "\u3000"],
    NumberFault.exponent: ["1e3", "1E3", "-1.5e-3", "1e999999999", "1e", "１e3"],
    NumberFault.thousands: ["1,234", "1，234", "1,234.5", "1_000", "１，２３４", "-1,2,3"],
    NumberFault.hex_or_octal: [
        "0x1F",
        "0o7",
        "0b1",
        "010",
        "00",
        "-007",
        "００１",
        "0x" + "1" * 1000,
        "0" * 1000,
    ],
    NumberFault.sexagesimal: ["1:30", "1：30", "1:30:00", "-1:30.5", "1:30" * 1000],
    NumberFault.not_finite: ["nan", "NaN", ".nan", "inf", "-.inf", "+Infinity", "∞"],
    NumberFault.too_long: ["1" * 19, "0." + "1" * 19, "1" * 5000, "-" + "1" * 1_000_000, "1" * 19 + ".5"],
    NumberFault.malformed: [
        *("abc", "1.2.3", ".5", "5.", "--1", "1 2", " 1", "1\n", "+", ".", "35%", "12万", "—", "/", "1/2"),
        *("٣", "½", "²", "①", "1．", "\x00", "[" * 100_000, " " * 1_000_000, "1e3x"),
    ],
}


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in FAULTS.items() for text in texts])
def test_everything_else_is_named(kind: NumberFault, text: str) -> None:
    with pytest.raises(NumberError) as caught:
        parse_number(text)
    assert caught.value.kind is kind
    assert caught.value.text == text
    assert len(str(caught.value)) < 300


def test_every_fault_has_an_example() -> None:
    assert set(FAULTS) == set(NumberFault)


def test_length_costs_nothing() -> None:
    text = "1" * 10_000_000
    best = 1.0
    for _ in range(5):
        start = time.perf_counter()
        with pytest.raises(NumberError):
            parse_number(text)
        best = min(best, time.perf_counter() - start)
    assert best < 0.001


def test_only_listed_characters_are_normalised() -> None:
    assert normalise_digits("（＋１２．５－３−１）②ⅣＡ，：") == "（+12.5-3-1）②ⅣＡ，："


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (Fraction(345, 4), 6, "86.25"),
        (Fraction(345, 4), 1, "86.2"),
        (Fraction(345, 4), 0, "86"),
        (Fraction(1, 3), 4, "0.3333"),
        (Fraction(-1, 3), 4, "-0.3333"),
        (Fraction(-1, 1000), 2, "0"),
        (Fraction(-5, 1000), 2, "0"),
        (Fraction(-15, 1000), 2, "-0.02"),
        (Fraction(100), 3, "100"),
        (Fraction(10**30), 0, "1" + "0" * 30),
        (Fraction(1, 10**18), 18, "0." + "0" * 17 + "1"),
    ],
)
def test_decimal_text(value: Fraction, places: int, text: str) -> None:
    assert decimal_text(value, places) == text


@pytest.mark.parametrize(
    ("value", "places"),
    [
        (Fraction(5), 0),
        (Fraction(0), 0),
        (Fraction(1, 2), 1),
        (Fraction(1, 8), 3),
        (Fraction(-3, 40), 3),
        (Fraction(1, 3), None),
        (Fraction(1, 30), None),
        (Fraction(1, 10**18), 18),
    ],
)
def test_terminates(value: Fraction, places: int | None) -> None:
    assert terminates(value) == places


def test_exact_text() -> None:
    assert exact_text(Fraction(345, 4)) == "345/4"
    assert exact_text(Fraction(-86)) == "-86"
    assert exact_text(Fraction(-1, 3)) == "-1/3"


def test_long_numbers_are_written_out() -> None:
    # `str` of an integer refuses more than 4300 digits.
    big = Fraction(10**20_001 + 7)
    assert exact_text(-big) == "-1" + "0" * 20_000 + "7"
    assert decimal_text(big / 10, 1) == "1" + "0" * 20_000 + ".7"
    assert exact_text(1 / big) == "1/1" + "0" * 20_000 + "7"


def test_shown_says_whether_it_is_exact() -> None:
    assert shown(Fraction(345, 4)) == ("86.25", True)
    assert shown(Fraction(1, 3)) == ("0.333333", False)
    assert shown(Fraction(1, 10**7)) == ("0", False)
    assert shown(Fraction(86)) == ("86", True)
    assert shown(root(Fraction(2), 2), 4) == ("1.4142", False)
    assert shown(-root(Fraction(2), 2), 0) == ("-1", False)


def test_shown_never_waits_for_a_digit_that_stays_undecided() -> None:
    half = ln(Fraction(6)) - ln(Fraction(2)) - ln(Fraction(3)) + Fraction(5, 1000)
    assert shown(half, 2)[0] in ("0", "0.01")
    assert shown(exp(Fraction(-9000)), 2) == ("0", False)
