"""One example: a rulebook and the towns of it, made from a seed, and what the two evaluators say of them."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial

from guiju.api import Rulebook as Engine
from guiju.evaluate import Outcome
from tests.differential.compare import difference, engine_for
from tests.differential.draw_judging import rulebook
from tests.differential.draw_town import document, town_for
from tests.differential.rules import rule_text
from tests.differential.slow_judging import SlowTown, together
from tests.differential.slow_lists import walk
from tests.differential.town import Town
from tests.differential.tree import Rulebook
from tests.differential.values import NO, Undecided, Value

SHARES = (0.0, 0.0, 0.2, 0.5, 1.0)  # how many of the figures are missing


@dataclass(frozen=True)
class Example:
    """Rules and towns, in plain data and as the engine reads them."""

    seed: int
    book: Rulebook
    towns: list[Town]
    text: str
    documents: list[dict[str, object]]

    @property
    def shown(self) -> str:
        data = json.dumps(self.documents, ensure_ascii=False, default=str)
        return f"seed {self.seed}\n{self.text}\n{data}"


def example(seed: int) -> Example:
    """The example of a seed; every fourth is a population."""
    rng = random.Random(seed)
    population = seed % 4 == 3
    book = rulebook(rng, once=rng.random() < 0.3, population=population)
    share = rng.choice(SHARES)
    towns = [town_for(book, rng, share) for _ in range(rng.choice((1, 2, 3, 4)) if population else 1)]
    return Example(seed, book, towns, rule_text(book), [document(book, town, rng) for town in towns])


def outcomes(engine: Engine, drawn: Example) -> list[Outcome]:
    if drawn.book.population:
        return list(engine.evaluate_many(drawn.documents))
    return [engine.evaluate(drawn.documents[0])]


def differences(drawn: Example) -> Iterator[str]:
    """What the two say differently. Raises Rejected when check does not accept the rules."""
    found = outcomes(engine_for(drawn.text), drawn)
    for place, (outcome, town) in enumerate(zip(found, slow_towns(drawn), strict=True)):
        for said in of_town(drawn.book, outcome, town):
            yield f"town {place}: {said}"


def slow_towns(drawn: Example) -> list[SlowTown]:
    return (
        together(drawn.book, drawn.towns) if drawn.book.population else [SlowTown(drawn.book, drawn.towns[0])]
    )


def values(slow: SlowTown) -> dict[str, Callable[[], Value]]:
    """Every name that has a value, with how the slow evaluator finds it; what others are made of first."""
    book, tree = slow.book, slow.tree
    assert book.scheme is not None
    assert tree is not None
    found: dict[str, Callable[[], Value]] = {}
    for node in reversed(walk(book.scheme)):
        for adjustment in node.adjustments:
            found[adjustment.name] = partial(tree.adjustment, adjustment)
        found[node.name] = partial(tree.part, node.name, "score")
    for name in [*book.parameters, *book.definitions]:
        found[name] = partial(slow.formulas.named, name)
    return found | {ranking.name: partial(slow.place, ranking.name) for ranking in book.rankings}


def of_town(book: Rulebook, outcome: Outcome, slow: SlowTown) -> Iterator[str]:
    """Values, grades, verdicts, contradictions and places of one town."""
    reported = outcome.to_dict()
    for name, value in values(slow).items():
        with suppress(Undecided):
            if said := difference(outcome[name], value()):
                yield f"{name}: {said}"
    for scale in book.scales:
        with suppress(Undecided):
            possible, expected = set(outcome.grade_on(scale.name).possible), slow.possible_grades(scale.name)
            if not (possible <= expected if slow.loose_grade(scale) else possible == expected):
                yield f"{scale.name}: engine {sorted(possible)}, slow {sorted(expected)}"
    for designation in book.designations:
        with suppress(Undecided):
            verdict, awaited = outcome.designations[designation.name], slow.verdict(designation)
            if verdict != awaited and not (awaited == "undetermined" and slow.loose_verdict(designation)):
                yield f"{designation.name}: engine {verdict}, slow {awaited}"
    with suppress(Undecided):
        violated = {name for name, word in slow.constraints().items() if word.possible == NO}
        if set(reported["violations"]) != violated:
            yield f"violations: engine {reported['violations']}, slow {sorted(violated)}"
