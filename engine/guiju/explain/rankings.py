"""Rankings: what decides, with the values of the town, and how many are ahead of it."""

from __future__ import annotations

from typing import Any

from guiju.evaluate.steps import Step
from guiju.explain.document import Line, LineKind
from guiju.explain.formulas import written
from guiju.explain.lists import absent_text, grouped_by, population_text
from guiju.explain.names import behind
from guiju.explain.terms import TIES
from guiju.explain.values import (
    POINTS,
    is_exact,
    number_text,
    score_text,
    unit_of,
    value_text,
    without_points,
)
from guiju.explain.worked import worked
from guiju.explain.writer import Writer
from guiju.numbers.states import CauseKind, Missing
from guiju.rulebook import expressions as ex
from guiju.rulebook import model
from guiju.types import NumberType
from guiju.units import PLACE

PLACE_TYPE = NumberType(PLACE)


def ranking(writer: Writer, step: Step, depth: int) -> None:
    """The place, the keys with their values for this town, and the rule for ties."""
    node: model.Ranking = step.node
    writer.derived.add(node.name)
    writer.add(
        Line(
            depth,
            LineKind.FORMULA,
            head=writer.word("ranking"),
            name=node.name,
            label=node.label,
            value=value_text(step.value, PLACE_TYPE, writer.lang),
            clauses=node.remarks.clauses,
        )
    )
    writer.remarks(depth + 1, node.remarks)
    _compared(writer, node, step, depth + 1)
    for key, child in zip(node.keys, step.children, strict=True):
        _key(writer, key, child, depth + 1)
    writer.add(
        Line(depth + 1, LineKind.TEXT, head=writer.word("ties"), value=TIES[node.ties].in_(writer.lang))
    )


def _compared(writer: Writer, node: model.Ranking, step: Step, depth: int) -> None:
    """Among how many, and how many are ahead."""
    size = writer.outcome.population
    absent = absent_text(writer, node.population, step.value)
    if absent:
        writer.add(Line(depth, LineKind.TEXT, value=absent))
        return
    grouping = writer.outcome.rulebook.populations[node.population].grouping
    among = population_text(writer, node.population, size or 1)
    if grouping:  # how many there are in its group is not recorded
        among = writer.word("within_group", name=node.population, formula=grouped_by(writer, node.population))
    writer.add(Line(depth, LineKind.TEXT, value=writer.joined((among, *_ahead(writer, node, step.value)))))


def _ahead(writer: Writer, node: model.Ranking, value: Any) -> list[str]:
    """How many are ahead, as far as the place says it."""
    if isinstance(value, Missing):
        if not any(cause.kind is CauseKind.TIE for cause in value.because):
            return []
        assert value.lower is not None
        assert value.upper is not None
        ahead, equal = number_text(value.lower - 1), number_text(value.upper - value.lower)
        return [writer.word("ahead", count=ahead), writer.word("tied", count=equal)]
    words = {
        model.Ties.BEST: "ahead",
        model.Ties.UNDETERMINED: "ahead",
        model.Ties.DENSE: "ahead_places",
        model.Ties.WORST: "ahead_or_tied",
        model.Ties.MEAN: "ahead_mean",
    }
    return [writer.word(words[node.ties], count=number_text(value - 1))]


def _key(writer: Writer, key: model.RankingKey, step: Step, depth: int) -> None:
    """One key: what is compared, which way, and what this town has."""
    inner = step.children[0] if isinstance(step.node, ex.OptionRank) else step
    type_ = without_points(inner.node.type)
    points = type_ is POINTS
    value = score_text(inner.value, writer.lang) if points else value_text(inner.value, type_, writer.lang)
    writer.add(
        Line(
            depth,
            LineKind.FORMULA,
            head=writer.word("high_to_low" if key.descending else "low_to_high"),
            formula=written(key.value),
            numbers="" if points else worked(inner, writer.lang),
            value=value,
            exact=is_exact(inner.value, unit_of(type_)),
            clauses=key.remarks.clauses,
        )
    )
    writer.remarks(depth + 1, key.remarks)
    behind(writer, inner, depth + 1)


RANKINGS_PRINTED = frozenset({model.Ranking})
