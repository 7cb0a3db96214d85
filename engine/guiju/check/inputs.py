"""Pass `inputs`: the data a town supplies, with type, unit and range."""

from __future__ import annotations

from collections.abc import Iterator

from guiju.check.draft import Draft
from guiju.check.names import unknown_unit
from guiju.diagnostics.codes import problem
from guiju.diagnostics.model import Diagnostic, Text
from guiju.rulebook.model import Input
from guiju.syntax import ast
from guiju.types import (
    Bound,
    ChoiceType,
    DateType,
    Field,
    NumberType,
    RecordsType,
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
        slot = _field(draft, statement, statement.fields, found)
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
    found: list[Diagnostic],
) -> Field:
    type_ = _type(draft, line, fields, found)
    lower, upper = _bounds(draft, line, type_, found)
    return Field(line.name.text, type_, lower, upper, line.label.text if line.label else "")


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
                columns.append(_field(draft, column, (), found))
            return RecordsType(tuple(columns), _unit(draft, unit, found), int(size.value) if size else None)
        case ast.TextSpec():
            return TextType()
        case ast.DateSpec():
            return DateType()


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
