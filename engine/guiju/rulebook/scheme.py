"""The tree of indicators as meant: weights in points, shapes with their measure, aggregation decided."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import Union

from guiju.numbers.rounding import RoundingMode
from guiju.numbers.states import State
from guiju.rulebook.expressions import Expression
from guiju.source import Place


class Method(StrEnum):
    """How the scores of children become the score of their parent (weight W, children's rates r, weights w)."""

    SUM = "sum"  # Σ scores
    CAPPED_SUM = "capped_sum"  # Σ scores, at most W
    WEIGHTED_MEAN = "weighted_mean"  # W · Σ w·r / Σ w
    WEIGHTED_GEOMETRIC_MEAN = "weighted_geometric_mean"  # W · Π r^(w / Σ w)
    GEOMETRIC_MEAN = "geometric_mean"  # (Π scores)^(1/n)
    MIN = "min"  # W · least r
    MAX = "max"  # W · greatest r
    FORMULA = "formula"  # as a formula says, in points


class Policy(StrEnum):
    """What an aggregation does with a child that has no score."""

    UNDETERMINED = "undetermined"
    REBASE = "rebase"
    ZERO = "zero"
    FULL = "full"
    LEAVE_OUT = "leave_out"


@dataclass(frozen=True, slots=True)
class Policies:
    """What becomes of a child without a score, by the state it is in.

    The shares are the least parts of the weight that must have a score for such a child to be re-based or left out.
    """

    unknown: Policy = Policy.UNDETERMINED
    not_supplied: Policy = Policy.UNDETERMINED
    not_applicable: Policy = Policy.UNDETERMINED
    unknown_share: Fraction | None = None
    not_supplied_share: Fraction | None = None
    not_applicable_share: Fraction | None = None

    def of(self, state: State) -> Policy:
        """The policy for one state in which a value is not given."""
        if state is State.NOT_APPLICABLE:
            return self.not_applicable
        return self.unknown if state is State.UNKNOWN else self.not_supplied

    def share_of(self, state: State) -> Fraction | None:
        """The least share for one state, None where there is none."""
        if state is State.NOT_APPLICABLE:
            return self.not_applicable_share
        return self.unknown_share if state is State.UNKNOWN else self.not_supplied_share


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
class Direct(Scoring):
    """The measure is the points, held between nothing and the full mark."""

    measure: Expression


@dataclass(frozen=True, slots=True)
class Adjusting:
    """`有投诉 : 扣 1`, `事故数 : 每 1 次 扣 2, 最高 6`: what one item gives or takes, never less than nothing.

    Without a `unit` the value is a yes or no; `whole` counts whole units only.
    """

    value: Expression
    points: Fraction
    unit: Expression | None
    whole: bool
    cap: Fraction | None
    remarks: Remarks
    place: Place = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Deductions(Scoring):
    """The full mark less what the items take, held at `floor`."""

    items: tuple[Adjusting, ...]
    floor: Fraction


@dataclass(frozen=True, slots=True)
class Trim:
    """So many highest and lowest marks are dropped when the number of marks compares so."""

    count: int
    operator: str
    experts: Fraction


class Average(StrEnum):
    """What is averaged over the experts of a panel: the marks of each indicator, or the totals of each expert."""

    PER_ITEM = "per_item"
    TOTALS = "totals"


class AbsentMark(StrEnum):
    """What becomes of a mark that an expert did not give: it stays open, or it is left out."""

    UNDETERMINED = "undetermined"
    NOT_COUNTED = "not_counted"


@dataclass(frozen=True, slots=True)
class Averaging:
    """How the marks of a panel become one score.

    `trim` drops extremes; with `median` only the middle one (or two) is left. `absent` is None where the rules do not
    say what becomes of an absent mark. The mean is rounded to `places` as `mode` says. `reading` and `option` name the
    reading that decided it, if any.
    """

    average: Average = Average.PER_ITEM
    median: bool = False
    trim: Trim | None = None
    absent: AbsentMark | None = None
    places: int | None = None
    mode: RoundingMode = RoundingMode.half_even
    reading: str | None = None
    option: str | None = None


# Where no panel says more: the mean of the marks of each indicator.
PLAIN = Averaging()


@dataclass(frozen=True, slots=True)
class ExpertMark(Scoring):
    """The panel's marks for `indicator`, averaged as `by` says."""

    indicator: str
    panel: str | None
    by: Averaging = PLAIN


@dataclass(frozen=True, slots=True)
class Totals:
    """The total of a scheme is the mean of the totals that each expert of `panel` gives it.

    From `least` to `most` of them must be left; otherwise the tree does without their marks.
    """

    panel: str
    by: Averaging
    least: int = 1
    most: int | None = None

    def decides(self, count: int) -> bool:
        """Whether so many experts are enough, and not too many."""
        return max(self.least, 1) <= count and (self.most is None or count <= self.most)


@dataclass(frozen=True, slots=True)
class OpenScoring(Scoring):
    """The text gives no way to score; `reason` says so."""

    reason: str


Shape = Union[
    Linear, Steps, PerUnit, Checklist, YesNoScoring, Rank, Direct, Deductions, ExpertMark, OpenScoring
]


@dataclass(frozen=True, slots=True)
class Adjustment:
    """A bonus (`sign` 1) or a deduction (-1) on the points of a group: its items added up, at most `cap`."""

    name: str
    label: str
    sign: int
    items: tuple[Adjusting, ...]
    cap: Fraction | None
    remarks: Remarks
    place: Place = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Veto:
    """No points at all when `condition` holds."""

    condition: Expression
    remarks: Remarks
    place: Place = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Applies:
    """The indicator does not exist for a town for which `condition` does not hold."""

    condition: Expression
    remarks: Remarks
    place: Place = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Aggregation:
    """The method in use; `reading` and `option` name the reading that decided it, if any.

    `formula` is that of `Method.FORMULA`.
    """

    method: Method
    remarks: Remarks = Remarks()
    reading: str | None = None
    option: str | None = None
    formula: Expression | None = None


@dataclass(frozen=True, slots=True)
class Indicator:
    """A node of the tree; the root is the scheme itself and has level 0.

    `weight` is what the text prints, in points of the whole; nothing is normalised. A group has `children` and an
    `aggregation`, a leaf has `scoring`. `adjustments` come on top of the aggregation, `floor` and `ceiling` hold the
    result, and a veto that holds leaves nothing of it. With `totals`, which only a scheme has, all this is done for
    each expert, and the score is the mean. `formerly` are the names it had before, which older data still use.
    """

    name: str
    label: str
    level: int
    weight: Fraction
    printed: str
    children: tuple[Indicator, ...]
    aggregation: Aggregation | None
    policy: Policies
    scoring: Shape | None
    sense: Sense | None
    remarks: Remarks
    place: Place = field(compare=False, repr=False)
    weight_place: Place | None = field(default=None, compare=False, repr=False)
    adjustments: tuple[Adjustment, ...] = ()
    vetoes: tuple[Veto, ...] = ()
    applies: Applies | None = None
    ceiling: Fraction | None = None
    floor: Fraction | None = None
    formerly: tuple[str, ...] = field(default=(), compare=False)
    totals: Totals | None = None

    @property
    def highest(self) -> Fraction:
        """The most points there can be, bonuses included."""
        bonus = sum((a.cap or Fraction(0) for a in self.adjustments if a.sign > 0), Fraction(0))
        top = self.weight + bonus
        return top if self.ceiling is None else min(top, self.ceiling)

    @property
    def lowest(self) -> Fraction:
        """The fewest points there can be, deductions included."""
        deduction = sum((a.cap or Fraction(0) for a in self.adjustments if a.sign < 0), Fraction(0))
        return -deduction if self.floor is None else max(-deduction, self.floor)

    @property
    def in_percent(self) -> bool:
        """Whether the weight is printed as a share of the parent."""
        return self.printed.endswith("%")

    @property
    def totalled(self) -> tuple[str, ...]:
        """The indicators below a scheme that the experts mark whose totals are averaged."""
        panel = self.totals.panel if self.totals else None
        shapes = ((node.name, node.scoring) for node in self.walk() if self.totals)
        return tuple(
            name
            for name, shape in shapes
            if isinstance(shape, ExpertMark) and shape.panel == panel and shape.by.average is Average.TOTALS
        )

    def walk(self) -> tuple[Indicator, ...]:
        """This node and everything below it, in the order of the file."""
        found = [self]
        for child in self.children:
            found.extend(child.walk())
        return tuple(found)

    def at_level(self, level: int) -> tuple[Indicator, ...]:
        """The nodes of one level below this one."""
        return tuple(node for node in self.walk() if node.level == level)
