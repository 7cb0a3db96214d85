"""The walk over the tree of indicators: what becomes of missing scores, and one way for each method to aggregate."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType
from typing import NamedTuple

from guiju.numbers.elementary import weighted_product
from guiju.numbers.real import Undecided
from guiju.numbers.states import Cause, CauseKind, Missing, State, is_conflicting, merge
from guiju.rulebook import exact, scheme
from guiju.rulebook.adjusting import adjusted, vetoed
from guiju.rulebook.averaging import spread_out
from guiju.rulebook.exact import Value
from guiju.rulebook.panels import averaged
from guiju.rulebook.scheme import Indicator, Method, Policy
from guiju.rulebook.walk import Arm, Walk

_ZERO = Fraction(0)
# What one expert did not mark while others did: the score is partly known, whatever its bounds. And what is known
# several times over is not missing: only a choice decides it.
_STAYS_OPEN = (CauseKind.MARK, CauseKind.ABSENT, CauseKind.CONFLICT)


def _indicator(walk: Walk, node: Indicator) -> Value:
    """What the panel makes of it where its totals are averaged; otherwise what the tree gives."""
    found = averaged(walk, node) if node.totals is not None else spread_out(walk, node)
    return of_tree(walk, node) if found is None else found


def of_tree(walk: Walk, node: Indicator) -> Value:
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
    if policy in (Policy.ZERO, Policy.FULL) and not is_conflicting(value):
        return _filled(child, value, upper=policy is Policy.FULL)
    return _as_unknown(value)


def is_absent(child: Indicator, value: Value) -> bool:
    """Whether a child has no score at all.

    A checklist with some items known, the marks of some experts, and a group that keeps its own interval are partly
    known: their points stay open between their bounds.
    """
    if not isinstance(value, Missing):
        return False
    if any(cause.kind in _STAYS_OPEN for cause in value.because):
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


def _capped_sum(node: Indicator, entered: Entered) -> Value:
    return exact.minimum([_sum(node, entered), node.weight])


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
        Method.CAPPED_SUM: _capped_sum,
        Method.WEIGHTED_MEAN: _weighted_mean,
        Method.WEIGHTED_GEOMETRIC_MEAN: _weighted_geometric_mean,
        Method.GEOMETRIC_MEAN: _geometric_mean,
        Method.MIN: _least,
        Method.MAX: _greatest,
    }
)

TREE_ARMS: Mapping[type, Arm] = MappingProxyType({Indicator: _indicator})
