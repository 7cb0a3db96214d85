"""One document of a town, from its tree to typed values. A mistake is a finding; the rest is still read."""

from __future__ import annotations

from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import partial
from types import MappingProxyType
from typing import Any, Final

from guiju.diagnostics.model import Label, Text
from guiju.numbers.states import Missing
from guiju.source import Place, Source, Span
from guiju.text import look
from guiju.towns import words
from guiju.towns.accounts import has_accounts, is_decision, read_accounts, read_decision
from guiju.towns.cells import Cells
from guiju.towns.model import NO_PROVENANCE, Datum, Decision, Provenance, Series
from guiju.towns.paths import file_name
from guiju.towns.places import CellPlace, SheetRow
from guiju.towns.plain import Converter
from guiju.towns.reading import DateReader
from guiju.towns.refusal import Refusal
from guiju.towns.series import is_by_year, read_series
from guiju.towns.slots import Schema, Slot
from guiju.towns.tree import Mapping, Node, Scalar
from guiju.towns.words import STATES, is_unclear, short, year_of

_NO_EVIDENCE: Final[AnyMapping[str, Any]] = MappingProxyType({})
Entries = AnyMapping[str, tuple[Scalar, Node]]


@dataclass(slots=True)
class Document:
    """Collects the values of a town from one or several trees.

    `lenient`: names the rules do not know are warnings, because the data were made for other rules. `file` is
    the name of the file the tree being read is from. `numbers` are the quick ways for figures that are
    written plainly: what they refuse is read with care.
    """

    schema: Schema
    lenient: bool = False
    file: str = ""
    numbers: AnyMapping[str, Converter] = field(default_factory=dict)
    cells: Cells = field(default_factory=Cells)
    name: str = ""
    data_date: str = ""
    year: int | None = None
    values: dict[str, Datum] = field(default_factory=dict)
    marks: dict[str, dict[str, Datum]] = field(default_factory=dict)
    rulings: dict[str, Datum] = field(default_factory=dict)
    decisions: list[Decision] = field(default_factory=list)
    _keys: dict[str, Scalar] = field(default_factory=dict)

    def town(self, root: Node, *, from_file: bool = True) -> None:
        """A whole town document. One from a file says which town it is; another cannot share files."""
        entries = self._entries(root, words.TOWN, Text("数据文件", "a data file"))
        if entries is None:
            return
        if "town" in entries:
            self.name = self.cells.name(*entries["town"])
        elif from_file:
            place = root.place
            self.cells.report("I860", Place(place.source, Span(0, 0)) if place else None)
        if "data_date" in entries:
            text = self.cells.scalar_with(DateReader("数据日期"), *entries["data_date"])
            self.data_date = text if isinstance(text, str) else ""
        if "year" in entries:
            self.year = self._year(*entries["year"])
        if "missing_marks" in entries:
            self._missing_marks(entries["missing_marks"][1])
        if "shared" in entries and not from_file:
            reason = Text("只有数据文件可以写 共用", "only a data file can share others")
            self.cells.report("I880", None, path=short(str(entries["shared"][0].text)), reason=reason)
        self._tables(entries)

    def _year(self, key: Scalar, node: Node) -> int | None:
        """The year at hand."""
        if isinstance(node, Scalar) and not node.empty:
            year = year_of(node.text.strip())
            if year is None:
                self.cells.report("I866", node.place, text=short(node.text))
            return year
        self.cells.text(key, node)  # says what is wrong with it
        return None

    def _missing_marks(self, root: Node) -> None:
        """Marks such as `—`, each with the state it stands for in this file."""
        what, expected = Text("缺失记号", "missing_marks"), Text("记号及其含义", "marks and what they mean")
        for key, node in self._rows(root, what, expected):
            mark = key.text.strip()
            state = STATES.get(node.text.strip()) if isinstance(node, Scalar) else None
            if state is None or not is_unclear(mark):
                self.cells.report("I834", node.place or key.place, mark=short(key.text))
            else:
                self.cells.marks[mark] = state

    def shared(self, root: Node) -> None:
        """A file that several towns share: it holds data and nothing else."""
        entries = self._entries(root, words.SHARED, Text("共用文件", "a shared file"))
        if entries is not None:
            self._tables(entries)

    def finish(self) -> None:
        """After all files: there must have been something in them."""
        if not (self.values or self.marks or self.rulings or self.decisions or self.cells.errors):
            self.cells.report("I839", None)

    def data(self, root: Node) -> None:
        """Values by the name of their input."""
        for key, node in self._rows(root, Text("数据", "data"), Text("名称和值", "names and values")):
            slot = self._slot(self.schema.inputs, key, "I831", "I832")
            if slot is None:
                continue
            first = self._keys.setdefault(slot.name, key)
            if first is not key:
                self._again(slot, first, key)
                continue
            self.cells.renamed(slot, key)
            read = self._datum if isinstance(node, Scalar) else self._figure  # several values are no scalar
            datum = read(slot, key, node)
            if datum is not None:
                self.values[slot.name] = datum

    def _again(self, slot: Slot, first: Scalar, key: Scalar) -> None:
        """An input that was given before: by another of its names, or in another file."""
        if first.text == key.text:
            self.cells.report("I884", key.place, labels=_first(first.place), name=short(key.text))
        else:
            self.cells.both_names(slot, first, key)

    def _figure(
        self, slot: Slot, key: Scalar, node: Node, common: AnyMapping[str, Any] = _NO_EVIDENCE
    ) -> Datum | None:
        """A figure, or several of one thing; None also where it is only chosen between those of other files."""
        decides = is_decision(node)
        if not decides and not has_accounts(node):
            return self._datum(slot, key, node, common=common)
        entries = self._entries(node, words.ACCOUNTS, Text(f"`{short(key.text)}`", f"`{short(key.text)}`"))
        if entries is None or ("chosen" if decides else "accounts") not in entries:
            return None
        if slot.is_series:
            expected = Text("各年的数", "figures by year")
            below = Text("在各年下面写 各方 或 采用", "write accounts, or chosen, below each year")
            self.cells.wrong_shape(node, Text(f"`{slot.name}`", f"`{slot.name}`"), expected, below)
            return None

        def find(at: Node) -> Provenance:
            return self._provenance(at, _NO_EVIDENCE)

        if not decides:
            return read_accounts(self.cells, slot, key, entries, partial(self._datum, common=common), find)
        decision = read_decision(self.cells, slot, entries, find)
        if decision is not None:
            self.decisions.append(decision)
        return None

    def _tables(self, entries: Entries) -> None:
        for name, read in (("data", self.data), ("marks", self._marks), ("rulings", self._rulings)):
            node = entries[name][1] if name in entries else None
            # A heading with nothing below it is no mistake.
            if node is not None and not (isinstance(node, Scalar) and node.empty):
                read(node)

    def _marks(self, root: Node) -> None:
        """Marks by expert and indicator."""
        what, expected = Text("专家评分", "marks"), Text("各位专家及其评分", "experts and their marks")
        seen: dict[str, Scalar] = {}
        for expert, row in self._rows(root, what, expected):
            name = self.cells.trimmed(expert)
            if self._twice(expert, name, seen):
                continue
            marks = self.marks.setdefault(name, {})
            keys: dict[str, Scalar] = {}
            if isinstance(row, Scalar) and row.empty:
                continue  # has not marked yet
            if self._absence(row) is not None:
                marks.update(self._apart(expert, row))
                continue
            for key, node in self._rows(
                row, Text(f"`{short(expert.text)}`", f"`{short(expert.text)}`"), what
            ):
                slot = self._slot(self.schema.marks, key, "I870", "I874")
                if slot is not None:
                    first = keys.setdefault(slot.name, key)
                    if first is not key:
                        self.cells.both_names(slot, first, key)
                        continue
                    self.cells.renamed(slot, key)
                datum = self._datum(slot, key, node) if slot else None
                if slot is not None and datum is not None and self._on_step(slot, node, datum):
                    marks[slot.name] = datum

    def _twice(self, expert: Scalar, name: str, seen: dict[str, Scalar]) -> bool:
        """Whether an expert is there already, or one whose name looks the same."""
        if not name:
            self.cells.report("I816", expert.place)
            return True
        before = seen.setdefault(look(name), expert)
        if before is expert:
            return False
        labels, other = _first(before.place), short(before.text)
        self.cells.report("I890", expert.place, labels=labels, name=short(expert.text), other=other)
        return True

    def _absence(self, row: Node) -> Node | None:
        """`甲: 缺席`, `甲: {值: 回避, 备注: …}`: the word that holds for everything an expert would mark."""
        word = row.get("值", "value") if isinstance(row, Mapping) else row
        is_word = isinstance(word, Scalar) and word.text.strip() in words.ABSENCES
        return (
            word if is_word and "值" not in self.schema.marks and "value" not in self.schema.marks else None
        )

    def _apart(self, expert: Scalar, row: Node) -> dict[str, Datum]:
        """The marks of an expert who was absent, or takes no part, throughout."""
        found = {name: self._datum(slot, expert, row) for name, slot in self.schema.marks.items()}
        return {name: datum for name, datum in found.items() if datum is not None}

    def _on_step(self, slot: Slot, node: Node, datum: Datum) -> bool:
        value = datum.value
        if slot.step is None or not isinstance(value, Fraction) or (value / slot.step).denominator == 1:
            return True
        self.cells.off_step(slot, node)
        return False

    def _rulings(self, root: Node) -> None:
        """Whether the criteria of other documents are met, by document."""
        what, expected = Text("外部判定", "rulings"), Text("文件和判定", "documents and rulings")
        for key, node in self._rows(root, what, expected):
            slot = self._slot(self.schema.rulings, key, "I873", "I874")
            datum = self._datum(slot, key, node, words.RULING) if slot else None
            if slot is not None and datum is not None:
                self.rulings[slot.name] = datum

    def _slot(self, slots: AnyMapping[str, Slot], key: Scalar, strict: str, lenient: str) -> Slot | None:
        slot = slots.get(key.text) or slots.get(self.schema.formerly.get(key.text, ""))
        if slot is not None or key.text in self.schema.elsewhere or self.cells.colon(key):
            return slot
        otherwise = Text("检查名称，或在规则里声明它", "check the name, or declare it in the rules")
        suggestion = self.cells.suggestion(key.text, slots, otherwise)
        code = lenient if self.lenient else strict
        self.cells.report(code, key.place, name=short(key.text), suggestion=suggestion)
        return None

    def _datum(
        self,
        slot: Slot,
        key: Scalar,
        node: Node,
        keys: words.Keys = words.DATUM,
        common: AnyMapping[str, Any] = _NO_EVIDENCE,
    ) -> Datum | None:
        """A value alone, or a value with its evidence. None when a finding says what is wrong.

        `common` is the evidence around it, for a value that has none of its own; what was made up stays made up.
        """
        evidence = common
        quick = self._quick(slot, node)
        if quick is not None:
            return Datum(quick.value, self._provenance(node, evidence))
        if isinstance(node, Mapping) and not is_by_year(slot, node, keys):
            name = Text(f"`{short(key.text)}`", f"`{short(key.text)}`")
            errors = self.cells.errors
            entries = self._entries(node, keys, name) or {}
            found = entries.get("met" if keys is words.RULING else "value")
            if found is None:
                if self.cells.errors == errors:  # else it may be what was misspelled
                    what = Text("满足", "met") if keys is words.RULING else Text("值", "value")
                    self.cells.report("I838", key.place, where=name, key=what)
                return None
            own = self._evidence(entries)
            if own:
                evidence = {"synthetic": common.get("synthetic", False), **own}
            node = found[1]
        value = (
            self._series(slot, key, node, evidence) if slot.is_series else self.cells.cell(slot, key, node)
        )
        return None if value is None else Datum(value, self._provenance(node, evidence))

    def _quick(self, slot: Slot, node: Node) -> Datum | None:
        """A figure in a cell that needs no remark."""
        if not isinstance(node, Scalar) or not isinstance(node.place, CellPlace):
            return None
        convert = self.numbers.get(slot.name)
        if convert is None:
            return None
        try:
            return convert(node.text)
        except Refusal:
            return None

    def _series(
        self, slot: Slot, key: Scalar, node: Node, common: AnyMapping[str, Any]
    ) -> Series | Missing | None:
        def point(year: Slot, at: Scalar, item: Node) -> Datum | None:
            return self._figure(year, at, item, common)

        return read_series(self.cells, slot, key, node, point)

    def _provenance(self, node: Node, evidence: AnyMapping[str, Any]) -> Provenance:
        place = node.place
        if place is None:
            return Provenance(**evidence) if evidence else NO_PROVENANCE
        written = (node.spelling or node.text) if isinstance(node, Scalar) else ""
        if isinstance(place, CellPlace):
            file, line, column, sheet, cell = place.named
            return Provenance(self.file or file, line, column, sheet, cell, place.header, written, **evidence)
        source = place.source
        if isinstance(source, SheetRow):
            sheet, cell = source.sheet, source.cell(place.span)
            return Provenance(self._file(source), None, None, sheet, cell, "", written, **evidence)
        at = place.position
        file = self._file(source)
        return Provenance(file, at.line, at.column, written=written, **evidence)

    def _file(self, source: Source) -> str:
        """The name of the file being read; the towns of a table may be spread over several files of one folder."""
        return self.file or file_name(source.name)

    def _evidence(self, entries: Entries) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for name, (key, node) in entries.items():
            if name == "synthetic":
                found[name] = self.cells.synthetic(key, node)
            elif name not in ("value", "met"):
                found[name] = self.cells.text(key, node)
        return found

    def _rows(self, root: Node, what: Text, expected: Text) -> tuple[tuple[Scalar, Node], ...]:
        if isinstance(root, Mapping):
            return root.entries
        self.cells.wrong_shape(root, what, expected)
        return ()

    def _entries(self, root: Node, keys: words.Keys, where: Text) -> dict[str, tuple[Scalar, Node]] | None:
        """The entries of a mapping by the English name of their key, unknown ones reported."""
        if not isinstance(root, Mapping):
            self.cells.wrong_shape(root, where, Text("几行 键: 值", "lines of key: value"))
            return None
        entries: dict[str, tuple[Scalar, Node]] = {}
        for key, node in root.entries:
            english = keys.get(key.text)
            if english is None:
                self._unknown_key(key, keys, where)
            elif english in entries:
                other = entries[english][0]
                labels = _first(other.place)
                self.cells.report("I833", key.place, labels=labels, key=key.text, other=other.text)
            else:
                entries[english] = (key, node)
        return entries

    def _unknown_key(self, key: Scalar, keys: words.Keys, where: Text) -> None:
        if self.cells.colon(key):
            return
        spellings = tuple(keys)
        listed = Text(f"可写：{'、'.join(spellings[::2])}", f"there is: {', '.join(spellings[1::2])}")
        suggestion = self.cells.suggestion(key.text, keys, listed)
        self.cells.report("I830", key.place, where=where, key=short(key.text), suggestion=suggestion)


def _first(place: Place | None) -> tuple[Label, ...]:
    return (Label(place, Text("第一次在这里", "first given here")),) if place else ()
