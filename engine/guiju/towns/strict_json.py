"""Whether a text is JSON (RFC 8259), before the YAML reader makes the tree: YAML takes much that JSON does not.

Only the form is looked at, word by word and without recursion. What ends too early or is nested too deeply is left to
the reader, which has findings of its own for that, and so is what a number or a key says.
"""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import Final

from guiju import limits
from guiju.diagnostics.codes import problem
from guiju.diagnostics.model import Diagnostic, Text
from guiju.source import Place, Source, Span
from guiju.towns.words import short

_BLANKS: Final = re.compile(r"[ \t\r\n]*")
_INSIDE: Final = r'[^"\\\x00-\x1f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\x00-\x1f]*)*'
_STRING: Final = re.compile(f'"{_INSIDE}"')
_BEGUN: Final = re.compile(f'"{_INSIDE}')
_SCALAR: Final = re.compile(
    r"(?:-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|true|false|null)(?![^\s,:\[\]{}\"])"
)
_BARE: Final = re.compile(r"[^\s,:\[\]{}\"']+")
_NUMBER_LIKE: Final = re.compile(r"[+-]?\.?[0-9]|[+-]?(?:NaN|Infinity|inf)\b", re.IGNORECASE)
_CLOSING: Final = {"{": "}", "[": "]"}
_WIDE: Final = {
    "，": ",",
    "：": ":",
    "“": '"',
    "”": '"',
    "｛": "{",
    "｝": "}",
    "［": "[",
    "］": "]",
    "【": "[",
    "】": "]",
}

_Said = tuple[Text, Text]
_IN_YAML: Final = Text("删去；或把文件改成 .yaml", "delete it, or call the file .yaml")
_COMMENT: Final = (Text("JSON 里不能写注释", "JSON has no comments"), _IN_YAML)
_SINGLE: Final = (
    Text("JSON 的文字不能用单引号", "text in JSON cannot have single quotes"),
    Text('用双引号，例如 "省级"', 'use double quotes, such as "省级"'),
)
_TRAILING: Final = (
    Text("最后一项后面多了一个逗号", "there is a comma behind the last entry"),
    Text("删去逗号", "delete the comma"),
)
_NO_COMMA: Final = (
    Text(
        "两项之间少了逗号，或括号不成对", "a comma is missing between two entries, or brackets do not match"
    ),
    Text("补上逗号，核对括号", "add the comma, and look at the brackets"),
)
_NO_COLON: Final = (
    Text("键的后面少了冒号", "the key has no colon behind it"),
    Text('写成 "键": 值', 'write "key": value'),
)
_NO_VALUE: Final = (
    Text("这里少了一个值", "a value is missing here"),
    Text('没有数据时写 "未提供"', 'write "not_supplied" where there is none'),
)
_NO_KEY: Final = (
    Text("这里少了一个键", "a key is missing here"),
    Text('写成 "键": 值', 'write "key": value'),
)
_REST: Final = (
    Text("数据到此已经写完，后面还有内容", "the data end here, and more follows"),
    Text("删去后面的内容，核对括号", "delete what follows, and look at the brackets"),
)
_ESCAPE: Final = (
    Text("引号里的反斜杠写法不对", "unknown escape in quotes"),
    Text("写 \\\\ 表示反斜杠", "write \\\\ for a backslash"),
)
_LINE_END: Final = (
    Text(
        "引号里的文字换了行，或少了后引号",
        "text in quotes goes over the end of the line, or its second quote is missing",
    ),
    Text("补上引号；要换行时写 \\n", "add the quote, or write \\n for a line end"),
)
_TAB: Final = (
    Text("引号里有制表符", "there is a tab in quotes"),
    Text("换成空格，或写 \\t", "use a blank, or write \\t"),
)


class _Next(Enum):
    """What may come next."""

    VALUE = auto()
    FIRST_ITEM = auto()  # or the end of the list
    KEY = auto()
    FIRST_KEY = auto()  # or the end of the object
    COLON = auto()
    COMMA = auto()  # or the end of what is open
    NOTHING = auto()


def not_json(source: Source) -> Diagnostic | None:
    """The first thing in the text that is not JSON; None also where only its end is missing."""
    text, at = source.text, 0
    open_ones: list[str] = []
    state = _Next.VALUE
    while True:
        at = _end(_BLANKS, text, at)
        if at >= len(text) or len(open_ones) > limits.DATA_DEPTH:
            return None
        char = text[at]
        if char in "{[" and state in (_Next.VALUE, _Next.FIRST_ITEM):
            open_ones.append(char)
            state, end = (_Next.FIRST_KEY if char == "{" else _Next.FIRST_ITEM), at + 1
        elif open_ones and char == _CLOSING[open_ones[-1]] and state in _MAY_END:
            open_ones.pop()
            state, end = (_Next.COMMA if open_ones else _Next.NOTHING), at + 1
        elif char == "," and state is _Next.COMMA:
            state, end = (_Next.KEY if open_ones[-1] == "{" else _Next.VALUE), at + 1
        elif char == ":" and state is _Next.COLON:
            state, end = _Next.VALUE, at + 1
        elif char == '"' and state in _TAKES_TEXT:
            end = _end(_STRING, text, at)
            if end == at:
                return _broken_text(source, at)
            is_key = state in (_Next.KEY, _Next.FIRST_KEY)
            state = _Next.COLON if is_key else _Next.COMMA if open_ones else _Next.NOTHING
        elif state in (_Next.VALUE, _Next.FIRST_ITEM) and (end := _end(_SCALAR, text, at)) > at:
            state = _Next.COMMA if open_ones else _Next.NOTHING
        else:
            return _wrong(source, at, state)
        at = end


_MAY_END: Final = frozenset({_Next.FIRST_ITEM, _Next.FIRST_KEY, _Next.COMMA})
_TAKES_TEXT: Final = frozenset({_Next.VALUE, _Next.FIRST_ITEM, _Next.KEY, _Next.FIRST_KEY})


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    """Where a match ends, or `at` where there is none."""
    match = pattern.match(text, at)
    return at if match is None else match.end()


def _broken_text(source: Source, at: int) -> Diagnostic | None:
    """What is wrong in quotes; nothing but the end of the file is the reader's to say."""
    stop = _end(_BEGUN, source.text, at)
    if stop >= len(source.text):
        return None
    char = source.text[stop]
    if char == "\\":
        return None if stop + 1 >= len(source.text) else _finding(source, stop, stop + 2, _ESCAPE)
    return _finding(source, stop, stop + 1, _TAB) if char == "\t" else _finding(source, at, at + 1, _LINE_END)


def _wrong(source: Source, at: int, state: _Next) -> Diagnostic:
    """What stands where something else had to come."""
    text = source.text
    char = text[at]
    if char == "#" or text.startswith(("//", "/*"), at):
        return _finding(source, at, at + 1, _COMMENT)
    if char in _WIDE:
        return _finding(source, at, at + 1, _wide(char))
    if state is _Next.NOTHING:
        return _finding(source, at, at + 1, _REST)
    if state is _Next.COLON:
        return _finding(source, at, at + 1, _NO_COLON)
    if state is _Next.COMMA:
        return _finding(source, at, at + 1, _NO_COMMA)
    if char == "'":
        return _finding(source, at, at + 1, _SINGLE)
    is_key = state in (_Next.KEY, _Next.FIRST_KEY)
    if char in "]}":
        comma = text.rfind(",", 0, at)
        is_trailing = comma >= 0 and not text[comma + 1 : at].strip()
        return _finding(source, comma, comma + 1, _TRAILING) if is_trailing else _missing(source, at, is_key)
    end = _end(_BARE, text, at)
    return (
        _missing(source, at, is_key) if end == at else _finding(source, at, end, _bare(text[at:end], is_key))
    )


def _missing(source: Source, at: int, is_key: bool) -> Diagnostic:
    return _finding(source, at, at + 1, _NO_KEY if is_key else _NO_VALUE)


def _bare(word: str, is_key: bool) -> _Said:
    """A word without quotes."""
    shown = short(word)
    if not is_key and _NUMBER_LIKE.match(word):
        what = Text(f"{shown} 不是 JSON 的数", f"{shown} is no number of JSON")
        return what, Text("写成普通的十进制数；文字加双引号", "write a plain decimal, or quote the text")
    what = Text(f"{shown} 没有加双引号", f"{shown} has no quotes")
    return what, Text(f'写成 "{shown}"', f'write "{shown}"')


def _wide(char: str) -> _Said:
    ascii_ = _WIDE[char]
    what = Text(f"{char} 是全角的，JSON 不认", f"{char} is full-width and nothing to JSON")
    return what, Text(f"换成半角的 {ascii_}", f"write {ascii_}")


def _finding(source: Source, start: int, end: int, said: _Said) -> Diagnostic:
    place = Place(source, Span(start, min(end, len(source.text))))
    return problem("I804", place, what=said[0], suggestion=said[1])
