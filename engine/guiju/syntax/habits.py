"""What people bring along from Word, Excel, Markdown and other languages, told for what it is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from guiju.diagnostics.codes import problem
from guiju.diagnostics.model import Diagnostic, Fix, Text
from guiju.source import Place
from guiju.syntax.ranges import range_at
from guiju.syntax.spot import Spot, write
from guiju.syntax.wordings import CHARACTERS, CONNECTIVES, sign_for

_TABLE_LINE = re.compile(r"\s*\|.*\|\s*$|\s*\S[^:：=＝→\"“]*\t+\s*\S[^:：=＝→\"“]*$")
_BULLET = re.compile(r"\s*((?:[-－*＊•●○■□◆◇▪·➢>]|—{1,2}|–)\s*)(?=[^\W\d]|[\"“])")
_NUMBERING = re.compile(
    r"\s*((?:[(（]\s*(?:[一二三四五六七八九十]+|\d+|[a-z])\s*[)）]|[一二三四五六七八九十]+[、.．]|第[一二三四五六七八九十\d]+[条章节]"
    r"|\d+\s*[)）、]|\d+(?:[.．]\d+)*[.．](?!\d)|[①-⑳]|[a-z][)）])\s*)"
)
_PROSE = re.compile(r"\s*(?:\d+(?:[.．]\d+)*\s+)?(?=[^=＝:：→]*[\u4e00-\u9fff]{6,})[^=＝:：→]*[。；]?\s*$")
_COMMENT = re.compile(r"//+|/\*+|--+|<!--|%%|注[:：]|备注[:：]|说明[:：]|[(（]注[:：]?")
_CELL = re.compile(r"[=＝]?\s*\$?[A-Z]{1,2}\$?\d{1,5}(?![\w.])|\$[A-Z]{1,3}\$?\d+")
_DATE = re.compile(r"(\d{4})\s*[年./-]\s*(\d{1,2})(?:\s*[月./-]\s*(\d{1,2})\s*日?|\s*月)?")
_OPENING, _CLOSING = "[［【〔{｛《〈‘'", "]］】〕}｝》〉’'"


def habit(spot: Spot) -> Diagnostic | None:
    """The first habit that explains the mistake."""
    return next((found for look in _LOOKS if (found := look(spot)) is not None), None)


def _foreign(place: Place, what: Text, advice: Text, *fixes: Fix) -> Diagnostic:
    return problem("S140", place, fixes=fixes, what=what, advice=advice)


# --- whole lines ------------------------------------------------------------------------------------------------------


def _table(spot: Spot) -> Diagnostic | None:
    if not _TABLE_LINE.match(spot.line) or not (spot.at_start or "\t" in spot.line or "|" in spot.rest):
        return None
    what = Text("这一行像是从表格里粘贴来的", "this line seems to be pasted from a table")
    advice = Text(
        "表格不能直接用：把每一行改写成规则，例如 ⟦指标 名称 权重 5⟧、⟦≥ 50 户 : 60%⟧、⟦优秀 : 得分 ≥ 90⟧",
        "a table cannot be used as it is: write each row as a rule, for example ⟦indicator name weight 5⟧, "
        "⟦≥ 50 户 : 60%⟧, ⟦A : score ≥ 90⟧",
    )
    start = len(spot.line) - len(spot.line.lstrip())
    return _foreign(spot.place(start, len(spot.line.rstrip())), what, advice)


def _marker(spot: Spot) -> Diagnostic | None:
    """A bullet or a number before what the line says."""
    column = spot.start - spot.first
    for pattern, zh, en in ((_BULLET, "列项符号", "a bullet"), (_NUMBERING, "编号", "numbering")):
        match = pattern.match(spot.line)
        if match is None or column > match.end(1) or _COMMENT.match(spot.line, match.start(1)):
            continue
        place = spot.place(match.start(1), match.start(1) + len(match.group(1).rstrip()))
        what = Text(f"行首的 `{place.text}` 是{zh}，规则里不写", f"`{place.text}` before the line is {en}")
        advice = Text(
            "删去它：一行一条，层次用缩进表示",
            "delete it: one statement a line, indented below what it is of",
        )
        return _foreign(place, what, advice, write(spot.place(match.start(1), match.end(1)), ""))
    return None


def _prose(spot: Spot) -> Diagnostic | None:
    if (
        not spot.at_start
        or not re.match(r"\s*\d+(?:[.．]\d+)+\s|.*[。；]\s*$", spot.line)
        or not _PROSE.match(spot.line)
    ):
        return None
    start = len(spot.before)
    what = Text("这一行像是条文的原文，不是规则", "this line seems to be the text of a standard, not a rule")
    advice = Text(
        '作注释保留的，在行首加 #；作说明的，在有关的行下写 ⟦说明 "…"⟧',
        'to keep it as a comment put # before it; as a note write ⟦note "…"⟧ below the line it speaks of',
    )
    return _foreign(
        spot.place(start, len(spot.line.rstrip())), what, advice, write(spot.place(start, start), "# ")
    )


def _comment(spot: Spot) -> Diagnostic | None:
    match = _COMMENT.match(spot.rest) or (
        _COMMENT.match(spot.line, spot.start - spot.first - 1) if spot.before.endswith(("/", "-")) else None
    )
    if match is None:
        return None
    start = match.start() if match.string is spot.line else match.start() + spot.start - spot.first
    place = spot.place(start, start + len(match.group()))
    what = Text(f"注释不用 `{place.text}` 开头", f"a comment does not begin with `{place.text}`")
    advice = Text(
        '注释以 # 开头；要留在结果里的说明，写 ⟦说明 "…"⟧',
        'a comment begins with #; what should stay with the result is written ⟦note "…"⟧',
    )
    tail = spot.line.rstrip()
    others = ((spot.place(len(tail) - 2, len(tail)), ""),) if tail.endswith("*/") else ()
    mark = "#" if spot.line[start + len(match.group()) :][:1] == " " else "# "
    return _foreign(place, what, advice, write(place, mark, *others))


def _end_mark(spot: Spot) -> Diagnostic | None:
    """`。` or `；` where a line ends, or between two statements."""
    mark = spot.rest[:1]
    alone = not re.sub(r"[#＃].*", "", spot.rest[1:]).strip()
    if not mark or mark not in "。；;．.，,、！：:" or (mark not in "。；;" and not alone):
        return None
    place = spot.here(1)
    if alone:
        advice = Text("删去它：换行就是一行的结束", "delete it: the line ends where the line ends")
        return problem("S144", place, fixes=(write(place, ""),), mark=mark, advice=advice)
    if re.match(r"[。]\d", spot.rest) and re.search(r"\d$", spot.before):
        return None
    what = Text(f"一行里不能用 `{mark}` 接着写", f"a line does not go on after `{mark}`")
    advice = Text(
        "一行只写一件事：把它后面的内容另起一行", "one thing a line: put what follows on a line of its own"
    )
    return _foreign(place, what, advice)


# --- pieces -----------------------------------------------------------------------------------------------------------


def _excel(spot: Spot) -> Diagnostic | None:
    match = _CELL.match(spot.rest) or (re.match(r"[=＝]\s*[A-Z]+\(", spot.rest))
    if match is None:
        return None
    end = re.match(r"[=＝]?[\w$:()+\-*/.,]*", spot.rest)
    place = spot.here(end.end() if end else 1)
    what = Text(f"`{place.text}` 是 Excel 的公式", f"`{place.text}` is a formula of Excel")
    advice = Text(
        "单元格写成数据的名称，前面不写等号，例如 ⟦取值 产值 / 企业数⟧",
        "write the names of the inputs in place of the cells, without the sign before it: ⟦value revenue / firms⟧",
    )
    return _foreign(place, what, advice)


def _date(spot: Spot) -> Diagnostic | None:
    if "DATE" not in spot.terminals or (match := _DATE.match(spot.rest)) is None:
        return None
    place = spot.here(match.end())
    year, month, day = match.groups()
    if day is None:
        advice = Text(
            f"日期要写到日，例如 {year}-{int(month):02}-01", f"a date has a day: {year}-{int(month):02}-01"
        )
        return problem("S101", place, found=_quoted(place.text), expected=advice)
    written = f"{year}-{int(month):02}-{int(day):02}"
    advice = Text(f"日期写成 {written}", f"a date is written {written}")
    return problem("S101", place, fixes=(write(place, written),), found=_quoted(place.text), expected=advice)


def _bracket(spot: Spot) -> Diagnostic | None:
    """Brackets and quotes of another kind."""
    char = spot.rest[:1]
    if not char or char not in _OPENING:
        return None
    close = spot.rest.find(_CLOSING[_OPENING.index(char)], 1)
    inner = spot.rest[1:close] if close > 0 else ""
    place = spot.here(close + 1 if close > 0 else 1)
    if char in "《〈‘'" or (
        "STRING" in spot.terminals & {"STRING"} and not spot.terminals & {"_LPAR", "NAME"}
    ):
        quoted = f'"{inner.strip()}"'
        advice = Text(f"文字写在双引号里：{quoted}", f"a text is written in double quotes: {quoted}")
        fixes = (write(place, quoted),) if inner else ()
        return problem("S101", place, fixes=fixes, found=_quoted(place.text), expected=advice)
    advice = Text(f"只用圆括号：({inner or '…'})", f"only round brackets are used: ({inner or '…'})")
    fixes = (write(place, f"({inner})"),) if inner else ()
    return problem("S101", place, fixes=fixes, found=_quoted(char), expected=advice)


def _sign(spot: Spot) -> Diagnostic | None:
    """A comparison or a connective in words, or with the sign of another language."""
    for written in sorted(CONNECTIVES, key=len, reverse=True):
        if spot.rest.startswith(written) and (keyword := spot.spell(CONNECTIVES[written])):
            if spot.before.strip() and (CONNECTIVES[written] == "NOT") == ("PLUS" in spot.terminals):
                break  # `产值!` is no negation
            return _as_sign(spot, spot.here(len(written)), keyword)
    if spot.before.strip() and (words := sign_for(spot.source, spot.start)):
        place, sign = words
        sign = {"且": spot.spell("AND"), "或": spot.spell("OR")}.get(sign, sign)
        return _as_sign(spot, place, sign)
    return None


def _as_sign(spot: Spot, place: Place, sign: str) -> Diagnostic:
    start, end = place.span.start - spot.first, place.span.end - spot.first
    before, after = spot.line[:start], spot.line[end:]
    wide = spot.place(
        len(before.rstrip()) if before.strip() else start, end + len(after) - len(after.lstrip())
    )
    text = f" {sign} " if before.strip() else f"{sign} "
    advice = Text(f"这里写 {sign}：“{place.text}”写作 {sign}", f"write {sign} for “{place.text}”")
    return problem("S101", place, fixes=(write(wide, text),), found=_quoted(place.text), expected=advice)


def _character(spot: Spot) -> Diagnostic | None:
    """A character that looks like one the language has, or that it has no use for."""
    char = spot.rest[:1]
    if not char or (spot.token.type != "?" and char not in "²³"):
        return None
    place = spot.here(2 if spot.rest[:2] == "——" else 1)
    plain = unicodedata.normalize("NFKC", char)
    if char in CHARACTERS or place.text == "——":
        sign = CHARACTERS.get(char, "-")
        if sign == "-" and "ARROW" in spot.terminals and spot.begins("SCORING"):
            sign = "→"
        advice = Text(f"写成 {sign}", f"write {sign}")
        return problem("S101", place, fixes=(write(place, sign),), found=_quoted(place.text), expected=advice)
    if plain != char and plain.isalnum():
        advice = Text(
            f"它不是 `{plain}`，只是看上去一样（多半从 PDF 复制而来）；改成 `{plain}`",
            f"it is not `{plain}` and only looks like it (mostly copied from a PDF); write `{plain}`",
        )
        return problem("S101", place, fixes=(write(place, plain),), found=_quoted(char), expected=advice)
    advice = _WITHOUT.get(char, Text("删去它；规则里没有这个符号", "delete it: rules do not use this sign"))
    return problem("S101", place, found=_quoted(char), expected=advice)


_WITHOUT = {
    "√": Text("算式里没有开方；把这一步改写成加减乘除", "there is no root: write the step with + - × /"),
    "∑": Text("求和写作 ⟦合计(a, b, …)⟧", "a sum is written ⟦sum(a, b, …)⟧"),
    "Σ": Text("求和写作 ⟦合计(a, b, …)⟧", "a sum is written ⟦sum(a, b, …)⟧"),
    "!": Text("删去它；条件的反面写 ⟦非 条件⟧", "delete it; the opposite of a condition is ⟦not condition⟧"),
    "！": Text("删去它；条件的反面写 ⟦非 条件⟧", "delete it; the opposite of a condition is ⟦not condition⟧"),
    "?": Text(
        '删去它；条文没有规定的写 ⟦未定 "…"⟧', 'delete it; where the text says nothing write ⟦open "…"⟧'
    ),
    "？": Text(
        '删去它；条文没有规定的写 ⟦未定 "…"⟧', 'delete it; where the text says nothing write ⟦open "…"⟧'
    ),
    "≈": Text("写成确定的比较：≥、≤、>、<、= 或 ≠", "write a definite comparison: ≥ ≤ > < = ≠"),
    "±": Text("分别写出上下两个界限", "write the lower and the upper limit"),
    "…": Text("省略的内容要写全", "write out what is left out"),
}


def _quoted(text: str) -> Text:
    return Text(f"`{text}`", f"`{text}`")


_LOOKS: tuple[Callable[[Spot], Diagnostic | None], ...] = (
    _table,
    _date,
    range_at,
    _comment,
    _prose,
    _marker,
    _excel,
    _end_mark,
    _bracket,
    _sign,
    _character,
)
