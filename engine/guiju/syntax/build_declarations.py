"""Parse tree to AST, the declarations: header, clauses, units, inputs, names for values, readings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from guiju.diagnostics.codes import problem
from guiju.diagnostics.model import Text
from guiju.source import Place
from guiju.syntax import ast
from guiju.syntax.build import carried, expressions, has, of_kinds, part, parts
from guiju.syntax.build_panels import PanelBuild
from guiju.syntax.tokens import Meta, Token

_TYPES = (
    ast.NumberSpec,
    ast.SeriesSpec,
    ast.YesNoSpec,
    ast.ChoiceSpec,
    ast.ListSpec,
    ast.TextSpec,
    ast.DateSpec,
)


@dataclass(frozen=True, slots=True)
class _Fallback:
    """What stands after `缺省`, told apart from other expressions of the line."""

    value: ast.Expr


class DeclarationBuild(PanelBuild):
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

    number_line = revision_line = status_line = date_line = replaces_line = language_line = _header

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

    def series_type(self, meta: Meta, children: list[Any]) -> ast.SeriesSpec:
        return ast.SeriesSpec(children[1], span=self.span(meta))

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

    def usual(self, meta: Meta, children: list[Any]) -> ast.UsualSpec:
        return ast.UsualSpec(children[1], children[3], span=self.span(meta))

    def fallback(self, meta: Meta, children: list[Any]) -> _Fallback:
        return _Fallback(children[1])

    def bounds(self, meta: Meta, children: list[Any]) -> tuple[ast.BoundSpec, ...]:
        return parts(children, ast.BoundSpec)

    def field(self, meta: Meta, children: list[Any]) -> ast.FieldLine:
        return ast.FieldLine(
            children[0],
            of_kinds(children, _TYPES)[0],
            part(children, ast.Quoted),
            part(children, tuple) or (),
            part(children, ast.UsualSpec),
            self._former_names(children),
            span=self.span(meta),
            annotations=carried(children),
        )

    @staticmethod
    def _former_names(children: list[Any]) -> tuple[ast.Ident, ...]:
        """The names after `原名`."""
        words = (isinstance(child, ast.Word) and child.terminal == "FORMERLY" for child in children)
        start = next((at for at, found in enumerate(words) if found), len(children))
        return parts(children[start:], ast.Ident)

    def formerly(self, meta: Meta, children: list[Any]) -> ast.Formerly:
        names = self._former_names(children)
        return ast.Formerly(names, span=self.span(meta), annotations=carried(children))

    def evidence(self, meta: Meta, children: list[Any]) -> list[ast.Word]:
        return list(parts(children[1:], ast.Word))

    def provider(self, meta: Meta, children: list[Any]) -> list[ast.Quoted]:
        return [children[1]]

    def input(self, meta: Meta, children: list[Any]) -> ast.Input:
        listed = [entry for group in parts(children, list) for entry in group]
        fallback = part(children, _Fallback)
        for kind, zh, en in ((ast.UsualSpec, "常见", "usual"), (_Fallback, "缺省", "fallback")):
            if len(parts(children, kind)) > 1:
                place = Place(self.source, self.span(meta))
                self.problems.append(problem("S116", place, name=children[1].text, what=Text(zh, en)))
        return ast.Input(
            children[1],
            of_kinds(children, _TYPES)[0],
            part(children, ast.Quoted),
            part(children, tuple) or (),
            parts(children, ast.FieldLine),
            parts(listed, ast.Word),
            parts(listed, ast.Quoted),
            part(children, ast.UsualSpec),
            fallback.value if fallback else None,
            parts(children, ast.Formerly),
            span=self.span(meta),
            annotations=carried(children),
        )

    def grouping(self, meta: Meta, children: list[Any]) -> list[ast.Expr]:
        return list(expressions(children))

    def population(self, meta: Meta, children: list[Any]) -> ast.Population:
        return ast.Population(
            children[1],
            part(children, ast.Quoted),
            part(children, ast.Numeral),
            tuple(one for line in parts(children, list) for one in line),
            span=self.span(meta),
            annotations=carried(children),
        )

    # --- names for values -----------------------------------------------------------------------------------------

    def dated_value(self, meta: Meta, children: list[Any]) -> ast.DatedValue:
        return ast.DatedValue(
            children[1],
            expressions(children)[0],
            span=self.span(meta),
            annotations=carried(children),
        )

    def parameter(self, meta: Meta, children: list[Any]) -> ast.Parameter:
        written = expressions(children)
        return ast.Parameter(
            children[1],
            written[0] if written else None,
            part(children, ast.Quoted),
            parts(children, ast.DatedValue),
            span=self.span(meta),
            annotations=carried(children),
        )

    def columns(self, meta: Meta, children: list[Any]) -> tuple[ast.Ident, ...]:
        return parts(children, ast.Ident)

    def cell(self, meta: Meta, children: list[Any]) -> ast.Cell:
        operator = part(children, Token)
        return ast.Cell(children[-1], None if operator is None else str(operator), span=self.span(meta))

    def table_row(self, meta: Meta, children: list[Any]) -> ast.TableRow:
        return ast.TableRow(
            part(children, ast.Ident),
            parts(children, ast.Cell),
            span=self.span(meta),
            annotations=carried(children),
        )

    def table(self, meta: Meta, children: list[Any]) -> ast.Table:
        return ast.Table(
            children[1],
            parts(children, ast.TableRow),
            part(children, ast.Quoted),
            part(children, tuple) or (),
            span=self.span(meta),
            annotations=carried(children),
        )

    def definition(self, meta: Meta, children: list[Any]) -> ast.Definition:
        return ast.Definition(
            children[1],
            expressions(children)[0],
            part(children, ast.Quoted),
            part(children, ast.Ident, 1),
            part(children, ast.ChoiceSpec),
            has(children, "RESULT"),
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
            of_kinds(children, (ast.Change, ast.Deletion, ast.Addition, ast.Replacement)),
            span=self.span(meta),
            annotations=carried(children),
        )
