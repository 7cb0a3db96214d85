"""A line as a row of words, each with its role: the printers only differ in how they look."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from guiju.diagnostics.model import Lang
from guiju.diagnostics.wording import bracketed, colon
from guiju.explain.document import Line, LineKind
from guiju.explain.values import APPROXIMATELY
from guiju.explain.words import W


class Role(StrEnum):
    """What a part of a row is."""

    PLAIN = "plain"
    MARK = "mark"
    HEAD = "head"
    NAME = "name"
    LABEL = "label"
    FORMULA = "formula"
    NUMBERS = "numbers"
    VALUE = "value"
    CLAUSE = "clause"
    SOURCE = "source"
    SYNTHETIC = "synthetic"


class Part(NamedTuple):
    """A piece of a row."""

    role: Role
    text: str


Arm = Callable[[Line, Lang], Iterator[Part]]


def compose(line: Line, lang: Lang) -> tuple[Part, ...]:
    """The row of a line, without its mark and indentation."""
    return tuple(part for part in KINDS_COMPOSED[line.kind](line, lang) if part.text)


def _fact(line: Line, lang: Lang) -> Iterator[Part]:
    yield Part(Role.HEAD, line.head)
    yield Part(Role.PLAIN, colon(lang))
    yield Part(Role.VALUE, line.value)
    yield from _tail(line, lang)


def _warning(line: Line, lang: Lang) -> Iterator[Part]:
    yield Part(Role.HEAD, line.head)
    yield Part(Role.PLAIN, colon(lang))
    yield Part(Role.PLAIN, line.value)
    yield from _tail(line, lang)


def _score(line: Line, lang: Lang) -> Iterator[Part]:
    yield Part(Role.NAME, line.name)
    if line.label:
        yield Part(Role.LABEL, f" {line.label}")
    yield Part(Role.PLAIN, f"  {W['score'].in_(lang)} ")
    yield Part(Role.VALUE, line.value)
    yield Part(Role.PLAIN, f" / {line.weight}" if line.weight else "")
    yield Part(Role.PLAIN, bracketed(lang, f"{W['weight'].in_(lang)} {line.remark}") if line.remark else "")
    comma = "，" if lang is Lang.ZH else ", "
    yield Part(Role.PLAIN, f"{comma}{W['rate'].in_(lang)} {line.rate}" if line.rate else "")
    yield from _tail(line, lang)


def _formula(line: Line, lang: Lang) -> Iterator[Part]:
    yield Part(Role.HEAD, line.head)
    blank = " " if line.head else ""
    if line.name:
        yield Part(Role.NAME, blank + line.name)
        yield Part(Role.LABEL, bracketed(lang, line.label) if line.label else "")
        blank = " = "
    for text, role in _chain(line):
        yield Part(Role.PLAIN, blank)
        yield Part(role, text)
        blank = " = "
    if line.remark:
        yield Part(Role.PLAIN, colon(lang) + line.remark)
    elif line.value:
        inexact = line.value.startswith(APPROXIMATELY)
        if inexact and blank == " = ":
            blank = f" {APPROXIMATELY} "
        yield Part(Role.PLAIN, blank)
        yield Part(Role.VALUE, line.value.removeprefix(APPROXIMATELY) if inexact else line.value)
    yield from _tail(line, lang)


def _chain(line: Line) -> Iterator[tuple[str, Role]]:
    """The formula and its numbers, leaving out what only repeats."""
    if line.formula and line.formula != line.value:
        yield line.formula, Role.FORMULA
    if line.numbers and line.numbers not in (line.formula, line.value):
        yield line.numbers, Role.NUMBERS


def _condition(line: Line, lang: Lang) -> Iterator[Part]:
    """`应 有龙头企业：营业收入 ≥ 10 亿元：11.6 亿元 ≥ 10 亿元`"""
    yield Part(Role.HEAD, line.head)
    blank = " " if line.head else ""
    if line.name:
        yield Part(Role.NAME, blank + line.name)
        yield Part(Role.LABEL, bracketed(lang, line.label) if line.label else "")
        blank = colon(lang)
    elif line.label:
        yield Part(Role.LABEL, blank + line.label)
        blank = colon(lang)
    for text, role in (
        (line.formula, Role.FORMULA),
        (_numbers(line), Role.NUMBERS),
        (line.value, Role.VALUE),
    ):
        if text:
            yield Part(Role.PLAIN, blank)
            yield Part(role, text)
            blank = colon(lang)
    yield from _tail(line, lang)


def _numbers(line: Line) -> str:
    return "" if line.numbers == line.formula else line.numbers


def _data(line: Line, lang: Lang) -> Iterator[Part]:
    yield Part(Role.HEAD, line.head)
    yield Part(Role.NAME, f" {line.name}")
    if line.label:
        yield Part(Role.LABEL, bracketed(lang, line.label))
    yield Part(Role.PLAIN, " = ")
    yield Part(Role.VALUE, line.value)
    yield from _tail(line, lang)


def _row(line: Line, lang: Lang) -> Iterator[Part]:
    blank = ""
    for text, role in ((line.label, Role.LABEL), (_numbers(line), Role.NUMBERS), (line.value, Role.VALUE)):
        if text:
            yield Part(role, blank + text)
            blank = "  "
    yield from _tail(line, lang)


def _text(line: Line, lang: Lang) -> Iterator[Part]:
    if line.head:
        yield Part(Role.HEAD, line.head)
        yield Part(Role.PLAIN, colon(lang))
    yield Part(Role.PLAIN, line.value)
    yield from _tail(line, lang)


def _note(line: Line, lang: Lang) -> Iterator[Part]:
    yield Part(Role.SOURCE, f"{line.head}{colon(lang)}{line.value}")


def _tail(line: Line, lang: Lang) -> Iterator[Part]:
    """What stands at the end of a row: synthetic, source, clause."""
    if line.synthetic:
        word = W["synthetic"].in_(lang)
        yield Part(Role.SYNTHETIC, f"【{word}】" if lang is Lang.ZH else f" [{word}]")
    if line.source:
        yield Part(Role.SOURCE, bracketed(lang, line.source))
    if line.clauses:
        blank = "，" if lang is Lang.ZH else ", "
        yield Part(Role.CLAUSE, f"  {W['clause'].in_(lang)} {blank.join(line.clauses)}")


KINDS_COMPOSED: Mapping[LineKind, Arm] = MappingProxyType(
    {
        LineKind.FACT: _fact,
        LineKind.WARNING: _warning,
        LineKind.SCORE: _score,
        LineKind.FORMULA: _formula,
        LineKind.CONDITION: _condition,
        LineKind.DATA: _data,
        LineKind.ROW: _row,
        LineKind.TEXT: _text,
        LineKind.NOTE: _note,
    }
)
