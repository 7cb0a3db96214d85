"""The public door: load rules, read towns, evaluate."""

from __future__ import annotations

import datetime
import itertools
import os
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from guiju import limits
from guiju.diagnostics.codes import problem
from guiju.diagnostics.model import Diagnostic, Lang, Text
from guiju.evaluate import Outcome, evaluate, evaluate_together
from guiju.pipeline import (
    Consolidated,
    check_under,
    check_whole,
    chosen,
    consolidate_file,
    consolidate_in_force,
    names_of_data,
)
from guiju.revise.readings import Choices, Combination, Comparison, all_choices, changed_text, count_of
from guiju.rulebook import model
from guiju.rulebook.model import Reading
from guiju.rulebook.scheme import ExpertMark
from guiju.rulebook.walk import TooManyRecords
from guiju.source import Place, Span
from guiju.towns.bind import Binder
from guiju.towns.joined import alone, join
from guiju.towns.model import Town
from guiju.towns.opened import read_town as read_town_file
from guiju.towns.opened import read_towns as read_town_files
from guiju.towns.slots import OtherNames, Standard

_Found = TypeVar("_Found")


class GuijuError(Exception):
    """Something is wrong with the input; `diagnostics` say what and where."""

    def __init__(self, diagnostics: Sequence[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        errors = [d for d in self.diagnostics if d.is_error]
        super().__init__("; ".join(f"{d.place}: {d.code.id} {d.message.in_(Lang.ZH)}" for d in errors[:5]))


class RuleError(GuijuError):
    """The rules cannot be used."""


class DataError(GuijuError):
    """The data of a town cannot be used."""


@dataclass(frozen=True)
class Rulebook:
    """A checked rulebook that can be evaluated; `model` is its content.

    `whole` is the text it is of, which may be read otherwise; None where there is only the content.
    """

    model: model.Rulebook
    whole: Consolidated | None = field(default=None, repr=False, compare=False)

    @property
    def findings(self) -> tuple[Diagnostic, ...]:
        """What check found and did not stop at: warnings, and the defects the file declares as known."""
        return self.model.findings

    @cached_property
    def binder(self) -> Binder:
        """Turns data into a Town of this rulebook."""
        book = self.model
        marked = {
            node.name: (node.weight, _step(book, node.scoring.panel))
            for node in book.indicators.values()
            if isinstance(node.scoring, ExpertMark)
        }
        return Binder(
            fields={name: entry.field for name, entry in book.inputs.items()},
            indicators={name: full for name, (full, _) in marked.items()},
            steps={name: step for name, (_, step) in marked.items() if step is not None},
            documents=book.documents,
            units=book.units,
            standard=Standard(
                book.header.id,
                book.header.revision,
                book.fingerprint,
                {name: entry.providers for name, entry in book.inputs.items() if entry.providers},
            ),
            others=OtherNames(
                {former: name for name in marked for former in book.indicators[name].formerly},
                self._elsewhere,
            ),
        )

    def schema(self, lang: Lang = Lang.ZH) -> dict[str, Any]:
        """The JSON Schema (2020-12) of a town file for these rules; descriptions in `lang`."""
        from guiju.forms.schema import schema_of

        return schema_of(self.model, lang)

    @property
    def readings(self) -> Mapping[str, Reading]:
        """The clauses that can be read in several ways, with the option in use."""
        return self.model.readings

    def under(self, choices: Mapping[str, str]) -> Rulebook:
        """The rules as some clauses are read by these options, given by the name of the reading, the others by default.

        Raises RuleError for a reading or option there is not, and when the rules so read have errors.
        """
        if wrong := tuple(self._no_such(choices)):
            raise RuleError(wrong)
        other = {name: option for name, option in choices.items() if self.readings[name].default != option}
        if self.whole is None or other == self._other:
            return self
        return self.of_text(self.text(other), other)

    def of_text(self, text: Consolidated, choices: Mapping[str, str]) -> Rulebook:
        """The rules of the text that choices make. Raises RuleError."""
        checked = check_under(text, choices)
        if checked.rulebook is None:
            raise RuleError(checked.findings)
        return Rulebook(checked.rulebook, self.whole)

    @property
    def _other(self) -> Mapping[str, str]:
        """The options in use that are not the default."""
        return {name: one.chosen for name, one in self.readings.items() if one.chosen != one.default}

    def text(self, choices: Mapping[str, str]) -> Consolidated:
        """The text of the rules that choices make."""
        return Consolidated(None) if self.whole is None else chosen(self.whole, choices)

    def compare_readings(self, data: Mapping[str, Any], vary: Collection[str] | None = None) -> Comparison:
        """One town under every combination of the readings, or of those named in `vary`; the others as they are in use.

        `data` are as for `evaluate`. Raises DataError when they do not fit the rules as they are read by default,
        RuleError for a reading there is not.
        """
        self._town(data)
        (found,) = compare_readings(self, (lambda binder: (binder.town_of_mapping(data),),), vary)
        return found

    def _no_such(self, choices: Mapping[str, str]) -> Iterator[Diagnostic]:
        for name, option in choices.items():
            known = self.readings.get(name)
            options = [one for one, _ in known.options] if known else list(self.readings)
            if option not in options or known is None:
                called = f"{name}={option}" if known else name
                there = Text("、".join(options) or "没有", ", ".join(options) or "none")
                yield problem("N223", known.place.origin if known else None, name=called, there=there)

    @cached_property
    def _elsewhere(self) -> frozenset[str]:
        """Names of figures and marks that the rules know only when clauses are read otherwise."""
        if self.whole is None or self.whole.file is None or not self.readings:
            return frozenset()
        return names_of_data(self.whole.file) - self.model.inputs.keys() - self.model.indicators.keys()

    def evaluate(self, data: Mapping[str, Any] | Town) -> Outcome:
        """Scores, grades and verdicts of one town.

        `data` maps input names to values (numbers, or text with a unit such as `"120.89 亿元"`), or is a whole town
        document as in a town file. What is not there is not yet supplied. Raises DataError.
        """
        town = self._town(data)
        return self._limited(lambda: evaluate(self.model, town))

    def evaluate_many(self, towns: Sequence[Mapping[str, Any] | Town]) -> tuple[Outcome, ...]:
        """The outcomes of towns that are compared with each other, in their order: what ranks among them, and what is
        measured by the best of them, needs them together. Raises DataError.
        """
        found = [self._town(town) for town in towns]
        return self._limited(lambda: evaluate_together(self.model, found))

    def _limited(self, run: Callable[[], _Found]) -> _Found:
        """What an evaluation gives, unless it would take longer than anybody waits."""
        try:
            return run()
        except TooManyRecords:
            place = Place(self.model.source, Span(0, 0)).origin
            raise DataError((problem("E908", place, limit=limits.EVALUATED_RECORDS),)) from None

    def _town(self, data: Mapping[str, Any] | Town) -> Town:
        """A town that can be evaluated by itself."""
        result = (data, ()) if isinstance(data, Town) else self.binder.town_of_mapping(data)
        town, problems = alone(result)
        if town is None:
            raise DataError(problems)
        return town


def _step(book: model.Rulebook, panel: str | None) -> Any:
    return book.panels[panel].step if panel else None


def load(
    path: str | os.PathLike[str], as_of: str | None = None, readings: Mapping[str, str] | None = None
) -> Rulebook:
    """The rulebook of one rule file, or with `as_of` (`YYYY-MM-DD`) the revision that is in force on that day.

    With `as_of` the path may be a folder; of a file, the revisions of its standard in the same folder are asked.
    `readings` are options that are taken in place of the defaults, by the name of the reading.

    Raises RuleError when the rules have errors that are not declared as known, ValueError for an `as_of` that is no
    such date, and OSError.
    """
    if as_of is not None and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", as_of):
        raise ValueError(f"as_of: {as_of!r} is not a date written YYYY-MM-DD")
    if as_of is not None:
        datetime.date.fromisoformat(as_of)
    whole = consolidate_file(Path(path)) if as_of is None else consolidate_in_force(Path(path), as_of)
    checked = check_whole(whole, thorough=False)
    if checked.rulebook is None:
        raise RuleError(checked.findings)
    if as_of is not None and (wrong := _not_in_force(checked.rulebook, as_of)):
        raise RuleError((wrong,))
    book = Rulebook(checked.rulebook, whole)
    return book.under(readings) if readings else book


def _not_in_force(book: model.Rulebook, as_of: str) -> Diagnostic | None:
    header = book.header
    starts = header.effective or header.issued
    if (starts is None or as_of >= starts) and (header.ends is None or as_of < header.ends):
        return None
    return problem(
        "V807",
        None,
        name=f"{header.id} {header.revision}",
        date=as_of,
        start=starts or "—",
        end=header.ends or "—",
    )


# The towns of one file as a binder makes them, each with what is to be said of it.
TownsOf = Callable[[Binder], Iterable[tuple[Town | None, tuple[Diagnostic, ...]]]]


def compare_readings(
    rulebook: Rulebook,
    towns: Sequence[TownsOf],
    vary: Collection[str] | None = None,
    progress: Callable[[int, int], None] = lambda done, of: None,
) -> tuple[Comparison, ...]:
    """Towns under every combination of the readings named in `vary` (all of them when None), in the order of their
    files; they are evaluated together where they are compared with each other. `progress` is told how many are done.
    """
    for name in vary or ():
        if name not in rulebook.readings:
            there = Text("、".join(rulebook.readings) or "没有", ", ".join(rulebook.readings) or "none")
            raise RuleError((problem("N223", None, name=name, there=there),))
    readings = tuple(one for name, one in rulebook.readings.items() if vary is None or name in vary)
    count = count_of(readings)
    if count > limits.COMBINATIONS:
        raise RuleError((problem("E911", None, count=count, limit=limits.COMBINATIONS),))
    fixed = {name: one.chosen for name, one in rulebook.readings.items() if one not in readings}
    ways = list(all_choices(readings, fixed, tuple(rulebook.readings)))
    outcomes: dict[int, tuple[Combination, ...]] = {}
    by_text = itertools.groupby(
        sorted(range(count), key=lambda index: changed_text(readings, ways[index])),
        key=lambda index: changed_text(readings, ways[index]),
    )
    for _, members in by_text:  # most readings leave the text as it is: what is read once serves them all
        text: Consolidated | None = None
        for index in members:
            progress(len(outcomes), count)
            text = text or rulebook.text(ways[index])
            outcomes[index] = _under(rulebook, text, ways[index], towns)
    progress(count, count)
    return tuple(
        Comparison(readings, tuple(outcomes[index][place] for index in range(count)))
        for place in range(min(map(len, outcomes.values())))
    )


def _under(
    rulebook: Rulebook, text: Consolidated, choices: Choices, towns: Sequence[TownsOf]
) -> tuple[Combination, ...]:
    """What becomes of the towns under one combination, which makes this text."""
    try:
        book = rulebook.of_text(text, choices)
    except RuleError as error:
        errors = tuple(finding for finding in error.diagnostics if finding.is_error)
        return tuple(Combination(choices, findings=errors) for of in towns for _ in of(rulebook.binder))
    bound = [town for of in towns for town in of(book.binder)]
    if book.model.populations and len(bound) > 1 and all(town is not None for town, _ in bound):
        outcomes = book.evaluate_many([town for town, _ in bound if town is not None])
        return tuple(Combination.of(choices, outcome) for outcome in outcomes)
    return tuple(
        Combination(choices, findings=tuple(one for one in findings if one.is_error))
        if town is None
        else Combination.of(choices, book.evaluate(town))
        for town, findings in bound
    )


def join_towns(towns: Iterable[Town]) -> Town:
    """One town of what several files say of it, whatever their order.

    What one of them gives is taken; what several give are accounts of one figure, between which a file may decide
    (`Town.decisions`). Raises DataError when they are not of one town, or differ in what nobody may choose.
    """
    town, problems = join(towns)
    if town is None:
        raise DataError(problems)
    return town


def read_town(path: str | os.PathLike[str], rulebook: Rulebook) -> Town:
    """The town of one data file (.yaml, .json, .xlsx or .csv). Raises DataError, also when there are several."""
    town, problems = read_town_file(Path(path), rulebook.binder)
    if town is None:
        raise DataError(problems)
    return town


def read_towns(path: str | os.PathLike[str], rulebook: Rulebook) -> Iterator[Town]:
    """The towns of a data file, or of the data files of a folder, one after another: no more than one is kept. The
    tables in text of a folder are one book, every other file is read by itself. Raises DataError at the first one that
    cannot be used.
    """
    for town, problems in read_town_files(Path(path), rulebook.binder):
        if town is None:
            raise DataError(problems)
        yield town
