"""The smallest sets of weights to change so that every node equals the sum of its children. Exact, and all of them.

A node's deviation is the sum of its children less its own weight. Changing the weight of a node by x changes the
deviation of its parent by x and its own by -x, so a repair is an amount x for each node (0 for the full mark) with

    sum of x over the children = x of the node - its deviation        at every node with children,

and no weight may become zero or negative. For each node the fewest figures that can be changed in it and below it is
a function of its x: almost everywhere a staircase (some leaf takes up the amount, as far as its weight allows), and
lower at a few points (where nothing changes, or only what is wrong). `Costs` holds such a function exactly, `_added`
makes that of neighbours together, and the value at the top is the least number of figures: that is the proof. The sets
are then read off backwards. See docs/decisions/2026-11-23-repairs-are-computed-not-searched.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice

from guiju.rulebook.scheme import Indicator

MOST_CHANGES = 16  # figures of one repair; a text with more wrong is not repaired but written again
MOST_SETS = 50  # sets that anybody reads
MOST_PAIRS = 1_000_000  # pairs of amounts looked at: some seconds
QUICK_PAIRS = 20_000  # as many as `check` spends on a fix
Changes = Mapping[str, Fraction]
Progress = Callable[[int], None]


class NoRepair(Exception):
    """There is no list of smallest repairs; the subclasses say why."""


class TooLarge(NoRepair):
    """The search would take longer than anybody waits, or more than `MOST_CHANGES` figures would have to change."""


class Shared(NoRepair):
    """Several figures may share one amount in any proportion: there are sets without end. `count` figures change."""

    def __init__(self, count: int) -> None:
        self.count = count
        super().__init__(f"{count} figures share an amount")


class Mixed(NoRepair):
    """Points below per cent: what a change of one means for the other is not written down anywhere."""


def deviations(root: Indicator) -> dict[str, Fraction]:
    """Deviation of every node with children, by name, in points."""
    return {
        node.name: sum((child.weight for child in node.children), Fraction(0)) - node.weight
        for node in root.walk()
        if node.children
    }


def smallest_repairs(
    root: Indicator,
    wrong: Mapping[str, Fraction],
    progress: Progress = lambda _: None,
    most_pairs: int = MOST_PAIRS,
) -> tuple[Changes, ...]:
    """Every smallest set of changes that takes the deviations `wrong` to zero and leaves the others as they are.

    The fewest figures come first in what is smallest, and the sets are in the order of the size of their changes. A
    change is in the unit its weight is printed in. The full mark is never changed, and no weight becomes zero or
    negative. At most `MOST_SETS` + 1 of them. Raises TooLarge, Shared and Mixed; see there.
    """
    if not any(wrong.values()):
        return ()
    counted = _Counter(progress, most_pairs)
    found: list[dict[str, Fraction]] = [{}]
    for group in _groups(root, wrong):
        sets = list(islice(_sets_of(group, counted), MOST_SETS + 1))
        if not sets:
            return ()
        found = [{**one, **two} for one in found for two in sets][: MOST_SETS + 1]
    return tuple(sorted(found, key=_size))


def _size(changes: Changes) -> tuple[Fraction, list[str]]:
    return sum((abs(change) for change in changes.values()), Fraction(0)), sorted(changes)


@dataclass(frozen=True)
class _Knot:
    """A weight that may change; `deviation` is that of its children, in the unit of this tree."""

    name: str
    weight: Fraction
    deviation: Fraction
    children: tuple[_Knot, ...]


def _groups(root: Indicator, wrong: Mapping[str, Fraction]) -> Iterator[_Knot]:
    """The trees in which points are compared with points. Children in per cent sum to 100 whatever their parent has,
    so each such group is a tree of its own, and above it their parent stands like a leaf.
    """
    if _in_percent(root) or root.children:
        yield _knot(root, wrong)
    for node in root.walk():
        if not _in_percent(node):
            continue
        if any(child.children and not _in_percent(child) for child in node.children):
            raise Mixed
        if wrong.get(node.name):
            shares = tuple(
                _Knot(child.name, child.weight * 100 / node.weight, Fraction(0), ())
                for child in node.children
            )
            yield _Knot(node.name, node.weight, wrong[node.name] * 100 / node.weight, shares)


def _in_percent(node: Indicator) -> bool:
    return bool(node.children) and all(child.in_percent for child in node.children)


def _knot(node: Indicator, wrong: Mapping[str, Fraction]) -> _Knot:
    if _in_percent(node):
        return _Knot(node.name, node.weight, Fraction(0), ())
    children = tuple(_knot(child, wrong) for child in node.children)
    return _Knot(node.name, node.weight, wrong.get(node.name, Fraction(0)), children)


@dataclass(frozen=True)
class Costs:
    """The fewest figures to change for each amount.

    A stair (low, cost) says that any amount above `low` can be had for `cost`; a point that one amount can be had for
    less than the stairs ask. Stairs get dearer as they go down.
    """

    stairs: tuple[tuple[Fraction, int], ...]
    points: Mapping[Fraction, int]

    def at(self, amount: Fraction) -> int | None:
        """The fewest figures for this amount; None when it cannot be had."""
        found = [cost for low, cost in self.stairs if amount > low]
        if amount in self.points:
            found.append(self.points[amount])
        return min(found, default=None)


class _Counter:
    """Counts the pairs looked at and tells now and then."""

    def __init__(self, progress: Progress, most: int) -> None:
        self.progress = progress
        self.most = most
        self.pairs = 0

    def count(self, pairs: int) -> None:
        self.pairs += pairs
        if self.pairs > self.most:
            raise TooLarge
        self.progress(self.pairs)


@dataclass(frozen=True)
class _Part:
    """A node (`knot`), or several neighbours together (`halves`), with what its amounts cost."""

    costs: Costs
    knot: _Knot | None = None
    halves: tuple[_Part, ...] = ()


def _pruned(stairs: Sequence[tuple[Fraction, int]], points: Mapping[Fraction, int], most: int) -> Costs:
    kept: list[tuple[Fraction, int]] = []
    for low, cost in sorted(stairs, key=lambda stair: (stair[1], stair[0])):
        if cost <= most and (not kept or low < kept[-1][0]):
            kept.append((low, cost))
    steps = Costs(tuple(kept), {})
    better = {}
    for amount, cost in points.items():
        other = steps.at(amount)
        if cost <= most and (other is None or cost < other):
            better[amount] = cost
    return Costs(steps.stairs, better)


def _added(one: Costs, two: Costs, most: int, counted: _Counter) -> Costs:
    """What two neighbours cost together: for each amount the best way to share it."""
    counted.count((len(one.stairs) + len(one.points)) * (len(two.stairs) + len(two.points)))
    stairs = [(a + b, c + d) for a, c in one.stairs for b, d in two.stairs]
    stairs += [(a + b, c + d) for a, c in one.stairs for b, d in two.points.items()]
    stairs += [(a + b, c + d) for a, c in one.points.items() for b, d in two.stairs]
    points: dict[Fraction, int] = {}
    for a, c in one.points.items():
        for b, d in two.points.items():
            points[a + b] = min(c + d, points.get(a + b, c + d))
    return _pruned(stairs, points, most)


def _part(knot: _Knot, most: int, counted: _Counter) -> _Part:
    if not knot.children:
        return _Part(Costs(((-knot.weight, 1),), {Fraction(0): 0}), knot)
    below = _together([_part(child, most, counted) for child in knot.children], most, counted)
    shift, least = knot.deviation, -knot.weight
    stairs = [(max(low + shift, least), cost + 1) for low, cost in below.costs.stairs]
    points = {
        amount + shift: cost + 1 for amount, cost in below.costs.points.items() if amount + shift > least
    }
    unchanged = below.costs.at(-shift)
    if unchanged is not None:
        points[Fraction(0)] = unchanged
    return _Part(_pruned(stairs, points, most), knot, (below,))


def _together(parts: Sequence[_Part], most: int, counted: _Counter) -> _Part:
    if len(parts) == 1:
        return parts[0]
    middle = len(parts) // 2
    halves = tuple(_together(some, most, counted) for some in (parts[:middle], parts[middle:]))
    return _Part(_added(halves[0].costs, halves[1].costs, most, counted), None, halves)


def _sets_of(root: _Knot, counted: _Counter) -> Iterator[dict[str, Fraction]]:
    """Every smallest set for one tree."""
    if not root.children:
        yield {}
        return
    most = 2
    while most <= MOST_CHANGES:
        below = _together([_part(child, most, counted) for child in root.children], most, counted)
        cost = below.costs.at(-root.deviation)
        if cost is not None:
            try:
                yield from _read(below, -root.deviation, cost, counted)
            except Shared:
                raise Shared(cost) from None
            return
        most *= 2
    raise TooLarge


def _read(part: _Part, amount: Fraction, cost: int, counted: _Counter) -> Iterator[dict[str, Fraction]]:
    """Every set of changes in `part` that gives it `amount` for exactly `cost`, which is the least."""
    counted.count(1)
    knot = part.knot
    if knot is not None:
        own = {knot.name: amount} if amount else {}
        if not part.halves:
            yield own
            return
        for below in _read(part.halves[0], amount - knot.deviation, cost - len(own), counted):
            yield {**own, **below}
        return
    one, two = part.halves
    for low, c in one.costs.stairs:
        for other, d in two.costs.stairs:
            if c + d == cost and low + other < amount:
                raise Shared(cost)
    shares = {*one.costs.points, *(amount - other for other in two.costs.points)}
    for share in sorted(shares):
        c_one, c_two = one.costs.at(share), two.costs.at(amount - share)
        if c_one is None or c_two is None or c_one + c_two != cost:
            continue
        for left in _read(one, share, c_one, counted):
            for right in _read(two, amount - share, c_two, counted):
                yield {**left, **right}
