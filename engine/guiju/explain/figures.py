"""The figures of a town behind the names of a formula, with their evidence: one value, or that of one year."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from guiju.evaluate.steps import Step
from guiju.explain.document import Line, LineKind
from guiju.explain.evidence import evidence
from guiju.explain.formulas import written
from guiju.explain.scope import figure, year_meant
from guiju.explain.terms import STATES
from guiju.explain.values import is_exact, unit_of, value_text
from guiju.explain.writer import Writer
from guiju.numbers.states import Missing, State
from guiju.rulebook import expressions as ex
from guiju.towns.model import Datum, Series
from guiju.types import SeriesType, Type

Arm = Callable[[Writer, Step, int], None]


class _Figure(NamedTuple):
    """A figure: what it is called, the input it is declared as, and the value with its evidence."""

    name: str
    declared: str
    datum: Datum


def input_line(writer: Writer, step: Step, depth: int, names: Arm, head: str = "data") -> None:
    """A figure of the town, or what the rules put in its place."""
    name: str = step.node.name
    _figure(writer, step, depth, names, head, _Figure(name, name, writer.outcome.town.values[name]))


def series_line(writer: Writer, step: Step, depth: int, names: Arm, head: str = "data") -> None:
    """The figure of one year."""
    node: ex.SeriesRef = step.node
    year = year_meant(node, writer.year)
    name = node.name if year is None else _of_year(writer, node.name, year)
    nothing = Missing(State.NOT_SUPPLIED, frozenset()) if step.children else step.value
    datum = figure(writer.outcome.town, node, writer.year) or Datum(nothing)
    _figure(writer, step, depth, names, head, _Figure(name, node.name, datum))


def _of_year(writer: Writer, name: str, year: int) -> str:
    return f"{name}{writer.bracketed(writer.word('in_year', year=year))}"


def _figure(writer: Writer, step: Step, depth: int, names: Arm, head: str, found: _Figure) -> None:
    """The line of a figure; the second time in a block none, the second time at all without its evidence."""
    if not writer.shows(depth) or not writer.first_in_block(found.name):
        return
    type_, datum = step.node.type, found.datum
    cited = found.name in writer.cited
    line = _line(writer, found, type_, depth, head)
    if not step.children:
        writer.add(line)
        if not cited:
            _accounts(writer, datum, type_, depth + 1)
        return
    (fallback,) = step.children
    state = datum.value.state if isinstance(datum.value, Missing) else step.value.state
    text = writer.word("fallback", state=STATES[state].in_(writer.lang), formula=written(fallback.node))
    value = value_text(step.value, type_, writer.lang)
    exact = is_exact(step.value, unit_of(type_))
    source = writer.joined((text, line.source) if line.source else (text,))
    writer.add(replace(line, value=value, exact=exact, source=source))
    names(writer, fallback, depth + 1)


def _accounts(writer: Writer, datum: Datum, type_: Type, depth: int) -> None:
    """The values a figure was chosen from, which one, why, and who says so."""
    chosen = datum.choice.number if datum.choice else 0
    for number, one in enumerate(datum.accounts, 1):
        text = value_text(one.value, type_, writer.lang)
        writer.add(
            Line(
                depth,
                LineKind.DATA,
                head=writer.word("account"),
                name=str(number),
                label=writer.word("chosen") if number == chosen else "",
                value=text,
                exact=is_exact(one.value, unit_of(type_)),
                source=evidence(one, text, writer.lang),
                synthetic=one.provenance.synthetic,
            )
        )
    if datum.choice is not None:
        by = writer.bracketed(datum.choice.by) if datum.choice.by else ""
        text = writer.word("chosen_because", number=chosen, reason=datum.choice.reason) + by
        writer.add(Line(depth, LineKind.NOTE, head=writer.word("choice"), value=text))


def _line(writer: Writer, found: _Figure, type_: Type, depth: int, head: str) -> Line:
    datum = found.datum
    text = value_text(datum.value, type_, writer.lang)
    again = found.name in writer.cited
    source = writer.word("above") if again else evidence(datum, text, writer.lang)
    if not again and not source and not isinstance(datum.value, Missing):
        source = writer.word("without_source")
    seen = found.declared in writer.cited
    writer.cited.update((found.name, found.declared))
    return Line(
        depth,
        LineKind.DATA,
        head=writer.word(head),
        name=found.name,
        label="" if seen else writer.outcome.rulebook.inputs[found.declared].field.label,
        value=text,
        exact=is_exact(datum.value, unit_of(type_)),
        source=source,
        synthetic=datum.provenance.synthetic,
    )


def data(writer: Writer, name: str, depth: int) -> None:
    """An input that is asked for by its name; of a series the figure of every year."""
    field = writer.outcome.rulebook.inputs[name].field
    datum = writer.outcome.town.values[name]
    if isinstance(field.type, SeriesType) and isinstance(datum.value, Series):
        for year, point in datum.value.points.items():
            one = _Figure(_of_year(writer, name, year), name, point)
            writer.add(_line(writer, one, field.type.number, depth, "data"))
            _accounts(writer, point, field.type.number, depth + 1)
    else:
        writer.add(_line(writer, _Figure(name, name, datum), field.type, depth, "data"))
        _accounts(writer, datum, field.type, depth + 1)
