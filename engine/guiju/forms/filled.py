"""What a form comes filled in with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Filled:
    """The name of the town, the path of the rules seen from the form, the day of the figures, and the year at hand."""

    town: str = ""
    rules: str = ""
    data_date: str = ""
    year: int | None = None

    def of(self, name: str) -> str:
        """The text of a line of the cover; "" for nothing."""
        value = getattr(self, name)
        return "" if value is None else str(value)


NOTHING: Final = Filled()
