"""Grades: the score as it is judged, every band with its mark, and the gates that were asked."""

from __future__ import annotations

from typing import Any

from guiju.evaluate.steps import Step
from guiju.explain.document import Line, LineKind, Mark
from guiju.explain.formulas import with_numbers, written
from guiju.explain.names import behind
from guiju.explain.values import is_exact, score_text
from guiju.explain.writer import Writer, mark_of
from guiju.numbers.rounding import RoundingMode, round_places
from guiju.numbers.states import Missing
from guiju.rulebook import exact, model


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
    decided = open_ = False
    for child in bands:
        band: model.Band = child.node
        mark = mark_of(child.value)
        if band.condition is None and (decided or open_):  # 其他: reached only where no band above fits
            mark = Mark.NONE if decided else Mark.OPEN
        decided, open_ = decided or child.value is True, open_ or isinstance(child.value, Missing)
        _band(writer, child, depth + 1, mark)
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


def _band(writer: Writer, step: Step, depth: int, mark: Mark) -> None:
    node: model.Band = step.node
    formula, numbers = writer.word("otherwise"), ""
    if node.condition is not None:
        formula, numbers = written(node.condition), with_numbers(step.children[0], writer.lang)
    writer.add(
        Line(
            depth,
            LineKind.CONDITION,
            head=node.name,
            mark=mark,
            formula=formula,
            numbers=numbers,
            value="" if mark else writer.word("is_unused"),
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
    behind(writer, step, depth + 1)


GRADES_PRINTED = frozenset({model.Grades, model.Band})
