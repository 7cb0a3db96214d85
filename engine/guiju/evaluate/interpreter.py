"""Rulebook and Town to Outcome: the walk, recording every node it evaluates.

`Recorder.of` is the choke point: it opens a step, lets the arm work, and closes the step with the value. The tree of
steps is therefore exactly what was evaluated, in order, and no arm mentions it. Names are evaluated once; used again
they are a step without children.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from guiju.evaluate.outcome import Outcome
from guiju.evaluate.steps import Step
from guiju.numbers.states import Cause, CauseKind, Missing, State
from guiju.rulebook import exact
from guiju.rulebook import expressions as ex
from guiju.rulebook.exact import Value
from guiju.rulebook.judging import JUDGING_ARMS
from guiju.rulebook.model import Rulebook
from guiju.rulebook.scheme import ExpertMark, Indicator
from guiju.rulebook.scoring import SCORING_ARMS
from guiju.rulebook.walk import EXPRESSION_ARMS, Arm, Walk
from guiju.towns.model import Town

ARMS: Mapping[type, Arm] = MappingProxyType({**EXPRESSION_ARMS, **SCORING_ARMS, **JUDGING_ARMS})


# What `Step(…)` does, less the call of its constructor: this line runs once for every node of every town.
_step = tuple.__new__
_ZERO = Fraction(0)


class Recorder(Walk):
    """Evaluates one town; a local object of one call of `evaluate`."""

    arms = ARMS

    def __init__(self, rulebook: Rulebook, town: Town) -> None:
        super().__init__()
        self.rulebook = rulebook
        self.town = town
        self.steps: list[Step] = []
        self.known: dict[str, Value] = {}

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
        name = node.name
        if name in self.known:
            self.steps.append(Step(node, self.known[name], ()))
            return self.known[name]
        value = self.known[name] = self.of(node)
        return value

    # --- what names mean ------------------------------------------------------------------------------------------

    def input(self, name: str) -> Value:
        return self.town.values[name].value

    def named(self, node: ex.ParameterRef | ex.DefinitionRef) -> Value:
        if isinstance(node, ex.ParameterRef):
            return self.once(self.rulebook.parameters[node.name])
        return self.once(self.rulebook.definitions[node.name])

    def indicator(self, name: str, aspect: ex.Aspect) -> Value:
        node = self.rulebook.indicators[name]
        if aspect is ex.Aspect.WEIGHT:
            return node.weight
        score = self.once(node)
        return score if aspect is ex.Aspect.SCORE else exact.divide(score, node.weight, name)

    def grade(self, scale: str) -> Value:
        return self.once(self.rulebook.grades[scale])

    def level(self, scheme: str, level: int) -> Value:
        nodes = self.rulebook.schemes[scheme].at_level(level)
        return tuple(_LevelRecord(self, node) for node in nodes)

    def experts(self, node: ExpertMark) -> Any:
        marked = [expert for expert, marks in self.town.marks.items() if node.indicator in marks]
        panel = self.rulebook.panels.get(node.panel) if node.panel else None
        if not marked:
            return super().experts(node)
        count = len(self.town.marks)
        if panel and (count < (panel.least or 0) or (panel.most is not None and count > panel.most)):
            return Missing(State.UNKNOWN, frozenset({Cause(CauseKind.PANEL, panel.name)}))
        return tuple(self.town.marks)

    def mark(self, indicator: str, expert: str) -> Value:
        datum = self.town.marks[expert].get(indicator)
        if datum is not None and not isinstance(datum.value, Missing):
            return datum.value
        return super().mark(indicator, expert).within(_ZERO, self.rulebook.indicators[indicator].weight)

    def ruling(self, document: str) -> Value:
        datum = self.town.rulings.get(document)
        return datum.value if datum else super().ruling(document)


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


def evaluate(rulebook: Rulebook, town: Town) -> Outcome:
    """Everything a rulebook says of a town. A pure function: same rules and data, same outcome."""
    recorder = Recorder(rulebook, town)
    for decisive in (rulebook.schemes, rulebook.grades, rulebook.designations):
        for node in decisive.values():
            recorder.once(node)
    for rest in (rulebook.definitions, rulebook.parameters):
        for name, named in rest.items():
            if name not in recorder.known:
                recorder.once(named)
    violated = []
    for constraint in rulebook.constraints:
        if not constraint.structural and recorder.of(constraint) is False:
            violated.append(constraint)
    return Outcome(rulebook, town, tuple(recorder.steps), MappingProxyType(recorder.known), tuple(violated))
