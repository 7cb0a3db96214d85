"""Replay: the value of every step follows from the values of the steps it was made of."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

from hypothesis import HealthCheck, given, settings

from guiju import Outcome
from guiju.evaluate.interpreter import ARMS
from guiju.numbers.algebra import number_bounds
from guiju.numbers.real import Real
from guiju.rulebook import expressions as ex
from guiju.rulebook import model, scheme
from guiju.rulebook.scoring import Mark
from tests.properties.replay import OVER_RECORDS, REPLAY, SKIPPED, _Root, value_again
from tests.properties.strategies import Drawn, rulebooks
from tests.properties.test_evaluation import outcome_of
from tests.traces.samples import dingxiang, english, everything

# What has no operands: it comes from the data, the rules or another document.
SOURCES = {
    ex.Literal,
    ex.NotApplicable,
    ex.InputRef,
    ex.FieldRef,
    ex.IndicatorRef,
    ex.GradeRef,
    ex.LevelRef,
    ex.SubjectRef,
    scheme.OpenScoring,
    Mark,
    model.External,
    model.Open,
}


def replay(outcome: Outcome) -> Counter[str]:
    """Check every step; how many of each class were computed again."""
    done: Counter[str] = Counter()
    for step in outcome.walk():
        again = value_again(step)
        if again is SKIPPED:
            continue
        done[type(step.node).__name__] += 1
        if isinstance(again, _Root):
            low, high = (
                number_bounds(step.value, 20) if isinstance(step.value, Real) else (step.value, step.value)
            )
            assert again.lies_between(low, high), step
        else:
            assert step.value == again, step
    return done


def test_every_class_of_step_is_replayed_or_is_a_source() -> None:
    assert set(REPLAY) | set(OVER_RECORDS) | SOURCES == set(ARMS)
    assert not (set(REPLAY) | set(OVER_RECORDS)) & SOURCES


def test_the_golden_towns_replay() -> None:
    done = (
        replay(everything())
        + replay(everything("everything-missing"))
        + replay(english())
        + replay(dingxiang())
    )
    replayable = {node.__name__ for node in (*REPLAY, *OVER_RECORDS)}
    assert replayable == set(done), "each class was computed again at least once"
    assert sum(done.values()) > 800


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(rulebooks())
def test_any_outcome_replays(drawn: Drawn) -> None:
    replay(outcome_of(drawn))


def test_a_wrong_value_is_noticed() -> None:
    """The property is not empty: a step with another value fails."""
    for step in everything().walk():
        again = value_again(step)
        if isinstance(again, Fraction):
            assert again != step.value + 1
