"""Pass `grades`: bands that give every score exactly one grade.

The range of each band is read off its condition as an interval with exact, visible edges; holes and overlaps are then
found by comparing edges, and shown with a score that falls in them.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from guiju.check.bands import Edge, Range, Scale, edge_key, partition
from guiju.check.constants import constant
from guiju.check.draft import Draft
from guiju.check.names import ROUNDING_MODES
from guiju.check.resolve import Resolver
from guiju.diagnostics.codes import problem
from guiju.diagnostics.model import Diagnostic, Label, Text
from guiju.diagnostics.spoken import is_english
from guiju.numbers.rounding import RoundingMode
from guiju.rulebook import expressions as ex
from guiju.rulebook.model import Band, GradeCap, Grades
from guiju.rulebook.scheme import Remarks
from guiju.source import Place
from guiju.syntax import ast
from guiju.syntax.ranges import range_in_band
from guiju.types import NumberType
from guiju.units import SCORE


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
            found.extend(partition(ranges, scale))
        lower_better = statement.direction is not None and statement.direction.word.terminal == "LOWER_BETTER"
        bands = _from_high_to_low(ranges, lower_better)
        if len(ranges) == len(statement.bands):
            found.extend(_lowest_requires(bands))
        bands = (*bands, *_unread(statement, ranges, remarks, draft))
        caps = tuple(_caps(draft, statement, bands, remarks, found))
        yield from found
        if subject is None:
            continue
        places = statement.judgement.places
        draft.grades[statement.name.text] = Grades(
            statement.name.text,
            statement.label.text if statement.label else "",
            subject,
            int(places.value) if places else None,
            bands,
            remarks,
            draft.head(statement),
            ROUNDING_MODES[mode.terminal] if (mode := statement.judgement.mode) else RoundingMode.half_even,
            caps,
        )


def _caps(
    draft: Draft, statement: ast.Grades, bands: tuple[Band, ...], above: Remarks, found: list[Diagnostic]
) -> Iterator[GradeCap]:
    """The grades no town can exceed when a condition holds; a veto leaves the lowest."""
    names = [band.name for band in bands]
    for line in statement.caps:
        condition = Resolver(draft, found).yes_no(line.condition, Text("限级或否决", "a cap or a veto"))
        band = names[-1] if names else ""
        if isinstance(line, ast.GradeCap):
            band = line.band.text
            if band not in names:
                owner = Text(f"等级 `{statement.name.text}` ", f"the scale `{statement.name.text}`")
                place, known = draft.place(line.band), "、".join(names)
                found.append(problem("N208", place, owner=owner, name=band, known=known))
                continue
        if condition is not None:
            veto = isinstance(line, ast.GradeVeto)
            yield GradeCap(band, condition, veto, draft.remarks(line, above), draft.head(line))


def _lowest_requires(bands: tuple[Band, ...]) -> Iterator[Diagnostic]:
    """Below the lowest band there is none for who fails its requirement."""
    if bands and (requires := bands[-1].requires) is not None:
        yield problem("B507", requires.place, name=bands[-1].name, subject=bands[-1].name)


def _unread(statement: ast.Grades, ranges: list[Range], remarks: Remarks, draft: Draft) -> tuple[Band, ...]:
    """Bands that could not be read, so that what names them is not told they do not exist."""
    known = {r.band.name for r in ranges}
    lines = [line for line in statement.bands if line.name.text not in known]
    return tuple(Band(line.name.text, None, None, remarks, draft.head(line)) for line in lines)


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
            first = next(band.place for band in known if band.name == name)
            label = Label(first, Text("先在这里声明", "first declared here"))
            found.append(problem("N202", draft.place(line.name), labels=(label,), name=name, subject=name))
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
    if not nodes:
        return Scale(type_, None)
    node = nodes[0]
    unit = node.weight if subject.aspect is ex.Aspect.RATE and node.weight > 0 else Fraction(1)
    open_ = any(one.cap is None for one in node.adjustments)
    high = None if open_ and node.ceiling is None else node.highest / unit
    low = None if open_ and node.floor is None else node.lowest / unit
    return Scale(type_, high, low)


def _band(
    draft: Draft, line: ast.Band, scale: Scale, above: Remarks, found: list[Diagnostic]
) -> Range | None:
    before = len(found)
    condition = requires = None
    if line.condition and (written := range_in_band(draft.place(line.condition))):
        found.append(written)
        return None
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
        at = draft.place(line.condition or line)
        found.append(problem("B506", at, notes=_beside(at, condition), name=band.name, subject=band.name))
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


def _beside(place: Place, condition: ex.Expression) -> tuple[Text, ...]:
    """How the same is written as a range with a requirement, or with the word for what is graded."""
    if isinstance(condition, ex.Both):
        own = [part.place.text for part in condition.operands if _speaks_of_score(part)]
        others = [part.place.text for part in condition.operands if not _speaks_of_score(part)]
        if own and others:
            english = is_english(place.source)
            word, requires = (" and ", "requires") if english else (" 且 ", "须")
            written = f"{word.join(own)} {requires} {word.join(others)}"
            return (Text(f"写成 {written}", f"write {written}"),)
    if isinstance(condition, ex.Compare) and not _speaks_of_score(condition):
        return (Text("评定的分数在这里叫 得分", "what is graded is called score here"),)
    return ()


def _speaks_of_score(node: ex.Expression) -> bool:
    return isinstance(node, ex.Compare) and any(isinstance(o, ex.SubjectRef) for o in node.operands)


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


def _from_high_to_low(ranges: list[Range], lower_better: bool) -> tuple[Band, ...]:
    """Bands from the best to the worst, `其他` last: it is what remains when none of the others fits."""
    given = sorted(
        (r for r in ranges if r.band.condition is not None),
        key=lambda r: edge_key(r.low, -1),
        reverse=not lower_better,
    )
    return tuple(r.band for r in [*given, *(r for r in ranges if r.band.condition is None)])
