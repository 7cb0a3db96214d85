"""The arithmetic of scores with the numbers in it, ready for a pocket calculator.

One arm for each shape of scoring. The text is independent of the reader's language; the words around it are `leaves`'
business.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from itertools import pairwise
from types import MappingProxyType
from typing import Any, NamedTuple

from guiju.evaluate.steps import Step
from guiju.explain.marks import marks
from guiju.explain.values import number_text, points_text, score_text, term_text, unit_of, value_text
from guiju.numbers.algebra import compare
from guiju.numbers.real import Number
from guiju.numbers.states import Missing
from guiju.rulebook import exact, scheme
from guiju.types import Type
from guiju.units import Kind


class Knot(NamedTuple):
    """A point of a linear scale: a position in base units and the points it gives."""

    at: Number
    points: Fraction


class Segment(NamedTuple):
    """Where a measure lies on a linear scale: `at` a knot (on it, or held there), or between `left` and `right`."""

    at: Knot | None = None
    left: Knot | None = None
    right: Knot | None = None


def knots(step: Step) -> tuple[Knot, ...] | None:
    """The knots of a linear scoring from low to high; None when one is missing or they are not in order."""
    positions = [child.value for child in step.children[1:]]
    if any(isinstance(at, Missing) for at in positions):
        return None
    found = [Knot(at, points) for at, (_, points) in zip(positions, step.node.knots, strict=True)]
    if compare(found[0].at, found[-1].at) > 0:
        found.reverse()
    if any(compare(a.at, b.at) >= 0 for a, b in pairwise(found)):
        return None
    return tuple(found)


def segment(step: Step) -> Segment | None:
    """The knots around the measure of a linear scoring; None when something is missing."""
    x, found = step.children[0].value, knots(step)
    if found is None or isinstance(x, Missing):
        return None
    if compare(x, found[0].at) <= 0:
        return Segment(at=found[0])
    for left, right in pairwise(found):
        sign = compare(x, right.at)
        if sign == 0:
            return Segment(at=right)
        if sign < 0:
            return Segment(left=left, right=right)
    return Segment(at=found[-1])


def scale_type(step: Step) -> Type:
    """The type a linear scoring is printed in: a ratio of ratios is shown in % where its scale is."""
    measure, *positions = step.children
    own: Type = measure.node.type
    if unit_of(own).kind is Kind.PLAIN:
        return next((at.node.type for at in positions if unit_of(at.node.type).kind is Kind.RATIO), own)
    return own


def linear(step: Step) -> str:
    """`0 + (3 - 0) × (20% - 0%) / (30% - 0%)`, or the comparison with the knot it is on or held at."""
    found = segment(step)
    if found is None:
        return ""
    value = step.children[0].value
    unit = unit_of(scale_type(step))
    x = number_text(value, unit)
    if found.at is not None:
        return f"{x} {'<=>'[compare(value, found.at.at) + 1]} {number_text(found.at.at, unit)}"
    assert found.left is not None
    assert found.right is not None
    low, high = term_text(found.left.points), term_text(found.right.points)
    start, end = number_text(found.left.at, unit), number_text(found.right.at, unit)
    return f"{low} + ({high} - {low}) × ({_term(x)} - {_term(start)}) / ({_term(end)} - {_term(start)})"


def _term(text: str) -> str:
    return f"({text})" if text.startswith("-") else text


def steps(step: Step) -> str:
    """The comparisons up to the row that fits: `24% ≥ 30%; 24% ≥ 20%`."""
    measure, *thresholds = step.children
    x = value_text(measure.value, measure.node.type, None)
    rows = zip(step.node.rows, thresholds, strict=False)
    return "; ".join(f"{x} {row.operator} {threshold_text(measure, at)}" for row, at in rows)


def threshold_text(measure: Step, threshold: Step) -> str:
    """A threshold in its own unit."""
    return value_text(threshold.value, threshold.node.type, None)


class Counted(NamedTuple):
    """Units counted in a number and the points they give before they are held between 0 and the cap."""

    units: Number
    points: Number


def counted(step: Step) -> Counted | None:
    """What a per-unit scoring or item counts; None when something is missing."""
    node: scheme.PerUnit | scheme.Adjusting = step.node
    measure, unit = step.children
    count = exact.divide(measure.value, unit.value, "")
    if isinstance(count, Missing):
        return None
    if node.whole:
        count = exact.floor(count)
    return Counted(count, count * node.points)


def quotient(step: Step) -> str:
    """`13 / 1`"""
    measure, unit = (value_text(child.value, child.node.type, None) for child in step.children)
    return f"{_term(measure)} / {unit}"


def per_unit(step: Step) -> str:
    """`13 / 1 × 0.5`; whole units are taken by `floor(…)`, a cap that bites by `min(…)`."""
    node: scheme.PerUnit = step.node
    count = quotient(step)
    text = f"{f'floor({count})' if node.whole else count} × {term_text(node.points)}"
    found = counted(step)
    if found is None or found.points == step.value:
        return text
    cap = points_text(node.cap)
    return f"min({text}, {cap})" if compare(found.points, node.cap) > 0 else f"max({text}, 0)"


def checklist(step: Step) -> str:
    """`1 + 0.5 + 0`"""
    pairs = zip(step.node.items, step.children, strict=True)
    return " + ".join(item_points(item, child.value) for item, child in pairs)


def item_points(item: scheme.ChecklistItem, holds: Any) -> str:
    """What an item gives."""
    if isinstance(holds, Missing):
        return f"?[0 – {points_text(item.points)}]"
    return points_text(item.points) if holds else "0"


def yes_no(step: Step) -> str:
    """The measure itself."""
    return value_text(step.children[0].value, step.children[0].node.type, None)


def rank(step: Step) -> str:
    """`(14 - 3) / (14 - 1) × 3`"""
    place, size = (_bare(child) for child in step.children)
    return f"({size} - {_term(place)}) / ({size} - 1) × {term_text(step.node.full)}"


def _bare(step: Step) -> str:
    return value_text(step.value, None, None) if not isinstance(step.value, Missing) else "?"


def direct(step: Step) -> str:
    """The points themselves, `min(105, 100)` where they are held."""
    (measure,) = step.children
    return held(_bare(measure), measure.value, Fraction(0), step.node.full)


def held(text: str, value: Any, low: Fraction | None, high: Fraction | None) -> str:
    """`text` inside `min` or `max` where its value is held at an end."""
    if high is not None and _beyond(value, high, 1):
        return f"min({text}, {points_text(high)})"
    return f"max({text}, {points_text(low)})" if low is not None and _beyond(value, low, -1) else text


def _beyond(value: Any, end: Fraction, sign: int) -> bool:
    """Whether a number, or one that may be, lies above (1) or below (-1) an end."""
    if not isinstance(value, Missing):
        return compare(value, end) == sign
    bound = value.upper if sign > 0 else value.lower
    return bound is not None and compare(bound, end) == sign


def deductions(step: Step) -> str:
    """`10 - (2 + 6)`, `max(10 - (2 + 9), 1)`"""
    node: scheme.Deductions = step.node
    texts = [score_text(child.value, None) for child in step.children]
    taken = texts[0] if len(texts) == 1 else f"({' + '.join(texts)})"
    raw = exact.subtract(node.full, exact.total([child.value for child in step.children]))
    return held(f"{term_text(node.full)} - {taken}", raw, node.floor, node.full)


def adjustment(step: Step) -> str:
    """`2 + 3`, `min(2 + 4, 5)`"""
    text = " + ".join(score_text(child.value, None) for child in step.children)
    return held(text, exact.total([child.value for child in step.children]), None, step.node.cap)


def adjusting(step: Step) -> str:
    """`4 件 / 1 件 × 0.5`; nothing for an item that holds or does not."""
    node: scheme.Adjusting = step.node
    if node.unit is None:
        return ""
    count = quotient(step)
    text = f"{f'floor({count})' if node.whole else count} × {term_text(node.points)}"
    found = counted(step)
    return text if found is None else held(text, found.points, Fraction(0), node.cap)


def open_scoring(step: Step) -> str:
    """Nothing can be computed."""
    return ""


SCORING_NUMBERS: Mapping[type, Callable[[Step], str]] = MappingProxyType(
    {
        scheme.Linear: linear,
        scheme.Steps: steps,
        scheme.PerUnit: per_unit,
        scheme.Checklist: checklist,
        scheme.YesNoScoring: yes_no,
        scheme.Rank: rank,
        scheme.Direct: direct,
        scheme.Deductions: deductions,
        scheme.ExpertMark: marks,
        scheme.OpenScoring: open_scoring,
    }
)
