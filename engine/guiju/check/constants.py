"""Values that are known before any town: literals and parameters that are one, on every day there is a value for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from guiju.check.draft import Draft
from guiju.diagnostics.model import Text
from guiju.rulebook import expressions as ex
from guiju.rulebook.dated import Dated


def constant(draft: Draft, node: ex.Expression, day: str | None = None) -> Fraction | None:
    """The value of a literal, its sign included, or of a parameter that is one.

    A parameter with dated values has the one of `day`; without a day only where all of them are equal.
    """
    if isinstance(node, ex.ParameterRef) and node.name in draft.parameters:
        node = draft.parameters[node.name].value
    if isinstance(node, Dated):
        possible = node.values if day is None else node.within(day, day)
        found = {constant(draft, one.value, day) for one in possible}
        return found.pop() if len(found) == 1 else None
    if isinstance(node, ex.Negate):
        inner = constant(draft, node.operand, day)
        return None if inner is None else -inner
    if isinstance(node, ex.Literal) and isinstance(node.value, Fraction):
        return node.value
    return None


def constants(
    draft: Draft, nodes: Iterable[ex.Expression]
) -> Iterator[tuple[str | None, tuple[Fraction, ...]]]:
    """What some formulas are, once for every day from which one of them has another value.

    The day is None where none of them is dated. Days on which one of them is not known are left out.
    """
    nodes = tuple(nodes)
    for day in days(draft, nodes):
        found = [constant(draft, node, day) for node in nodes]
        known = tuple(value for value in found if value is not None)
        if len(known) == len(nodes):
            yield day, known


def least(draft: Draft, node: ex.Expression) -> tuple[str | None, Fraction] | None:
    """The least value of a formula and the day it counts from; None where it is not known before a town."""
    found = [(day, value) for day, (value,) in constants(draft, (node,))]
    return min(found, key=lambda one: one[1], default=None)


def on_day(day: str | None) -> tuple[Text, ...]:
    """Which values of dated parameters a finding speaks of."""
    if day is None:
        return ()
    return (Text(f"按参数自 {day} 起的值", f"with the parameters as they are from {day} on"),)


def days(draft: Draft, nodes: Iterable[ex.Expression]) -> tuple[str | None, ...]:
    """The days from which the parameters that are these formulas have another value; (None,) where none is dated."""
    found: set[str] = set()
    waiting = list(nodes)
    while waiting:
        node = waiting.pop()
        if isinstance(node, ex.ParameterRef) and node.name in draft.parameters:
            waiting.append(draft.parameters[node.name].value)
        elif isinstance(node, ex.Negate):
            waiting.append(node.operand)
        elif isinstance(node, Dated):
            found.update(value.since for value in node.values)
            waiting.extend(value.value for value in node.values)
    return tuple(sorted(found)) or (None,)
