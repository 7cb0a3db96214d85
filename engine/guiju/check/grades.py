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
from guiju.check.resolve import Resolver
from guiju.diagnostics.codes import problem
from guiju.diagnostics.model import Diagnostic, Label, Text
from guiju.numbers.exact import decimal_text
from guiju.rulebook import expressions as ex
from guiju.rulebook.model import Band, Grades
from guiju.source import Place
from guiju.syntax import ast

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


def grades(draft: Draft) -> Iterator[Diagnostic]:
    """Fills `draft.grades`."""
    for statement in draft.of_kind(ast.Grades):
        found: list[Diagnostic] = []
        resolver = Resolver(draft, found)
        subject = resolver.number(statement.subject, Text("评定等级的得分", "the score that is graded"))
        remarks = draft.remarks(statement)
        bands: list[Band] = []
        ranges: list[Range] = []
        for line in statement.bands:
            band, range_ = _band(draft, line, remarks, found)
            if line.name.text in {known.name for known in bands}:
                found.append(
                    problem("N202", draft.place(line.name), name=line.name.text, subject=line.name.text)
                )
            elif band:
                bands.append(band)
                if range_:
                    ranges.append(range_)
        if len(ranges) == len(bands) == len(statement.bands):
            ranges = _fill_otherwise(ranges)
            found.extend(_partition(draft, ranges, _full(draft, subject)))
        yield from found
        if subject is None:
            continue
        places = statement.judgement.places
        order = _from_high_to_low(bands, ranges)
        draft.grades[statement.name.text] = Grades(
            statement.name.text,
            statement.label.text if statement.label else "",
            subject,
            int(places.value) if places else None,
            order,
            remarks,
            draft.head(statement),
        )


def _full(draft: Draft, subject: ex.Expression | None) -> Fraction | None:
    """The full mark of the score that is graded, when it is the score of an indicator or a scheme."""
    if not isinstance(subject, ex.IndicatorRef) or subject.aspect is not ex.Aspect.SCORE:
        return None
    for scheme in draft.schemes.values():
        for node in scheme.walk():
            if node.name == subject.name:
                return node.weight
    return None


def _band(
    draft: Draft, line: ast.Band, above: object, found: list[Diagnostic]
) -> tuple[Band | None, Range | None]:
    before = len(found)
    resolver = Resolver(draft, found, subject=True)
    condition = (
        resolver.yes_no(line.condition, Text("等级的条件", "the condition of a band"))
        if line.condition
        else None
    )
    requires = Resolver(draft, found).yes_no(line.requires, Text("须", "requires")) if line.requires else None
    if len([f for f in found[before:] if f.is_error]) > 0:
        return None, None
    band = Band(line.name.text, condition, requires, draft.remarks(line, above), draft.head(line))  # type: ignore[arg-type]
    if condition is None:
        return band, Range(band, None, None)
    edges = _edges(draft, condition)
    if edges is None:
        found.append(problem("B506", draft.place(line.condition or line), name=band.name, subject=band.name))
        return band, None
    low: Edge = None
    high: Edge = None
    for operator, value, _ in edges:
        if operator in "≥>=":
            edge = (value, 1 if operator == ">" else -1)
            low = edge if low is None else max(low, edge)
        if operator in "≤<=":
            edge = (value, -1 if operator == "<" else 1)
            high = edge if high is None else min(high, edge)
    return band, Range(band, low, high, tuple((value, place) for _, value, place in edges))


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


def constant(draft: Draft, node: ex.Expression) -> Fraction | None:
    """The value of a literal or of a parameter that is one."""
    if isinstance(node, ex.ParameterRef) and node.name in draft.parameters:
        node = draft.parameters[node.name].value
    if isinstance(node, ex.Negate):
        inner = constant(draft, node.operand)
        return None if inner is None else -inner
    if isinstance(node, ex.Literal) and isinstance(node.value, Fraction):
        return node.value
    return None


def _key(edge: Edge, infinity: int) -> tuple[int, Fraction, int]:
    """Edges in order, the unbounded one first (infinity -1) or last (1)."""
    return (infinity, Fraction(0), 0) if edge is None else (0, *edge)


def _fill_otherwise(ranges: list[Range]) -> list[Range]:
    """`其他` takes what the other bands leave below or above them."""
    given = [r for r in ranges if r.band.condition is not None]
    if len(given) == len(ranges) or not given:
        return ranges
    lowest = min((r.low for r in given), key=lambda e: _key(e, -1))
    highest = max((r.high for r in given), key=lambda e: _key(e, 1))
    rest = (None, lowest) if lowest is not None else (highest, None)
    return [r if r.band.condition is not None else Range(r.band, *rest) for r in ranges]


def _partition(draft: Draft, ranges: list[Range], full: Fraction | None) -> Iterator[Diagnostic]:
    for r in ranges:
        if r.is_empty:
            yield problem("B503", r.band.place, name=r.band.name, subject=r.band.name)
        for value, place in r.edges:
            if full is not None and not 0 <= value <= full:
                limit, top = decimal_text(value, 6), decimal_text(full, 6)
                yield problem("B504", place, name=r.band.name, limit=limit, full=top, subject=r.band.name)
    ordered = sorted((r for r in ranges if not r.is_empty), key=lambda r: _key(r.low, -1))
    for lower, upper in itertools.pairwise(ordered):
        yield from _neighbours(lower, upper)
    if ordered:
        yield from _ends(ordered, full)
    yield from _order(ranges)


def _neighbours(lower: Range, upper: Range) -> Iterator[Diagnostic]:
    label = Label(lower.band.place, Text(f"等级 `{lower.band.name}`", f"band `{lower.band.name}`"))
    end, start = _key(lower.high, 1), _key(upper.low, -1)
    if end > start:
        first, second = upper.band.name, lower.band.name
        witness = _inside(upper.low, _least(lower.high, upper.high))
        yield problem("B501", upper.band.place, labels=(label,), first=first, second=second,
                      witness=decimal_text(witness, 6), subject=upper.band.name)  # fmt: skip
    elif end < start:
        witness = _inside(lower.high, upper.low)
        assert lower.high is not None
        assert upper.low is not None
        yield _gap(upper.band, lower.high[0], upper.low[0], witness, (label,))


def _gap(
    band: Band, low: Fraction, high: Fraction, witness: Fraction, labels: tuple[Label, ...] = ()
) -> Diagnostic:
    return problem(
        "B502",
        band.place,
        labels=labels,
        low=decimal_text(low, 6),
        high=decimal_text(high, 6),
        witness=decimal_text(witness, 6),
        subject=band.name,
    )


def _ends(ordered: Sequence[Range], full: Fraction | None) -> Iterator[Diagnostic]:
    """From 0 to the full mark there must be a band."""
    lowest = ordered[0].low
    if lowest is not None and lowest > (Fraction(0), -1):
        witness = Fraction(0) if lowest[0] > 0 else lowest[0]
        yield _gap(ordered[0].band, Fraction(0), lowest[0], witness)
    highest = max((r.high for r in ordered), key=lambda e: _key(e, 1))
    if full is not None and highest is not None and highest < (full, 1):
        top = next(r for r in ordered if r.high == highest)
        yield _gap(top.band, highest[0], full, full)


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


def _from_high_to_low(bands: list[Band], ranges: list[Range]) -> tuple[Band, ...]:
    """Bands from high to low, as far as their ranges are known."""
    if len(ranges) < len(bands):
        return tuple(bands)
    return tuple(r.band for r in sorted(ranges, key=lambda r: _key(r.low, -1), reverse=True))
