"""Translation: keywords and built-in names change their language, what a drafter declared does not."""

from __future__ import annotations

import pytest

from guiju.check.names import BUILT_IN_NAMES, DATA_DATE, LEVELS, TOTAL
from guiju.check.resolve import CHILDREN
from guiju.check.years import last_years, years_back
from guiju.cli.fmt import VOCABULARY
from guiju.diagnostics.model import Lang
from guiju.diagnostics.spoken import is_english
from guiju.functions import FUNCTIONS
from guiju.functions.vocabulary import NAMES
from guiju.rulebook.expressions import ASPECT_NAMES
from guiju.rulebook.walk import YEAR_FIELDS
from guiju.source import Source
from guiju.syntax import parse
from guiju.syntax.format import Formatted, format_source
from tests.format.corpus import corpus


def fmt(text: str, to: Lang | None = None) -> Formatted:
    return format_source(Source("t.rule", text), VOCABULARY, to)


def both_ways(text: str) -> str:
    """The translation of a text; the test fails when it does not come back byte for byte."""
    own, other = (Lang.EN, Lang.ZH) if is_english(Source("t.rule", text)) else (Lang.ZH, Lang.EN)
    there = fmt(text, other).text
    assert there is not None
    assert fmt(there).text == there
    assert fmt(there, own).text == fmt(text).text == fmt(text, own).text
    return there


def test_the_vocabulary_is_that_of_the_engine() -> None:
    spellings = {text for pair in NAMES for text in pair}
    assert {*BUILT_IN_NAMES, *ASPECT_NAMES, *CHILDREN, *YEAR_FIELDS} <= spellings
    for zh, en in NAMES:
        assert {zh, en} in ({*TOTAL}, {*DATA_DATE}, {*CHILDREN}, {*YEAR_FIELDS}) or any(
            meaning(zh.format(7)) is not None and meaning(zh.format(7)) == meaning(en.format(7))
            for meaning in (LEVELS.get, ASPECT_NAMES.get, last_years, years_back)
        )
    assert len({text for f in FUNCTIONS for text in (f.zh, f.en)}) == sum(len({f.zh, f.en}) for f in FUNCTIONS)


@pytest.mark.parametrize("name", corpus())
def test_there_and_back(name: str) -> None:
    text = corpus()[name]
    there = both_ways(text)
    old, new = parse(Source("t.rule", fmt(text).text or "")).file, parse(Source("t.rule", there)).file
    assert old is not None
    assert new is not None
    assert len(old.statements) == len(new.statements)


def test_keywords_functions_and_names() -> None:
    text = (
        "数据 甲 : 清单(个)\n"
        "  乙 : 数值(分)\n"
        "定义 丙 = 最大(合计(甲 其中 乙 > 1 取 乙), 计数(二级指标 其中 得分率 < 50%), 规模.得分) 单位 分\n"
        "等级 丁 按 总分 判定 全数值\n"
        "  优 : 得分 ≥ 90\n"
        "  差 : 其他\n"
    )
    assert both_ways(text) == (
        "input 甲 : list(个)\n"
        "  乙 : number(分)\n"
        "define 丙 = max(sum(甲 where 乙 > 1 take 乙), count(level_2 where rate < 50%), 规模.score) unit 分\n"
        "grades 丁 by total judged full_value\n"
        "  优 : score ≥ 90\n"
        "  差 : otherwise\n"
    )


def test_declared_names_that_look_like_keywords_and_functions_stay() -> None:
    text = (
        "数据 数据 : 选项(是非 > 满分 > sum)\n"
        "数据 full : 清单(个)\n"
        "  权重 : 数值(分)\n"
        "  weight : 数值(分)\n"
        "数据 合计 : 数值(分)\n"
        "定义 sum = 合计(full 取 权重 + weight) + 合计\n"
        "定义 score = 若 数据 = sum 则 sum 否则 指标.rate\n"
    )
    there = both_ways(text)
    assert there == (
        "input 数据 : choice(是非 > 满分 > sum)\n"
        "input full : list(个)\n"
        "  权重   : number(分)\n"
        "  weight : number(分)\n"
        "input 合计 : number(分)\n"
        "define sum = sum(full take 权重 + weight) + 合计\n"
        "define score = if 数据 = sum then sum else 指标.rate\n"
    )


def test_a_built_in_name_in_the_other_language_becomes_one_of_the_file() -> None:
    assert fmt("定义 a = max(s.score, s.得分)").text == "定义 a = 最大(s.得分, s.得分)\n"
    assert fmt("define a = 最大(s.score, s.得分)").text == "define a = max(s.score, s.score)\n"


def test_a_known_defect_is_found_by_its_name_whatever_the_language() -> None:
    text = '定义 a = 计数(二级指标)\n预期 W403 于 二级指标 "两处不同"\n'
    assert both_ways(text) == 'define a = count(level_2)\nknown W403 at 二级指标    "两处不同"\n'


@pytest.mark.parametrize("lang", list(Lang))
@pytest.mark.parametrize(
    ("declared", "used"),
    [("score", "s.得分"), ("得分", "s.score"), ("total", "总分"), ("level_1", "计数(一级指标)")],
)
def test_a_clash_is_refused_in_both_directions(declared: str, used: str, lang: Lang) -> None:
    text = f"数据 {declared} : 数值(分)\n定义 a = {used} + {declared}\n"
    result = fmt(text, lang)
    assert result.text is None
    (found,) = result.problems
    assert found.code.id == "S130"
    assert found.place is not None
    assert found.place.position.line == 2
    assert found.labels[0].place.text == declared
    assert fmt(text).text == text


def test_numbers_in_built_in_names() -> None:
    text = "定义 a = 每年(b.近3年) + b.前12年 + 合计(近5年 取 b)\n"
    assert (
        both_ways(text)
        == "define a = every_year(b.last_3_years) + b.years_back_12 + sum(last_5_years take b)\n"
    )
