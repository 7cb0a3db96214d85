"""The slow evaluator of single operations: docs/language.md, sections 5.1, 6.3, 6.5 and 7.2."""

from __future__ import annotations

import datetime
import itertools
from dataclasses import replace
from fractions import Fraction

from tests.differential import model
from tests.differential.declarations import Input
from tests.differential.town import Gap
from tests.differential.values import (
    EITHER,
    INF,
    NO,
    NOT_APPLICABLE,
    YES,
    End,
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

RANK = {option: -place for options in (model.RANKED, model.BANDS) for place, option in enumerate(options)}


# --- figures ----------------------------------------------------------------------------------------------------------
def figure(what: Input, datum: object, cause: str) -> Value:
    """Section 5.1, data.md: one figure; a missing one lies between the declared limits, one not applicable nowhere."""
    is_number = what.shape == "number"
    if isinstance(datum, Gap):
        why = Why(datum.state, frozenset({cause}))
        if is_number:
            low = -INF if what.low is None else what.low
            return number(low, INF if what.high is None else what.high, why)
        options = {"yes_no": EITHER, "ranked": frozenset(model.RANKED), "loose": frozenset(model.LOOSE)}
        return Word(None if datum.state == NOT_APPLICABLE else options.get(what.shape), why)
    return exactly(datum) if is_number and isinstance(datum, Fraction) else word(datum)


def as_number(value: Value) -> Number:
    """A number; 不适用 written in a formula stands for a number too."""
    return value if isinstance(value, Number) else Number(-INF, INF, value.why)


def as_truth(value: Value) -> Word:
    assert isinstance(value, Word)
    return value if value.possible is not None else replace(value, possible=EITHER)


# --- operations -------------------------------------------------------------------------------------------------------
def both(values: list[Word]) -> Word:
    """Section 7.2: 且 is no where one is no, yes where all are yes, otherwise missing."""
    values = [as_truth(value) for value in values]
    if any(value.possible == NO for value in values):
        return word(False)
    return truth(YES if all(value.possible == YES for value in values) else EITHER, joined(values))


def inverse(value: Word) -> Word:
    """Section 7.2: 非."""
    value = as_truth(value)
    assert value.possible is not None
    return truth({not x for x in value.possible}, value.why)


def either(values: list[Word]) -> Word:
    """Section 7.2: 或."""
    return inverse(both([inverse(value) for value in values]))


def compare(sign: str, a: Value, b: Value) -> Word:
    """Sections 5.1 and 7.2: numbers by their bounds; a missing choice is one of its options; days when given."""
    if isinstance(a, Number) or isinstance(b, Number):
        return compared(sign, as_number(a), as_number(b))
    why = joined((a, b))
    if a.possible is None or b.possible is None or why.state == NOT_APPLICABLE:
        return truth(EITHER, why)
    found: set[object] = set()
    for x, y in itertools.product(a.possible, b.possible):
        if sign in ("=", "≠"):
            found.add((x == y) == (sign == "="))
        else:
            found.add(compared(sign, exactly(_order(x)), exactly(_order(y))).word)
    return truth(found, why)


def _order(what: object) -> int:
    """Ordered options go from high to low; days go by time."""
    return what.toordinal() if isinstance(what, datetime.date) else RANK[str(what)]


def chosen(condition: Word, yes: Value, no: Value) -> Value:
    """Section 7.2: 若 ? 则 a 否则 b is a where both are equal, and otherwise lies between them."""
    if condition.given:
        return yes if condition.word is True else no
    why = joined((condition, yes, no))
    if isinstance(yes, Number) or isinstance(no, Number):
        a, b = as_number(yes), as_number(no)
        return a if a.given and b.given and a.low == b.low else hull([a, b], why)
    if yes.given and no.given and yes.word == no.word:
        return yes
    if yes.possible is None or no.possible is None or why.state == NOT_APPLICABLE:
        return Word(None, why)
    if yes.possible | no.possible <= EITHER:
        return truth(yes.possible | no.possible, why)
    options = model.RANKED if yes.possible <= set(model.RANKED) else model.LOOSE
    return Word(frozenset(options), replace(why, loose=True))


def power(x: Number, exponent: int) -> Number:
    """Section 6.3: x ^ n for a written whole number; x ^ 0 is 1."""
    if exponent == 0:
        return number(Fraction(1), Fraction(1), x.why)
    ends = [
        end**exponent if isinstance(end, Fraction) else _infinite(end, exponent) for end in (x.low, x.high)
    ]
    if exponent % 2 == 0 and x.low < 0 < x.high:
        ends.append(Fraction(0))
    return number(min(ends), max(ends), x.why)


def _infinite(end: float, exponent: int) -> float:
    return INF if exponent % 2 == 0 else end


def absolute(x: Number) -> Number:
    ends: list[End] = [max(x.low, -x.low), max(x.high, -x.high)]
    return number(Fraction(0) if x.low < 0 < x.high else min(ends), max(ends), x.why)


def between(a: Word, b: Word, count: object) -> Number:
    """Section 6.5: days, whole years and years of days that are given."""
    if a.given and b.given:
        assert callable(count)
        return exactly(count(a.word, b.word))
    return number(-INF, INF, joined((a, b) if a is not b else (a,)))


def whole_years(first: datetime.date, second: datetime.date) -> int:
    """Whole years from the first day to the second."""
    if second < first:
        return -whole_years(second, first)
    years = second.year - first.year
    return years - ((second.month, second.day) < (first.month, first.day))


def extreme_option(function: str, values: list[Word]) -> Word:
    """Section 6.5: of ordered options the highest or the lowest."""
    why = joined(values)
    if any(value.possible is None for value in values):
        return Word(None, why)
    pick = max if function == "max" else min
    sets = [sorted(map(str, value.possible or ())) for value in values]
    found = frozenset(pick(options, key=lambda option: RANK[option]) for options in itertools.product(*sets))
    return (
        word(next(iter(found)))
        if len(found) == 1
        else Word(frozenset(model.RANKED), replace(why, loose=True))
    )
