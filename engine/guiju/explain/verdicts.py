"""Grades, designations and checks of the data: every band and criterion with its mark, the rejected ones too."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from guiju.evaluate.outcome import verdict
from guiju.evaluate.steps import Step
from guiju.explain.conversions import conversions
from guiju.explain.document import Line, LineKind
from guiju.explain.evidence import evidence
from guiju.explain.formulas import answer, statement, written
from guiju.explain.names import behind
from guiju.explain.values import value_text
from guiju.explain.writer import Writer, mark_of
from guiju.numbers.states import Missing
from guiju.rulebook import exact, model
from guiju.rulebook.words import MODALS, VERDICTS

Arm = Callable[[Writer, Step, int], None]

_REPORTED = (model.Modal.SHOULD, model.Modal.MAY)


def verdict_word(writer: Writer, value: Any) -> str:
    """符合, 不符合 or 不能判定."""
    return VERDICTS[verdict(value)].in_(writer.lang)


def designation(writer: Writer, step: Step, depth: int) -> None:
    """The verdict and every criterion."""
    node: model.Designation = step.node
    writer.derived.add(node.name)
    writer.add(
        Line(
            depth,
            LineKind.CONDITION,
            head=writer.word("designation"),
            name=node.name,
            label=node.label,
            mark=mark_of(step.value),
            value=verdict_word(writer, step.value),
            clauses=node.remarks.clauses,
        )
    )
    writer.remarks(depth + 1, node.remarks)
    if any(child.value is not True and child.node.modal in _REPORTED for child in step.children):
        writer.add(Line(depth + 1, LineKind.NOTE, head=writer.word("note"), value=writer.word("should_only")))
    for child in step.children:
        criterion(writer, child, depth + 1)


def reason(writer: Writer, step: Step) -> tuple[str, str]:
    """Why a designation is refused, or what leaves it open: a heading and the criteria; nothing where it is met."""
    if step.value is True:
        return "", ""
    open_ = isinstance(step.value, Missing)
    found: dict[str, list[str]] = {}
    for child in step.children:
        node: model.Criterion = child.node
        refuses = child.value is (node.modal is model.Modal.VETO)
        if node.modal not in _REPORTED and (isinstance(child.value, Missing) if open_ else refuses):
            text = node.condition.label or SAID[type(node.condition)](writer, node.condition)
            found.setdefault(MODALS[node.modal].in_(writer.lang), []).append(text)
    texts = (f"{modal} {writer.enumerated(names)}" for modal, names in found.items())
    return writer.word("still_open" if open_ else "because"), writer.joined(texts)


# What a criterion without a label is called.
SAID: Mapping[type, Callable[[Writer, Any], str]] = MappingProxyType(
    {
        model.Test: lambda writer, node: written(node.expression),
        model.Group: lambda writer, node: statement(node),
        model.External: lambda writer, node: f"{writer.word('external')} {node.document}",
        model.Open: lambda writer, node: f"{writer.word('open')} {node.reason}",
    }
)


def criterion(writer: Writer, step: Step, depth: int) -> None:
    """One criterion with its force; a veto that applies is marked ✗."""
    node: model.Criterion = step.node
    if node.modal is not model.Modal.VETO:
        _condition(writer, step.children[0], depth, MODALS[node.modal].in_(writer.lang))
        return
    value = step.value
    word = "" if isinstance(value, Missing) else writer.word("veto_holds" if value else "veto_fails")
    first = len(writer.lines)
    _condition(writer, step.children[0], depth, MODALS[node.modal].in_(writer.lang))
    if first < len(writer.lines):
        line = writer.lines[first]
        value = writer.joined(part for part in (line.value, word) if part)
        numbers = line.numbers
        test = step.children[0]
        if isinstance(test.node, model.Test):
            numbers = answer(test.children[0], writer.lang, yes_no=False)
        line = replace(line, mark=mark_of(exact.invert(step.value)), numbers=numbers, value=value)
        writer.lines[first] = line


def _condition(writer: Writer, step: Step, depth: int, head: str) -> None:
    CONDITIONS[type(step.node)](writer, step, depth, head)


def _test(writer: Writer, step: Step, depth: int, head: str) -> None:
    node: model.Test = step.node
    (inner,) = step.children
    writer.add(
        Line(
            depth,
            LineKind.CONDITION,
            head=head,
            label=node.label,
            mark=mark_of(step.value),
            formula=written(node.expression),
            numbers=answer(inner, writer.lang),
            clauses=node.remarks.clauses,
        )
    )
    writer.remarks(depth + 1, node.remarks)
    behind(writer, inner, depth + 1)


def _group(writer: Writer, step: Step, depth: int, head: str) -> None:
    node: model.Group = step.node
    sure = sum(child.value is True for child in step.children)
    text = writer.word("at_least", count=node.count, all=len(node.parts), sure=sure)
    writer.add(
        Line(
            depth,
            LineKind.CONDITION,
            head=head,
            label=node.label,
            mark=mark_of(step.value),
            value=text,
            clauses=node.remarks.clauses,
        )
    )
    writer.remarks(depth + 1, node.remarks)
    for child in step.children:
        _condition(writer, child, depth + 1, "")


def _external(writer: Writer, step: Step, depth: int, head: str) -> None:
    node: model.External = step.node
    datum = writer.outcome.town.rulings.get(node.document)
    value = value_text(step.value, None, writer.lang)
    text = f"{writer.word('decided')}{writer.colon}{value}" if datum else writer.word("no_ruling")
    writer.add(
        Line(
            depth,
            LineKind.CONDITION,
            head=head,
            label=node.label,
            mark=mark_of(step.value),
            formula=f"{writer.word('external')} {node.document}",
            value=text,
            clauses=node.remarks.clauses,
            source=evidence(datum, value, writer.lang) if datum else "",
            synthetic=datum is not None and datum.provenance.synthetic,
        )
    )
    writer.remarks(depth + 1, node.remarks)


def _open(writer: Writer, step: Step, depth: int, head: str) -> None:
    node: model.Open = step.node
    writer.add(
        Line(
            depth,
            LineKind.CONDITION,
            head=head,
            label=node.label,
            mark=mark_of(step.value),
            formula=writer.word("open"),
            value=node.reason,
            clauses=node.remarks.clauses,
        )
    )
    writer.remarks(depth + 1, node.remarks)


CONDITIONS: Mapping[type, Callable[[Writer, Step, int, str], None]] = MappingProxyType(
    {
        model.Test: _test,
        model.Group: _group,
        model.External: _external,
        model.Open: _open,
    }
)


# --- checks of the data -----------------------------------------------------------------------------------------------


def constraint(writer: Writer, step: Step, depth: int) -> None:
    """A condition on the data with its numbers."""
    node: model.Constraint = step.node
    (inner,) = step.children
    writer.add(
        Line(
            depth,
            LineKind.CONDITION,
            label=node.label,
            mark=mark_of(step.value),
            formula=written(node.condition),
            numbers=answer(inner, writer.lang),
            clauses=node.remarks.clauses,
        )
    )
    writer.remarks(depth + 1, node.remarks)
    if step.value is True:
        writer.conversions(depth + 1, conversions(inner))
    else:
        behind(writer, inner, depth + 1)


VERDICTS_PRINTED = frozenset({*CONDITIONS, model.Designation, model.Criterion, model.Constraint})
