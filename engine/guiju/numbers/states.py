"""The four states of a value, and what stands in the place of a value that is not given."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class State(StrEnum):
    """Given; or why not.

    `not_supplied`: somebody has the figure and it has not arrived. `unknown`: nobody has it, or it cannot be computed
    from what is there. `not_applicable`: the figure does not exist for this town.
    """

    GIVEN = "given"
    UNKNOWN = "unknown"
    NOT_SUPPLIED = "not_supplied"
    NOT_APPLICABLE = "not_applicable"


class CauseKind(StrEnum):
    """What is missing. `marks` is all there could be for an indicator, `mark` that of one expert among others."""

    INPUT = "input"
    MARKS = "marks"
    MARK = "mark"
    ABSENT = "absent"
    RECUSED = "recused"
    CONFLICT = "conflict"
    EXTERNAL = "external"
    OPEN = "open"
    PANEL = "panel"
    DIVISION = "division_by_zero"
    UNDECIDED = "undecided"
    BENCHMARKS = "benchmarks_coincide"
    POPULATION = "population"
    TIE = "tie"
    NO_VALUE = "no_value_on_that_day"
    NOT_APPLICABLE = "not_applicable"
    UNDEFINED = "undefined"


@dataclass(frozen=True, slots=True, order=True)
class Cause:
    """One reason why a value is missing: `name` is the input, indicator, document or formula."""

    kind: CauseKind
    name: str


@dataclass(frozen=True, slots=True)
class Missing:
    """Stands for a value that is not given: why, and between which bounds it would lie (None: unbounded).

    A missing yes/no has no bounds; a missing choice or text neither. `because` names everything that would have to be
    supplied.
    """

    state: State
    because: frozenset[Cause]
    lower: Fraction | None = None
    upper: Fraction | None = None

    def within(self, lower: Fraction | None, upper: Fraction | None) -> Missing:
        """The same with other bounds."""
        return Missing(self.state, self.because, lower, upper)


def is_conflicting(value: object) -> bool:
    """Whether a value is missing because several were given and nobody chose one: nothing may stand in for it."""
    return isinstance(value, Missing) and any(cause.kind is CauseKind.CONFLICT for cause in value.because)


_RANK = {State.GIVEN: 0, State.UNKNOWN: 1, State.NOT_SUPPLIED: 2, State.NOT_APPLICABLE: 3}


def merge(values: tuple[object, ...]) -> Missing:
    """What an operation on `values`, at least one of them missing, is missing: all the causes together.

    What does not exist outweighs what is still to come, and that outweighs what nobody knows.
    """
    missing = [value for value in values if isinstance(value, Missing)]
    state = max((value.state for value in missing), key=_RANK.__getitem__)
    return Missing(state, frozenset().union(*(value.because for value in missing)))
