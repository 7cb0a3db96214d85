"""The hidden sheet of a form: what it was made for, and what the number of each row stands for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from guiju.diagnostics.codes import problem
from guiju.diagnostics.model import Diagnostic, Text
from guiju.source import Place
from guiju.towns.form_part import Part
from guiju.towns.form_words import FORM_VERSION, Kind, asked
from guiju.towns.slots import Schema, Standard
from guiju.towns.workbook import Sheet

__all__ = ["Entry", "FormMap", "part_rows", "read_map", "stale"]

_OFFICE, _OTHERS, _EXPERTS = "office", "others", "experts"


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
    is the number of score sheets, `part` whose data the form asks for (None: everybody's).
    """

    standard: str
    revision: str
    fingerprint: str
    entries: Mapping[str, Entry]
    columns: Mapping[str, Mapping[str, str]]
    experts: int
    part: Part | None = None

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
    parts: list[tuple[str, str]] = []
    for row in sheet.rows():
        texts = {cell.column: cell.text for cell in row.cells}
        kind, number, name, label, type_ = (texts.get(column, "") for column in range(1, 6))
        if kind == Kind.FORM:
            about[number] = name
        elif kind == Kind.PART:
            parts.append((number, name))
        elif kind == Kind.COLUMN:
            columns.setdefault(number, {})[label] = name
        elif kind in list(Kind):
            entries[number] = Entry(Kind(kind), number, name, label, type_)
    if about.get("version") != FORM_VERSION:
        return None
    name, revision, fingerprint = (about.get(key, "") for key in ("standard", "revision", "fingerprint"))
    experts = about.get("experts", "")
    count = int(experts) if re.fullmatch("[0-9]{1,3}", experts) else 0
    return FormMap(name, revision, fingerprint, entries, columns, count, _part(parts))


def part_rows(part: Part) -> tuple[tuple[str, str], ...]:
    """A part as the rows of the map have it."""
    offices = tuple((_OFFICE, office) for office in part.offices)
    return (
        *offices,
        *(((_OTHERS, ""),) if part.others else ()),
        *(((_EXPERTS, ""),) if part.experts else ()),
    )


def _part(rows: Sequence[tuple[str, str]]) -> Part | None:
    if not rows:
        return None
    kinds = {kind for kind, _ in rows}
    offices = tuple(name for kind, name in rows if kind == _OFFICE)
    return Part(offices, _OTHERS in kinds, _EXPERTS in kinds)


def stale(
    form: FormMap, schema: Schema, standard: Standard, place: Place, *, lenient: bool
) -> Diagnostic | None:
    """What to say when the form was made for other rules than those it is read with, which are `standard`. An error
    when the two do not ask for the same.

    `lenient`: the rules were named by the user, so that what only one of them asks for is a warning.
    """
    if form.fingerprint == standard.fingerprint or not standard.fingerprint:
        return None
    changes = list(_changes(form, schema, standard))
    made_for, rules = form.made_for, f"{standard.name} {standard.revision}".strip()
    if (
        form.standard != standard.name
        or any(change.certain for change in changes)
        or (changes and not lenient)
    ):
        listed = changes or [_Change(Text("标准不同", "another standard"), True)]
        said = Text("；".join(c.text.zh for c in listed), "; ".join(c.text.en for c in listed))
        return problem("I962", place, made_for=made_for, rules=rules, changes=said)
    return problem("I963", place, made_for=made_for, rules=rules)


@dataclass(frozen=True, slots=True)
class _Change:
    """`certain`: nobody can want the figure to be read as it stands."""

    text: Text
    certain: bool


def _changes(form: FormMap, schema: Schema, standard: Standard) -> Iterator[_Change]:
    """What a form asks for that the rules do not, and the other way round. What the rules ask of others than those it
    was made for is not its business; what it asks for is still wanted when the rules now ask somebody else.
    """
    part = form.part
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
        if name not in known and (part is None or part.asks_for(standard.providers.get(name, ()))):
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
        if kind is Kind.RULING and part is not None and not part.others:
            continue
        for name in (name for name in slots if name not in live):
            yield _Change(Text(f"{zh} `{name}` 是新的", f"the {en} `{name}` is new"), False)
