"""Findings as GitHub workflow commands, which become annotations on the changed lines."""

from __future__ import annotations

from guiju.diagnostics.model import Diagnostic, Lang, Severity
from guiju.diagnostics.report import Report
from guiju.diagnostics.wording import DECLARED, details
from guiju.text import visible

_COMMAND = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def to_github(report: Report, lang: Lang) -> str:
    """One line per finding: `::error file=…,line=…,col=…,endLine=…,endColumn=…,title=CODE::message`.

    A declared known defect is a notice.
    """
    return "".join(_command(finding, lang) + "\n" for finding in report.ordered())


def _command(finding: Diagnostic, lang: Lang) -> str:
    name = "notice" if finding.expected else _COMMAND[finding.severity]
    title = finding.code.id
    if finding.expected:
        title += f" {DECLARED.in_(lang)}"
    properties = {**_place(finding), "title": title}
    written = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    message = "\n".join(details(finding, lang))
    return f"::{name} {written}::{_data(message)}"


def _place(finding: Diagnostic) -> dict[str, str]:
    if finding.place is None:
        return {}
    start, end = finding.place.position, finding.place.end
    place = {"file": visible(finding.place.source.name), "line": str(start.line)}
    if start.line == end.line:
        return place | {"col": str(start.column), "endLine": str(end.line), "endColumn": str(end.column)}
    # Columns are refused for a place of several lines.
    return place | {"endLine": str(end.line)}


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
