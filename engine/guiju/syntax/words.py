"""Words: one that is almost a keyword, one run into another, one that is missing."""

from __future__ import annotations

import re

from guiju.diagnostics.codes import problem
from guiju.diagnostics.model import Diagnostic, Text
from guiju.diagnostics.suggest import closest
from guiju.source import Place
from guiju.syntax.keywords import keywords
from guiju.syntax.spot import Spot, write
from guiju.syntax.wordings import SYNONYMS, simplified
from guiju.units import BUILT_IN, parse_unit

OPTIONAL = frozenset({"STRING", "PER", "NOTE", "PROPOSAL"})
_OPERATORS = frozenset(
    [
        "PLUS",
        "MINUS",
        "TIMES",
        "SLASH",
        "CARET",
        "COMPARE",
        "EQUALS",
        "AND",
        "OR",
        "DOT",
        "_LPAR",
        "UNIT",
        "WHERE",
        "TAKE",
    ]
)
_LINES = frozenset(
    [
        "SCORING",
        "MEASURE",
        "DIRECTION",
        "AGGREGATE",
        "MISSING",
        "INDICATOR",
        "STATUS",
        "ISSUED",
        "EFFECTIVE",
        "ENDS",
        "REVISION",
        "EVIDENCE",
        "PROVIDER",
    ]
)
# What a statement needs where drafters forget it; ⟦⟧ as the file writes it.
_EXAMPLES = {
    "JUDGED": Text(
        "⟦判定 全数值⟧，或 ⟦判定 修约值 1 位⟧", "⟦judged full_value⟧ or ⟦judged rounded 1 places⟧"
    ),
    "FULL": Text("⟦满分 100⟧", "⟦full 100⟧"),
    "BY": Text("⟦按 总分⟧", "⟦by total⟧"),
    "ELSE": Text("⟦否则 0⟧", "⟦else 0⟧"),
    "THEN": Text("⟦若 条件 则 算式 否则 算式⟧", "⟦if condition then formula else formula⟧"),
    "GIVES": Text("⟦每 100 户 得 1⟧", "⟦each 100 户 gives 1⟧"),
    "ID": Text('⟦标准 bianhao "名称"⟧：编号用字母和数字', '⟦standard id "title"⟧: letters and digits'),
    "ARROW": Text("⟦线性 0% → 0, 30% → 满分⟧", "⟦linear 0% → 0, 30% → full⟧"),
    "_COMMA": Text("⟦线性 0% → 0, 30% → 满分⟧", "⟦linear 0% → 0, 30% → full⟧"),
    "NUMBER": Text("在这里写一个数", "write a number here"),
    "STRING": Text("在这里写引号中的文字", "write a text in quotes here"),
}


def other_word(spot: Spot, text: str) -> str | None:
    """The keyword that was probably meant by a word, of those that could stand here."""
    here = {k.terminal: spot.spell(k.terminal) for k in keywords() if k.terminal in spot.terminals}
    if simplified(text) in here.values():
        return simplified(text)
    for terminal in SYNONYMS.get(text.lower(), ()):
        if terminal in here:
            return here[terminal]
    if text.lower() in here.values():
        return text.lower()
    return closest(text, here.values()) if len(text) > 1 else None


def misspelled(spot: Spot) -> Diagnostic | None:
    """A word that is almost one of the keywords that could stand here."""
    match = re.match(r"[^\W\d]\w*", spot.rest)
    if match is None:
        return None
    text = match.group()
    place = spot.here(len(text))
    if "_TYPE" in "".join(spot.terminals) and parse_unit(text, BUILT_IN):
        written = spot.say(f"数值({text})", f"number({text})")
        return wrong(
            place,
            Text(
                f"单位写在类型后的括号里：{written}", f"a unit stands in brackets after the type: {written}"
            ),
            fix=written,
        )
    if text in ("x", "X", "乘") and "PLUS" in spot.terminals:
        return wrong(place, Text("乘号写作 ×", "times is written ×"), fix="×")
    if (meant := other_word(spot, text)) and meant != text:
        note = Text(f"是不是 `{meant}`？", f"did you mean `{meant}`?")
        if simplified(text) == meant:
            note = Text(f"用简体字写 `{meant}`", f"write `{meant}` in simplified characters")
        certain = simplified(text) == meant or text.lower() in SYNONYMS
        return wrong(place, note, fix=meant if certain else None)
    before = re.search(r"[^\W\d]+\s+$", spot.before)
    if before and before.group().strip() in SYNONYMS and SYNONYMS[before.group().strip()] == ("NOT",):
        written = spot.spell("NOT")
        at = spot.place(before.start(), before.start() + len(before.group().strip()))
        return wrong(
            at,
            Text(f"条件的反面写 {written}", f"the opposite of a condition is written {written}"),
            fix=written,
        )
    if "_NL" in spot.terminals and any(text in (k.zh, k.en) and k.terminal in _LINES for k in keywords()):
        advice = Text(
            f"`{text}` 另起一行，与这一行左对齐", f"put `{text}` on a line of its own, aligned with this one"
        )
        start = len(spot.before.rstrip())
        indent = re.match(r"\s*", spot.line)
        return wrong(
            place,
            advice,
            fix="\n" + (indent.group() if indent else ""),
            wide=spot.place(start, len(spot.before)),
        )
    return None


def glued(spot: Spot) -> Diagnostic | None:
    """`就业权重 15`: a keyword run into the name before it."""
    before = re.search(r"[^\W\d]\w*(?=\s*$)", spot.before)
    for keyword in keywords() if before and spot.token.type == "NUMBER" else ():
        word = spot.spell(keyword.terminal)
        if (
            before
            and keyword.terminal in spot.terminals
            and before.group().endswith(word)
            and before.group() != word
        ):
            at = before.end() - len(word)
            advice = Text(f"在 `{word}` 前面空一格", f"put a blank before `{word}`")
            place = spot.place(before.start(), before.end())
            return wrong(place, advice, fix=" ", wide=spot.place(at, at))
    return None


def _judgement(spot: Spot) -> Diagnostic | None:
    """`判定 1 位小数`: the word for how scores are compared is missing."""
    if not {"FULL_VALUE", "ROUNDED"} <= spot.terminals:
        return None
    example = _EXAMPLES["JUDGED"]
    advice = Text(f"写成 {example.zh}", f"write {example.en}")
    return wrong(spot.here(len(spot.token)), advice)


def absent(spot: Spot) -> Diagnostic | None:
    """The one thing that must come next and does not."""
    if spot.terminals & {"_NL", "_INDENT", "_DEDENT", "$END"} or spot.at_start:
        return None
    if judged := _judgement(spot):
        return judged
    needed = (
        spot.terminals - OPTIONAL - _OPERATORS if spot.terminals - OPTIONAL - _OPERATORS else spot.terminals
    )
    if len(needed) != 1:
        return None
    (terminal,) = needed
    known = {k.terminal: spot.spell(k.terminal) for k in keywords()}
    words = {
        "NUMBER": Text("一个数", "a number"),
        "STRING": Text("引号中的文字", "a text in quotes"),
        "NAME": Text("名称", "a name"),
        "ID": Text("编号", "an identifier"),
        "ARROW": Text("箭头 `→`", "an arrow `→`"),
        "_COMMA": Text("第二个点", "a second point"),
    }
    what = words.get(terminal) or (
        Text(f" `{known[terminal]}`", f"`{known[terminal]}`") if terminal in known else None
    )
    if what is None:
        return None
    example = _EXAMPLES.get(terminal, Text("补上它", "add it"))
    advice = (
        example
        if terminal in ("NUMBER", "STRING") or terminal not in _EXAMPLES
        else Text(f"补上，例如 {example.zh}", f"add it, for example {example.en}")
    )
    length = len(spot.token) if spot.rest.strip() else 1
    return problem("S142", spot.here(length), where=after(spot), what=what, advice=advice)


def side_by_side(spot: Spot) -> Diagnostic | None:
    """Two operands side by side."""
    if "PLUS" not in spot.terminals or spot.token.type not in (
        "NAME",
        "NUMBER",
        "_LPAR",
        "STRING",
        "ID",
        "UNIT",
    ):
        return None
    if not re.search(r"[\w)）]\s*$", spot.before):
        return None
    unit = re.search(r"[^\W\d]+(?=\s*$)", spot.before)
    if spot.token.type == "NUMBER" and unit and parse_unit(unit.group(), BUILT_IN):
        written = f"{spot.token} {unit.group()}"
        wide = spot.place(unit.start(), len(spot.before) + len(spot.token))
        advice = Text(f"单位写在数的后面：{written}", f"a unit follows its number: {written}")
        return wrong(wide, advice, fix=written)
    what = Text("运算符", "an operator")
    advice = Text(
        "补上运算符，例如 ×、+ 或 且；函数的参数写在括号里",
        "add one such as × + and; arguments stand in brackets",
    )
    place = spot.here(len(spot.token))
    text = place.text
    return problem("S142", place, where=Text(f"`{text}` 前面", f"before `{text}`"), what=what, advice=advice)


def after(spot: Spot) -> Text:
    word = re.search(r"\S+$", spot.before.rstrip())
    return Text(f"`{word.group()}` 之后", f"after `{word.group()}`") if word else Text("这里", "here")


def wrong(place: Place, advice: Text, *, fix: str | None = None, wide: Place | None = None) -> Diagnostic:
    fixes = () if fix is None else (write(wide or place, fix),)
    return problem(
        "S101", place, fixes=fixes, found=Text(f"`{place.text}`", f"`{place.text}`"), expected=advice
    )
