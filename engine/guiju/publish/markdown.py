"""Tables as Markdown. A cell that a merged one covers is empty; `—` is a cell that holds nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guiju.publish.model import Publication, Table
from guiju.text import visible

# What begins something anywhere in a line, and what does so at its beginning.
_ANYWHERE = re.compile(r"[\\`*_\[\]<>|~!&]|(?<=[A-Za-z]):(?=//)|(?<=www)\.|@")
_AT_START = re.compile(r"^(\s*)(\d*)([#+=-]|(?<=\d)[.)](?=\s|$))")


def to_markdown(publication: Publication) -> str:
    """The whole publication; foreign text is escaped and stays text."""
    return "\n".join(_lines(publication)) + "\n"


def escaped(text: str) -> str:
    """`text` in one line that Markdown shows as it is."""
    return _AT_START.sub(r"\1\2\\\3", _ANYWHERE.sub(r"\\\g<0>", visible(text)))


def _lines(publication: Publication) -> Iterator[str]:
    yield f"# {escaped(publication.heading)}"
    if publication.number:
        yield from ("", escaped(publication.number))
    for table in publication.tables:
        yield ""
        yield from _table(table)
    if publication.defects:
        yield from ("", f"**{escaped(publication.defects_title)}**", "")
        yield from (f"- {escaped(defect)}" for defect in publication.defects)


def _table(table: Table) -> Iterator[str]:
    yield from (f"**{escaped(table.caption)}**", "")
    yield f"| {' | '.join(map(escaped, table.head))} |"
    yield f"|{''.join(' :-: |' if centred else ' --- |' for centred in _centred(table))}"
    for row in table.rows:
        yield f"| {' | '.join(escaped(cell.text) if cell else '' for cell in row)} |"
    for note in table.notes:
        yield from ("", escaped(note))


def _centred(table: Table) -> Iterator[bool]:
    for column in range(len(table.head)):
        cells = [row[column] for row in table.rows]
        yield all(cell.centred for cell in cells if cell)
