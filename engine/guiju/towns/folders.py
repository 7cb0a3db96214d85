"""What of a folder is data, and whether a town is met for the second time."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from guiju.diagnostics.codes import problem
from guiju.diagnostics.model import Diagnostic
from guiju.towns.paths import inside
from guiju.towns.words import short

BOOKS: Final = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".et", ".ods"})
TEXTS: Final = frozenset({".csv", ".tsv", ".txt"})
DOCUMENTS: Final = frozenset({".yaml", ".yml", ".json"})
_TABLES: Final = TEXTS - {".txt"}  # in a folder a .txt is most likely a note
_NOT_DATA: Final = (".", "~$")  # hidden files, and what office programs put beside a file that is open


@dataclass(frozen=True, slots=True)
class Listing:
    """The data files that lie in a folder, not deeper, in the order of their names.

    `tables` are in text and belong together; `files` are read one by one; `outside` are links that lead
    out of it.
    """

    tables: tuple[Path, ...]
    files: tuple[Path, ...]
    outside: tuple[Path, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing in the folder is data."""
        return not (self.tables or self.files or self.outside)

    @property
    def missing_tables(self) -> tuple[Path, ...]:
        """Tables without which the others are not whole."""
        return tuple(path for path in self.outside if self.tables and _ending(path) in _TABLES)


def listing(folder: Path) -> Listing:
    """The data files of a folder; files that are no data, and folders, are left out. Raises OSError."""
    entries = sorted(
        (entry for entry in folder.iterdir() if not entry.name.startswith(_NOT_DATA) and not entry.is_dir()),
        key=lambda entry: entry.name,
    )
    tables: list[Path] = []
    files: list[Path] = []
    outside: list[Path] = []
    for entry in entries:
        if _ending(entry) in _TABLES | DOCUMENTS | BOOKS:
            kind = tables if _ending(entry) in _TABLES else files
            (kind if _stays(folder, entry) else outside).append(entry)
    return Listing(tuple(tables), tuple(files), tuple(outside))


def _ending(path: Path) -> str:
    return path.suffix.casefold()


def _stays(folder: Path, entry: Path) -> bool:
    """Whether a file lies in the folder with every link followed; of a link to itself, reading will tell."""
    if not entry.is_symlink():
        return True
    try:
        return inside(folder, entry)
    except (OSError, RuntimeError):
        return True


@dataclass(slots=True)
class Names:
    """The towns that were met, each with the file it is of. Two of one name under one rulebook are an error."""

    _files: dict[tuple[str, str], str] = field(default_factory=dict)

    def again(self, name: str, file: str, rules: str = "") -> Diagnostic | None:
        """What to say when a town of this name was met before; `rules` tells rulebooks apart."""
        first = self._files.get((rules, name))
        if first is not None:
            return problem("I987", None, name=short(name), first=first, file=file)
        self._files[rules, name] = file
        return None
