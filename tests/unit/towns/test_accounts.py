"""Several values for one figure: what is kept, what is compared, and what no hostile text can do."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guiju.api import Rulebook, read_town
from guiju.evaluate import Outcome
from guiju.explain.trace import trace
from guiju.numbers.states import Missing, is_conflicting
from guiju.pipeline import check_source
from guiju.source import Source
from guiju.towns.bind import Binder
from guiju.towns.model import Datum, Series
from guiju.towns.opened import read_town as read

RULES = """标准 t "几种说法"
  状态 征求意见
数据 户数 : 数值(户) ≥ 0, ≤ 1000
指标体系 体系 满分 10
  汇总 求和
  指标 规模 权重 10
    取值 户数
    评分 线性 0 户 → 0, 1000 户 → 满分
"""


def rulebook() -> Rulebook:
    checked = check_source(Source("t.rule", RULES))
    assert checked.rulebook is not None
    return Rulebook(checked.rulebook)


BOOK = rulebook()


def of_file(folder: Path, text: str) -> Outcome:
    (folder / "t.yaml").write_text(f"镇: 示例镇\n数据:\n  户数:\n{text}", encoding="utf-8")
    return BOOK.evaluate(read_town(folder / "t.yaml", BOOK))


def codes(data: Any) -> list[str]:
    return [finding.code.id for finding in BOOK.binder.town_of_mapping(data)[1]]


def test_every_value_keeps_its_evidence(tmp_path: Path) -> None:
    outcome = of_file(
        tmp_path,
        "    各方:\n      - {值: 324 户, 来源: 甲局, 口径: 全县}\n      - {值: 133, 来源: 乙局, 合成: true}\n"
        "    采用: 2\n    理由: 口径一致\n    采用人: 评审组\n",
    )
    datum = outcome.town.values["户数"]
    assert datum.value == 133
    assert [one.provenance.source for one in datum.accounts] == ["甲局", "乙局"]
    assert [one.provenance.line for one in datum.accounts] == [5, 6]
    assert datum.provenance == datum.accounts[1].provenance
    (step,) = [step for step in trace(outcome)["steps"] if step["kind"] == "input"]
    assert step["accounts"]["chosen"] == 2
    assert (step["accounts"]["reason"], step["accounts"]["chosen_by"]) == ("口径一致", "评审组")
    assert [one["value"]["value"] for one in step["accounts"]["values"]] == ["324", "133"]
    assert step["synthetic"] is True


def test_evidence_around_the_years_is_that_of_every_value_without_its_own() -> None:
    checked = check_source(Source("t.rule", RULES + "数据 年产值 : 逐年 数值(亿元)\n"))
    assert checked.rulebook is not None
    several = {"各方": [20, {"值": 21, "来源": "乙局"}], "采用": 2, "理由": "较新"}
    data = {"年产值": {"值": {"2022": 5, "2023": several}, "来源": "年鉴", "合成": True}}
    town, found = Rulebook(checked.rulebook).binder.town_of_mapping(data)
    assert town is not None, found
    series = town.values["年产值"].value
    assert isinstance(series, Series)
    point = series.points[2023]
    told = [(one.provenance.source, one.provenance.synthetic) for one in (*point.accounts, point)]
    assert told == [("年鉴", True), ("乙局", True), ("乙局", True)]


def test_a_conflict_points_at_the_place_of_all_values(tmp_path: Path) -> None:
    outcome = of_file(tmp_path, "    各方: [324 户, 133 户]\n")
    datum = outcome.town.values["户数"]
    assert is_conflicting(datum.value)
    assert (datum.provenance.line, datum.choice) == (4, None)
    (step,) = [step for step in trace(outcome)["steps"] if step["kind"] == "input"]
    assert step["accounts"]["chosen"] is None
    assert {stake.cause.kind for stake in outcome.missing} == {"conflict"}
    assert not outcome.is_determined


VALUES = st.lists(
    st.sampled_from(["0 户", "10", "10 户", "250 家", "1000", "不详", "未提供"]), min_size=2, max_size=5
)


def number(datum: Datum) -> Fraction | None:
    return datum.value if isinstance(datum.value, Fraction) else None


@given(VALUES)
def test_a_conflict_lies_between_its_values(values: list[str]) -> None:
    outcome = BOOK.evaluate({"户数": {"各方": values}})
    datum = outcome.town.values["户数"]
    given_ = {found for one in datum.accounts if (found := number(one)) is not None}
    assert len(datum.accounts) == len(values)
    if len(given_) > 1:
        assert isinstance(datum.value, Missing)
        assert (datum.value.lower, datum.value.upper) == (min(given_), max(given_))
        total = outcome.total
        assert total is not None
        assert (total.lower, total.upper) == (min(given_) / 100, max(given_) / 100)
    else:
        assert number(datum) == next(iter(given_), None)


@given(VALUES)
def test_the_order_of_values_changes_no_result(values: list[str]) -> None:
    one, two = (BOOK.evaluate({"户数": {"各方": order}}) for order in (values, values[::-1]))
    assert one.known["规模"] == two.known["规模"] or isinstance(one.known["规模"], Missing)
    assert one.to_dict()["total"]["bounds"] == two.to_dict()["total"]["bounds"]


@given(VALUES, st.integers(1, 5))
def test_a_choice_is_that_value(values: list[str], at: int) -> None:
    data = {"户数": {"各方": values, "采用": at, "理由": "口径"}}
    if at > len(values):
        assert codes(data) == ["I894"]
        return
    datum = BOOK.evaluate(data).town.values["户数"]
    assert datum.value == datum.accounts[at - 1].value


ANYTHING = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.text(max_size=8),
        st.sampled_from(["各方", "采用", "理由"]),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from(["各方", "采用", "理由", "采用人", "值", "来源", "2024", "x"]), inner, max_size=4
        ),
    ),
    max_leaves=10,
)


@settings(max_examples=200, deadline=None)
@given(ANYTHING, ANYTHING, ANYTHING)
def test_nothing_that_may_stand_there_raises(several: Any, chosen: Any, reason: Any) -> None:
    binder: Binder = BOOK.binder
    for data in ({"户数": {"各方": several, "采用": chosen, "理由": reason}}, {"户数": {"各方": several}}):
        town, findings = binder.town_of_mapping(data)
        assert (town is None) == any(finding.is_error for finding in findings)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("    各方: []\n", "I815"),
        ("    各方:\n", "I815"),
        ("    各方: {甲局: 324 户, 乙局: 133 户}\n", "I815"),
        ("    各方: [324 户, [133 户]]\n", "I815"),
        ("    各方: [324 户, {来源: 乙局}]\n", "I838"),
        ("    各方: [324 户, 133 户]\n    采用: 一\n    理由: x\n", "I894"),
        ("    各方: [324 户, 133 户]\n    采用: 1.0\n    理由: x\n", "I894"),
        ("    各方: [324 户, 133 户]\n    采用: [1]\n    理由: x\n", "I894"),
        ("    各方: [324 户, 133 户]\n    采用: 1\n    理由:\n", "I835"),
        ("    各方: [324 户, 133 户]\n    来源: 甲局\n", "I830"),
        ("    各方: [324 户, {各方: [1 户, 2 户]}]\n", "I830"),
    ],
)
def test_mistakes_have_a_code(text: str, code: str, tmp_path: Path) -> None:
    (tmp_path / "t.yaml").write_text(f"镇: 示例镇\n规则: t.rule\n数据:\n  户数:\n{text}", encoding="utf-8")
    town, findings = read(tmp_path / "t.yaml", BOOK.binder)
    assert town is None
    assert code in {finding.code.id for finding in findings if finding.is_error}
