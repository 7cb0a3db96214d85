"""A form divided among those who fill it in: what each part is called, and who is meant by it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from guiju.diagnostics.model import Lang, Text
from guiju.forms.items import bureaus, marked
from guiju.forms.layout import EXPERT
from guiju.forms.names import Names, file_name
from guiju.rulebook.model import Rulebook
from guiju.towns.form_part import Part

OTHERS: Final = Text("其他", "other")
EXPERTS: Final = Text("专家", "experts")


def parts(book: Rulebook) -> Mapping[str, Part]:
    """Every part by what it may be called: an office, in either language what no office supplies, and the experts.

    An office that is called like one of these words is meant before it.
    """
    found = {office: Part((office,)) for office in _offices(book)}
    for words, part, there in (
        (OTHERS, Part(others=True), "" in bureaus(book) or bool(book.documents)),
        (EXPERTS, Part(experts=True), bool(marked(book))),
    ):
        for word in (words.zh, words.en) if there else ():
            found.setdefault(word, part)
    return found


def called(book: Rulebook, lang: Lang) -> tuple[str, ...]:
    """The names of all parts, each once, in one language."""
    other = {words.in_(_other(lang)) for words in (OTHERS, EXPERTS)}
    return tuple(name for name, part in parts(book).items() if part.offices or name not in other)


def together(found: Iterable[Part]) -> Part:
    """Several parts as one."""
    known = tuple(found)
    offices = dict.fromkeys(office for part in known for office in part.offices)
    return Part(tuple(offices), any(part.others for part in known), any(part.experts for part in known))


def each(book: Rulebook, lang: Lang, experts: int) -> Mapping[str, Part]:
    """Who fills in a form of their own, by the name of its file without the ending: every office, whoever takes care
    of what no office supplies, and each of so many experts.
    """
    names, found = Names(file_name), [(office, Part((office,))) for office in _offices(book)]
    if "" in bureaus(book) or book.documents:
        found.append((OTHERS.in_(lang), Part(others=True)))
    found += [(EXPERT.in_(lang).format(number), Part(experts=True)) for number in range(1, experts + 1)]
    return {names.of(name): part for name, part in found}


def _offices(book: Rulebook) -> tuple[str, ...]:
    return tuple(office for office in bureaus(book) if office)


def _other(lang: Lang) -> Lang:
    return Lang.EN if lang is Lang.ZH else Lang.ZH
