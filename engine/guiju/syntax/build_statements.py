"""Parse tree to AST, the statements: the tree of indicators, grades, designations, and the file as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from guiju.diagnostics.model import Diagnostic
from guiju.source import Source
from guiju.syntax import ast
from guiju.syntax.build import carried, expressions, has, of_kinds, part, parts
from guiju.syntax.build_amendments import AmendmentBuild
from guiju.syntax.tokens import Meta, Token

if TYPE_CHECKING:
    from lark import Tree

_LINES = (
    ast.Indicator, ast.Measure, ast.Direction, ast.Linear, ast.Steps, ast.PerUnit, ast.Checklist, ast.YesNoScoring,
    ast.Rank, ast.Direct, ast.Deductions, ast.ExpertMark, ast.OpenScoring, ast.Aggregation, ast.MissingPolicy,
    ast.Weight, ast.Veto, ast.Applies, ast.Ceiling, ast.Floor, ast.Adjustment, ast.Formerly,
)  # fmt: skip
_CONDITIONS = (ast.Test, ast.Group, ast.External, ast.OpenCondition)
_DECLARATIONS = (
    ast.Standard, ast.ClauseList, ast.UnitDeclaration, ast.Input, ast.Population, ast.Parameter, ast.Table,
    ast.Definition, ast.Reading, ast.Panel, ast.Scheme, ast.Constraint, ast.Grades, ast.Ranking, ast.Designation,
    ast.KnownDefect, ast.Amendment,
)  # fmt: skip


class StatementBuild(AmendmentBuild):
    """One method for each rule; a rule not named in these classes is inlined by the grammar."""

    def file(self, meta: Meta, children: list[Any]) -> ast.File:
        return ast.File(self.source, of_kinds(children, _DECLARATIONS))

    # --- the tree of indicators -----------------------------------------------------------------------------------

    def scheme(self, meta: Meta, children: list[Any]) -> ast.Scheme:
        full = part(children, ast.Numeral)
        assert full is not None
        return ast.Scheme(
            children[1],
            full,
            part(children, ast.Quoted),
            of_kinds(children[2:], _LINES),
            span=self.span(meta),
            annotations=carried(children),
        )

    def indicator(self, meta: Meta, children: list[Any]) -> ast.Indicator:
        return ast.Indicator(
            children[1],
            part(children, ast.Quoted),
            of_kinds(children, _LINES),
            span=self.span(meta),
            annotations=carried(children),
        )

    def weight(self, meta: Meta, children: list[Any]) -> ast.Weight:
        return ast.Weight(
            _signed(children), part(children, ast.Ident), part(children, ast.Numeral, 1), span=self.span(meta)
        )

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
        *state, word = [w for w in parts(children, ast.Word) if w.terminal not in ("MISSING", "AT_LEAST")]
        return ast.MissingPolicy(
            word,
            state[0] if state else None,
            part(children, ast.Quantity),
            span=self.span(meta),
            annotations=carried(children),
        )

    def policy(self, meta: Meta, children: list[Any]) -> ast.Word:
        return children[0]  # type: ignore[no-any-return]

    def veto(self, meta: Meta, children: list[Any]) -> ast.Veto:
        return ast.Veto(children[1], span=self.span(meta), annotations=carried(children))

    def applies(self, meta: Meta, children: list[Any]) -> ast.Applies:
        return ast.Applies(children[1], span=self.span(meta), annotations=carried(children))

    def ceiling(self, meta: Meta, children: list[Any]) -> ast.Ceiling:
        return ast.Ceiling(children[1], span=self.span(meta), annotations=carried(children))

    def floor(self, meta: Meta, children: list[Any]) -> ast.Floor:
        return ast.Floor(children[1], span=self.span(meta), annotations=carried(children))

    def adjusting(self, meta: Meta, children: list[Any]) -> ast.Adjusting:
        value, *unit = expressions(children)
        mark = part(children, ast.Mark)
        assert mark is not None
        words = [w for w in parts(children, ast.Word) if w.terminal in ("GIVES", "DEDUCTS")]
        return ast.Adjusting(
            value,
            mark,
            words[0] if words else None,
            unit[0] if unit else None,
            has(children, "EACH_FULL"),
            part(children, ast.Mark, 1),
            span=self.span(meta),
            annotations=carried(children),
        )

    def adjustment(self, meta: Meta, children: list[Any]) -> ast.Adjustment:
        return ast.Adjustment(
            children[0],
            children[1],
            parts(children, ast.Adjusting),
            part(children, ast.Quoted),
            part(children, ast.Mark),
            span=self.span(meta),
            annotations=carried(children),
        )

    def method(self, meta: Meta, children: list[Any]) -> ast.Word:
        return children[0]  # type: ignore[no-any-return]

    def choice(self, meta: Meta, children: list[Any]) -> ast.Choice:
        return ast.Choice(children[0], children[1], span=self.span(meta), annotations=carried(children))

    def level(self, meta: Meta, children: list[Any]) -> tuple[ast.Ident]:
        return (children[0],)  # apart from the name of a reading

    def aggregation(self, meta: Meta, children: list[Any]) -> ast.Aggregation:
        reading = part(children, ast.Ident)
        formula = expressions(children)
        levels = part(children, tuple)
        return ast.Aggregation(
            None if reading or formula else parts(children, ast.Word)[1],
            reading,
            parts(children, ast.Choice),
            formula[0] if formula else None,
            levels[0] if levels else None,
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
        rows = of_kinds(children, (ast.Step, ast.Otherwise))
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

    def direct(self, meta: Meta, children: list[Any]) -> ast.Direct:
        return ast.Direct(span=self.span(meta), annotations=carried(children))

    def deductions(self, meta: Meta, children: list[Any]) -> ast.Deductions:
        return ast.Deductions(
            parts(children, ast.Adjusting),
            part(children, ast.Mark),
            span=self.span(meta),
            annotations=carried(children),
        )

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
        words = [
            w for w in parts(children, ast.Word) if w.terminal not in ("FULL_VALUE", "ROUNDED", "PLACES")
        ]
        return ast.Judgement(part(children, ast.Numeral), words[0] if words else None, span=self.span(meta))

    def grade_cap(self, meta: Meta, children: list[Any]) -> ast.GradeCap:
        return ast.GradeCap(
            children[1], expressions(children)[0], span=self.span(meta), annotations=carried(children)
        )

    def grade_veto(self, meta: Meta, children: list[Any]) -> ast.GradeVeto:
        return ast.GradeVeto(children[1], span=self.span(meta), annotations=carried(children))

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
            of_kinds(children, (ast.GradeCap, ast.GradeVeto)),
            part(children, ast.Direction),
            span=self.span(meta),
            annotations=carried(children),
        )

    def ranking_key(self, meta: Meta, children: list[Any]) -> ast.RankingKey:
        return ast.RankingKey(children[1], children[2], span=self.span(meta), annotations=carried(children))

    def ties(self, meta: Meta, children: list[Any]) -> ast.Ties:
        return ast.Ties(children[1], span=self.span(meta), annotations=carried(children))

    def ranking(self, meta: Meta, children: list[Any]) -> ast.Ranking:
        name, population = parts(children, ast.Ident)
        return ast.Ranking(
            name,
            population,
            parts(children, ast.RankingKey),
            part(children, ast.Quoted),
            parts(children, ast.Ties),
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
        return ast.Part(of_kinds(children, _CONDITIONS)[0], part(children, ast.Quoted), span=self.span(meta))

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
            children[0], of_kinds(children, _CONDITIONS)[0], part(children, ast.Quoted), span=self.span(meta)
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


def build(source: Source, tree: Tree[Any]) -> tuple[ast.File, tuple[Diagnostic, ...]]:
    """The AST of lark's parse tree, and what is wrong with single tokens."""
    builder = StatementBuild(source)
    return _built(builder, tree), tuple(builder.problems)


def _built(builder: StatementBuild, node: Any) -> Any:
    if isinstance(node, str):  # lark's own token
        token: Any = node
        return builder.word(Token(token.type, str(token), token.start_pos, end_pos=token.end_pos))
    return getattr(builder, node.data)(node.meta, [_built(builder, child) for child in node.children])
