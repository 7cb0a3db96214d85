"""Findings on data without the names of experts: what is said and what is shown of the file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from guiju.diagnostics.model import Diagnostic, Text
from guiju.source import Place
from guiju.towns.opened import DataFiles
from guiju.towns.read import TownFiles
from guiju.towns.tree import Mapping

_HIDDEN = "*"
_QUOTED = re.compile("`[^`]*`")


class Hidden:
    """Puts stars for the names of the experts of some files; of tables, and of files that cannot be read, for every
    letter.
    """

    def __init__(self, files: Sequence[DataFiles | None]) -> None:
        towns = [one for one in files if isinstance(one, TownFiles)]
        known = {name for one in towns for name in _experts(one)} if len(towns) == len(files) else None
        self.names = None if known is None else sorted(known, key=len, reverse=True)

    def finding(self, finding: Diagnostic) -> Diagnostic:
        """The same finding without names; a fix would write them, so there is none."""
        return replace(
            finding,
            place=self._place(finding.place),
            message=self._text(finding.message),
            help=self._text(finding.help),
            notes=tuple(self._text(note) for note in finding.notes),
            labels=tuple(
                replace(label, place=place, text=self._text(label.text))
                for label in finding.labels
                if (place := self._place(label.place)) is not None
            ),
            fixes=(),
        )

    def _place(self, place: Place | None) -> Place | None:
        """The same place in a text of the same length."""
        if place is None:
            return None
        source = place.source
        name = source.name if self.names is None else self._starred(source.name)
        return Place(replace(source, name=name, text=self._starred(source.text)), place.span)

    def _starred(self, text: str) -> str:
        if self.names is None:
            return re.sub(r"\w", _HIDDEN, text)
        for name in self.names:
            text = text.replace(name, _HIDDEN * len(name))
        return text

    def _text(self, text: Text) -> Text:
        if self.names is None:
            return Text(*(_QUOTED.sub(f"`{_HIDDEN}`", one) for one in (text.zh, text.en)))
        return Text(self._starred(text.zh), self._starred(text.en))


def _experts(files: TownFiles) -> Iterable[str]:
    for file in files.files:
        marks = file.root.get("专家评分", "marks") if isinstance(file.root, Mapping) else None
        if isinstance(marks, Mapping):
            for key, _ in marks.entries:
                yield from {key.text, key.text.strip()} - {""}
