"""Lines of a source with underlines: which cells of the terminal stand under which characters.

A Han character takes two cells, a tab runs to its stop, an unseen character is shown by its name; the
underline follows what is shown, not what is stored.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from guiju.source import Place, Source, cell_width
from guiju.text import visible

WIDTH = 160
"""Cells of a line that are shown; a longer one is cut around its underline."""

_TAB = 4
_CUT = "…"
_WHOLE = 4  # a span over more lines than this shows its first and last one only

Paint = Callable[[str, str], str]
"""(style, text) -> the text with the escape codes of the style, or as it is."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One underline: the characters from `start` up to `end` (from 0) of line `line` (from 1)."""

    line: int
    start: int
    end: int
    sign: str
    style: str
    text: str


@dataclass(frozen=True, slots=True)
class View:
    """The shown part of a line, from character `first`.

    `edges` holds the cell at which each shown character begins, and the last one ends; `cut` says that the
    line goes on.
    """

    text: str
    first: int
    edges: tuple[int, ...]
    cut: bool

    def holds(self, mark: Mark) -> bool:
        """The underline begins in the shown part, or at the end of the line."""
        return self.first <= mark.start < self.first + len(self.edges) - self.cut

    def cells(self, start: int, end: int) -> tuple[int, int]:
        """Where the characters from `start` up to `end` begin, and how many cells (one or more) they take."""
        last = len(self.edges) - 1
        left = self.edges[start - self.first]
        return left, max(1, self.edges[min(end - self.first, last)] - left)


def view(line: str, start: int, end: int) -> View:
    """The part of `line` around the characters from `start` up to `end`: at most `WIDTH` cells."""
    low, high = max(0, start - WIDTH), min(len(line), start + 2 * WIDTH)
    pieces = _pieces(line[low:high])
    edges = tuple(accumulate(map(cell_width, pieces), initial=0))
    if low == 0 and high == len(line) and edges[-1] <= WIDTH:
        return View("".join(pieces), 0, edges, cut=False)
    budget = WIDTH - 2 * cell_width(_CUT)
    begin, stop = edges[start - low], edges[min(end, high) - low]
    spare = budget - min(stop - begin, budget)
    before = min(begin, max(spare // 2, spare - (edges[-1] - stop)))
    first = bisect_left(edges, begin - before)
    last = bisect_right(edges, edges[first] + budget) - 1
    head = _CUT if low + first > 0 else ""
    cut = low + last < len(line)
    shift = cell_width(head) - edges[first]
    shown = tuple(edge + shift for edge in edges[first : last + 1])
    return View(head + "".join(pieces[first:last]) + (_CUT if cut else ""), low + first, shown, cut)


def _pieces(text: str) -> list[str]:
    """What is shown for each character of `text`."""
    pieces, cell = [], 0
    for char in text:
        piece = " " * (_TAB - cell % _TAB) if char == "\t" else visible(char)
        pieces.append(piece)
        cell += cell_width(piece)
    return pieces


def marks(place: Place, sign: str, style: str, text: str = "") -> tuple[Mark, ...]:
    """The underlines of a place, one per line; `text` stands at the last one."""
    source, start = place.source, min(place.span.start, len(place.source.text))
    covered = source.slice(place.span)
    if "\n" in covered:  # the blank end of a block is not what anybody means
        covered = covered.rstrip() or covered.split("\n", 1)[0]
    top, end = source.position(start), source.position(start + len(covered))
    numbers = [n for n in range(top.line, end.line + 1) if n == top.line or source.line(n).strip()]
    if len(numbers) > _WHOLE:
        numbers = [numbers[0], numbers[-1]]
    found = []
    for number in numbers:
        line = source.line(number)
        left = top.column - 1 if number == top.line else len(line) - len(line.lstrip())
        right = end.column - 1 if number == end.line else len(line.rstrip())
        found.append(Mark(number, left, max(left, right), sign, style, text if number == numbers[-1] else ""))
    return tuple(found)


def excerpt(source: Source, underlines: Sequence[Mark], gutter: int, paint: Paint) -> list[str]:
    """The lines of `source` that carry underlines, numbered in a gutter of `gutter` digits."""
    rows = [bar(gutter, paint)]
    numbers = sorted({mark.line for mark in underlines})
    for previous, number in zip([numbers[0] - 1, *numbers], numbers, strict=False):
        if number == previous + 2:
            rows.append(numbered(previous + 1, view(source.line(previous + 1), 0, 0).text, gutter, paint))
        elif number > previous + 2:
            rows.append(paint("gutter", "..."))
        rows += _underlined(source.line(number), [m for m in underlines if m.line == number], gutter, paint)
    return rows


def _underlined(line: str, underlines: Iterable[Mark], gutter: int, paint: Paint) -> list[str]:
    """A line and its underlines; it is shown again for an underline that lies beyond the cut."""
    rows = []
    pending = sorted(underlines, key=lambda mark: (mark.sign != "^", mark.start))
    while pending:
        shown = view(line, pending[0].start, pending[0].end)
        rows.append(numbered(pending[0].line, shown.text, gutter, paint))
        here = [mark for mark in pending if mark is pending[0] or shown.holds(mark)]
        pending = [mark for mark in pending if mark not in here]
        for mark in here:
            left, length = shown.cells(mark.start, mark.end)
            text = f"{mark.sign * length} {visible(mark.text)}".rstrip()
            rows.append(f"{bar(gutter, paint)} {' ' * left}{paint(mark.style, text)}")
    return rows


def numbered(number: int, text: str, gutter: int, paint: Paint, sign: str = "|") -> str:
    """A line with its number before it."""
    return f"{paint('gutter', f'{number:>{gutter}} {sign}')} {text}".rstrip()


def bar(gutter: int, paint: Paint) -> str:
    return paint("gutter", " " * gutter + " |")
