"""What the golden towns do not show: ties, scales that fall, vetoes that hold, shares, long populations."""

from __future__ import annotations

from typing import Any

import pytest

from guiju.api import Rulebook
from guiju.diagnostics.model import Lang
from guiju.evaluate.outcome import Outcome
from guiju.explain.collected import ROWS
from guiju.explain.terminal import explain_text
from guiju.explain.trace import trace
from guiju.pipeline import check_source
from guiju.source import Source

HEAD = """标准 t "试"
  状态 征求意见
数据 甲 : 数值(分)
数据 乙 : 数值(分)
数据 丙 : 是非
数据 年产值 : 逐年 数值(亿元)
总体 各镇
"""


def outcomes(rules: str, *towns: dict[str, Any]) -> tuple[Outcome, ...]:
    checked = check_source(Source("t.rule", HEAD + rules))
    assert checked.rulebook is not None, [f"{f.code.id} {f.message.en}" for f in checked.findings]
    return Rulebook(checked.rulebook).evaluate_many(towns)


def printed(rules: str, *towns: dict[str, Any], lang: Lang = Lang.ZH, only: str | None = None) -> str:
    return explain_text(outcomes(rules, *towns)[0], lang, only=only, width=1000)


def ranking(ties: str) -> str:
    return f"排名 名次表 于 各镇\n  按 甲 从高到低\n  并列 {ties}\n"


TIED = ({"甲": 2}, {"甲": 2}, {"甲": 3})
PLACES = [
    ("同取前位", "排名 名次表 = 2 位", "1 个镇在前"),
    ("同取后位", "排名 名次表 = 3 位", "2 个镇在前或并列"),
    ("取平均", "排名 名次表 = 2.5 位", "在前的镇数加上并列镇数的一半是 1.5"),
    ("不占位", "排名 名次表 = 2 位", "前面有 1 个位次"),
    ("待定", "排名 名次表 = 不详，在 2 与 3 位之间", "1 个镇在前；1 个镇并列"),
]


@pytest.mark.parametrize(("ties", "place", "ahead"), PLACES)
def test_a_tie_is_said_with_its_rule(ties: str, place: str, ahead: str) -> None:
    text = printed(ranking(ties), *TIED)
    assert place in text
    assert f"相对于 3 个镇（各镇）；{ahead}" in text


def test_a_tie_nobody_decided_is_among_what_is_missing() -> None:
    assert "并列而没有规定名次 名次表" in printed(ranking("待定"), *TIED)
    assert "a tie without a rule 名次表" in printed(ranking("待定"), *TIED, lang=Lang.EN)


def test_a_town_alone_is_told_that_there_is_nobody_to_compare_with() -> None:
    checked = check_source(Source("t.rule", HEAD + ranking("同取前位")))
    assert checked.rulebook is not None
    text = explain_text(Rulebook(checked.rulebook).evaluate({"甲": 1}), Lang.ZH)
    assert "总体 各镇 不全：一起评价的有 1 个镇" in text


def test_a_population_too_long_to_print_is_cut_and_complete_in_the_trace() -> None:
    towns = [{"镇": f"第{n}镇", "数据": {"甲": n}} for n in range(ROWS + 5)]
    rules = "定义 位 = 名次(甲, 各镇 取 甲)\n"
    text = printed(rules, *towns)
    assert f"相对于 {ROWS + 5} 个镇" in text
    assert "其余 5 条从略" in text
    steps = trace(outcomes(rules, *towns)[0])["steps"]
    assert sum(step["kind"] == "record" for step in steps) == ROWS + 5


SCHEME = """指标体系 评价 满分 10
  汇总 求和
{lines}  指标 一 权重 6
    取值 甲
    评分 直接
  指标 二 权重 4
    取值 乙
    评分 直接
"""


def scheme(lines: str, **data: Any) -> str:
    return printed(SCHEME.format(lines=lines), data)


def test_a_veto_that_holds_leaves_nothing_and_says_what_there_was() -> None:
    text = scheme("  否决 丙\n", 甲=5, 乙=3, 丙="是")
    assert "评价  得分 0 / 10" in text
    assert "汇总（求和） 一 + 二 = 5 + 3 = 8" in text
    assert "✗ 否决 丙：有这种情形，否决，得 0" in text


@pytest.mark.parametrize(
    ("lines", "line"),
    [
        ("  最高 7\n", "得分（最高 7） 汇总 = min(8, 7) = 7"),
        ("  最低 9\n", "得分（最低 9） 汇总 = max(8, 9) = 9"),
        ("  最高 9\n  加分 额外 最高 2\n    丙 : 2\n", "得分（最高 9） 汇总 + 额外 = min(8 + 2, 9) = 9"),
        ("  扣分 罚\n    丙 : 扣 3\n", "得分 汇总 - 罚 = 8 - 3 = 5"),
    ],
)
def test_what_comes_on_top_is_added_and_held(lines: str, line: str) -> None:
    assert line in scheme(lines, 甲=5, 乙=3, 丙="是")


def test_a_score_inside_its_limits_needs_no_line() -> None:
    assert "得分（最高" not in scheme("  最高 9\n  最低 0\n", 甲=5, 乙=3)


@pytest.mark.parametrize(
    ("lines", "texts"),
    [
        (
            "  缺项 折算\n",
            ["(一) × 10 / 6 = (3) × 10 / 6 = 5", "二（不详）没有分数，权重分摊到其余各项（缺项 折算）"],
        ),
        ("  缺项 略去\n", ["汇总（求和） 一 = 3", "二（不详）没有分数，不计入，权重也不分摊（缺项 略去）"]),
        ("  缺项 不详 满分\n", ["一 + 二 = 3 + 4 = 7", "二（不详）没有分数，按满分（缺项 满分）"]),
        (
            "  缺项 折算 至少 80%\n",
            [
                "二（不详）没有确定的分数，这里的分数是一个范围（缺项 待定）",
                "有得分的权重不到 80%，不折算、不略去",
            ],
        ),
    ],
)
def test_what_becomes_of_a_missing_child(lines: str, texts: list[str]) -> None:
    text = scheme(lines, 甲=3, 乙="不详")
    for one in texts:
        assert one in text


def test_points_held_at_the_full_mark() -> None:
    assert "评分 直接 = min(8, 6) = 6" in scheme("", 甲=8, 乙=1)
    assert "评分 直接 = max(-1, 0) = 0" in scheme("", 甲=8, 乙=-1)


def test_a_scale_on_which_less_is_better_is_printed_in_its_unit() -> None:
    rules = "数据 比 : 数值(%)\n等级 险 按 比 判定 修约值 0 位 进位\n  方向 越小越好\n  低 : 得分 ≤ 5%\n"
    text = printed(rules + "  高 : 得分 > 5%\n  限级 高 当 丙\n", {"比": "4.2%", "丙": "是"})
    assert "修约到 0 位小数（只进不舍）：4.2% → 5%" in text
    assert "✓ 低 得分 ≤ 5%：5% ≤ 5%" in text
    assert "✗ 限级 高 丙：有这种情形，最高只能是 高" in text
    assert "按得分为 低，限级后为 高" in text


def test_a_definition_means_the_same_in_a_window_of_years() -> None:
    rules = "定义 一 = 合计(近2年 取 年产值 / 今年)\n定义 今年 = 年产值.当年\n"
    data = {"年度": 2024, "数据": {"年产值": {2023: 30, 2024: 40}}}
    assert outcomes(rules, data)[0]["一"].text == "175"
    text = printed(rules, data)
    assert "2023 年  30 亿元 / 40 亿元  75%" in text
    assert "2024 年  40 亿元 / 40 亿元  100%" in text


def test_a_series_that_is_asked_for_shows_every_year() -> None:
    data = {"年度": 2024, "数据": {"年产值": {2023: 30, 2024: "不详"}}}
    text = printed("定义 今年 = 年产值.当年\n", data, only="年产值")
    assert "数据 年产值（2023 年） = 30 亿元" in text
    assert "数据 年产值（2024 年） = 不详" in text


def test_a_mark_of_the_data_is_kept() -> None:
    text = printed("定义 一 = 修约(甲, 0)\n", {"甲": "16.50(+) 分"})
    assert "修约(甲, 0) = 修约(16.5(+) 分, 0) = 17 分" in text


DATED = """参数 基准 依据 "5.1"
  自 2024-01-01 = 50 分
  自 2026-01-01 = 45 分 依据 "5.2" 说明 "收紧"
定义 够 = 甲 ≥ 基准
"""


def test_a_dated_value_says_since_when() -> None:
    text = printed(DATED, {"数据日期": "2026-03-31", "数据": {"甲": 47}})
    assert "参数 基准 = 45 分（自 2026-01-01 起）  依据 5.2" in text
    assert "说明：收紧" in text
    english = printed(DATED, {"数据日期": "2025-12-31", "数据": {"甲": 47}}, lang=Lang.EN)
    assert "parameter 基准 = 50 分 (from 2024-01-01 on)  per 5.1" in english


def test_without_a_day_every_value_that_may_count_is_shown() -> None:
    text = printed(DATED, {"甲": 47})
    assert "参数 基准 = 未提供，在 45 与 50 分之间  依据 5.1" in text
    assert "没有数据日期，不知道用哪一个值" in text
    assert "? 自 2024-01-01 起  50 分  依据 5.1" in text
    assert "? 自 2026-01-01 起  45 分  依据 5.2" in text
    assert "? 数据 数据日期" in text


@pytest.mark.parametrize(
    ("town", "day"), [({"数据日期": "2023-12-31"}, "2023-12-31"), ({"年度": 2023}, "2023 年")]
)
def test_before_the_first_value_there_is_none(town: dict[str, Any], day: str) -> None:
    text = printed(DATED, {**town, "数据": {"甲": 47}})
    assert f"{day} 还没有值，最早的值自 2024-01-01 起" in text
    assert "参数那一天没有值 基准" in text


def test_the_trace_of_a_dated_value_names_its_day_and_clause() -> None:
    steps = trace(outcomes(DATED, {"年度": 2026, "数据": {"甲": 47}})[0])["steps"]
    (value,) = [step for step in steps if step["kind"] == "dated_value"]
    assert (value["label"], value["clauses"], value["numbers"]) == ("2026-01-01", ["5.2"], "45 分")
    (parameter,) = [step for step in steps if step["kind"] == "parameter"]
    assert parameter["formula"] == "自 2024-01-01 = 50 分; 自 2026-01-01 = 45 分"
