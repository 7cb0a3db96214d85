"""The built-in functions in one table: spellings, what they take, what they mean, how they are read out.

What they compute is in the walk (`rulebook/applied.py`, `collecting.py`, `tables.py`), where bounds of missing values
are at hand.
"""

from __future__ import annotations

from guiju.functions.of_lists import OF_LISTS
from guiju.functions.of_numbers import OF_NUMBERS
from guiju.functions.shapes import Function, Shape

FUNCTIONS: tuple[Function, ...] = (*OF_NUMBERS, *OF_LISTS)

_BY_NAME = {name: function for function in FUNCTIONS for name in (function.zh, function.en)}


def function_named(name: str) -> Function | None:
    """The function of a Chinese or English name."""
    return _BY_NAME.get(name)


def function_names() -> tuple[str, ...]:
    """Every spelling, for suggestions."""
    return tuple(_BY_NAME)


__all__ = ["FUNCTIONS", "Function", "Shape", "function_named", "function_names"]
