"""Fills in a form as a person would: finds each row by its number, each column by its head, and types."""

from __future__ import annotations

import io
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
from guiju.towns.form_words import EVIDENCE, HEADS, MAP_SHEET, NO_RECORDS, VALUE_HEADS, Head
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

    def saved(self) -> bytes:
        stream = io.BytesIO()
        self.book.save(stream)
        return stream.getvalue()

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
        parts = _parts(value)
        inner = parts.pop("value", None)
        if kind == "item" or isinstance(inner, str):
            self.type_in(next(rows), {**parts, "value": inner})
        elif kind == "series":
            self.type_in(next(rows), parts)
            for row, (year, point) in zip(rows, inner.items(), strict=False):
                self.type_in(row, {**_parts(point), "year_of": year})
        else:
            whole, *records = rows
            self.type_in(whole, parts if inner else {**parts, "value": NO_RECORDS[0]})
            for row, record in zip(records, inner, strict=False):
                number = self.numbers[kind, name]
                self.type_in(row, {self.columns[number, field]: cell for field, cell in record.items()})

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
                elif heads and row[0] == number and not any(HEADS.get(head) is Head.PLACE for head in heads):
                    yield sheet, at, heads

    def type_in(self, row: tuple[Any, int, dict[str, int]], parts: Mapping[str, Any]) -> None:
        """Cells of one row, by the English name of their head or by the head itself."""
        sheet, at, heads = row
        for head, column in heads.items():
            key = "value" if head in VALUE_HEADS else EVIDENCE.get(head, head)
            if HEADS.get(head) is Head.YEAR:
                key = "year_of"
            if parts.get(key) is not None:
                cell = sheet.cell(at, column)
                assert not cell.protection.locked
                value = typed(parts[key])
                cell.value = value
                if isinstance(value, str):
                    cell.data_type = "s"  # else `=…` would be a formula


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
