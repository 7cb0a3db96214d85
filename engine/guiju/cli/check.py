"""`guiju check PATH…`"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path

from guiju.check import Checked
from guiju.cli.console import Exit, UsageError, colour_wanted, language, write
from guiju.cli.output import refuse_over, save
from guiju.diagnostics.model import Lang
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
    output = Path(arguments.output) if arguments.output else None
    if output is not None:
        refuse_over(output, force=arguments.force, inputs=tuple(paths))
    checked = {path: check_file(path) for path in paths}
    findings = tuple(finding for one in checked.values() for finding in one.findings)
    report = Report(findings, tuple(str(path) for path in paths))
    content = (
        _render(report, arguments.format, lang)
        if arguments.format != "comments"
        else _form(checked, arguments)
    )
    if output is not None:
        save(output, content, force=arguments.force, inputs=tuple(paths))
    else:
        assert isinstance(content, str)
        write(content)
    return Exit.FINDINGS if report.failed else Exit.DONE


def _form(checked: Mapping[Path, Checked], arguments: argparse.Namespace) -> str | bytes:
    """The comment form of one standard; its ending says which."""
    from guiju.cli.comments import comment_form

    if len(checked) != 1:
        raise UsageError("意见表一次写一个规则文件 / the comment form is for one rule file at a time")
    ((path, one),) = checked.items()
    return comment_form(path, one, arguments.output, language(arguments.lang))


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
