"""A word of the text and the place of a rule, as the layout and the builders know them.

lark's own classes of these names have the same attributes; where lark parses, they come in their stead. These are here
so that a text without a mistake is read without lark.
"""

from __future__ import annotations


class Token(str):
    """A word: its terminal, and the offsets of its text."""

    __slots__ = ("end_pos", "start_pos", "type")
    type: str
    start_pos: int
    end_pos: int

    def __new__(cls, kind: str, text: str, start_pos: int, *, end_pos: int) -> Token:
        token = str.__new__(cls, text)
        token.type, token.start_pos, token.end_pos = kind, start_pos, end_pos
        return token


class Meta:
    """Where a rule begins and ends; a rule without words has no place and is not asked for it."""

    __slots__ = ("end_pos", "start_pos")

    def __init__(self, start_pos: int, end_pos: int) -> None:
        self.start_pos, self.end_pos = start_pos, end_pos
