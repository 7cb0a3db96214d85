"""The text of a revision with a comment at the end of each line that an amendment has written or changed."""

from __future__ import annotations

import re
from pathlib import PurePath

from guiju.source import Piece, Source, Span

_COMMENTED = re.compile(r'(?:[^"“＂「#＃]|"[^"\n]*"|“[^”\n]*”|＂[^＂\n]*＂|「[^」\n]*」)*[#＃]')


def marked(source: Source) -> str:
    """The text, marked; that of a whole standard as it is."""
    base = source.files[-1]
    rows, start = [], 0
    for line in source.text.splitlines(keepends=True):
        end = start + len(line)
        own = [piece for piece in source.cut(start, end - line.endswith("\n")) if piece.source is not base]
        text = line.rstrip("\n")
        if own and text.strip():
            text += f"{'；' if _COMMENTED.match(text) else '  # '}{_mark(own)}"
        rows.append(text + "\n")
        start = end
    return "".join(rows)


def _mark(pieces: list[Piece]) -> str:
    """The file and line of the first piece that an amendment wrote."""
    piece = next((one for one in pieces if one.verbatim), pieces[0])
    place = piece.source.origin(Span(piece.offset, piece.offset))
    return f"{PurePath(piece.source.name).name}:{place.position.line}"
