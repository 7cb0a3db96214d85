"""Several values for one figure: `{各方: [{值: …, 来源: …}, {值: …}], 采用: 1, 理由: "…"}`.

All of them are kept. Where they say the same there is nothing to decide; where they differ the figure is used only
after somebody chose one and said why. Nobody's silence is a choice: without one the figure is missing, and lies
somewhere between the least and the greatest.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from guiju.diagnostics.model import Label, Text
from guiju.numbers.marked import mark_text
from guiju.numbers.states import Cause, CauseKind, Missing, State
from guiju.towns import tree
from guiju.towns.cells import Cells
from guiju.towns.model import Choice, Datum, Provenance
from guiju.towns.slots import Slot
from guiju.towns.tree import Node, Scalar
from guiju.towns.words import ACCOUNTS, short

ReadAccount = Callable[[Slot, Scalar, Node], Datum | None]
Entries = Mapping[str, tuple[Scalar, Node]]


def has_accounts(node: Node) -> bool:
    """Whether a node holds several values for one figure."""
    return isinstance(node, tree.Mapping) and any(
        ACCOUNTS.get(key.text) == "accounts" for key, _ in node.entries
    )


def read_accounts(
    cells: Cells, slot: Slot, key: Scalar, entries: Entries, read: ReadAccount, where: Provenance
) -> Datum | None:
    """One figure of several; None when a finding says what is wrong. `where` they stand is where a conflict is."""
    at, node = entries["accounts"]
    if not isinstance(node, tree.Sequence) or len(node.items) < 2:
        expected = Text("至少两个带出处的值", "at least two values with their sources")
        begin = Text("每个值另起一行，用 - 开头", "begin each value with - on a line of its own")
        cells.wrong_shape(node, Text(f"`{short(at.text)}`", f"`{short(at.text)}`"), expected, begin)
        return None
    before = cells.errors
    found = [read(slot, key, item) for item in node.items]
    given = tuple(datum for datum in found if datum is not None)
    choice = _choice(cells, slot, entries, len(node.items))
    if cells.errors > before or len(given) < len(found):
        return None
    if choice is not None:
        chosen = given[choice.number - 1]
        return Datum(chosen.value, chosen.provenance, given, choice)
    first = next((one for one in given if not isinstance(one.value, Missing)), given[0])
    if _agree(given):
        return Datum(first.value, first.provenance, given)
    _report(cells, slot, key, node)
    return Datum(_conflict(slot, given), where, given)


def _choice(cells: Cells, slot: Slot, entries: Entries, count: int) -> Choice | None:
    """Which one is used, why, and who says so; a choice without a reason is none."""
    texts = {name: cells.text(*entries[name]) for name in ("reason", "chosen_by") if name in entries}
    if "chosen" not in entries:
        for name in texts:
            key = entries[name][0]
            cells.report("I894", key.place, name=slot.name, text=short(key.text), count=count)
        return None
    key, node = entries["chosen"]
    text = (
        str(node.given if node.given is not None else node.text).strip() if isinstance(node, Scalar) else ""
    )
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0
    if not 1 <= number <= count:
        cells.report(
            "I894", node.place or key.place, name=slot.name, text=short(text or key.text), count=count
        )
        return None
    if not texts.get("reason", "").strip():
        cells.report("I893", key.place, name=slot.name)
        return None
    return Choice(number, texts["reason"], texts.get("chosen_by", ""))


def _agree(accounts: Sequence[Datum]) -> bool:
    """Whether all that is given is the same; what is not applicable to one exists for the other."""
    said = {_key(one.value) for one in accounts if not _is_silent(one.value)}
    return len(said) < 2


def _is_silent(value: Any) -> bool:
    return isinstance(value, Missing) and value.state is not State.NOT_APPLICABLE


def _key(value: Any) -> tuple[str, ...]:
    if isinstance(value, Missing):
        return ("missing", str(value.state))
    if isinstance(value, tuple):
        return ("records", repr([sorted(record.items()) for record in value]))
    mark = mark_text(value) if isinstance(value, Fraction) else ""
    return (type(value).__name__ if isinstance(value, bool) else "", str(value), mark)


def _conflict(slot: Slot, accounts: Sequence[Datum]) -> Missing:
    """Missing for a reason of its own, between the least and the greatest of the numbers."""
    because = frozenset({Cause(CauseKind.CONFLICT, slot.name)})
    values = [one.value for one in accounts if not _is_silent(one.value)]
    numbers = [value for value in values if isinstance(value, Fraction)]
    if len(numbers) < len(values):
        return Missing(State.UNKNOWN, because)
    return Missing(State.UNKNOWN, because, Fraction(min(numbers)), Fraction(max(numbers)))


def _report(cells: Cells, slot: Slot, key: Scalar, node: tree.Sequence) -> None:
    places = [item.place for item in node.items]
    labels = tuple(Label(place, Text("一种说法", "one of them")) for place in places if place is not None)
    said = [_written(item) for item in node.items]
    listed = Text("、".join(said), ", ".join(said))
    cells.report("I892", key.place, labels=labels, name=slot.name, count=len(said), values=listed)


def _written(node: Node) -> str:
    """A value as it stands in the file; of a list only that it is one."""
    value = node.get("值", "value") if isinstance(node, tree.Mapping) else node
    return short(value.text.strip()) if isinstance(value, Scalar) else "[…]"
