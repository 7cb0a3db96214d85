"""Names of sheets and of files: what every program takes, and no two that one of them takes for the same."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import Final

from guiju.towns.paths import is_device

_NOT_IN_SHEETS: Final = re.compile(r"[\[\]:*?/\\]|^'|'$")
_LONGEST_SHEET: Final = 31  # characters
_NOT_IN_FILES: Final = '<>:"/\\|?*'
_LONGEST_FILE: Final = 180  # bytes; file systems take 255, and folders, endings and mail programs add to it


class Names:
    """Gives each of some names a form that fits: `fit` makes one of a name and of what tells it from another."""

    def __init__(self, fit: Callable[[str, str], str], taken: Iterable[str] = ()) -> None:
        self._fit = fit
        self._taken = {alike(name) for name in taken}

    def of(self, name: str) -> str:
        """The name in a form that no other has."""
        free, number = self._fit(name, ""), 2
        while alike(free) in self._taken:
            free, number = self._fit(name, f"_{number}"), number + 1
        self._taken.add(alike(free))
        return free


def alike(name: str) -> str:
    """Systems that make no difference of case, or of how a letter is put together, see this."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def sheet_name(name: str, end: str) -> str:
    """A name of a sheet."""
    return _NOT_IN_SHEETS.sub("_", name)[: _LONGEST_SHEET - len(end)] + end


def file_name(name: str, end: str) -> str:
    """A name of a file, without its ending, on Linux, macOS and Windows."""
    plain = "".join("_" if _is_unsafe(letter) else letter for letter in unicodedata.normalize("NFC", name))
    if is_device(plain):
        plain = f"_{plain}"
    cut = plain.encode("utf-8")[: _LONGEST_FILE - len(end)].decode("utf-8", "ignore")
    cut = (
        cut.strip(" .") or "_"
    )  # Windows drops these at the end, and others hide a file that begins with a dot
    return cut + end


def _is_unsafe(letter: str) -> bool:
    """Separators, marks with a meaning, and what cannot be seen."""
    return letter in _NOT_IN_FILES or (unicodedata.category(letter)[0] in "CZ" and letter != " ")
