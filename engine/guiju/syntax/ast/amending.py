"""Amendments as written: what a revision changes in the one it is based on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Union

from guiju.syntax.ast.base import Ident, Node, Quoted, Statement, Word
from guiju.syntax.ast.declarations import HeaderLine
from guiju.syntax.ast.expressions import Expr
from guiju.syntax.ast.judging import Judgement


@dataclass(frozen=True, slots=True)
class Target(Node):
    """`指标 出口份额.权重`, `约束 "三级指标34项"`, `预期 W401 于 绿色发展`: a statement, or a part of it.

    `参数 基准.自 2026-01-01` is a line of one.

    `kind` is the keyword of the statement, `name` its name, text or code, `at` what a known defect is about, `since`
    the day from which a value of a parameter counts.
    """

    kind: Word
    name: Ident | Quoted | None = None
    aspect: Ident | Word | None = None
    at: Ident | Quoted | None = None
    since: Ident | None = None


@dataclass(frozen=True, slots=True)
class Wording(Node):
    """`5`, `≥ 90`, `"旧名"`, `满分`: some words of a statement, as they are or as they shall be."""

    value: Expr | Word | Judgement
    operator: str | None = None


@dataclass(frozen=True, slots=True)
class Change(Statement):
    """`改 指标 出口份额.权重 5 → 4`"""

    target: Target
    old: Wording
    new: Wording


@dataclass(frozen=True, slots=True)
class Deletion(Statement):
    """`删 约束 "三级指标34项"`; with words only the line of the statement that holds them."""

    target: Target
    old: Wording | None = None


@dataclass(frozen=True, slots=True)
class Addition(Statement):
    """`增 于 指标 研发` and lines: in the statement (`AT`), before or after it; without a target at the end."""

    relation: Word | None
    target: Target | None
    content: tuple[Node, ...]
    old: Wording | None = None


@dataclass(frozen=True, slots=True)
class Replacement(Statement):
    """`换 等级 考核评价等级 原 "sha256:3f2a90bc"` and what stands in its place."""

    target: Target
    content: tuple[Node, ...]
    old: Wording | None = None


AmendmentChange = Union[Change, Deletion, Addition, Replacement]


@dataclass(frozen=True, slots=True)
class Amendment(Statement):
    """`修订 db1409-1 repair 基于 draft "权重勘误"` and its block.

    `scope` are the keywords of `范围`, None where nothing is said; `fingerprints` what `指纹` quotes.
    """

    standard: Ident
    revision: Ident
    base: Ident
    title: Quoted | None = None
    lines: tuple[HeaderLine, ...] = ()
    fingerprints: tuple[Quoted, ...] = ()
    scope: tuple[Word, ...] | None = None
    changes: tuple[AmendmentChange, ...] = ()
