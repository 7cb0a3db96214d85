"""Indentation to tokens: the filter between lexer and parser.

A new line ends a statement unless a bracket is open or the line ended in an operator, a comma or an arrow. Deeper
indentation opens a block, shallower closes blocks. Tabs and full-width blanks as indentation look like something else
on every screen, so they are refused.
"""

from __future__ import annotations

from collections.abc import Iterator

from guiju import limits
from guiju.syntax.tokens import Token

_OPENING = "_LPAR"
_BRACKETS = frozenset({_OPENING, "_RPAR"})
_CONTINUING = frozenset(
    {"PLUS", "MINUS", "TIMES", "SLASH", "COMPARE", "EQUALS", "ARROW", "AND", "OR", "NOT", "_COMMA"}
)
# Signs that may be repeated before an operand: a run of them nests as deep as brackets do.
_PREFIXES = frozenset({"MINUS", "NOT"})


class LayoutError(Exception):
    """Wrong layout: `code` names the finding, `start` and `end` the offsets it points at."""

    def __init__(self, code: str, start: int, end: int) -> None:
        super().__init__(code)
        self.code, self.start, self.end = code, start, end


class Layout:
    """Turns the indentation carried by `_NL` tokens into `_INDENT` and `_DEDENT`; one object serves many texts.

    The tokens it makes are of the class of those it is given: lark's parser knows its own only.
    """

    always_accept = ("_NL",)

    def process(self, stream: Iterator[Token]) -> Iterator[Token]:
        indents = [0]
        brackets: list[Token] = []
        before = ""
        size = run = 0
        last: Token | None = None
        for token in stream:
            last, kind = token, token.type
            size += 1
            run = run + 1 if kind == before and kind in _PREFIXES else 0
            if run > limits.EXPRESSION_DEPTH:
                raise LayoutError("S121", token.start_pos, token.end_pos)
            if size > limits.STATEMENT_TOKENS:
                raise LayoutError("S122", token.start_pos, token.end_pos)
            if kind == "_NL":
                if brackets or before in _CONTINUING:
                    continue
                yield from _line_end(token, indents)
                size = 0
                continue
            if kind in _BRACKETS:
                _count_brackets(token, brackets)
            before = kind
            yield token
        if brackets:
            raise LayoutError("S106", brackets[0].start_pos, brackets[0].end_pos)
        if last is not None:
            end, make = last.end_pos, type(last)
            yield from (make("_DEDENT", "", end, end_pos=end) for _ in indents[1:])


def _count_brackets(token: Token, brackets: list[Token]) -> None:
    if token.type == _OPENING:
        brackets.append(token)
        if len(brackets) > limits.EXPRESSION_DEPTH:
            raise LayoutError("S121", token.start_pos, token.end_pos)
    elif not brackets:
        raise LayoutError("S107", token.start_pos, token.end_pos)
    else:
        brackets.pop()


def _line_end(token: Token, indents: list[int]) -> Iterator[Token]:
    yield token
    make = type(token)
    indentation = token.rsplit("\n", 1)[1]
    end = token.end_pos
    start = end - len(indentation)
    if "\t" in indentation:
        raise LayoutError("S102", start, end)
    if indentation.strip(" "):
        raise LayoutError("S104", start, end)
    width = len(indentation)
    if width > indents[-1]:
        indents.append(width)
        if len(indents) > limits.BLOCK_DEPTH:
            raise LayoutError("S126", start, end)
        yield make("_INDENT", indentation, start, end_pos=end)
        return
    while width < indents[-1]:
        indents.pop()
        yield make("_DEDENT", "", start, end_pos=end)
    if width != indents[-1]:
        raise LayoutError("S103", start, end)
