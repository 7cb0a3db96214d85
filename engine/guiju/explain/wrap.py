"""Folding rows at terminal cells: Han characters are two wide, closing punctuation never begins a row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from guiju.explain.words import W
from guiju.source import cell_width

Piece = tuple[str, str]  # a tag the caller knows (a style), and text
Row = list[Piece]

# A token is kept whole: bounds such as `[0 – 3]`, a run of narrow characters, or one wide character; each with the
# opening punctuation before it and the closing punctuation after it.
_OPENING = re.escape("（【〔《“‘([{")
_CLOSING = re.escape("）】〕》”’，。；：、！？％)]},.;:!?%")
_NARROW = "[!-~\u00a1-\u02af\u2010-\u2017\u2020-\u203f≈≤≥≠×÷✓✗]+"
_BOUNDS = r"\??\[[^\[\] ]{1,20} – [^\[\] ]{1,20}\]%?"
_ONE_SIDE = r"\?\[[≥≤] [^\[\]]{1,24}\]"
# Words of ours that are not broken, and the clause right behind 依据.
_FIXED = sorted(
    {W[key].zh for key in W if re.fullmatch("[\u4e00-\u9fff]{2,4}", W[key].zh)},
    key=lambda word: (-len(word), word),
)
_HAN = "[\u4e00-\u9fff]"
_CLAUSE = rf"{W['clause'].zh} (?:{_HAN}{{0,3}}{_NARROW}|{_HAN}{{1,3}}|[^ \u3000])"
_TOKEN = re.compile(
    rf"[ \u3000]+|{_BOUNDS}|{_ONE_SIDE}"
    rf"|[{_OPENING}]*(?:{_CLAUSE}|{'|'.join(_FIXED)}|{_NARROW}|[^ \u3000])[{_CLOSING}]*"
)

_CLOSES = re.compile(rf"[{_CLOSING}]+")

_cells = lru_cache(maxsize=4096)(cell_width)


def _width(text: str) -> int:
    """`cell_width`, looking each character up once."""
    return sum(map(_cells, text))


def fold(parts: Sequence[Piece], width: int, first: str, rest: str) -> Iterator[tuple[str, Row]]:
    """Rows of at most `width` cells: (indentation, pieces). `first` indents the first row, `rest` the others."""
    indent, used = first, _width(first)
    if used + sum(_width(text) for _, text in parts) <= width:
        if parts:
            yield first, list(parts)
        return
    row: Row = []
    blank: Piece | None = None
    for group in _groups(parts):
        if group[0][1].isspace():
            blank = group[0] if row else None
            continue
        size = sum(_width(text) for _, text in group)
        gap = _width(blank[1]) if blank else 0
        if row and used + gap + size > width:
            yield indent, row
            indent, row, used, blank = rest, [], _width(rest), None
        if blank:
            row.append(blank)
            used += gap
            blank = None
        if used + size <= width:
            row.extend(group)
            used += size
            continue
        for tag, text in group:  # wider than a row
            for number, piece in enumerate(_cut(text, width - used, width - _width(rest))):
                if number or (row and used + _width(piece) > width):
                    yield indent, row
                    indent, row, used = rest, [], _width(rest)
                row.append((tag, piece))
                used += _width(piece)
    if row:
        yield indent, row


def _groups(parts: Sequence[Piece]) -> Iterator[Row]:
    """Tokens; one that only closes stays with the one before it, whatever part that belongs to."""
    group: Row = []
    for tag, text in parts:
        for match in _TOKEN.finditer(text):
            token = match.group()
            if group and not group[-1][1].isspace() and _CLOSES.fullmatch(token):
                group.append((tag, token))
                continue
            if group:
                yield group
            group = [(tag, token)]
    if group:
        yield group


def _cut(token: str, first: int, rest: int) -> Iterator[str]:
    """A token in pieces, the first of at most `first` cells: only what is wider than a row is cut."""
    piece, used, room = "", 0, max(first, 2)
    for char in token:
        size = _width(char)
        if used + size > room:
            yield piece
            piece, used, room = "", 0, max(rest, 2)
        piece += char
        used += size
    yield piece
