"""One document of a town, from its tree to typed values. Every mistake is a finding; the rest is read all the same."""

from __future__ import annotations

from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Final

from guiju.diagnostics.codes import problem
from guiju.diagnostics.model import Diagnostic, Label, Text
from guiju.source import Place
from guiju.towns import words
from guiju.towns.cells import Cells
from guiju.towns.model import Datum, Provenance
from guiju.towns.reading import DateReader
from guiju.towns.slots import Schema, Slot
from guiju.towns.tree import Mapping, Node, Scalar, Sequence
from guiju.towns.words import short

_TOWN: Final = Text("数据文件", "a data file")
_SHARED: Final = Text("共用文件", "a shared file")
_DATUM: Final = Text("一个数据", "a datum")
_RULING: Final = Text("外部判定", "a ruling")
NO_PROVENANCE: Final = Provenance()


@dataclass(slots=True)
class Document:
    """Collects the values of a town from one or several trees.

    `lenient`: names the rules do not know are warnings, because the data were made for other rules.
    """

    schema: Schema
    lenient: bool = False
    cells: Cells = field(default_factory=Cells)
    name: str = ""
    data_date: str = ""
    values: dict[str, Datum] = field(default_factory=dict)
    marks: dict[str, dict[str, Datum]] = field(default_factory=dict)
    rulings: dict[str, Datum] = field(default_factory=dict)
    _places: dict[str, Place | None] = field(default_factory=dict)

    @property
    def found(self) -> list[Diagnostic]:
        return self.cells.found

    def town(self, root: Node, *, named: bool = True) -> None:
        """A whole town document. `named`: it must say which town it is."""
        entries = self._entries(root, words.TOWN, _TOWN)
        if entries is None:
            return
        if "town" in entries:
            self.name = self.cells.name(*entries["town"])
        elif named:
            self.cells.report("I860", _start(root.place))
        if "data_date" in entries:
            self.data_date = self._day(*entries["data_date"])
        self._tables(entries)

    def shared(self, root: Node) -> None:
        """A file that several towns share: only its data count."""
        entries = self._entries(root, words.SHARED, _SHARED)
        if entries is not None:
            self._tables(entries)

    def data(self, root: Node) -> None:
        """Values by the name of their input."""
        if not isinstance(root, Mapping):
            self.cells.wrong_shape(root, Text("数据", "data"), Text("名称和值", "names and values"))
            return
        for key, node in root.entries:
            slot = self._slot(self.schema.inputs, key, "I831", "I832")
            if slot is None:
                continue
            if slot.name in self.values:
                self._given_before(key)
                continue
            self._places[slot.name] = key.place
            datum = self._datum(slot, key, node)
            if datum is not None:
                self.values[slot.name] = datum

    def _tables(self, entries: AnyMapping[str, tuple[Scalar, Node]]) -> None:
        readers = {"data": self.data, "marks": self._marks, "rulings": self._rulings}
        for name, read in readers.items():
            if name not in entries:
                continue
            key, node = entries[name]
            if isinstance(node, Scalar) and node.empty:
                continue  # a heading with nothing below it
            read(node)

    def _given_before(self, key: Scalar) -> None:
        first = self._places.get(key.text)
        labels = (Label(first, Text("第一次在这里", "first given here")),) if first else ()
        self.cells.report("I884", key.place, labels=labels, name=short(key.text))

    def _slot(self, slots: AnyMapping[str, Slot], key: Scalar, code: str, lenient_code: str) -> Slot | None:
        slot = slots.get(key.text)
        if slot is not None or self.cells.colon(key):
            return slot
        known = Text("检查名称，或在规则里声明它", "check the name, or declare it in the rules")
        suggestion = self.cells.suggestion(key.text, slots, known)
        self.cells.report(lenient_code if self.lenient else code, key.place, name=short(key.text), suggestion=suggestion)
        return None

    def _datum(self, slot: Slot, key: Scalar, node: Node, keys: words.Keys = words.DATUM) -> Datum | None:
        """A value alone, or a value with its evidence. None when a finding says what is wrong."""
        evidence: dict[str, Any] = {}
        if isinstance(node, Mapping):
            ruling = keys is words.RULING
            entries = self._entries(node, keys, _RULING if ruling else _DATUM)
            if entries is None:
                return None
            if "value" not in entries:
                what = Text("满足", "met") if ruling else Text("值", "value")
                self.cells.report("I838", key.place, where=f"`{short(key.text)}`", key=what)
                return None
            evidence = self._evidence(entries)
            node = entries["value"][1]
        value = self._records(slot, key, node) if slot.reader is None else self.cells.value(slot, key, node)
        if value is None:
            return None
        return Datum(value, self._provenance(node, evidence))

    def _provenance(self, node: Node, evidence: dict[str, Any]) -> Provenance:
        if node.place is None:
            return Provenance(**evidence) if evidence else NO_PROVENANCE
        at = node.place.position
        written = node.text if isinstance(node, Scalar) else ""
        return Provenance(node.place.source.name, at.line, at.column, written, **evidence)

    def _evidence(self, entries: AnyMapping[str, tuple[Scalar, Node]]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for name, (key, node) in entries.items():
            if name == "synthetic":
                found[name] = self.cells.synthetic(key, node)
            elif name != "value":
                found[name] = self.cells.text(key, node)
        return found

    def _records(self, slot: Slot, key: Scalar, node: Node) -> Any:
        return self.cells.records(slot, key, node)

    def _marks(self, root: Node) -> None:
        """Marks by expert and indicator."""
        for expert, row in self._rows(root, Text("专家评分", "marks"), Text("各位专家及其评分", "experts and their marks")):
            marks = self.marks.setdefault(self.cells.trimmed(expert), {})
            if isinstance(row, Scalar) and row.empty:
                continue  # an expert who has not marked yet
            what = Text(f"专家 `{short(expert.text)}` 的评分", f"the marks of `{short(expert.text)}`")
            for key, node in self._rows(row, what, Text("指标和评分", "indicators and marks")):
                slot = self._slot(self.schema.marks, key, "I870", "I874")
                datum = self._datum(slot, key, node) if slot else None
                if slot is not None and datum is not None and self._on_step(slot, node, datum):
                    marks[slot.name] = datum

    def _on_step(self, slot: Slot, node: Node, datum: Datum) -> bool:
        if slot.step is None or not isinstance(datum.value, Fraction) or (datum.value / slot.step).denominator == 1:
            return True
        self.cells.off_step(slot, node)
        return False

    def _rulings(self, root: Node) -> None:
        for key, node in self._rows(root, Text("外部判定", "rulings"), Text("文件和判定", "documents and rulings")):
            slot = self._slot(self.schema.rulings, key, "I873", "I874")
            datum = self._datum(slot, key, node, words.RULING) if slot else None
            if slot is not None and datum is not None:
                self.rulings[slot.name] = datum

    def _rows(self, root: Node, what: Text, expected: Text) -> tuple[tuple[Scalar, Node], ...]:
        if isinstance(root, Mapping):
            return root.entries
        self.cells.wrong_shape(root, what, expected)
        return ()

    def _day(self, key: Scalar, node: Node) -> str:
        text = self.cells.scalar_with(DateReader("数据日期"), key, node)
        return text if isinstance(text, str) else ""

    def _entries(self, root: Node, keys: words.Keys, where: Text) -> dict[str, tuple[Scalar, Node]] | None:
        """The entries of a mapping by the English name of their key, unknown ones reported."""
        if not isinstance(root, Mapping):
            self.cells.wrong_shape(root, where, Text("几行 键: 值", "lines of key: value"))
            return None
        entries: dict[str, tuple[Scalar, Node]] = {}
        for key, node in root.entries:
            english = keys.get(key.text)
            if english is None:
                if not self.cells.colon(key):
                    listed = Text(f"可写：{'、'.join(list(keys)[::2])}", f"there is: {', '.join(list(keys)[1::2])}")
                    suggestion = self.cells.suggestion(key.text, keys, listed)
                    self.cells.report("I830", key.place, where=where, key=short(key.text), suggestion=suggestion)
            elif english in entries:
                other = entries[english][0]
                labels = (Label(other.place, Text("第一次在这里", "first given here")),) if other.place else ()
                self.cells.report("I833", key.place, labels=labels, key=key.text, other=other.text)
            else:
                entries[english] = (key, node)
        return entries


def _start(place: Place | None) -> Place | None:
    from guiju.source import Span

    return Place(place.source, Span(place.span.start, place.span.start)) if place else None


__all__ = ["NO_PROVENANCE", "Document", "Sequence", "problem"]
