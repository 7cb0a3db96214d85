"""What the trace says of each class of step: its kind, formula and numbers, one row for each class.

There is no row for "anything else": a class without one is an error, and a test compares this table with the classes
the evaluator knows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from guiju.evaluate.steps import Step
from guiju.explain import arithmetic
from guiju.explain.arithmetic import SCORING_NUMBERS
from guiju.explain.collected import collected
from guiju.explain.formulas import record_with_numbers, statement, with_numbers, written
from guiju.explain.grades import rounded_subject, subject_text
from guiju.explain.tree_numbers import indicator_numbers, points_by_expert, spread_numbers, tree_numbers
from guiju.explain.values import points_text
from guiju.explain.worked import interpolation, tiers
from guiju.numbers.states import Missing
from guiju.rulebook import expressions as ex
from guiju.rulebook import model, scheme
from guiju.rulebook.collecting import Row
from guiju.rulebook.dated import Dated, DatedValue
from guiju.rulebook.experts import ByExpert, ExpertTotal, Mark
from guiju.rulebook.scheme import Indicator
from guiju.types import NumberType, Type
from guiju.units import PLACE, SCORE


class Kind(NamedTuple):
    """One row: the name of the kind, and how formula, numbers and type of such a step are found.

    `formula` depends on the node alone, `numbers` on what happened.
    """

    name: str
    formula: Callable[[Any], str]
    numbers: Callable[[Step], str]
    type: Callable[[Any], Type | None]


def _own_type(node: Any) -> Type | None:
    return node.type  # type: ignore[no-any-return]


def _points(node: Any) -> Type | None:
    return NumberType(SCORE)


def _no_type(node: Any) -> Type | None:
    return None


def _value_type(node: Any) -> Type | None:
    return node.value.type  # type: ignore[no-any-return]


def _no_numbers(step: Step) -> str:
    return ""


def _expression(name: str) -> Kind:
    return Kind(name, written, with_numbers, _own_type)


def _scoring(name: str, class_: type, formula: Callable[[Any], str] = statement) -> Kind:
    return Kind(name, formula, SCORING_NUMBERS[class_], _points)


# --- scores -----------------------------------------------------------------------------------------------------------


def _steps_formula(node: scheme.Steps) -> str:
    rows = [f"{row.operator} {written(row.threshold)} : {points_text(row.points)}" for row in node.rows]
    rows += [] if node.otherwise is None else [f"_ : {points_text(node.otherwise)}"]
    return f"{statement(node)} {'; '.join(rows)}"


def _checklist_formula(node: scheme.Checklist) -> str:
    items = (f"{written(item.condition)} : {points_text(item.points)}" for item in node.items)
    return f"{statement(node)} {'; '.join(items)}"


def _deductions_formula(node: scheme.Deductions) -> str:
    return f"{statement(node)} {'; '.join(statement(item) for item in node.items)}"


def _adjustment_formula(node: scheme.Adjustment) -> str:
    return f"{statement(node)} {'; '.join(statement(item) for item in node.items)}"


def _adjustment_numbers(step: Step) -> str:
    if points_by_expert(step):
        return spread_numbers(step)
    return arithmetic.adjustment(step) if step.children else ""


def _adjusting_numbers(step: Step) -> str:
    return arithmetic.adjusting(step) or _only_child(step)


def _condition_formula(node: scheme.Veto | scheme.Applies | model.GradeCap) -> str:
    return written(node.condition)


def _indicator_formula(node: Indicator) -> str:
    return statement(node)


def _mark_formula(node: Mark) -> str:
    return f"{node.indicator}({node.expert})"


def _total_formula(node: ExpertTotal) -> str:
    return f"{node.scheme.name}({node.expert})"


def _by_expert_formula(node: ByExpert) -> str:
    return f"{node.name}({node.expert})"


# --- judgements -------------------------------------------------------------------------------------------------------


def _grades_numbers(step: Step) -> str:
    node: model.Grades = step.node
    if not step.children:
        return ""
    score = step.children[0].value
    text = subject_text(node, score, None)
    return (
        text if node.places is None else f"{text} → {subject_text(node, rounded_subject(node, score), None)}"
    )


def _ranking_numbers(step: Step) -> str:
    return "; ".join(with_numbers(child) for child in step.children)


def _ranking_formula(node: model.Ranking) -> str:
    keys = "; ".join(statement(key) for key in node.keys)
    return f"{statement(node)} {keys}"


def _band_formula(node: model.Band) -> str:
    return "_" if node.condition is None else written(node.condition)


def _only_child(step: Step) -> str:
    return with_numbers(step.children[0]) if step.children else ""


def _verdict(value: Any) -> str:
    return "?" if isinstance(value, Missing) else "✓" if value else "✗"


def _verdicts(step: Step) -> str:
    return " ".join(_verdict(child.value) for child in step.children)


def _group_numbers(step: Step) -> str:
    sure = sum(child.value is True for child in step.children)
    open_ = sum(isinstance(child.value, Missing) for child in step.children)
    return f"{f'[{sure} – {sure + open_}]' if open_ else sure} ≥ {step.node.count}"


def _test_formula(node: model.Test) -> str:
    return written(node.expression)


def _criterion_formula(node: model.Criterion) -> str:
    return statement(node.condition)


def _criterion_numbers(step: Step) -> str:
    return _verdicts(step)


def _constraint_formula(node: model.Constraint) -> str:
    return written(node.condition)


def _named_formula(node: model.Named) -> str:
    return _dated_formula(node.value) if isinstance(node.value, Dated) else written(node.value)


def _dated_formula(node: Dated) -> str:
    return "; ".join(statement(value) for value in node.values)


def _row_formula(node: Row) -> str:
    parts = (node.collect.where, node.collect.take)
    return "; ".join(written(part) for part in parts if part is not None)


def _row_numbers(step: Step) -> str:
    return "; ".join(record_with_numbers(step, child) for child in step.children)


def _interpolate_numbers(step: Step) -> str:
    return interpolation(step) or with_numbers(step)


def _tiers_numbers(step: Step) -> str:
    return tiers(step) or with_numbers(step)


def _place(node: Any) -> Type | None:
    return NumberType(PLACE)


def _collect_numbers(step: Step) -> str:
    return collected(step) or with_numbers(step)


KINDS: Mapping[type, Kind] = MappingProxyType(
    {
        ex.Literal: _expression("literal"),
        ex.NotApplicable: _expression("not_applicable"),
        ex.InputRef: _expression("input"),
        ex.ParameterRef: _expression("parameter_reference"),
        ex.DefinitionRef: _expression("definition_reference"),
        Dated: Kind("dated", _dated_formula, with_numbers, _own_type),
        DatedValue: Kind("dated_value", statement, _only_child, _own_type),
        ex.FieldRef: _expression("field"),
        ex.IndicatorRef: _expression("indicator_reference"),
        ex.GradeRef: _expression("grade_reference"),
        ex.AdjustmentRef: _expression("adjustment_reference"),
        ex.RankingRef: _expression("ranking_reference"),
        ex.SeriesRef: _expression("series"),
        ex.YearsRef: _expression("years"),
        ex.DataDate: _expression("data_date"),
        ex.TownsRef: _expression("towns"),
        ex.ChildrenRef: _expression("children"),
        ex.LevelRef: _expression("level"),
        ex.SubjectRef: _expression("graded_score"),
        ex.Add: _expression("sum"),
        ex.Multiply: _expression("product"),
        ex.Negate: _expression("negation"),
        ex.Power: _expression("power"),
        ex.Compare: _expression("comparison"),
        ex.Both: _expression("and"),
        ex.Either: _expression("or"),
        ex.Not: _expression("not"),
        ex.Conditional: _expression("conditional"),
        ex.Apply: _expression("function"),
        ex.OptionRank: _expression("option_rank"),
        ex.NamedExtreme: _expression("named_extreme"),
        ex.Interpolate: Kind("interpolation", written, _interpolate_numbers, _own_type),
        ex.Tiers: Kind("tiers", written, _tiers_numbers, _own_type),
        ex.Lookup: _expression("lookup"),
        ex.Collect: Kind("collection", written, _collect_numbers, _own_type),
        Row: Kind("record", _row_formula, _row_numbers, _no_type),
        scheme.Linear: _scoring("linear", scheme.Linear),
        scheme.Steps: _scoring("steps", scheme.Steps, _steps_formula),
        scheme.PerUnit: _scoring("per_unit", scheme.PerUnit),
        scheme.Checklist: _scoring("checklist", scheme.Checklist, _checklist_formula),
        scheme.YesNoScoring: _scoring("yes_no", scheme.YesNoScoring),
        scheme.Rank: _scoring("rank", scheme.Rank),
        scheme.Direct: _scoring("direct", scheme.Direct),
        scheme.Deductions: _scoring("deductions", scheme.Deductions, _deductions_formula),
        scheme.ExpertMark: _scoring("experts", scheme.ExpertMark),
        scheme.OpenScoring: _scoring("open_scoring", scheme.OpenScoring),
        Mark: Kind("mark", _mark_formula, _no_numbers, _points),
        ExpertTotal: Kind("expert_total", _total_formula, tree_numbers, _points),
        ByExpert: Kind("by_expert", _by_expert_formula, _no_numbers, _points),
        Indicator: Kind("indicator", _indicator_formula, indicator_numbers, _points),
        scheme.Adjusting: Kind("item", statement, _adjusting_numbers, _points),
        scheme.Adjustment: Kind("adjustment", _adjustment_formula, _adjustment_numbers, _points),
        scheme.Veto: Kind("veto", _condition_formula, _only_child, _no_type),
        scheme.Applies: Kind("applies", _condition_formula, _only_child, _no_type),
        model.Grades: Kind("grades", statement, _grades_numbers, _no_type),
        model.Band: Kind("band", _band_formula, _only_child, _no_type),
        model.GradeCap: Kind("grade_cap", _condition_formula, _only_child, _no_type),
        model.Ranking: Kind("ranking", _ranking_formula, _ranking_numbers, _place),
        model.Designation: Kind("designation", statement, _verdicts, _no_type),
        model.Criterion: Kind("criterion", _criterion_formula, _criterion_numbers, _no_type),
        model.Test: Kind("test", _test_formula, _only_child, _no_type),
        model.Group: Kind("group", statement, _group_numbers, _no_type),
        model.External: Kind("external", statement, _no_numbers, _no_type),
        model.Open: Kind("open", statement, _no_numbers, _no_type),
        model.Constraint: Kind("constraint", _constraint_formula, _only_child, _no_type),
        model.Parameter: Kind("parameter", _named_formula, _only_child, _value_type),
        model.Definition: Kind("definition", _named_formula, _only_child, _value_type),
    }
)
