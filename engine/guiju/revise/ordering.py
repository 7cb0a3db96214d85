"""Clause order."""

from __future__ import annotations

import re
from typing import Any

from guiju.revise.edits import Construct, Edit
from guiju.rulebook.model import Rulebook


class Order:
    """Clause order: that of the lists of clauses, what cites none after what does, the header first."""

    def __init__(self, old: Rulebook, new: Rulebook) -> None:
        self.listed = {number: at for at, number in enumerate(dict.fromkeys((*new.clauses, *old.clauses)))}

    def key(self, edit: Edit) -> tuple[Any, ...]:
        """By this edits are sorted."""
        first = edit.clauses[0] if edit.clauses else ""
        line = edit.line_new if edit.line_new is not None else edit.line_old
        rank = 0 if edit.construct is Construct.HEADER else 3 if edit.construct is Construct.DEFECT else 1
        rank = 2 if rank == 1 and not first else rank
        return (rank, self._clause(first), line or 0, str(edit.construct), edit.name, str(edit.change))

    def _clause(self, cited: str) -> tuple[Any, ...]:
        listed = max((n for n in self.listed if _cites(cited, n)), key=len, default=None)
        at = len(self.listed) if listed is None else self.listed[listed]
        return (
            at,
            *(
                (0, int(part), "") if part.isdecimal() else (1, 0, part)
                for part in re.findall(r"\d+|\D+", cited)
            ),
        )


def _cites(cited: str, number: str) -> bool:
    return cited == number or cited.startswith((number + " ", number + "（", number + "("))
