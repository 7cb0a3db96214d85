"""The walk over tables in formulas: by the options of a choice, between knots, and by tiers of a number."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from types import MappingProxyType

from guiju.numbers.real import Undecided
from guiju.numbers.states import CauseKind, Missing, State
from guiju.rulebook import exact
from guiju.rulebook import expressions as ex
from guiju.rulebook.exact import Value
from guiju.rulebook.walk import Arm, Walk

_ZERO = Fraction(0)


def _lookup(walk: Walk, node: ex.Lookup) -> Value:
    subject = walk.of(node.subject)
    if isinstance(subject, Missing):
        if subject.state is State.NOT_APPLICABLE:
            return subject.within(None, None)
        return exact.hull(subject, [walk.of(value) for _, value in node.table])
    return next(walk.of(value) for option, value in node.table if option == subject)


def _interpolate(walk: Walk, node: ex.Interpolate) -> Value:
    x = walk.of(node.subject)
    knots = [(walk.of(at), walk.of(value)) for at, value in node.knots]
    for _, value in knots:
        if isinstance(value, Missing):
            return exact.settle((x, *(v for knot in knots for v in knot)), (None, None))
    try:
        return exact.piecewise(x, knots, node.place)
    except Undecided:
        return exact.undefined(node.place, CauseKind.UNDECIDED)


def _tiers(walk: Walk, node: ex.Tiers) -> Value:
    return _TIERS[node.function](walk, node)


def _tier(walk: Walk, node: ex.Tiers) -> Value:
    """The value of the first tier that fits, or of one of those that may."""
    return _of_tier(walk, node, lambda x, value: value)


def _whole(walk: Walk, node: ex.Tiers) -> Value:
    """The whole of x at the rate of its tier."""
    return _of_tier(walk, node, exact.multiply)


def _of_tier(walk: Walk, node: ex.Tiers, made: Callable[[Value, Value], Value]) -> Value:
    """What is `made` of x and the value of the first tier that fits, or of one of those that may.

    A missing x that would be in a tier lies between the limits of that tier.
    """
    x = walk.of(node.subject)
    open_: list[Missing] = []
    possible: list[Value] = []
    for tier in node.tiers:
        limit = walk.of(tier.threshold)
        fits = exact.compare(tier.operator, x, limit)
        if fits is False:
            continue
        inside = x if fits is True else _cut(x, limit, below=tier.operator in _BELOW)
        possible.append(made(inside, walk.of(tier.value)))
        if fits is True:
            break
        open_.append(fits)
        x = _cut(x, limit, below=tier.operator not in _BELOW)
    else:
        possible.append(
            exact.undefined(node.place) if node.otherwise is None else made(x, walk.of(node.otherwise))
        )
    if not open_:
        return possible[0]
    found = exact.hull(open_[0], possible)
    return exact.settle((*open_, found), exact.ends(found)) if isinstance(found, Missing) else found


_BELOW = ("≤", "<")


def _cut(x: Value, limit: Value, *, below: bool) -> Value:
    """A missing number that lies on one side of a limit."""
    if not isinstance(x, Missing) or isinstance(limit, Missing):
        return x
    at_least, at_most = exact.ends(limit)
    if below and at_most is not None and (x.upper is None or x.upper > at_most):
        return x.within(x.lower, at_most)
    if not below and at_least is not None and (x.lower is None or x.lower < at_least):
        return x.within(at_least, x.upper)
    return x


def _marginal(walk: Walk, node: ex.Tiers) -> Value:
    """Each part of x at the rate of its own tier; tiers go up from 0, the last one without a limit."""
    x = walk.of(node.subject)
    below: Value = _ZERO
    parts: list[Value] = []
    for tier in node.tiers:
        limit = walk.of(tier.threshold)
        if (
            not isinstance(limit, Missing)
            and not isinstance(below, Missing)
            and exact.order(limit, below) < 0
        ):
            return exact.undefined(node.place, CauseKind.BENCHMARKS)
        parts.append(_part(x, below, limit, walk.of(tier.value)))
        below = limit
    if node.otherwise is not None:
        above = exact.maximum((exact.subtract(x, below), _ZERO))
        parts.append(exact.multiply(above, walk.of(node.otherwise)))
    elif exact.compare(">", x, below) is not False:
        return exact.undefined(node.place)
    return exact.total(parts)


def _part(x: Value, below: Value, limit: Value, rate: Value) -> Value:
    reached = exact.minimum((exact.maximum((x, below)), limit))
    return exact.multiply(exact.subtract(reached, below), rate)


_TIERS: Mapping[str, Callable[[Walk, ex.Tiers], Value]] = MappingProxyType(
    {"tier": _tier, "whole": _whole, "marginal": _marginal}
)

TABLE_ARMS: Mapping[type, Arm] = MappingProxyType(
    {ex.Lookup: _lookup, ex.Interpolate: _interpolate, ex.Tiers: _tiers}
)
