"""The figures of one town that stand in several files: taken, compared, or decided by a word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from guiju.diagnostics.codes import problem
from guiju.diagnostics.model import Diagnostic, Label, Text
from guiju.numbers.states import Cause, Missing, State, is_conflicting
from guiju.towns.citing import file_of, has_evidence, place_of
from guiju.towns.model import Choice, Datum, Decision, Series, Town
from guiju.towns.settling import agree, named, settled, telling
from guiju.towns.slots import point_name
from guiju.towns.words import short

_MOST_WORDS = 8


def is_nothing(datum: Datum) -> bool:
    """Whether a file says nothing of a figure: it is not supplied, and there is no evidence of anything."""
    value = datum.value
    return (
        isinstance(value, Missing)
        and value.state is State.NOT_SUPPLIED
        and not datum.accounts
        and not has_evidence(datum.provenance)
    )


@dataclass(frozen=True, slots=True)
class _Said:
    """What one file says of a figure; `file` is the fingerprint of that file, empty where there is none."""

    datum: Datum
    file: str = ""

    @classmethod
    def by(cls, town: Town, datum: Datum) -> _Said:
        prints = (file.fingerprint for file in town.files if file.name == datum.provenance.file)
        return cls(datum, next(prints, ""))


@dataclass(slots=True)
class Figures:
    """Joins the figures of the parts of a town, in their order; what is to be said of them is added to `found`."""

    parts: Sequence[Town]
    found: list[Diagnostic]
    _decisions: dict[str, list[Decision]] = field(default_factory=dict)

    def values(self) -> dict[str, Datum]:
        """Every figure, by the name of its input."""
        for town in self.parts:
            for decision in town.decisions:
                self._decisions.setdefault(decision.name, []).append(decision)
        names = dict.fromkeys(name for town in self.parts for name in town.values)
        values = {name: self._input(name) for name in names}
        for name, decisions in self._decisions.items():  # those of figures no file mentions
            self._refuse(name, decisions[0], Text("没有文件给出这一项", "no file gives this figure"))
        return values

    def _input(self, name: str) -> Datum:
        said = [(town, town.values[name]) for town in self.parts if name in town.values]
        given = [(town, datum) for town, datum in said if not is_nothing(datum)]
        if any(isinstance(datum.value, Series) for _, datum in given):
            return self._series(name, given)
        return self._figure(name, said)

    def _series(self, name: str, given: Sequence[tuple[Town, Datum]]) -> Datum:
        """Figures by year, year by year; what holds for the whole series holds for each of the years."""
        alone = _distinct([_Said.by(town, datum) for town, datum in given])
        years = sorted({year for _, datum in given for year in _points(datum)})
        if len(alone) == 1 and not any(point_name(name, year) in self._decisions for year in years):
            return alone[0].datum
        points = {}
        for year in years:
            called = point_name(name, year)
            of_year = [(town, point) for town, datum in given if (point := _point(datum, year, called))]
            points[year] = self._figure(called, of_year)
        return Datum(Series(points))

    def _figure(self, name: str, said: Sequence[tuple[Town, Datum]]) -> Datum:
        """One figure: that of the only file that gives it, or what those of several make."""
        decisions = self._decisions.pop(name, [])
        given = _distinct([_Said.by(town, datum) for town, datum in said if not is_nothing(datum)])
        if not given:
            self._without_values(name, decisions)
            return max((datum for _, datum in said), key=lambda datum: bool(datum.provenance.file))
        if len(given) == 1 and not decisions:
            return given[0].datum
        whose = [(town, one) for town, datum in said if not is_nothing(datum) for one in _accounts(datum)]
        accounts = tuple(one.datum for one in _distinct([_Said.by(town, datum) for town, datum in whose]))
        if len(accounts) == 1:
            self._without_values(name, decisions)
            return given[0].datum
        before = len(self.found)
        choice = self._decided(name, accounts, decisions) if decisions else _own(given, accounts)
        datum = settled(name, accounts, choice)
        if choice is None and is_conflicting(datum.value) and len(self.found) == before:
            self._conflict(name, accounts)
        return datum

    def _without_values(self, name: str, decisions: Sequence[Decision]) -> None:
        for decision in decisions:
            self._refuse(
                name, decision, Text("没有几个值可选", "there are not several values to choose from")
            )

    def _decided(
        self, name: str, accounts: tuple[Datum, ...], decisions: Sequence[Decision]
    ) -> Choice | None:
        """What the decisions of all files come to."""
        chosen: list[tuple[int, Decision]] = []
        for decision in decisions:
            meant = named(decision.word, accounts, by_file=True)
            if len(meant) == 1:
                chosen.append((meant[0], decision))
                continue
            none = Text("指不到一个值", "it names none of the values")
            several = Text("指的不止一个值", "it names more than one of the values")
            self._refuse(name, decision, several if meant else none, telling(accounts, by_file=True))
        for number, decision in chosen[1:]:
            if number != chosen[0][0]:
                other = chosen[0][1]
                why = Text(
                    f"{file_of(other.provenance).zh} 采用的是 `{short(other.word)}`",
                    f"{file_of(other.provenance).en} has chosen `{short(other.word)}`",
                )
                self._refuse(name, decision, why, (), other)
        if not chosen:
            return None
        return Choice(
            chosen[0][0],
            _together([decision.reason for _, decision in chosen], "；"),
            _together([decision.by for _, decision in chosen], "、"),
        )

    def _refuse(
        self,
        name: str,
        decision: Decision,
        why: Text,
        words: Sequence[str] = (),
        other: Decision | None = None,
    ) -> None:
        some = [short(word) for word in words[:_MOST_WORDS]]
        listed = Text(f"：{'、'.join(some)}" if some else "", f": {', '.join(some)}" if some else "")
        at = place_of(other.provenance) if other is not None else None
        labels = (Label(at, Text("另一个采用", "the other choice")),) if at is not None else ()
        place = place_of(decision.provenance)
        word = short(decision.word)
        self.found.append(
            problem("I976", place, labels=labels, name=name, word=word, why=why, words=listed)
        )

    def _conflict(self, name: str, accounts: Sequence[Datum]) -> None:
        places = [place for one in accounts if (place := place_of(one.provenance)) is not None]
        labels = tuple(Label(place, Text("一种说法", "one of them")) for place in places[1:])
        said = [(_written(one), file_of(one.provenance)) for one in accounts]
        listed = Text(
            "、".join(f"{value}（{file.zh}）" for value, file in said),
            ", ".join(f"{value} ({file.en})" for value, file in said),
        )
        first = next(iter(places), None)
        self.found.append(problem("I892", first, labels=labels, name=name, count=len(said), values=listed))


def _accounts(datum: Datum) -> tuple[Datum, ...]:
    return datum.accounts or (datum,)


def _own(given: Sequence[_Said], accounts: Sequence[Datum]) -> Choice | None:
    """The choice that files made among their own values, where the others say the same as what was chosen."""
    choices = [(one.datum, one.datum.choice) for one in given if one.datum.choice is not None]
    if not choices:
        return None
    stances: list[Datum] = []
    for one in given:
        choice = one.datum.choice
        stances += _accounts(one.datum) if choice is None else (one.datum.accounts[choice.number - 1],)
    if not agree(stances):
        return None
    first, choice = choices[0]
    number = accounts.index(first.accounts[choice.number - 1]) + 1
    reasons = [choice.reason for _, choice in choices]
    return Choice(number, _together(reasons, "；"), _together([choice.by for _, choice in choices], "、"))


def _together(texts: Sequence[str], between: str) -> str:
    return between.join(dict.fromkeys(text for text in texts if text))


def _distinct(said: Sequence[_Said]) -> list[_Said]:
    """What is said, once where it is one place of one file that several share."""
    found: list[_Said] = []
    for one in said:
        if not one.file or one not in found:
            found.append(one)
    return found


def _points(datum: Datum) -> Sequence[int]:
    return tuple(datum.value.points) if isinstance(datum.value, Series) else ()


def _point(datum: Datum, year: int, name: str) -> Datum | None:
    """What is said of one year; of a series that is missing as a whole, that the year is."""
    value = datum.value
    if isinstance(value, Series):
        return value.points.get(year)
    assert isinstance(value, Missing)
    because = frozenset(Cause(cause.kind, name) for cause in value.because)
    return datum._replace(value=replace(value, because=because))


def _written(account: Datum) -> str:
    """A value as it stands in its file; of a list only that it is one."""
    if account.provenance.written.strip():
        return short(account.provenance.written.strip())
    return "[…]" if isinstance(account.value, tuple | Series) else short(str(account.value))
