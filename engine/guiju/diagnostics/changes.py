"""What a fix makes of the lines it touches."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from guiju.diagnostics.model import Edit
from guiju.source import Source, Span


@dataclass(frozen=True, slots=True)
class Change:
    """Lines after a fix, from line `line`: `~` they replace others, `+` they are new, `-` they are gone.

    `column` (from 0) is where the first line begins to differ from what stood there.
    """

    sign: str
    line: int
    column: int
    lines: tuple[str, ...]


def changes(source: Source, edits: Iterable[Edit]) -> tuple[Change, ...]:
    """The changes the edits of one source make, from top to bottom; none when two edits overlap."""
    ordered = sorted(edits, key=lambda edit: (edit.place.span.start, edit.place.span.end))
    if any(b.place.span.start < a.place.span.end for a, b in pairwise(ordered)):
        return ()
    found = []
    shift = 0  # lines added so far by the changes above
    for group in _touching(source, ordered):
        top, bottom = _rows(source, group[0])[0], _rows(source, group[-1])[1]
        old = [source.line(number) for number in range(top, bottom + 1)]
        new = _applied(source, group, top, bottom).split("\n")
        if old != new:
            found.append(_change(top, shift, old, new))
        shift += len(new) - len(old)
    return tuple(found)


def _rows(source: Source, edit: Edit) -> tuple[int, int]:
    span = edit.place.span
    return source.position(span.start).line, source.position(span.end).line


def _touching(source: Source, ordered: list[Edit]) -> list[list[Edit]]:
    """Edits that share a line, together."""
    groups: list[list[Edit]] = []
    for edit in ordered:
        if groups and _rows(source, edit)[0] <= _rows(source, groups[-1][-1])[1]:
            groups[-1].append(edit)
        else:
            groups.append([edit])
    return groups


def _applied(source: Source, group: list[Edit], top: int, bottom: int) -> str:
    """The text of the lines from `top` to `bottom` after the edits."""
    at = source.line_starts[top - 1]
    end = source.line_starts[bottom - 1] + len(source.line(bottom))
    parts = []
    for edit in group:
        parts += [source.slice(Span(at, edit.place.span.start)), edit.text]
        at = edit.place.span.end
    return "".join(parts) + source.slice(Span(at, end))


def _change(top: int, shift: int, old: list[str], new: list[str]) -> Change:
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    gone, come = old[head : len(old) - tail], new[head : len(new) - tail]
    if not come:
        return Change("-", top + head, 0, tuple(gone))
    column = _common(gone[0], come[0]) if gone else 0
    return Change("~" if gone else "+", top + head + shift, column, tuple(come))


def _common(a: Sequence[str], b: Sequence[str]) -> int:
    """How many items both begin with."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(a, b, strict=False)))
