"""The fields of everything a rulebook declares, and how each is compared.

A field without a row of its own (None) is compared elsewhere or says nothing of its own; the comment says which. A test
holds the table against the classes, so that a new field cannot be forgotten.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from guiju import types
from guiju.diagnostics.model import Text
from guiju.numbers.exact import decimal_text
from guiju.revise import compare_judging as judging
from guiju.revise import compare_tables as tables
from guiju.revise import compare_tree as tree
from guiju.revise import written
from guiju.revise.edits import Aspect, Detail
from guiju.revise.sides import Sides
from guiju.rulebook import model, scheme
from guiju.rulebook.dated import Dated
from guiju.rulebook.expressions import Expression
from guiju.rulebook.words import ABSENT, AVERAGES, MEDIAN, STATUSES

Row = Callable[[Sides, Any, Any], Iterator[Detail]]
Show = Callable[[Any], Text | None]


def _plain(aspect: Aspect, field: str, show: Show) -> Row:
    """A field that is compared as it is."""

    def row(sides: Sides, old: Any, new: Any) -> Iterator[Detail]:
        before, after = getattr(old, field), getattr(new, field)
        if before != after:
            yield Detail(aspect, show(before), show(after))

    return row


def _formula(aspect: Aspect, field: str) -> Row:
    """A field that is compared by its meaning."""

    def row(sides: Sides, old: Any, new: Any) -> Iterator[Detail]:
        before, after = getattr(old, field), getattr(new, field)
        if not sides.same(before, after):
            yield Detail(aspect, written.code(before), written.code(after))

    return row


def remarks(sides: Sides, old: Any, new: Any) -> Iterator[Detail]:
    """The clauses, and what is only proposed; notes are for the reader."""
    before, after = old.remarks, new.remarks
    if sorted(before.clauses) != sorted(after.clauses):
        yield Detail(Aspect.CLAUSES, written.listed(before.clauses), written.listed(after.clauses))
    if before.proposals != after.proposals:
        yield Detail(Aspect.PROPOSAL, written.listed(before.proposals), written.listed(after.proposals))


def _value(sides: Sides, old: model.Parameter, new: model.Parameter) -> Iterator[Detail]:
    """The value of a parameter; of dated ones each that came, went or changed, by the day it begins."""
    if sides.same(old.value, new.value):
        return
    if not isinstance(old.value, Dated) and not isinstance(new.value, Dated):
        yield Detail(Aspect.VALUE, written.code(old.value), written.code(new.value))
        return
    before, after = _by_day(old.value), _by_day(new.value)
    for day in sorted({*before, *after}):
        one, other = before.get(day), after.get(day)
        if one is None or other is None or not sides.same(one, other):
            yield Detail(Aspect.VALUE, written.code(one), written.code(other), day)


def _by_day(value: Expression) -> Mapping[str, Expression]:
    """The values of a parameter by the day they begin; one that counts on every day has no day."""
    return {one.since: one.value for one in value.values} if isinstance(value, Dated) else {"": value}


def _dated_remarks(sides: Sides, old: model.Parameter, new: model.Parameter) -> Iterator[Detail]:
    """The clauses of the parameter, and those of each dated value that both have."""
    yield from remarks(sides, old, new)
    if isinstance(old.value, Dated) and isinstance(new.value, Dated):
        before = {one.since: one for one in old.value.values}
        for other in new.value.values:
            if other.since in before:
                found = remarks(sides, before[other.since], other)
                yield from (replace(detail, what=other.since) for detail in found)


def _status(value: model.Status | None) -> Text | None:
    return None if value is None else STATUSES[value]


def _field(sides: Sides, old: model.Input, new: model.Input) -> Iterator[Detail]:
    """The type and the limits of a figure."""
    before, after = old.field, new.field
    if not sides.same(before.type, after.type):
        both = written.type_text(before.type), written.type_text(after.type)
        aspect = Aspect.UNIT if _only_unit(before.type, after.type) else Aspect.TYPE
        yield Detail(aspect, both[0], both[1])
    for aspect, sign in ((Aspect.LOWER, ">"), (Aspect.UPPER, "<")):
        ends = (getattr(before, str(aspect)), getattr(after, str(aspect)))
        if ends[0] != ends[1]:
            low, high = (written.bound(e, f.type, sign) for e, f in zip(ends, (before, after), strict=True))
            yield Detail(aspect, low, high)
    if before.usual != after.usual:
        yield Detail(Aspect.USUAL, _usual(before), _usual(after))
    if before.label != after.label:
        yield Detail(Aspect.LABEL, written.quoted(before.label), written.quoted(after.label))
    yield from _formerly(sides, before, after)


def _formerly(sides: Sides, old: Any, new: Any) -> Iterator[Detail]:
    """The names that data may still use; that of the old revision goes without saying."""
    after = [name for name in new.formerly if name != old.name or name in old.formerly]
    if sorted(old.formerly) != sorted(after):
        yield Detail(Aspect.FORMERLY, written.listed(old.formerly), written.listed(after))


def _only_unit(old: types.Type, new: types.Type) -> bool:
    if isinstance(old, types.SeriesType) and isinstance(new, types.SeriesType):
        return _only_unit(old.number, new.number)
    alike = isinstance(old, types.NumberType) and isinstance(new, types.NumberType)
    return alike and old.integer is new.integer  # type: ignore[union-attr]


def _usual(field: types.Field) -> Text | None:
    if field.usual is None:
        return None
    low, high = (written.amount(end, written.unit_of(field.type)) for end in field.usual)
    return Text(f"{low.zh} 至 {high.zh}", f"{low.en} to {high.en}")


def _options(sides: Sides, old: model.Reading, new: model.Reading) -> Iterator[Detail]:
    if sorted(old.options) != sorted(new.options):
        names = [written.listed(name for name, _ in one.options) for one in (old, new)]
        yield Detail(Aspect.OPTIONS, names[0], names[1])


def _option_texts(sides: Sides, old: model.Reading, new: model.Reading) -> Iterator[Detail]:
    for option in sorted({*old.changes, *new.changes}):
        meant = [tuple(change.meaning for change in one.changes.get(option, ())) for one in (old, new)]
        if meant[0] != meant[1]:
            yield Detail(Aspect.OPTION_TEXT, _changes(old, option), _changes(new, option))


def _changes(reading: model.Reading, option: str) -> Text | None:
    """What an option says in place of the text."""
    changes = reading.changes.get(option)
    if changes is None:
        return None
    text = "；".join(" ".join(change.words.split()) for change in changes)
    return Text(f"{option}：{text}", f"{option}: {text}")


def _experts(sides: Sides, old: model.Panel, new: model.Panel) -> Iterator[Detail]:
    before, after = ((one.least, one.most) for one in (old, new))
    if before != after:
        yield Detail(Aspect.EXPERTS, _from_to(*before), _from_to(*after))


def _from_to(least: int | None, most: int | None) -> Text:
    low, high = "1" if least is None else str(least), "…" if most is None else str(most)
    return Text(f"{low} 至 {high}", f"{low} to {high}")


def _averaging(sides: Sides, old: model.Panel, new: model.Panel) -> Iterator[Detail]:
    """How marks become one, line by line; which reading chose it is not compared."""
    before, after = old.by, new.by
    if (before.average, before.median) != (after.average, after.median):
        yield Detail(Aspect.AVERAGE, _average(before), _average(after))
    if before.trim != after.trim:
        yield Detail(Aspect.TRIM, _trimmed(before.trim), _trimmed(after.trim))
    absent = [one.absent or scheme.AbsentMark.UNDETERMINED for one in (before, after)]
    if absent[0] != absent[1]:
        yield Detail(Aspect.ABSENT, ABSENT[absent[0]], ABSENT[absent[1]])
    yield from judging.rounding(sides, before, after)


def _average(by: scheme.Averaging) -> Text:
    what, middle = AVERAGES[by.average], MEDIAN if by.median else Text("", "")
    return Text(f"{what.zh}{middle.zh}", f"{what.en}{middle.en}")


def _trimmed(value: scheme.Trim | None) -> Text | None:
    if value is None:
        return None
    when = f"{value.operator} {value.experts}"
    return Text(
        f"去最高、最低各 {value.count} 个，当人数 {when}",
        f"without the {value.count} highest and lowest when the experts are {when}",
    )


def _share(value: Fraction | None) -> Text | None:
    """`20%`"""
    return None if value is None else written.quoted(f"{decimal_text(value * 100, 6)}%")


def _population(sides: Sides, old: model.Ranking, new: model.Ranking) -> Iterator[Detail]:
    if sides.names.get(old.population, old.population) != new.population:
        yield Detail(Aspect.POPULATION, written.quoted(old.population), written.quoted(new.population))


def _grouping(sides: Sides, old: model.Population, new: model.Population) -> Iterator[Detail]:
    before, after = ((one.grouping) for one in (old, new))
    left = [one for one in before if not any(sides.same(one, other) for other in after)]
    if left or len(before) != len(after):
        shown = [written.listed(written.written(one.place) for one in side) for side in (before, after)]
        yield Detail(Aspect.GROUPING, shown[0], shown[1])


_LABEL = _plain(Aspect.LABEL, "label", written.quoted)
_COMMON: Mapping[str, Row | None] = {
    "name": None,  # by `pairing`
    "label": _LABEL,
    "remarks": remarks,
    "place": None,  # where it stands means nothing
}
_NAMED: Mapping[str, Row | None] = {**_COMMON, "value": _formula(Aspect.VALUE, "value")}

FIELDS: Mapping[type, Mapping[str, Row | None]] = MappingProxyType(
    {
        model.Header: {
            "id": _plain(Aspect.NAME, "id", written.quoted),
            "title": _plain(Aspect.TITLE, "title", written.quoted),
            "number": _plain(Aspect.NUMBER, "number", written.quoted),
            "revision": _plain(Aspect.REVISION, "revision", written.quoted),
            "revision_title": _plain(Aspect.LABEL, "revision_title", written.quoted),
            "status": _plain(Aspect.STATUS, "status", _status),
            "issued": _plain(Aspect.ISSUED, "issued", written.quoted),
            "effective": _plain(Aspect.EFFECTIVE, "effective", written.quoted),
            "ends": _plain(Aspect.ENDS, "ends", written.quoted),
        },
        model.Clause: {
            "number": None,  # the name of a clause
            "title": _plain(Aspect.TITLE, "title", written.quoted),
            "not_computed": _plain(Aspect.NOT_COMPUTED, "not_computed", written.quoted),
        },
        model.Input: {
            "field": _field,
            "evidence": _plain(Aspect.EVIDENCE, "evidence", written.listed),
            "providers": _plain(Aspect.PROVIDERS, "providers", written.listed),
            "remarks": remarks,
            "place": None,
            "fallback": _formula(Aspect.FALLBACK, "fallback"),
        },
        model.Parameter: {"value": _value, **_COMMON, "remarks": _dated_remarks},
        model.Table: {**_COMMON, "columns": tables.columns, "rows": tables.rows},
        model.TableRow: {
            "option": None,  # its name
            "cells": None,  # with the rows of the table
            "remarks": None,
            "place": None,
        },
        model.Definition: {**_NAMED, "reported": _plain(Aspect.REPORTED, "reported", written.yes_no)},
        model.Reading: {
            **_COMMON,
            "options": _options,
            "changes": _option_texts,
            "chosen": _plain(Aspect.CHOSEN, "chosen", written.quoted),
            "default": _plain(Aspect.DEFAULT, "default", written.quoted),
        },
        model.Panel: {
            **_COMMON,
            "least": _experts,
            "most": None,  # with `least`
            "step": _plain(Aspect.STEP, "step", written.number),
            "by": _averaging,
            "deviation": _plain(Aspect.DEVIATION, "deviation", _share),
        },
        scheme.Indicator: {
            **_COMMON,
            "level": None,  # follows from the place in the tree
            "weight": tree.weight,
            "printed": None,  # how the weight is written
            "children": tree.kind,  # which they are: by `compare`
            "aggregation": tree.aggregation,
            "policy": tree.policy,
            "scoring": tree.scoring,
            "sense": tree.sense,
            "weight_place": None,
            "adjustments": tree.adjustments,
            "vetoes": tree.vetoes,
            "applies": tree.applies,
            "ceiling": tree.ceiling,
            "floor": tree.floor,
            "formerly": _formerly,
            "totals": None,  # by the panel
        },
        model.Constraint: {
            "label": None,  # the name of a constraint
            "condition": _formula(Aspect.CONDITION, "condition"),
            "structural": None,  # follows from the condition
            "remarks": remarks,
            "place": None,
        },
        model.Grades: {
            **_COMMON,
            "subject": judging.subject,
            "places": judging.rounding,
            "mode": None,  # with `places`
            "bands": judging.bands,
            "caps": judging.caps,
        },
        model.Designation: {**_COMMON, "criteria": judging.criteria},
        model.Population: {
            **_COMMON,
            "size": _plain(Aspect.SIZE, "size", written.number),
            "grouping": _grouping,
        },
        model.Ranking: {
            **_COMMON,
            "population": _population,
            "keys": judging.keys,
            "ties": _plain(Aspect.TIES, "ties", lambda value: written.TIES[value]),
        },
    }
)


def details(sides: Sides, old: Any, new: Any) -> tuple[Detail, ...]:
    """Everything that differs between two things of one class. Raises KeyError for a class without a row."""
    rows = (row for row in FIELDS[type(old)].values() if row is not None)
    return tuple(detail for row in rows for detail in row(sides, old, new))
