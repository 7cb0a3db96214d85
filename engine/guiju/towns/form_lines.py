"""The rows of a form as they are read: under which head each cell stands, and what its number stands for."""

from __future__ import annotations

from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass, field

from guiju.source import Place
from guiju.towns.form_map import Entry
from guiju.towns.form_words import DECISION, EVIDENCE, HEADS, VALUE_HEADS, Head
from guiju.towns.tree import Node, Scalar
from guiju.towns.workbook import Cell, Row, Sheet


@dataclass(frozen=True, slots=True)
class Line:
    """A row with a number: its cells by the head of their column, and where its value is or would be."""

    entry: Entry
    row: Row
    texts: AnyMapping[str, Cell]
    value: Cell | None
    place: Place

    @property
    def evidence(self) -> dict[str, Cell]:
        """The cells of the evidence by the key of a data file."""
        return {EVIDENCE[head]: cell for head, cell in self.texts.items() if head in EVIDENCE}


@dataclass
class OpenSheet:
    """What is known of the sheet being read: the heads by column, and whose score sheet it is."""

    sheet: Sheet
    heads: dict[int, str] = field(default_factory=dict)
    head_row: Row | None = None
    expert: Scalar | None = None
    expert_at: Place | None = None
    marks: list[tuple[Scalar, Node]] = field(default_factory=list)

    @property
    def holds_values(self) -> bool:
        """Whether anything is filled in here; the list of offices only points at other sheets."""
        return all(HEADS.get(head) is not Head.PLACE for head in self.heads.values())

    @property
    def is_further(self) -> bool:
        """Whether the rows are further values of figures that have a row elsewhere. A field of a list may be called
        like a head of theirs.
        """
        known = {HEADS.get(head) for head in self.heads.values()}
        return Head.RECORD not in known and not known.isdisjoint(DECISION)

    def spelling(self, head: Head) -> str:
        """A head as this sheet writes it."""
        return next((text for text in self.heads.values() if HEADS.get(text) is head), "")


def heads_of(row: Row) -> dict[int, str] | None:
    """The heads of the columns, when a row is a row of heads: its number, and a value or a record."""
    heads = {cell.column: cell.text.strip() for cell in row.cells if cell.text.strip()}
    known = {HEADS.get(text) for text in heads.values()}
    if Head.NUMBER not in known:
        return None
    return heads if Head.RECORD in known or Head.PLACE in known or VALUE_HEADS & set(heads.values()) else None
