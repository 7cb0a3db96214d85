"""The plainest YAML, read line by line: what nearly every data file is written in.

It is there for speed: loading PyYAML and reading a town with it takes longer than everything else guiju does with
that town. Whatever is not plain beyond doubt is left to `strict_yaml`, mistakes too; a property test holds the two
to the same tree wherever this one answers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, NoReturn

from guiju import limits
from guiju.source import Place, Source, Span
from guiju.towns.tree import Mapping, Node, Scalar, Sequence

_DEPTH: Final = 10

_FIRST: Final = r"[^\s\-?:,\[\]{}#&*!|>'\"%@`]"
_LINE: Final = re.compile(r"^( *)([^ \n#][^\n]*)", re.MULTILINE)
_QUOTED: Final = r"\"[^\"\\\n]*\"|'[^'\n]*'"
_KEY: Final = re.compile(rf"({_QUOTED}|{_FIRST}[^:#\n]{{0,200}}?):(?: +|$)")
_PLAIN: Final = re.compile(rf"(?:{_FIRST}|-(?=[^\s]))(?:[^\n:#]|:(?=[^\s])|(?<=[^\s])#)*")
_TAIL: Final = re.compile(r" *$| +#")
_FLOW_PLAIN: Final = re.compile(rf"(?:{_FIRST}|-(?=[0-9]))[^:#,?\[\]{{}}\n]*")
_FLOW_QUOTED: Final = re.compile(_QUOTED)
_BLANKS: Final = re.compile(" *")


class _UnusualError(Exception):
    """Something this reader leaves to the other."""


def quick(source: Source) -> Mapping | None:
    """The tree of a plain data file, or None when any of it is not plain."""
    if "\t" in source.text:
        return None
    try:
        return _Reader(source).document()
    except _UnusualError:
        return None


class _Reader:
    """`lines` are (indentation, offset of the first character, offset of the end) of lines with content."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.text = source.text
        self.lines = [(len(m[1]), m.start(2), m.end(2)) for m in _LINE.finditer(source.text)]
        self.at = 0
        self.nodes = 0

    def document(self) -> Mapping:
        # A line of dots ends a document.
        if not self.lines or any(self.text.startswith("...", start) for _, start, _ in self.lines):
            _unusual()
        root = self._block(self.lines[0][0], 0)
        if self.at < len(self.lines) or not isinstance(root, Mapping):
            _unusual()
        return root

    def _block(self, indent: int, depth: int) -> Node:
        if depth > _DEPTH:
            _unusual()
        return self._sequence(indent, depth) if self._is_item() else self._mapping(indent, depth)

    def _mapping(self, indent: int, depth: int) -> Mapping:
        entries: list[tuple[Scalar, Node]] = []
        while self.at < len(self.lines) and self.lines[self.at][0] == indent:
            _, start, end = self.lines[self.at]
            match = _KEY.match(self.text, start, end)
            if match is None:
                _unusual()
            key = self._scalar(start, match.end(1))
            self.at += 1
            entries.append(
                (key, self._inline(match.end(), end, indent) or self._below(match.end(1) + 1, indent, depth))
            )
        return self._map(entries)

    def _sequence(self, indent: int, depth: int) -> Sequence:
        items: list[Node] = []
        start = self.lines[self.at][1]
        while self.at < len(self.lines) and self.lines[self.at][0] == indent and self._is_item():
            _, dash, end = self.lines[self.at]
            content = _after_blanks(self.text, dash + 1, end)
            if _KEY.match(self.text, content, end):
                column = indent + content - dash
                self.lines[self.at] = (column, content, end)
                items.append(self._mapping(column, depth + 1))
                continue
            self.at += 1
            node = self._inline(content, end, indent)
            items.append(node if node is not None else _unusual())
        return self._list(items, start, _end(items))

    def _is_item(self) -> bool:
        _, start, end = self.lines[self.at]
        return self.text[start] == "-" and (start + 1 == end or self.text[start + 1] == " ")

    def _below(self, colon: int, indent: int, depth: int) -> Node:
        """What stands below a key that has nothing beside it."""
        if self.at < len(self.lines):
            next_indent = self.lines[self.at][0]
            if next_indent > indent or (next_indent == indent and self._is_item()):
                return self._block(next_indent, depth + 1)
        return Scalar("", False, self._place(colon, colon))

    def _inline(self, start: int, end: int, indent: int) -> Node | None:
        """What stands on the rest of a line; nothing may go on below it."""
        start = _after_blanks(self.text, start, end)
        if start >= end or self.text[start] == "#":
            return None
        if self.text[start] in "{[":
            node, after = self._flow(start, end, 0)
        elif self.text[start] in "\"'":
            node = self._quoted(start, end)
            after = node.place.span.end if node.place else end
        else:
            match = _PLAIN.match(self.text, start, end)
            if match is None:
                _unusual()
            after = start + len(match[0].rstrip(" "))
            node = self._scalar(start, after)
        if not _TAIL.match(self.text, after, end):
            _unusual()
        if self.at < len(self.lines) and self.lines[self.at][0] > indent:
            _unusual()
        return node

    def _flow(self, start: int, end: int, depth: int) -> tuple[Node, int]:
        if depth > _DEPTH:
            _unusual()
        return (
            self._flow_mapping(start, end, depth)
            if self.text[start] == "{"
            else self._flow_sequence(start, end, depth)
        )

    def _flow_mapping(self, start: int, end: int, depth: int) -> tuple[Node, int]:
        entries: list[tuple[Scalar, Node]] = []
        at = self._skip(start + 1, end)
        while self.text[at] != "}":
            key = self._flow_scalar(at, end)
            colon = key.place.span.end if key.place else at
            if self.text[colon : colon + 2] != ": ":
                _unusual()
            node, at = self._flow_node(self._skip(colon + 2, end), end, depth)
            entries.append((key, node))
            at = self._next(at, end, "}")
        return self._map(entries, self._place(start, at + 1)), at + 1

    def _flow_sequence(self, start: int, end: int, depth: int) -> tuple[Node, int]:
        items: list[Node] = []
        at = self._skip(start + 1, end)
        while self.text[at] != "]":
            node, at = self._flow_node(at, end, depth)
            items.append(node)
            at = self._next(at, end, "]")
        return self._list(items, start, at + 1), at + 1

    def _next(self, at: int, end: int, closing: str) -> int:
        """After a value: the closing bracket, or what follows the comma."""
        at = self._skip(at, end)
        if self.text[at] == closing:
            return at
        if self.text[at] != ",":
            _unusual()
        at = self._skip(at + 1, end)
        return at if self.text[at] != closing else _unusual()

    def _flow_node(self, at: int, end: int, depth: int) -> tuple[Node, int]:
        if self.text[at] in "{[":
            return self._flow(at, end, depth + 1)
        node = self._flow_scalar(at, end)
        return node, node.place.span.end if node.place else at

    def _flow_scalar(self, at: int, end: int) -> Scalar:
        if self.text[at] in "\"'":
            return self._quoted(at, end)
        match = _FLOW_PLAIN.match(self.text, at, end)
        return self._scalar(at, at + len(match[0].rstrip(" "))) if match else _unusual()

    def _quoted(self, at: int, end: int) -> Scalar:
        match = _FLOW_QUOTED.match(self.text, at, end)
        return self._scalar(at, match.end()) if match else _unusual()

    def _skip(self, at: int, end: int) -> int:
        at = _after_blanks(self.text, at, end)
        return at if at < end else _unusual()

    def _scalar(self, start: int, end: int) -> Scalar:
        self._count(1)
        quoted = self.text[start] in "\"'"
        text = self.text[start + 1 : end - 1] if quoted else self.text[start:end]
        return Scalar(text, quoted, self._place(start, end))

    def _list(self, items: list[Node], start: int, end: int) -> Sequence:
        self._count(2)
        return Sequence(tuple(items), self._place(start, end))

    def _map(self, entries: list[tuple[Scalar, Node]], place: Place | None = None) -> Mapping:
        self._count(2)
        keys = {key.text for key, _ in entries}
        if len(keys) < len(entries) or any(_unusual_key(key) for key, _ in entries):
            _unusual()
        if place is None:
            first = entries[0][0].place
            place = self._place(first.span.start if first else 0, _end([entries[-1][1]]))
        return Mapping(tuple(entries), place)

    def _count(self, nodes: int) -> None:
        """As `strict_yaml` counts them; what comes near the limit is left to it."""
        self.nodes += nodes
        if self.nodes > limits.DATA_NODES - 10:
            _unusual()

    def _place(self, start: int, end: int) -> Place:
        return Place(self.source, Span(start, end))


def _unusual() -> NoReturn:
    raise _UnusualError


def _unusual_key(key: Scalar) -> bool:
    return not key.text.strip() or key.text == "<<" or key.text[-1] == " "


def _after_blanks(text: str, at: int, end: int) -> int:
    match = _BLANKS.match(text, at, end)
    return match.end() if match else at


def _end(nodes: Iterable[Node]) -> int:
    """Where the last of `nodes` ends."""
    return max((node.place.span.end for node in nodes if node.place), default=0)
