"""A data file as written: text in mappings and sequences, each with its place. Nothing has a type yet.

The same tree is made of plain Python values; these have no place, and their scalars carry the value itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, Union

from guiju.source import Place


class Scalar(NamedTuple):
    """One piece of text. `quoted`: it stood in quotes or in a block (`|`, `>`), so it is no special word.

    `given` is the Python value that was handed over instead of text, or None. `spelling` is what stands in the file
    where `text` is not that: `1,234` for 1234, or a number without the unit that stands in its header.
    """

    text: str
    quoted: bool
    place: Place | None
    given: object = None
    spelling: str = ""

    @property
    def empty(self) -> bool:
        """Nothing was written at all (`x:`)."""
        return not self.text and not self.quoted


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and what they hold, in the order of the file; no key stands there twice."""

    entries: tuple[tuple[Scalar, Node], ...]
    place: Place | None

    def get(self, *keys: str) -> Node | None:
        """What the first entry named by one of `keys` holds."""
        return next((node for key, node in self.entries if key.text in keys), None)


@dataclass(frozen=True, slots=True)
class Sequence:
    """Items in the order of the file."""

    items: tuple[Node, ...]
    place: Place | None


Node = Union[Scalar, Mapping, Sequence]
