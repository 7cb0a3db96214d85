"""The outcome of one evaluation: values, grades, verdicts, and the steps that led to them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import chain
from typing import Any

from guiju.evaluate.panel_reports import PanelReport, panel_reports
from guiju.evaluate.steps import Step
from guiju.numbers.exact import decimal_text, digits_of, exact_text
from guiju.numbers.marked import mark_text, scaled
from guiju.numbers.real import Real
from guiju.numbers.states import Cause, CauseKind, Missing, State
from guiju.rulebook.experts import ExpertTotal, Mark
from guiju.rulebook.model import (
    AnyCondition,
    Constraint,
    Criterion,
    Designation,
    External,
    Group,
    Open,
    Rulebook,
    Test,
)
from guiju.rulebook.scheme import Indicator
from guiju.rulebook.walk import OpenOption
from guiju.towns.model import Series, Town
from guiju.towns.slots import missing_point
from guiju.types import NumberType, RecordsType, SeriesType, Type
from guiju.units import PLACE, PLAIN, SCORE, Unit

FORMAT_VERSION = "1"
TOTAL = ("总分", "total")
_PLACES = 12
_POINTS, _PLACE = NumberType(SCORE), NumberType(PLACE)
# What is left out of a mean is not missing there; where it counts, the mean is missing for it.
_APART = (CauseKind.ABSENT, CauseKind.RECUSED)


@dataclass(frozen=True, slots=True)
class Result:
    """One value as it is reported, numbers in `unit`.

    `number` is exact (a `Fraction`, or a `Real` for roots); `word` is a grade, an option or a text, `holds` a yes/no.
    All three are None when the value is not given; `lower` and `upper` then bound a number, where it is bounded.
    """

    state: State
    unit: Unit
    number: Fraction | Real | None = None
    word: str | None = None
    holds: bool | None = None
    lower: Fraction | None = None
    upper: Fraction | None = None
    because: frozenset[Cause] = frozenset()

    @property
    def exact(self) -> Fraction | None:
        """The exact rational value, None when it is irrational or not given."""
        return self.number if isinstance(self.number, Fraction) else None

    @property
    def text(self) -> str | None:
        """The value as text without its unit: up to 12 decimals of a number."""
        if self.number is not None:
            return digits_of(self.number, _PLACES) + mark_text(self.number)
        if self.holds is not None:
            return "true" if self.holds else "false"
        return self.word

    def __str__(self) -> str:
        text = self.text
        return f"({self.state})" if text is None else self.unit.show(text)

    def to_json(self) -> dict[str, Any]:
        """VALUE of the published format: numbers are strings."""
        value: Any = self.holds if self.holds is not None else self.word
        bounds: list[str | None] | None = None
        if self.number is not None:
            digits = digits_of(self.number, _PLACES)
            value, bounds = digits + mark_text(self.number), [digits, digits]
        elif self.lower is not None or self.upper is not None:
            bounds = [None if end is None else decimal_text(end, _PLACES) for end in (self.lower, self.upper)]
        return {
            "value": value,
            "exact": exact_text(self.exact) if self.exact is not None else None,
            "unit": self.unit.symbol,
            "state": str(self.state),
            "bounds": bounds,
        }


def result_of(value: Any, type_: Type | None) -> Result:
    """A value of the walk as it is reported; of a list the number of its records."""
    unit = type_.unit if isinstance(type_, (NumberType, RecordsType)) else PLAIN
    factor = unit.factor
    if isinstance(value, tuple):
        return Result(State.GIVEN, unit, number=Fraction(len(value)))
    if isinstance(value, Missing):
        lower = None if value.lower is None else value.lower / factor
        upper = None if value.upper is None else value.upper / factor
        return Result(value.state, unit, lower=lower, upper=upper, because=value.because)
    if isinstance(value, bool):
        return Result(State.GIVEN, unit, holds=value)
    if isinstance(value, (Fraction, Real)):
        return Result(State.GIVEN, unit, number=value if factor == 1 else scaled(value, 1 / factor))
    return Result(State.GIVEN, unit, word=str(value))


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade, or the grades still reachable when the data leave it open (`name` is then None)."""

    name: str | None
    possible: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stake:
    """Something missing, and how many points of the leaves that need it are open because of it."""

    cause: Cause
    points: Fraction


VERDICTS: Mapping[bool | None, str] = {True: "met", False: "unmet", None: "undetermined"}


def verdict(value: Any) -> str:
    """met, unmet or undetermined."""
    return VERDICTS[value if isinstance(value, bool) else None]


@dataclass(frozen=True)
class Outcome:
    """What a rulebook says of a town. `outcome["名称"]` is the value of any declared name.

    `population` is the number of towns it was evaluated together with, itself among them; None when it was alone.
    `year` is the year at hand.
    """

    rulebook: Rulebook
    town: Town
    steps: tuple[Step, ...]
    known: Mapping[str, Any]
    violated: tuple[Constraint, ...] = ()
    population: int | None = None
    year: int | None = None

    def walk(self) -> Iterator[Step]:
        """Every step, each before the steps it was made of."""
        stack = list(reversed(self.steps))
        while stack:
            step = stack.pop()
            yield step
            if step.children:
                stack.extend(reversed(step.children))

    def __getitem__(self, name: str) -> Result:
        """The value of a declared name. Raises KeyError for a name the rulebook does not declare."""
        book = self.rulebook
        if name in TOTAL and len(book.schemes) == 1:
            name = next(iter(book.schemes))
        if name in book.inputs:
            return self._input(name)
        if name in book.rankings:
            return result_of(self.known[name], _PLACE)
        if name in book.parameters or name in book.definitions:
            named = book.parameters.get(name) or book.definitions[name]
            return result_of(self.known[name], named.value.type)
        if name in book.indicators or name in book.adjustments:
            return result_of(self.known[name], _POINTS)
        return result_of(self.known[name], None)

    def _input(self, name: str) -> Result:
        """A figure as the town supplies it; of a series that of the year at hand."""
        value, type_ = self.town.values[name].value, self.rulebook.inputs[name].field.type
        if isinstance(value, Series):
            assert self.year is not None  # a series with a figure has a year
            point = value.points.get(self.year)
            field = self.rulebook.inputs[name].field
            value = missing_point(field, self.year) if point is None else point.value
        return result_of(value, type_.number if isinstance(type_, SeriesType) else type_)

    @property
    def total(self) -> Result | None:
        """Score of the scheme; None when the rulebook has none or more than one."""
        schemes = tuple(self.rulebook.schemes)
        return self[schemes[0]] if len(schemes) == 1 else None

    @property
    def grade(self) -> Grade | None:
        """The grade; None when the rulebook has no grades or more than one scale."""
        scales = tuple(self.rulebook.grades)
        return self.grade_on(scales[0]) if len(scales) == 1 else None

    def grade_on(self, scale: str) -> Grade:
        """The grade on one scale."""
        value = self.known[scale]
        if isinstance(value, OpenOption):
            return Grade(None, value.possible)
        return Grade(None, ()) if isinstance(value, Missing) else Grade(value, (value,))

    @property
    def is_determined(self) -> bool:
        """Whether the data decide what the rulebook is for: its grades, or its scores, or its designations.

        Data that contradict a constraint decide nothing.
        """
        if self.violated:
            return False
        book = self.rulebook
        decisive = book.grades or book.schemes or book.designations
        return not any(isinstance(self.known[name], Missing) for name in decisive)

    @cached_property
    def panels(self) -> tuple[PanelReport, ...]:
        """What the marks of each panel look like beside each other."""
        return panel_reports(self.rulebook, self.town, self.steps)

    @property
    def designations(self) -> Mapping[str, str]:
        """Verdict of every designation: met, unmet or undetermined."""
        return {name: verdict(self.known[name]) for name in self.rulebook.designations}

    @cached_property
    def missing(self) -> tuple[Stake, ...]:
        """What is missing, the most points at stake first; what leaves only criteria open comes last with 0."""
        points: dict[Cause, Fraction] = {}
        leaves: dict[str, Missing] = {}
        for step in self.walk():
            if not isinstance(step.value, Missing):
                continue
            apart = _APART if isinstance(step.node, (Mark, ExpertTotal)) else ()
            for cause in step.value.because:
                if cause.kind not in apart:
                    points.setdefault(cause, Fraction(0))
            if isinstance(step.node, Indicator) and step.node.scoring is not None and step.children:
                leaves[step.node.name] = (
                    step.value
                )  # the last one: after the totals of the experts comes the mean
        for leaf in leaves.values():
            for cause in leaf.because:
                points[cause] += (leaf.upper or Fraction(0)) - (leaf.lower or Fraction(0))
        ranked = sorted(points.items(), key=lambda item: (-item[1], item[0]))
        return tuple(Stake(cause, width) for cause, width in ranked)

    def to_dict(self) -> dict[str, Any]:
        """The published object of `evaluate --format json`."""
        header = self.rulebook.header
        book = self.rulebook
        total, grade = self.total, self.grade
        names = [
            *book.indicators, *book.adjustments, *book.parameters, *book.definitions, *book.grades, *book.rankings,
        ]  # fmt: skip
        return {
            "format_version": FORMAT_VERSION,
            "standard": {"id": header.id, "revision": header.revision, "fingerprint": book.fingerprint},
            "town": {"name": self.town.name, "fingerprint": self.town.fingerprint},
            "status": "determined" if self.is_determined else "undetermined",
            "total": total.to_json() if total else None,
            "grade": {"name": grade.name, "possible": list(grade.possible)} if grade else None,
            "values": {name: self[name].to_json() for name in dict.fromkeys(names)},
            "designations": {
                name: {"verdict": verdict(self.known[name]), "criteria": self._criteria(designation)}
                for name, designation in book.designations.items()
            },
            "readings": {name: reading.chosen for name, reading in book.readings.items()},
            "violations": [constraint.label for constraint in self.violated],
            "missing": [
                {
                    "kind": str(stake.cause.kind),
                    "name": stake.cause.name,
                    "points": decimal_text(stake.points, _PLACES),
                }
                for stake in self.missing
            ],
        }

    def _criteria(self, designation: Designation) -> list[dict[str, Any]]:
        at_top = (step for step in self.steps if step.node is designation)  # unless a formula asked for it before
        step = next(chain(at_top, (step for step in self.walk() if step.node is designation)))
        return [
            {
                "modal": str(child.node.modal),
                "label": child.node.condition.label or _said(child.node.condition),
                "verdict": verdict(child.value),
                "clauses": list(child.node.condition.remarks.clauses),
            }
            for child in step.children
            if isinstance(child.node, Criterion)
        ]

    def to_json(self) -> str:
        """`to_dict` as text, the same bytes for the same rules and data."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=1) + "\n"


def _said(condition: AnyCondition) -> str:
    """What a criterion without a label says: its formula, or the document or reason it names."""
    match condition:
        case Test(expression=expression):
            return " ".join(expression.place.text.split())
        case External(document=document):
            return document
        case Open(reason=reason):
            return reason
        case Group():
            return " ".join(condition.place.text.split())
