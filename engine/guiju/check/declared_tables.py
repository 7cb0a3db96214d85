"""Pass `declared_tables`: the tables of the file as they are written, each cell with its meaning."""

from __future__ import annotations

from collections.abc import Iterator

from guiju.check.draft import Draft
from guiju.check.operations import Operations
from guiju.check.resolve import Resolver
from guiju.diagnostics.model import Diagnostic, Text
from guiju.rulebook import expressions as ex
from guiju.rulebook.model import Table, TableRow
from guiju.syntax import ast


def declared_tables(draft: Draft) -> Iterator[Diagnostic]:
    """Fills `draft.declared_tables`; what is wrong with a cell that is looked up has been said there."""
    for name, statement in draft.tables.items():
        found: list[Diagnostic] = []
        used = set(draft.used)
        rows = [_row(draft, statement, row, found) for row in statement.rows]
        if name not in used:
            draft.used = used  # a table that nobody looks up decides nothing, nor does what it names
        yield from found
        draft.declared_tables[name] = Table(
            name,
            statement.label.text if statement.label else "",
            tuple(column.text for column in statement.columns),
            tuple(row for row in rows if row is not None),
            draft.remarks(statement),
            draft.head(statement),
        )


def _row(draft: Draft, table: ast.Table, row: ast.TableRow, found: list[Diagnostic]) -> TableRow | None:
    if len(row.cells) != max(len(table.columns), 1):
        return None  # said where the table is declared
    resolver = Resolver(draft, found).outside()
    columns = table.columns or (None,)
    cells = [_cell(resolver, column, cell) for column, cell in zip(columns, row.cells, strict=True)]
    option = row.option.text if row.option else None
    known = tuple(cell for cell in cells if cell is not None)
    remarks = draft.remarks(row, draft.remarks(table))
    return TableRow(option, known, remarks, draft.head(row)) if len(known) == len(cells) else None


def _cell(resolver: Operations, column: ast.Ident | None, cell: ast.Cell) -> ex.Expression | None:
    if cell.operator is None or column is None:
        return resolver.number(cell.value, Text("查表的值", "a value of the table"))
    named = ast.Name(column.text, span=column.span)
    return resolver.expression(ast.Comparison((named, cell.value), (cell.operator,), span=cell.span))
