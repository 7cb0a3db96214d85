"""From a path to a checked rulebook: find, read once, parse, check. The pipeline on one screen."""

from __future__ import annotations

from pathlib import Path

from guiju.check import Checked, check
from guiju.source import Source
from guiju.syntax import parse
from guiju.syntax.files import read_rules


def check_source(source: Source) -> Checked:
    """Parse and check one text."""
    parsed = parse(source)
    if parsed.file is None or any(d.is_error for d in parsed.problems):
        return Checked(None, parsed.problems)
    checked = check(parsed.file)
    return Checked(checked.rulebook, (*parsed.problems, *checked.findings), checked.header)


def check_file(path: Path) -> Checked:
    """Read, parse and check one rule file. Raises OSError."""
    source, problems = read_rules(path)
    return check_source(source) if source is not None else Checked(None, problems)
