"""Rule files: which ones a path names, and their text."""

from __future__ import annotations

from pathlib import Path

from guiju import limits
from guiju.diagnostics.codes import problem
from guiju.diagnostics.model import Diagnostic
from guiju.source import Place, Source, Span

SUFFIX = ".rule"


def rule_files(path: Path) -> tuple[Path, ...]:
    """The rule files a path names: itself, or every `*.rule` below a folder in the order of their names."""
    if path.is_dir():
        return tuple(sorted(found for found in path.rglob("*" + SUFFIX) if found.is_file()))
    return (path,)


def read_rules(path: Path) -> tuple[Source | None, tuple[Diagnostic, ...]]:
    """The text of one rule file. Raises OSError when it cannot be read."""
    with path.open("rb") as file:
        data = file.read(limits.RULE_FILE_BYTES + 1)
    return decode_rules(str(path), data, path.stat().st_size)


def decode_rules(
    name: str, data: bytes, size: int | None = None
) -> tuple[Source | None, tuple[Diagnostic, ...]]:
    """The text of a rule file that was read already; `size` is its whole size where `data` is only its beginning."""
    empty = Place(Source(name, ""), Span(0, 0))
    if len(data) > limits.RULE_FILE_BYTES:
        return None, (problem("S120", empty, size=size or len(data), limit=limits.RULE_FILE_BYTES),)
    try:
        return Source.of_bytes(name, data), ()
    except UnicodeDecodeError as error:
        return None, (problem("S112", empty, offset=error.start),)
