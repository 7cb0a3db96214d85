"""Parameters whose value changes with time, and the walk over them.

The value that counts is the one in force on the day the figures speak of. Where only a year is known, it is the one in
force on every day of that year; where nothing is known, any of them may be meant.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from guiju.numbers.states import Cause, CauseKind, Missing, State
from guiju.rulebook import exact
from guiju.rulebook.exact import Value
from guiju.rulebook.expressions import Expression
from guiju.rulebook.scheme import Remarks
from guiju.rulebook.walk import NO_DATE, Arm, Walk


@dataclass(frozen=True, slots=True)
class DatedValue(Expression):
    """`自 2026-01-01 = 0.45 吨标准煤/万元`: a value and the day it begins to count, as `YYYY-MM-DD`."""

    since: str
    value: Expression
    remarks: Remarks


@dataclass(frozen=True, slots=True)
class Dated(Expression):
    """The values of the parameter `name` in order of time: each counts until the day before the next one begins."""

    name: str
    values: tuple[DatedValue, ...]

    def within(self, first: str, last: str) -> tuple[DatedValue, ...]:
        """The values that count on some day from `first` to `last`."""
        ends = [*(value.since for value in self.values[1:]), None]
        pairs = zip(self.values, ends, strict=True)
        return tuple(value for value, end in pairs if value.since <= last and (end is None or first < end))


def _dated_value(walk: Walk, node: DatedValue) -> Value:
    return walk.of(node.value)


def _dated(walk: Walk, node: Dated) -> Value:
    """The value on the day the figures speak of; without the day, one of those that may count."""
    days = walk.days()
    possible = node.values if days is None else node.within(*days)
    if not possible:
        return Missing(State.UNKNOWN, frozenset({Cause(CauseKind.NO_VALUE, node.name)}))
    values = [walk.of(value) for value in possible]
    return values[0] if len(values) == 1 else exact.hull(NO_DATE, values)


DATED_ARMS: Mapping[type, Arm] = MappingProxyType({Dated: _dated, DatedValue: _dated_value})
