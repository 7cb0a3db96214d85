"""What an outcome rests on: the figures some step looked at, and the criteria nobody has decided yet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from guiju.evaluate.outcome import Outcome
from guiju.explain.scope import figure, steps_with_years, year_meant
from guiju.numbers.states import Missing, State, is_conflicting
from guiju.rulebook import expressions as ex
from guiju.rulebook import model
from guiju.rulebook.averaging import is_absent_mark, is_recused
from guiju.rulebook.experts import Mark as ExpertsMark
from guiju.towns.model import Datum

_NOTHING = Datum(Missing(State.NOT_SUPPLIED, frozenset()))


class Figure(NamedTuple):
    """A figure: the value of an input, of a series that of one year; or a mark of an expert for an indicator."""

    name: str
    year: int | None = None
    expert: str = ""

    def __str__(self) -> str:
        """`产值（2023年）`: what the trace calls it."""
        said = self.expert or ("" if self.year is None else f"{self.year}年")
        return f"{self.name}（{said}）" if said else self.name


Figures = tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Used:
    """The figures and marks an outcome was made of; a ruling only where it is missing."""

    given: Figures
    synthetic: Figures
    missing: Figures
    replaced: Figures  # missing, and something the rules name stands in for them
    conflicting: Figures = ()  # several values that differ, and none was chosen
    chosen: Figures = ()  # one of several values, which somebody chose


def used(outcome: Outcome) -> Used:
    """Every figure some step looked at, in the order it was met."""
    found: dict[Figure, Datum] = {}
    replaced: dict[Figure, None] = {}
    town = outcome.town
    for step, year in steps_with_years(outcome):
        node = step.node
        one = Figure(node.name, year_meant(node, year)) if isinstance(node, ex.SeriesRef) else None
        if isinstance(node, ex.InputRef):
            one = Figure(node.name)
            found.setdefault(one, town.values[node.name])
        elif isinstance(node, ex.SeriesRef) and one is not None:
            found.setdefault(one, figure(town, node, year) or _NOTHING)
        elif isinstance(node, ExpertsMark) and (datum := town.marks[node.expert].get(node.indicator)):
            if is_recused(datum.value) or is_absent_mark(datum.value):
                continue  # the panel says what became of it
            found.setdefault(Figure(node.indicator, expert=node.expert), datum)
        elif (
            isinstance(node, model.External)
            and (ruling := town.rulings.get(node.document))
            and isinstance(ruling.value, Missing)
        ):
            found.setdefault(Figure(node.document), ruling)
        if step.children and one is not None:
            replaced[one] = None
    conflicting = tuple(one for one, datum in found.items() if is_conflicting(datum.value))
    missing = tuple(
        one for one, datum in found.items() if isinstance(datum.value, Missing) and one not in conflicting
    )
    return Used(
        tuple(one for one in found if one not in missing and one not in conflicting),
        tuple(one for one, datum in found.items() if datum.provenance.synthetic),
        tuple(one for one in missing if one not in replaced),
        tuple(replaced),
        conflicting,
        tuple(one for one, datum in found.items() if datum.choice is not None),
    )


def unresolved(outcome: Outcome) -> Iterator[tuple[str, model.External | model.Open]]:
    """Criteria that another document decides or that the text leaves open, with the designation they belong to."""
    for name, designation in outcome.rulebook.designations.items():
        stack = [criterion.condition for criterion in reversed(designation.criteria)]
        while stack:
            condition = stack.pop()
            if isinstance(condition, model.Group):
                stack.extend(reversed(condition.parts))
            elif isinstance(condition, model.Open):
                yield name, condition
            elif isinstance(condition, model.External):
                ruling = outcome.town.rulings.get(condition.document)
                if ruling is None or isinstance(ruling.value, Missing):
                    yield name, condition
