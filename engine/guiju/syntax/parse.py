"""Text to AST.

A mistake does not hide the next one: the statement it stands in is blanked out, with what is indented below it, and
the rest is parsed again (recover.py). `parse` answers every text with findings and never raises.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from guiju import limits
from guiju.diagnostics.codes import problem
from guiju.diagnostics.model import Diagnostic
from guiju.source import Place, Source, Span
from guiju.syntax import ast
from guiju.syntax.build_statements import StatementBuild
from guiju.syntax.driver import DoesNotFit, Driver
from guiju.syntax.grammar import grammar_text, parser
from guiju.syntax.kept import kept_tables
from guiju.syntax.layout import Layout, LayoutError

if TYPE_CHECKING:
    from guiju.syntax.tables import Tables

_BLANKS = "\n\t\u3000\u00a0"


@dataclass(frozen=True, slots=True)
class Parsed:
    """The AST (None when nothing could be read) and what is wrong with the text."""

    file: ast.File | None
    problems: tuple[Diagnostic, ...]


@cache
def driver() -> Driver:
    """The quick way to the AST, for texts without a mistake; made once in a process."""
    return Driver(kept_tables(grammar_text(), _tables), Layout())


def _tables() -> Tables:
    from guiju.syntax.tables import tables_of

    return tables_of(parser())


def parse(source: Source) -> Parsed:
    """Parse one rule file."""
    if forbidden := _forbidden(source):
        return Parsed(None, tuple(forbidden))
    text = source.text if source.text.endswith("\n") else source.text + "\n"
    builder = StatementBuild(source)
    try:
        return Parsed(driver()(text, builder), tuple(builder.problems))
    except (DoesNotFit, LayoutError):
        from guiju.syntax.recover import recover

        return Parsed(*recover(source, text))


def _forbidden(source: Source) -> list[Diagnostic]:
    """Characters that cannot be seen or that reorder what is seen."""
    visible = source.text
    for blank in _BLANKS:
        visible = visible.replace(blank, "")
    if visible.isprintable():
        return []
    found = []
    for offset, char in enumerate(source.text):
        if char in "\n\t" or char.isprintable():
            continue
        if unicodedata.category(char) in ("Cc", "Cf", "Co", "Cs", "Cn") or char in "\u2028\u2029":
            place = Place(source, Span(offset, offset + 1))
            found.append(problem("S108", place, shown=f"U+{ord(char):04X}"))
            if len(found) >= limits.SYNTAX_ERRORS:
                break
    return found
