"""What to say of headers that are not known: what was meant, how it was read wrongly, or that the table is turned."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from guiju.diagnostics.codes import problem
from guiju.diagnostics.model import Diagnostic, Text
from guiju.diagnostics.suggest import did_you_mean
from guiju.towns.encodings import misread
from guiju.towns.headers import COLUMNS, header_of, named, plain
from guiju.towns.places import TableRow
from guiju.towns.sheet_cells import Cell
from guiju.towns.slots import Schema
from guiju.towns.words import EVIDENCE, short

_LISTED: Final = 12
_LOOKED_AT: Final = 20  # rows in which a table that is turned must show
_KINDS: Final = Text(
    "一行一项的表要有 数据项 和 值；一行一镇的表要有 镇 和数据的名称；评分表要有 专家、指标、得分",
    "a table with a row for each item has item and value, one with a row for each town has town and the "
    "names of inputs, one of marks has expert, indicator and mark",
)
_TURN: Final = Text(
    "看起来一列是一个镇：把表转置（选择性粘贴 → 转置），一镇一行，列名写 镇 和数据的名称；"
    "只有一个镇时列名写 数据项 和 值",
    "each column seems to be a town: turn the table (paste special → transpose), with a row for each town below "
    "town and the names of inputs; for a single town call the columns item and value",
)


def no_table(row: TableRow, below: Iterator[TableRow], schema: Schema) -> Diagnostic:
    """Nothing in the row, where the headers should be, is a header that is known."""
    if (finding := _misread(row, schema)) is not None:
        return finding
    texts = [plain(cell.text) for cell in row.cells]
    known = [*schema.inputs, *COLUMNS, *EVIDENCE]
    meant = [did_you_mean(text, known, Text("", "")) for text in texts[:_LISTED]]
    hint = next((text for text in meant if text.zh), _KINDS)
    if _has_items_at_left(below, schema):
        hint = _TURN
    shown = "、".join(short(text) for text in texts[:_LISTED])
    return problem("I927", row.place(), row=row.number, headers=shown, advice=hint)


def unknown_header(row: TableRow, cell: Cell, expected: Sequence[str], schema: Schema) -> Diagnostic:
    """One header among others that are known; `expected` are those that it may be."""
    if (finding := _misread(row, schema)) is not None:
        return finding
    some = "、".join(expected[:_LISTED]) + (" 等" if len(expected) > _LISTED else "")
    english = ", ".join(expected[:_LISTED]) + (", …" if len(expected) > _LISTED else "")
    listed = Text(f"可用的列名：{some}", f"there is: {english}")
    bare = plain(cell.text).partition("（")[0].partition("(")[0]
    suggestion = did_you_mean(bare, [*expected, *COLUMNS, *EVIDENCE], listed)
    return problem("I926", row.place(cell), text=short(plain(cell.text)), suggestion=suggestion)


def _has_items_at_left(below: Iterator[TableRow], schema: Schema) -> bool:
    """Whether the rows below begin with names of inputs: then the table has a column for each town."""
    names = [row.cells[0].text for row in islice(below, _LOOKED_AT)]
    return sum(named(name, schema.inputs) is not None for name in names) > len(names) // 2


def _misread(row: TableRow, schema: Schema) -> Diagnostic | None:
    """Headers that were read in a wrong encoding before they came here."""
    for cell in row.cells:
        meant = misread(cell.text)
        if meant is None:
            continue
        text, wrong, right = meant
        if header_of(text, 0, schema.inputs).known or _is_mostly_han(text):
            shown, really = short(cell.text), short(text)
            return problem("I921", row.place(cell), text=shown, meant=really, wrong=wrong, right=right)
    return None


def _is_mostly_han(text: str) -> bool:
    return sum("\u4e00" <= char <= "\u9fff" for char in text) * 2 > len(text)
