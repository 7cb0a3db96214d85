"""From a path to a checked rulebook: find, read once, parse, put together, check. The pipeline on one screen."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from guiju.amend import Consolidated, consolidate, located
from guiju.check import Checked, check
from guiju.source import Source, Woven
from guiju.syntax import parse
from guiju.syntax.files import read_rules


def consolidate_source(source: Source, folder: Path | None = None) -> Consolidated:
    """Parse one text; an amendment is put together with its base, which is looked for in the folder."""
    parsed = parse(source)
    if parsed.file is None or any(d.is_error for d in parsed.problems):
        return Consolidated(None, parsed.problems)
    whole = consolidate(parsed.file, folder)
    return Consolidated(whole.file, (*parsed.problems, *whole.findings))


def consolidate_file(path: Path) -> Consolidated:
    """Read and parse one rule file, an amendment with its base. Raises OSError."""
    source, problems = read_rules(path)
    return consolidate_source(source, path.parent) if source is not None else Consolidated(None, problems)


def check_source(source: Source, folder: Path | None = None) -> Checked:
    """Parse and check one text; the base of an amendment is looked for in the folder."""
    whole = consolidate_source(source, folder)
    if whole.file is None:
        return Checked(None, whole.findings)
    checked = check(whole.file)
    rulebook, findings = checked.rulebook, checked.findings
    if isinstance(whole.file.source, Woven):
        findings = tuple(located(finding) for finding in findings)
        rulebook = rulebook and replace(rulebook, findings=findings)
    return Checked(rulebook, (*whole.findings, *findings))


def check_file(path: Path) -> Checked:
    """Read, parse and check one rule file. Raises OSError."""
    source, problems = read_rules(path)
    return check_source(source, path.parent) if source is not None else Checked(None, problems)
