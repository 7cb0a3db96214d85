"""Grades, designations and checks of the data: every band and criterion with its mark, the rejected ones too."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from guiju.evaluate.steps import Step
from guiju.explain.conversions import conversions
from guiju.explain.document import Line, LineKind
from guiju.explain.evidence import evidence
from guiju.explain.formulas import with_numbers, written
from guiju.explain.names import definition, names
from guiju.explain.scores import indicator
from guiju.explain.values import is_exact, score_text, value_text
from guiju.explain.words import MODALS, VERDICTS
from guiju.explain.writer import Writer, mark_of
from guiju.numbers.rounding import RoundingMode, round_places
from guiju.numbers.states import Missing
from guiju.rulebook import exact, model
from guiju.rulebook.scheme import Indicator

Arm = Callable[[Writer, Step, int], None]

_REPORTED = (model.Modal.SHOULD, model.Modal.MAY)


def verdict_word(writer: Writer, value: Any) -> str:
    """符合, 不符合 or 不能判定."""
    return VERDICTS[value if isinstance(value, bool) else None].in_(writer.lang)


# --- grades -----------------------------------------------------------------------------------------------------------


def rounded_subject(node: model.Grades, score: Any) -> Any:
    """The score that is compared with the bands."""
    places = node.places
    if places is None:
        return score
    return exact.rising((score,), lambda x: round_places(x, places, RoundingMode.half_even))


def grades(writer: Writer, step: Step, depth: int) -> None:
    """The score, how it is judged, every band with its mark, and the gates that were asked."""
    node: model.Grades = step.node
    writer.derived.add(node.name)
    subject, *rest = step.children
    bands, gates = rest[: len(node.bands)], rest[len(node.bands) :]
    writer.add(
        Line(
            depth,
            LineKind.FORMULA,
            head=writer.word("grade"),
            name=node.name,
            label=node.label,
            value=grade_text(writer, node.name),
            clauses=node.remarks.clauses,
        )
    )
    writer.remarks(depth + 1, node.remarks)
    _subject(writer, node, subject, depth + 1)
    for child in bands:
        band: model.Band = child.node
        _band(writer, child, depth + 1)
        asked = [gate for gate in gates if gate.node is band.requires]
        if band.requires is not None:
            _gate(writer, band, asked, depth + 2)


def grade_text(writer: Writer, name: str) -> str:
    """The grade, or the ones still possible."""
    grade = writer.outcome.grade_on(name)
    if grade.name is not None:
        return grade.name
    return f"?{writer.bracketed(writer.word('possible') + writer.colon + writer.enumerated(list(grade.possible)))}"


def _subject(writer: Writer, node: model.Grades, subject: Step, depth: int) -> None:
    writer.add(
        Line(
            depth,
            LineKind.FORMULA,
            head=writer.word("score"),
            formula=written(subject.node),
            numbers=with_numbers(subject, writer.lang),
            value=score_text(subject.value, writer.lang),
            exact=is_exact(subject.value),
        )
    )
    if node.places is None:
        writer.add(Line(depth, LineKind.TEXT, value=writer.word("full_value")))
        return
    judged = rounded_subject(node, subject.value)
    before, after = (score_text(score, writer.lang) for score in (subject.value, judged))
    text = f"{writer.word('rounded', places=node.places)}{writer.colon}{before} → {after}"
    writer.add(Line(depth, LineKind.TEXT, value=text))


def _band(writer: Writer, step: Step, depth: int) -> None:
    node: model.Band = step.node
    formula, numbers = writer.word("otherwise"), ""
    if node.condition is not None:
        formula, numbers = written(node.condition), with_numbers(step.children[0], writer.lang)
    writer.add(
        Line(
            depth,
            LineKind.CONDITION,
            head=node.name,
            mark=mark_of(step.value),
            formula=formula,
            numbers=numbers,
            clauses=node.remarks.clauses,
        )
    )
    writer.remarks(depth + 1, node.remarks)


def _gate(writer: Writer, band: model.Band, asked: list[Step], depth: int) -> None:
    """What a band requires beside the score; asked only where the score reaches the band."""
    head = writer.word("band_gate")
    if not asked:
        formula = written(band.requires)
        writer.add(
            Line(depth, LineKind.CONDITION, head=head, formula=formula, value=writer.word("is_unused"))
        )
        return
    step = asked[0]
    writer.add(
        Line(
            depth,
            LineKind.CONDITION,
            head=head,
            mark=mark_of(step.value),
            formula=written(step.node),
            numbers=with_numbers(step, writer.lang),
        )
    )
    _behind(writer, step, depth + 1)


# --- designations -----------------------------------------------------------------------------------------------------


def designation(writer: Writer, step: Step, depth: int) -> None:
    """The verdict and every criterion."""
    node: model.Designation = step.node
    writer.derived.add(node.name)
    writer.add(
        Line(
            depth,
            LineKind.CONDITION,
            head=writer.word("designation"),
            name=node.name,
            label=node.label,
            mark=mark_of(step.value),
            value=verdict_word(writer, step.value),
            clauses=node.remarks.clauses,
        )
    )
    writer.remarks(depth + 1, node.remarks)
    if any(child.value is not True and child.node.modal in _REPORTED for child in step.children):
        writer.add(Line(depth + 1, LineKind.NOTE, head=writer.word("note"), value=writer.word("should_only")))
    for child in step.children:
        criterion(writer, child, depth + 1)


def criterion(writer: Writer, step: Step, depth: int) -> None:
    """One criterion with its force; a veto that applies is marked ✗."""
    node: model.Criterion = step.node
    if node.modal is not model.Modal.VETO:
        _condition(writer, step.children[0], depth, MODALS[node.modal].in_(writer.lang))
        return
    value = step.value
    word = "" if isinstance(value, Missing) else writer.word("veto_holds" if value else "veto_fails")
    first = len(writer.lines)
    _condition(writer, step.children[0], depth, MODALS[node.modal].in_(writer.lang))
    if first < len(writer.lines):
        line = writer.lines[first]
        value = writer.joined(part for part in (line.value, word) if part)
        writer.lines[first] = replace(line, mark=mark_of(exact.invert(step.value)), value=value)


def _condition(writer: Writer, step: Step, depth: int, head: str) -> None:
    CONDITIONS[type(step.node)](writer, step, depth, head)


def _behind(writer: Writer, inner: Step, depth: int) -> None:
    """Conversions and names of a condition."""
    with writer.block():
        writer.conversions(depth, conversions(inner))
        names(writer, inner, depth)


def _test(writer: Writer, step: Step, depth: int, head: str) -> None:
    node: model.Test = step.node
    (inner,) = step.children
    writer.add(
        Line(
            depth,
            LineKind.CONDITION,
            head=head,
            label=node.label,
            mark=mark_of(step.value),
            formula=written(node.expression),
            numbers=with_numbers(inner, writer.lang),
            clauses=node.remarks.clauses,
        )
    )
    writer.remarks(depth + 1, node.remarks)
    _behind(writer, inner, depth + 1)


def _group(writer: Writer, step: Step, depth: int, head: str) -> None:
    node: model.Group = step.node
    sure = sum(child.value is True for child in step.children)
    text = writer.word("at_least", count=node.count, all=len(node.parts), sure=sure)
    writer.add(
        Line(
            depth,
            LineKind.CONDITION,
            head=head,
            label=node.label,
            mark=mark_of(step.value),
            value=text,
            clauses=node.remarks.clauses,
        )
    )
    writer.remarks(depth + 1, node.remarks)
    for child in step.children:
        _condition(writer, child, depth + 1, "")


def _external(writer: Writer, step: Step, depth: int, head: str) -> None:
    node: model.External = step.node
    datum = writer.outcome.town.rulings.get(node.document)
    value = value_text(step.value, None, writer.lang)
    text = f"{writer.word('decided')}{writer.colon}{value}" if datum else writer.word("no_ruling")
    writer.add(
        Line(
            depth,
            LineKind.CONDITION,
            head=head,
            label=node.label,
            mark=mark_of(step.value),
            formula=f"{writer.word('external')} {node.document}",
            value=text,
            clauses=node.remarks.clauses,
            source=evidence(datum, value, writer.lang) if datum else "",
            synthetic=datum is not None and datum.provenance.synthetic,
        )
    )
    writer.remarks(depth + 1, node.remarks)


def _open(writer: Writer, step: Step, depth: int, head: str) -> None:
    node: model.Open = step.node
    writer.add(
        Line(
            depth,
            LineKind.CONDITION,
            head=head,
            label=node.label,
            mark=mark_of(step.value),
            formula=writer.word("open"),
            value=node.reason,
            clauses=node.remarks.clauses,
        )
    )
    writer.remarks(depth + 1, node.remarks)


CONDITIONS: Mapping[type, Callable[[Writer, Step, int, str], None]] = MappingProxyType(
    {
        model.Test: _test,
        model.Group: _group,
        model.External: _external,
        model.Open: _open,
    }
)


# --- checks of the data -----------------------------------------------------------------------------------------------


def constraint(writer: Writer, step: Step, depth: int) -> None:
    """A condition on the data with its numbers."""
    node: model.Constraint = step.node
    (inner,) = step.children
    writer.add(
        Line(
            depth,
            LineKind.CONDITION,
            label=node.label,
            mark=mark_of(step.value),
            formula=written(node.condition),
            numbers=with_numbers(inner, writer.lang),
            clauses=node.remarks.clauses,
        )
    )
    writer.remarks(depth + 1, node.remarks)
    if step.value is True:
        writer.conversions(depth + 1, conversions(inner))
    else:
        _behind(writer, inner, depth + 1)


def _named(writer: Writer, step: Step, depth: int) -> None:
    with writer.block():
        definition(writer, step.node, depth)


ROOTS: Mapping[type, Arm] = MappingProxyType(
    {
        Indicator: indicator,
        model.Grades: grades,
        model.Designation: designation,
        model.Constraint: constraint,
        model.Parameter: _named,
        model.Definition: _named,
    }
)
JUDGED = frozenset({*CONDITIONS, *ROOTS, model.Band, model.Criterion})
