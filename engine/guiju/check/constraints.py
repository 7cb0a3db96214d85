"""Pass `constraints`: conditions on the structure are decided here, those on data wait for a town."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from fractions import Fraction

from guiju.check.constants import days, on_day
from guiju.check.cycles import nodes_of
from guiju.check.draft import Draft
from guiju.check.resolve import ASPECTS, Resolver
from guiju.diagnostics.codes import problem
from guiju.diagnostics.model import Diagnostic, Text
from guiju.numbers.exact import decimal_text
from guiju.numbers.states import Cause, CauseKind, Missing, State
from guiju.rulebook import expressions as ex
from guiju.rulebook.arms import EXPRESSION_ARMS
from guiju.rulebook.exact import Value
from guiju.rulebook.model import Constraint
from guiju.rulebook.scheme import Indicator
from guiju.rulebook.walk import Walk
from guiju.syntax import ast


class Structure(Walk):
    """A walk that knows the rules and no town: weights and counts have values, everything else is missing.

    Parameters with dated values have those of `day`.
    """

    arms = EXPRESSION_ARMS

    def __init__(self, draft: Draft, day: str | None = None) -> None:
        super().__init__()
        self.draft = draft
        self.day = day
        self.known: dict[str, Value] = {}
        nodes = (node for scheme in draft.schemes.values() for node in scheme.walk())
        self.nodes = {node.name: node for node in nodes}

    def days(self) -> tuple[str, str] | None:
        return None if self.day is None else (self.day, self.day)

    def input(self, name: str) -> Value:
        return Missing(State.NOT_SUPPLIED, frozenset({Cause(CauseKind.INPUT, name)}))

    def named(self, node: ex.ParameterRef | ex.DefinitionRef) -> Value:
        if node.name not in self.known:
            table = self.draft.parameters if isinstance(node, ex.ParameterRef) else self.draft.definitions
            self.known[node.name] = self.of(table[node.name].value)
        return self.known[node.name]

    def indicator(self, name: str, aspect: ex.Aspect) -> Value:
        return self.nodes[name].weight if aspect is ex.Aspect.WEIGHT else self.input(name)

    def grade(self, scale: str) -> Value:
        return self.input(scale)

    def level(self, scheme: str, level: int) -> Value:
        return tuple(self._record(node) for node in self.draft.schemes[scheme].at_level(level))

    def children(self, name: str) -> Value:
        return tuple(self._record(child) for child in self.nodes[name].children)

    def adjustment(self, name: str) -> Value:
        return self.input(name)

    def ranking(self, name: str) -> Value:
        return self.input(name)

    def _record(self, node: Indicator) -> dict[str, Value]:
        return {name: self.indicator(node.name, aspect) for name, aspect in ASPECTS.items()}


def constraints(draft: Draft) -> Iterator[Diagnostic]:
    """Fills `draft.constraints`; a structural one that does not hold is a finding."""
    for statement in draft.of_kind(ast.Constraint):
        found: list[Diagnostic] = []
        condition = Resolver(draft, found).yes_no(statement.condition, Text("约束", "a constraint"))
        yield from found
        if condition is None:
            continue
        structural = not any(_is_data(node) for node in nodes_of(draft, condition))
        if structural:
            decided = (_decide(draft, statement, condition, day) for day in _days(draft, condition))
            yield from itertools.islice((one for one in decided if one), 1)
        draft.constraints.append(
            Constraint(
                statement.label.text, condition, structural, draft.remarks(statement), draft.head(statement)
            )
        )


_OF_TOWNS = (
    ex.InputRef, ex.SeriesRef, ex.YearsRef, ex.DataDate, ex.TownsRef, ex.GradeRef, ex.AdjustmentRef, ex.RankingRef,
)  # fmt: skip


def _is_data(node: ex.Expression) -> bool:
    if isinstance(node, ex.IndicatorRef):
        return node.aspect is not ex.Aspect.WEIGHT
    return isinstance(node, _OF_TOWNS)


def _days(draft: Draft, condition: ex.Expression) -> tuple[str | None, ...]:
    """The days to decide a condition on: those from which a parameter behind it has another value."""
    return days(draft, (node for node in nodes_of(draft, condition) if isinstance(node, ex.ParameterRef)))


def _decide(
    draft: Draft, statement: ast.Constraint, condition: ex.Expression, day: str | None
) -> Diagnostic | None:
    walk = Structure(draft, day)
    holds = walk.of(condition)
    if holds is True:
        return None
    figures: tuple[Fraction, Fraction] | None = None
    words: Text | str = condition.place.text
    if isinstance(holds, Missing):
        causes = "、".join(sorted(cause.name for cause in holds.because))
        words = Text(f"{causes} 没有意义，不能判定", f"{causes} is undefined, so it cannot be decided")
    elif isinstance(condition, ex.Compare) and len(condition.operands) == 2:
        left, right = (walk.of(operand) for operand in condition.operands)
        if isinstance(left, Fraction) and isinstance(right, Fraction):
            figures = (left, right)
            if not isinstance(condition.operands[0], ex.Literal):
                words = f"{condition.operands[0].place.text} = {decimal_text(left, 6)}"
    return problem(
        "C610",
        draft.head(statement),
        notes=on_day(day),
        label=statement.label.text,
        found=words,
        subject=statement.label.text,
        figures=figures,
    )
