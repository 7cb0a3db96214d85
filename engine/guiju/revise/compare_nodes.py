"""The indicators of both revisions to edits: which came, went, moved, changed or have another name."""

from __future__ import annotations

from collections.abc import Iterator

from guiju.revise import compare_tree, written
from guiju.revise.compare_declared import details
from guiju.revise.edits import Aspect, Change, Construct, Detail, Edit
from guiju.revise.pairing import Paired
from guiju.revise.sides import Sides
from guiju.revise.single import edit_of, one_sided
from guiju.rulebook.scheme import Indicator


def indicators(sides: Sides, paired: Paired) -> Iterator[Edit]:
    """The edits of the tree; of what came or went as a whole that of its uppermost node."""
    above_old, above_new = (compare_tree.parents(book.schemes) for book in (sides.old, sides.new))
    taken = set(paired.names.values())
    said: dict[str, frozenset[Detail]] = {}
    for name, one in sides.old.indicators.items():
        other = sides.new.indicators.get(paired.names.get(name, ""))
        if other is None:
            parent = above_old.get(name)
            if parent is None or paired.names.get(parent.name) in sides.new.indicators:
                yield one_sided(Construct.INDICATOR, one, Change.REMOVED)
            continue
        found = details(sides, one, other)
        said[name] = frozenset(found)
        parent, kin = above_old.get(name), above_new.get(other.name)
        moved = _moved(paired, parent, kin)
        inherited = said.get(parent.name, frozenset()) if parent is not None else frozenset()
        found = tuple(d for d in found if d.aspect not in _INHERITED or d not in inherited)
        if edit := _indicator(paired, one, other, (*moved, *found)):
            yield edit
    for name, one in sides.new.indicators.items():
        parent = above_new.get(name)
        if name not in taken and (parent is None or parent.name in taken):
            yield one_sided(Construct.INDICATOR, one, Change.ADDED)


_INHERITED = frozenset({Aspect.AGGREGATION, Aspect.POLICY})


def _moved(paired: Paired, old: Indicator | None, new: Indicator | None) -> tuple[Detail, ...]:
    if old is None or new is None or paired.names.get(old.name) == new.name:
        return ()
    return (Detail(Aspect.PARENT, written.quoted(old.name), written.quoted(new.name)),)


def _indicator(paired: Paired, one: Indicator, other: Indicator, found: tuple[Detail, ...]) -> Edit | None:
    if one.name != other.name:
        evidence = paired.evidence.get(one.name, ())
        return edit_of(Construct.INDICATOR, Change.RENAMED, one, other, found, evidence=evidence)
    if not found:
        return None
    moved = any(detail.aspect is Aspect.PARENT for detail in found)
    return edit_of(Construct.INDICATOR, Change.MOVED if moved else Change.CHANGED, one, other, found)
