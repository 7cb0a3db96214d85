"""Declared tables from written to meant: values by one or two choices, and requirements on what columns name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from guiju import limits
from guiju.check.arguments import plain_arguments, wrong
from guiju.check.operations import YES_NO, Operations
from guiju.check.options import Row, by_option, choice_of, looked_up
from guiju.diagnostics.model import Text
from guiju.functions import Function
from guiju.rulebook import expressions as ex
from guiju.source import Place
from guiju.syntax import ast
from guiju.types import ChoiceType

Cells = tuple[ast.Cell, ...]


def declared_table(resolver: Operations, node: ast.Expr) -> ast.Table | None:
    """The table a name stands for, or that of `表.列`."""
    name = node.owner if isinstance(node, ast.Attribute) else node
    table = resolver.draft.tables.get(name.text) if isinstance(name, ast.Name) else None
    if table is not None:
        resolver.draft.used.add(table.name.text)
    return table


def _is_ragged(table: ast.Table) -> bool:
    """Whether a row is not as wide as the table, which has been said where the table stands."""
    return any(len(row.cells) != max(len(table.columns), 1) for row in table.rows)


def _may_look_up(resolver: Operations, node: ast.Call, table: ast.Table) -> bool:
    """Whether a table may be looked up here; tables inside tables, and very many uses of large ones, have no end."""
    name = table.name.text
    if resolver.in_table:
        resolver.report("T319", node, name=name)
        return False
    before = resolver.draft.cells
    resolver.draft.cells += len(table.rows) * max(len(table.columns), 1)
    if resolver.draft.cells <= limits.LOOKED_UP_CELLS:
        return True
    if before <= limits.LOOKED_UP_CELLS:
        resolver.report("S128", node, limit=limits.LOOKED_UP_CELLS)
    return False


def _rows(
    resolver: Operations, table: ast.Table, choice: ChoiceType, node: ast.Call
) -> list[tuple[str, Cells]] | None:
    """The cells of each option."""
    rows: list[Row[Cells]] = [
        (row.option.text if row.option else None, row.option or row, row.cells) for row in table.rows
    ]
    return by_option(resolver, rows, choice, node)


@dataclass(frozen=True, slots=True)
class _Columns:
    """Which cell of a row is meant: that of a written column, or of the option of a second choice."""

    table: ast.Table
    column: str | None
    subject: ex.Expression | None
    choice: ChoiceType | None


def resolve_declared(
    resolver: Operations, node: ast.Call, place: Place, function: Function, table: ast.Table
) -> ex.Expression | None:
    """`查表(表, 行)`, `查表(表.列, 行)`, `查表(表, 行, 列)`."""
    written = plain_arguments(resolver, node, function)
    if written is None or _is_ragged(table) or not _may_look_up(resolver, node, table):
        return None
    source, *keys = written
    column = source.name.text if isinstance(source, ast.Attribute) else None
    if column is None and table.columns and len(keys) == 1:
        names_ = [one.text for one in table.columns]
        columns_ = Text("、".join(names_), ", ".join(names_))
        resolver.report("T318", node, name=table.name.text, columns=columns_, first=names_[0])
        return None
    if len(keys) != 1 + (column is None and bool(table.columns)):
        wrong(resolver, node, function)
        return None
    subjects = [
        subject for key in keys if (subject := resolver.expression(key, resolver.choice_in(key))) is not None
    ]
    choices = [choice for one in subjects if (choice := choice_of(resolver, one)) is not None]
    if len(choices) < len(keys):
        return None
    names = [one.text for one in table.columns]
    if column is not None and column not in names:
        known = "、".join(names)
        resolver.report("N208", node, owner=Text("这张表里", "the table"), name=column, known=known)
        return None
    if any(cell.operator for row in table.rows for cell in row.cells):
        resolver.report("T315", node, name=table.name.text)
        return None
    rows = _rows(resolver, table, choices[0], node)
    if rows is None:
        return None
    second = len(keys) > 1
    columns = _Columns(table, column, subjects[1] if second else None, choices[1] if second else None)
    found = [(option, _cell(resolver, columns, cells, place)) for option, cells in rows]
    lookup = looked_up(resolver, subjects[0], found, place)
    return None if lookup is None else replace(lookup, declared=table.name.text, column=column or "")


def _cell(resolver: Operations, columns: _Columns, cells: Cells, place: Place) -> ex.Expression | None:
    """What a row gives. What stands in a table stands outside of any record."""
    table, context, plain = columns.table, Text("查表的值", "a value of the table"), resolver.outside()
    if columns.subject is None or columns.choice is None:
        names = [one.text for one in table.columns]
        return plain.number(
            cells[0 if columns.column is None else names.index(columns.column)].value, context
        )
    pairs = zip(table.columns, cells, strict=True)
    options = by_option(resolver, [(c.text, c, cell.value) for c, cell in pairs], columns.choice, table.name)
    if options is None:
        return None
    values = [(option, plain.number(value, context)) for option, value in options]
    return looked_up(resolver, columns.subject, values, place)


def resolve_cells(
    resolver: Operations, node: ast.Call, place: Place, function: Function
) -> ex.Expression | None:
    """`符合(门槛, 层级)`: all comparisons of the row hold, of what the columns name."""
    written = plain_arguments(resolver, node, function)
    if written is None:
        return None
    table = declared_table(resolver, written[0])
    if table is None or not table.columns or isinstance(written[0], ast.Attribute):
        wrong(resolver, node, function)
        return None
    if _is_ragged(table) or not _may_look_up(resolver, node, table):
        return None
    subject = resolver.expression(written[1], resolver.choice_in(written[1]))
    choice = None if subject is None else choice_of(resolver, subject)
    rows = None if choice is None else _rows(resolver, table, choice, node)
    if subject is None or rows is None:
        return None
    entries: list[tuple[str, ex.Expression]] = []
    for option, cells in rows:
        tests = tuple(_tests(resolver, table, cells))
        known = tuple(test for test in tests if test is not None)
        if len(known) < len(tests):
            return None
        entries.append((option, ex.Both(known, type=YES_NO, place=known[0].place)))
    return ex.Lookup(subject, tuple(entries), table.name.text, type=YES_NO, place=place)


def _tests(resolver: Operations, table: ast.Table, cells: Cells) -> Iterator[ex.Expression | None]:
    """One comparison for each column: what the column names against its cell."""
    for column, cell in zip(table.columns, cells, strict=True):
        if cell.operator is None:
            resolver.report("T316", cell, name=table.name.text, text=resolver.draft.place(cell).text)
            yield None
        else:
            named = ast.Name(column.text, span=column.span)
            yield resolver.expression(ast.Comparison((named, cell.value), (cell.operator,), span=cell.span))
