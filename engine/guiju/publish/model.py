"""A table as it is printed: caption, head, rows with merged cells, and the notes in its frame."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell, merged over `rows` rows downwards; `centred` when it holds a figure or a short heading."""

    text: str
    rows: int = 1
    centred: bool = False


Row = tuple[Cell | None, ...]  # None: covered by a merged cell above


@dataclass(frozen=True, slots=True)
class Table:
    """A numbered table. `number` is `表 A.1` or empty; a cell is never blank: what is not there is `—`."""

    number: str
    title: str
    head: tuple[str, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()

    @property
    def caption(self) -> str:
        """Number and title with one full-width blank between them (GB/T 1.1)."""
        return "\u3000".join(part for part in (self.number, self.title) if part)


@dataclass(frozen=True, slots=True)
class Publication:
    """The tables of one revision; `defects` are what the rule file declares as wrong in the text."""

    heading: str
    number: str
    tables: tuple[Table, ...]
    defects_title: str
    defects: tuple[str, ...]
    language: str
