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
from guiju.numbers.states import Missing
from guiju.rulebook import expressions as ex
from guiju.rulebook.collecting import Row
from guiju.rulebook.dated import Dated, DatedValue
from guiju.rulebook.walk import Year
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
    compound: bool = False  # an operation that stands in brackets inside another


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


def answer(step: Step, lang: Lang, *, yes_no: bool = True) -> str:
    """What a condition comes to in numbers; without `yes_no` nothing of a name that is one."""
    node, value = step.node, step.value
    if is_missing_name(step):
        return value_text(value, node.type, lang)
    return "" if isinstance(value, bool) and not yes_no and _is_name(step) else with_numbers(step, lang)


def is_missing_name(step: Step) -> bool:
    """Whether a formula is one name whose value is missing: its numbers say no more than its value."""
    return isinstance(step.value, Missing) and _is_name(step)


def _is_name(step: Step) -> bool:
    return [piece.span for piece in pieces(step, None)] == [step.node.place.span]


def record_with_numbers(row: Step, part: Step, lang: Lang | None = None) -> str:
    """The condition or the formula of one record; of `每年(产值.近3年) ≥ 40 亿元` what is compared for its year."""
    compares = isinstance(part.node, ex.Compare) and part.node.place.span == row.node.collect.place.span
    if not compares:
        return with_numbers(part, lang)
    first, *rest = (with_numbers(child, lang) for child in part.children)
    pairs = zip(part.node.operators, rest, strict=True)
    return " ".join([first, *(f"{operator} {text}" for operator, text in pairs)])


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
    if piece.compound:
        return f"({piece.text})"
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
    if isinstance(value, Missing):  # in signs: words would not be told from the names around them
        lang = None
    if isinstance(value, bool):  # in the words of the file, as everything around it
        lang = Lang.EN if _ENGLISH.match(place.source.text) else Lang.ZH
    if not isinstance(step.node.type, RecordsType):
        yield Piece(place.span, value_text(value, step.node.type, lang))


def _score(step: Step, lang: Lang | None) -> Iterator[Piece]:
    inside = None if isinstance(step.value, Missing) else lang
    yield Piece(step.node.place.span, value_text(step.value, without_points(step.node.type), inside))


def _operands(step: Step, lang: Lang | None) -> Iterator[Piece]:
    for child in step.children:
        yield from pieces(child, lang)


def _row(step: Step, lang: Lang | None) -> Iterator[Piece]:
    return _operands(step, lang)


def _apply(step: Step, lang: Lang | None) -> Iterator[Piece]:
    """A growth names a series once and takes two of its figures: they stand in its place with what is done to them."""
    node: ex.Apply = step.node
    if node.function not in _GROWTH:
        yield from _operands(step, lang)
        return
    this, before = (_bracketed(value_text(one.value, one.node.type, None)) for one in step.children[:2])
    years = step.children[2].value
    ratio = f"{this} / {before}" if years == 1 else f"({this} / {before})^(1 / {years})"
    yield Piece(node.place.span, f"{ratio} - 1", compound=True)


def _bracketed(text: str) -> str:
    return f"({text})" if text.startswith("-") else text


_GROWTH = ("growth", "cagr")
_THE_SAME_FOR_EACH = (
    ex.InputRef,
    ex.DataDate,
    ex.ParameterRef,
    ex.DefinitionRef,
    ex.IndicatorRef,
    ex.AdjustmentRef,
    ex.RankingRef,
    ex.SubjectRef,
)


def _names_of_records(step: Step, lang: Lang | None) -> Iterator[Piece]:
    """In a formula over records what differs from row to row stays a name: fields, and series in a window of years."""
    for argument in step.children[: len(step.node.arguments)]:
        yield from pieces(argument, lang)
    stack = [child for child in step.children if isinstance(child.node, Row)][:1]
    by_year = bool(stack) and isinstance(stack[0].node.record, Year)
    while stack:
        one = stack.pop()
        same = isinstance(one.node, _THE_SAME_FOR_EACH)
        if same or (isinstance(one.node, ex.SeriesRef) and (one.node.year is not None or not by_year)):
            yield from pieces(one, lang)
        else:
            stack.extend(one.children)


Arm = Callable[[Step, Lang | None], Iterator[Piece]]

_PIECES: Mapping[type, Arm] = MappingProxyType(
    {
        ex.Literal: _none,
        ex.NotApplicable: _none,
        ex.LevelRef: _none,
        ex.ChildrenRef: _none,
        ex.TownsRef: _none,
        ex.YearsRef: _none,
        ex.InputRef: _value,
        ex.SeriesRef: _value,
        ex.DataDate: _value,
        ex.RankingRef: _value,
        ex.ParameterRef: _value,
        ex.DefinitionRef: _value,
        Dated: _value,
        DatedValue: _value,
        ex.FieldRef: _value,
        ex.GradeRef: _value,
        ex.IndicatorRef: _score,
        ex.AdjustmentRef: _score,
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
        ex.OptionRank: _operands,
        ex.NamedExtreme: _operands,
        ex.Interpolate: _operands,
        ex.Tiers: _operands,
        ex.Apply: _apply,
        ex.Lookup: _operands,
        ex.Collect: _value,
        Row: _row,
    }
)
EXPRESSIONS = frozenset(_PIECES)
