"""The smallest repairs: all of them, none larger, and the same as trying every amount."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guiju.api import load
from guiju.check.repair import Mixed, NoRepair, Shared, TooLarge, deviations, smallest_repairs
from guiju.check.repair_amendment import amendment
from guiju.check.repairs import Repairs, repairs
from guiju.rulebook.scheme import Indicator, Policies, Remarks
from guiju.shipped import shipped
from guiju.source import Place, Source, Span
from guiju.syntax import parse

PLACE = Place(Source("t.rule", ""), Span(0, 0))
DRAFT = shipped("rules") / "db1409-1" / "draft.rule"


def node(name: str, weight: Fraction, *children: Indicator, level: int = 0, mark: str = "") -> Indicator:
    printed = f"{weight}{mark}"
    return Indicator(
        name, "", level, weight, printed, children, None, Policies(), None, None, Remarks(), PLACE, PLACE
    )


def test_the_one_repair_of_the_printed_draft() -> None:
    root = load(DRAFT).model.schemes["考核评价"]
    (only,) = smallest_repairs(root, deviations(root))
    assert only == {"高附加值新产品": -1, "绿色制造企业": 1}


@st.composite
def trees(draw: st.DrawFn) -> Indicator:
    """Two levels of small whole weights, some of them wrong."""
    groups = []
    for number in range(draw(st.integers(1, 3))):
        leaves = [draw(st.integers(1, 3)) for _ in range(draw(st.integers(0, 2)))]
        children = [node(f"g{number}_{i}", Fraction(w), level=2) for i, w in enumerate(leaves)]
        weight = max(1, (sum(leaves) or draw(st.integers(1, 3))) + draw(st.sampled_from((0, 0, 0, 1, -1, 2))))
        groups.append(node(f"g{number}", Fraction(weight), *children, level=1))
    full = sum(int(group.weight) for group in groups) + draw(st.sampled_from((0, 0, 1, -1)))
    return node("root", Fraction(max(full, 1)), *groups)


def tried(root: Indicator) -> tuple[int, set[frozenset[tuple[str, int]]]]:
    """The least number of whole amounts that repair, by trying all of them, and every way with so many."""
    nodes = {one.name: one for one in root.walk() if one.name != "root"}
    wrong = deviations(root)
    for count in range(len(nodes) + 1):
        found = set()
        for names in combinations(nodes, count):
            ranges = [[x for x in range(-8, 13) if x and nodes[n].weight + x > 0] for n in names]
            for amounts in product(*ranges):
                change = dict(zip(names, amounts, strict=True))
                if all(
                    wrong[n] + sum(change.get(c.name, 0) for c in parent.children) == change.get(n, 0)
                    for n, parent in ((one.name, one) for one in root.walk() if one.children)
                ):
                    found.add(frozenset(change.items()))
        if found:
            return count, found
        if count == 3:
            break
    return -1, set()


@settings(max_examples=40)
@given(trees())
def test_as_good_as_trying_everything(root: Indicator) -> None:
    count, found = tried(root)
    if count < 0:
        return  # more than three figures: trying takes too long
    try:
        computed = smallest_repairs(root, deviations(root))
    except Shared as shared:
        fewest, computed = shared.count, ()
    else:
        fewest = len(computed[0]) if computed else 0
    assert fewest == count
    if not computed:  # nothing to do, or amounts that several share
        return
    assert {frozenset((name, int(x)) for name, x in one.items()) for one in computed} == found
    sizes = [sum(abs(x) for x in one.values()) for one in computed]
    assert sizes == sorted(sizes)


@given(trees())
def test_a_repair_repairs(root: Indicator) -> None:
    try:
        computed = smallest_repairs(root, deviations(root))
    except NoRepair:
        return
    for change in computed:
        for parent in root.walk():
            if parent.children:
                total = sum((c.weight + change.get(c.name, 0) for c in parent.children), Fraction(0))
                assert total == parent.weight + change.get(parent.name, 0)
                assert all(c.weight + change.get(c.name, 0) > 0 for c in parent.children)


def test_an_amount_that_several_must_share_has_no_list() -> None:
    leaves = [node(f"x{i}", Fraction(3), level=1) for i in range(3)]
    with pytest.raises(Shared) as raised:
        smallest_repairs(root := node("root", Fraction(2), *leaves), deviations(root))
    assert raised.value.count == 3


def test_children_in_per_cent_sum_to_a_hundred_whatever_the_parent_has() -> None:
    a = node("a", Fraction(30), level=2, mark="%")
    b = node("b", Fraction(24), level=2, mark="%")
    group = node("g", Fraction(60), a, b, level=1)
    root = node("root", Fraction(100), group, node("h", Fraction(40), level=1))
    assert smallest_repairs(root, deviations(root)) == ({"a": Fraction(10)}, {"b": Fraction(10)})


def test_points_below_per_cent_are_refused() -> None:
    low = node("low", Fraction(20), node("x", Fraction(19), level=3), level=2, mark="%")
    root = node("root", Fraction(100), node("g", Fraction(100), low, level=1))
    with pytest.raises(Mixed):
        smallest_repairs(root, deviations(root))


def test_a_wide_wrong_tree_is_answered() -> None:
    groups = [
        node(f"g{i}", Fraction(7), *(node(f"g{i}_{j}", Fraction(1), level=2) for j in range(6)), level=1)
        for i in range(200)
    ]
    root = node("root", Fraction(1400), *groups)
    with pytest.raises(TooLarge):
        smallest_repairs(root, deviations(root))


def _repairs(text: str) -> Repairs:
    file = parse(Source("t.rule", text)).file
    assert file is not None
    found = repairs(file)
    assert isinstance(found, Repairs)
    return found


def test_the_amendment_of_the_printed_draft() -> None:
    found = _repairs(DRAFT.read_text(encoding="utf-8"))
    (chosen,) = found.sets
    lines = amendment(found, chosen, "repair").splitlines()
    assert lines[0] == '修订 db1409-1 repair 基于 draft "权重勘误"'
    assert lines[1].startswith('  改 指标 高附加值新产品.权重 5 → 4    依据 "表A.1" 说明 "')
    assert lines[2].startswith('  改 指标 绿色制造企业.权重 2 → 3    依据 "表A.1" 说明 "')
    assert sum(line.startswith("  删 预期 W40") for line in lines) == 5


def test_undeclared_defects_and_claims_and_english_files() -> None:
    text = (
        "standard t\n  revision one\nscheme s full 10\n  aggregate sum\n  indicator a weight 4\n"
        '    score open "-"\n  indicator b weight 7\n    score open "-"\n'
        'constraint "three" : count(level_1) = 3\n'
    )
    found = _repairs(text)
    assert [one.figures[0].name for one in found.sets] == ["a", "b"]
    assert (found.claims[0].figure.old, found.claims[0].figure.new) == ("3", "2")
    assert "change indicator a.weight 4 → 3" in amendment(found, found.sets[0], "two")
    assert '# change constraint "three" 3 → 2' in amendment(found, found.sets[0], "two")
