"""Which thing of the old revision is which of the new one.

The same name is the same thing. What has no partner by name is taken for another name of what stands in its place and
means the same; the evidence is said beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from guiju.diagnostics.model import Text
from guiju.revise.sides import Sides
from guiju.rulebook.model import Definition, Input, Rulebook
from guiju.rulebook.scheme import Indicator

_SAME_PLACE = Text("上级、权重和评分相同", "same parent, weight and scoring")
_SAME_CHILDREN = Text("上级和下级相同", "same parent and children")
_SAME_LABEL = Text("全称相同", "same label")
_SAME_MEANING = Text("内容相同", "same content")
_SAME_FIELD = Text("类型、单位和限制相同", "same type, unit and limits")
_SAID_SO = Text("原名", "declared as its former name")
_ONLY_SCHEME = Text("各有一个指标体系", "the only scheme of each")


@dataclass(frozen=True, slots=True)
class Paired:
    """`names` maps old names to new ones (most to themselves), `evidence` says why one is taken for another."""

    names: Mapping[str, str]
    evidence: Mapping[str, tuple[Text, ...]]

    def renamed(self) -> Mapping[str, str]:
        """Only what has another name."""
        return {old: new for old, new in self.names.items() if old != new}


@dataclass
class _Search:
    old: Rulebook
    new: Rulebook
    names: dict[str, str] = field(default_factory=dict)
    evidence: dict[str, tuple[Text, ...]] = field(default_factory=dict)

    def take(self, old: str, new: str, *evidence: Text) -> None:
        self.names[old] = new
        self.evidence[old] = evidence

    def sides(self) -> Sides:
        return Sides(self.old, self.new, {o: n for o, n in self.names.items() if o != n})

    def left(self, old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[list[Any], list[Any]]:
        taken = set(self.names.values())
        return (
            [one for name, one in old.items() if name not in self.names],
            [one for name, one in new.items() if name not in taken],
        )


def pair(old: Rulebook, new: Rulebook) -> Paired:
    """Partners of everything that has a name."""
    search = _Search(old, new)
    for section in _SECTIONS:
        before, after = getattr(old, section), getattr(new, section)
        search.names.update({name: name for name in before if name in after})
    for section in ("inputs", "indicators"):
        _formerly(search, getattr(old, section), getattr(new, section))
    _inputs(search)
    for section in ("panels", "readings", "populations", "parameters", "tables", "definitions"):
        _by_content(search, getattr(old, section), getattr(new, section))
    _schemes(search)
    _tree(search)
    _by_content(search, old.adjustments, new.adjustments)
    for section in ("grades", "rankings", "designations", "definitions"):
        _by_content(search, getattr(old, section), getattr(new, section))
    return Paired(search.names, search.evidence)


_SECTIONS = (
    "inputs", "parameters", "tables", "definitions", "readings", "panels", "schemes", "indicators", "adjustments",
    "grades", "designations", "populations", "rankings",
)  # fmt: skip


def _match(
    search: _Search, old: list[Any], new: list[Any], fits: Callable[[Any, Any], bool], *evidence: Text
) -> None:
    """Partners one to one: only where each fits no other."""
    for one in old:
        candidates = [other for other in new if fits(one, other)]
        if len(candidates) != 1:
            continue
        rivals = [other for other in old if fits(other, candidates[0])]
        if len(rivals) == 1:
            search.take(one.name, candidates[0].name, *evidence)


def _formerly(search: _Search, old: Mapping[str, Any], new: Mapping[str, Any]) -> None:
    """What the new revision says was called so in the old one."""
    for name, one in new.items():
        if name not in old:
            former = one.field.formerly if isinstance(one, Input) else one.formerly
            known = [other for other in former if other in old and other not in search.names]
            if len(known) == 1:
                search.take(known[0], name, _SAID_SO)


def _inputs(search: _Search) -> None:
    """A figure of the same type under another name, told by its label or because there is no other."""

    def fits(one: Input, other: Input) -> bool:
        return search.sides().same((one.field, one.fallback), (other.field, other.fallback))

    old, new = search.left(search.old.inputs, search.new.inputs)
    labelled = [one for one in old if one.field.label]
    _match(
        search,
        labelled,
        new,
        lambda a, b: a.field.label == b.field.label and fits(a, b),
        _SAME_FIELD,
        _SAME_LABEL,
    )
    old, new = search.left(search.old.inputs, search.new.inputs)
    if len(old) == len(new) == 1:
        _match(search, old, new, fits, _SAME_FIELD)


def _by_content(search: _Search, old: Mapping[str, Any], new: Mapping[str, Any]) -> None:
    before, after = search.left(old, new)
    if not before or not after:
        return
    sides = search.sides()

    def fits(one: Any, other: Any) -> bool:
        if isinstance(one, Definition) and one.reported is not other.reported:
            return False
        return sides.same(one, other)

    _match(search, before, after, lambda a, b: a.label == b.label and fits(a, b), _SAME_MEANING)
    before, after = search.left(old, new)
    _match(search, before, after, fits, _SAME_MEANING)


def _schemes(search: _Search) -> None:
    if len(search.old.schemes) == len(search.new.schemes) == 1:
        (one,), (other,) = search.old.schemes, search.new.schemes
        if one != other and one not in search.names and other not in search.names.values():
            search.take(one, other, _ONLY_SCHEME)


def _tree(search: _Search) -> None:
    """Indicators under another name: again and again, for a group is known by its children, a leaf by its group."""
    while True:
        before = len(search.names)
        for parent, kin in list(search.names.items()):
            if parent in search.old.indicators and kin in search.new.indicators:
                _children(search, search.old.indicators[parent], search.new.indicators[kin])
        if len(search.names) == before:
            return


def _children(search: _Search, old: Indicator, new: Indicator) -> None:
    before, after = search.left(_named(old.children), _named(new.children))
    if not before or not after:
        return
    sides = search.sides()

    def leaf(one: Indicator, other: Indicator) -> bool:
        if one.scoring is None or other.scoring is None or one.weight != other.weight:
            return False
        return sides.same_points(one.scoring, other.scoring, one.weight, other.weight)

    def group(one: Indicator, other: Indicator) -> bool:
        below = [search.names.get(child.name) for child in one.children]
        return bool(below) and sorted(map(str, below)) == sorted(child.name for child in other.children)

    def same_label(one: Indicator, other: Indicator) -> bool:
        return bool(one.label) and one.label == other.label and leaf(one, other)

    _match(search, before, after, same_label, _SAME_PLACE, _SAME_LABEL)
    before, after = search.left(_named(old.children), _named(new.children))
    _match(search, before, after, leaf, _SAME_PLACE)
    before, after = search.left(_named(old.children), _named(new.children))
    _match(search, before, after, group, _SAME_CHILDREN)


def _named(nodes: Iterable[Indicator]) -> dict[str, Indicator]:
    return {node.name: node for node in nodes}
