"""The walk over what comes on top of scores: bonuses, deductions, vetoes, and whether an indicator exists at all."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType

from guiju.numbers.states import Missing, State
from guiju.rulebook import exact, scheme
from guiju.rulebook.averaging import spread_out
from guiju.rulebook.exact import Value
from guiju.rulebook.walk import Arm, Walk

_ZERO = Fraction(0)


def held_between(value: Value, low: Fraction | None, high: Fraction | None) -> Value:
    """Points held at a floor and a ceiling, where there are any."""
    if high is not None:
        value = exact.minimum((value, high))
    return value if low is None else exact.maximum((value, low))


def held_score(value: Value, full: Fraction) -> Value:
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


def _adjusting(walk: Walk, node: scheme.Adjusting) -> Value:
    """What one item gives or takes, between nothing and its cap."""
    value = walk.of(node.value)
    if isinstance(value, Missing) and value.state is State.NOT_APPLICABLE:
        most = node.points if node.unit is None else node.cap
        return Missing(State.UNKNOWN, value.because, _ZERO, most)
    if node.unit is None:
        if isinstance(value, Missing):
            return exact.hull(value, (node.points, _ZERO))
        return node.points if value else _ZERO
    count = exact.divide(value, walk.of(node.unit), node.place)
    if node.whole:
        count = exact.rising((count,), exact.floor)
    return held_between(exact.multiply(count, node.points), _ZERO, node.cap)


def _deductions(walk: Walk, node: scheme.Deductions) -> Value:
    taken = exact.total([walk.of(item) for item in node.items])
    return held_between(exact.subtract(node.full, taken), node.floor, node.full)


def _adjustment(walk: Walk, node: scheme.Adjustment) -> Value:
    """The points of a bonus or a deduction, before its sign."""
    spread = spread_out(walk, node)
    if spread is not None:
        return spread
    return held_between(exact.total([walk.of(item) for item in node.items]), _ZERO, node.cap)


def _veto(walk: Walk, node: scheme.Veto) -> Value:
    return walk.of(node.condition)


def _applies(walk: Walk, node: scheme.Applies) -> Value:
    return walk.of(node.condition)


def adjusted(walk: Walk, node: scheme.Indicator, score: Value) -> Value:
    """A score with the bonuses and deductions of its node, held at its floor and ceiling.

    What is not applicable has none of them.
    """
    applies = not (isinstance(score, Missing) and score.state is State.NOT_APPLICABLE)
    for one in node.adjustments:
        points = walk.once(one)
        if not applies:
            continue
        score = exact.add(score, points) if one.sign > 0 else exact.subtract(score, points)
    return held_between(score, node.floor, node.ceiling) if applies else score


def vetoed(score: Value, vetoes: list[Value]) -> Value:
    """A score after its vetoes: nothing is left where one holds, and it is open where one may."""
    if isinstance(score, Missing) and score.state is State.NOT_APPLICABLE:
        return score
    decided = exact.either(vetoes)
    if isinstance(decided, Missing):
        return exact.hull(decided, (score, _ZERO))
    return _ZERO if decided else score


ADJUSTING_ARMS: Mapping[type, Arm] = MappingProxyType(
    {
        scheme.Adjusting: _adjusting,
        scheme.Adjustment: _adjustment,
        scheme.Deductions: _deductions,
        scheme.Veto: _veto,
        scheme.Applies: _applies,
    }
)
