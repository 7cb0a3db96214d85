"""Lists from written to meant: which records, what to keep of them, what to take from each."""

from __future__ import annotations

from dataclasses import replace

from guiju.check.arguments import context_of, plain_arguments, wrong
from guiju.check.operations import YES_NO, Operations
from guiju.check.unit_rules import unit_problem
from guiju.check.years import YEARS, last_years
from guiju.diagnostics.model import Text
from guiju.functions import Function, Shape
from guiju.rulebook import expressions as ex
from guiju.source import Place
from guiju.syntax import ast
from guiju.types import ChoiceType, NumberType, RecordsType, SeriesType, TextType, Type
from guiju.units import PERCENT, PLACE, PLAIN

_STANDING_TYPES = {
    "rank": NumberType(PLACE, True),
    "rank_low": NumberType(PLACE, True),
    "z_score": NumberType(PLAIN),
}


def as_collection(resolver: Operations, node: ast.Call) -> ast.Argument | None:
    """The only argument of a call when it is a list."""
    if len(node.arguments) != 1 or not isinstance(node.arguments[0], ast.Argument):
        return None
    argument = node.arguments[0]
    if argument.where is not None or argument.take is not None or _window(resolver, argument.value):
        return argument
    if not isinstance(argument.value, ast.Name | ast.Attribute):
        return None  # nothing else can be a list
    of_list = argument.value.owner if isinstance(argument.value, ast.Attribute) else argument.value
    for candidate in (argument.value, of_list):
        found = resolver.quiet().expression(candidate)
        if found is not None and isinstance(found.type, RecordsType):
            return argument
    return None


def _window(resolver: Operations, value: ast.Expr) -> int | None:
    """How many years of a series are meant by `产值.近3年`."""
    if not isinstance(value, ast.Attribute) or not isinstance(value.owner, ast.Name):
        return None
    known = resolver.draft.inputs.get(value.owner.text)
    return last_years(value.name.text) if known and isinstance(known.field.type, SeriesType) else None


def _records(
    resolver: Operations, node: ast.Call, argument: ast.Argument
) -> tuple[ex.Expression, ast.Expr | None] | None:
    """The records of a list, and what is taken from each where the list itself says so (`产值.近3年`, `各镇.产值`)."""
    value = argument.value
    if count := _window(resolver, value):
        assert isinstance(value, ast.Attribute)
        years = ex.YearsRef(count, type=YEARS, place=resolver.draft.place(value.name))
        return years, value.owner
    if isinstance(value, ast.Attribute):
        owner = resolver.quiet().expression(value.owner)
        if owner is not None and isinstance(owner.type, RecordsType):
            records = resolver.expression(value.owner)
            taken = ast.Name(value.name.text, span=value.name.span)
            return None if records is None else (records, taken)
    found = resolver.records(value, context_of(node))
    return (found, None) if found is not None and isinstance(found.type, RecordsType) else None


def resolve_collection(
    resolver: Operations,
    node: ast.Call,
    place: Place,
    function: Function,
    arguments: tuple[ex.Expression, ...] = (),
) -> ex.Expression | None:
    """A function over a list."""
    argument = as_collection(resolver, node)
    source = _records(resolver, node, argument) if argument is not None else None
    if argument is None or source is None:
        return None
    records, taken = source
    if (taken is not None and argument.take is not None) or not _takes_fit(function, taken or argument.take):
        wrong(resolver, node, function)
        return None
    assert isinstance(records.type, RecordsType)
    resolver.fields.append(records.type)
    where = resolver.yes_no(argument.where, Text("其中", "where")) if argument.where else None
    written = taken or argument.take
    take = _taken(resolver, function, written) if written else None
    resolver.fields.pop()
    if (argument.where and where is None) or (written and take is None):
        return None
    if function.shape is Shape.STANDING and take is not None:
        found = unit_problem(arguments[0], take, Text("比较", "compare"), adding=False)
        if found is not None:
            resolver.problems.append(found)
            if found.is_error:
                return None
    type_ = _type(function, records.type, take)
    return ex.Collect(function.en, records, where, take, arguments, type=type_, place=place)


def _takes_fit(function: Function, take: ast.Expr | None) -> bool:
    """Counting takes nothing from its records; whether some of them satisfy may be said by 其中 alone."""
    if function.en == "count":
        return take is None
    return take is not None or function.en == "some"


def _taken(resolver: Operations, function: Function, written: ast.Expr) -> ex.Expression | None:
    context = Text("取", "take")
    if function.shape is Shape.QUANTIFIED:
        return resolver.yes_no(written, context)
    if function.shape is Shape.EXTREME:
        found = resolver.quiet().expression(written)
        if found is not None and isinstance(found.type, ChoiceType) and found.type.ordered:
            return resolver.expression(written)
    return resolver.number(written, context)


def _type(function: Function, records: RecordsType, take: ex.Expression | None) -> Type:
    match function.shape:
        case Shape.QUANTIFIED:
            return YES_NO
        case Shape.NAMING:
            return TextType()
        case Shape.STANDING:
            return _STANDING_TYPES.get(function.en, NumberType(PERCENT))
        case _:
            return NumberType(records.unit, True) if take is None else take.type


def resolve_counted(
    resolver: Operations, node: ast.Call, place: Place, function: Function
) -> ex.Expression | None:
    """Records that satisfy a condition, or conditions that hold."""
    if as_collection(resolver, node) is not None:
        return resolve_collection(resolver, node, place, function)
    written = plain_arguments(resolver, node, function)
    if written is None:
        return None
    if len(written) == 1 and not _is_condition(resolver, written[0]):
        resolver.records(written[0], context_of(node))
        return None
    conditions = resolver.conditions(tuple(written), context_of(node))
    return (
        ex.Apply(function.en, conditions, type=NumberType(PLAIN, True), place=place) if conditions else None
    )


def _is_condition(resolver: Operations, node: ast.Expr) -> bool:
    found = resolver.quiet().expression(node)
    return found is not None and found.type == YES_NO


def resolve_every_year(
    resolver: Operations, node: ast.Comparison, operand: ast.Call, place: Place, function: Function
) -> ex.Expression | None:
    """`每年(产值.近3年) ≥ 40 亿元`: the comparison with the value of the year, for every year of the window."""
    argument = as_collection(resolver, operand)
    source = _records(resolver, operand, argument) if argument is not None else None
    taken = source and (source[1] or (argument.take if argument else None))
    if argument is None or source is None or taken is None or source[0].type is not YEARS:
        wrong(resolver, operand, function)
        return None
    resolver.fields.append(YEARS)
    where = resolver.yes_no(argument.where, Text("其中", "where")) if argument.where else None
    operands = tuple(taken if one is operand else one for one in node.operands)
    condition = resolver.yes_no(replace(node, operands=operands), Text("每年", "every year"))
    resolver.fields.pop()
    if condition is None or (argument.where and where is None):
        return None
    quantifier = "every" if function.en == "every_year" else "some"
    return ex.Collect(quantifier, source[0], where, condition, type=YES_NO, place=place)


__all__ = ["as_collection", "resolve_collection", "resolve_counted", "resolve_every_year"]
