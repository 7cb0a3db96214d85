"""The slow evaluator of scoring: docs/language.md, sections 8 and 9.4."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from tests.differential import tree
from tests.differential.rounding import rounded_to
from tests.differential.slow import Formulas
from tests.differential.slow_tables import fits, interpolated, piecewise
from tests.differential.town import Mark
from tests.differential.tree import Node
from tests.differential.values import (
    INF,
    NOT_APPLICABLE,
    NOT_SUPPLIED,
    UNKNOWN,
    YES,
    End,
    Number,
    Value,
    Why,
    Word,
    added,
    clamped,
    divided,
    exactly,
    joined,
    monotone,
    multiplied,
    negative,
    number,
    over_each,
)  # fmt: skip

ZERO = exactly(0)
PANEL_MODES = {"四舍六入五成双": "half_even", "四舍五入": "half_up", "进位": "up", "舍去": "down"}


@dataclass(frozen=True)
class Score:
    """Points; `partial` when only a part is unknown (9.3), `marked` when some experts marked and some did not."""

    number: Number
    partial: bool = False
    marked: bool = False


def opened(weight: Fraction, why: Why) -> Number:
    """All points of an indicator open."""
    return Number(Fraction(0), weight, why if why.state != "given" else Why(UNKNOWN, why.causes))


def scored(at: Formulas, node: Node) -> Score:
    """Section 9.4: the score of a leaf."""
    scoring = node.scoring
    match scoring:
        case tree.Checklist(items=items):
            conditions = [at.truth(item) for item, _ in items]
            total = ZERO
            for (_, mark), condition in zip(items, conditions, strict=True):
                total = added(total, row_open(once(condition, mark.points), mark.points))
            return Score(total, any(c.given for c in conditions))
        case tree.Deductions(floor=floor, rows=rows):
            left = exactly(node.weight)
            for row in rows:
                left = added(left, negative(adjusted(at, row)))
            return Score(clamped(left, exactly(floor.points if floor else 0), exactly(node.weight)))
        case tree.Expert():
            return expert(at, node)
        case tree.OpenScoring():
            return Score(opened(node.weight, Why(UNKNOWN, frozenset({node.name}))))
        case _:
            pass
    assert node.measure is not None
    assert scoring is not None
    return Score(bounded(measured(at, node, scoring, at.value(node.measure)), node))


def bounded(found: Number, node: Node) -> Number:
    """What is not applicable has no bounds: all points that can be had are open."""
    if found.why.state != NOT_APPLICABLE:
        return found
    cap = node.scoring.most if isinstance(node.scoring, tree.Each) else None
    return opened(cap.points if cap is not None else node.weight, found.why)


def measured(at: Formulas, node: Node, scoring: tree.Scoring, measure: Value) -> Number:
    """The scoring shapes that have a measure."""
    if isinstance(scoring, tree.YesNo):
        assert isinstance(measure, Word)
        return once(measure, node.weight)
    assert isinstance(measure, Number)
    match scoring:
        case tree.Linear(knots=knots):
            return linear(measure, [(at.number(x), mark.points) for x, mark in knots], node)
        case tree.Steps(rows=rows):
            limits = [(sign, at.number(x) if x is not None else None, mark.points) for sign, x, mark in rows]
            return steps(measure, limits)
        case tree.Each(whole=whole, unit=unit, gives=gives, most=most):
            return each(measure, unit.value, whole, gives.points, most.points if most else node.weight)
        case tree.Place(of=of):
            if measure.low < 1 or measure.high > of:  # it may be no place at all
                return opened(node.weight, measure.why)
            place = divided(added(exactly(of), negative(measure)), exactly(of - 1))
            return multiplied(place, exactly(node.weight))
        case tree.Direct():
            return clamped(measure, ZERO, exactly(node.weight))
        case _:
            pass
    raise AssertionError(scoring)


def row_open(points: Number, most: End) -> Number:
    """Section 9.5: an item of a checklist, a bonus or a deduction that is not applicable leaves its points open."""
    if points.why.state != NOT_APPLICABLE:
        return points
    return number(Fraction(0), most, Why(UNKNOWN, points.why.causes, points.why.loose))


def once(condition: Word, points: Fraction) -> Number:
    """Points that are given when something holds; between none and whole when that is missing."""
    if condition.given:
        return exactly(points if condition.possible == YES else 0)
    return number(min(points, Fraction(0)), max(points, Fraction(0)), condition.why)


def linear(x: Number, knots: Sequence[tuple[Number, Fraction]], node: Node) -> Number:
    """线性: straight lines between the knots, rising or falling, held at both ends."""
    positions = [position for position, _ in knots]
    why = joined([x, *positions])
    if not all(position.given for position in positions):
        marks = [mark for _, mark in knots]
        return number(min(marks), max(marks), Why(why.state, why.causes, True, why.rough))
    line = [(p.low, mark) for p, mark in knots if isinstance(p.low, Fraction)]
    if line[0][0] > line[-1][0]:
        line.reverse()
    if any(a >= b for (a, _), (b, _) in itertools.pairwise(line)):
        return opened(node.weight, Why(why.state if why.state != "given" else UNKNOWN, why.causes))
    result = piecewise(lambda v: interpolated(v, line), x, [position for position, _ in line])
    return Number(result.low, result.high, Why(result.why.state, why.causes, result.why.loose, why.rough))


def steps(x: Number, rows: Sequence[tuple[str, Number | None, Fraction]]) -> Number:
    """分段: the first row that fits."""
    limits = [limit.low for _, limit, _ in rows if limit is not None and isinstance(limit.low, Fraction)]

    def of(value: Fraction) -> Fraction:
        for sign, limit, points in rows:
            if limit is None or (isinstance(limit.low, Fraction) and fits(value, sign, limit.low)):
                return points
        raise AssertionError("no row fits")

    return piecewise(of, x, limits)


def each(x: Number, unit: Fraction, whole: bool, gives: Fraction, most: End) -> Number:
    """每, 每满: in proportion or for whole units only, up to the cap; nothing below zero."""
    count = divided(x, exactly(unit))
    if whole:
        count = monotone(lambda value: rounded_to(value, Fraction(1), "floor", count.why.rough), count)
    return clamped(multiplied(count, exactly(gives)), ZERO, Number(most, most))


def adjusted(at: Formulas, row: tree.Adjusting) -> Number:
    """Sections 9.4 and 9.5: what one row adds or takes."""
    if row.unit is None:
        return row_open(once(at.truth(row.item), row.mark.points), row.mark.points)
    most = row.most.points if row.most is not None else INF
    return row_open(each(at.number(row.item), row.unit.value, row.whole, row.mark.points, most), most)


# --- experts (8) ------------------------------------------------------------------------------------------------------
def panel_of(at: Formulas, name: str | None) -> tree.Panel | None:
    """The panel that is named, or the only one."""
    return at.book.panels[name] if name else next(iter(at.book.panels.values()), None)


def enters(panel: tree.Panel | None, mark: Mark | None) -> bool:
    """Section 8: a recused expert never counts, an absent one where the rules say so."""
    return mark != "recused" and not (mark == "absent" and panel is not None and panel.absent == "不计")


def dropped(panel: tree.Panel | None, count: int) -> int:
    """How many highest and how many lowest do not count; of a median all but the middle."""
    if panel is None:
        return 0
    trim = panel.trim if count >= panel.trim_from else 0
    return max(trim, (count - 1) // 2) if panel.median else trim


def mean_of(panel: tree.Panel | None, xs: Sequence[Fraction]) -> Fraction:
    """The mean of what is left, rounded."""
    trim = dropped(panel, len(xs))
    kept = sorted(xs)[trim : len(xs) - trim]
    result = sum(kept, Fraction(0)) / len(kept)
    if panel is not None and panel.places is not None:
        return rounded_to(result, Fraction(1, 10**panel.places), PANEL_MODES[panel.rounding])
    return result


def expert(at: Formulas, node: Node) -> Score:
    """专家: the mean of the panel's marks, or the mark of one expert whose total is being found."""
    assert isinstance(node.scoring, tree.Expert)
    panel = panel_of(at, node.scoring.panel)
    everyone = at.town.marks
    if not any(node.name in marks for marks in everyone.values()):
        return Score(opened(node.weight, Why(NOT_SUPPLIED, frozenset({node.name}))))
    if at.unmarked:
        return Score(opened(node.weight, Why(UNKNOWN, frozenset({node.name}))))
    who = [at.alone] if at.alone else [one for one in everyone if enters(panel, everyone[one].get(node.name))]
    found = [_mark(everyone[one].get(node.name), node, one) for one in who]
    others = any(isinstance(marks.get(node.name), Fraction) for marks in everyone.values())
    partial = others or any(everyone[one].get(node.name) == "absent" for one in who)
    partial = partial and not all(mark.given for mark in found)
    if at.alone:
        return Score(found[0], partial, partial)
    short = panel is not None and not panel.least <= len(found) <= panel.most
    if short or len(found) <= 2 * dropped(panel, len(found)):
        return Score(opened(node.weight, Why(UNKNOWN, frozenset({node.name}))))
    mean = over_each(lambda xs: min(mean_of(panel, xs), node.weight), found)
    return Score(mean, partial, partial)


def _mark(mark: Mark | None, node: Node, who: str) -> Number:
    if isinstance(mark, Fraction):
        return exactly(mark)
    state = UNKNOWN if mark == "absent" else NOT_SUPPLIED
    return Number(Fraction(0), node.weight, Why(state, frozenset({f"{who} {node.name}"})))
