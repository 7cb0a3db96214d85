"""The slow evaluator of formulas: docs/language.md, sections 5 to 7, sentence by sentence.

It shares nothing with the engine. Values and their bounds are in `values`; lists and what is computed over them in
`slow_lists`; the tree of indicators in `slow_tree`; grades, designations and rankings in `slow_judging`.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Protocol

from tests.differential import irrational, model, slow_functions
from tests.differential.declarations import Dated, Input
from tests.differential.operations import (
    absolute,
    as_number,
    as_truth,
    between,
    both,
    chosen,
    compare,
    extreme_option,
    figure,
    inverse,
    power,
    whole_years,
)
from tests.differential.rounding import rounded
from tests.differential.town import Gap, Town
from tests.differential.tree import Rulebook
from tests.differential.values import (
    NOT_APPLICABLE,
    NOT_SUPPLIED,
    UNKNOWN,
    Number,
    Value,
    Why,
    Word,
    added,
    clamped,
    divided,
    exactly,
    multiplied,
    negative,
    undefined,
    word,
)  # fmt: skip


def no_day() -> Word:
    """Something that only the day would decide."""
    return Word(None, Why(NOT_SUPPLIED, frozenset({"day"})))


@dataclass(frozen=True)
class Scope:
    """Where a formula stands: in a record (its fields), in a year, at an indicator of a list."""

    fields: dict[str, Value] = field(default_factory=dict)
    year: int | None = None
    node: str = ""


TOP = Scope()


class Judge(Protocol):
    """What formulas ask of the rest: scores, weights, grades, places."""

    def part(self, indicator: str, what: str) -> Number: ...
    def total(self) -> Number: ...
    def grade(self, name: str) -> Word: ...
    def place(self, name: str) -> Number: ...
    def alone(self, expert: str, *, unmarked: bool = False) -> Judge: ...


@dataclass
class Formulas:
    """The formulas of a rulebook for one town; `others` are the towns evaluated together with it, itself among them."""

    book: Rulebook
    town: Town
    others: list[Formulas] = field(default_factory=list)
    judge: Judge | None = None
    label: str = ""
    known: dict[tuple[str, int | None], Value] = field(default_factory=dict)
    alone: str = ""
    """The expert whose total is being found, 8."""
    unmarked: bool = False
    """Too few totals: the indicators that the experts mark are open."""

    # --- names ---
    def named(self, name: str, scope: Scope = TOP) -> Value:
        """Section 6.4: inside a list its fields hide the names of the file."""
        if name in scope.fields:
            return scope.fields[name]
        key = (name, scope.year)
        if key not in self.known:
            self.known[key] = self._named(name, Scope(year=scope.year))
        return self.known[key]

    def _named(self, name: str, scope: Scope) -> Value:
        book = self.book
        if name in book.inputs:
            return self.input(book.inputs[name], scope)
        if name in book.parameters:
            return self.parameter(name)
        if name in book.definitions:
            return self.value(book.definitions[name].formula, scope)
        assert self.judge is not None
        if any(scale.name == name for scale in book.scales):
            return self.judge.grade(name)
        return self.judge.place(name)

    def parameter(self, name: str) -> Value:
        """Section 6.7: the value on the day; without it one of those of the year, or of all."""
        what, town = self.book.parameters[name], self.town
        if not isinstance(what, Dated):
            return self.value(what, TOP)
        first, last = datetime.date.min, datetime.date.max
        if town.day is not None:
            first = last = town.day
        elif town.year is not None:
            first, last = datetime.date(town.year, 1, 1), datetime.date(town.year, 12, 31)
        found: Value | None = None
        for place, (since, value) in reversed(list(enumerate(what.values))):
            ends = what.values[place + 1][0] if place + 1 < len(what.values) else datetime.date.max
            if since <= last and (first < ends or ends == datetime.date.max):
                other = exactly(value.value)
                found = other if found is None else chosen(no_day(), other, found)
        return undefined(Why(UNKNOWN, frozenset({name}))) if found is None else found

    def input(self, what: Input, scope: Scope) -> Value:
        """Sections 5.1 to 5.3: a figure; of a series the one of the year of the list at hand."""
        if what.yearly:
            return self.in_year(what.name, scope.year if scope.year is not None else self.year_at_hand())
        datum = self.town.data.get(what.name, Gap(NOT_SUPPLIED))
        value = figure(what, datum, self.label + what.name)
        if what.fallback is not None and not value.given and value.why.state != NOT_APPLICABLE:
            return self.value(what.fallback, TOP)
        return value

    def year_at_hand(self) -> int | None:
        """Section 5.3: the town's year, else the year of its date, else the last year any of its series has."""
        if self.town.year is not None:
            return self.town.year
        if self.town.day is not None:
            return self.town.day.year
        series = [self.town.data.get(name) for name, what in self.book.inputs.items() if what.yearly]
        years = [year for datum in series if isinstance(datum, dict) for year in datum]
        return max(years, default=None)

    def in_year(self, series: str, year: int | None) -> Value:
        """data.md, Figures by year: a year that is not mentioned is not yet supplied; it keeps the limits."""
        what = self.book.inputs[series]
        datum = self.town.data.get(series, Gap(NOT_SUPPLIED))
        if isinstance(datum, dict):
            datum = datum.get(year, Gap(NOT_SUPPLIED))
        return figure(what, datum, f"{self.label}{series} {year}")

    # --- formulas ---
    def value(self, formula: model.Formula, scope: Scope = TOP) -> Value:
        from tests.differential import slow_lists, slow_tables

        match formula:
            case model.Literal(value=x):
                return exactly(x)
            case model.Truth(holds=holds):
                return word(holds)
            case model.NotApplicable():
                return Word(None, Why(NOT_APPLICABLE))
            case model.Option(name=name):
                return word(name)
            case model.Name(name=name):
                return self.named(name, scope)
            case model.Part(indicator=indicator, what=what):
                assert self.judge is not None
                return self.judge.part(indicator or scope.node, what)
            case model.Total():
                assert self.judge is not None
                return self.judge.total()
            case model.Arithmetic(sign=sign, left=left, right=right):
                a, b = self.number(left, scope), self.number(right, scope)
                return {"+": added, "-": lambda a, b: added(a, negative(b)), "×": multiplied, "÷": divided}[
                    sign
                ](a, b)
            case model.Negative(x=x):
                return negative(self.number(x, scope))
            case model.Power(x=x, exponent=exponent):
                return power(self.number(x, scope), exponent)
            case model.Comparison(signs=signs, parts=parts):
                values = [self.value(part, scope) for part in parts]
                pairs = zip(signs, values, values[1:], strict=False)
                return both([compare(sign, a, b) for sign, a, b in pairs])
            case model.Junction(word="and", parts=parts):
                return both([self.truth(part, scope) for part in parts])
            case model.Junction(parts=parts):
                return inverse(both([inverse(self.truth(part, scope)) for part in parts]))
            case model.Inverse(x=x):
                return inverse(self.truth(x, scope))
            case model.Conditional(condition=condition, yes=yes, no=no):
                return chosen(self.truth(condition, scope), self.value(yes, scope), self.value(no, scope))
            case model.Apply(function=function, arguments=arguments):
                return self.applied(function, arguments, scope)
            case model.Rounding(function=function, x=x, factor=factor, places=places, to=to):
                return rounded(function, self.number(x, scope), factor, places, to.value if to else None)
            case model.Gather():
                return slow_lists.gathered(self, formula, scope)
            case model.Lookup() | model.TableLookup() | model.Satisfies() | model.OneOf():
                return slow_tables.looked_up(self, formula, scope)
            case model.Interpolate() | model.Tiers():
                return slow_tables.tiered(self, formula, scope)
            case model.InYear(series=series, back=back, year=year):
                at_hand = scope.year if scope.year is not None else self.year_at_hand()
                back_from = None if at_hand is None else at_hand - back
                return self.in_year(series, back_from if year is None else year)
            case model.YearsHold():
                return slow_lists.years_hold(self, formula, scope)
            case model.ThatYear():
                return exactly(scope.year) if scope.year is not None else undefined(Why(NOT_SUPPLIED))
            case model.DataDate():
                return (
                    word(self.town.day)
                    if self.town.day
                    else Word(None, Why(NOT_SUPPLIED, frozenset({"day"})))
                )
            case model.Day(day=day):
                return word(day)

    def number(self, formula: model.Formula, scope: Scope = TOP) -> Number:
        return as_number(self.value(formula, scope))

    def truth(self, formula: model.Formula, scope: Scope = TOP) -> Word:
        return as_truth(self.value(formula, scope))

    def word(self, formula: model.Formula, scope: Scope = TOP) -> Word:
        value = self.value(formula, scope)
        assert isinstance(value, Word)
        return value

    def applied(self, function: str, arguments: tuple[model.Formula, ...], scope: Scope) -> Value:
        """Section 6.5: functions of values one after another."""
        from tests.differential import slow_lists

        if function in ("growth", "cagr"):
            return slow_lists.grown(self, function, arguments, scope)
        values = [self.value(argument, scope) for argument in arguments]
        match function, values:
            case "abs", [x]:
                return absolute(as_number(x))
            case "clamp", [x, low, high]:
                return clamped(as_number(x), as_number(low), as_number(high))
            case "sqrt", [x]:
                return irrational.applied("power", as_number(x), Fraction(1, 2))
            case "root", [x, Number(low=Fraction() as n)]:
                return irrational.applied("power", as_number(x), 1 / n)
            case "pow", [x, Number(low=Fraction() as n)]:
                return irrational.applied("power", as_number(x), n)
            case (("ln" | "log10" | "exp"), [x]):
                return irrational.applied(function, as_number(x))
            case "if_missing", [x, y]:
                return y if x.why.state in (NOT_SUPPLIED, UNKNOWN) else x
            case "if_not_applicable", [x, y]:
                return y if x.why.state == NOT_APPLICABLE else x
            case "is_given", [x]:
                return word(x.given)
            case "is_not_applicable", [x]:
                return word(x.why.state == NOT_APPLICABLE)
            case "days_between", [Word() as a, Word() as b]:
                return between(a, b, lambda first, second: (second - first).days)
            case "years_between", [Word() as a, Word() as b]:
                return between(a, b, whole_years)
            case "year_of", [Word() as a]:
                return between(a, a, lambda day, _: day.year)
            case "count", _:
                return slow_functions.counted([as_truth(value) for value in values])
            case _:
                pass
        if all(isinstance(v, Word) for v in values):
            return extreme_option(function, [v for v in values if isinstance(v, Word)])
        return slow_functions.over(function, [as_number(value) for value in values])
