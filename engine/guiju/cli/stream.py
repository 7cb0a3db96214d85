"""Results of any number of towns, written as they come: no more than one of them is held."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from guiju.cli.console import Exit, Progress
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
    """The JSON of a single town by itself, that of several as a list. Only the first one is held."""

    put: Put
    towns: int = 0
    begun: bool = False
    first: str | None = None
    alone: Callable[[], str] | None = None

    def add(self, text: str | None, alone: Callable[[], str] | None = None) -> None:
        """The JSON of the next town, None when its data could not be used; `alone` makes that of a town by itself."""
        self.towns += 1
        if self.towns == 1:
            self.first, self.alone = text, alone
            return
        self._put(self.first)
        self.first = None
        self._put(text)

    def add_object(self, found: Mapping[str, Any] | None) -> None:
        """An object: a line of a list, indented by itself."""
        if found is None:
            self.add(None)
        else:
            self.add(
                json.dumps(found, ensure_ascii=False),
                lambda: json.dumps(found, ensure_ascii=False, indent=1),
            )

    def close(self) -> None:
        """All towns are there."""
        if self.towns > 1:
            self.put("\n]\n" if self.begun else "[]\n")
        elif self.first is not None:
            text = self.first if self.alone is None else self.alone()
            self.put(text.rstrip("\n") + "\n")

    def _put(self, text: str | None) -> None:
        if text is not None:
            ended = text.rstrip("\n")
            self.put(f"{',' if self.begun else '['}\n{ended}")
            self.begun = True


@dataclass(slots=True)
class Tally:
    """The exit code of all towns together, and how many there are: said once a second, and not within the first."""

    lang: Lang
    towns: int = 0
    is_unusable: bool = False
    is_open: bool = False
    progress: Progress = field(init=False)

    def __post_init__(self) -> None:
        self.progress = Progress(_DONE, self.lang)

    def add(self, outcome: Outcome | None) -> None:
        """The next town; None when its data could not be used."""
        self.towns += 1
        self.is_unusable |= outcome is None or bool(outcome.violated)
        self.is_open |= outcome is None or not outcome.is_determined
        self.progress(count=self.towns)

    @property
    def code(self) -> int:
        """The worst of what happened: unusable or contradictory data, an open grade, or nothing."""
        if self.is_unusable or not self.towns:
            return Exit.USAGE
        return Exit.UNDETERMINED if self.is_open else Exit.DONE
