"""What the parser met, in the drafter's words."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lark import Token

from guiju.diagnostics.codes import problem
from guiju.diagnostics.model import Diagnostic, Edit, Fix, Label, Text
from guiju.diagnostics.spoken import is_english
from guiju.diagnostics.suggest import closest
from guiju.source import Place, Source, Span
from guiju.syntax.keywords import Keyword, keywords
from guiju.syntax.wordings import sign_for

_QUOTES = '"“”＂「」'
CONTINUING = "+＋-－*＊×/／÷=＝≥≤≠><＞＜,，、→"
_SHOWN = 8
_WORDS: dict[str, Text] = {
    "NAME": Text("名称", "a name"),
    "ID": Text("编号", "an identifier"),
    "STRING": Text("引号中的文字", "a quoted text"),
    "NUMBER": Text("数", "a number"),
    "UNIT": Text("单位", "a unit"),
    "DATE": Text("日期", "a date"),
    "CODE": Text("代码", "a code"),
    "_COLON": Text("冒号 `:`", "a colon"),
    "_COMMA": Text("逗号", "a comma"),
    "_LPAR": Text("左括号", "an opening bracket"),
    "_RPAR": Text("右括号", "a closing bracket"),
    "ARROW": Text("箭头 `→`", "an arrow `→`"),
    "COMPARE": Text("比较号 `≥ ≤ > < ≠`", "a comparison `≥ ≤ > < ≠`"),
    "EQUALS": Text("`=`", "`=`"),
    "PLUS": Text("加减乘除", "an operator"),
    "_NL": Text("换行", "the end of the line"),
    "_INDENT": Text("缩进的下一级内容", "an indented block"),
    "_DEDENT": Text("本段结束", "the end of the block"),
    "$END": Text("文件结束", "the end of the file"),
}
_UNMENTIONED = frozenset({"MINUS", "TIMES", "SLASH", "CARET", "DOT", "NOTE", "PROPOSAL"})
_BEGINNINGS = frozenset({"NAME", "STRING", "NUMBER", "COMPARE"})
_PUNCTUATION = frozenset({"_COMMA", "_LPAR", "_RPAR", "PLUS", "SLASH", "DOT", "MINUS"})


def explain(source: Source, token: Token, expected: Iterable[str]) -> Diagnostic:
    """A finding for an unexpected token; `expected` are the terminals that could stand there."""
    start = token.start_pos or 0
    place = Place(source, Span(start, max(token.end_pos or 0, start + 1)))
    before = source.text[source.text.rfind("\n", 0, start) + 1 : start]
    terminals = frozenset(expected)
    if token.type == "?" and str(token) in _QUOTES:
        return problem("S105", place)
    if token.type == "_INDENT":
        return problem("S103", place, notes=_no_block(source, start))
    if terminals == {"_INDENT"}:
        return _block_missing(source, start)
    unclosed = "_RPAR" in terminals and token.type != "_COMMA" and not _is_closed(source, start)
    if unclosed and (bracket := _open_bracket(source, start)):
        return problem(
            "S106", bracket, labels=(Label(place, Text("到这里还没有右括号", "not closed up to here")),)
        )
    if number := _thousands(source, start, before) or _strange_number(source, start, before):
        return problem("S110", number, text=number.text)
    if not before.strip() and re.match(r"[^\W\d]", str(token)):
        return _unknown_statement(source, place, terminals)
    if before.strip() and (words := sign_for(source, start)):
        return _in_words(*words)
    return problem(
        "S101",
        place,
        found=_found(token),
        expected=_expected(source, token, terminals, before),
        notes=_continued(source, start),
    )


def _in_words(place: Place, sign: str) -> Diagnostic:
    """A comparison or a connective in words: the sign for it is the fix."""
    fix = Fix(Text(f"写成 {sign}", f"write {sign}"), (Edit(place, f" {sign} "),))
    found = Text(f"`{place.text}`", f"`{place.text}`")
    expected = Text(f"`{sign}`（“{place.text}”写作 {sign}）", f"`{sign}` for “{place.text}”")
    return problem("S101", place, fixes=(fix,), found=found, expected=expected)


def _continued(source: Source, start: int) -> tuple[Text, ...]:
    """Say so when the line before ends in an operator and was therefore read on."""
    above = source.text[: source.text.rfind("\n", 0, start) + 1].rstrip()
    if above and above[-1] in CONTINUING:
        return (
            Text(
                "上一行以运算符或逗号结尾，这一行被当作它的继续",
                "the line above ends in an operator or a comma, so this line was read as its end",
            ),
        )
    return ()


def _open_bracket(source: Source, start: int) -> Place | None:
    """The opening bracket before `start` that nothing closes, at most 20 lines above."""
    depth, lines, quote = 0, 0, ""
    for offset in range(start - 1, -1, -1):
        char = source.text[offset]
        lines += char == "\n"
        if lines > 20:
            break
        if quote:
            quote = "" if char in quote else quote
        elif char in '"”':
            quote = '"' if char == '"' else "“”"
        elif char in ")）":
            depth += 1
        elif char in "(（":
            if depth == 0:
                return Place(source, Span(offset, offset + 1))
            depth -= 1
    return None


def _is_closed(source: Source, start: int) -> bool:
    """Whether the rest of the line holds a closing bracket for one that was opened before."""
    depth = 0
    for char in source.text[start:].partition("\n")[0]:
        depth += (char in "(（") - (char in ")）")
        if depth < 0:
            return True
    return False


def _thousands(source: Source, start: int, before: str) -> Place | None:
    """`1,234` read as a number, a comma and a number."""
    head = re.search(r"\d{1,3}$", before)
    tail = re.match(r"[,，]\d{3}(?!\d)", source.text[start : start + 5])
    if not head or not tail:
        return None
    return Place(source, Span(start - len(head.group()), start + len(tail.group())))


def _strange_number(source: Source, start: int, before: str) -> Place | None:
    """`1e3`, `1_000`, `0x10`, `2OO` and `5.` read as a number and what follows it."""
    written = re.search(r"(?<!\w)\d[\d.]*[eExXoO_][\deEoO_]*\s*$|(?<!\w)\d+[.．]\s*$", before)
    if not written:
        return None
    first = start - len(before) + written.start()
    return Place(source, Span(first, first + len(written.group().rstrip())))


def _block_missing(source: Source, start: int) -> Diagnostic:
    """A statement that needs a block below it and has none: said at its end, not at the line after it."""
    first = source.text.rfind("\n", 0, start) + 1
    end = len(source.text[: start if source.text[first:start].strip() else first].rstrip())
    block = Text("缩进的下一级内容", "an indented block")
    found = Text("：下面应有缩进的内容，却没有", "the end of the line, without an indented block below,")
    return problem("S101", Place(source, Span(end, end + 1)), found=found, expected=block)


def _no_block(source: Source, start: int) -> tuple[Text, ...]:
    """Say which line it is that takes no block."""
    number = source.position(len(source.text[:start].rstrip())).line
    return (
        Text(
            f"第 {number} 行之下不能有缩进的内容；要接着写上一行，把运算符或逗号留在它的末尾",
            f"nothing can be indented below line {number}; to go on with that line, end it in an operator or a comma",
        ),
    )


def _unknown_statement(source: Source, place: Place, terminals: frozenset[str]) -> Diagnostic:
    """A line that begins with a word that is no keyword here."""
    word = re.match(r"\w+", source.text[place.span.start :])
    text = word.group() if word else place.text
    place = Place(source, Span(place.span.start, place.span.start + len(text)))
    candidates = [k for k in keywords() if k.terminal in terminals]
    spelled = [_spell(source, keyword) for keyword in candidates]
    close = closest(text, spelled)
    words = [_WORDS[t] for t in sorted(terminals & _BEGINNINGS)] + [
        Text(f"`{w}`", f"`{w}`") for w in spelled[:12]
    ]
    known = "、".join(word.zh for word in words), ", ".join(word.en for word in words)
    elsewhere = any(text in (k.zh, k.en) for k in keywords())
    if close and close != text:
        suggestion = Text(f"是不是 `{close}`？", f"did you mean `{close}`?")
    elif elsewhere:
        suggestion = Text(
            f"`{text}` 不能写在这一层，看看它是否应当缩进；这里可以写：{known[0]}",
            f"`{text}` does not belong at this level, look at its indentation; what can stand here: {known[1]}",
        )
    else:
        suggestion = Text(
            f"这里可以写：{known[0] or '（无）'}", f"what can stand here: {known[1] or '(nothing)'}"
        )
    return problem("S109", place, found=text, suggestion=suggestion)


def _spell(source: Source, keyword: Keyword) -> str:
    return keyword.en if is_english(source) else keyword.zh


def _found(token: Token) -> Text:
    if token.type in ("_NL", "$END"):
        return Text(
            "：这一行到此就结束了，还没有写完", "the end of the line, before the statement is complete,"
        )
    if token.type == "_DEDENT":
        return Text("：下面应有缩进的内容，却没有", "the end of the block, without an indented block below,")
    return Text(f"`{token}`", f"`{token}`")


def _expected(source: Source, token: Token, terminals: frozenset[str], before: str) -> Text:
    table = {keyword.terminal: keyword for keyword in keywords()}
    words = []
    for terminal in sorted(terminals - _UNMENTIONED, key=lambda t: (t in table, t)):
        if terminal in _WORDS:
            words.append(_WORDS[terminal])
        elif terminal in table:
            spelled = _spell(source, table[terminal])
            words.append(Text(f"`{spelled}`", f"`{spelled}`"))
    more = Text("等", " …") if len(words) > _SHOWN else Text("", "")
    listed = Text(
        "、".join(word.zh for word in words[:_SHOWN]) + more.zh,
        ", ".join(word.en for word in words[:_SHOWN]) + more.en,
    )
    if token.type in _PUNCTUATION and "STRING" in terminals and before.split():
        return Text(
            f"{listed.zh}。名称里有标点的，先起短名称，再把全文写在引号里",
            f"{listed.en}. A name with punctuation: give a short name, then the full text in quotes",
        )
    return listed
