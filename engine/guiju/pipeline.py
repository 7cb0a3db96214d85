"""From a path to a checked rulebook: find, read once, parse, put together, check. The pipeline on one screen."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from guiju.amend import Consolidated, consolidate, in_force, located
from guiju.amend.bases import candidates, revision_of
from guiju.amend.in_force import states_days
from guiju.check import Checked, Reasons, check
from guiju.diagnostics.model import Diagnostic
from guiju.source import Source, Woven
from guiju.syntax import parse
from guiju.syntax.files import read_rules


def consolidate_source(
    source: Source, folder: Path | None = None, beside: tuple[Source, ...] = ()
) -> Consolidated:
    """Parse one text; the base of an amendment is looked for in the folder and among the texts beside it."""
    parsed = parse(source)
    if parsed.file is None or any(d.is_error for d in parsed.problems):
        return Consolidated(None, parsed.problems)
    whole = consolidate(parsed.file, folder, beside)
    return replace(whole, findings=(*parsed.problems, *whole.findings))


def consolidate_file(path: Path) -> Consolidated:
    """Read and parse one rule file, an amendment with its base. Raises OSError."""
    source, problems = read_rules(path)
    return consolidate_source(source, path.parent) if source is not None else Consolidated(None, problems)


def check_source(source: Source, folder: Path | None = None, beside: tuple[Source, ...] = ()) -> Checked:
    """Parse and check one text; the base of an amendment is looked for as `consolidate_source` does."""
    return _checked(consolidate_source(source, folder, beside))


def _checked(whole: Consolidated) -> Checked:
    if whole.file is None:
        return Checked(None, whole.findings)
    checked = check(whole.file, Reasons(whole.reasons, whole.known))
    rulebook, findings = checked.rulebook, checked.findings
    if isinstance(whole.file.source, Woven):
        findings = tuple(located(finding) for finding in findings)
        rulebook = rulebook and replace(rulebook, findings=findings)
    return Checked(rulebook, (*whole.findings, *findings), checked.header)


def check_file(path: Path) -> Checked:
    """Read, parse and check one rule file. Raises OSError."""
    source, problems = read_rules(path)
    return check_source(source, path.parent) if source is not None else Checked(None, problems)


def check_in_force(path: Path, day: str) -> Checked:
    """Check the revision that is in force on a day (`YYYY-MM-DD`): of those in a folder, or of those beside a file.

    A file whose standard has no other revision beside it is checked whether it is in force or not. Raises OSError.
    """
    single = None if path.is_dir() else consolidate_file(path)
    if single is not None and single.file is None:
        return _checked(single)
    folder = path if single is None else path.parent
    wanted = single and single.file and revision_of(single.file.source.text)
    beside = candidates(folder)
    if wanted:
        beside = tuple(one for one in beside if one.revision[0] == wanted[0])
    if single is not None and len(beside) < 2:
        return _checked(single)
    read = [consolidate_source(one.source, folder) for one in beside]
    broken = tuple(finding for one in read if one.file is None for finding in one.findings)
    if broken:  # it may be the one in force
        return Checked(None, broken)
    if single is not None and not any(one.file and states_days(one.file) for one in read):
        return _checked(single)  # nobody says when these drafts are in force
    chosen = in_force([one.file for one in read if one.file is not None], day)
    if isinstance(chosen, Diagnostic):
        return Checked(None, (chosen,))
    return _checked(next(one for one in read if one.file is chosen))
