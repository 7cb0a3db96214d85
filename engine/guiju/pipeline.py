"""From a path to a checked rulebook: find, read once, parse, put together, check. The pipeline on one screen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from guiju.amend import Consolidated, chosen, consolidate, in_force
from guiju.amend.bases import candidates, revision_of
from guiju.amend.in_force import states_days
from guiju.check import Checked
from guiju.diagnostics.model import Diagnostic
from guiju.source import Source
from guiju.syntax import parse
from guiju.syntax.files import read_rules
from guiju.variants import NO_CHOICES, check_readings, check_under, names_of_data

__all__ = [
    "Consolidated",
    "check_file",
    "check_source",
    "check_under",
    "check_whole",
    "chosen",
    "consolidate_file",
    "consolidate_in_force",
    "consolidate_source",
    "names_of_data",
]


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


def consolidate_in_force(path: Path, day: str) -> Consolidated:
    """The revision that is in force on a day (`YYYY-MM-DD`): of those in a folder, or of those beside a file.

    A file whose standard has no other revision beside it is taken whether it is in force or not. Raises OSError.
    """
    single = None if path.is_dir() else consolidate_file(path)
    if single is not None and single.file is None:
        return single
    folder = path if single is None else path.parent
    wanted = single and single.file and revision_of(single.file.source.text)
    beside = candidates(folder)
    if wanted:
        beside = tuple(one for one in beside if one.revision[0] == wanted[0])
    if single is not None and len(beside) < 2:
        return single
    read = [consolidate_source(one.source, folder) for one in beside]
    broken = tuple(finding for one in read if one.file is None for finding in one.findings)
    if broken:  # it may be the one in force
        return Consolidated(None, broken)
    if single is not None and not any(one.file and states_days(one.file) for one in read):
        return single  # nobody says when these drafts are in force
    found = in_force([one.file for one in read if one.file is not None], day)
    if isinstance(found, Diagnostic):
        return Consolidated(None, (found,))
    return next(one for one in read if one.file is found)


def check_whole(
    whole: Consolidated, choices: Mapping[str, str] = NO_CHOICES, *, thorough: bool = True
) -> Checked:
    """Check a text as its clauses are read by `choices`.

    With none they are read by default, and a `thorough` check also looks at every other option of its readings.
    """
    if whole.file is None:
        return Checked(None, whole.findings)
    under = check_under(chosen(whole, choices), choices) if choices else None
    checked = under or check_readings(whole, thorough=thorough)
    return Checked(checked.rulebook, (*whole.findings, *checked.findings), checked.header)


def check_source(source: Source, folder: Path | None = None, beside: tuple[Source, ...] = ()) -> Checked:
    """Parse and check one text; the base of an amendment is looked for as `consolidate_source` does."""
    return check_whole(consolidate_source(source, folder, beside))


def check_file(path: Path) -> Checked:
    """Read, parse and check one rule file. Raises OSError."""
    return check_whole(consolidate_file(path))
