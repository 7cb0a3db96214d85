"""What happened for one town: a tree of Steps, facts only."""

from __future__ import annotations

from typing import Any, NamedTuple


class Step(NamedTuple):
    """One node of the Rulebook with its value and the steps it was made of.

    `node` gives the place, the clause, the formula and the unit; `value` is a `Fraction`, a `Real`, a yes or no, an
    option, records, or `Missing`. A name used again has a step without children: its derivation stands where it was
    first used.
    """

    node: Any
    value: Any
    children: tuple[Step, ...]
