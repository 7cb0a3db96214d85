"""A town as plain data."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Union


@dataclass(frozen=True)
class Gap:
    """A figure that is missing; `absent` is one the file does not mention."""

    state: str
    absent: bool = False


Figure = Union[Fraction, bool, str, datetime.date, Gap]
"""A number is in base units, a text is an option."""
Mark = Union[Fraction, str]
"""A mark, `absent` or `recused`."""
Datum = Union[Figure, Mapping[int, Figure], Sequence[Mapping[str, Figure]]]


@dataclass
class Town:
    """What one file holds."""

    data: dict[str, Datum] = field(default_factory=dict)
    marks: dict[str, dict[str, Mark]] = field(default_factory=dict)
    rulings: dict[str, bool] = field(default_factory=dict)
    year: int | None = None
    day: datetime.date | None = None
