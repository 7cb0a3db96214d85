"""The figure a stored double stands for, without making one."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from guiju.numbers.stored import Stored, stored_number


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("120.89", Stored("120.89")),
        ("35.200000000000003", Stored("35.2")),
        ("7.0999999999999994E-2", Stored("0.071")),
        ("0.30000000000000004", Stored("0.3", shortened=True)),
        ("0.33333333333333331", Stored("0.333333333333333", shortened=True)),
        ("1E-05", Stored("0.00001")),
        ("1.5E+20", Stored("150000000000000000000")),
        ("123456789012345", Stored("123456789012345")),
        ("123456789012345678", Stored("123456789012345678", lost=True)),
        ("1.2345678901234567E+17", Stored("123456789012345670", lost=True)),
        ("-0", Stored("0")),
        ("007", Stored("7")),
        ("2.50", Stored("2.5")),
        ("-230.19999999999999", Stored("-230.2")),
    ],
)
def test_what_a_stored_number_stands_for(written: str, expected: Stored) -> None:
    assert stored_number(written) == expected


@pytest.mark.parametrize(
    "written", ["", "NaN", "INF", "1e999", "1e-999", "0x1F", "1,5", "1 2", "1" * 500, "１"]
)
def test_what_is_no_stored_number(written: str) -> None:
    assert stored_number(written) is None


@given(st.integers(-(10**15) + 1, 10**15 - 1), st.integers(0, 12))
@example(352, 1)
def test_every_figure_of_fifteen_digits_comes_back(digits: int, decimals: int) -> None:
    """However a program writes the double, the figure that was typed is read."""
    typed = Decimal(digits).scaleb(-decimals)
    for written in (f"{float(typed):.17g}", f"{float(typed):.16g}", repr(float(typed)), str(typed)):
        found = stored_number(written)
        assert found is not None
        assert Fraction(found.text) == Fraction(typed)
        assert not found.shortened


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-(2.0**60), max_value=2.0**60))
def test_no_double_is_changed_in_silence(value: float) -> None:
    """Either the figure is this very double, or the finding says that it is not."""
    found = stored_number(f"{value:.17g}")
    assert found is not None
    assert found.shortened or float(found.text) == value
