"""A Town: typed values with their provenance."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final, NamedTuple, Union

from guiju.numbers.states import Missing


class Provenance(NamedTuple):
    """Where a value comes from: the cell or line it was read at, and the evidence behind it (clause 6.3).

    A value of a text file stands at `line` and `column`, one of a workbook in the `cell` of a `sheet`, one of a table
    under a `header`. `written` is the value as it stands in the file. Of the evidence, `source` is where it was
    published, `issuer` and `document_number` belong to the `document`, `check` is how it was checked and `verdict` what
    came of it. `synthetic` marks a figure that is not public and was made up.
    """

    file: str = ""
    line: int | None = None
    column: int | None = None
    sheet: str = ""
    cell: str = ""
    header: str = ""
    written: str = ""
    source: str = ""
    year: str = ""
    date: str = ""
    issuer: str = ""
    document: str = ""
    document_number: str = ""
    page: str = ""
    scope: str = ""
    check: str = ""
    checked_by: str = ""
    verdict: str = ""
    note: str = ""
    synthetic: bool = False


NO_PROVENANCE: Final = Provenance()

Record = Mapping[str, Union[Fraction, bool, str, Missing]]


@dataclass(frozen=True, slots=True)
class Series:
    """A figure by year, in the order of the years; only the years that the data mention."""

    points: Mapping[int, Datum]


Given = Union[Fraction, bool, str, Series, tuple[Record, ...]]


@dataclass(frozen=True, slots=True)
class Choice:
    """Which of several values is used, counted from 1, why, and who decided it."""

    number: int
    reason: str
    by: str = ""


class Datum(NamedTuple):
    """One value, in base units, or why it is missing.

    `accounts` are the values it was chosen from, where several were given; `choice` says which it is. Without one they
    say the same, or the value is missing because they differ.
    """

    value: Given | Missing
    provenance: Provenance = NO_PROVENANCE
    accounts: tuple[Datum, ...] = ()
    choice: Choice | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """Which value of a figure is used where they stand in other files: the one that `word` names, why, and who says so.

    `name` is the figure as it is printed, of a series with its year.
    """

    name: str
    word: str
    reason: str
    by: str = ""
    provenance: Provenance = NO_PROVENANCE


@dataclass(frozen=True, slots=True)
class DataFile:
    """One file a town was read from: its name relative to the town's folder, its fingerprint and, of a table in a text
    file, the encoding it was found to have.
    """

    name: str
    fingerprint: str
    encoding: str = ""


@dataclass(frozen=True)
class Town:
    """The data of one town. `values` holds an entry for every input of the rulebook, given or missing.

    `marks` are the experts' marks: expert, then indicator. `rulings` decide external criteria by document
    name. `data_date` is the day the figures speak of, as `YYYY-MM-DD`, and `year` the year at hand. `decisions` choose
    between values that other files give: a town that has any cannot be evaluated until it is joined with them.
    """

    name: str
    values: Mapping[str, Datum]
    marks: Mapping[str, Mapping[str, Datum]] = field(default_factory=dict)
    rulings: Mapping[str, Datum] = field(default_factory=dict)
    data_date: str = ""
    files: tuple[DataFile, ...] = ()
    fingerprint: str = ""
    year: int | None = None
    decisions: tuple[Decision, ...] = ()


def fingerprint_of(fingerprints: Iterable[str]) -> str:
    """SHA-256 over the fingerprints of several files in their order."""
    joined = "\n".join(fingerprints)
    return "sha256:" + hashlib.sha256(joined.encode("ascii")).hexdigest()
