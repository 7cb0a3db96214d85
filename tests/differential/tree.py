"""The scheme, the grades, the designations and the rankings of a rulebook as plain data."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Union

from tests.differential.declarations import Book
from tests.differential.model import Formula, Literal


@dataclass(frozen=True)
class Mark:
    """A mark in points as it is meant, and as it is written (9.4)."""

    points: Fraction
    text: str


# --- scoring (9.4) ----------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Linear:
    """线性."""

    knots: tuple[tuple[Formula, Mark], ...]


@dataclass(frozen=True)
class Steps:
    """分段; a row without a sign is `其他`."""

    rows: tuple[tuple[str, Formula | None, Mark], ...]


@dataclass(frozen=True)
class Each:
    """每 or 每满 (`whole`)."""

    whole: bool
    unit: Literal
    gives: Mark
    most: Mark | None


@dataclass(frozen=True)
class Checklist:
    """清单."""

    items: tuple[tuple[Formula, Mark], ...]


@dataclass(frozen=True)
class Adjusting:
    """A row of a bonus or a deduction: once when it holds, or for each (whole) `unit` of a number."""

    item: Formula
    mark: Mark
    unit: Literal | None = None
    whole: bool = False
    most: Mark | None = None


@dataclass(frozen=True)
class Deductions:
    """扣分 as a scoring."""

    floor: Mark | None
    rows: tuple[Adjusting, ...]


@dataclass(frozen=True)
class YesNo:
    """是非."""


@dataclass(frozen=True)
class Place:
    """排名 共 n."""

    of: int


@dataclass(frozen=True)
class Direct:
    """直接."""


@dataclass(frozen=True)
class Expert:
    """专家."""

    panel: str | None = None


@dataclass(frozen=True)
class OpenScoring:
    """未定."""


Scoring = Union[Linear, Steps, Each, Checklist, Deductions, YesNo, Place, Direct, Expert, OpenScoring]


# --- the tree (9.1 to 9.3, 9.5) ---------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Policy:
    """缺项: for one state or (empty) for all; `least` is the share of `折算 至少 60%`."""

    state: str
    what: str
    least: Fraction | None = None


@dataclass(frozen=True)
class Adjustment:
    """加分 or 扣分 (`sign` +1 or -1) in the block of an indicator or the scheme."""

    name: str
    sign: int
    rows: tuple[Adjusting, ...]
    most: Mark | None


@dataclass
class Node:
    """An indicator, or the scheme itself (`printed` is then empty). `method` is empty where it is inherited."""

    name: str
    weight: Fraction
    printed: str = ""
    children: list[Node] = field(default_factory=list)
    method: str = ""
    first_level: str = ""  # of a scheme: the method of the first level
    reading: str = ""
    formula: Formula | None = None
    policies: list[Policy] = field(default_factory=list)
    measure: Formula | None = None
    scoring: Scoring | None = None
    adjustments: list[Adjustment] = field(default_factory=list)
    vetoes: list[Formula] = field(default_factory=list)
    applies: Formula | None = None
    ceiling: Mark | None = None
    floor: Mark | None = None


@dataclass(frozen=True)
class Panel:
    """评审 (8)."""

    name: str
    least: int
    most: int
    step: Fraction | None
    trim: int = 0
    trim_from: int = 0
    places: int | None = None
    rounding: str = ""
    average: str = "逐项"
    median: bool = False
    absent: str = ""
    reading: str = ""


@dataclass(frozen=True)
class Reading:
    """解读: its options are two methods of aggregation, the first is the default."""

    name: str
    methods: tuple[tuple[str, str], ...]


# --- judging (10 to 13) -----------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Band:
    """A band: its lower and upper limit (in base units; None at the ends) with their signs, and what it requires."""

    name: str
    low: Literal | None
    low_sign: str
    high: Literal | None
    high_sign: str
    requires: Formula | None = None


@dataclass(frozen=True)
class Scale:
    """等级: bands from best to worst, whatever the direction; `factor` is the unit in which what is graded is shown."""

    name: str
    by: Formula
    factor: Fraction
    places: int | None
    rounding: str
    lower_better: bool
    bands: tuple[Band, ...]
    caps: tuple[tuple[str, Formula], ...] = ()
    vetoes: tuple[Formula, ...] = ()


@dataclass(frozen=True)
class External:
    """外部."""

    document: str


@dataclass(frozen=True)
class Undecided:
    """未定."""


@dataclass(frozen=True)
class Group:
    """任一, 全部, 至少 n 项."""

    word: str
    least: int
    parts: tuple[Condition, ...]


Condition = Union[Formula, External, Undecided, Group]


@dataclass(frozen=True)
class Designation:
    """认定: criteria with their modal (shall, should, may, veto)."""

    name: str
    criteria: tuple[tuple[str, Condition], ...]


@dataclass(frozen=True)
class Ranking:
    """排名: keys with their direction (+1 from high to low, -1 from low to high)."""

    name: str
    keys: tuple[tuple[Formula, int], ...]
    ties: str


@dataclass
class Rulebook(Book):
    """A rule file with everything in it."""

    constraints: dict[str, Formula] = field(default_factory=dict)
    readings: dict[str, Reading] = field(default_factory=dict)
    panels: dict[str, Panel] = field(default_factory=dict)
    scheme: Node | None = None
    scales: list[Scale] = field(default_factory=list)
    designations: list[Designation] = field(default_factory=list)
    population: str = ""
    population_size: int | None = None
    grouping: Formula | None = None
    rankings: list[Ranking] = field(default_factory=list)
