"""A report as plain text, or as pieces with a style for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from guiju.diagnostics.model import Lang
from guiju.diagnostics.wording import colon
from guiju.revise.report import Entry, Fact, Report, TownPart
from guiju.revise.words import W
from guiju.source import cell_width
from guiju.text import visible

# A line as (style, text) pieces; styles are those of rich, empty for plain text.
Line = tuple[tuple[str, str], ...]
_WIDE = 80
_STYLES = {"+": "green", "-": "red", "~": "yellow"}


def to_text(report: Report) -> str:
    """The report without any colour."""
    return "".join("".join(text for _, text in line).rstrip() + "\n" for line in lines(report))


def lines(report: Report) -> Iterator[Line]:
    """The lines of the report."""
    yield (("bold", visible(report.title)),)
    for side, name in report.sources:
        yield (("dim", f"  {side} {visible(name)}"),)
    yield ()
    yield (("bold", report.summary),)
    for chapter in report.chapters:
        yield ()
        yield (("bold cyan", visible(chapter.title)),)
        for entry in chapter.entries:
            yield from _entry(entry, report.lang)
    if report.towns:
        yield ()
        yield (("bold", W["towns"].in_(report.lang)),)
        for town in report.towns:
            yield ()
            yield from _town(town, report.lang)
    for sentence in report.method:
        yield ()
        yield (("dim", sentence),)


def _entry(entry: Entry, lang: Lang) -> Iterator[Line]:
    style = _STYLES[entry.mark]
    name = f" {visible(entry.name)}"
    label = f" {visible(entry.label)}" if entry.label and entry.label != entry.name else ""
    at = f"  [{entry.at}]" if entry.at else ""
    head = f"{entry.change}{entry.kind}" if lang is Lang.ZH else f"{entry.change} {entry.kind}"
    yield ((style, f"  {entry.mark} {head}"), ("bold", name), ("", label), ("dim", at))
    for fact in entry.facts:
        yield from _fact(fact)
    for note in entry.notes:
        yield (("dim", f"      {visible(note)}"),)


def _fact(fact: Fact) -> Iterator[Line]:
    """`old → new`; where an arrow stands in one of them, or they are long, one below the other."""
    title = visible(fact.title)
    note = ("magenta", f"  [{fact.note}]") if fact.note else ("", "")
    new = visible(fact.new or "")
    if fact.old is None:
        yield (("", f"      {title} " if title else "      "), ("", new), note)
        return
    old = visible(fact.old)
    if "→" not in old + new and cell_width(old + new) <= _WIDE:
        yield (("", f"      {title} "), ("red", old), ("", " → "), ("green", new), note)
        return
    yield (("", f"      {title}"), note)
    yield (("red", f"        - {old}"),)
    yield (("green", f"        + {new}"),)


def _town(town: TownPart, lang: Lang) -> Iterator[Line]:
    yield (("bold cyan", visible(town.name)), ("dim", f"  {visible(town.file)}"))
    if not town.changed:
        yield (("", f"  {W['same_results'].in_(lang)}"),)
    width = max((cell_width(row.what) for row in town.rows), default=0)
    for row in town.rows:
        what = visible(row.what) + " " * (width - cell_width(row.what))
        if not row.changed:
            yield (("dim", f"  {what}  {visible(row.new)}"),)
            continue
        change = f"  ({row.change})" if row.change else ""
        yield (("", f"  {what}  {visible(row.old)} → "), ("bold", visible(row.new)), ("", change))
    for scored in town.scored:
        yield (
            (
                "",
                f"  {W['contributions'].in_(lang)} {visible(scored.name)} {scored.change}{colon(lang).rstrip()}",
            ),
        )
        wide = max((cell_width(part.points) for part in scored.parts), default=0)
        for part in scored.parts:
            edits = " + ".join(visible(edit) for edit in part.edits)
            yield (("bold", f"    {part.points.rjust(wide)}"), ("", f"  {edits}"))
        for note in scored.notes:
            yield (("dim", f"    {note}"),)
    for note in town.notes:
        yield (("dim", f"  {visible(note)}"),)
