"""What the model lists (states, methods, policies, verdicts …) in words of both languages: a row for each member."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from guiju.diagnostics.model import Lang, Text
from guiju.numbers.rounding import RoundingMode
from guiju.numbers.states import CauseKind, State
from guiju.rulebook.model import Ties
from guiju.rulebook.scheme import Policy

STATES: Mapping[State, Text] = MappingProxyType(
    {
        State.GIVEN: Text("已提供", "given"),
        State.UNKNOWN: Text("不详", "unknown"),
        State.NOT_SUPPLIED: Text("未提供", "not supplied"),
        State.NOT_APPLICABLE: Text("不适用", "not applicable"),
    }
)
CAUSES: Mapping[CauseKind, Text] = MappingProxyType(
    {
        CauseKind.INPUT: Text("数据", "input"),
        CauseKind.MARKS: Text("专家评分", "experts' marks"),
        CauseKind.MARK: Text("专家评分", "an expert's mark"),
        CauseKind.ABSENT: Text("专家缺席", "an absent expert"),
        CauseKind.RECUSED: Text("专家回避", "a recused expert"),
        CauseKind.CONFLICT: Text("几种说法不一致", "conflicting values"),
        CauseKind.EXTERNAL: Text("外部文件的判定", "ruling of another document"),
        CauseKind.OPEN: Text("原文未定", "left open by the text"),
        CauseKind.PANEL: Text("评审人数不符", "number of experts"),
        CauseKind.DIVISION: Text("分母为 0", "division by zero"),
        CauseKind.UNDECIDED: Text("无法判定大小", "comparison not decided"),
        CauseKind.BENCHMARKS: Text("评分界限重合", "benchmarks coincide"),
        CauseKind.POPULATION: Text("一起比较的镇不全", "towns to compare with"),
        CauseKind.TIE: Text("并列而没有规定名次", "a tie without a rule"),
        CauseKind.NO_VALUE: Text("参数那一天没有值", "parameter without a value on that day"),
        CauseKind.NOT_APPLICABLE: Text("不适用", "not applicable"),
        CauseKind.UNDEFINED: Text("算式没有值", "formula without a value"),
    }
)
POLICIES: Mapping[Policy, Text] = MappingProxyType(
    {
        Policy.UNDETERMINED: Text(
            "{names}没有确定的分数，这里的分数是一个范围（缺项 待定）",
            "no definite score: {names}; the score here is a range (missing undetermined)",
        ),
        Policy.REBASE: Text(
            "{names}没有分数，权重分摊到其余各项（缺项 折算）",
            "no score: {names}; the weight is shared out over the rest (missing rebase)",
        ),
        Policy.ZERO: Text(
            "{names}没有分数，按零分（缺项 零分）", "no score: {names}; counted as zero (missing zero)"
        ),
        Policy.FULL: Text(
            "{names}没有分数，按满分（缺项 满分）",
            "no score: {names}; counted as the full mark (missing full)",
        ),
        Policy.LEAVE_OUT: Text(
            "{names}没有分数，不计入，权重也不分摊（缺项 略去）",
            "no score: {names}; not counted, and the weight is not shared out (missing leave_out)",
        ),
    }
)
TIES: Mapping[Ties, Text] = MappingProxyType(
    {
        Ties.BEST: Text("同取前位", "all take the first of their places"),
        Ties.WORST: Text("同取后位", "all take the last of their places"),
        Ties.MEAN: Text("取各位次的平均", "all take the mean of their places"),
        Ties.DENSE: Text(
            "同取前位，后面的不空位", "all take the first of their places, and the next follows at once"
        ),
        Ties.UNDETERMINED: Text("没有规定", "nothing is laid down"),
    }
)
ROUNDINGS: Mapping[RoundingMode, Text] = MappingProxyType(
    {
        RoundingMode.half_even: Text("GB/T 8170", "GB/T 8170"),
        RoundingMode.half_up: Text("四舍五入", "half away from zero"),
        RoundingMode.up: Text("只进不舍", "away from zero"),
        RoundingMode.down: Text("只舍不进", "toward zero"),
    }
)
YES_NO: Mapping[bool, Text] = MappingProxyType({True: Text("是", "yes"), False: Text("否", "no")})


def rounding_words(mode: RoundingMode, lang: Lang) -> str:
    """How something is rounded."""
    return ROUNDINGS[mode].in_(lang)
