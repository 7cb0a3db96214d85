"""Which statement of the base a change is about, and which of its words are quoted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from guiju.amend.spelling import spelled
from guiju.source import Source, Span
from guiju.syntax import ast

KINDS: Mapping[str, tuple[type[Any], ...]] = {
    "STANDARD": (ast.Standard,), "CLAUSES": (ast.ClauseList, ast.Clause), "UNIT_WORD": (ast.UnitDeclaration,),
    "INPUT": (ast.Input,), "POPULATION": (ast.Population,), "PARAMETER": (ast.Parameter,), "TABLE": (ast.Table,),
    "DEFINE": (ast.Definition,), "RESULT": (ast.Definition,), "READING": (ast.Reading,), "PANEL": (ast.Panel,),
    "SCHEME": (ast.Scheme,), "INDICATOR": (ast.Indicator,), "CONSTRAINT": (ast.Constraint,),
    "GRADES": (ast.Grades,), "RANK": (ast.Ranking,), "DESIGNATION": (ast.Designation,), "KNOWN": (ast.KnownDefect,),
}  # fmt: skip
ASPECTS: Mapping[str, tuple[type[Any], ...]] = {
    "WEIGHT": (ast.Weight,), "MEASURE": (ast.Measure,), "DIRECTION": (ast.Direction,),
    "SCORING": (ast.Linear, ast.Steps, ast.PerUnit, ast.Checklist, ast.YesNoScoring, ast.Rank, ast.Direct,
                ast.Deductions, ast.ExpertMark, ast.OpenScoring),
    "AGGREGATE": (ast.Aggregation,), "MISSING": (ast.MissingPolicy,), "APPLIES": (ast.Applies,),
    "VETO": (ast.Veto, ast.GradeVeto), "AT_MOST": (ast.Ceiling,), "NOT_BELOW": (ast.Floor,),
    "PER": (ast.Citation,), "NOTE": (ast.Note,), "PROPOSAL": (ast.Proposal,),
}  # fmt: skip
PANEL_ASPECTS: Mapping[str, tuple[type[Any], ...]] = {
    "EXPERTS": (ast.PanelSize,), "STEP": (ast.PanelStep,), "TRIM": (ast.Trim,), "ROUND": (ast.Rounding,),
    "AVERAGE": (ast.PanelAverage,), "ABSENT": (ast.AbsentMarks,), "DEVIATION": (ast.Deviation,),
}  # fmt: skip
_REMARKS = (ast.Citation, ast.Note, ast.Proposal)
# `评分 专家`: the word that says how.
_SHAPE = re.compile(r"\w+[ \t\u3000]+([^\W\d]+)")
_OPERATIONS = (
    ast.Negation, ast.Power, ast.Sum, ast.Product, ast.Comparison, ast.Not, ast.And, ast.Or, ast.Attribute,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Match:
    """Words of the base: where they stand, the nodes around them from the outermost in, and whether what replaces them
    is an operand of something larger.
    """

    span: Span
    around: tuple[ast.Node, ...]
    operand: bool = False


def find(file: ast.File, target: ast.Target) -> tuple[ast.Node, ...]:
    """The statements, or lines of statements, that a target names."""
    statements = tuple(node for node in _statements(file) if _is_named(node, target))
    if target.since is not None:
        return tuple(
            line for node in statements for line in node.values if same_day(line.since, target.since)
        )
    if target.aspect is None:
        return statements
    return tuple(part for node in statements for part in _aspect(node, target.aspect))


def same_day(one: ast.Ident, other: ast.Ident) -> bool:
    """Whether two written days are the same: `2026-1-1` is `2026-01-01`."""
    return [int(part) for part in one.text.split("-")] == [int(part) for part in other.text.split("-")]


def _statements(file: ast.File) -> Iterator[Any]:
    waiting: list[Any] = list(reversed(file.statements))
    while waiting:
        node = waiting.pop()
        yield node
        if isinstance(node, ast.ClauseList):
            yield from node.clauses
        elif isinstance(node, (ast.Scheme, ast.Indicator)):
            waiting.extend(
                line for line in reversed(node.lines) if isinstance(line, (ast.Indicator, ast.Adjustment))
            )


def names(file: ast.File, target: ast.Target) -> tuple[str, ...]:
    """What the statements of the kind of a target are called."""
    named = (
        getattr(node, "name", None) for node in _statements(file) if _is_kind(node, target.kind.terminal)
    )
    return tuple(name.text for name in named if isinstance(name, ast.Ident))


def _is_kind(node: Any, kind: str) -> bool:
    if isinstance(node, ast.Adjustment):
        return node.word.terminal == kind
    return isinstance(node, KINDS.get(kind, ()))


def _is_named(node: Any, target: ast.Target) -> bool:
    kind, name = target.kind.terminal, target.name.text if target.name else None
    if not _is_kind(node, kind):
        return False
    if isinstance(node, ast.KnownDefect):
        at = node.at.text if node.at else None
        return node.code.text == name and (target.at is None or target.at.text == at)
    if isinstance(node, (ast.ClauseList, ast.Clause)):
        return name == (node.number.text if isinstance(node, ast.Clause) else None)
    if isinstance(node, ast.Definition) and node.reported != (kind == "RESULT"):
        return False
    own = node.label if isinstance(node, ast.Constraint) else getattr(node, "name", None)
    return name is None or (own is not None and own.text == name)


def _aspect(node: Any, aspect: ast.Ident | ast.Word) -> Iterator[ast.Node]:
    if isinstance(aspect, ast.Ident):
        rows = (getattr(node, name, ()) for name in ("bands", "rows", "options", "fields"))
        for row in (row for group in rows for row in group):
            name = getattr(row, "name", None) or getattr(row, "option", None)
            if name is not None and name.text == aspect.text:
                yield row
        return
    classes = ASPECTS.get(aspect.terminal) or PANEL_ASPECTS[aspect.terminal]
    noted = node.annotations if isinstance(node, ast.Statement) else ast.Annotations()
    groups = (
        getattr(node, "lines", ()),
        getattr(node, "caps", ()),
        noted.citations,
        noted.notes,
        noted.proposals,
    )
    yield from (line for group in groups for line in group if isinstance(line, classes))


# --- words ------------------------------------------------------------------------------------------------------------


def matches(source: Source, node: ast.Node, wording: ast.Wording, words: str) -> tuple[Match, ...]:
    """Where some words stand in a statement, its indicators below not counted; each place once."""
    found: dict[tuple[int, int], Match] = {}
    for match in _candidates(source, node, wording.operator is not None):
        key = (match.span.start, match.span.end)
        if key not in found and len(words) <= key[1] - key[0] and spelled(source.slice(match.span)) == words:
            found[key] = match
    return tuple(found.values())


def _candidates(source: Source, root: ast.Node, compared: bool) -> Iterator[Match]:
    waiting: list[tuple[Any, tuple[ast.Node, ...]]] = [(root, ())]
    while waiting:
        node, around = waiting.pop()
        if isinstance(node, tuple):
            waiting.extend((part, around) for part in reversed(node))
            continue
        if isinstance(node, ast.Annotations):
            waiting.extend((part, around) for part in (node.proposals, node.notes, node.citations))
            continue
        if not isinstance(node, ast.Node) or (around and isinstance(node, ast.Indicator)):
            continue
        parent = around[-1] if around else None
        around = (*around, node)
        if isinstance(node, _REMARKS):
            text = source.slice(node.span)
            first = next((i for i, char in enumerate(text) if char in '"“＂「'), 0)
            yield Match(Span(node.span.start + first, node.span.end), around)
        elif not (isinstance(node, ast.Numeral) and getattr(parent, "unit", None) is not None):
            yield Match(node.span, around, isinstance(parent, _OPERATIONS))
        if isinstance(node, ast.Weight):
            yield Match(Span(node.number.span.start, node.span.end), around)
        if isinstance(node, ASPECTS["SCORING"]) and (word := _SHAPE.match(source.text, node.span.start)):
            yield Match(Span(*word.span(1)), around)
        if compared:
            yield from _compared(source, node, around)
        waiting.extend((getattr(node, entry.name), around) for entry in reversed(fields(node)))


def _compared(source: Source, node: Any, around: tuple[ast.Node, ...]) -> Iterator[Match]:
    """An operator with the operand after it."""
    if isinstance(node, ast.Comparison):
        for before, operand in zip(node.operands, node.operands[1:], strict=False):
            start = before.span.end
            while source.text[start : start + 1] in (" ", "\n", ")", "）", "\u3000", "\t"):
                start += 1
            yield Match(Span(start, operand.span.end), around)
    elif isinstance(node, ast.Step):
        yield Match(Span(node.span.start, node.threshold.span.end), around)


def row_of(source: Source, target: ast.Node, match: Match) -> ast.Node:
    """The smallest line of a statement that holds some words."""
    lines = [node for node in match.around if begins_line(source.text, node.span.start)]
    return lines[-1] if lines else target


# --- lines ------------------------------------------------------------------------------------------------------------


def begins_line(text: str, at: int) -> bool:
    """Whether nothing but blanks stands before an offset in its line."""
    return not text[text.rfind("\n", 0, at) + 1 : at].strip()


def extent(text: str, span: Span) -> Span:
    """The whole lines of a statement, the comments after it not counted."""
    start = text.rfind("\n", 0, span.start) + 1
    lines = text[start : span.end].split("\n")
    while len(lines) > 1 and (not lines[-1].strip() or lines[-1].strip()[0] in "#＃"):
        lines.pop()
    end = text.find("\n", start + len("\n".join(lines)))
    return Span(start, len(text) if end < 0 else end + 1)


def indentation(text: str, at: int) -> int:
    """How far the line of an offset is indented."""
    line = text[text.rfind("\n", 0, at) + 1 :].partition("\n")[0]
    return len(line) - len(line.lstrip())


def block_indentation(source: Source, node: ast.Node) -> int:
    """How far the lines in the block of a statement are indented, or would be."""
    own, head = (
        indentation(source.text, node.span.start),
        extent(source.text, Span(node.span.start, node.span.start)),
    )
    starts = [
        match.span.start
        for match in _inside(node)
        if match.span.start >= head.end and begins_line(source.text, match.span.start)
    ]
    return indentation(source.text, min(starts)) if starts else own + 2


def _inside(root: ast.Node) -> Iterator[Match]:
    waiting: list[Any] = [getattr(root, entry.name) for entry in fields(root)]
    while waiting:
        node = waiting.pop()
        if isinstance(node, tuple):
            waiting.extend(node)
        elif isinstance(node, ast.Annotations):
            waiting.extend((node.citations, node.notes, node.proposals))
        elif isinstance(node, ast.Node):
            yield Match(node.span, ())
            waiting.extend(getattr(node, entry.name) for entry in fields(node))
