"""Functions of numbers and options: what they compute, and what bounds they keep when something is missing.

Every function gets its values and the call as written, which names the cause where there is no value. Roots and
logarithms outside their domain are undefined, never an error; what cannot be decided within the digits there are is
said to be undecided.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import cmp_to_key
from types import MappingProxyType

from guiju.numbers import elementary
from guiju.numbers.algebra import compare
from guiju.numbers.real import Number, Undecided
from guiju.numbers.states import CauseKind, Missing, State, is_conflicting, merge
from guiju.rulebook import exact
from guiju.rulebook import expressions as ex
from guiju.rulebook.calendar import OF_DATES
from guiju.rulebook.exact import Value
from guiju.rulebook.roundings import ROUNDINGS
from guiju.rulebook.walk import Arm, OpenOption, Walk, rank_of
from guiju.types import ChoiceType

Function = Callable[[Sequence[Value], ex.Expression], Value]
_ZERO = Fraction(0)
_ONE = Fraction(1)


def computed(function: Function, values: Sequence[Value], node: ex.Expression) -> Value:
    """The value of a function; undefined where its numbers are too large or too close to tell."""
    try:
        return function(values, node)
    except Undecided:
        return exact.undefined(node.place, CauseKind.UNDECIDED)
    except ZeroDivisionError:
        return exact.undefined(node.place, CauseKind.DIVISION)


def within(
    values: Sequence[Value],
    node: ex.Expression,
    function: Callable[..., Number],
    domain: Callable[[Number], bool],
) -> Value:
    """A function that rises with each of its values, which must all lie in its domain.

    Of a missing value that may lie outside nothing is known.
    """
    for value in values:
        lower = exact.ends(value)[0] if isinstance(value, Missing) else value
        if lower is None or not domain(lower):
            if not isinstance(value, Missing):
                return exact.undefined(node.place)
            return merge(tuple(values))
    return exact.rising(values, function)


def _not_negative(x: Number) -> bool:
    return compare(x, _ZERO) >= 0


def _positive(x: Number) -> bool:
    return compare(x, _ZERO) > 0


def _anything(x: Number) -> bool:
    return True


# --- of several numbers -----------------------------------------------------------------------------------------------


def _sum(values: Sequence[Value], node: ex.Expression) -> Value:
    return exact.total(values)


def _mean(values: Sequence[Value], node: ex.Expression) -> Value:
    return exact.multiply(exact.total(values), Fraction(1, len(values)))


def _maximum(values: Sequence[Value], node: ex.Expression) -> Value:
    return _of_options(values, node, exact.maximum)


def _minimum(values: Sequence[Value], node: ex.Expression) -> Value:
    return _of_options(values, node, exact.minimum)


def _of_options(
    values: Sequence[Value], node: ex.Expression, extreme: Callable[[Sequence[Value]], Value]
) -> Value:
    """The extreme of numbers, or of options by their rank."""
    type_ = node.type
    if not isinstance(type_, ChoiceType):
        return extreme(values)
    ranks = [rank_of(value, type_) for value in values]
    found = extreme(ranks)
    if not isinstance(found, Missing):
        return type_.options[-int(found)]
    low, high = exact.ends(found)
    possible = [
        option
        for rank, option in enumerate(type_.options)
        if (low is None or -rank >= low) and (high is None or -rank <= high)
    ]
    return OpenOption(found.state, found.because, possible=tuple(possible))


def _geometric(values: Sequence[Value], node: ex.Expression) -> Value:
    exponent = Fraction(1, len(values))
    return within(
        values, node, lambda *xs: elementary.weighted_product([(x, exponent) for x in xs]), _not_negative
    )


def _harmonic(values: Sequence[Value], node: ex.Expression) -> Value:
    return within(values, node, lambda *xs: len(xs) / sum((1 / x for x in xs), _ZERO), _positive)


def ascending(values: Sequence[Number]) -> list[Number]:
    """Numbers from the least to the greatest."""
    return sorted(values, key=cmp_to_key(exact.order))


def _median(values: Sequence[Value], node: ex.Expression) -> Value:
    def middle(*xs: Number) -> Number:
        ordered, half = ascending(xs), len(xs) // 2
        return ordered[half] if len(xs) % 2 else (ordered[half - 1] + ordered[half]) * Fraction(1, 2)

    return exact.rising(values, middle)


def _trimmed(values: Sequence[Value], node: ex.Expression) -> Value:
    count, *rest = values
    dropped = int(count)
    if len(rest) <= 2 * dropped:
        return exact.undefined(node.place)

    def middle(*xs: Number) -> Number:
        kept = ascending(xs)[dropped : len(xs) - dropped]
        return sum(kept, _ZERO) * Fraction(1, len(kept))

    return exact.rising(rest, middle)


def deviation(values: Sequence[Value], divisor: int, node: ex.Expression) -> Value:
    """The root of the squared distances from the mean over `divisor`."""
    if divisor < 1:
        return exact.undefined(node.place)
    if any(isinstance(value, Missing) for value in values):
        return exact.settle(values, (_ZERO, None))
    mean = sum(values, _ZERO) * Fraction(1, len(values))
    squares = sum(((value - mean) ** 2 for value in values), _ZERO)
    return elementary.weighted_product([(squares * Fraction(1, divisor), Fraction(1, 2))])


def _stdev(values: Sequence[Value], node: ex.Expression) -> Value:
    return deviation(values, len(values), node)


def _sample_stdev(values: Sequence[Value], node: ex.Expression) -> Value:
    return deviation(values, len(values) - 1, node)


def _count(values: Sequence[Value], node: ex.Expression) -> Value:
    points = [exact.hull(v, (_ONE, _ZERO)) if isinstance(v, Missing) else Fraction(int(v)) for v in values]
    return exact.total(points)


# --- of one number ----------------------------------------------------------------------------------------------------


def _absolute(values: Sequence[Value], node: ex.Expression) -> Value:
    if isinstance(values[0], Missing):
        found = exact.maximum((values[0], exact.negate(values[0])))
        is_open = isinstance(found, Missing) and found.state is not State.NOT_APPLICABLE
        return found.within(max(found.lower or _ZERO, _ZERO), found.upper) if is_open else found
    return abs(values[0])


def _clamp(values: Sequence[Value], node: ex.Expression) -> Value:
    x, low, high = values
    return exact.maximum((low, exact.minimum((x, high))))


def _power(values: Sequence[Value], node: ex.Expression) -> Value:
    x, exponent = values
    if exponent < 0:
        inverse = exact.divide(_ONE, x, node.place)
        return _power((inverse, -exponent), node)
    return within((x,), node, lambda y: elementary.weighted_product([(y, exponent)]), _not_negative)


def _root(values: Sequence[Value], node: ex.Expression) -> Value:
    return _power((values[0], 1 / values[1]), node)


def _square_root(values: Sequence[Value], node: ex.Expression) -> Value:
    return _power((values[0], Fraction(1, 2)), node)


def _ln(values: Sequence[Value], node: ex.Expression) -> Value:
    return within(values, node, elementary.ln, _positive)


def _log10(values: Sequence[Value], node: ex.Expression) -> Value:
    return within(values, node, elementary.log10, _positive)


def _exp(values: Sequence[Value], node: ex.Expression) -> Value:
    return within(values, node, elementary.exp, _anything)


def _growth(values: Sequence[Value], node: ex.Expression) -> Value:
    """The mean growth a year from one year to another so many years later."""
    this, before, years = values
    if not isinstance(before, Missing) and not _positive(before):
        return exact.undefined(
            node.place, CauseKind.DIVISION if compare(before, _ZERO) == 0 else CauseKind.UNDEFINED
        )
    if isinstance(before, Missing) and (before.lower is None or before.lower <= 0):
        return merge((this, before))
    ratio = exact.divide(this, before, node.place)
    if years > 1:
        ratio = _power((ratio, 1 / years), node)
    return exact.subtract(ratio, _ONE)


# --- presence ---------------------------------------------------------------------------------------------------------

_ABSENT = (State.NOT_SUPPLIED, State.UNKNOWN)


def _presence(walk: Walk, node: ex.Apply) -> Value:
    """What looks at the state of a value and not at the value; what stands in is evaluated only when it is needed."""
    value = walk.of(node.arguments[0])
    state = value.state if isinstance(value, Missing) else State.GIVEN
    if is_conflicting(value):  # neither there nor not there, until somebody chooses
        return value.within(None, None) if node.function.startswith("is_") else value
    match node.function:
        case "is_given":
            return state is State.GIVEN
        case "is_not_applicable":
            return state is State.NOT_APPLICABLE
        case "if_missing":
            stands_in = state in _ABSENT
        case _:
            stands_in = state is State.NOT_APPLICABLE
    return walk.of(node.arguments[1]) if stands_in else value


_PRESENCE = frozenset({"is_given", "is_not_applicable", "if_missing", "if_not_applicable"})

FUNCTIONS: Mapping[str, Function] = MappingProxyType(
    {
        **ROUNDINGS,
        **OF_DATES,
        "sum": _sum,
        "mean": _mean,
        "geo_mean": _geometric,
        "harmonic_mean": _harmonic,
        "median": _median,
        "trimmed_mean": _trimmed,
        "stdev": _stdev,
        "sample_stdev": _sample_stdev,
        "max": _maximum,
        "min": _minimum,
        "count": _count,
        "abs": _absolute,
        "clamp": _clamp,
        "pow": _power,
        "root": _root,
        "sqrt": _square_root,
        "ln": _ln,
        "log10": _log10,
        "exp": _exp,
        "growth": _growth,
        "cagr": _growth,
    }
)


def _apply(walk: Walk, node: ex.Apply) -> Value:
    if node.function in _PRESENCE:
        return _presence(walk, node)
    return computed(FUNCTIONS[node.function], [walk.of(argument) for argument in node.arguments], node)


APPLY_ARMS: Mapping[type, Arm] = MappingProxyType({ex.Apply: _apply})
