"""Formulas as plain data: what is drawn, printed and evaluated. They know nothing of the engine."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from fractions import Fraction
from typing import Union

from tests.differential.sources import Source

UNITS: dict[str, dict[str, Fraction]] = {
    "ratio": {"%": Fraction(1, 100), "‰": Fraction(1, 1000)},
    "money": {"元": Fraction(1), "万元": Fraction(10**4), "亿元": Fraction(10**8)},
    "person": {"人": Fraction(1), "万人": Fraction(10**4)},
    "house": {"户": Fraction(1), "家": Fraction(1)},
    "mass": {"千克": Fraction(1, 1000), "吨": Fraction(1), "万吨": Fraction(10**4)},
    "points": {"分": Fraction(1)},
    "item": {"个": Fraction(1)},
    "place": {"位": Fraction(1)},
    "day": {"天": Fraction(1)},
    "year": {"年": Fraction(1)},
    "plain": {"": Fraction(1)},
    # compound units, made of the above
    "output": {"万元/人": Fraction(10**4), "元/人": Fraction(1), "亿元/万人": Fraction(10**4)},
    "density": {"人/万人": Fraction(1, 10**4)},
}
"""Kind of unit, then unit, then how many base units it is."""

RANKED = ("甲", "乙", "丙")  # the options of every ordered choice, from high to low
BANDS = ("ea", "eb", "ec", "ed")  # the bands of every scale of grades, from the best to the worst
LOOSE = ("子", "丑")  # the options of every choice without order


# --- formulas (6.3) ---------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Literal:
    """A written number: `value` in base units, printed in `unit`."""

    value: Fraction
    unit: str = ""
    kind: str = "plain"


@dataclass(frozen=True)
class Truth:
    """是 or 否."""

    holds: bool


@dataclass(frozen=True)
class NotApplicable:
    """不适用 as a value."""


@dataclass(frozen=True)
class Option:
    """One option of a choice, named."""

    name: str


@dataclass(frozen=True)
class Name:
    """An input, a parameter, a definition, a grade, a ranking, or a field of the list at hand."""

    name: str


@dataclass(frozen=True)
class Part:
    """`指标.得分`, `.得分率` or `.权重`; without a name, of the indicator at hand in a list of them."""

    indicator: str
    what: str


@dataclass(frozen=True)
class Total:
    """总分."""


@dataclass(frozen=True)
class Arithmetic:
    """left (+ - × ÷) right."""

    sign: str
    left: Formula
    right: Formula


@dataclass(frozen=True)
class Negative:
    """-x."""

    x: Formula


@dataclass(frozen=True)
class Power:
    """x ^ 2."""

    x: Formula
    exponent: int


@dataclass(frozen=True)
class Comparison:
    """a < b, or a chain a ≤ b < c."""

    signs: tuple[str, ...]
    parts: tuple[Formula, ...]


@dataclass(frozen=True)
class Junction:
    """且 (and) or 或 (or) of several."""

    word: str
    parts: tuple[Formula, ...]


@dataclass(frozen=True)
class Inverse:
    """非."""

    x: Formula


@dataclass(frozen=True)
class Conditional:
    """若 … 则 … 否则 …."""

    condition: Formula
    yes: Formula
    no: Formula


@dataclass(frozen=True)
class Apply:
    """A function of values one after another, by its English name."""

    function: str
    arguments: tuple[Formula, ...]


@dataclass(frozen=True)
class Gather:
    """A function over a list: `合计(清单 其中 条件 取 算式)`; `before` stands in front of the list."""

    function: str
    source: Source
    where: Formula | None = None
    take: Formula | None = None
    before: tuple[Formula, ...] = ()


@dataclass(frozen=True)
class Rounding:
    """A rounding to `places` decimals or to the interval `to`, in the unit (`factor`) the value is shown in."""

    function: str
    x: Formula
    factor: Fraction
    places: int | None = None
    to: Literal | None = None


@dataclass(frozen=True)
class Lookup:
    """`查表(选项, 甲: 3, 其他: 1)`: a table in the call."""

    choice: Formula
    entries: tuple[tuple[str, Formula], ...]
    otherwise: Formula | None


@dataclass(frozen=True)
class TableLookup:
    """`查表(表, 行)`, `查表(表, 行, 列)` with a formula as column, `查表(表.列, 行)` with the name of one."""

    table: str
    row: Formula
    column: Formula | str | None = None


@dataclass(frozen=True)
class Satisfies:
    """`符合(表, 行)`."""

    table: str
    row: Formula


@dataclass(frozen=True)
class OneOf:
    """`属于(级别, 国家级, 省级)`."""

    choice: Formula
    options: tuple[str, ...]


@dataclass(frozen=True)
class Interpolate:
    """`折线(x, 0: 0, 35: 50)`."""

    x: Formula
    knots: tuple[tuple[Literal, Literal], ...]


@dataclass(frozen=True)
class Tiers:
    """`分档` (tier), `超额累进` (marginal) or `全额累进` (whole)."""

    function: str
    x: Formula
    rows: tuple[tuple[str, Literal, Literal], ...]
    otherwise: Literal | None


@dataclass(frozen=True)
class InYear:
    """A series in one year: so many years `back` from the year at hand, or in the written `year`."""

    series: str
    back: int = 0
    year: int | None = None


@dataclass(frozen=True)
class YearsHold:
    """`每年(年产值.近3年) ≥ 40 亿元`, or `任一年`."""

    function: str
    series: str
    years: int
    sign: str
    limit: Formula


@dataclass(frozen=True)
class DataDate:
    """数据日期."""


@dataclass(frozen=True)
class Day:
    """A written date."""

    day: datetime.date


@dataclass(frozen=True)
class ThatYear:
    """年, in a list of years."""


Formula = Union[
    Literal,
    Truth,
    NotApplicable,
    Option,
    Name,
    Part,
    Total,
    Arithmetic,
    Negative,
    Power,
    Comparison,
    Junction,
    Inverse,
    Conditional,
    Apply,
    Gather,
    Rounding,
    Lookup,
    TableLookup,
    Satisfies,
    OneOf,
    Interpolate,
    Tiers,
    InYear,
    YearsHold,
    DataDate,
    Day,
    ThatYear,
]
