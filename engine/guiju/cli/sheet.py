"""The results of towns as CSV: a row for each, fit for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from guiju.cli.console import UsageError
from guiju.cli.stream import Put
from guiju.diagnostics.comments import neutral
from guiju.diagnostics.model import Lang, Text
from guiju.evaluate import Outcome
from guiju.evaluate.outcome import Result
from guiju.explain.terms import STATES
from guiju.numbers.exact import shown
from guiju.rulebook.model import Rulebook
from guiju.rulebook.words import VERDICTS

_TOWN, _STATUS, _MISSING = Text("镇", "town"), Text("结果", "status"), Text("所缺项数", "missing")
_TOTAL = Text("总分", "total")
_DETERMINED = {
    True: Text("已定", "determined"),
    False: Text("待定", "undetermined"),
}
_OTHER_RULES = "一张表里的镇要按同一份规则 / the towns of one table must be of the same rules"
_PLACES = 12


class Sheet:
    """Writes a head with the names of the rulebook, then a row for each town. Text that a spreadsheet would obey gets
    an apostrophe before it. `last` heads one more column.
    """

    def __init__(self, put: Put, lang: Lang, last: Text | None = None) -> None:
        self.put = put
        self.lang = lang
        self.last = last
        self.rulebook: Rulebook | None = None
        self.waiting: list[tuple[str, str]] = []
        self.width = 0

    def add(self, outcome: Outcome, last: str = "") -> None:
        """The next town. Raises UsageError for one of other rules than the first."""
        if self.width and self.rulebook is not outcome.rulebook:
            raise UsageError(_OTHER_RULES)
        self._begin(outcome.rulebook)
        self.put(_line([*self._cells(outcome), *([neutral(last)] if self.last else [])]))

    def add_unusable(self, name: str, status: str, rulebook: Rulebook | None) -> None:
        """The next town, of which there is no result; where its rules are not known it waits for the head."""
        if rulebook is not None and not self.width:
            self._begin(rulebook)
        if self.width:
            self._unusable(name, status)
        else:
            self.waiting.append((name, status))

    def close(self) -> None:
        """All towns are there."""
        if self.waiting:
            self._begin(None)

    def _begin(self, book: Rulebook | None) -> None:
        """The head, and the towns that waited for it."""
        if self.width:
            return
        self.rulebook = book
        heads = [*self._head(book), *([self.last.in_(self.lang)] if self.last else [])]
        self.width = len(heads)
        self.put("\ufeff" + _line([neutral(text) for text in heads]))
        for name, status in self.waiting:
            self._unusable(name, status)
        self.waiting.clear()

    def _unusable(self, name: str, status: str) -> None:
        self.put(_line([neutral(name), status, *[""] * (self.width - 2)]))

    def _head(self, book: Rulebook | None) -> Iterator[str]:
        yield from (_TOWN.in_(self.lang), _STATUS.in_(self.lang))
        if book is not None:
            yield from (_TOTAL.in_(self.lang) if len(book.schemes) == 1 else name for name in book.schemes)
            yield from (*book.grades, *book.rankings, *book.designations)
        yield _MISSING.in_(self.lang)

    def _cells(self, outcome: Outcome) -> Iterator[str]:
        book = outcome.rulebook
        yield neutral(outcome.town.name)
        yield _DETERMINED[outcome.is_determined].in_(self.lang)
        yield from (self._number(outcome[name]) for name in (*book.schemes,))
        for scale in book.grades:
            grade = outcome.grade_on(scale)
            yield neutral(grade.name or " / ".join(grade.possible))
        yield from (self._number(outcome[name]) for name in book.rankings)
        yield from (VERDICTS[verdict].in_(self.lang) for verdict in outcome.designations.values())
        yield str(len(outcome.missing))

    def _number(self, result: Result) -> str:
        """The number, the range it lies in, or why there is none."""
        if result.number is not None:
            return shown(result.number, _PLACES)[0]
        if result.lower is not None and result.upper is not None:
            return " – ".join(shown(end, _PLACES)[0] for end in (result.lower, result.upper))
        return STATES[result.state].in_(self.lang)


def _line(cells: list[str]) -> str:
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\r\n").writerow(cells)
    return stream.getvalue()
