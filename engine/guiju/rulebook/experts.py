"""Whose marks count: what the walk asks of a panel, and the nodes that make marks and totals steps of their own."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any, NamedTuple, Union

from guiju.numbers.states import Cause, CauseKind, Missing, State
from guiju.rulebook.scheme import Averaging, ExpertMark, Indicator

# How much the total of each expert counts in the mean, or why that is open.
Shares = Union[tuple[Fraction, ...], Missing]


class Mark(NamedTuple):
    """One expert's mark for one indicator: a node so that it can be recorded."""

    indicator: str
    expert: str


class ExpertTotal(NamedTuple):
    """What the whole tree of a scheme gives with the marks of one expert."""

    scheme: Indicator
    expert: str


class ByExpert(NamedTuple):
    """The points the marks of one expert give a node of a tree whose total is averaged over the experts.

    They count `share` in the mean; None while it is open which totals are dropped.
    """

    name: str
    expert: str
    share: Fraction | None


class Spread(NamedTuple):
    """The experts whose totals count, and how much."""

    experts: tuple[str, ...]
    shares: Shares
    by: Averaging


class Experts:
    """Without a town nobody marks."""

    def of(self, node: ExpertMark) -> Any:
        """The experts of the panel of an indicator, or Missing when none of them has marked it."""
        return Missing(State.NOT_SUPPLIED, frozenset({Cause(CauseKind.MARKS, node.indicator)}))

    def at_hand(self, node: ExpertMark) -> str | None:
        """The expert whose total is being found, where an indicator is marked for it."""
        return None

    def mark(self, indicator: str, expert: str) -> Any:
        """One expert's mark."""
        return Missing(State.NOT_SUPPLIED, frozenset({Cause(CauseKind.MARK, f"{indicator}（{expert}）")}))

    def quorum(self, panel: str | None, count: int, name: str) -> Missing | None:
        """What is missing when so many experts of a panel may not decide."""
        return None

    def taking_part(self, node: Indicator) -> tuple[str, ...]:
        """The experts of the panel that marks a scheme; nobody where none of them has."""
        return ()

    def total(self, node: ExpertTotal) -> Any:
        """The total of one expert; Missing of one who does not take part in all of it."""
        raise AssertionError(node)

    def spread(self, node: Indicator, experts: Sequence[str], shares: Shares) -> None:
        """Give the nodes below a scheme the mean of the points of these experts."""

    def spreading(self, name: str) -> Spread | None:
        """Whose points a node is the mean of, while they are spread."""
        return None

    def points(self, node: ByExpert) -> Any:
        """The points one expert gives a node."""
        raise AssertionError(node)
