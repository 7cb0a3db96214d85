"""Data files that are read together: their towns of one name are put together."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from guiju.diagnostics.model import Diagnostic
from guiju.towns.bind import Binder, Result
from guiju.towns.joined import alone, by_name, join
from guiju.towns.model import Town
from guiju.towns.opened import DataFiles


def read_alone(files: DataFiles, binder: Binder, *, lenient: bool = False) -> Iterator[Result]:
    """The towns of one file, one after another; one that needs others to be joined with it cannot be used."""
    return map(alone, files.towns(binder, lenient=lenient))


@dataclass(frozen=True)
class JoinedFiles:
    """Several files of any kind, whose towns are all held at once."""

    parts: tuple[DataFiles, ...]

    def rules(self) -> tuple[Path, ...]:
        """The rule files that are named, each once however it is spelled."""
        found: dict[str, Path] = {}
        for part in self.parts:
            if part.rules is not None:
                found.setdefault(os.path.realpath(part.rules), part.rules)
        return tuple(found.values())

    def towns(self, binder: Binder, *, lenient: bool = False) -> Iterator[Result]:
        """One town after another, by the names of their files; what several files say is said once.

        When a file cannot be used there is no town at all: what it would have said is missing from nobody knows which.
        """
        towns: list[Town] = []
        said: dict[int, tuple[Diagnostic, ...]] = {}
        errors: list[Diagnostic] = []
        for part in self.parts:
            for town, found in part.towns(binder, lenient=lenient):
                if town is None:
                    errors += found
                else:
                    towns.append(town)
                    said[id(town)] = found
        if errors or not towns:
            yield None, tuple(dict.fromkeys((*errors, *(one for found in said.values() for one in found))))
            return
        for members in by_name(towns).values():
            town, found = join(members)
            of_parts = (one for member in members for one in said[id(member)])
            yield town, tuple(dict.fromkeys((*of_parts, *found)))
