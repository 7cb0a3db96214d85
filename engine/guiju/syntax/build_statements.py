"""Parse tree to AST, the statements: the rules of `grammar/statements.lark`."""

from __future__ import annotations

from typing import Any

from lark import Token, v_args
from lark.tree import Meta

from guiju.syntax import ast
from guiju.syntax.build import ExpressionBuild, carried, expressions, has, part, parts

_LINES = (
    ast.Indicator, ast.Measure, ast.Direction, ast.Linear, ast.Steps, ast.PerUnit, ast.Checklist, ast.YesNoScoring,
    ast.Rank, ast.ExpertMark, ast.OpenScoring, ast.Aggregation, ast.MissingPolicy, ast.Weight,
)  # fmt: skip
_TYPES = (ast.NumberSpec, ast.YesNoSpec, ast.ChoiceSpec, ast.ListSpec, ast.TextSpec, ast.DateSpec)
_CONDITIONS = (ast.Test, ast.Group, ast.External, ast.OpenCondition)
_DECLARATIONS = (
    ast.Standard, ast.ClauseList, ast.UnitDeclaration, ast.Input, ast.Parameter, ast.Definition, ast.Reading,
    ast.Panel, ast.Scheme, ast.Constraint, ast.Grades, ast.Designation, ast.KnownDefect,
)  # fmt: skip


def _only(children: list[Any], kinds: tuple[type, ...]) -> Any:
    return tuple(child for child in children if isinstance(child, kinds))


@v_args(meta=True)
class StatementBuild(ExpressionBuild):
    """One method for each rule; a rule not named here is inlined by the grammar."""

    def file(self, meta: Meta, children: list[Any]) -> ast.File:
        return ast.File(self.source, _only(children, _DECLARATIONS))

    def citation(self, meta: Meta, children: list[Any]) -> ast.Citation:
        return ast.Citation(children[1].text, span=self.span(meta))

    def note(self, meta: Meta, children: list[Any]) -> ast.Note:
        return ast.Note(children[1].text, span=self.span(meta))

    def proposal(self, meta: Meta, children: list[Any]) -> ast.Proposal:
        return ast.Proposal(children[1].text, span=self.span(meta))

    # --- header ---------------------------------------------------------------------------------------------------

    def standard(self, meta: Meta, children: list[Any]) -> ast.Standard:
        return ast.Standard(
            children[1],
            part(children, ast.Quoted),
            parts(children, ast.HeaderLine),
            span=self.span(meta),
            annotations=carried(children),
        )

    def _header(self, meta: Meta, children: list[Any]) -> ast.HeaderLine:
        key, *rest = children
        value = next((v for v in rest if not isinstance(v, ast.Quoted)), None)
        return ast.HeaderLine(key.terminal, value, part(rest, ast.Quoted), span=self.span(meta))

    number_line = revision_line = status_line = date_line = language_line = _header

    def clause_list(self, meta: Meta, children: list[Any]) -> ast.ClauseList:
        return ast.ClauseList(parts(children, ast.Clause), span=self.span(meta))

    def clause(self, meta: Meta, children: list[Any]) -> ast.Clause:
        number, *rest = parts(children, ast.Quoted)
        reason = rest.pop() if has(children, "NOT_COMPUTED") else None
        return ast.Clause(number, rest[0] if rest else None, reason, span=self.span(meta))

    def unit_declaration(self, meta: Meta, children: list[Any]) -> ast.UnitDeclaration:
        name, *unit = parts(children, ast.Ident)
        return ast.UnitDeclaration(
            name,
            part(children, ast.Numeral),
            unit[0] if unit else None,
            span=self.span(meta),
            annotations=carried(children),
        )

    # --- inputs ---------------------------------------------------------------------------------------------------

    def number_type(self, meta: Meta, children: list[Any]) -> ast.NumberSpec:
        return ast.NumberSpec(has(children, "INTEGER_TYPE"), part(children, ast.Ident), span=self.span(meta))

    def yes_no_type(self, meta: Meta, children: list[Any]) -> ast.YesNoSpec:
        return ast.YesNoSpec(span=self.span(meta))

    def text_type(self, meta: Meta, children: list[Any]) -> ast.TextSpec:
        return ast.TextSpec(span=self.span(meta))

    def date_type(self, meta: Meta, children: list[Any]) -> ast.DateSpec:
        return ast.DateSpec(span=self.span(meta))

    def choice_type(self, meta: Meta, children: list[Any]) -> ast.ChoiceSpec:
        operators = tuple(str(token) for token in parts(children, Token))
        return ast.ChoiceSpec(parts(children, ast.Ident), operators, span=self.span(meta))

    def list_type(self, meta: Meta, children: list[Any]) -> ast.ListSpec:
        return ast.ListSpec(part(children, ast.Ident), part(children, ast.Numeral), span=self.span(meta))

    def negation_quantity(self, meta: Meta, children: list[Any]) -> tuple[bool, ast.Quantity]:
        return isinstance(children[0], Token), children[-1]

    def bound(self, meta: Meta, children: list[Any]) -> ast.BoundSpec:
        negative, quantity = children[1]
        return ast.BoundSpec(str(children[0]), quantity, negative, span=self.span(meta))

    def bounds(self, meta: Meta, children: list[Any]) -> tuple[ast.BoundSpec, ...]:
        return parts(children, ast.BoundSpec)

    def field(self, meta: Meta, children: list[Any]) -> ast.FieldLine:
        return ast.FieldLine(
            children[0],
            _only(children, _TYPES)[0],
            part(children, ast.Quoted),
            part(children, tuple) or (),
            span=self.span(meta),
            annotations=carried(children),
        )

    def evidence(self, meta: Meta, children: list[Any]) -> list[ast.Word]:
        return list(parts(children[1:], ast.Word))

    def provider(self, meta: Meta, children: list[Any]) -> list[ast.Quoted]:
        return [children[1]]

    def input(self, meta: Meta, children: list[Any]) -> ast.Input:
        listed = [entry for group in parts(children, list) for entry in group]
        return ast.Input(
            children[1],
            _only(children, _TYPES)[0],
            part(children, ast.Quoted),
            part(children, tuple) or (),
            parts(children, ast.FieldLine),
            parts(listed, ast.Word),
            parts(listed, ast.Quoted),
            span=self.span(meta),
            annotations=carried(children),
        )

    # --- names for values -----------------------------------------------------------------------------------------

    def parameter(self, meta: Meta, children: list[Any]) -> ast.Parameter:
        return ast.Parameter(
            children[1],
            expressions(children)[0],
            part(children, ast.Quoted),
            span=self.span(meta),
            annotations=carried(children),
        )

    def definition(self, meta: Meta, children: list[Any]) -> ast.Definition:
        return ast.Definition(
            children[1],
            expressions(children)[0],
            part(children, ast.Quoted),
            part(children, ast.Ident, 1),
            span=self.span(meta),
            annotations=carried(children),
        )

    def reading(self, meta: Meta, children: list[Any]) -> ast.Reading:
        return ast.Reading(
            children[1],
            parts(children, ast.Option),
            part(children, ast.Quoted),
            span=self.span(meta),
            annotations=carried(children),
        )

    def option(self, meta: Meta, children: list[Any]) -> ast.Option:
        return ast.Option(
            children[0],
            part(children, ast.Quoted),
            has(children, "DEFAULT"),
            span=self.span(meta),
            annotations=carried(children),
        )

    def panel_size(self, meta: Meta, children: list[Any]) -> list[ast.Numeral]:
        return list(parts(children, ast.Numeral))

    def panel_step(self, meta: Meta, children: list[Any]) -> ast.Numeral:
        return children[1]  # type: ignore[no-any-return]

    def panel(self, meta: Meta, children: list[Any]) -> ast.Panel:
        return ast.Panel(
            children[1],
            part(children, ast.Quoted),
            tuple(part(children, list) or ()),
            part(children, ast.Numeral),
            span=self.span(meta),
            annotations=carried(children),
        )

    # --- the tree of indicators -----------------------------------------------------------------------------------

    def scheme(self, meta: Meta, children: list[Any]) -> ast.Scheme:
        full = part(children, ast.Numeral)
        assert full is not None
        return ast.Scheme(
            children[1],
            full,
            part(children, ast.Quoted),
            _only(children[2:], _LINES),
            span=self.span(meta),
            annotations=carried(children),
        )

    def indicator(self, meta: Meta, children: list[Any]) -> ast.Indicator:
        return ast.Indicator(
            children[1],
            part(children, ast.Quoted),
            _only(children, _LINES),
            span=self.span(meta),
            annotations=carried(children),
        )

    def weight(self, meta: Meta, children: list[Any]) -> ast.Weight:
        return ast.Weight(_signed(children), part(children, ast.Ident), span=self.span(meta))

    def weight_line(self, meta: Meta, children: list[Any]) -> ast.Weight:
        return children[0]  # type: ignore[no-any-return]

    def measure(self, meta: Meta, children: list[Any]) -> ast.Measure:
        return ast.Measure(
            expressions(children)[0],
            part(children, ast.Ident),
            span=self.span(meta),
            annotations=carried(children),
        )

    def direction(self, meta: Meta, children: list[Any]) -> ast.Direction:
        return ast.Direction(children[1], span=self.span(meta), annotations=carried(children))

    def missing_policy(self, meta: Meta, children: list[Any]) -> ast.MissingPolicy:
        return ast.MissingPolicy(children[1], span=self.span(meta), annotations=carried(children))

    def method(self, meta: Meta, children: list[Any]) -> ast.Word:
        return children[0]  # type: ignore[no-any-return]

    def choice(self, meta: Meta, children: list[Any]) -> ast.Choice:
        return ast.Choice(children[0], children[1], span=self.span(meta), annotations=carried(children))

    def aggregation(self, meta: Meta, children: list[Any]) -> ast.Aggregation:
        reading = part(children, ast.Ident)
        return ast.Aggregation(
            None if reading else children[1],
            reading,
            parts(children, ast.Choice),
            span=self.span(meta),
            annotations=carried(children),
        )

    # --- scoring --------------------------------------------------------------------------------------------------

    def mark(self, meta: Meta, children: list[Any]) -> ast.Mark:
        if has(children, "FULL"):
            return ast.Mark(span=self.span(meta))
        return ast.Mark(_signed(children), part(children, ast.Ident), span=self.span(meta))

    def knot(self, meta: Meta, children: list[Any]) -> ast.Knot:
        return ast.Knot(children[0], children[2], span=self.span(meta))

    def linear(self, meta: Meta, children: list[Any]) -> ast.Linear:
        return ast.Linear(parts(children, ast.Knot), span=self.span(meta), annotations=carried(children))

    def step(self, meta: Meta, children: list[Any]) -> ast.Step:
        return ast.Step(
            str(children[0]), children[1], children[2], span=self.span(meta), annotations=carried(children)
        )

    def otherwise(self, meta: Meta, children: list[Any]) -> ast.Otherwise:
        return ast.Otherwise(children[1], span=self.span(meta), annotations=carried(children))

    def steps(self, meta: Meta, children: list[Any]) -> ast.Steps:
        rows = _only(children, (ast.Step, ast.Otherwise))
        return ast.Steps(rows, span=self.span(meta), annotations=carried(children))

    def per_unit(self, meta: Meta, children: list[Any]) -> ast.PerUnit:
        mark = part(children, ast.Mark)
        assert mark is not None
        return ast.PerUnit(
            expressions(children)[0],
            mark,
            part(children, ast.Mark, 1),
            has(children, "EACH_FULL"),
            span=self.span(meta),
            annotations=carried(children),
        )

    def item(self, meta: Meta, children: list[Any]) -> ast.Item:
        return ast.Item(children[0], children[1], span=self.span(meta), annotations=carried(children))

    def checklist(self, meta: Meta, children: list[Any]) -> ast.Checklist:
        return ast.Checklist(parts(children, ast.Item), span=self.span(meta), annotations=carried(children))

    def yes_no_scoring(self, meta: Meta, children: list[Any]) -> ast.YesNoScoring:
        return ast.YesNoScoring(span=self.span(meta), annotations=carried(children))

    def rank(self, meta: Meta, children: list[Any]) -> ast.Rank:
        return ast.Rank(expressions(children)[0], span=self.span(meta), annotations=carried(children))

    def expert_mark(self, meta: Meta, children: list[Any]) -> ast.ExpertMark:
        return ast.ExpertMark(part(children, ast.Ident), span=self.span(meta), annotations=carried(children))

    def open_scoring(self, meta: Meta, children: list[Any]) -> ast.OpenScoring:
        return ast.OpenScoring(children[2], span=self.span(meta), annotations=carried(children))

    # --- constraints, grades, designations ------------------------------------------------------------------------

    def constraint(self, meta: Meta, children: list[Any]) -> ast.Constraint:
        return ast.Constraint(
            children[1], expressions(children)[0], span=self.span(meta), annotations=carried(children)
        )

    def judgement(self, meta: Meta, children: list[Any]) -> ast.Judgement:
        return ast.Judgement(part(children, ast.Numeral), span=self.span(meta))

    def band(self, meta: Meta, children: list[Any]) -> ast.Band:
        conditions = list(expressions(children))
        requires = conditions.pop() if has(children, "REQUIRES") else None
        return ast.Band(
            children[0],
            conditions[0] if conditions else None,
            requires,
            span=self.span(meta),
            annotations=carried(children),
        )

    def grades(self, meta: Meta, children: list[Any]) -> ast.Grades:
        judgement = part(children, ast.Judgement)
        assert judgement is not None
        return ast.Grades(
            children[1],
            expressions(children)[0],
            judgement,
            parts(children, ast.Band),
            part(children, ast.Quoted),
            span=self.span(meta),
            annotations=carried(children),
        )

    def test(self, meta: Meta, children: list[Any]) -> ast.Test:
        return ast.Test(expressions(children)[0], span=self.span(meta), annotations=carried(children))

    def external(self, meta: Meta, children: list[Any]) -> ast.External:
        return ast.External(children[1], span=self.span(meta), annotations=carried(children))

    def open_condition(self, meta: Meta, children: list[Any]) -> ast.OpenCondition:
        return ast.OpenCondition(children[1], span=self.span(meta), annotations=carried(children))

    def part(self, meta: Meta, children: list[Any]) -> ast.Part:
        return ast.Part(_only(children, _CONDITIONS)[0], part(children, ast.Quoted), span=self.span(meta))

    def group_condition(self, meta: Meta, children: list[Any]) -> ast.Group:
        return ast.Group(
            children[0],
            parts(children, ast.Part),
            part(children, ast.Numeral),
            span=self.span(meta),
            annotations=carried(children),
        )

    def criterion(self, meta: Meta, children: list[Any]) -> ast.Criterion:
        return ast.Criterion(
            children[0], _only(children, _CONDITIONS)[0], part(children, ast.Quoted), span=self.span(meta)
        )

    def designation(self, meta: Meta, children: list[Any]) -> ast.Designation:
        return ast.Designation(
            children[1],
            parts(children, ast.Criterion),
            part(children, ast.Quoted),
            span=self.span(meta),
            annotations=carried(children),
        )

    def known_defect(self, meta: Meta, children: list[Any]) -> ast.KnownDefect:
        code, *named = parts(children, ast.Ident)
        quoted = parts(children, ast.Quoted)
        figures = parts(children, ast.Numeral)
        at = named[0] if named else quoted[0] if len(quoted) > 1 else None
        return ast.KnownDefect(code, quoted[-1], at, *figures, span=self.span(meta))

    def signed(self, meta: Meta, children: list[Any]) -> ast.Numeral:
        return _signed(children)


def _signed(children: list[Any]) -> ast.Numeral:
    """A numeral with the minus sign before it, if any."""
    number = part(children, ast.Numeral)
    assert number is not None
    minus = next((t for t in parts(children, Token) if t.type == "MINUS"), None)
    if minus is None:
        return number
    return ast.Numeral("-" + number.raw, -number.value, span=number.span)
