"""Several values for one figure: `{各方: [{值: …, 来源: …}, {值: …}], 采用: 1, 理由: "…"}`.

All of them are kept. Where they say the same there is nothing to decide; where they differ the figure is used only
after somebody chose one and said why. Nobody's silence is a choice: without one the figure is missing, and lies
somewhere between the least and the greatest.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from guiju.diagnostics.model import Label, Text
from guiju.numbers.states import is_conflicting
from guiju.towns import tree
from guiju.towns.cells import Cells
from guiju.towns.model import Choice, Datum, Decision, Provenance
from guiju.towns.settling import named, settled, telling
from guiju.towns.slots import Slot
from guiju.towns.tree import Node, Scalar
from guiju.towns.words import ACCOUNTS, DATUM, short, year_of

ReadAccount = Callable[[Slot, Scalar, Node], Datum | None]
Find = Callable[[Node], Provenance]
Entries = Mapping[str, tuple[Scalar, Node]]

_MOST_WORDS = 8


def is_decision(node: Node) -> bool:
    """Whether a node chooses between values that stand elsewhere, and holds none itself."""
    if not isinstance(node, tree.Mapping):
        return False
    words = {ACCOUNTS.get(key.text) for key, _ in node.entries}
    own = any(DATUM.get(key.text) == "value" or year_of(key.text) is not None for key, _ in node.entries)
    return "chosen" in words and "accounts" not in words and not own


def read_decision(cells: Cells, slot: Slot, entries: Entries, find: Find) -> Decision | None:
    """`{采用: 市监局, 理由: …}`: which value of other files is used; None when a finding says what is wrong."""
    texts = {name: cells.text(*entries[name]) for name in ("reason", "chosen_by") if name in entries}
    key, node = entries["chosen"]
    word = chosen_text(node)
    if not word or position_of(word) is not None:
        why = Text("值在别的文件里，没有序号", "the values stand in other files and have no numbers")
        word = short(word or key.text)
        cells.report("I976", node.place or key.place, name=slot.name, word=word, why=why, words="")
        return None
    if not texts.get("reason", "").strip():
        cells.report("I893", key.place, name=slot.name)
        return None
    return Decision(slot.name, word, texts["reason"], texts.get("chosen_by", ""), find(node))


def has_accounts(node: Node) -> bool:
    """Whether a node holds several values for one figure."""
    return isinstance(node, tree.Mapping) and any(
        ACCOUNTS.get(key.text) == "accounts" for key, _ in node.entries
    )


def read_accounts(
    cells: Cells, slot: Slot, key: Scalar, entries: Entries, read: ReadAccount, find: Find
) -> Datum | None:
    """One figure of several; None when a finding says what is wrong. `find` tells where a node stands."""
    at, node = entries["accounts"]
    if not isinstance(node, tree.Sequence) or len(node.items) < 2:
        expected = Text("至少两个带出处的值", "at least two values with their sources")
        begin = Text("每个值另起一行，用 - 开头", "begin each value with - on a line of its own")
        cells.wrong_shape(node, Text(f"`{short(at.text)}`", f"`{short(at.text)}`"), expected, begin)
        return None
    before = cells.errors
    found = [read(slot, key, item) for item in node.items]
    given = tuple(datum for datum in found if datum is not None)
    choice = _choice(cells, slot, entries, given, len(node.items))
    if cells.errors > before or len(given) < len(found):
        return None
    datum = settled(slot.name, given, choice)
    if not is_conflicting(datum.value) or choice is not None:
        return datum
    _report(cells, slot, key, node)
    return datum._replace(provenance=find(node))


def _choice(
    cells: Cells, slot: Slot, entries: Entries, accounts: Sequence[Datum], count: int
) -> Choice | None:
    """Which one is used, why, and who says so; a choice without a reason is none."""
    texts = {name: cells.text(*entries[name]) for name in ("reason", "chosen_by") if name in entries}
    if "chosen" not in entries:
        for name in texts:
            key = entries[name][0]
            told = Text("没有写采用哪一个", "none is chosen")
            what = Text(
                f"写了 `{short(key.text)}`，{told.zh}", f"there is `{short(key.text)}`, but {told.en}"
            )
            _no_choice(cells, slot, key, what, accounts, count)
        return None
    key, node = entries["chosen"]
    number = _number(cells, slot, key, node, accounts, count)
    if number is None:
        return None
    if not texts.get("reason", "").strip():
        cells.report("I893", key.place, name=slot.name)
        return None
    return Choice(number, texts["reason"], texts.get("chosen_by", ""))


def _number(
    cells: Cells, slot: Slot, key: Scalar, node: Node, accounts: Sequence[Datum], count: int
) -> int | None:
    """The number of the one that is chosen, by itself or by a word that names no other."""
    text = chosen_text(node)
    position = position_of(text)
    if position is not None:
        meant: tuple[int, ...] = (position,) if 1 <= position <= count else ()
    elif len(accounts) < count:
        return None  # a value that cannot be read, which is told of, may be the one
    else:
        meant = named(text, accounts) if text else ()
    if len(meant) == 1:
        return meant[0]
    shown = short(text or key.text)
    what = Text(f"`{shown}` 不是其中哪一个", f"`{shown}` is none of them")
    if meant:
        what = Text(f"`{shown}` 指的不止一个", f"`{shown}` names more than one of them")
    _no_choice(cells, slot, Scalar(key.text, True, node.place or key.place), what, accounts, count)
    return None


def chosen_text(node: Node) -> str:
    """What stands behind 采用."""
    if not isinstance(node, Scalar):
        return ""
    return str(node.given if node.given is not None else node.text).strip()


def position_of(text: str) -> int | None:
    """The number that 采用 gives; a longer one, such as a year, is a word."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else None


def _no_choice(
    cells: Cells, slot: Slot, at: Scalar, what: Text, accounts: Sequence[Datum], count: int
) -> None:
    words = [short(word) for word in telling(accounts)[:_MOST_WORDS]] if len(accounts) == count else []
    listed = Text(
        f"，或写 {'、'.join(words)}" if words else "", f", or one of {', '.join(words)}" if words else ""
    )
    cells.report("I894", at.place, name=slot.name, what=what, count=count, words=listed)


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
