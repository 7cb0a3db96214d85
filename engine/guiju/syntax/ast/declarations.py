"""Header, clauses, units, inputs, and names for values, as written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Union

from guiju.syntax.ast.base import Ident, Node, Numeral, Quoted, Statement, Word
from guiju.syntax.ast.expressions import Expr, Quantity


@dataclass(frozen=True, slots=True)
class HeaderLine(Statement):
    """`版次 draft "征求意见稿"`: `key` is the keyword's terminal, `value` the word, `title` a quoted text."""

    key: str
    value: Ident | Word | Numeral | None = None
    title: Quoted | None = None


@dataclass(frozen=True, slots=True)
class Standard(Statement):
    """`标准 db1409-1 "…"` and its block."""

    id: Ident
    title: Quoted | None
    lines: tuple[HeaderLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Clause(Node):
    """`"4.2.3" "量化指标" 不计算 "…"`"""

    number: Quoted
    title: Quoted | None = None
    not_computed: Quoted | None = None


@dataclass(frozen=True, slots=True)
class ClauseList(Node):
    """`条款` and a line for each clause."""

    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class UnitDeclaration(Statement):
    """`单位 百万元 = 100 万元`; without a quantity a new kind of unit."""

    name: Ident
    number: Numeral | None = None
    unit: Ident | None = None


# --- inputs -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NumberSpec(Node):
    """`数值(亿元)`, `整数(户)`"""

    integer: bool
    unit: Ident | None = None


@dataclass(frozen=True, slots=True)
class SeriesSpec(Node):
    """`逐年 数值(亿元)`: one number for each year."""

    number: NumberSpec


@dataclass(frozen=True, slots=True)
class YesNoSpec(Node):
    """`是非`"""


@dataclass(frozen=True, slots=True)
class ChoiceSpec(Node):
    """`选项(a, b)`, or ordered from high to low `选项(a > b)`."""

    options: tuple[Ident, ...]
    operators: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ListSpec(Node):
    """`清单(个) 共 14`"""

    unit: Ident | None = None
    size: Numeral | None = None


@dataclass(frozen=True, slots=True)
class TextSpec(Node):
    """`文本`"""


@dataclass(frozen=True, slots=True)
class DateSpec(Node):
    """`日期`"""


TypeSpec = Union[NumberSpec, SeriesSpec, YesNoSpec, ChoiceSpec, ListSpec, TextSpec, DateSpec]


@dataclass(frozen=True, slots=True)
class BoundSpec(Node):
    """`≥ 0`"""

    operator: str
    quantity: Quantity
    negative: bool = False


@dataclass(frozen=True, slots=True)
class UsualSpec(Node):
    """`常见 1 亿元 至 500 亿元`: each end a quantity and whether a minus sign stands before it."""

    low: tuple[bool, Quantity]
    high: tuple[bool, Quantity]


@dataclass(frozen=True, slots=True)
class Formerly(Statement):
    """`原名 产值, 总产值`: what an input or an indicator was called before."""

    names: tuple[Ident, ...]


@dataclass(frozen=True, slots=True)
class FieldLine(Statement):
    """`级别 : 选项(国家级 > 省级) 原名 等级` in the block of a list."""

    name: Ident
    type: TypeSpec
    label: Quoted | None = None
    bounds: tuple[BoundSpec, ...] = ()
    usual: UsualSpec | None = None
    formerly: tuple[Ident, ...] = ()


@dataclass(frozen=True, slots=True)
class Input(Statement):
    """`数据 特色产业产值 "…" : 数值(亿元) ≥ 0 常见 1 至 500 缺省 0` and its block."""

    name: Ident
    type: TypeSpec
    label: Quoted | None = None
    bounds: tuple[BoundSpec, ...] = ()
    fields: tuple[FieldLine, ...] = ()
    evidence: tuple[Word, ...] = ()
    providers: tuple[Quoted, ...] = ()
    usual: UsualSpec | None = None
    fallback: Expr | None = None
    formerly: tuple[Formerly, ...] = ()


@dataclass(frozen=True, slots=True)
class Population(Statement):
    """`总体 各镇 "…" 共 14` and the lines `分组 类别, 年份` of its block."""

    name: Ident
    label: Quoted | None = None
    size: Numeral | None = None
    grouping: tuple[Expr, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell(Node):
    """`200 亿元`, or with a comparison `≥ 200 亿元`."""

    value: Expr
    operator: str | None = None


@dataclass(frozen=True, slots=True)
class TableRow(Statement):
    """`国家级 : 5, 4`; no option for `其他`."""

    option: Ident | None
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table(Statement):
    """`表 平台分值 "…" : 实验室, 中心` and its rows."""

    name: Ident
    rows: tuple[TableRow, ...]
    label: Quoted | None = None
    columns: tuple[Ident, ...] = ()


@dataclass(frozen=True, slots=True)
class DatedValue(Statement):
    """`自 2026-01-01 = 0.45 吨标准煤/万元` in the block of a parameter."""

    since: Ident
    value: Expr


@dataclass(frozen=True, slots=True)
class Parameter(Statement):
    """`参数 省级产值门槛 = 200 亿元`; without a value on its line, one for each `自 日期 = 值` of its block."""

    name: Ident
    value: Expr | None
    label: Quoted | None = None
    values: tuple[DatedValue, ...] = ()


@dataclass(frozen=True, slots=True)
class Definition(Statement):
    """`定义 出口占比 = 特色产业出口额 / 全市出口额 单位 %`, `定义 档次 : 选项(甲 > 乙) = 若 …`

    `结果` instead of `定义` for one that is reported.
    """

    name: Ident
    value: Expr
    label: Quoted | None = None
    unit: Ident | None = None
    choice: ChoiceSpec | None = None
    reported: bool = False
