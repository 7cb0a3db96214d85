"""The tree as written: one class for each construct, its docstring the concrete syntax.

Nodes are immutable and compare without their places, so that two texts that say the same are equal. Numbers keep the
text they were written with. Nothing is resolved here: a name is a name.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Union

from guiju.source import Source, Span


@dataclass(frozen=True, slots=True)
class Node:
    """Anything written; `span` is where."""

    span: Span = field(compare=False, repr=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Ident(Node):
    """`出口份额`: a name where it is declared or mentioned."""

    text: str


@dataclass(frozen=True, slots=True)
class Quoted(Node):
    """`"…"`: a quoted text without its quotes."""

    text: str


@dataclass(frozen=True, slots=True)
class Numeral(Node):
    """`0.5`: a number as written, and its value."""

    raw: str
    value: Fraction


@dataclass(frozen=True, slots=True)
class Word(Node):
    """A keyword that is a choice among several; `terminal` is its name in the table of keywords."""

    terminal: str


# --- what any line may carry -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Citation(Node):
    """`依据 "4.2.3 (3)"`: the clause a line comes from."""

    text: str


@dataclass(frozen=True, slots=True)
class Note(Node):
    """`说明 "…"`: an explanation for the reader."""

    text: str


@dataclass(frozen=True, slots=True)
class Proposal(Node):
    """`建议值 "…"`: the line is a proposal and not a fact of the standard; the text says why."""

    text: str


@dataclass(frozen=True, slots=True)
class Annotations:
    """The citations, notes and proposals of one statement, from the end of its line and from its block."""

    citations: tuple[Citation, ...] = ()
    notes: tuple[Note, ...] = ()
    proposals: tuple[Proposal, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement(Node):
    """A line that may carry annotations; `head` covers its first line."""

    annotations: Annotations = field(default=Annotations(), kw_only=True)


# --- expressions -------------------------------------------------------------------------------------------------------


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
    """`国家级: 3` in a lookup table."""

    key: Expr
    value: Expr


@dataclass(frozen=True, slots=True)
class Call(Node):
    """`合计(…)`"""

    function: Ident
    arguments: tuple[Argument | Entry, ...]


Expr = Union[
    Quantity, Name, TextLiteral, YesNo, NotApplicable, Attribute, Negation, Power, Sum, Product, Comparison,
    Not, And, Or, Conditional, Call,
]  # fmt: skip


# --- header ------------------------------------------------------------------------------------------------------------


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


# --- inputs ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NumberSpec(Node):
    """`数值(亿元)`, `整数(户)`"""

    integer: bool
    unit: Ident | None = None


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


TypeSpec = Union[NumberSpec, YesNoSpec, ChoiceSpec, ListSpec, TextSpec, DateSpec]


@dataclass(frozen=True, slots=True)
class BoundSpec(Node):
    """`≥ 0`"""

    operator: str
    quantity: Quantity
    negative: bool = False


@dataclass(frozen=True, slots=True)
class FieldLine(Statement):
    """`级别 : 选项(国家级 > 省级)` in the block of a list."""

    name: Ident
    type: TypeSpec
    label: Quoted | None = None
    bounds: tuple[BoundSpec, ...] = ()


@dataclass(frozen=True, slots=True)
class Input(Statement):
    """`数据 特色产业产值 "…" : 数值(亿元) ≥ 0` and its block."""

    name: Ident
    type: TypeSpec
    label: Quoted | None = None
    bounds: tuple[BoundSpec, ...] = ()
    fields: tuple[FieldLine, ...] = ()
    evidence: tuple[Word, ...] = ()
    providers: tuple[Quoted, ...] = ()


@dataclass(frozen=True, slots=True)
class Parameter(Statement):
    """`参数 省级产值门槛 = 200 亿元`"""

    name: Ident
    value: Expr
    label: Quoted | None = None


@dataclass(frozen=True, slots=True)
class Definition(Statement):
    """`定义 出口占比 = 特色产业出口额 / 全市出口额 单位 %`"""

    name: Ident
    value: Expr
    label: Quoted | None = None
    unit: Ident | None = None


@dataclass(frozen=True, slots=True)
class Option(Statement):
    """`相加 "按公式（1）相加" 默认`"""

    name: Ident
    label: Quoted | None = None
    default: bool = False


@dataclass(frozen=True, slots=True)
class Reading(Statement):
    """`解读 汇总方法` and a line for each way to read the clause."""

    name: Ident
    options: tuple[Option, ...]
    label: Quoted | None = None


@dataclass(frozen=True, slots=True)
class Panel(Statement):
    """`评审 专家组` with `人数 3 至 9` and `步长 0.5`."""

    name: Ident
    label: Quoted | None = None
    size: tuple[Numeral, ...] = ()
    step: Numeral | None = None


# --- the tree of indicators --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Weight(Node):
    """`权重 5`, `权重 40%`; `number` covers the figure alone."""

    number: Numeral
    unit: Ident | None = None


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
    """`汇总 求和`, or `汇总 按 解读 汇总方法` with a line for each option."""

    method: Word | None = None
    reading: Ident | None = None
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class MissingPolicy(Statement):
    """`缺项 待定`"""

    word: Word


@dataclass(frozen=True, slots=True)
class Mark(Node):
    """`满分`, `75%` of the full mark, or points. `number` is None for the full mark."""

    number: Numeral | None = None
    unit: Ident | None = None


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
class ExpertMark(Statement):
    """`评分 专家`, or of a named panel `评分 专家 专家组`."""

    panel: Ident | None = None


@dataclass(frozen=True, slots=True)
class OpenScoring(Statement):
    """`评分 未定 "…"`: the text gives no way to score."""

    reason: Quoted


Scoring = Union[Linear, Steps, PerUnit, Checklist, YesNoScoring, Rank, ExpertMark, OpenScoring]
NodeLine = Union["Indicator", Measure, Direction, Scoring, Aggregation, MissingPolicy, Weight]


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


# --- constraints, grades, designations ---------------------------------------------------------------------------------


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


Declaration = Union[
    Standard, ClauseList, UnitDeclaration, Input, Parameter, Definition, Reading, Panel, Scheme, Constraint, Grades,
    Designation, KnownDefect,
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class File:
    """One rule file."""

    source: Source = field(compare=False, repr=False)
    statements: tuple[Declaration, ...]
