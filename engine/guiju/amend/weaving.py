"""Changes of a text and the text they make."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from guiju.amend.splices import Amending, Splice
from guiju.diagnostics.codes import problem
from guiju.diagnostics.model import Diagnostic, Label, Text
from guiju.source import Piece, Source, Woven
from guiju.syntax import ast


def made(amending: Amending, changes: Iterable[ast.AmendmentChange]) -> tuple[list[Splice], list[Diagnostic]]:
    """What the changes do to the base, and why some do nothing."""
    found = [amending.splice(change) for change in changes]
    return (
        [one for one in found if isinstance(one, Splice)],
        [one for one in found if isinstance(one, Diagnostic)],
    )


def in_order(splices: Iterable[Splice]) -> list[Splice]:
    """In the order of the base; several additions to one place stand as they were written."""
    return sorted(splices, key=lambda one: (one.span.start, one.span.end))


def twice(splices: Iterable[Splice]) -> list[Diagnostic]:
    """Changes, in the order of the base, that meet at one place."""
    found = []
    last: Splice | None = None
    for one in splices:
        if last is not None and one.span.start < last.span.end:
            label = Label(last.place, Text("另一处修改", "the other change"))
            found.append(problem("V818", one.place, labels=(label,)))
        if last is None or one.span.end >= last.span.end:
            last = one
    return found


def woven(name: str, base: Source, splices: Sequence[Splice], files: tuple[Source, ...]) -> Woven:
    """The text of the base with all changes, which are in its order; `files` are those it comes from."""
    pieces, cursor = list[Piece](), 0
    for one in splices:
        pieces += [*base.cut(cursor, one.span.start), *one.pieces]
        cursor = one.span.end
    pieces += base.cut(cursor, len(base.text))
    return Woven.of(name, tuple(pieces), files)
