"""Calls of functions from written to meant."""

from __future__ import annotations

from fractions import Fraction

from guiju.check.operations import Operations
from guiju.check.unit_rules import sum_unit, unit_problem
from guiju.diagnostics.model import Text
from guiju.functions import Function, Shape, function_named
from guiju.functions.table import function_names
from guiju.rulebook import expressions as ex
from guiju.source import Place
from guiju.syntax import ast
from guiju.types import ChoiceType, NumberType, RecordsType
from guiju.units import Unit


def resolve_call(resolver: Operations, node: ast.Call, place: Place) -> ex.Expression | None:
    """The meaning of a call."""
    function = function_named(node.function.text)
    if function is None:
        known = Text("可用的函数见 docs/language.md", "docs/language.md lists the functions")
        suggestion = resolver.draft.suggestion(node.function.text, function_names(), known)
        resolver.report("N206", node.function, name=node.function.text, suggestion=suggestion)
        return None
    if function.shape is Shape.LOOKUP:
        return _lookup(resolver, node, place, function)
    arguments = [argument for argument in node.arguments if isinstance(argument, ast.Argument)]
    if len(arguments) < len(node.arguments) or not arguments:
        _wrong(resolver, node, function)
        return None
    first = arguments[0]
    collects = function.shape is Shape.RECORDS or first.where is not None or first.take is not None
    named = isinstance(first.value, ast.Name | ast.Attribute)  # nothing else can be a list
    if function.shape is Shape.NUMBERS and not collects and named and len(arguments) == 1:
        found = resolver.quiet().expression(first.value)
        collects = found is not None and isinstance(found.type, RecordsType)
    if collects:
        return _collect(resolver, node, place, function, arguments)
    if any(argument.where or argument.take for argument in arguments):
        _wrong(resolver, node, function)
        return None
    if len(arguments) < function.least or (function.most is not None and len(arguments) > function.most):
        _wrong(resolver, node, function)
        return None
    return _apply(resolver, node, place, function, [argument.value for argument in arguments])


def _wrong(resolver: Operations, node: ast.Call, function: Function) -> None:
    resolver.report(
        "T304", node, name=node.function.text, signature=Text(function.signature_zh, function.signature_en)
    )


def _apply(
    resolver: Operations, node: ast.Call, place: Place, function: Function, written: list[ast.Expr]
) -> ex.Expression | None:
    context = Text(f"函数 `{node.function.text}` ", f"the function `{node.function.text}`")
    values = [resolver.number(argument, context) for argument in written]
    known = [value for value in values if value is not None]
    if len(known) < len(values):
        return None
    if function.shape is Shape.ROUNDING:
        places = known[1]
        if not isinstance(places, ex.Literal) or places.value not in [Fraction(n) for n in range(13)]:
            _wrong(resolver, node, function)
            return None
        return ex.Apply(function.en, tuple(known), type=known[0].type, place=place)
    unit = _common_unit(resolver, known)
    return None if unit is None else ex.Apply(function.en, tuple(known), type=NumberType(unit), place=place)


def _common_unit(resolver: Operations, values: list[ex.Expression]) -> Unit | None:
    unit: Unit | None = None
    for value in values:
        assert isinstance(value.type, NumberType)
        if found := unit_problem(values[0], value, Text("放在一起计算", "compute together"), adding=True):
            resolver.problems.append(found)
            return None
        unit = value.type.unit if unit is None else sum_unit(unit, value.type.unit, 1)
    return unit


def _collect(
    resolver: Operations, node: ast.Call, place: Place, function: Function, arguments: list[ast.Argument]
) -> ex.Expression | None:
    if len(arguments) != 1 or function.en not in ("count", "sum", "max", "min", "mean"):
        _wrong(resolver, node, function)
        return None
    argument = arguments[0]
    context = Text(f"函数 `{node.function.text}` ", f"the function `{node.function.text}`")
    records = resolver.records(argument.value, context)
    if records is None or not isinstance(records.type, RecordsType):
        return None
    if (function.en == "count") == (argument.take is not None):
        _wrong(resolver, node, function)
        return None
    resolver.fields.append(records.type)
    where = resolver.yes_no(argument.where, Text("其中", "where")) if argument.where else None
    take = resolver.number(argument.take, Text("取", "take")) if argument.take else None
    resolver.fields.pop()
    if (argument.where and where is None) or (argument.take and take is None):
        return None
    type_ = NumberType(records.type.unit, True) if take is None else take.type
    return ex.Collect(function.en, records, where, take, type=type_, place=place)


def _lookup(resolver: Operations, node: ast.Call, place: Place, function: Function) -> ex.Expression | None:
    if not node.arguments or not isinstance(node.arguments[0], ast.Argument):
        _wrong(resolver, node, function)
        return None
    entries = [entry for entry in node.arguments[1:] if isinstance(entry, ast.Entry)]
    subject = resolver.expression(node.arguments[0].value)
    if len(entries) != len(node.arguments) - 1 or not entries:
        _wrong(resolver, node, function)
        return None
    if subject is None:
        return None
    if not isinstance(subject.type, ChoiceType):
        resolver.wrong_type(subject, Text("查表", "lookup"), Text("选项", "a choice"))
        return None
    table: list[tuple[str, ex.Expression]] = []
    for entry in entries:
        value = resolver.number(entry.value, Text("查表的值", "a value of the table"))
        option = entry.key.text if isinstance(entry.key, ast.Name) else ""
        if option in dict(table):
            resolver.report("N202", entry.key, name=option)
            return None
        if option not in subject.type.options:
            known = "、".join(subject.type.options)
            owner = Text("查表的选项", "the choice")
            resolver.report("N208", entry.key, owner=owner, name=option or "?", known=known)
            return None
        if value is None:
            return None
        table.append((option, value))
    absent = "、".join(option for option in subject.type.options if option not in dict(table))
    if absent:
        resolver.report("N208", node, owner=Text("这张表里", "the table"), name=absent, known=absent)
        return None
    unit = _common_unit(resolver, [value for _, value in table])
    return None if unit is None else ex.Lookup(subject, tuple(table), type=NumberType(unit), place=place)
