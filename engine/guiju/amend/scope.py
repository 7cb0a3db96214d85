"""What a change touches, in the words of `范围`: kinds of statements, and aspects of an indicator."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from guiju.amend.targets import ASPECTS, KINDS, Match
from guiju.syntax import ast

_CARRIED = ("PER", "NOTE", "PROPOSAL")


def of_match(target: ast.Target, match: Match) -> str:
    """Of some words: the innermost thing around them that has a name in `范围`."""
    named = [name for node in match.around if (name := _name(node))]
    return named[-1] if named else target.kind.terminal


def of_nodes(
    target: ast.Target | None, nodes: tuple[ast.Node, ...], *, divided: bool = False
) -> Iterator[str]:
    """Of whole statements: what they are, and all that stands in their blocks but notes and clauses.

    Where one indicator is `divided`, the weights of those below it are no weights of the base.
    """
    for node in nodes:
        kind = _name(node) or (target.kind.terminal if target else "")
        if kind:
            yield kind
        own = (*_CARRIED, "WEIGHT") if divided and isinstance(node, ast.Indicator) else _CARRIED
        yield from (name for part in _below(node) if (name := _name(part)) and name not in own)


def _below(root: ast.Node) -> Iterator[ast.Node]:
    """What stands in the block; what an option of a reading changes is not what the standard says."""
    waiting: list[Any] = [getattr(root, entry.name) for entry in fields(root)]
    while waiting:
        node = waiting.pop()
        if isinstance(node, tuple):
            waiting.extend(node)
        elif isinstance(node, ast.Node):
            yield node
            if not isinstance(node, ast.Option):
                waiting.extend(getattr(node, entry.name) for entry in fields(node))


def _name(node: Any) -> str | None:
    if isinstance(node, ast.Adjustment):
        return node.word.terminal
    if isinstance(node, ast.Definition):
        return "RESULT" if node.reported else "DEFINE"
    for table in (ASPECTS, KINDS):
        for name, classes in table.items():
            if isinstance(node, classes):
                return name
    return None
