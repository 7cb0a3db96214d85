"""How a row of the table is written: title, message and help, each Chinese then English."""

from __future__ import annotations

from guiju.diagnostics.model import Code, Severity, Text

Pair = tuple[str, str]


def error(code: str, title: Pair, message: Pair, help: Pair) -> Code:
    """A finding that stops the rulebook from being used."""
    return Code(code, Severity.ERROR, Text(*title), Text(*message), Text(*help))


def info(code: str, title: Pair, message: Pair, help: Pair) -> Code:
    """Something to know, which need not be changed."""
    return Code(code, Severity.INFO, Text(*title), Text(*message), Text(*help))


def warning(code: str, title: Pair, message: Pair, help: Pair) -> Code:
    """A finding that should be looked at."""
    return Code(code, Severity.WARNING, Text(*title), Text(*message), Text(*help))
