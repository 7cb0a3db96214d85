"""Replay: the value of every step follows from the values of the steps it was made of."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

from hypothesis import HealthCheck, given, settings

from guiju import Outcome
from guiju.evaluate.interpreter import ARMS
from guiju.functions import FUNCTIONS
from guiju.numbers.algebra import compare, number_bounds
from guiju.numbers.real import Real
from guiju.rulebook import expressions as ex
from guiju.rulebook import model, scheme
from guiju.rulebook.collecting import Row
from guiju.rulebook.experts import ByExpert, Mark
from tests.properties.replay import OVER_RECORDS, REPLAY, value_again
from tests.properties.replay_numbers import SKIPPED, Near, Root
from tests.properties.strategies import Drawn, rulebooks
from tests.properties.test_evaluation import outcome_of
from tests.traces.samples import dingxiang, english, everything, panel, together

# What has no operands: it comes from the data, the rules or another document.
SOURCES = {
    ex.Literal,
    ex.NotApplicable,
    ex.FieldRef,
    ex.IndicatorRef,
    ex.GradeRef,
    ex.LevelRef,
    ex.ChildrenRef,
    ex.TownsRef,
    ex.YearsRef,
    ex.DataDate,
    ex.SubjectRef,
    scheme.OpenScoring,
    Mark,
    ByExpert,
    model.External,
    model.Open,
    model.Ranking,  # the other towns have no steps here: `test_places_follow_from_the_keys_of_all_towns`
}


def replay(outcome: Outcome) -> Counter[str]:
    """Check every step; how many of each class were computed again."""
    done: Counter[str] = Counter()
    for step in outcome.walk():
        again = value_again(step)
        if again is SKIPPED:
            continue
        done[type(step.node).__name__] += 1
        if isinstance(again, (Root, Near)):
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
        + replay(panel())
    )
    replayable = {node.__name__ for node in (*REPLAY, *OVER_RECORDS)}
    assert replayable == set(done), "each class was computed again at least once"
    assert sum(done.values()) > 800


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(rulebooks())
def test_any_outcome_replays(drawn: Drawn) -> None:
    replay(outcome_of(drawn))


def test_every_function_of_the_golden_towns_replays() -> None:
    """Apply and Collect are two classes; their functions are many."""
    done = set()
    for step in everything().walk():
        if isinstance(step.node, (ex.Apply, ex.Collect)) and value_again(step) is not SKIPPED:
            done.add(step.node.function)
    used = {
        step.node.function for step in everything().walk() if isinstance(step.node, (ex.Apply, ex.Collect))
    }
    assert done == used
    written = {
        "every_year",
        "some_year",
        "in_year",
        "one_of",
        "satisfies",
        "lookup",
    }  # they become other nodes
    tables = {"interpolate", "tier", "marginal", "whole"}
    named = {"argmax", "argmin"}
    assert {function.en for function in FUNCTIONS} - written - tables - named <= done


def population() -> tuple[Outcome, ...]:
    return together("everything", "everything", "everything-second", "everything-third")


def test_places_follow_from_the_keys_of_all_towns() -> None:
    """The first key that differs decides; equal towns take the first of their places."""
    outcomes = population()
    keys = [(outcome.known["评价"], outcome.known["档"] == "上") for outcome in outcomes]
    for outcome, own in zip(outcomes, keys, strict=True):
        ahead = 0
        for other in keys:
            sign = compare(other[0], own[0])
            ahead += sign > 0 or (sign == 0 and other[1] > own[1])
        assert outcome.known["综合排名"] == 1 + ahead


def test_what_is_taken_of_another_town_is_what_it_has_itself() -> None:
    """The value of a row of another town is that of its own row in its own outcome."""
    own: dict[tuple[int, str], object] = {}
    others: list[tuple[int, str, object]] = []
    for outcome in population():
        for step in outcome.walk():
            if isinstance(step.node, ex.Collect) and isinstance(step.node.records, ex.TownsRef):
                first, *rest = (child for child in step.children if isinstance(child.node, Row))
                own[id(step.node), outcome.town.name] = first.value
                others += [(id(step.node), row.node.record.name, row.value) for row in rest]
    assert len(others) > 20
    assert all(own[node, name] == value for node, name, value in others)


def test_a_wrong_value_is_noticed() -> None:
    """The property is not empty: a step with another value fails."""
    for step in everything().walk():
        again = value_again(step)
        if isinstance(again, Fraction):
            assert again != step.value + 1
