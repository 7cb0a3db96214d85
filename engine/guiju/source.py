"""Text and places in it.

Inside the engine a place is a pair of offsets into the text of one `Source`. Lines, columns, UTF-16 units and
terminal cells exist only at the door, where `Source.position` computes them from an offset.
"""

from __future__ import annotations

import hashlib
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of offsets, counted in code points of `Source.text`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Position:
    """One place for people and editors: every view counts from 1. `before` is the text of the line up to it."""

    line: int
    before: str = field(repr=False)

    @property
    def column(self) -> int:
        """Characters."""
        return len(self.before) + 1

    @property
    def utf16(self) -> int:
        """UTF-16 code units (language servers)."""
        return len(self.before.encode("utf-16-le", "surrogatepass")) // 2 + 1

    @property
    def cell(self) -> int:
        """Terminal cells: a Han character is two wide."""
        return cell_width(self.before) + 1


@dataclass(frozen=True)
class Source:
    """One text as it was read: `name` is the path as the user gave it, `text` has LF line ends and no BOM."""

    name: str
    text: str

    @classmethod
    def of_bytes(cls, name: str, data: bytes) -> Source:
        """Decode UTF-8 (with or without BOM) and fold CR LF and CR to LF. Raises UnicodeDecodeError."""
        return cls(name, data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n"))

    @cached_property
    def line_starts(self) -> tuple[int, ...]:
        """Offset of the first character of each line."""
        *lines, _ = self.text.split("\n")
        return tuple(accumulate((len(line) + 1 for line in lines), initial=0))

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 of the canonical text: the same for every kind of line end and with or without a last one."""
        canonical = self.text.rstrip("\n") + "\n"
        return "sha256:" + hashlib.sha256(canonical.encode("utf-8")).hexdigest()

    def position(self, offset: int) -> Position:
        """Where an offset is (clamped to the text)."""
        offset = max(0, min(offset, len(self.text)))
        line = bisect_right(self.line_starts, offset)
        return Position(line, self.text[self.line_starts[line - 1] : offset])

    def line(self, number: int) -> str:
        """Text of line `number` (from 1) without its line end."""
        start = self.line_starts[number - 1]
        end = self.line_starts[number] - 1 if number < len(self.line_starts) else len(self.text)
        return self.text[start:end]

    def slice(self, span: Span) -> str:
        """The text a span covers."""
        return self.text[span.start : span.end]

    @property
    def files(self) -> tuple[Source, ...]:
        """The files the text comes from."""
        return (self,)

    def origin(self, span: Span) -> Place:
        """Where a span was written."""
        return Place(self, span)

    def holds(self, span: Span) -> bool:
        """Whether a span was written in one piece."""
        return True

    def cut(self, start: int, end: int) -> tuple[Piece, ...]:
        """The text between two offsets, with where it comes from."""
        return (Piece(self.text[start:end], self, start),)

    def named(self, span: Span) -> tuple[str, str]:
        """What a place is called, in Chinese and in English: `town.yaml:3:7` in both."""
        at = self.position(span.start)
        name = f"{self.name}:{at.line}:{at.column}"
        return name, name


@dataclass(frozen=True, slots=True)
class Place:
    """A span in a source: where something was written. Equality of what carries it ignores it."""

    source: Source = field(repr=False)
    span: Span

    @property
    def position(self) -> Position:
        return self.source.position(self.span.start)

    @property
    def end(self) -> Position:
        return self.source.position(self.span.end)

    @property
    def text(self) -> str:
        return self.source.slice(self.span)

    @property
    def origin(self) -> Place:
        """The place in the file where it was written."""
        return self.source.origin(self.span)

    def __str__(self) -> str:
        return self.source.named(self.span)[0]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text, and where in a file it begins.

    One that was not written there (a bracket, a blank) is not `verbatim`: all of it stands for that one place.
    """

    text: str
    source: Source = field(repr=False)
    offset: int
    verbatim: bool = True

    def origin(self, at: int) -> int:
        """Where the character `at` of this piece was written."""
        return self.offset + at if self.verbatim else self.offset


@dataclass(frozen=True)
class Woven(Source):
    """A text put together of pieces of several files: a revision with its amendments applied.

    `sources` are the files, the amendment first, then what it is based on.
    """

    pieces: tuple[Piece, ...] = field(compare=False, repr=False)
    sources: tuple[Source, ...] = field(compare=False, repr=False)

    @classmethod
    def of(cls, name: str, pieces: tuple[Piece, ...], sources: tuple[Source, ...]) -> Woven:
        """The text of the pieces, one after another."""
        kept = tuple(piece for piece in pieces if piece.text)
        return cls(name, "".join(piece.text for piece in kept), kept, sources)

    @property
    def files(self) -> tuple[Source, ...]:
        return self.sources

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 of the fingerprints of all files; of one file its own."""
        if len(self.sources) == 1:
            return self.sources[0].fingerprint
        joined = "\n".join(source.fingerprint for source in self.sources)
        return "sha256:" + hashlib.sha256(joined.encode("ascii")).hexdigest()

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(accumulate((len(piece.text) for piece in self.pieces), initial=0))

    def _index(self, offset: int) -> int:
        """Of the piece that holds an offset."""
        return max(0, min(bisect_right(self._starts, offset), len(self.pieces)) - 1)

    def origin(self, span: Span) -> Place:
        """Where a span was written: from its first piece on, as far as that file goes on."""
        if not self.pieces:
            return Place(self.sources[0], Span(0, 0))
        first, last = self._index(span.start), self._index(max(span.start, span.end - 1))
        piece, ending = self.pieces[first], self.pieces[last]
        start = piece.origin(span.start - self._starts[first])
        end = ending.origin(span.end - self._starts[last])
        if ending.source is not piece.source or end < start:
            end = piece.origin(min(span.end - self._starts[first], len(piece.text)))
        return Place(piece.source, Span(start, max(start, end)))

    def holds(self, span: Span) -> bool:
        index = self._index(span.start)
        return bool(self.pieces) and self.pieces[index].verbatim and span.end <= self._starts[index + 1]

    def cut(self, start: int, end: int) -> tuple[Piece, ...]:
        found = []
        for begin, piece in zip(self._starts, self.pieces, strict=False):
            first, last = max(start - begin, 0), min(end - begin, len(piece.text))
            if first < last:
                found.append(Piece(piece.text[first:last], piece.source, piece.origin(first), piece.verbatim))
        return tuple(found)


def cell_width(text: str) -> int:
    """Terminal cells `text` takes: wide and full-width characters two, combining marks none."""
    return sum(_cells(char) for char in text)


def _cells(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in ("Cf", "Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
