"""One town under every combination of readings: whether its result hangs on how an ambiguous clause is taken."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property, cmp_to_key
from math import prod

from guiju.diagnostics.model import Diagnostic
from guiju.evaluate import Outcome
from guiju.evaluate.outcome import Grade, Result
from guiju.numbers.algebra import compare
from guiju.numbers.real import Real, Undecided
from guiju.rulebook.model import Reading

Choices = Mapping[str, str]
Number = Fraction | Real
# What is compared between combinations: each grade scale and designation with its grade or verdict, or the score where
# a rulebook gives neither.
Verdicts = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Combination:
    """The option of each reading, and what comes out.

    `findings` say why nothing does: the rules cannot be used when they are read so, or the data do not fit them.
    """

    choices: Choices
    total: Result | None = None
    grades: Mapping[str, Grade] = field(default_factory=dict)
    designations: Mapping[str, str] = field(default_factory=dict)
    is_determined: bool = False
    findings: tuple[Diagnostic, ...] = ()

    @classmethod
    def of(cls, choices: Choices, outcome: Outcome) -> Combination:
        """What is kept of an outcome."""
        grades = {scale: outcome.grade_on(scale) for scale in outcome.rulebook.grades}
        return cls(choices, outcome.total, grades, outcome.designations, outcome.is_determined)

    @cached_property
    def verdicts(self) -> Verdicts:
        """What is compared; the possible grades of an open one."""
        found = [(scale, "/".join(grade.possible)) for scale, grade in self.grades.items()]
        found += self.designations.items()
        if not found and self.total is not None:
            found = [("", str(self.total.to_json()))]
        return tuple(found)

    @property
    def ends(self) -> tuple[Number, Number] | None:
        """The range the total lies in; None where it is not bounded, or there is none."""
        if self.total is None:
            return None
        if self.total.number is not None:
            return self.total.number, self.total.number
        low, high = self.total.lower, self.total.upper
        return None if low is None or high is None else (low, high)


@dataclass(frozen=True, slots=True)
class Flip:
    """Two combinations that differ in one reading only and do not come to the same."""

    reading: str
    before: Combination
    after: Combination


@dataclass(frozen=True, slots=True)
class Leaf:
    """Combinations that all come to the same, whatever the readings not decided before."""

    combinations: tuple[Combination, ...]


@dataclass(frozen=True, slots=True)
class Branch:
    """What decides: one reading, and what follows from each of its options (options that lead to the same together)."""

    reading: str
    arms: tuple[tuple[tuple[str, ...], Branch | Leaf], ...]


@dataclass(frozen=True)
class Comparison:
    """A town under all combinations of `readings`; the first is that of the defaults."""

    readings: tuple[Reading, ...]
    combinations: tuple[Combination, ...]

    @property
    def default(self) -> Combination:
        return self.combinations[0]

    @cached_property
    def results(self) -> Mapping[Verdicts, tuple[Combination, ...]]:
        """The combinations by what they come to, that of the defaults first, then the most frequent."""
        found: dict[Verdicts, list[Combination]] = {}
        for one in self.combinations:
            found.setdefault(one.verdicts, []).append(one)
        first = self.default.verdicts
        ordered = sorted(found.items(), key=lambda item: (item[0] != first, -len(item[1])))
        return {verdicts: tuple(members) for verdicts, members in ordered}

    @property
    def is_robust(self) -> bool:
        """Whether all combinations come to the same."""
        return len(self.results) == 1

    def alone(self, reading: Reading) -> tuple[Combination, ...]:
        """The options of one reading in their order, all others by default."""
        by_choices = {tuple(one.choices.values()): one for one in self.combinations}
        found = ({**self.default.choices, reading.name: option} for option, _ in reading.options)
        return tuple(by_choices[tuple(choices.values())] for choices in found)

    @cached_property
    def flips(self) -> Mapping[str, tuple[Flip, ...]]:
        """By reading, the pairs of combinations that differ in it alone and do not come to the same."""
        found: dict[str, list[Flip]] = {reading.name: [] for reading in self.readings}
        for reading in self.readings:
            groups: dict[tuple[str, ...], list[Combination]] = {}
            for one in self.combinations:
                others = tuple(option for name, option in one.choices.items() if name != reading.name)
                groups.setdefault(others, []).append(one)
            for members in groups.values():
                found[reading.name] += [
                    Flip(reading.name, before, after)
                    for before, after in itertools.combinations(members, 2)
                    if before.verdicts != after.verdicts
                ]
        return {name: tuple(flips) for name, flips in found.items()}

    @cached_property
    def decision(self) -> Branch | Leaf:
        """Which readings decide what, as a tree: every combination is in exactly one leaf."""
        return _decision(self.combinations, self.readings)


def _decision(combinations: Sequence[Combination], readings: Sequence[Reading]) -> Branch | Leaf:
    if len({one.verdicts for one in combinations}) == 1:
        return Leaf(tuple(combinations))
    reading = min(readings, key=lambda one: _mixed(combinations, one))
    rest = [one for one in readings if one is not reading]
    arms: dict[tuple[tuple[tuple[str, ...], Verdicts], ...], list[str]] = {}
    for option, _ in reading.options:
        arms.setdefault(_map(combinations, reading, option), []).append(option)
    found = []
    for options in arms.values():
        inside = [one for one in combinations if one.choices[reading.name] in options]
        found.append((tuple(options), _decision(inside, rest)))
    return Branch(reading.name, tuple(found))


def _map(
    combinations: Sequence[Combination], reading: Reading, option: str
) -> tuple[tuple[tuple[str, ...], Verdicts], ...]:
    """What an option leads to for each choice of the other readings."""
    return tuple(
        (tuple(chosen for name, chosen in one.choices.items() if name != reading.name), one.verdicts)
        for one in combinations
        if one.choices[reading.name] == option
    )


def _mixed(combinations: Sequence[Combination], reading: Reading) -> tuple[int, int]:
    """How far a reading is from deciding everything: combinations that do not come to what most of its option do."""
    wrong = 0
    for option, _ in reading.options:
        counts: dict[Verdicts, int] = {}
        for one in combinations:
            if one.choices[reading.name] == option:
                counts[one.verdicts] = counts.get(one.verdicts, 0) + 1
        wrong += sum(counts.values()) - max(counts.values(), default=0)
    return wrong, len(reading.options)


def count_of(readings: Sequence[Reading]) -> int:
    """How many combinations there are."""
    return prod(len(reading.options) for reading in readings)


def all_choices(
    readings: Sequence[Reading], fixed: Choices, order: Sequence[str]
) -> Iterator[dict[str, str]]:
    """Every combination in the `order` of all readings, that of the defaults first; what is `fixed` is not varied."""
    options = [
        [
            reading.default,
            *(name for name, _ in reading.options if name != reading.default),
        ]
        for reading in readings
    ]
    for chosen in itertools.product(*options):
        choices = {
            **fixed,
            **dict(zip((reading.name for reading in readings), chosen, strict=True)),
        }
        yield {name: choices[name] for name in order}


def changed_text(readings: Sequence[Reading], choices: Choices) -> tuple[str, ...]:
    """The options that change the text: combinations with the same ones are of the same text."""
    return tuple(
        choices[reading.name] if choices[reading.name] in reading.changes else "" for reading in readings
    )


def span_of(combinations: Sequence[Combination]) -> tuple[Number, Number] | None:
    """The least and the greatest total of some combinations; None where one of them has none."""
    ends = [one.ends for one in combinations]
    known = [one for one in ends if one is not None]
    if not known or len(known) < len(ends):
        return None
    by_size = cmp_to_key(_order)
    return min((low for low, _ in known), key=by_size), max((high for _, high in known), key=by_size)


def _order(a: Number, b: Number) -> int:
    try:
        return compare(a, b)
    except Undecided:
        return 0  # too close to tell: either may be printed
