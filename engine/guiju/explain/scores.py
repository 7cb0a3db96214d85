"""The tree of scores: every indicator, how its measure was found, and how that became points."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from guiju.evaluate.steps import Step
from guiju.explain import arithmetic
from guiju.explain.conversions import between
from guiju.explain.document import Line, LineKind, Mark
from guiju.explain.evidence import evidence
from guiju.explain.formulas import statement, with_numbers, written
from guiju.explain.names import data, names
from guiju.explain.values import is_exact, points_text, score_text, unit_of, value_text
from guiju.explain.words import METHODS, POLICIES, STATES
from guiju.explain.writer import Writer, mark_of
from guiju.numbers.algebra import compare
from guiju.numbers.states import Missing
from guiju.rulebook import exact, scheme
from guiju.rulebook.expressions import InputRef
from guiju.rulebook.scheme import Indicator, Policy
from guiju.rulebook.scoring import Mark as ExpertsMark
from guiju.types import Type
from guiju.units import Unit

Arm = Callable[[Writer, Step, int], None]


def indicator(writer: Writer, step: Step, depth: int) -> None:
    """One node of the tree with everything below it."""
    node: Indicator = step.node
    if not writer.shows(depth):
        return
    again = node.name in writer.derived
    writer.add(
        Line(
            depth,
            LineKind.SCORE,
            name=node.name,
            label="" if again else node.label,
            weight=points_text(node.weight),
            value=score_text(step.value, writer.lang),
            exact=is_exact(step.value),
            clauses=() if again else node.remarks.clauses,
            source=writer.word("above") if again else "",
        )
    )
    if again:
        return
    if writer.shows(depth + 1):
        writer.derived.add(node.name)
    writer.remarks(depth + 1, node.remarks)
    step = writer.derivations.get(node.name, step)
    if node.scoring is None:
        _group(writer, step, depth + 1)
        return
    with writer.block():
        scoring(writer, step.children[0], depth + 1)


def scoring(writer: Writer, step: Step, depth: int) -> None:
    """How a leaf is scored."""
    SCORING[type(step.node)](writer, step, depth)


# --- groups -----------------------------------------------------------------------------------------------------------


def _group(writer: Writer, step: Step, depth: int) -> None:
    node: Indicator = step.node
    assert node.aggregation is not None
    in_names, in_numbers = arithmetic.aggregate(step)
    first = writer.first_of(node.aggregation.remarks)  # a method written once holds for every group below it
    writer.add(
        Line(
            depth,
            LineKind.FORMULA,
            head=writer.word("aggregate")
            + writer.bracketed(METHODS[node.aggregation.method].in_(writer.lang)),
            formula=in_names,
            numbers=in_numbers,
            value=score_text(step.value, writer.lang),
            exact=is_exact(step.value),
            clauses=node.aggregation.remarks.clauses if first else (),
        )
    )
    if first:
        writer.remarks(depth + 1, node.aggregation.remarks)
        _reading(writer, node, depth + 1)
    _policy(writer, step, depth + 1)
    for child in step.children:
        indicator(writer, child, depth)


def _reading(writer: Writer, node: Indicator, depth: int) -> None:
    """The reading that decided the method."""
    aggregation = node.aggregation
    if aggregation is None or aggregation.reading is None:
        return
    labels = dict(writer.outcome.rulebook.readings[aggregation.reading].options)
    option = " ".join(
        part for part in (aggregation.option or "", labels.get(aggregation.option or "", "")) if part
    )
    text = writer.word("by_reading", reading=aggregation.reading, option=option)
    writer.add(Line(depth, LineKind.NOTE, head=writer.word("reading"), value=text))


def _policy(writer: Writer, step: Step, depth: int) -> None:
    """What became of children without a score."""
    node: Indicator = step.node
    open_ = [child for child in step.children if isinstance(child.value, Missing)]
    if not open_:
        return
    entered = {part.name for part in arithmetic.parts(step)}
    texts = [f"{child.node.name}{_state(writer, child.value)}" for child in open_]
    policy = POLICIES[node.policy].in_(writer.lang)
    if node.policy is Policy.REBASE and not entered.isdisjoint(child.node.name for child in open_):
        policy = POLICIES[Policy.UNDETERMINED].in_(
            writer.lang
        )  # nothing is left to share the weight out over
    value = f"{policy}{writer.colon}{writer.enumerated(texts)}"
    writer.add(Line(depth, LineKind.NOTE, head=writer.word("missing_policy"), value=value))


def _state(writer: Writer, value: Missing) -> str:
    return writer.bracketed(STATES[value.state].in_(writer.lang))


# --- leaves -----------------------------------------------------------------------------------------------------------


def _measure(writer: Writer, step: Step, depth: int, type_: Type | None = None) -> None:
    """`取值 formula = numbers = value` and what it is made of."""
    if isinstance(step.node, InputRef):
        data(writer, step.node.name, depth, "value")
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
            label=text,
            value=score_text(step.value, writer.lang),
            exact=is_exact(step.value),
            clauses=node.remarks.clauses,
        )
    )
    writer.remarks(depth + 1, node.remarks)


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
    x = value_text(measure.value, measure.node.type, writer.lang)
    decided = False
    for number, row in enumerate(node.rows):
        points = points_text(row.points)
        label = f"{row.operator} {written(row.threshold)} : {points}"
        if number >= len(thresholds):
            writer.add(Line(depth + 1, LineKind.ROW, label=label, value=writer.word("is_unused")))
            continue
        threshold = thresholds[number]
        fits = exact.compare(row.operator, measure.value, threshold.value)
        decided = decided or fits is True
        numbers = f"{x} {row.operator} {with_numbers(threshold, writer.lang)}"
        writer.add(Line(depth + 1, LineKind.ROW, mark=mark_of(fits), label=label, numbers=numbers))
    if node.otherwise is not None:
        label = f"{writer.word('otherwise')} : {points_text(node.otherwise)}"
        open_ = isinstance(step.value, Missing)
        mark = Mark.NONE if decided else Mark.OPEN if open_ else Mark.YES
        unused = writer.word("is_unused") if decided else ""
        writer.add(Line(depth + 1, LineKind.ROW, mark=mark, label=label, value=unused))
    _benchmarks(writer, measure, thresholds, depth + 1)


def _per_unit(writer: Writer, step: Step, depth: int) -> None:
    node: scheme.PerUnit = step.node
    measure, unit = step.children
    _measure(writer, measure, depth)
    counted = arithmetic.counted(step)
    numbers, text = arithmetic.quotient(step), ""
    if counted is not None:
        remarks = []
        if node.whole:
            remarks.append(writer.word("whole", quotient=numbers, count=points_text(counted.units)))
            numbers = points_text(counted.units)
        numbers += f" × {points_text(node.points)}"
        if counted.points != step.value:
            numbers += f" = {points_text(counted.points)}"
            word = "capped" if compare(counted.points, node.cap) > 0 else "held_low"
            remarks.append(writer.word(word, points=score_text(step.value, writer.lang)))
        text = writer.joined(remarks)
    _scored(writer, step, depth, numbers, text)
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
                numbers="" if isinstance(item.condition, InputRef) else with_numbers(child, writer.lang),
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


def _expert(writer: Writer, step: Step, depth: int) -> None:
    _scored(writer, step, depth, arithmetic.expert(step))
    for child in step.children:
        expert_mark(writer, child, depth + 1)


def expert_mark(writer: Writer, step: Step, depth: int) -> None:
    """One expert's mark with its evidence."""
    node: ExpertsMark = step.node
    datum = writer.outcome.town.marks[node.expert].get(node.indicator)
    text = value_text(step.value, None, writer.lang)
    writer.add(
        Line(
            depth,
            LineKind.DATA,
            head=writer.word("expert"),
            name=node.expert,
            value=text,
            source=evidence(datum, text, writer.lang) if datum else "",
            synthetic=datum is not None and datum.provenance.synthetic,
        )
    )


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
        scheme.ExpertMark: _expert,
        scheme.OpenScoring: _open,
    }
)
SCORES = frozenset({*SCORING, ExpertsMark, Indicator})
