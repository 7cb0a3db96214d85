"""The rulebook and the towns the golden explanations are made of."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import guiju
from guiju import Outcome

HERE = Path(__file__).parent
PACK = HERE.parents[1] / "rules" / "db1409-1"


@cache
def everything(town: str = "everything") -> Outcome:
    """A town among others under the rulebook that uses every construct; `everything-missing` lacks data of every kind.

    It also lacks a third town to be compared with.
    """
    others = ["everything-second"] if town == "everything-missing" else ["everything-second", "everything-third"]
    return together("everything", town, *others)[0]


@cache
def together(rules: str, *names: str) -> tuple[Outcome, ...]:
    """Some towns of this folder, evaluated together."""
    rulebook = guiju.load(HERE / f"{rules}.rule")
    return rulebook.evaluate_many([guiju.read_town(HERE / f"{name}.yaml", rulebook) for name in names])


@cache
def english() -> Outcome:
    """A town and another one under a rulebook written with English keywords."""
    return together("english", "english", "english-second")[0]


@cache
def panel() -> Outcome:
    """A town whose total is the mean of the totals of its experts: some absent, some recused, extremes dropped."""
    rulebook = guiju.load(HERE / "panel.rule")
    return rulebook.evaluate(guiju.read_town(HERE / "panel.yaml", rulebook))


@cache
def dingxiang() -> Outcome:
    """A real town under the assessment detail of DB 1409/T."""
    rulebook = guiju.load(PACK / "detail.rule")
    return rulebook.evaluate(guiju.read_town(PACK / "towns" / "dingxiang-flange.yaml", rulebook))
