"""Where a blank stands between two words of one line."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from guiju.syntax.format_words import Word

Spell = Callable[[Word], str]
"""How a word is to be written."""

# What ends an operand: a minus sign after it subtracts, any other one is part of what follows.
_OPERANDS = frozenset({"NAME", "NUMBER", "UNIT", "STRING", "DATE", "_RPAR", "YES", "NO", "NOT_APPLICABLE"})
_PER_HUNDRED = frozenset("%‰")
# `1e3` and `2OO` are wrong numbers: a blank inside would hide from the drafter what is wrong.
_MISTYPED = re.compile(r"[eExXoO_][\deEoO_]*")


def spaced(words: Sequence[Word], spell: Spell) -> list[str]:
    """The text of each word, with the blank before it where there is one."""
    pieces: list[str] = []
    brackets = 0
    for i, word in enumerate(words):
        blank = " " if i and _blank(words, i, brackets) else ""
        brackets += (word.terminal == "_LPAR") - (word.terminal == "_RPAR")
        pieces.append(blank + spell(word))
    return pieces


def _blank(words: Sequence[Word], i: int, brackets: int) -> bool:
    """Whether a blank stands before `words[i]`, which is inside so many brackets."""
    before, word = words[i - 1], words[i]
    if before.terminal in ("_LPAR", "DOT") or word.terminal in ("_RPAR", "_COMMA", "DOT"):
        return False
    match word.terminal:
        case "_COLON":
            return brackets == 0  # an entry of a table inside brackets: its colon sticks to the key
        case "_LPAR":
            return not (
                before.terminal == "NAME" or before.terminal.endswith("_TYPE") or _is_sign(words, i - 1)
            )
        case "UNIT":
            return not (word.canonical in _PER_HUNDRED or _is_mistyped(before, word))
        case _:
            return not (_is_sign(words, i - 1) or _is_fraction(words, i))


def _is_sign(words: Sequence[Word], i: int) -> bool:
    """Whether `words[i]` is the sign of a number and does not subtract."""
    return words[i].terminal == "MINUS" and (i == 0 or words[i - 1].terminal not in _OPERANDS)


def _is_fraction(words: Sequence[Word], i: int) -> bool:
    """Whether a blank before `words[i]` would split the fraction of `权重 1/3`."""
    first = i - 1 if words[i].terminal == "SLASH" else i - 2
    if first < 1 or words[first].terminal != "NUMBER" or words[first + 1].terminal != "SLASH":
        return False
    sign = words[first - 1].terminal == "MINUS"
    return words[max(0, first - 1 - sign)].terminal == "WEIGHT"


def _is_mistyped(number: Word, unit: Word) -> bool:
    return number.end == unit.start and _MISTYPED.fullmatch(unit.text) is not None
