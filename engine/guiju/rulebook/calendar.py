"""Functions of dates, which are held as `YYYY-MM-DD`."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType

from guiju.numbers.states import Missing, merge
from guiju.rulebook import exact
from guiju.rulebook import expressions as ex
from guiju.rulebook.exact import Value
from guiju.rulebook.roundings import unit_factor

Function = Callable[[Sequence[Value], ex.Expression], Value]


def _dates(values: Sequence[Value], function: Callable[..., int]) -> Value:
    if any(isinstance(value, Missing) for value in values):
        return merge(tuple(values))
    return Fraction(function(*(datetime.date.fromisoformat(value) for value in values)))


def _days(values: Sequence[Value], node: ex.Expression) -> Value:
    return exact.multiply(_dates(values, lambda a, b: (b - a).days), unit_factor(node))


def _full_years(first: datetime.date, second: datetime.date) -> int:
    """Birthdays passed from the first day to the second; of 29 February the day after 28 February counts."""
    if second < first:
        return -_full_years(second, first)
    return second.year - first.year - ((second.month, second.day) < (first.month, first.day))


def _years(values: Sequence[Value], node: ex.Expression) -> Value:
    return exact.multiply(_dates(values, _full_years), unit_factor(node))


def _year_of(values: Sequence[Value], node: ex.Expression) -> Value:
    return _dates(values, lambda date: date.year)


OF_DATES: Mapping[str, Function] = MappingProxyType(
    {"days_between": _days, "years_between": _years, "year_of": _year_of}
)
