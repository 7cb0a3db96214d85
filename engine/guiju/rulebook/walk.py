"""The one walk over the expressions of a Rulebook.

`Walk.of` is the only way from a node to its value: it looks up the arm of the node's class and calls it, and the arm
calls `of` for what the node is made of. Whoever wants to know what happened (the evaluator's recorder) overrides `of`
and sees every node with its value; no arm mentions tracing. What a name stands for comes from the scope methods, which
a subclass supplies.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from guiju import limits
from guiju.numbers.states import Cause, CauseKind, Missing, State
from guiju.rulebook import exact
from guiju.rulebook import expressions as ex
from guiju.rulebook.exact import Value
from guiju.rulebook.experts import Experts
from guiju.types import ChoiceType

Arm = Callable[["Walk", Any], Value]


class Year(Mapping[str, Value]):
    """A year as a record: what is taken of it sees that year at hand."""

    def __init__(self, year: int) -> None:
        self.year = year

    def __getitem__(self, name: str) -> Value:
        return Fraction(self.year)

    def __iter__(self) -> Iterator[str]:
        return iter(YEAR_FIELDS)

    def __len__(self) -> int:
        return len(YEAR_FIELDS)


class Elsewhere(Mapping[str, Value]):
    """Another town as a record: what is taken of it is evaluated with its own data."""

    name: str

    @abstractmethod
    def inside(self, expression: ex.Expression) -> Value:
        """The value of an expression for that town."""

    def __getitem__(self, name: str) -> Value:
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


class TooManyRecords(Exception):
    """Lists inside lists that would take longer than anybody waits (E908)."""


YEAR_FIELDS = ("年", "year")
# The day the figures speak of, where nobody said it.
NO_DATE = Missing(State.NOT_SUPPLIED, frozenset({Cause(CauseKind.INPUT, "数据日期")}))


class Walk(ABC):
    """Evaluates expressions; subclasses say what names mean."""

    arms: Mapping[type, Arm]

    def __init__(self) -> None:
        self.records: list[Mapping[str, Value]] = []
        self.years: list[int] = []
        self.met = 0
        self.subject: Value = None
        self.experts = Experts()

    def of(self, node: Any) -> Value:
        """The value of a node."""
        return self.arms[type(node)](self, node)

    def once(self, node: Any) -> Value:
        """The value of a node with a name; a recorder remembers it."""
        return self.of(node)

    @abstractmethod
    def input(self, name: str) -> Value:
        """The value of an input."""

    @abstractmethod
    def named(self, node: ex.ParameterRef | ex.DefinitionRef) -> Value:
        """The value of a parameter or a definition."""

    @abstractmethod
    def indicator(self, name: str, aspect: ex.Aspect) -> Value:
        """Score, rate or weight of an indicator."""

    @abstractmethod
    def grade(self, scale: str) -> Value:
        """The grade on a scale."""

    @abstractmethod
    def level(self, scheme: str, level: int) -> Value:
        """The indicators of a level as records with the fields weight, score and rate."""

    @abstractmethod
    def children(self, name: str) -> Value:
        """The indicators right below one as records."""

    @abstractmethod
    def adjustment(self, name: str) -> Value:
        """The points of a bonus or a deduction."""

    @abstractmethod
    def ranking(self, name: str) -> Value:
        """The place in a ranking."""

    def meet(self, records: int) -> None:
        """Count the records that are evaluated. Raises TooManyRecords."""
        self.met += records
        if self.met > limits.EVALUATED_RECORDS:
            raise TooManyRecords

    def inside(self, record: Mapping[str, Value], expression: ex.Expression) -> Value:
        """The value of an expression for one record."""
        if isinstance(record, Elsewhere):
            return record.inside(expression)
        years = self.years
        self.records.append(record)
        if isinstance(record, Year):
            self.years = [*years, record.year]
        value = self.of(expression)
        self.records.pop()
        self.years = years
        return value

    # What only a town brings: without one it is missing.

    def year(self) -> int | None:
        """The year at hand."""
        return self.years[-1] if self.years else None

    def in_year(self, name: str, year: int | None) -> Value:
        """The value of a series in a year; None is a year nobody said."""
        return self.input(name)

    def data_date(self) -> Value:
        """The day the figures speak of, as `YYYY-MM-DD`."""
        return NO_DATE

    def days(self) -> tuple[str, str] | None:
        """The first and the last day that may be the one the figures speak of; None when nobody said."""
        return None

    def towns(self, population: str) -> Any:
        """The towns of a population as `Elsewhere`, the town at hand first, or Missing."""
        return Missing(State.NOT_SUPPLIED, frozenset({Cause(CauseKind.POPULATION, population)}))

    def ruling(self, document: str) -> Value:
        """What another document decided."""
        return Missing(State.UNKNOWN, frozenset({Cause(CauseKind.EXTERNAL, document)}))

    def unsaid(self, reason: str) -> Missing:
        """What the text leaves open."""
        return Missing(State.UNKNOWN, frozenset({Cause(CauseKind.OPEN, reason)}))


def _literal(walk: Walk, node: ex.Literal) -> Value:
    return node.value


def _not_applicable(walk: Walk, node: ex.NotApplicable) -> Value:
    return Missing(State.NOT_APPLICABLE, frozenset())


def _input(walk: Walk, node: ex.InputRef) -> Value:
    return walk.input(node.name)


def _series(walk: Walk, node: ex.SeriesRef) -> Value:
    year = walk.year() if node.year is None else node.year
    return walk.in_year(node.name, None if year is None else year - node.back)


def _years(walk: Walk, node: ex.YearsRef) -> Value:
    year = walk.year()
    if year is None:
        return Missing(State.NOT_SUPPLIED, frozenset({Cause(CauseKind.INPUT, "年度")}))
    return tuple(Year(year - back) for back in reversed(range(node.count)))


def _data_date(walk: Walk, node: ex.DataDate) -> Value:
    return walk.data_date()


def _towns(walk: Walk, node: ex.TownsRef) -> Value:
    return walk.towns(node.name)


def _children(walk: Walk, node: ex.ChildrenRef) -> Value:
    return walk.children(node.name)


def _adjustment(walk: Walk, node: ex.AdjustmentRef) -> Value:
    return walk.adjustment(node.name)


def _ranking(walk: Walk, node: ex.RankingRef) -> Value:
    return walk.ranking(node.name)


def _named(walk: Walk, node: ex.ParameterRef | ex.DefinitionRef) -> Value:
    return walk.named(node)


def _field(walk: Walk, node: ex.FieldRef) -> Value:
    return walk.records[-1][node.name]


def _indicator(walk: Walk, node: ex.IndicatorRef) -> Value:
    return walk.indicator(node.name, node.aspect)


def _grade(walk: Walk, node: ex.GradeRef) -> Value:
    return walk.grade(node.name)


def _level(walk: Walk, node: ex.LevelRef) -> Value:
    return walk.level(node.scheme, node.level)


def _subject(walk: Walk, node: ex.SubjectRef) -> Value:
    return walk.subject


def _add(walk: Walk, node: ex.Add) -> Value:
    (_, first), *rest = node.terms
    result = walk.of(first)
    for sign, term in rest:
        value = walk.of(term)
        result = exact.add(result, value) if sign > 0 else exact.subtract(result, value)
    return result


def _multiply(walk: Walk, node: ex.Multiply) -> Value:
    result: Value = walk.of(node.factors[0][1])
    for exponent, factor in node.factors[1:]:
        value = walk.of(factor)
        divides = exponent < 0
        result = exact.divide(result, value, node.place) if divides else exact.multiply(result, value)
    if type(result) is Fraction and exact.bits(result) > limits.NUMBER_BITS:
        return exact.undefined(node.place)
    return result


def _negate(walk: Walk, node: ex.Negate) -> Value:
    return exact.negate(walk.of(node.operand))


def _power(walk: Walk, node: ex.Power) -> Value:
    return exact.power(walk.of(node.base), node.exponent, node.place)


@dataclass(frozen=True, slots=True)
class OpenOption(Missing):
    """An option that the data leave open: those still possible, from high to low."""

    possible: tuple[str, ...] = ()


def rank_of(value: Value, type_: ChoiceType) -> Value:
    """An option as a number: higher options have higher numbers. A missing one is one of them."""
    if not isinstance(value, Missing):
        return Fraction(-type_.options.index(value))
    if value.state is State.NOT_APPLICABLE:
        return value
    possible = value.possible if isinstance(value, OpenOption) and value.possible else type_.options
    ranks = [Fraction(-type_.options.index(option)) for option in possible]
    return Missing(value.state, value.because, min(ranks), max(ranks))


def _compare(walk: Walk, node: ex.Compare) -> Value:
    values = [walk.of(operand) for operand in node.operands]
    type_ = node.operands[0].type
    if isinstance(type_, ChoiceType):
        values = [rank_of(value, type_) for value in values]
    pairs = zip(node.operators, values, values[1:], strict=False)
    links = [exact.compare(operator, a, b, node.place) for operator, a, b in pairs]
    return links[0] if len(links) == 1 else exact.both(links)


def _option_rank(walk: Walk, node: ex.OptionRank) -> Value:
    assert isinstance(node.operand.type, ChoiceType)
    return rank_of(walk.of(node.operand), node.operand.type)


def _both(walk: Walk, node: ex.Both) -> Value:
    """Stops at the first no: what decides is all that is evaluated."""
    values = []
    for operand in node.operands:
        values.append(walk.of(operand))
        if values[-1] is False:
            return False
    return exact.both(values)


def _either(walk: Walk, node: ex.Either) -> Value:
    """Stops at the first yes."""
    values = []
    for operand in node.operands:
        values.append(walk.of(operand))
        if values[-1] is True:
            return True
    return exact.either(values)


def _not(walk: Walk, node: ex.Not) -> Value:
    return exact.invert(walk.of(node.operand))


def _conditional(walk: Walk, node: ex.Conditional) -> Value:
    condition = walk.of(node.condition)
    if isinstance(condition, Missing):
        return exact.hull(condition, (walk.of(node.then), walk.of(node.otherwise)))
    return walk.of(node.then if condition else node.otherwise)


WALK_ARMS: Mapping[type, Arm] = MappingProxyType(
    {
        ex.Literal: _literal,
        ex.NotApplicable: _not_applicable,
        ex.InputRef: _input,
        ex.SeriesRef: _series,
        ex.YearsRef: _years,
        ex.DataDate: _data_date,
        ex.TownsRef: _towns,
        ex.ChildrenRef: _children,
        ex.AdjustmentRef: _adjustment,
        ex.RankingRef: _ranking,
        ex.ParameterRef: _named,
        ex.DefinitionRef: _named,
        ex.FieldRef: _field,
        ex.IndicatorRef: _indicator,
        ex.GradeRef: _grade,
        ex.LevelRef: _level,
        ex.SubjectRef: _subject,
        ex.Add: _add,
        ex.Multiply: _multiply,
        ex.Negate: _negate,
        ex.Power: _power,
        ex.Compare: _compare,
        ex.OptionRank: _option_rank,
        ex.Both: _both,
        ex.Either: _either,
        ex.Not: _not,
        ex.Conditional: _conditional,
    }
)
