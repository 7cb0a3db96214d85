"""Bytes of a table to text: which encoding they are in is found out, never assumed, and told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from guiju.diagnostics.codes import problem
from guiju.diagnostics.model import Diagnostic, Text
from guiju.source import Place, Source, Span

_UTF8_MARK: Final = b"\xef\xbb\xbf"
_UTF16_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")

LOST: Final = "\ufffd"  # stands for what another program could not read

# How a text was read wrongly, as pairs (read as, really): what it would be if it were read rightly.
_MISREADINGS: Final = (
    ("gb18030", "utf-8"),
    ("cp1252", "utf-8"),
    ("latin-1", "utf-8"),
    ("latin-1", "gb18030"),
)
_NAMES: Final = {"gb18030": "GBK", "utf-8": "UTF-8", "cp1252": "Windows-1252", "latin-1": "Latin-1"}


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a table with LF line ends, and its encoding: `UTF-8`, `UTF-16` or `GB18030`."""

    source: Source
    encoding: str


def decode(path: str, data: bytes) -> tuple[Decoded | None, tuple[Diagnostic, ...]]:
    """Look for a byte order mark, then try strict UTF-8, then GB 18030; None when it is none of them."""
    if data[:2] in _UTF16_MARKS:
        return _decoded(path, data, "utf-16", "UTF-16")
    body = data.removeprefix(_UTF8_MARK)
    try:
        return Decoded(_source(path, body.decode("utf-8")), "UTF-8"), ()
    except UnicodeDecodeError as error:
        if len(body) < len(data):
            return None, (_undecodable(path, body, error, "utf-8"),)
    return _decoded(path, body, "gb18030", "GB18030")


def _decoded(path: str, data: bytes, codec: str, name: str) -> tuple[Decoded | None, tuple[Diagnostic, ...]]:
    try:
        source = _source(path, data.decode(codec))
    except UnicodeDecodeError as error:
        try:
            data.decode("utf-8")
        except UnicodeDecodeError as in_utf8:
            if codec == "gb18030" and in_utf8.start > error.start:
                return None, (_undecodable(path, data, in_utf8, "utf-8"),)
        return None, (_undecodable(path, data, error, codec),)
    return Decoded(source, name), (problem("I920", Place(source, Span(0, 0)), path=path, encoding=name),)


def _source(path: str, text: str) -> Source:
    return Source(path, text.replace("\r\n", "\n").replace("\r", "\n"))


def _undecodable(path: str, data: bytes, error: UnicodeDecodeError, codec: str) -> Diagnostic:
    """The place of the first bytes that mean nothing, in the text as far as it can be read."""
    before = _source(path, data[: error.start].decode(codec, "replace")).text
    source = _source(path, data.decode(codec, "replace"))
    line = before.count("\n") + 1
    column = len(before) - before.rfind("\n")
    guess = Text("", "")
    if b"\0" in data[:200]:
        guess = Text("，看来是没有标记的 UTF-16", "; it looks like UTF-16 without a mark")
    place = Place(source, Span(len(before), min(len(before) + 1, len(source.text))))
    return problem("I936", place, path=path, line=line, column=column, guess=guess)


def misread(text: str) -> tuple[str, str, str] | None:
    """What `text` says if it was read in a wrong encoding, with the wrong and the right one: 鍩庨晣 is 城镇."""
    if text.isascii():
        return None
    if LOST in text:  # a part of it is gone, and the rest tells
        meant = text.replace(LOST, "").encode("gb18030", "ignore").decode("utf-8", "ignore")
        return (meant, _NAMES["gb18030"], _NAMES["utf-8"]) if any(map(_is_han, meant)) else None
    for wrong, right in _MISREADINGS:
        try:
            meant = text.encode(wrong).decode(right)
        except (UnicodeDecodeError, UnicodeEncodeError):
            continue
        if meant != text and any(map(_is_han, meant)):
            return meant, _NAMES[wrong], _NAMES[right]
    return None


def _is_han(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff"
