"""Names of towns to names of files that every system takes and no two of which are one file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from guiju.diagnostics.comments import obeyed
from guiju.forms.names import alike
from guiju.text import visible
from guiju.towns.paths import is_device

_UNSAFE: Final = re.compile(r'[<>:"/\\|?*\x00-\x1f\ue000-\uf8ff\U000f0000-\U0010ffff]')
_FIRST: Final = (".", "-", "~", "'")  # hidden, an option, somebody's home; a spreadsheet drops the apostrophe
_LONGEST: Final = 120  # bytes of UTF-8: with an ending and a number far below what any system allows


class FileNames:
    """Gives each name a file name with `ending`, in the order they come; `taken` are file names there already are.

    What a system does not allow, or nobody sees, becomes `_`. Names that are the same file on some system (they
    differ in case, or in how a letter is put together) are numbered: `甲镇.md`, `甲镇-2.md`.
    """

    def __init__(self, ending: str, taken: Iterable[str] = ()) -> None:
        self.ending = ending
        self._taken = set(map(alike, taken))

    def of(self, name: str) -> str:
        """The file name of the next name."""
        stem = safe(name)
        found, number = stem + self.ending, 1
        while alike(found) in self._taken:
            number += 1
            tail = f"-{number}"
            found = _cut(stem, _LONGEST - len(tail)) + tail + self.ending
        self._taken.add(alike(found))
        return found


def safe(name: str) -> str:
    """A name that is one part of a path on every system, and never empty."""
    seen = "".join("_" if _UNSAFE.match(char) or visible(char) != char else char for char in name)
    stem = _cut(unicodedata.normalize("NFC", seen).strip(), _LONGEST)
    if not stem or stem.startswith(_FIRST) or obeyed(stem) or is_device(stem):
        stem = _cut(f"_{stem}", _LONGEST)
    return stem


def _cut(text: str, size: int) -> str:
    """The beginning of a text that has at most `size` bytes, without a blank or a dot at its end."""
    return text.encode("utf-8")[:size].decode("utf-8", "ignore").rstrip().rstrip(". \u3000")
