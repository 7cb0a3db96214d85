"""A comparison of readings in sentences and tables, the same for every form it is printed in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from guiju.diagnostics.model import Lang
from guiju.diagnostics.wording import bracketed, colon, listed
from guiju.numbers.exact import shown
from guiju.revise.readings import Branch, Combination, Comparison, Leaf, Number, span_of
from guiju.revise.words import words
from guiju.rulebook.model import Reading
from guiju.rulebook.words import VERDICTS

_PLACES = 4
W = words(
    alone=("只改一处，其余照默认", "One at a time, the others by default"),
    blame=("归因的条文", "clauses to blame"),
    by_default=("默认", "default"),
    combinations=("{count} 种组合", "{count} combinations"),
    counted=(
        "{readings} 处条文有几种读法，共 {count} 种组合",
        "{readings} clauses can be read in several ways: {count} combinations",
    ),
    counted_one=(
        "1 处条文有几种读法，共 {count} 种组合",
        "1 clause can be read in several ways: {count} combinations",
    ),
    default_result=("照默认读法：{result}", "by default: {result}"),
    does_not_fit=("不能计算：{reason}", "cannot be computed: {reason}"),
    flips=("改变结果", "changes the result"),
    never=("任何组合下都不改变结果：{names}", "never change the result, whatever the others are: {names}"),
    no_total=("没有总分", "no total"),
    none=("规则里没有可以有几种读法的条文", "no clause of the rules can be read in several ways"),
    not_robust=("不稳健：结果随读法而变", "not robust: the result depends on how the clauses are read"),
    one_combination=("1 种组合", "1 combination"),
    open=("尚不能确定：{grades}", "open: {grades}"),
    results=("各种结果", "Results"),
    robust=("稳健：怎样读结果都一样", "robust: the result is the same however the clauses are read"),
    robust_open=("怎样读都尚不能确定", "open however the clauses are read"),
    tree=("由哪几处决定", "What decides"),
    which=("看 {reading}", "by {reading}"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table or of a tree; `mark` draws attention to it."""

    cells: tuple[str, ...]
    depth: int = 0
    mark: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with its rows; those of a tree are indented. An inner one stands under the heading before it."""

    title: str
    rows: tuple[Row, ...]
    is_tree: bool = False
    is_inner: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that is said of one town."""

    title: str
    subtitle: str
    robust: bool
    verdict: str
    lines: tuple[str, ...]
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A comparison in one language."""

    comparison: Comparison
    lang: Lang
    town: str
    standard: str

    def sheet(self) -> Sheet:
        """The whole report."""
        found = self.comparison
        if not found.readings:
            return Sheet(self.town, self.standard, True, self._w("none"), (), ())
        count, readings = len(found.combinations), len(found.readings)
        counted = self._w("counted" if readings > 1 else "counted_one", readings=readings, count=count)
        lines = [counted, self._w("default_result", result=self._result((found.default,)))]
        parts = [] if found.is_robust else [self._results()]
        parts += [Part(self._w("alone"), ()), *(self._alone(reading) for reading in found.readings)]
        if isinstance(found.decision, Branch):
            parts.append(Part(self._w("tree"), tuple(self._tree(found.decision, 0)), is_tree=True))
        lines += self._blame()
        return Sheet(self.town, self.standard, found.is_robust, self._verdict(), tuple(lines), tuple(parts))

    def _w(self, key: str, **values: object) -> str:
        return W[key].in_(self.lang).format(**values)

    def _verdict(self) -> str:
        if not self.comparison.is_robust:
            return self._w("not_robust")
        return self._w("robust" if self.comparison.default.is_determined else "robust_open")

    def _blame(self) -> Iterator[str]:
        """The clauses on which the result hangs, and the readings on which it never does."""
        flips = self.comparison.flips
        deciding = [one for one in self.comparison.readings if flips[one.name]]
        if deciding:
            yield (
                self._w("blame")
                + colon(self.lang)
                + listed(self.lang, [self._cited(one) for one in deciding])
            )
        idle = [one.name for one in self.comparison.readings if not flips[one.name]]
        if deciding and idle:
            yield self._w("never", names=listed(self.lang, idle))

    def _cited(self, reading: Reading) -> str:
        """`表A.1（权重口径）`"""
        clauses = listed(self.lang, list(reading.remarks.clauses))
        return clauses + bracketed(self.lang, reading.name) if clauses else reading.name

    def _results(self) -> Part:
        rows = [
            Row((self._named(members[0]), self._count(members), self._scores(members)))
            for members in self.comparison.results.values()
        ]
        return Part(self._w("results"), tuple(rows))

    def _alone(self, reading: Reading) -> Part:
        """The options of one reading, each with what it comes to."""
        default = self.comparison.default.verdicts
        labels = dict(reading.options)
        rows = []
        for one in self.comparison.alone(reading):
            option = one.choices[reading.name]
            is_default = option == reading.default
            name = option + (bracketed(self.lang, self._w("by_default")) if is_default else "")
            cells = (name, labels[option], self._scores((one,)), self._named(one))
            rows.append(Row(cells, mark=one.verdicts != default))
        clauses = listed(self.lang, list(reading.remarks.clauses))
        title = " ".join(
            part for part in (reading.name, reading.label, f"[{clauses}]" if clauses else "") if part
        )
        return Part(title, tuple(rows), is_inner=True)

    def _tree(self, node: Branch | Leaf, depth: int) -> Iterator[Row]:
        if isinstance(node, Leaf):
            yield Row((self._result(node.combinations),), depth)
            return
        for options, below in node.arms:
            head = f"{node.reading} = {listed(self.lang, list(options))}"
            if isinstance(below, Leaf):
                result, count = self._result(below.combinations), self._count(below.combinations)
                yield Row((f"{head} → {result}{bracketed(self.lang, count)}",), depth)
            else:
                yield Row((head,), depth)
                yield from self._tree(below, depth + 1)

    def _count(self, members: Sequence[Combination]) -> str:
        return (
            self._w("one_combination") if len(members) == 1 else self._w("combinations", count=len(members))
        )

    def _result(self, members: Sequence[Combination]) -> str:
        """`优秀，90.9`: what combinations that come to the same come to."""
        parts = [part for part in (self._named(members[0]), self._scores(members)) if part]
        return ("，" if self.lang is Lang.ZH else ", ").join(parts)

    def _named(self, one: Combination) -> str:
        """The grades, and the verdicts that are not the same for all combinations."""
        if one.findings:
            return self._w("does_not_fit", reason=one.findings[0].message.in_(self.lang))
        said = []
        for scale, grade in one.grades.items():
            grades = " / ".join(grade.possible) or "—"
            text = grade.name or self._w("open", grades=grades)
            said.append(text if len(one.grades) == 1 else f"{scale} {text}")
        varied = {
            name
            for name in one.designations
            if len({other.designations.get(name) for other in self._usable}) > 1
        }
        said += [
            f"{name} {VERDICTS[verdict].in_(self.lang)}"
            for name, verdict in one.designations.items()
            if name in varied or not one.grades
        ]
        return ("；" if self.lang is Lang.ZH else "; ").join(said)

    @property
    def _usable(self) -> list[Combination]:
        return [one for one in self.comparison.combinations if not one.findings]

    def _scores(self, members: Sequence[Combination]) -> str:
        """The total of one or the range of several."""
        ends = span_of(members)
        if ends is None:
            return ""
        low, high = (_points(end) for end in ends)
        return low if low == high else f"{low} – {high}"


def _points(value: Number) -> str:
    text, is_exact = shown(value, _PLACES)
    return text if is_exact else f"≈ {text}"
