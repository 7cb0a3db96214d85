"""The tree of indicators as written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Union

from guiju.syntax.ast.base import Ident, Node, Numeral, Quoted, Statement, Word
from guiju.syntax.ast.declarations import Formerly
from guiju.syntax.ast.expressions import Expr, Quantity


@dataclass(frozen=True, slots=True)
class Weight(Node):
    """`权重 5`, `权重 40%`, `权重 1/3`; `number` covers the figure alone."""

    number: Numeral
    unit: Ident | None = None
    divisor: Numeral | None = None


@dataclass(frozen=True, slots=True)
class Measure(Statement):
    """`取值 出口占比 单位 %`"""

    value: Expr
    unit: Ident | None = None


@dataclass(frozen=True, slots=True)
class Direction(Statement):
    """`方向 越大越好`"""

    word: Word


@dataclass(frozen=True, slots=True)
class Choice(Statement):
    """`几何 : 几何平均` under `汇总 按 解读 …`."""

    option: Ident
    method: Word


@dataclass(frozen=True, slots=True)
class Aggregation(Statement):
    """`汇总 求和`, `汇总 算式 …`, or `汇总 按 解读 汇总方法` with a line for each option.

    With a `level` it is that of the nodes of this level only: `汇总 二级指标 加权平均`.
    """

    method: Word | None = None
    reading: Ident | None = None
    choices: tuple[Choice, ...] = ()
    formula: Expr | None = None
    level: Ident | None = None


@dataclass(frozen=True, slots=True)
class MissingPolicy(Statement):
    """`缺项 待定`, or of one state `缺项 不适用 折算`, or with a least share of weight `缺项 折算 至少 60%`."""

    word: Word
    state: Word | None = None
    share: Quantity | None = None


@dataclass(frozen=True, slots=True)
class Veto(Statement):
    """`否决 有重大事故`: no points at all when the condition holds."""

    condition: Expr


@dataclass(frozen=True, slots=True)
class Applies(Statement):
    """`适用 有出口业务`: the indicator does not exist for a town for which this does not hold."""

    condition: Expr


@dataclass(frozen=True, slots=True)
class Mark(Node):
    """`满分`, `75%` of the full mark, or points. `number` is None for the full mark."""

    number: Numeral | None = None
    unit: Ident | None = None


@dataclass(frozen=True, slots=True)
class Ceiling(Statement):
    """`最高 满分`: what the points of a group are held down to."""

    mark: Mark


@dataclass(frozen=True, slots=True)
class Floor(Statement):
    """`最低 0`: what the points of a group are held up to."""

    mark: Mark


@dataclass(frozen=True, slots=True)
class Adjusting(Statement):
    """`有投诉 : 扣 1`, or for each unit of a number `事故数 : 每 1 次 扣 2, 最高 6`.

    `word` is GIVES or DEDUCTS where it is written.
    """

    value: Expr
    mark: Mark
    word: Word | None = None
    unit: Expr | None = None
    whole: bool = False
    cap: Mark | None = None


@dataclass(frozen=True, slots=True)
class Adjustment(Statement):
    """`加分 创新加分 "…" 最高 5` or `扣分 …` and its items: points on top of, or off, those of a group."""

    word: Word
    name: Ident
    items: tuple[Adjusting, ...]
    label: Quoted | None = None
    cap: Mark | None = None


@dataclass(frozen=True, slots=True)
class Knot(Node):
    """`30% → 满分`"""

    at: Expr
    mark: Mark


@dataclass(frozen=True, slots=True)
class Linear(Statement):
    """`评分 线性 0% → 0, 30% → 满分`"""

    knots: tuple[Knot, ...]


@dataclass(frozen=True, slots=True)
class Step(Statement):
    """`≥ 30% : 满分`"""

    operator: str
    threshold: Expr
    mark: Mark


@dataclass(frozen=True, slots=True)
class Otherwise(Statement):
    """`其他 : 0`"""

    mark: Mark


@dataclass(frozen=True, slots=True)
class Steps(Statement):
    """`评分 分段` and its rows, the first that fits counts."""

    rows: tuple[Step | Otherwise, ...]


@dataclass(frozen=True, slots=True)
class PerUnit(Statement):
    """`评分 每 1 件 得 0.5, 最高 满分`; `whole` for `每满`, which counts whole units only."""

    unit: Expr
    mark: Mark
    cap: Mark | None = None
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Item(Statement):
    """`发展规划 : 1`"""

    condition: Expr
    mark: Mark


@dataclass(frozen=True, slots=True)
class Checklist(Statement):
    """`评分 清单` and its items."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class YesNoScoring(Statement):
    """`评分 是非`"""


@dataclass(frozen=True, slots=True)
class Rank(Statement):
    """`评分 排名 共 14`"""

    size: Expr


@dataclass(frozen=True, slots=True)
class Direct(Statement):
    """`评分 直接`: the measure is the points."""


@dataclass(frozen=True, slots=True)
class Deductions(Statement):
    """`评分 扣分 最低 0` and its items: from the full mark down."""

    items: tuple[Adjusting, ...]
    floor: Mark | None = None


@dataclass(frozen=True, slots=True)
class ExpertMark(Statement):
    """`评分 专家`, or of a named panel `评分 专家 专家组`."""

    panel: Ident | None = None


@dataclass(frozen=True, slots=True)
class OpenScoring(Statement):
    """`评分 未定 "…"`: the text gives no way to score."""

    reason: Quoted


Scoring = Union[
    Linear, Steps, PerUnit, Checklist, YesNoScoring, Rank, Direct, Deductions, ExpertMark, OpenScoring
]
NodeLine = Union[
    "Indicator", Measure, Direction, Scoring, Aggregation, MissingPolicy, Weight, Veto, Applies, Ceiling, Floor,
    Adjustment, Formerly,
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Indicator(Statement):
    """`指标 出口份额 "…" 权重 3` and its block, in which lines stand in any order."""

    name: Ident
    label: Quoted | None = None
    lines: tuple[NodeLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Scheme(Statement):
    """`指标体系 考核评价 满分 100` and its block."""

    name: Ident
    full: Numeral
    label: Quoted | None = None
    lines: tuple[NodeLine, ...] = ()
