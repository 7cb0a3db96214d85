"""The walk over scorings and the tree of indicators: one arm for each shape and for each way to aggregate."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType
from typing import NamedTuple

from guiju.numbers.elementary import weighted_product
from guiju.numbers.real import Number, Undecided
from guiju.numbers.states import Cause, CauseKind, Missing, State, merge
from guiju.rulebook import exact, scheme
from guiju.rulebook.adjusting import ADJUSTING_ARMS, adjusted, vetoed
from guiju.rulebook.applied import ascending
from guiju.rulebook.exact import Value
from guiju.rulebook.roundings import rounded
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


# --- the tree ---------------------------------------------------------------------------------------------------------


def _indicator(walk: Walk, node: Indicator) -> Value:
    """What applies is asked first, the vetoes last; everything between is evaluated in any case, for the trace."""
    applies = True if node.applies is None else walk.of(node.applies)
    if applies is False:
        for part in (*node.children, *node.adjustments):
            walk.once(part)  # what lies below does not apply either
        because = frozenset({Cause(CauseKind.NOT_APPLICABLE, node.name)})
        return Missing(State.NOT_APPLICABLE, because, _ZERO, node.weight)
    score = adjusted(walk, node, _scored(walk, node))
    if node.vetoes:
        score = vetoed(score, [walk.of(veto) for veto in node.vetoes])
    if isinstance(applies, Missing):
        low, high = exact.ends(score)
        return merge((applies, score) if isinstance(score, Missing) else (applies,)).within(low, high)
    return score


def _scored(walk: Walk, node: Indicator) -> Value:
    """The score of a leaf, or what the aggregation makes of those of the children."""
    if node.scoring is not None:
        value = walk.of(node.scoring)
        return (
            value.within(_ZERO, node.weight) if isinstance(value, Missing) and value.lower is None else value
        )
    assert node.aggregation is not None
    scored = [(child, walk.once(child)) for child in node.children]
    if node.aggregation.formula is not None:
        return walk.of(node.aggregation.formula)
    return aggregated(node, scored)


def aggregated(node: Indicator, scored: Scored) -> Value:
    """What the aggregation of a group, other than a formula, makes of the scores of its children."""
    assert node.aggregation is not None
    return _AGGREGATIONS[node.aggregation.method](node, after_policy(node, scored))


Scored = Sequence[tuple[Indicator, Value]]


class Entered(NamedTuple):
    """The children that enter an aggregation, and the weight of those whose weight is shared out over them."""

    scored: Scored
    shared: Fraction = _ZERO


def after_policy(node: Indicator, scored: Scored) -> Entered:
    """What the missing-data policy makes of children without a score.

    It speaks of what is missing: of a child that is partly known it leaves the known part alone.
    """
    if not any(isinstance(value, Missing) for _, value in scored):
        return Entered(scored)
    dropped = _dropped(node, scored)
    entered = [(child, _after(node, value, child)) for child, value in scored if child.name not in dropped]
    shared = [
        child.weight
        for child, value in scored
        if child.name in dropped and node.policy.of(value.state) is Policy.REBASE
    ]
    return Entered(entered, sum(shared, _ZERO))


def _dropped(node: Indicator, scored: Scored) -> frozenset[str]:
    """The children whose weight is shared out or that are left out; none where too little has a score."""
    whole = sum((child.weight for child, _ in scored), _ZERO)
    given = sum((child.weight for child, value in scored if not is_absent(child, value)), _ZERO)
    dropped = frozenset(
        child.name
        for child, value in scored
        if is_absent(child, value)
        and node.policy.of(value.state) in (Policy.REBASE, Policy.LEAVE_OUT)
        and given >= (node.policy.share_of(value.state) or _ZERO) * whole
    )
    return dropped if len(dropped) < len(scored) else frozenset()


def _after(node: Indicator, value: Value, child: Indicator) -> Value:
    """The value of a child that stays, after the policy."""
    policy = node.policy.of(value.state) if isinstance(value, Missing) else Policy.UNDETERMINED
    if policy in (Policy.ZERO, Policy.FULL):
        return _filled(child, value, upper=policy is Policy.FULL)
    return _as_unknown(value)


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
    end = value.upper if upper else value.lower
    return _as_unknown(value) if end is None else end


def _as_unknown(value: Value) -> Value:
    """A score that does not exist still leaves its points open until the rules say what becomes of them."""
    if isinstance(value, Missing) and value.state is State.NOT_APPLICABLE:
        return Missing(State.UNKNOWN, value.because, value.lower, value.upper)
    return value


def _sum(node: Indicator, entered: Entered) -> Value:
    """The points of what is re-based are shared out over the rest."""
    total = exact.total([value for _, value in entered.scored])
    if not entered.shared:
        return total
    left = _weight(entered.scored)
    return exact.multiply(total, (left + entered.shared) / left)


def _weight(scored: Scored) -> Fraction:
    return sum((child.weight for child, _ in scored), _ZERO)


def _weighted_mean(node: Indicator, entered: Entered) -> Value:
    total = exact.total([value for _, value in entered.scored])
    return exact.multiply(total, node.weight / _weight(entered.scored))


def _rates(scored: Scored) -> list[Value]:
    return [exact.divide(value, child.weight, child.name) for child, value in scored]


def _weighted_geometric_mean(node: Indicator, entered: Entered) -> Value:
    whole = _weight(entered.scored)
    exponents = [child.weight / whole for child, _ in entered.scored]
    product = _product(node, _rates(entered.scored), exponents)
    return exact.multiply(product, node.weight)


def _geometric_mean(node: Indicator, entered: Entered) -> Value:
    scores = [value for _, value in entered.scored]
    return _product(node, scores, [Fraction(1, len(scores))] * len(scores))


def _product(node: Indicator, values: list[Value], exponents: list[Fraction]) -> Value:
    """Π value ^ exponent; undefined of a value below zero, and open where one may be."""
    try:
        if any(not isinstance(value, Missing) and exact.order(value, _ZERO) < 0 for value in values):
            return exact.undefined(node.place)
    except Undecided:
        return exact.undefined(node.place, CauseKind.UNDECIDED)
    if any(isinstance(value, Missing) and (value.lower is None or value.lower < 0) for value in values):
        return merge(tuple(values))
    return exact.rising(values, lambda *xs: weighted_product(tuple(zip(xs, exponents, strict=True))))


def _least(node: Indicator, entered: Entered) -> Value:
    return exact.multiply(exact.minimum(_rates(entered.scored)), node.weight)


def _greatest(node: Indicator, entered: Entered) -> Value:
    return exact.multiply(exact.maximum(_rates(entered.scored)), node.weight)


_AGGREGATIONS: Mapping[Method, Callable[[Indicator, Entered], Value]] = MappingProxyType(
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
        scheme.Direct: _direct,
        scheme.ExpertMark: _expert,
        scheme.OpenScoring: _open,
        Mark: _mark,
        Indicator: _indicator,
        **ADJUSTING_ARMS,
    }
)

__all__ = ["SCORING_ARMS", "Mark"]
