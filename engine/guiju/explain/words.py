"""The fixed words of an explanation, in both languages; those for what the model lists are in `terms`."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from guiju.diagnostics.model import Lang, Text


def words(**pairs: tuple[str, str]) -> Mapping[str, Text]:
    """A table of words from keyword arguments."""
    return MappingProxyType({key: Text(*pair) for key, pair in pairs.items()})


W = words(
    above=("见上", "see above"),
    aggregate=("汇总", "aggregate"),
    ahead=("{count} 个镇在前", "towns ahead: {count}"),
    ahead_mean=(
        "在前的镇数加上并列镇数的一半是 {count}",
        "the towns ahead and half of those that tie come to {count}",
    ),
    ahead_or_tied=("{count} 个镇在前或并列", "towns ahead or level: {count}"),
    ahead_places=("前面有 {count} 个位次", "places ahead: {count}"),
    applies=("适用", "applies"),
    applies_not=("不适用于本镇，不评分", "does not apply to this town: no score"),
    as_of=("数据日期", "data as of"),
    at_least=("至少 {count} 项（共 {all} 项）：{sure} 项成立", "at least {count} of {all}: {sure} hold"),
    at_most=("最高", "at most"),
    at_stake=("最多差的分数", "points at most"),
    band_decided=("已定为 {band}，不必再看", "already {band}: not looked at"),
    band_fallen=("上一级的“须”不满足，取这一级", "what the band above requires is not met: this one"),
    band_gate=("须", "requires"),
    band_unreached=("得分不到 {band}，不必看", "the score does not reach {band}: not looked at"),
    because=("因为", "because"),
    below=("见得分的推导", "see the derivation of the score"),
    bonus=("加分", "bonus"),
    bounded=("在 {low} 与 {high}之间", "between {low} and {high}"),
    bounded_above=("不高于 {limit}", "at most {limit}"),
    bounded_below=("不低于 {limit}", "at least {limit}"),
    by_reading=("按解读 {reading}：{option}", "by the reading {reading}: {option}"),
    cap=("限级", "cap"),
    cap_fails=("没有这种情形，不限级", "not the case: no cap"),
    cap_holds=("有这种情形，最高只能是 {band}", "this is the case: {band} at most"),
    capped=("超过最高，得 {points}", "above the cap, gives {points}"),
    capped_item=("{said}（超过最高）", "{said} (above the cap)"),
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
    deduction=("扣分", "deduction"),
    defect=("已知缺陷", "known defect"),
    definition=("定义", "definition"),
    derivation=("得分的推导", "derivation of the score"),
    designation=("认定", "designation"),
    document=("文件", "document"),
    does_not_hold=("不成立", "does not hold"),
    dropped_high=("去掉的最高", "dropped as highest"),
    dropped_low=("去掉的最低", "dropped as lowest"),
    effective=("实施", "effective"),
    elsewhere=("另见推导", "derived elsewhere"),
    ends=("失效", "ends"),
    engine=("引擎", "engine"),
    expert=("专家", "expert"),
    external=("外部", "external"),
    fallback=("{state}，按缺省 {formula}", "{state}: the fallback {formula}"),
    files=("文件与指纹", "files and fingerprints"),
    formula=("条件", "condition"),
    full_value=("按全数值判定", "judged by the full value"),
    gives=("得", "gives"),
    grade=("等级", "grade"),
    grade_lowered=("按得分为 {before}，限级后为 {after}", "{before} by the score, {after} after the caps"),
    grades=("等级的判定", "how the grade was found"),
    grouped=("按 {formula} 分组", "grouped by {formula}"),
    held_above=("{value} 不低于 {limit}，得 {points}", "{value} is not below {limit}, gives {points}"),
    held_below=("{value} 不高于 {limit}，得 {points}", "{value} is not above {limit}, gives {points}"),
    held_low=("低于零，按 0", "below zero, held at 0"),
    high_to_low=("从高到低", "high to low"),
    in_year=("{year} 年", "{year}"),
    inputs_missing=("缺少的数据", "missing data"),
    is_unused=("未用到", "not reached"),
    issued=("发布", "issued"),
    item_of=("第 {number} 条", "record {number}"),
    knots_disordered=(
        "各点的取值没有依次上升或下降，不能评分",
        "the positions neither rise nor fall, there is no score",
    ),
    listed=("其余 {count} 条从略，JSON 记录里有全部", "{count} more records are in the JSON trace"),
    low_to_high=("从低到高", "low to high"),
    mark=("评分", "mark"),
    mean=("平均", "mean"),
    missing_points=("缺什么，最多差多少分", "what is missing and what it may change"),
    missing_used=("{count} 项未提供、不详或不适用", "{count} not supplied, unknown or not applicable"),
    no_marks=("没有专家评分", "no experts' marks"),
    no_marks_left=("去掉最高、最低后没有剩下的评分", "no marks are left without the extremes"),
    no_ruling=("没有判定，由该文件决定", "no ruling yet; that document decides"),
    no_status=("规则没有写明状态", "the rules state none"),
    no_step_fits=("没有一档适用，不能评分", "no step fits, there is no score"),
    not_below=("最低", "at least"),
    not_in_force=("{status}，不是现行标准", "{status}: not a standard in force"),
    not_trimmed=(
        "评分 {marks} 个，不去最高、最低（去 {count} 个的条件不成立）",
        "{marks} marks: the {count} highest and lowest are not dropped",
    ),
    not_so=("{numbers} 不成立", "{numbers} does not hold"),
    note=("说明", "note"),
    numbers=("代入数字", "with numbers"),
    of_what=("项目", "of"),
    on_knot=("{value} 等于 {limit}，得 {points}", "{value} equals {limit}, gives {points}"),
    open=("未定", "open"),
    other_definitions=("其他定义和参数", "other definitions and parameters"),
    otherwise=("其他", "otherwise"),
    own_town=("本镇", "this town"),
    page=("页", "page"),
    panel_size=(
        "有 {count} 名专家，规定 {least} 至 {most} 名，不能评分",
        "{count} experts, {least} to {most} are required: there is no score",
    ),
    parameter=("参数", "parameter"),
    points_at_stake=("最多差 {count} 分", "up to {count} points"),
    population=("一起评价", "evaluated together"),
    population_absent=(
        "总体 {name} 不全：一起评价的有 {count} 个镇",
        "the population {name} is not complete: {count} evaluated together",
    ),
    population_size=("规定 {count} 个", "{count} are required"),
    possible=("未定，可能是 {bands}", "open, possibly {bands}"),
    proposal=("建议值", "proposal"),
    proposals_used=(
        "{count} 处基准、换算或拆分不是原文内容，只是建议，下面逐行注明",
        "{count} benchmarks, conversions or splits are not in the text but proposed; each is marked below",
    ),
    rank_outside=(
        "名次不在 1 与总数之间，不能评分",
        "the place is not between 1 and the number, there is no score",
    ),
    ranking=("排名", "ranking"),
    rankings=("排名", "rankings"),
    rate=("得分率", "rate"),
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
    relative_to=("相对于 {count} 个镇", "relative to {count} towns"),
    remark=("备注", "remark"),
    replaced_data=("按缺省计算", "fallbacks"),
    replaced_used=(
        "{count} 项数据没有，用了规则写明的缺省值",
        "{count} missing figures are replaced as the rules say",
    ),
    result=("结果", "result"),
    revision=("版次", "revision"),
    rounded=("修约到 {count} 位小数（{rule}）", "rounded to {count} decimals ({rule})"),
    rounded_to=(
        "修约到 {count} 位小数（{rule}），得 {after}",
        "rounded to {count} decimals ({rule}), gives {after}",
    ),
    rule_file=("规则文件", "rule file"),
    scope=("口径", "scope"),
    score=("得分", "score"),
    score_open=("未定，{range}（满分 {full}）", "open, {range} (full mark {full})"),
    should_only=("宜、可 只报告，不影响结论", "should and may are reported and decide nothing"),
    source=("来源", "source"),
    standard=("标准", "standard"),
    status=("状态", "status"),
    still_open=("还没有定", "still open"),
    synthetic=("合成", "synthetic"),
    synthetic_data=("合成数据", "synthetic data"),
    synthetic_all=(
        "用到的 {count} 项数据全是合成的示例，不是事实",
        "all {count} figures used are made up, not facts",
    ),
    synthetic_used=(
        "用到的 {all} 项数据中 {count} 项是合成的示例，不是事实",
        "of the {all} figures used {count} are made up, not facts",
    ),
    table_row=("查表 {option}（规则第 {line} 行）", "table row {option} (line {line} of the rules)"),
    takes=("扣", "takes"),
    tied=("{count} 个镇并列", "towns that tie: {count}"),
    ties=("并列", "ties"),
    too_little_left=(
        "有得分的权重不到 {share}，不折算、不略去",
        "less than {share} of the weight has a score: nothing is shared out or left out",
    ),
    total=("总分", "total"),
    town=("对象", "town"),
    towns=("{count} 个镇", "{count} towns"),
    trimmed=(
        "评分 {marks} 个，去掉最高、最低各 {count} 个",
        "{marks} marks: the {count} highest and the {count} lowest are dropped",
    ),
    unit_is_zero=("单位为 0，不能评分", "the unit is 0, there is no score"),
    unresolved=("未决", "unresolved"),
    value=("取值", "value"),
    veto_fails=("没有这种情形，不否决", "not the case: no veto"),
    veto_holds=("有这种情形，否决", "this is the case: vetoed"),
    veto_leaves_nothing=("有这种情形，否决，得 0", "this is the case: vetoed, no points"),
    warnings=("须知", "read this first"),
    weight=("权重", "weight"),
    where=("其中", "where"),
    whole=("取整({quotient})", "floor({quotient})"),
    within_group=("{name} 中 {formula} 相同的镇", "the towns of {name} with the same {formula}"),
    without_source=("未注明来源", "no source given"),
    written=("原写", "written"),
    year=("年份", "year"),
    year_at_hand=("年度", "year at hand"),
)

# The English words that say of one what those above say of several.
ONE = MappingProxyType(
    {
        "ahead": "one town is ahead",
        "listed": "1 more record is in the JSON trace",
        "panel_size": "1 expert, {least} to {most} are required: there is no score",
        "points_at_stake": "up to 1 point",
        "proposals_used": "1 benchmark, conversion or split is not in the text but proposed; it is marked below",
        "records": "1 record",
        "relative_to": "relative to 1 town",
        "replaced_used": "1 missing figure is replaced as the rules say",
        "rounded": "rounded to 1 decimal ({rule})",
        "rounded_to": "rounded to 1 decimal ({rule}), gives {after}",
        "synthetic_all": "the one figure used is made up, not a fact",
        "synthetic_used": "of the {all} figures used 1 is made up, not a fact",
        "towns": "1 town",
    }
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
