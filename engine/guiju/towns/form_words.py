"""The words of a workbook form: its hidden map, the heads of its columns, and what a cell may say of a whole list."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from guiju.towns import words
from guiju.types import (
    ChoiceType,
    DateType,
    Field,
    NumberType,
    RecordsType,
    SeriesType,
    TextType,
    Type,
    YesNoType,
)

MAP_SHEET: Final = "guiju-map"  # hidden: what each number in the first column of a row stands for
LISTS_SHEET: Final = "guiju-lists"  # hidden: the words of the drop-downs
FORM_VERSION: Final = "1"
NO_RECORDS: Final = ("0 条", "0 records")  # there is a list and it is empty


class Kind(StrEnum):
    """What a row of the map describes."""

    FORM = "form"  # what the form was made for
    PART = "part"  # whose data it asks for; a form without such a row asks for all
    TOWN = "town"  # a line of the cover
    ITEM = "item"
    SERIES = "series"
    LIST = "list"
    COLUMN = "column"  # a column of a list
    EXPERT = "expert"  # the name of an expert
    MARK = "mark"
    RULING = "ruling"
    FURTHER = "further"  # the sheet for further values of the items and series


class Head(StrEnum):
    """The columns of a form beside those of the evidence."""

    NUMBER = "number"
    LABEL = "label"
    YEAR = "year"
    UNIT = "unit"
    USERS = "users"
    CLAUSE = "clause"
    PROVIDER = "provider"
    PLACE = "place"
    FULL = "full"
    STEP = "step"
    RECORD = "record"
    CHOSEN = "chosen"
    REASON = "reason"
    CHOSEN_BY = "chosen_by"


_HEADS: Final = (
    (Head.NUMBER, "编号", "No."),
    (Head.LABEL, "数据项", "item"),
    (Head.YEAR, "哪一年", "of year"),
    (Head.UNIT, "单位", "unit"),
    (Head.USERS, "指标", "used by"),
    (Head.CLAUSE, "条款", "clause"),
    (Head.PROVIDER, "责任单位", "supplied by"),
    (Head.PLACE, "所在表", "sheet"),
    (Head.FULL, "满分", "full mark"),
    (Head.STEP, "步长", "step"),
    (Head.RECORD, "序号", "record"),
    (Head.CHOSEN, "采用", "chosen"),  # of further values, as the keys of a data file
    (Head.REASON, "理由", "reason"),
    (Head.CHOSEN_BY, "采用人", "chosen_by"),
    (Head.LABEL, "项目", "entry"),  # on the cover
    (Head.LABEL, "评分指标", "indicator"),  # on a score sheet
    (Head.LABEL, "外部文件", "external document"),
)
HEADS: Final[Mapping[str, Head]] = MappingProxyType(
    {spelling: head for head, zh, en in _HEADS for spelling in (zh, en)}
)
SPELLED: Final[Mapping[Head, tuple[str, str]]] = MappingProxyType(
    {head: (zh, en) for head, zh, en in reversed(_HEADS)}
)
DECISION: Final[tuple[Head, ...]] = (Head.CHOSEN, Head.REASON, Head.CHOSEN_BY)
# What a row of further values chooses: its own value, or that of the row the figure has on another sheet.
THIS_ROW: Final = ("本行", "this row")
OWN_ROW: Final = ("填表值", "form value")
# What heads the column that is filled in: of data, of the cover, of rulings and of marks.
VALUE_HEADS: Final = frozenset({"值", "value", "内容", "content", "满足", "met", "评分", "mark"})
# The heads of the evidence are the keys of a data file; the value has a head of its own.
EVIDENCE: Final[Mapping[str, str]] = MappingProxyType(
    {spelling: english for spelling, english in words.DATUM.items() if english != "value"}
)


def asked(field: Field) -> str:
    """What a form asks for under a name: type, unit and options. A filled form is refused where this has changed."""
    return _asked(field.type)


def _asked(type_: Type) -> str:
    match type_:
        case NumberType(unit=unit, integer=integer):
            return f"{'整数' if integer else '数值'}({unit.symbol})"
        case SeriesType(number=number):
            return f"逐年 {_asked(number)}"
        case YesNoType():
            return "是非"
        case ChoiceType(options=options):
            return f"选项({', '.join(options)})"
        case TextType():
            return "文本"
        case DateType():
            return "日期"
        case RecordsType(fields=fields):
            return f"清单({', '.join(f'{field.name} : {_asked(field.type)}' for field in fields)})"
