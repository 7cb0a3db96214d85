"""What a list is made of, as plain data (5.3, 6.3, 6.4, 12)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Union


@dataclass(frozen=True)
class Records:
    """An input that is a list."""

    name: str


@dataclass(frozen=True)
class Level:
    """一级指标 …."""

    level: int


@dataclass(frozen=True)
class Children:
    """`创新.下级`."""

    indicator: str


@dataclass(frozen=True)
class Years:
    """近3年 alone: the years themselves."""

    years: int


@dataclass(frozen=True)
class LastYears:
    """`年产值.近3年`: the figures of a series."""

    series: str
    years: int


@dataclass(frozen=True)
class Towns:
    """The towns of a population."""

    name: str


Source = Union[Records, Level, Children, Years, LastYears, Towns]
