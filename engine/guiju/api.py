"""The public door: load rules, read towns, evaluate."""

from __future__ import annotations

import datetime
import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from guiju import limits
from guiju.diagnostics.codes import problem
from guiju.diagnostics.model import Diagnostic, Lang
from guiju.evaluate import Outcome, evaluate, evaluate_together
from guiju.pipeline import check_file, check_in_force
from guiju.rulebook import model
from guiju.rulebook.scheme import ExpertMark
from guiju.rulebook.walk import TooManyRecords
from guiju.source import Place, Span
from guiju.towns.bind import Binder
from guiju.towns.model import Town
from guiju.towns.opened import read_town as read_town_file
from guiju.towns.opened import read_towns as read_town_files

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
    """A checked rulebook that can be evaluated; `model` is its content."""

    model: model.Rulebook

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
            standard=(book.header.id, book.header.revision, book.fingerprint),
            formerly={former: name for name in marked for former in book.indicators[name].formerly},
        )

    def schema(self, lang: Lang = Lang.ZH) -> dict[str, Any]:
        """The JSON Schema (2020-12) of a town file for these rules; descriptions in `lang`."""
        from guiju.forms.schema import schema_of

        return schema_of(self.model, lang)

    def evaluate(self, data: Mapping[str, Any] | Town) -> Outcome:
        """Scores, grades and verdicts of one town.

        `data` maps input names to values (numbers, or text with a unit such as `"120.89 亿元"`), or is a whole town
        document as in a town file. What is not there is not yet supplied. Raises DataError.
        """
        if isinstance(data, Town):
            return self._limited(lambda: evaluate(self.model, data))
        return self._limited(lambda: evaluate(self.model, self._town(data)))

    def evaluate_many(self, towns: Sequence[Mapping[str, Any] | Town]) -> tuple[Outcome, ...]:
        """The outcomes of towns that are compared with each other, in their order: what ranks among them, and what is
        measured by the best of them, needs them together. Raises DataError.
        """
        found = [town if isinstance(town, Town) else self._town(town) for town in towns]
        return self._limited(lambda: evaluate_together(self.model, found))

    def _limited(self, run: Callable[[], _Found]) -> _Found:
        """What an evaluation gives, unless it would take longer than anybody waits."""
        try:
            return run()
        except TooManyRecords:
            place = Place(self.model.source, Span(0, 0)).origin
            raise DataError((problem("E908", place, limit=limits.EVALUATED_RECORDS),)) from None

    def _town(self, data: Mapping[str, Any]) -> Town:
        town, problems = self.binder.town_of_mapping(data)
        if town is None:
            raise DataError(problems)
        return town


def _step(book: model.Rulebook, panel: str | None) -> Any:
    return book.panels[panel].step if panel else None


def load(path: str | os.PathLike[str], as_of: str | None = None) -> Rulebook:
    """The rulebook of one rule file, or with `as_of` (`YYYY-MM-DD`) the revision that is in force on that day.

    With `as_of` the path may be a folder; of a file, the revisions of its standard in the same folder are asked.

    Raises RuleError when the rules have errors that are not declared as known, ValueError for an `as_of` that is no
    such date, and OSError.
    """
    if as_of is not None and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", as_of):
        raise ValueError(f"as_of: {as_of!r} is not a date written YYYY-MM-DD")
    if as_of is not None:
        datetime.date.fromisoformat(as_of)
    checked = check_file(Path(path)) if as_of is None else check_in_force(Path(path), as_of)
    if checked.rulebook is None:
        raise RuleError(checked.findings)
    if as_of is not None and (wrong := _not_in_force(checked.rulebook, as_of)):
        raise RuleError((wrong,))
    return Rulebook(checked.rulebook)


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


def read_town(path: str | os.PathLike[str], rulebook: Rulebook) -> Town:
    """The town of one data file (.yaml, .json, .xlsx or .csv). Raises DataError, also when there are several."""
    town, problems = read_town_file(Path(path), rulebook.binder)
    if town is None:
        raise DataError(problems)
    return town


def read_towns(path: str | os.PathLike[str], rulebook: Rulebook) -> Iterator[Town]:
    """The towns of a data file, or of a folder of CSV files, one after another: of a table with a row for each town
    no more than one is kept. Raises DataError at the first one that cannot be used.
    """
    for town, problems in read_town_files(Path(path), rulebook.binder):
        if town is None:
            raise DataError(problems)
        yield town
