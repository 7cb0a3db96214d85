"""What is only written in another way, and what follows from a change elsewhere."""

from __future__ import annotations

from dataclasses import replace

from guiju.revise import written
from guiju.revise.compare_judging import affected, hardness
from guiju.revise.edits import Aspect, Change, Construct, Detail, Direction, Edit
from guiju.revise.sides import Sides
from guiju.rulebook.model import Rulebook
from guiju.rulebook.references import references


def may_be_absorbed(edit: Edit) -> bool:
    """A parameter, table or formula that only one side has, and that is not reported by itself."""
    return edit.construct in (Construct.PARAMETER, Construct.TABLE, Construct.DEFINITION) and edit.change in (
        Change.ADDED,
        Change.REMOVED,
    )


def absorbed(sides: Sides, found: list[Edit]) -> frozenset[str]:
    """What has a name on one side only and whose users all mean the same in both: it is a way of writing."""
    single = {edit.name: edit for edit in found if may_be_absorbed(edit)}
    changed = {name for edit in found if edit.name not in single for name in (edit.name, edit.was)}
    for book, change in ((sides.old, Change.REMOVED), (sides.new, Change.ADDED)):
        users = _users(book)
        reported = {name for name, one in book.definitions.items() if one.reported}
        mine = {name for name, edit in single.items() if edit.change is change}
        while True:
            kept = {n for n in mine if n in reported or not users.get(n) or users[n] & changed}
            if kept <= changed:
                break
            changed |= kept
    return frozenset(single) - changed


def _users(book: Rulebook) -> dict[str, set[str]]:
    """What names each name."""
    users: dict[str, set[str]] = {}
    for section in (
        "inputs",
        "parameters",
        "tables",
        "definitions",
        "indicators",
        "grades",
        "designations",
        "populations",
        "rankings",
    ):
        for name, one in getattr(book, section).items():
            for needed in references(one):
                users.setdefault(needed, set()).add(name)
    for constraint in book.constraints:
        for needed in references(constraint):
            users.setdefault(needed, set()).add(constraint.label)
    return users


_FOLLOWED = (
    Construct.PARAMETER,
    Construct.TABLE,
    Construct.DEFINITION,
    Construct.INPUT,
    Construct.READING,
    Construct.PANEL,
)


def with_consequences(sides: Sides, edit: Edit) -> Edit:
    """A parameter, table or formula with another value: who uses it, and which criteria it makes harder or easier."""
    if edit.construct not in _FOLLOWED:
        return edit
    book = sides.old if edit.change is Change.REMOVED else sides.new
    users = tuple(sorted(_users(book).get(edit.name, ())))
    found = list(edit.details)
    if edit.change is Change.CHANGED:
        for old, new, designation in affected(sides, edit.name):
            direction = hardness(sides, old, new)
            if direction is not Direction.NONE:
                text = written.same_in_both(written.written(new.condition.place))
                found.append(Detail(Aspect.CRITERION, text, text, designation, direction))
    return replace(edit, details=tuple(found), affects=users)
