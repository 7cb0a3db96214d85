"""The roundings of the trace: by which rule, to which places or interval, from what to what."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Any, NamedTuple

from guiju.evaluate.outcome import result_of
from guiju.evaluate.steps import Step
from guiju.explain.grades import rounded_subject
from guiju.explain.marks import averaged, averaging_of, given, has_mean_of_totals
from guiju.explain.terms import ROUNDINGS
from guiju.numbers.marked import mark_text
from guiju.numbers.real import Real
from guiju.numbers.rounding import RoundingMode
from guiju.numbers.states import Missing
from guiju.rulebook import expressions as ex
from guiju.rulebook import model, scheme
from guiju.types import NumberType, Type


class Rule(NamedTuple):
    """How a function rounds: to decimals or to an interval, by a mode of the table or down and up on the line."""

    mode: str
    name: str
    places: bool


def _rule(mode: RoundingMode, places: bool) -> Rule:
    return Rule(str(mode), ROUNDINGS[mode].zh, places)


RULES: Mapping[str, Rule] = MappingProxyType(
    {
        "round_half_even": _rule(RoundingMode.half_even, True),
        "round_half_up": _rule(RoundingMode.half_up, True),
        "round_up": _rule(RoundingMode.up, True),
        "round_down": _rule(RoundingMode.down, True),
        "report": _rule(RoundingMode.half_even, True),
        "round_half_even_to": _rule(RoundingMode.half_even, False),
        "round_half_up_to": _rule(RoundingMode.half_up, False),
        "round_up_to": _rule(RoundingMode.up, False),
        "round_down_to": _rule(RoundingMode.down, False),
        "floor": Rule("floor", "向下取整", False),
        "ceil": Rule("ceil", "向上取整", False),
    }
)


def rounding(step: Step) -> dict[str, Any] | None:
    """The rounding a step makes, if it makes one."""
    arm = ROUNDING.get(type(step.node))
    return arm(step) if arm is not None and step.children else None


def _grades(step: Step) -> dict[str, Any] | None:
    node: model.Grades = step.node
    if node.places is None:
        return None
    score = step.children[0].value
    values = (score, rounded_subject(node, score))
    return _rounded(_rule(node.mode, True), node.places, None, values, node.subject.type)


def _experts(step: Step) -> dict[str, Any] | None:
    """Of the mean of marks, or of the totals of experts."""
    by = averaging_of(step)
    if by is None or by.places is None or not given(step):
        return None
    if isinstance(step.node, scheme.Indicator) and not has_mean_of_totals(step):
        return None
    mean = averaged(step).mean
    if mean is None or isinstance(step.value, Missing):
        return None
    return _rounded(_rule(by.mode, True), by.places, None, (mean, step.value), NumberType())


def _apply(step: Step) -> dict[str, Any] | None:
    node: ex.Apply = step.node
    rule = RULES.get(node.function)
    if rule is None:
        return None
    value, *more = step.children
    if rule.places:
        return _rounded(rule, int(more[0].value), None, (value.value, step.value), node.type)
    unit = node.type.unit.factor if isinstance(node.type, NumberType) else Fraction(1)
    interval = (more[0].value, more[0].node.type) if more else (unit, node.type)
    return _rounded(rule, None, interval, (value.value, step.value), node.type)


ROUNDING: Mapping[type, Callable[[Step], dict[str, Any] | None]] = MappingProxyType(
    {model.Grades: _grades, scheme.ExpertMark: _experts, scheme.Indicator: _experts, ex.Apply: _apply}
)


def _rounded(
    rule: Rule, places: int | None, interval: tuple[Any, Type] | None, values: tuple[Any, Any], type_: Type
) -> dict[str, Any]:
    before, after = (result_of(value, type_).to_json() for value in values)
    marked = isinstance(values[1], (Fraction, Real))
    return {
        "rule": rule.name,
        "mode": rule.mode,
        "places": places,
        "interval": None if interval is None else result_of(*interval).to_json(),
        "before": before,
        "after": after,
        "mark": mark_text(values[1]).strip("()") if marked else "",
    }
