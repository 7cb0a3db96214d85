"""What every part of an explanation is written with: the outcome, the language, and the lines so far."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import Any

from guiju.diagnostics.model import Lang
from guiju.diagnostics.wording import bracketed, colon, listed
from guiju.evaluate.outcome import Outcome
from guiju.evaluate.steps import Step
from guiju.explain.conversions import conversions
from guiju.explain.document import Line, LineKind, Mark
from guiju.explain.formulas import written
from guiju.explain.scope import NAMED
from guiju.explain.used import Used, used
from guiju.explain.values import is_exact, unit_of, value_text
from guiju.explain.words import ONE, W
from guiju.explain.worked import worked
from guiju.numbers.states import Missing
from guiju.rulebook.scheme import Remarks
from guiju.types import Type


def mark_of(value: Any) -> Mark:
    """✓ ✗ or ?"""
    return Mark.OPEN if isinstance(value, Missing) else Mark.YES if value else Mark.NO


def choice_mark(fits: Any) -> Mark:
    """✓ – or ?: a row of a table that does not fit is no failure."""
    return Mark.OUT if fits is False else mark_of(fits)


class Writer:
    """Collects lines. A name is derived where it is first printed; later lines refer to it.

    `limit` leaves out what lies deeper, and then nothing counts as printed that was not.
    """

    def __init__(self, outcome: Outcome, lang: Lang, limit: int | None = None) -> None:
        self.outcome = outcome
        self.lang = lang
        self.limit = limit
        self.year = outcome.year
        self.lines: list[Line] = []
        self.derived: set[str] = set()
        self.cited: set[str] = set()
        self.whole: Step | None = None  # the expression whose formula the line above has in full
        self._block: set[str] = set()
        self._inherited: set[int] = set()

    @cached_property
    def derivations(self) -> dict[str, Step]:
        """The step that derives each name; others refer to it.

        A node that marks decide is derived for each expert whose total is averaged, and then as the mean.
        """
        found: dict[str, Step] = {}
        for step in self.outcome.walk():
            if isinstance(step.node, NAMED) and (step.children or step.node.name not in found):
                found[step.node.name] = step
        return found

    @cached_property
    def used(self) -> Used:
        """The data the outcome was made of."""
        return used(self.outcome)

    def word(self, key: str, **values: Any) -> str:
        """A fixed word in the language of the explanation; in English that for one where `count` is 1."""
        if str(values.get("count")) == "1" and self.lang is Lang.EN:
            return ONE.get(key, W[key].en).format_map(values)
        return W[key].in_(self.lang).format_map(values) if values else W[key].in_(self.lang)

    @property
    def colon(self) -> str:
        return colon(self.lang)

    def bracketed(self, text: str) -> str:
        return bracketed(self.lang, text)

    def enumerated(self, items: list[str]) -> str:
        return listed(self.lang, items)

    def joined(self, items: Iterable[str]) -> str:
        """Sentences of one line."""
        return ("；" if self.lang is Lang.ZH else "; ").join(items)

    def add(self, line: Line) -> None:
        if self.limit is None or line.depth <= self.limit:
            self.lines.append(line)

    def shows(self, depth: int) -> bool:
        """Whether lines of this depth are printed."""
        return self.limit is None or depth <= self.limit

    def take(self) -> tuple[Line, ...]:
        """The lines since the last time, for a section."""
        lines, self.lines = tuple(self.lines), []
        return lines

    @contextmanager
    def block(self) -> Iterator[None]:
        """One formula and what belongs to it: a name is said once in it, however often it occurs."""
        before, self._block = self._block, set()
        yield
        self._block = before

    @contextmanager
    def at_hand(self, year: int | None) -> Iterator[None]:
        """What is printed inside speaks of another year."""
        before, self.year = self.year, year
        yield
        self.year = before

    def first_in_block(self, name: str) -> bool:
        if name in self._block:
            return False
        self._block.add(name)
        return True

    def first_of(self, remarks: Remarks) -> bool:
        """Whether these remarks, which lines below inherit, are met for the first time."""
        if id(remarks) in self._inherited:
            return False
        self._inherited.add(id(remarks))
        return True

    def remarks(self, depth: int, remarks: Remarks) -> None:
        """Proposals and notes of a line, each in a line of its own."""
        for key, texts in (("proposal", remarks.proposals), ("note", remarks.notes)):
            for text in texts:
                self.add(Line(depth, LineKind.NOTE, head=self.word(key), value=text))

    def formula(
        self,
        depth: int,
        head: str,
        step: Step,
        *,
        name: str = "",
        clauses: tuple[str, ...] = (),
        type_: Type | None = None,
        source: str = "",
    ) -> None:
        """`head name = formula = numbers = value (source)` and the conversions in it; `type_` is another unit."""
        node, value = step.node, step.value
        type_ = type_ or node.type
        self.add(
            Line(
                depth,
                LineKind.FORMULA,
                head=head,
                name=name,
                formula=written(node),
                numbers=worked(step, self.lang),
                value=value_text(value, type_, self.lang),
                exact=is_exact(value, unit_of(type_)),
                clauses=clauses,
                source=source,
            )
        )
        self.whole = step
        self.conversions(depth + 1, conversions(step))

    def conversions(self, depth: int, texts: Iterable[str]) -> None:
        """The factors between the units of a formula, each once."""
        for text in dict.fromkeys(texts):
            self.add(Line(depth, LineKind.NOTE, head=self.word("conversion"), value=text))
