"""`guiju check --format comments`: the findings on one draft as the form in which comments are handled."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from guiju.check import Checked
from guiju.check.repairs import Repairs, repairs
from guiju.cli.console import UsageError
from guiju.cli.loading import missing_extra
from guiju.diagnostics.comments import Standard, to_csv
from guiju.diagnostics.model import Diagnostic, Fix, Lang, Text
from guiju.diagnostics.report import Report
from guiju.syntax import parse
from guiju.syntax.files import read_rules

_SUMS = ("W401", "W402", "W403")


def comment_form(path: Path, checked: Checked, output: str | None, lang: Lang) -> str | bytes:
    """The form as CSV, or as a workbook where the file is named so."""
    header = checked.header
    standard = Standard(header.title, header.number) if header else Standard("", "")
    report = Report(_with_proposals(path, checked.findings), (str(path),))
    ending = Path(output).suffix.lower() if output else ".csv"
    if ending == ".csv":
        return to_csv(report, standard, lang)
    if ending != ".xlsx":
        raise UsageError(f"{output}: 不认识的扩展名，可用 .xlsx .csv / unknown ending, use one of .xlsx .csv")
    from guiju.diagnostics.comments_workbook import to_workbook

    try:
        return to_workbook(report, standard, lang)
    except ImportError as error:
        if error.name != "xlsxwriter":
            raise
        raise UsageError(missing_extra("XlsxWriter", "excel")) from None


def _with_proposals(path: Path, findings: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    """Declared defects of sums and counts with the change that mends them, where there is just one."""
    if not any(finding.expected and finding.code.id in (*_SUMS, "C610") for finding in findings):
        return findings
    source, _ = read_rules(path)
    file = parse(source).file if source is not None else None
    found = repairs(file) if file is not None else ()
    if not isinstance(found, Repairs):
        return findings
    claims = {claim.figure.name: claim.fix for claim in found.claims}
    fix = _only(found)
    return tuple(_proposed(finding, fix, claims) for finding in findings)


def _only(found: Repairs) -> Fix | None:
    """The smallest repair of the weights, where there is just one."""
    if len(found.sets) != 1:
        return None
    changes = [f"{figure.name} {figure.old} → {figure.new}" for figure in found.sets[0].figures]
    title = Text("改权重：" + "，".join(changes), "change weights: " + ", ".join(changes))
    return Fix(title, found.sets[0].edits)


def _proposed(finding: Diagnostic, fix: Fix | None, claims: dict[str, Fix]) -> Diagnostic:
    if not finding.expected or finding.fixes:
        return finding
    if finding.code.id == "C610":
        fix = claims.get(finding.subject or "")
    elif finding.code.id not in _SUMS:
        fix = None
    return replace(finding, fixes=(fix,)) if fix else finding
