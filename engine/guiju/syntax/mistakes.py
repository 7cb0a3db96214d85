"""What the parser met, in the drafter's words."""

from __future__ import annotations

import re
from collections.abc import Iterable

from guiju.diagnostics.codes import problem
from guiju.diagnostics.model import Diagnostic, Edit, Fix, Label, Text
from guiju.diagnostics.spoken import is_english
from guiju.source import Place, Source, Span
from guiju.syntax.figures import figure
from guiju.syntax.habits import habit
from guiju.syntax.keywords import Keyword, keywords
from guiju.syntax.slips import QUOTES, slip, unclosed_quote
from guiju.syntax.spot import Spot, write
from guiju.syntax.tokens import Token
from guiju.syntax.wordings import counted, simplified
from guiju.syntax.words import other_word

CONTINUING = "+＋-－*＊×/／÷=＝≥≤≠><＞＜,，、→"
_SHOWN = 8
_LONGEST = 500  # characters of a line
_WORDS: dict[str, Text] = {
    "NAME": Text("名称", "a name"),
    "LEVEL": Text("级次，如 `二级指标`", "a level such as `level_2`"),
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
_UNMENTIONED = frozenset({"LEVEL", "MINUS", "TIMES", "SLASH", "CARET", "DOT", "NOTE", "PROPOSAL"})
_BEGINNINGS = frozenset({"NAME", "STRING", "NUMBER", "COMPARE"})


def explain(source: Source, token: Token, expected: Iterable[str]) -> Diagnostic:
    """A finding for an unexpected token; `expected` are the terminals that could stand there."""
    start = token.start_pos
    spot = Spot(source, start, token, frozenset(expected))
    place = Place(source, Span(start, max(token.end_pos, start + 1)))
    if token.type == "?" and str(token) in QUOTES:
        return unclosed_quote(spot, place)
    if token.type == "_INDENT":
        return _too_deep(spot, place)
    if spot.terminals == {"_INDENT"}:
        return _block_missing(source, start)
    if found := _recognised(spot):
        return found
    unclosed = "_RPAR" in spot.terminals and token.type != "_COMMA" and not _is_closed(source, start)
    if unclosed and (bracket := _open_bracket(source, start)):
        return problem(
            "S106", bracket, labels=(Label(place, Text("到这里还没有右括号", "not closed up to here")),)
        )
    if spot.at_start and re.match(r"[^\W\d]", str(token)):
        return _unknown_statement(spot, place)
    return (slip(spot) if len(spot.line) <= _LONGEST else None) or problem(
        "S101", place, found=_found(token), expected=_expected(spot), notes=_continued(source, start)
    )


def _recognised(spot: Spot) -> Diagnostic | None:
    """A habit from elsewhere; not looked for in lines that no person wrote."""
    if len(spot.line) > _LONGEST:
        return None
    if left_open := _left_open(spot):
        return left_open
    if spot.at_start:
        return habit(spot) or figure(spot)
    return figure(spot) or habit(spot)


def _left_open(spot: Spot) -> Diagnostic | None:
    """A comma or an operator at the end of the line above, which therefore was read on into the next statement."""
    above = re.sub(
        r"[#＃][^\n]*$", "", spot.source.text[: max(spot.first - 1, 0)].rpartition("\n")[2]
    ).rstrip()
    first = re.match(r"\s*(\w+)", spot.line)
    if not above or above[-1] not in CONTINUING or first is None:
        return None
    if not any(first.group(1) in (k.zh, k.en) for k in keywords()) or first.group(1) in _CONNECTIVES:
        return None
    at = spot.source.text.rfind("\n", 0, max(spot.first - 1, 0)) + len(above)
    place = Place(spot.source, Span(at, at + 1))
    if above[-1] in ",，、":
        advice = Text("删去它：下一行是另一件事", "delete it: the next line is something else")
        return problem("S144", place, fixes=(write(place, ""),), mark=above[-1], advice=advice)
    where, what = (
        Text(f"`{above[-1]}` 之后", f"after `{above[-1]}`"),
        Text("另一半算式", "the rest of the formula"),
    )
    advice = Text("补上它，或删去这个运算符", "write it, or delete the operator")
    return problem("S142", place, where=where, what=what, advice=advice)


_CONNECTIVES = frozenset(
    [
        "若",
        "则",
        "否则",
        "是",
        "否",
        "非",
        "且",
        "或",
        "不适用",
        "满分",
        "if",
        "then",
        "else",
        "yes",
        "no",
        "not",
        "and",
        "or",
        "not_applicable",
        "full",
    ]
)


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


def _block_missing(source: Source, start: int) -> Diagnostic:
    """A statement that needs a block below it and has none: said at its end, not at the line after it."""
    first = source.text.rfind("\n", 0, start) + 1
    end = len(source.text[: start if source.text[first:start].strip() else first].rstrip())
    number = source.position(end).line
    where = Text(f"第 {number} 行之下", f"below line {number}")
    what = Text("缩进的下一级内容", "an indented block")
    advice = Text(
        "把属于它的各行写在下面，各多缩进一层", "write what belongs to it on the lines below, indented"
    )
    return problem("S142", Place(source, Span(end, end + 1)), where=where, what=what, advice=advice)


def _too_deep(spot: Spot, place: Place) -> Diagnostic:
    """Something is indented below a line that takes no block."""
    above = spot.source.text[: spot.first].rstrip("\n").split("\n")
    while above and (not above[-1].strip() or above[-1].lstrip().startswith(("#", "＃"))):
        above.pop()
    column = len(spot.line) - len(spot.line.lstrip())
    blank = spot.place(0, column)
    if not above:
        note = Text("文件的第一行不缩进", "the first line of a file is not indented")
        return problem("S103", blank, notes=(note,), fixes=(write(blank, ""),))
    owner = above[-1]
    start = sum(len(line) + 1 for line in above[:-1])
    if count := re.search(
        r"至少(?:满足|具备|达到|符合)?\s*([一二两三四五六七八九十\d]+)\s*[项条个款]", owner
    ):
        figure = counted(count.group(1) + "项") or count.group(1)
        written = f"至少 {figure.split(' ')[0]} 项"
        at = Place(spot.source, Span(start + count.start(), start + count.end()))
        advice = Text(f"写成 {written}", f"write {written}")
        return problem("S101", at, fixes=(write(at, written),), found=_quoted(at.text), expected=advice)
    number = len(above)
    note = Text(
        f"第 {number} 行之下不能有缩进的内容；要接着写上一行，把运算符或逗号留在它的末尾",
        f"nothing can be indented below line {number}; to go on with that line, end it in an operator or a comma",
    )
    level = owner[: len(owner) - len(owner.lstrip())]
    fix = Fix(Text("与上一行左对齐", "align it with the line above"), (Edit(blank, level),))
    return problem("S103", place, notes=(note,), fixes=(fix,))


def _unknown_statement(spot: Spot, place: Place) -> Diagnostic:
    """A line that begins with a word that is no keyword here."""
    source, terminals = spot.source, spot.terminals
    word = re.match(r"\w+", source.text[place.span.start :])
    text = word.group() if word else place.text
    place = Place(source, Span(place.span.start, place.span.start + len(text)))
    spelled = [_spell(source, k) for k in keywords() if k.terminal in terminals]
    if glued := next(
        (
            w
            for w in sorted(spelled, key=len, reverse=True)
            if len(w) > 1 and text.startswith(w) and text != w
        ),
        None,
    ):
        at = Place(source, Span(place.span.start + len(glued), place.span.start + len(glued)))
        suggestion = Text(f"在 `{glued}` 之后空一格", f"put a blank after `{glued}`")
        return problem("S109", place, fixes=(write(at, " "),), found=text, suggestion=suggestion)
    elsewhere = any(text in (k.zh, k.en) for k in keywords())
    if not elsewhere and (close := other_word(spot, text)) and close != text:
        suggestion = Text(f"是不是 `{close}`？", f"did you mean `{close}`?")
        if simplified(text) == close:
            suggestion = Text(f"用简体字写 `{close}`", f"write `{close}` in simplified characters")
        return problem("S109", place, fixes=(write(place, close),), found=text, suggestion=suggestion)
    words = [_WORDS[t] for t in sorted(terminals & _BEGINNINGS)] + [_quoted(w) for w in spelled[:12]]
    known = "、".join(word.zh for word in words), ", ".join(word.en for word in words)
    if elsewhere:
        suggestion = Text(
            f"`{text}` 不能写在这一层：它属于上面的哪一行，就比那一行多缩进一层",
            f"`{text}` does not belong at this level: indent it below the line it is of",
        )
    elif not spot.before and re.match(r"\w+\s*[:：]", spot.line):
        suggestion = Text(
            "它像是上面某一行的内容：在行首多缩进一层",
            "it seems to be part of a line above: indent it below that line",
        )
    elif "SHALL" in terminals:
        modals = "、".join(spot.spell(t) for t in ("SHALL", "SHOULD", "MAY", "VETO"))
        written = f"{spot.spell('SHALL')} {spot.line.strip()}"
        suggestion = Text(
            f"条件以 {modals} 之一开头，例如 {written}", f"a criterion begins with one of {modals}: {written}"
        )
    else:
        suggestion = Text(
            f"这里可以写：{known[0] or '（无）'}", f"what can stand here: {known[1] or '(nothing)'}"
        )
    return problem("S109", place, found=text, suggestion=suggestion)


def _quoted(text: str) -> Text:
    return Text(f"`{text}`", f"`{text}`")


def _spell(source: Source, keyword: Keyword) -> str:
    return keyword.en if is_english(source) else keyword.zh


def _found(token: Token) -> Text:
    if token.type in ("_NL", "$END"):
        return Text("到此为止的一行：还没有写完", "the end of the line, before the statement is complete,")
    if token.type == "_DEDENT":
        return Text("到此为止的一段：还没有写完", "the end of the block, before it is complete,")
    return _quoted(str(token))


def _expected(spot: Spot) -> Text:
    table = {keyword.terminal: keyword for keyword in keywords()}
    words = []
    for terminal in sorted(spot.terminals - _UNMENTIONED, key=lambda t: (t in table, t)):
        if terminal in _WORDS:
            words.append(_WORDS[terminal])
        elif terminal in table:
            words.append(_quoted(_spell(spot.source, table[terminal])))
    more = Text("等", " …") if len(words) > _SHOWN else Text("", "")
    return Text(
        "这里可以写：" + "、".join(word.zh for word in words[:_SHOWN]) + more.zh,
        "what can stand here: " + ", ".join(word.en for word in words[:_SHOWN]) + more.en,
    )
