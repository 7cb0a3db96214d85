"""The walk over scorings and the tree of indicators: one arm for each shape and for each way to aggregate."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType
from typing import NamedTuple

from guiju.numbers.elementary import weighted_product
from guiju.numbers.states import Missing, State
from guiju.rulebook import exact, scheme
from guiju.rulebook.exact import Value
from guiju.rulebook.scheme import Indicator, Method, Policy
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
    found = []
    for item in node.items:
        holds = walk.of(item.condition)
        if isinstance(holds, Missing):
            found.append(exact.hull(holds, (item.points, _ZERO)))
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


def _expert(walk: Walk, node: scheme.ExpertMark) -> Value:
    experts = walk.experts(node)
    if isinstance(experts, Missing):
        return experts.within(_ZERO, node.full)
    marks = [walk.of(Mark(node.indicator, expert)) for expert in experts]
    return _held(exact.divide(exact.total(marks), Fraction(len(marks)), node.place), node.full)


def _mark(walk: Walk, node: Mark) -> Value:
    return walk.mark(node.indicator, node.expert)


def _open(walk: Walk, node: scheme.OpenScoring) -> Value:
    return walk.unsaid(node.reason).within(_ZERO, node.full)


# --- the tree ---------------------------------------------------------------------------------------------------------


def _indicator(walk: Walk, node: Indicator) -> Value:
    if node.scoring is not None:
        value = walk.of(node.scoring)
        return (
            value.within(_ZERO, node.weight) if isinstance(value, Missing) and value.lower is None else value
        )
    assert node.aggregation is not None
    scored = [(child, walk.once(child)) for child in node.children]
    return _AGGREGATIONS[node.aggregation.method](node, after_policy(node, scored))


Scored = Sequence[tuple[Indicator, Value]]


def after_policy(node: Indicator, scored: Scored) -> Scored:
    """What the missing-data policy makes of children without a score."""
    for _, value in scored:
        if isinstance(value, Missing):
            return _with_missing(node, scored)
    return scored


def _with_missing(node: Indicator, scored: Scored) -> Scored:
    """The policy speaks of what is missing: of a child that is partly known it leaves the known part alone."""
    if node.policy is Policy.ZERO:
        return [(child, _filled(child, value, upper=False)) for child, value in scored]
    if node.policy is Policy.FULL:
        return [(child, _filled(child, value, upper=True)) for child, value in scored]
    given = [(child, value) for child, value in scored if not is_absent(child, value)]
    if node.policy is Policy.REBASE and given:
        return given
    return [(child, _as_unknown(value)) for child, value in scored]


def is_absent(child: Indicator, value: Value) -> bool:
    """Whether a child has no score at all.

    A checklist with some items known, the marks of some experts, and a group that keeps its own interval are partly
    known: their points stay open between their bounds.
    """
    if not isinstance(value, Missing):
        return False
    nothing_known = value.lower in (None, _ZERO) and value.upper in (None, child.weight)
    in_parts = isinstance(child.scoring, (scheme.Checklist, scheme.ExpertMark)) or bool(child.children)
    return nothing_known or not in_parts or value.state is State.NOT_APPLICABLE


def _filled(child: Indicator, value: Value, *, upper: bool) -> Value:
    """A score in place of a missing one: of what is partly known the least or the most it can be."""
    if not isinstance(value, Missing):
        return value
    if is_absent(child, value):
        return child.weight if upper else _ZERO
    return value.upper if upper else value.lower


def _as_unknown(value: Value) -> Value:
    """A score that does not exist still leaves its points open until the rules say what becomes of them."""
    if isinstance(value, Missing) and value.state is State.NOT_APPLICABLE:
        return Missing(State.UNKNOWN, value.because, value.lower, value.upper)
    return value


def _sum(node: Indicator, scored: Scored) -> Value:
    total = exact.total([value for _, value in scored])
    if len(scored) == len(node.children):
        return total
    # Re-based: the points of what is missing are shared out over the rest.
    whole = sum((child.weight for child in node.children), _ZERO)
    return exact.multiply(total, whole / sum((child.weight for child, _ in scored), _ZERO))


def _weighted_mean(node: Indicator, scored: Scored) -> Value:
    total = exact.total([value for _, value in scored])
    return exact.multiply(total, node.weight / sum((child.weight for child, _ in scored), _ZERO))


def _rates(scored: Scored) -> list[Value]:
    return [exact.divide(value, child.weight, child.name) for child, value in scored]


def _weighted_geometric_mean(node: Indicator, scored: Scored) -> Value:
    whole = sum((child.weight for child, _ in scored), _ZERO)
    exponents = [child.weight / whole for child, _ in scored]
    product = exact.rising(
        _rates(scored), lambda *rates: weighted_product(tuple(zip(rates, exponents, strict=True)))
    )
    return exact.multiply(product, node.weight)


def _geometric_mean(node: Indicator, scored: Scored) -> Value:
    exponent = Fraction(1, len(scored))
    scores = [value for _, value in scored]
    return exact.rising(scores, lambda *values: weighted_product([(value, exponent) for value in values]))


def _least(node: Indicator, scored: Scored) -> Value:
    return exact.multiply(exact.minimum(_rates(scored)), node.weight)


def _greatest(node: Indicator, scored: Scored) -> Value:
    return exact.multiply(exact.maximum(_rates(scored)), node.weight)


_AGGREGATIONS: Mapping[Method, Callable[[Indicator, Scored], Value]] = MappingProxyType(
    {
        Method.SUM: _sum,
        Method.WEIGHTED_MEAN: _weighted_mean,
        Method.WEIGHTED_GEOMETRIC_MEAN: _weighted_geometric_mean,
        Method.GEOMETRIC_MEAN: _geometric_mean,
        Method.MIN: _least,
        Method.MAX: _greatest,
    }
)

SCORING_ARMS: Mapping[type, Arm] = MappingProxyType(
    {
        scheme.Linear: _linear,
        scheme.Steps: _steps,
        scheme.PerUnit: _per_unit,
        scheme.Checklist: _checklist,
        scheme.YesNoScoring: _yes_no,
        scheme.Rank: _rank,
        scheme.ExpertMark: _expert,
        scheme.OpenScoring: _open,
        Mark: _mark,
        Indicator: _indicator,
    }
)

__all__ = ["SCORING_ARMS", "Mark"]
