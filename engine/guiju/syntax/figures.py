"""Numbers as they are written elsewhere: `1,234`, `1 234`, `2e2`, `.3`, `30。5`."""

from __future__ import annotations

import re
from collections.abc import Callable

from guiju.diagnostics.codes import problem
from guiju.diagnostics.model import Diagnostic
from guiju.syntax.spot import Spot, write
from guiju.syntax.wordings import plain_number

_NUMBERS: tuple[tuple[re.Pattern[str], Callable[[str], str]], ...] = (
    (re.compile(r"(?<![\w.])\d{1,3}(?:[,，’']\d{3})+(?![\d])"), lambda t: re.sub(r"\D", "", t)),
    (re.compile(r"(?<![\w.])\d{1,3}(?: \d{3})+(?![\d.])"), lambda t: t.replace(" ", "")),
    (re.compile(r"(?<![\w.])\d+。\d+"), lambda t: t.replace("。", ".")),
    (re.compile(r"(?<![\w.．])[.．]\d+"), lambda t: "0" + t.replace("．", ".")),
    (re.compile(r"(?<!\w)\d[\d.]*[eExXoO_][\deEoO_]*\s*"), lambda t: plain_number(t) or ""),
    (re.compile(r"(?<!\w)(?<!\d[.．])\d+[.．]\s*(?![\d\s])"), lambda t: ""),
)


def figure(spot: Spot) -> Diagnostic | None:
    """A number as it is written elsewhere, with the figures it means."""
    for pattern, plain in _NUMBERS:
        for match in pattern.finditer(spot.line):
            if match.start() <= len(spot.before) <= match.end() and match.group().strip():
                place = spot.place(match.start(), match.start() + len(match.group().rstrip()))
                written = plain(place.text)
                fixes = (write(place, written),) if written else ()
                return problem("S110", place, fixes=fixes, text=place.text)
    return None
