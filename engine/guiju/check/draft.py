"""What the passes share: the file being checked and what is known of it so far."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from guiju import limits
from guiju.diagnostics.model import Text
from guiju.diagnostics.suggest import did_you_mean
from guiju.rulebook import model
from guiju.rulebook.expressions import Expression
from guiju.rulebook.scheme import Indicator, Remarks
from guiju.source import Place, Span
from guiju.syntax import ast
from guiju.units import BUILT_IN, Unit


class Kind(StrEnum):
    """What a declared name stands for."""

    INPUT = "input"
    POPULATION = "population"
    PARAMETER = "parameter"
    TABLE = "table"
    DEFINITION = "definition"
    READING = "reading"
    PANEL = "panel"
    SCHEME = "scheme"
    INDICATOR = "indicator"
    ADJUSTMENT = "adjustment"
    GRADES = "grades"
    RANKING = "ranking"
    DESIGNATION = "designation"


KIND_WORDS: dict[Kind, Text] = {
    Kind.INPUT: Text("数据", "an input"),
    Kind.POPULATION: Text("总体", "a population"),
    Kind.PARAMETER: Text("参数", "a parameter"),
    Kind.TABLE: Text("表", "a table"),
    Kind.DEFINITION: Text("定义", "a definition"),
    Kind.READING: Text("解读", "a reading"),
    Kind.PANEL: Text("评审", "a panel"),
    Kind.SCHEME: Text("指标体系", "a scheme"),
    Kind.INDICATOR: Text("指标", "an indicator"),
    Kind.ADJUSTMENT: Text("加分或扣分", "a bonus or a deduction"),
    Kind.GRADES: Text("等级", "a grade scale"),
    Kind.RANKING: Text("排名", "a ranking"),
    Kind.DESIGNATION: Text("认定", "a designation"),
}


@dataclass(frozen=True, slots=True)
class Symbol:
    """A declared name."""

    name: str
    kind: Kind
    node: Any
    place: Place


@dataclass(frozen=True, slots=True)
class Conflict:
    """A node for which a reading decides between different methods to aggregate, given by their keywords."""

    node: str
    place: Place
    reading: Place
    methods: tuple[str, ...]
    clauses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reasons:
    """The clauses that amendments name as reasons of their changes, with their places, and those of their bases."""

    cited: tuple[tuple[str, Place], ...] = ()
    known: frozenset[str] = frozenset()


NO_REASONS = Reasons()


@dataclass
class Draft:
    """The growing Rulebook. Passes run in the order of `check/passes.py` and fill it."""

    file: ast.File
    reasons: Reasons = NO_REASONS
    choices: Mapping[str, str] = field(default_factory=dict)
    header: model.Header | None = None
    symbols: dict[str, Symbol] = field(default_factory=dict)
    units: dict[str, Unit] = field(default_factory=lambda: dict(BUILT_IN))
    clauses: dict[str, model.Clause] = field(default_factory=dict)
    inputs: dict[str, model.Input] = field(default_factory=dict)
    populations: dict[str, model.Population] = field(default_factory=dict)
    tables: dict[str, ast.Table] = field(default_factory=dict)
    declared_tables: dict[str, model.Table] = field(default_factory=dict)
    parameters: dict[str, model.Parameter] = field(default_factory=dict)
    definitions: dict[str, model.Definition] = field(default_factory=dict)
    readings: dict[str, model.Reading] = field(default_factory=dict)
    panels: dict[str, model.Panel] = field(default_factory=dict)
    schemes: dict[str, Indicator] = field(default_factory=dict)
    constraints: list[model.Constraint] = field(default_factory=list)
    grades: dict[str, model.Grades] = field(default_factory=dict)
    rankings: dict[str, model.Ranking] = field(default_factory=dict)
    designations: dict[str, model.Designation] = field(default_factory=dict)
    resolved: dict[str, Expression | None] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    waiting: set[str] = field(default_factory=set)
    heights: dict[str, int] = field(default_factory=dict)
    cells: int = 0
    formulas: dict[str, ast.Expr] = field(default_factory=dict)
    suggestions: int = 0
    conflicts: list[Conflict] = field(default_factory=list)

    def suggestion(self, name: str, known: Iterable[str], otherwise: Text) -> Text:
        """Did you mean …? For the first mistakes of a file only: comparing thousands of names takes its time."""
        self.suggestions += 1
        return did_you_mean(name, known, otherwise) if self.suggestions <= limits.SUGGESTIONS else otherwise

    def place(self, where: ast.Node | Span) -> Place:
        """Where a node stands in this file."""
        return Place(self.file.source, where if isinstance(where, Span) else where.span)

    def head(self, node: ast.Node) -> Place:
        """The first line of a statement."""
        text = self.file.source.text
        end = text.find("\n", node.span.start)
        return Place(
            self.file.source, Span(node.span.start, min(node.span.end, end if end >= 0 else len(text)))
        )

    def of_kind(self, kind: type[ast.Declaration]) -> Iterable[Any]:
        """The statements of one class, in the order of the file."""
        return (statement for statement in self.file.statements if isinstance(statement, kind))

    def remarks(self, statement: ast.Statement, above: Remarks | None = None) -> Remarks:
        """What a statement carries; its clauses are those of the block around it when it names none."""
        noted = statement.annotations
        clauses = tuple(citation.text for citation in noted.citations)
        return Remarks(
            clauses or (above.clauses if above else ()),
            tuple(note.text for note in noted.notes),
            tuple(proposal.text for proposal in noted.proposals),
        )
