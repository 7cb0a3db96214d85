"""What the headers of a table say: which columns there are, and by them which kind of table it is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from guiju.towns.slots import Schema, Slot
from guiju.towns.words import EVIDENCE, year_of

# Columns that are no data, by every spelling; `年度` has an English name of its own beside `year`, which is evidence.
_COLUMNS: Final = (
    ("镇", "town"),
    ("数据日期", "data_date"),
    ("年度", "reference_year"),
    ("数据项", "item"),
    ("值", "value"),
    ("单位", "unit"),
    ("记录", "record"),
    ("字段", "field"),
    ("采用", "chosen"),
    ("理由", "reason"),
    ("采用人", "chosen_by"),
    ("专家", "expert"),
    ("指标", "indicator"),
    ("得分", "mark"),
    ("外部判定", "ruling"),
    ("满足", "met"),
    ("序号", "no"),
)
COLUMNS: Final[Mapping[str, str]] = MappingProxyType({word: en for zh, en in _COLUMNS for word in (zh, en)})
# Rows above the header: a word and what it is.
HEAD: Final[Mapping[str, str]] = MappingProxyType(
    {
        word: zh
        for zh, en in (
            ("镇", "town"),
            ("规则", "rules"),
            ("数据日期", "data_date"),
            ("年度", "year"),
            ("缺失记号", "missing_marks"),
        )
        for word in (zh, en)
    }
)
# The keys of a town file that these columns stand for.
KEYS: Final[Mapping[str, str]] = MappingProxyType(
    {"town": "镇", "data_date": "数据日期", "reference_year": "年度"}
)
_BRACKETS: Final = re.compile(r"(.+?)((?:[（(][^（()）]*[）)])*)")
_INSIDE: Final = re.compile(r"[（(]([^（()）]*)[）)]")
_SEPARATORS: Final = re.compile("[，,、;；]")
_YEAR_BEHIND: Final = re.compile("(.+?)([12][0-9]{3})年?")


# What stands in the column of towns and is none: rows that sum up, and remarks below a table.
_TOTALS: Final = frozenset(
    {"合计", "总计", "小计", "平均", "平均值", "平均数", "total", "sum", "average", "mean"}
)
_REMARK: Final = re.compile(
    "(?:注|备注|说明|资料来源|数据来源|(?:填表|填报|制表|审核|复核|联系)(?:人|单位|日期|电话)?|单位负责人|note|source)s?[：:]",
    re.IGNORECASE,
)


class TableKind(StrEnum):
    """How a table is laid out."""

    LONG = "long"  # one row for each item
    WIDE = "wide"  # one row for each town
    RECORDS = "records"  # one row for each record of a list
    MARKS = "marks"  # one row for each mark of an expert
    RULINGS = "rulings"  # one row for each ruling on another document


@dataclass(frozen=True, slots=True)
class Named:
    """A name with what stands behind it: `营收（2022年，亿元）`, `产值.来源`.

    `name` is as written: it may be a former one.
    """

    slot: Slot
    year: int | None = None
    unit: str = ""
    evidence: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Header:
    """One column: its header as written, and what it is; neither `word`, `evidence` nor `named` when unknown."""

    text: str
    column: int
    word: str = ""
    evidence: str = ""
    named: Named | None = None
    bracketed: str = ""

    @property
    def known(self) -> bool:
        return bool(self.word or self.evidence or self.named)


def plain(text: str) -> str:
    """A header without blanks and line ends, which are there for the eye."""
    return "".join(text.split())


def not_a_town(text: str) -> bool:
    """Whether a name in the column of towns is that of a total, or begins a remark."""
    bare = plain(text)
    return bare.casefold() in _TOTALS or _REMARK.match(bare) is not None


def named(text: str, slots: Mapping[str, Slot]) -> Named | None:
    """The slot that `text` names, with year, unit or evidence behind it; None when there is none of that name."""
    text = plain(text)
    itself = _called(text, slots)
    if itself is not None:
        return Named(itself, name=text)
    match = _BRACKETS.fullmatch(text)
    if match is None:
        return None
    name, brackets = match.groups()
    year, unit = None, ""
    for part in _SEPARATORS.split("，".join(_INSIDE.findall(brackets))):
        if year_of(part) is not None:
            year = year_of(part)
        elif part:
            if unit:
                return None
            unit = part
    name, dot, behind = name.partition(".")
    evidence = EVIDENCE.get(behind, "")
    if dot and not evidence:
        return None
    if _called(name, slots) is None and year is None and (match := _YEAR_BEHIND.fullmatch(name)):
        name, year = match.group(1), int(match.group(2))
    slot = _called(name, slots)
    return Named(slot, year, unit, evidence, name) if slot is not None else None


def _called(name: str, slots: Mapping[str, Slot]) -> Slot | None:
    """The slot of this name, or the one that had it before."""
    slot = slots.get(name)
    return slot or next((one for one in slots.values() if name in one.field.formerly), None)


def header_of(text: str, column: int, slots: Mapping[str, Slot]) -> Header:
    """What a header is; a name the rules declare goes before a word of tables."""
    bare = plain(text)
    found = named(bare, slots)
    if found is not None:
        return Header(text, column, named=found)
    if bare in COLUMNS:
        return Header(text, column, word=COLUMNS[bare])
    if bare in EVIDENCE:
        return Header(text, column, evidence=EVIDENCE[bare])
    match = _BRACKETS.fullmatch(bare)
    if match is not None and match.group(2) and match.group(1) in COLUMNS:
        return Header(text, column, word=COLUMNS[match.group(1)], bracketed=match.group(2)[1:-1])
    return Header(text, column)


def slot_of_sheet(sheet: str, schema: Schema) -> Slot | None:
    """The input a sheet is called after, by its name of today or a former one."""
    return _called(plain(sheet), schema.inputs)


def kind_of_table(sheet: str, texts: Sequence[str], schema: Schema) -> TableKind | None:
    """The kind of table that has these headers in a sheet of this name."""
    slot = slot_of_sheet(sheet, schema)
    words = {COLUMNS.get(plain(text), "") for text in texts}
    if {"item", "value"} <= words:
        return TableKind.LONG
    if slot is not None and slot.reader is None:
        return TableKind.RECORDS
    if {"expert", "indicator", "mark"} <= words:
        return TableKind.MARKS
    if {"ruling", "met"} <= words:
        return TableKind.RULINGS
    if "town" in words or any(named(text, schema.inputs) for text in texts):
        return TableKind.WIDE
    return None


def spoken(kind: TableKind, slots: Mapping[str, Slot]) -> tuple[str, ...]:
    """The headers a table of this kind may have, in Chinese."""
    by_kind = {
        TableKind.LONG: (
            *("镇", "数据项", "值", "单位", "记录", "字段", "数据日期", "年度"),
            *(*_evidence(), "采用", "理由", "采用人"),
        ),
        TableKind.WIDE: ("镇", *slots, "数据日期", "年度", *_evidence()),
        TableKind.RECORDS: ("镇", *slots),
        TableKind.MARKS: ("镇", "专家", "指标", "得分"),
        TableKind.RULINGS: ("镇", "外部判定", "满足", *_evidence()),
    }
    return by_kind[kind]


def allowed_words(kind: TableKind) -> frozenset[str]:
    """The columns without data that a table of this kind may have."""
    common = {"town", "no"}
    return frozenset(
        {
            TableKind.LONG: {
                *common, "data_date", "reference_year", "item", "value", "unit", "record", "field",
                "chosen", "reason", "chosen_by",
            },
            TableKind.WIDE: {*common, "data_date", "reference_year"},
            TableKind.RECORDS: common,
            TableKind.MARKS: {*common, "expert", "indicator", "mark"},
            TableKind.RULINGS: {*common, "ruling", "met"},
        }[kind]
    )  # fmt: skip


def has_evidence(kind: TableKind) -> bool:
    """Whether columns of evidence fit a table of this kind."""
    return kind in (TableKind.LONG, TableKind.WIDE, TableKind.RULINGS)


def _evidence() -> tuple[str, ...]:
    return tuple(word for word in EVIDENCE if not word.isascii())
