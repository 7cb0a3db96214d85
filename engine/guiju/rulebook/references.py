"""Which names a part of a rulebook needs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from types import MappingProxyType
from typing import Any

from guiju.rulebook import expressions as ex
from guiju.rulebook import model, scheme
from guiju.source import Place

# Class -> the fields that hold a name of the file. What is not here names nothing.
NAMING: Mapping[type, tuple[str, ...]] = MappingProxyType(
    {
        ex.InputRef: ("name",),
        ex.SeriesRef: ("name",),
        ex.ParameterRef: ("name",),
        ex.DefinitionRef: ("name",),
        ex.IndicatorRef: ("name",),
        ex.AdjustmentRef: ("name",),
        ex.GradeRef: ("name",),
        ex.LevelRef: ("scheme",),
        ex.ChildrenRef: ("name",),
        ex.TownsRef: ("name",),
        ex.RankingRef: ("name",),
        ex.Lookup: ("declared",),
        scheme.ExpertMark: ("panel",),
        scheme.Aggregation: ("reading",),
        scheme.Averaging: ("reading",),
        scheme.Totals: ("panel",),
        model.Ranking: ("population",),
    }
)
_NO_NAMES = frozenset({"place", "weight_place", "type", "remarks", "label", "source", "children"})


def references(node: Any) -> frozenset[str]:
    """The names that stand in a node; of an indicator those of its own lines, not of its children."""
    return frozenset(_names(node))


def _names(root: Any) -> Iterator[str]:
    stack = [root]
    while stack:
        node = stack.pop()
        if isinstance(node, tuple):
            stack.extend(node)
        elif is_dataclass(node) and not isinstance(node, type | Place):
            found = (getattr(node, field) for field in NAMING.get(type(node), ()))
            yield from (name for name in found if name)
            stack.extend(getattr(node, one.name) for one in fields(node) if one.name not in _NO_NAMES)
