"""A rule file of the command line as a rulebook, or what is wrong with it on standard error."""

from __future__ import annotations

from pathlib import Path

from guiju.api import RuleError, load
from guiju.cli.console import tell
from guiju.diagnostics.human import to_human
from guiju.diagnostics.model import Lang
from guiju.diagnostics.report import Report
from guiju.rulebook.model import Rulebook


def load_or_tell(path: Path, lang: Lang) -> Rulebook | None:
    """The rulebook of one file; None when it has errors, which are told."""
    try:
        return load(path).model
    except RuleError as error:
        tell(to_human(Report(error.diagnostics, (str(path),)), lang))
        return None


def missing_extra(package: str, extra: str) -> str:
    """What to say when an optional package is not installed."""
    return (
        f"需要 {package}：pip install 'guiju[{extra}]' / this needs {package}: pip install 'guiju[{extra}]'"
    )
