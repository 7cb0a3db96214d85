"""Tables over a number from written to meant: straight lines between knots, tiers, progressive scales."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from guiju.check.arguments import context_of, wrong
from guiju.check.constants import constants, on_day
from guiju.check.operations import Operations
from guiju.check.thresholds import is_ordered, uncovered
from guiju.check.unit_rules import common_unit, unit_problem
from guiju.diagnostics.model import Text
from guiju.functions import Function
from guiju.numbers.exact import decimal_text
from guiju.rulebook import expressions as ex
from guiju.source import Place
from guiju.syntax import ast
from guiju.types import NumberType
from guiju.units import Unit, combine


def _over_number(
    resolver: Operations, node: ast.Call, function: Function
) -> tuple[ex.Expression | None, list[ast.Entry]] | None:
    first, *rest = node.arguments or (None,)
    entries = [one for one in rest if isinstance(one, ast.Entry)]
    if (
        not isinstance(first, ast.Argument)
        or first.where
        or first.take
        or len(entries) < len(rest)
        or not entries
    ):
        wrong(resolver, node, function)
        return None
    return resolver.number(first.value, context_of(node)), entries


def _threshold(
    resolver: Operations, written: ast.Expr, subject: ex.Expression | None
) -> ex.Expression | None:
    value = resolver.number(written, Text("档或点", "a threshold"))
    if value is None or subject is None:
        return None
    if found := unit_problem(subject, value, Text("比较", "compare"), adding=False):
        resolver.problems.append(found)
        return None if found.is_error else value
    return value


def resolve_interpolation(
    resolver: Operations, node: ast.Call, place: Place, function: Function
) -> ex.Expression | None:
    """`折线(x, 0: 0, 35: 50)`"""
    parts = _over_number(resolver, node, function)
    if parts is None:
        return None
    subject, entries = parts
    if len(entries) < 2 or any(entry.operator or entry.key is None for entry in entries):
        wrong(resolver, node, function)
        return None
    positions = [_threshold(resolver, entry.key, subject) for entry in entries if entry.key is not None]
    values = [resolver.number(entry.value, Text("折线的值", "a value of the line")) for entry in entries]
    knots = tuple(
        (at, value)
        for at, value in zip(positions, values, strict=True)
        if at is not None and value is not None
    )
    if subject is None or len(knots) < len(entries):
        return None
    for day, known in constants(resolver.draft, (at for at, _ in knots)):
        if not is_ordered(known):
            what = Text("折线的各点", "the positions of the line")
            sequence = "、".join(at.place.text for at, _ in knots)
            resolver.report("B510", node, what=what, sequence=sequence, notes=on_day(day))
            return None
    unit = common_unit(resolver, [value for _, value in knots])
    return None if unit is None else ex.Interpolate(subject, knots, type=NumberType(unit), place=place)


def resolve_tiers(
    resolver: Operations, node: ast.Call, place: Place, function: Function
) -> ex.Expression | None:
    """`分档(x, ≥ 30%: 5, 其他: 0)` and the two progressive scales."""
    parts = _over_number(resolver, node, function)
    if parts is None:
        return None
    subject, entries = parts
    rest = entries.pop() if entries[-1].key is None else None
    upwards = all(entry.operator in ("≤", "<") for entry in entries)
    if (
        not entries
        or any(entry.operator is None for entry in entries)
        or (function.en == "marginal" and not upwards)
    ):
        wrong(resolver, node, function)
        return None
    context = Text("档的值", "the value of a tier")
    tiers: list[ex.Tier] = []
    for entry in entries:
        at = _threshold(resolver, entry.key, subject) if entry.key is not None else None
        value = resolver.number(entry.value, context)
        if at is not None and value is not None and entry.operator is not None:
            tiers.append(ex.Tier(entry.operator, at, value))
    otherwise = resolver.number(rest.value, context) if rest else None
    if subject is None or len(tiers) < len(entries) or (rest is not None and otherwise is None):
        return None
    if not _tiers_cover(resolver, node, subject, tiers, otherwise, function):
        return None
    values = [tier.value for tier in tiers] + ([otherwise] if otherwise is not None else [])
    unit = common_unit(resolver, values)
    if unit is None:
        return None
    type_ = NumberType(_tier_unit(function, subject, unit))
    return ex.Tiers(function.en, subject, tuple(tiers), otherwise, type=type_, place=place)


def _tier_unit(function: Function, subject: ex.Expression, unit: Unit) -> Unit:
    assert isinstance(subject.type, NumberType)
    return unit if function.en == "tier" else combine(subject.type.unit, unit, 1)


def _tiers_cover(
    resolver: Operations,
    node: ast.Call,
    subject: ex.Expression,
    tiers: Sequence[ex.Tier],
    otherwise: ex.Expression | None,
    function: Function,
) -> bool:
    """Whether every number has its tier, and the limits of a marginal scale go up."""
    for day, limits in constants(resolver.draft, (tier.threshold for tier in tiers)):
        if function.en == "marginal" and not all(a < b for a, b in itertools.pairwise(limits)):
            what = Text("各档的上限", "the limits of the tiers")
            sequence = "、".join(tier.threshold.place.text for tier in tiers)
            resolver.report("B510", node, what=what, sequence=sequence, notes=on_day(day))
            return False
        known = [(tier.operator, limit) for tier, limit in zip(tiers, limits, strict=True)]
        if otherwise is None and (witness := uncovered(known)) is not None:
            assert isinstance(subject.type, NumberType)
            unit = subject.type.unit
            shown = unit.show(decimal_text(witness / unit.factor, 6))
            resolver.report("B512", node, witness=shown, notes=on_day(day))
            return False
    return True
