"""The one walk over the expressions of a Rulebook.

`Walk.of` is the only way from a node to its value: it looks up the arm of the node's class and calls it, and the arm
calls `of` for what the node is made of. Whoever wants to know what happened (the evaluator's recorder) overrides `of`
and sees every node with its value; no arm mentions tracing. What a name stands for comes from the scope methods, which
a subclass supplies.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Any, NamedTuple

from guiju import limits
from guiju.numbers.rounding import RoundingMode, round_places
from guiju.numbers.states import Cause, CauseKind, Missing, State, merge
from guiju.rulebook import exact
from guiju.rulebook import expressions as ex
from guiju.rulebook.exact import Value
from guiju.types import ChoiceType, NumberType

Arm = Callable[["Walk", Any], Value]


class Walk(ABC):
    """Evaluates expressions; subclasses say what names mean."""

    arms: Mapping[type, Arm]

    def __init__(self) -> None:
        self.records: list[Mapping[str, Value]] = []
        self.subject: Value = None

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

    # What only a town brings: without one it is missing.

    def experts(self, node: Any) -> Any:
        """The experts whose marks count for an expert scoring, or Missing when the panel cannot decide."""
        return Missing(State.NOT_SUPPLIED, frozenset({Cause(CauseKind.MARKS, node.indicator)}))

    def mark(self, indicator: str, expert: str) -> Value:
        """One expert's mark."""
        return Missing(State.NOT_SUPPLIED, frozenset({Cause(CauseKind.MARKS, f"{indicator}（{expert}）")}))

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


def rank_of(value: Value, type_: ChoiceType) -> Value:
    """An option as a number: higher options have higher numbers."""
    return value if isinstance(value, Missing) else Fraction(-type_.options.index(value))


def _compare(walk: Walk, node: ex.Compare) -> Value:
    values = [walk.of(operand) for operand in node.operands]
    type_ = node.operands[0].type
    if isinstance(type_, ChoiceType):
        values = [rank_of(value, type_) for value in values]
    links = [exact.compare(op, a, b) for op, a, b in zip(node.operators, values, values[1:], strict=False)]
    return links[0] if len(links) == 1 else exact.both(links)


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


def _apply(walk: Walk, node: ex.Apply) -> Value:
    values = [walk.of(argument) for argument in node.arguments]
    if node.function in _ROUNDINGS:
        return _rounded(node, values)
    return _FUNCTIONS[node.function](values)


def _absolute(values: list[Value]) -> Value:
    if isinstance(values[0], Missing):
        return exact.maximum((values[0], exact.negate(values[0])))
    return abs(values[0])


def _clamp(values: list[Value]) -> Value:
    x, low, high = values
    return exact.maximum((low, exact.minimum((x, high))))


def _rounded(node: ex.Apply, values: list[Value]) -> Value:
    """Rounds in the unit the value is shown in: 2 places of 亿元 are not 2 places of 元."""
    mode, places = _ROUNDINGS[node.function], int(values[1])
    factor = node.type.unit.factor if isinstance(node.type, NumberType) else Fraction(1)
    return exact.rising(values[:1], lambda x: round_places(x / factor, places, mode) * factor)


def _mean(values: list[Value]) -> Value:
    return exact.multiply(exact.total(values), Fraction(1, len(values)))


_ROUNDINGS = MappingProxyType(
    {"round_half_even": RoundingMode.half_even, "round_half_up": RoundingMode.half_up}
)
_FUNCTIONS: Mapping[str, Callable[[list[Value]], Value]] = MappingProxyType(
    {
        "abs": _absolute,
        "clamp": _clamp,
        "max": exact.maximum,
        "mean": _mean,
        "min": exact.minimum,
        "sum": exact.total,
    }
)


def _lookup(walk: Walk, node: ex.Lookup) -> Value:
    subject = walk.of(node.subject)
    if isinstance(subject, Missing):
        return exact.hull(subject, [walk.of(value) for _, value in node.table])
    return next(walk.of(value) for option, value in node.table if option == subject)


def _collect(walk: Walk, node: ex.Collect) -> Value:
    records = walk.of(node.records)
    if isinstance(records, Missing):
        return records.within(Fraction(0) if node.function == "count" else None, None)
    rows = [walk.of(Row(node, record)) for record in records]
    counted = [row for row in rows if row is not None]
    return _collected(node, [kept for kept, _ in counted], [value for _, value in counted])


class Row(NamedTuple):
    """One record met by a `Collect`: a node so that what happened to it can be recorded."""

    collect: ex.Collect
    record: Mapping[str, Value]


def _row(walk: Walk, node: Row) -> Value:
    """Whether the record is kept and what is taken from it; None when it is left out."""
    walk.records.append(node.record)
    where, take = node.collect.where, node.collect.take
    kept = True if where is None else walk.of(where)
    value = None if kept is False else Fraction(1) if take is None else walk.of(take)
    walk.records.pop()
    return None if kept is False else (kept, value)


def _collected(node: ex.Collect, kept: list[Value], values: list[Value]) -> Value:
    open_ = [k for k in kept if isinstance(k, Missing)]
    if node.function in ("count", "sum"):
        zero = Fraction(0)
        return exact.total(
            [
                exact.hull(k, (value, zero)) if isinstance(k, Missing) else value
                for k, value in zip(kept, values, strict=True)
            ]
        )
    if not values:
        return exact.undefined(node.place)
    if len(open_) == len(kept):
        return merge(
            (*open_, *values)
        )  # every record may drop out, and of nothing there is no mean and no greatest
    if open_:
        lower = exact.minimum(values)
        upper = exact.maximum(values)
        return exact.settle((*open_, *values, lower, upper), (exact.ends(lower)[0], exact.ends(upper)[1]))
    return _FUNCTIONS[node.function](values)


EXPRESSION_ARMS: Mapping[type, Arm] = MappingProxyType(
    {
        ex.Literal: _literal,
        ex.NotApplicable: _not_applicable,
        ex.InputRef: _input,
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
        ex.Both: _both,
        ex.Either: _either,
        ex.Not: _not,
        ex.Conditional: _conditional,
        ex.Apply: _apply,
        ex.Lookup: _lookup,
        ex.Collect: _collect,
        Row: _row,
    }
)
