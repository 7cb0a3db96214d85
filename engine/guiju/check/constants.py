"""Values that are known before any town: literals and parameters that are one."""

from __future__ import annotations

from fractions import Fraction

from guiju.check.draft import Draft
from guiju.rulebook import expressions as ex


def constant(draft: Draft, node: ex.Expression) -> Fraction | None:
    """The value of a literal, its sign included, or of a parameter that is one."""
    if isinstance(node, ex.ParameterRef) and node.name in draft.parameters:
        node = draft.parameters[node.name].value
    if isinstance(node, ex.Negate):
        inner = constant(draft, node.operand)
        return None if inner is None else -inner
    if isinstance(node, ex.Literal) and isinstance(node.value, Fraction):
        return node.value
    return None
