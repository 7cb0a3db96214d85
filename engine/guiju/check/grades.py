"""Pass `grades`: bands that give every score exactly one grade.

The range of each band is read off its condition as an interval with exact, visible edges; holes and overlaps are then
found by comparing edges, and shown with a score that falls in them.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from guiju.check.draft import Draft
from guiju.check.named import constant
from guiju.check.resolve import Resolver
from guiju.diagnostics.codes import problem
from guiju.diagnostics.model import Diagnostic, Label, Text
from guiju.numbers.exact import decimal_text
from guiju.rulebook import expressions as ex
from guiju.rulebook.model import Band, Grades
from guiju.rulebook.scheme import Remarks
from guiju.source import Place
from guiju.syntax import ast
from guiju.types import NumberType
from guiju.units import SCORE, Kind

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
    """What is graded: its unit, and its full mark in base units where it has one."""

    type: NumberType
    full: Fraction | None

    def show(self, value: Fraction) -> str:
        """A score as text, with its unit unless it is in points."""
        unit = self.type.unit
        text = decimal_text(value / unit.factor, 6)
        return text if unit.kind is Kind.SCORE else unit.show(text)


def grades(draft: Draft) -> Iterator[Diagnostic]:
    """Fills `draft.grades`."""
    for statement in draft.of_kind(ast.Grades):
        found: list[Diagnostic] = []
        subject = Resolver(draft, found).number(
            statement.subject, Text("评定等级的得分", "the score that is graded")
        )
        scale = _scale(draft, subject)
        remarks = draft.remarks(statement)
        ranges = _ranges(draft, statement, scale, remarks, found)
        if len(ranges) == len(statement.bands):
            found.extend(_partition(ranges, scale))
        yield from found
        if subject is None:
            continue
        places = statement.judgement.places
        draft.grades[statement.name.text] = Grades(
            statement.name.text,
            statement.label.text if statement.label else "",
            subject,
            int(places.value) if places else None,
            _from_high_to_low(ranges),
            remarks,
            draft.head(statement),
        )


def _ranges(
    draft: Draft, statement: ast.Grades, scale: Scale, remarks: Remarks, found: list[Diagnostic]
) -> list[Range]:
    """The bands that can be read, each name and `其他` once."""
    ranges: list[Range] = []
    for line in statement.bands:
        range_ = _band(draft, line, scale, remarks, found)
        known = [r.band for r in ranges]
        name = line.name.text
        if name in {band.name for band in known}:
            found.append(problem("N202", draft.place(line.name), name=name, subject=name))
        elif line.condition is None and any(band.condition is None for band in known):
            what = Text("“其他”", "otherwise")
            found.append(
                problem("S116", draft.place(line), name=statement.name.text, what=what, subject=name)
            )
        elif range_:
            ranges.append(range_)
    return ranges


def _scale(draft: Draft, subject: ex.Expression | None) -> Scale:
    """The unit of what is graded, and its full mark when it is the score or the rate of an indicator."""
    type_ = subject.type if subject and isinstance(subject.type, NumberType) else NumberType(SCORE)
    if not isinstance(subject, ex.IndicatorRef) or subject.aspect is ex.Aspect.WEIGHT:
        return Scale(type_, None)
    nodes = [node for scheme in draft.schemes.values() for node in scheme.walk() if node.name == subject.name]
    full = Fraction(1) if subject.aspect is ex.Aspect.RATE else nodes[0].weight if nodes else None
    return Scale(type_, full)


def _band(
    draft: Draft, line: ast.Band, scale: Scale, above: Remarks, found: list[Diagnostic]
) -> Range | None:
    before = len(found)
    condition = requires = None
    if line.condition:
        resolver = Resolver(draft, found, subject=scale.type)
        condition = resolver.yes_no(line.condition, Text("等级的条件", "the condition of a band"))
    if line.requires:
        requires = Resolver(draft, found).yes_no(line.requires, Text("须", "requires"))
    if any(f.is_error for f in found[before:]):
        return None
    band = Band(line.name.text, condition, requires, draft.remarks(line, above), draft.head(line))
    if condition is None:
        return Range(band, None, None)
    edges = _edges(draft, condition)
    if edges is None:
        found.append(problem("B506", draft.place(line.condition or line), name=band.name, subject=band.name))
        return None
    low: Edge = None
    high: Edge = None
    for operator, value, _ in edges:
        if operator in "≥>=":
            edge = (value, 1 if operator == ">" else -1)
            low = edge if low is None else max(low, edge)
        if operator in "≤<=":
            edge = (value, -1 if operator == "<" else 1)
            high = edge if high is None else min(high, edge)
    return Range(band, low, high, tuple((value, place) for _, value, place in edges))


_FLIPPED = {"<": ">", "≤": "≥", "=": "=", "≥": "≤", ">": "<", "≠": "≠"}


def _edges(draft: Draft, node: ex.Expression) -> list[tuple[str, Fraction, Place]] | None:
    """Comparisons of the score with constants; None when the condition is anything else."""
    if isinstance(node, ex.Both):
        parts = [_edges(draft, operand) for operand in node.operands]
        return None if None in parts else [edge for part in parts if part for edge in part]
    if not isinstance(node, ex.Compare):
        return None
    found = []
    for operator, left, right in zip(node.operators, node.operands, node.operands[1:], strict=False):
        flipped = isinstance(right, ex.SubjectRef)
        subject, limit = (right, left) if flipped else (left, right)
        value = constant(draft, limit)
        if not isinstance(subject, ex.SubjectRef) or value is None or operator == "≠":
            return None
        found.append((_FLIPPED[operator] if flipped else operator, value, limit.place))
    return found


def _key(edge: Edge, infinity: int) -> tuple[int, Fraction, int]:
    """Edges in order, the unbounded one first (infinity -1) or last (1)."""
    return (infinity, Fraction(0), 0) if edge is None else (0, *edge)


def _partition(ranges: list[Range], scale: Scale) -> Iterator[Diagnostic]:
    """Holes and overlaps of the bands with a range; `其他` takes every score they leave."""
    given = [r for r in ranges if r.band.condition is not None]
    for r in given:
        if r.is_empty:
            yield problem("B503", r.band.place, name=r.band.name, subject=r.band.name)
        for value, place in r.edges:
            if scale.full is not None and not 0 <= value <= scale.full:
                limit, top = scale.show(value), scale.show(scale.full)
                yield problem("B504", place, name=r.band.name, limit=limit, full=top, subject=r.band.name)
    ordered = sorted((r for r in given if not r.is_empty), key=lambda r: _key(r.low, -1))
    for lower, upper in itertools.pairwise(ordered):
        yield from _overlap(lower, upper, scale)
    if len(given) == len(ranges) and ordered:
        for lower, upper in itertools.pairwise(ordered):
            yield from _hole(lower, upper, scale)
        yield from _ends(ordered, scale)
    yield from _order(given)


def _overlap(lower: Range, upper: Range, scale: Scale) -> Iterator[Diagnostic]:
    if _key(lower.high, 1) <= _key(upper.low, -1):
        return
    label = Label(lower.band.place, Text(f"等级 `{lower.band.name}`", f"band `{lower.band.name}`"))
    witness = scale.show(_inside(upper.low, _least(lower.high, upper.high)))
    first, second = upper.band.name, lower.band.name
    yield problem(
        "B501", upper.band.place, labels=(label,), first=first, second=second, witness=witness, subject=first
    )


def _hole(lower: Range, upper: Range, scale: Scale) -> Iterator[Diagnostic]:
    if lower.high is None or upper.low is None or lower.high >= upper.low:
        return
    label = Label(lower.band.place, Text(f"等级 `{lower.band.name}`", f"band `{lower.band.name}`"))
    witness = _inside(lower.high, upper.low)
    yield _gap(upper.band, lower.high[0], upper.low[0], witness, scale, (label,))


def _gap(
    band: Band,
    low: Fraction,
    high: Fraction,
    witness: Fraction,
    scale: Scale,
    labels: tuple[Label, ...] = (),
) -> Diagnostic:
    ends = scale.show(low), scale.show(high)
    scores = Text("{} 到 {} 之间".format(*ends), "scores between {} and {}".format(*ends))
    if low == high:
        scores = Text(f"恰为 {ends[0]} ", f"scores of exactly {ends[0]}")
    return problem(
        "B502", band.place, labels=labels, scores=scores, witness=scale.show(witness), subject=band.name
    )


def _ends(ordered: Sequence[Range], scale: Scale) -> Iterator[Diagnostic]:
    """From 0 to the full mark there must be a band."""
    lowest = ordered[0].low
    if lowest is not None and lowest > (Fraction(0), -1):
        witness = Fraction(0) if lowest[0] > 0 else lowest[0]
        yield _gap(ordered[0].band, Fraction(0), lowest[0], witness, scale)
    highest = max((r.high for r in ordered), key=lambda e: _key(e, 1))
    if scale.full is not None and highest is not None and highest < (scale.full, 1):
        top = next(r for r in ordered if r.high == highest)
        yield _gap(top.band, highest[0], scale.full, scale.full, scale)


def _least(one: Edge, other: Edge) -> Edge:
    return min(one, other, key=lambda e: _key(e, 1))


def _inside(low: Edge, high: Edge) -> Fraction:
    """A score between two edges."""
    if low is None or high is None:
        known = low or high
        return known[0] if known else Fraction(0)
    if low[0] == high[0]:
        return low[0]
    return low[0] if low[1] < 0 else high[0] if high[1] > 0 else (low[0] + high[0]) / 2


def _order(ranges: Sequence[Range]) -> Iterator[Diagnostic]:
    keys = [_key(r.low, -1) for r in ranges if not r.is_empty]
    if keys in (sorted(keys), sorted(keys, reverse=True)):
        return
    for before, r in itertools.pairwise(ranges):
        if _key(r.low, -1) > _key(before.low, -1):
            yield problem("B505", r.band.place, name=r.band.name, subject=r.band.name)
            return


def _from_high_to_low(ranges: list[Range]) -> tuple[Band, ...]:
    """Bands from high to low, `其他` last: it is what remains when none of the others fits."""
    given = sorted(
        (r for r in ranges if r.band.condition is not None), key=lambda r: _key(r.low, -1), reverse=True
    )
    return tuple(r.band for r in [*given, *(r for r in ranges if r.band.condition is None)])
