"""The words of a data file: its keys, and what may stand in the place of a value. Chinese and English."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from guiju.numbers.states import CauseKind, State

Keys = Mapping[str, str]


def _keys(*pairs: tuple[str, str]) -> Keys:
    """Every spelling of a key to its English name."""
    return MappingProxyType(
        {spelling: english for chinese, english in pairs for spelling in (chinese, english)}
    )


TOWN: Final = _keys(
    ("镇", "town"),
    ("规则", "rules"),
    ("数据日期", "data_date"),
    ("年度", "year"),
    ("缺失记号", "missing_marks"),
    ("共用", "shared"),
    ("数据", "data"),
    ("专家评分", "marks"),
    ("外部判定", "rulings"),
)
SHARED: Final = _keys(("共用", "shared"), ("数据", "data"))
_EVIDENCE: Final = (
    ("来源", "source"),
    ("年份", "year"),
    ("日期", "date"),
    ("出具单位", "issuer"),
    ("文件", "document"),
    ("文号", "document_number"),
    ("页", "page"),
    ("口径", "scope"),
    ("核查", "check"),
    ("核查人", "checked_by"),
    ("核查结论", "verdict"),
    ("备注", "note"),
    ("合成", "synthetic"),
)
EVIDENCE: Final = _keys(*_EVIDENCE)
DATUM: Final = _keys(("值", "value"), *_EVIDENCE)
ACCOUNTS: Final = _keys(
    ("各方", "accounts"), ("采用", "chosen"), ("理由", "reason"), ("采用人", "chosen_by")
)
RULING: Final = _keys(("满足", "met"), *_EVIDENCE)

STATES: Final[Mapping[str, State]] = MappingProxyType(
    {
        "未提供": State.NOT_SUPPLIED,
        "not_supplied": State.NOT_SUPPLIED,
        "不详": State.UNKNOWN,
        "unknown": State.UNKNOWN,
        "不适用": State.NOT_APPLICABLE,
        "not_applicable": State.NOT_APPLICABLE,
    }
)
# Only of an expert's mark: who was not there, and who takes no part for reasons of their own.
ABSENCES: Final[Mapping[str, CauseKind]] = MappingProxyType(
    {
        "缺席": CauseKind.ABSENT,
        "absent": CauseKind.ABSENT,
        "回避": CauseKind.RECUSED,
        "recused": CauseKind.RECUSED,
    }
)
YES_NO: Final[Mapping[str, bool]] = MappingProxyType({"是": True, "true": True, "否": False, "false": False})

# What people write for "nothing", without saying which kind of nothing.
_UNCLEAR: Final = frozenset(
    (
        *("-", "--", "–", "—", "——", "-", "／", "/", "//", "\\", "?", "？", "...", "…", "……", "*"),
        *("无", "没有", "空", "缺", "缺失", "暂无", "暂缺", "未知", "待定", "待报", "待补", "未报"),
        *("na", "n/a", "#n/a", "n.a.", "none", "nil", "tbd", "#ref!", "#value!", "#div/0!"),
    )
)
# Words that YAML readers turn into true, false or nothing.
_SPECIAL: Final = frozenset(("yes", "no", "on", "off", "~", "null"))

# What the expressions of a schema escape; to escape any other sign is an error in some of its readers.
_SYNTAX: Final = frozenset("^$\\.*+?()[]{}|/")
_LONGEST: Final = 40
_YEAR: Final = re.compile("([12][0-9]{3})年?")


def year_of(text: str) -> int | None:
    """The year `2022` or `2022年` names, from 1000 to 2999; None when it is no such text."""
    match = _YEAR.fullmatch(text)
    return int(match.group(1)) if match else None


def is_unclear(text: str) -> bool:
    """Whether `text` is a mark such as `—` or `N/A`."""
    return len(text) < 8 and text.casefold() in _UNCLEAR


def unclear_pattern() -> str:
    """A regular expression, of the kind JSON Schema has, for what `is_unclear` accepts."""

    def either(one: str) -> str:
        if one.isascii() and one.isalpha():
            return f"[{one}{one.upper()}]"
        return f"\\{one}" if one in _SYNTAX else one

    return "|".join("".join(map(either, word)) for word in sorted(_UNCLEAR))


def is_special(text: str) -> bool:
    """Whether unquoted `text` is a word that YAML readers take for something else."""
    return len(text) < 6 and text.casefold() in _SPECIAL


def short(text: str) -> str:
    """`text` for a message: cut when it is long."""
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
