"""Random towns for a rulebook, and the document the engine reads (data.md)."""

from __future__ import annotations

import datetime
import random
from fractions import Fraction

from tests.differential.declarations import Input
from tests.differential.draw_tree import apart
from tests.differential.model import LOOSE, RANKED, UNITS
from tests.differential.print_formulas import amount
from tests.differential.town import Datum, Figure, Gap, Mark, Town
from tests.differential.tree import Expert, External, Group, Rulebook
from tests.differential.values import NOT_APPLICABLE, NOT_SUPPLIED, UNKNOWN

STATES = {NOT_SUPPLIED: "未提供", UNKNOWN: "不详", NOT_APPLICABLE: "不适用"}
FIRST_DAY = datetime.date(2000, 1, 1)


def town_for(book: Rulebook, rng: random.Random, missing: float, not_applicable: bool = True) -> Town:
    """A town in which a share of the figures is missing."""
    town = Town()
    states = list(STATES) if not_applicable else [NOT_SUPPLIED, UNKNOWN]

    def gap(absent: bool) -> Gap:
        if absent and rng.random() < 0.3:
            return Gap(NOT_SUPPLIED, absent=True)
        return Gap(rng.choice(states))

    def figure(what: Input, share: float) -> Figure:
        return gap(False) if rng.random() < share else drawn(what, rng)

    for name, what in book.inputs.items():
        if rng.random() < missing:
            town.data[name] = gap(True)
        elif what.shape == "records":
            count = what.size or rng.choice((0, 1, 2, 3, 4))
            if what.size and rng.random() < 0.1:
                count -= 1
            town.data[name] = [{f.name: figure(f, missing * 0.6) for f in what.fields} for _ in range(count)]
        elif what.yearly:
            years = [year for year in range(2019, 2026) if rng.random() < 0.95]
            town.data[name] = {year: figure(what, missing * 0.6) for year in years or [2024]}
        else:
            town.data[name] = drawn(what, rng)
    if rng.random() < 0.6:
        town.year = rng.choice((2023, 2024, 2025))
    if rng.random() < 0.7:
        town.day = datetime.date(rng.choice((2023, 2024)), rng.randint(1, 12), rng.randint(1, 28))
    town.rulings = {document: rng.random() < 0.6 for document in documents(book) if rng.random() < 0.6}
    town.marks = _marks(book, rng)
    return town


def drawn(what: Input, rng: random.Random) -> Figure:
    """A figure within the limits."""
    match what.shape:
        case "yes_no":
            return rng.random() < 0.5
        case "ranked":
            return rng.choice(RANKED)
        case "loose":
            return rng.choice(LOOSE)
        case "date":
            return FIRST_DAY + datetime.timedelta(days=rng.randint(0, 9000))
        case _:
            pass
    base = UNITS[what.kind][what.unit]
    high = None if what.high is None else what.high / base
    low = what.low / base if what.low is not None else Fraction(-40) if high is None else high - 300
    high = low + 200 if high is None else high
    if rng.random() < 0.1 and low <= 0 <= high:
        return Fraction(0)
    if rng.random() < 0.05:
        return rng.choice((low, high)) * base
    if what.integer:
        return Fraction(rng.randint(int(low), int(high))) * base
    return Fraction(rng.randint(int(low * 10), int(high * 10)), 10) * base


def _marks(book: Rulebook, rng: random.Random) -> dict[str, dict[str, Mark]]:
    from tests.differential.slow_lists import walk

    nodes = [node for node in walk(book.scheme) if isinstance(node.scoring, Expert)] if book.scheme else []
    marks = {}
    for expert in range(rng.choice((0, 2, 3, 3, 4, 5))):
        given: dict[str, Mark] = {
            n.name: Fraction(rng.randint(0, int(n.weight * 2)), 2) for n in nodes if rng.random() < 0.9
        }
        more = apart(rng)
        for name in given:
            if more.random() < 0.08:
                given[name] = more.choice(("absent", "recused"))
        if given:
            marks[f"E{expert}"] = given
    return marks


def documents(book: Rulebook) -> list[str]:
    """The documents that criteria are decided by."""
    stack = [condition for designation in book.designations for _, condition in designation.criteria]
    found = []
    while stack:
        condition = stack.pop()
        if isinstance(condition, External):
            found.append(condition.document)
        elif isinstance(condition, Group):
            stack.extend(condition.parts)
    return sorted(found)


# --- the document -----------------------------------------------------------------------------------------------------
def document(book: Rulebook, town: Town, rng: random.Random) -> dict[str, object]:
    """The town as the engine reads it; some figures in another unit of their kind."""
    data: dict[str, object] = {}
    for name, datum in town.data.items():
        what = book.inputs[name]
        if isinstance(datum, Gap) and datum.absent:
            continue
        data[name] = _written(what, datum, rng)
    result: dict[str, object] = {"data": data}
    if town.year is not None:
        result["year"] = town.year
    if town.day is not None:
        result["data_date"] = town.day.isoformat()
    if town.marks:
        result["marks"] = {
            e: {k: x if isinstance(x, str) else amount(x, "plain", "") for k, x in ms.items()}
            for e, ms in town.marks.items()
        }
    if town.rulings:
        result["rulings"] = dict(town.rulings)
    return result


def _written(what: Input, datum: Datum, rng: random.Random) -> object:
    if isinstance(datum, Gap):
        return STATES[datum.state]
    if isinstance(datum, dict):
        return {year: _written(what, figure, rng) for year, figure in datum.items()}
    if isinstance(datum, list):
        return [{f.name: _written(f, record[f.name], rng) for f in what.fields} for record in datum]
    if isinstance(datum, Fraction):
        unit = (
            rng.choice(list(UNITS[what.kind])) if rng.random() < 0.3 and what.kind != "ratio" else what.unit
        )
        return amount(datum, what.kind, unit)
    return datum.isoformat() if isinstance(datum, datetime.date) else datum
