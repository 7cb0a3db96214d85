"""The walk over scorings: one arm for each shape."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType

from guiju.numbers.states import Missing
from guiju.rulebook import exact, scheme
from guiju.rulebook.adjusting import ADJUSTING_ARMS, held_score
from guiju.rulebook.aggregating import TREE_ARMS
from guiju.rulebook.exact import Value
from guiju.rulebook.panels import PANEL_ARMS
from guiju.rulebook.walk import Arm, Walk

_ZERO = Fraction(0)
_ONE = Fraction(1)


def _linear(walk: Walk, node: scheme.Linear) -> Value:
    x = walk.of(node.measure)
    knots = [(walk.of(at), points) for at, points in node.knots]
    return held_score(exact.piecewise(x, knots, node.place), node.full)


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
        return possible[0] if possible else held_score(exact.undefined(node.place), node.full)
    return exact.settle(open_, (min(possible), max(possible)))


def _per_unit(walk: Walk, node: scheme.PerUnit) -> Value:
    count = exact.divide(walk.of(node.measure), walk.of(node.unit), node.place)
    if node.whole:
        count = exact.rising((count,), exact.floor)
    points = exact.multiply(count, node.points)
    if isinstance(points, Missing):
        return held_score(points.within(points.lower, points.upper), node.cap)
    return held_score(points, node.cap)


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
        return held_score(exact.undefined(node.place), node.full)
    if isinstance(place, Missing) and not _within(place, size):
        return held_score(place.within(None, None), node.full)
    rate = exact.divide(exact.subtract(size, place), exact.subtract(size, _ONE), node.place)
    return held_score(exact.multiply(rate, node.full), node.full)


def _within(place: Missing, size: Value) -> bool:
    """Whether a missing place can only be one of 1 to the number ranked."""
    low, high = place.lower, place.upper
    return low is not None and low >= 1 and high is not None and exact.compare("≤", high, size) is True


def _direct(walk: Walk, node: scheme.Direct) -> Value:
    return held_score(walk.of(node.measure), node.full)


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
        scheme.OpenScoring: _open,
        **PANEL_ARMS,
        **TREE_ARMS,
        **ADJUSTING_ARMS,
    }
)
