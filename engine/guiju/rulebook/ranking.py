"""The walk over rankings: the place of a town among those it is compared with."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from fractions import Fraction

from guiju.numbers.states import Cause, CauseKind, Missing, State, merge
from guiju.rulebook import exact, model
from guiju.rulebook.exact import Value
from guiju.rulebook.walk import Elsewhere, Walk

_ONE = Fraction(1)


def ranking(walk: Walk, node: model.Ranking) -> Value:
    """The place: 1 and the number of towns that are better; what towns without a difference get is declared.

    A town of which it is open whether it is better leaves the place between bounds.
    """
    own = [walk.of(key.value) for key in node.keys]
    towns = walk.towns(node.population)
    if isinstance(towns, Missing):
        return towns
    others = [town for town in towns[1:] if isinstance(town, Elsewhere)]
    found = [(town, [town.inside(key.value) for key in node.keys]) for town in others]
    results = [(values, better(node, values, own)) for _, values in found]
    ahead = [values for values, result in results if result == 1]
    open_ = [result for _, result in results if isinstance(result, Missing)]
    equal = sum(result == 0 for _, result in results)
    first = _ONE + _count(node, ahead)
    if open_:
        return merge(tuple(open_)).within(first if node.ties is not model.Ties.DENSE else _ONE,
                                          _ONE + len(ahead) + equal + len(open_))  # fmt: skip
    match node.ties:
        case model.Ties.BEST | model.Ties.DENSE:
            return first
        case model.Ties.WORST:
            return first + equal
        case model.Ties.MEAN:
            return first + Fraction(equal, 2)
        case model.Ties.UNDETERMINED:
            return first if not equal else _tied(node, first, equal)


def _tied(node: model.Ranking, first: Fraction, equal: int) -> Missing:
    return Missing(State.UNKNOWN, frozenset({Cause(CauseKind.TIE, node.name)}), first, first + equal)


def better(node: model.Ranking, values: Sequence[Value], own: Sequence[Value]) -> int | Missing:
    """1, 0 or -1 as a town with `values` comes before, with or after one with `own`; Missing when it is open."""
    for key, value, mine in zip(node.keys, values, own, strict=True):
        ahead = exact.compare(">" if key.descending else "<", value, mine)
        behind = exact.compare("<" if key.descending else ">", value, mine)
        if ahead is True or behind is True:
            return 1 if ahead is True else -1
        if isinstance(ahead, Missing) or isinstance(behind, Missing):
            return merge((ahead, behind))
    return 0


def _count(node: model.Ranking, ahead: Sequence[Sequence[Value]]) -> int:
    """How many places the better towns take: each its own, or one for those that are equal."""
    if node.ties is not model.Ties.DENSE:
        return len(ahead)
    return sum(
        not any(better(node, values, before) == 0 for before in itertools.islice(ahead, index))
        for index, values in enumerate(ahead)
    )
