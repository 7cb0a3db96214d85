"""The value of a step computed again from the values of its operands, with arithmetic of its own.

Nothing of the walk is used: what is written here is what a reader would do by hand. Steps with a missing operand are
left alone (`SKIPPED`), as are those whose operands are irrational and would need more than fractions.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from itertools import pairwise
from math import floor, prod
from types import MappingProxyType
from typing import Any, Final

from guiju.evaluate import Step
from guiju.numbers.states import Missing
from guiju.rulebook import expressions as ex
from guiju.rulebook import model, scheme
from guiju.rulebook.scheme import Indicator, Method
from guiju.rulebook.walk import Row
from guiju.types import ChoiceType

SKIPPED: Final = object()
_COMPARE: Mapping[str, Callable[[Any, Any], bool]] = {
    "<": lambda a, b: a < b,
    "≤": lambda a, b: a <= b,
    "=": lambda a, b: a == b,
    "≠": lambda a, b: a != b,
    "≥": lambda a, b: a >= b,
    ">": lambda a, b: a > b,
}


def replayed(step: Step) -> Any:
    """What the operands of a step give, or SKIPPED."""
    values = [child.value for child in step.children]
    if not step.children or any(not isinstance(value, (Fraction, bool, str)) for value in values):
        return SKIPPED
    arm = REPLAY.get(type(step.node))
    return SKIPPED if arm is None else arm(step, values)


def _same(step: Step, values: list[Any]) -> Any:
    return values[0]


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
    pairs = pairwise(values)
    return all(_COMPARE[operator](a, b) for operator, (a, b) in zip(node.operators, pairs, strict=True))


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
    match step.node.function:
        case "abs":
            return abs(values[0])
        case "clamp":
            return max(values[1], min(values[2], values[0]))
        case "max":
            return max(values)
        case "min":
            return min(values)
        case "sum":
            return sum(values, Fraction(0))
        case "mean":
            return sum(values, Fraction(0)) / len(values)
        case rounding:
            factor = step.node.type.unit.factor
            scaled = values[0] / factor * 10 ** int(values[1])
            if rounding == "round_half_even":
                return round(scaled) * factor / 10 ** int(values[1])
            away = floor(abs(scaled) + Fraction(1, 2))
            return (away if scaled >= 0 else -away) * factor / 10 ** int(values[1])


def _lookup(step: Step, values: list[Any]) -> Any:
    entry = dict(step.node.table)[values[0]]
    assert step.children[1].node is entry
    return values[1]


def _collect(step: Step) -> Any:
    """Over records: the rows that were kept, by what was taken from them."""
    rows = [child.value for child in step.children if isinstance(child.node, Row)]
    if isinstance(step.children[0].value, Missing):
        return SKIPPED
    kept = [row for row in rows if row is not None]
    values = [value for keep, value in kept if keep is True]
    if len(values) < len(kept) or any(not isinstance(value, Fraction) for value in values):
        return SKIPPED
    match step.node.function:
        case "count":
            return Fraction(len(values))
        case "sum":
            return sum(values, Fraction(0))
        case _ if not values:
            return SKIPPED
        case "mean":
            return sum(values, Fraction(0)) / len(values)
        case "max":
            return max(values)
        case _:
            return min(values)


def _row(step: Step) -> Any:
    where = step.node.collect.where
    values = [child.value for child in step.children]
    if any(isinstance(value, Missing) for value in values):
        return SKIPPED
    if where is not None and values[0] is False:
        return None
    return (True, values[-1] if step.node.collect.take is not None else Fraction(1))


# --- scores -----------------------------------------------------------------------------------------------------------


def _between(value: Fraction, full: Fraction) -> Fraction:
    return max(Fraction(0), min(full, value))


def _linear(step: Step, values: list[Any]) -> Any:
    x, *positions = values
    knots = sorted(zip(positions, (points for _, points in step.node.knots), strict=True))
    if len({at for at, _ in knots}) < len(knots) or positions not in (
        sorted(positions),
        sorted(positions)[::-1],
    ):
        return SKIPPED
    if x <= knots[0][0]:
        return knots[0][1]
    for (left, low), (right, high) in pairwise(knots):
        if x <= right:
            return low + (high - low) * (x - left) / (right - left)
    return knots[-1][1]


def _steps(step: Step, values: list[Any]) -> Any:
    x, *thresholds = values
    for row, threshold in zip(step.node.rows, thresholds, strict=False):
        if _COMPARE[row.operator](x, threshold):
            return row.points
    return SKIPPED if step.node.otherwise is None else step.node.otherwise


def _per_unit(step: Step, values: list[Any]) -> Any:
    count = values[0] / values[1] if values[1] else None
    if count is None:
        return SKIPPED
    return _between((Fraction(floor(count)) if step.node.whole else count) * step.node.points, step.node.cap)


def _checklist(step: Step, values: list[Any]) -> Any:
    pairs = zip(step.node.items, values, strict=True)
    return sum((item.points for item, holds in pairs if holds), Fraction(0))


def _yes_no(step: Step, values: list[Any]) -> Any:
    return step.node.full if values[0] else Fraction(0)


def _rank(step: Step, values: list[Any]) -> Any:
    place, size = values
    if not 1 <= place <= size or size == 1:
        return SKIPPED
    return (size - place) / (size - 1) * step.node.full


def _expert(step: Step, values: list[Any]) -> Any:
    return sum(values, Fraction(0)) / len(values)


def _indicator(step: Step, values: list[Any]) -> Any:
    node: Indicator = step.node
    if node.aggregation is None:
        return values[0]
    weights = [child.node.weight for child in step.children]
    match node.aggregation.method:
        case Method.SUM:
            return sum(values, Fraction(0))
        case Method.WEIGHTED_MEAN:
            return sum(values, Fraction(0)) * node.weight / sum(weights)
        case Method.MIN:
            return min(value / weight for value, weight in zip(values, weights, strict=True)) * node.weight
        case Method.MAX:
            return max(value / weight for value, weight in zip(values, weights, strict=True)) * node.weight
        case Method.GEOMETRIC_MEAN:
            return _Root(prod(values, start=Fraction(1)), len(values))
        case Method.WEIGHTED_GEOMETRIC_MEAN:
            whole = sum(weights)
            if any(weight.denominator != 1 for weight in weights):
                return SKIPPED
            rates = [value / weight for value, weight in zip(values, weights, strict=True)]
            power = prod(
                (rate ** int(weight) for rate, weight in zip(rates, weights, strict=True)), start=Fraction(1)
            )
            return _Root(power * node.weight ** int(whole), int(whole))


class _Root:
    """The n-th root of a fraction, to be compared with an enclosure."""

    def __init__(self, radicand: Fraction, degree: int) -> None:
        self.radicand, self.degree = radicand, degree

    def lies_between(self, low: Fraction, high: Fraction) -> bool:
        return low**self.degree <= self.radicand <= high**self.degree


# --- judgements -------------------------------------------------------------------------------------------------------


def _designation(step: Step, values: list[Any]) -> Any:
    shall = [child.value for child in step.children if child.node.modal is model.Modal.SHALL]
    veto = [child.value for child in step.children if child.node.modal is model.Modal.VETO]
    return all(shall) and not any(veto)


def _group(step: Step, values: list[Any]) -> Any:
    return sum(values) >= step.node.count


def _grades(step: Step, values: list[Any]) -> Any:
    """The band that fits, or the next lower one whose gate holds."""
    node: model.Grades = step.node
    bands = values[1 : 1 + len(node.bands)]
    gates = iter(values[1 + len(node.bands) :])
    reached = False
    for band, fits in zip(node.bands, bands, strict=True):
        reached = reached or fits
        if reached and (band.requires is None or next(gates)):
            return band.name
    return SKIPPED


REPLAY: Mapping[type, Callable[[Step, list[Any]], Any]] = MappingProxyType(
    {
        ex.ParameterRef: _same,
        ex.DefinitionRef: _same,
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
        scheme.Linear: _linear,
        scheme.Steps: _steps,
        scheme.PerUnit: _per_unit,
        scheme.Checklist: _checklist,
        scheme.YesNoScoring: _yes_no,
        scheme.Rank: _rank,
        scheme.ExpertMark: _expert,
        Indicator: _indicator,
        model.Grades: _grades,
        model.Band: _same,
        model.Designation: _designation,
        model.Criterion: _same,
        model.Test: _same,
        model.Group: _group,
        model.Constraint: _same,
        model.Parameter: _same,
        model.Definition: _same,
    }
)
OVER_RECORDS: Mapping[type, Callable[[Step], Any]] = MappingProxyType({ex.Collect: _collect, Row: _row})


def value_again(step: Step) -> Any:
    """The value of any step from its operands, or SKIPPED."""
    over = OVER_RECORDS.get(type(step.node))
    return over(step) if over is not None and step.children else replayed(step)
