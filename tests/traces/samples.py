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
    """A town under the rulebook that uses every construct; `everything-missing` lacks data of every kind."""
    rulebook = guiju.load(HERE / "everything.rule")
    return rulebook.evaluate(guiju.read_town(HERE / f"{town}.yaml", rulebook))


@cache
def english() -> Outcome:
    """A town under a rulebook written with English keywords."""
    rulebook = guiju.load(HERE / "english.rule")
    return rulebook.evaluate(guiju.read_town(HERE / "english.yaml", rulebook))


@cache
def dingxiang() -> Outcome:
    """A real town under the assessment detail of DB 1409/T."""
    rulebook = guiju.load(PACK / "detail.rule")
    return rulebook.evaluate(guiju.read_town(PACK / "towns" / "dingxiang-flange.yaml", rulebook))
