"""Two rulebooks to the edits between them, by meaning and in clause order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from guiju.diagnostics.model import Diagnostic, Text
from guiju.revise import written
from guiju.revise.compare_declared import details
from guiju.revise.compare_nodes import indicators
from guiju.revise.edits import Aspect, Change, Construct, Detail, Edit, Revision
from guiju.revise.following import absorbed, may_be_absorbed, with_consequences
from guiju.revise.ordering import Order
from guiju.revise.pairing import Paired, pair
from guiju.revise.sides import Sides
from guiju.revise.single import edit_of, one_sided
from guiju.rulebook.model import Definition, Parameter, Rulebook, Table

_SECTIONS = (
    (Construct.INPUT, "inputs"),
    (Construct.PARAMETER, "parameters"),
    (Construct.TABLE, "tables"),
    (Construct.DEFINITION, "definitions"),
    (Construct.READING, "readings"),
    (Construct.PANEL, "panels"),
    (Construct.GRADES, "grades"),
    (Construct.DESIGNATION, "designations"),
    (Construct.POPULATION, "populations"),
    (Construct.RANKING, "rankings"),
)


def compare(old: Rulebook, new: Rulebook) -> Revision:
    """What changed from one revision to another. Raises nothing: both are checked."""
    paired = pair(old, new)
    sides = Sides(old, new, paired.renamed())
    found = [*_header(sides), *_clauses(sides), *_constraints(sides), *_defects(sides)]
    for construct, section in _SECTIONS:
        found += _section(sides, paired, construct, section)
    found += indicators(sides, paired)
    unsaid = absorbed(sides, found)
    found = [edit for edit in found if edit.name not in unsaid or not may_be_absorbed(edit)]
    found = [with_consequences(sides, edit) for edit in found]
    order = Order(old, new)
    return Revision(old, new, tuple(sorted(found, key=order.key)), paired.names)


# --- single things ----------------------------------------------------------------------------------------------------


def _header(sides: Sides) -> Iterator[Edit]:
    found = details(sides, sides.old.header, sides.new.header)
    if found:
        yield Edit(Construct.HEADER, Change.CHANGED, sides.new.header.id, details=found)


def _clauses(sides: Sides) -> Iterator[Edit]:
    before, after = sides.old.clauses, sides.new.clauses
    for number in dict.fromkeys((*after, *before)):
        one, other = before.get(number), after.get(number)
        at = (number,)
        if one is None or other is None:
            kept = one or other
            assert kept is not None
            change = Change.ADDED if one is None else Change.REMOVED
            yield Edit(Construct.CLAUSE, change, number, kept.title, clauses=at)
        elif found := details(sides, one, other):
            yield Edit(Construct.CLAUSE, Change.CHANGED, number, other.title, clauses=at, details=found)


def _constraints(sides: Sides) -> Iterator[Edit]:
    """By label; one whose condition stands under another label is renamed."""
    before, after = ({one.label: one for one in book.constraints} for book in (sides.old, sides.new))
    gone = [one for label, one in before.items() if label not in after]
    came = [one for label, one in after.items() if label not in before]
    for label in after:
        if label in before and (found := details(sides, before[label], after[label])):
            yield edit_of(Construct.CONSTRAINT, Change.CHANGED, before[label], after[label], found)
    for one in gone:
        match = next((other for other in came if sides.same(one.condition, other.condition)), None)
        if match is None:
            yield one_sided(Construct.CONSTRAINT, one, Change.REMOVED)
            continue
        came.remove(match)
        same = Text("条件相同", "same condition")
        found = details(sides, one, match)
        yield edit_of(Construct.CONSTRAINT, Change.RENAMED, one, match, found, evidence=(same,))
    for one in came:
        yield one_sided(Construct.CONSTRAINT, one, Change.ADDED)


def _defects(sides: Sides) -> Iterator[Edit]:
    """Known defects of the text that came, went or have other figures."""
    before, after = ({_defect(one): one for one in book.known_defects} for book in (sides.old, sides.new))
    for key in dict.fromkeys((*before, *after)):
        one, other = before.get(key), after.get(key)
        if one is None or other is None:
            kept = one or other
            assert kept is not None
            change = Change.ADDED if one is None else Change.REMOVED
            at = written.line_of(kept.place)
            lines = (None, at) if one is None else (at, None)
            said = (
                Detail(Aspect.CONDITION, *((None, kept.message) if one is None else (kept.message, None))),
            )
            yield Edit(Construct.DEFECT, change, key, details=said, line_old=lines[0], line_new=lines[1])
        elif one.figures != other.figures:
            yield Edit(
                Construct.DEFECT,
                Change.CHANGED,
                key,
                details=(Detail(Aspect.FIGURES, one.message, other.message),),
            )


def _defect(one: Diagnostic) -> str:
    return f"{one.code.id} {one.subject or ''}".strip()


# --- things with names ------------------------------------------------------------------------------------------------


def _section(sides: Sides, paired: Paired, construct: Construct, section: str) -> Iterator[Edit]:
    before: Mapping[str, Any] = getattr(sides.old, section)
    after: Mapping[str, Any] = getattr(sides.new, section)
    taken = {paired.names[name] for name in before if paired.names.get(name) in after}
    for name, one in before.items():
        other = after.get(paired.names.get(name, ""))
        if other is None:
            yield one_sided(construct, one, Change.REMOVED)
            continue
        found = details(sides, one, other)
        if name != other.name and _counts_as_renamed(one):
            evidence = paired.evidence[name]
            yield edit_of(construct, Change.RENAMED, one, other, found, evidence=evidence)
        elif found:
            yield edit_of(construct, Change.CHANGED, one, other, found)
    for name, one in after.items():
        if name not in taken:
            yield one_sided(construct, one, Change.ADDED)


def _counts_as_renamed(one: Any) -> bool:
    """The name of a parameter, of a table or of a formula that is not reported is nobody's business."""
    return not isinstance(one, Parameter | Table | Definition) or (isinstance(one, Definition) and one.reported)
