"""The pack of the SME clusters: what its text gives a figure for decides, and the rest stays open."""

from __future__ import annotations

import re
from typing import Any

import pytest

from guiju.api import Rulebook, load, read_town
from guiju.case_runs import run_case
from guiju.cases import Case, case_files, read_cases
from guiju.evaluate import Outcome
from guiju.rulebook.model import External, Modal
from guiju.shipped import shipped

PACK = shipped("rules") / "sme-cluster"
CLUSTER = "国家级集群"
EVENTS = ("事故", "网络安全事件", "偷漏税", "严重失信")
OPEN = [f"认定标准第 {aspect} 方面" for aspect in range(3, 9)]
YEARS = (2022, 2023, 2024)


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return load(PACK / "cluster.rule")


def town(rulings: list[str], **changes: Any) -> dict[str, Any]:
    """A cluster that meets everything that has a figure, with what is changed, and yes to each of `rulings`."""
    figures: dict[str, Any] = {
        "面积": "100 平方公里",
        "集群产值": {2021: "40 亿元", 2022: "50 亿元", 2023: "60 亿元", 2024: "70 亿元"},
        "中小企业产值": {2022: 40, 2023: 50, 2024: 49},
        "主导产业产值": {2022: 40, 2023: 50, 2024: "49.01 亿元"},
        "优质企业": [{"名称": "甲", "称号": "小巨人"}],
        **{event: dict.fromkeys(YEARS, 0) for event in EVENTS},
    }
    return {"年度": 2024, "数据": figures | changes, "外部判定": {one: {"满足": "是"} for one in rulings}}


def titled(title: str, count: int) -> list[dict[str, str]]:
    return [{"名称": str(n), "称号": title} for n in range(count)]


def verdict(rulebook: Rulebook, document: dict[str, Any]) -> str:
    return rulebook.evaluate(document).designations[CLUSTER]


def criteria(outcome: Outcome) -> dict[str, str]:
    """How each criterion comes out; of a veto, whether its condition holds."""
    return {
        entry["label"]: entry["verdict"] for entry in outcome.to_dict()["designations"][CLUSTER]["criteria"]
    }


def test_everything_met_and_ruled(rulebook: Rulebook) -> None:
    outcome = rulebook.evaluate(town(OPEN))
    assert not outcome.violated
    assert outcome.designations[CLUSTER] == "met"


def test_every_aspect_without_a_public_figure_is_open_until_somebody_rules(rulebook: Rulebook) -> None:
    assert verdict(rulebook, town([])) == "undetermined"
    for missing in OPEN:
        assert verdict(rulebook, town([one for one in OPEN if one != missing])) == "undetermined"
    refused = town(OPEN)
    refused["外部判定"][OPEN[0]] = {"满足": "否"}
    assert verdict(rulebook, refused) == "unmet"


def test_the_open_aspects_are_those_and_no_figure_stands_for_them(rulebook: Rulebook) -> None:
    """Of the aspects 3 to 8 nothing is known but that they must be met."""
    (designation,) = rulebook.model.designations.values()
    external = [c for c in designation.criteria if isinstance(c.condition, External)]
    assert [c.condition.document for c in external if isinstance(c.condition, External)] == OPEN
    assert {c.modal for c in external} == {Modal.SHALL}
    text = (PACK / "cluster.rule").read_text(encoding="utf-8")
    cited = [line for line in text.splitlines() if re.search(r'依据 "[3-8]"', line)]
    assert len(cited) == 6
    assert all("外部" in line for line in cited)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"集群产值": {2021: 40, 2022: "39.99 亿元", 2023: 60, 2024: 70}}, "unmet"),
        ({"集群产值": {2021: 30, 2022: "40 亿元", 2023: 60, 2024: 70}, "中小企业产值": {2024: 49}}, "met"),
        ({"中小企业产值": {2022: 40, 2023: 50, 2024: "48.99 亿元"}}, "unmet"),
        ({"主导产业产值": {2022: 40, 2023: 50, 2024: "49 亿元"}}, "unmet"),
        ({"集群产值": {2021: "52.6 亿元", 2022: 55, 2023: 60, 2024: 70}}, "unmet"),
        ({"集群产值": {2021: "52.5 亿元", 2022: 55, 2023: 60, 2024: 70}}, "met"),
        ({"优质企业": []}, "unmet"),
        ({"优质企业": titled("单项冠军", 1)}, "met"),
        ({"优质企业": titled("专精特新中小企业", 9)}, "unmet"),
        ({"优质企业": titled("国家高新技术企业", 4) + titled("创新型中小企业", 6)}, "met"),
        ({"面积": "180 平方公里"}, "met"),
        ({"面积": "未提供"}, "met"),
        ({"中小企业产值": "不详"}, "undetermined"),
    ],
)
def test_each_figure_at_its_edge(rulebook: Rulebook, changes: dict[str, Any], expected: str) -> None:
    assert verdict(rulebook, town(OPEN, **changes)) == expected


@pytest.mark.parametrize("event", EVENTS)
def test_each_event_of_three_years_is_a_veto(rulebook: Rulebook, event: str) -> None:
    none = dict.fromkeys(YEARS, 0)
    for year in YEARS:
        assert verdict(rulebook, town(OPEN, **{event: none | {year: 1}})) == "unmet"
        assert verdict(rulebook, town(OPEN, **{event: none | {year: "未提供"}})) == "undetermined"
    assert verdict(rulebook, town(OPEN, **{event: none | {2021: 3}})) == "met"


def test_the_two_readings_of_mean_growth_can_differ_and_the_stricter_one_decides(rulebook: Rulebook) -> None:
    uneven = {2021: 48, 2022: 75, 2023: 60, 2024: "63.8 亿元"}
    outcome = rulebook.evaluate(town(OPEN, 集群产值=uneven, 中小企业产值={2024: 50}, 主导产业产值={2024: 50}))
    found = criteria(outcome)
    assert (found["平均增速"], found["平均增速的另一种读法"]) == ("unmet", "met")
    assert outcome.designations[CLUSTER] == "unmet"


def test_a_part_above_the_whole_is_a_contradiction(rulebook: Rulebook) -> None:
    outcome = rulebook.evaluate(town(OPEN, 中小企业产值={2022: 51, 2023: 50, 2024: 49}))
    assert [constraint.label for constraint in outcome.violated] == ["中小企业产值不多于集群产值"]


@pytest.mark.parametrize(("name", "expected"), [("pumps", "undetermined"), ("castings", "unmet")])
def test_the_towns_are_marked_as_made_up(rulebook: Rulebook, name: str, expected: str) -> None:
    path = PACK / "towns" / f"synthetic-{name}.yaml"
    made_up = read_town(path, rulebook)
    outcome = rulebook.evaluate(made_up)
    assert outcome.designations[CLUSTER] == expected
    assert not outcome.violated
    assert "合成" in made_up.name
    vetoes = [
        c.condition.label for c in rulebook.model.designations[CLUSTER].criteria if c.modal is Modal.VETO
    ]
    found = criteria(outcome)
    assert sum(one == "undetermined" for one in found.values()) == (6 if expected == "undetermined" else 0)
    holding = [label for label in vetoes if found[label] == "met"]
    assert holding == (["安全、质量、环境事故"] if expected == "unmet" else [])


CASES = [case for path in case_files(PACK / "cases") for case in read_cases(path)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_case(case: Case) -> None:
    assert not run_case(case)
