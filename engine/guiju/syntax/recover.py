"""Read a text that has a mistake, or a statement so large that its depth has to be measured: lark parses it.

What cannot be read is blanked out and the rest is read again, until nothing is left or too much is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from lark import Tree, UnexpectedCharacters, UnexpectedInput, UnexpectedToken

from guiju import limits
from guiju.diagnostics.codes import problem
from guiju.diagnostics.model import Diagnostic
from guiju.source import Place, Source, Span
from guiju.syntax import ast
from guiju.syntax.build_statements import build
from guiju.syntax.grammar import parser
from guiju.syntax.layout import LayoutError
from guiju.syntax.mistakes import CONTINUING, explain
from guiju.syntax.tokens import Token

_NESTING = frozenset({"negation", "negated", "conditional", "power", "call", "attribute"})
_WIDE = frozenset({"sum", "product", "conjunction", "disjunction", "comparison", "call", "attribute"})


def recover(source: Source, text: str) -> tuple[ast.File | None, tuple[Diagnostic, ...]]:
    """The AST, or the mistakes. `text` is that of the source with a new line at its end."""
    tree, mistakes = _tree(source, text)
    if mistakes or tree is None:
        return None, mistakes
    if deep := _too_deep(source, tree):
        return None, tuple(deep)
    return build(source, tree)


def _tree(source: Source, text: str) -> tuple[Tree[Any] | None, tuple[Diagnostic, ...]]:
    """The parse tree, or every mistake that can be told apart from the ones before it."""
    problems: list[Diagnostic] = []
    touched: set[int] = set()
    while len(problems) < limits.SYNTAX_ERRORS:
        try:
            return parser().parse(text), tuple(problems)
        except (UnexpectedInput, LayoutError) as error:
            found = _finding(source, error)
            offset = min(found.place.span.start if found.place else 0, len(source.text))
            line = source.position(offset).line
            if not (_is_hole(error) and touched & {line - 1, line, line + 1}):
                problems.append(found)
            whole = line in touched or found.code.id in ("S106", "S110", "S121", "S122")
            rest = None if whole else _without_rest(source, text, offset)
            if rest is None:
                # Where only a block is missing, the statement that lacks it goes and not the one after it.
                line = (
                    _last_written(text, offset)
                    if _is_hole(error) or not text.split("\n")[line - 1].strip()
                    else line
                )
            shorter = rest or _without_statement(text, line, touched)
            touched.add(line)
            if not shorter.strip() or shorter == text:
                break
            text = shorter
    return None, tuple(problems)


def _finding(source: Source, error: UnexpectedInput | LayoutError) -> Diagnostic:
    if isinstance(error, LayoutError):
        limit = {"S121": limits.EXPRESSION_DEPTH, "S122": limits.OPERANDS}.get(error.code, limits.BLOCK_DEPTH)
        return problem(
            error.code, Place(source, Span(error.start, max(error.end, error.start + 1))), limit=limit
        )
    if isinstance(error, UnexpectedToken):
        token = error.token
        start = token.start_pos if token.start_pos is not None else len(source.text)
        expected = _accepted(error)
        return explain(
            source, Token(token.type, str(token), start, end_pos=start + len(str(token))), expected
        )
    assert isinstance(error, UnexpectedCharacters)
    at: int = getattr(error, "pos_in_stream", 0)
    return explain(source, Token("?", source.text[at : at + 1], at, end_pos=at + 1), error.allowed or ())


def _indentation(line: str) -> int:
    return len(line) - len(line.lstrip())


def _is_hole(error: UnexpectedInput | LayoutError) -> bool:
    """Whether an error may be only the hole that an earlier blanked statement left."""
    if isinstance(error, LayoutError):
        return error.code == "S103"
    if not isinstance(error, UnexpectedToken):
        return False
    return error.token.type in ("_INDENT", "_DEDENT", "_NL", "$END") or _accepted(error) == {"_INDENT"}


def _accepted(error: UnexpectedToken) -> frozenset[str]:
    """The terminals that could stand where the error is."""
    accepts: Callable[[], Iterable[str]] = error.interactive_parser.accepts
    return frozenset(accepts())


def _without_rest(source: Source, text: str, offset: int) -> str | None:
    """Blank out a line from a mistake on, keeping its beginning and its block; None where it has no beginning."""
    start = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", offset)
    kept = text[start:offset]
    if (
        not kept.strip()
        or sum(kept.count(char) for char in "(（") > sum(kept.count(char) for char in ")）")
        or text[:offset].rstrip()[-1] in CONTINUING
        or offset >= len(source.text)
        or end == offset
    ):
        return None
    return text[:offset] + " " * (end - offset) + text[end:]


def _last_written(text: str, offset: int) -> int:
    """The number of the last line before `offset` that is not blank."""
    return text.count("\n", 0, len(text[:offset].rstrip())) + 1


def _without_statement(text: str, line: int, touched: set[int]) -> str:
    """Blank out a line and what is indented below it; offsets stay as they are."""
    lines = text.split("\n")
    number = min(line, len(lines))
    depth = _indentation(lines[number - 1])
    while True:
        lines[number - 1] = " " * len(lines[number - 1])
        touched.add(number)
        number += 1
        if number > len(lines) or (lines[number - 1].strip() and _indentation(lines[number - 1]) <= depth):
            return "\n".join(lines)


def _too_deep(source: Source, tree: Tree[Any]) -> list[Diagnostic]:
    """Limits on depth and width, found without recursion."""
    stack: list[tuple[Tree[Any], int]] = [(tree, 0)]
    while stack:
        node, depth = stack.pop()
        place = Place(source, Span(node.meta.start_pos, node.meta.end_pos)) if not node.meta.empty else None
        depth += node.data in _NESTING
        if depth > limits.EXPRESSION_DEPTH:
            return [problem("S121", place, limit=limits.EXPRESSION_DEPTH)]
        count = sum(isinstance(child, Tree) for child in node.children) if node.data in _WIDE else 0
        if count > limits.OPERANDS or (
            node.data == "attribute" and len(node.children) > limits.EXPRESSION_DEPTH
        ):
            return [problem("S122", place, limit=limits.OPERANDS)]
        stack.extend((child, depth) for child in node.children if isinstance(child, Tree))
    return []
