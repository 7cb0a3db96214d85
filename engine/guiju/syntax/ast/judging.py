"""Constraints, grades, designations and known defects as written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Union

from guiju.syntax.ast.base import Ident, Node, Numeral, Quoted, Statement, Word
from guiju.syntax.ast.expressions import Expr


@dataclass(frozen=True, slots=True)
class Constraint(Statement):
    """`约束 "三级指标34项" : 计数(三级指标) = 34`"""

    label: Quoted
    condition: Expr


@dataclass(frozen=True, slots=True)
class Judgement(Node):
    """`全数值`, or `修约值 0 位` with the number of places."""

    places: Numeral | None = None


@dataclass(frozen=True, slots=True)
class Band(Statement):
    """`良好 : 75 ≤ 得分 < 90 须 …`; no condition for `其他`."""

    name: Ident
    condition: Expr | None
    requires: Expr | None = None


@dataclass(frozen=True, slots=True)
class Grades(Statement):
    """`等级 考核评价等级 按 总分 判定 全数值` and its bands."""

    name: Ident
    subject: Expr
    judgement: Judgement
    bands: tuple[Band, ...]
    label: Quoted | None = None


@dataclass(frozen=True, slots=True)
class Test(Statement):
    """`特色产业产值 > 200 亿元` as a criterion."""

    condition: Expr


@dataclass(frozen=True, slots=True)
class External(Statement):
    """`外部 "…"`: the criterion lives in another document."""

    document: Quoted


@dataclass(frozen=True, slots=True)
class OpenCondition(Statement):
    """`未定 "…"`: the text is too vague to decide."""

    reason: Quoted


@dataclass(frozen=True, slots=True)
class Part(Node):
    """`"梯度培育" : 条件` in a group."""

    condition: Condition
    label: Quoted | None = None


@dataclass(frozen=True, slots=True)
class Group(Statement):
    """`任一`, `全部` or `至少 2 项` and the conditions they hold; `at_least` is None for `全部`."""

    word: Word
    parts: tuple[Part, ...]
    count: Numeral | None = None


Condition = Union[Test, Group, External, OpenCondition]


@dataclass(frozen=True, slots=True)
class Criterion(Node):
    """`应 "有龙头企业" : 条件`; `modal` is SHALL, SHOULD, MAY or VETO."""

    modal: Word
    condition: Condition
    label: Quoted | None = None


@dataclass(frozen=True, slots=True)
class Designation(Statement):
    """`认定 省级专业镇` and its criteria."""

    name: Ident
    criteria: tuple[Criterion, ...]
    label: Quoted | None = None


@dataclass(frozen=True, slots=True)
class KnownDefect(Node):
    """`预期 W401 于 产品结构优化指标 实为 5 应为 4 "…"`"""

    code: Ident
    reason: Quoted
    at: Ident | Quoted | None = None
    found: Numeral | None = None
    required: Numeral | None = None
