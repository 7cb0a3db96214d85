"""What enters the fingerprint of each class: one arm for every class of the rulebook.

A class without a row raises KeyError at its first comparison, and a test holds the table against the classes.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from guiju import types
from guiju.revise.fingerprints import Arm, Fingerprints, Marks, operands
from guiju.rulebook import expressions as ex
from guiju.rulebook import model, scheme
from guiju.rulebook.dated import Dated, DatedValue
from guiju.rulebook.roundings import ROUNDINGS, unit_factor
from guiju.units import Unit

_COMMUTE = frozenset(
    {
        "sum", "mean", "geo_mean", "harmonic_mean", "median", "stdev", "sample_stdev", "max", "min", "count",
        "every", "some",
    }
)  # fmt: skip


def _fields(*names: str) -> Arm:
    return lambda self, node: tuple(self.of(getattr(node, name)) for name in names)


def _marks(self: Fingerprints, node: Marks) -> tuple[Any, ...]:
    return tuple(self.mark(points) for points in node.points)


def _reference(self: Fingerprints, node: Any) -> tuple[Any, ...]:
    return ("name", self.name(node.name))


def _by_name(self: Fingerprints, node: Any) -> tuple[Any, ...]:
    """Whatever the name stands for."""
    return ("name", self.name(node.name))


def _series(self: Fingerprints, node: ex.SeriesRef) -> tuple[Any, ...]:
    return (self.name(node.name), node.back, node.year)


def _indicator_ref(self: Fingerprints, node: ex.IndicatorRef) -> tuple[Any, ...]:
    return (self.name(node.name), str(node.aspect))


def _level(self: Fingerprints, node: ex.LevelRef) -> tuple[Any, ...]:
    return (self.name(node.scheme), node.level)


def _signed(field: str) -> Arm:
    return lambda self, node: tuple(sorted((sign, self.of(part)) for sign, part in getattr(node, field)))


def _compare(self: Fingerprints, node: ex.Compare) -> tuple[Any, ...]:
    if len(node.operators) > 1:
        return tuple(sorted(self.of(one) for one in operands(node, ex.Both)))
    (operator,), left, right = node.operators, *(self.of(one) for one in node.operands)
    if operator in (">", "≥"):
        operator, left, right = {">": "<", "≥": "≤"}[operator], right, left
    elif operator in ("=", "≠"):
        left, right = sorted((left, right))
    return (operator, left, right)


def _all_of(kind: type) -> Arm:
    return lambda self, node: tuple(sorted(self.of(one) for one in operands(node, kind)))


def _apply(self: Fingerprints, node: ex.Apply) -> tuple[Any, ...]:
    arguments = [self.of(one) for one in node.arguments]
    if node.function in _COMMUTE:
        arguments.sort()
    return (node.function, unit_factor(node) if node.function in ROUNDINGS else None, *arguments)


def _lookup(self: Fingerprints, node: ex.Lookup) -> tuple[Any, ...]:
    """A declared table stands for its name, or for its cells where names are looked through."""
    if node.declared and not self.through:
        first = node.table[0][1]
        second = self.of(first.subject) if isinstance(first, ex.Lookup) else ""
        return ("declared", self.name(node.declared), node.column, self.of(node.subject), second)
    return (self.of(node.subject), *sorted((option, self.of(value)) for option, value in node.table))


def _linear(self: Fingerprints, node: scheme.Linear) -> tuple[Any, ...]:
    knots = [(self.of(at), self.mark(points)) for at, points in node.knots]
    return (self.of(node.measure), *knots)


def _step_row(self: Fingerprints, node: scheme.StepRow) -> tuple[Any, ...]:
    return (node.operator, self.of(node.threshold), self.mark(node.points))


def _steps(self: Fingerprints, node: scheme.Steps) -> tuple[Any, ...]:
    return (self.of(node.measure), self.of(node.rows), self.mark(node.otherwise))


def _per_unit(self: Fingerprints, node: scheme.PerUnit) -> tuple[Any, ...]:
    marks = self.mark(node.points), self.mark(node.cap)
    return (self.of(node.measure), self.of(node.unit), *marks, node.whole)


def _item(self: Fingerprints, node: scheme.ChecklistItem) -> tuple[Any, ...]:
    return (self.of(node.condition), self.mark(node.points))


def _adjusting(self: Fingerprints, node: scheme.Adjusting) -> tuple[Any, ...]:
    marks = self.mark(node.points), self.mark(node.cap)
    return (self.of(node.value), self.of(node.unit), node.whole, *marks)


def _deductions(self: Fingerprints, node: scheme.Deductions) -> tuple[Any, ...]:
    return (self.of(node.items), self.mark(node.floor))


def _adjustment(self: Fingerprints, node: scheme.Adjustment) -> tuple[Any, ...]:
    return (node.sign, self.of(node.items), self.mark(node.cap))


def _expert(self: Fingerprints, node: scheme.ExpertMark) -> tuple[Any, ...]:
    """Whose marks: its own name says nothing more, and how they become one is said of the panel."""
    return (None if node.panel is None else self.name(node.panel),)


def _averaging(self: Fingerprints, node: scheme.Averaging) -> tuple[Any, ...]:
    """How marks become one; which reading chose it means nothing."""
    rounding = None if node.places is None else (node.places, str(node.mode))
    absent = str(node.absent or scheme.AbsentMark.UNDETERMINED)
    return (str(node.average), node.median, self.of(node.trim), absent, rounding)


def _totals(self: Fingerprints, node: scheme.Totals) -> tuple[Any, ...]:
    """Whose totals; which indicators they mark is said there."""
    return (self.name(node.panel), self.of(node.by))


def _number_type(self: Fingerprints, node: types.NumberType) -> tuple[Any, ...]:
    return (self.of(node.unit), node.integer)


def _unit(self: Fingerprints, node: Unit) -> tuple[Any, ...]:
    return (node.factor, node.dimension, str(node.kind))


def _grades(self: Fingerprints, node: model.Grades) -> tuple[Any, ...]:
    rounding = None if node.places is None else (node.places, str(node.mode), unit_factor(node.subject))
    return (self.of(node.subject), rounding, self.of(node.bands), self.of(node.caps))


def _designation(self: Fingerprints, node: model.Designation) -> tuple[Any, ...]:
    return tuple(sorted(self.of(one) for one in node.criteria))


def _group(self: Fingerprints, node: model.Group) -> tuple[Any, ...]:
    return (node.count, *sorted(self.of(one) for one in node.parts))


def _ranking(self: Fingerprints, node: model.Ranking) -> tuple[Any, ...]:
    return (self.name(node.population), self.of(node.keys), str(node.ties))


def _population(self: Fingerprints, node: model.Population) -> tuple[Any, ...]:
    return (node.size, *sorted(self.of(one) for one in node.grouping))


def _table(self: Fingerprints, node: model.Table) -> tuple[Any, ...]:
    """Every cell with its row and its column, in whatever order they stand."""
    columns = node.columns or ("",)
    return tuple(
        sorted(
            (row.option or "", column, self.of(cell))
            for row in node.rows
            for column, cell in zip(columns, row.cells, strict=True)
        )
    )


def _reading(self: Fingerprints, node: model.Reading) -> tuple[Any, ...]:
    changes = tuple((option, self.of(node.changes[option])) for option in sorted(node.changes))
    return (tuple(sorted(node.options)), node.default, node.chosen, changes)


def _option_change(self: Fingerprints, node: model.OptionChange) -> tuple[Any, ...]:
    return (node.meaning,)


def _aggregation(self: Fingerprints, node: scheme.Aggregation) -> tuple[Any, ...]:
    return (str(node.method), self.of(node.formula))


EXPRESSIONS: Mapping[type, Arm] = MappingProxyType(
    {
        ex.Literal: _fields("value"),
        ex.NotApplicable: _fields(),
        ex.InputRef: _by_name,
        ex.ParameterRef: _by_name,
        ex.DefinitionRef: _by_name,
        Dated: _fields("values"),
        DatedValue: _fields("since", "value"),
        ex.SeriesRef: _series,
        ex.YearsRef: _fields("count"),
        ex.DataDate: _fields(),
        ex.FieldRef: _fields("name"),
        ex.IndicatorRef: _indicator_ref,
        ex.AdjustmentRef: _reference,
        ex.GradeRef: _reference,
        ex.LevelRef: _level,
        ex.ChildrenRef: _reference,
        ex.TownsRef: _reference,
        ex.RankingRef: _reference,
        ex.SubjectRef: _fields(),
        ex.Add: _signed("terms"),
        ex.Multiply: _signed("factors"),
        ex.Negate: _fields("operand"),
        ex.Power: _fields("base", "exponent"),
        ex.Compare: _compare,
        ex.OptionRank: _fields("operand"),
        ex.Both: _all_of(ex.Both),
        ex.Either: _all_of(ex.Either),
        ex.Not: _fields("operand"),
        ex.Conditional: _fields("condition", "then", "otherwise"),
        ex.Apply: _apply,
        ex.NamedExtreme: _fields("function", "arguments", "names"),
        ex.Collect: _fields("function", "records", "where", "take", "arguments"),
        ex.Interpolate: _fields("subject", "knots"),
        ex.Tier: _fields("operator", "threshold", "value"),
        ex.Tiers: _fields("function", "subject", "tiers", "otherwise"),
        ex.Lookup: _lookup,
    }
)
SCHEME: Mapping[type, Arm] = MappingProxyType(
    {
        scheme.Policies: _fields(
            "unknown", "not_supplied", "not_applicable",
            "unknown_share", "not_supplied_share", "not_applicable_share",
        ),
        scheme.Linear: _linear,
        scheme.StepRow: _step_row,
        scheme.Steps: _steps,
        scheme.PerUnit: _per_unit,
        scheme.ChecklistItem: _item,
        scheme.Checklist: _fields("items"),
        scheme.YesNoScoring: _fields("measure"),
        scheme.Rank: _fields("measure", "size"),
        scheme.Direct: _fields("measure"),
        scheme.Adjusting: _adjusting,
        scheme.Deductions: _deductions,
        scheme.Trim: _fields("count", "operator", "experts"),
        scheme.Averaging: _averaging,
        scheme.Totals: _totals,
        scheme.ExpertMark: _expert,
        scheme.OpenScoring: _fields("reason"),
        scheme.Adjustment: _adjustment,
        scheme.Veto: _fields("condition"),
        scheme.Applies: _fields("condition"),
        scheme.Aggregation: _aggregation,
    }
)  # fmt: skip
DECLARED: Mapping[type, Arm] = MappingProxyType(
    {
        model.Clause: _fields("number", "title", "not_computed"),
        model.Input: _fields("field", "fallback"),
        model.Population: _population,
        model.Parameter: _fields("value"),
        model.Table: _table,
        model.TableRow: _fields("option", "cells"),
        model.Definition: _fields("value"),
        model.Reading: _reading,
        model.OptionChange: _option_change,
        model.Panel: _fields("least", "most", "step", "by", "deviation"),
        model.Constraint: _fields("condition"),
        model.Band: _fields("name", "condition", "requires"),
        model.GradeCap: _fields("band", "condition", "veto"),
        model.Grades: _grades,
        model.RankingKey: _fields("value", "descending"),
        model.Ranking: _ranking,
        model.Test: _fields("expression"),
        model.Group: _group,
        model.External: _fields("document"),
        model.Open: _fields("reason"),
        model.Criterion: _fields("modal", "condition"),
        model.Designation: _designation,
        types.NumberType: _number_type,
        types.SeriesType: _fields("number"),
        types.YesNoType: _fields(),
        types.ChoiceType: _fields("options", "ordered"),
        types.TextType: _fields(),
        types.DateType: _fields(),
        types.RecordsType: _fields("fields", "unit", "size"),
        types.Bound: _fields("value", "strict"),
        types.Field: _fields("type", "lower", "upper"),
        Unit: _unit,
        Marks: _marks,
    }
)
MEANING: Mapping[type, Arm] = MappingProxyType({**EXPRESSIONS, **SCHEME, **DECLARED})


class Meaning(Fingerprints):
    """Fingerprints by the table of this module."""

    arms = MEANING
