"""Measure one town, exactly and with its full trace, against GoRules Zen and against Python written by hand.

    python -m tests.bench.one_town [--towns 200] [--rounds 21]

Needs the extra `bench` (zen-engine). First all forms must agree on every town; then their blocks are run in
turn, so that a slow moment of the machine hits all of them. README.md in this folder says what is counted.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import guiju
from tests.bench import forms, model
from tests.bench.forms import Result

TRACE: Any = {"trace": True}
GOAL = Fraction(1, 3)
ZEN_ENGINE = "Zen: 10 tables, trace on, ZenEngine"
ZEN_DECISION = "Zen: 10 tables, trace on, ZenDecision"


@dataclass(frozen=True, slots=True)
class Contestant:
    """One way to evaluate a town: `run` is what is timed, over `inputs` in the form it takes them."""

    name: str
    run: Callable[[Any], object]
    inputs: Sequence[Any]


def load_rules() -> guiju.Rulebook:
    """The rule file of the model, loaded from disk as a user would."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.rule"
        path.write_text(model.rule_text(), encoding="utf-8")
        return guiju.load(path)


def guiju_result(outcome: guiju.Outcome) -> Result:
    """The outcome in the form all share; a criterion counts as the rules word it, so a veto `met` strikes."""
    told = json.loads(outcome.to_json())
    designation = told["designations"]["示范镇"]
    criteria = tuple(criterion["verdict"] == "met" for criterion in designation["criteria"])
    return Result(
        Fraction(told["total"]["exact"]), told["grade"]["name"], criteria, designation["verdict"] == "met"
    )


def walk(steps: Iterable[Any]) -> int:
    """Touch every step of a trace, so that one built on demand is built; the number of steps."""
    return sum(1 + walk(step.children) for step in steps)


def disagreements(results: Mapping[str, Sequence[Result]]) -> list[str]:
    """Where a form differs from Fractions by hand: a total by more than 1e-9 of it, the rest at all."""
    found = []
    exact = results["Fraction"]
    for name, those in results.items():
        for town, (right, result) in enumerate(zip(exact, those, strict=True)):
            near = abs(Fraction(result.total) - Fraction(right.total)) <= Fraction(right.total) / 10**9
            if not near or result[1:] != right[1:]:
                found.append(f"{name}, town {town}: {result} instead of {right}")
    return found


def microseconds(contestants: Sequence[Contestant], rounds: int) -> dict[str, float]:
    """Median over the rounds of the mean time of one town, the contestants taking turns within each round."""
    blocks: dict[str, list[float]] = {contestant.name: [] for contestant in contestants}
    for _ in range(rounds):
        for contestant in contestants:
            run, inputs = contestant.run, contestant.inputs
            start = time.perf_counter()
            for given in inputs:
                run(given)
            blocks[contestant.name].append((time.perf_counter() - start) / len(inputs))
    return {name: statistics.median(times) * 1e6 for name, times in blocks.items()}


def prepare(towns: Sequence[Mapping[str, str]]) -> tuple[list[Contestant], dict[str, list[Result]]]:
    """The contestants, and the results of every form."""
    import zen

    decisions = {"expressions": forms.zen_expressions(), "tables": forms.zen_tables()}
    content = {key: json.loads(text) for key, text in decisions.items()}
    engine = zen.ZenEngine({"loader": {"type": "static", "content": content}})
    own_runtime = engine.create_decision(zen.ZenDecisionContent(decisions["tables"]))
    rules = load_rules()
    by_float, by_fraction = forms.by_hand(float), forms.by_hand(Fraction)

    contexts = [forms.zen_context(town) for town in towns]
    floats = [{name: float(text) for name, text in town.items()} for town in towns]
    fractions = [{name: Fraction(text) for name, text in town.items()} for town in towns]

    def zen_results(key: str) -> list[Result]:
        return [forms.zen_result(engine.evaluate(key, context, TRACE)["result"]) for context in contexts]

    def outcome(town: Mapping[str, str]) -> object:
        result = rules.evaluate(town)
        return result.total, result.grade

    def outcome_and_steps(town: Mapping[str, str]) -> object:
        result = rules.evaluate(town)
        return result.total, result.grade, walk(result.steps)

    results = {
        "Fraction": [by_fraction(town) for town in fractions],
        "float": [by_float(town) for town in floats],
        "Zen, expressions": zen_results("expressions"),
        "Zen, tables": zen_results("tables"),
        "guiju": [guiju_result(rules.evaluate(town)) for town in towns],
    }
    contestants = [
        Contestant("guiju: result, trace on", outcome, towns),
        Contestant("guiju: result, every step read", outcome_and_steps, towns),
        Contestant(ZEN_ENGINE, lambda c: engine.evaluate("tables", c, TRACE), contexts),
        Contestant(ZEN_DECISION, lambda c: own_runtime.evaluate(c, TRACE), contexts),
        Contestant("Zen: 10 tables, no trace", lambda c: engine.evaluate("tables", c), contexts),
        Contestant(
            "Zen: one expression node, trace on", lambda c: engine.evaluate("expressions", c, TRACE), contexts
        ),
        Contestant("Python by hand, Fraction, no trace", by_fraction, fractions),
        Contestant("Python by hand, float, no trace", by_float, floats),
    ]
    return contestants, results


def main() -> int:
    parser = argparse.ArgumentParser(description="Time one town with its full trace.")
    parser.add_argument("--towns", type=int, default=200, help="towns in a block (200)")
    parser.add_argument("--rounds", type=int, default=21, help="blocks of each form (21)")
    options = parser.parse_args()

    contestants, results = prepare(model.towns(options.towns))
    wrong = disagreements(results)
    if wrong:
        print(*wrong[:10], f"{len(wrong)} disagreements: nothing is timed", sep="\n")
        return 1
    print(f"{len(results)} forms agree on {options.towns} towns: total, grade, 5 criteria, verdict\n")

    microseconds(contestants, 2)  # warm up
    medians = microseconds(contestants, options.rounds)
    engine, decision = medians[ZEN_ENGINE], medians[ZEN_DECISION]
    print(f"{'one town':<44}{'µs':>9}{'of engine':>12}{'of decision':>13}")
    for name, median in medians.items():
        print(f"{name:<44}{median:>9.1f}{median / engine:>12.2f}{median / decision:>13.2f}")
    print(f"\ngoal: guiju at most {GOAL} = {float(GOAL):.2f} of Zen with its tables and its trace")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
