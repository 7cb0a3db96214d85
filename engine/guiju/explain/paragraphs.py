"""Outcome to document: the head, the result, and the derivation of everything in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType

from guiju.diagnostics.model import Lang
from guiju.evaluate.outcome import Outcome
from guiju.evaluate.steps import Step
from guiju.explain import head
from guiju.explain.adjustments import ADJUSTMENTS_PRINTED, adjustment
from guiju.explain.document import Document, Section, SectionKind
from guiju.explain.figures import data
from guiju.explain.grades import GRADES_PRINTED, grades
from guiju.explain.leaves import LEAVES_PRINTED
from guiju.explain.names import NAMES_PRINTED, definition
from guiju.explain.panel_reports import panels
from guiju.explain.panels import PANELS_PRINTED
from guiju.explain.rankings import RANKINGS_PRINTED, ranking
from guiju.explain.scores import indicator
from guiju.explain.verdicts import VERDICTS_PRINTED, constraint, designation
from guiju.explain.writer import Writer
from guiju.rulebook import model
from guiju.rulebook.scheme import Adjustment, Indicator

_TITLES = {
    SectionKind.WARNINGS: "warnings",
    SectionKind.RESULT: "result",
    SectionKind.MISSING: "missing_points",
    SectionKind.SCORES: "derivation",
    SectionKind.GRADES: "grades",
    SectionKind.RANKINGS: "rankings",
    SectionKind.DESIGNATIONS: "criteria",
    SectionKind.PANELS: "panels",
    SectionKind.CONSTRAINTS: "data_checks",
    SectionKind.DEFINITIONS: "other_definitions",
    SectionKind.FILES: "files",
}


def explain(outcome: Outcome, lang: Lang, *, depth: int | None = None, only: str | None = None) -> Document:
    """The whole explanation, or that of one declared name.

    `depth` limits the derivations to so many levels below their first line. Raises KeyError when `only` is not a name
    of the rulebook.
    """
    writer = Writer(outcome, lang, depth)
    sections = [
        _section(writer, SectionKind.WARNINGS, head.warnings),
        _section(writer, SectionKind.RESULT, head.result),
    ]
    if only is None:
        sections.append(_section(writer, SectionKind.MISSING, head.missing))
        sections += [_section(writer, kind, write) for kind, write in _WHOLE.items()]
    else:
        sections.append(_section(writer, _kind_of(outcome, only), partial(_one, only)))
    sections.append(_section(writer, SectionKind.FILES, head.files))
    kept = tuple(section for section in sections if section.lines)
    return Document(lang, head.title(writer), head.facts(writer), kept)


def _section(writer: Writer, kind: SectionKind, write: Callable[[Writer], None]) -> Section:
    write(writer)
    return Section(kind, writer.word(_TITLES[kind]), writer.take())


_DERIVED: dict[SectionKind, tuple[type, ...]] = {
    SectionKind.SCORES: (Indicator,),
    SectionKind.GRADES: (model.Grades,),
    SectionKind.RANKINGS: (model.Ranking,),
    SectionKind.DESIGNATIONS: (model.Designation,),
    SectionKind.CONSTRAINTS: (model.Constraint,),
    SectionKind.DEFINITIONS: (model.Parameter, model.Definition),
}


def _derive(kind: SectionKind, writer: Writer) -> None:
    """The steps of one kind that are not printed yet; of names that were first used elsewhere their derivation."""
    kinds = _DERIVED[kind]
    steps = [step for step in writer.outcome.steps if isinstance(step.node, kinds)]
    if kind in _JUDGED:
        steps = [step for step in writer.derivations.values() if isinstance(step.node, kinds)]
    for step in steps:
        if getattr(step.node, "name", "") not in writer.derived:
            _root(writer, step)


# The order of the sections: the marks beside each other stand before the checks of the data.
_WHOLE: Mapping[SectionKind, Callable[[Writer], None]] = MappingProxyType(
    {
        kind: panels if kind is SectionKind.PANELS else partial(_derive, kind)
        for kind in SectionKind
        if kind in _DERIVED or kind is SectionKind.PANELS
    }
)
# Found by their names: a formula may have asked for them before it was their turn.
_JUDGED = (SectionKind.GRADES, SectionKind.RANKINGS)


def _named(writer: Writer, step: Step, depth: int) -> None:
    with writer.block():
        definition(writer, step.node, depth)


_ROOTS: Mapping[type, Callable[[Writer, Step, int], None]] = MappingProxyType(
    {
        Indicator: indicator,
        Adjustment: adjustment,
        model.Grades: grades,
        model.Ranking: ranking,
        model.Designation: designation,
        model.Constraint: constraint,
        model.Parameter: _named,
        model.Definition: _named,
    }
)
PRINTED = frozenset({Indicator}).union(
    LEAVES_PRINTED,
    PANELS_PRINTED,
    ADJUSTMENTS_PRINTED,
    NAMES_PRINTED,
    GRADES_PRINTED,
    RANKINGS_PRINTED,
    VERDICTS_PRINTED,
)


def _root(writer: Writer, step: Step) -> None:
    _ROOTS[type(step.node)](writer, step, 0)


def _kind_of(outcome: Outcome, name: str) -> SectionKind:
    book = outcome.rulebook
    if name in book.indicators or name in book.adjustments:
        return SectionKind.SCORES
    if name in book.grades:
        return SectionKind.GRADES
    if name in book.rankings:
        return SectionKind.RANKINGS
    if name in book.designations:
        return SectionKind.DESIGNATIONS
    if name in book.definitions or name in book.parameters or name in book.inputs:
        return SectionKind.DEFINITIONS
    raise KeyError(name)


def _one(name: str, writer: Writer) -> None:
    """The derivation of one name."""
    if name in writer.outcome.rulebook.inputs:
        data(writer, name, 0)
    else:
        _root(writer, writer.derivations[name])
