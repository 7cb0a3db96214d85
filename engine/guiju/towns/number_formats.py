"""What the format of a cell makes of its number: a date, a percentage, a unit written behind it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

_BUILT_IN_DATES: Final = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_BUILT_IN_PERCENT: Final = frozenset({9, 10})
_GENERAL: Final = re.compile(r"general|g/通用格式", re.IGNORECASE)
# Quoted text, text after a backslash or an exclamation mark, a filling or a blank as wide as a character, brackets.
_LITERAL: Final = re.compile(r'"([^"]*)"|[\\!](.)|[_*](?:.)|\[[^\]]*\]')
_DATE: Final = re.compile(r"[ymdhs年月日]", re.IGNORECASE)
_PLACES: Final = "0#?"


class FormatKind(StrEnum):
    """How a number is meant."""

    PLAIN = "plain"
    PERCENT = "percent"
    DATE = "date"
    SCALED = "scaled"  # shown in another size than it is stored in


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """A format: `unit` is the text it writes behind the number."""

    kind: FormatKind = FormatKind.PLAIN
    unit: str = ""


PLAIN: Final = NumberFormat()
PERCENT: Final = NumberFormat(FormatKind.PERCENT)
DATE: Final = NumberFormat(FormatKind.DATE)


def format_of(number: int, code: str | None) -> NumberFormat:
    """The format with a number of the built-in ones, or with a code of its own."""
    if code is not None:
        return _of_code(code)
    if number in _BUILT_IN_DATES:
        return DATE
    return PERCENT if number in _BUILT_IN_PERCENT else PLAIN


def _of_code(code: str) -> NumberFormat:
    section = _first_section(code)
    bare = _GENERAL.sub("0", _LITERAL.sub("", section))
    if _DATE.search(bare):
        return DATE
    if "%" in bare:
        return PERCENT
    if _is_scaled(section):
        return NumberFormat(FormatKind.SCALED)
    return NumberFormat(FormatKind.PLAIN, _unit(section))


def _first_section(code: str) -> str:
    """What applies to numbers above zero: up to the first semicolon that is no text."""
    at = 0
    while at < len(code):
        match = _LITERAL.match(code, at)
        if match:
            at = match.end()
        elif code[at] == ";":
            return code[:at]
        else:
            at += 1
    return code


def _is_scaled(section: str) -> bool:
    """`0.0,` shows thousands; `0!.0,` and `0\\.0,` show ten thousands by a point that is mere text."""
    if re.search(r"[\\!][.,]", section):
        return True
    bare = _LITERAL.sub("", section)
    return bool(re.search(r"[0#?.],+(?:[^0#?,]|$)", bare))


def _unit(section: str) -> str:
    """The text behind the last digit; nothing where the text is around the number or before it."""
    last = max((section.rfind(char) for char in _PLACES), default=-1)
    general = list(_GENERAL.finditer(section))
    last = max(last, general[-1].end() - 1) if general else last
    if last < 0:
        return ""
    tail = section[last + 1 :]
    shown = "".join((match.group(1) or match.group(2) or "") for match in _LITERAL.finditer(tail))
    rest = _LITERAL.sub("", tail)
    rest = rest.replace("General", "").strip()
    return (shown + "".join(char for char in rest if char not in "@-+ ()")).strip()


def read_formats(elements: Iterable[tuple[str, Mapping[str, str]]]) -> tuple[NumberFormat, ...]:
    """The formats of cells by the number of their style, from the elements of the styles of a workbook."""
    codes: dict[int, str] = {}
    styles: list[int] = []
    inside = False
    for name, attributes in elements:
        if name == "numFmt":
            codes[_number(attributes.get("numFmtId"))] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            inside = True
        elif name in ("cellStyles", "dxfs", "tableStyles", "cellStyleXfs"):
            inside = False
        elif name == "xf" and inside:
            styles.append(_number(attributes.get("numFmtId")))
    return tuple(format_of(number, codes.get(number)) for number in styles)


def _number(text: str | None) -> int:
    return int(text) if text is not None and re.fullmatch("[0-9]{1,9}", text) else 0
