"""A parameter with dated values: the one that counts and since when, or why it is open which one does."""

from __future__ import annotations

from collections.abc import Callable

from guiju.evaluate.steps import Step
from guiju.explain.document import Line, LineKind, Mark
from guiju.explain.values import value_text
from guiju.explain.writer import Writer
from guiju.rulebook.dated import Dated, DatedValue
from guiju.rulebook.model import Named

Arm = Callable[[Writer, Step, int], None]


def dated(writer: Writer, node: Named, step: Step, depth: int, names: Arm) -> None:
    """`参数 name = value (since)`; what that is made of."""
    head, parameter = writer.word("parameter"), step.node
    if len(step.children) == 1:
        (chosen,) = step.children
        value: DatedValue = chosen.node
        (inner,) = chosen.children
        since = _since(writer, value)
        clauses = value.remarks.clauses
        writer.formula(
            depth, head, inner, name=node.name, clauses=clauses, type_=parameter.type, source=since
        )
        writer.remarks(depth + 1, node.remarks)
        writer.remarks(depth + 1, value.remarks)
        names(writer, inner, depth + 1)
        return
    text = value_text(step.value, parameter.type, writer.lang)
    clauses = node.remarks.clauses
    writer.add(Line(depth, LineKind.FORMULA, head=head, name=node.name, value=text, clauses=clauses))
    writer.remarks(depth + 1, node.remarks)
    _candidates(writer, step, depth + 1)
    for candidate in step.children:
        names(writer, candidate, depth + 1)


def _candidates(writer: Writer, step: Step, depth: int) -> None:
    """Every value that may count, because the day is not known; or since when there is one at all."""
    parameter: Dated = step.node
    if not step.children:
        town = writer.outcome.town
        day = town.data_date or writer.word("in_year", year=town.year)
        text = writer.word("no_value_yet", day=day, first=parameter.values[0].since)
        writer.add(Line(depth, LineKind.NOTE, head=writer.word("note"), value=text))
        return
    writer.add(Line(depth, LineKind.NOTE, head=writer.word("note"), value=writer.word("which_value")))
    for candidate in step.children:
        node: DatedValue = candidate.node
        text = value_text(candidate.value, parameter.type, writer.lang)
        clauses = node.remarks.clauses
        writer.add(
            Line(depth, LineKind.ROW, mark=Mark.OPEN, label=_since(writer, node), value=text, clauses=clauses)
        )
        writer.remarks(depth + 1, node.remarks)


def _since(writer: Writer, value: DatedValue) -> str:
    return writer.word("since", day=value.since)
