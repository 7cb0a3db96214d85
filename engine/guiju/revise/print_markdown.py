"""A report as Markdown (CommonMark with tables and `<details>`), fit for the comment of a review.

Nothing from a file becomes markup: every sign that could is escaped, and what a reader would turn into a link or a
mention by itself is set as code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from guiju.diagnostics.model import Lang
from guiju.diagnostics.wording import bracketed
from guiju.revise.report import Entry, Report, Scored, TownPart
from guiju.revise.words import W
from guiju.text import visible

# What GitHub and others make a link of without any markup: addresses, e-mail and mentions.
_LINKED = re.compile(
    r"(?i:[a-z][a-z0-9+.-]*://|www\.|mailto:|xmpp:|javascript:|data:)[^\s|`]*|[^\s|`]*@[^\s|`]*"
)
_SPECIAL = re.compile(r"[\\`*_\[\]<>|~&$#!]")
_BLOCK = re.compile(r"^(\s*)(?:([+\-=])|(\d+)([.)]))")
_OPEN_TOWNS = 3  # so many towns are shown unfolded


def to_markdown(report: Report) -> str:
    """The whole report."""
    rows = [f"## {_begun(escaped(report.title))}", ""]
    rows += [f"- {side} {_code(name)}" for side, name in report.sources]
    rows += ["", f"**{report.summary}**"]
    for chapter in report.chapters:
        rows += ["", f"### {_begun(escaped(chapter.title))}", ""]
        for entry in chapter.entries:
            rows += _entry(entry, report.lang)
    if report.towns:
        rows += ["", f"## {W['towns'].in_(report.lang)}", "", *_overview(report)]
        for town in report.towns:
            rows += ["", *_town(town, report)]
    rows += [line for sentence in report.method for line in ("", f"*{escaped(sentence)}*")]
    return "\n".join(rows) + "\n"


def escaped(text: str) -> str:
    """Text from a file as Markdown that shows it and does nothing else."""
    parts, cursor, text = [], 0, visible(text)
    for match in _LINKED.finditer(text):
        if match.group():
            parts += [_SPECIAL.sub(r"\\\g<0>", text[cursor : match.start()]), f"`{match.group()}`"]
            cursor = match.end()
    return "".join(parts) + _SPECIAL.sub(r"\\\g<0>", text[cursor:])


def _begun(row: str) -> str:
    """A row whose first sign begins no block of its own."""
    return _BLOCK.sub(lambda m: f"{m[1]}\\{m[2]}" if m[2] else f"{m[1]}{m[3]}\\{m[4]}", row)


def _code(text: str) -> str:
    """A piece of the rule language, as it stands."""
    text = visible(text)
    fence = "`" * (1 + max((len(run) for run in re.findall(r"`+", text)), default=0))
    blank = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{blank}{text}{blank}{fence}"


def _entry(entry: Entry, lang: Lang) -> Iterator[str]:
    label = f" {escaped(entry.label)}" if entry.label and entry.label != entry.name else ""
    at = bracketed(lang, entry.at) if entry.at else ""
    head = f"{entry.change}{entry.kind}" if lang is Lang.ZH else f"{entry.change} {entry.kind}"
    yield f"- {head} **{escaped(entry.name)}**{label}{at}"
    for fact in entry.facts:
        title = f"{escaped(fact.title)} " if fact.title else ""
        note = f" **[{fact.note}]**" if fact.note else ""
        ends = [_code(text) for text in (fact.old, fact.new) if text]
        yield f"  - {title}{' ⇒ '.join(ends)}{note}"
    for note in entry.notes:
        yield f"  - {escaped(note)}"


def _overview(report: Report) -> Iterator[str]:
    """All towns: what changed of each."""
    lang = report.lang
    yield from _table_head([W[key].in_(lang) for key in ("town", "what", "old", "new", "change")])
    for town in report.towns:
        rows = [row for row in town.rows if row.changed]
        for number, row in enumerate(rows):
            name = escaped(town.name) if number == 0 else ""
            yield _row([name, *map(escaped, (row.what, row.old, row.new, row.change))])
        if not rows:
            yield _row([escaped(town.name), "" if town.changed else W["same_results"].in_(lang), "", "", ""])


def _town(town: TownPart, report: Report) -> Iterator[str]:
    """Everything of one town, folded where there are many."""
    lang = report.lang
    opened = " open" if len(report.towns) <= _OPEN_TOWNS else ""
    name = escaped(town.name).replace("\\<", "&lt;").replace("\\>", "&gt;").replace("\\&", "&amp;")
    yield from (f"<details{opened}><summary>{name}</summary>", "")
    yield from _table_head([W[key].in_(lang) for key in ("what", "old", "new", "change")])
    for row in town.rows:
        yield _row([escaped(cell) for cell in (row.what, row.old, row.new, row.change)])
    for scored in town.scored:
        yield from ("", *_scored(scored, lang))
    if town.notes:
        yield from ("", *(f"- {escaped(note)}" for note in town.notes))
    yield from ("", "</details>")


def _scored(scored: Scored, lang: Lang) -> Iterator[str]:
    yield f"{W['contributions'].in_(lang)} {escaped(scored.name)} **{escaped(scored.change)}**"
    yield ""
    if scored.parts:
        yield from _table_head([W[key].in_(lang) for key in ("contribution", "which")])
        for part in scored.parts:
            yield _row([escaped(part.points), "<br>".join(escaped(edit) for edit in part.edits)])
    for note in scored.notes:
        yield escaped(note)


def _table_head(cells: Sequence[str]) -> Iterator[str]:
    yield _row(cells)
    yield f"|{' --- |' * len(cells)}"


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
