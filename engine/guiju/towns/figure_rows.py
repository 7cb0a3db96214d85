"""The rows of tables that speak of one figure, as a town file would have it: one value, or several with evidence."""

from __future__ import annotations

from collections.abc import Sequence as Several
from dataclasses import dataclass
from typing import Final, NamedTuple

from guiju.diagnostics.codes import problem
from guiju.diagnostics.model import Diagnostic, Label, Text
from guiju.source import Place
from guiju.towns.repeated import TELL_APART, given_twice
from guiju.towns.tree import Mapping, Node, Scalar, Sequence
from guiju.towns.words import short

Entry = tuple[Scalar, Node]
Evidence = tuple[Entry, ...]

# The evidence that says whose a figure is; a remark, or how it was checked, does not.
_ORIGIN: Final = frozenset({"来源", "年份", "日期", "出具单位", "文件", "文号", "页", "口径"})

NOTHING_TO_CHOOSE: Final = Text("这里没有几个值可选", "there are not several values to choose from")
_ONE_ROW: Final = Text("这一项只有这一行", "there is no other row of it")
_NOT_CHOSEN: Final = Text("没有采用它", "it is not the one that is chosen")
_DELETE: Final = Text("删去它", "delete it")
_ANOTHER: Final = Text("补上别的出处的一行，或删去它", "add the row of another source, or delete it")
_BESIDE: Final = Text(
    "理由和采用人写在采用的那一行，那一行的 采用 写 是",
    "the reason and who decided stand in the row that is chosen, where chosen is yes",
)


@dataclass(frozen=True, slots=True)
class Choosing:
    """What a row says of being used: where 采用 says yes, and the cells of 理由 and 采用人.

    `first` is the first of these columns that is filled in.
    """

    first: Scalar
    chosen: Place | None = None
    said: Evidence = ()


class FigureRow(NamedTuple):
    """One row: the value with its unit, the evidence beside it, and whether it is the one that is used."""

    key: Scalar
    node: Scalar
    evidence: Evidence = ()
    choosing: Choosing | None = None

    @property
    def datum(self) -> Node:
        """The value alone, or with its evidence."""
        return with_evidence(self.node, self.evidence)

    @property
    def origin(self) -> tuple[tuple[str, str], ...]:
        """Whose the value is, as far as the row says."""
        told = (
            (key.text, node.text.strip())
            for key, node in self.evidence
            if key.text in _ORIGIN and isinstance(node, Scalar)
        )
        return tuple(sorted(told))


@dataclass(slots=True)
class FigureRows:
    """All rows of one figure, which have different origins."""

    name: str
    rows: list[FigureRow]

    def add(self, row: FigureRow, found: list[Diagnostic]) -> None:
        """One more row; that of an origin that was there before is reported and left out."""
        same = next((one for one in self.rows if one.origin == row.origin), None)
        if same is None:
            self.rows.append(row)
        else:
            found.append(given_twice(self.name, row.node.place, same.node.place, TELL_APART))

    def node(self, found: list[Diagnostic]) -> Node:
        """What a town file would have: a value, or several below 各方 with the one that is chosen."""
        first = self.rows[0]
        if len(self.rows) == 1:
            if first.choosing is not None:
                found.append(stray_choice(self.name, first.choosing, _ONE_ROW, _ANOTHER))
            return first.datum
        place = first.node.place
        accounts = Sequence(tuple(row.datum for row in self.rows), place)
        choice = self._choice(found)
        return Mapping(((Scalar("各方", True, place), accounts), *choice), place)

    def _choice(self, found: list[Diagnostic]) -> Evidence:
        """采用, 理由 and 采用人 as a town file has them."""
        chosen = [(number, row) for number, row in enumerate(self.rows, 1) if _place(row) is not None]
        if len(chosen) > 1:
            found.append(_chosen_twice(self.name, [row for _, row in chosen]))
        for row in self.rows:
            if row.choosing is not None and row.choosing.said and row.choosing.chosen is None:
                key = row.choosing.said[0][0]
                found.append(stray_choice(self.name, Choosing(key), _NOT_CHOSEN, _BESIDE))
        if not chosen:
            return ()
        number, row = chosen[0]
        assert row.choosing is not None
        place = row.choosing.chosen
        return ((Scalar("采用", True, place), Scalar(str(number), True, place)), *row.choosing.said)


def with_evidence(node: Node, evidence: Evidence) -> Node:
    """A value, or a mapping that holds it with its evidence."""
    if not evidence:
        return node
    return Mapping(((Scalar("值", True, node.place), node), *evidence), node.place)


def stray_choice(
    name: str, choosing: Choosing, why: Text = NOTHING_TO_CHOOSE, advice: Text = _DELETE
) -> Diagnostic:
    """采用, 理由 or 采用人 in a row where there is nothing to choose."""
    column = short(choosing.first.text)
    return problem("I973", choosing.first.place, name=short(name), column=column, why=why, advice=advice)


def _place(row: FigureRow) -> Place | None:
    return row.choosing.chosen if row.choosing is not None else None


def _chosen_twice(name: str, rows: Several[FigureRow]) -> Diagnostic:
    places = [place for row in rows if (place := _place(row)) is not None]
    labels = tuple(Label(place, Text("这里也采用", "chosen here as well")) for place in places[:-1])
    return problem("I972", places[-1], labels=labels, name=short(name), count=len(places))
