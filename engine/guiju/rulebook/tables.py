"""The walk over tables in formulas: by the options of a choice, between knots, and by tiers of a number."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType

from guiju.numbers import interval
from guiju.numbers.real import Undecided
from guiju.numbers.states import CauseKind, Missing, State
from guiju.rulebook import exact
from guiju.rulebook import expressions as ex
from guiju.rulebook.exact import Ends, Value
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
    open_, reached = _reached(walk, node)
    return _one_of(open_, reached)


def _reached(walk: Walk, node: ex.Tiers) -> tuple[list[Missing], list[tuple[Value, Ends]]]:
    """What is open, and the values of the tiers that may fit, each with the bounds of x if it does."""
    x = walk.of(node.subject)
    span = exact.ends(x)
    open_: list[Missing] = []
    reached: list[tuple[Value, Ends]] = []
    for tier in node.tiers:
        limit = walk.of(tier.threshold)
        fits = exact.compare(tier.operator, x, limit)
        if fits is False:
            continue
        inside, outside = _split(span, tier.operator, limit)
        reached.append((walk.of(tier.value), inside))
        if fits is True:
            break
        open_.append(fits)
        span = outside
    else:
        rest = exact.undefined(node.place) if node.otherwise is None else walk.of(node.otherwise)
        reached.append((rest, span))
    return open_, reached


def _split(span: Ends, operator: str, limit: Value) -> tuple[Ends, Ends]:
    """The part of a span on the side of a limit that fits, and the other part."""
    low, high = span
    if isinstance(limit, Missing) or operator not in "≤<≥>":
        return span, span
    floor, ceiling = exact.ends(limit)
    below = (low, ceiling if high is None or ceiling is None else min(high, ceiling))
    above = (floor if low is None or floor is None else max(low, floor), high)
    return (below, above) if operator in "≤<" else (above, below)


def _one_of(open_: Sequence[Missing], reached: Sequence[tuple[Value, Ends]]) -> Value:
    if not open_:
        return reached[0][0]
    found = exact.hull(open_[0], [value for value, _ in reached])
    return exact.settle((*open_, found), exact.ends(found)) if isinstance(found, Missing) else found


def _whole(walk: Walk, node: ex.Tiers) -> Value:
    """The whole of x at the rate of its tier; where it is open which, x lies in the tier whose rate it gets."""
    x = walk.of(node.subject)
    open_, reached = _reached(walk, node)
    value = exact.multiply(x, _one_of(open_, reached))
    if not open_ or not isinstance(value, Missing) or value.state is State.NOT_APPLICABLE:
        return value
    first, *rest = (interval.multiply(span, exact.ends(rate)) for rate, span in reached)
    for product in rest:
        first = interval.hull(first, product)
    return exact.settle((value,), first)


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
