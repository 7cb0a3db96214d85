"""Passes `clauses` and `coverage`: every clause is implemented or declared not computed, every citation exists."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

from guiju.check.draft import Draft
from guiju.diagnostics.codes import problem
from guiju.diagnostics.model import Diagnostic, Label, Text
from guiju.diagnostics.suggest import closest
from guiju.rulebook.model import Clause
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
    found = [
        number
        for number in known
        if text.startswith(number)
        and (len(text) == len(number) or text[len(number)] not in _CLAUSE_CHARACTERS)
    ]
    return max(found, key=len) if found else None


def coverage(draft: Draft) -> Iterator[Diagnostic]:
    """Clause links both ways; nothing to say where the file lists no clauses."""
    if not draft.clauses:
        return
    cited: dict[str, ast.Citation] = {}
    meant: set[str | None] = (
        set()
    )  # clauses that a misspelled citation probably means: said once, at the citation
    for citation in _citations(draft.file.statements):
        number = cited_clause(citation.text, draft.clauses)
        if number is None:
            otherwise = Text("在 条款 里加上它，或改正条款号", "add it to clauses, or correct the number")
            written = citation.text.partition(" ")[0]
            meant.add(closest(written, draft.clauses))
            suggestion = draft.suggestion(written, draft.clauses, otherwise)
            yield problem("C601", draft.place(citation), clause=citation.text, suggestion=suggestion)
        else:
            cited.setdefault(number, citation)
    for statement in draft.of_kind(ast.ClauseList):
        for line in statement.clauses:
            number = line.number.text
            if draft.clauses[number].not_computed is None and number not in cited and number not in meant:
                yield problem("C602", draft.place(line.number), clause=number, subject=number)
            elif draft.clauses[number].not_computed is not None and number in cited:
                label = Label(draft.place(line), Text("这里写着不计算", "declared not computed here"))
                yield problem(
                    "C603", draft.place(cited[number]), labels=(label,), clause=number, subject=number
                )
    yield from _sources(draft)


def _citations(part: Any) -> Iterator[ast.Citation]:
    """Every citation of the file, in no particular order."""
    stack = [part]
    while stack:
        node = stack.pop(0)
        if isinstance(node, ast.Citation):
            yield node
        elif isinstance(node, tuple):
            stack[:0] = node
        elif dataclasses.is_dataclass(node):
            stack[:0] = [
                getattr(node, field.name) for field in dataclasses.fields(node) if field.name != "span"
            ]


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
            if shape and not (shape.remarks.clauses or shape.remarks.proposals):
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
