"""Values with their states and bounds (7.1), and arithmetic over bounds: the least and the most a result can be.

A value that is given has one possible value. A value that is missing lies between its bounds. `loose` says that the
bounds hold the exact ones but may be wider: an unknown stands more than once in the formula, or the bounds of the
function have no simple form. What comes of roots, logarithms or fractional powers is `rough`: right to 50 digits.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Union

GIVEN, UNKNOWN, NOT_SUPPLIED, NOT_APPLICABLE = "given", "unknown", "not_supplied", "not_applicable"
SOME_STATE = "missing"  # missing in a state that the document does not lay down
WEIGHT = {GIVEN: 0, UNKNOWN: 1, NOT_SUPPLIED: 2, NOT_APPLICABLE: 3, SOME_STATE: 4}
INF = math.inf
End = Union[Fraction, float]  # a float is only ever an infinity
NEAR = Fraction(1, 10**30)


class Undecided(Exception):
    """This evaluator cannot say: a rough number is too near to a limit, or the document does not lay it down."""


@dataclass(frozen=True)
class Why:
    """The state of a value, the unknowns it comes from, whether its bounds are loose and its digits rough."""

    state: str = GIVEN
    causes: frozenset[str] = frozenset()
    loose: bool = False
    rough: bool = False


@dataclass(frozen=True)
class Number:
    """A number: given when both ends are one."""

    low: End
    high: End
    why: Why = Why()

    @property
    def given(self) -> bool:
        return self.why.state == GIVEN


@dataclass(frozen=True)
class Word:
    """A yes or no, an option, a text or a day: what it can be; None is anything."""

    possible: frozenset[object] | None
    why: Why = Why()

    @property
    def given(self) -> bool:
        return self.why.state == GIVEN

    @property
    def word(self) -> object:
        assert self.possible is not None
        (word,) = self.possible
        return word


Value = Union[Number, Word]
YES, NO = frozenset({True}), frozenset({False})
EITHER: frozenset[object] = frozenset({True, False})


def exactly(x: Fraction | int, rough: bool = False) -> Number:
    return Number(Fraction(x), Fraction(x), Why(rough=rough))


def word(what: object) -> Word:
    return Word(frozenset({what}))


def joined(values: Iterable[Value]) -> Why:
    """Section 7.1: of several missing operands, not applicable outweighs not supplied, and that outweighs unknown."""
    state, loose, rough = GIVEN, False, False
    causes: set[str] = set()
    for value in values:
        why = value.why
        if WEIGHT[why.state] > WEIGHT[state]:
            state = why.state
        loose = loose or why.loose or bool(causes & why.causes)
        rough = rough or why.rough
        causes |= why.causes
    return Why(state, frozenset(causes), loose, rough)


def number(low: End, high: End, why: Why) -> Number:
    """Section 7.1: missing with the bounds the operands allow, and given again where they leave only one value.

    What is not applicable has no value at all: it has no bounds and leaves nothing to be given.
    """
    if why.state == NOT_APPLICABLE:
        return Number(-INF, INF, why)
    if low == high and isinstance(low, Fraction):
        return Number(low, high, Why(GIVEN, why.causes, False, why.rough))
    return Number(
        low, high, Why(UNKNOWN if why.state == GIVEN else why.state, why.causes, why.loose, why.rough)
    )


def truth(possible: Iterable[object], why: Why) -> Word:
    found = frozenset(possible)
    return Word(found, Why(GIVEN if len(found) == 1 else why.state, why.causes, why.loose and len(found) > 1))


def undefined(why: Why) -> Number:
    """Section 7.1: undefined is unknown. When operands are missing theirs is the state."""
    return Number(
        -INF, INF, Why(UNKNOWN if why.state == GIVEN else why.state, why.causes | {"undefined"}, why.loose)
    )


# --- comparing --------------------------------------------------------------------------------------------------------
def less(a: End, b: End, rough: bool) -> bool:
    if rough and isinstance(a, Fraction) and isinstance(b, Fraction) and a != b and abs(a - b) < NEAR:
        raise Undecided
    return a < b


def compared(sign: str, a: Number, b: Number) -> Word:
    """Section 7.2: a comparison with a missing number is decided where its bounds decide it."""
    why = joined((a, b))
    if why.state == NOT_APPLICABLE:
        return truth(EITHER, why)
    rough = why.rough
    can_less, can_greater = less(a.low, b.high, rough), less(b.low, a.high, rough)
    can_equal = not less(a.high, b.low, rough) and not less(b.high, a.low, rough)
    ways = {"<": (1, 0, 0), "≤": (1, 1, 0), "=": (0, 1, 0), "≠": (1, 0, 1), "≥": (0, 1, 1), ">": (0, 0, 1)}[
        sign
    ]
    can = (can_less, can_equal, can_greater)
    return truth({bool(way) for way, possible in zip(ways, can, strict=True) if possible}, why)


# --- arithmetic -------------------------------------------------------------------------------------------------------
def times(a: End, b: End) -> End:
    """A product of ends, where nothing times anything is nothing."""
    if a == 0 or b == 0:
        return Fraction(0)
    if isinstance(a, Fraction) and isinstance(b, Fraction):
        return a * b
    return INF if (a > 0) == (b > 0) else -INF


def plus(a: End, b: End) -> End:
    if isinstance(a, Fraction) and isinstance(b, Fraction):
        return a + b
    return a if isinstance(a, float) else b


def negative(a: Number) -> Number:
    return Number(-a.high, -a.low, a.why)


def added(a: Number, b: Number) -> Number:
    return number(plus(a.low, b.low), plus(a.high, b.high), joined((a, b)))


def multiplied(a: Number, b: Number) -> Number:
    ends = [times(x, y) for x in (a.low, a.high) for y in (b.low, b.high)]
    return number(min(ends), max(ends), joined((a, b)))


def _reciprocal(x: End) -> End:
    return 1 / x if isinstance(x, Fraction) else Fraction(0)


def divided(a: Number, b: Number) -> Number:
    """Section 7.1: division by zero is undefined; what may be undefined has no bounds."""
    if b.low == 0 == b.high:
        return undefined(Why(UNKNOWN, b.why.causes))
    if b.low <= 0 <= b.high:
        return undefined(joined((a, b)))
    return multiplied(a, Number(_reciprocal(b.high), _reciprocal(b.low), b.why))


def monotone(
    function: Callable[[Fraction], Fraction], x: Number, at: tuple[End, End] = (-INF, INF)
) -> Number:
    """A function that does not fall; `at` are its values at the infinities."""
    low = function(x.low) if isinstance(x.low, Fraction) else at[0]
    high = function(x.high) if isinstance(x.high, Fraction) else at[1]
    return number(low, high, x.why)


def over_each(function: Callable[[Sequence[Fraction]], Fraction], xs: Sequence[Number]) -> Number:
    """A function of several numbers that does not fall in any of them; unbounded where one of them is."""
    lows, highs = [x.low for x in xs], [x.high for x in xs]
    low = function([x for x in lows if isinstance(x, Fraction)]) if -INF not in lows else -INF
    high = function([x for x in highs if isinstance(x, Fraction)]) if INF not in highs else INF
    return number(low, high, joined(xs))


def clamped(x: Number, low: Number, high: Number) -> Number:
    """x held between low and high."""
    least = min(max(x.low, low.low), high.low)
    most = min(max(x.high, low.high), high.high)
    return number(least, most, joined((x, low, high)))


def hull(values: Sequence[Number], why: Why) -> Number:
    """Somewhere between the least and the greatest of several numbers."""
    return number(min(v.low for v in values), max(v.high for v in values), why)


def loosened(x: Number) -> Number:
    if x.given:
        return x
    return Number(x.low, x.high, Why(x.why.state, x.why.causes, True, x.why.rough))
