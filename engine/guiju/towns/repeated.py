"""What to say where something stands twice that may stand once."""

from __future__ import annotations

from typing import Final

from guiju.diagnostics.codes import problem
from guiju.diagnostics.model import Diagnostic, Label, Text
from guiju.source import Place
from guiju.towns.words import short

KEEP_ONE: Final = Text("只留一处", "keep one of them")
TELL_APART: Final = Text(
    "只留一处；确有几个出处的，在 来源、出具单位 或 口径 写明各是谁的数",
    "keep one of them; where both have a source, say in source, issuer or scope whose figure each is",
)
WRITE_LONG: Final = Text(
    "只留一列；确有几个出处的，用一行一项的表（数据项、值、来源），一个出处一行",
    "keep one of them; figures of several sources go into a table with a row for each item (item, value, source)",
)


def given_twice(key: str, place: Place | None, first: Place | None, advice: Text = KEEP_ONE) -> Diagnostic:
    """The same key, item or column a second time, with the place of the first."""
    labels = (Label(first, Text("第一次在这里", "first given here")),) if first is not None else ()
    return problem("I813", place, labels=labels, key=short(key), advice=advice)
