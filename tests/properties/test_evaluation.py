"""What holds for every rulebook that check accepts and for every town."""

from __future__ import annotations

import itertools
import random
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guiju.api import Rulebook
from guiju.evaluate import Outcome
from guiju.numbers.algebra import number_bounds
from guiju.numbers.states import Missing
from guiju.pipeline import check_source
from guiju.rulebook import expressions as ex
from guiju.rulebook.scheme import Indicator
from guiju.source import Source
from guiju.syntax import parse
from tests.properties.strategies import Drawn, rulebooks

SLOW = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


def rulebook_of(text: str) -> Rulebook:
    checked = check_source(Source("t.rule", text))
    assert checked.rulebook is not None, [f"{d.place}: {d.code.id} {d.message.en}" for d in checked.findings]
    return Rulebook(checked.rulebook)


def outcome_of(drawn: Drawn) -> Outcome:
    return rulebook_of(drawn.text).evaluate(drawn.document)


def values_of(outcome: Outcome) -> dict[str, Any]:
    return dict(outcome.to_dict()["values"].items())


@SLOW
@given(rulebooks())
def test_what_check_accepts_evaluates(drawn: Drawn) -> None:
    outcome = outcome_of(drawn)
    assert outcome.total is not None
    assert outcome.grade is not None
    assert outcome.grade.possible


@SLOW
@given(rulebooks())
def test_scores_and_their_bounds_stay_within_the_weight(drawn: Drawn) -> None:
    for step in outcome_of(drawn).walk():
        if not isinstance(step.node, Indicator) or step.node.level == 0:
            continue
        if isinstance(step.value, Missing):
            low, high = step.value.lower, step.value.upper
            assert low is not None
            assert high is not None
        else:
            low, high = number_bounds(step.value, 12)
        slack = Fraction(1, 10**10)
        assert -slack <= low <= high <= step.node.weight + slack


@SLOW
@given(rulebooks(), st.randoms(use_true_random=False))
def test_the_order_of_declarations_does_not_matter(drawn: Drawn, shuffle: random.Random) -> None:
    blocks = list(drawn.blocks)
    shuffle.shuffle(blocks)
    other = Drawn(drawn.header, tuple(blocks), drawn.data, drawn.marks)
    one, two = outcome_of(drawn).to_dict(), outcome_of(other).to_dict()
    assert one["values"] == two["values"]
    assert one["grade"] == two["grade"]
    assert one["designations"] == two["designations"]


@SLOW
@given(rulebooks(), st.data())
def test_an_input_that_is_not_in_the_trace_does_not_matter(drawn: Drawn, data: st.DataObject) -> None:
    outcome = outcome_of(drawn)
    used = {step.node.name for step in outcome.walk() if isinstance(step.node, ex.InputRef)}
    unused = sorted(set(drawn.data) - used)
    if not unused:
        return
    name = data.draw(st.sampled_from(unused))
    changed = {key: value for key, value in drawn.data.items() if key != name}
    other = outcome_of(Drawn(drawn.header, drawn.blocks, changed, drawn.marks))
    assert values_of(outcome) == values_of(other)


@SLOW
@given(rulebooks(), st.data())
def test_a_missing_input_gives_bounds_that_hold_the_value(drawn: Drawn, data: st.DataObject) -> None:
    """Taking one figure away turns values into intervals around them, and never excludes the grade."""
    given_names = sorted(
        name for name, value in drawn.data.items() if value not in ("未提供", "不详", "不适用")
    )
    if not given_names:
        return
    name = data.draw(st.sampled_from(given_names))
    rest = {key: value for key, value in drawn.data.items() if key != name}
    full, less = outcome_of(drawn), outcome_of(Drawn(drawn.header, drawn.blocks, rest, drawn.marks))
    if any(policy in drawn.text for policy in ("缺项 折算", "缺项 零分", "缺项 满分")):
        return  # the file itself says to go on without the figure
    total, wider = full.total, less.total
    assert total is not None
    assert wider is not None
    if (
        total.number is not None
        and wider.number is None
        and wider.lower is not None
        and wider.upper is not None
    ):
        low, high = number_bounds(total.number, 12)
        slack = Fraction(1, 10**10)
        assert wider.lower - slack <= low
        assert high <= wider.upper + slack
    assert full.grade is not None
    assert less.grade is not None
    assert set(full.grade.possible) <= set(less.grade.possible)


@settings(max_examples=200, deadline=None)
@given(
    st.fractions(min_value=-10, max_value=120),
    st.lists(st.integers(1, 99), min_size=1, max_size=5, unique=True),
)
def test_every_score_falls_in_exactly_one_band(score: Fraction, cuts: list[int]) -> None:
    cuts = sorted(cuts, reverse=True)
    bands = [f"  级0 : 得分 ≥ {cuts[0]}"]
    bands += [
        f"  级{i + 1} : {low} ≤ 得分 < {high}" for i, (high, low) in enumerate(itertools.pairwise(cuts))
    ]
    bands.append(f"  底 : 得分 < {cuts[-1]}")
    text = (
        "标准 t\n  状态 征求意见\n数据 s : 数值(分)\n等级 等次 按 s 判定 全数值\n" + "\n".join(bands) + "\n"
    )
    grade = rulebook_of(text).evaluate({"s": score}).grade
    assert grade is not None
    expected = next((f"级{i}" for i, cut in enumerate(cuts) if score >= cut), "底")
    assert grade.name == expected


@pytest.mark.parametrize("size", [0, 3, 60])
@settings(max_examples=150, deadline=None)
@given(st.data())
def test_any_text_is_answered_with_findings(size: int, data: st.DataObject) -> None:
    written = (
        "标准 指标 权重 评分 线性 → 满分 ( ) （ 5 30% x “a” = ≥ 数据 : 数值 取值 定义 等级 按 判定 全数值 "
        "认定 应 任一 预期 W401"
    )
    words = [*written.split(" "), "\n", "\n  ", "\n    "]
    drawn = st.lists(st.sampled_from(words), max_size=size).map(" ".join)
    text = data.draw(st.one_of(st.text(max_size=size), drawn))
    parsed = parse(Source("t.rule", text))
    for finding in parsed.problems:
        if finding.place is not None:
            assert 0 <= finding.place.span.start <= finding.place.span.end <= len(text) + 1
    check_source(Source("t.rule", "标准 t\n  状态 征求意见\n" + text))


@settings(max_examples=100, deadline=None)
@given(rulebooks(), st.data())
def test_a_damaged_file_is_answered_with_findings(drawn: Drawn, data: st.DataObject) -> None:
    text = drawn.text
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 12)))
    put = data.draw(st.sampled_from(["", "(", "：", "\n", "\t", "  ", "9", "%", "指标", "“"]))
    check_source(Source("t.rule", text[:start] + put + text[end:]))
