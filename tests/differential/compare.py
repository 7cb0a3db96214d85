"""What the engine says beside what the slow evaluator says."""

from __future__ import annotations

from fractions import Fraction

from guiju.api import Rulebook as Engine
from guiju.evaluate.outcome import Result
from guiju.numbers.algebra import number_bounds
from guiju.pipeline import check_source
from guiju.source import Source
from tests.differential.values import GIVEN, INF, NOT_APPLICABLE, SOME_STATE, WEIGHT, End, Number, Value, plus

SLACK = Fraction(1, 10**11)


class Rejected(Exception):
    """check does not accept the text."""


def engine_for(text: str) -> Engine:
    checked = check_source(Source("t.rule", text))
    if checked.rulebook is None:
        said = [
            f"{d.code.id} {d.message.en} | {d.place.text[:80] if d.place else ''}"
            for d in checked.findings
            if d.is_error
        ]
        raise Rejected("; ".join(said))
    return Engine(checked.rulebook)


def within(low: End, high: End, x: End) -> bool:
    """low ≤ x ≤ high but for the last digits of a rough number."""
    slack = SLACK * max(Fraction(1), x, -x) if isinstance(x, Fraction) else Fraction(0)
    return plus(low, -slack) <= x <= plus(high, slack)


def same_state(state: str, slow: Value) -> bool:
    """Where bounds are loose an operand may be given after all, and the state one that counts less."""
    if slow.why.state == SOME_STATE:
        return state != GIVEN
    return state == slow.why.state or (slow.why.loose and WEIGHT[state] < WEIGHT[slow.why.state])


def difference(engine: Result, slow: Value) -> str | None:
    """What is different, or None. Loose bounds of the slow evaluator only have to hold those of the engine."""
    state = str(engine.state)
    if isinstance(slow, Number):
        return _numbers(engine, slow, state)
    if slow.given:
        said = engine.holds if engine.holds is not None else engine.word
        return None if state == GIVEN and said == slow.word else f"engine {state} {said}, slow {slow.word}"
    if slow.why.loose and state == GIVEN:
        return None
    return None if same_state(state, slow) else f"engine {state}, slow {slow.why.state}"


def ends(engine: Result) -> tuple[End, End]:
    """The least and the most a number can be, in base units."""
    factor = engine.unit.factor
    if engine.number is not None:
        low, high = number_bounds(engine.number, 40)
        return Fraction(low) * factor, Fraction(high) * factor
    return (
        -INF if engine.lower is None else engine.lower * factor,
        INF if engine.upper is None else engine.upper * factor,
    )


def _numbers(engine: Result, slow: Number, state: str) -> str | None:
    if slow.why.state == NOT_APPLICABLE:  # it has no bounds
        return None if state == slow.why.state else f"engine {state}, slow {slow.why.state}"
    low, high = ends(engine)
    loose = " loose" if slow.why.loose else ""
    said = f"engine {state} {low} to {high}, slow {slow.why.state} {slow.low} to {slow.high}{loose}"
    if slow.given and isinstance(slow.low, Fraction):
        exact = engine.exact is not None and not slow.why.rough
        same = low == slow.low if exact else within(low, high, slow.low)
        if slow.why.rough and slow.why.causes:  # enclosing bounds do not show that they leave only one value
            return None if same and high - low < SLACK else said
        return None if state == GIVEN and same else said
    inside = within(slow.low, slow.high, low) and within(slow.low, slow.high, high)
    if slow.why.loose:
        return None if inside and (state == GIVEN or same_state(state, slow)) else said
    same = inside and within(low, high, slow.low) and within(low, high, slow.high)
    return None if same and same_state(state, slow) else said
