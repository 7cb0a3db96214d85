"""How a form and a schema say what a figure is: its unit, its limits, its kind of value."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType

from guiju.diagnostics.model import Lang, Text
from guiju.forms.items import Item
from guiju.numbers.exact import decimal_text, exact_text, terminates
from guiju.towns.form_part import Part
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
from guiju.units import PLAIN, Unit

_PLACES = 18
# The kinds of evidence of a rulebook, and the words a data file has for them.
CHECKS: Mapping[str, Text] = MappingProxyType(
    {
        "data_check": Text("数据核查", "data_check"),
        "document_check": Text("资料核查", "document_check"),
        "site_check": Text("实地核查", "site_check"),
    }
)


def number_type(type_: Type) -> NumberType | None:
    """The type of the figures of a number or a series; None of anything else."""
    match type_:
        case NumberType():
            return type_
        case SeriesType(number=number):
            return number
        case _:
            return None


def unit_of(type_: Type) -> Unit:
    """The unit figures are written in; that of a list is what its records count."""
    number = number_type(type_)
    if number is not None:
        return number.unit
    return type_.unit if isinstance(type_, RecordsType) else PLAIN


def plain(value: Fraction) -> str:
    """A number as it is typed: a decimal, or a fraction where no decimal is enough."""
    places = terminates(value)
    return decimal_text(value, places) if places is not None and places <= _PLACES else exact_text(value)


def in_unit(bound: Bound, field: Field) -> Fraction:
    """A bound in the declared unit."""
    return bound.value / unit_of(field.type).factor


def limits_text(field: Field) -> str:
    """`≥ 0, ≤ 100`, in the declared unit; "" where there is no limit."""
    parts = []
    for bound, signs in ((field.lower, "≥>"), (field.upper, "≤<")):
        if bound is not None:
            parts.append(f"{signs[bound.strict]} {plain(in_unit(bound, field))}")
    return ", ".join(parts)


def usual_text(field: Field) -> Text | None:
    """What is usual, in the declared unit."""
    if field.usual is None:
        return None
    low, high = (plain(end / unit_of(field.type).factor) for end in field.usual)
    return Text(f"{low} 至 {high}", f"{low} to {high}")


def kind_text(type_: Type) -> Text:
    """What is to be written, in words."""
    match type_:
        case NumberType(integer=True):
            return Text("整数", "a whole number")
        case NumberType():
            return Text("数", "a number")
        case SeriesType():
            return Text("逐年的数", "a number for each year")
        case YesNoType():
            return Text("是 或 否", "是 (yes) or 否 (no)")
        case ChoiceType(options=options):
            return Text("、".join(options), ", ".join(options))
        case DateType():
            return Text("日期，写成 2024-12-31", "a date, written 2024-12-31")
        case TextType():
            return Text("文字", "text")
        case RecordsType():
            return Text("清单", "a list of records")


def who(part: Part) -> Text:
    """Who fills in a part of a form."""
    names = [Text(office, office) for office in part.offices]
    if part.others:
        names.append(Text("其他（没有责任单位的数据、外部判定）", "others (figures nobody owns, rulings)"))
    if part.experts:
        names.append(Text("专家", "experts"))
    return Text("、".join(name.zh for name in names), ", ".join(name.en for name in names))


def described(item: Item, lang: Lang, part: Part | None = None) -> tuple[str, ...]:
    """All that the rules say of an input, a line for each: kind, unit, limits, clause, notes, who supplies it, and in a
    part of a form who else is asked for it.
    """
    entry = item.input
    field, lines = entry.field, [kind_text(entry.field.type)]
    unit, limits, usual = unit_of(field.type).symbol, limits_text(field), usual_text(field)
    if unit:
        lines.append(Text(f"单位：{unit}", f"unit: {unit}"))
    if limits:
        lines.append(Text(f"范围：{limits}", f"limits: {limits}"))
    if usual is not None:
        lines.append(Text(f"常见：{usual.zh}", f"usually: {usual.en}"))
    for words, zh, en in (
        (entry.remarks.clauses, "依据", "clause"),
        (entry.remarks.notes, "说明", "note"),
        (entry.providers, "提供", "supplied by"),
    ):
        lines.extend(Text(f"{zh}：{word}", f"{en}: {word}") for word in words)
    also = [office for office in entry.providers if part is not None and office not in part.offices]
    if also:
        lines.append(Text(f"另由 {'、'.join(also)} 填写，各填各的", f"also filled in by {', '.join(also)}"))
    if entry.evidence:
        checks = [CHECKS[kind] for kind in entry.evidence]
        lines.append(
            Text(f"核查：{'、'.join(c.zh for c in checks)}", f"evidence: {', '.join(c.en for c in checks)}")
        )
    for texts, zh, en in ((item.users, "用于", "used by"), (item.checks, "核对", "checked by")):
        if texts:
            lines.append(
                Text(f"{zh}：{'、'.join(t.zh for t in texts)}", f"{en}: {', '.join(t.en for t in texts)}")
            )
    if field.formerly:
        names = "、".join(field.formerly), ", ".join(field.formerly)
        lines.append(Text(f"原名：{names[0]}", f"formerly: {names[1]}"))
    return tuple(line.in_(lang) for line in lines)
