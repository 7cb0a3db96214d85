"""Fills in a form as a person would: finds each row by its number, each column by its head, and types."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl

from guiju.diagnostics.model import Lang
from guiju.forms.division import parts
from guiju.forms.workbook import to_workbook
from guiju.pipeline import check_source
from guiju.source import Source
from guiju.towns.form_words import (
    DECISION,
    EVIDENCE,
    HEADS,
    LISTS_SHEET,
    MAP_SHEET,
    NO_RECORDS,
    OWN_ROW,
    THIS_ROW,
    VALUE_HEADS,
    Head,
)
from guiju.towns.words import DATUM, RULING, TOWN

_KEYS = {**TOWN, **DATUM, **RULING}


class Form:
    """A form that is being filled in."""

    def __init__(self, data: bytes) -> None:
        self.book = openpyxl.load_workbook(io.BytesIO(data))
        self.numbers = {}  # name -> number
        self.columns: dict[tuple[str, str], str] = {}
        for kind, number, name, label, *_ in self.book[MAP_SHEET].iter_rows(values_only=True):
            if kind == "column":
                self.columns[number, name] = label
            elif kind != "form":
                self.numbers[kind, name] = number

    def saved(self, *, calculated: bool = True) -> bytes:
        """The workbook, with the results of its formulas or as a program leaves it that works out none."""
        for sheet in self.book.worksheets if calculated else ():
            for cell in (cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"):
                self._calculate(cell)
        stream = io.BytesIO()
        self.book.save(stream)
        return stream.getvalue()

    def _calculate(self, cell: Any) -> None:
        """The name or the unit that is looked up for the number of a further value; other formulas are left."""
        ranges = re.findall(r"\$([A-Z]+)\$1:\$[A-Z]+\$([0-9]+)", str(cell.value))
        if not str(cell.value).startswith("=IFERROR(INDEX("):
            return
        (words, count), (numbers, _) = ranges
        lists, number = self.book[LISTS_SHEET], cell.parent.cell(cell.row, 1).value
        found = (at for at in range(1, int(count) + 1) if lists[f"{numbers}{at}"].value == number)
        at = next(found, None) if number is not None else None
        cell.value = lists[f"{words}{at}"].value if at is not None else ""

    def fill(self, document: Mapping[str, Any]) -> Form:
        """A whole town document."""
        for key, content in document.items():
            name = _KEYS.get(key)
            if name in ("town", "rules", "data_date", "year"):
                self.type_in(next(self.rows("town", name)), {"value": content})
            elif name == "data":
                for item, value in content.items():
                    self.datum(item, value)
            elif name == "marks":
                self.marks(content)
            elif name == "rulings":
                for item, value in content.items():
                    self.type_in(next(self.rows("ruling", item)), _parts(value))
        return self

    def datum(self, name: str, value: Any) -> None:
        """An input."""
        kind = next(
            kind for kind, known in self.numbers if known == name and kind in ("item", "series", "list")
        )
        rows = self.rows(kind, name)
        if isinstance(value, dict) and "各方" in value:
            value = self.accounts(name, value)
        parts = _parts(value)
        inner = parts.pop("value", None)
        if kind == "item" or isinstance(inner, str):
            self.type_in(next(rows), {**parts, "value": inner})
        elif kind == "series":
            self.type_in(next(rows), parts)
            for row, (year, given) in zip(rows, inner.items(), strict=False):
                several = isinstance(given, dict) and "各方" in given
                point = self.accounts(name, given, year) if several else given
                self.type_in(row, {**_parts(point), "year_of": year})
        else:
            whole, *records = rows
            self.type_in(whole, parts if inner else {**parts, "value": NO_RECORDS[0]})
            for row, record in zip(records, inner, strict=False):
                number = self.numbers[kind, name]
                self.type_in(row, {self.columns[number, field]: cell for field, cell in record.items()})

    def accounts(self, name: str, value: Mapping[str, Any], year: Any = None) -> Any:
        """All values of a figure but the first, which is returned, and which of them is chosen."""
        own, *others = value["各方"]
        number = self.numbers[
            next(key for key in self.numbers if key[1] == name and key[0] in ("item", "series"))
        ]
        decision = {new: value.get(key) for key, new in (("理由", "reason"), ("采用人", "chosen_by"))}
        chosen = int(value.get("采用", 0))
        for at, other in enumerate(others, 2):
            row = {"number": number, "year_of": year, **_parts(other)}
            if chosen == at or (chosen == 1 and at == 2):
                row |= {"chosen": THIS_ROW[0] if chosen == at else OWN_ROW[0], **decision}
            self.further(row)
        return own

    def further(self, row: Mapping[str, Any]) -> None:
        """The next empty row of the sheet for further values."""
        for sheet in self.book.worksheets:
            heads = {str(cell.value): at for at, cell in enumerate(sheet[1], 1)}
            if _is_further(heads):
                free = next(at for at in range(2, sheet.max_row + 1) if sheet.cell(at, 1).value is None)
                self.type_in((sheet, free, heads), row)

    def marks(self, content: Mapping[str, Any]) -> None:
        """A score sheet for each expert."""
        names, sheets = list(content), [row[0] for row in self.rows("expert", "expert")]
        for sheet, name in zip(sheets, names, strict=False):
            for row in self.rows("expert", "expert"):
                if row[0] == sheet:
                    self.type_in(row, {"value": name})
            for indicator, mark in content[name].items():
                for row in self.rows("mark", indicator):
                    if row[0] == sheet:
                        self.type_in(row, _parts(mark))

    def rows(self, kind: str, name: str) -> Iterator[tuple[Any, int, dict[str, int]]]:
        """The rows of a number, each with its sheet and the column of each head."""
        number = self.numbers[kind, name]
        for sheet in self.book.worksheets:
            if sheet.sheet_state != "visible":
                continue
            heads: dict[str, int] = {}
            for at, row in enumerate(sheet.iter_rows(values_only=True), 1):
                if any(HEADS.get(str(text)) is Head.NUMBER for text in row):
                    heads = {str(text): column for column, text in enumerate(row, 1) if text is not None}
                elif heads and row[0] == number and not _points_elsewhere(heads):
                    yield sheet, at, heads

    def type_in(self, row: tuple[Any, int, dict[str, int]], parts: Mapping[str, Any]) -> None:
        """Cells of one row, by the English name of their head or by the head itself."""
        sheet, at, heads = row
        for head, column in heads.items():
            key = "value" if head in VALUE_HEADS else EVIDENCE.get(head, head)
            known = HEADS.get(head)
            if known in (Head.YEAR, Head.NUMBER, *DECISION):
                key = "year_of" if known is Head.YEAR else str(known)
            given = parts.get(key, parts.get(head))
            if given is not None:
                cell = sheet.cell(at, column)
                assert not cell.protection.locked
                value = typed(given)
                cell.value = value
                if isinstance(value, str):
                    cell.data_type = "s"  # else `=…` would be a formula


def _is_further(heads: Mapping[str, int]) -> bool:
    known = {HEADS.get(head) for head in heads}
    return Head.CHOSEN in known and Head.RECORD not in known


def _points_elsewhere(heads: Mapping[str, int]) -> bool:
    """Whether the rows of a sheet are not those that the numbers stand for."""
    return _is_further(heads) or any(HEADS.get(head) is Head.PLACE for head in heads)


def _parts(value: Any) -> dict[str, Any]:
    """A value and its evidence, by English keys."""
    if isinstance(value, dict) and any(_KEYS.get(key) in ("value", "met") for key in value):
        found = {_KEYS[key]: part for key, part in value.items()}
        return {("value" if key == "met" else key): part for key, part in found.items()}
    return {"value": value}


def typed(value: Any) -> Any:
    """What a person types: numbers of more than 15 digits as text, yes as a word."""
    match value:
        case bool():
            return "是" if value else "否"
        case Decimal() | int():
            return value if len(str(value).replace(".", "").strip("-0")) <= 15 else str(value)
        case date():
            return value.isoformat()
        case _:
            return value


def form(
    values: Mapping[str, Any],
    cells: Mapping[str, Any] | None = None,
    *,
    rules: tuple[str, str] = ("", ""),
    town: str = "示例镇",
    part: str = "",
) -> bytes:
    """A filled form for `rules.rule` of the current folder, for the examples of pages.

    `cells` are typed into whatever is there (`表!A2`; None empties a cell), `rules` is what stood in the rules when the
    form was made: what they say now, and what they said. `part` makes the form that of an office, or of an expert.
    """
    text = Path("rules.rule").read_text("utf-8").replace(*rules)
    checked = check_source(Source("rules.rule", text))
    assert checked.rulebook is not None
    whose = parts(checked.rulebook)[part] if part else None
    experts = int(whose is not None and whose.experts)
    made = Form(to_workbook(checked.rulebook, Lang.ZH, experts=experts, part=whose)).fill(
        {"镇": town, "规则": "rules.rule", "数据": values}
    )
    for at, value in (cells or {}).items():
        sheet, _, cell = at.partition("!")
        made.book[sheet][cell].value = value
    return made.saved()
