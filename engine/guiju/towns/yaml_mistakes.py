"""What PyYAML complains of, in our words and with the cause people usually have."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from guiju.diagnostics.codes import problem
from guiju.diagnostics.model import Diagnostic, Edit, Fix, Text
from guiju.source import Place, Source, Span
from guiju.towns.words import short

if TYPE_CHECKING:
    import yaml

# A key before a full-width colon: no blank-and-colon, quote or comment before it.
_WIDE_COLON: Final = re.compile(r"^[ \-]*([^\s：:#\"'“”{}\[\],，][^：:#\"'“”{}\[\],，]*)：[ \u3000]*")
_TIGHT_COLON: Final = re.compile(r"^[ \-]*([^\s：:#\"'“”{}\[\],][^：:#\"'“”{}\[\],]*):(?=[^\s:/])")
_WIDE: Final = {"，": ",", "｛": "{", "｝": "}", "［": "[", "］": "]", "【": "[", "】": "]"}
_WIDE_BLANK: Final = re.compile(r"^ *([\u3000\u00a0]+)")
_LINES_BACK: Final = 4

# Part of PyYAML's message -> what it means. The first that fits is taken.
_MEANINGS: Final = (
    ("mapping values are not allowed", Text("这里不能再有一个冒号", "a second colon cannot stand here"),
     Text("每行只写一个 键: 值；含冒号的文字加引号", "one key: value a line; quote text with a colon")),
    ("could not find expected ':'", Text("这一行不是 键: 值", "this line is not key: value"),
     Text("写成 键: 值，半角冒号后空一格", "write key: value, with an ASCII colon and a blank")),
    ("expected ',' or", Text("大括号或方括号里少了逗号或右括号", "a comma or closing bracket is missing"),
     Text("各项用半角逗号分隔；含逗号、冒号的文字加引号", "separate with ASCII commas; quote text with commas")),
    ("expected <block end>", Text("缩进和上面的行对不上", "the indentation does not fit the lines above"),
     Text("同级的行左对齐", "align lines of one level")),
    ("unknown escape character", Text("引号里的反斜杠写法不对", "unknown escape in quotes"),
     Text("写 \\\\ 表示反斜杠，或改用单引号", "write \\\\ for a backslash, or use single quotes")),
    ("escape sequence", Text("引号里的反斜杠写法不对", "unknown escape in quotes"),
     Text("写 \\\\ 表示反斜杠，或改用单引号", "write \\\\ for a backslash, or use single quotes")),
    ("block sequence entries are not allowed", Text("这里不能开始列表", "a list cannot begin here"),
     Text("列表各项另起一行，用 - 开头", "begin each item of a list on a line of its own with -")),
    ("found undefined tag handle", Text("感叹号在 YAML 里有特殊含义", "an exclamation mark means a tag"),
     Text("给文字加引号", "quote the text")),
    ("cannot start any token", Text("这个字符不能这样开头", "text cannot begin with this character"),
     Text("给文字加引号", "quote the text")),
)  # fmt: skip
_UNKNOWN: Final = (
    Text("这里的写法读不懂", "this is not well-formed"),
    Text("按 键: 值 写；文字含特殊符号时加引号", "write key: value; quote text with special characters"),
)


def explain(source: Source, error: yaml.YAMLError, opened: int | None) -> Diagnostic:
    """The finding for an error of PyYAML; `opened` is where the innermost bracket or block began."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    at = min(mark.index if mark is not None else int(getattr(error, "position", 0)), len(source.text))
    message = str(getattr(error, "problem", None) or "")
    context = str(getattr(error, "context", None) or "")
    place = Place(source, Span(at, min(at + 1, len(source.text))))
    context_mark = getattr(error, "context_mark", None)
    if at < len(source.text) and source.text[at] == "\t":
        return problem("I805", place)
    if "quoted scalar" in context and "end of stream" in message and context_mark is not None:
        return _unclosed(source, context_mark.index, Text("引号", "quote"))
    if mistake := _mistake_before(source, at):
        return mistake
    if at >= len(source.text.rstrip()) and "flow" in context and context_mark is not None:
        return _unclosed(source, _bracket(source, context_mark.index, opened), Text("括号", "bracket"))
    return _wide_punctuation(source, place) or _meaning(place, message)


def not_yaml(place: Place) -> Diagnostic:
    """Something nobody can say more about."""
    return problem("I804", place, what=_UNKNOWN[0], suggestion=_UNKNOWN[1])


def _bracket(source: Source, at: int, opened: int | None) -> int:
    return at if source.text[at : at + 1] in ("{", "[") or opened is None else opened


def _unclosed(source: Source, at: int, what: Text) -> Diagnostic:
    return problem("I817", Place(source, Span(at, min(at + 1, len(source.text)))), what=what)


def _meaning(place: Place, message: str) -> Diagnostic:
    for part, what, suggestion in _MEANINGS:
        if part in message:
            return problem("I804", place, what=what, suggestion=suggestion)
    return not_yaml(place)


def _mistake_before(source: Source, at: int) -> Diagnostic | None:
    """A full-width blank or colon, or a colon without a blank, on the line of `at` or a few lines before it."""
    last = source.position(at).line
    for number in range(last, max(0, last - _LINES_BACK), -1):
        start, line = source.line_starts[number - 1], source.line(number)
        if blank := _WIDE_BLANK.match(line):
            return problem("I806", Place(source, Span(start + blank.start(1), start + blank.end(1))))
        found = colon_mistake(source, start, line)
        if found is not None:
            return found
        if number < last and re.search(r":(?: |$)", source.line(number)):
            break  # a sound line: what stands above it is not the cause
    return None


def colon_mistake(source: Source, start: int, text: str) -> Diagnostic | None:
    """`人口：3` or `人口:3` in `text`, which stands at `start`: the finding with its fix, or None."""
    for code, pattern in (("I807", _WIDE_COLON), ("I808", _TIGHT_COLON)):
        match = pattern.match(text)
        if match is not None:
            key = match.group(1).strip()
            whole = Place(source, Span(start + match.start(1), start + len(text.rstrip())))
            value = text[match.end() :].strip()
            better = f"{key}: {value}".rstrip()
            colon = Place(source, Span(start + match.end(1), start + match.end()))
            fix = Fix(
                Text("换成半角冒号和空格", "use an ASCII colon and a blank"),
                (Edit(colon, ": " if value else ":"),),
            )
            return problem(code, whole, fixes=(fix,), text=short(whole.text), better=short(better))
    return None


def _wide_punctuation(source: Source, place: Place) -> Diagnostic | None:
    """A full-width comma or bracket before the place, on its line."""
    position = place.position
    start = source.line_starts[position.line - 1]
    for offset in range(place.span.start, start - 1, -1):
        char = source.text[offset : offset + 1]
        if char in _WIDE and char:
            at = Place(source, Span(offset, offset + 1))
            what = Text(f"{char} 是全角的，不起分隔作用", f"{char} is full-width and separates nothing")
            better = Text(
                f"换成半角的 {_WIDE[char]}；如果是文字，加引号", f"write {_WIDE[char]}, or quote the text"
            )
            fix = Fix(
                Text("换成半角", "use the ASCII character"),
                (Edit(at, _WIDE[char] + (" " if char == "，" else "")),),
            )
            return problem("I804", at, fixes=(fix,), what=what, suggestion=better)
    return None
