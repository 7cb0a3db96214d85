"""What comes on top of the scores of a node: bonuses, deductions, vetoes, floors, and whether it exists at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import TypeVar

from guiju.check.constants import least, on_day
from guiju.check.draft import Draft
from guiju.check.operations import YES_NO
from guiju.check.resolve import Resolver
from guiju.check.unit_rules import unit_problem
from guiju.diagnostics.codes import problem
from guiju.diagnostics.model import Diagnostic, Text
from guiju.numbers.exact import decimal_text
from guiju.rulebook import expressions as ex
from guiju.rulebook import scheme
from guiju.rulebook.scheme import Indicator
from guiju.syntax import ast
from guiju.types import YesNoType

_Line = TypeVar("_Line", bound=ast.Node)


def with_adjustments(
    draft: Draft, node: Indicator, statement: ast.Scheme | ast.Indicator, found: list[Diagnostic]
) -> Indicator:
    """The node with its floor and ceiling; formulas that may name other indicators wait for `adjustments`."""
    ceiling, floor = _one(statement, ast.Ceiling), _one(statement, ast.Floor)
    high = _points(draft, node.weight, ceiling.mark, found) if ceiling else None
    low = _points(draft, node.weight, floor.mark, found) if floor else None
    if high is not None and low is not None and low > high:
        least, most = decimal_text(low, 6), decimal_text(high, 6)
        place = draft.head(floor or statement)
        found.append(problem("W414", place, name=node.name, subject=node.name, low=least, high=most))
    resolver = Resolver(draft, found)
    vetoes = []
    for line in (line for line in statement.lines if isinstance(line, ast.Veto)):
        condition = resolver.yes_no(line.condition, Text("否决", "a veto"))
        if condition is not None:
            vetoes.append(scheme.Veto(condition, draft.remarks(line, node.remarks), draft.head(line)))
    applies = node.applies  # what lies below a node that does not apply does not apply either
    if (wanted := _one(statement, ast.Applies)) is not None:
        condition = resolver.yes_no(wanted.condition, Text("适用", "applies"))
        if condition is not None:
            applies = scheme.Applies(condition, draft.remarks(wanted, node.remarks), draft.head(wanted))
            if node.applies is not None:
                both = ex.Both((node.applies.condition, condition), type=YES_NO, place=condition.place)
                applies = replace(applies, condition=both)
    adjustments = [
        one
        for line in statement.lines
        if isinstance(line, ast.Adjustment) and (one := _adjustment(draft, node, line, found)) is not None
    ]
    return replace(
        node, adjustments=tuple(adjustments), vetoes=tuple(vetoes), applies=applies, ceiling=high, floor=low
    )


def _one(statement: ast.Scheme | ast.Indicator, kind: type[_Line]) -> _Line | None:
    return next((line for line in statement.lines if isinstance(line, kind)), None)


def _points(draft: Draft, full: Fraction, mark: ast.Mark, found: list[Diagnostic]) -> Fraction:
    """A mark in points; `75%` is of the full mark of the node."""
    if mark.number is None:
        return full
    if mark.unit is None or mark.unit.text in ("分", "points"):
        return mark.number.value
    if mark.unit.text == "%":
        return mark.number.value * full / 100
    place = draft.place(mark)
    expected = Text("分数或满分的百分比", "points or a percentage of the full mark")
    actual = Text("别的单位", "in another unit")
    context = Text("得分", "a mark")
    found.append(problem("T302", place, context=context, text=place.text, expected=expected, actual=actual))
    return mark.number.value


def _adjustment(
    draft: Draft, node: Indicator, line: ast.Adjustment, found: list[Diagnostic]
) -> scheme.Adjustment | None:
    sign = 1 if line.word.terminal == "BONUS" else -1
    items = adjusting_items(draft, line.name.text, node.weight, line.items, sign, found)
    if items is None:
        return None
    cap = _points(draft, node.weight, line.cap, found) if line.cap else _most(items)
    label = line.label.text if line.label else ""
    remarks = draft.remarks(line, node.remarks)
    return scheme.Adjustment(line.name.text, label, sign, items, cap, remarks, draft.head(line))


def _most(items: Sequence[scheme.Adjusting]) -> Fraction | None:
    """The most the items can come to; None when one of them has no limit."""
    most = [item.points if item.unit is None else item.cap for item in items]
    known = [points for points in most if points is not None]
    return sum(known, Fraction(0)) if len(known) == len(most) else None


def adjusting_items(
    draft: Draft,
    name: str,
    full: Fraction,
    lines: Sequence[ast.Adjusting],
    sign: int,
    found: list[Diagnostic],
) -> tuple[scheme.Adjusting, ...] | None:
    """The items of a bonus (sign 1) or of deductions (-1); None when one is wrong."""
    resolver = Resolver(draft, found)
    items: list[scheme.Adjusting] = []
    for line in lines:
        if line.word is not None and (line.word.terminal == "GIVES") != (sign > 0):
            kind = Text("加分", "a bonus") if sign > 0 else Text("扣分", "a deduction")
            word = Text("得", "gives") if line.word.terminal == "GIVES" else Text("扣", "deducts")
            found.append(
                problem("W413", draft.place(line.word), name=name, kind=kind, word=word, subject=name)
            )
        points = _points(draft, full, line.mark, found)
        cap = _points(draft, full, line.cap, found) if line.cap else None
        if points < 0:
            what, rule = (
                Text("加分或扣分", "a bonus or a deduction"),
                Text("写大于 0 的数", "write a number above 0"),
            )
            found.append(
                problem(
                    "T311", draft.place(line.mark), what=what, text=draft.place(line.mark).text, rule=rule
                )
            )
        value, unit = _item_value(draft, resolver, line, found)
        if value is not None and (unit is not None or line.unit is None):
            remarks = draft.remarks(line)
            items.append(scheme.Adjusting(value, points, unit, line.whole, cap, remarks, draft.head(line)))
    return tuple(items) if len(items) == len(lines) else None


def _item_value(
    draft: Draft, resolver: Resolver, line: ast.Adjusting, found: list[Diagnostic]
) -> tuple[ex.Expression | None, ex.Expression | None]:
    """A condition, or a number with the unit it is counted by."""
    if line.unit is None:
        before = len(found)
        value = resolver.expression(line.value)
        if value is not None and not isinstance(value.type, YesNoType) and len(found) == before:
            context = Text("没有写“每”的一项", "an item without each")
            resolver.wrong_type(value, context, Text("是非", "a yes or no"))
            return None, None
        return value, None
    context = Text("按数量加减分", "points for each unit")
    value, unit = resolver.number(line.value, context), resolver.number(line.unit, context)
    if value is None or unit is None:
        return None, None
    if wrong := unit_problem(value, unit, Text("比较", "compare"), adding=False):
        found.append(wrong)
        if wrong.is_error:
            return None, None
    if (size := least(draft, unit)) is not None and size[1] <= 0:
        what = Text("“每”的单位", "the unit after each")
        rule = Text("写大于 0 的数", "write a number above 0")
        found.append(
            problem("T311", unit.place, notes=on_day(size[0]), what=what, text=unit.place.text, rule=rule)
        )
        return None, None
    return value, unit


def formulas(draft: Draft) -> Sequence[Diagnostic]:
    """Pass `formulas`: the aggregations by formula, which may name any indicator."""
    found: list[Diagnostic] = []
    for name, root in draft.schemes.items():
        draft.schemes[name] = _with_formulas(draft, root, found)
    return found


def _with_formulas(draft: Draft, node: Indicator, found: list[Diagnostic]) -> Indicator:
    children = tuple(_with_formulas(draft, child, found) for child in node.children)
    node = replace(node, children=children)
    written = draft.formulas.get(node.name)
    if written is None or node.aggregation is None:
        return node
    formula = Resolver(draft, found).number(written, Text("汇总的算式", "the formula of an aggregation"))
    return replace(node, aggregation=replace(node.aggregation, formula=formula))


__all__ = ["adjusting_items", "formulas", "with_adjustments"]
