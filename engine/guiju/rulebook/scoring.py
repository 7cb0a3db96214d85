"""The walk over scorings: one arm for each shape."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import NamedTuple

from guiju.numbers.real import Number
from guiju.numbers.states import Missing, State
from guiju.rulebook import exact, scheme
from guiju.rulebook.adjusting import ADJUSTING_ARMS
from guiju.rulebook.aggregating import TREE_ARMS
from guiju.rulebook.applied import ascending
from guiju.rulebook.exact import Value
from guiju.rulebook.roundings import rounded
from guiju.rulebook.walk import Arm, Walk

_ZERO = Fraction(0)
_ONE = Fraction(1)


class Mark(NamedTuple):
    """One expert's mark for one indicator: a node so that it can be recorded."""

    indicator: str
    expert: str


def _held(value: Value, full: Fraction) -> Value:
    """A score held between nothing and the full mark; what is undefined lies anywhere between."""
    if isinstance(value, Missing):
        lower = _ZERO if value.lower is None else min(max(value.lower, _ZERO), full)
        upper = full if value.upper is None else min(max(value.upper, _ZERO), full)
        return (
            exact.settle((value,), (lower, upper))
            if value.state is not State.NOT_APPLICABLE
            else value.within(_ZERO, full)
        )
    if type(value) is Fraction:
        return _ZERO if value.numerator < 0 else full if exact.order(value, full) > 0 else value
    return exact.maximum((_ZERO, exact.minimum((value, full))))


def _linear(walk: Walk, node: scheme.Linear) -> Value:
    x = walk.of(node.measure)
    knots = [(walk.of(at), points) for at, points in node.knots]
    return _held(exact.piecewise(x, knots, node.place), node.full)


def _steps(walk: Walk, node: scheme.Steps) -> Value:
    x = walk.of(node.measure)
    possible: list[Fraction] = []
    open_: list[Missing] = []
    for row in node.rows:
        fits = exact.compare(row.operator, x, walk.of(row.threshold))
        if fits is False:
            continue
        possible.append(row.points)
        if fits is True:
            break
        open_.append(fits)
    else:
        if node.otherwise is not None:
            possible.append(node.otherwise)
    if not open_:
        return possible[0] if possible else _held(exact.undefined(node.place), node.full)
    return exact.settle(open_, (min(possible), max(possible)))


def _per_unit(walk: Walk, node: scheme.PerUnit) -> Value:
    count = exact.divide(walk.of(node.measure), walk.of(node.unit), node.place)
    if node.whole:
        count = exact.rising((count,), exact.floor)
    points = exact.multiply(count, node.points)
    if isinstance(points, Missing):
        return _held(points.within(points.lower, points.upper), node.cap)
    return _held(points, node.cap)


def _checklist(walk: Walk, node: scheme.Checklist) -> Value:
    found: list[Value] = []
    for item in node.items:
        holds = walk.of(item.condition)
        if isinstance(holds, Missing):
            found.append(Missing(exact.open_state(holds), holds.because, _ZERO, item.points))
        else:
            found.append(item.points if holds else _ZERO)
    return exact.total(found)


def _yes_no(walk: Walk, node: scheme.YesNoScoring) -> Value:
    holds = walk.of(node.measure)
    if isinstance(holds, Missing):
        return holds.within(_ZERO, node.full)
    return node.full if holds else _ZERO


def _rank(walk: Walk, node: scheme.Rank) -> Value:
    place, size = walk.of(node.measure), walk.of(node.size)
    if exact.compare("<", place, _ONE) is True or exact.compare(">", place, size) is True:
        return _held(exact.undefined(node.place), node.full)
    if isinstance(place, Missing) and not _within(place, size):
        return _held(place.within(None, None), node.full)
    rate = exact.divide(exact.subtract(size, place), exact.subtract(size, _ONE), node.place)
    return _held(exact.multiply(rate, node.full), node.full)


def _within(place: Missing, size: Value) -> bool:
    """Whether a missing place can only be one of 1 to the number ranked."""
    low, high = place.lower, place.upper
    return low is not None and low >= 1 and high is not None and exact.compare("≤", high, size) is True


def _direct(walk: Walk, node: scheme.Direct) -> Value:
    return _held(walk.of(node.measure), node.full)


def _expert(walk: Walk, node: scheme.ExpertMark) -> Value:
    experts = walk.experts(node)
    if isinstance(experts, Missing):
        return experts.within(_ZERO, node.full)
    marks = [walk.of(Mark(node.indicator, expert)) for expert in experts]
    dropped = trimmed(node, len(marks))
    if dropped and len(marks) <= 2 * dropped:
        return _held(exact.undefined(node.place), node.full)
    mean = exact.rising(marks, lambda *given: _middle(ascending(given), dropped))
    if node.places is not None:
        mean = rounded(mean, Fraction(10) ** -node.places, node.mode)
    return _held(mean, node.full)


def trimmed(node: scheme.ExpertMark, marks: int) -> int:
    """How many of the highest and of the lowest marks are dropped."""
    if node.trim is None or exact.compare(node.trim.operator, Fraction(marks), node.trim.experts) is not True:
        return 0
    return node.trim.count


def _middle(marks: list[Number], dropped: int) -> Number:
    kept = marks[dropped : len(marks) - dropped]
    return sum(kept, _ZERO) * Fraction(1, len(kept))


def _mark(walk: Walk, node: Mark) -> Value:
    return walk.mark(node.indicator, node.expert)


def _open(walk: Walk, node: scheme.OpenScoring) -> Value:
    return walk.unsaid(node.reason).within(_ZERO, node.full)


SCORING_ARMS: Mapping[type, Arm] = MappingProxyType(
    {
        scheme.Linear: _linear,
        scheme.Steps: _steps,
        scheme.PerUnit: _per_unit,
        scheme.Checklist: _checklist,
        scheme.YesNoScoring: _yes_no,
        scheme.Rank: _rank,
        scheme.Direct: _direct,
        scheme.ExpertMark: _expert,
        scheme.OpenScoring: _open,
        Mark: _mark,
        **TREE_ARMS,
        **ADJUSTING_ARMS,
    }
)

__all__ = ["SCORING_ARMS", "Mark"]
