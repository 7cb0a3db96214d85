"""What every node is made of: places, names, numbers, texts, and what any line may carry."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from guiju.source import Span


@dataclass(frozen=True, slots=True)
class Node:
    """Anything written; `span` is where."""

    span: Span = field(compare=False, repr=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Ident(Node):
    """`出口份额`: a name where it is declared or mentioned."""

    text: str


@dataclass(frozen=True, slots=True)
class Quoted(Node):
    """`"…"`: a quoted text without its quotes."""

    text: str


@dataclass(frozen=True, slots=True)
class Numeral(Node):
    """`0.5`: a number as written, and its value."""

    raw: str
    value: Fraction


@dataclass(frozen=True, slots=True)
class Word(Node):
    """A keyword that is a choice among several; `terminal` is its name in the table of keywords."""

    terminal: str


# --- what any line may carry --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Citation(Node):
    """`依据 "4.2.3 (3)"`: the clause a line comes from."""

    text: str


@dataclass(frozen=True, slots=True)
class Note(Node):
    """`说明 "…"`: an explanation for the reader."""

    text: str


@dataclass(frozen=True, slots=True)
class Proposal(Node):
    """`建议值 "…"`: the line is a proposal and not a fact of the standard; the text says why."""

    text: str


@dataclass(frozen=True, slots=True)
class Annotations:
    """The citations, notes and proposals of one statement, from the end of its line and from its block."""

    citations: tuple[Citation, ...] = ()
    notes: tuple[Note, ...] = ()
    proposals: tuple[Proposal, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement(Node):
    """A line that may carry annotations; `head` covers its first line."""

    annotations: Annotations = field(default=Annotations(), kw_only=True)
