"""Panels of experts as written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Union

from guiju.syntax.ast.base import Ident, Node, Numeral, Quoted, Statement, Word
from guiju.syntax.ast.expressions import Quantity


@dataclass(frozen=True, slots=True)
class PanelSize(Node):
    """`人数 3 至 9`, or exactly `人数 5`."""

    numbers: tuple[Numeral, ...]


@dataclass(frozen=True, slots=True)
class PanelStep(Node):
    """`步长 0.5`"""

    number: Numeral


@dataclass(frozen=True, slots=True)
class Trim(Node):
    """`去极值 1 当 人数 ≥ 5`: so many highest and lowest marks are dropped (1 when not written)."""

    operator: str
    experts: Numeral
    count: Numeral | None = None


@dataclass(frozen=True, slots=True)
class Rounding(Node):
    """`修约 2 位 四舍六入五成双`"""

    places: Numeral
    mode: Word


@dataclass(frozen=True, slots=True)
class Averaging(Node):
    """`逐项`, `总分`, or with the middle value instead of the mean `逐项 中位数`."""

    word: Word
    median: bool = False


@dataclass(frozen=True, slots=True)
class PanelChoice(Statement):
    """`去极值后 : 总分, 去极值 当 人数 ≥ 5` under `平均 按 解读 …`."""

    option: Ident
    averaging: Averaging
    trim: Trim | None = None


@dataclass(frozen=True, slots=True)
class PanelAverage(Statement):
    """`平均 逐项`, or `平均 按 解读 专家平均` with a line for each option."""

    averaging: Averaging | None = None
    reading: Ident | None = None
    choices: tuple[PanelChoice, ...] = ()


@dataclass(frozen=True, slots=True)
class AbsentMarks(Node):
    """`缺席 不计` or `缺席 待定`: what becomes of an indicator that an expert did not mark."""

    word: Word


@dataclass(frozen=True, slots=True)
class Deviation(Node):
    """`偏离 20%`: how far a mark may be from the mean of the others, in per cent of the full mark."""

    share: Quantity


PanelLine = Union[PanelSize, PanelStep, Trim, Rounding, PanelAverage, AbsentMarks, Deviation]


@dataclass(frozen=True, slots=True)
class Panel(Statement):
    """`评审 专家组 "…"` and its block."""

    name: Ident
    label: Quoted | None = None
    lines: tuple[PanelLine, ...] = ()
