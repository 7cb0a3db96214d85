"""Findings for programs: the JSON of `check --format json`, whose keys are English in every language."""

from __future__ import annotations

from typing import Any

from guiju.diagnostics.model import Diagnostic, Edit, Lang, Text
from guiju.diagnostics.report import Report
from guiju.source import Place
from guiju.text import json_text, visible, visible_lines

FORMAT_VERSION = "1"


def to_json(report: Report, lang: Lang) -> str:
    """All findings in order, and the summary.

    Lines and columns count characters from 1; `end_line` and `end_column` are the place after the last one.
    All four and `file` are null when a finding has no place. Sentences are made printable; `file` and the
    `text` of an edit are exact.
    """
    return json_text(
        {
            "format_version": FORMAT_VERSION,
            "findings": [_finding(finding, lang) for finding in report.ordered()],
            "summary": report.summary.to_json(),
        }
    )


def _finding(finding: Diagnostic, lang: Lang) -> dict[str, Any]:
    return {
        "code": finding.code.id,
        "severity": finding.severity.value,
        "message": _sentence(finding.message, lang),
        **_place(finding.place),
        "expected": finding.expected,
        "notes": [_paragraph(note, lang) for note in finding.notes],
        "help": _paragraph(finding.help, lang),
        "labels": [
            {"message": _sentence(label.text, lang), **_place(label.place)} for label in finding.labels
        ],
        "fixes": [
            {"title": _sentence(fix.title, lang), "edits": [_edit(edit) for edit in fix.edits]}
            for fix in finding.fixes
        ],
    }


def _edit(edit: Edit) -> dict[str, Any]:
    return {**_place(edit.place), "text": edit.text}


def _place(place: Place | None) -> dict[str, Any]:
    if place is None:
        return dict.fromkeys(("file", "line", "column", "end_line", "end_column"))
    start, end = place.position, place.end
    return {
        "file": place.source.name,
        "line": start.line,
        "column": start.column,
        "end_line": end.line,
        "end_column": end.column,
    }


def _sentence(text: Text, lang: Lang) -> str:
    return visible(text.in_(lang))


def _paragraph(text: Text, lang: Lang) -> str:
    return "\n".join(visible_lines(text.in_(lang)))
