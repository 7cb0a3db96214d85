"""The readings of the draft: one set of marks, four totals, two grades."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path

import pytest

from guiju.api import Rulebook, load
from guiju.cases import plain
from guiju.revise.readings import Branch, Combination, Leaf, span_of
from guiju.shipped import shipped
from guiju.source import Source
from guiju.towns import strict_yaml

DRAFT = shipped("rules") / "db1409-1" / "draft.rule"
HERE = Path(__file__).parent / "readings"
WEIGHTS = "权重口径"


@pytest.fixture(scope="module")
def draft() -> Rulebook:
    return load(DRAFT)


def marks(name: str, share: str = "") -> Mapping[str, object]:
    """The marks of a file; `share` in place of 90 %."""
    path = HERE / f"{name}.yaml"
    node, _ = strict_yaml.load(Source.of_bytes(path.name, path.read_bytes()))
    assert node is not None
    document = plain(node)
    given = {who: {k: share or v for k, v in row.items()} for who, row in document["专家评分"].items()}
    return {"marks": given}


def graded(one: Combination) -> tuple[str, str | None]:
    assert one.total is not None
    return str(one.total.text), one.grades["考核评价等级"].name


# Worked out by hand: the level-3 scores summed as printed, repaired, normalised in level 2, held at level 2, scaled
# to level 1.
@pytest.mark.parametrize(
    ("share", "expected"),
    [
        ("90%", {"照印": ("90.9", "优秀"), "勘误": ("90", "优秀"), "二级归一": ("89.1", "良好"),
                 "二级封顶": ("89.7", "良好"), "一级换算": ("90", "优秀")}),
        ("89.5%", {"照印": ("90.395", "优秀"), "勘误": ("89.5", "良好"), "二级归一": ("88.605", "良好"),
                   "二级封顶": ("89.235", "良好"), "一级换算": ("89.5", "良好")}),
        ("90.5%", {"照印": ("91.405", "优秀"), "勘误": ("90.5", "优秀"), "二级归一": ("89.595", "良好"),
                   "二级封顶": ("90.165", "优秀"), "一级换算": ("90.5", "优秀")}),
    ],
)  # fmt: skip
def test_the_weights_decide(draft: Rulebook, share: str, expected: Mapping[str, tuple[str, str]]) -> None:
    comparison = draft.compare_readings(marks("ninety", share), [WEIGHTS])
    assert {one.choices[WEIGHTS]: graded(one) for one in comparison.combinations} == expected
    assert not comparison.is_robust
    assert comparison.flips[WEIGHTS]


def test_one_yes_no_item_at_zero(draft: Rulebook) -> None:
    comparison = draft.compare_readings(marks("one-zero"), [WEIGHTS, "汇总方法"])
    found = {
        (one.choices[WEIGHTS], one.choices["汇总方法"]): graded(one)[0] for one in comparison.combinations
    }
    sums = {weights: total for (weights, method), total in found.items() if method == "相加"}
    assert sums == {"照印": "97", "勘误": "96", "二级归一": "95", "二级封顶": "95", "一级换算": "96"}
    assert {total for (_, method), total in found.items() if method != "相加"} == {"0"}


def test_two_measures_in_a_row_are_34_rows_when_they_are_split(draft: Rulebook) -> None:
    (scheme,) = draft.under({"复合指标": "拆分"}).model.schemes.values()
    assert len(scheme.at_level(3)) == 34
    assert sum(node.weight for node in scheme.at_level(3)) == 101
    assert not [f for f in draft.under({"复合指标": "拆分"}).findings if f.code.id == "C610"]


def test_the_repair_is_the_repaired_revision(draft: Rulebook) -> None:
    repaired, reread = load(DRAFT.with_name("repair.rule")).model, draft.under({WEIGHTS: "勘误"}).model
    assert {n: i.weight for n, i in repaired.indicators.items()} == {
        n: i.weight for n, i in reread.indicators.items()
    }


def test_the_repair_settles_the_weights() -> None:
    """Once all levels sum to 100, it does not matter by which of them one counts."""
    comparison = load(DRAFT.with_name("repair.rule")).compare_readings(marks("ninety"), [WEIGHTS])
    assert comparison.is_robust
    assert {graded(one) for one in comparison.combinations} == {("90", "优秀")}


def test_every_combination_is_evaluated_and_in_one_leaf(draft: Rulebook) -> None:
    comparison = draft.compare_readings(marks("ninety"), [WEIGHTS, "极限数值", "汇总方法"])
    assert len(comparison.combinations) == 5 * 2 * 3
    assert len({tuple(one.choices.items()) for one in comparison.combinations}) == 30
    leaves: list[Leaf] = []
    waiting: list[Branch | Leaf] = [comparison.decision]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Leaf):
            leaves.append(node)
        else:
            waiting.extend(below for _, below in node.arms)
    assert sorted(id(one) for leaf in leaves for one in leaf.combinations) == sorted(
        map(id, comparison.combinations)
    )
    assert all(len({one.verdicts for one in leaf.combinations}) == 1 for leaf in leaves)
    sums = [one for one in comparison.combinations if one.choices["汇总方法"] == "相加"]
    assert span_of(sums) == (Fraction("89.1"), Fraction("90.9"))


def test_a_combination_is_what_the_rules_so_read_give(draft: Rulebook) -> None:
    data = marks("ninety")
    comparison = draft.compare_readings(data, [WEIGHTS, "缺项办法"])
    for one in comparison.combinations[::4]:
        outcome = draft.under(one.choices).evaluate(data)
        assert Combination.of(one.choices, outcome).verdicts == one.verdicts
        assert one.total == outcome.total


def test_marks_in_points_may_not_fit_another_weight(draft: Rulebook) -> None:
    data = {"marks": {"甲": {"高附加值新产品": "4.5"}}}
    comparison = draft.compare_readings(data, [WEIGHTS])
    (unusable,) = [one for one in comparison.combinations if one.findings]
    assert unusable.choices[WEIGHTS] == "勘误"
    assert [finding.code.id for finding in unusable.findings] == ["I851"]
    assert not comparison.is_robust
