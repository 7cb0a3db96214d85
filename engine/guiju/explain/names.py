"""What stands behind the names of a formula: figures with their source, definitions, records, scores.

One arm for each class of expression. Arms of operators only go on to their operands: their own arithmetic is in the
formula that is already printed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from guiju.evaluate.steps import Step
from guiju.explain.conversions import conversions
from guiju.explain.document import Line, LineKind, Mark
from guiju.explain.evidence import evidence
from guiju.explain.formulas import with_numbers, written
from guiju.explain.values import is_exact, score_text, unit_of, value_text
from guiju.explain.writer import Writer, mark_of
from guiju.numbers.states import Missing
from guiju.rulebook import exact
from guiju.rulebook import expressions as ex
from guiju.rulebook.model import Definition, Parameter
from guiju.rulebook.scheme import Indicator
from guiju.rulebook.walk import Row
from guiju.types import RecordsType, TextType

ROWS = 60

Arm = Callable[[Writer, Step, int], None]


def names(writer: Writer, step: Step, depth: int) -> None:
    """Lines for everything a formula is made of."""
    if writer.shows(depth):
        _NAMES[type(step.node)](writer, step, depth)


def behind(writer: Writer, step: Step, depth: int) -> None:
    """Conversions and names of a formula that stands for itself."""
    with writer.block():
        writer.conversions(depth, conversions(step))
        names(writer, step, depth)


def _nothing(writer: Writer, step: Step, depth: int) -> None:
    """A literal, a field or the score being graded: the formula shows it."""


def _operands(writer: Writer, step: Step, depth: int) -> None:
    for child in step.children:
        names(writer, child, depth)


def _input(writer: Writer, step: Step, depth: int) -> None:
    data(writer, step.node.name, depth)


def data(writer: Writer, name: str, depth: int, head: str = "data") -> None:
    """A figure of the town with its evidence; the second time without it."""
    if not writer.shows(depth) or not writer.first_in_block(name):
        return
    entry = writer.outcome.rulebook.inputs[name]
    datum = writer.outcome.town.values[name]
    text = value_text(datum.value, entry.field.type, writer.lang)
    again = name in writer.cited
    source = writer.word("above") if again else evidence(datum, text, writer.lang)
    if not again and not source and not isinstance(datum.value, Missing):
        source = writer.word("without_source")
    writer.cited.add(name)
    writer.add(
        Line(
            depth,
            LineKind.DATA,
            head=writer.word(head),
            name=name,
            label="" if again else entry.field.label,
            value=text,
            exact=is_exact(datum.value, unit_of(entry.field.type)),
            source=source,
            synthetic=datum.provenance.synthetic,
        )
    )


def _indicator(writer: Writer, step: Step, depth: int) -> None:
    """A score used in a formula: its derivation stands in the tree."""
    node: ex.IndicatorRef = step.node
    indicator = writer.outcome.rulebook.indicators[node.name]
    if node.aspect is ex.Aspect.WEIGHT or not writer.first_in_block(node.name):
        return
    score = score_text(writer.outcome.known[node.name], writer.lang)
    writer.add(
        Line(
            depth,
            LineKind.SCORE,
            name=node.name,
            weight=score_text(indicator.weight, writer.lang),
            value=score,
            exact=is_exact(writer.outcome.known[node.name]),
            source=writer.word("above") if node.name in writer.derived else writer.word("below"),
        )
    )


def _named(writer: Writer, step: Step, depth: int) -> None:
    """A parameter or definition behind its name."""
    named = step.children[0].node
    definition(writer, named, depth)


def definition(writer: Writer, node: Parameter | Definition, depth: int) -> None:
    """`name = formula = numbers = value`, and what that is made of."""
    if not writer.shows(depth) or not writer.first_in_block(node.name):
        return
    step = writer.derivations[node.name]
    (inner,) = step.children
    head = writer.word("parameter" if isinstance(node, Parameter) else "definition")
    if node.name in writer.derived:
        writer.add(
            Line(
                depth,
                LineKind.FORMULA,
                head=head,
                name=node.name,
                value=value_text(step.value, inner.node.type, writer.lang),
                exact=is_exact(step.value, unit_of(inner.node.type)),
                source=writer.word("above"),
            )
        )
        return
    writer.derived.add(node.name)
    writer.formula(depth, head, inner, name=node.name, clauses=node.remarks.clauses)
    writer.remarks(depth + 1, node.remarks)
    names(writer, inner, depth + 1)


# --- records ----------------------------------------------------------------------------------------------------------


def _collect(writer: Writer, step: Step, depth: int) -> None:
    """A function over records: the records with what each gives, then the result."""
    node: ex.Collect = step.node
    text = written(node)
    if not writer.first_in_block(text):
        return
    rows = [child for child in step.children if isinstance(child.node, Row)]
    writer.add(
        Line(
            depth,
            LineKind.FORMULA,
            head=writer.word("where"),
            formula=text,
            numbers=collected(step),
            value=value_text(step.value, node.type, writer.lang),
            exact=is_exact(step.value, unit_of(node.type)),
        )
    )
    for number, row in enumerate(rows[:ROWS], 1):
        _record(writer, row, number, depth + 1)
    if len(rows) > ROWS:
        more = writer.word("listed", count=len(rows) - ROWS)
        writer.add(Line(depth + 1, LineKind.TEXT, value=more))
    for child in step.children:
        if isinstance(child.node, Row):
            for inner in child.children[:2]:
                names(writer, inner, depth + 1)
        else:
            names(writer, child, depth + 1)


def collected(step: Step) -> str:
    """The terms of a function over records: `3 + 2 + 2`, `(3 + 2) / 2`; what is left out is not among them."""
    node: ex.Collect = step.node
    unit = node.take.type if node.take is not None else None
    kept = [child.value for child in step.children if isinstance(child.node, Row) and child.value is not None]
    terms = [_term(node, keep, value, unit) for keep, value in kept]
    if not terms or len(terms) > ROWS or node.function == "count":
        return ""
    if node.function == "mean":
        return f"({' + '.join(terms)}) / {len(terms)}"
    if node.function in ("max", "min"):
        return f"{node.function}({', '.join(terms)})"
    return " + ".join(terms)


def _term(node: ex.Collect, keep: Any, value: Any, unit: Any) -> str:
    """What one record gives; one that may not count gives something between that and nothing."""
    if isinstance(keep, Missing):
        value = exact.hull(keep, (value, Fraction(0))) if node.function == "sum" else value
    text = value_text(value, unit, None)
    if isinstance(keep, Missing) and not isinstance(value, Missing):
        return f"?({text})"
    return f"({text})" if text.startswith("-") else text


def _record(writer: Writer, step: Step, number: int, depth: int) -> None:
    """One record: whether it counts, why, and what it gives."""
    collect: ex.Collect = step.node.collect
    children = list(step.children)
    where = children.pop(0) if collect.where is not None else None
    take = children.pop(0) if children else None
    keep = False if step.value is None else step.value[0]
    value = value_text(take.value, take.node.type, writer.lang) if take is not None else ""
    parts = [with_numbers(part, writer.lang) for part in (where, take) if part is not None]
    numbers = writer.joined([part for part in dict.fromkeys(parts) if part != value])
    writer.add(
        Line(
            depth,
            LineKind.ROW,
            mark=mark_of(keep) if where is not None else Mark.NONE,
            label=record_name(step.node) or writer.word("item_of", number=number),
            numbers=numbers,
            value=value,
            exact=take is None or is_exact(take.value, unit_of(take.node.type)),
        )
    )


def record_name(row: Row) -> str:
    """What a record calls itself: its first text, or the indicator it stands for; nothing when it has no name."""
    node = getattr(row.record, "node", None)
    if isinstance(node, Indicator):
        return node.name
    type_ = row.collect.records.type
    fields = type_.fields if isinstance(type_, RecordsType) else ()
    texts = (row.record[field.name] for field in fields if isinstance(field.type, TextType))
    return next((text for text in texts if isinstance(text, str) and text), "")


def _row(writer: Writer, step: Step, depth: int) -> None:
    """Printed by the function it belongs to."""


_NAMES: Mapping[type, Arm] = MappingProxyType(
    {
        ex.Literal: _nothing,
        ex.NotApplicable: _nothing,
        ex.LevelRef: _nothing,
        ex.FieldRef: _nothing,
        ex.SubjectRef: _nothing,
        ex.GradeRef: _nothing,
        ex.InputRef: _input,
        ex.ParameterRef: _named,
        ex.DefinitionRef: _named,
        ex.IndicatorRef: _indicator,
        ex.Add: _operands,
        ex.Multiply: _operands,
        ex.Negate: _operands,
        ex.Power: _operands,
        ex.Compare: _operands,
        ex.Both: _operands,
        ex.Either: _operands,
        ex.Not: _operands,
        ex.Conditional: _operands,
        ex.Apply: _operands,
        ex.Lookup: _operands,
        ex.Collect: _collect,
        Row: _row,
    }
)
NAMES_PRINTED = frozenset({*_NAMES, Parameter, Definition})
