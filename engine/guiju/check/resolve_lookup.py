"""Lookups by the options of a choice, in a table written in the call or declared by name."""

from __future__ import annotations

from guiju.check.arguments import wrong
from guiju.check.operations import Operations
from guiju.check.options import Row, by_option, choice_of, looked_up
from guiju.check.resolve_declared import declared_table, resolve_declared
from guiju.diagnostics.model import Text
from guiju.functions import Function
from guiju.rulebook import expressions as ex
from guiju.source import Place
from guiju.syntax import ast


def resolve_lookup(
    resolver: Operations, node: ast.Call, place: Place, function: Function
) -> ex.Expression | None:
    """A table written in the call, or one declared by name."""
    first = node.arguments[0] if node.arguments else None
    if not isinstance(first, ast.Argument):
        wrong(resolver, node, function)
        return None
    if (table := declared_table(resolver, first.value)) is not None:
        return resolve_declared(resolver, node, place, function, table)
    subject = resolver.expression(first.value, resolver.choice_in(first.value))
    entries = [one for one in node.arguments[1:] if isinstance(one, ast.Entry) and one.operator is None]
    if subject is not None and (len(entries) != len(node.arguments) - 1 or not entries):
        wrong(resolver, node, function)
        return None
    if subject is None or (choice := choice_of(resolver, subject)) is None:
        return None
    rows = [_entry(entry) for entry in entries]
    written = by_option(resolver, rows, choice, node)
    if written is None:
        return None
    table_ = [
        (option, resolver.number(value, Text("查表的值", "a value of the table")))
        for option, value in written
    ]
    return looked_up(resolver, subject, table_, place)


def _entry(entry: ast.Entry) -> Row[ast.Expr]:
    if entry.key is None:
        return None, entry, entry.value
    return (entry.key.text if isinstance(entry.key, ast.Name) else "?"), entry.key, entry.value
