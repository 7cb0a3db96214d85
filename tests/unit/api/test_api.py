"""The Python door: what it takes, what it gives, what it raises."""

from __future__ import annotations

import json
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

import guiju

RULES = """\
标准 t "测试"
  版次 v1
  状态 现行
  实施 2025-01-01
  失效 2027-01-01
数据 产值 : 数值(亿元) ≥ 0
数据 有规划 : 是非
数据 平台 : 清单(个)
  级别 : 选项(国家级 > 省级)
参数 门槛 = 100 亿元
定义 比 = 产值 / 门槛
指标体系 评价 满分 10
  汇总 求和
  指标 规模 权重 6
    取值 比
    评分 线性 0% → 0, 100% → 满分
  指标 政策 权重 4
    取值 有规划
    评分 是非
等级 等次 按 总分 判定 全数值
  好 : 得分 ≥ 5
  差 : 得分 < 5
认定 名镇
  应 计数(平台) ≥ 1
"""


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    path = tmp_path / "t.rule"
    path.write_text(RULES, encoding="utf-8")
    return path


@pytest.mark.parametrize("value", ["50 亿元", "500000 万元", "50", 50, Fraction(50), Decimal("50"), 50.0])
def test_a_figure_may_be_given_in_any_exact_way(rules: Path, value: object) -> None:
    outcome = guiju.load(rules).evaluate({"产值": value, "有规划": True, "平台": [{"级别": "省级"}]})
    assert outcome["比"].exact == 50
    assert outcome["比"].unit.symbol == "%"
    assert outcome.total is not None
    assert outcome.total.exact == 7
    assert str(outcome.total) == "7 分"
    assert outcome.grade == guiju.Grade("好", ("好",))
    assert outcome["名镇"].holds is True
    assert outcome["门槛"].exact == 100
    assert outcome["产值"].text == "50"
    assert outcome["平台"].exact == 1
    assert outcome.is_determined


def test_what_is_not_there_is_not_yet_supplied(rules: Path) -> None:
    outcome = guiju.load(rules).evaluate({"产值": "50 亿元"})
    assert outcome.total is not None
    assert outcome.total.text is None
    assert (outcome.total.lower, outcome.total.upper) == (Fraction(3), Fraction(7))
    assert outcome.grade == guiju.Grade(None, ("好", "差"))
    assert [(stake.cause.name, stake.points) for stake in outcome.missing] == [
        ("有规划", Fraction(4)),
        ("平台", Fraction(0)),
    ]
    assert not outcome.is_determined


@pytest.mark.parametrize(
    "data", [{"产值": "5 户"}, {"产值": "-1"}, {"产出": "5"}, {"有规划": "也许"}, {"产值": float("nan")}]
)
def test_wrong_data_raise_with_diagnostics(rules: Path, data: dict[str, object]) -> None:
    with pytest.raises(guiju.DataError) as error:
        guiju.load(rules).evaluate(data)
    assert all(diagnostic.code.id.startswith("I8") for diagnostic in error.value.diagnostics)
    assert str(error.value)


def test_wrong_rules_raise_with_diagnostics(rules: Path) -> None:
    rules.write_text(RULES.replace("权重 6", "权重 7"), encoding="utf-8")
    with pytest.raises(guiju.RuleError) as error:
        guiju.load(rules)
    assert [d.code.id for d in error.value.diagnostics if d.is_error] == ["W402"]


@pytest.mark.parametrize(
    ("day", "holds"), [("2024-12-31", False), ("2025-01-01", True), ("2027-01-01", False)]
)
def test_as_of_asks_that_the_rules_are_in_force(rules: Path, day: str, holds: bool) -> None:
    if holds:
        assert guiju.load(rules, as_of=day).model.header.id == "t"
        return
    with pytest.raises(guiju.RuleError) as error:
        guiju.load(rules, as_of=day)
    assert [d.code.id for d in error.value.diagnostics] == ["V807"]


def test_a_name_nobody_declared_is_a_key_error(rules: Path) -> None:
    with pytest.raises(KeyError):
        guiju.load(rules).evaluate({})["没有"]


def test_json_holds_numbers_as_strings(rules: Path) -> None:
    told = json.loads(guiju.load(rules).evaluate({"产值": "33 亿元", "有规划": False}).to_json())
    assert told["total"] == {
        "value": "1.98",
        "exact": "99/50",
        "unit": "分",
        "state": "given",
        "bounds": ["1.98", "1.98"],
    }
    assert told["grade"] == {"name": "差", "possible": ["差"]}
    assert told["designations"]["名镇"]["verdict"] == "undetermined"


def test_everything_public_is_there() -> None:
    for name in guiju.__all__:
        assert getattr(guiju, name) is not None
    with pytest.raises(AttributeError):
        guiju.nothing  # noqa: B018
