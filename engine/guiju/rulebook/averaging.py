"""How the marks or the totals of experts become one: which count, which are dropped, and their mean."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from guiju.numbers.real import Number, Undecided
from guiju.numbers.states import CauseKind, Missing, merge
from guiju.rulebook import exact
from guiju.rulebook.applied import ascending
from guiju.rulebook.exact import Value
from guiju.rulebook.experts import ByExpert, Shares
from guiju.rulebook.roundings import rounded
from guiju.rulebook.scheme import AbsentMark, Adjustment, Averaging, Indicator
from guiju.rulebook.walk import Walk
from guiju.source import Place

_ZERO = Fraction(0)
_ONE = Fraction(1)


def _is(value: Value, kind: CauseKind) -> bool:
    return isinstance(value, Missing) and any(cause.kind is kind for cause in value.because)


def is_absent_mark(value: Value) -> bool:
    """Whether an expert was absent and did not give this mark."""
    return _is(value, CauseKind.ABSENT)


def is_recused(value: Value) -> bool:
    """Whether an expert does not take part here."""
    return _is(value, CauseKind.RECUSED)


def counts(value: Value, by: Averaging) -> bool:
    """Whether a mark or a total enters the mean: none of a recused expert, no absent one the rules leave out."""
    if is_recused(value):
        return False
    return by.absent is not AbsentMark.NOT_COUNTED or not is_absent_mark(value)


def trimmed(by: Averaging, marks: int) -> int:
    """How many of the highest and of the lowest marks are dropped."""
    dropped = 0
    if by.trim is not None and exact.compare(by.trim.operator, Fraction(marks), by.trim.experts) is True:
        dropped = by.trim.count
    return max(dropped, (marks - 1) // 2) if by.median else dropped


def middle(values: Sequence[Value], by: Averaging, place: Place) -> Value:
    """The mean of what is left without the extremes, rounded as the rules say; undefined when nothing is left."""
    dropped = trimmed(by, len(values))
    if len(values) <= 2 * dropped:
        return exact.undefined(place)
    mean = exact.rising(values, lambda *given: _mean(ascending(given), dropped))
    return mean if by.places is None else rounded(mean, Fraction(10) ** -by.places, by.mode)


def _mean(ordered: list[Number], dropped: int) -> Number:
    kept = ordered[dropped : len(ordered) - dropped]
    return sum(kept, _ZERO) * Fraction(1, len(kept))


def shares_of(totals: Sequence[Value], by: Averaging, place: Place) -> Shares:
    """How much each total counts in the mean, in all as many as are kept; Missing where it is open which are.

    Where several are equal and only some of them are kept, each counts its part, so that no order decides.
    """
    dropped = trimmed(by, len(totals))
    if not dropped:
        return (_ONE,) * len(totals)
    if any(isinstance(total, Missing) for total in totals):
        return merge(tuple(totals))
    try:
        below = [sum(exact.order(other, total) < 0 for other in totals) for total in totals]
        equal = [sum(exact.order(other, total) == 0 for other in totals) for total in totals]
    except Undecided:
        return exact.undefined(place, CauseKind.UNDECIDED)
    first, last = dropped, len(totals) - dropped
    kept = [max(min(low + same, last) - max(low, first), 0) for low, same in zip(below, equal, strict=True)]
    return tuple(Fraction(some, same) for some, same in zip(kept, equal, strict=True))


def weighted(values: Sequence[Value], by: Averaging, shares: Shares) -> Value:
    """The mean of the points of a node over the experts, each counting its share."""
    if not isinstance(shares, Missing):
        parts = [exact.multiply(value, share) for value, share in zip(values, shares, strict=True) if share]
        return exact.multiply(exact.total(parts), _ONE / sum(shares, _ZERO))
    return _any_of(values, len(values) - 2 * trimmed(by, len(values)), shares)


def _any_of(values: Sequence[Value], kept: int, open_: Missing) -> Value:
    """The mean of so many of some values, it is open which."""
    ends = [exact.ends(value) for value in values]
    lower = sorted(low for low, _ in ends if low is not None)
    upper = sorted((high for _, high in ends if high is not None), reverse=True)
    bounds = (
        sum(lower[:kept], _ZERO) / kept if len(lower) == len(values) else None,
        sum(upper[:kept], _ZERO) / kept if len(upper) == len(values) else None,
    )
    return exact.settle((open_, *values), bounds)


def spread_out(walk: Walk, node: Indicator | Adjustment) -> Value | None:
    """The mean of the points of a node over the experts whose totals count; None of a node that no mark decides."""
    found = walk.experts.spreading(node.name)
    if found is None:
        return None
    shares = (None,) * len(found.experts) if isinstance(found.shares, Missing) else found.shares
    pairs = zip(found.experts, shares, strict=True)
    values = [walk.of(ByExpert(node.name, expert, share)) for expert, share in pairs]
    if isinstance(node, Indicator):
        for part in (*node.children, *node.adjustments):
            walk.once(part)
    return weighted(values, found.by, found.shares)
