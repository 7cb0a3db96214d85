"""Things that go together."""

from __future__ import annotations


class Groups:
    """Things that go together."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}

    def of(self, one: str) -> str:
        """The name of the group of a thing."""
        while (above := self._above.get(one, one)) != one:
            one = above
        return one

    def join(self, one: str, other: str) -> None:
        """Two groups become one."""
        first, second = sorted((self.of(one), self.of(other)))
        if first != second:
            self._above[second] = first
