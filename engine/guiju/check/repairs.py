"""Everything that does not add up in a rule file, with each smallest way to make it right.

Weights and counts are independent: a claim such as `计数(三级指标) = 34` is mended by its own figure, whatever the
weights. Defects the file declares as known are mended, too: that is what this is for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice, product

from guiju.check.draft import Draft
from guiju.check.passes import drafted
from guiju.check.repair import MOST_SETS, Changes, NoRepair, Progress, deviations, smallest_repairs
from guiju.check.weights import figure, fix_of, printed_values
from guiju.diagnostics.model import Diagnostic, Edit, Fix, Text
from guiju.rulebook import expressions as ex
from guiju.rulebook.model import Constraint
from guiju.rulebook.scheme import Indicator
from guiju.source import Place, Source
from guiju.syntax import ast


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure and what it becomes, as they are written (`5`, `40%`)."""

    name: str
    label: str
    old: str
    new: str
    clauses: tuple[str, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Sum:
    """A node whose sum a repair touches: the terms with what they become, and the total before and after."""

    name: str
    terms: tuple[tuple[str, str, str], ...]  # name, old, new
    before: str
    after: str
    expected: tuple[str, str]  # the weight itself, old and new


@dataclass(frozen=True, slots=True)
class RepairSet:
    """Figures that are changed together, the sums they touch, and the edits that do it."""

    figures: tuple[Figure, ...]
    sums: tuple[Sum, ...]
    edits: tuple[Edit, ...]
    size: Fraction


@dataclass(frozen=True, slots=True)
class SchemeRepair:
    """The smallest sets for one scheme; `failure` where they cannot be listed, `more` where there are too many.

    `wrong` counts the nodes whose children do not sum to them.
    """

    scheme: Indicator
    wrong: int
    sets: tuple[RepairSet, ...]
    more: bool = False
    failure: NoRepair | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """A count the text claims, which becomes what there is; `figure.name` is the label of the constraint."""

    figure: Figure
    fix: Fix


@dataclass(frozen=True, slots=True)
class Repairs:
    """What does not add up in one file. `known` are the declared defects that no longer occur once it is mended."""

    source: Source
    standard: str
    revision: str
    schemes: tuple[SchemeRepair, ...]
    claims: tuple[Claim, ...]
    known: tuple[tuple[str, str], ...]  # code and what follows `预期 W401 于`, as written

    @property
    def sets(self) -> tuple[RepairSet, ...]:
        """The sets for the whole file: one of each scheme, in every combination; the smallest come first."""
        choices = [scheme.sets for scheme in self.schemes if scheme.sets]
        found = [_joined(chosen) for chosen in islice(product(*choices), MOST_SETS)] if choices else []
        return tuple(sorted(found, key=lambda one: (len(one.figures), one.size)))


def _joined(chosen: Sequence[RepairSet]) -> RepairSet:
    return RepairSet(
        tuple(figure for one in chosen for figure in one.figures),
        tuple(one for part in chosen for one in part.sums),
        tuple(edit for one in chosen for edit in one.edits),
        sum((one.size for one in chosen), Fraction(0)),
    )


def repairs(file: ast.File, progress: Progress = lambda _: None) -> Repairs | tuple[Diagnostic, ...]:
    """Every smallest repair of one file, or the findings that keep its tree from being read."""
    draft, found = drafted(file)
    broken = tuple(f for f in found if f.is_error and f.code.id[0] in "SNT")
    without = any(node.weight <= 0 for root in draft.schemes.values() for node in root.walk())
    if draft.header is None or (broken and not draft.schemes) or without:
        return tuple(f for f in found if f.is_error)
    return Repairs(
        file.source,
        draft.header.id,
        draft.header.revision,
        tuple(one for root in draft.schemes.values() if (one := _scheme(root, progress)) is not None),
        tuple(claim for constraint in draft.constraints if (claim := _claim(constraint, found))),
        tuple(_known(draft)),
    )


def _scheme(root: Indicator, progress: Progress) -> SchemeRepair | None:
    wrong = deviations(root)
    count = sum(1 for deviation in wrong.values() if deviation)
    if not count:
        return None
    try:
        found = smallest_repairs(root, wrong, progress)
    except NoRepair as failure:
        return SchemeRepair(root, count, (), failure=failure)
    sets = tuple(_set(root, changes) for changes in found[:MOST_SETS])
    return SchemeRepair(root, count, sets, more=len(found) > MOST_SETS)


def _set(root: Indicator, changes: Changes) -> RepairSet:
    old = printed_values(root)
    new = {name: value + changes.get(name, Fraction(0)) for name, value in old.items()}
    nodes = {node.name: node for node in root.walk()}
    figures = tuple(_figure(nodes[name], old[name], new[name]) for name in nodes if name in changes)
    touched = [
        node
        for node in root.walk()
        if node.children and (node.name in changes or any(child.name in changes for child in node.children))
    ]
    fix = fix_of(root, changes)
    size = sum((abs(change) for change in changes.values()), Fraction(0))
    return RepairSet(figures, tuple(_sum(node, old, new) for node in touched), fix.edits if fix else (), size)


def _figure(node: Indicator, old: Fraction, new: Fraction) -> Figure:
    mark = "%" if node.in_percent else ""
    place = node.weight_place or node.place
    return Figure(node.name, node.label, figure(old) + mark, figure(new) + mark, node.remarks.clauses, place)


def _sum(node: Indicator, old: dict[str, Fraction], new: dict[str, Fraction]) -> Sum:
    percent = all(child.in_percent for child in node.children)
    names = [child.name for child in node.children]
    expected = (Fraction(100), Fraction(100)) if percent else (old[node.name], new[node.name])
    return Sum(
        node.name,
        tuple((name, figure(old[name]), figure(new[name])) for name in names),
        figure(sum((old[name] for name in names), Fraction(0))),
        figure(sum((new[name] for name in names), Fraction(0))),
        (figure(expected[0]), figure(expected[1])),
    )


def _claim(constraint: Constraint, found: Sequence[Diagnostic]) -> Claim | None:
    """A structural constraint that says how many there are, and does not hold."""
    finding = next(
        (f for f in found if f.code.id == "C610" and f.subject == constraint.label and f.figures), None
    )
    condition = constraint.condition
    if finding is None or finding.figures is None or not isinstance(condition, ex.Compare):
        return None
    sides = list(zip(condition.operands, finding.figures, strict=True))
    literals = [(side, value) for side, value in sides if isinstance(side, ex.Literal)]
    counted = [(side, value) for side, value in sides if _counts(side)]
    if condition.operators != ("=",) or len(literals) != 1 or len(counted) != 1:
        return None
    claimed, there = figure(literals[0][1]), figure(counted[0][1])
    place = literals[0][0].place
    title = Text(f"改数目：{claimed} → {there}", f"change the count: {claimed} → {there}")
    changed = Figure(constraint.label, "", claimed, there, constraint.remarks.clauses, place)
    return Claim(changed, Fix(title, (Edit(place, there),)))


def _counts(operand: ex.Expression) -> bool:
    return isinstance(operand, ex.Collect) and operand.function in ("count", "sum")


def _known(draft: Draft) -> list[tuple[str, str]]:
    """The declared defects of sums and counts: `("W401", "绿色发展")`, quoted texts with their quotes."""
    found = []
    for declared in draft.of_kind(ast.KnownDefect):
        if declared.code.text in ("W401", "W402", "W403", "C610"):
            at = declared.at
            found.append((declared.code.text, draft.file.source.slice(at.span) if at else ""))
    return found
