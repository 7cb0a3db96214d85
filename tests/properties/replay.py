"""The value of a step computed again from the values of its operands, with arithmetic of its own.

Nothing of the walk is used: what is written here is what a reader would do by hand. Steps with a missing operand are
left alone (`SKIPPED`), as are those whose operands are irrational and would need more than fractions.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from math import prod
from types import MappingProxyType
from typing import Any

from guiju.evaluate import Step
from guiju.numbers.states import Missing, State
from guiju.rulebook import expressions as ex
from guiju.rulebook import model
from guiju.rulebook.collecting import Row, record_name
from guiju.rulebook.dated import Dated, DatedValue
from guiju.types import ChoiceType
from tests.properties import replay_numbers as numbers
from tests.properties.replay_numbers import SKIPPED
from tests.properties.replay_scores import SCORES


def replayed(step: Step) -> Any:
    """What the operands of a step give, or SKIPPED."""
    values = [child.value for child in step.children]
    if not step.children or any(not isinstance(value, (Fraction, bool, str)) for value in values):
        return SKIPPED
    arm = REPLAY.get(type(step.node))
    return SKIPPED if arm is None else arm(step, values)


def _same(step: Step, values: list[Any]) -> Any:
    return values[0]


def _dated(step: Step, values: list[Any]) -> Any:
    """Several values may count where the day is not known: they are a value when they are the same."""
    return values[0] if all(value == values[0] for value in values) else SKIPPED


def _add(step: Step, values: list[Any]) -> Any:
    return sum((sign * value for (sign, _), value in zip(step.node.terms, values, strict=True)), Fraction(0))


def _multiply(step: Step, values: list[Any]) -> Any:
    exponents = [exponent for exponent, _ in step.node.factors]
    if any(exponent < 0 and value == 0 for exponent, value in zip(exponents, values, strict=True)):
        return SKIPPED
    return prod(
        (value**exponent for exponent, value in zip(exponents, values, strict=True)), start=Fraction(1)
    )


def _negate(step: Step, values: list[Any]) -> Any:
    return -values[0]


def _power(step: Step, values: list[Any]) -> Any:
    return values[0] ** step.node.exponent


def _compare(step: Step, values: list[Any]) -> Any:
    node: ex.Compare = step.node
    type_ = node.operands[0].type
    if isinstance(type_, ChoiceType):
        values = [-type_.options.index(value) for value in values]
    values = [numbers.truth(value) if isinstance(value, Fraction) else value for value in values]
    pairs = pairwise(values)
    return all(numbers.COMPARE[operator](a, b) for operator, (a, b) in zip(node.operators, pairs, strict=True))


def _both(step: Step, values: list[Any]) -> Any:
    return all(values)


def _either(step: Step, values: list[Any]) -> Any:
    return any(values)


def _not(step: Step, values: list[Any]) -> Any:
    return not values[0]


def _conditional(step: Step, values: list[Any]) -> Any:
    taken = step.node.then if values[0] else step.node.otherwise
    assert step.children[1].node is taken
    return values[1]


def _apply(step: Step, values: list[Any]) -> Any:
    function, type_ = step.node.function, step.node.type
    if function in ("max", "min") and isinstance(type_, ChoiceType):
        ranks = [type_.options.index(value) for value in values]
        return type_.options[min(ranks) if function == "max" else max(ranks)]
    if function in numbers.SEVERAL:
        return numbers.SEVERAL[function](values)
    if function in numbers.REAL:
        return numbers.REAL[function](values)
    if isinstance(values[0], str):
        return numbers.dates(function, values)
    return numbers.rounding(function, values, type_.unit.factor)


def _presence(step: Step) -> Any:
    """What looks at the state of a value: its operand may be missing."""
    first = step.children[0].value
    state = first.state if isinstance(first, Missing) else None
    match step.node.function:
        case "is_given":
            return state is None
        case "is_not_applicable":
            return state is State.NOT_APPLICABLE
        case "if_missing":
            instead = state in (State.UNKNOWN, State.NOT_SUPPLIED)
        case _:
            instead = state is State.NOT_APPLICABLE
    assert len(step.children) == 1 + instead
    value = step.children[-1].value
    return SKIPPED if isinstance(value, Missing) else value


def _option_rank(step: Step, values: list[Any]) -> Any:
    return Fraction(-step.node.operand.type.options.index(values[0]))


def _named_extreme(step: Step, values: list[Any]) -> Any:
    return _names(values, step.node.names, step.node.function)


def _names(values: list[Any], names: Sequence[str], function: str) -> str:
    best = max(values) if function == "argmax" else min(values)
    return "、".join(name for name, value in zip(names, values, strict=True) if value == best)


def _interpolate(step: Step, values: list[Any]) -> Any:
    x, *rest = values
    return numbers.on_line(x, list(zip(rest[::2], rest[1::2], strict=True)))


def _tiers(step: Step, values: list[Any]) -> Any:
    node: ex.Tiers = step.node
    found = {id(child.node): child.value for child in step.children}
    x = values[0]
    if node.function == "marginal":
        return _marginal(node, x, found)
    for tier in node.tiers:
        if numbers.COMPARE[tier.operator](x, found[id(tier.threshold)]):
            value = found[id(tier.value)]
            break
    else:
        if node.otherwise is None:
            return SKIPPED
        value = found[id(node.otherwise)]
    return x * value if node.function == "whole" else value


def _marginal(node: ex.Tiers, x: Fraction, found: Mapping[int, Any]) -> Any:
    """What lies in each tier, from the lowest: the same x would be taken from a pile."""
    if node.otherwise is None and x > found[id(node.tiers[-1].threshold)]:
        return SKIPPED
    below, left, total = Fraction(0), max(x, Fraction(0)), Fraction(0)
    for tier in node.tiers:
        part = min(left, found[id(tier.threshold)] - below)
        total += part * found[id(tier.value)]
        left -= part
        below = found[id(tier.threshold)]
    return total if node.otherwise is None else total + left * found[id(node.otherwise)]


def _lookup(step: Step, values: list[Any]) -> Any:
    entry = dict(step.node.table)[values[0]]
    assert step.children[1].node is entry
    return values[1]


def _collect(step: Step) -> Any:
    """Over records: the rows that were kept, by what was taken from them."""
    node: ex.Collect = step.node
    arguments = [child.value for child in step.children[: len(node.arguments)]]
    if any(isinstance(child.value, Missing) for child in step.children[: len(arguments) + 1]):
        return SKIPPED
    rows = [child for child in step.children if isinstance(child.node, Row)]
    kept = [(row, *row.value) for row in rows if row.value is not None]
    values = [value for _, keep, value in kept if keep is True]
    if len(values) < len(kept) or any(not isinstance(value, (Fraction, bool)) for value in values):
        return SKIPPED
    function = node.function
    if function in ("count", "every", "some"):
        return {"count": Fraction(len(values)), "every": all(values), "some": any(values)}[function]
    if function == "sum" or not values:
        return sum(values, Fraction(0)) if function == "sum" else SKIPPED
    if function in numbers.AMONG:
        return numbers.AMONG[function](arguments[0], values) if isinstance(arguments[0], Fraction) else SKIPPED
    if function in ("argmax", "argmin"):
        return _names(values, [record_name(row.node.record, node.records.type) for row, _, _ in kept], function)
    return numbers.SEVERAL[function]([*arguments, *values])


def _row(step: Step) -> Any:
    where = step.node.collect.where
    values = [child.value for child in step.children]
    if any(isinstance(value, Missing) for value in values):
        return SKIPPED
    if where is not None and values[0] is False:
        return None
    return (True, values[-1] if step.node.collect.take is not None else Fraction(1))


REPLAY: Mapping[type, Callable[[Step, list[Any]], Any]] = MappingProxyType(
    {
        ex.InputRef: _same,  # what stands in for a figure that is not there
        ex.SeriesRef: _same,
        ex.AdjustmentRef: _same,
        ex.RankingRef: _same,
        ex.ParameterRef: _same,
        ex.DefinitionRef: _same,
        Dated: _dated,
        DatedValue: _same,
        ex.Add: _add,
        ex.Multiply: _multiply,
        ex.Negate: _negate,
        ex.Power: _power,
        ex.Compare: _compare,
        ex.Both: _both,
        ex.Either: _either,
        ex.Not: _not,
        ex.Conditional: _conditional,
        ex.OptionRank: _option_rank,
        ex.NamedExtreme: _named_extreme,
        ex.Interpolate: _interpolate,
        ex.Tiers: _tiers,
        ex.Apply: _apply,
        ex.Lookup: _lookup,
        model.Parameter: _same,
        model.Definition: _same,
        **SCORES,
    }
)
OVER_RECORDS: Mapping[type, Callable[[Step], Any]] = MappingProxyType({ex.Collect: _collect, Row: _row})


_PRESENCE = ("is_given", "is_not_applicable", "if_missing", "if_not_applicable")


def value_again(step: Step) -> Any:
    """The value of any step from its operands, or SKIPPED."""
    if isinstance(step.node, ex.Apply) and step.node.function in _PRESENCE:
        return _presence(step)
    over = OVER_RECORDS.get(type(step.node))
    return over(step) if over is not None and step.children else replayed(step)
