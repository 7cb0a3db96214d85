"""Scores and judgements computed again from the values of their operands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from math import floor, prod
from types import MappingProxyType
from typing import Any

from guiju.evaluate import Step
from guiju.numbers.states import Missing
from guiju.rulebook import model, scheme
from guiju.rulebook.experts import ByExpert, ExpertTotal
from guiju.rulebook.scheme import Indicator, Method
from tests.properties import replay_numbers as numbers
from tests.properties.replay_numbers import SKIPPED, Root


def _same(step: Step, values: list[Any]) -> Any:
    return values[0]


def _between(value: Fraction, full: Fraction) -> Fraction:
    return max(Fraction(0), min(full, value))


def _linear(step: Step, values: list[Any]) -> Any:
    x, *positions = values
    return numbers.on_line(x, list(zip(positions, (points for _, points in step.node.knots), strict=True)))


def _steps(step: Step, values: list[Any]) -> Any:
    x, *thresholds = values
    for row, threshold in zip(step.node.rows, thresholds, strict=False):
        if numbers.COMPARE[row.operator](x, threshold):
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


def _direct(step: Step, values: list[Any]) -> Any:
    return _between(values[0], step.node.full)


def _deductions(step: Step, values: list[Any]) -> Any:
    left = step.node.full - sum(values, Fraction(0))
    return max(step.node.floor, min(step.node.full, left))


def _adjusting(step: Step, values: list[Any]) -> Any:
    node: scheme.Adjusting = step.node
    if node.unit is None:
        return node.points if values[0] else Fraction(0)
    count = values[0] / values[1] if values[1] else None
    if count is None:
        return SKIPPED
    points = (Fraction(floor(count)) if node.whole else count) * node.points
    return max(Fraction(0), points if node.cap is None else min(points, node.cap))


def _adjustment(step: Step, values: list[Any]) -> Any:
    spread = _spread(step)
    if spread is not None:
        return spread
    points = sum(values, Fraction(0))
    return points if step.node.cap is None else min(points, step.node.cap)


def _averaged(values: list[Any], by: scheme.Averaging) -> Any:
    drops = by.trim is not None and numbers.COMPARE[by.trim.operator](len(values), by.trim.experts)
    count = by.trim.count if by.trim and drops else 0
    mean = numbers.trimmed(values, max(count, (len(values) - 1) // 2 if by.median else 0))
    if mean is SKIPPED or by.places is None:
        return mean
    return numbers.rounded(mean, Fraction(1, 10**by.places), str(by.mode))


def _expert(step: Step, values: list[Any]) -> Any:
    node: scheme.ExpertMark = step.node
    if isinstance(step.value, Missing):
        return SKIPPED  # too few or too many experts: the marks do not show it
    if node.by.average is scheme.Average.TOTALS:
        return values[0] if len(values) == 1 else SKIPPED
    return _averaged(values, node.by)


def _expert_total(step: Step, values: list[Any]) -> Any:
    """What the tree of the scheme makes of what this expert gave."""
    return _tree(step._replace(node=step.node.scheme))


def _indicator(step: Step, values: list[Any]) -> Any:
    """The mean of the totals of experts where there are some; otherwise what the tree gives."""
    node: Indicator = step.node
    totals = [child.value for child in step.children if isinstance(child.node, ExpertTotal)]
    if totals and node.totals is not None and node.totals.decides(len(totals)):
        mean = _averaged(totals, node.totals.by)
        return mean if node.floor is None and node.ceiling is None else SKIPPED
    spread = _spread(step)
    return _tree(step) if spread is None else spread


def _spread(step: Step) -> Any:
    """The mean over the experts, each counting its share; None of a step that is none."""
    found = [child for child in step.children if isinstance(child.node, ByExpert)]
    if not found:
        return None
    if any(child.node.share is None or not isinstance(child.value, Fraction) for child in found):
        return SKIPPED
    whole = sum((child.node.share for child in found), Fraction(0))
    return sum((child.node.share * child.value for child in found), Fraction(0)) / whole


def _tree(step: Step) -> Any:
    """What it is made of, what comes on top, floor and ceiling, vetoes."""
    node: Indicator = step.node
    if any(isinstance(child.node, scheme.Applies) and child.value is False for child in step.children):
        return SKIPPED
    score = _base(step)
    tops = [
        (child.node.sign, child.value) for child in step.children if isinstance(child.node, scheme.Adjustment)
    ]
    plain = not tops and node.ceiling is None and node.floor is None and not node.vetoes
    if plain or not isinstance(score, Fraction):
        return score if plain else SKIPPED
    score += sum((sign * points for sign, points in tops), Fraction(0))
    score = score if node.ceiling is None else min(score, node.ceiling)
    score = score if node.floor is None else max(score, node.floor)
    vetoed = any(isinstance(child.node, scheme.Veto) and child.value for child in step.children)
    return Fraction(0) if vetoed else score


def _base(step: Step) -> Any:
    node: Indicator = step.node
    if node.aggregation is None or node.aggregation.formula is not None:
        made = node.scoring if node.aggregation is None else node.aggregation.formula
        return next(child.value for child in step.children if child.node is made)
    children = [child for child in step.children if isinstance(child.node, Indicator)]
    values, weights = [child.value for child in children], [child.node.weight for child in children]
    match node.aggregation.method:
        case Method.SUM:
            return sum(values, Fraction(0))
        case Method.CAPPED_SUM:
            return min(sum(values, Fraction(0)), node.weight)
        case Method.WEIGHTED_MEAN:
            return sum(values, Fraction(0)) * node.weight / sum(weights)
        case Method.MIN:
            return min(value / weight for value, weight in zip(values, weights, strict=True)) * node.weight
        case Method.MAX:
            return max(value / weight for value, weight in zip(values, weights, strict=True)) * node.weight
        case Method.GEOMETRIC_MEAN:
            return Root(prod(values, start=Fraction(1)), len(values))
        case _:
            whole = sum(weights)
            if any(weight.denominator != 1 for weight in weights):
                return SKIPPED
            rates = [value / weight for value, weight in zip(values, weights, strict=True)]
            power = prod(
                (rate ** int(weight) for rate, weight in zip(rates, weights, strict=True)), start=Fraction(1)
            )
            return Root(power * node.weight ** int(whole), int(whole))


# --- judgements -------------------------------------------------------------------------------------------------------


def _designation(step: Step, values: list[Any]) -> Any:
    shall = [child.value for child in step.children if child.node.modal is model.Modal.SHALL]
    veto = [child.value for child in step.children if child.node.modal is model.Modal.VETO]
    return all(shall) and not any(veto)


def _group(step: Step, values: list[Any]) -> Any:
    return sum(values) >= step.node.count


def _grades(step: Step, values: list[Any]) -> Any:
    """The band that fits, or the next lower one whose gate holds; then no higher than its caps."""
    node: model.Grades = step.node
    bands = {child.node.name: child.value for child in step.children if isinstance(child.node, model.Band)}
    gates = {id(child.node): child.value for child in step.children}
    reached, order = False, [band.name for band in node.bands]
    for band in node.bands:
        reached = reached or bands[band.name]
        if reached and (band.requires is None or gates[id(band.requires)]):
            caps = [c.node.band for c in step.children if isinstance(c.node, model.GradeCap) and c.value]
            return max((band.name, *caps), key=order.index)
    return SKIPPED


SCORES: Mapping[type, Callable[[Step, list[Any]], Any]] = MappingProxyType(
    {
        scheme.Linear: _linear,
        scheme.Steps: _steps,
        scheme.PerUnit: _per_unit,
        scheme.Checklist: _checklist,
        scheme.YesNoScoring: _yes_no,
        scheme.Rank: _rank,
        scheme.Direct: _direct,
        scheme.Deductions: _deductions,
        scheme.Adjusting: _adjusting,
        scheme.Adjustment: _adjustment,
        scheme.Veto: _same,
        scheme.Applies: _same,
        scheme.ExpertMark: _expert,
        Indicator: _indicator,
        ExpertTotal: _expert_total,
        model.Grades: _grades,
        model.Band: _same,
        model.GradeCap: _same,
        model.Designation: _designation,
        model.Criterion: _same,
        model.Test: _same,
        model.Group: _group,
        model.Constraint: _same,
    }
)
