"""A message may quote the rule language. It is read in the language of the reader, and quotes in that of the file.

In a text `⟦…⟧` holds a piece of the rule language, the Chinese one in `Text.zh`, the English one in `Text.en`.
"""

from __future__ import annotations

import re
from functools import lru_cache

from guiju.diagnostics.model import Text
from guiju.source import Source

_QUOTED = re.compile("⟦(.*?)⟧")
_FIRST_WORD = re.compile(r"(?:\s|[#＃][^\n]*)*([a-z]?)")


@lru_cache(maxsize=64)
def is_english(source: Source) -> bool:
    """Whether a rule file is written with English keywords: its first word says so."""
    first = _FIRST_WORD.match(source.text)
    return bool(first and first.group(1))


def in_language_of(source: Source | None, text: Text) -> Text:
    """The text with its pieces of the rule language as this file would write them."""
    zh, en = _QUOTED.findall(text.zh), _QUOTED.findall(text.en)
    if not zh or len(zh) != len(en) or source is None:
        return Text(_QUOTED.sub(r"\1", text.zh), _QUOTED.sub(r"\1", text.en))
    pieces = en if is_english(source) else zh
    return Text(_put(text.zh, pieces), _put(text.en, pieces))


def _put(text: str, pieces: list[str]) -> str:
    rest = iter(pieces)
    return _QUOTED.sub(lambda _: next(rest), text)
