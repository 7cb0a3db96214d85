"""Expressions as meant: names are resolved, types known, numbers in base units.

This tree exists beside the AST so that an evaluator cannot meet an unresolved name: no class stands for one. What a
reader must recognise (bands, steps, "at least 3 of") keeps its shape.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType

from guiju.source import Place
from guiju.types import Type


@dataclass(frozen=True, slots=True)
class Expression:
    """Anything with a value; `place` is where it is written, `type` what it yields."""

    type: Type = field(kw_only=True)
    place: Place = field(compare=False, repr=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Literal(Expression):
    """A number in base units, a yes or no, an option, a text, or a date as `YYYY-MM-DD`."""

    value: Fraction | bool | str


@dataclass(frozen=True, slots=True)
class NotApplicable(Expression):
    """`不适用`"""


@dataclass(frozen=True, slots=True)
class InputRef(Expression):
    """An input of the town."""

    name: str


@dataclass(frozen=True, slots=True)
class SeriesRef(Expression):
    """`产值.当年`, `产值.前2年`, `某年(产值, 2020)`: one year of a series.

    `back` counts years before the year at hand; with `year` it is that year whatever the year at hand.
    """

    name: str
    back: int = 0
    year: int | None = None


@dataclass(frozen=True, slots=True)
class YearsRef(Expression):
    """`近3年`: the year at hand and those before it, `count` in all, as records that each set the year at hand."""

    count: int


@dataclass(frozen=True, slots=True)
class DataDate(Expression):
    """`数据日期`: the day the figures of the town speak of."""


@dataclass(frozen=True, slots=True)
class ParameterRef(Expression):
    """A parameter of the standard."""

    name: str


@dataclass(frozen=True, slots=True)
class DefinitionRef(Expression):
    """A definition, evaluated once."""

    name: str


@dataclass(frozen=True, slots=True)
class FieldRef(Expression):
    """A field of the record at hand."""

    name: str


class Aspect(StrEnum):
    """What of an indicator is meant."""

    SCORE = "score"
    RATE = "rate"
    WEIGHT = "weight"


# How the aspects are written after a dot, and as fields of the indicators of a level.
ASPECT_NAMES = MappingProxyType(
    {
        "得分": Aspect.SCORE,
        "score": Aspect.SCORE,
        "得分率": Aspect.RATE,
        "rate": Aspect.RATE,
        "权重": Aspect.WEIGHT,
        "weight": Aspect.WEIGHT,
    }
)


@dataclass(frozen=True, slots=True)
class IndicatorRef(Expression):
    """Score, rate or weight of an indicator or of a whole scheme."""

    name: str
    aspect: Aspect


@dataclass(frozen=True, slots=True)
class AdjustmentRef(Expression):
    """The points of a bonus or a deduction."""

    name: str


@dataclass(frozen=True, slots=True)
class GradeRef(Expression):
    """The grade on a scale, as an option of an ordered choice."""

    name: str


@dataclass(frozen=True, slots=True)
class LevelRef(Expression):
    """All indicators of one level of a scheme, as records of weight, score and rate."""

    scheme: str
    level: int


@dataclass(frozen=True, slots=True)
class ChildrenRef(Expression):
    """`创新能力.下级`: the indicators right below one, as records of weight, score and rate."""

    name: str


@dataclass(frozen=True, slots=True)
class TownsRef(Expression):
    """`各镇`: the towns of a population as records; what is taken of each is evaluated for that town."""

    name: str


@dataclass(frozen=True, slots=True)
class RankingRef(Expression):
    """The place of the town in a ranking."""

    name: str


@dataclass(frozen=True, slots=True)
class SubjectRef(Expression):
    """`得分` in a band: the score that is being graded."""


@dataclass(frozen=True, slots=True)
class Add(Expression):
    """Terms with their signs."""

    terms: tuple[tuple[int, Expression], ...]


@dataclass(frozen=True, slots=True)
class Multiply(Expression):
    """Factors with exponent 1 or -1."""

    factors: tuple[tuple[int, Expression], ...]


@dataclass(frozen=True, slots=True)
class Negate(Expression):
    """`-x`"""

    operand: Expression


@dataclass(frozen=True, slots=True)
class Power(Expression):
    """`x ^ n`"""

    base: Expression
    exponent: int


@dataclass(frozen=True, slots=True)
class Compare(Expression):
    """A chain of comparisons; operators are `< ≤ = ≠ ≥ >`. Options are compared by their rank."""

    operands: tuple[Expression, ...]
    operators: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OptionRank(Expression):
    """An option of an ordered choice as a number: higher options have higher numbers."""

    operand: Expression


@dataclass(frozen=True, slots=True)
class Both(Expression):
    """`a 且 b`: all hold."""

    operands: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Either(Expression):
    """`a 或 b`: one holds."""

    operands: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Not(Expression):
    """`非 a`"""

    operand: Expression


@dataclass(frozen=True, slots=True)
class Conditional(Expression):
    """`若 a 则 b 否则 c`"""

    condition: Expression
    then: Expression
    otherwise: Expression


@dataclass(frozen=True, slots=True)
class Apply(Expression):
    """A function of numbers; `function` is its English name in the table of functions."""

    function: str
    arguments: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class NamedExtreme(Expression):
    """`最大项(二氧化硫, 臭氧)`: which of them is greatest or least; `names` are how they are called."""

    function: str
    arguments: tuple[Expression, ...]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Collect(Expression):
    """`合计(records 其中 where 取 take)`; `function` is its English name in the table of functions.

    `arguments` are the others it takes: what stands among the records (`名次(x, 各镇 取 y)`), or how many of them are
    dropped.
    """

    function: str
    records: Expression
    where: Expression | None
    take: Expression | None
    arguments: tuple[Expression, ...] = ()


@dataclass(frozen=True, slots=True)
class Interpolate(Expression):
    """`折线(x, 0: 0, 35: 50)`: straight lines between knots (position, value), held at both ends."""

    subject: Expression
    knots: tuple[tuple[Expression, Expression], ...]


@dataclass(frozen=True, slots=True)
class Tier:
    """`≥ 30%: 5` in a table over a number."""

    operator: str
    threshold: Expression
    value: Expression


@dataclass(frozen=True, slots=True)
class Tiers(Expression):
    """`分档(x, ≥ 30%: 5, 其他: 0)`; `function` says what a tier gives.

    `tier`: its value. `marginal`: each part of x at the rate of its own tier, added up. `whole`: the whole of x at the
    rate of the tier it falls in.
    """

    function: str
    subject: Expression
    tiers: tuple[Tier, ...]
    otherwise: Expression | None


@dataclass(frozen=True, slots=True)
class Lookup(Expression):
    """`查表(级别, 国家级: 3, …)`; what each option gives.

    Of a declared table `declared` is its name and `column` that of the column that is looked up, where one is written.
    """

    subject: Expression
    table: tuple[tuple[str, Expression], ...]
    declared: str = ""
    column: str = ""
