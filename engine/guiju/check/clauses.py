"""Passes `clauses` and `coverage`: every clause is implemented or declared not computed, every citation exists."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from functools import cache
from typing import Any, get_args

from guiju.check.draft import Draft
from guiju.diagnostics.codes import problem
from guiju.diagnostics.model import Diagnostic, Label, Text
from guiju.diagnostics.suggest import closest
from guiju.rulebook.model import Clause
from guiju.rulebook.scheme import OpenScoring
from guiju.syntax import ast

_CLAUSE_CHARACTERS = frozenset("0123456789.")


def clauses(draft: Draft) -> Iterator[Diagnostic]:
    """Fills `draft.clauses`."""
    for statement in draft.of_kind(ast.ClauseList):
        for line in statement.clauses:
            number = line.number.text
            if number in draft.clauses:
                yield problem("C606", draft.place(line.number), clause=number)
                continue
            reason = line.not_computed.text if line.not_computed else None
            draft.clauses[number] = Clause(number, line.title.text if line.title else "", reason)


def cited_clause(citation: str, known: dict[str, Clause]) -> str | None:
    """The longest clause a citation begins with: `4.2.3 (3)` cites 4.2.3, never 4.2."""
    text = citation.strip()
    for size in range(min(len(text), max(map(len, known), default=0)), -1, -1):
        if text[:size] in known and (size == len(text) or text[size] not in _CLAUSE_CHARACTERS):
            return text[:size]
    return None


def coverage(draft: Draft) -> Iterator[Diagnostic]:
    """Clause links both ways; nothing to say where the file lists no clauses."""
    if not draft.clauses:
        return
    cited: dict[str, ast.Citation] = {}
    meant: set[str | None] = (
        set()
    )  # clauses that a misspelled citation probably means: said once, at the citation
    citations = tuple(_citations(draft.file.statements))
    proper = {cited_clause(citation.text, draft.clauses) for citation in citations}
    for citation in citations:
        number = cited_clause(citation.text, draft.clauses)
        if number is None:
            otherwise = Text("在 条款 里加上它，或改正条款号", "add it to clauses, or correct the number")
            written = citation.text.partition(" ")[0]
            meant.add(closest(written, draft.clauses))
            known = [n for n in draft.clauses if n not in proper and draft.clauses[n].not_computed is None]
            meant.add(closest(written, known))
            known = known if closest(written, known) else list(draft.clauses)
            suggestion = draft.suggestion(written, known, otherwise)
            yield problem("C601", draft.place(citation), clause=citation.text, suggestion=suggestion)
        else:
            cited.setdefault(number, citation)
    for statement in draft.of_kind(ast.ClauseList):
        for line in statement.clauses:
            number = line.number.text
            if draft.clauses[number].not_computed is None and number not in cited and number not in meant:
                notes = _cut_short(draft, number, citations)
                yield problem("C602", draft.place(line.number), notes=notes, clause=number, subject=number)
            elif draft.clauses[number].not_computed is not None and number in cited:
                label = Label(draft.place(line), Text("这里写着不计算", "declared not computed here"))
                yield problem(
                    "C603", draft.place(cited[number]), labels=(label,), clause=number, subject=number
                )
    yield from _reasons(draft)
    yield from _sources(draft)


def _reasons(draft: Draft) -> Iterator[Diagnostic]:
    """What an amendment names as its reason is a clause of the text it makes or of the one it changes.

    It implements nothing: that a clause is only named as a reason is no coverage.
    """
    known = draft.clauses | {
        number: Clause(number, "", None) for number in draft.reasons.known if number not in draft.clauses
    }
    for citation, place in draft.reasons.cited:
        if cited_clause(citation, known) is None:
            otherwise = Text("在 条款 里加上它，或改正条款号", "add it to clauses, or correct the number")
            suggestion = draft.suggestion(citation.partition(" ")[0], known, otherwise)
            yield problem("C601", place, clause=citation, suggestion=suggestion)


def _cut_short(draft: Draft, number: str, citations: tuple[ast.Citation, ...]) -> tuple[Text, ...]:
    """`5.10` typed as `5.1`, as a spreadsheet makes of it."""
    short = number.rstrip("0")
    lines = [
        str(draft.place(c).position.line) for c in citations if short != number and c.text.strip() == short
    ]
    if not lines:
        return ()
    return (
        Text(
            f"第 {'、'.join(lines)} 行引用 {short}，是否有的应为 {number}",
            f"{short} is cited on line {', '.join(lines)}: should one of them be {number}",
        ),
    )


def _citations(part: Any) -> Iterator[ast.Citation]:
    """Every citation in a part of the file."""
    stack = [part]
    while stack:
        node = stack.pop()
        if isinstance(node, ast.Citation):
            yield node
        elif isinstance(node, tuple):
            stack.extend(reversed(node))
        else:
            stack.extend(getattr(node, name) for name in _fields(node.__class__))


@cache
def _fields(kind: type) -> tuple[str, ...]:
    """The fields of a node that a citation may stand in, the last one first; formulas carry none."""
    if not dataclasses.is_dataclass(kind) or kind in get_args(ast.Expr):
        return ()
    return tuple(field.name for field in reversed(dataclasses.fields(kind)) if field.name != "span")


def _sources(draft: Draft) -> Iterator[Diagnostic]:
    """Leaves, bands, criteria and parameters name their clause; benchmarks their clause or that they are proposals."""
    for scheme in draft.schemes.values():
        for node in scheme.walk():
            if node.children:
                continue
            if not node.remarks.clauses:
                what = Text(f"指标 `{node.name}` ", f"the indicator `{node.name}`")
                yield problem("C604", node.place, what=what, subject=node.name)
            shape = node.scoring
            scored = shape is not None and not isinstance(shape, OpenScoring)
            if shape and scored and not (shape.remarks.clauses or shape.remarks.proposals):
                yield problem("C605", shape.place, name=node.name, subject=node.name)
    for grades in draft.grades.values():
        for band in grades.bands:
            if not band.remarks.clauses:
                yield problem(
                    "C604",
                    band.place,
                    what=Text(f"等级 `{band.name}` ", f"the band `{band.name}`"),
                    subject=band.name,
                )
    for designation in draft.designations.values():
        for criterion in designation.criteria:
            if not criterion.condition.remarks.clauses:
                what = Text(f"认定 `{designation.name}` 的条件", f"a criterion of `{designation.name}`")
                yield problem("C604", criterion.condition.place, what=what, subject=designation.name)
    for parameter in draft.parameters.values():
        if not (parameter.remarks.clauses or parameter.remarks.proposals):
            what = Text(f"参数 `{parameter.name}` ", f"the parameter `{parameter.name}`")
            yield problem("C604", parameter.place, what=what, subject=parameter.name)
