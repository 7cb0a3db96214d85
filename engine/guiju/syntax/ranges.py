"""Ranges and limits as people write them elsewhere: `75～90`, `[75, 90)`, `90分以上`, `≥ 75, < 90`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from guiju.diagnostics.codes import problem
from guiju.diagnostics.model import Diagnostic, Text
from guiju.diagnostics.spoken import is_english
from guiju.source import Place
from guiju.syntax.spot import Spot, write
from guiju.syntax.wordings import SIGNS

_NUMBER = r"[0-9０-９]+(?:[.．][0-9０-９]+)?"
_UNIT = r"(?:[%％‰]|[^\W\d]+?)?"
_SUBJECT = r"(?:(?:得分|总分|score)\s*(?:在|为|∈|属于|in)?\s*|∈\s*)?"
_BETWEEN = re.compile(
    rf"{_SUBJECT}(?P<low>{_NUMBER})\s*(?P<lowunit>{_UNIT})\s*(?:[~～〜∼]|[-－–—−]{{1,2}}|至|到|to\b)\s*"
    rf"(?P<high>{_NUMBER})\s*(?P<unit>[%％‰]|[^\W\d]+)?(?:之间)?"
)
_INTERVAL = re.compile(
    rf"{_SUBJECT}(?P<open>[\[［(（])\s*(?P<low>{_NUMBER})(?P<lowunit>{_UNIT})\s*[,，、;；]\s*(?P<high>{_NUMBER})\s*"
    r"(?P<unit>[%％‰]|[^\W\d]+)?\s*(?P<close>[\]］)）])"
)
_WORDED = re.compile(
    rf"{_SUBJECT}(?P<low>{_NUMBER})\s*(?P<unit>{_UNIT})\s*(?:[(（]含[^)）]*[)）]\s*)?"
    r"(?P<word>及以上|以上|及以下|以下|以内)(?:[(（]含[^)）]*[)）])?"
)
_PAIR = re.compile(
    rf"(?:得分|score)?\s*(?P<open>[≥>]|>=)\s*(?P<low>{_NUMBER})\s*(?P<lowunit>{_UNIT})\s*(?:[,，、;；]|且|and|和)\s*"
    rf"(?:得分|score)?\s*(?P<close>[≤<]|<=)\s*(?P<high>{_NUMBER})\s*(?P<unit>[%％‰]|[^\W\d]+)?"
)


@dataclass(frozen=True, slots=True)
class _Limits:
    """What was written: the limits with their signs, low first; a range without signs leaves open which it includes."""

    low: str = ""
    high: str = ""
    unit: str = ""
    open: str = "≤"
    close: str = "<"

    def amount(self, number: str) -> str:
        if not self.unit or self.unit in "%‰":
            return number + self.unit
        return f"{number} {self.unit}"

    def around(self, subject: str) -> str:
        """One comparison: `75 ≤ 得分 < 90`."""
        if not self.high:
            return f"{subject} {'≥' if self.open == '≤' else '>'} {self.amount(self.low)}"
        if not self.low:
            return f"{subject} {self.close} {self.amount(self.high)}"
        return f"{self.amount(self.low)} {self.open} {subject} {self.close} {self.amount(self.high)}"


def range_at(spot: Spot) -> Diagnostic | None:
    """A range around the place where the parser stopped."""
    column = spot.start - spot.first
    if "ARROW" in spot.terminals and spot.begins("SCORING"):
        return None  # `0% —— 0`: a dash for an arrow
    if spot.begins("FROM"):
        return None  # `自 2024-01-01 至 2025-12-31`: days, and no numbers
    for pattern in (_PAIR, _INTERVAL, _WORDED, _BETWEEN):
        for match in pattern.finditer(spot.line):
            if match.start() <= column < match.end() or (pattern is _PAIR and match.end() == column):
                return _said(spot, pattern, match)
    return None


def range_in_band(place: Place) -> Diagnostic | None:
    """A band whose whole condition is a range that happens to be a formula: `75-90`, `90分以上`."""
    for pattern in (_INTERVAL, _WORDED, _BETWEEN):
        if match := pattern.fullmatch(place.text):
            limits = _read(pattern, match, points=True)
            return _finding(place, _inside(place.source.text, limits).around(_score(place)), exact=False)
    return None


def _score(place: Place) -> str:
    return "score" if is_english(place.source) else "得分"


def _read(pattern: re.Pattern[str], match: re.Match[str], *, points: bool) -> _Limits:
    found = match.groupdict()
    unit = (found.get("unit") or found.get("lowunit") or "").strip().replace("％", "%")
    if points and unit in ("分", "points"):
        unit = ""
    if pattern is _WORDED:
        if SIGNS.get(found["word"], "≤") == "≥":
            return _Limits(low=found["low"], unit=unit)
        # 60 分以下 of the lowest band leaves 60 itself to the band above, which is 60 分以上
        return _Limits(high=found["low"], unit=unit, close="<" if points else "≤")
    opened, closed = found.get("open", "["), found.get("close", ")")
    return _Limits(
        found["low"],
        found["high"],
        unit,
        "<" if opened in ("(", "（", ">") else "≤",
        "<" if closed in (")", "）", "<") else "≤",
    )


def _inside(text: str, limits: _Limits) -> _Limits:
    """`75-89` where the next band begins at 90 means below 90."""
    if limits.high.isdecimal() and limits.low and limits.high.endswith(("9", "4")):
        above = str(int(limits.high) + 1)
        if re.search(rf"(?<![\d.]){above}(?![\d.])", text):
            return _Limits(limits.low, above, limits.unit, limits.open, "<")
    return limits


def _said(spot: Spot, pattern: re.Pattern[str], match: re.Match[str]) -> Diagnostic | None:
    """The finding, with what to write in the place it stands in."""
    column = match.start() + len(match.group()) - len(match.group().lstrip())
    place = spot.place(column, match.start() + len(match.group().rstrip()))
    exact = pattern is not _BETWEEN
    if spot.within("GRADES"):
        limits = _inside(spot.source.text, _read(pattern, match, points=True))
        written = limits.around(spot.say("得分", "score"))
        if not spot.line[: match.start()].strip():  # `90分以上 : 优秀`
            name = re.match(r"\s*[:：]\s*(\w+)", spot.line[match.end() :])
            written = f"{name.group(1) if name else '…'} : {written}"
            whole = spot.place(match.start(), match.end() + (name.end() if name else 0))
            return _finding(whole, written, exact=exact and name is not None)
        return _finding(place, written, exact=exact)
    limits = _read(pattern, match, points=False)
    if spot.within("SCORING", "STEPS"):
        return _step(spot, place, limits, exact=exact and pattern is _WORDED)
    if spot.begins("INPUT"):
        written = f"≥ {limits.amount(limits.low)}, ≤ {limits.amount(limits.high)}" if limits.high else ""
        return _finding(
            place, written or f"≥ {limits.amount(limits.low)}", exact=exact or pattern is _BETWEEN
        )
    if spot.begins("EXPERTS"):
        written = f"{limits.low} {spot.spell('TO')} {limits.high}"
        advice = Text(f"写成 {written}", f"write {written}")
        return problem("S141", place, fixes=(write(place, written),), found=place.text, advice=advice)
    if pattern is _BETWEEN and not re.search(r"[~～〜∼至到—]", match.group()):
        return None  # a difference in a formula
    return _finding(place, limits.around("…"), exact=False)


def _step(spot: Spot, place: Place, limits: _Limits, *, exact: bool) -> Diagnostic:
    """A step takes one limit: what the rows above it took is gone already."""
    if limits.low:
        sign = "≥" if limits.open == "≤" else ">"
        written = f"{sign} {limits.amount(limits.low)}"
    else:
        written = f"{limits.close} {limits.amount(limits.high)}"
    note = Text(
        "分段从上到下看，落入第一行合适的一档；每行只写一个界限，更高的已被上面的行收去",
        "steps are read from top to bottom and the first that fits counts: one limit a line is enough",
    )
    return _finding(place, written, exact=exact, notes=(note,) if limits.high and limits.low else ())


def _finding(place: Place, written: str, *, exact: bool, notes: tuple[Text, ...] = ()) -> Diagnostic:
    fixes = (write(place, written),) if exact else ()
    advice = Text(
        f"写成 {written}；含这个数的写 ≥ 或 ≤，不含的写 > 或 <",
        f"write {written}: ≥ or ≤ includes the number, > or < does not",
    )
    return problem("S141", place, notes=notes, fixes=fixes, found=place.text, advice=advice)
