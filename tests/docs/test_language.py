"""docs/language.md is true today: its listings are one rule file, its tables are the tables of the engine."""

from __future__ import annotations

import re
from pathlib import Path

from guiju.api import Rulebook
from guiju.functions import FUNCTIONS
from guiju.pipeline import check_source
from guiju.source import Source
from guiju.syntax.keywords import keywords
from guiju.units import BUILT_IN

PAGE = (Path(__file__).parents[2] / "docs" / "language.md").read_text(encoding="utf-8")
LISTINGS = re.findall(r"```rule\n(.*?)```", PAGE, re.DOTALL)


TOWN = {
    "产值": "150 亿元",
    "利润": "9 亿元",
    "科技人员": 900,
    "从业人员": 30000,
    "级别": "省级",
    "近年有事故": "否",
    "有规划": "是",
    "有资金": "否",
    "炉数": 7,
    "各县": [{"指数": 90}, {"指数": 80}, {"指数": 70}],
    "本县指数": 80,
    "研发平台": [
        {"名称": "甲", "层级": "国家级", "在用": "是"},
        {"名称": "乙", "层级": "市级", "在用": "是"},
    ],
}


def rulebook() -> Rulebook:
    checked = check_source(Source("language.md", "".join(LISTINGS)))
    assert checked.rulebook is not None, [f"{f.place}: {f.code.id} {f.message.en}" for f in checked.findings]
    assert not [f for f in checked.findings if not f.expected and f.code.id != "C604"]
    return Rulebook(checked.rulebook)


def test_the_listings_are_one_rule_file_that_evaluates() -> None:
    outcome = rulebook().evaluate(TOWN)
    assert outcome["产值规模"].exact == 15
    assert outcome["效益"].exact == 6
    assert outcome["炉"].exact == 3
    assert str(outcome["人员"].exact) == "24/5"
    assert outcome["平台"].exact == 2
    assert outcome["平台层级"].exact == 6
    assert outcome["政策"].exact == 3
    assert outcome["位次"].exact == 2
    assert outcome.designations == {"示范镇": "unmet"}
    assert outcome.total is not None
    scale, novelty = outcome["规模"].exact, outcome["创新"].exact
    assert scale is not None
    assert novelty is not None
    assert (outcome.total.lower, outcome.total.upper) == (scale + novelty + 9, scale + novelty + 13)


def test_every_keyword_function_and_unit_is_in_the_reference() -> None:
    for keyword in keywords():
        assert f"| {keyword.zh} | `{keyword.en}` |" in PAGE
    for function in FUNCTIONS:
        assert f"`{function.signature_zh}`" in PAGE
        assert f"`{function.signature_en}`" in PAGE
    for symbol in BUILT_IN:
        if not symbol.isascii() and symbol != "个百分点":
            assert symbol in PAGE
