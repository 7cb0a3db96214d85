"""Bands as intervals of the score: holes and overlaps between them, and how each is mended.

Edges are exact and visible: comparing them finds every hole and every overlap, and a score that falls in it.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from guiju.diagnostics.codes import problem
from guiju.diagnostics.model import Diagnostic, Label, Text
from guiju.diagnostics.spoken import is_english
from guiju.numbers.exact import decimal_text
from guiju.rulebook.model import Band
from guiju.source import Place
from guiju.types import NumberType
from guiju.units import Kind

# An edge is (value, side): side -1 lies just below the value, 1 just above it; None is unbounded.
Edge = tuple[Fraction, int] | None


@dataclass(frozen=True, slots=True)
class Range:
    """The scores of a band, from `low` to `high`."""

    band: Band
    low: Edge
    high: Edge
    edges: tuple[tuple[Fraction, Place], ...] = field(default=())

    @property
    def is_empty(self) -> bool:
        return self.low is not None and self.high is not None and self.low >= self.high


@dataclass(frozen=True, slots=True)
class Scale:
    """What is graded: its unit, and the least and the most it can be, in base units, where it has such limits."""

    type: NumberType
    full: Fraction | None
    low: Fraction | None = Fraction(0)

    def show(self, value: Fraction) -> str:
        """A score as text, with its unit unless it is in points."""
        unit = self.type.unit
        text = decimal_text(value / unit.factor, 6)
        return text if unit.kind is Kind.SCORE else unit.show(text)


def edge_key(edge: Edge, infinity: int) -> tuple[int, Fraction, int]:
    """Edges in order, the unbounded one first (infinity -1) or last (1)."""
    return (infinity, Fraction(0), 0) if edge is None else (0, *edge)


def partition(ranges: list[Range], scale: Scale) -> Iterator[Diagnostic]:
    """Holes and overlaps of the bands with a range; `其他` takes every score they leave."""
    given = [r for r in ranges if r.band.condition is not None]
    ordered = sorted((r for r in given if not r.is_empty), key=lambda r: edge_key(r.low, -1))
    for lower, upper in itertools.pairwise(ordered):
        yield from _overlap(lower, upper, scale)
    gaps: list[Gap] = []
    if len(given) == len(ranges) and ordered:
        gaps = [gap for lower, upper in itertools.pairwise(ordered) if (gap := _hole(lower, upper, scale))]
        gaps += _ends(ordered, scale)
    outside = dict(_outside(given, scale))
    empty = [r for r in given if r.is_empty]
    for gap in gaps:
        yield _told(gap, outside, empty, scale)
    for r in empty:
        if not any(_swapped(r, gap) for gap in gaps):
            yield problem("B503", r.band.place, name=r.band.name, subject=r.band.name)
    ends = {end for gap in gaps for end in (gap.low, gap.high)}
    for value, (r, place) in outside.items():
        if value not in ends:
            limit, top = scale.show(value), scale.show(scale.full or Fraction(0))
            yield problem("B504", place, name=r.band.name, limit=limit, full=top, subject=r.band.name)
    yield from _order(given)


def _outside(given: Sequence[Range], scale: Scale) -> Iterator[tuple[Fraction, tuple[Range, Place]]]:
    """Limits below 0 or above the full mark; one that two bands share is said at the upper one."""
    for r in reversed(given):
        for value, place in r.edges:
            if scale.full is not None and not (scale.low or Fraction(0)) <= value <= scale.full:
                yield value, (r, place)


@dataclass(frozen=True, slots=True)
class Gap:
    """Scores from `low` to `high` without a grade; `written` is how `band` would take them in."""

    band: Band
    low: Fraction
    high: Fraction
    witness: Fraction
    written: str
    labels: tuple[Label, ...] = ()


def _written(r: Range, low: Edge, high: Edge, scale: Scale) -> str:
    """A band as it is written: `良好 : 75 ≤ 得分 < 90`."""
    score = "score" if is_english(r.band.place.source) else "得分"
    above = scale.show(low[0]) + (" ≤ " if low[1] < 0 else " < ") if low and high else ""
    below = (" < " if high[1] < 0 else " ≤ ") + scale.show(high[0]) if high else ""
    if low and not high:
        below = (" ≥ " if low[1] < 0 else " > ") + scale.show(low[0])
    return f"{r.band.name} : {above}{score}{below}"


def _swapped(r: Range, gap: Gap) -> bool:
    """Whether an empty band is one whose two limits are the ends of a gap, the wrong way round."""
    return {gap.low, gap.high} == {value for value, _ in r.edges}


def _told(
    gap: Gap, outside: Mapping[Fraction, tuple[Range, Place]], empty: Sequence[Range], scale: Scale
) -> Diagnostic:
    labels, written = list(gap.labels), gap.written
    for end in (gap.low, gap.high):
        if end in outside and scale.full is not None:
            top = scale.show(scale.full)
            words = Text(f"不在 0 到 {top} 之内", f"outside 0 to {top}")
            labels.append(Label(outside[end][1], words))
    for r in empty:
        if _swapped(r, gap):
            words = Text("这一级的两个界限写反了", "the two limits of this band are swapped")
            labels = [Label(r.band.place, words)]
            written = _written(r, (gap.low, -1), (gap.high, -1), scale)
    ends = scale.show(gap.low), scale.show(gap.high)
    example = scale.show(gap.witness)
    scores = Text(
        f"{ends[0]} 到 {ends[1]} 之间的得分（例如 {example}）",
        f"scores between {ends[0]} and {ends[1]} (for example {example})",
    )
    if gap.low == gap.high:
        scores = Text(f"恰为 {ends[0]} 的得分", f"scores of exactly {ends[0]}")
    return problem(
        "B502", gap.band.place, labels=tuple(labels), scores=scores, written=written, subject=gap.band.name
    )


def _overlap(lower: Range, upper: Range, scale: Scale) -> Iterator[Diagnostic]:
    if edge_key(lower.high, 1) <= edge_key(upper.low, -1):
        return
    label = Label(lower.band.place, Text(f"等级 `{lower.band.name}`", f"band `{lower.band.name}`"))
    witness = scale.show(_inside(upper.low, _least(lower.high, upper.high)))
    first, second = upper.band.name, lower.band.name
    written = _written(lower, lower.low, upper.low, scale)
    yield problem(
        "B501",
        upper.band.place,
        labels=(label,),
        first=first,
        second=second,
        witness=witness,
        written=written,
        subject=first,
    )


def _hole(lower: Range, upper: Range, scale: Scale) -> Gap | None:
    if lower.high is None or upper.low is None or lower.high >= upper.low:
        return None
    label = Label(lower.band.place, Text(f"等级 `{lower.band.name}`", f"band `{lower.band.name}`"))
    written = _written(lower, lower.low, upper.low, scale)
    if lower.high[0] == upper.low[0]:  # neither takes the limit itself: by habit the upper band does
        written = _written(upper, (upper.low[0], -1), upper.high, scale)
    elif scale.full is not None and upper.low[0] > scale.full:
        written = _written(upper, (lower.high[0], -1), upper.high, scale)
    return Gap(upper.band, lower.high[0], upper.low[0], _inside(lower.high, upper.low), written, (label,))


def _ends(ordered: Sequence[Range], scale: Scale) -> Iterator[Gap]:
    """From the least to the most there can be there must be a band."""
    lowest = ordered[0].low
    bottom = scale.low
    if bottom is None and lowest is not None:
        bottom = lowest[0] - 1
    if bottom is not None and lowest is not None and lowest > (bottom, -1):
        witness = bottom if lowest[0] > bottom else lowest[0]
        written = _written(ordered[0], None, ordered[0].high, scale)
        if ordered[0].high is None:
            written = _written(ordered[0], (bottom, -1), None, scale)
        yield Gap(ordered[0].band, bottom, lowest[0], witness, written)
    highest = max((r.high for r in ordered), key=lambda e: edge_key(e, 1))
    if scale.full is not None and highest is not None and highest < (scale.full, 1):
        top = next(r for r in ordered if r.high == highest)
        written = _written(top, top.low or (Fraction(0), -1), None, scale)
        yield Gap(top.band, highest[0], scale.full, scale.full, written)


def _least(one: Edge, other: Edge) -> Edge:
    return min(one, other, key=lambda e: edge_key(e, 1))


def _inside(low: Edge, high: Edge) -> Fraction:
    """A score between two edges."""
    if low is None or high is None:
        known = low or high
        return known[0] if known else Fraction(0)
    if low[0] == high[0]:
        return low[0]
    return low[0] if low[1] < 0 else high[0] if high[1] > 0 else (low[0] + high[0]) / 2


def _order(ranges: Sequence[Range]) -> Iterator[Diagnostic]:
    keys = [edge_key(r.low, -1) for r in ranges if not r.is_empty]
    if keys in (sorted(keys), sorted(keys, reverse=True)):
        return
    for before, r in itertools.pairwise(ranges):
        if edge_key(r.low, -1) > edge_key(before.low, -1):
            yield problem("B505", r.band.place, name=r.band.name, subject=r.band.name)
            return
