"""A printed table as it was read: a tree of labels and weights, each with the line it stands on."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from fractions import Fraction

from guiju.diagnostics.model import Text


class Unreadable(Exception):
    """The table cannot be read without guessing; `text` says why and `line` where (0: nowhere in particular)."""

    def __init__(self, text: Text, line: int = 0) -> None:
        self.text, self.line = text, line
        super().__init__(text.en)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the file, or a row of a table of a document; `cells` is None where no table can be."""

    number: int
    text: str
    cells: tuple[str, ...] | None


@dataclass
class Printed:
    """An indicator of the printed table; `weight` is empty where the table prints none for it."""

    label: str
    weight: str
    line: int
    children: list[Printed] = field(default_factory=list)


@dataclass(frozen=True)
class PrintedTable:
    """The indicators of level 1, and how many levels the table has columns for."""

    top: tuple[Printed, ...]
    depth: int
    line: int

    @property
    def rows(self) -> int:
        """How many indicators have nothing below them."""
        stack, count = list(self.top), 0
        while stack:
            node = stack.pop()
            stack.extend(node.children)
            count += not node.children
        return count


_FIGURE = re.compile(r"\d+(?:\.\d+)?")
_WEIGHTED = re.compile(r"^(.*?)\s*[(（]\s*(\d+(?:\.\d+)?\s*[%％]?)\s*分?\s*[)）]$", re.DOTALL)


def weight_of(text: str) -> str | None:
    """A cell that is a weight, as `5`, `2.5` or `40%`; None when it is something else."""
    folded = unicodedata.normalize("NFKC", text).replace(" ", "").removesuffix("分")
    return folded if _FIGURE.fullmatch(folded.removesuffix("%")) else None


def split_weight(text: str) -> tuple[str, str]:
    """`集聚效应 (40)` as its label and its weight; the weight is empty where the label has none."""
    match = _WEIGHTED.match(text.strip())
    if match is None:
        return text.strip(), ""
    return match.group(1).strip(), weight_of(match.group(2)) or ""


def value(weight: str) -> Fraction:
    """The number of a weight, without its sign for per cent."""
    return Fraction(weight.removesuffix("%"))


def folded(label: str) -> str:
    """A label without what extraction changes: blanks, the width of signs, a last full stop."""
    text = "".join(unicodedata.normalize("NFKC", label).split())
    return text.rstrip("。.")
