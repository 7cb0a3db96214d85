"""A rule file in its one form: the same words, in the layout every reader knows.

Nothing is printed from the syntax tree: the words of the text are written again with other blanks, so that what the
grammar learns tomorrow is formatted too, and no comment can be lost.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from guiju.diagnostics.model import Diagnostic, Lang
from guiju.diagnostics.spoken import is_english
from guiju.source import Source
from guiju.syntax.format_columns import (
    BEFORE_ANNOTATIONS,
    BEFORE_COMMENT,
    INDENT,
    annotations_of,
    in_columns,
)
from guiju.syntax.format_names import Vocabulary, names_of
from guiju.syntax.format_spacing import Spell, spaced
from guiju.syntax.format_words import Gap, Line, Remark, Word, Written, read
from guiju.syntax.parse import parse

_CONTINUED = 2  # levels that the further lines of a statement are indented deeper than its first


@dataclass(frozen=True, slots=True)
class Formatted:
    """The formatted text, or None with the reasons why there is none."""

    text: str | None
    problems: tuple[Diagnostic, ...] = ()


def format_source(source: Source, vocabulary: Vocabulary, to: Lang | None = None) -> Formatted:
    """The text of a rule file in its one form, its built-in words in the language of the file or in `to`.

    A text that does not parse is not touched, nor translated one whose names the built-in ones would collide with.
    """
    parsed = parse(source)
    errors = tuple(found for found in parsed.problems if found.is_error)
    if parsed.file is None or errors:
        return Formatted(None, errors)
    written = read(source)
    names = names_of(source, parsed.file, written, vocabulary)
    if to is not None and names.clashes:
        return Formatted(None, names.clashes)
    lang = to or (Lang.EN if is_english(source) else Lang.ZH)

    def spell(word: Word) -> str:
        return names.spell(word, lang)

    text = "\n".join([*_file(written, spell), ""])
    _demand_same(written, read(Source(source.name, text)), spell)
    return Formatted(text)


def _demand_same(written: Written, again: Written, spell: Spell) -> None:
    """Whatever is wrong here must not reach a file: the parser reads the same words in the same blocks as before."""
    meant = [(line.depth, [(word.terminal, spell(word)) for word in line.words]) for line in written.lines]
    found = [(line.depth, [(word.terminal, word.text) for word in line.words]) for line in again.lines]
    if meant != found:
        raise RuntimeError("the formatted text would not read as the original")


def _file(written: Written, spell: Spell) -> Iterator[str]:
    lines = written.lines
    columns = in_columns(lines, spell)
    yield from _between(written.before, (), lines[0] if lines else None)
    stack: list[Line] = []
    for i, line in enumerate(lines):
        stack[line.depth :] = [line]
        if i in columns:
            yield columns[i]
        else:
            yield from _continued(line, spell)
        yield from _between(line.after, stack, lines[i + 1] if i + 1 < len(lines) else None)


def _between(gap: Gap, above: Sequence[Line], below: Line | None) -> Iterator[str]:
    """The comments and blank lines between two lines; `above` holds the line above and those it belongs to."""
    remarks = list(gap.remarks)
    while remarks and not remarks[-1].text and below is None:
        remarks.pop()
    while remarks and not remarks[0].text and not above:
        remarks.pop(0)
    depths = [_depth(remark, above, below) for remark in remarks]
    for i, remark in enumerate(remarks):
        yield INDENT * depths[i] + remark.text if remark.text else ""


def _depth(remark: Remark, above: Sequence[Line], below: Line | None) -> int:
    """The level of a comment: that of the line below it, or a deeper one where it closes a block above."""
    least = below.depth if below else 0
    fitting = [line.depth for line in above if line.indentation <= remark.indentation]
    return max([least, *fitting])


def _continued(line: Line, spell: Spell) -> Iterator[str]:
    """A statement whose author wrote it on several lines: broken where he broke it."""
    pieces = spaced(line.words, spell)
    first = next(iter(annotations_of(line.words)), 0)
    text, further = INDENT * line.depth, INDENT * (line.depth + _CONTINUED)
    for i, gap in enumerate((*line.inside, line.after)):
        starts = not text.strip()
        text += pieces[i].lstrip(" ") if starts else " " * (BEFORE_ANNOTATIONS - 1) * (i == first) + pieces[i]
        if i == len(pieces) - 1 or gap.breaks:
            yield text + (" " * BEFORE_COMMENT + gap.comment if gap.comment else "")
            text = further
            if i < len(pieces) - 1:
                yield from (further + remark.text if remark.text else "" for remark in gap.remarks)
