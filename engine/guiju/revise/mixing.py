"""Rulebooks with some parts of the old revision and some of the new one, every one of them well-formed.

The edits that can touch a score are put into change sets: an edit that cannot stand without another one (an indicator
that is named by a formula and is gone, a figure of another type and what is computed with it) is in one set with it.
Figures, parameters and formulas that only one revision has are always there; they act through what uses them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType
from typing import Any

from guiju.revise.edits import Construct, Edit, Revision
from guiju.revise.grafting import Tree
from guiju.revise.groups import Groups
from guiju.revise.sides import Sides
from guiju.rulebook.model import Definition, Parameter, Rulebook, Table
from guiju.rulebook.references import references
from guiju.rulebook.scheme import Indicator
from guiju.towns.model import Datum, Town

Applied = frozenset[int]
_SECTIONS = ("inputs", "parameters", "tables", "definitions", "readings", "panels", "populations", "rankings")


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """Edits that are applied together, in clause order."""

    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A thing that is taken from one revision or from the other; None where a revision has none."""

    id: str
    old: Any
    new: Any
    section: tuple[str, str] = ("indicators", "indicators")

    @property
    def differs(self) -> bool:
        return bool(_bare(self.old) != _bare(self.new))


def _bare(one: Any) -> Any:
    """An indicator without what stands below it."""
    return replace(one, children=(), level=0) if isinstance(one, Indicator) else one


class Mixer:
    """All mixtures of two revisions; `sets` are what is applied or not."""

    def __init__(self, revision: Revision) -> None:
        self.revision = revision
        self.old, self.new = revision.old, revision.new
        self.sides = Sides(self.old, self.new, {o: n for o, n in revision.names.items() if o != n})
        self.tree = Tree(revision)
        self.parts = {part.id: part for part in (*self._declared(), *self._nodes())}
        self.of_old, self.of_new = dict(self._ids(True)), dict(self._ids(False))
        self.set_of = self._sets()

    # --- parts ---------------------------------------------------------------------------------------------------

    def _declared(self) -> Iterator[Part]:
        """Everything outside of the tree, by its name; a name that became another kind of thing is one part."""
        before, after = (
            {n: (s, one) for s in _SECTIONS for n, one in getattr(book, s).items()}
            for book in (self.old, self.new)
        )
        for name in dict.fromkeys((*after, *before)):
            section, one = before.get(name, ("", None))
            other_section, other = after.get(name, ("", None))
            yield Part(f":{name}", one, other, (section, other_section))

    def _nodes(self) -> Iterator[Part]:
        """The indicators."""
        for node in self.tree.nodes.values():
            yield Part(node.id, node.old, node.new)

    def _ids(self, old: bool) -> Iterator[tuple[str, str]]:
        """The part each name of a revision stands for; a bonus stands for its indicator."""
        for part in self.parts.values():
            one = part.old if old else part.new
            if one is None:
                continue
            yield one.name, part.id
            for adjustment in getattr(one, "adjustments", ()):
                yield adjustment.name, part.id

    def needs(self, part: Part) -> frozenset[str]:
        """The parts that a part names, in either revision."""
        before = (self.of_old.get(name) for name in references(_bare(part.old)))
        after = (self.of_new.get(name) for name in references(_bare(part.new)))
        return frozenset(one for one in (*before, *after) if one is not None and one != part.id)

    # --- sets ----------------------------------------------------------------------------------------------------

    def _sets(self) -> Mapping[str, int]:
        """The change set of each part that is in one."""
        groups = Groups()
        own = {part: edit.id for edit in self.revision.edits for part in self._touched(edit)}
        for part_id, edit_id in own.items():
            groups.join(part_id, edit_id)
        for part in self.parts.values():
            for needed in self.needs(part):
                other = self.parts[needed]
                counts = needed in own or (other.old is not None and other.new is not None and other.differs)
                if counts and self._stands_with(part, other, part.id in own):
                    groups.join(part.id, needed)
        for node in self._inheriting():
            groups.join(*node)
        for together in self.tree.together(own):
            for one in together[1:]:
                groups.join(together[0], one)
        numbers: dict[str, int] = {}
        for edit in self.revision.edits:
            if any(part in own for part in self._touched(edit)):
                numbers.setdefault(groups.of(edit.id), len(numbers))
        self._numbers = {edit.id: numbers.get(groups.of(edit.id)) for edit in self.revision.edits}
        return {part: numbers[groups.of(part)] for part in self.parts if groups.of(part) in numbers}

    def _inheriting(self) -> Iterator[tuple[str, str]]:
        """Groups whose aggregation or missing-data policy changed like that of the group above, and that group."""
        for node in self.tree.nodes.values():
            above = self.tree.nodes.get(node.above_new or "")
            if (
                node.old is None
                or node.new is None
                or above is None
                or above.old is None
                or above.new is None
            ):
                continue
            if not (node.old.children and node.new.children):
                continue
            pairs = [
                (getattr(node.old, field), getattr(node.new, field)) for field in ("policy", "aggregation")
            ]
            if any(not self.sides.same(old, new) for old, new in pairs):
                yield node.id, above.id

    def _touched(self, edit: Edit) -> tuple[str, ...]:
        """The parts an edit is about, as far as a score can depend on them."""
        if edit.says_only:
            return ()
        if edit.construct is Construct.INDICATOR:
            return self.tree.touched(edit)
        names = (edit.name, edit.was) if edit.was else (edit.name,)
        found = (self.parts.get(f":{name}") for name in names) if edit.construct in _KINDS else ()
        return tuple(
            part.id
            for part in found
            if part is not None and part.id in self._reachable and (edit.was or "" not in part.section)
        )

    @cached_property
    def _reachable(self) -> frozenset[str]:
        """What a score can depend on."""
        found = {part.id for part in self._nodes()}
        stack = list(found)
        while stack:
            for needed in self.needs(self.parts[stack.pop()]) - found:
                found.add(needed)
                stack.append(needed)
        return frozenset(found)

    def _stands_with(self, part: Part, needed: Part, edited: bool) -> bool:
        """Whether a part has to come from the same revision as one it names and that is edited."""
        if not part.differs:
            return False
        if _is_hard(needed):
            return True
        if edited or part.old is None or part.new is None:
            return False
        return not self.sides.alike(_shape(part.old), _shape(part.new))

    @property
    def sets(self) -> tuple[ChangeSet, ...]:
        """The change sets by number, each with its edits in clause order."""
        count = 1 + max((n for n in self._numbers.values() if n is not None), default=-1)
        return tuple(
            ChangeSet(tuple(edit for edit in self.revision.edits if self._numbers[edit.id] == number))
            for number in range(count)
        )

    # --- mixtures -------------------------------------------------------------------------------------------------

    def is_new(self, part_id: str, applied: Applied) -> bool:
        """Whether a part is taken from the new revision. What is in no set means the same in both."""
        number = self.set_of.get(part_id)
        return number is None or number in applied

    def rulebook(self, applied: Applied) -> Rulebook:
        """The rules with the sets in `applied` as in the new revision and the others as in the old one; only what
        scores depend on.
        """
        schemes = self.tree.schemes(lambda part: self.is_new(part, applied))
        chosen = dict(self._chosen(applied))
        sections: dict[str, dict[str, Any]] = {section: {} for section in _SECTIONS}
        for section, one in chosen.values():
            sections[section][one.name] = one
        wanted = self._wanted(schemes, chosen)
        for section in ("parameters", "tables", "definitions", "rankings"):
            sections[section] = {n: one for n, one in sections[section].items() if n in wanted}
        frozen = {section: MappingProxyType(found) for section, found in sections.items()}
        return replace(
            self.new,
            schemes=MappingProxyType(schemes),
            inputs=frozen["inputs"],
            parameters=frozen["parameters"],
            tables=frozen["tables"],
            definitions=frozen["definitions"],
            readings=frozen["readings"],
            panels=frozen["panels"],
            populations=frozen["populations"],
            rankings=frozen["rankings"],
            grades=MappingProxyType({}),
            designations=MappingProxyType({}),
            constraints=(),
        )

    def _chosen(self, applied: Applied) -> Iterator[tuple[str, tuple[str, Any]]]:
        for part in self.parts.values():
            if not part.id.startswith(":"):
                continue
            new = part.new is not None and (part.old is None or self.is_new(part.id, applied))
            section, one = (part.section[1], part.new) if new else (part.section[0], part.old)
            yield one.name, (section, one)

    def _wanted(
        self, schemes: Mapping[str, Indicator], chosen: Mapping[str, tuple[str, Any]]
    ) -> frozenset[str]:
        """The names that scores of these schemes depend on."""
        found: set[str] = set()
        stack: list[Any] = [_bare(node) for top in schemes.values() for node in top.walk()]
        while stack:
            for name in references(stack.pop()) - found:
                found.add(name)
                if name in chosen:
                    stack.append(chosen[name][1])
        return frozenset(found)

    def town(self, old: Town, new: Town, applied: Applied) -> Town:
        """The data of a town as a mixture reads them."""
        values: dict[str, Datum] = {**old.values, **new.values}
        for name, datum in old.values.items():
            if name in new.values and not self.is_new(f":{name}", applied):
                values[name] = datum
        marks = {
            expert: {**old.marks.get(expert, {}), **new.marks.get(expert, {})}
            for expert in dict.fromkeys((*old.marks, *new.marks))
        }
        return replace(new, values=values, marks=marks, rulings={**old.rulings, **new.rulings})


_KINDS = frozenset(
    {
        Construct.INPUT, Construct.PARAMETER, Construct.TABLE, Construct.DEFINITION, Construct.READING, Construct.PANEL,
        Construct.POPULATION, Construct.RANKING,
    }
)  # fmt: skip


def _shape(one: Any) -> Any:
    """What of a part is compared by meaning."""
    if isinstance(one, Indicator):
        return (one.scoring, one.aggregation, one.adjustments, one.vetoes, one.applies, one.totals)
    return one


def _is_hard(part: Part) -> bool:
    """Whether what names a part cannot stand beside that part of the other revision."""
    if part.section[0] != part.section[1]:
        return True  # another kind of thing, or (of what is edited) another name
    if part.old is None or part.new is None or part.old.name != part.new.name:
        return True
    if isinstance(part.old, Indicator):
        return {a.name for a in part.old.adjustments} != {a.name for a in part.new.adjustments}
    if isinstance(part.old, Table):
        return part.differs  # lookups hold the cells themselves
    if hasattr(part.old, "chosen"):
        return bool(part.old.chosen != part.new.chosen)
    if hasattr(part.old, "by"):
        return bool(part.old.by != part.new.by)  # how marks become one stands in all that the panel marks
    before, after = _type(part.old), _type(part.new)
    return type(before) is not type(after) or getattr(before, "options", ()) != getattr(after, "options", ())


def _type(one: Any) -> Any:
    if isinstance(one, Parameter | Definition):
        return one.value.type
    return one.field.type if hasattr(one, "field") else None
