"""What changed of an indicator: its place, its weight, how it is scored and what comes on top."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from guiju.diagnostics.model import Text
from guiju.revise import written
from guiju.revise.edits import Aspect, Detail
from guiju.revise.fingerprints import Marks
from guiju.revise.sides import Sides
from guiju.rulebook import scheme
from guiju.rulebook.scheme import Indicator

Parents = Mapping[str, Indicator]


def parents(root: Mapping[str, Indicator]) -> Parents:
    """The group of every indicator, schemes have none."""
    return {child.name: node for top in root.values() for node in top.walk() for child in node.children}


def weight(sides: Sides, old: Indicator, new: Indicator) -> Iterator[Detail]:
    """`权重 5 → 4`, in points of the whole."""
    if old.weight != new.weight:
        yield Detail(Aspect.WEIGHT, written.number(old.weight), written.number(new.weight))


def scoring(sides: Sides, old: Indicator, new: Indicator) -> Iterator[Detail]:
    """What is measured, and how that becomes points."""
    one, other = old.scoring, new.scoring
    if one is None or other is None:
        return  # a leaf that became a group: said by `kind`
    if sides.same_points(one, other, old.weight, new.weight):
        return
    before, after = getattr(one, "measure", None), getattr(other, "measure", None)
    if type(one) is type(other) and before is not None and after is not None:
        if not sides.same(before, after):
            yield Detail(Aspect.MEASURE, written.code(before), written.code(after))
        if _same_scale(sides, old, new):
            return
        yield Detail(Aspect.BENCHMARKS, written.block(one), written.block(other))
        return
    if before is not None or after is not None:
        yield Detail(Aspect.MEASURE, written.code(before), written.code(after))
    yield Detail(Aspect.SCORING, written.block(one), written.block(other))


def _same_scale(sides: Sides, old: Indicator, new: Indicator) -> bool:
    """Whether two scorings of one shape differ in nothing but the measure."""
    return sides.same_points(_scale(old.scoring), _scale(new.scoring), old.weight, new.weight)


def _scale(shape: Any) -> tuple[Any, ...]:
    """A shape without its measure: positions and marks."""
    match shape:
        case scheme.Linear(knots=knots):
            return (tuple(at for at, _ in knots), Marks(tuple(points for _, points in knots)))
        case scheme.Steps(rows=rows, otherwise=otherwise):
            return (rows, Marks((otherwise,)))
        case scheme.PerUnit(unit=unit, points=points, cap=cap, whole=whole):
            return (unit, whole, Marks((points, cap)))
        case scheme.Rank(size=size):
            return (size,)
        case _:
            return ()


def kind(sides: Sides, old: Indicator, new: Indicator) -> Iterator[Detail]:
    """A leaf that became a group, or the other way round."""
    if (old.scoring is None) is not (new.scoring is None):
        yield Detail(Aspect.KIND, _kind(old), _kind(new))


def _kind(node: Indicator) -> Text:
    if node.scoring is not None:
        what = written.written(node.scoring.place, "; ")
        return Text(f"单项：{what}", f"scored by itself: {what}")
    names = [child.name for child in node.children]
    return Text(f"由下级汇总：{'、'.join(names)}", f"from the indicators below: {', '.join(names)}")


def aggregation(sides: Sides, old: Indicator, new: Indicator) -> Iterator[Detail]:
    """How the scores below become one."""
    one, other = old.aggregation, new.aggregation
    if one is None or other is None or sides.same(one, other):
        return
    yield Detail(Aspect.AGGREGATION, written.aggregation(one), written.aggregation(other))


def policy(sides: Sides, old: Indicator, new: Indicator) -> Iterator[Detail]:
    """What becomes of missing scores; a leaf has none to ask about."""
    if old.children and new.children and not sides.same(old.policy, new.policy):
        yield Detail(Aspect.POLICY, written.policies(old.policy), written.policies(new.policy))


def sense(sides: Sides, old: Indicator, new: Indicator) -> Iterator[Detail]:
    """The declared direction."""
    if old.sense is not new.sense:
        before, after = (None if one is None else written.SENSES[one] for one in (old.sense, new.sense))
        yield Detail(Aspect.SENSE, before, after)


def adjustments(sides: Sides, old: Indicator, new: Indicator) -> Iterator[Detail]:
    """Bonuses and deductions, by name."""
    before = {sides.names.get(one.name, one.name): one for one in old.adjustments}
    after = {one.name: one for one in new.adjustments}
    for name in dict.fromkeys((*after, *before)):
        one, other = before.get(name), after.get(name)
        if one is not None and other is not None:
            same = sides.same_points(one, other, old.weight, new.weight)
            if same and one.label == other.label and one.name == other.name:
                continue
        yield Detail(Aspect.ADJUSTMENT, written.block(one), written.block(other), name)


def vetoes(sides: Sides, old: Indicator, new: Indicator) -> Iterator[Detail]:
    """Conditions that leave no points."""
    rest = list(new.vetoes)
    gone = []
    for one in old.vetoes:
        match = next((other for other in rest if sides.same(one, other)), None)
        if match is None:
            gone.append(one)
        else:
            rest.remove(match)
    for index in range(max(len(gone), len(rest))):
        before = gone[index] if index < len(gone) else None
        after = rest[index] if index < len(rest) else None
        yield Detail(Aspect.VETO, written.code(before), written.code(after))


def applies(sides: Sides, old: Indicator, new: Indicator) -> Iterator[Detail]:
    """For which towns it exists."""
    if not sides.same(old.applies, new.applies):
        before, after = (None if one is None else one.condition for one in (old.applies, new.applies))
        yield Detail(Aspect.APPLIES, written.code(before), written.code(after))


def ceiling(sides: Sides, old: Indicator, new: Indicator) -> Iterator[Detail]:
    """The most points there can be."""
    yield from _held(Aspect.CEILING, old, new, (old.ceiling, new.ceiling))


def floor(sides: Sides, old: Indicator, new: Indicator) -> Iterator[Detail]:
    """The fewest."""
    yield from _held(Aspect.FLOOR, old, new, (old.floor, new.floor))


def _held(
    aspect: Aspect, old: Indicator, new: Indicator, ends: tuple[Fraction | None, Fraction | None]
) -> Iterator[Detail]:
    before, after = ends
    if before == after:
        return
    if before is not None and after is not None and before * new.weight == after * old.weight:
        return
    yield Detail(aspect, written.number(before), written.number(after))
