"""The fixed words of a printed table, in both languages."""

from __future__ import annotations

from types import MappingProxyType

from guiju.diagnostics.model import Lang, Text
from guiju.numbers.rounding import RoundingMode

BLANK = "—"  # GB/T 1.1: no cell of a table is left blank
_DIGITS = "零一二三四五六七八九"

WORDS = MappingProxyType(
    {
        "weight": Text("权重", "weight"),
        "table": Text("表", "Table"),
        "note": Text("注", "Note"),
        "range": Text("评价分值（满分 {full} 分）", "score (full mark {full})"),
        "range_of": Text("评价分值（{subject}）", "score ({subject})"),
        "grade": Text("等级", "grade"),
        "requires": Text("还须满足", "also requires"),
        "score": Text("得分", "score"),
        "proposal": Text("建议值：{text}", "proposal: {text}"),
        "veto": Text("一票否决，直接评为“{band}”：{condition}", "veto, graded “{band}” at once: {condition}"),
        "cap": Text("不高于“{band}”：{condition}", "not above “{band}”: {condition}"),
        "rounded": Text(
            "得分先{mode}到 {places} 位小数再判定", "the score is first rounded {mode} to {places} decimals"
        ),
        "defects": Text(
            "规则文件中声明的已知缺陷（不属于标准正文）",
            "known defects the rule file declares (not part of the text)",
        ),
    }
)

ROUNDED = MappingProxyType(
    {
        RoundingMode.half_even: Text("按 GB/T 8170 修约", "half to even (GB/T 8170)"),
        RoundingMode.half_up: Text("四舍五入", "half away from zero"),
        RoundingMode.up: Text("只进不舍", "away from zero"),
        RoundingMode.down: Text("只舍不进", "toward zero"),
    }
)


def level_name(level: int, lang: Lang) -> str:
    """`三级指标`, `level 3`."""
    if lang is Lang.EN:
        return f"level {level}"
    return f"{_DIGITS[level]}级指标" if level < len(_DIGITS) else f"{level}级指标"


def weighted(label: str, weight: str, lang: Lang) -> str:
    """A label of an upper level with its weight: `集聚效应（40）`."""
    return f"{label}（{weight}）" if lang is Lang.ZH else f"{label} ({weight})"
