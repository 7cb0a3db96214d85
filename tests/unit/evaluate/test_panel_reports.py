"""Dispersion and agreement of marks, against other formulas for the same figures."""

from __future__ import annotations

import statistics
from fractions import Fraction
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from guiju.api import Rulebook
from guiju.evaluate.panel_reports import PanelReport, dispersion, ranked
from guiju.pipeline import check_source
from guiju.source import Source

RULES = """标准 t "评审"
  状态 征求意见
评审 组
  人数 2 至 9
  偏离 25%
{lines}指标体系 体系 满分 40
  汇总 求和
  指标 甲 权重 10
    评分 专家
  指标 乙 权重 10
    评分 专家
  指标 丙 权重 20
    评分 专家
"""


def report(marks: dict[str, object], lines: str = "") -> PanelReport:
    checked = check_source(Source("t.rule", RULES.format(lines=lines)))
    assert checked.rulebook is not None
    (found,) = Rulebook(checked.rulebook).evaluate({"专家评分": marks}).panels
    return found


MARKS = st.lists(st.integers(0, 4), min_size=3, max_size=3)


@given(st.lists(st.integers(0, 40), min_size=1, max_size=9))
def test_dispersion_is_that_of_statistics(marks: list[int]) -> None:
    found = dispersion([Fraction(mark) for mark in marks])
    assert found is not None
    assert found.mean == Fraction(sum(marks), len(marks))
    assert [found.lowest, found.highest] == [Fraction(min(marks)), Fraction(max(marks))]
    if len(marks) == 1:
        assert found.deviation is None
        return
    assert found.deviation is not None
    assert found.deviation**2 == Fraction(statistics.variance([Fraction(mark) for mark in marks]))
    assert (found.variation is None) == (sum(marks) == 0)


@given(st.lists(MARKS, min_size=2, max_size=6))
def test_agreement_follows_from_the_correlation_of_ranks(rows: list[list[int]]) -> None:
    """W is (1 + (m - 1) r) / m, with r the mean of Spearman's coefficients of all pairs, where no expert ties all."""
    experts = {f"专家{at}": {"甲": a, "乙": b, "丙": 2 * c} for at, (a, b, c) in enumerate(rows)}
    found = report(dict(experts)).agreement
    ranks = [ranked([Fraction(mark) for mark in row]) for row in rows]
    if all(len(set(row)) == 1 for row in rows):
        assert found is None
        return
    assert found is not None
    assert 0 <= found.w <= 1
    if any(len(set(row)) == 1 for row in rows) or any(len(set(row)) < 3 for row in rows):
        return  # the coefficients of tied ranks have roots in them
    mean = [
        statistics.correlation([float(x) for x in a], [float(x) for x in b])
        for a, b in combinations(ranks, 2)
    ]
    m = len(rows)
    assert abs(float(found.w) - (1 + (m - 1) * sum(mean) / len(mean)) / m) < 1e-9


def test_agreement_with_ties_is_the_textbook_figure() -> None:
    """Ranks (1, 2, 3), (1.5, 1.5, 3): sums 2.5, 3.5, 6; S = 6.5; W = 12 S / (4 · 24 - 2 · 6) = 78 / 84."""
    found = report({"一": {"甲": 1, "乙": 2, "丙": 6}, "二": {"甲": 4, "乙": 4, "丙": 16}}).agreement
    assert found is not None
    assert found.w == Fraction(13, 14)


def test_only_experts_who_marked_everything_are_compared() -> None:
    found = report(
        {"一": {"甲": 1, "乙": 2, "丙": 6}, "二": {"甲": 1, "乙": 2, "丙": 6}, "三": {"甲": 9}, "四": "回避"}
    )
    assert found.agreement is not None
    assert found.agreement.experts == ("一", "二")
    assert found.agreement.w == 1
    assert [item.recused for item in found.items] == [("四",)] * 3


def test_a_mark_is_far_from_the_mean_of_the_others_and_not_of_all() -> None:
    marks = {"一": {"甲": 8}, "二": {"甲": 8}, "三": {"甲": "5.5"}, "四": {"甲": 5}}
    found = report(dict(marks))  # 5 against 21.5 / 3 is 2.17 away; 2.5 would be the limit
    assert found.far == ()
    far = {one.expert: one for one in report({**marks, "四": {"甲": 1}}).far}
    assert far["四"].others == Fraction(43, 6)
    assert far["四"].limit == Fraction(5, 2)
    assert set(far) == {"一", "二", "四"}  # 8 against 14.5 / 3, 5.5 against 17 / 3


def test_the_limit_itself_is_not_too_far() -> None:
    assert report({"一": {"甲": 8}, "二": {"甲": "5.5"}}).far == ()
    assert len(report({"一": {"甲": 8}, "二": {"甲": "5.4"}}).far) == 2


def test_too_few_are_left_for_one_indicator() -> None:
    marks = {"一": {"甲": 1, "乙": 2, "丙": 6}, "二": {"甲": "缺席", "乙": 2, "丙": 6}}
    found = report(dict(marks), "  缺席 不计\n")
    assert [one.name for one in found.short] == ["甲"]
    assert report(dict(marks)).short == ()  # an absent mark that stays open still counts


def test_a_single_mark_has_no_deviation() -> None:
    found = report({"一": {"甲": 1}}).items[0].dispersion
    assert found is not None
    assert (found.count, found.deviation, found.variation) == (1, None, None)
