"""Suggestions: which of the names there are was probably meant."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches

from guiju.diagnostics.model import Text

_LONGEST = 64
_ALIKE = 0.5


def closest(name: str, known: Iterable[str]) -> str | None:
    """The name that comes closest to a mistyped one; None when none comes close."""
    if len(name) > _LONGEST:
        return None
    folded = unicodedata.normalize("NFKC", name).strip()
    names = list(dict.fromkeys(known))
    if folded in names:
        return folded
    if close := get_close_matches(folded, names, n=1, cutoff=_ALIKE):
        return close[0]
    parts = (
        other
        for other in names
        if len(folded) > 1 and len(other) > 1 and (folded in other or other in folded)
    )
    return min(parts, key=len, default=None)


def did_you_mean(name: str, known: Iterable[str], otherwise: Text) -> Text:
    """A suggestion as a sentence; `otherwise` when no name comes close."""
    found = closest(name, known)
    return otherwise if found is None else Text(f"是不是 `{found}`？", f"did you mean `{found}`?")
