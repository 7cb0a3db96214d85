"""Findings as JUnit XML: one suite per file, one case per finding, so that any CI shows them as tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guiju.diagnostics.human import render
from guiju.diagnostics.model import Diagnostic, Lang
from guiju.diagnostics.report import Report
from guiju.diagnostics.wording import JUSTIFICATION, NO_FILE
from guiju.text import visible

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


def to_junit(report: Report, lang: Lang) -> str:
    """XML 1.0. An error is a failure, a declared known defect is skipped, anything else passes with its text.

    A file without findings is one passed case, so that it is seen to have been checked.
    """
    from xml.etree import ElementTree

    by_file: dict[str | None, list[Diagnostic]] = {name: [] for name in report.all_files}
    for finding in report.ordered():
        by_file.setdefault(finding.place.source.name if finding.place else None, []).append(finding)
    root = ElementTree.Element("testsuites", name="guiju")
    for name, findings in by_file.items():
        root.append(_suite(NO_FILE.in_(lang) if name is None else visible(name), findings, lang))
    for key in ("tests", "failures", "errors", "skipped"):
        root.set(key, str(sum(int(suite.get(key, "0")) for suite in root)))
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def _suite(name: str, findings: list[Diagnostic], lang: Lang) -> Element:
    from xml.etree.ElementTree import Element, SubElement

    suite = Element("testsuite", name=name, tests=str(max(1, len(findings))))
    suite.set("failures", str(sum(finding.is_error for finding in findings)))
    suite.set("errors", "0")
    suite.set("skipped", str(sum(finding.expected for finding in findings)))
    for finding in findings:
        suite.append(_case(name, finding, lang))
    if not findings:
        SubElement(suite, "testcase", classname=name, name="check")
    return suite


def _case(file: str, finding: Diagnostic, lang: Lang) -> Element:
    from xml.etree.ElementTree import Element, SubElement

    message = visible(finding.message.in_(lang))
    at = finding.place.position if finding.place else None
    where = f" {at.line}:{at.column}" if at else ""
    case = Element("testcase", classname=file, name=f"{finding.code.id}{where} {message}")
    if at:
        case.set("file", file)
        case.set("line", str(at.line))
    if finding.expected:
        SubElement(case, "skipped", message=JUSTIFICATION.in_(lang))
    if finding.is_error:
        out = SubElement(case, "failure", type=finding.code.id, message=message)
    else:
        out = SubElement(case, "system-out")
    out.text = render(finding, lang)
    return case
