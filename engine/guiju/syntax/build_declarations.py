"""Parse tree to AST, the declarations: header, clauses, units, inputs, names for values, readings, panels."""

from __future__ import annotations

from typing import Any

from lark import Token, v_args
from lark.tree import Meta

from guiju.syntax import ast
from guiju.syntax.build import ExpressionBuild, carried, expressions, has, of_kinds, part, parts

_TYPES = (ast.NumberSpec, ast.YesNoSpec, ast.ChoiceSpec, ast.ListSpec, ast.TextSpec, ast.DateSpec)


@v_args(meta=True)
class DeclarationBuild(ExpressionBuild):
    """What a file declares before its tree of indicators."""

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
            of_kinds(children, _TYPES)[0],
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
            of_kinds(children, _TYPES)[0],
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
