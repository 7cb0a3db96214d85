"""The Rulebook: what one revision of a standard means. Resolved, typed, immutable."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as slot
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from types import MappingProxyType
from typing import Union

from guiju.diagnostics.model import Diagnostic
from guiju.numbers.rounding import RoundingMode
from guiju.rulebook.expressions import Expression
from guiju.rulebook.scheme import PLAIN, Adjustment, Averaging, Indicator, Remarks
from guiju.source import Place, Source
from guiju.types import Field
from guiju.units import Unit


class Status(StrEnum):
    """Where a revision stands in its life."""

    CONSULTATION = "consultation"
    REVIEW = "review"
    APPROVAL = "approval"
    IN_FORCE = "in_force"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Header:
    """What the standard says of itself. Dates are `YYYY-MM-DD`."""

    id: str
    title: str
    number: str = ""
    revision: str = ""
    revision_title: str = ""
    status: Status | None = None
    issued: str | None = None
    effective: str | None = None
    ends: str | None = None


@dataclass(frozen=True, slots=True)
class Clause:
    """An entry of the list of clauses; `not_computed` says why nothing implements it."""

    number: str
    title: str
    not_computed: str | None


@dataclass(frozen=True, slots=True)
class Input:
    """A figure or fact the town supplies; `fallback` stands in for one that is not supplied or unknown."""

    field: Field
    evidence: tuple[str, ...]
    providers: tuple[str, ...]
    remarks: Remarks
    place: Place = slot(compare=False, repr=False)
    fallback: Expression | None = None

    @property
    def name(self) -> str:
        return self.field.name


@dataclass(frozen=True, slots=True)
class Population:
    """The towns compared with each other: exactly `size` of them where it is stated, those with the same `grouping`."""

    name: str
    label: str
    size: int | None
    grouping: tuple[Expression, ...]
    remarks: Remarks
    place: Place = slot(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Named:
    """A parameter or definition: a name for an expression."""

    name: str
    label: str
    value: Expression
    remarks: Remarks
    place: Place = slot(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Parameter(Named):
    """A constant of the standard."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """The cells of an option, one for each column; no option for `其他`."""

    option: str | None
    cells: tuple[Expression, ...]
    remarks: Remarks
    place: Place = slot(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Table:
    """A declared table, as it is written: lookups hold the cells they need themselves.

    A cell is a number, or in a table of requirements the whole comparison of what its column names. A table without
    columns has one cell in each row.
    """

    name: str
    label: str
    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]
    remarks: Remarks
    place: Place = slot(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Definition(Named):
    """A formula of the standard; `reported` when its value is what the standard asks for."""

    reported: bool = slot(default=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class OptionChange:
    """A change of the text in the words of the file; `meaning` is the same for the same words however they are set."""

    words: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A clause that can be read in several ways: the options (name, label), the default and the one in use.

    `changes` are what options say in place of the text.
    """

    name: str
    label: str
    options: tuple[tuple[str, str], ...]
    chosen: str
    default: str
    remarks: Remarks
    place: Place = slot(compare=False, repr=False)
    changes: Mapping[str, tuple[OptionChange, ...]] = slot(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Panel:
    """Experts who mark; `least` and `most` bound their number, `step` is the grid of marks.

    `by` says how marks become one; one further than `deviation` of the full mark from the mean of the others is
    reported.
    """

    name: str
    label: str
    least: int | None
    most: int | None
    step: Fraction | None
    remarks: Remarks
    place: Place = slot(compare=False, repr=False)
    by: Averaging = PLAIN
    deviation: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Constraint:
    """A condition on the structure (decided by check) or on the data of a town."""

    label: str
    condition: Expression
    structural: bool
    remarks: Remarks
    place: Place = slot(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Band:
    """One grade: the range of the score, and what else it requires."""

    name: str
    condition: Expression | None
    requires: Expression | None
    remarks: Remarks
    place: Place = slot(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class GradeCap:
    """No grade above `band` when `condition` holds; a veto has the lowest band."""

    band: str
    condition: Expression
    veto: bool
    remarks: Remarks
    place: Place = slot(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Grades:
    """Bands from high to low over a score; `places` rounds it first as `mode` says, None compares the full value."""

    name: str
    label: str
    subject: Expression
    places: int | None
    bands: tuple[Band, ...]
    remarks: Remarks
    place: Place = slot(compare=False, repr=False)
    mode: RoundingMode = RoundingMode.half_even
    caps: tuple[GradeCap, ...] = ()


class Ties(StrEnum):
    """What towns that are equal by every key get: of places 2 to 4, all of them 2, 4, 3, or 2 and then 3."""

    BEST = "best"
    WORST = "worst"
    MEAN = "mean"
    DENSE = "dense"
    UNDETERMINED = "undetermined"


@dataclass(frozen=True, slots=True)
class RankingKey:
    """What is compared, and whether more is better."""

    value: Expression
    descending: bool
    remarks: Remarks
    place: Place = slot(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Ranking:
    """The place of a town in a population: by the first key that tells two towns apart."""

    name: str
    label: str
    population: str
    keys: tuple[RankingKey, ...]
    ties: Ties
    remarks: Remarks
    place: Place = slot(compare=False, repr=False)


class Modal(StrEnum):
    """The force of a criterion (GB/T 1.1—2020 annex C)."""

    SHALL = "shall"
    SHOULD = "should"
    MAY = "may"
    VETO = "veto"


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of a designation."""

    label: str = slot(kw_only=True)
    remarks: Remarks = slot(default=Remarks(), kw_only=True)
    place: Place = slot(compare=False, repr=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Test(Condition):
    """An expression that must hold."""

    expression: Expression


@dataclass(frozen=True, slots=True)
class Group(Condition):
    """At least `count` of the parts must hold."""

    count: int
    parts: tuple[AnyCondition, ...]


@dataclass(frozen=True, slots=True)
class External(Condition):
    """Decided by another document; unresolved until the town's file brings a ruling."""

    document: str


@dataclass(frozen=True, slots=True)
class Open(Condition):
    """Too vague to decide; `reason` says why."""

    reason: str


AnyCondition = Union[Test, Group, External, Open]


@dataclass(frozen=True, slots=True)
class Criterion:
    """A condition and its force."""

    modal: Modal
    condition: AnyCondition


@dataclass(frozen=True, slots=True)
class Designation:
    """Met when every `shall` holds and no `veto` does; `should` and `may` are reported and decide nothing."""

    name: str
    label: str
    criteria: tuple[Criterion, ...]
    remarks: Remarks
    place: Place = slot(compare=False, repr=False)


@dataclass(frozen=True)
class Rulebook:
    """One revision of one standard, checked. Mappings keep the order of the file."""

    header: Header
    source: Source
    units: Mapping[str, Unit]
    clauses: Mapping[str, Clause]
    inputs: Mapping[str, Input]
    parameters: Mapping[str, Parameter]
    tables: Mapping[str, Table]
    definitions: Mapping[str, Definition]
    readings: Mapping[str, Reading]
    panels: Mapping[str, Panel]
    schemes: Mapping[str, Indicator]
    constraints: tuple[Constraint, ...]
    grades: Mapping[str, Grades]
    designations: Mapping[str, Designation]
    populations: Mapping[str, Population]
    rankings: Mapping[str, Ranking]
    findings: tuple[Diagnostic, ...] = ()

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the rule file's canonical text."""
        return self.source.fingerprint

    @cached_property
    def indicators(self) -> Mapping[str, Indicator]:
        """Every node of every scheme by name."""
        return {node.name: node for scheme in self.schemes.values() for node in scheme.walk()}

    @cached_property
    def adjustments(self) -> Mapping[str, Adjustment]:
        """Every bonus and deduction by name."""
        return {one.name: one for node in self.indicators.values() for one in node.adjustments}

    @cached_property
    def documents(self) -> frozenset[str]:
        """The documents that criteria are decided by."""
        found: set[str] = set()
        stack: list[AnyCondition] = [c.condition for d in self.designations.values() for c in d.criteria]
        while stack:
            condition = stack.pop()
            if isinstance(condition, External):
                found.add(condition.document)
            elif isinstance(condition, Group):
                stack.extend(condition.parts)
        return frozenset(found)

    @property
    def known_defects(self) -> tuple[Diagnostic, ...]:
        """Findings the file declares as known."""
        return tuple(finding for finding in self.findings if finding.expected)
