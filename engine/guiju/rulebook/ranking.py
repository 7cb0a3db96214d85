"""The walk over rankings: the place of a town among those it is compared with."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from guiju.numbers.states import Cause, CauseKind, Missing, State, merge
from guiju.rulebook import exact, model
from guiju.rulebook.exact import Value
from guiju.rulebook.walk import Elsewhere, Walk

_ZERO, _HALF, _ONE = Fraction(0), Fraction(1, 2), Fraction(1)


class Rival(NamedTuple):
    """Another town: whether it comes before the one at hand, and whether it is equal to it by every key."""

    ahead: Value
    equal: Value
    values: Sequence[Value]


def ranking(walk: Walk, node: model.Ranking) -> Value:
    """The place: 1 and the number of towns that are better; what towns without a difference get is declared.

    A town of which it is open whether it is better leaves the place between bounds.
    """
    own = [walk.of(key.value) for key in node.keys]
    towns = walk.towns(node.population)
    if isinstance(towns, Missing):
        return merge((towns, *own))
    others = [town for town in towns[1:] if isinstance(town, Elsewhere)]
    rivals = [rival(node, [town.inside(key.value) for key in node.keys], own) for town in others]
    if node.ties is model.Ties.DENSE:
        return _dense(node, rivals)
    place = exact.total([_ONE, *(_taken(node.ties, one) for one in rivals)])
    if node.ties is model.Ties.UNDETERMINED:
        return _untied(node, rivals, place)
    return place


def rival(node: model.Ranking, values: Sequence[Value], own: Sequence[Value]) -> Rival:
    """How a town with `values` stands to one with `own`: the first key that tells them apart decides."""
    same: list[Value] = []
    ahead: list[Value] = []
    for key, value, mine in zip(node.keys, values, own, strict=True):
        ahead.append(exact.both((*same, exact.compare(">" if key.descending else "<", value, mine))))
        same.append(exact.compare("=", value, mine))
    return Rival(exact.either(ahead), exact.both(same), values)


def _taken(ties: model.Ties, one: Rival) -> Value:
    """The places a town takes before the one at hand: one, half of one, or none."""
    for_equal = {model.Ties.WORST: _ONE, model.Ties.MEAN: _HALF}.get(ties, _ZERO)
    possible = []
    if one.ahead is not False:
        possible.append(_ONE)
    if one.ahead is not True and one.equal is not False:
        possible.append(for_equal)
    if one.ahead is not True and one.equal is not True:
        possible.append(_ZERO)
    if len(set(possible)) == 1:
        return possible[0]
    return exact.settle(
        [v for v in (one.ahead, one.equal) if isinstance(v, Missing)], (min(possible), max(possible))
    )


def _untied(node: model.Ranking, rivals: Sequence[Rival], place: Value) -> Value:
    """Towns that are equal must be told apart by somebody else."""
    equal = sum(one.equal is True for one in rivals)
    open_ = [one.equal for one in rivals if isinstance(one.equal, Missing) and one.ahead is not True]
    if not equal and not open_:
        return place
    low, _ = exact.ends(place)
    last = _ONE + sum(one.ahead is not False or one.equal is not False for one in rivals)
    causes = frozenset({Cause(CauseKind.TIE, node.name)}) if equal else frozenset()
    tied = Missing(State.UNKNOWN, causes)
    return merge((tied, *open_, *([place] if isinstance(place, Missing) else []))).within(low, last)


def _dense(node: model.Ranking, rivals: Sequence[Rival]) -> Value:
    """One place for all towns that are equal: how many different ones are ahead."""
    open_ = [one for one in rivals if isinstance(one.ahead, Missing)]
    ahead = [one for one in rivals if one.ahead is True]
    unclear = [v for one in (*ahead, *open_) for v in one.values if isinstance(v, Missing)]
    if not open_ and not unclear:
        return _ONE + len(_different(node, ahead))
    missing = merge((*unclear, *(one.ahead for one in open_)))
    return missing.within(_ONE + bool(ahead), _ONE + len(ahead) + len(open_))


def _different(node: model.Ranking, ahead: Sequence[Rival]) -> list[Rival]:
    found: list[Rival] = []
    for one in ahead:
        if not any(rival(node, one.values, before.values).equal is True for before in found):
            found.append(one)
    return found
