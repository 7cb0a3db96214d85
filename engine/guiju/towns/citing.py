"""Where a value was read, when only its provenance is left: a place to point at, and a name for it."""

from __future__ import annotations

import re
from typing import Final

from guiju.diagnostics.model import Text
from guiju.source import Place, Span
from guiju.towns.model import Provenance
from guiju.towns.places import Quoted, SheetRow, column_number

_CELL: Final = re.compile("([A-Z]{1,3})([0-9]{1,7})")


def place_of(of: Provenance) -> Place | None:
    """The line or the cell a value stands in, as far as it is known: the value itself and nothing around it."""
    text = of.written.partition("\n")[0]
    span = Span(0, len(text))
    cell = _CELL.fullmatch(of.cell)
    if cell is not None:
        row = SheetRow(of.file, text, of.sheet, int(cell[2]), (column_number(cell[1]),), (0,))
        return Place(row, span)
    if of.file and of.line is not None and of.column is not None:
        return Place(Quoted(of.file, text, of.line, of.column), span)
    return None


def file_of(of: Provenance) -> Text:
    """The file a value stands in, or that there is none."""
    return Text(of.file or "没有文件", of.file or "no file")


def has_evidence(of: Provenance) -> bool:
    """Whether anything is known of a value but where it stands and how it is written."""
    return of != Provenance(of.file, of.line, of.column, of.sheet, of.cell, of.header, of.written)
