"""Rows by the options of a choice: each option once, none forgotten."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from guiju.check.operations import Operations
from guiju.check.unit_rules import common_unit
from guiju.diagnostics.model import Text
from guiju.rulebook import expressions as ex
from guiju.source import Place
from guiju.syntax import ast
from guiju.types import ChoiceType, NumberType

_Given = TypeVar("_Given")
# The option of a row (None for `其他`), where it stands, and what it gives.
Row = tuple[str | None, ast.Node, _Given]


def looked_up(
    resolver: Operations,
    subject: ex.Expression,
    table: Sequence[tuple[str, ex.Expression | None]],
    place: Place,
) -> ex.Lookup | None:
    """The lookup of a choice; None when a value of the table is wrong."""
    known = tuple((option, value) for option, value in table if value is not None)
    if len(known) < len(table):
        return None
    unit = common_unit(resolver, [value for _, value in known])
    return None if unit is None else ex.Lookup(subject, known, type=NumberType(unit), place=place)


def choice_of(resolver: Operations, subject: ex.Expression) -> ChoiceType | None:
    """The options of what a table is looked up by; anything but a choice is reported."""
    if isinstance(subject.type, ChoiceType):
        return subject.type
    resolver.wrong_type(subject, Text("查表", "lookup"), Text("选项", "a choice"))
    return None


def by_option(
    resolver: Operations, rows: Sequence[Row[_Given]], choice: ChoiceType, node: ast.Node
) -> list[tuple[str, _Given]] | None:
    """What each option of a choice gives; `其他` (no option) stands for those that have no row."""
    own = next((word for word in ("其他", "otherwise") if word in choice.options), None)
    found: dict[str, _Given] = {}
    rest: list[_Given] = []
    for written, at, given in rows:
        option = own if written is None else written
        if option is None:
            rest.append(given)
        elif option in found:
            resolver.report("N202", at, name=option)
            return None
        elif option not in choice.options:
            known = "、".join(choice.options)
            resolver.report("N208", at, owner=Text("查表的选项", "the choice"), name=option, known=known)
            return None
        else:
            found[option] = given
    absent = [option for option in choice.options if option not in found]
    if absent and not rest:
        names = "、".join(absent)
        resolver.report("N208", node, owner=Text("这张表里", "the table"), name=names, known=names)
        return None
    return [(option, found[option] if option in found else rest[0]) for option in choice.options]
