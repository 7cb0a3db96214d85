"""What became of the marks of a panel, or of the totals of its experts, and the mean with the numbers in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from fractions import Fraction
from typing import Any, NamedTuple

from guiju.evaluate.steps import Step
from guiju.explain.collected import dropped
from guiju.explain.values import score_text
from guiju.numbers.states import Missing
from guiju.rulebook import exact
from guiju.rulebook.averaging import counts, is_absent_mark, is_recused, trimmed
from guiju.rulebook.experts import ExpertTotal, Mark
from guiju.rulebook.scheme import Average, Averaging, ExpertMark, Indicator


class Fate(StrEnum):
    """Whether a mark or a total enters the mean, and why not."""

    COUNTED = "counted"
    LOWEST = "dropped_as_lowest"
    HIGHEST = "dropped_as_highest"
    ABSENT = "absent"
    RECUSED = "recused"


class Averaged(NamedTuple):
    """What became of each, and the mean of those that are left before it is rounded (None when nothing is left)."""

    fates: tuple[Fate, ...]
    mean: Any

    @property
    def trims(self) -> bool:
        """Whether extremes were dropped."""
        return Fate.LOWEST in self.fates

    @property
    def counted(self) -> int:
        """How many entered before extremes were dropped."""
        return sum(fate not in (Fate.ABSENT, Fate.RECUSED) for fate in self.fates)


def averaging_of(step: Step) -> Averaging | None:
    """How what a step is made of is averaged: the marks of an indicator, or the totals of a scheme."""
    node = step.node
    if isinstance(node, Indicator):
        return node.totals.by if node.totals else None
    if not isinstance(node, ExpertMark):
        return None
    if node.by.average is Average.PER_ITEM:
        return node.by
    return replace(node.by, trim=None, median=False, places=None)  # of the tree of one expert


def given(step: Step) -> list[Step]:
    """The marks, or the totals, among what a step is made of."""
    return [child for child in step.children if isinstance(child.node, (Mark, ExpertTotal))]


def has_mean_of_totals(step: Step) -> bool:
    """Whether a score is the mean of the totals of experts; with too few of them it is what the tree gives without."""
    node = step.node
    totals = node.totals if isinstance(node, Indicator) and given(step) else None
    return totals is not None and totals.decides(averaged(step).counted)


def averaged(step: Step) -> Averaged:
    """What became of each of them; none is dropped while one is open."""
    by = averaging_of(step)
    assert by is not None
    return of_values([child.value for child in given(step)], by)


def of_values(values: Sequence[Any], by: Averaging) -> Averaged:
    """What becomes of some marks."""
    fates = [_fate(value, by) for value in values]
    counted = [at for at, fate in enumerate(fates) if fate is Fate.COUNTED]
    low, high = dropped([values[at] for at in counted], trimmed(by, len(counted)))
    for positions, fate in ((low, Fate.LOWEST), (high, Fate.HIGHEST)):
        for position in positions:
            fates[counted[position]] = fate
    kept = [value for value, fate in zip(values, fates, strict=True) if fate is Fate.COUNTED]
    mean = exact.multiply(exact.total(kept), Fraction(1, len(kept))) if kept else None
    return Averaged(tuple(fates), mean)


def _fate(value: Any, by: Averaging) -> Fate:
    if is_recused(value):
        return Fate.RECUSED
    return Fate.COUNTED if counts(value, by) or not is_absent_mark(value) else Fate.ABSENT


def mean_text(step: Step) -> str:
    """`(3.5 + 4 + 3) / 3`, without what does not enter; the one that is left alone."""
    found = averaged(step)
    pairs = zip(given(step), found.fates, strict=True)
    kept = [score_text(child.value, None) for child, fate in pairs if fate is Fate.COUNTED]
    return f"({' + '.join(kept)}) / {len(kept)}" if kept else ""


def marks(step: Step) -> str:
    """The mean, and what it is rounded to."""
    text, by = mean_text(step), averaging_of(step)
    rounds = text and by is not None and by.places is not None and not isinstance(step.value, Missing)
    return f"{text} → {score_text(step.value, None)}" if rounds else text
