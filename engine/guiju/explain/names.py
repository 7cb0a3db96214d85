"""What stands behind the names of a formula: figures with their source, definitions, records, scores.

One arm for each class of expression. Arms of operators only go on to their operands: their own arithmetic is in the
formula that is already printed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from guiju.evaluate.steps import Step
from guiju.explain.conversions import conversions
from guiju.explain.dated import dated
from guiju.explain.document import Line, LineKind
from guiju.explain.figures import input_line, series_line
from guiju.explain.lists import collection
from guiju.explain.tabled import interpolate, lookup, tier_lines
from guiju.explain.values import is_exact, score_text, term_text, unit_of, value_text
from guiju.explain.writer import Writer
from guiju.rulebook import expressions as ex
from guiju.rulebook.collecting import Row
from guiju.rulebook.dated import Dated, DatedValue
from guiju.rulebook.model import Definition, Parameter

Arm = Callable[[Writer, Step, int], None]


def names(writer: Writer, step: Step, depth: int) -> None:
    """Lines for everything a formula is made of."""
    if writer.shows(depth):
        _NAMES[type(step.node)](writer, step, depth)


def behind(writer: Writer, step: Step, depth: int) -> None:
    """Conversions and names of a formula that stands for itself."""
    with writer.block():
        writer.whole = step
        writer.conversions(depth, conversions(step))
        names(writer, step, depth)


def _nothing(writer: Writer, step: Step, depth: int) -> None:
    """A literal, a field, a date, the score being graded, a list: the formula or what is made of it shows it."""


def _operands(writer: Writer, step: Step, depth: int) -> None:
    for child in step.children:
        names(writer, child, depth)


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
            weight=term_text(indicator.weight),
            value=score,
            exact=is_exact(writer.outcome.known[node.name]),
            source=writer.word("above") if node.name in writer.derived else writer.word("below"),
        )
    )


def _named(writer: Writer, step: Step, depth: int) -> None:
    """A parameter or definition behind its name: it means the same whatever year is at hand."""
    with writer.at_hand(writer.outcome.year):
        definition(writer, step.children[0].node, depth)


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
    if isinstance(inner.node, Dated):
        dated(writer, node, inner, depth, names)
        return
    writer.formula(depth, head, inner, name=node.name, clauses=node.remarks.clauses)
    writer.remarks(depth + 1, node.remarks)
    names(writer, inner, depth + 1)


def _adjustment(writer: Writer, step: Step, depth: int) -> None:
    """The points of a bonus or a deduction used in a formula."""
    _referred(writer, step.node.name, score_text(step.value, writer.lang), is_exact(step.value), depth)


def _ranking(writer: Writer, step: Step, depth: int) -> None:
    """A place used in a formula: how it was found stands with the rankings."""
    text = value_text(step.value, step.node.type, writer.lang)
    _referred(writer, step.node.name, text, True, depth)


def _referred(writer: Writer, name: str, value: str, exact: bool, depth: int) -> None:
    if not writer.first_in_block(name):
        return
    source = writer.word("above" if name in writer.derived else "elsewhere")
    writer.add(Line(depth, LineKind.FORMULA, name=name, value=value, exact=exact, source=source))


def _with(arm: Callable[[Writer, Step, int, Arm], None]) -> Arm:
    """An arm of another module that goes on to what its step is made of."""
    return lambda writer, step, depth: arm(writer, step, depth, names)


def _row(writer: Writer, step: Step, depth: int) -> None:
    """Printed by the function it belongs to."""


_NAMES: Mapping[type, Arm] = MappingProxyType(
    {
        ex.Literal: _nothing,
        ex.NotApplicable: _nothing,
        ex.LevelRef: _nothing,
        Dated: _operands,
        DatedValue: _operands,
        ex.FieldRef: _nothing,
        ex.SubjectRef: _nothing,
        ex.GradeRef: _nothing,
        ex.ChildrenRef: _nothing,
        ex.TownsRef: _nothing,
        ex.YearsRef: _nothing,
        ex.DataDate: _nothing,
        ex.InputRef: _with(input_line),
        ex.SeriesRef: _with(series_line),
        ex.ParameterRef: _named,
        ex.DefinitionRef: _named,
        ex.IndicatorRef: _indicator,
        ex.AdjustmentRef: _adjustment,
        ex.RankingRef: _ranking,
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
        ex.OptionRank: _operands,
        ex.NamedExtreme: _operands,
        ex.Interpolate: _with(interpolate),
        ex.Tiers: _with(tier_lines),
        ex.Lookup: _with(lookup),
        ex.Collect: _with(collection),
        Row: _row,
    }
)
NAMES_PRINTED = frozenset({*_NAMES, Parameter, Definition})
