"""The fixed words of an explanation, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from guiju.diagnostics.model import Lang, Text
from guiju.numbers.states import CauseKind, State
from guiju.rulebook.model import Modal, Status
from guiju.rulebook.scheme import Method, Policy


def words(**pairs: tuple[str, str]) -> Mapping[str, Text]:
    """A table of words from keyword arguments."""
    return MappingProxyType({key: Text(*pair) for key, pair in pairs.items()})


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
        CauseKind.EXTERNAL: Text("外部文件的判定", "ruling of another document"),
        CauseKind.OPEN: Text("原文未定", "left open by the text"),
        CauseKind.PANEL: Text("评审人数不符", "number of experts"),
        CauseKind.DIVISION: Text("分母为 0", "division by zero"),
        CauseKind.UNDECIDED: Text("无法判定大小", "comparison not decided"),
        CauseKind.BENCHMARKS: Text("评分界限重合", "benchmarks coincide"),
        CauseKind.UNDEFINED: Text("算式没有值", "formula without a value"),
    }
)
MODALS: Mapping[Modal, Text] = MappingProxyType(
    {
        Modal.SHALL: Text("应", "shall"),
        Modal.SHOULD: Text("宜", "should"),
        Modal.MAY: Text("可", "may"),
        Modal.VETO: Text("否决", "veto"),
    }
)
STATUSES: Mapping[Status, Text] = MappingProxyType(
    {
        Status.CONSULTATION: Text("征求意见", "consultation"),
        Status.REVIEW: Text("送审", "review"),
        Status.APPROVAL: Text("报批", "approval"),
        Status.IN_FORCE: Text("现行", "in force"),
        Status.WITHDRAWN: Text("废止", "withdrawn"),
    }
)
METHODS: Mapping[Method, Text] = MappingProxyType(
    {
        Method.SUM: Text("求和", "sum"),
        Method.WEIGHTED_MEAN: Text("加权平均", "weighted mean"),
        Method.WEIGHTED_GEOMETRIC_MEAN: Text("加权几何平均", "weighted geometric mean"),
        Method.GEOMETRIC_MEAN: Text("几何平均", "geometric mean"),
        Method.MIN: Text("最小", "min"),
        Method.MAX: Text("最大", "max"),
    }
)
POLICIES: Mapping[Policy, Text] = MappingProxyType(
    {
        Policy.UNDETERMINED: Text("待定：分数留在可能的范围内", "undetermined: the score stays a range"),
        Policy.REBASE: Text("折算：权重分摊到其余各项", "rebase: the weight is shared out over the rest"),
        Policy.ZERO: Text("零分", "zero"),
        Policy.FULL: Text("满分", "full mark"),
    }
)
VERDICTS: Mapping[bool | None, Text] = MappingProxyType(
    {
        True: Text("符合", "met"),
        False: Text("不符合", "not met"),
        None: Text("不能判定", "undetermined"),
    }
)
YES_NO: Mapping[bool, Text] = MappingProxyType({True: Text("是", "yes"), False: Text("否", "no")})

W = words(
    above=("见上", "see above"),
    aggregate=("汇总", "aggregate"),
    as_of=("数据日期", "data as of"),
    at_least=("至少 {count} 项（共 {all} 项）：{sure} 项成立", "at least {count} of {all}: {sure} hold"),
    at_stake=("关系到的分数", "points at stake"),
    band_gate=("须", "requires"),
    below=("见得分的推导", "see the derivation of the score"),
    by_reading=("按解读 {reading}：{option}", "by the reading {reading}: {option}"),
    capped=("超过最高，得 {points}", "above the cap, gives {points}"),
    check=("核查", "check"),
    checked_by=("核查人", "checked by"),
    clause=("依据", "per"),
    constraint=("约束", "constraint"),
    conversion=("换算", "conversion"),
    criteria=("认定", "designations"),
    data=("数据", "input"),
    data_checks=("数据核对", "checks of the data"),
    data_file=("数据文件", "data file"),
    date=("日期", "date"),
    decided=("判定", "ruling"),
    defect=("已知缺陷", "known defect"),
    definition=("定义", "definition"),
    derivation=("得分的推导", "derivation of the score"),
    designation=("认定", "designation"),
    document=("文件", "document"),
    does_not_hold=("不成立", "does not hold"),
    effective=("实施", "effective"),
    ends=("失效", "ends"),
    engine=("引擎", "engine"),
    expert=("专家", "expert"),
    external=("外部", "external"),
    files=("文件与指纹", "files and fingerprints"),
    formula=("条件", "condition"),
    full_value=("按全数值判定", "judged by the full value"),
    gives=("得", "gives"),
    grade=("等级", "grade"),
    grades=("等级的判定", "how the grade was found"),
    held_above=("{value} 不低于 {limit}，得 {points}", "{value} is not below {limit}, gives {points}"),
    held_below=("{value} 不高于 {limit}，得 {points}", "{value} is not above {limit}, gives {points}"),
    held_low=("低于零，按 0", "below zero, held at 0"),
    inputs_missing=("缺少的数据", "missing data"),
    is_unused=("未用到", "not reached"),
    issued=("发布", "issued"),
    item_of=("第 {number} 条", "record {number}"),
    knots_disordered=(
        "各点的取值没有依次上升或下降，不能评分",
        "the positions neither rise nor fall, there is no score",
    ),
    listed=("其余 {count} 条从略，JSON 记录里有全部", "{count} more records are in the JSON trace"),
    mark=("评分", "mark"),
    mean=("平均", "mean"),
    missing_points=("缺项和它们关系到的分数", "what is missing and the points at stake"),
    missing_policy=("缺项", "missing"),
    missing_used=("{count} 项未提供、不详或不适用", "{count} not supplied, unknown or not applicable"),
    no_marks=("没有专家评分", "no experts' marks"),
    no_ruling=("没有判定，由该文件决定", "no ruling yet; that document decides"),
    no_status=("规则没有写明状态", "the rules state none"),
    no_step_fits=("没有一档适用，不能评分", "no step fits, there is no score"),
    not_in_force=("{status}，不是现行标准", "{status}: not a standard in force"),
    note=("说明", "note"),
    numbers=("代入数字", "with numbers"),
    of_what=("项目", "of"),
    on_knot=("{value} 等于 {limit}，得 {points}", "{value} equals {limit}, gives {points}"),
    open=("未定", "open"),
    other_definitions=("其他定义和参数", "other definitions and parameters"),
    otherwise=("其他", "otherwise"),
    page=("页", "page"),
    panel_size=(
        "有 {count} 名专家，规定 {least} 至 {most} 名，不能评分",
        "{count} experts, {least} to {most} are required: there is no score",
    ),
    parameter=("参数", "parameter"),
    points_at_stake=("关系到 {points} 分", "{points} points at stake"),
    possible=("可能", "possible"),
    proposal=("建议值", "proposal"),
    proposals_used=(
        "{count} 处基准、换算或拆分不是原文内容，只是建议，下面逐行注明",
        "{count} benchmarks, conversions or splits are not in the text but proposed; each is marked below",
    ),
    rank_outside=(
        "名次不在 1 与总数之间，不能评分",
        "the place is not between 1 and the number, there is no score",
    ),
    reading=("解读", "reading"),
    reading_digits=(
        "≈ 的数只印 6 位小数；计算和判定都用精确值，用印出的数复算，末位可能相差",
        "a number with ≈ is printed to 6 decimals; everything is computed and judged by the exact values, so a check "
        "with the printed digits may differ in the last one",
    ),
    reading_in_use=(
        "{name} 采用 {chosen}；另可读作 {others}",
        "{name} is read as {chosen}; it can also be read as {others}",
    ),
    records=("{count} 条", "{count} records"),
    remark=("备注", "remark"),
    result=("结果", "result"),
    revision=("版次", "revision"),
    rounded=("修约到 {places} 位小数（GB/T 8170）", "rounded to {places} decimals (GB/T 8170)"),
    rule_file=("规则文件", "rule file"),
    scope=("口径", "scope"),
    score=("得分", "score"),
    should_only=("宜、可 只报告，不影响结论", "should and may are reported and decide nothing"),
    source=("来源", "source"),
    standard=("标准", "standard"),
    status=("状态", "status"),
    synthetic=("合成", "synthetic"),
    synthetic_data=("合成数据", "synthetic data"),
    synthetic_used=(
        "用到的 {all} 项数据中 {count} 项是合成的示例，不是事实",
        "{count} of the {all} figures used are made up, not facts",
    ),
    total=("总分", "total"),
    town=("对象", "town"),
    unit_is_zero=("单位为 0，不能评分", "the unit is 0, there is no score"),
    unresolved=("未决", "unresolved"),
    value=("取值", "value"),
    veto_fails=("否决条件不成立", "the veto does not apply"),
    veto_holds=("否决条件成立", "the veto applies"),
    warnings=("须知", "read this first"),
    weight=("权重", "weight"),
    where=("其中", "where"),
    whole=("取整({quotient})", "floor({quotient})"),
    without_source=("未注明来源", "no source given"),
    written=("原写", "written"),
    year=("年份", "year"),
)


def colon(lang: Lang) -> str:
    """What stands between a heading and its text."""
    return "：" if lang is Lang.ZH else ": "


def bracketed(lang: Lang, text: str) -> str:
    """`text` in the brackets of the language."""
    return f"（{text}）" if lang is Lang.ZH else f" ({text})"


def listed(lang: Lang, items: list[str]) -> str:
    """Items of an enumeration in one line."""
    return ("、" if lang is Lang.ZH else ", ").join(items)
