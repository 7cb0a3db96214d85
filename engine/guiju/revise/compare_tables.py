"""Two declared tables, cell by cell: what stands in a row and a column of both, in whatever order they are written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from guiju.diagnostics.model import Text
from guiju.revise import written
from guiju.revise.edits import Aspect, Detail
from guiju.revise.sides import Sides
from guiju.rulebook.expressions import Expression
from guiju.rulebook.model import Table, TableRow

_OTHERWISE = "其他"


def columns(sides: Sides, old: Table, new: Table) -> Iterator[Detail]:
    """Columns that came or went."""
    for column in dict.fromkeys((*old.columns, *new.columns)):
        before, after = (
            written.same_in_both(column) if column in one.columns else None for one in (old, new)
        )
        if before is None or after is None:
            yield Detail(Aspect.COLUMN, before, after)


def rows(sides: Sides, old: Table, new: Table) -> Iterator[Detail]:
    """Rows that came or went, and each cell of the others that says something else."""
    before, after = ({row.option: row for row in one.rows} for one in (old, new))
    for option in dict.fromkeys((*after, *before)):
        one, other, what = before.get(option), after.get(option), option or _OTHERWISE
        if one is None or other is None:
            yield Detail(Aspect.ROW, _row(one), _row(other), what)
            continue
        cells = _cells(old, one)
        for column, cell in _cells(new, other).items():
            if column in cells and not sides.same(cells[column], cell):
                where, direction = (
                    f"{what}/{column}" if column else what,
                    sides.direction(cells[column], cell),
                )
                yield Detail(Aspect.CELL, written.code(cells[column]), written.code(cell), where, direction)
        if sorted(one.remarks.clauses) != sorted(other.remarks.clauses):
            clauses = [written.listed(row.remarks.clauses) for row in (one, other)]
            yield Detail(Aspect.CLAUSES, clauses[0], clauses[1], what)


def _cells(table: Table, row: TableRow) -> Mapping[str, Expression]:
    """The cells of a row by their columns; the only one of a table without columns has no name."""
    return dict(zip(table.columns or ("",), row.cells, strict=True))


def _row(row: TableRow | None) -> Text | None:
    return None if row is None else written.listed(written.written(cell.place) for cell in row.cells)
