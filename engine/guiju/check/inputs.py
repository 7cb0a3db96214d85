"""Pass `inputs`: the data a town supplies, with type, unit and range."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from guiju.check.cycles import nodes_of
from guiju.check.draft import Draft
from guiju.check.graph import in_order
from guiju.check.names import unknown_unit
from guiju.check.operations import type_words
from guiju.check.resolve import Resolver
from guiju.diagnostics.codes import problem
from guiju.diagnostics.model import Diagnostic, Text
from guiju.rulebook import expressions as ex
from guiju.rulebook.model import Input
from guiju.syntax import ast
from guiju.types import (
    Bound,
    ChoiceType,
    DateType,
    Field,
    NumberType,
    RecordsType,
    SeriesType,
    TextType,
    Type,
    YesNoType,
)
from guiju.units import PLAIN, Unit, parse_unit

_EVIDENCE = {"DATA_CHECK": "data_check", "DOCUMENT_CHECK": "document_check", "SITE_CHECK": "site_check"}


def inputs(draft: Draft) -> Iterator[Diagnostic]:
    """Fills `draft.inputs`."""
    for statement in draft.of_kind(ast.Input):
        found: list[Diagnostic] = []
        former = tuple(name for line in statement.formerly for name in line.names)
        slot = _field(draft, statement, statement.fields, former, found)
        yield from found
        draft.inputs.setdefault(
            slot.name,
            Input(
                slot,
                tuple(_EVIDENCE[word.terminal] for word in statement.evidence),
                tuple(provider.text for provider in statement.providers),
                draft.remarks(statement),
                draft.head(statement),
            ),
        )


def _field(
    draft: Draft,
    line: ast.Input | ast.FieldLine,
    fields: tuple[ast.FieldLine, ...],
    former: tuple[ast.Ident, ...],
    found: list[Diagnostic],
) -> Field:
    type_ = _type(draft, line, fields, found)
    number = type_.number if isinstance(type_, SeriesType) else type_
    lower, upper = _bounds(draft, line, number, found)
    usual = _usual(draft, line, number, found)
    label = line.label.text if line.label else ""
    return Field(line.name.text, type_, lower, upper, label, usual, tuple(name.text for name in former))


def _type(
    draft: Draft, line: ast.Input | ast.FieldLine, fields: tuple[ast.FieldLine, ...], found: list[Diagnostic]
) -> Type:
    if fields and not isinstance(line.type, ast.ListSpec):
        found.append(
            problem(
                "T302",
                draft.place(fields[0]),
                context=Text("下级的字段", "a block of fields"),
                expected=Text("清单", "a list"),
                text=line.name.text,
                actual=Text("别的类型", "of another type"),
            )
        )
    match line.type:
        case ast.NumberSpec(integer=integer, unit=unit):
            return NumberType(_unit(draft, unit, found), integer)
        case ast.SeriesSpec(number=number):
            return SeriesType(NumberType(_unit(draft, number.unit, found), number.integer))
        case ast.YesNoSpec():
            return YesNoType()
        case ast.ChoiceSpec(options=options, operators=operators):
            names = tuple(option.text for option in options)
            for position, option in enumerate(options):
                if option.text in names[:position]:
                    found.append(problem("N202", draft.place(option), name=option.text))
            if any(operator != ">" for operator in operators):
                falling = reversed(names) if all(operator in "<≤" for operator in operators) else names
                place = draft.place(line.type)
                found.append(problem("T306", place, name=line.name.text, options=" > ".join(falling)))
            return ChoiceType(names, bool(operators))
        case ast.ListSpec(unit=unit, size=size):
            columns: list[Field] = []
            for column in fields:
                if column.name.text in {known.name for known in columns}:
                    found.append(problem("N202", draft.place(column.name), name=column.name.text))
                if isinstance(column.type, (ast.SeriesSpec, ast.ListSpec)):
                    found.append(_not_a_column(draft, column))
                columns.append(_field(draft, column, (), column.formerly, found))
            return RecordsType(tuple(columns), _unit(draft, unit, found), int(size.value) if size else None)
        case ast.TextSpec():
            return TextType()
        case ast.DateSpec():
            return DateType()


def _not_a_column(draft: Draft, column: ast.FieldLine) -> Diagnostic:
    return problem(
        "T302",
        draft.place(column.type),
        context=Text("清单的字段", "a field of a list"),
        expected=Text("单个的值", "a single value"),
        text=column.name.text,
        actual=Text("逐年或清单", "by year or a list"),
    )


def _usual(
    draft: Draft, line: ast.Input | ast.FieldLine, type_: Type, found: list[Diagnostic]
) -> tuple[Fraction, Fraction] | None:
    """The range a figure usually lies in, read like its limits."""
    if line.usual is None:
        return None
    ends = [
        ast.BoundSpec(operator, quantity, negative, span=quantity.span)
        for operator, (negative, quantity) in (("≥", line.usual.low), ("≤", line.usual.high))
    ]
    lower, upper = _bounds(draft, replace(line, bounds=tuple(ends)), type_, found)
    return (lower.value, upper.value) if lower and upper else None


def fallbacks(draft: Draft) -> Iterator[Diagnostic]:
    """Pass `fallbacks`: what stands in for an input that is not there; none leads back to itself."""
    statements = {one.name.text: one for one in draft.of_kind(ast.Input) if one.fallback is not None}
    for name, statement in statements.items():
        found: list[Diagnostic] = []
        assert statement.fallback is not None
        known = draft.inputs[name]
        type_ = known.field.type.number if isinstance(known.field.type, SeriesType) else known.field.type
        options = type_ if isinstance(type_, ChoiceType) else None
        value = Resolver(draft, found).expression(statement.fallback, options)
        if value is not None:
            found.extend(_unfit(draft, value, type_))
        yield from found
        if value is not None and not any(finding.is_error for finding in found):
            draft.inputs[name] = replace(known, fallback=value)
    needs = {name: tuple(inputs_in(draft, draft.inputs[name].fallback)) for name in statements}
    for path in in_order(needs)[1]:
        place = draft.place(statements[path[0]].name)
        yield problem("N204", place, name=path[0], path=" → ".join(path), subject=path[0])


def _unfit(draft: Draft, value: ex.Expression, type_: Type) -> Iterator[Diagnostic]:
    """A fallback of another type or another kind of unit than its input."""
    context = Text("缺省", "a fallback")
    if isinstance(type_, NumberType) and isinstance(value.type, NumberType):
        bare = isinstance(value, ex.Literal) and value.value == 0
        if not bare and value.type.unit.dimension != type_.unit.dimension:
            shown = [
                unit.symbol or Text("没有单位的数", "a plain number")
                for unit in (value.type.unit, type_.unit)
            ]
            yield problem("T310", value.place, text=value.place.text, actual=shown[0], wanted=shown[1])
    elif type(value.type) is not type(type_):
        expected, actual = type_words(type_), type_words(value.type)
        text = value.place.text
        yield problem("T302", value.place, context=context, expected=expected, text=text, actual=actual)


def inputs_in(draft: Draft, node: ex.Expression | None) -> Iterator[str]:
    """The inputs a formula needs, those of the definitions it uses included."""
    for part in nodes_of(draft, node):
        if isinstance(part, (ex.InputRef, ex.SeriesRef)):
            yield part.name


def _unit(draft: Draft, unit: ast.Ident | None, found: list[Diagnostic]) -> Unit:
    if unit is None:
        return PLAIN
    known = parse_unit(unit.text, draft.units)
    if known is None:
        found.append(unknown_unit(draft, unit))
    return known or PLAIN


def _bounds(
    draft: Draft, line: ast.Input | ast.FieldLine, type_: Type, found: list[Diagnostic]
) -> tuple[Bound | None, Bound | None]:
    lower: Bound | None = None
    upper: Bound | None = None
    for spec in line.bounds:
        if not isinstance(type_, NumberType):
            found.append(
                problem(
                    "T302",
                    draft.place(spec),
                    context=Text("范围", "a range"),
                    expected=Text("数值", "a number"),
                    text=line.name.text,
                    actual=Text("别的类型", "of another type"),
                )
            )
            continue
        if spec.operator not in "<≤≥>":
            rule = Text("范围用 ≥、>、≤ 或 < 写", "a range is written with ≥, >, ≤ or <")
            what = Text("范围", "a range")
            found.append(
                problem("T311", draft.place(spec), what=what, text=draft.place(spec).text, rule=rule)
            )
            continue
        unit = type_.unit if spec.quantity.unit is None else _unit(draft, spec.quantity.unit, found)
        if unit.dimension != type_.unit.dimension:
            found.append(
                problem(
                    "T310",
                    draft.place(spec),
                    text=line.name.text,
                    actual=type_.unit.symbol or Text("没有单位的数", "a plain number"),
                    wanted=unit.symbol or Text("没有单位的数", "a plain number"),
                )
            )
        value = spec.quantity.number.value * unit.factor * (-1 if spec.negative else 1)
        bound = Bound(value, spec.operator in "<>")
        if spec.operator in "≥>":
            lower = bound
        else:
            upper = bound
    if lower and upper and lower.value > upper.value:
        found.append(
            problem(
                "B510",
                draft.place(line.bounds[0]),
                what=Text("范围的上下限", "the limits of the range"),
                sequence=" , ".join(draft.place(bound).text for bound in line.bounds),
            )
        )
    return lower, upper
