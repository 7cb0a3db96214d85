"""What readers stumbled over: fractions, rates, windows of years, reasons, vetoes, bands, ranges, names."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import guiju
from guiju.api import Rulebook
from guiju.cli.evaluate import _summary
from guiju.diagnostics.model import Lang
from guiju.evaluate.outcome import Outcome
from guiju.explain.called import cause_text
from guiju.explain.markdown import explain_markdown
from guiju.explain.terminal import explain_text
from guiju.explain.values import points_text, rate_text, term_text, value_text
from guiju.explain.wrap import fold
from guiju.numbers.states import Cause, CauseKind, Missing, State
from guiju.pipeline import check_source
from guiju.source import Source
from guiju.types import NumberType
from guiju.units import PERCENT, PLACE, Unit
from tests.traces.samples import english, everything

RULES = Path(guiju.__file__).parents[2] / "rules"
HEAD = """标准 t "试"
  状态 征求意见
数据 甲 : 数值(分)
数据 丙 : 是非
数据 产值 : 逐年 数值(亿元) ≥ 0
参数 门槛 = 40 亿元
"""


def outcome(rules: str, data: dict[str, Any], head: str = HEAD) -> Outcome:
    checked = check_source(Source("t.rule", head + rules))
    assert checked.rulebook is not None, [f"{f.code.id} {f.message.en}" for f in checked.findings]
    return Rulebook(checked.rulebook).evaluate(data)


def printed(rules: str, data: dict[str, Any], lang: Lang = Lang.ZH, head: str = HEAD) -> str:
    return explain_text(outcome(rules, data, head), lang, width=1000)


# --- numbers ----------------------------------------------------------------------------------------------------------


def test_a_fraction_no_decimal_ends_is_printed_as_one() -> None:
    assert [points_text(Fraction(n, d)) for n, d in ((1, 3), (10, 3), (1, 8), (4, 1))] == [
        "1/3",
        "10/3",
        "0.125",
        "4",
    ]
    assert [term_text(Fraction(1, d)) for d in (3, 4)] == ["(1/3)", "0.25"]
    assert points_text(Fraction(1, 1_000_003)) == "≈0.000001"


def test_an_index_reads_as_its_formula_and_shows_its_rates() -> None:
    rulebook = guiju.load(RULES / "hdi" / "hdi.rule")
    town = guiju.read_town(RULES / "hdi" / "towns" / "norway-2022.yaml", rulebook)
    text = explain_text(rulebook.evaluate(town), Lang.EN, width=1000)
    assert "(health / (1/3))^(1/3) × (education / (1/3))^(1/3) × (income / (1/3))^(1/3) = (≈0.325" in text
    assert "score ≈0.325092 / (1/3), rate ≈97.527692%" in text
    assert "≈0.333333" not in text
    assert "1 benchmark, conversion or split is not in the text" in text


def test_the_rate_stands_beside_every_score() -> None:
    open_ = Missing(State.UNKNOWN, frozenset(), Fraction(1), Fraction(3))
    assert rate_text(Fraction(3), Fraction(4)) == "75%"
    assert rate_text(open_, Fraction(4)) == "?[25% – 75%]"
    assert rate_text(Missing(State.NOT_APPLICABLE, frozenset(), Fraction(0), Fraction(4)), Fraction(4)) == ""
    text = explain_text(everything(), Lang.ZH, width=1000)
    for line in (
        "平台  得分 10 / 24（权重 80%），得分率 ≈41.666667%",
        "名牌  得分 ?[0 – 1] / 1，得分率 ?[0% – 100%]",
    ):
        assert line in text


YUAN = NumberType(Unit("亿元", Fraction(10**8), (("money", 1),)))
THIRD = Fraction(1, 3)
RANGES = [
    (THIRD, None, NumberType(PERCENT), "未提供，不低于 ≈33.333333%", "not supplied, at least ≈33.333333%"),
    (None, Fraction(10**8), YUAN, "未提供，不高于 1 亿元", "not supplied, at most 1 亿元"),
    (Fraction(0), Fraction(10**8), YUAN, "未提供，在 0 与 1 亿元之间", "not supplied, between 0 and 1 亿元"),
    (
        Fraction(0),
        THIRD,
        NumberType(PERCENT),
        "未提供，在 0% 与 ≈33.333333% 之间",
        "not supplied, between 0% and ≈33.333333%",
    ),
    (None, None, YUAN, "未提供", "not supplied"),
]


@pytest.mark.parametrize(("low", "high", "type_", "zh", "en"), RANGES)
def test_a_range_is_said_in_words(
    low: Fraction | None, high: Fraction | None, type_: NumberType, zh: str, en: str
) -> None:
    value = Missing(State.NOT_SUPPLIED, frozenset(), low, high)
    assert (value_text(value, type_, Lang.ZH), value_text(value, type_, Lang.EN)) == (zh, en)


def test_inside_a_formula_a_range_is_a_sign() -> None:
    def inside(low: Fraction | None, high: Fraction | None) -> str:
        return value_text(Missing(State.UNKNOWN, frozenset(), low, high), YUAN, None)

    assert inside(Fraction(0), None) == "?[≥ 0 亿元]"
    assert inside(None, Fraction(10**8)) == "?[≤ 1 亿元]"
    assert inside(Fraction(0), Fraction(10**8)) == "?[0 – 1] 亿元"


def test_a_place_has_no_chinese_unit_in_english() -> None:
    assert value_text(Fraction(2), NumberType(PLACE), Lang.EN) == "2"
    assert value_text(Fraction(2), NumberType(PLACE), Lang.ZH) == "2 位"


# --- formulas ---------------------------------------------------------------------------------------------------------

YEARS = {"年度": 2024, "数据": {"产值": {2022: 70, 2023: 30, 2024: 90}}}


@pytest.mark.parametrize("word", ["每年", "任一年"])
def test_a_window_of_years_says_what_is_compared_in_each(word: str) -> None:
    text = printed(f"认定 乙\n  应 {word}(产值.近3年) ≥ 门槛\n", YEARS)
    assert "✓ 2022 年  70 亿元 ≥ 40 亿元\n" in text
    no = "✗" if word == "每年" else "–"  # a year that is not the one looked for fails nothing
    assert f"{no} 2023 年  30 亿元 ≥ 40 亿元\n" in text
    assert "其中" not in text


@pytest.mark.parametrize("word", ["every_year", "some_year"])
def test_a_window_of_years_in_english(word: str) -> None:
    head = (
        'standard t "t"\n  status consultation\ninput output : yearly number(ha)\nparameter least = 40 ha\n'
    )
    text = printed(f"designation d\n  shall {word}(output.last_3_years) ≥ least\n", ENGLISH, Lang.EN, head)
    assert "✓ 2022  70 ha ≥ 40 ha\n" in text


ENGLISH = {"年度": 2024, "数据": {"output": {2022: 70, 2023: 30, 2024: 90}}}


def test_a_formula_that_stands_alone_is_printed_once() -> None:
    text = printed("定义 均 = 平均(产值.近3年)\n定义 半 = 平均(产值.近3年) / 2\n", YEARS)
    assert "定义 均 = 平均(产值.近3年) = (70 亿元 + 30 亿元 + 90 亿元) / 3 ≈ 63.333333 亿元" in text
    assert text.count("其中 平均(产值.近3年)") == 1  # in the other it is a part of the formula


# --- judgements -------------------------------------------------------------------------------------------------------

DESIGNATION = """认定 集群
  应 "达标" : 甲 ≥ 10
  应 甲 ≥ 1
  宜 甲 ≥ 100
  否决 "事故" : 丙
"""


def test_a_refusal_says_why() -> None:
    text = printed(DESIGNATION, {"甲": 5, "丙": "是"})
    assert "✗ 集群：不符合\n    因为：应 达标；否决 事故\n" in text
    assert "不符合；因为：应 达标；否决 事故 |" in explain_markdown(
        outcome(DESIGNATION, {"甲": 5, "丙": "是"}), Lang.ZH
    )
    assert "because: shall 达标; veto 事故" in printed(DESIGNATION, {"甲": 5, "丙": "是"}, Lang.EN)


def test_what_leaves_a_designation_open_is_named() -> None:
    assert "? 集群：不能判定\n    还没有定：否决 事故\n" in printed(DESIGNATION, {"甲": 50})
    assert "因为" not in printed(DESIGNATION, {"甲": 50, "丙": "否"})


def test_a_veto_says_whether_it_is_the_case() -> None:
    zh = [printed(DESIGNATION, {"甲": 50, "丙": word}) for word in ("是", "否")]
    assert "✗ 否决 事故：丙：有这种情形，否决" in zh[0]
    assert "✓ 否决 事故：丙：没有这种情形，不否决" in zh[1]
    assert "✓ veto 事故: 丙: not the case: no veto" in printed(DESIGNATION, {"甲": 50, "丙": "否"}, Lang.EN)


GRADES = """指标体系 评价 满分 100
  汇总 求和
  指标 一 权重 100
    取值 甲
    评分 直接
等级 级 按 总分 判定 全数值
  优 : 得分 ≥ 85 须 丙
  良 : 60 ≤ 得分 < 85
  差 : 其他
"""


@pytest.mark.parametrize(
    ("score", "lines"),
    [
        (
            70,
            [
                "– 优 得分 ≥ 85：70 ≥ 85 不成立",
                "须 丙：得分不到 优，不必看",
                "✓ 良 60 ≤",
                "– 差 其他：已定为 良，不必再看",
            ],
        ),
        (90, ["✓ 优 得分 ≥ 85：90 ≥ 85", "✗ 须 丙：否", "✓ 良 60 ≤ 得分 < 85：上一级的“须”不满足，取这一级"]),
        (10, ["– 优 得分 ≥ 85：10 ≥ 85 不成立", "– 良 60 ≤ 得分 < 85：60 ≤ 10 < 85 不成立", "✓ 差 其他\n"]),
    ],
)
def test_only_the_band_found_is_ticked_and_none_is_crossed(score: int, lines: list[str]) -> None:
    text = printed(GRADES, {"甲": score, "丙": "否"})
    for line in lines:
        assert line in text
    assert not [name for name in "优良差" if f"✗ {name}" in text]


# --- names ------------------------------------------------------------------------------------------------------------


def test_a_series_is_one_name_with_its_years() -> None:
    rulebook = guiju.load(RULES / "sme-cluster" / "cluster.rule")
    town = guiju.read_town(RULES / "sme-cluster" / "towns" / "synthetic-castings.yaml", rulebook)
    text = explain_text(rulebook.evaluate(town), Lang.ZH, width=1000)
    assert "用到的 9 项数据全是合成的示例，不是事实：面积、集群产值（2021–2024 年）、" in text
    assert "因为：否决 安全、质量、环境事故" in text


@pytest.mark.parametrize("name", ["everything", "everything-missing"])
def test_english_output_has_no_chinese_year(name: str) -> None:
    text = explain_text(everything(name), Lang.EN, width=1000)
    assert "年）" not in text
    assert "1 points" not in text
    assert "gifts (2022)" in explain_text(english(), Lang.EN, width=1000)


def test_a_cause_is_named_in_the_language_of_the_reader() -> None:
    cause = Cause(CauseKind.INPUT, "output（2025年）")
    assert (cause_text(cause, Lang.EN), cause_text(cause, Lang.ZH)) == ("output (2025)", "output（2025 年）")
    assert cause_text(Cause(CauseKind.OPEN, "（左右）"), Lang.EN) == "（左右）"


def test_points_at_stake_are_the_most_that_can_change() -> None:
    data = {"丙": "否"}
    assert "数据 甲  最多差 100 分" in printed(GRADES, data)
    assert "input 甲  up to 100 points" in printed(GRADES, data, Lang.EN)
    assert "评价：未定，在 0 与 100 之间（满分 100）" in printed(GRADES, data)
    assert "级：未定，可能是 良、差" in printed(GRADES, data)


@pytest.mark.parametrize("width", range(12, 40))
def test_a_word_of_ours_is_never_broken(width: int) -> None:
    parts = [("", "某镇的产值有多少"), ("", "  依据 表A.1"), ("", "，另有说明和换算在后面，其中一半见上")]
    rows = ["".join(text for _, text in row) for _, row in fold(parts, width, "", "  ")]
    for word in ("依据 表A.1" if width > 13 else "依据", "说明", "换算", "其中", "见上"):
        assert sum(word in row for row in rows) == 1, (word, rows)


# --- the summary ------------------------------------------------------------------------------------------------------


def test_the_summary_names_what_is_missing() -> None:
    found = outcome(GRADES, {"丙": "否"})
    assert "  缺 1 项数据：甲（详见 guiju explain）\n" in _summary(found, Lang.ZH)
    assert "  1 figure is missing: 甲 (see guiju explain)\n" in _summary(found, Lang.EN)
    assert "缺" not in _summary(outcome(GRADES, {"甲": 5, "丙": "否"}), Lang.ZH)


def test_the_summary_says_in_words_what_has_no_value() -> None:
    rules = "结果 满 = 丙\n结果 当年 = 产值.当年\n"
    data = {"年度": 2024, "数据": {"丙": "否", "产值": {2024: "不详"}}}
    text = _summary(outcome(rules, data), Lang.ZH)
    assert "  满 否\n  当年 不详\n" in text
    assert "  满 no\n  当年 unknown\n" in _summary(outcome(rules, data), Lang.EN)
    assert "  place_of_care 2\n" in _summary(english(), Lang.EN)
