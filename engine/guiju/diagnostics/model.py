"""A problem as data: code, severity, the places it concerns, what to do, and edits that do it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from typing import Any

from guiju.source import Place


class Severity(StrEnum):
    """How bad: an error stops a rulebook from being used, a warning and an information do not."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Lang(StrEnum):
    """The language of messages."""

    ZH = "zh"
    EN = "en"


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence in both languages."""

    zh: str
    en: str

    def in_(self, lang: Lang) -> str:
        return self.zh if lang is Lang.ZH else self.en

    def fill(self, **values: Any) -> Text:
        """Replace `{name}` by values; a value that is a Text is filled in its own language."""
        return Text(
            self.zh.format_map({k: v.zh if isinstance(v, Text) else v for k, v in values.items()}),
            self.en.format_map({k: v.en if isinstance(v, Text) else v for k, v in values.items()}),
        )


@dataclass(frozen=True, slots=True)
class Label:
    """A second place a problem concerns ("declared here")."""

    place: Place
    text: Text


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace what stands at `place` by `text`."""

    place: Place
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """A change that mends the problem, safe to apply as a whole."""

    title: Text
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Code:
    """A row of the table of codes; `message` and `help` are templates filled from the problem's values."""

    id: str
    severity: Severity
    title: Text
    message: Text
    help: Text


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding.

    `subject` is the declared name (or quoted label) it is about and `figures` the pair (found, required): a declared
    known defect (`预期`) must name the one and quote the other. `expected` is set when one does. `clauses` are those of
    the standard it speaks of, where they are not those of the line it stands at.
    """

    code: Code
    place: Place | None
    message: Text
    help: Text
    labels: tuple[Label, ...] = ()
    notes: tuple[Text, ...] = ()
    fixes: tuple[Fix, ...] = ()
    subject: str | None = None
    figures: tuple[Fraction, Fraction] | None = None
    expected: bool = False
    clauses: tuple[str, ...] = ()

    @property
    def severity(self) -> Severity:
        return self.code.severity

    @property
    def is_error(self) -> bool:
        """An error that is not a declared known defect."""
        return self.severity is Severity.ERROR and not self.expected

    def as_expected(self) -> Diagnostic:
        return replace(self, expected=True)
