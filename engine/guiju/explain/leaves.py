"""Leaves of the tree of scores: how a measure was found, and how that became points."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from guiju.evaluate.steps import Step
from guiju.explain import arithmetic
from guiju.explain.adjustments import items
from guiju.explain.conversions import between
from guiju.explain.document import Line, LineKind, Mark
from guiju.explain.figures import input_line, series_line
from guiju.explain.formulas import answer, statement, with_numbers, written
from guiju.explain.names import names
from guiju.explain.panels import panel_lines, rounded_mean
from guiju.explain.unscored import without_value
from guiju.explain.values import (
    is_exact,
    number_text,
    points_text,
    score_text,
    term_text,
    unit_of,
    value_text,
)
from guiju.explain.writer import Writer, choice_mark, mark_of
from guiju.numbers.algebra import compare
from guiju.numbers.states import Cause, Missing
from guiju.rulebook import exact, scheme
from guiju.rulebook.expressions import InputRef, SeriesRef
from guiju.types import Type
from guiju.units import Unit

Arm = Callable[[Writer, Step, int], None]


def scoring(writer: Writer, step: Step, depth: int) -> None:
    """How a leaf is scored."""
    SCORING[type(step.node)](writer, step, depth)


def _measure(writer: Writer, step: Step, depth: int, type_: Type | None = None) -> None:
    """`取值 formula = numbers = value` and what it is made of."""
    if isinstance(step.node, InputRef):
        input_line(writer, step, depth, names, "value")
        return
    if isinstance(step.node, SeriesRef):
        series_line(writer, step, depth, names, "value")
        return
    writer.formula(depth, writer.word("value"), step, type_=type_)
    names(writer, step, depth + 1)


def _benchmarks(writer: Writer, measure: Step, benchmarks: Sequence[Step], depth: int) -> None:
    """Units and names of what a measure is held against."""
    own = _unit(measure)
    writer.conversions(depth, (text for at in benchmarks for text in between(own, _unit(at))))
    for at in benchmarks:
        names(writer, at, depth)


def _scored(writer: Writer, step: Step, depth: int, numbers: str, text: str = "") -> None:
    """The line that says how many points, and the remarks of the scoring."""
    node: scheme.Scoring = step.node
    writer.add(
        Line(
            depth,
            LineKind.FORMULA,
            head="",
            formula=statement(node),
            numbers=numbers,
            remark=text,
            value=score_text(step.value, writer.lang),
            exact=is_exact(step.value),
            clauses=node.remarks.clauses,
        )
    )
    writer.remarks(depth + 1, node.remarks)
    if isinstance(step.value, Missing) and not any(
        step.value.because & _because(child) for child in step.children
    ):
        without_value(writer, step, depth + 1)


def _because(step: Step) -> frozenset[Cause]:
    return step.value.because if isinstance(step.value, Missing) else frozenset()


def _linear(writer: Writer, step: Step, depth: int) -> None:
    measure, *positions = step.children
    type_ = arithmetic.scale_type(step)
    _measure(writer, measure, depth, type_)
    found = arithmetic.segment(step)
    text, numbers = "", arithmetic.linear(step)
    if found is not None and found.at is not None:
        # Held at an end, or on a knot: a sentence says it better than a product with zero.
        text, numbers = _held(writer, measure, found.at, type_), ""
    _scored(writer, step, depth, numbers, text)
    _benchmarks(writer, measure, positions, depth + 1)


def _held(writer: Writer, measure: Step, knot: arithmetic.Knot, type_: Type) -> str:
    """`81% 不低于 30%，得 3`"""
    sign = compare(measure.value, knot.at)
    return writer.word(
        "held_above" if sign > 0 else "held_below" if sign < 0 else "on_knot",
        value=value_text(measure.value, type_, writer.lang),
        limit=value_text(knot.at, type_, writer.lang),
        points=points_text(knot.points),
    )


def _unit(step: Step) -> Unit | None:
    unit = unit_of(step.node.type)
    return unit if unit.dimension else None


def _steps(writer: Writer, step: Step, depth: int) -> None:
    node: scheme.Steps = step.node
    measure, *thresholds = step.children
    _measure(writer, measure, depth)
    _scored(writer, step, depth, "")
    x = value_text(measure.value, measure.node.type, None)
    decided = False
    for number, row in enumerate(node.rows):
        points = points_text(row.points)
        label = f"{row.operator} {written(row.threshold)} : {points}"
        if number >= len(thresholds):
            unused = writer.word("is_unused")
            writer.add(Line(depth + 1, LineKind.ROW, mark=Mark.OUT, label=label, value=unused))
            continue
        threshold = thresholds[number]
        fits = exact.compare(row.operator, measure.value, threshold.value)
        decided = decided or fits is True
        numbers = f"{x} {row.operator} {with_numbers(threshold, writer.lang)}"
        numbers = writer.word("not_so", numbers=numbers) if fits is False else numbers
        writer.add(Line(depth + 1, LineKind.ROW, mark=choice_mark(fits), label=label, numbers=numbers))
    if node.otherwise is not None:
        label = f"{writer.word('otherwise')} : {points_text(node.otherwise)}"
        open_ = isinstance(step.value, Missing)
        mark = Mark.OUT if decided else Mark.OPEN if open_ else Mark.YES
        unused = writer.word("is_unused") if decided else ""
        writer.add(Line(depth + 1, LineKind.ROW, mark=mark, label=label, value=unused))
    _benchmarks(writer, measure, thresholds, depth + 1)


def _per_unit(writer: Writer, step: Step, depth: int) -> None:
    node: scheme.PerUnit = step.node
    measure, unit = step.children
    _measure(writer, measure, depth)
    numbers, remark = arithmetic.quotient(step), ""
    counted = arithmetic.counted(step)
    if counted is not None:
        points = term_text(node.points)
        numbers += f" × {points}"
        if node.whole:
            whole = writer.word("whole", quotient=arithmetic.quotient(step))
            numbers = f"{whole} × {points} = {number_text(counted.units)} × {points}"
        if counted.points != step.value:
            numbers += f" = {number_text(counted.points)}"
            word = "capped" if compare(counted.points, node.cap) > 0 else "held_low"
            remark = writer.word(word, points=score_text(step.value, writer.lang))
    _scored(writer, step, depth, numbers, remark)
    _benchmarks(writer, measure, (unit,), depth + 1)


def _checklist(writer: Writer, step: Step, depth: int) -> None:
    node: scheme.Checklist = step.node
    _scored(writer, step, depth, arithmetic.checklist(step))
    for item, child in zip(node.items, step.children, strict=True):
        writer.add(
            Line(
                depth + 1,
                LineKind.ROW,
                mark=mark_of(child.value),
                label=f"{written(item.condition)} : {points_text(item.points)}",
                numbers="" if isinstance(item.condition, InputRef) else answer(child, writer.lang),
                value=f"{writer.word('gives')} {arithmetic.item_points(item, child.value)}",
            )
        )
        names(writer, child, depth + 2)


def _yes_no(writer: Writer, step: Step, depth: int) -> None:
    (measure,) = step.children
    _measure(writer, measure, depth)
    _scored(writer, step, depth, "")


def _rank(writer: Writer, step: Step, depth: int) -> None:
    measure, size = step.children
    _measure(writer, measure, depth)
    _scored(writer, step, depth, arithmetic.rank(step))
    names(writer, size, depth + 1)


def _direct(writer: Writer, step: Step, depth: int) -> None:
    (measure,) = step.children
    _measure(writer, measure, depth)
    numbers = arithmetic.direct(step)
    _scored(writer, step, depth, "" if numbers == score_text(step.value, None) else numbers)


def _deductions(writer: Writer, step: Step, depth: int) -> None:
    _scored(writer, step, depth, arithmetic.deductions(step))
    items(writer, step, depth + 1, "takes")


def _expert(writer: Writer, step: Step, depth: int) -> None:
    numbers, remark = rounded_mean(writer, step)
    _scored(writer, step, depth, numbers, remark)
    panel_lines(writer, step, depth + 1)


def _open(writer: Writer, step: Step, depth: int) -> None:
    _scored(writer, step, depth, "")


SCORING: Mapping[type, Arm] = MappingProxyType(
    {
        scheme.Linear: _linear,
        scheme.Steps: _steps,
        scheme.PerUnit: _per_unit,
        scheme.Checklist: _checklist,
        scheme.YesNoScoring: _yes_no,
        scheme.Rank: _rank,
        scheme.Direct: _direct,
        scheme.Deductions: _deductions,
        scheme.ExpertMark: _expert,
        scheme.OpenScoring: _open,
    }
)
LEAVES_PRINTED = frozenset(SCORING)
