"""The table of keywords, read from `grammar/keywords.txt`: one terminal, two spellings."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from guiju.shipped import shipped


@dataclass(frozen=True, slots=True)
class Keyword:
    """`terminal` is the name the grammar uses; `zh` and `en` are how it is written."""

    terminal: str
    zh: str
    en: str


@cache
def keywords() -> tuple[Keyword, ...]:
    """All keywords in the order of the table."""
    lines = (shipped("grammar") / "keywords.txt").read_text(encoding="utf-8").splitlines()
    return tuple(Keyword(*line.split()) for line in lines if line and not line.startswith("#"))


@cache
def spelling(terminal: str) -> Keyword:
    """The keyword of a terminal. Raises KeyError."""
    return next(keyword for keyword in keywords() if keyword.terminal == terminal)


def terminal_definitions() -> str:
    """The keyword terminals as grammar text.

    A keyword ends where a name could not go on; a digit may follow at once, because drafters type `权重5`.
    """
    return "\n".join(f"{k.terminal}.1: /(?:{k.zh}|{k.en})(?![^\\W\\d])/" for k in keywords())
