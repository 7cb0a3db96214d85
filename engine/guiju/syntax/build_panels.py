"""Parse tree to AST, the panels of experts."""

from __future__ import annotations

from typing import Any

from guiju.syntax import ast
from guiju.syntax.build import ExpressionBuild, carried, has, of_kinds, part, parts
from guiju.syntax.tokens import Meta, Token

_LINES = (
    ast.PanelSize, ast.PanelStep, ast.Trim, ast.Rounding, ast.PanelAverage, ast.AbsentMarks, ast.Deviation,
)  # fmt: skip


class PanelBuild(ExpressionBuild):
    """A panel and the lines of its block."""

    def panel(self, meta: Meta, children: list[Any]) -> ast.Panel:
        return ast.Panel(
            children[1],
            part(children, ast.Quoted),
            of_kinds(children, _LINES),
            span=self.span(meta),
            annotations=carried(children),
        )

    def panel_size(self, meta: Meta, children: list[Any]) -> ast.PanelSize:
        return ast.PanelSize(parts(children, ast.Numeral), span=self.span(meta))

    def panel_step(self, meta: Meta, children: list[Any]) -> ast.PanelStep:
        return ast.PanelStep(children[1], span=self.span(meta))

    def panel_trim(self, meta: Meta, children: list[Any]) -> ast.Trim:
        *count, experts = parts(children, ast.Numeral)
        operator = part(children, Token)
        return ast.Trim(str(operator), experts, count[0] if count else None, span=self.span(meta))

    def panel_round(self, meta: Meta, children: list[Any]) -> ast.Rounding:
        return ast.Rounding(children[1], children[3], span=self.span(meta))

    def averaging(self, meta: Meta, children: list[Any]) -> ast.Averaging:
        return ast.Averaging(children[0], has(children, "MEDIAN"), span=self.span(meta))

    def panel_average(self, meta: Meta, children: list[Any]) -> ast.PanelAverage:
        return ast.PanelAverage(children[1], span=self.span(meta))

    def panel_reading(self, meta: Meta, children: list[Any]) -> ast.PanelAverage:
        return ast.PanelAverage(
            None,
            part(children, ast.Ident),
            parts(children, ast.PanelChoice),
            span=self.span(meta),
            annotations=carried(children),
        )

    def panel_choice(self, meta: Meta, children: list[Any]) -> ast.PanelChoice:
        averaging = part(children, ast.Averaging)
        assert averaging is not None
        return ast.PanelChoice(
            children[0],
            averaging,
            part(children, ast.Trim),
            span=self.span(meta),
            annotations=carried(children),
        )

    def panel_absent(self, meta: Meta, children: list[Any]) -> ast.AbsentMarks:
        return ast.AbsentMarks(children[1], span=self.span(meta))

    def panel_deviation(self, meta: Meta, children: list[Any]) -> ast.Deviation:
        return ast.Deviation(children[1], span=self.span(meta))
