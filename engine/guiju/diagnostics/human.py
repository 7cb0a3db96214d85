"""Findings for people: a heading, the lines concerned with the place underlined, and what to do."""

from __future__ import annotations

from collections.abc import Iterable

from guiju.diagnostics.changes import Change, changes
from guiju.diagnostics.excerpt import Mark, Paint, bar, excerpt, marks, numbered, view
from guiju.diagnostics.model import Diagnostic, Fix, Lang, Text
from guiju.diagnostics.report import Report
from guiju.diagnostics.wording import DECLARED, FIX, KNOWN_DEFECT, MORE, SEVERITY, colon, headed
from guiju.limits import FINDINGS_PRINTED
from guiju.source import Place, Source
from guiju.text import visible, visible_lines

_SGR = {
    "error": "1;31",
    "warning": "1;33",
    "info": "1;36",
    "known": "2",
    "message": "1",
    "gutter": "34",
    "label": "34",
    "fix": "32",
}
_LINES_OF_A_FIX = 8


def to_human(report: Report, lang: Lang, *, colour: bool = False, limit: int = FINDINGS_PRINTED) -> str:
    """All findings, at most `limit` of them in full, and the summary; plain text unless `colour`."""
    shown, more = report.shown(limit)
    blocks = [render(finding, lang, colour=colour) for finding in shown]
    text = ""
    for number, (finding, block) in enumerate(zip(shown, blocks, strict=True)):
        # Known defects are one line each: they stand together.
        close = number and finding.expected and shown[number - 1].expected
        text += block if not number or close else "\n" + block
    tail = [MORE.fill(number=more).in_(lang)] if more else []
    tail.append(report.summary.text(lang))
    return text + ("\n" if text else "") + "\n".join(tail) + "\n"


def render(finding: Diagnostic, lang: Lang, *, colour: bool = False) -> str:
    """One finding, with a line end; nothing a terminal would obey but our own colours."""
    paint = _coloured if colour else _plain
    if finding.expected:
        return _known(finding, lang, paint) + "\n"
    level = finding.severity.value
    heading = paint(level, f"{SEVERITY[finding.severity].in_(lang)}[{finding.code.id}]")
    rows = [heading + paint("message", colon(lang) + visible(finding.message.in_(lang)))]
    # The primary place is drawn first; labels in its text share its excerpt, other texts follow.
    drawn: dict[Source, tuple[Place, list[Mark]]] = {}
    if finding.place is not None:
        drawn[finding.place.source] = (finding.place, list(marks(finding.place, "^", level)))
    for label in finding.labels:
        _, found = drawn.setdefault(label.place.source, (label.place, []))
        found += marks(label.place, "-", "label", label.text.in_(lang))
    fixes = [(fix, _changed(fix)) for fix in finding.fixes]
    gutter = _gutter(drawn, fixes)
    for place, found in drawn.values():
        rows.append(_arrow(_named(place, lang), gutter, paint))
        rows += excerpt(place.source, found, gutter, paint)
    for title, text in headed(finding):
        rows += _remark(title, text, lang, gutter, paint)
    for fix, changed in fixes:
        rows += _fix(fix, changed, finding.place, lang, gutter, paint)
    return "\n".join(rows) + "\n"


def _known(finding: Diagnostic, lang: Lang, paint: Paint) -> str:
    title, declared = KNOWN_DEFECT.in_(lang), DECLARED.in_(lang)
    declared = f"（{declared}）" if lang is Lang.ZH else f" ({declared})"
    text = f"{title} {finding.code.id}{colon(lang)}{visible(finding.message.in_(lang))}{declared}"
    return paint(
        "known", text if finding.place is None else f"{text} --> {visible(_named(finding.place, lang))}"
    )


def _remark(title: Text, text: Text, lang: Lang, gutter: int, paint: Paint) -> list[str]:
    first, *rest = visible_lines(text.in_(lang))
    equals = paint("gutter", " " * gutter + " =")
    rows = [f"{equals} {paint('message', title.in_(lang))}{colon(lang)}{first}"]
    # The bar keeps a further line from standing alone: a build log obeys a line that begins with `::`.
    return rows + [f"{bar(gutter, paint)}   {line}".rstrip() for line in rest]


def _named(place: Place, lang: Lang) -> str:
    return Text(*place.source.named(place.span)).in_(lang)


def _arrow(place: str, gutter: int, paint: Paint) -> str:
    return f"{paint('gutter', ' ' * gutter + '-->')} {visible(place)}"


def _fix(
    fix: Fix,
    changed: list[tuple[Source, Change]],
    primary: Place | None,
    lang: Lang,
    gutter: int,
    paint: Paint,
) -> list[str]:
    """The title of a fix and the lines it leads to; a file other than the finding's own is named."""
    rows = _remark(FIX, fix.title, lang, gutter, paint)
    current = primary.source.name if primary else None
    for source, change in changed:
        if source.name != current:
            current = source.name
            rows.append(_arrow(current, gutter, paint))
        for number, line in enumerate(change.lines[:_LINES_OF_A_FIX]):
            column = change.column if number == 0 else 0
            text = view(line, min(column, len(line)), min(column, len(line))).text
            rows.append(numbered(change.line + number, paint("fix", text), gutter, paint, change.sign))
        if len(change.lines) > _LINES_OF_A_FIX:
            rows.append(paint("gutter", "..."))
    return rows


def _changed(fix: Fix) -> list[tuple[Source, Change]]:
    sources = {edit.place.source.name: edit.place.source for edit in fix.edits}
    return [
        (source, change)
        for name, source in sources.items()
        for change in changes(source, (edit for edit in fix.edits if edit.place.source.name == name))
    ]


def _gutter(
    drawn: dict[Source, tuple[Place, list[Mark]]], fixes: Iterable[tuple[Fix, list[tuple[Source, Change]]]]
) -> int:
    """Digits of the greatest line number shown."""
    numbers = [mark.line for _, found in drawn.values() for mark in found]
    for _, changed in fixes:
        numbers += [change.line + min(len(change.lines), _LINES_OF_A_FIX) for _, change in changed]
    return len(str(max(numbers, default=1)))


def _plain(style: str, text: str) -> str:
    return text


def _coloured(style: str, text: str) -> str:
    return f"\x1b[{_SGR[style]}m{text}\x1b[0m" if text else text
