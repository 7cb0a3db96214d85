"""Formulas as written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Union

from guiju.syntax.ast.base import Ident, Node, Numeral


@dataclass(frozen=True, slots=True)
class Quantity(Node):
    """`200 亿元`, `30%`, `3`"""

    number: Numeral
    unit: Ident | None = None


@dataclass(frozen=True, slots=True)
class Name(Node):
    """`出口占比`: whatever carries this name, or an option of a choice."""

    text: str


@dataclass(frozen=True, slots=True)
class TextLiteral(Node):
    """`"定襄"`"""

    text: str


@dataclass(frozen=True, slots=True)
class DateLiteral(Node):
    """`2024-06-30`"""

    text: str


@dataclass(frozen=True, slots=True)
class YesNo(Node):
    """`是`, `否`"""

    value: bool


@dataclass(frozen=True, slots=True)
class NotApplicable(Node):
    """`不适用`"""


@dataclass(frozen=True, slots=True)
class Attribute(Node):
    """`集聚效应.得分率`"""

    owner: Expr
    name: Ident


@dataclass(frozen=True, slots=True)
class Negation(Node):
    """`- x`"""

    operand: Expr


@dataclass(frozen=True, slots=True)
class Power(Node):
    """`x ^ 2`"""

    base: Expr
    exponent: Numeral


@dataclass(frozen=True, slots=True)
class Sum(Node):
    """`a + b - c`; the sign of each term, the first always 1."""

    terms: tuple[tuple[int, Expr], ...]


@dataclass(frozen=True, slots=True)
class Product(Node):
    """`a × b / c`; exponent 1 or -1 of each factor, the first always 1."""

    factors: tuple[tuple[int, Expr], ...]


@dataclass(frozen=True, slots=True)
class Comparison(Node):
    """`75 ≤ x < 90`: one more operand than operators, each of `< ≤ = ≠ ≥ >`."""

    operands: tuple[Expr, ...]
    operators: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Not(Node):
    """`非 a`"""

    operand: Expr


@dataclass(frozen=True, slots=True)
class And(Node):
    """`a 且 b`"""

    operands: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class Or(Node):
    """`a 或 b`"""

    operands: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class Conditional(Node):
    """`若 a 则 b 否则 c`"""

    condition: Expr
    then: Expr
    otherwise: Expr


@dataclass(frozen=True, slots=True)
class Argument(Node):
    """`研发平台 其中 级别 ≥ 省级 取 人数`"""

    value: Expr
    where: Expr | None = None
    take: Expr | None = None


@dataclass(frozen=True, slots=True)
class Entry(Node):
    """`国家级: 3`, `≥ 30%: 5` or `其他: 0` (no key) in a table of a function."""

    key: Expr | None
    value: Expr
    operator: str | None = None


@dataclass(frozen=True, slots=True)
class Call(Node):
    """`合计(…)`"""

    function: Ident
    arguments: tuple[Argument | Entry, ...]


Expr = Union[
    Quantity, Name, TextLiteral, DateLiteral, YesNo, NotApplicable, Attribute, Negation, Power, Sum, Product,
    Comparison, Not, And, Or, Conditional, Call,
]  # fmt: skip
