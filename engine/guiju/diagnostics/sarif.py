"""Findings as SARIF 2.1.0, the form code-scanning services read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any
from urllib.parse import quote

from guiju.diagnostics.model import Code, Diagnostic, Edit, Fix, Label, Lang, Severity, Text
from guiju.diagnostics.report import Report
from guiju.diagnostics.spoken import in_language_of
from guiju.diagnostics.wording import JUSTIFICATION, LANGUAGE_TAG, details
from guiju.source import Place
from guiju.text import json_text, visible

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_SLOT = re.compile(r"\{[^{}]*\}")


def to_sarif(report: Report, lang: Lang, *, codes: Sequence[Code] = (), version: str | None = None) -> str:
    """One run. The rules table holds `codes` and every code that was found; `version` is that of the tool."""
    findings = report.ordered()
    table = sorted(
        {code.id: code for code in (*codes, *(f.code for f in findings))}.values(), key=lambda c: c.id
    )
    index = {code.id: number for number, code in enumerate(table)}
    driver: dict[str, Any] = {"name": "guiju", "rules": [_rule(code, lang) for code in table]}
    if version is not None:
        driver["version"] = version
    run = {
        "tool": {"driver": driver},
        "language": LANGUAGE_TAG[lang],
        "columnKind": "utf16CodeUnits",
        "artifacts": [{"location": {"uri": uri(name)}} for name in report.all_files],
        "results": [_result(finding, index[finding.code.id], lang) for finding in findings],
    }
    return json_text({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def uri(name: str) -> str:
    """A file name as a URI reference: relative names stay relative, absolute ones become `file:///…`."""
    windows = PureWindowsPath(name)
    if windows.drive and windows.root:
        return windows.as_uri() if windows.drive.endswith(":") else _quoted("file:", windows.as_posix())
    if PurePosixPath(name).is_absolute():
        return _quoted("file://", "/" + name.lstrip("/"))
    return _quoted("", name.replace("\\", "/"))


def _quoted(scheme: str, path: str) -> str:
    # A name that is no valid text (a lone surrogate) still gets a URI, though not one that finds the file.
    return scheme + quote(path, safe="/", errors="backslashreplace")


def _rule(code: Code, lang: Lang) -> dict[str, Any]:
    texts = {"shortDescription": code.title, "fullDescription": code.message, "help": code.help}
    written = {key: {"text": _template(text, lang)} for key, text in texts.items() if text.in_(lang)}
    return {"id": code.id, **written, "defaultConfiguration": {"level": _LEVEL[code.severity]}}


def _template(text: Text, lang: Lang) -> str:
    """A template with its slots shown as `…`."""
    return visible(_SLOT.sub("…", in_language_of(None, text).in_(lang)))


def _result(finding: Diagnostic, rule: int, lang: Lang) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.code.id,
        "ruleIndex": rule,
        "level": _LEVEL[finding.severity],
        "message": {"text": "\n".join(details(finding, lang))},
        "locations": [] if finding.place is None else [_location(finding.place)],
        # Present on every result: the format asks for all or none.
        "suppressions": [_suppression(lang)] if finding.expected else [],
    }
    if finding.labels:
        result["relatedLocations"] = [
            _related(n, label, lang) for n, label in enumerate(finding.labels, start=1)
        ]
    if finding.fixes:
        result["fixes"] = [_fix(fix, lang) for fix in finding.fixes]
    return result


def _suppression(lang: Lang) -> dict[str, str]:
    return {"kind": "inSource", "status": "accepted", "justification": JUSTIFICATION.in_(lang)}


def _location(place: Place) -> dict[str, Any]:
    return {
        "physicalLocation": {"artifactLocation": {"uri": uri(place.source.name)}, "region": _region(place)}
    }


def _region(place: Place) -> dict[str, int]:
    start, end = place.position, place.end
    return {"startLine": start.line, "startColumn": start.utf16, "endLine": end.line, "endColumn": end.utf16}


def _related(number: int, label: Label, lang: Lang) -> dict[str, Any]:
    return {"id": number, **_location(label.place), "message": {"text": visible(label.text.in_(lang))}}


def _fix(fix: Fix, lang: Lang) -> dict[str, Any]:
    names = dict.fromkeys(edit.place.source.name for edit in fix.edits)
    return {
        "description": {"text": visible(fix.title.in_(lang))},
        "artifactChanges": [
            {
                "artifactLocation": {"uri": uri(name)},
                "replacements": _replacements(edit for edit in fix.edits if edit.place.source.name == name),
            }
            for name in names
        ],
    }


def _replacements(edits: Iterable[Edit]) -> list[dict[str, Any]]:
    return [{"deletedRegion": _region(edit.place), "insertedContent": {"text": edit.text}} for edit in edits]
