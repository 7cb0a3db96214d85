"""The walk over the marks of a panel: the mean for each indicator, or the mean of the totals of each expert."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType

from guiju.numbers.states import Missing
from guiju.rulebook.adjusting import held_between, held_score
from guiju.rulebook.averaging import counts, middle, shares_of
from guiju.rulebook.exact import Value
from guiju.rulebook.experts import ByExpert, ExpertTotal, Mark
from guiju.rulebook.scheme import Average, ExpertMark, Indicator
from guiju.rulebook.walk import Arm, Walk

_ZERO = Fraction(0)


def _expert_mark(walk: Walk, node: ExpertMark) -> Value:
    """The mean of the marks for one indicator; in the tree of one expert, the mark of that expert."""
    experts = walk.experts.of(node)
    if isinstance(experts, Missing):
        return experts.within(_ZERO, node.full)
    expert = walk.experts.at_hand(node)
    if expert is not None:
        return held_score(walk.of(Mark(node.indicator, expert)), node.full)
    marks = [walk.of(Mark(node.indicator, one)) for one in experts]
    counted = [mark for mark in marks if counts(mark, node.by)]
    enough = len(counted) if node.by.average is Average.PER_ITEM else 0  # the totals are too few
    short = walk.experts.quorum(node.panel, enough, node.indicator)
    if short is not None:
        return short.within(_ZERO, node.full)
    return held_score(middle(counted, node.by, node.place), node.full)


def _mark(walk: Walk, node: Mark) -> Value:
    return walk.experts.mark(node.indicator, node.expert)


def _expert_total(walk: Walk, node: ExpertTotal) -> Value:
    return walk.experts.total(node)


def _by_expert(walk: Walk, node: ByExpert) -> Value:
    return walk.experts.points(node)


def averaged(walk: Walk, node: Indicator) -> Value | None:
    """The mean of the totals of the experts; None where too few have one, and the tree has to do without marks."""
    assert node.totals is not None
    experts, by = walk.experts.taking_part(node), node.totals.by
    if not experts:
        return None
    totals = [walk.of(ExpertTotal(node, expert)) for expert in experts]
    counted = [(expert, total) for expert, total in zip(experts, totals, strict=True) if counts(total, by)]
    if not node.totals.decides(len(counted)):
        return None
    given = [total for _, total in counted]
    walk.experts.spread(node, [expert for expert, _ in counted], shares_of(given, by, node.place))
    return held_between(middle(given, by, node.place), node.floor, node.ceiling)


PANEL_ARMS: Mapping[type, Arm] = MappingProxyType(
    {ExpertMark: _expert_mark, Mark: _mark, ExpertTotal: _expert_total, ByExpert: _by_expert}
)
