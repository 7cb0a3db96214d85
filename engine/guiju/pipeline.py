"""From a path to a checked rulebook: find, read once, parse, check. The pipeline on one screen."""

from __future__ import annotations

from pathlib import Path

from guiju import limits
from guiju.check import Checked, check
from guiju.diagnostics.codes import problem
from guiju.diagnostics.model import Diagnostic
from guiju.source import Place, Source, Span
from guiju.syntax import parse

SUFFIX = ".rule"


def rule_files(path: Path) -> tuple[Path, ...]:
    """The rule files a path names: itself, or every `*.rule` below a folder in the order of their names."""
    if path.is_dir():
        return tuple(sorted(found for found in path.rglob("*" + SUFFIX) if found.is_file()))
    return (path,)


def read_rules(path: Path) -> tuple[Source | None, tuple[Diagnostic, ...]]:
    """The text of one rule file. Raises OSError when it cannot be read."""
    empty = Place(Source(str(path), ""), Span(0, 0))
    with path.open("rb") as file:
        data = file.read(limits.RULE_FILE_BYTES + 1)
    if len(data) > limits.RULE_FILE_BYTES:
        return None, (problem("S120", empty, size=path.stat().st_size, limit=limits.RULE_FILE_BYTES),)
    try:
        return Source.of_bytes(str(path), data), ()
    except UnicodeDecodeError as error:
        return None, (problem("S112", empty, offset=error.start),)


def check_source(source: Source) -> Checked:
    """Parse and check one text."""
    parsed = parse(source)
    if parsed.file is None or any(d.is_error for d in parsed.problems):
        return Checked(None, parsed.problems)
    checked = check(parsed.file)
    return Checked(checked.rulebook, (*parsed.problems, *checked.findings))


def check_file(path: Path) -> Checked:
    """Read, parse and check one rule file. Raises OSError."""
    source, problems = read_rules(path)
    return check_source(source) if source is not None else Checked(None, problems)
