"""docs/language.md is true today: its listings are one rule file, its tables are the tables of the engine."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from guiju.api import Rulebook
from guiju.pipeline import check_source
from guiju.source import Source
from tests.docs.reference import with_tables

FILE = Path(__file__).parents[2] / "docs" / "language.md"
PAGE = FILE.read_text(encoding="utf-8")
LISTINGS = re.findall(r"```rule\n(.*?)```", PAGE, re.DOTALL)

TOWN: dict[str, Any] = {
    "产值": "150 亿元",
    "利润": "9 亿元",
    "补贴": "250 万元",
    "科技人员": 900,
    "从业人员": 30000,
    "级别": "省级",
    "行业": "法兰",
    "近年有事故": "否",
    "事故数": 1,
    "有规划": "是",
    "有资金": "否",
    "有出口": "是",
    "炉数": 7,
    "设立日期": "2012-05-01",
    "各县": [{"指数": 90}, {"指数": 80}, {"指数": 70}],
    "本县指数": 80,
    "年产值": {2022: 100, 2023: 120, 2024: 150},
    "年研发": {2022: 2, 2023: "2.4 亿元", 2024: 3},
    "研发平台": [
        {"名称": "甲", "层级": "国家级", "人数": 30, "在用": "是"},
        {"名称": "乙", "层级": "市级", "人数": 12, "在用": "是"},
    ],
}


def document(**changes: Any) -> dict[str, Any]:
    """The town of this page, with changes to its figures."""
    return {"数据日期": "2024-12-31", "数据": {**TOWN, **changes}}


def rulebook() -> Rulebook:
    checked = check_source(Source("language.md", "".join(LISTINGS)))
    assert checked.rulebook is not None, [f"{f.place}: {f.code.id} {f.message.en}" for f in checked.findings]
    assert not [f for f in checked.findings if not f.expected and f.code.id != "C604"]
    return Rulebook(checked.rulebook)


def test_the_listings_are_one_rule_file_that_evaluates() -> None:
    outcome = rulebook().evaluate(document())
    exact = {
        "产值规模": "15", "效益": "6", "炉": "3", "人员": "24/5", "平台": "5/2", "平台层级": "4", "研发强度": "4",
        "政策": "3", "安全": "2", "位次": "2", "补助加分": "9/2",
    }  # fmt: skip
    assert {name: str(outcome[name].exact) for name in exact} == exact
    assert outcome["达到门槛"].holds is False
    assert outcome.designations == {"示范镇": "unmet"}
    assert outcome.total is not None
    scale, novelty = outcome["规模"].exact, outcome["创新"].exact
    assert scale is not None
    assert novelty is not None
    certain = scale + novelty + 3 + 2 + 2  # the experts have not marked: 4 points are open
    assert (outcome.total.lower, outcome.total.upper) == (
        certain + outcome["补助加分"].exact,  # type: ignore[operator]
        certain + 4 + outcome["补助加分"].exact,  # type: ignore[operator]
    )


def test_the_towns_of_the_page_compare() -> None:
    marks = {"甲": {"服务": 3}, "乙": {"服务": 4}, "丙": {"服务": 2}}
    towns = [document(产值=produced) for produced in ("150 亿元", "90 亿元", "120 亿元")]
    outcomes = rulebook().evaluate_many([{**town, "专家评分": marks} for town in towns])
    assert [str(one["综合排名"]) for one in outcomes] == ["1 位", "2 位", "3 位"]
    assert [str(one["相对产值"]) for one in outcomes] == ["100%", "0%", "50%"]


def test_the_tables_are_those_of_the_engine(request: pytest.FixtureRequest) -> None:
    made = with_tables(PAGE)
    if request.config.getoption("--update-golden"):
        FILE.write_text(made, encoding="utf-8")
        return
    assert made == PAGE, "run with --update-golden to write the tables anew"
