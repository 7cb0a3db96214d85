"""Formulas as written, and with the numbers in them."""

from __future__ import annotations

from typing import Any

import pytest

from guiju.api import Rulebook
from guiju.diagnostics.model import Lang
from guiju.evaluate.outcome import Outcome
from guiju.evaluate.steps import Step
from guiju.explain.conversions import conversions
from guiju.explain.formulas import answer, folded, statement, with_numbers, written
from guiju.pipeline import check_source
from guiju.source import Source

RULES = """标准 t "试"
  状态 征求意见
数据 甲 : 数值(亿元)
数据 乙 : 数值(万元)
数据 丙 : 数值(%)
数据 人口 : 数值(万人)
数据 是否 : 是非
数据 级别 : 选项(省级 > 市级)
数据 名录 : 清单(个)
  名称 : 文本
  人数 : 整数(人)
参数 门槛 = 2 亿元
定义 x = {formula}
"""


def outcome(formula: str, **data: Any) -> Outcome:
    checked = check_source(Source("t.rule", RULES.replace("{formula}", formula)))
    assert checked.rulebook is not None, [f"{f.code.id} {f.message.en}" for f in checked.findings]
    return Rulebook(checked.rulebook).evaluate(data)


def definition(formula: str, **data: Any) -> Step:
    """The step of the formula."""
    steps = outcome(formula, **data).walk()
    return next(step for step in steps if getattr(step.node, "name", "") == "x").children[0]


DATA = {
    "甲": "3 亿元",
    "乙": "-500 万元",
    "丙": "7.5%",
    "人口": "2 万人",
    "是否": "是",
    "级别": "省级",
    "名录": [{"名称": "一", "人数": "3"}, {"名称": "二", "人数": "1"}],
}

WOVEN = [
    ("甲 + 乙", "3 亿元 + (-500 万元)"),
    ("-乙", "-(-500 万元)"),
    ("乙 + 甲", "-500 万元 + 3 亿元"),
    ("(甲 + 门槛) / 门槛", "(3 亿元 + 2 亿元) / 2 亿元"),
    ("甲 ÷ 门槛 × 100%", "3 亿元 ÷ 2 亿元 × 100%"),
    ("丙 ^ 2", "(7.5%) ^ 2"),
    ("甲 / 人口", "3 亿元 / 2 万人"),
    ("若 是否 则 甲 否则 门槛", "若 是 则 3 亿元 否则 门槛"),
    ("若 级别 = 市级 则 甲 否则 门槛", "若 省级 = 市级 则 甲 否则 2 亿元"),
    ("若 非 是否 且 甲 > 门槛 则 1 否则 2", "若 非 是 且 甲 > 门槛 则 1 否则 2"),
    ("最大(甲, 乙, 门槛)", "最大(3 亿元, -500 万元, 2 亿元)"),
    ("修约(甲 / 门槛, 2)", "修约(3 亿元 / 2 亿元, 2)"),
    ("查表(级别, 省级: 1, 市级: 2)", "查表(省级, 省级: 1, 市级: 2)"),
    ("计数(名录 其中 人数 > 1 人) + 1 个", "1 个 + 1 个"),
    ("甲 / 3 + 甲 / 3", "3 亿元 / 3 + 3 亿元 / 3"),
    ("（甲 ＋ 门槛） × 2", "（3 亿元 ＋ 2 亿元） × 2"),
]


@pytest.mark.parametrize(("formula", "numbers"), WOVEN)
def test_names_give_way_to_their_values(formula: str, numbers: str) -> None:
    step = definition(formula, **DATA)
    assert written(step.node) == formula
    assert with_numbers(step, Lang.ZH) == numbers


def test_a_formula_over_several_lines_is_one_line_without_its_comments() -> None:
    step = definition("(甲 + # 亿元\n      门槛)\t× 2", **DATA)
    assert written(step.node) == "(甲 + 门槛) × 2"
    assert with_numbers(step) == "(3 亿元 + 2 亿元) × 2"


def test_what_is_missing_is_a_sign_in_a_formula_and_words_alone() -> None:
    step = definition("甲 + 限幅(丙, 0%, 10%) × 门槛", 甲="不详")
    for lang in (*Lang, None):
        assert with_numbers(step, lang) == "? + 限幅(?, 0%, 10%) × 2 亿元"
    alone = definition("甲", 甲="不详")
    assert (answer(alone, Lang.ZH), answer(alone, Lang.EN)) == ("不详", "unknown")


def test_a_formula_over_records_keeps_the_fields_as_names() -> None:
    step = definition("计数(名录 其中 人数 × 1 亿元 > 甲 × 1 人)", **DATA)
    assert with_numbers(step) == "计数(名录 其中 人数 × 1 亿元 > 3 亿元 × 1 人)"


@pytest.mark.parametrize(
    ("text", "one_line"),
    [
        ("a  b", "a b"),
        ("a\n   b", "a b"),
        ("a # why\n b", "a b"),
        ('"# no  comment"  b', '"# no  comment" b'),
        ("“# no  comment”\u3000b", "“# no  comment” b"),
    ],
)
def test_folding_leaves_quoted_text_alone(text: str, one_line: str) -> None:
    assert folded(text) == one_line


def test_a_statement_is_shown_without_its_remarks() -> None:
    node = outcome('甲   依据 "4" 说明 "依据 “x”"').rulebook.definitions["x"]
    assert statement(node) == "定义 x = 甲"
    assert written(node) == '定义 x = 甲 依据 "4" 说明 "依据 “x”"'


CONVERSIONS = [
    ("甲 + 门槛", ()),
    ("甲 + 乙", ("1 亿元 = 10000 万元",)),
    ("乙 / 甲", ("1 亿元 = 10000 万元",)),
    ("乙 / 人口", ()),
    ("(乙 + 乙) / 甲", ("1 亿元 = 10000 万元",)),
    ("甲 / 人口 单位 元/人", ("1 亿元/万人 = 10000 元/人",)),
    ("若 甲 > 乙 则 丙 否则 0%", ("1 亿元 = 10000 万元",)),
    ("最大(甲, 乙)", ("1 亿元 = 10000 万元",)),
    ("丙 × 甲", ()),
    ("合计(名录 取 人数) / 人口", ("1 万人 = 10000 人",)),
    ("合计(名录 取 人数) / 人口 单位 人/万人", ()),
    ("合计(名录 取 人数) / 合计(名录 取 人数) 单位 人/万人", ("1 = 10000 人/万人",)),
]


@pytest.mark.parametrize(("formula", "factors"), CONVERSIONS)
def test_a_change_of_unit_is_said(formula: str, factors: tuple[str, ...]) -> None:
    assert conversions(definition(formula, **DATA)) == factors
