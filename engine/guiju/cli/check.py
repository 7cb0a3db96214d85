"""`guiju check PATH…`"""

from __future__ import annotations

import argparse
from pathlib import Path

from guiju.cli.console import Exit, UsageError, colour_wanted, language, write
from guiju.diagnostics.model import Diagnostic, Lang
from guiju.diagnostics.report import Report
from guiju.pipeline import check_file
from guiju.syntax.files import rule_files


def run(arguments: argparse.Namespace) -> int:
    """Check every file; exit 1 when an error stands that no file declares as known."""
    lang = language(arguments.lang)
    paths: dict[Path, None] = {}
    for name in arguments.paths:
        found = rule_files(Path(name))
        if not found:
            raise UsageError(f"{name}: 目录里没有 .rule 文件 / no .rule files in this folder")
        paths.update(dict.fromkeys(found))
    findings: list[Diagnostic] = []
    for path in paths:
        findings.extend(check_file(path).findings)
    report = Report(tuple(findings), tuple(str(path) for path in paths))
    write(_render(report, arguments.format, lang))
    return Exit.FINDINGS if report.failed else Exit.DONE


def _render(report: Report, form: str, lang: Lang) -> str:
    """The report in one of the formats; each is imported only when it is used."""
    if form == "json":
        from guiju.diagnostics.json_form import to_json

        return to_json(report, lang)
    if form == "sarif":
        from guiju.diagnostics.codes import CODES
        from guiju.diagnostics.sarif import to_sarif
        from guiju.version import VERSION

        return to_sarif(report, lang, codes=tuple(CODES.values()), version=VERSION)
    if form == "junit":
        from guiju.diagnostics.junit import to_junit

        return to_junit(report, lang)
    if form == "github":
        from guiju.diagnostics.github import to_github

        return to_github(report, lang)
    from guiju.diagnostics.human import to_human

    return to_human(report, lang, colour=colour_wanted())
