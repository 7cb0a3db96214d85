"""The benchmark measures what it says: the model has its size, and guiju agrees with Python by hand.

Nothing here is timed, and nothing needs the other engine; one_town.py compares all forms and times them.
"""

from __future__ import annotations

import json
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

import guiju
from tests.bench import forms, model
from tests.bench.many_towns import write_workbook


def test_the_model_has_the_size_of_a_real_standard() -> None:
    assert (len(model.LEAVES), len(model.GROUPS), len(model.TREE)) == (31, 18, 4)
    names = [name for leaf in model.LEAVES for name in leaf.inputs]
    assert len(names) == len(set(names)) == 60
    assert sum(leaf.by_steps for leaf in model.LEAVES) == 10
    assert len(model.GRADES) == 4
    lines = model.DESIGNATION.splitlines()
    assert sum(line.startswith(("  应", "  否决")) for line in lines) == 5


def test_the_weights_sum_to_the_full_mark() -> None:
    assert sum(leaf.weight for leaf in model.LEAVES) == 100
    assert [sum(leaf.weight for group in pillar for leaf in group) for pillar in model.TREE] == [
        40,
        25,
        15,
        20,
    ]


def test_both_kinds_of_scoring_and_both_directions_occur() -> None:
    assert {(leaf.by_steps, leaf.rises) for leaf in model.LEAVES} == {
        (True, True),
        (False, True),
        (False, False),
    }


def test_the_same_seed_gives_the_same_towns_and_every_grade_occurs() -> None:
    towns = model.towns(200)
    assert model.towns(200) == towns
    assert all(Decimal(text) >= 0 for town in towns for text in town.values())
    score = forms.by_hand(Fraction)
    results = [score({name: Fraction(text) for name, text in town.items()}) for town in towns]
    assert {result.grade for result in results} == {name for name, _ in model.GRADES}
    for criterion in range(5):
        assert {result.criteria[criterion] for result in results} == {True, False}


def test_python_by_hand_scores_as_the_table_says() -> None:
    # Every measure at the better end of its scale, so that each leaf has its full mark.
    data: dict[str, Fraction] = {}
    for leaf in model.LEAVES:
        best = leaf.points[0][0] if leaf.by_steps or not leaf.rises else leaf.points[1][0]
        data |= {leaf.above: Fraction(best) * (1000 if leaf.below else 1)}
        data |= {leaf.below: Fraction(1000)} if leaf.below else {}
    assert forms.by_hand(Fraction)(data).total == 100
    # Leaf 1 (weight 5) is linear from 5% to 65%: at 35% it has half its mark.
    # Leaf 3 (weight 3) is by steps: at 45% it has three quarters.
    data[model.LEAVES[1].above] = Fraction(350)
    data[model.LEAVES[3].above] = Fraction(450)
    assert forms.by_hand(Fraction)(data).total == 100 - Fraction(5, 2) - Fraction(3, 4)


@pytest.mark.parametrize("decision", [forms.zen_expressions(), forms.zen_tables()])
def test_the_decisions_of_the_other_engine_are_whole(decision: str) -> None:
    content = json.loads(decision)
    nodes = {node["id"]: node["type"] for node in content["nodes"]}
    assert all({edge["sourceId"], edge["targetId"]} <= nodes.keys() for edge in content["edges"])
    assert list(nodes.values()).count("decisionTableNode") in (0, 10)


def test_guiju_agrees_with_python_by_hand_on_twenty_towns(tmp_path: Path) -> None:
    path = tmp_path / "bench.rule"
    path.write_text(model.rule_text(), encoding="utf-8")
    rules = guiju.load(path)
    score = forms.by_hand(Fraction)
    for town in model.towns(20):
        right = score({name: Fraction(text) for name, text in town.items()})
        told = json.loads(rules.evaluate(town).to_json())
        assert Fraction(told["total"]["exact"]) == right.total
        assert told["grade"]["name"] == right.grade
        assert (told["designations"]["示范镇"]["verdict"] == "met") == right.designated


def test_the_workbook_of_many_towns_says_the_same(tmp_path: Path) -> None:
    pytest.importorskip("xlsxwriter")
    (tmp_path / "bench.rule").write_text(model.rule_text(), encoding="utf-8")
    write_workbook(tmp_path / "towns.xlsx", 5)
    rulebook = guiju.load(tmp_path / "bench.rule")
    read = [rulebook.evaluate(town) for town in guiju.read_towns(tmp_path / "towns.xlsx", rulebook)]
    given = [rulebook.evaluate(town) for town in model.towns(5)]
    assert [one.known for one in read] == [one.known for one in given]
