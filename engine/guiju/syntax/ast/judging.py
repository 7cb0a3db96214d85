"""Constraints, grades, designations and known defects as written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Union

from guiju.syntax.ast.base import Ident, Node, Numeral, Quoted, Statement, Word
from guiju.syntax.ast.expressions import Expr
from guiju.syntax.ast.tree import Direction


@dataclass(frozen=True, slots=True)
class Constraint(Statement):
    """`约束 "三级指标34项" : 计数(三级指标) = 34`"""

    label: Quoted
    condition: Expr


@dataclass(frozen=True, slots=True)
class Judgement(Node):
    """`全数值`, or `修约值 0 位 四舍五入` with the number of places; GB/T 8170 when no mode is written."""

    places: Numeral | None = None
    mode: Word | None = None


@dataclass(frozen=True, slots=True)
class Band(Statement):
    """`良好 : 75 ≤ 得分 < 90 须 …`; no condition for `其他`."""

    name: Ident
    condition: Expr | None
    requires: Expr | None = None


@dataclass(frozen=True, slots=True)
class GradeCap(Statement):
    """`限级 良好 当 有处罚`: no grade above this one when the condition holds."""

    band: Ident
    condition: Expr


@dataclass(frozen=True, slots=True)
class GradeVeto(Statement):
    """`否决 有重大事故`: the lowest grade when the condition holds."""

    condition: Expr


@dataclass(frozen=True, slots=True)
class Grades(Statement):
    """`等级 考核评价等级 按 总分 判定 全数值`, its bands, caps and vetoes."""

    name: Ident
    subject: Expr
    judgement: Judgement
    bands: tuple[Band, ...]
    label: Quoted | None = None
    caps: tuple[GradeCap | GradeVeto, ...] = ()
    direction: Direction | None = None


@dataclass(frozen=True, slots=True)
class RankingKey(Statement):
    """`按 总分 从高到低`"""

    value: Expr
    direction: Word


@dataclass(frozen=True, slots=True)
class Ties(Statement):
    """`并列 同取前位`"""

    word: Word


@dataclass(frozen=True, slots=True)
class Ranking(Statement):
    """`排名 综合排名 "…" 于 各镇` with its keys in the order they decide, and what equal towns get."""

    name: Ident
    population: Ident
    keys: tuple[RankingKey, ...]
    label: Quoted | None = None
    ties: tuple[Ties, ...] = ()


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
