"""Grades: the score as it is judged, every band with its mark, and the gates that were asked."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from guiju.diagnostics.model import Lang
from guiju.evaluate.steps import Step
from guiju.explain.document import Line, LineKind, Mark
from guiju.explain.formulas import answer, written
from guiju.explain.names import behind
from guiju.explain.terms import rounding_words
from guiju.explain.values import POINTS, is_exact, score_text, unit_of, value_text, without_points
from guiju.explain.writer import Writer, mark_of
from guiju.numbers.states import Missing
from guiju.rulebook import exact, model
from guiju.rulebook.roundings import rounded
from guiju.rulebook.words import MODALS


def rounded_subject(node: model.Grades, score: Any) -> Any:
    """The score that is compared with the bands."""
    if node.places is None:
        return score
    return rounded(score, Fraction(10) ** -node.places * unit_of(node.subject.type).factor, node.mode)


def grades(writer: Writer, step: Step, depth: int) -> None:
    """The score, how it is judged, every band with its mark, and the gates that were asked."""
    node: model.Grades = step.node
    writer.derived.add(node.name)
    subject, *rest = step.children
    bands = [child for child in rest if isinstance(child.node, model.Band)]
    caps = [child for child in rest if isinstance(child.node, model.GradeCap)]
    gates = [child for child in rest if child not in bands and child not in caps]
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
    before = before_caps(step)
    decided = open_ = False
    for child in bands:
        band: model.Band = child.node
        open_ = open_ or isinstance(child.value, Missing)
        if decided:
            unused = writer.word("band_decided", band=before)
            _band(writer, child, depth + 1, Mark.OUT, value=unused)
        elif band.name == before:
            fallen = "" if child.value is True else writer.word("band_fallen")
            _band(writer, child, depth + 1, Mark.YES, value=fallen)
        elif child.value is False:
            _band(writer, child, depth + 1, Mark.OUT)
        else:  # 其他 is reached only where no band above fits
            _band(writer, child, depth + 1, Mark.OPEN if open_ else mark_of(child.value))
        asked = [gate for gate in gates if gate.node is band.requires]
        if band.requires is not None and not decided:
            _gate(writer, band, asked, depth + 2)
        decided = decided or band.name == before
    for child in caps:
        _cap(writer, child, depth + 1)
    if before is not None and step.value != before and not isinstance(step.value, Missing):
        text = writer.word("grade_lowered", before=before, after=step.value)
        writer.add(Line(depth + 1, LineKind.TEXT, value=text))


def before_caps(step: Step) -> str | None:
    """The grade by score and gates alone; None while one of them is open."""
    node: model.Grades = step.node
    fits = {child.node.name: child.value for child in step.children if isinstance(child.node, model.Band)}
    gates = {id(child.node): child.value for child in step.children}
    reached = False
    for band in node.bands:
        gate = True if band.requires is None else gates.get(id(band.requires))
        if isinstance(fits[band.name], Missing) or (reached and isinstance(gate, Missing)):
            return None
        reached = reached or fits[band.name]
        if reached and gate is True:
            return band.name
        if reached and gate is not False:
            return None
    return None


def grade_text(writer: Writer, name: str) -> str:
    """The grade, or the ones still possible."""
    grade = writer.outcome.grade_on(name)
    if grade.name is not None:
        return grade.name
    return writer.word("possible", bands=writer.enumerated(list(grade.possible)))


def _subject(writer: Writer, node: model.Grades, subject: Step, depth: int) -> None:
    writer.add(
        Line(
            depth,
            LineKind.FORMULA,
            head=writer.word("score"),
            formula=written(subject.node),
            value=subject_text(node, subject.value, writer.lang),
            exact=is_exact(subject.value, unit_of(node.subject.type)),
        )
    )
    if node.places is None:
        writer.add(Line(depth, LineKind.TEXT, value=writer.word("full_value")))
        return
    judged = rounded_subject(node, subject.value)
    before, after = (subject_text(node, score, writer.lang) for score in (subject.value, judged))
    rule = writer.word("rounded", count=node.places, rule=rounding_words(node.mode, writer.lang))
    text = f"{rule}{writer.colon}{before} → {after}"
    writer.add(Line(depth, LineKind.TEXT, value=text))


def subject_text(node: model.Grades, value: Any, lang: Lang | None) -> str:
    """What is graded, points as plain numbers and anything else in its unit."""
    type_ = without_points(node.subject.type)
    return score_text(value, lang) if type_ is POINTS else value_text(value, type_, lang)


def _cap(writer: Writer, step: Step, depth: int) -> None:
    """A condition that holds a grade down; one that holds is marked ✗."""
    node: model.GradeCap = step.node
    (inner,) = step.children
    head = MODALS[model.Modal.VETO].in_(writer.lang) if node.veto else f"{writer.word('cap')} {node.band}"
    text = ""
    if not isinstance(step.value, Missing):
        fails = writer.word("veto_fails" if node.veto else "cap_fails")
        text = writer.word("cap_holds", band=node.band) if step.value else fails
    writer.add(
        Line(
            depth,
            LineKind.CONDITION,
            head=head,
            mark=mark_of(exact.invert(step.value)),
            formula=written(node.condition),
            numbers=answer(inner, writer.lang, yes_no=False),
            value=text,
            clauses=node.remarks.clauses,
        )
    )
    writer.remarks(depth + 1, node.remarks)
    behind(writer, inner, depth + 1)


def _band(writer: Writer, step: Step, depth: int, mark: Mark, value: str = "") -> None:
    """A band; `value` is said instead of the numbers."""
    node: model.Band = step.node
    formula, numbers = writer.word("otherwise"), ""
    if node.condition is not None:
        formula = written(node.condition)
        numbers = "" if value else answer(step.children[0], writer.lang)
        if numbers and mark is Mark.OUT:
            numbers = writer.word("not_so", numbers=numbers)
    writer.add(
        Line(
            depth,
            LineKind.CONDITION,
            head=node.name,
            mark=mark,
            formula=formula,
            numbers=numbers,
            value=value,
            clauses=node.remarks.clauses,
        )
    )
    writer.remarks(depth + 1, node.remarks)


def _gate(writer: Writer, band: model.Band, asked: list[Step], depth: int) -> None:
    """What a band requires beside the score; asked only where the score reaches the band."""
    head = writer.word("band_gate")
    if not asked:
        text = writer.word("band_unreached", band=band.name)
        writer.add(Line(depth, LineKind.CONDITION, head=head, formula=written(band.requires), value=text))
        return
    step = asked[0]
    writer.add(
        Line(
            depth,
            LineKind.CONDITION,
            head=head,
            mark=mark_of(step.value),
            formula=written(step.node),
            numbers=answer(step, writer.lang),
        )
    )
    behind(writer, step, depth + 1)


GRADES_PRINTED = frozenset({model.Grades, model.Band, model.GradeCap})
