"""Slips of the pen in the language itself: a colon too many, a name that is none, a word that is no keyword."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from guiju.diagnostics.codes import problem
from guiju.diagnostics.model import Diagnostic, Label, Text
from guiju.source import Place
from guiju.syntax.keywords import keywords
from guiju.syntax.misnamed import misnamed, standard_number
from guiju.syntax.spot import Spot, write
from guiju.syntax.words import OPTIONAL, absent, after, glued, misspelled, other_word, side_by_side, wrong

QUOTES = '"“”＂「」'
_MARK = re.compile(r"(?:得|计|加|记)?\s*(\d+(?:\.\d+)?)\s*分?(?![\w.])")
_ONWARDS = re.compile(r"(?:起|开始|以来|及?以后|onwards?|on)\s*(?=[=＝:：])")
_UNTIL = re.compile(r"(?:至|到|[-－—~～]+|to|until)\s*\d{4}[-－]\d{1,2}[-－]\d{1,2}\s*")
_DAY = re.compile(r"(\d{4}[-－]\d{1,2}[-－]\d{1,2})\s*(?:起|开始|onwards?)?\s*[=＝:：]?\s*(?=\S)")
_NO_MARK = {"不得分": "0", "零分": "0", "不计分": "0", "得满分": "FULL", "全部得分": "FULL", "得全分": "FULL"}
_PER_UNIT = re.compile(
    r"(每满|每)(?:增加|增长|提高|达到|超过|有)?\s*(\d+(?:\.\d+)?)?\s*([^\W\d]*?|[%％]|个百分点)[,，]?\s*(?:加|得|计|奖)\s*(\d+(?:\.\d+)?)\s*分?"
)


def slip(spot: Spot) -> Diagnostic | None:
    """The first slip that explains the mistake."""
    return next((found for look in _LOOKS if (found := look(spot)) is not None), None)


def _missing(place: Place, what: Text, advice: Text, *, where: Text, fix: str | None = None) -> Diagnostic:
    fixes = () if fix is None else (write(place, fix),)
    return problem("S142", place, fixes=fixes, where=where, what=what, advice=advice)


def unclosed_quote(spot: Spot, place: Place) -> Diagnostic:
    """A quote without its other half, or with one of another kind."""
    second = re.search(f"[{QUOTES}]", spot.rest[1:])
    if second is None:
        return problem("S105", place)
    at = len(spot.before) + 1 + second.start()
    other = spot.place(at, at + 1)
    label = Label(other, Text("这个引号和它不成对", "this quote is not its other half"))
    return problem("S105", place, labels=(label,), fixes=(write(place, '"', (other, '"')),))


# --- colons and equals signs ------------------------------------------------------------------------------------------


def _sign_between(spot: Spot) -> Diagnostic | None:
    """A colon for an equals sign, an equals sign for a colon, one of them too many or too few."""
    char = spot.rest[:1]
    length = 2 if spot.rest[:2] in (":=", "：=", "：＝", "==") else 1
    place = spot.here(length)
    if spot.begins("PARAMETER") and spot.rest.strip():
        spot = replace(spot, terminals=spot.terminals - {"_NL"})
    if spot.begins("DEFINE", "PARAMETER") and "PLUS" not in spot.terminals:
        # `定义 名称 : 选项(…) = …` may have a colon; without a type it stands for the equals sign.
        if (typed := re.search(r"[:：]\s*$", spot.before)) and "EQUALS" not in spot.terminals:
            doubled = bool(char) and char in "=＝"
            at = spot.place(typed.start(), len(spot.before) + 1 if doubled else typed.start() + 1)
            return wrong(at, Text("这里写 =", "write = here"), fix="=")
        if "EQUALS" in spot.terminals:
            spot = replace(spot, terminals=spot.terminals - {"_COLON"})
    if char and char in ":：=＝":
        for terminal, right in (("EQUALS", "="), ("_COLON", ":"), ("ARROW", "→")):
            if terminal in spot.terminals and "PLUS" not in spot.terminals:
                return wrong(place, Text(f"这里写 {right}", f"write {right} here"), fix=right)
        word = re.search(r"[^\W\d]+$", spot.before.rstrip())
        if word and any(word.group() in (k.zh, k.en) for k in keywords()):
            advice = Text(
                f"`{word.group()}` 之后不写 `{place.text}`，空一格",
                f"no `{place.text}` after `{word.group()}`",
            )
            return wrong(place, advice, fix=" ")
        return None
    if "PLUS" in spot.terminals or spot.terminals - OPTIONAL not in ({"_COLON"}, {"EQUALS"}):
        return None
    if re.match(r"[(（\-－—/]", spot.rest) or re.match(r"[^\W\d]\w*\s*[:：=＝]", spot.rest):
        return None
    colon = "_COLON" in spot.terminals
    blank = not spot.rest.strip()
    sign, words = (":", Text("冒号", "a colon")) if colon else ("=", Text("等号", "an equals sign"))
    end = len(spot.before.rstrip())
    advice = Text(f"补上 {sign}", f"add {sign}")
    if blank:
        advice = Text(f"补上 {sign} 和它后面的内容", f"add {sign} and what follows it")
    fixes = () if blank else (write(spot.place(end, len(spot.before)), f" {sign} "),)
    place = spot.here(1 if blank else len(spot.token))
    return problem("S142", place, fixes=fixes, where=after(spot), what=words, advice=advice)


# --- values that change with time -------------------------------------------------------------------------------------


def _dated(spot: Spot) -> Diagnostic | None:
    """`自 2024-01-01 起 = 5`, `2024-01-01 起 5`, `参数 名称 自 …`, `自 2024-01-01 至 2025-12-31 = 5`."""
    since = spot.spell("FROM")
    if spot.begins("FROM") and "EQUALS" in spot.terminals:
        if match := _UNTIL.match(spot.rest):
            advice = Text(
                "只写开始的一天：值用到下一个值开始的前一天",
                "only the first day: the value counts until the day before the next one begins",
            )
            return wrong(spot.here(len(match.group().rstrip())), advice, fix="", wide=spot.here(match.end()))
        if match := _ONWARDS.match(spot.rest):
            advice = Text("日期之后直接写 =", "write = after the date")
            return wrong(spot.here(len(match.group().rstrip())), advice, fix="", wide=spot.here(match.end()))
    if spot.at_start and "FROM" in spot.terminals and (match := _DAY.match(spot.rest)):
        written = f"{since} {match.group(1)} = "
        advice = Text(f"写成 {written}…", f"write {written}…")
        return wrong(spot.here(len(match.group(1))), advice, fix=written, wide=spot.here(match.end()))
    if spot.begins("PARAMETER") and "EQUALS" in spot.terminals and spot.rest.startswith(f"{since} "):
        advice = Text("写在下一行，多缩进一层", "it stands in the next line, indented deeper")
        depth = len(spot.line) - len(spot.line.lstrip()) + 2
        gap = spot.place(len(spot.before.rstrip()), len(spot.before))
        return wrong(spot.here(len(since)), advice, fix="\n" + " " * depth, wide=gap)
    return None


# --- marks, scorings, quotes ------------------------------------------------------------------------------------------


def _mark(spot: Spot) -> Diagnostic | None:
    """`得20分`, `不得分` where a mark stands."""
    if spot.terminals - {"MINUS", "GIVES", "DEDUCTS", "EACH", "EACH_FULL"} != {"NUMBER", "FULL"}:
        return None
    word = re.match(r"[^\W\d]+(?!\w)", spot.rest)
    if word and word.group() in _NO_MARK:
        written = _NO_MARK[word.group()]
        written = spot.spell("FULL") if written == "FULL" else written
        return wrong(
            spot.here(word.end()), Text(f"分数写成 {written}", f"the mark is {written}"), fix=written
        )
    match = _MARK.match(spot.rest)
    if match is None:
        return None
    return wrong(
        spot.here(match.end()),
        Text(f"只写分数：{match.group(1)}", f"only the mark: {match.group(1)}"),
        fix=match.group(1),
    )


def _method(spot: Spot) -> Diagnostic | None:
    """`评分 第一名 …`: no way to score has such a name."""
    if not {"LINEAR", "STEPS"} <= spot.terminals or not spot.rest.strip():
        return None
    word = re.match(r"\w+", spot.rest)
    if word and other_word(spot, word.group()):
        return None
    advice = Text(
        '评分 之后先写方法：⟦线性⟧、⟦分段⟧、⟦每 … 得 …⟧、⟦清单⟧、⟦是非⟧、⟦排名 共 …⟧、⟦专家⟧ 或 ⟦未定 "…"⟧',
        "the way to score comes first: ⟦linear⟧, ⟦steps⟧, ⟦each … gives …⟧, ⟦checklist⟧, ⟦yes_no⟧, "
        '⟦rank out_of …⟧, ⟦expert⟧ or ⟦open "…"⟧',
    )
    return wrong(spot.here(word.end() if word else 1), advice)


def _per_unit(spot: Spot) -> Diagnostic | None:
    match = _PER_UNIT.match(spot.rest) if {"EACH", "EACH_FULL"} & spot.terminals else None
    if match is None:
        return None
    word, number, unit, mark = match.groups()
    each = spot.spell("EACH_FULL" if word == "每满" else "EACH")
    step = number or "1"
    step += unit if unit in ("%", "％") else f" {unit}" if unit else ""
    written = f"{each} {step} {spot.spell('GIVES')} {mark}"
    return wrong(spot.here(match.end()), Text(f"写成 {written}", f"write {written}"), fix=written)


def _unquoted(spot: Spot) -> Diagnostic | None:
    """A text that should stand in quotes, or one that holds quotes."""
    if re.match(r"\w", spot.rest) and spot.before[-1:] in ('"', "”") and re.search(r'["”]', spot.rest):
        start = max(spot.before[:-1].rfind('"'), spot.before.rfind("“"))
        end = spot.first + len(spot.before) + max(spot.rest.rfind('"'), spot.rest.rfind("”")) + 1 - spot.first
        place = spot.place(start, end)
        inner = place.text[1:-1]
        opened = iter("“”" * inner.count('"'))
        mended = '"' + re.sub('"', lambda _: next(opened), inner) + '"'
        advice = Text(f"引号里面的引号用“”：{mended}", f"inside quotes write “”: {mended}")
        return wrong(spot.here(len(spot.token)), advice, fix=mended, wide=place)
    if spot.terminals - {"_DEDENT", "_NL"} != {"STRING"}:
        return None
    if spot.begins("CONSTRAINT"):
        advice = Text(
            '先写引号中的名称，再写冒号：⟦约束 "名称" : 产值 ≤ 地区生产总值⟧',
            'a label in quotes and a colon come first: ⟦constraint "label" : a ≤ b⟧',
        )
        return _missing(
            spot.here(len(spot.token)), Text("引号中的名称", "a label in quotes"), advice, where=after(spot)
        )
    words = [(m.start(), m.group()) for m in re.finditer(r"[^\s\"“”#，,；;]+", spot.rest)]
    if not words or not re.match(r"[\w.]", spot.rest):
        return None
    if not spot.within("CLAUSES"):
        words = words[:1]
    places = [
        (spot.place(len(spot.before) + at, len(spot.before) + at + len(w)), f'"{w}"') for at, w in words
    ]
    first, quoted = places[0]
    advice = Text(f"写成 {quoted}", f"write {quoted}")
    return problem(
        "S142",
        first,
        fixes=(write(first, quoted, *places[1:]),),
        where=Text(f"`{first.text}` 两边", f"around `{first.text}`"),
        what=Text("引号", "the pair of quotes"),
        advice=advice,
    )


def _subject(spot: Spot) -> Diagnostic | None:
    """`优秀 : ≥ 90`: nothing before the comparison."""
    if (
        spot.token.type not in ("COMPARE", "EQUALS")
        or "NAME" not in spot.terminals
        or not re.search(r"[:：]\s*$|[且或]\s*$|and\s*$|or\s*$", spot.before)
    ):
        return None
    subject = spot.say("得分", "score") if spot.within("GRADES") else ""
    what = (
        Text(f" `{subject}`", f"`{subject}`")
        if subject
        else Text("要比较的名称", "the name of what is compared")
    )
    where = Text("比较号前面", "before the comparison")
    advice = Text(f"写成 {subject or '…'} {spot.rest.strip()}", f"write {subject or '…'} {spot.rest.strip()}")
    return problem(
        "S142",
        spot.here(len(spot.token)),
        fixes=(write(spot.here(1), f"{subject} {spot.rest[:1]}"),) if subject else (),
        where=where,
        what=what,
        advice=advice,
    )


def _step_without_sign(spot: Spot) -> Diagnostic | None:
    if spot.token.type != "NUMBER" or not spot.at_start or not spot.within("SCORING", "STEPS"):
        return None
    limit = re.match(r"[^:：]+", spot.rest)
    written = f"≥ {limit.group().strip()}" if limit else "≥ …"
    return problem(
        "S142",
        spot.here(len(spot.token)),
        where=Text("这一档的数前面", "before the number of the step"),
        what=Text("比较号", "a comparison"),
        advice=Text(f"写成 {written}，或用 ≤、>、<", f"write {written}, or ≤ > <"),
    )


_LOOKS: tuple[Callable[[Spot], Diagnostic | None], ...] = (
    _step_without_sign,
    _subject,
    _dated,
    _mark,
    _per_unit,
    _method,
    _unquoted,
    _sign_between,
    glued,
    standard_number,
    misnamed,
    misspelled,
    absent,
    side_by_side,
)
