"""The slow evaluator of lists and series: docs/language.md, sections 5.3, 6.4, 6.5, 7.2 and 12."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from tests.differential import irrational, model, sources
from tests.differential.slow_functions import OVER_A_VALUE, against, counted, over, summed
from tests.differential.values import (
    INF,
    NO,
    NOT_SUPPLIED,
    SOME_STATE,
    UNKNOWN,
    YES,
    End,
    Number,
    Value,
    Why,
    Word,
    added,
    divided,
    exactly,
    joined,
    loosened,
    number,
    truth,
    undefined,
    word,
)

if TYPE_CHECKING:
    from tests.differential.slow import Formulas, Scope
    from tests.differential.tree import Node


# --- what a list is made of -------------------------------------------------------------------------------------------
def places(at: Formulas, source: sources.Source, scope: Scope) -> list[tuple[Formulas, Scope]] | Why:
    """Section 6.4: where the formula of a list is evaluated, one place for each record; why there is no list."""
    from tests.differential.operations import figure
    from tests.differential.slow import Scope

    match source:
        case sources.Records(name=name):
            what = at.book.inputs[name]
            records = at.town.data.get(name)
            short = isinstance(records, Sequence) and what.size is not None and len(records) < what.size
            if not isinstance(records, Sequence) or isinstance(records, str) or short:
                state = getattr(records, "state", NOT_SUPPLIED)
                return Why(state, frozenset({at.label + name}))
            return [
                (at, replace(scope, fields={
                    f.name: figure(f, record[f.name], f"{at.label}{name} {i} {f.name}") for f in what.fields
                }))
                for i, record in enumerate(records)
            ]  # fmt: skip
        case sources.Years(years=years) | sources.LastYears(years=years):
            year = scope.year if scope.year is not None else at.year_at_hand()
            if year is None:
                return Why(NOT_SUPPLIED, frozenset({"year"}))
            return [(at, replace(scope, year=y)) for y in range(year - years + 1, year + 1)]
        case sources.Level(level=level):
            return [(at, Scope(node=name)) for name in level_names(at, level)]
        case sources.Children(indicator=indicator):
            assert at.book.scheme is not None
            node = next(n for n in walk(at.book.scheme) if n.name == indicator)
            return [(at, Scope(node=child.name)) for child in node.children]
        case sources.Towns():
            peers = peers_of(at)
            return peers if isinstance(peers, Why) else [(peer, Scope()) for peer in peers]


def walk(node: Node) -> list[Node]:
    return [node, *(below for child in node.children for below in walk(child))]


def level_names(at: Formulas, level: int) -> list[str]:
    """Section 6.3: the indicators of a level, in their order."""
    nodes = [at.book.scheme] if at.book.scheme else []
    for _ in range(level):
        nodes = [child for node in nodes for child in node.children]
    return [node.name for node in nodes]


def peers_of(at: Formulas) -> list[Formulas] | Why:
    """Section 12: the towns evaluated together, those of one group, exactly so many as written."""
    open_ = Why(NOT_SUPPLIED, frozenset({"population"}))
    if not at.others:
        return open_
    group = at.others
    if at.book.grouping is not None:
        own = at.word(at.book.grouping)
        values = [other.word(at.book.grouping) for other in at.others]
        if not all(value.given for value in values):
            return Why(SOME_STATE, joined(values).causes)
        group = [o for o, v in zip(at.others, values, strict=True) if v.possible == own.possible]
    size = at.book.population_size
    return open_ if size is not None and len(group) != size else group


# --- functions over a list --------------------------------------------------------------------------------------------
def gathered(at: Formulas, formula: model.Gather, scope: Scope) -> Value:
    """Section 6.4: only the records that satisfy the condition, and of each the formula."""
    from tests.differential.operations import as_number, as_truth, both, either, extreme_option, inverse

    name = formula.function
    before = [at.number(argument, scope) for argument in formula.before]
    found = places(at, formula.source, scope)
    if isinstance(found, Why):
        return missing_list(name, joined([*before, Word(None, found)]))
    where = [as_truth(a.value(formula.where, s)) if formula.where else word(True) for a, s in found]
    kept = [
        (condition, place) for condition, place in zip(where, found, strict=True) if condition.possible != NO
    ]
    conditions = [condition for condition, _ in kept]
    if name == "count":
        return counted(conditions)
    values = [taken(a, s, formula) for _, (a, s) in kept]
    if name in ("every", "some"):
        pairs = zip(conditions, [as_truth(v) for v in values], strict=True)
        if name == "every":
            return both([either([inverse(c), v]) for c, v in pairs])
        return either([both([c, v]) for c, v in pairs])
    if values and all(isinstance(v, Word) and v.possible is not None for v in values):
        words = [v for v in values if isinstance(v, Word)]
        sure = all(c.possible == YES for c in conditions)
        return extreme_option(name, words) if sure else Word(None, joined([*conditions, *words]))
    numbers = [as_number(v) for v in values]
    if name == "sum":
        return summed(conditions, numbers)
    if all(condition.possible == YES for condition in conditions):
        return against(name, before[0], numbers) if name in OVER_A_VALUE else over(name, [*before, *numbers])
    return uncertain(conditions, [*before, *numbers])


def taken(at: Formulas, scope: Scope, formula: model.Gather) -> Value:
    if formula.take is not None:
        return at.value(formula.take, scope)
    assert isinstance(formula.source, sources.LastYears)
    return at.in_year(formula.source.series, scope.year)


def missing_list(name: str, why: Why) -> Value:
    """Section 7.1: what is taken of a missing list is missing; a count is not below 0."""
    if name in ("every", "some"):
        return truth({True, False}, why)
    low: End = Fraction(0) if name == "count" else -INF
    return loosened(number(low, INF, why))


def uncertain(conditions: Sequence[Word], values: Sequence[Number]) -> Number:
    """Whether a record belongs to the list is missing: the document gives no bounds, so that any that hold will do."""
    return Number(-INF, INF, replace(joined([*conditions, *values]), loose=True))


# --- series (5.3) -----------------------------------------------------------------------------------------------------
def grown(at: Formulas, function: str, arguments: tuple[model.Formula, ...], scope: Scope) -> Number:
    """增速: this year over the one before, less 1; 年均增速: (this year / n years before) ^ (1/n) - 1."""
    series, *written = arguments
    assert isinstance(series, model.Name)
    back = int(written[0].value) if written and isinstance(written[0], model.Literal) else 1
    year = scope.year if scope.year is not None else at.year_at_hand()
    this = at.in_year(series.name, year)
    before = at.in_year(series.name, None if year is None else year - back)
    assert isinstance(this, Number)
    assert isinstance(before, Number)
    if before.low <= 0:
        return undefined(
            Why(
                UNKNOWN if before.given else joined((this, before)).state, this.why.causes | before.why.causes
            )
        )
    ratio = divided(this, before)
    return added(irrational.applied("power", ratio, Fraction(1, back)) if back > 1 else ratio, exactly(-1))


def years_hold(at: Formulas, formula: model.YearsHold, scope: Scope) -> Word:
    """每年 …: the comparison holds in every one of those years; 任一年 …: in one of them."""
    from tests.differential.operations import both, compare, either

    found = places(at, sources.LastYears(formula.series, formula.years), scope)
    if isinstance(found, Why):
        return truth({True, False}, found)
    limit = at.value(formula.limit, scope)
    held = [compare(formula.sign, at.in_year(formula.series, s.year), limit) for _, s in found]
    return both(held) if formula.function == "every_year" else either(held)
