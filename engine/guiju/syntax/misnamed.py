"""Names that are none: a digit first, blanks or punctuation inside, quotes around."""

from __future__ import annotations

import re

from guiju.diagnostics.codes import problem
from guiju.diagnostics.model import Diagnostic, Text
from guiju.source import Place
from guiju.syntax.keywords import keywords
from guiju.syntax.spot import Spot, write
from guiju.syntax.wordings import SYNONYMS, simplified


def misnamed(spot: Spot) -> Diagnostic | None:
    """A name that begins with a digit, holds a blank or punctuation, or stands in quotes."""
    if spot.terminals <= {"NAME", "_NL"} and "NAME" in spot.terminals:
        if match := re.match(r"\d+\w+", spot.rest):
            digits = re.match(r"\d+", match.group())
            assert digits
            rest = match.group()[digits.end() :].removeprefix("年")
            return _no_name(
                spot.here(match.end()),
                Text("它以数字开头", "it begins with a digit"),
                Text(
                    f"把数字移到后面，例如 {rest}{digits.group()}",
                    f"put the digits last: {rest}{digits.group()}",
                ),
            )
        if spot.token.type == "STRING" or spot.rest[:1] in '"“「':
            inner = str(spot.token)[1:-1]
            plain = re.sub(r"\W+", "_", inner).strip("_")
            written = plain if plain == inner else f'{plain} "{inner}"'
            return _no_name(
                spot.here(len(spot.token)),
                Text("名称不写在引号里", "a name is not quoted"),
                Text(
                    f"名称不加引号，全文可以写在它后面的引号里：{written}",
                    f"a name has no quotes, a full text in quotes may follow it: {written}",
                ),
                written,
            )
        return None
    return _long_name(spot) if spot.terminals & {"STRING"} and "PLUS" not in spot.terminals else None


def _long_name(spot: Spot) -> Diagnostic | None:
    head = re.search(r"[^\W\d]\w*\s*$", spot.before)
    if head is None or not spot.begins(
        "INPUT", "INDICATOR", "DEFINE", "PARAMETER", "SCHEME", "GRADES", "PANEL", "READING", "DESIGNATION"
    ):
        return None
    stop = "|".join(re.escape(w) for t in ("WEIGHT", "FULL", "PER", "BY") for w in (spot.spell(t),) if w)
    tail = re.match(rf"(.+?)(?=\s*[:：=＝\"“#]|\s+(?:{stop})|\s*$)", spot.rest)
    word = re.match(r"\w+", spot.rest)
    if tail is None or spot.rest[:1] in '"“' or (word and _is_keyword(spot, word.group())):
        return None
    if weight := re.match(r"[(（]?\s*(\d+(?:\.\d+)?)\s*(分|%|％)?\s*[)）]?\s*$", tail.group(1)):
        if "WEIGHT" not in spot.terminals:
            return None
        unit = "%" if weight.group(2) in ("%", "％") else ""
        written = f"{spot.spell('WEIGHT')} {weight.group(1)}{unit}"
        advice = Text(f"写成 {written}", f"write {written}")
        wide = spot.place(len(spot.before.rstrip()), len(spot.before) + tail.end())
        return problem(
            "S142",
            spot.here(tail.end()),
            fixes=(write(wide, f" {written}"),),
            where=Text("指标的分数前面", "before the points"),
            what=Text(f" `{spot.spell('WEIGHT')}`", f"`{spot.spell('WEIGHT')}`"),
            advice=advice,
        )
    if not re.match(r"[(（\-－—–/·]|[^\W\d]", tail.group(1)) or not re.search(r"\w", tail.group(1)):
        return None
    place = spot.place(head.start(), len(spot.before) + tail.end())
    name = re.sub(r"\W+", "_", place.text).strip("_")
    why = Text("名称里有标点", "it holds punctuation")
    if not re.search(r"[^\w\s]", place.text):
        why = Text("名称里有空格", "it holds a blank")
        name = re.sub(r"\s+", "", place.text)
    written = name if name == re.sub(r"\s", "", place.text) else f'{name} "{place.text.strip()}"'
    advice = Text(f"写成 {written}", f"write {written}")
    if '"' in written:
        advice = Text(
            f"起一个短名称，全文写在它后面的引号里：{written}",
            f"give a short name and put the full text in quotes after it: {written}",
        )
    return _no_name(place, why, advice, written)


def _is_keyword(spot: Spot, word: str) -> bool:
    """Whether a word is a keyword, or stands for one that could come here."""
    meant = {k.terminal for k in keywords() if simplified(word) in (k.zh, k.en)}
    return bool(meant) or bool(spot.terminals & set(SYNONYMS.get(word.lower(), ())))


def standard_number(spot: Spot) -> Diagnostic | None:
    """`标准 DB14/T 3001-2025 "…"`: the number of the standard for its identifier."""
    match = re.match(r"\s*\w+\s+([A-Z]+\s*\d*/[A-Z]+\s*[\d.]+[-—–]\d{4})", spot.line)
    if match is None or not spot.begins("STANDARD"):
        return None
    number = match.group(1)
    advice = Text(
        f'这里写一个短编号（字母和数字）；标准号另写在下面一行：⟦标准号 "{number}"⟧',
        f'write a short identifier of letters and digits here, and below it ⟦number "{number}"⟧',
    )
    return _no_name(
        spot.place(match.start(1), match.end(1)),
        Text("它是标准号", "it is the number of the standard"),
        advice,
    )


def _no_name(place: Place, why: Text, advice: Text, fix: str | None = None) -> Diagnostic:
    fixes = (write(place, fix),) if fix else ()
    return problem("S143", place, fixes=fixes, name=place.text.strip().strip('"“”'), why=why, advice=advice)
