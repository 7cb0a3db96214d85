"""An explanation as a document: sections of lines that every printer understands.

A line says facts, each in its own field; how they are put in a row is `compose`'s business, how they look is the
printer's. Everything here may come from data: a printer makes it safe for its medium.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from guiju.diagnostics.model import Lang


class Mark(StrEnum):
    """Whether something holds; `OPEN` where the data do not decide, `OUT` of a choice that is not the one taken."""

    NONE = ""
    YES = "✓"
    NO = "✗"
    OPEN = "?"
    OUT = "–"
    WARNING = "!"


class LineKind(StrEnum):
    """What a line says; it decides how its facts are put in a row."""

    FACT = "fact"  # head: value
    WARNING = "warning"  # ! head: value
    SCORE = "score"  # name label score value / weight (remark), rate
    FORMULA = "formula"  # head name = formula = numbers = value
    CONDITION = "condition"  # mark head label: formula, numbers
    DATA = "data"  # head name = value (source)
    ROW = "row"  # mark label numbers value
    TEXT = "text"  # head: value
    NOTE = "note"  # head: value, said of the line above


class SectionKind(StrEnum):
    """The parts of a document, in the order they are printed."""

    WARNINGS = "warnings"
    RESULT = "result"
    MISSING = "missing"
    SCORES = "scores"
    GRADES = "grades"
    RANKINGS = "rankings"
    DESIGNATIONS = "designations"
    PANELS = "panels"
    CONSTRAINTS = "constraints"
    DEFINITIONS = "definitions"
    FILES = "files"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an explanation; a field that is empty says nothing.

    `depth` counts from 0 inside its section. `formula` is as written, `numbers` the same with numbers, `value` the
    result (`exact` if its digits are all), `rate` its share of the full mark, `remark` a sentence that says how it
    came about. `source` is the evidence of a figure, `synthetic` that it was made up.
    """

    depth: int
    kind: LineKind
    head: str = ""
    name: str = ""
    label: str = ""
    mark: Mark = Mark.NONE
    weight: str = ""
    rate: str = ""
    formula: str = ""
    numbers: str = ""
    value: str = ""
    remark: str = ""
    exact: bool = True
    clauses: tuple[str, ...] = ()
    source: str = ""
    synthetic: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its lines."""

    kind: SectionKind
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """The explanation of one outcome in one language; `facts` identify standard, revision and town."""

    lang: Lang
    title: str
    facts: tuple[Line, ...]
    sections: tuple[Section, ...]
