"""How years are spoken of: `当年`, `上年`, `前2年` of a series, and the window `近3年`."""

from __future__ import annotations

import re
from types import MappingProxyType

from guiju.rulebook.walk import YEAR_FIELDS
from guiju.types import Field, NumberType, RecordsType

# The year at hand as a record, and a town as a record: what they are worth is not in their fields.
YEARS = RecordsType(tuple(Field(name, NumberType(integer=True)) for name in YEAR_FIELDS))
TOWNS = RecordsType(())

LAST_YEARS = re.compile(r"近([1-9][0-9]?)年|last_([1-9][0-9]?)_years")
_BACK = re.compile(r"前([1-9][0-9]?)年|years_back_([1-9][0-9]?)")
_NAMED = MappingProxyType({"当年": 0, "this_year": 0, "上年": 1, "previous_year": 1})
_HAN_DIGITS = str.maketrans("一二三四五六七八九", "123456789")


def last_years(name: str) -> int | None:
    """How many years a window holds: 3 for `近3年`, `近三年` and `last_3_years`."""
    match = LAST_YEARS.fullmatch(name.translate(_HAN_DIGITS))
    return int(match.group(1) or match.group(2)) if match else None


def years_back(name: str) -> int | None:
    """How many years before the year at hand: 0 for `当年`, 1 for `上年`, 2 for `前2年` and `years_back_2`."""
    if name in _NAMED:
        return _NAMED[name]
    match = _BACK.fullmatch(name.translate(_HAN_DIGITS))
    return int(match.group(1) or match.group(2)) if match else None
