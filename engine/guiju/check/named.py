"""Pass `named`: parameters and definitions, in the order they need each other."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterator

from guiju.check.draft import Draft, Kind, Symbol
from guiju.check.names import unknown_unit
from guiju.check.resolve import Resolver
from guiju.diagnostics.codes import problem
from guiju.diagnostics.model import Diagnostic, Label, Text
from guiju.rulebook import expressions as ex
from guiju.rulebook.model import Definition, Parameter
from guiju.source import Place
from guiju.syntax import ast
from guiju.types import NumberType
from guiju.units import parse_unit


def named(draft: Draft) -> Iterator[Diagnostic]:
    """Fills `draft.parameters` and `draft.definitions`."""
    problems: list[Diagnostic] = []
    for symbol in draft.symbols.values():
        if symbol.kind in (Kind.PARAMETER, Kind.DEFINITION):
            resolve_named(draft, symbol, None, problems)
    yield from problems


def resolve_named(
    draft: Draft, symbol: Symbol, used_at: Place | None, problems: list[Diagnostic]
) -> ex.Expression | None:
    """The meaning of a parameter or definition; finds cycles by the way it came."""
    if symbol.name in draft.resolved:
        return draft.resolved[symbol.name]
    if symbol.name in draft.resolving:
        problems.append(_cycle(draft, symbol))
        return None
    draft.resolving.append(symbol.name)
    found: list[Diagnostic] = []
    value = _value(draft, symbol, found)
    draft.resolving.pop()
    draft.resolved[symbol.name] = value
    problems.extend(found)
    if value is not None:
        _store(draft, symbol, value)
    return value


def _cycle(draft: Draft, symbol: Symbol) -> Diagnostic:
    path = [*draft.resolving[draft.resolving.index(symbol.name) :], symbol.name]
    labels = tuple(
        Label(draft.symbols[name].place, Text(f"用到 `{after}`", f"uses `{after}`"))
        for name, after in itertools.pairwise(path)
    )
    return problem(
        "N204", symbol.place, labels=labels, name=symbol.name, path=" → ".join(path), subject=symbol.name
    )


def _value(draft: Draft, symbol: Symbol, problems: list[Diagnostic]) -> ex.Expression | None:
    statement: ast.Parameter | ast.Definition = symbol.node
    value = Resolver(draft, problems).expression(statement.value)
    unit = getattr(statement, "unit", None)
    return value if value is None or unit is None else in_unit(draft, value, unit, problems)


def in_unit(
    draft: Draft, value: ex.Expression, written: ast.Ident, problems: list[Diagnostic]
) -> ex.Expression | None:
    """The same value shown in another unit of its kind (`单位 人/万人`)."""
    unit = parse_unit(written.text, draft.units)
    if unit is None:
        problems.append(unknown_unit(draft, written))
        return None
    actual = value.type.unit if isinstance(value.type, NumberType) else None
    if actual is None or actual.dimension != unit.dimension:
        shown = actual.symbol if actual and actual.symbol else Text("（无单位）", "(none)")
        problems.append(
            problem("T310", draft.place(written), text=value.place.text, actual=shown, wanted=written.text)
        )
        return None
    return with_type(value, NumberType(unit))


def with_type(value: ex.Expression, type_: NumberType) -> ex.Expression:
    """A copy of an expression with another type of the same dimension."""
    return dataclasses.replace(value, type=type_)


def _store(draft: Draft, symbol: Symbol, value: ex.Expression) -> None:
    statement = symbol.node
    label = statement.label.text if statement.label else ""
    place = draft.head(statement)
    if symbol.kind is Kind.PARAMETER:
        draft.parameters[symbol.name] = Parameter(symbol.name, label, value, draft.remarks(statement), place)
    else:
        draft.definitions[symbol.name] = Definition(
            symbol.name, label, value, draft.remarks(statement), place
        )
