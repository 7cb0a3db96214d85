"""The arithmetic of an expression: the terms of a function over records or of a table, of others the formula woven."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from itertools import pairwise
from types import MappingProxyType

from guiju.diagnostics.model import Lang
from guiju.evaluate.steps import Step
from guiju.explain.collected import collected, in_brackets
from guiju.explain.formulas import is_missing_name, with_numbers
from guiju.explain.values import number_text, unit_of, value_text
from guiju.numbers.algebra import compare
from guiju.numbers.real import Number
from guiju.numbers.states import Missing
from guiju.rulebook import exact
from guiju.rulebook import expressions as ex
from guiju.units import Unit


def worked(step: Step, lang: Lang | None = None) -> str:
    """What stands between a formula and its value; nothing of tiers that are chosen, their rows say it."""
    node = step.node
    if is_missing_name(step) or (isinstance(node, ex.Tiers) and node.function == "tier"):
        return ""
    terms = TERMS.get(type(node))
    return (terms(step) if terms else "") or with_numbers(step, lang)


# --- lines ------------------------------------------------------------------------------------------------------------


def interpolation(step: Step) -> str:
    """`50 + (100 - 50) × (60 - 35) / (75 - 35)`, or the comparison with the knot it is on or held at."""
    subject, *rest = step.children
    values = [child.value for child in rest]
    if isinstance(subject.value, Missing) or any(isinstance(value, Missing) for value in values):
        return ""
    knots = list(zip(values[::2], values[1::2], strict=True))
    if compare(knots[0][0], knots[-1][0]) > 0:
        knots.reverse()
    if any(compare(a, b) >= 0 for (a, _), (b, _) in pairwise(knots)):
        return ""
    return _on_line(subject.value, knots, unit_of(subject.node.type), unit_of(step.node.type))


def _on_line(x: Number, knots: list[tuple[Number, Number]], across: Unit, up: Unit) -> str:
    def at(value: Number) -> str:
        return in_brackets(number_text(value, across))

    for end, sign in ((knots[0][0], -1), (knots[-1][0], 1)):
        if compare(x, end) == sign:
            return f"{at(x)} {'<>'[sign > 0]} {at(end)}"
    for (left, low), (right, high) in pairwise(knots):
        for on in (left, right):
            if compare(x, on) == 0:
                return f"{at(x)} = {at(on)}"
        if compare(x, right) < 0:
            start, end_ = (in_brackets(number_text(value, up)) for value in (low, high))
            return f"{start} + ({end_} - {start}) × ({at(x)} - {at(left)}) / ({at(right)} - {at(left)})"
    return ""


# --- tiers ------------------------------------------------------------------------------------------------------------


class Asked:
    """The steps of tiers, each with what was asked of it: thresholds, and the values that were evaluated."""

    def __init__(self, step: Step) -> None:
        self.node: ex.Tiers = step.node
        skip = (
            2 if self.node.function == "whole" else 1
        )  # the whole of x is asked for before the tier it falls in
        self.subject = step.children[0]
        self.rest = step.children[skip:]

    def found(self, expression: ex.Expression | None) -> Step | None:
        """The step of a threshold or a value; None when it was never asked for."""
        return next((child for child in self.rest if child.node is expression), None)


def tiers(step: Step) -> str:
    """`24% ≥ 30%; 24% ≥ 20%`, `4 × 20%`, or `(3 - 0) × 10% + (4 - 3) × 20%`."""
    return TIER_NUMBERS[step.node.function](step)


def _tier_numbers(step: Step) -> str:
    work = Asked(step)
    x = value_text(work.subject.value, work.subject.node.type, None)
    asked = [(tier.operator, work.found(tier.threshold)) for tier in work.node.tiers]
    return "; ".join(f"{x} {sign} {value_text(at.value, at.node.type, None)}" for sign, at in asked if at)


def _whole_numbers(step: Step) -> str:
    work = Asked(step)
    values = [tier.value for tier in work.node.tiers] + [work.node.otherwise]
    used = [found for value in values if (found := work.found(value)) is not None]
    if len(used) != 1:
        return ""
    x = value_text(work.subject.value, work.subject.node.type, None)
    return f"{in_brackets(x)} × {in_brackets(value_text(used[0].value, used[0].node.type, None))}"


def _marginal_numbers(step: Step) -> str:
    return " + ".join(text for _, text in marginal_parts(step))


def marginal_parts(step: Step) -> list[tuple[ex.Expression, str]]:
    """What each tier takes of x, as text, with the rate it is at; nothing while something is missing."""
    work = Asked(step)
    unit = unit_of(work.subject.node.type)
    x, below = work.subject.value, Fraction(0)
    if any(isinstance(child.value, Missing) for child in step.children):
        return []
    found: list[tuple[ex.Expression, str]] = []
    for tier in (*work.node.tiers, None):
        rate = work.found(work.node.otherwise if tier is None else tier.value)
        if rate is None or (found and compare(x, below) <= 0):
            break
        limit = x if tier is None else next(c.value for c in work.rest if c.node is tier.threshold)
        reached = exact.maximum((exact.minimum((x, limit)), below))
        part = f"({number_text(reached, unit)} - {number_text(below, unit)})"
        found.append((rate.node, f"{part} × {in_brackets(value_text(rate.value, rate.node.type, None))}"))
        below = limit
    return found


TIER_NUMBERS: Mapping[str, Callable[[Step], str]] = MappingProxyType(
    {"tier": _tier_numbers, "whole": _whole_numbers, "marginal": _marginal_numbers}
)


TERMS: Mapping[type, Callable[[Step], str]] = MappingProxyType(
    {ex.Collect: collected, ex.Interpolate: interpolation, ex.Tiers: tiers}
)
