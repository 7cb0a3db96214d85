"""What an outcome rests on: the figures some step looked at, and the criteria nobody has decided yet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from guiju.evaluate.outcome import Outcome
from guiju.numbers.states import Missing
from guiju.rulebook import expressions as ex
from guiju.rulebook import model
from guiju.rulebook.scoring import Mark as ExpertsMark
from guiju.towns.model import Datum


@dataclass(frozen=True, slots=True)
class Used:
    """The data an outcome was made of: figures, marks and rulings by what they are called."""

    given: tuple[str, ...]
    synthetic: tuple[str, ...]
    missing: tuple[str, ...]


def used(outcome: Outcome) -> Used:
    """Every figure some step looked at, in the order it was met."""
    found: dict[str, Datum] = {}
    town = outcome.town
    for step in outcome.walk():
        node = step.node
        if isinstance(node, ex.InputRef):
            found.setdefault(node.name, town.values[node.name])
        elif isinstance(node, ExpertsMark) and (datum := town.marks[node.expert].get(node.indicator)):
            found.setdefault(f"{node.indicator}（{node.expert}）", datum)
        elif isinstance(node, model.External) and (datum := town.rulings.get(node.document)):
            found.setdefault(node.document, datum)
    missing = tuple(name for name, datum in found.items() if isinstance(datum.value, Missing))
    return Used(
        tuple(name for name in found if name not in missing),
        tuple(name for name, datum in found.items() if datum.provenance.synthetic),
        missing,
    )


def unresolved(outcome: Outcome) -> Iterator[tuple[str, model.External | model.Open]]:
    """Criteria that another document decides or that the text leaves open, with the designation they belong to."""
    for name, designation in outcome.rulebook.designations.items():
        stack = [criterion.condition for criterion in reversed(designation.criteria)]
        while stack:
            condition = stack.pop()
            if isinstance(condition, model.Group):
                stack.extend(reversed(condition.parts))
            elif isinstance(condition, model.Open):
                yield name, condition
            elif isinstance(condition, model.External):
                ruling = outcome.town.rulings.get(condition.document)
                if ruling is None or isinstance(ruling.value, Missing):
                    yield name, condition
