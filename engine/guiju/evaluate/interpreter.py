"""Rulebook and Town to Outcome: the walk, recording every node it evaluates.

`Recorder.of` is the choke point: it opens a step, lets the arm work, and closes the step with the value. The tree of
steps is therefore exactly what was evaluated, in order, and no arm mentions it. Names are evaluated once; used again
they are a step without children.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from types import MappingProxyType
from typing import Any

from guiju.evaluate.outcome import Outcome
from guiju.evaluate.panels import TownExperts
from guiju.evaluate.steps import Step
from guiju.numbers.states import Cause, CauseKind, Missing, State, is_conflicting
from guiju.rulebook import exact, model
from guiju.rulebook import expressions as ex
from guiju.rulebook.arms import EXPRESSION_ARMS
from guiju.rulebook.exact import Value
from guiju.rulebook.judging import JUDGING_ARMS
from guiju.rulebook.model import Rulebook
from guiju.rulebook.scheme import Indicator
from guiju.rulebook.scoring import SCORING_ARMS
from guiju.rulebook.walk import Arm, Elsewhere, Walk
from guiju.towns.model import Series, Town
from guiju.towns.slots import missing_point

ARMS: Mapping[type, Arm] = MappingProxyType({**EXPRESSION_ARMS, **SCORING_ARMS, **JUDGING_ARMS})


# What `Step(…)` does, less the call of its constructor: this line runs once for every node of every town.
_step = tuple.__new__


class Recorder(Walk):
    """Evaluates one town; a local object of one call of `evaluate`."""

    arms = ARMS

    def __init__(self, rulebook: Rulebook, town: Town, among: Population | None = None) -> None:
        super().__init__()
        self.rulebook = rulebook
        self.town = town
        self.among = among
        self.steps: list[Step] = []
        self.known: dict[str, Value] = {}
        self.experts: TownExperts = TownExperts(self)

    def of(self, node: Any) -> Value:
        outer = self.steps
        inner: list[Step] = []
        self.steps = inner
        value = ARMS[type(node)](self, node)
        self.steps = outer
        outer.append(_step(Step, (node, value, tuple(inner))))
        return value

    def once(self, node: Any) -> Value:
        """The value of a named node: evaluated at its first use, afterwards a step that refers back."""
        if self.experts.expert is not None:
            return self.experts.once(node)
        name = node.name
        if name in self.known:
            self.steps.append(Step(node, self.known[name], ()))
            return self.known[name]
        value = self.known[name] = self.afresh(node)
        return value

    def afresh(self, node: Any) -> Value:
        """A name means the same wherever it is used: the year at hand is that of the town."""
        years, self.years = self.years, []
        value = self.of(node)
        self.years = years
        return value

    # --- what names mean ------------------------------------------------------------------------------------------

    def input(self, name: str) -> Value:
        return self._or_fallback(name, self.town.values[name].value)

    def _or_fallback(self, name: str, value: Value) -> Value:
        """What the rules say stands in for a figure that is not there."""
        if not isinstance(value, Missing) or value.state is State.NOT_APPLICABLE or is_conflicting(value):
            return value
        fallback = self.rulebook.inputs[name].fallback
        return value if fallback is None else self.of(fallback)

    def year(self) -> int | None:
        return super().year() or self.town_year

    @cached_property
    def town_year(self) -> int | None:
        """The year the town declares, that of its data date, or the last year any of its series has."""
        if self.town.year is not None:
            return self.town.year
        if self.town.data_date[:4].isdecimal():
            return int(self.town.data_date[:4])
        series = [datum.value for datum in self.town.values.values() if isinstance(datum.value, Series)]
        return max((year for one in series for year in one.points), default=None)

    def in_year(self, name: str, year: int | None) -> Value:
        value = self.town.values[name].value
        if isinstance(value, Series):
            datum = None if year is None else value.points.get(year)
            value = self._not_in_year(name, year) if datum is None else datum.value
        return self._or_fallback(name, value)

    def _not_in_year(self, name: str, year: int | None) -> Missing:
        """A year nobody supplied lies where the series was declared to lie."""
        if year is None:
            return Missing(State.NOT_SUPPLIED, frozenset({Cause(CauseKind.INPUT, name)}))
        return missing_point(self.rulebook.inputs[name].field, year)

    def data_date(self) -> Value:
        return self.town.data_date or super().data_date()

    def days(self) -> tuple[str, str] | None:
        """The data date; of a town that says only its year every day of that year. A year is never guessed."""
        if self.town.data_date:
            return self.town.data_date, self.town.data_date
        return None if self.town.year is None else (f"{self.town.year}-01-01", f"{self.town.year}-12-31")

    def towns(self, population: str) -> Any:
        if self.among is None:
            return super().towns(population)
        return self.among.around(self.rulebook.populations[population], self)

    def named(self, node: ex.ParameterRef | ex.DefinitionRef) -> Value:
        if isinstance(node, ex.ParameterRef):
            return self.once(self.rulebook.parameters[node.name])
        return self.once(self.rulebook.definitions[node.name])

    def indicator(self, name: str, aspect: ex.Aspect) -> Value:
        node = self.rulebook.indicators[name]
        if aspect is ex.Aspect.WEIGHT:
            return node.weight
        self.experts.total_first(name)
        score = self.once(node)
        return score if aspect is ex.Aspect.SCORE else exact.divide(score, node.weight, name)

    def grade(self, scale: str) -> Value:
        return self.once(self.rulebook.grades[scale])

    def level(self, scheme: str, level: int) -> Value:
        nodes = self.rulebook.schemes[scheme].at_level(level)
        return tuple(_LevelRecord(self, node) for node in nodes)

    def children(self, name: str) -> Value:
        return tuple(_LevelRecord(self, node) for node in self.rulebook.indicators[name].children)

    def adjustment(self, name: str) -> Value:
        self.experts.total_first(name)
        return self.once(self.rulebook.adjustments[name])

    def ranking(self, name: str) -> Value:
        return self.once(self.rulebook.rankings[name])

    def ruling(self, document: str) -> Value:
        datum = self.town.rulings.get(document)
        return datum.value if datum else super().ruling(document)


class Population:
    """Towns that are evaluated together: what one asks of another is evaluated once, without a trace of its own."""

    def __init__(self, rulebook: Rulebook, towns: Sequence[Town]) -> None:
        self.towns = tuple(towns)
        self.others = {id(town): OtherTown(Recorder(rulebook, town, self)) for town in towns}

    def around(self, population: model.Population, recorder: Recorder) -> Any:
        """The towns of the group of the one at hand, itself first; Missing where they are not as many as declared."""
        own = self.others[id(recorder.town)]
        rest = [other for other in self.others.values() if other is not own]
        found: Value = (own, *rest)
        if population.grouping:
            found = self._group(population.grouping, own, rest)
        if population.size is None or isinstance(found, Missing) or len(found) == population.size:
            return found
        return Missing(State.NOT_SUPPLIED, frozenset({Cause(CauseKind.POPULATION, population.name)}))

    def _group(self, grouping: tuple[ex.Expression, ...], own: OtherTown, rest: list[OtherTown]) -> Value:
        """The towns that agree with the one at hand in everything they are grouped by; open where a town may."""
        mine = [own.inside(one) for one in grouping]
        found: list[OtherTown] = [own]
        for other in rest:
            same = exact.both(
                [
                    exact.compare("=", value, other.inside(one))
                    for value, one in zip(mine, grouping, strict=True)
                ]
            )
            if isinstance(same, Missing):
                return same
            if same:
                found.append(other)
        return tuple(found)


class OtherTown(Elsewhere):
    """A town of a population; values are remembered by expression."""

    def __init__(self, recorder: Recorder) -> None:
        self.recorder = recorder
        self.name = recorder.town.name
        self.remembered: dict[int, Value] = {}

    def inside(self, expression: ex.Expression) -> Value:
        key = id(expression)  # expressions live as long as their rulebook
        if key not in self.remembered:
            self.remembered[key] = self.recorder.of(expression)
            self.recorder.steps.clear()
        return self.remembered[key]


class _LevelRecord(Mapping[str, Value]):
    """An indicator as a record: weight, score and rate, computed when asked for."""

    def __init__(self, walk: Recorder, node: Indicator) -> None:
        self.walk, self.node = walk, node

    def __getitem__(self, name: str) -> Value:
        return self.walk.indicator(self.node.name, ex.ASPECT_NAMES[name])

    def __iter__(self) -> Any:
        return iter(ex.ASPECT_NAMES)

    def __len__(self) -> int:
        return len(ex.ASPECT_NAMES)


def evaluate(rulebook: Rulebook, town: Town, among: Population | None = None) -> Outcome:
    """Everything a rulebook says of a town, alone or among others.

    A pure function: same rules and data, same outcome.
    """
    recorder = Recorder(rulebook, town, among)
    for decisive in (rulebook.schemes, rulebook.grades, rulebook.rankings, rulebook.designations):
        for node in decisive.values():
            if node.name not in recorder.known:
                recorder.once(node)
    for rest in (rulebook.definitions, rulebook.parameters):
        for name, named in rest.items():
            if name not in recorder.known:
                recorder.once(named)
    violated = []
    for constraint in rulebook.constraints:
        if not constraint.structural and recorder.of(constraint) is False:
            violated.append(constraint)
    size = None if among is None else len(among.towns)
    steps, recorder.steps = tuple(recorder.steps), []  # records of indicators keep the recorder
    return Outcome(
        rulebook,
        town,
        steps,
        MappingProxyType(recorder.known),
        tuple(violated),
        size,
        recorder.town_year,
    )


def evaluate_together(rulebook: Rulebook, towns: Sequence[Town]) -> tuple[Outcome, ...]:
    """The outcome of each town among all of them, in their order."""
    among = Population(rulebook, towns)
    return tuple(evaluate(rulebook, town, among) for town in towns)
