"""What is at hand where a step stands: the year of a window, or that of the town; and the figure a series then has."""

from __future__ import annotations

from collections.abc import Iterator

from guiju.evaluate.outcome import Outcome
from guiju.evaluate.steps import Step
from guiju.rulebook import expressions as ex
from guiju.rulebook.collecting import Row
from guiju.rulebook.model import Definition, Designation, Grades, Parameter, Ranking
from guiju.rulebook.scheme import Adjustment, Indicator
from guiju.rulebook.walk import Year
from guiju.towns.model import Datum, Series, Town

# What is evaluated once under its name: a second step of it refers back, and no window of years reaches into it.
NAMED = (Indicator, Adjustment, Parameter, Definition, Grades, Ranking, Designation)


def year_within(step: Step, at_hand: int | None, own: int | None) -> int | None:
    """The year at hand for what a step is made of, where `at_hand` is that of the step and `own` that of the town."""
    if isinstance(step.node, NAMED):
        return own
    if isinstance(step.node, Row) and isinstance(step.node.record, Year):
        return step.node.record.year
    return at_hand


def steps_with_years(outcome: Outcome) -> Iterator[tuple[Step, int | None]]:
    """Every step with the year at hand, each before the steps it was made of."""
    stack = [(step, outcome.year) for step in reversed(outcome.steps)]
    while stack:
        step, year = stack.pop()
        yield step, year
        inner = year_within(step, year, outcome.year)
        stack.extend((child, inner) for child in reversed(step.children))


def year_meant(node: ex.SeriesRef, at_hand: int | None) -> int | None:
    """The year a series is asked for; None when nobody said which year it is."""
    year = at_hand if node.year is None else node.year
    return None if year is None else year - node.back


def figure(town: Town, node: ex.SeriesRef, at_hand: int | None) -> Datum | None:
    """The figure of that year with its evidence; None when the data do not mention the year."""
    datum = town.values[node.name]
    if not isinstance(datum.value, Series):
        return datum
    year = year_meant(node, at_hand)
    return None if year is None else datum.value.points.get(year)
