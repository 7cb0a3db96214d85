"""What lies over the cells of a sheet: merged cells and hidden columns."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from guiju.towns.archive import Archive
from guiju.towns.parts import read_part
from guiju.towns.places import column_letters, column_number

_RANGE: Final = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7}):\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_INDEX: Final = re.compile("[0-9]{1,8}")
_TRUE: Final = ("1", "true")
_OVERLAP: Final = 32  # bytes looked at again at the seam of two pieces


@dataclass(frozen=True, slots=True)
class Area:
    """Cells from the one corner to the other, all numbers from 1."""

    top: int
    left: int
    bottom: int
    right: int

    def holds(self, row: int, column: int) -> bool:
        return self.top <= row <= self.bottom and self.left <= column <= self.right

    def __str__(self) -> str:
        return f"{column_letters(self.left)}{self.top}:{column_letters(self.right)}{self.bottom}"


@dataclass(frozen=True, slots=True)
class Marks:
    """Merged cells, and the hidden columns as ranges of their numbers."""

    merged: tuple[Area, ...] = ()
    hidden_columns: tuple[tuple[int, int], ...] = ()

    def merged_at(self, row: int, column: int) -> Area | None:
        """The merged cells that a cell is one of."""
        return next((area for area in self.merged if area.holds(row, column)), None)

    def hides(self, column: int) -> bool:
        return any(first <= column <= last for first, last in self.hidden_columns)


def marks_of(archive: Archive, part: str) -> Marks:
    """What lies over the cells of a sheet. They are parsed only when there is anything. Raises Unreadable."""
    if not _mentions(archive, part, (b"mergeCell", b"hidden")):
        return Marks()
    merged: list[Area] = []
    hidden: list[tuple[int, int]] = []

    def start(name: str, attributes: Mapping[str, str]) -> None:
        if name == "mergeCell":
            match = _RANGE.fullmatch(attributes.get("ref", ""))
            if match is not None:
                left, top, right, bottom = match.groups()
                merged.append(Area(int(top), column_number(left), int(bottom), column_number(right)))
        elif name == "col" and attributes.get("hidden") in _TRUE:
            first, last = attributes.get("min", ""), attributes.get("max", "")
            if _INDEX.fullmatch(first) and _INDEX.fullmatch(last):
                hidden.append((int(first), int(last)))

    for _ in read_part(archive, part, start, lambda _: None, lambda _: None):
        pass
    return Marks(tuple(merged), tuple(hidden))


def _mentions(archive: Archive, part: str, words: tuple[bytes, ...]) -> bool:
    """Whether any of the words stands in a part, looked for without parsing it."""
    tail = b""
    for piece in archive.chunks(part):
        seam = tail + piece
        if any(word in seam for word in words):
            return True
        tail = seam[-_OVERLAP:]
    return False
