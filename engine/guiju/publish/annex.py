"""From a Rulebook to the tables of the standard: the tree of indicators and the scales of grades."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from guiju.diagnostics.model import Lang
from guiju.numbers.exact import decimal_text
from guiju.publish.model import Cell, Publication, Row, Table
from guiju.publish.words import BLANK, ROUNDED, WORDS, level_name, weighted
from guiju.rulebook import expressions as ex
from guiju.rulebook.model import Grades, Rulebook
from guiju.rulebook.scheme import Indicator, Remarks
from guiju.types import NumberType

_NUMBERED = re.compile(r"(?:表|Table)\s*((?:[A-Z]\s*\.?\s*)?\d+(?:\.\d+)*)")


def publication(book: Rulebook, lang: Lang, *, notes: bool = True) -> Publication:
    """Every table the rules hold. `notes` leaves out what drafters noted; known defects are always told."""
    header = book.header
    heading = "\u3000".join(part for part in (header.title or header.id, header.revision_title) if part)
    tables = [_annex(book, scheme, lang, notes) for scheme in book.schemes.values()]
    tables += [_scale(book, grades, lang, notes) for grades in book.grades.values()]
    defects = tuple(f"{found.code.id} {found.message.in_(lang)}" for found in book.known_defects)
    tag = "zh-CN" if lang is Lang.ZH else "en"
    return Publication(heading, header.number, tuple(tables), WORDS["defects"].in_(lang), defects, tag)


def _annex(book: Rulebook, scheme: Indicator, lang: Lang, notes: bool) -> Table:
    depth = max((node.level for node in scheme.walk()), default=0)
    number, title = _caption(book, (node.remarks for node in scheme.walk()), lang)
    head = (*(level_name(level, lang) for level in range(1, depth + 1)), WORDS["weight"].in_(lang))
    rows = tuple(row for child in scheme.children for row in _rows(child, depth, lang))
    return Table(
        number,
        title or scheme.label or scheme.name,
        head,
        rows,
        _numbered(_notes(scheme.walk(), lang), lang) if notes else (),
    )


def _rows(node: Indicator, depth: int, lang: Lang) -> Iterator[Row]:
    """The rows of one indicator from its own column to the right; its cell is merged over all of them."""
    label, weight = node.label or node.name, printed(node)
    if not node.children:
        nothing = (Cell(BLANK, centred=True),) * (depth - node.level)
        yield (*_covered(node.level - 1), Cell(label), *nothing, Cell(weight, centred=True))
        return
    below = [row for child in node.children for row in _rows(child, depth, lang)]
    own = Cell(weighted(label, weight, lang), len(below))
    first, *rest = below
    yield (*first[: node.level - 1], own, *first[node.level :])
    yield from rest


def _covered(count: int) -> Row:
    return (None,) * count


def printed(node: Indicator) -> str:
    """The weight as the rules print it."""
    return node.printed or decimal_text(node.weight, 18)


def _caption(book: Rulebook, remarks: Iterable[Remarks], lang: Lang) -> tuple[str, str]:
    """Number and title of the table that is cited most, first of equals; both empty when none is cited."""
    cited: Counter[str] = Counter()
    for one in remarks:
        for clause in one.clauses:
            cited.update(match.group(1).replace(" ", "") for match in _NUMBERED.finditer(clause))
    if not cited:
        return "", ""
    number = cited.most_common(1)[0][0]
    word = WORDS["table"].in_(lang)
    titles = (
        clause.title
        for clause in book.clauses.values()
        if (match := _NUMBERED.fullmatch(clause.number.strip())) and match.group(1).replace(" ", "") == number
    )
    return f"{word} {number}", next(titles, "")


def _notes(nodes: Iterable[Indicator], lang: Lang) -> Iterator[tuple[str, str]]:
    for node in nodes:
        where = "" if node.level == 0 else node.label or node.name
        for note in node.remarks.notes:
            yield where, note
        for proposal in node.remarks.proposals:
            yield where, WORDS["proposal"].fill(text=proposal).in_(lang)


def _numbered(notes: Iterable[tuple[str, str]], lang: Lang) -> tuple[str, ...]:
    """Notes with their numbers, a note that several indicators share once; a single one has no number (GB/T 1.1)."""
    by_text: dict[str, list[str]] = {}
    for where, note in notes:
        by_text.setdefault(note, []).append(where)
    colon, comma = ("：", "；") if lang is Lang.ZH else (": ", "; ")
    told = []
    for note, places in by_text.items():
        named = comma.join(place for place in places if place)
        told.append(f"{named}{colon}{note}" if named else note)
    word = WORDS["note"].in_(lang) if lang is Lang.ZH else WORDS["note"].in_(lang) + " "
    if len(told) == 1:
        return (f"{word.rstrip()}{colon}{told[0]}",)
    return tuple(f"{word}{count}{colon}{note}" for count, note in enumerate(told, 1))


def _scale(book: Rulebook, grades: Grades, lang: Lang, notes: bool) -> Table:
    number, title = _caption(book, (grades.remarks, *(band.remarks for band in grades.bands)), lang)
    requires = any(band.requires is not None for band in grades.bands)
    head = [_of_what(book, grades, lang), WORDS["grade"].in_(lang)]
    if requires:
        head.append(WORDS["requires"].in_(lang))
    rows = []
    for band in grades.bands:
        row = [Cell(condition_text(band.condition, lang), centred=True), Cell(band.name, centred=True)]
        if requires:
            row.append(Cell(condition_text(band.requires, lang)))
        rows.append(tuple(row))
    found = list(_scale_notes(grades, lang, notes))
    return Table(
        number, title or grades.label or grades.name, tuple(head), tuple(rows), _numbered(found, lang)
    )


def _scale_notes(grades: Grades, lang: Lang, notes: bool) -> Iterator[tuple[str, str]]:
    """What decides the grade besides the bands is part of the table; what drafters noted may be left out."""
    if grades.places is not None:
        yield "", WORDS["rounded"].fill(places=grades.places, mode=ROUNDED[grades.mode]).in_(lang)
    for cap in grades.caps:
        key = "veto" if cap.veto else "cap"
        yield "", WORDS[key].fill(band=cap.band, condition=condition_text(cap.condition, lang)).in_(lang)
    if not notes:
        return
    for note in grades.remarks.notes:
        yield "", note
    for band in grades.bands:
        for note in band.remarks.notes:
            yield band.name, note
        for proposal in band.remarks.proposals:
            yield band.name, WORDS["proposal"].fill(text=proposal).in_(lang)


def _of_what(book: Rulebook, grades: Grades, lang: Lang) -> str:
    subject = grades.subject
    if isinstance(subject, ex.IndicatorRef) and subject.name in book.indicators:
        return WORDS["range"].fill(full=printed(book.indicators[subject.name])).in_(lang)
    return WORDS["range_of"].fill(subject=subject.place.text).in_(lang)


def condition_text(condition: ex.Expression | None, lang: Lang) -> str:
    """A band as `75 ≤ 得分 < 90`; anything else in the words of the rules."""
    if condition is None:
        return BLANK
    if isinstance(condition, ex.Compare):
        terms = [_term(operand, lang) for operand in condition.operands]
        if all(terms):
            rest = (f"{sign} {term}" for sign, term in zip(condition.operators, terms[1:], strict=True))
            return " ".join((terms[0], *rest))
    return " ".join(condition.place.text.split())


def _term(operand: ex.Expression, lang: Lang) -> str:
    if isinstance(operand, ex.SubjectRef):
        return WORDS["score"].in_(lang)
    if (
        isinstance(operand, ex.Literal)
        and isinstance(operand.type, NumberType)
        and not operand.type.unit.symbol
    ):
        assert not isinstance(operand.value, str | bool)
        return decimal_text(operand.value, 18)
    return ""
