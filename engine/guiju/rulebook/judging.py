"""The walk over grades, designations and constraints."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType

from guiju.numbers.states import Cause, CauseKind, Missing, State, merge
from guiju.rulebook import exact, model
from guiju.rulebook.exact import Value
from guiju.rulebook.ranking import ranking
from guiju.rulebook.roundings import rounded
from guiju.rulebook.walk import Arm, OpenOption, Walk
from guiju.types import NumberType


def _grades(walk: Walk, node: model.Grades) -> Value:
    """The band the score falls in; where its gate does not hold, the next lower band whose gate does."""
    score = walk.of(node.subject)
    if node.places is not None:
        places = node.places
        factor = node.subject.type.unit.factor if isinstance(node.subject.type, NumberType) else Fraction(1)
        score = rounded(score, Fraction(10) ** -places * factor, node.mode)
    before, walk.subject = walk.subject, score
    fits = [walk.of(band) for band in node.bands]
    walk.subject = before
    possible: list[str] = []
    open_: list[Value] = []
    graded = True
    for index, fit in enumerate(fits):
        if fit is False:
            continue
        if isinstance(fit, Missing):
            open_.append(fit)
        graded &= _descend(walk, node.bands, index, possible, open_)
        if fit is True:
            break
    possible = _capped(walk, node, possible, open_)
    names = tuple(band.name for band in node.bands if band.name in possible)
    if len(names) == 1 and graded:
        return names[0]
    if not open_:
        return Missing(State.UNKNOWN, frozenset({Cause(CauseKind.UNDEFINED, node.name)}))
    missing = merge(tuple(open_))
    return OpenOption(missing.state, missing.because, missing.lower, missing.upper, names)


def _capped(walk: Walk, node: model.Grades, possible: list[str], open_: list[Value]) -> list[str]:
    """The grades still possible after caps and vetoes; one that is open leaves both."""
    order = [band.name for band in node.bands]
    for cap in node.caps:
        holds = walk.of(cap)
        if holds is False:
            continue
        lowered = [order[max(order.index(name), order.index(cap.band))] for name in possible]
        if isinstance(holds, Missing) and lowered != possible:
            open_.append(holds)
        possible = lowered if holds is True else [*possible, *lowered]
    return possible


def _cap(walk: Walk, node: model.GradeCap) -> Value:
    return walk.of(node.condition)


def _descend(
    walk: Walk, bands: tuple[model.Band, ...], index: int, possible: list[str], open_: list[Value]
) -> bool:
    """From the band the score fits downwards to the first whose gate surely holds; whether there is one."""
    for band in bands[index:]:
        gate = True if band.requires is None else walk.of(band.requires)
        if gate is not False and band.name not in possible:
            possible.append(band.name)
        if isinstance(gate, Missing):
            open_.append(gate)
        if gate is True:
            return True
    return False


def _band(walk: Walk, node: model.Band) -> Value:
    return True if node.condition is None else walk.of(node.condition)


def _designation(walk: Walk, node: model.Designation) -> Value:
    """Every criterion is evaluated, the ones that decide nothing too."""
    held = [(criterion.modal, walk.of(criterion)) for criterion in node.criteria]
    deciding = [value for modal, value in held if modal is model.Modal.SHALL]
    deciding += [exact.invert(value) for modal, value in held if modal is model.Modal.VETO]
    return exact.both(deciding)


def _criterion(walk: Walk, node: model.Criterion) -> Value:
    return walk.of(node.condition)


def _test(walk: Walk, node: model.Test) -> Value:
    return walk.of(node.expression)


def _group(walk: Walk, node: model.Group) -> Value:
    return exact.at_least(node.count, [walk.of(part) for part in node.parts])


def _external(walk: Walk, node: model.External) -> Value:
    return walk.ruling(node.document)


def _open(walk: Walk, node: model.Open) -> Value:
    return walk.unsaid(node.reason)


def _constraint(walk: Walk, node: model.Constraint) -> Value:
    return walk.of(node.condition)


def _named(walk: Walk, node: model.Named) -> Value:
    return walk.of(node.value)


JUDGING_ARMS: Mapping[type, Arm] = MappingProxyType(
    {
        model.Grades: _grades,
        model.Band: _band,
        model.GradeCap: _cap,
        model.Ranking: ranking,
        model.Designation: _designation,
        model.Criterion: _criterion,
        model.Test: _test,
        model.Group: _group,
        model.External: _external,
        model.Open: _open,
        model.Constraint: _constraint,
        model.Parameter: _named,
        model.Definition: _named,
    }
)
