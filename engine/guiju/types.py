"""Types of values, and the description of one input that data must fit."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Union

from guiju.units import PLAIN, Unit


@dataclass(frozen=True, slots=True)
class NumberType:
    """`数值(亿元)` or, with `integer`, `整数(户)`."""

    unit: Unit = PLAIN
    integer: bool = False


@dataclass(frozen=True, slots=True)
class SeriesType:
    """`逐年 数值(亿元)`: a number for each year."""

    number: NumberType = NumberType()


@dataclass(frozen=True, slots=True)
class YesNoType:
    """`是非`"""


@dataclass(frozen=True, slots=True)
class ChoiceType:
    """`选项(a, b)`; `ordered` for `选项(a > b)`, listed from high to low."""

    options: tuple[str, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class TextType:
    """`文本`"""


@dataclass(frozen=True, slots=True)
class DateType:
    """`日期`"""


@dataclass(frozen=True, slots=True)
class RecordsType:
    """`清单(个) 共 14`: a list of records; `size` is the number of records there must be, if stated."""

    fields: tuple[Field, ...]
    unit: Unit = PLAIN
    size: int | None = None

    def field(self, name: str) -> Field | None:
        return next((field for field in self.fields if field.name == name), None)


Type = Union[NumberType, SeriesType, YesNoType, ChoiceType, TextType, DateType, RecordsType]


@dataclass(frozen=True, slots=True)
class Bound:
    """One end of the range a number must lie in, in base units; `strict` excludes the end itself."""

    value: Fraction
    strict: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """A named slot for data: an input of the rulebook or a column of a list of records.

    `usual` are the limits, in base units, outside of which a figure is probably in another unit. `formerly` are the
    names it had before, which older data still use.
    """

    name: str
    type: Type
    lower: Bound | None = None
    upper: Bound | None = None
    label: str = ""
    usual: tuple[Fraction, Fraction] | None = None
    formerly: tuple[str, ...] = field(default=(), compare=False)
