"""Pass `named`: parameters and definitions, in the order they need each other."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from guiju import limits
from guiju.check.dated import dated
from guiju.check.draft import Draft, Kind, Symbol
from guiju.check.graph import in_order
from guiju.check.names import unknown_unit
from guiju.check.operations import type_words
from guiju.check.resolve import Resolver
from guiju.diagnostics.codes import problem
from guiju.diagnostics.model import Diagnostic, Label, Text
from guiju.rulebook import expressions as ex
from guiju.rulebook.model import Definition, Parameter
from guiju.source import Span
from guiju.syntax import ast
from guiju.types import ChoiceType, NumberType, RecordsType
from guiju.units import parse_unit


def named(draft: Draft) -> Iterator[Diagnostic]:
    """Fills `draft.parameters` and `draft.definitions`: each after those it needs, none that needs itself.

    A definition that needs a grade waits for the grades; `after_grades` resolves it.
    """
    problems: list[Diagnostic] = []
    order, needs, cycles = _order(draft)
    for path in cycles:
        problems.append(_cycle(draft, path))
        draft.resolved.update(dict.fromkeys(path))
    for name in order:
        if name not in draft.resolved and any(
            other in draft.waiting or draft.symbols[other].kind is Kind.GRADES for other in needs[name]
        ):
            draft.waiting.add(name)
    _resolve(draft, [name for name in order if name not in draft.waiting], problems)
    yield from problems


def after_grades(draft: Draft) -> Iterator[Diagnostic]:
    """The definitions that need a grade."""
    problems: list[Diagnostic] = []
    waiting, draft.waiting = draft.waiting, set()
    _resolve(draft, [name for name in _order(draft)[0] if name in waiting], problems)
    yield from problems


def _order(draft: Draft) -> tuple[list[str], Mapping[str, Sequence[str]], list[list[str]]]:
    """Parameters and definitions in the order of use, what each needs, and the cycles."""
    kinds = (Kind.PARAMETER, Kind.DEFINITION)
    symbols = {s.name: s for s in draft.symbols.values() if s.kind in kinds}
    known = symbols | {s.name: s for s in draft.symbols.values() if s.kind is Kind.GRADES}
    needs = {name: _needed(draft, symbol, known) for name, symbol in symbols.items()}
    order, cycles = in_order({name: [n for n in needed if n in symbols] for name, needed in needs.items()})
    return order, needs, cycles


def _resolve(draft: Draft, names: Sequence[str], problems: list[Diagnostic]) -> None:
    symbols = draft.symbols
    for name in names:
        if name in draft.resolved:
            continue
        value = _value(draft, symbols[name], problems)
        if value is not None and _too_high(name, value, draft.heights):
            problems.append(problem("N211", symbols[name].place, name=name, limit=limits.EVALUATION_DEPTH))
            value = None
        draft.resolved[name] = value
        if value is not None:
            _store(draft, symbols[name], value)


def _needed(draft: Draft, symbol: Symbol, known: Mapping[str, Symbol]) -> tuple[str, ...]:
    """The parameters and definitions a formula mentions; the fields of a list hide names of their own."""
    found: dict[str, None] = {}
    followed: set[str] = set()
    stack: list[tuple[Any, frozenset[str]]] = [
        ((symbol.node.value, getattr(symbol.node, "values", ())), frozenset())
    ]
    while stack:
        part, hidden = stack.pop()
        if isinstance(part, ast.Name):
            if part.text in known and part.text not in hidden:
                found[part.text] = None
            stack.extend((behind, frozenset()) for behind in _behind(draft, part.text, hidden, followed))
        elif isinstance(part, ast.Attribute) and _is_town(draft, part.owner):
            stack.append((ast.Name(part.name.text, span=part.span), frozenset()))
        elif isinstance(part, ast.Argument):
            inner = hidden | _fields(draft, part.value)
            stack.extend([(part.value, hidden), (part.where, inner), (part.take, inner)])
        elif isinstance(part, tuple):
            stack.extend((entry, hidden) for entry in part)
        elif dataclasses.is_dataclass(part) and not isinstance(part, Span):
            stack.extend(
                (getattr(part, f.name), hidden) for f in dataclasses.fields(part) if f.name != "span"
            )
    return tuple(found)


def _behind(draft: Draft, name: str, hidden: frozenset[str], followed: set[str]) -> Iterator[Any]:
    """The cells of a table and what stands in for an input: formulas that a name brings with it."""
    symbol = draft.symbols.get(name)
    if symbol is None or name in hidden or name in followed:
        return
    followed.add(name)
    if symbol.kind is Kind.TABLE:
        yield symbol.node.rows
        yield tuple(ast.Name(column.text, span=column.span) for column in symbol.node.columns)
    elif symbol.kind is Kind.INPUT:
        yield symbol.node.fallback
    elif symbol.kind is Kind.POPULATION:
        yield symbol.node.grouping


def _is_town(draft: Draft, owner: ast.Expr) -> bool:
    symbol = draft.symbols.get(owner.text) if isinstance(owner, ast.Name) else None
    return symbol is not None and symbol.kind is Kind.POPULATION


def _fields(draft: Draft, records: ast.Expr) -> frozenset[str]:
    known = draft.inputs.get(records.text) if isinstance(records, ast.Name) else None
    if known is None or not isinstance(known.field.type, RecordsType):
        return frozenset()
    return frozenset(field.name for field in known.field.type.fields)


def _too_high(name: str, value: ex.Expression, heights: dict[str, int]) -> bool:
    """Whether evaluating a formula with all it needs would go deeper than the limit; notes its height."""
    heights[name] = 2 + height(value, heights)
    return heights[name] > limits.EVALUATION_DEPTH


def height(node: Any, heights: Mapping[str, int]) -> int:
    """Levels of an expression, those of the definitions it uses included."""
    if isinstance(node, tuple):
        return max((height(entry, heights) for entry in node), default=0)
    if not isinstance(node, ex.Expression):
        return 0
    if isinstance(node, (ex.ParameterRef, ex.DefinitionRef)):
        return 1 + heights.get(node.name, 0)
    parts = (getattr(node, f.name) for f in dataclasses.fields(node) if f.name not in ("type", "place"))
    return 1 + max((height(part, heights) for part in parts), default=0)


def _cycle(draft: Draft, path: Sequence[str]) -> Diagnostic:
    labels = tuple(
        Label(draft.symbols[name].place, Text(f"用到 `{after}`", f"uses `{after}`"))
        for name, after in itertools.pairwise(path[:50])
    )
    shown = " → ".join(path if len(path) <= 12 else [*path[:10], "…", path[-1]])
    return problem(
        "N204", draft.symbols[path[0]].place, labels=labels[1:], name=path[0], path=shown, subject=path[0]
    )


def _value(draft: Draft, symbol: Symbol, problems: list[Diagnostic]) -> ex.Expression | None:
    statement: ast.Parameter | ast.Definition = symbol.node
    options = _options(draft, statement, problems)
    if isinstance(statement, ast.Parameter) and statement.values:
        return dated(draft, statement, problems)
    if statement.value is None:
        name = symbol.name
        problems.append(problem("V834", draft.head(statement), name=name, subject=name))
        return None
    resolver = Resolver(draft, problems)
    value = resolver.expression(statement.value, options)
    if value is not None and options is not None and value.type != options:
        resolver.wrong_type(
            value, Text(f"定义 `{symbol.name}` ", f"the definition `{symbol.name}`"), type_words(options)
        )
        return None
    unit = getattr(statement, "unit", None)
    return value if value is None or unit is None else in_unit(draft, value, unit, problems)


def _options(
    draft: Draft, statement: ast.Parameter | ast.Definition, problems: list[Diagnostic]
) -> ChoiceType | None:
    """The options a definition says its value is one of."""
    written = getattr(statement, "choice", None)
    if written is None:
        return None
    names = tuple(option.text for option in written.options)
    if any(operator != ">" for operator in written.operators):
        place = draft.place(written)
        problems.append(problem("T306", place, name=statement.name.text, options=" > ".join(names)))
    return ChoiceType(names, bool(written.operators))


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
            symbol.name, label, value, draft.remarks(statement), place, reported=statement.reported
        )
