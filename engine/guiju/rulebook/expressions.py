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
    """A number in base units, a yes or no, an option or a text."""

    value: Fraction | bool | str


@dataclass(frozen=True, slots=True)
class NotApplicable(Expression):
    """`不适用`"""


@dataclass(frozen=True, slots=True)
class InputRef(Expression):
    """An input of the town."""

    name: str


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
class GradeRef(Expression):
    """The grade on a scale, as an option of an ordered choice."""

    name: str


@dataclass(frozen=True, slots=True)
class LevelRef(Expression):
    """All indicators of one level of a scheme, as records of weight, score and rate."""

    scheme: str
    level: int


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
class Collect(Expression):
    """`合计(records 其中 where 取 take)`; `function` is count, sum, max, min or mean."""

    function: str
    records: Expression
    where: Expression | None
    take: Expression | None


@dataclass(frozen=True, slots=True)
class Lookup(Expression):
    """`查表(级别, 国家级: 3, …)`"""

    subject: Expression
    table: tuple[tuple[str, Expression], ...]
