"""The passes from AST to Rulebook, in one list. Each fills its part of the Draft and yields what it found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from guiju.check import (
    adjustments,
    clauses,
    constraints,
    cycles,
    declared_tables,
    designations,
    former,
    grades,
    header,
    inputs,
    named,
    names,
    panels,
    populations,
    tree,
    weights,
)
from guiju.check.draft import NO_REASONS, Draft, Reasons
from guiju.check.known import apply_known, once_in_force
from guiju.diagnostics.model import Diagnostic
from guiju.rulebook.model import Header, Rulebook
from guiju.syntax import ast

Pass = Callable[[Draft], Iterable[Diagnostic]]

PASSES: tuple[Pass, ...] = (
    header.header,  # status decides later whether defects may be declared
    clauses.clauses,
    names.names,  # before units: a unit that is a name is told to become a division
    former.former,  # needs the names there are
    names.units,
    names.readings,  # before schemes and panels: an aggregation may follow a reading
    panels.panels,
    inputs.inputs,  # needs units
    populations.populations,
    populations.tables,  # before formulas that look something up
    named.named,  # needs inputs; resolves in the order of use
    inputs.fallbacks,  # may need parameters and definitions
    populations.groupings,
    tree.schemes,  # needs inputs, parameters, definitions, readings, panels
    adjustments.formulas,  # may name any indicator
    weights.weights,  # needs the tree
    tree.conflicts,
    grades.grades,  # the scale is the full mark of the tree; later passes may name grades
    named.after_grades,  # definitions may name grades, and rankings and designations may name those definitions
    declared_tables.declared_tables,  # cells may name anything that lookups may
    populations.rankings,
    cycles.cycles,  # before anything evaluates
    constraints.constraints,  # structural ones are decided, so the tree must stand
    designations.designations,
    clauses.coverage,  # last: looks at everything
    names.unused,
)


@dataclass(frozen=True, slots=True)
class Checked:
    """What check makes of a file: the rulebook, or None when an error stands, and all findings.

    `header` is there even where errors stand, unless the file does not say what standard it is.
    """

    rulebook: Rulebook | None
    findings: tuple[Diagnostic, ...]
    header: Header | None = None


def drafted(
    file: ast.File, reasons: Reasons = NO_REASONS, choices: Mapping[str, str] = MappingProxyType({})
) -> tuple[Draft, list[Diagnostic]]:
    """What every pass makes of one file and finds in it, before defects are told from known ones.

    `reasons` are the clauses named by the amendments that made it, `choices` the options of readings that are taken in
    place of their defaults.
    """
    draft = Draft(file, reasons, choices)
    found: list[Diagnostic] = []
    for one in PASSES:
        found.extend(one(draft))
        if draft.header is None:
            break  # without a header nothing else would be said well
    return draft, found


def check(
    file: ast.File,
    reasons: Reasons = NO_REASONS,
    choices: Mapping[str, str] = MappingProxyType({}),
    elsewhere: Callable[[Diagnostic], bool] = lambda finding: False,
) -> Checked:
    """Run every pass over one file, as its clauses are read by `choices` and else by default.

    `reasons` are the clauses named by the amendments that made it. What is missed here and is there when a clause is
    read otherwise (`elsewhere`) is no finding.
    """
    draft, found = drafted(file, reasons, choices)
    findings = weights.explain_weights(draft, apply_known(draft, _once(_told(found))))
    findings = tuple(one for one in once_in_force(draft, findings) if not elsewhere(one))
    if draft.header is None or any(finding.is_error for finding in findings):
        return Checked(None, findings, draft.header)
    return Checked(_rulebook(draft, findings), findings, draft.header)


# An indicator that could not be made sense of; what it would have used is not unused.
_UNREAD = frozenset({"W409", "W410", "W411", "W412", "B506"})


def _told(found: list[Diagnostic]) -> list[Diagnostic]:
    """Without what only follows from something else that is wrong.

    A name is unused because its user is misspelled; an indicator has no scoring because the scoring stands, not
    indented, in its parent; and an aggregation is inherited, so that one line at the top mends all nodes below.
    """
    broken = any(
        finding.is_error and (finding.code.id[0] in "NTS" or finding.code.id in _UNREAD) for finding in found
    )
    outside = any(finding.code.id == "W410" for finding in found)
    tops = [finding for finding in found if finding.code.id == "W408"]
    top = min(tops, key=lambda finding: finding.place.span.start if finding.place else 0, default=None)
    found = [finding for finding in found if finding.code.id != "W408" or finding is top]
    dropped = {code for code, follows in (("N205", broken), ("W409", outside)) if follows}
    return [finding for finding in found if finding.code.id not in dropped]


def _once(found: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    """One mistake, one message: the same code at the same place is said once."""
    seen: set[tuple[str, object, str | None]] = set()
    result = []
    for finding in found:
        key = (finding.code.id, finding.place.span if finding.place else None, finding.subject)
        if key not in seen:
            seen.add(key)
            result.append(finding)
    return tuple(result)


def _rulebook(draft: Draft, findings: tuple[Diagnostic, ...]) -> Rulebook:
    assert draft.header is not None
    return Rulebook(
        header=draft.header,
        source=draft.file.source,
        units=MappingProxyType(draft.units),
        clauses=MappingProxyType(draft.clauses),
        inputs=MappingProxyType(draft.inputs),
        parameters=MappingProxyType({n: draft.parameters[n] for n in draft.symbols if n in draft.parameters}),
        tables=MappingProxyType(draft.declared_tables),
        definitions=MappingProxyType(
            {n: draft.definitions[n] for n in draft.symbols if n in draft.definitions}
        ),
        readings=MappingProxyType(draft.readings),
        panels=MappingProxyType(draft.panels),
        schemes=MappingProxyType(draft.schemes),
        constraints=tuple(draft.constraints),
        grades=MappingProxyType(draft.grades),
        designations=MappingProxyType(draft.designations),
        populations=MappingProxyType(draft.populations),
        rankings=MappingProxyType(draft.rankings),
        findings=findings,
    )
