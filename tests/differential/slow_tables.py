"""The slow evaluator of tables and tiers: docs/language.md, sections 6.2 and 6.5."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from tests.differential import model
from tests.differential.declarations import Table
from tests.differential.values import (
    EITHER,
    INF,
    NO,
    NOT_APPLICABLE,
    YES,
    Number,
    Value,
    Why,
    Word,
    compared,
    exactly,
    hull,
    joined,
    number,
    truth,
    word,
)  # fmt: skip

if TYPE_CHECKING:
    from tests.differential.slow import Formulas, Scope

Tabular = model.Lookup | model.TableLookup | model.Satisfies | model.OneOf


def looked_up(at: Formulas, formula: Tabular, scope: Scope) -> Value:
    """Section 6.2: the value the table gives for the choice; 其他 for options without a row."""
    match formula:
        case model.OneOf(choice=choice, options=options):
            value = at.value(choice, scope)
            return (
                word(value.word in options) if isinstance(value, Word) and value.given else either_of(value)
            )
        case model.Lookup(choice=choice, entries=entries, otherwise=otherwise):
            cells: dict[object, model.Formula] = dict(entries)
            return by_option(at.value(choice, scope), cells, otherwise, lambda cell: at.number(cell, scope))
        case model.TableLookup(table=table, row=row, column=column):
            return in_table(at, at.book.tables[table], at.value(row, scope), column, scope)
        case model.Satisfies(table=table, row=row):
            return satisfied(at, at.book.tables[table], at.value(row, scope), scope)


def either_of(value: Value) -> Word:
    return truth(EITHER, Why(value.why.state, value.why.causes, True))


def by_option(
    choice: Value,
    cells: dict[object, model.Formula],
    otherwise: model.Formula | None,
    evaluate: Callable[[model.Formula], Number],
) -> Number:
    """The cell of the option; of a missing choice somewhere between the cells."""
    assert isinstance(choice, Word)
    if choice.given:
        cell = cells.get(choice.word, otherwise)
        assert cell is not None
        return evaluate(cell)
    rows: list[model.Formula | None] = [*cells.values(), otherwise]
    if choice.possible is not None:
        rows = [cells.get(option, otherwise) for option in choice.possible]
    found = [evaluate(cell) for cell in rows if cell is not None]
    return hull(found, joined([choice, *found]))


def in_table(
    at: Formulas, table: Table, row: Value, column: model.Formula | str | None, scope: Scope
) -> Number:
    """Section 6.2: looked up by rows, and by columns that are the options of a second choice or named."""
    if column is None or isinstance(column, str):
        place = table.columns.index(column) if column is not None else 0
        return one_column(row, table, place)
    options = at.value(column, scope)
    assert isinstance(options, Word)
    if options.given:
        return one_column(row, table, table.columns.index(str(options.word)))
    found = [one_column(row, table, place) for place in range(len(table.columns))]
    return hull(found, joined([options, row]))


def one_column(row: Value, table: Table, place: int) -> Number:
    cells: dict[object, model.Formula] = {option: cells[place][1] for option, cells in table.rows if option}
    otherwise = next((cells[place][1] for option, cells in table.rows if option is None), None)
    return by_option(
        row, cells, otherwise, lambda cell: exactly(cell.value if isinstance(cell, model.Literal) else 0)
    )


def satisfied(at: Formulas, table: Table, row: Value, scope: Scope) -> Word:
    """Section 6.2: holds when all requirements of the row are met; the columns name what is compared."""
    from tests.differential.operations import as_number, both

    assert isinstance(row, Word)

    def of_row(cells: Sequence[tuple[str, model.Literal]]) -> Word:
        pairs = zip(table.columns, cells, strict=True)
        return both(
            [compared(sign, as_number(at.named(name, scope)), exactly(x.value)) for name, (sign, x) in pairs]
        )

    rows = dict(table.rows)
    if row.given:
        return of_row(rows[str(row.word)] if str(row.word) in rows else rows[None])
    met = [of_row(cells) for cells in rows.values()]
    why = replace(joined([row, *met]), loose=True)
    if row.why.state == NOT_APPLICABLE:
        return truth(EITHER, why)
    if all(m.possible == YES for m in met):
        return word(True)
    return word(False) if all(m.possible == NO for m in met) else truth(EITHER, why)


# --- tiers ------------------------------------------------------------------------------------------------------------
def tiered(at: Formulas, formula: model.Interpolate | model.Tiers, scope: Scope) -> Number:
    """Section 6.5: the functions of one number that are written as knots or tiers."""
    x = at.number(formula.x, scope)
    if isinstance(formula, model.Interpolate):
        knots = [(position.value, value.value) for position, value in formula.knots]
        return piecewise(lambda v: interpolated(v, knots), x, [position for position, _ in knots])
    limits = [limit.value for _, limit, _ in formula.rows]
    functions = {"tier": tier, "marginal": marginal, "whole": whole}
    function = functions[formula.function]
    result = piecewise(lambda v: function(v, formula), x, limits)
    if formula.function == "tier" or result.given:
        return result
    last = formula.otherwise.value if formula.otherwise else Fraction(0)
    high = INF if x.high == INF and last > 0 else result.high
    if (
        formula.function == "whole"
    ):  # it jumps down at no limit, but its greatest values stand beside the limits
        rates = [rate.value for _, _, rate in formula.rows] + [last]
        tops = [limit * rate for limit in limits for rate in rates if x.low <= limit <= x.high]
        return Number(min([result.low, *tops]), max([high, *tops]), replace(result.why, loose=True))
    return number(result.low, high, result.why)


def piecewise(function: Callable[[Fraction], Fraction], x: Number, edges: Sequence[Fraction]) -> Number:
    """The least and the most of a function that is simple between its edges: tried at every edge, and between them."""
    ends = [end for end in (x.low, x.high) if isinstance(end, Fraction)]
    points = sorted({*ends, *(edge for edge in edges if x.low <= edge <= x.high)})
    if not points:
        points = [Fraction(0)]
    points += [(a + b) / 2 for a, b in itertools.pairwise(points)]
    if not isinstance(x.low, Fraction):
        points.append(min([*points, *edges]) - 1)
    if not isinstance(x.high, Fraction):
        points.append(max([*points, *edges]) + 1)
    found = [function(point) for point in points]
    return number(min(found), max(found), x.why)


def interpolated(x: Fraction, knots: Sequence[tuple[Fraction, Fraction]]) -> Fraction:
    """折线: straight lines between the knots, held at both ends."""
    if x <= knots[0][0]:
        return knots[0][1]
    for (a, p), (b, q) in itertools.pairwise(knots):
        if x <= b:
            return p + (q - p) * (x - a) / (b - a)
    return knots[-1][1]


def fits(x: Fraction, sign: str, limit: Fraction) -> bool:
    return {"≥": x >= limit, ">": x > limit, "≤": x <= limit, "<": x < limit}[sign]


def tier(x: Fraction, formula: model.Tiers) -> Fraction:
    """分档: the value of the first tier that fits."""
    for sign, limit, value in formula.rows:
        if fits(x, sign, limit.value):
            return value.value
    assert formula.otherwise is not None
    return formula.otherwise.value


def marginal(x: Fraction, formula: model.Tiers) -> Fraction:
    """超额累进: each part of x at the rate of its own tier, added up."""
    total, reached = Fraction(0), Fraction(0)
    for _, limit, rate in formula.rows:
        if x > reached:
            total += (min(x, limit.value) - reached) * rate.value
            reached = limit.value
    if x > reached and formula.otherwise is not None:
        total += (x - reached) * formula.otherwise.value
    return total


def whole(x: Fraction, formula: model.Tiers) -> Fraction:
    """全额累进: the whole of x at the rate of the tier it falls in."""
    return x * tier(x, formula)
