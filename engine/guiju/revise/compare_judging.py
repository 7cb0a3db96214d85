"""What changed of grades, designations and rankings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from guiju.diagnostics.model import Text
from guiju.revise import written
from guiju.revise.edits import Aspect, Detail, Direction
from guiju.revise.sides import Sides
from guiju.rulebook import model
from guiju.rulebook.model import Criterion, Designation, Grades, Modal, Ranking
from guiju.rulebook.references import references
from guiju.rulebook.words import MODALS

_FORCE = {Modal.SHALL: 1, Modal.SHOULD: 0, Modal.MAY: 0, Modal.VETO: 1}


def subject(sides: Sides, old: Grades, new: Grades) -> Iterator[Detail]:
    """What is graded."""
    if not sides.same(old.subject, new.subject):
        yield Detail(Aspect.SUBJECT, written.code(old.subject), written.code(new.subject))


def rounding(sides: Sides, old: Any, new: Any) -> Iterator[Detail]:
    """Whether and how a value is rounded before it is used."""
    before, after = _rounding(old), _rounding(new)
    if before != after:
        yield Detail(Aspect.ROUNDING, before, after)


def _rounding(node: Any) -> Text:
    return written.rounding(node.places, str(node.mode))


def bands(sides: Sides, old: Grades, new: Grades) -> Iterator[Detail]:
    """Bands that came, went, moved, or got another gate; the order where it is another one."""
    before, after = ({band.name: band for band in one.bands} for one in (old, new))
    for name in dict.fromkeys((*after, *before)):
        one, other = before.get(name), after.get(name)
        if one is None or other is None:
            yield Detail(Aspect.BAND, written.code(one), written.code(other), name)
            continue
        if not sides.same(one.condition, other.condition):
            rest = Text("其他", "otherwise")
            before_, after_ = (written.code(side.condition) or rest for side in (one, other))
            yield Detail(Aspect.BAND, before_, after_, name)
        if not sides.same(one.requires, other.requires):
            yield _gate(sides, one, other)
    common = [name for name in before if name in after], [name for name in after if name in before]
    if common[0] != common[1]:
        yield Detail(Aspect.ORDER, written.listed(common[0]), written.listed(common[1]))


def _gate(sides: Sides, old: model.Band, new: model.Band) -> Detail:
    if old.requires is None or new.requires is None:
        direction = Direction.TIGHTENED if old.requires is None else Direction.LOOSENED
    else:
        direction = sides.direction(old.requires, new.requires)
    return Detail(Aspect.GATE, written.code(old.requires), written.code(new.requires), new.name, direction)


def caps(sides: Sides, old: Grades, new: Grades) -> Iterator[Detail]:
    """Caps and vetoes of the grade, in no order."""
    gone, came = _unmatched(old.caps, new.caps, sides.same)
    by_band = [
        (one, next((c for c in came if c.band == one.band and c.veto is one.veto), None)) for one in gone
    ]
    for one, match in by_band:
        if match is not None and match in came:
            came.remove(match)
            direction = sides.direction(one.condition, match.condition).opposite
            yield Detail(Aspect.CAP, written.code(one), written.code(match), one.band, direction)
        else:
            yield Detail(Aspect.CAP, written.code(one), None, one.band, Direction.LOOSENED)
    for other in came:
        yield Detail(Aspect.CAP, None, written.code(other), other.band, Direction.TIGHTENED)


def _unmatched(
    old: tuple[Any, ...], new: tuple[Any, ...], same: Callable[[Any, Any], bool]
) -> tuple[list[Any], list[Any]]:
    """What of both has no partner that means the same."""
    rest, gone = list(new), []
    for one in old:
        match = next((other for other in rest if same(one, other)), None)
        if match is None:
            gone.append(one)
        else:
            rest.remove(match)
    return gone, rest


def criteria(sides: Sides, old: Designation, new: Designation) -> Iterator[Detail]:
    """Criteria that came, went, changed their force or became harder or easier."""
    gone, came = _unmatched(old.criteria, new.criteria, sides.same)
    for fits in (_same_condition, _same_label, _same_names):
        for one in list(gone):
            match = next((other for other in came if fits(sides, one, other)), None)
            if match is not None:
                gone.remove(one)
                came.remove(match)
                yield from _criterion(sides, one, match)
    for one in gone:
        yield Detail(Aspect.CRITERION, _said(one), None, _label(one), _weighs(one, Direction.LOOSENED))
    for one in came:
        yield Detail(Aspect.CRITERION, None, _said(one), _label(one), _weighs(one, Direction.TIGHTENED))


def _same_condition(sides: Sides, old: Criterion, new: Criterion) -> bool:
    return sides.same(old.condition, new.condition)


def _same_label(sides: Sides, old: Criterion, new: Criterion) -> bool:
    return bool(old.condition.label) and old.condition.label == new.condition.label


def _same_names(sides: Sides, old: Criterion, new: Criterion) -> bool:
    """Two criteria about the same figures; constants do not count."""
    if type(old.condition) is not type(new.condition):
        return False
    names = {sides.names.get(one, one) for one in references(old.condition) - set(sides.old.parameters)}
    return bool(names) and names == references(new.condition) - set(sides.new.parameters)


def _criterion(sides: Sides, old: Criterion, new: Criterion) -> Iterator[Detail]:
    if old.modal is not new.modal:
        yield Detail(
            Aspect.MODAL,
            MODALS[old.modal],
            MODALS[new.modal],
            _label(new) or written.written(new.condition.place, "; "),
            _turned(old.modal, new.modal),
        )
    if not sides.same(old.condition, new.condition):
        yield Detail(Aspect.CRITERION, _said(old), _said(new), _label(new), hardness(sides, old, new))


def hardness(sides: Sides, old: Criterion, new: Criterion) -> Direction:
    """Whether a criterion is harder to satisfy than it was; a veto is when it is easier to hold."""
    if not (_FORCE[new.modal] and _FORCE[old.modal]) or Modal.VETO in {old.modal, new.modal} - {new.modal}:
        return Direction.NONE
    direction = sides.direction(old.condition, new.condition)
    return direction.opposite if new.modal is Modal.VETO else direction


def _turned(old: Modal, new: Modal) -> Direction:
    if Modal.VETO in (old, new) and Modal.SHALL in (old, new):
        return Direction.NONE
    if _FORCE[old] == _FORCE[new]:
        return Direction.NONE
    return Direction.TIGHTENED if _FORCE[new] else Direction.LOOSENED


def _weighs(one: Criterion, direction: Direction) -> Direction:
    """Only what decides can be harder or easier."""
    return direction if _FORCE[one.modal] else Direction.NONE


def _said(one: Criterion) -> Text:
    modal, text = MODALS[one.modal], written.written(one.condition.place, "; ")
    for word in (modal.zh, modal.en):
        text = text.removeprefix(word).strip()
    return Text(f"{modal.zh} {text}", f"{modal.en} {text}")


def _label(one: Criterion) -> str:
    return one.condition.label


def keys(sides: Sides, old: Ranking, new: Ranking) -> Iterator[Detail]:
    """By what towns are compared, first things first."""
    if not sides.same(old.keys, new.keys):
        yield Detail(Aspect.KEY, _keys(old), _keys(new))


def _keys(node: Ranking) -> Text | None:
    return written.listed(written.written(key.place) for key in node.keys)


def affected(sides: Sides, name: str) -> Iterator[tuple[Criterion, Criterion, str]]:
    """Criteria written alike in both whose meaning differs because of a parameter or definition."""
    for old in sides.old.designations.values():
        new = sides.new.designations.get(sides.names.get(old.name, old.name))
        for one in old.criteria:
            if new is None or name not in references(one):
                continue
            match = next((c for c in new.criteria if sides.alike(one, c)), None)
            if match is not None and not sides.same_through(one, match):
                yield one, match, new.name
