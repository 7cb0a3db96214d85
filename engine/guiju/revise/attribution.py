"""Which change set makes how much of a difference.

The value of a set of changes is the score under the rules with just these changes. With few sets every order in which
they could be made is averaged (the Shapley value, from the 2^n mixtures); with many they are made one after the other
in clause order. Either way the parts sum to the whole exactly: both are sums of differences that cancel.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import combinations
from math import factorial
from typing import Final

from guiju.numbers.algebra import compare
from guiju.numbers.real import Number, Undecided

MOST_AVERAGED: Final = 8  # 2^8 evaluations of a town
_ZERO = Fraction(0)

# The score under the old rules with the sets of these numbers changed; None where it is not determined.
Game = Callable[[frozenset[int]], Number | None]


class Way(StrEnum):
    """How the parts were found."""

    SHAPLEY = "shapley"
    IN_ORDER = "clause_order"


@dataclass(frozen=True, slots=True)
class Share:
    """What the change sets of these numbers contribute; several where they only count together."""

    sets: tuple[int, ...]
    points: Number


@dataclass(frozen=True, slots=True)
class Attribution:
    """The parts of a difference; their sum is the whole. Sets without any influence have no share."""

    way: Way
    shares: tuple[Share, ...]


def attribute(count: int, game: Game) -> Attribution | None:
    """The shares of `count` change sets; None where a mixture that is asked for has no determined score."""
    if count <= MOST_AVERAGED:
        return _averaged([(one,) for one in range(count)], game)
    players = _players(count, game)
    if players is None:
        return None
    return _averaged(players, game) if len(players) <= MOST_AVERAGED else _in_order(count, game)


def _players(count: int, game: Game) -> list[tuple[int, ...]] | None:
    """Each set that moves the score first or last of all, and all the others as one."""
    whole = frozenset(range(count))
    moving: list[tuple[int, ...]] = []
    for one in range(count):
        ends = [game(frozenset()), game(frozenset({one})), game(whole - {one}), game(whole)]
        if any(end is None for end in ends):
            return None
        if _differ(ends[0], ends[1]) or _differ(ends[2], ends[3]):
            moving.append((one,))
    rest = tuple(one for one in range(count) if (one,) not in moving)
    return [*moving, rest] if rest else moving


def _averaged(players: Sequence[tuple[int, ...]], game: Game) -> Attribution | None:
    """The mean of what a player adds over all orders of the players."""
    number = len(players)
    values: dict[frozenset[int], Number] = {}
    for size in range(number + 1):
        for chosen in combinations(range(number), size):
            value = game(frozenset(one for player in chosen for one in players[player]))
            if value is None:
                return None
            values[frozenset(chosen)] = value
    shares = []
    for player, sets in enumerate(players):
        points: Number = _ZERO
        for before, value in values.items():
            if player not in before:
                orders = factorial(len(before)) * factorial(number - len(before) - 1)
                points = points + (values[before | {player}] - value) * Fraction(orders, factorial(number))
        shares.append(Share(sets, points))
    return Attribution(Way.SHAPLEY, _counting(shares))


def _in_order(count: int, game: Game) -> Attribution | None:
    """What each set adds to those before it."""
    shares = []
    before = game(frozenset())
    for one in range(count):
        after = game(frozenset(range(one + 1)))
        if before is None or after is None:
            return None
        shares.append(Share((one,), after - before))
        before = after
    return Attribution(Way.IN_ORDER, _counting(shares))


def _counting(shares: Sequence[Share]) -> tuple[Share, ...]:
    return tuple(share for share in shares if _differ(share.points, _ZERO))


def _differ(one: Number | None, other: Number | None) -> bool:
    """Whether two numbers are not known to be equal."""
    if one is None or other is None:
        return True
    try:
        return compare(one, other) != 0
    except Undecided:
        return True
