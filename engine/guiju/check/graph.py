"""What needs what: an order in which everything comes after what it needs, and the cycles that prevent one.

Without recursion, so that a long chain is a finding and not a crash.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

Path = list[str]


def in_order(needs: Mapping[str, Sequence[str]]) -> tuple[list[str], list[Path]]:
    """Names ordered so that each comes after those it needs, and the cycles (first name repeated at the end).

    A name on a cycle is in the order too, at an arbitrary place. Each name is on at most one reported cycle.
    """
    order: list[str] = []
    cycles: list[Path] = []
    done: set[str] = set()
    circular: set[str] = set()
    for start in needs:
        path: dict[str, None] = {}
        stack: list[tuple[str, bool]] = [(start, True)]
        while stack:
            name, entering = stack.pop()
            if not entering:
                del path[name]
                done.add(name)
                order.append(name)
            elif name in path:
                names = list(path)
                cycle = names[names.index(name) :]
                if not circular.intersection(cycle):
                    cycles.append([*cycle, name])
                circular.update(cycle)
            elif name not in done:
                path[name] = None
                stack.append((name, False))
                stack.extend((other, True) for other in reversed(needs.get(name, ())))
    return order, cycles
