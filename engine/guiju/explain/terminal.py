"""Document to terminal: plain text for pipes and files, rich for people at a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from types import MappingProxyType
from typing import TYPE_CHECKING

from guiju.diagnostics.model import Lang
from guiju.evaluate.outcome import Outcome
from guiju.explain.compose import Part, Role, compose
from guiju.explain.document import Document, Line, LineKind, Mark
from guiju.explain.paragraphs import explain
from guiju.explain.wrap import fold
from guiju.source import cell_width
from guiju.text import visible

if TYPE_CHECKING:
    from rich.console import Console

WIDTH = 100
_STEP = 2
_LEAST = 24  # cells that stay for text however deep a line is

_STYLES = MappingProxyType(
    {
        Role.PLAIN: "",
        Role.MARK: "bold",
        Role.HEAD: "cyan",
        Role.NAME: "bold",
        Role.LABEL: "",
        Role.FORMULA: "",
        Role.NUMBERS: "",
        Role.VALUE: "bold",
        Role.CLAUSE: "blue",
        Role.SOURCE: "dim",
        Role.SYNTHETIC: "yellow",
    }
)
_MARK_STYLES = MappingProxyType(
    {
        Mark.NONE: "",
        Mark.YES: "green",
        Mark.NO: "red",
        Mark.OPEN: "yellow",
        Mark.OUT: "dim",
        Mark.WARNING: "bold yellow",
    }
)

Styled = tuple[str, str]  # style, text
Row = list[Styled]


def explain_text(
    outcome: Outcome, lang: Lang, *, depth: int | None = None, only: str | None = None, width: int = WIDTH
) -> str:
    """The explanation as plain text, no line wider than `width` cells. Raises KeyError for an unknown `only`."""
    document = explain(outcome, lang, depth=depth, only=only)
    rows = ("".join(text for _, text in row).rstrip() for row in _rows(document, width))
    return "\n".join(rows) + "\n"


def explain_rich(
    outcome: Outcome, lang: Lang, console: Console, *, depth: int | None = None, only: str | None = None
) -> None:
    """The explanation in colour, as wide as the console. What comes from data is never read as markup."""
    from rich.text import Text

    for row in _rows(explain(outcome, lang, depth=depth, only=only), console.width):
        line = Text(no_wrap=True, overflow="ignore", end="\n")
        for style, pieces in groupby(row, key=itemgetter(0)):
            line.append("".join(text for _, text in pieces), style=style)
        console.print(line, soft_wrap=True, highlight=False)


def _rows(document: Document, width: int) -> Iterator[Row]:
    yield from _folded([("bold", visible(document.title))], width, "", "  ")
    for line in document.facts:
        yield from _line(line, document.lang, width)
    for section in document.sections:
        yield []
        yield [("bold underline", section.title)]
        for line in section.lines:
            yield from _line(line, document.lang, width)


def _line(line: Line, lang: Lang, width: int) -> Iterator[Row]:
    """One line, folded under its first word."""
    deep = max(0, min(_STEP * (line.depth + 1), width - _LEAST))
    indent = " " * deep
    mark = f"{line.mark} " if line.mark else ""
    parts: Row = [(_MARK_STYLES[line.mark], mark)] if mark else []
    parts += [(_STYLES[part.role], visible(part.text)) for part in compose(line, lang)]
    hang = indent + " " * (cell_width(mark) if mark else _STEP)
    yield from _folded(parts, width, indent, hang)


def _folded(parts: Row, width: int, first: str, rest: str) -> Iterator[Row]:
    for indent, row in fold(parts, width, first, rest):
        yield [("", indent), *row]


__all__ = ["LineKind", "Part", "explain_rich", "explain_text"]
