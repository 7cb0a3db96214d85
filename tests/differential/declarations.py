"""Inputs, tables and definitions as plain data (sections 5 and 6)."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from fractions import Fraction

from tests.differential.model import Formula, Literal


@dataclass(frozen=True)
class Input:
    """`shape`: number, yes_no, ranked, loose, date or records. Numbers: limits in base units."""

    name: str
    shape: str
    kind: str = ""
    unit: str = ""
    integer: bool = False
    low: Fraction | None = None
    high: Fraction | None = None
    yearly: bool = False
    fallback: Formula | None = None
    fields: tuple[Input, ...] = ()
    size: int | None = None


@dataclass(frozen=True)
class Dated:
    """`自 2024-01-01 = 5` and further values, in order of time (6.7)."""

    values: tuple[tuple[datetime.date, Literal], ...]


@dataclass(frozen=True)
class Table:
    """Rows by option (`其他` as None); a cell is a sign (a requirement) or an empty text, and a number."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str | None, tuple[tuple[str, Literal], ...]], ...]


@dataclass(frozen=True)
class Definition:
    """A formula with a name; `unit` is printed when given, `choice` says that it yields an option."""

    name: str
    formula: Formula
    unit: str = ""
    choice: bool = False


@dataclass
class Book:
    """A whole rule file; the parts of the judging stand in `judging`."""

    english: bool
    inputs: dict[str, Input] = field(default_factory=dict)
    parameters: dict[str, Formula | Dated] = field(default_factory=dict)
    tables: dict[str, Table] = field(default_factory=dict)
    definitions: dict[str, Definition] = field(default_factory=dict)
