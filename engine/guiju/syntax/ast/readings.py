"""Readings as written: the ways in which a clause can be taken."""

from __future__ import annotations

from dataclasses import dataclass

from guiju.syntax.ast.amending import AmendmentChange
from guiju.syntax.ast.base import Ident, Quoted, Statement


@dataclass(frozen=True, slots=True)
class Option(Statement):
    """`相加 "按公式（1）相加" 默认`; another than the default may have changes of the text in its block."""

    name: Ident
    label: Quoted | None = None
    default: bool = False
    changes: tuple[AmendmentChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading(Statement):
    """`解读 汇总方法` and a line for each way to read the clause."""

    name: Ident
    options: tuple[Option, ...]
    label: Quoted | None = None
