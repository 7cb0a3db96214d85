"""A town as the other formats would have it: the same document as JSON, as a table of items and as a workbook."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from typing import Any

from guiju.towns.words import ACCOUNTS, DATUM, TOWN
from tests.books import workbook

HEADERS = (
    "数据项",
    "值",
    "年份",
    "记录",
    "字段",
    "来源",
    "日期",
    "文件",
    "页",
    "口径",
    "核查",
    "核查人",
    "备注",
    "合成",
    "采用",
    "理由",
    "采用人",
)
Row = dict[str, str]


def as_json(document: Mapping[str, Any]) -> bytes:
    """The document as JSON: all values texts, as they are in YAML."""
    return json.dumps(document, ensure_ascii=False).encode("utf-8")


def sheets(document: Mapping[str, Any]) -> dict[str, list[list[str]]]:
    """The tables that say what the document says."""
    english = {TOWN[key]: value for key, value in document.items()}
    head = [["镇", str(english["town"])]]
    head += [[word, str(english[key])] for word, key in _HEADS if key in english]
    rows = [[row.get(header, "") for header in HEADERS] for row in _items(english.get("data", {}))]
    found = {"数据": [*head, list(HEADERS), *rows]}
    marks = [
        [expert, name, str(mark)]
        for expert, given in (english.get("marks") or {}).items()
        for name, mark in (given or {}).items()
    ]
    if marks:
        found["专家评分"] = [["专家", "指标", "得分"], *marks]
    rulings = [[name, *_ruling(ruling)] for name, ruling in (english.get("rulings") or {}).items() if ruling]
    if rulings:
        found["外部判定"] = [["外部判定", "满足", "来源"], *rulings]
    return found


_HEADS = (("数据日期", "data_date"), ("年度", "year"))


def _ruling(ruling: Any) -> tuple[str, str]:
    if not isinstance(ruling, dict):
        return str(ruling), ""
    return str(ruling.get("满足", ruling.get("met"))), str(ruling.get("来源", ruling.get("source", "")))


def _items(data: Mapping[str, Any]) -> Iterator[Row]:
    for name, value in data.items():
        yield from _rows(name, value, {})


def _rows(name: str, value: Any, evidence: Row) -> Iterator[Row]:
    """The rows of one input, with the evidence around it."""
    chinese = {english: word for word, english in DATUM.items() if not word.isascii()}
    if isinstance(value, list):
        yield {"数据项": name, "值": str(len(value)), **evidence}
        for number, record in enumerate(value, 1):
            for field, item in record.items():
                yield {"数据项": name, "记录": str(number), "字段": field, "值": str(item)}
        return
    if not isinstance(value, dict):
        yield {"数据项": name, "值": str(value), **evidence}
        return
    keys = {ACCOUNTS.get(key, DATUM.get(key)): key for key in value}
    if "accounts" in keys:
        yield from _accounts(name, value, {en: key for en, key in keys.items() if en is not None})
        return
    if "value" in keys:
        own = {chinese[en]: str(value[key]) for en, key in keys.items() if en is not None and en != "value"}
        yield from _rows(name, value[keys["value"]], own or evidence)
        return
    for year, item in value.items():
        for row in _rows(name, item, evidence):
            yield {
                **row,
                "数据项": f"{name}（{year}年）" if "年份" in row else name,
                "年份": row.get("年份", str(year)),
            }


def _accounts(name: str, value: Any, keys: Mapping[str, str]) -> Iterator[Row]:
    """A row for each value; that of the one that is chosen, by its number, says so."""
    for number, one in enumerate(value[keys["accounts"]], 1):
        (row,) = _rows(name, one, {})
        if "chosen" in keys and str(value[keys["chosen"]]) == str(number):
            said = {word: en for word, en in ACCOUNTS.items() if not word.isascii() and en in keys}
            row |= {word: str(value[keys[en]]) for word, en in said.items() if en != "accounts"}
            row["采用"] = "是"
        yield row


def as_csv(rows: list[list[str]], encoding: str = "utf-8") -> bytes:
    """One table as text."""
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\r\n").writerows(rows)
    return stream.getvalue().encode(encoding)


def as_workbook(tables: Mapping[str, list[list[str]]]) -> bytes:
    """All tables as sheets, every cell a text."""
    return workbook(tables)
