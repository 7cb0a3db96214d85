"""What the marks of a panel look like beside each other: how far they lie apart, who is far from the rest, how much
the experts agree, and where they are too few. Nothing here decides a score.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from guiju.evaluate.steps import Step
from guiju.numbers.elementary import weighted_product
from guiju.numbers.real import Number, Undecided
from guiju.numbers.states import Missing
from guiju.rulebook.applied import ascending
from guiju.rulebook.averaging import counts, is_absent_mark, is_recused
from guiju.rulebook.experts import ExpertTotal
from guiju.rulebook.model import Panel, Rulebook
from guiju.rulebook.scheme import Average, Averaging, ExpertMark, Indicator
from guiju.towns.model import Datum, Town

_ZERO = Fraction(0)
Marks = Mapping[str, Mapping[str, Datum]]


@dataclass(frozen=True, slots=True)
class Dispersion:
    """How far apart some marks lie, before any is dropped.

    `deviation` is the standard deviation of a sample (over n - 1), None of fewer than two; `variation` is its share of
    the mean, None where that is 0.
    """

    count: int
    lowest: Number
    highest: Number
    mean: Number
    deviation: Number | None
    variation: Number | None

    @property
    def range(self) -> Number:
        """From the lowest to the highest."""
        return self.highest - self.lowest


@dataclass(frozen=True, slots=True)
class Marked:
    """The marks for one indicator, or the totals of a scheme: how many enter, and who was absent or recused."""

    name: str
    count: int
    dispersion: Dispersion | None
    absent: tuple[str, ...] = ()
    recused: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Far:
    """A mark that is further than `limit` points from the mean of the others."""

    indicator: str
    expert: str
    mark: Number
    others: Number
    limit: Fraction


@dataclass(frozen=True, slots=True)
class Agreement:
    """Kendall's coefficient of concordance, corrected for ties: 1 when all experts rank the indicators alike, by the
    share of the full mark they give each.
    """

    experts: tuple[str, ...]
    indicators: tuple[str, ...]
    w: Fraction


@dataclass(frozen=True, slots=True)
class PanelReport:
    """The marks of one panel; `panel` is None where the rules declare none."""

    panel: Panel | None
    by: Averaging
    experts: tuple[str, ...]
    items: tuple[Marked, ...]
    totals: tuple[Marked, ...]
    far: tuple[Far, ...]
    agreement: Agreement | None

    @property
    def name(self) -> str:
        """Its name, empty where the rules declare no panel."""
        return self.panel.name if self.panel else ""

    @property
    def short(self) -> tuple[Marked, ...]:
        """Where too few or too many experts are left to decide."""
        deciding = self.totals if self.by.average is Average.TOTALS else self.items
        least, most = (self.panel.least or 1, self.panel.most) if self.panel else (1, None)
        return tuple(one for one in deciding if one.count < least or (most is not None and one.count > most))


def members(marks: Marks, marked: Iterable[str]) -> tuple[str, ...]:
    """Who has an entry for something a panel marks, and who is listed with none at all, as in the data."""
    names = frozenset(marked)
    return tuple(expert for expert, given in marks.items() if not given or not names.isdisjoint(given))


def panel_reports(book: Rulebook, town: Town, steps: Sequence[Step]) -> tuple[PanelReport, ...]:
    """A report on every panel that somebody marks for; `steps` hold the totals of the experts."""
    found: dict[str | None, list[Indicator]] = {}
    for node in book.indicators.values():
        if isinstance(node.scoring, ExpertMark):
            found.setdefault(node.scoring.panel, []).append(node)
    reports = []
    for name, nodes in found.items():
        panel = book.panels[name] if name else None
        experts = members(town.marks, (node.name for node in nodes))
        if any(town.marks[expert] for expert in experts):
            reports.append(_report(panel, nodes, experts, town.marks, steps))
    return tuple(reports)


def _report(
    panel: Panel | None, nodes: list[Indicator], experts: tuple[str, ...], marks: Marks, steps: Sequence[Step]
) -> PanelReport:
    by = panel.by if panel else Averaging()
    given = {node.name: {one: _value(marks[one].get(node.name)) for one in experts} for node in nodes}
    items = tuple(_marked(name, values, by) for name, values in given.items())
    totals = tuple(_totals(steps, panel.name, by)) if panel and by.average is Average.TOTALS else ()
    limit = panel.deviation if panel else None
    far = () if limit is None else tuple(_far(nodes, given, by, limit))
    return PanelReport(panel, by, experts, items, totals, far, _agreement(nodes, given))


def _value(datum: Datum | None) -> Any:
    return None if datum is None else datum.value


def _marked(name: str, values: Mapping[str, Any], by: Averaging) -> Marked:
    return Marked(
        name,
        sum(counts(value, by) for value in values.values()),
        dispersion([value for value in values.values() if _is_number(value)]),
        tuple(one for one, value in values.items() if is_absent_mark(value)),
        tuple(one for one, value in values.items() if is_recused(value)),
    )


def _is_number(value: Any) -> bool:
    return value is not None and not isinstance(value, Missing)


def _totals(steps: Sequence[Step], panel: str, by: Averaging) -> Iterator[Marked]:
    """The totals of each scheme whose experts are of this panel."""
    waiting, found = list(steps), dict[str, dict[str, Any]]()
    while waiting:
        step = waiting.pop(0)
        node = step.node
        if isinstance(node, ExpertTotal):
            if node.scheme.totals is not None and node.scheme.totals.panel == panel:
                found.setdefault(node.scheme.name, {})[node.expert] = step.value
        else:
            waiting.extend(step.children)
    for name, totals in found.items():
        yield _marked(name, totals, by)


def dispersion(marks: Sequence[Number]) -> Dispersion | None:
    """Of at least one mark; None too where irrational totals cannot be put in order."""
    if not marks:
        return None
    try:
        ordered = ascending(marks)
    except Undecided:
        return None
    count = len(marks)
    mean = sum(marks, _ZERO) * Fraction(1, count)
    deviation = variation = None
    if count > 1:
        squares = sum(((mark - mean) ** 2 for mark in marks), _ZERO)
        same = ordered[0] == ordered[-1]
        deviation = _ZERO if same else weighted_product([(squares * Fraction(1, count - 1), Fraction(1, 2))])
        variation = None if mean == 0 else deviation / mean
    return Dispersion(count, ordered[0], ordered[-1], mean, deviation, variation)


def _far(
    nodes: list[Indicator], given: Mapping[str, Mapping[str, Any]], by: Averaging, share: Fraction
) -> Iterator[Far]:
    for node in nodes:
        marks = {
            one: value for one, value in given[node.name].items() if _is_number(value) and counts(value, by)
        }
        limit = share * node.weight
        for expert, mark in marks.items():
            rest = [value for one, value in marks.items() if one != expert]
            others = sum(rest, _ZERO) * Fraction(1, len(rest)) if rest else mark
            if abs(mark - others) > limit:
                yield Far(node.name, expert, mark, others, limit)


def _agreement(nodes: list[Indicator], given: Mapping[str, Mapping[str, Any]]) -> Agreement | None:
    """Over the indicators somebody marked, of the experts who marked all of them."""
    used = [node for node in nodes if any(_is_number(value) for value in given[node.name].values())]
    names = tuple(node.name for node in used)
    experts = [
        one for one in next(iter(given.values())) if all(_is_number(given[name][one]) for name in names)
    ]
    m, n = len(experts), len(used)
    if m < 2 or n < 2:
        return None
    ranks = [ranked([given[node.name][one] / node.weight for node in used]) for one in experts]
    sums = [sum((row[at] for row in ranks), _ZERO) for at in range(n)]
    mean = sum(sums, _ZERO) / n
    squares = sum(((one - mean) ** 2 for one in sums), _ZERO)
    ties = sum(_tie(row) for row in ranks)
    most = m * m * (n**3 - n) - m * ties
    return Agreement(tuple(experts), names, 12 * squares / most) if most else None


def ranked(values: Sequence[Fraction]) -> list[Fraction]:
    """The rank of each value from the least, equal ones sharing the mean of their places."""
    return [
        Fraction(2 * sum(other < value for other in values) + sum(other == value for other in values) + 1, 2)
        for value in values
    ]


def _tie(ranks: Sequence[Fraction]) -> int:
    """Σ (t³ - t) over the groups of equal ranks."""
    return sum(size**3 - size for size in (ranks.count(rank) for rank in set(ranks)))
