"""The smallest sets of weights to change so that every node equals the sum of its children.

A node's deviation is the sum of its children less its own weight. Changing a weight by d changes the deviation of its
parent by d and, if it has children, its own by -d. The search takes the deepest node that deviates and tries every
weight that can bring it to zero, so it meets every smallest set; a set larger than `MOST_CHANGES` is not looked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from guiju.rulebook.scheme import Indicator

MOST_CHANGES = 3
MOST_WRONG = 8
MOST_CANDIDATES = 100
_MOST_STEPS = 6
Changes = Mapping[str, Fraction]


def deviations(root: Indicator) -> dict[str, Fraction]:
    """Deviation of every node with children, by name."""
    return {
        node.name: sum((child.weight for child in node.children), Fraction(0)) - node.weight
        for node in root.walk()
        if node.children
    }


def smallest_repairs(root: Indicator, wrong: Mapping[str, Fraction]) -> tuple[Changes, ...]:
    """Every smallest set of changes that takes the deviations `wrong` to zero and leaves the others as they are.

    The full mark of the scheme is never changed, and no weight becomes zero or negative.
    """
    nodes = {node.name: node for node in root.walk()}
    open_ = [nodes[name] for name, deviation in wrong.items() if deviation]
    if len(open_) > MOST_WRONG or sum(len(node.children) for node in open_) > MOST_CANDIDATES:
        return ()
    parents = {child.name: node.name for node in root.walk() for child in node.children}
    found: dict[frozenset[tuple[str, Fraction]], Changes] = {}
    for most in range(1, MOST_CHANGES + 1):
        for changes in _search(root.name, nodes, parents, dict(wrong), {}, most, _MOST_STEPS):
            if all(nodes[name].weight + change > 0 for name, change in changes.items()):
                found[frozenset(changes.items())] = changes
        if found:
            break
    return tuple(found.values())


def _search(
    root: str,
    nodes: Mapping[str, Indicator],
    parents: Mapping[str, str],
    wrong: Mapping[str, Fraction],
    changes: Changes,
    most: int,
    steps: int,
) -> Iterator[Changes]:
    open_ = [name for name, deviation in wrong.items() if deviation]
    if not open_:
        yield {name: change for name, change in changes.items() if change}
        return
    if steps == 0:
        return
    name = max(open_, key=lambda n: (nodes[n].level, n))
    deviation = wrong[name]
    candidates = [(child.name, -deviation) for child in nodes[name].children]
    if name != root:
        candidates.append((name, deviation))
    for candidate, change in candidates:
        if candidate not in changes and len(changes) >= most:
            continue
        after = dict(wrong)
        if nodes[candidate].children:
            after[candidate] = after.get(candidate, Fraction(0)) - change
        parent = parents[candidate]
        after[parent] = after.get(parent, Fraction(0)) + change
        made = {**changes, candidate: changes.get(candidate, Fraction(0)) + change}
        yield from _search(root, nodes, parents, after, made, most, steps - 1)
