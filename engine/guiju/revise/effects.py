"""What a revision does to towns: scores, grades, verdicts and places before and after, and what moved the scores."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from guiju.diagnostics.model import Diagnostic
from guiju.evaluate import Outcome, Result, evaluate, evaluate_together
from guiju.numbers.real import Number
from guiju.numbers.states import Missing
from guiju.revise.attribution import Attribution, attribute
from guiju.revise.edits import Revision
from guiju.revise.mixing import Applied, ChangeSet, Mixer
from guiju.rulebook.model import Rulebook
from guiju.rulebook.walk import TooManyRecords
from guiju.towns.model import Town


@dataclass(frozen=True, slots=True)
class Bound:
    """A town's data as each revision reads them, None where they do not fit; with what was found on the way."""

    file: str
    name: str
    old: Town | None
    new: Town | None
    findings_old: tuple[Diagnostic, ...] = ()
    findings_new: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class ScoreEffect:
    """The score of a scheme before and after; None for a side that has no such scheme or no town.

    `change` is the exact difference where both are determined, `attribution` its parts.
    """

    name: str
    old: Result | None
    new: Result | None
    change: Number | None = None
    attribution: Attribution | None = None


@dataclass(frozen=True, slots=True)
class WordEffect:
    """A grade, a verdict, a place or a reported result before and after, as text; None for a side without it.

    `possible` are the grades still open on each side.
    """

    name: str
    old: str | None
    new: str | None
    possible: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())

    @property
    def changed(self) -> bool:
        """Whether something else holds now."""
        return self.old != self.new or (self.possible != ((), ()) and self.possible[0] != self.possible[1])


@dataclass(frozen=True, slots=True)
class TownEffect:
    """All results of one town under both revisions."""

    town: Bound
    scores: tuple[ScoreEffect, ...]
    grades: tuple[WordEffect, ...]
    designations: tuple[WordEffect, ...]
    rankings: tuple[WordEffect, ...]
    results: tuple[WordEffect, ...]

    @property
    def fits_both(self) -> bool:
        """Whether the data could be used under both revisions."""
        return self.town.old is not None and self.town.new is not None

    @property
    def grade_changed(self) -> bool:
        """Whether a grade is another one, or open where it was not, or lost with data that no longer fit."""
        return self.town.old is not None and (
            self.town.new is None or any(one.changed for one in self.grades)
        )

    @property
    def changed(self) -> bool:
        """Whether anything reported of the town is different."""
        words = (*self.grades, *self.designations, *self.rankings, *self.results)
        scores = any(
            (one.change is None and one.old != one.new) or one.change not in (None, 0) for one in self.scores
        )
        return not self.fits_both or scores or any(one.changed for one in words)


@dataclass(frozen=True)
class Effects:
    """The towns in the order given, and the change sets that shares refer to by number."""

    towns: tuple[TownEffect, ...]
    sets: tuple[ChangeSet, ...] = field(default=())


def effects(revision: Revision, towns: Sequence[Bound]) -> Effects:
    """What the edits do to towns. Towns that are compared with each other are evaluated together."""
    old = _outcomes(revision.old, [one.old for one in towns])
    new = _outcomes(revision.new, [one.new for one in towns])
    mixer = Mixer(revision)
    sets = mixer.sets
    games = _Games(mixer, towns, len(sets))
    found = []
    for at, town in enumerate(towns):
        before, after = old[at], new[at]
        found.append(
            TownEffect(
                town,
                _scores(revision, before, after, games, at),
                _words(revision, "grades", before, after, _grade),
                _words(revision, "designations", before, after, _verdict),
                _words(revision, "rankings", before, after, _place),
                _words(revision, "definitions", before, after, _result),
            )
        )
    return Effects(tuple(found), sets)


def _outcomes(book: Rulebook, towns: Sequence[Town | None]) -> list[Outcome | None]:
    """The outcome of each town; none of them is compared when one cannot be read, for its place would be wrong."""
    given = [town for town in towns if town is not None]
    try:
        if book.populations and 1 < len(given) == len(towns):
            return list(evaluate_together(book, given))
        return [None if town is None else evaluate(book, town) for town in towns]
    except TooManyRecords:
        return [None] * len(towns)


class _Games:
    """The scores of all towns under each mixture; every mixture is evaluated once."""

    def __init__(self, mixer: Mixer, towns: Sequence[Bound], count: int) -> None:
        self.mixer, self.towns, self.count = mixer, towns, count
        self._known: dict[Applied, list[Outcome | None]] = {}

    def score(self, applied: Applied, at: int, scheme: str, other: str) -> Number | None:
        """A town's score under a mixture: of the scheme under its new name, or under its old one."""
        outcome = self._outcomes(applied)[at]
        if outcome is None:
            return None
        known = outcome.known
        value = known[other] if other in known else known[scheme]
        return None if isinstance(value, Missing) else value

    def _outcomes(self, applied: Applied) -> list[Outcome | None]:
        if applied not in self._known:
            book = self.mixer.rulebook(applied)
            towns = [
                None if one.old is None or one.new is None else self.mixer.town(one.old, one.new, applied)
                for one in self.towns
            ]
            self._known[applied] = _outcomes(book, towns)
        return self._known[applied]


def _scores(
    revision: Revision, old: Outcome | None, new: Outcome | None, games: _Games, at: int
) -> tuple[ScoreEffect, ...]:
    found = []
    for name, other in _partners(revision, "schemes"):
        before = None if old is None or name is None else old[name]
        after = None if new is None or other is None else new[other]
        shown = other or name or ""
        if before is None or after is None or before.number is None or after.number is None:
            found.append(ScoreEffect(shown, before, after))
            continue
        assert name is not None
        assert other is not None
        change = after.number - before.number
        ends = {frozenset[int](): before.number, frozenset(range(games.count)): after.number}
        found.append(ScoreEffect(shown, before, after, change, _attributed(games, at, (name, other), ends)))
    return tuple(found)


def _attributed(
    games: _Games, at: int, names: tuple[str, str], ends: Mapping[Applied, Number]
) -> Attribution | None:
    """The parts of a difference; its two ends are the revisions themselves."""

    def game(applied: Applied) -> Number | None:
        return ends[applied] if applied in ends else games.score(applied, at, *names)

    if not games.count:
        return None
    return attribute(games.count, game)


def _partners(revision: Revision, section: str) -> list[tuple[str | None, str | None]]:
    """Old and new name of everything in a section, in the order of the new revision."""
    old: Mapping[str, Any] = getattr(revision.old, section)
    new: Mapping[str, Any] = getattr(revision.new, section)
    back = {revision.names[name]: name for name in old if revision.names.get(name) in new}
    return [*((back.get(name), name) for name in new), *((n, None) for n in old if n not in back.values())]


def _words(
    revision: Revision, section: str, old: Outcome | None, new: Outcome | None, say: Any
) -> tuple[WordEffect, ...]:
    found = []
    for name, other in _partners(revision, section):
        before = None if old is None or name is None else say(old, name)
        after = None if new is None or other is None else say(new, other)
        if before is None and after is None:
            continue
        one, two = before or (None, ()), after or (None, ())
        found.append(WordEffect(other or name or "", one[0], two[0], (one[1], two[1])))
    return tuple(found)


_Said = tuple[str | None, tuple[str, ...]]


def _grade(outcome: Outcome, name: str) -> _Said:
    grade = outcome.grade_on(name)
    return grade.name, () if grade.name is not None else grade.possible


def _verdict(outcome: Outcome, name: str) -> _Said:
    return outcome.designations[name], ()


def _place(outcome: Outcome, name: str) -> _Said:
    return _shown(outcome[name]), ()


def _shown(result: Result) -> str:
    return "undetermined" if result.text is None else str(result)


def _result(outcome: Outcome, name: str) -> _Said | None:
    return (_shown(outcome[name]), ()) if outcome.rulebook.definitions[name].reported else None
