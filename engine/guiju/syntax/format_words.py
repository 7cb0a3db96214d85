"""A rule file as the words the parser reads and what stands between them: nothing of the text is lost.

The words come from the parser's own lexer and layout, so that their terminals are the parser's; comments and blank
lines, which the parser does not see, are read from the text between two words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType
from typing import Any

from guiju.numbers.exact import normalise_digits
from guiju.source import Source
from guiju.syntax.driver import DoesNotFit
from guiju.syntax.grammar import parser
from guiju.syntax.parse import driver
from guiju.syntax.tokens import Token

# One spelling for each sign, as docs/language.md writes it.
_SIGNS: Mapping[str, str] = MappingProxyType(
    {"_COLON": ":", "_COMMA": ",", "_LPAR": "(", "_RPAR": ")", "ARROW": "→", "EQUALS": "=", "PLUS": "+",
     "MINUS": "-", "TIMES": "×", "SLASH": "/", "CARET": "^", "DOT": "."}
)  # fmt: skip
_COMPARISONS: Mapping[str, str] = MappingProxyType(
    {">=": "≥", "＞＝": "≥", "≧": "≥", "⩾": "≥", "<=": "≤", "＜＝": "≤", "≦": "≤", "⩽": "≤",
     "!=": "≠", "<>": "≠", "＞": ">", "＜": "<"}
)  # fmt: skip
_UNIT_SIGNS = str.maketrans("／％", "/%")


@dataclass(frozen=True, slots=True)
class Word:
    """One word: its terminal in the grammar, and the offsets of its text in the source."""

    terminal: str
    text: str
    start: int
    end: int

    @property
    def canonical(self) -> str:
        """The one spelling of this word. Quoted texts keep every character between their quotes."""
        match self.terminal:
            case "STRING":
                inner = self.text[1:-1]
                return self.text if '"' in inner else f'"{inner}"'
            case "COMPARE":
                return _COMPARISONS.get(self.text, self.text)
            case "NUMBER" | "DATE":
                return normalise_digits(self.text)
            case "UNIT":
                return self.text.translate(_UNIT_SIGNS)
            case _:
                return _SIGNS.get(self.terminal, self.text)


@dataclass(frozen=True, slots=True)
class Remark:
    """A line of its own between two words: a comment with the width of its indentation, or (empty) a blank line."""

    text: str
    indentation: int


@dataclass(frozen=True, slots=True)
class Gap:
    """What stands between two words: the comment that ends the line of the first one, and the lines after it.

    `breaks` says that the second word begins another line.
    """

    comment: str
    remarks: tuple[Remark, ...]
    breaks: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One line as the grammar counts: a statement, or a row of a block.

    `indentation` is its width as written and `depth` its level. `inside[i]` stands after `words[i]`, and `after` after
    the last word.
    """

    words: tuple[Word, ...]
    depth: int
    indentation: int
    inside: tuple[Gap, ...]
    after: Gap


@dataclass(frozen=True, slots=True)
class Written:
    """A whole file: what stands above the first line, and the lines."""

    before: Gap
    lines: tuple[Line, ...]


def read(source: Source) -> Written:
    """The words of a text that `parse` accepts."""
    text = source.text if source.text.endswith("\n") else source.text + "\n"
    found = _lines(text)
    if not found:
        return Written(_gap("\n" + text), ())
    ends = [words[-1].end for words, _ in found]
    starts = [words[0].start for words, _ in found[1:]] + [len(text)]
    lines = tuple(
        Line(
            words,
            depth,
            words[0].start - text.rfind("\n", 0, words[0].start) - 1,
            tuple(_gap(text[a.end : b.start]) for a, b in pairwise(words)),
            _gap(text[end:start]),
        )
        for (words, depth), end, start in zip(found, ends, starts, strict=True)
    )
    return Written(_gap("\n" + text[: found[0][0][0].start]), lines)


def _lines(text: str) -> list[tuple[tuple[Word, ...], int]]:
    """The words of each line, and its depth."""
    found: list[tuple[tuple[Word, ...], int]] = []
    words: list[Word] = []
    depth = 0
    for token in _tokens(text):
        match token.type:
            case "_NL":
                if words:
                    found.append((tuple(words), depth))
                    words = []
            case "_INDENT":
                depth += 1
            case "_DEDENT":
                depth -= 1
            case _:
                words.append(Word(token.type, str(token), token.start_pos, token.end_pos))
    return found


def _tokens(text: str) -> Iterable[Token]:
    try:
        return driver().words(text)
    except DoesNotFit:  # a statement is so large that only lark reads it
        tokens: Any = parser().parse_interactive(text).iter_parse()
        return tuple(tokens)


_BLANKS = " \t\u3000\u00a0"


def _gap(text: str) -> Gap:
    first, *rest = text.split("\n")
    # The last piece is the indentation of the next word, or nothing at the end of the file.
    remarks = tuple(Remark(_comment(row), len(row) - len(row.lstrip(_BLANKS))) for row in rest[:-1])
    return Gap(_comment(first), _joined(remarks), bool(rest))


def _comment(text: str) -> str:
    """A comment with the ASCII sign and without blanks around it."""
    return re.sub("^＃", "#", text.strip(_BLANKS))


def _joined(remarks: tuple[Remark, ...]) -> tuple[Remark, ...]:
    """At most one blank line in a row."""
    return tuple(remark for i, remark in enumerate(remarks) if remark.text or i == 0 or remarks[i - 1].text)
