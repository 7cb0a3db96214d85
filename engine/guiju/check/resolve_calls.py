"""Calls of functions from written to meant: one resolver for each shape of arguments."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from types import MappingProxyType

from guiju.check.arguments import context_of, numbers_of, plain_arguments, whole_number, wrong
from guiju.check.guesses import unknown_function
from guiju.check.operations import YES_NO, Operations, Quantified, type_words
from guiju.check.resolve_declared import resolve_cells
from guiju.check.resolve_lists import as_collection, resolve_collection, resolve_counted, resolve_every_year
from guiju.check.resolve_lookup import resolve_lookup
from guiju.check.resolve_numbers import (
    ordered_choice,
    resolve_extreme,
    resolve_interval,
    resolve_power,
    resolve_real,
    resolve_rounding,
    resolve_scalar,
    resolve_several,
    resolve_trimmed,
)
from guiju.check.resolve_tiers import resolve_interpolation, resolve_tiers
from guiju.check.unit_rules import common_unit
from guiju.diagnostics.model import Text
from guiju.diagnostics.spoken import is_english
from guiju.functions import Function, Shape, function_named
from guiju.functions.table import function_names
from guiju.rulebook import expressions as ex
from guiju.source import Place
from guiju.syntax import ast
from guiju.types import ChoiceType, DateType, NumberType, SeriesType, TextType
from guiju.units import BUILT_IN, DAY, PERCENT, PLAIN, YEAR

Resolve = Callable[[Operations, ast.Call, Place, Function], ex.Expression | None]


def resolve_call(resolver: Operations, node: ast.Call, place: Place) -> ex.Expression | None:
    """The meaning of a call."""
    function = function_named(node.function.text)
    if function is None:
        suggestion = unknown_function(resolver.draft, node.function.text, function_names())
        resolver.report("N206", node.function, name=node.function.text, suggestion=suggestion)
        return None
    return _SHAPES[function.shape](resolver, node, place, function)


# --- series and dates -------------------------------------------------------------------------------------------------


def _series(resolver: Operations, node: ast.Call, place: Place, function: Function) -> ex.Expression | None:
    written = plain_arguments(resolver, node, function)
    if written is None:
        return None
    name = written[0].text if isinstance(written[0], ast.Name) else ""
    known = resolver.draft.inputs.get(name)
    if known is None or not isinstance(known.field.type, SeriesType):
        wrong(resolver, node, function)
        return None
    resolver.draft.used.add(name)
    at, type_ = resolver.draft.place(written[0]), known.field.type.number
    number = None
    if len(written) > 1:
        count = resolver.number(written[1], context_of(node))
        number = (
            None
            if count is None
            else whole_number(count, range(1000, 3000) if function.en == "in_year" else range(1, 51))
        )
        if number is None:
            wrong(resolver, node, function)
            return None
    if function.en == "in_year":
        return ex.SeriesRef(name, year=number, type=type_, place=place)
    this = ex.SeriesRef(name, type=type_, place=at)
    before = ex.SeriesRef(name, number or 1, type=type_, place=at)
    years = ex.Literal(Fraction(number or 1), type=NumberType(), place=place)
    return ex.Apply(function.en, (this, before, years), type=NumberType(PERCENT), place=place)


def _dates(resolver: Operations, node: ast.Call, place: Place, function: Function) -> ex.Expression | None:
    written = plain_arguments(resolver, node, function)
    if written is None:
        return None
    values = [resolver.expression(argument) for argument in written]
    known = tuple(value for value in values if value is not None)
    for value in known:
        if not isinstance(value.type, DateType):
            resolver.wrong_type(value, context_of(node), Text("日期", "a date"))
            return None
    if len(known) < len(values):
        return None
    unit = {"days_between": DAY, "years_between": YEAR}.get(function.en, PLAIN)
    if is_english(resolver.draft.file.source):
        unit = BUILT_IN[{DAY: "days", YEAR: "years"}[unit]] if unit is not PLAIN else PLAIN
    return ex.Apply(function.en, known, type=NumberType(unit, integer=True), place=place)


# --- presence, membership ---------------------------------------------------------------------------------------------


def _presence(resolver: Operations, node: ast.Call, place: Place, function: Function) -> ex.Expression | None:
    written = plain_arguments(resolver, node, function)
    value = resolver.expression(written[0]) if written else None
    if written is None or value is None:
        return None
    if len(written) == 1:
        return ex.Apply(function.en, (value,), type=YES_NO, place=place)
    options = value.type if isinstance(value.type, ChoiceType) else None
    instead = resolver.expression(written[1], options)
    if instead is None:
        return None
    if isinstance(value.type, NumberType) and isinstance(instead.type, NumberType):
        unit = common_unit(resolver, [value, instead])
        if unit is None:
            return None
        return ex.Apply(function.en, (value, instead), type=NumberType(unit), place=place)
    if value.type != instead.type:
        resolver.wrong_type(instead, context_of(node), type_words(value.type))
        return None
    return ex.Apply(function.en, (value, instead), type=value.type, place=place)


def _member(resolver: Operations, node: ast.Call, place: Place, function: Function) -> ex.Expression | None:
    """`属于(级别, 国家级, 省级)`: a table of the options, or one of several equalities."""
    written = plain_arguments(resolver, node, function)
    subject = resolver.expression(written[0], resolver.choice_in(written[0])) if written else None
    if written is None or subject is None:
        return None
    options = subject.type if isinstance(subject.type, ChoiceType) else None
    if options is None and not isinstance(subject.type, TextType):
        resolver.wrong_type(subject, context_of(node), Text("选项或文本", "a choice or a text"))
        return None
    tests: list[ex.Expression] = []
    listed: list[ex.Expression] = []
    for one in written[1:]:
        value = resolver.expression(one, options)
        if value is None:
            return None
        if value.type != subject.type:
            resolver.wrong_type(value, context_of(node), type_words(subject.type))
            return None
        tests.append(ex.Compare((subject, value), ("=",), type=YES_NO, place=resolver.draft.place(one)))
        listed.append(value)
    if options is not None and all(isinstance(value, ex.Literal) for value in listed):
        named = {value.value for value in listed if isinstance(value, ex.Literal)}
        table = tuple((o, ex.Literal(o in named, type=YES_NO, place=place)) for o in options.options)
        return ex.Lookup(subject, table, type=YES_NO, place=place)
    return ex.Either(tuple(tests), type=YES_NO, place=place)


def resolve_quantified(resolver: Operations, node: ast.Comparison, place: Place) -> Quantified | None:
    """`每年(产值.近3年) ≥ 40 亿元`: the comparison holds in every year of the window."""
    for operand in node.operands:
        function = function_named(operand.function.text) if isinstance(operand, ast.Call) else None
        if function is not None and function.en in ("every_year", "some_year"):
            assert isinstance(operand, ast.Call)
            return Quantified(resolve_every_year(resolver, node, operand, place, function))
    return None


def _quantified(
    resolver: Operations, node: ast.Call, place: Place, function: Function
) -> ex.Expression | None:
    """`每个(清单 取 条件)`; `每年(…)` alone has nothing that holds in every year."""
    if function.en in ("every_year", "some_year") or as_collection(resolver, node) is None:
        wrong(resolver, node, function)
        return None
    return resolve_collection(resolver, node, place, function)


def _naming(resolver: Operations, node: ast.Call, place: Place, function: Function) -> ex.Expression | None:
    """The name of an argument is what is written; that of a record what it calls itself."""
    if as_collection(resolver, node) is not None:
        return resolve_collection(resolver, node, place, function)
    values = _ranked(resolver, node) or numbers_of(resolver, node, function)
    if values is None or common_unit(resolver, values) is None:
        return None
    names = tuple(" ".join(value.place.text.split()) for value in values)
    return ex.NamedExtreme(function.en, tuple(values), names, type=TextType(), place=place)


def _ranked(resolver: Operations, node: ast.Call) -> list[ex.Expression] | None:
    """Options of one ordered choice, as numbers; None when the arguments are not that."""
    choice = ordered_choice(resolver, node)
    if choice is None:
        return None
    values = [
        resolver.expression(one.value, choice) for one in node.arguments if isinstance(one, ast.Argument)
    ]
    if any(value is None or value.type != choice for value in values):
        return None
    known = [value for value in values if value is not None]
    return [ex.OptionRank(value, type=NumberType(), place=value.place) for value in known]


def _standing(resolver: Operations, node: ast.Call, place: Place, function: Function) -> ex.Expression | None:
    """A number, and the list it stands among."""
    first, *rest = node.arguments or (None,)
    inner = ast.Call(node.function, tuple(rest), span=node.span)
    if (
        not isinstance(first, ast.Argument)
        or first.where
        or first.take
        or as_collection(resolver, inner) is None
    ):
        wrong(resolver, node, function)
        return None
    subject = resolver.number(first.value, context_of(node))
    return subject and resolve_collection(resolver, inner, place, function, (subject,))


_SHAPES: Mapping[Shape, Resolve] = MappingProxyType(
    {
        Shape.NUMBERS: resolve_several,
        Shape.EXTREME: resolve_extreme,
        Shape.TRIMMED: resolve_trimmed,
        Shape.SCALAR: resolve_scalar,
        Shape.ROUNDING: resolve_rounding,
        Shape.INTERVAL: resolve_interval,
        Shape.REAL: resolve_real,
        Shape.POWER: resolve_power,
        Shape.RECORDS: resolve_counted,
        Shape.QUANTIFIED: _quantified,
        Shape.STANDING: _standing,
        Shape.NAMING: _naming,
        Shape.LOOKUP: resolve_lookup,
        Shape.CELLS: resolve_cells,
        Shape.ENTRIES: resolve_interpolation,
        Shape.TIERS: resolve_tiers,
        Shape.SERIES: _series,
        Shape.DATES: _dates,
        Shape.PRESENCE: _presence,
        Shape.MEMBER: _member,
    }
)

__all__ = ["resolve_call", "resolve_quantified"]
