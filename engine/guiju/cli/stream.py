"""Results of any number of towns, written as they come: no more than one of them is held."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from guiju.cli.console import Exit, tell
from guiju.diagnostics.model import Lang, Text
from guiju.evaluate import Outcome

Put = Callable[[str], None]
_DONE = Text("已算 {count} 个镇", "{count} towns done")


@dataclass(slots=True)
class Texts:
    """One text after another."""

    put: Put
    between: str = ""
    begun: bool = False

    def add(self, text: str | None) -> None:
        """What is written of the next town; None when its data could not be used."""
        if text is not None:
            self.put(self.between + text if self.begun else text)
            self.begun = True

    def close(self) -> None:
        """All towns are there."""


@dataclass(slots=True)
class JsonTexts:
    """The JSON of a single town by itself, that of several as a list."""

    put: Put
    towns: int = 0
    begun: bool = False
    held: list[str] = field(default_factory=list)

    def add(self, text: str | None) -> None:
        """The JSON of the next town; None when its data could not be used."""
        self.towns += 1
        if text is not None:
            self.held.append(text.rstrip("\n"))
        if self.towns > 1:
            self._flush()

    def close(self) -> None:
        """All towns are there."""
        if self.towns > 1:
            self.put("\n]\n" if self.begun else "[]\n")
        elif self.held:
            self.put(f"{self.held[0]}\n")

    def _flush(self) -> None:
        for text in self.held:
            self.put(f"{',' if self.begun else '['}\n{text}")
            self.begun = True
        self.held.clear()


@dataclass(slots=True)
class JsonObjects:
    """The object of a single town, indented; those of several as a list with a line for each."""

    put: Put
    first: Mapping[str, Any] | None = None
    texts: JsonTexts = field(init=False)

    def __post_init__(self) -> None:
        self.texts = JsonTexts(self.put)

    def add(self, found: Mapping[str, Any] | None) -> None:
        """The object of the next town; None when its data could not be used."""
        if self.texts.towns == 0:
            self.first = found
            self.texts.towns = 1
            return
        if self.first is not None:
            self.texts.held.append(_line(self.first))
            self.first = None
        self.texts.add(None if found is None else _line(found))

    def close(self) -> None:
        """All towns are there."""
        if self.first is not None:
            self.texts.held.append(json.dumps(self.first, ensure_ascii=False, indent=1))
        self.texts.close()


def _line(found: Mapping[str, Any]) -> str:
    return json.dumps(found, ensure_ascii=False)


@dataclass(slots=True)
class Tally:
    """The exit code of all towns together, and how many there are: said once a second, and not within the first."""

    lang: Lang
    towns: int = 0
    is_unusable: bool = False
    is_open: bool = False
    told: float = field(default_factory=time.monotonic)

    def add(self, outcome: Outcome | None) -> None:
        """The next town; None when its data could not be used."""
        self.towns += 1
        self.is_unusable |= outcome is None or bool(outcome.violated)
        self.is_open |= outcome is None or not outcome.is_determined
        if time.monotonic() - self.told >= 1:
            self.told = time.monotonic()
            tell(_DONE.fill(count=self.towns).in_(self.lang))

    @property
    def code(self) -> int:
        """The worst of what happened: unusable or contradictory data, an open grade, or nothing."""
        if self.is_unusable or not self.towns:
            return Exit.USAGE
        return Exit.UNDETERMINED if self.is_open else Exit.DONE
