"""The single values of a document: text to typed value, with the findings that go with it."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass, field
from typing import Any, Final

from guiju import limits
from guiju.diagnostics.codes import problem
from guiju.diagnostics.model import Diagnostic, Edit, Fix, Label, Text
from guiju.diagnostics.suggest import did_you_mean
from guiju.numbers.exact import decimal_text
from guiju.numbers.states import Missing, State
from guiju.source import Place
from guiju.towns.model import Given, Record
from guiju.towns.places import CellPlace
from guiju.towns.reading import Reader, TextReader
from guiju.towns.refusal import Refusal, Remarks
from guiju.towns.slots import Slot, former_names
from guiju.towns.tree import Mapping, Node, Scalar, Sequence
from guiju.towns.words import STATES, YES_NO, is_special, is_unclear, short, year_of
from guiju.towns.yaml_mistakes import colon_mistake
from guiju.types import RecordsType, TextType

_MOST_FINDINGS: Final = 500  # of one town; the error that stops it is among them
_MOST_SUGGESTIONS: Final = 20  # looking for a similar name takes time
_ONE_VALUE: Final = Text("一个值", "a single value")


@dataclass(slots=True)
class Cells:
    """Reads scalars and records; `found` collects what is wrong with them.

    `marks` are those that the file declares to stand for a missing value.
    """

    found: list[Diagnostic] = field(default_factory=list)
    errors: int = 0
    marks: dict[str, State] = field(default_factory=dict)
    _suggestions: int = 0
    _renamed: set[tuple[int, str]] = field(default_factory=set)

    def report(
        self,
        code: str,
        place: Place | None,
        /,
        *,
        labels: tuple[Label, ...] = (),
        fixes: tuple[Fix, ...] = (),
        **values: Any,
    ) -> None:
        """Add a finding of one code."""
        if self.errors and len(self.found) >= _MOST_FINDINGS:
            return
        self.add(problem(code, place, labels=labels, fixes=fixes, **values))

    def add(self, finding: Diagnostic) -> None:
        """Keep a finding: only so many, but the first error always."""
        if len(self.found) < _MOST_FINDINGS or (finding.is_error and not self.errors):
            self.found.append(finding)
        self.errors += finding.is_error

    def suggestion(self, name: str, known: Iterable[str], otherwise: Text) -> Text:
        """Which of `known` was meant, looked for only the first few times."""
        self._suggestions += 1
        return did_you_mean(name, known, otherwise) if self._suggestions <= _MOST_SUGGESTIONS else otherwise

    def cell(self, slot: Slot, key: Scalar, node: Node) -> Given | Missing | None:
        """The value of a slot; None when a finding says what is wrong."""
        return (
            self._records(slot, key, node)
            if slot.reader is None
            else self._value(slot, slot.reader, key, node)
        )

    def _value(self, slot: Slot, reader: Reader, key: Scalar, node: Node) -> Given | Missing | None:
        state = self.state(slot, node)
        if state is not None:
            return slot.missing[state]
        if isinstance(node, Scalar) and node.text.strip() in slot.absences:
            return slot.absences[node.text.strip()]
        if not isinstance(node, Scalar):
            self._no_single_value(slot, key, node)
            return None
        return None if self.refuses_blank(slot, key, node) else self._read(reader, node)

    def _records(self, slot: Slot, key: Scalar, node: Node) -> tuple[Record, ...] | Missing | None:
        kind = slot.field.type
        assert isinstance(kind, RecordsType)
        state = self.state(slot, node)
        if state is not None:
            return slot.missing[state]
        if not isinstance(node, Sequence):
            if isinstance(node, Mapping) and _has_years(node):
                self.report("I865", node.place or key.place, name=slot.name)
            elif isinstance(node, Mapping) or not self.refuses_blank(slot, key, node):
                begin = Text("每条记录另起一行，用 - 开头", "begin each record with - on a line of its own")
                self.wrong_shape(node, _quoted(slot.name), Text("一个列表", "a list"), begin)
            return None
        count = len(node.items)
        if count > limits.RECORDS:
            self.report("I823", node.place, name=slot.name, count=count, limit=limits.RECORDS)
            return None
        if kind.size is not None and count > kind.size:
            self.report("I856", node.items[kind.size].place, name=slot.name, size=kind.size, count=count)
            return None
        before = self.errors
        former = former_names(slot.columns)
        items = enumerate(node.items, 1)
        records = tuple(self._record(slot, former, number, item) for number, item in items)
        if self.errors > before:
            return None
        if kind.size is not None and count < kind.size:
            self.report("I857", node.place, name=slot.name, size=kind.size, count=count)
            return slot.missing[State.NOT_SUPPLIED]
        return records

    def _record(self, slot: Slot, former: AnyMapping[str, str], number: int, node: Node) -> Record:
        where = Text(f"`{slot.name}` 第 {number} 条", f"record {number} of `{slot.name}`")
        record: dict[str, Any] = {name: it.missing[State.NOT_SUPPLIED] for name, it in slot.columns.items()}
        if not isinstance(node, Mapping):
            self.wrong_shape(node, where, Text("几项 字段: 值", "fields with their values"))
            return record
        keys: dict[str, Scalar] = {}
        for key, item in node.entries:
            column = slot.columns.get(key.text) or slot.columns.get(former.get(key.text, ""))
            if column is not None:
                first = keys.setdefault(column.name, key)
                if first is not key:
                    self.both_names(column, first, key)
                    continue
                self.renamed(column, key)
                record[column.name] = self.cell(column, key, item)
            elif not self.colon(key):
                names = "、".join(slot.columns)
                suggestion = self.suggestion(
                    key.text, slot.columns, Text(f"字段有：{names}", f"fields: {names}")
                )
                self.report("I830", key.place, where=where, key=short(key.text), suggestion=suggestion)
        return record

    def renamed(self, slot: Slot, key: Scalar) -> None:
        """Say so where a value stands under a former name, once for all records and experts."""
        if key.text != slot.name and (id(slot), key.text) not in self._renamed:
            self._renamed.add((id(slot), key.text))
            fixes = _fix(key, slot.name)
            self.report("I960", key.place, fixes=fixes, former=short(key.text), name=slot.name)

    def both_names(self, slot: Slot, first: Scalar, key: Scalar) -> None:
        """A value under two names of one thing."""
        labels = (Label(first.place, Text("第一次在这里", "first given here")),) if first.place else ()
        former = first if key.text == slot.name else key
        self.report("I961", key.place, labels=labels, former=short(former.text), name=slot.name)

    def state(self, slot: Slot, node: Node) -> State | None:
        """Why there is no value, if the data say so."""
        if isinstance(node, Scalar) and node.text not in slot.options:
            return STATES.get(node.text) or (self.marks.get(node.text.strip()) if self.marks else None)
        return None

    def _no_single_value(self, slot: Slot, key: Scalar, node: Mapping | Sequence) -> None:
        if isinstance(node, Mapping) and _has_years(node):
            self.report("I865", node.place or key.place, name=slot.name)
        else:
            self.wrong_shape(node, _quoted(short(key.text)), _ONE_VALUE)

    def refuses_blank(self, slot: Slot, key: Scalar, node: Scalar) -> bool:
        """Reports what no field takes: nothing, marks for nothing, special words of YAML."""
        name = short(key.text)
        if node.given is not None or node.text in slot.options:
            return False
        if not node.text.strip() and not (node.quoted and isinstance(slot.field.type, TextType)):
            self.report("I835", key.place, name=name)
        elif not node.quoted and is_special(node.text) and not isinstance(node.place, CellPlace):
            self._special(node)
        elif is_unclear(node.text.strip()) and not (node.quoted and isinstance(slot.field.type, TextType)):
            self.report("I836", node.place, name=name, text=node.text)
        else:
            return False
        return True

    def _special(self, node: Scalar) -> None:
        better = {"yes": "是", "on": "是", "no": "否", "off": "否"}.get(node.text.casefold(), "未提供")
        self.report("I837", node.place, fixes=_fix(node, better), text=node.text)

    def _read(self, reader: Reader, node: Scalar) -> Given | None:
        remarks: Remarks = []
        try:
            if node.given is not None:
                value = reader.of_object(node.given, remarks)
            else:
                # A text is kept as it stands; around anything else blanks mean nothing.
                text = node.text if isinstance(reader, TextReader) else node.text.strip()
                value = reader.of_text(text, remarks)
        except Refusal as refusal:
            self._refused(refusal, node)
            return None
        for remark in remarks:
            self._refused(remark, node)
        return value

    def _refused(self, refusal: Refusal, node: Scalar) -> None:
        fixes = _fix(node, refusal.better) if refusal.better is not None else ()
        self.report(refusal.code, node.place, fixes=fixes, **refusal.values)

    def off_step(self, slot: Slot, node: Node) -> None:
        """A mark between the marks there are."""
        assert slot.step is not None
        if isinstance(node, Mapping):
            node = node.get("值", "value") or node
        text = short(node.text) if isinstance(node, Scalar) else ""
        self.report("I872", node.place, name=slot.name, step=decimal_text(slot.step, 6), text=text)

    def text(self, key: Scalar, node: Node) -> str:
        """A remark such as 来源: any text."""
        if not isinstance(node, Scalar):
            self.wrong_shape(node, _quoted(key.text), Text("文字", "text"))
            return ""
        if node.empty:
            self.report("I835", key.place, name=short(key.text))
        elif not node.quoted and is_special(node.text) and not isinstance(node.place, CellPlace):
            self._special(node)
        return node.text

    def name(self, key: Scalar, node: Node) -> str:
        """The name of the town."""
        text = self.text(key, node)
        if not isinstance(node, Scalar) or not text:
            return text
        return self.trimmed(node) if text.strip() else self._no_name(node)

    def _no_name(self, node: Scalar) -> str:
        self.report("I860", node.place)
        return ""

    def trimmed(self, node: Scalar) -> str:
        """A name without the blanks around it, which are a warning."""
        better = node.text.strip()
        if better != node.text:
            text, fixes = short(node.text), _fix(node, better)
            self.report("I861", node.place, fixes=fixes, text=text, better=short(better))
        return better

    def synthetic(self, key: Scalar, node: Node) -> bool:
        """合成: only ever true."""
        given = isinstance(node, Scalar) and (node.given is True or YES_NO.get(node.text) is True)
        if not given:
            text = short(node.text) if isinstance(node, Scalar) else Text("列表或映射", "a list or mapping")
            self.report("I858", node.place or key.place, text=text)
        return given

    def scalar_with(self, reader: Reader, key: Scalar, node: Node) -> Given | None:
        """A value outside the data, such as a date."""
        if not isinstance(node, Scalar):
            self.wrong_shape(node, _quoted(key.text), _ONE_VALUE)
            return None
        if node.empty:
            self.report("I835", key.place, name=short(key.text))
            return None
        return self._read(reader, node)

    def colon(self, key: Scalar) -> bool:
        """Whether a key is really a key and a value with a wrong colon between them, which is reported."""
        if key.quoted or key.place is None:
            return False
        line = key.place.text.split("\n", 1)[0]
        found = colon_mistake(key.place.source, key.place.span.start, line)
        if found is not None:
            self.add(found)
        return found is not None

    def wrong_shape(self, node: Node, what: Text, expected: Text, suggestion: Text | None = None) -> None:
        """A list where a value should be, or the like."""
        if isinstance(node, Scalar):
            if self.colon(node):
                return
            actual = Text("空的", "empty") if node.empty else _quoted(short(node.text))
        else:
            is_list = isinstance(node, Sequence)
            actual = Text("一个列表", "a list") if is_list else Text("几行 键: 值", "lines of key: value")
        suggestion = suggestion or Text("检查缩进和写法", "check the indentation and the form")
        self.report("I815", node.place, what=what, expected=expected, actual=actual, suggestion=suggestion)


def _has_years(node: Mapping) -> bool:
    return any(year_of(key.text) is not None for key, _ in node.entries)


def _fix(node: Scalar, better: str) -> tuple[Fix, ...]:
    """Write `better` instead; what stands in quotes or in a cell is left to its author."""
    if node.place is None or isinstance(node.place, CellPlace) or node.quoted or "\n" in node.place.text:
        return ()
    return (Fix(Text(f"写成 {better}", f"write {better}"), (Edit(node.place, better),)),)


def _quoted(name: str) -> Text:
    return Text(f"`{name}`", f"`{name}`")
