"""The tree of indicators as meant: weights in points, shapes with their measure, aggregation decided."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import Union

from guiju.rulebook.expressions import Expression
from guiju.source import Place


class Method(StrEnum):
    """How the scores of children become the score of their parent (weight W, children's rates r, weights w)."""

    SUM = "sum"  # Σ scores
    WEIGHTED_MEAN = "weighted_mean"  # W · Σ w·r / Σ w
    WEIGHTED_GEOMETRIC_MEAN = "weighted_geometric_mean"  # W · Π r^(w / Σ w)
    GEOMETRIC_MEAN = "geometric_mean"  # (Π scores)^(1/n)
    MIN = "min"  # W · least r
    MAX = "max"  # W · greatest r


class Policy(StrEnum):
    """What an aggregation does with a child that has no score."""

    UNDETERMINED = "undetermined"
    REBASE = "rebase"
    ZERO = "zero"
    FULL = "full"


class Sense(StrEnum):
    """Declared direction of an indicator."""

    HIGHER_BETTER = "higher_better"
    LOWER_BETTER = "lower_better"


@dataclass(frozen=True, slots=True)
class Remarks:
    """What a line carries: clauses, notes for the reader, and why it is only a proposal."""

    clauses: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    proposals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scoring:
    """How a measure becomes points between 0 and `full`, the weight of the indicator."""

    full: Fraction = field(kw_only=True)
    place: Place = field(compare=False, repr=False, kw_only=True)
    remarks: Remarks = field(default=Remarks(), kw_only=True)


@dataclass(frozen=True, slots=True)
class Linear(Scoring):
    """Straight lines between knots (position, points), held at both ends."""

    measure: Expression
    knots: tuple[tuple[Expression, Fraction], ...]


@dataclass(frozen=True, slots=True)
class StepRow:
    """`≥ 30% : 满分`"""

    operator: str
    threshold: Expression
    points: Fraction


@dataclass(frozen=True, slots=True)
class Steps(Scoring):
    """The first row that fits gives the points; `otherwise` when none does."""

    measure: Expression
    rows: tuple[StepRow, ...]
    otherwise: Fraction | None


@dataclass(frozen=True, slots=True)
class PerUnit(Scoring):
    """`points` for each `unit` of the measure, at most `cap`; `whole` counts whole units only."""

    measure: Expression
    unit: Expression
    points: Fraction
    cap: Fraction
    whole: bool


@dataclass(frozen=True, slots=True)
class ChecklistItem:
    """`发展规划 : 1`"""

    condition: Expression
    points: Fraction


@dataclass(frozen=True, slots=True)
class Checklist(Scoring):
    """The points of the items that hold add up."""

    items: tuple[ChecklistItem, ...]


@dataclass(frozen=True, slots=True)
class YesNoScoring(Scoring):
    """Full mark or nothing."""

    measure: Expression


@dataclass(frozen=True, slots=True)
class Rank(Scoring):
    """Place p of n gives (n - p) / (n - 1) of the full mark."""

    measure: Expression
    size: Expression


@dataclass(frozen=True, slots=True)
class ExpertMark(Scoring):
    """Arithmetic mean of the panel's marks for `indicator`."""

    indicator: str
    panel: str | None


@dataclass(frozen=True, slots=True)
class OpenScoring(Scoring):
    """The text gives no way to score; `reason` says so."""

    reason: str


Shape = Union[Linear, Steps, PerUnit, Checklist, YesNoScoring, Rank, ExpertMark, OpenScoring]


@dataclass(frozen=True, slots=True)
class Aggregation:
    """The method in use; `reading` and `option` name the reading that decided it, if any."""

    method: Method
    remarks: Remarks = Remarks()
    reading: str | None = None
    option: str | None = None


@dataclass(frozen=True, slots=True)
class Indicator:
    """A node of the tree; the root is the scheme itself and has level 0.

    `weight` is what the text prints, in points of the whole; nothing is normalised. A group has `children` and an
    `aggregation`, a leaf has `scoring`.
    """

    name: str
    label: str
    level: int
    weight: Fraction
    printed: str
    children: tuple[Indicator, ...]
    aggregation: Aggregation | None
    policy: Policy
    scoring: Shape | None
    sense: Sense | None
    remarks: Remarks
    place: Place = field(compare=False, repr=False)
    weight_place: Place | None = field(default=None, compare=False, repr=False)

    @property
    def in_percent(self) -> bool:
        """Whether the weight is printed as a share of the parent."""
        return self.printed.endswith("%")

    def walk(self) -> tuple[Indicator, ...]:
        """This node and everything below it, in the order of the file."""
        found = [self]
        for child in self.children:
            found.extend(child.walk())
        return tuple(found)

    def at_level(self, level: int) -> tuple[Indicator, ...]:
        """The nodes of one level below this one."""
        return tuple(node for node in self.walk() if node.level == level)
