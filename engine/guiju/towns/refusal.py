"""Why a value cannot be read, before it has a place."""

from __future__ import annotations

from typing import Any

from guiju.diagnostics.model import Text


class Refusal(Exception):
    """A value that cannot be read: a code, its values, and what to write instead if that is certain."""

    def __init__(self, code: str, /, better: str | None = None, **values: Any) -> None:
        super().__init__(code)
        self.code = code
        self.better = better
        self.values = values if better is None else {"better": better, **values}


Remarks = list[Refusal]


def wrong_type(name: str, expected: Text, value: object) -> Refusal:
    """A Python value of a type the field does not take."""
    return Refusal("I859", name=name, expected=expected, actual=type(value).__name__)
