"""A comparison as a report in one language, ready for every printer.

All texts may come from files: a printer makes them safe for its medium.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from guiju.diagnostics.model import Lang, Text
from guiju.diagnostics.wording import colon, listed
from guiju.revise.edits import Aspect, Change, Construct, Detail, Edit, Revision
from guiju.revise.effects import Effects
from guiju.revise.words import ASPECTS, CHANGES, CONSTRUCTS, DIRECTIONS, MARKS, W
from guiju.rulebook.model import Header


@dataclass(frozen=True, slots=True)
class Fact:
    """One difference of an entry: `old` and `new` are None where nothing stands beside an arrow."""

    title: str
    old: str | None = None
    new: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One edit: `mark` is + - or ~, `at` the lines of both files."""

    mark: str
    change: str
    kind: str
    name: str
    label: str
    at: str
    facts: tuple[Fact, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """The edits of a clause."""

    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One result of a town before and after."""

    what: str
    old: str
    new: str
    change: str
    changed: bool


@dataclass(frozen=True, slots=True)
class Part:
    """What some edits contribute to a score: in points, with its sign."""

    points: str
    edits: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scored:
    """A score that changed, and its parts."""

    name: str
    change: str
    parts: tuple[Part, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TownPart:
    """One town: its results, what moved its scores, and what is to be said of its data."""

    name: str
    file: str
    changed: bool
    rows: tuple[Row, ...]
    scored: tuple[Scored, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """Everything a printer needs. `summary` is one sentence."""

    lang: Lang
    title: str
    sources: tuple[tuple[str, str], ...]
    summary: str
    chapters: tuple[Chapter, ...]
    towns: tuple[TownPart, ...]
    method: tuple[str, ...]


def report(revision: Revision, effects: Effects | None, lang: Lang) -> Report:
    """The report of a comparison in one language."""
    from guiju.revise.report_towns import method, town_parts

    old, new = revision.old, revision.new
    return Report(
        lang,
        f"{_title(old.header)} → {_revision(new.header) if old.header.id == new.header.id else _title(new.header)}",
        ((W["old"].in_(lang), old.source.name), (W["new"].in_(lang), new.source.name)),
        _summary(revision, lang),
        tuple(_chapters(revision.edits, lang)),
        town_parts(effects, lang) if effects else (),
        method(effects, lang) if effects else (),
    )


def _title(header: Header) -> str:
    return f"{header.id} {_revision(header)}".strip()


def _revision(header: Header) -> str:
    return f"{header.revision} {header.revision_title}".strip() or header.title or header.id


def _summary(revision: Revision, lang: Lang) -> str:
    count = len(revision.edits)
    if not count:
        return W["same"].in_(lang)
    return (W["one_edit"] if count == 1 else W["changed_edits"].fill(count=count)).in_(lang)


def _chapters(edits: Sequence[Edit], lang: Lang) -> Iterator[Chapter]:
    for title, group in groupby(edits, key=lambda edit: _heading(edit, lang)):
        yield Chapter(title, tuple(_entry(edit, lang) for edit in group))


def _heading(edit: Edit, lang: Lang) -> str:
    if edit.construct is Construct.HEADER:
        return W["header"].in_(lang)
    if edit.construct is Construct.DEFECT:
        return W["defects"].in_(lang)
    return edit.clauses[0] if edit.clauses else W["no_clause"].in_(lang)


def _entry(edit: Edit, lang: Lang) -> Entry:
    facts = [_fact(edit, detail, lang) for detail in edit.details]
    notes = []
    if edit.was:
        notes.append(W["was"].fill(name=edit.was).in_(lang))
    if edit.evidence:
        notes.append(W["evidence"].in_(lang) + listed(lang, [one.in_(lang) for one in edit.evidence]))
    if edit.affects and edit.change is not Change.ADDED:
        notes.append(W["affects"].in_(lang) + colon(lang) + listed(lang, list(edit.affects)))
    return Entry(
        MARKS[edit.change],
        CHANGES[edit.change].in_(lang),
        CONSTRUCTS[edit.construct].in_(lang),
        edit.name,
        edit.label,
        _at(edit, lang),
        tuple(facts),
        tuple(notes),
    )


def _at(edit: Edit, lang: Lang) -> str:
    lines = [str(line) for line in (edit.line_old, edit.line_new) if line is not None]
    if not lines:
        return ""
    numbers = " → ".join(dict.fromkeys(lines))
    return f"第 {numbers} 行" if lang is Lang.ZH else f"line {numbers}"


def _fact(edit: Edit, detail: Detail, lang: Lang) -> Fact:
    title = ASPECTS[detail.aspect].in_(lang)
    if edit.change in (Change.ADDED, Change.REMOVED):
        text = detail.new or detail.old
        return Fact(title if detail.aspect is not Aspect.VALUE else "", None, _in(text, lang))
    if detail.what:
        title = f"{title} {detail.what}"
    note = DIRECTIONS[detail.direction].in_(lang)
    if detail.old is not None and detail.old == detail.new:  # written alike, of another meaning
        return Fact(title, None, detail.old.in_(lang), note)
    none = W["none"].in_(lang)
    return Fact(title, _in(detail.old, lang) or none, _in(detail.new, lang) or none, note)


def _in(text: Text | None, lang: Lang) -> str | None:
    return None if text is None else text.in_(lang)


def in_short(edit: Edit, lang: Lang) -> str:
    """An edit in a line: `指标 甲：权重 5 → 4`."""
    head = f"{CONSTRUCTS[edit.construct].in_(lang)} {edit.name}"
    if edit.change in (Change.ADDED, Change.REMOVED):
        return f"{CHANGES[edit.change].in_(lang)} {head}"
    said = [_short(_fact(edit, detail, lang)) for detail in edit.details if not _says_only(detail)]
    if edit.was:
        said.insert(0, W["was"].fill(name=edit.was).in_(lang))
    more = ("；" if lang is Lang.ZH else "; ").join(said[:3])
    return head + (colon(lang) + more if more else "")


def _says_only(detail: Detail) -> bool:
    return Edit(Construct.HEADER, Change.CHANGED, "", details=(detail,)).says_only


def _short(fact: Fact) -> str:
    ends = [_cut(text) for text in (fact.old, fact.new) if text is not None]
    arrow = " ⇒ " if any("→" in end for end in ends) else " → "
    return f"{fact.title} {arrow.join(ends)}"


def _cut(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
