"""Calls of functions of numbers from written to meant."""

from __future__ import annotations

from fractions import Fraction

from guiju import limits
from guiju.check.arguments import context_of, numbers_of, plain_arguments, whole_number, wrong
from guiju.check.operations import Operations, type_words
from guiju.check.resolve_lists import as_collection, resolve_collection
from guiju.check.unit_rules import common_unit, root_unit
from guiju.diagnostics.model import Text
from guiju.functions import Function, function_named
from guiju.rulebook import expressions as ex
from guiju.source import Place
from guiju.syntax import ast
from guiju.types import ChoiceType, NumberType
from guiju.units import PLAIN, Unit

_PLACES = range(-12, 13)


def resolve_several(
    resolver: Operations, node: ast.Call, place: Place, function: Function
) -> ex.Expression | None:
    """Values one after another, or a list with what is taken from each."""
    if as_collection(resolver, node) is not None:
        return resolve_collection(resolver, node, place, function)
    values = numbers_of(resolver, node, function)
    unit = common_unit(resolver, values) if values else None
    if values is None or unit is None:
        return None
    return ex.Apply(function.en, tuple(values), type=NumberType(unit), place=place)


def resolve_extreme(
    resolver: Operations, node: ast.Call, place: Place, function: Function
) -> ex.Expression | None:
    """Numbers, or options of one ordered choice."""
    if as_collection(resolver, node) is None and (choice := ordered_choice(resolver, node)):
        written = plain_arguments(resolver, node, function) or []
        values = [resolver.expression(argument, choice) for argument in written]
        known = tuple(value for value in values if value is not None)
        for value in known:
            if value.type != choice:
                resolver.wrong_type(value, context_of(node), type_words(choice))
                return None
        complete = bool(known) and len(known) == len(values)
        return ex.Apply(function.en, known, type=choice, place=place) if complete else None
    return resolve_several(resolver, node, place, function)


def ordered_choice(resolver: Operations, node: ast.Call) -> ChoiceType | None:
    """The ordered choice that one of the arguments has a value of."""
    quiet = resolver.quiet()
    for argument in node.arguments:
        found = quiet.expression(argument.value) if isinstance(argument, ast.Argument) else None
        if found is not None and isinstance(found.type, ChoiceType):
            return found.type if found.type.ordered else None
    return None


def resolve_scalar(
    resolver: Operations, node: ast.Call, place: Place, function: Function
) -> ex.Expression | None:
    values = numbers_of(resolver, node, function)
    unit = common_unit(resolver, values) if values else None
    if values is None or unit is None:
        return None
    return ex.Apply(function.en, tuple(values), type=NumberType(unit), place=place)


def resolve_trimmed(
    resolver: Operations, node: ast.Call, place: Place, function: Function
) -> ex.Expression | None:
    """A written number of values to drop, then the values."""
    first, *rest = node.arguments or (None,)
    count = resolver.quiet().expression(first.value) if isinstance(first, ast.Argument) and rest else None
    if count is None or whole_number(count, range(1, 100)) is None:
        wrong(resolver, node, function)
        return None
    inner = ast.Call(node.function, tuple(rest), span=node.span)
    if as_collection(resolver, inner) is not None:
        return resolve_collection(resolver, inner, place, function, (count,))
    values = [resolver.number(one.value, context_of(node)) for one in rest if isinstance(one, ast.Argument)]
    known = [value for value in values if value is not None]
    unit = common_unit(resolver, known) if known and len(known) == len(rest) else None
    return (
        None if unit is None else ex.Apply(function.en, (count, *known), type=NumberType(unit), place=place)
    )


def resolve_rounding(
    resolver: Operations, node: ast.Call, place: Place, function: Function
) -> ex.Expression | None:
    values = numbers_of(resolver, node, function)
    if values is None:
        return None
    count = whole_number(values[1], _PLACES)
    if count is None:
        wrong(resolver, node, function)
        return None
    places = ex.Literal(Fraction(count), type=NumberType(), place=values[1].place)
    return ex.Apply(function.en, (values[0], places), type=values[0].type, place=place)


def resolve_interval(
    resolver: Operations, node: ast.Call, place: Place, function: Function
) -> ex.Expression | None:
    values = numbers_of(resolver, node, function)
    if values is None or (len(values) > 1 and common_unit(resolver, values) is None):
        return None
    if len(values) > 1 and isinstance(values[1], ex.Literal) and values[1].value <= Fraction(0):  # type: ignore[operator]
        rule = Text("写大于 0 的数", "write a number above 0")
        what = Text("修约间隔", "a rounding interval")
        resolver.report("T311", values[1].place, what=what, text=values[1].place.text, rule=rule)
        return None
    return ex.Apply(function.en, tuple(values), type=values[0].type, place=place)


def resolve_real(
    resolver: Operations, node: ast.Call, place: Place, function: Function
) -> ex.Expression | None:
    """Roots and logarithms: of a plain number or a ratio, because a logarithm of 亿元 depends on the unit."""
    values = numbers_of(resolver, node, function)
    if values is None:
        return None
    if function.en == "sqrt":
        return _with_root(resolver, node, values[0], Fraction(1, 2), (values[0],), place)
    return (
        ex.Apply(function.en, tuple(values), type=NumberType(PLAIN), place=place)
        if _bare(resolver, values[0])
        else None
    )


def _bare(resolver: Operations, value: ex.Expression) -> bool:
    assert isinstance(value.type, NumberType)
    unit = value.type.unit
    if not unit.dimension:
        return True
    _depends_on_unit(resolver, value, unit)
    return False


def _depends_on_unit(resolver: Operations, value: ex.Expression, unit: Unit) -> None:
    text = " ".join(value.place.text.split())
    shown = f"({text})" if " " in text else text
    resolver.report("T314", value.place, text=text, unit=unit.symbol, shown=shown)


def resolve_power(
    resolver: Operations, node: ast.Call, place: Place, function: Function
) -> ex.Expression | None:
    values = numbers_of(resolver, node, function)
    if values is None:
        return None
    exponent = _exponent(values[1])
    degree = function.en == "root"
    if exponent is None or abs(exponent) > limits.EXPONENT or (degree and not exponent >= 2):
        resolver.report("S125", values[1].place, text=values[1].place.text)
        return None
    written = ex.Literal(exponent, type=NumberType(), place=values[1].place)
    power = 1 / exponent if degree else exponent
    return _with_root(resolver, node, values[0], power, (values[0], written), place)


def _exponent(node: ex.Expression) -> Fraction | None:
    """A written exponent: a number or a fraction of two, with its sign."""
    match node:
        case ex.Literal(value=Fraction() as value):
            return value
        case ex.Negate(operand=inner):
            value_of = _exponent(inner)
            return None if value_of is None else -value_of
        case ex.Multiply(
            factors=((1, ex.Literal(value=Fraction() as top)), (-1, ex.Literal(value=Fraction() as low)))
        ):
            return top / low
        case _:
            return None


def _with_root(
    resolver: Operations,
    node: ast.Call,
    value: ex.Expression,
    power: Fraction,
    arguments: tuple[ex.Expression, ...],
    place: Place,
) -> ex.Expression | None:
    function = function_named(node.function.text)
    assert function is not None
    assert isinstance(value.type, NumberType)
    unit = root_unit(value.type.unit, power, resolver.draft.units.values())
    if unit is None:
        _depends_on_unit(resolver, value, value.type.unit)
        return None
    return ex.Apply(function.en, arguments, type=NumberType(unit), place=place)
