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
from guiju.rulebook.model import Grades, Ranking
from guiju.rulebook.scheme import Indicator


def nodes_of(draft: Draft, node: Any) -> Iterator[ex.Expression]:
    """Every expression in a part of the rulebook, with those behind the names it uses.

    Behind a name stand the formula of a definition, what stands in for an input, the keys of a ranking, the subject
    and the conditions of a grade, and the items of a bonus or a deduction.
    """
    stack: list[Any] = [node]
    visited: set[tuple[type, str]] = set()
    while stack:
        part = stack.pop()
        if isinstance(part, ex.Expression):
            yield part
            key = (type(part), getattr(part, "name", ""))
            if key[1] and key not in visited:
                visited.add(key)
                stack.extend(_behind(draft, part))
        if isinstance(part, tuple):
            stack.extend(part)
        elif dataclasses.is_dataclass(part) and not isinstance(part, Indicator):
            stack.extend(
                getattr(part, f.name) for f in dataclasses.fields(part) if f.name not in ("type", "place")
            )


def _behind(draft: Draft, part: ex.Expression) -> Iterator[Any]:
    """What stands behind a name."""
    match part:
        case ex.DefinitionRef(name=name) if name in draft.definitions:
            yield draft.definitions[name].value
        case ex.InputRef(name=name) | ex.SeriesRef(name=name) if name in draft.inputs:
            yield draft.inputs[name].fallback
        case ex.TownsRef(name=name) if name in draft.populations:
            yield draft.populations[name].grouping
        case ex.RankingRef(name=name) if name in draft.rankings:
            yield draft.rankings[name].keys
        case ex.GradeRef(name=name) if name in draft.grades:
            scale = draft.grades[name]
            yield (scale.subject, scale.bands, scale.caps)
        case ex.AdjustmentRef(name=name):
            nodes = (node for root in draft.schemes.values() for node in root.walk())
            yield tuple(one.items for node in nodes for one in node.adjustments if one.name == name)
        case _:
            return


def cycles(draft: Draft) -> Iterator[Diagnostic]:
    """An indicator, a grade or a ranking that leads back to itself, with the path."""
    nodes: dict[str, Any] = {node.name: node for root in draft.schemes.values() for node in root.walk()}
    nodes |= draft.grades | draft.rankings
    _, found = in_order({name: _needs(draft, node) for name, node in nodes.items()})
    for path in found:
        yield problem("N204", nodes[path[0]].place, name=path[0], path=" → ".join(path), subject=path[0])


def _needs(draft: Draft, node: Indicator | Grades | Ranking) -> tuple[str, ...]:
    """The indicators, grades and rankings a node is made from."""
    found: list[str] = []
    parts: tuple[Any, ...] = (node,)
    if isinstance(node, Indicator):
        found.extend(child.name for child in node.children)
        formula = node.aggregation.formula if node.aggregation else None
        parts = (node.scoring, formula, node.adjustments, node.vetoes, node.applies)
    for part in nodes_of(draft, parts):
        match part:
            case ex.IndicatorRef(name=name, aspect=aspect) if aspect is not ex.Aspect.WEIGHT:
                found.append(name)
            case ex.GradeRef(name=name) | ex.RankingRef(name=name):
                found.append(name)
            case ex.LevelRef(scheme=scheme, level=level):
                found.extend(n.name for n in draft.schemes[scheme].at_level(level))
            case ex.ChildrenRef(name=name):
                found.extend(_children(draft, name))
            case _:
                pass
    return tuple(found)


def _children(draft: Draft, name: str) -> Iterator[str]:
    for root in draft.schemes.values():
        for node in root.walk():
            if node.name == name:
                yield from (child.name for child in node.children)
