"""Which of all data a form asks for, where it does not ask for all of them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """The figures of some offices; with `others` also those that no office supplies, and the rulings; with `experts`
    also marks.
    """

    offices: tuple[str, ...] = ()
    others: bool = False
    experts: bool = False

    def asks_for(self, providers: Collection[str]) -> bool:
        """Whether a figure that these offices supply (none: nobody is named) belongs to it."""
        return not set(providers).isdisjoint(self.offices) if providers else self.others
