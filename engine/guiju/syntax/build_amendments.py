"""Parse tree to AST, the amendments."""

from __future__ import annotations

from typing import Any

from guiju.diagnostics.codes import problem
from guiju.diagnostics.model import Text
from guiju.source import Place
from guiju.syntax import ast
from guiju.syntax.build import carried, has, of_kinds, part, parts
from guiju.syntax.build_declarations import DeclarationBuild
from guiju.syntax.tokens import Meta, Token

_RELATIONS = frozenset({"AT", "BEFORE", "AFTER"})
_CHANGES = (ast.Change, ast.Deletion, ast.Addition, ast.Replacement)


class AmendmentBuild(DeclarationBuild):
    """What a revision changes in another one."""

    def amendment(self, meta: Meta, children: list[Any]) -> ast.Amendment:
        standard, revision, base = parts(children, ast.Ident)
        scopes = parts(children, tuple)
        quoted = parts(children, list)
        for found, what in ((scopes, Text("范围", "scope")), (quoted, Text("指纹", "fingerprint"))):
            if len(found) > 1:
                place = Place(self.source, standard.span)
                self.problems.append(problem("S116", place, name=standard.text, what=what))
        return ast.Amendment(
            standard,
            revision,
            base,
            part(children, ast.Quoted),
            parts(children, ast.HeaderLine),
            tuple(text for one in quoted for text in one),
            scopes[0] if scopes else None,
            tuple(child for child in children if isinstance(child, _CHANGES)),
            span=self.span(meta),
            annotations=carried(children),
        )

    def fingerprint(self, meta: Meta, children: list[Any]) -> list[ast.Quoted]:
        return [children[1]]

    def scope(self, meta: Meta, children: list[Any]) -> tuple[ast.Word, ...]:
        return parts(children[1:], ast.Word)

    def aspect(self, meta: Meta, children: list[Any]) -> ast.Ident | ast.Word:
        return children[0]  # type: ignore[no-any-return]

    panel_aspect = aspect

    def target(self, meta: Meta, children: list[Any]) -> ast.Target:
        kind, *rest = [child for child in children if not isinstance(child, Token)]
        if kind.terminal == "KNOWN":
            code, *at = [child for child in rest if not isinstance(child, ast.Word)]
            return ast.Target(kind, code, None, at[0] if at else None, span=self.span(meta))
        if has(rest, "FROM"):
            name, _, since = rest
            return ast.Target(kind, name, since=since, span=self.span(meta))
        name, *aspect = [*rest, None]
        return ast.Target(kind, name, aspect[0] if aspect else None, span=self.span(meta))

    def was(self, meta: Meta, children: list[Any]) -> ast.Wording:
        return children[1]  # type: ignore[no-any-return]

    def wording(self, meta: Meta, children: list[Any]) -> ast.Wording:
        operator = children[0] if isinstance(children[0], Token) else None
        return ast.Wording(children[-1], operator and str(operator), span=self.span(meta))

    def aggregate_aspect(self, meta: Meta, children: list[Any]) -> ast.Word:
        return children[0]  # type: ignore[no-any-return]

    def method_wording(self, meta: Meta, children: list[Any]) -> ast.Wording:
        return ast.Wording(children[0], span=self.span(meta))

    def change(self, meta: Meta, children: list[Any]) -> ast.Change:
        old, new = parts(children, ast.Wording)
        return ast.Change(children[1], old, new, span=self.span(meta), annotations=carried(children))

    def deletion(self, meta: Meta, children: list[Any]) -> ast.Deletion:
        old = part(children, ast.Wording)
        return ast.Deletion(children[1], old, span=self.span(meta), annotations=carried(children))

    def addition(self, meta: Meta, children: list[Any]) -> ast.Addition:
        head, content = self._halves(meta, children)
        relation = next((word for word in parts(head, ast.Word) if word.terminal in _RELATIONS), None)
        return ast.Addition(
            relation,
            part(head, ast.Target),
            content,
            part(head, ast.Wording),
            span=self.span(meta),
            annotations=carried(head),
        )

    def replacement(self, meta: Meta, children: list[Any]) -> ast.Replacement:
        head, content = self._halves(meta, children)
        target = part(head, ast.Target)
        assert target is not None
        return ast.Replacement(
            target, content, part(head, ast.Wording), span=self.span(meta), annotations=carried(head)
        )

    def _halves(self, meta: Meta, children: list[Any]) -> tuple[list[Any], tuple[ast.Node, ...]]:
        """What stands on the line of the change itself, and the nodes of the lines below it."""
        said = of_kinds(children, (ast.Target, ast.Wording))  # a formula may go on in the next line
        end = self._text.find("\n", max([meta.start_pos, *(one.span.end for one in said)]))
        head = [c for c in children if isinstance(c, ast.Node) and c.span.start < end]
        return head, tuple(c for c in children if isinstance(c, ast.Node) and c.span.start > end)
