"""What a function is: its spellings, what it takes, what it means."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Shape(StrEnum):
    """What kind of arguments a function takes."""

    NUMBERS = "numbers"  # numbers of one kind of unit; or one list of records with 取
    EXTREME = "extreme"  # the same, or options of one ordered choice
    TRIMMED = "trimmed"  # a literal number, then as NUMBERS
    SCALAR = "scalar"  # fixed arguments of one kind of unit
    ROUNDING = "rounding"  # a number and a literal number of places
    INTERVAL = "interval"  # a number and the interval to round to
    REAL = "real"  # one number without a unit
    POWER = "power"  # a number and a literal exponent or degree
    RECORDS = "records"  # one list of records, or conditions
    QUANTIFIED = "quantified"  # a list of records and a condition on each
    STANDING = "standing"  # a number, and a list of records with 取 it stands among
    NAMING = "naming"  # as NUMBERS; gives the name of one of them
    LOOKUP = "lookup"  # a choice and entries, or a table and one or two choices
    CELLS = "cells"  # a table of comparisons and a choice
    ENTRIES = "entries"  # a number and entries
    TIERS = "tiers"  # a number and entries that compare
    SERIES = "series"  # a series, and a literal number
    DATES = "dates"  # one or two dates
    PRESENCE = "presence"  # a value that may be missing, and what stands in for it
    MEMBER = "member"  # a choice or text, and some of its values


@dataclass(frozen=True, slots=True)
class Function:
    """One function; `least` and `most` bound the number of plain arguments (`most` None: any number)."""

    en: str
    zh: str
    shape: Shape
    least: int
    most: int | None
    signature_zh: str
    signature_en: str
    meaning_zh: str
    meaning_en: str


def numbers(en: str, zh: str, meaning_zh: str, meaning_en: str, shape: Shape = Shape.NUMBERS) -> Function:
    return Function(
        en, zh, shape, 1, None,
        f"{zh}(a, b, …) 或 {zh}(清单 其中 条件 取 算式)", f"{en}(a, b, …) or {en}(list where condition take formula)",
        meaning_zh, meaning_en,
    )  # fmt: skip


def rounding(en: str, zh: str, meaning_zh: str, meaning_en: str) -> Function:
    return Function(
        en, zh, Shape.ROUNDING, 2, 2, f"{zh}(x, 位数)", f"{en}(x, places)",
        f"{meaning_zh}到给定位数的小数（-2 是到百位）", f"{meaning_en}, to places decimals (-2: to hundreds)",
    )  # fmt: skip


def interval(en: str, zh: str, meaning_zh: str, meaning_en: str, least: int = 2) -> Function:
    signature = "(x, 间隔)" if least == 2 else "(x) 或 {}(x, 间隔)"
    english = "(x, interval)" if least == 2 else "(x) or {}(x, interval)"
    return Function(
        en, zh, Shape.INTERVAL, least, 2, zh + signature.format(zh), en + english.format(en),
        f"{meaning_zh}到间隔的整数倍", f"{meaning_en}, to a multiple of the interval",
    )  # fmt: skip


def real(en: str, zh: str, meaning_zh: str, meaning_en: str) -> Function:
    return Function(en, zh, Shape.REAL, 1, 1, f"{zh}(x)", f"{en}(x)", meaning_zh, meaning_en)


def standing(en: str, zh: str, meaning_zh: str, meaning_en: str) -> Function:
    return Function(
        en, zh, Shape.STANDING, 2, 2, f"{zh}(x, 清单 其中 条件 取 算式)", f"{en}(x, list where condition take formula)",
        meaning_zh, meaning_en,
    )  # fmt: skip
