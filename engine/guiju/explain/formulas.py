"""Formulas as text: as written, and the same with the numbers in it.

`with_numbers` weaves: the written formula is kept as it stands and every name in it is replaced by its value, so that
brackets, order and keywords are the author's. Each class of expression has its arm; what was not evaluated (the branch
not taken, what stands behind a decisive `且`) stays as written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType
from typing import Any, NamedTuple

from guiju.diagnostics.model import Lang
from guiju.evaluate.steps import Step
from guiju.explain.values import value_text, without_points
from guiju.rulebook import expressions as ex
from guiju.rulebook.walk import Row
from guiju.source import Place, Source, Span
from guiju.types import RecordsType

_QUOTED = r'"[^"\n]*"|“[^”\n]*”'
_FOLD = re.compile(rf"({_QUOTED})|(?:#[^\n]*|[\s\u3000])+")
_UNFOLDED = re.compile(r"  |[#\t\n\u3000]")  # a text with none of these is folded already
_REMARK = re.compile(rf"({_QUOTED})|\s(?:依据|说明|建议值|per|note|proposal)[\s\u3000]*(?=[\"“])")


_BLANKS = " \t\n\u3000"
_OPERATORS = ("+", "-", "*", "/", "×", "÷", "＋", "－", "−", "／", "＊")
_ENGLISH = re.compile(r"(?:\s|#[^\n]*)*standard\b")


class Piece(NamedTuple):
    """A name in a formula and what stands for it."""

    span: Span
    text: str


def folded(text: str) -> str:
    """Written text in one line: runs of blanks and line ends become one blank, comments go."""
    if _UNFOLDED.search(text) is None:
        return text
    return _FOLD.sub(lambda match: match.group(1) or " ", text)


def written(node: Any) -> str:
    """The formula of a node as written."""
    return folded(node.place.text).strip()


def statement(node: Any) -> str:
    """The line of a statement as written, without the remarks at its end."""
    text = written(node)
    for match in _REMARK.finditer(text):
        if match.group(1) is None:
            return text[: match.start()]
    return text


def with_numbers(step: Step, lang: Lang | None = None) -> str:
    """The formula of an expression with its names replaced by their values."""
    place: Place = step.node.place
    if isinstance(step.node, ex.Collect):
        return woven(place, tuple(_names_of_records(step, lang)))
    return woven(place, tuple(pieces(step, lang)))


def pieces(step: Step, lang: Lang | None) -> Iterator[Piece]:
    """The names of a formula with their values."""
    return _PIECES[type(step.node)](step, lang)


def woven(place: Place, found: Sequence[Piece]) -> str:
    """The text at `place` with pieces of it replaced; a piece from elsewhere or met before is left alone."""
    if not found:
        return folded(place.text).strip()
    if len(found) == 1 and found[0].span == place.span:
        return found[0].text
    source, end = place.source, place.span.end
    cursor, parts = place.span.start, []
    for piece in found if _in_order(found) else sorted(found, key=lambda piece: piece.span.start):
        if piece.span.start < cursor or piece.span.end > end:
            continue
        parts.append(folded(source.text[cursor : piece.span.start]))
        parts.append(_operand(piece, source))
        cursor = piece.span.end
    parts.append(folded(source.text[cursor:end]))
    return "".join(parts).strip()


def _in_order(found: Sequence[Piece]) -> bool:
    return all(a.span.end <= b.span.start for a, b in pairwise(found))


def _operand(piece: Piece, source: Source) -> str:
    """In brackets where it would be read otherwise: a negative number after an operator, what is raised to a power."""
    start, end = piece.span.start, piece.span.end
    before, after = source.text[max(0, start - 8) : start], source.text[end : end + 8]
    powered = after.lstrip(_BLANKS).startswith(("^", "＾"))
    signed = piece.text.startswith("-") and before.rstrip(_BLANKS).endswith(_OPERATORS)
    return f"({piece.text})" if powered or signed else piece.text


def _none(step: Step, lang: Lang | None) -> Iterator[Piece]:
    """As written."""
    return iter(())


def _value(step: Step, lang: Lang | None) -> Iterator[Piece]:
    place, value = step.node.place, step.value
    if isinstance(value, bool):  # in the words of the file, as everything around it
        lang = Lang.EN if _ENGLISH.match(place.source.text) else Lang.ZH
    if not isinstance(step.node.type, RecordsType):
        yield Piece(place.span, value_text(value, step.node.type, lang))


def _score(step: Step, lang: Lang | None) -> Iterator[Piece]:
    yield Piece(step.node.place.span, value_text(step.value, without_points(step.node.type), lang))


def _operands(step: Step, lang: Lang | None) -> Iterator[Piece]:
    for child in step.children:
        yield from pieces(child, lang)


def _row(step: Step, lang: Lang | None) -> Iterator[Piece]:
    return _operands(step, lang)


def _names_of_records(step: Step, lang: Lang | None) -> Iterator[Piece]:
    """In a formula over records the fields differ from row to row and stay names."""
    stack = [child for child in step.children if isinstance(child.node, Row)][:1]
    while stack:
        one = stack.pop()
        if isinstance(
            one.node, (ex.InputRef, ex.ParameterRef, ex.DefinitionRef, ex.IndicatorRef, ex.SubjectRef)
        ):
            yield from pieces(one, lang)
        else:
            stack.extend(one.children)


Arm = Callable[[Step, Lang | None], Iterator[Piece]]

_PIECES: Mapping[type, Arm] = MappingProxyType(
    {
        ex.Literal: _none,
        ex.NotApplicable: _none,
        ex.LevelRef: _none,
        ex.InputRef: _value,
        ex.ParameterRef: _value,
        ex.DefinitionRef: _value,
        ex.FieldRef: _value,
        ex.GradeRef: _value,
        ex.IndicatorRef: _score,
        ex.SubjectRef: _score,
        ex.Add: _operands,
        ex.Multiply: _operands,
        ex.Negate: _operands,
        ex.Power: _operands,
        ex.Compare: _operands,
        ex.Both: _operands,
        ex.Either: _operands,
        ex.Not: _operands,
        ex.Conditional: _operands,
        ex.Apply: _operands,
        ex.Lookup: _operands,
        ex.Collect: _value,
        Row: _row,
    }
)
EXPRESSIONS = frozenset(_PIECES)
