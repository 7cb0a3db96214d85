"""The grammar, and lark's parser of it.

lark is slow to start and slower to make its tables. A text without a mistake needs neither: see driver.py.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from guiju.shipped import shipped
from guiju.syntax.keywords import terminal_definitions
from guiju.syntax.layout import Layout

if TYPE_CHECKING:
    from lark import Lark

GRAMMAR_FILES = ("statements.lark", "expressions.lark", "terminals.lark")


@cache
def grammar_text() -> str:
    """The whole grammar: the files of `grammar/` and the keyword terminals."""
    folder = shipped("grammar")
    files = [(folder / name).read_text(encoding="utf-8") for name in GRAMMAR_FILES]
    return "\n".join([*files, terminal_definitions()])


@cache
def parser() -> Lark:
    """The parser, built once in a process."""
    from lark import Lark

    return Lark(
        grammar_text(),
        start="file",
        parser="lalr",
        lexer="contextual",
        postlex=Layout(),
        propagate_positions=True,
        maybe_placeholders=False,
    )
