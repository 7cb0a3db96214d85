"""Bounds against figures: whatever is filled in for what is missing, the result lies within the bounds given before.

The rulebooks ask nowhere whether a figure is missing, and leave open what is. So this holds without any rule for
bounds, and it is the engine itself that says what a full town gets - which the other test compares.
"""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from guiju.evaluate import Outcome
from tests.differential.compare import Rejected, ends, engine_for, within
from tests.differential.declarations import Input
from tests.differential.draw_judging import rulebook
from tests.differential.draw_town import document, drawn, town_for
from tests.differential.rules import rule_text
from tests.differential.town import Datum, Figure, Gap, Town
from tests.differential.tree import Rulebook

FILLINGS = 4


def outside(seed: int) -> Iterator[str]:
    """Names whose value with everything filled in lies outside of the bounds without, with the rules and the data."""
    rng = random.Random(seed)
    book = rulebook(rng, once=rng.random() < 0.5, pure=True)
    text = rule_text(book)
    try:
        engine = engine_for(text)
    except Rejected:
        return
    town = town_for(book, rng, rng.choice((0.1, 0.3)), not_applicable=False)
    town.marks = {}
    town.year = town.year or 2024  # else it is the last year that has a figure
    before = document(book, town, rng)
    open_ = engine.evaluate(before)
    for _ in range(FILLINGS):
        after = document(book, filled(book, town, rng), rng)
        for said in wider(book, open_, engine.evaluate(after)):
            yield f"seed {seed}: {said}\n{text}\n{before}\n{after}"


def filled(book: Rulebook, town: Town, rng: random.Random) -> Town:
    """The town with every gap filled within the limits of its input, and a day of its year."""
    data = {name: _filled(what, town.data[name], rng) for name, what in book.inputs.items()}
    assert town.year is not None
    day = datetime.date(town.year, 1, 1) + datetime.timedelta(rng.randrange(365))
    return replace(town, data=data, day=town.day or day)


def _filled(what: Input, datum: Datum, rng: random.Random) -> Datum:
    if what.shape == "records":
        if not isinstance(datum, list):
            return datum
        return [{f.name: _figure(f, record[f.name], rng) for f in what.fields} for record in datum]
    if what.yearly:
        known = datum if isinstance(datum, dict) else {}
        return {year: _figure(what, known.get(year, Gap("")), rng) for year in range(2018, 2027)}
    assert not isinstance(datum, (Mapping, Sequence)) or isinstance(datum, str)
    return _figure(what, datum, rng)


def _figure(what: Input, datum: Figure, rng: random.Random) -> Figure:
    return drawn(what, rng) if isinstance(datum, Gap) else datum


def wider(book: Rulebook, before: Outcome, after: Outcome) -> Iterator[str]:
    """What the full town has that the town with gaps could not have."""
    for name in before.to_dict()["values"]:
        one, two = before[name], after[name]
        if str(two.state) != "given" or any(scale.name == name for scale in book.scales):
            continue
        if str(one.state) == "given":
            same = one.word == two.word and one.holds == two.holds
            if not same or (two.number is not None and not within(*ends(one), ends(two)[0])):
                yield f"{name}: {one} became {two}"
        elif two.number is not None and not within(*ends(one), ends(two)[0]):
            yield f"{name}: {two} is not within {tuple(map(str, ends(one)))}"
    for scale in book.scales:
        name_ = after.grade_on(scale.name).name
        if name_ is not None and name_ not in before.grade_on(scale.name).possible:
            yield f"{scale.name}: {name_} is not among {before.grade_on(scale.name).possible}"
    for name, verdict in before.designations.items():
        if verdict != "undetermined" and after.designations[name] not in (verdict, "undetermined"):
            yield f"{name}: {verdict} became {after.designations[name]}"
