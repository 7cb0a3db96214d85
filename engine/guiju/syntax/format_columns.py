"""Columns: rows of one kind one below another, and what lines carry at their ends.

A column stands where the longest text before it ends. A text much longer than most does not count: it does not push
the others away, and what follows it comes after the smallest distance.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from guiju.source import cell_width
from guiju.syntax.format_spacing import Spell, spaced
from guiju.syntax.format_words import Line, Word
from guiju.syntax.keywords import keywords

INDENT = "  "
BEFORE_ANNOTATIONS = 4
BEFORE_COMMENT = 2
# How many cells longer than the middle one of its group a text may be and still count.
_MUCH = 32

_ANNOTATIONS = frozenset({"PER", "NOTE", "PROPOSAL"})
# Keywords that may begin a row, as a name or a value does; any other one says which statement a line is.
_IN_ROWS = frozenset({"OTHERWISE", "NOT", "IF", "YES", "NO", "NOT_APPLICABLE"})


@dataclass(slots=True)
class Row:
    """A line in the making: its text so far, and what is still to be put at its end.

    `paragraph` counts the blank lines between statements; `above` is the row right above it, without a blank line
    between them.
    """

    line: Line
    text: str
    cells: list[str]
    annotations: list[str]
    paragraph: int
    above: Row | None

    @property
    def first(self) -> str:
        return self.line.words[0].terminal

    @property
    def is_labelled(self) -> bool:
        """Whether it declares, inside a block, a name with a label."""
        return self.line.depth > 0 and [word.terminal for word in self.line.words[1:3]] == ["NAME", "STRING"]

    def put(self, piece: str, column: int, distance: int) -> None:
        """Write a piece at a column, or farther right when the text is already there."""
        self.text += " " * max(distance, column - cell_width(self.text)) + piece


def in_columns(lines: Sequence[Line], spell: Spell) -> Mapping[int, str]:
    """By its index, the text of every line that stands on one line; its closing comment is part of it."""
    rows = _rows(lines, spell)
    for table in _runs(rows, lambda row: bool(row.cells)):
        while waiting := [row for row in table if row.cells]:
            _set(waiting, [row.cells.pop(0) for row in waiting], 1)
    for group in _alike(rows):
        _set(group, [row.annotations.pop(0) for row in group], BEFORE_ANNOTATIONS)
    while any(row.annotations for row in rows.values()):
        for run in _runs(rows, lambda row: bool(row.annotations)):
            _set(run, [row.annotations.pop(0) for row in run], 1)
    for run in _runs(rows, lambda row: bool(row.line.after.comment)):
        _set(run, [row.line.after.comment for row in run], BEFORE_COMMENT)
    return {i: row.text for i, row in rows.items()}


def _set(rows: Sequence[Row], pieces: Sequence[str], distance: int) -> None:
    """Write one piece at the end of each row, in one column."""
    widths = sorted(cell_width(row.text) for row in rows)
    limit = widths[(len(widths) - 1) // 2] + _MUCH
    column = max(width for width in widths if width <= limit) + distance
    for row, piece in zip(rows, pieces, strict=True):
        row.put(piece, column, distance)


# --- groups of rows ---------------------------------------------------------------------------------------------------


def _runs(rows: Mapping[int, Row], counts: Callable[[Row], bool]) -> list[list[Row]]:
    """The rows that count, in groups that stand directly one below another at one depth."""
    runs: list[list[Row]] = []
    for row in rows.values():
        if not counts(row):
            continue
        if runs and row.above is runs[-1][-1] and row.line.depth == row.above.line.depth:
            runs[-1].append(row)
        else:
            runs.append([row])
    return runs


def _alike(rows: Mapping[int, Row]) -> Iterable[list[Row]]:
    """The annotated rows whose annotations share a column: those of a paragraph.

    In a tree, what stands deep has a column of its own unless its kind also occurs at the top, and so have lines with
    a label, which are long.
    """
    top = {(row.paragraph, row.first) for row in rows.values() if row.line.depth < 2}
    groups: dict[tuple[int, bool, bool], list[Row]] = {}
    for row in rows.values():
        if row.annotations:
            high = (row.paragraph, row.first) in top
            groups.setdefault((row.paragraph, high, row.is_labelled), []).append(row)
    return groups.values()


# --- from lines to rows -----------------------------------------------------------------------------------------------


def _rows(lines: Sequence[Line], spell: Spell) -> dict[int, Row]:
    """The lines that stand on one line."""
    rows: dict[int, Row] = {}
    paragraph, statement = 0, ""
    for i, line in enumerate(lines):
        apart = i > 0 and any(not remark.text for remark in lines[i - 1].after.remarks)
        if line.depth == 0:
            paragraph, statement = paragraph + apart, line.words[0].terminal
        if any(gap.breaks for gap in line.inside):
            continue
        pieces = spaced(line.words, spell)
        end, *annotations = [*annotations_of(line.words), len(line.words)]
        cells = _cut(pieces, [0, *_cells(line.words[:end], statement), end])
        rows[i] = Row(
            line,
            INDENT * line.depth + cells[0],
            cells[1:],
            _cut(pieces, [end, *annotations]),
            paragraph,
            None if apart else rows.get(i - 1),
        )
    return rows


def annotations_of(words: Sequence[Word]) -> list[int]:
    """Where the annotations at the end of a line begin; of a known defect, its closing text."""
    if words[0].terminal == "KNOWN":
        return [len(words) - 1]
    if words[0].terminal == "SCOPE":
        return []
    return [
        i
        for i, word in enumerate(words)
        if i and word.terminal in _ANNOTATIONS and words[i - 1].terminal != "DOT"
    ]


def _cells(words: Sequence[Word], statement: str) -> Iterator[int]:
    """Where the further cells of a row begin; what begins with a keyword is a statement and no row.

    That is the colon, and in a table what stands after each comma; without a colon each quoted text, and what stands
    after it.
    """
    if words[0].terminal in _statement_keywords():
        return
    brackets, colon = 0, False
    for i, word in enumerate(words):
        if (word.terminal == "_COLON" and not brackets and not colon) or (
            colon and not brackets and statement == "TABLE" and words[i - 1].terminal == "_COMMA"
        ):
            colon = True
            yield i
        brackets += (word.terminal == "_LPAR") - (word.terminal == "_RPAR")
    for i in range(1, 0 if colon else len(words)):
        before, word = words[i - 1], words[i]
        if "STRING" in (before.terminal, word.terminal) and before.terminal != "NOT_COMPUTED":
            yield i


@cache
def _statement_keywords() -> frozenset[str]:
    return frozenset(keyword.terminal for keyword in keywords()) - _IN_ROWS


def _cut(pieces: Sequence[str], cuts: Sequence[int]) -> list[str]:
    """The text between each two neighbouring cuts, without the blank before it."""
    return ["".join(pieces[start:end]).lstrip(" ") for start, end in pairwise(cuts)]
