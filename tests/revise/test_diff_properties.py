"""What must hold of any two revisions: nothing from nothing, there and back, and parts that sum to the whole."""

from __future__ import annotations

import re
from fractions import Fraction

from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from guiju.api import Rulebook
from guiju.cli.fmt import VOCABULARY
from guiju.numbers.algebra import compare as order
from guiju.numbers.real import Number
from guiju.pipeline import check_source
from guiju.revise.compare import compare
from guiju.revise.edits import Aspect, Edit
from guiju.revise.effects import Bound, effects
from guiju.source import Source
from guiju.syntax.format import format_source
from tests.properties.strategies import Drawn, conditions, ratios, rulebooks

# Without shrinking: a pair of revisions is read faster than it is made smaller.
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)
MANY = settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck), phases=PHASES)
FEW = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck), phases=PHASES)


def book(text: str) -> Rulebook | None:
    checked = check_source(Source("x.rule", text))
    return None if checked.rulebook is None else Rulebook(checked.rulebook)


@st.composite
def revised(draw: st.DrawFn, drawn: Drawn) -> str:
    """The text of a rulebook with a few things changed, as a drafter would change them."""
    text = drawn.text
    for change in draw(st.lists(st.sampled_from(CHANGES), min_size=1, max_size=5)):
        text = draw(change(text))
    return text


def _at_one(text: str, pattern: str, new: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """The text with one of the places a pattern fits (its group) written anew."""
    places = [match.span(1) for match in re.finditer(pattern, text, re.MULTILINE)]
    if not places:
        return st.just(text)
    return st.tuples(st.sampled_from(places), new).map(lambda t: text[: t[0][0]] + t[1] + text[t[0][1] :])


def _weights(text: str) -> st.SearchStrategy[str]:
    """Points go from one leaf to another of its group, or come and go with the whole tree of a group."""
    leaves = list(re.finditer(r"^    指标 项(\d)\d 权重 (\d+)$", text, re.MULTILINE))
    pairs = [(a, b) for a in leaves for b in leaves if a.group(1) == b.group(1) and a.start() < b.start()]
    pairs = [(a, b) for a, b in pairs if int(a.group(2)) > 1]
    if not pairs:
        return st.just(text)

    def moved(pair: tuple[re.Match[str], re.Match[str]]) -> str:
        (a, b), new = pair, text
        for match, by in ((b, 1), (a, -1)):
            start, end = match.span(2)
            new = new[:start] + str(int(match.group(2)) + by) + new[end:]
        return new

    return st.sampled_from(pairs).map(moved)


def _leaves(text: str) -> st.SearchStrategy[str]:
    """A leaf becomes two of half its weight, the second scored by an expert; or a leaf gets another name."""
    leaves = list(re.finditer(r"^    指标 (项\d\d) 权重 (\d+)$", text, re.MULTILINE))
    if not leaves:
        return st.just(text)

    def split(match: re.Match[str]) -> str:
        whole = int(match.group(2))
        if whole < 2 or f"新{match.group(1)}" in text:
            return text
        added = f"    指标 新{match.group(1)} 权重 {whole // 2}\n      取值 r0\n      评分 线性 0% → 0, 100% → 满分\n"
        start, end = match.span(2)
        return (
            text[: match.start()] + added + text[match.start() : start] + str(whole - whole // 2) + text[end:]
        )

    def renamed(match: re.Match[str]) -> str:
        return text[: match.start(1)] + "改" + text[match.start(1) :]

    return st.sampled_from(leaves).flatmap(lambda match: st.sampled_from((split(match), renamed(match))))


CHANGES = (
    _weights,
    _leaves,
    lambda text: _at_one(text, r"线性 (-?\d+)%", st.integers(-50, 200).map(str)),
    lambda text: _at_one(text, r"≥ (-?\d+)% : 满分", st.integers(-50, 200).map(str)),
    lambda text: _at_one(text, r"取值 (.*)$", ratios(1)),
    lambda text: _at_one(text, r"汇总 (\S+)$", st.sampled_from(("求和", "加权平均", "最小", "加权几何平均"))),
    lambda text: _at_one(text, r"缺项 (\S+)$", st.sampled_from(("待定", "折算", "零分", "满分"))),
    lambda text: _at_one(text, r"^定义 d0 = (.*)$", ratios(1)),
    lambda text: _at_one(text, r"^  应 (.*)$", conditions(1)),
    lambda text: _at_one(text, r"^  (应) ", st.sampled_from(("宜", "可"))),
    lambda text: _at_one(text, r"判定 (\S+.*)$", st.sampled_from(("全数值", "修约值 1 位"))),
    lambda text: _at_one(text, r"^数据 c0 : 整数\(户\)( ≥ 0)$", st.sampled_from(("", " ≥ 0, ≤ 5"))),
)


@FEW
@given(rulebooks())
def test_the_same_rules_have_no_difference(drawn: Drawn) -> None:
    one, other = book(drawn.text), book(drawn.text)
    assume(one is not None and other is not None)
    assert one is not None
    assert other is not None
    assert compare(one.model, other.model).edits == ()


@FEW
@given(rulebooks(), st.randoms(use_true_random=False))
def test_form_and_order_do_not_count(drawn: Drawn, random: object) -> None:
    one = book(drawn.text)
    assume(one is not None)
    assert one is not None
    blocks = list(drawn.blocks)
    random.shuffle(blocks)  # type: ignore[attr-defined]
    formatted = format_source(Source("x.rule", "\n".join((drawn.header, *blocks)) + "\n"), VOCABULARY)
    assert formatted.text is not None
    other = book("# 说明\n" + formatted.text)
    assert other is not None
    assert compare(one.model, other.model).edits == ()


def _signature(edit: Edit) -> object:
    return (
        edit.construct,
        edit.change,
        edit.name,
        edit.was,
        frozenset((d.aspect, d.what, d.old, d.new, d.direction) for d in edit.details),
        edit.line_old,
        edit.line_new,
    )


@FEW
@given(st.data())
def test_there_and_back(data: st.DataObject) -> None:
    drawn = data.draw(rulebooks())
    one, other = book(drawn.text), book(data.draw(revised(drawn)))
    assume(one is not None and other is not None)
    assert one is not None
    assert other is not None
    forth = compare(one.model, other.model).edits
    back = compare(other.model, one.model).edits
    assert {_signature(edit.mirrored()) for edit in forth} == {_signature(edit) for edit in back}


@MANY
@given(st.data())
def test_the_parts_sum_to_the_whole(data: st.DataObject) -> None:
    drawn = data.draw(rulebooks())
    one, other = book(drawn.text), book(data.draw(revised(drawn)))
    assume(one is not None and other is not None)
    assert one is not None
    assert other is not None
    revision = compare(one.model, other.model)
    complete = {**drawn.data, **dict.fromkeys(("r0", "r1", "r2", "r3"), "50%")}
    before, _ = one.binder.town_of_mapping({"数据": complete}, lenient=True)
    after, _ = other.binder.town_of_mapping({"数据": complete}, lenient=True)
    found = effects(revision, [Bound("", "", before, after)])
    if revision.is_empty:
        assert not any(score.change for score in found.towns[0].scores)
    for score in found.towns[0].scores:
        if score.change is None or score.attribution is None:
            continue
        total: Number = Fraction(0)
        for share in score.attribution.shares:
            total = total + share.points
        assert order(total - score.change, Fraction(0)) == 0
        assert revision.edits or score.change == 0


@FEW
@given(st.data())
def test_every_mixture_is_a_rulebook(data: st.DataObject) -> None:
    """Its ends are the two revisions, and what is between them can be evaluated."""
    from guiju.evaluate import evaluate
    from guiju.revise.mixing import Mixer

    drawn = data.draw(rulebooks())
    one, other = book(drawn.text), book(data.draw(revised(drawn)))
    assume(one is not None and other is not None)
    assert one is not None
    assert other is not None
    mixer = Mixer(compare(one.model, other.model))
    before, _ = one.binder.town_of_mapping({"数据": drawn.data}, lenient=True)
    after, _ = other.binder.town_of_mapping({"数据": drawn.data}, lenient=True)
    assume(before is not None and after is not None)
    assert before is not None
    assert after is not None
    count = len(mixer.sets)
    some = data.draw(st.sets(st.integers(0, max(count - 1, 0)), max_size=count))
    for applied in (frozenset[int](), frozenset(some), frozenset(range(count))):
        outcome = evaluate(mixer.rulebook(applied), mixer.town(before, after, applied))
        if applied == frozenset() and count:
            assert outcome.known["体系"] == evaluate(one.model, before).known["体系"]
        if len(applied) == count:
            assert outcome.known["体系"] == evaluate(other.model, after).known["体系"]


def test_a_weight_is_one_detail() -> None:
    """A scoring in shares of the weight is the same scoring under another weight."""
    rules = (
        "标准 t\n  状态 征求意见\n数据 a : 数值(%)\n指标体系 s 满分 10\n  汇总 求和\n"
        "  指标 甲 权重 {a}\n    取值 a\n    评分 线性 0% → 0, 10% → 50%, 30% → 满分\n"
        "  指标 乙 权重 {b}\n    取值 a\n    评分 每 1% 得 0.5, 最高 满分\n"
    )
    one, other = book(rules.format(a=4, b=6)), book(rules.format(a=5, b=5))
    assert one is not None
    assert other is not None
    edits = compare(one.model, other.model).edits
    assert [[d.aspect for d in edit.details] for edit in edits] == [[Aspect.WEIGHT], [Aspect.WEIGHT]]
