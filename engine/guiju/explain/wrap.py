"""Folding rows at terminal cells: Han characters are two wide, closing punctuation never begins a row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from guiju.source import cell_width

Piece = tuple[str, str]  # a tag the caller knows (a style), and text
Row = list[Piece]

# A token is kept whole: bounds such as `[0 – 3]`, a run of narrow characters, or one wide character; each with the
# opening punctuation before it and the closing punctuation after it.
_OPENING = re.escape("（【〔《“‘([{")
_CLOSING = re.escape("）】〕》”’，。；：、！？％)]},.;:!?%")
_NARROW = "[!-~\u00a1-\u02af\u2010-\u2017\u2020-\u203f≈≤≥≠×÷✓✗]+"
_BOUNDS = r"\??\[[^\[\] ]{1,20} – [^\[\] ]{1,20}\]%?"
_TOKEN = re.compile(rf"[ \u3000]+|{_BOUNDS}|[{_OPENING}]*(?:{_NARROW}|[^ \u3000])[{_CLOSING}]*")


def fold(parts: Sequence[Piece], width: int, first: str, rest: str) -> Iterator[tuple[str, Row]]:
    """Rows of at most `width` cells: (indentation, pieces). `first` indents the first row, `rest` the others."""
    indent, used = first, cell_width(first)
    row: Row = []
    blank: Piece | None = None
    for tag, token in _tokens(parts):
        if token.isspace():
            blank = (tag, token) if row else None
            continue
        if row and used + cell_width(token) + (cell_width(blank[1]) if blank else 0) > width:
            yield indent, row
            indent, row, used, blank = rest, [], cell_width(rest), None
        if blank:
            row.append(blank)
            used += cell_width(blank[1])
            blank = None
        for number, piece in enumerate(_cut(token, width - used, width - cell_width(rest))):
            if number:
                yield indent, row
                indent, row, used = rest, [], cell_width(rest)
            row.append((tag, piece))
            used += cell_width(piece)
    if row:
        yield indent, row


def _tokens(parts: Sequence[Piece]) -> Iterator[Piece]:
    for tag, text in parts:
        for match in _TOKEN.finditer(text):
            yield tag, match.group()


def _cut(token: str, first: int, rest: int) -> Iterator[str]:
    """A token in pieces, the first of at most `first` cells: only what is wider than a row is cut."""
    piece, used, room = "", 0, max(first, 2)
    for char in token:
        size = cell_width(char)
        if used + size > room:
            yield piece
            piece, used, room = "", 0, max(rest, 2)
        piece += char
        used += size
    yield piece
