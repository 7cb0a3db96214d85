"""The built-in functions in one table: spellings, what they take, what they mean, how they are read out.

What they compute is in the walk (`rulebook/walk.py`), where bounds of missing values are at hand.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Shape(StrEnum):
    """What kind of arguments a function takes."""

    NUMBERS = "numbers"  # numbers of one kind of unit; or one list of records with 取
    SCALAR = "scalar"  # fixed arguments, the first gives the unit of the result
    ROUNDING = "rounding"  # a number and a literal number of places
    RECORDS = "records"  # one list of records
    LOOKUP = "lookup"  # a choice and entries


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


FUNCTIONS: tuple[Function, ...] = (
    Function("abs", "绝对值", Shape.SCALAR, 1, 1, "绝对值(x)", "abs(x)", "x 的绝对值", "the absolute value of x"),
    Function(
        "clamp", "限幅", Shape.SCALAR, 3, 3, "限幅(x, 下限, 上限)", "clamp(x, low, high)",
        "x 限制在下限与上限之间", "x held between low and high",
    ),
    Function(
        "count", "计数", Shape.RECORDS, 1, 1, "计数(清单 其中 条件)", "count(list where condition)",
        "符合条件的条数", "how many records satisfy the condition",
    ),
    Function(
        "lookup", "查表", Shape.LOOKUP, 1, 1, "查表(选项, 甲: 3, 乙: 1)", "lookup(choice, a: 3, b: 1)",
        "选项在表中对应的值", "the value the table gives for the choice",
    ),
    Function(
        "max", "最大", Shape.NUMBERS, 1, None, "最大(a, b, …) 或 最大(清单 取 算式)",
        "max(a, b, …) or max(list take formula)",
        "其中最大的值", "the greatest of the values",
    ),
    Function(
        "mean", "平均", Shape.NUMBERS, 1, None, "平均(a, b, …) 或 平均(清单 取 算式)",
        "mean(a, b, …) or mean(list take formula)", "算术平均", "the arithmetic mean",
    ),
    Function(
        "min", "最小", Shape.NUMBERS, 1, None, "最小(a, b, …) 或 最小(清单 取 算式)",
        "min(a, b, …) or min(list take formula)",
        "其中最小的值", "the least of the values",
    ),
    Function(
        "round_half_even", "修约", Shape.ROUNDING, 2, 2, "修约(x, 位数)", "round_half_even(x, places)",
        "按 GB/T 8170 四舍六入五成双修约到给定位数的小数", "rounded to places decimals, half to even (GB/T 8170)",
    ),
    Function(
        "round_half_up", "四舍五入", Shape.ROUNDING, 2, 2, "四舍五入(x, 位数)", "round_half_up(x, places)",
        "四舍五入到给定位数的小数", "rounded to places decimals, half away from zero",
    ),
    Function(
        "sum", "合计", Shape.NUMBERS, 1, None, "合计(a, b, …) 或 合计(清单 其中 条件 取 算式)",
        "sum(a, b, …) or sum(list where condition take formula)", "各值之和", "the sum of the values",
    ),
)  # fmt: skip

_BY_NAME = {name: function for function in FUNCTIONS for name in (function.zh, function.en)}


def function_named(name: str) -> Function | None:
    """The function of a Chinese or English name."""
    return _BY_NAME.get(name)


def function_names() -> tuple[str, ...]:
    """Every spelling, for suggestions."""
    return tuple(_BY_NAME)
