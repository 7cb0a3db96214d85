"""Where the parser stopped, as the recognisers of mistakes look at it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from guiju.diagnostics.model import Edit, Fix, Text
from guiju.diagnostics.spoken import is_english
from guiju.source import Place, Source, Span
from guiju.syntax.keywords import keywords
from guiju.syntax.tokens import Token


@dataclass(frozen=True)
class Spot:
    """An unexpected token: its offset, and the terminals that could stand there."""

    source: Source
    start: int
    token: Token
    terminals: frozenset[str]

    @cached_property
    def first(self) -> int:
        """The offset at which the line begins."""
        return self.source.text.rfind("\n", 0, self.start) + 1

    @cached_property
    def line(self) -> str:
        """The whole line."""
        return self.source.text[self.first :].partition("\n")[0]

    @property
    def before(self) -> str:
        """The line up to the mistake."""
        return self.line[: self.start - self.first]

    @property
    def rest(self) -> str:
        """The line from the mistake on."""
        return self.line[self.start - self.first :]

    @property
    def at_start(self) -> bool:
        """Whether the mistake is the first thing of its line."""
        return not self.before.strip()

    @cached_property
    def owner(self) -> str:
        """The nearest line above that is indented less: what this line belongs to."""
        depth = len(self.line) - len(self.line.lstrip())
        for line in reversed(self.source.text[: self.first].split("\n")[:-1]):
            if (
                line.strip()
                and not line.lstrip().startswith(("#", "＃"))
                and len(line) - len(line.lstrip()) < depth
            ):
                return line.strip()
        return ""

    def within(self, *terminals: str) -> bool:
        """Whether the line belongs to one that begins with these keywords."""
        words = self.owner.split()[: len(terminals)]
        return len(words) == len(terminals) and all(
            word in spellings(terminal) for word, terminal in zip(words, terminals, strict=True)
        )

    def begins(self, *terminals: str) -> bool:
        """Whether the line begins with one of these keywords."""
        words = self.line.split()
        return bool(words) and any(words[0] in spellings(terminal) for terminal in terminals)

    def spell(self, terminal: str) -> str:
        """A keyword as this file writes it; empty when there is none of that name."""
        words = spellings(terminal)
        return words[is_english(self.source)] if words else ""

    def say(self, zh: str, en: str) -> str:
        """A piece of the rule language as this file writes it."""
        return en if is_english(self.source) else zh

    def place(self, start: int, end: int) -> Place:
        """A part of the line, in columns from 0."""
        return Place(self.source, Span(self.first + start, self.first + end))

    def here(self, length: int) -> Place:
        """So many characters from the mistake on."""
        return Place(self.source, Span(self.start, self.start + max(length, 1)))


def spellings(terminal: str) -> tuple[str, ...]:
    """How a keyword is written, Chinese and English."""
    return next(((k.zh, k.en) for k in keywords() if k.terminal == terminal), ())


def write(place: Place, new: str, *others: tuple[Place, str]) -> Fix:
    """The fix that puts a text at a place."""
    title = Text(f"写成 {new.strip()}", f"write {new.strip()}")
    if "\n" in new:
        title = Text("另起一行", "begin a new line")
    elif not new.strip() and not place.text.strip():
        title = Text("空一格", "put a blank") if new else Text("删去空格", "delete the blanks")
    elif not new.strip():
        title = Text(f"删去 {place.text.strip()}", f"delete {place.text.strip()}")
    return Fix(title, (Edit(place, new), *(Edit(where, text) for where, text in others)))
