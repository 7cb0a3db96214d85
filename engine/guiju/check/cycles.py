"""Pass `cycles`: no indicator is scored by something that needs its own score.

Cycles among definitions are met while they are resolved (`check/named.py`); here are those that go through the tree.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

from guiju.check.draft import Draft
from guiju.check.graph import in_order
from guiju.diagnostics.codes import problem
from guiju.diagnostics.model import Diagnostic
from guiju.rulebook import expressions as ex
from guiju.rulebook.scheme import Indicator


def nodes_of(draft: Draft, node: Any) -> Iterator[ex.Expression]:
    """Every expression in a part of the rulebook, those of the definitions it uses included."""
    stack: list[Any] = [node]
    visited: set[str] = set()
    while stack:
        part = stack.pop()
        if isinstance(part, ex.Expression):
            yield part
            if isinstance(part, ex.DefinitionRef) and part.name not in visited:
                visited.add(part.name)
                if definition := draft.definitions.get(part.name):
                    stack.append(definition.value)
        if isinstance(part, tuple):
            stack.extend(part)
        elif dataclasses.is_dataclass(part) and not isinstance(part, Indicator):
            stack.extend(
                getattr(part, f.name) for f in dataclasses.fields(part) if f.name not in ("type", "place")
            )


def cycles(draft: Draft) -> Iterator[Diagnostic]:
    """An indicator whose measure leads back to its own score, with the path."""
    nodes = {node.name: node for root in draft.schemes.values() for node in root.walk()}
    _, found = in_order({name: _needs(draft, node) for name, node in nodes.items()})
    for path in found:
        yield problem("N204", nodes[path[0]].place, name=path[0], path=" → ".join(path), subject=path[0])


def _needs(draft: Draft, node: Indicator) -> tuple[str, ...]:
    """The indicators whose scores the score of a node is made from."""
    found = [child.name for child in node.children]
    for part in nodes_of(draft, node.scoring):
        if isinstance(part, ex.IndicatorRef) and part.aspect is not ex.Aspect.WEIGHT:
            found.append(part.name)
        elif isinstance(part, ex.LevelRef):
            found.extend(n.name for n in draft.schemes[part.scheme].at_level(part.level))
    return tuple(found)
