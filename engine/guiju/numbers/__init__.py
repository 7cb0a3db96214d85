"""Exact numbers: rationals, irrationals by enclosure, rounding, intervals. Knows nothing else of the engine.

`interval` is used as a module: `from guiju.numbers import interval`.
"""

from __future__ import annotations

from .algebra import MAX_DIGITS, compare, number_bounds
from .elementary import exp, ln, log10, root, weighted_product
from .exact import (
    NumberError,
    NumberFault,
    decimal_text,
    exact_text,
    normalise_digits,
    parse_number,
    shown,
    terminates,
)
from .marked import Marked, mark_of, mark_text, marked, scaled
from .real import Number, Radical, Real, Undecided
from .rounding import RoundingMode, round_marked, round_places, round_report, round_to

__all__ = [
    "MAX_DIGITS",
    "Marked",
    "Number",
    "NumberError",
    "NumberFault",
    "Radical",
    "Real",
    "RoundingMode",
    "Undecided",
    "compare",
    "decimal_text",
    "exact_text",
    "exp",
    "ln",
    "log10",
    "mark_of",
    "mark_text",
    "marked",
    "normalise_digits",
    "number_bounds",
    "parse_number",
    "root",
    "round_marked",
    "round_places",
    "round_report",
    "round_to",
    "scaled",
    "shown",
    "terminates",
    "weighted_product",
]
