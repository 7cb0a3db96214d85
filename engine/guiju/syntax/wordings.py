"""What drafters write in words where the language has a sign, from GB/T 8170 and from habit."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from guiju.source import Place, Source, Span

# 以上 and 以下 stand after the number they speak of; by civil-law usage they include it.
SIGNS: Mapping[str, str] = MappingProxyType(
    {
        "大于等于": "≥",
        "大于或等于": "≥",
        "不小于": "≥",
        "不少于": "≥",
        "不低于": "≥",
        "至少": "≥",
        "及以上": "≥",
        "以上": "≥",
        "大于": ">",
        "高于": ">",
        "多于": ">",
        "超过": ">",
        "突破": ">",
        "小于等于": "≤",
        "小于或等于": "≤",
        "不大于": "≤",
        "不高于": "≤",
        "不多于": "≤",
        "不超过": "≤",
        "至多": "≤",
        "及以下": "≤",
        "以下": "≤",
        "小于": "<",
        "低于": "<",
        "少于": "<",
        "不足": "<",
        "等于": "=",
        "不等于": "≠",
        "并且": "且",
        "而且": "且",
        "同时": "且",
        "或者": "或",
        "除以": "/",
        "乘以": "×",
        "加上": "+",
        "减去": "-",
        "=<": "≤",
        "=>": "≥",
    }
)
_LONGEST_FIRST = re.compile("|".join(sorted(map(re.escape, SIGNS), key=len, reverse=True)))


_AT_THE_END = re.compile(rf"({_LONGEST_FIRST.pattern})\s*$")


def sign_for(source: Source, start: int) -> tuple[Place, str] | None:
    """The words at an offset, or run into the name before it, that have a sign, with their place."""
    match = _LONGEST_FIRST.match(source.text, start) or _LONGEST_FIRST.match(source.text, max(0, start - 1))
    if match is not None and match.end() > start:
        return Place(source, Span(match.start(), match.end())), SIGNS[match.group()]
    line = source.text.rfind("\n", 0, start) + 1
    written = _AT_THE_END.search(source.text[line:start])
    if written is None:
        return None
    return Place(source, Span(line + written.start(1), line + written.end(1))), SIGNS[written.group(1)]
