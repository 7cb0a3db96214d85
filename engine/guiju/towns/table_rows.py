"""One row of a table to the draft of the town it speaks of, for each kind of table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from guiju.diagnostics.codes import problem
from guiju.diagnostics.model import Text
from guiju.diagnostics.suggest import did_you_mean
from guiju.towns.drafts import Draft
from guiju.towns.figure_rows import Choosing, Entry, Evidence, FigureRow, stray_choice
from guiju.towns.headers import Header, Named, TableKind, named, plain
from guiju.towns.places import TableRow
from guiju.towns.sheet_cells import Cell
from guiju.towns.slots import Slot
from guiju.towns.tabled import bare_unit, is_number, unit_fits, unit_words
from guiju.towns.tables import Table
from guiju.towns.tree import Scalar
from guiju.towns.words import ACCOUNTS, STATES, YES_NO, short, year_of

_NO_EVIDENCE: Final[Evidence] = ()
# The columns that say which of several values is used, with their keys in a town file.
_CHOICE: Final[Mapping[str, str]] = {
    english: word for word, english in ACCOUNTS.items() if english != "accounts" and not word.isascii()
}


def read_row(table: Table, row: TableRow, draft: Draft) -> None:
    """Take over what one row below the header says."""
    stray = table.stray(row)
    if stray is not None:
        draft.found.append(stray)
        return
    match table.kind:
        case TableKind.LONG:
            _long(table, row, draft)
        case TableKind.WIDE:
            _wide(table, row, draft)
        case TableKind.RECORDS:
            _records(table, row, draft)
        case TableKind.MARKS:
            _mark(table, row, draft)
        case TableKind.RULINGS:
            _ruling(table, row, draft)
        case None:
            pass


# --- one row for each item --------------------------------------------------------------------------------------------


def _long(table: Table, row: TableRow, draft: Draft) -> None:
    table.heads(row, draft)
    item, value = table.cell(row, "item"), table.cell(row, "value")
    if item is None:
        if value is not None:
            draft.found.append(
                problem("I928", row.place(value), row=row.number, text=short(value.text.strip()))
            )
        return
    found = named(item.text, table.schema.inputs)
    if found is None or found.evidence:
        _no_item(table, row, item, draft)
        return
    slot = found.slot
    key = Scalar(found.name, True, row.place(item))
    if slot.reader is None:
        _list_item(table, row, key, slot, draft)
        return
    choosing = _choosing(table, row, draft)
    if value is None and choosing is None:
        return  # not yet supplied
    node = _node(table, row, found, value, draft)
    if node is None:
        return
    evidence = _evidence_cells(table, row)
    year = found.year
    if slot.is_series and year is None and "year" in evidence:
        year = _year(table, row, evidence["year"], draft)
        if year is None:
            return
        del evidence["year"]
    figure = FigureRow(key, node, table.evidence(row, evidence, draft), choosing)
    if year is not None and slot.is_series:
        draft.point(slot, year, figure)
    elif year is not None:
        draft.found.append(problem("I865", row.place(item), name=slot.name))
    elif slot.is_series:
        if choosing is not None:
            draft.found.append(stray_choice(slot.name, choosing))
        draft.whole_series(key, node, figure.evidence)
    else:
        draft.value(figure)


def _node(table: Table, row: TableRow, found: Named, value: Cell | None, draft: Draft) -> Scalar | None:
    """The value of a row; one that somebody chose, or gave a reason for, is not supplied where the cell is empty."""
    if value is None:
        return Scalar(next(iter(STATES)), True, row.place())
    unit = _unit(table, row, found, draft)
    return None if unit is None else table.value(row, value, found.slot, unit, draft)


def _choosing(table: Table, row: TableRow, draft: Draft) -> Choosing | None:
    """What a row says of being the one that is used; None where it says nothing."""
    if not table.has_choice:
        return None
    cells = {word: cell for word in _CHOICE if (cell := table.cell(row, word)) is not None}
    if not cells:
        return None
    keys = {word: Scalar(_CHOICE[word], True, row.place(cell)) for word, cell in cells.items()}
    said = tuple(
        (keys[word], table.text(row, cell, draft)) for word, cell in cells.items() if word != "chosen"
    )
    chosen = None
    if "chosen" in cells:
        text = cells["chosen"].text.strip()
        if text not in YES_NO:
            draft.found.append(
                problem("I852", keys["chosen"].place, name=_CHOICE["chosen"], text=short(text))
            )
            return None
        chosen = keys["chosen"].place if YES_NO[text] else None
    return Choosing(next(iter(keys.values())), chosen, said)


def _no_item(table: Table, row: TableRow, item: Cell, draft: Draft) -> None:
    otherwise = Text("检查名称，或在规则里声明它", "check the name, or declare it in the rules")
    bare = plain(item.text).partition("（")[0].partition("(")[0]
    suggestion = did_you_mean(bare, table.schema.inputs, otherwise)
    draft.found.append(problem("I831", row.place(item), name=short(item.text.strip()), suggestion=suggestion))


def _unit(table: Table, row: TableRow, of: Named, draft: Draft) -> str | None:
    """The unit beside the value; None when it is none of those the item may have, which is reported."""
    cell = table.cell(row, "unit")
    written = cell.text if cell is not None else of.unit or table.units.of(of.slot)
    if not is_number(of.slot):
        return ""
    unit = bare_unit(written, of.slot)
    if unit and not unit_fits(unit, of.slot):
        place = row.place(cell) if cell is not None else row.place()
        values: dict[str, Any] = {"name": of.slot.name, "unit": short(unit), "wanted": unit_words(of.slot)}
        draft.found.append(problem("I933", place, **values))
        return None
    return unit


def _year(table: Table, row: TableRow, cell: Cell, draft: Draft) -> int | None:
    year = year_of(cell.text.strip())
    if year is None:
        draft.found.append(problem("I866", row.place(cell), text=short(cell.text.strip())))
    return year


def _list_item(table: Table, row: TableRow, key: Scalar, slot: Slot, draft: Draft) -> None:
    """One field of one record, or how many records there are."""
    value, number, name = (table.cell(row, word) for word in ("value", "record", "field"))
    if value is None:
        return
    if (choosing := _choosing(table, row, draft)) is not None:
        draft.found.append(stray_choice(slot.name, choosing))
    evidence = _evidence_cells(table, row)
    if number is None and name is None:
        draft.count(key, slot, table.text(row, value, draft), table.evidence(row, evidence, draft))
        return
    if evidence:
        place = row.place(next(iter(evidence.values())))
        reason = Text(
            "来源等写在列表自己的一行，那里的值写条数",
            "evidence belongs to the row of the list itself, whose value is the number of records",
        )
        draft.found.append(problem("I931", place, name=slot.name, reason=reason))
        return
    if number is None or name is None or not _is_count(number.text):
        place = row.place(number or name or value)
        reason = Text("记录 写 1、2、3…，字段 写字段的名称", "give record as 1, 2, 3 … and field as its name")
        draft.found.append(problem("I931", place, name=slot.name, reason=reason))
        return
    column = slot.columns.get(plain(name.text))
    unit = ""
    if column is not None:
        found = _unit(table, row, Named(column), draft)
        if found is None:
            return
        unit = found
    node = table.value(row, value, column, unit, draft) if column else table.text(row, value, draft)
    if node is not None:
        field = Scalar(plain(name.text), True, row.place(name))
        draft.cell_of_record(key, slot, int(number.text.strip()), field, node)


def _is_count(text: str) -> bool:
    bare = text.strip()
    return bare.isascii() and bare.isdecimal() and 0 < len(bare) < 7 and int(bare) > 0


# --- one row for each town --------------------------------------------------------------------------------------------


def _wide(table: Table, row: TableRow, draft: Draft) -> None:
    table.heads(row, draft)
    common = _NO_EVIDENCE
    if table.has_evidence:
        common = table.evidence(row, _evidence_cells(table, row), draft)
    own = _own_evidence(table, row, draft) if table.has_own_evidence else {}
    for cell in row.cells:
        header = table.headers[cell.column]
        of = header.named
        if of is None or of.evidence:
            continue
        slot, key = of.slot, table.key(cell.column)
        if slot.reader is None:
            draft.count(key, slot, table.text(row, cell, draft), own.get(slot.name, common))
            continue
        node = table.value(row, cell, slot, of.unit, draft)
        if node is None:
            continue
        evidence = own.get(slot.name, common)
        if of.year is not None:
            draft.point(slot, of.year, FigureRow(key, node, evidence))
        elif slot.is_series:
            draft.whole_series(key, node, evidence)
        else:
            draft.value(FigureRow(key, node, evidence))


def _own_evidence(table: Table, row: TableRow, draft: Draft) -> Mapping[str, Evidence]:
    """The evidence in columns such as `产值.来源`, by the input."""
    cells: dict[str, dict[str, Cell]] = {}
    for cell in row.cells:
        of = table.headers[cell.column].named
        if of is not None and of.evidence:
            cells.setdefault(of.slot.name, {})[of.evidence] = cell
    return {name: table.evidence(row, found, draft) for name, found in cells.items()}


# --- further tables ---------------------------------------------------------------------------------------------------


def _records(table: Table, row: TableRow, draft: Draft) -> None:
    """One record of the list that the sheet is called after."""
    slot = table.own_list
    cells: list[Entry] = []
    for cell in row.cells:
        of = table.headers[cell.column].named
        if of is None:
            continue
        node = table.value(row, cell, of.slot, of.unit, draft)
        if node is not None:
            cells.append((table.key(cell.column), node))
    if cells:
        draft.record(Scalar(plain(table.sheet), True, row.place()), slot, row.place(), cells)


def _mark(table: Table, row: TableRow, draft: Draft) -> None:
    expert, indicator, mark = (table.cell(row, word) for word in ("expert", "indicator", "mark"))
    if mark is None:
        return  # has not marked yet
    if expert is None or indicator is None:
        draft.found.append(problem("I928", row.place(mark), row=row.number, text=short(mark.text.strip())))
        return
    name = Scalar(plain(indicator.text), True, row.place(indicator))
    slot = table.schema.marks.get(name.text)
    node = table.value(row, mark, slot, "", draft) if slot is not None else table.text(row, mark, draft)
    if node is not None:
        draft.mark(table.text(row, expert, draft), name, node)


def _ruling(table: Table, row: TableRow, draft: Draft) -> None:
    document, met = table.cell(row, "ruling"), table.cell(row, "met")
    if met is None:
        return
    if document is None:
        draft.found.append(problem("I928", row.place(met), row=row.number, text=short(met.text.strip())))
        return
    slot = table.schema.rulings.get(document.text.strip())
    node = table.value(row, met, slot, "", draft) if slot is not None else table.text(row, met, draft)
    if node is not None:
        name = Scalar(document.text.strip(), True, row.place(document))
        evidence = table.evidence(row, _evidence_cells(table, row), draft)
        draft.ruling(name, node, evidence, Scalar("满足", True, row.place(met)))


def _evidence_cells(table: Table, row: TableRow) -> dict[str, Cell]:
    """The cells of a row that hold evidence, by the English name of their column."""
    found: dict[str, Cell] = {}
    for cell in row.cells:
        header: Header | None = table.headers.get(cell.column)
        if header is not None and header.evidence:
            found[header.evidence] = cell
    return found
