"""What comes on top of scores: bonuses, deductions, floors, ceilings, vetoes, and whether an indicator applies."""

from __future__ import annotations

from guiju.evaluate.steps import Step
from guiju.explain import arithmetic
from guiju.explain.aggregates import adjusted, before_adjusting
from guiju.explain.conversions import between
from guiju.explain.document import Line, LineKind, Mark
from guiju.explain.formulas import answer, statement, written
from guiju.explain.names import behind, names
from guiju.explain.panels import spread
from guiju.explain.tree_numbers import points_by_expert
from guiju.explain.values import is_exact, number_text, points_text, score_text, term_text, unit_of
from guiju.explain.writer import Writer, mark_of
from guiju.numbers.algebra import compare
from guiju.numbers.states import Missing
from guiju.rulebook import exact, scheme
from guiju.rulebook.expressions import InputRef
from guiju.rulebook.model import Modal
from guiju.rulebook.words import MODALS
from guiju.types import Type
from guiju.units import Unit


def total(writer: Writer, step: Step, depth: int) -> None:
    """`得分 汇总 + 创新 - 违规 = 98 + 5 - 4 = 99`, held at the floor and the ceiling."""
    node: scheme.Indicator = step.node
    found = adjusted(step)
    base = score_text(before_adjusting(step), None)
    first = writer.word("mark" if node.scoring is not None else "aggregate")
    limits = [
        f"{writer.word(word)} {points_text(end)}"
        for word, end in (("at_most", node.ceiling), ("not_below", node.floor))
        if end is not None
    ]
    writer.add(
        Line(
            depth,
            LineKind.FORMULA,
            head=writer.word("score") + (writer.bracketed(writer.enumerated(limits)) if limits else ""),
            formula=first + found.names,
            numbers=arithmetic.held(base + found.numbers, found.raw, node.floor, node.ceiling),
            value=score_text(found.value, writer.lang),
            exact=is_exact(found.value),
        )
    )


def adjustment(writer: Writer, step: Step, depth: int) -> None:
    """A bonus or a deduction with its items."""
    node: scheme.Adjustment = step.node
    again = node.name in writer.derived
    step = writer.derivations.get(node.name, step)
    head = writer.word("bonus" if node.sign > 0 else "deduction")
    writer.add(
        Line(
            depth,
            LineKind.FORMULA,
            head=head,
            name=node.name,
            label="" if again else node.label,
            numbers="" if again or _is_spread(step) else arithmetic.adjustment(step),
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
    if _is_spread(step):
        spread(writer, step, depth + 1)
        return
    if node.cap is not None and _is_capped(step):
        text = writer.word("capped", points=points_text(node.cap))
        writer.add(Line(depth + 1, LineKind.NOTE, head=writer.word("note"), value=text))
    with writer.block():
        items(writer, step, depth + 1, "gives" if node.sign > 0 else "takes")


def _is_spread(step: Step) -> bool:
    """Whether it is the mean of what each expert's total has of it."""
    return bool(points_by_expert(step))


def _is_capped(step: Step) -> bool:
    raw = exact.total([child.value for child in step.children])
    return not isinstance(raw, Missing) and compare(raw, step.node.cap) > 0


def items(writer: Writer, step: Step, depth: int, word: str) -> None:
    """What each item gives or takes."""
    for child in step.children:
        _item(writer, child, depth, word)


def _item(writer: Writer, step: Step, depth: int, word: str) -> None:
    node: scheme.Adjusting = step.node
    value, *unit = step.children
    said = f"{writer.word(word)} {score_text(step.value, writer.lang)}"
    if node.unit is None:
        mark, plain = mark_of(value.value), isinstance(node.value, InputRef)
        numbers = "" if plain else answer(value, writer.lang)
    else:
        mark, numbers = Mark.NONE, _counted(writer, step)
        counted = arithmetic.counted(step)
        if counted is not None and counted.points != step.value:
            over = node.cap is not None and compare(counted.points, node.cap) > 0
            said = writer.word("capped_item" if over else "held_low", said=said)
    writer.add(
        Line(
            depth,
            LineKind.ROW,
            mark=mark,
            label=statement(node),
            numbers=numbers,
            value=said,
            exact=is_exact(step.value),
            clauses=node.remarks.clauses,
        )
    )
    writer.remarks(depth + 1, node.remarks)
    writer.conversions(depth + 1, (t for one in unit for t in between(_unit(value), _unit(one))))
    for one in step.children:
        names(writer, one, depth + 1)


def _counted(writer: Writer, step: Step) -> str:
    """`4 件 / 1 件 × 0.5 = 2`"""
    node: scheme.Adjusting = step.node
    counted, quotient = arithmetic.counted(step), arithmetic.quotient(step)
    points = term_text(node.points)
    if counted is None:
        return f"{quotient} × {points}"
    if node.whole:
        quotient = f"{writer.word('whole', quotient=quotient)} × {points} = {number_text(counted.units)}"
    return f"{quotient} × {points} = {number_text(counted.points)}"


def _unit(step: Step) -> Unit | None:
    type_: Type = step.node.type
    unit = unit_of(type_)
    return unit if unit.dimension else None


# --- conditions -------------------------------------------------------------------------------------------------------


def applies(writer: Writer, step: Step, depth: int) -> None:
    """Whether an indicator exists for the town."""
    text = writer.word("applies_not") if step.value is False else ""
    _asked(writer, step, depth, writer.word("applies"), mark_of(step.value), text)


def veto(writer: Writer, step: Step, depth: int) -> None:
    """A veto; one that holds is marked ✗ and leaves no points."""
    word = "" if isinstance(step.value, Missing) else "veto_leaves_nothing" if step.value else "veto_fails"
    mark = mark_of(exact.invert(step.value))
    _asked(writer, step, depth, MODALS[Modal.VETO].in_(writer.lang), mark, writer.word(word) if word else "")


def _asked(writer: Writer, step: Step, depth: int, head: str, mark: Mark, text: str) -> None:
    node: scheme.Applies | scheme.Veto = step.node
    (inner,) = step.children
    writer.add(
        Line(
            depth,
            LineKind.CONDITION,
            head=head,
            mark=mark,
            formula=written(node.condition),
            numbers=answer(inner, writer.lang, yes_no=isinstance(node, scheme.Applies)),
            value=text,
            clauses=node.remarks.clauses,
        )
    )
    writer.remarks(depth + 1, node.remarks)
    behind(writer, inner, depth + 1)


ADJUSTMENTS_PRINTED = frozenset({scheme.Adjustment, scheme.Adjusting, scheme.Veto, scheme.Applies})
