"""The hidden sheet of a form: what it was made for, and what the number of each row stands for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from guiju.diagnostics.codes import problem
from guiju.diagnostics.model import Diagnostic, Text
from guiju.source import Place
from guiju.towns.form_words import FORM_VERSION, Kind, asked
from guiju.towns.slots import Schema
from guiju.towns.workbook import Sheet

__all__ = ["Entry", "FormMap", "read_map", "stale"]


@dataclass(frozen=True, slots=True)
class Entry:
    """What a number stands for: the name of the rules, the label beside it, and the type that was asked for."""

    kind: Kind
    number: str
    name: str
    label: str
    asked: str


@dataclass(frozen=True, slots=True)
class FormMap:
    """All of the hidden sheet. `columns` are the fields of a list by its number and the head of the column, `experts`
    is the number of score sheets.
    """

    standard: str
    revision: str
    fingerprint: str
    entries: Mapping[str, Entry]
    columns: Mapping[str, Mapping[str, str]]
    experts: int

    @property
    def made_for(self) -> str:
        """The revision as messages name it."""
        return f"{self.standard} {self.revision}".strip()

    def of_kind(self, *kinds: Kind) -> Iterator[Entry]:
        """The entries of some kinds, in their order."""
        return (entry for entry in self.entries.values() if entry.kind in kinds)


def read_map(sheet: Sheet) -> FormMap | None:
    """The map, None when the sheet does not hold one of this version. Raises Unreadable."""
    about: dict[str, str] = {}
    entries: dict[str, Entry] = {}
    columns: dict[str, dict[str, str]] = {}
    for row in sheet.rows():
        texts = {cell.column: cell.text for cell in row.cells}
        kind, number, name, label, type_ = (texts.get(column, "") for column in range(1, 6))
        if kind == Kind.FORM:
            about[number] = name
        elif kind == Kind.COLUMN:
            columns.setdefault(number, {})[label] = name
        elif kind in list(Kind):
            entries[number] = Entry(Kind(kind), number, name, label, type_)
    if about.get("version") != FORM_VERSION:
        return None
    name, revision, fingerprint = (about.get(key, "") for key in ("standard", "revision", "fingerprint"))
    experts = about.get("experts", "")
    count = int(experts) if re.fullmatch("[0-9]{1,3}", experts) else 0
    return FormMap(name, revision, fingerprint, entries, columns, count)


def stale(
    form: FormMap, schema: Schema, standard: tuple[str, str, str], place: Place, *, lenient: bool
) -> Diagnostic | None:
    """What to say when the form was made for other rules than those it is read with: identifier, revision and
    fingerprint of which are `standard`. An error when the two do not ask for the same.

    `lenient`: the rules were named by the user, so that what only one of them asks for is a warning.
    """
    name, revision, fingerprint = standard
    if form.fingerprint == fingerprint or not fingerprint:
        return None
    changes = list(_changes(form, schema))
    made_for, rules = form.made_for, f"{name} {revision}".strip()
    if form.standard != name or any(change.certain for change in changes) or (changes and not lenient):
        listed = changes or [_Change(Text("标准不同", "another standard"), True)]
        said = Text("；".join(c.text.zh for c in listed), "; ".join(c.text.en for c in listed))
        return problem("I962", place, made_for=made_for, rules=rules, changes=said)
    return problem("I963", place, made_for=made_for, rules=rules)


@dataclass(frozen=True, slots=True)
class _Change:
    """`certain`: nobody can want the figure to be read as it stands."""

    text: Text
    certain: bool


def _changes(form: FormMap, schema: Schema) -> Iterator[_Change]:
    """What a form asks for that the rules do not, and the other way round."""
    known: set[str] = set()
    for entry in form.of_kind(Kind.ITEM, Kind.SERIES, Kind.LIST):
        slot = schema.inputs.get(entry.name) or schema.inputs.get(schema.formerly.get(entry.name, ""))
        if slot is None:
            yield _Change(Text(f"`{entry.name}` 已不用", f"`{entry.name}` is gone"), False)
            continue
        known.add(slot.name)
        now = asked(slot.field)
        if now != entry.asked:
            text = f"`{entry.name}` {entry.asked} → {now}"
            yield _Change(Text(text, text), True)
    for name in schema.inputs:
        if name not in known:
            yield _Change(Text(f"`{name}` 是新的", f"`{name}` is new"), False)
    for kind, slots, zh, en in (
        (Kind.MARK, schema.marks, "评分", "mark"),
        (Kind.RULING, schema.rulings, "判定", "ruling"),
    ):
        here = {entry.name: entry for entry in form.of_kind(kind)}
        live = {schema.formerly.get(name, name) for name in here} if kind is Kind.MARK else set(here)
        for name in sorted(live - set(slots)):
            yield _Change(Text(f"{zh} `{name}` 已不用", f"the {en} `{name}` is gone"), False)
        if kind is Kind.MARK and not here:
            continue  # the form has no score sheet
        for name in (name for name in slots if name not in live):
            yield _Change(Text(f"{zh} `{name}` 是新的", f"the {en} `{name}` is new"), False)
