"""Steps to the objects of the JSON trace."""

from __future__ import annotations

from bisect import bisect_right
from fractions import Fraction
from typing import Any

from guiju.evaluate.outcome import Outcome, Result, result_of
from guiju.evaluate.steps import Step
from guiju.explain.evidence import base_name
from guiju.explain.kinds import KINDS, Kind
from guiju.explain.marks import averaged, averaging_of
from guiju.explain.scope import NAMED, figure, year_meant, year_within
from guiju.explain.trace_rounding import rounding
from guiju.numbers.states import State
from guiju.rulebook import expressions as ex
from guiju.rulebook import model
from guiju.rulebook.collecting import Row, record_name
from guiju.rulebook.dated import DatedValue
from guiju.rulebook.experts import ByExpert, ExpertTotal, Mark
from guiju.rulebook.scheme import Remarks
from guiju.rulebook.walk import Year
from guiju.source import Place
from guiju.towns.model import Datum
from guiju.types import NumberType, RecordsType, Type
from guiju.units import PLAIN

_NO_REMARKS = Remarks()


def traced(outcome: Outcome) -> list[dict[str, Any]]:
    """Every step in the order of evaluation, operands first."""
    return _Tracer(outcome).trace()


class _Tracer:
    """Writes the steps of one outcome; what depends on the node alone is written once for each node."""

    def __init__(self, outcome: Outcome) -> None:
        self.outcome = outcome
        self.steps: list[dict[str, Any]] = []
        self.nodes: dict[int, dict[str, Any]] = {}
        self.values: dict[tuple[int, int], dict[str, Any]] = {}
        self.first: dict[str, str] = {}  # name -> id of its derivation

    def trace(self) -> list[dict[str, Any]]:
        """Every step in the order of evaluation."""
        for root in self.outcome.steps:
            self._walk(root)
        return self.steps

    def _walk(self, root: Step) -> None:
        """Post-order with a stack of its own: a deep chain of names must not end in a RecursionError."""
        own = self.outcome.year
        stack: list[tuple[Step, int, list[str], int | None]] = [(root, 0, [], own)]
        while stack:
            step, position, operands, year = stack.pop()
            if position < len(step.children):
                stack.append((step, position + 1, operands, year))
                stack.append((step.children[position], 0, [], year_within(step, year, own)))
                continue
            fate = _fate(stack[-1][0], stack[-1][1] - 1) if stack and type(step.node) in _FATED else None
            written = self._step(step, operands, year, fate)
            if stack:
                stack[-1][2].append(written["id"])

    def _step(self, step: Step, operands: list[str], year: int | None, fate: str | None) -> dict[str, Any]:
        kind = KINDS[type(step.node)]
        id_ = f"s{len(self.steps) + 1}"
        value = self._shown(step, kind)
        datum = self._datum(step.node, year)
        written = {
            "id": id_,
            **self._node(step.node, kind),
            "numbers": kind.numbers(step),
            "operands": operands,
            "value": value,
            "state": value["state"],
            "taken": _taken(step),
            "year": _year(step.node, year),
            "fate": fate,
            "rounding": rounding(step),
            "reference": self._reference(step, id_),
            "provenance": _provenance(datum),
            "accounts": _accounts(datum, kind.type(step.node)),
            "synthetic": datum is not None and datum.provenance.synthetic,
        }
        if not written["synthetic"]:
            sources = [*operands, written["reference"]] if written["reference"] else operands
            written["synthetic"] = any(self.steps[int(source[1:]) - 1]["synthetic"] for source in sources)
        self.steps.append(written)
        return written

    def _node(self, node: Any, kind: Kind) -> dict[str, Any]:
        known = self.nodes.get(id(node))
        if known is None:
            remarks = _remarks(node)
            known = self.nodes[id(node)] = {
                "kind": kind.name,
                "name": _name(node),
                "label": _label(node),
                "clauses": list(remarks.clauses),
                "proposals": list(remarks.proposals),
                "place": place_json(_place_of(node)),
                "formula": kind.formula(node),
            }
        return known

    def _reference(self, step: Step, id_: str) -> str | None:
        """The step a name used again refers to: the last that derived it, for the expert whose total is being found."""
        if not isinstance(step.node, NAMED):
            return None
        if step.children:
            self.first[step.node.name] = id_
        first = self.first.setdefault(step.node.name, id_)
        return None if first == id_ else first

    def _shown(self, step: Step, kind: Kind) -> dict[str, Any]:
        """VALUE of a step; written once for each value and unit, because names and what they stand for share it."""
        if isinstance(step.node, Row):
            return self._value(step, kind).to_json()
        type_ = kind.type(step.node)
        key = (id(step.value), id(type_.unit) if isinstance(type_, (NumberType, RecordsType)) else 0)
        known = self.values.get(key)
        if known is None:
            known = self.values[key] = self._value(step, kind).to_json()
        return known

    def _value(self, step: Step, kind: Kind) -> Result:
        value, type_ = step.value, kind.type(step.node)
        if isinstance(step.node, Row):
            return result_of(False if value is None else value[0], None)
        if isinstance(value, tuple):
            unit = type_.unit if isinstance(type_, RecordsType) else PLAIN
            return Result(State.GIVEN, unit, number=Fraction(len(value)))
        return result_of(value, type_)

    def _datum(self, node: Any, year: int | None) -> Datum | None:
        town = self.outcome.town
        if isinstance(node, ex.SeriesRef):
            return figure(town, node, year)
        if isinstance(node, ex.InputRef):
            return town.values[node.name]
        if isinstance(node, Mark):
            return town.marks[node.expert].get(node.indicator)
        return town.rulings.get(node.document) if isinstance(node, model.External) else None


_FATED = frozenset({Mark, ExpertTotal})


def _fate(parent: Step, position: int) -> str | None:
    """What became of a mark or of a total in the mean it was given for."""
    if averaging_of(parent) is None:
        return None  # a mark of an expert who has no total
    before = sum(type(child.node) in _FATED for child in parent.children[:position])
    return str(averaged(parent).fates[before])


def _taken(step: Step) -> dict[str, Any] | None:
    """What a record that counts gives; of another town it has no step of its own."""
    if not isinstance(step.node, Row) or step.value is None or step.node.collect.take is None:
        return None
    return result_of(step.value[1], step.node.collect.take.type).to_json()


def _year(node: Any, at_hand: int | None) -> int | None:
    """The year of a figure or of a record."""
    if isinstance(node, ex.SeriesRef):
        return year_meant(node, at_hand)
    record = node.record if isinstance(node, Row) else None
    return record.year if isinstance(record, Year) else None


def _remarks(node: Any) -> Remarks:
    if isinstance(node, model.Criterion):
        node = node.condition
    return getattr(node, "remarks", _NO_REMARKS)


def _name(node: Any) -> str | None:
    """The declared name a step belongs to, or the expert or document that decides it."""
    if isinstance(node, (Mark, ExpertTotal, ByExpert)):
        return node.expert
    if isinstance(node, model.External):
        return node.document
    if isinstance(node, ex.LevelRef):
        return node.scheme
    name = getattr(node, "name", None)
    return name if isinstance(name, str) else None


def _label(node: Any) -> str | None:
    if isinstance(node, model.Criterion):
        return str(node.modal)
    if isinstance(node, (ex.Apply, ex.Collect, ex.NamedExtreme, ex.Tiers)):
        return node.function
    if isinstance(node, DatedValue):
        return node.since
    if isinstance(node, Row):
        return record_name(node.record, node.collect.records.type) or None
    label = getattr(node, "label", None)
    return label or None


def _place_of(node: Any) -> Place | None:
    if isinstance(node, model.Criterion):
        node = node.condition
    if isinstance(node, Row):
        node = node.collect
    return getattr(node, "place", None)


def place_json(place: Place | None) -> dict[str, Any] | None:
    if place is None:
        return None
    place = place.origin
    starts, span = place.source.line_starts, place.span
    first, last = bisect_right(starts, span.start), bisect_right(starts, span.end)
    return {
        "file": base_name(place.source.name),
        "line": first,
        "column": span.start - starts[first - 1] + 1,
        "end_line": last,
        "end_column": span.end - starts[last - 1] + 1,
    }


def _accounts(datum: Datum | None, type_: Type | None) -> dict[str, Any] | None:
    """The values a figure was chosen from; those of a list by the number of its records."""
    if datum is None or not datum.accounts:
        return None
    choice = datum.choice
    return {
        "values": [
            {"value": result_of(one.value, type_).to_json(), "provenance": _provenance(one)}
            for one in datum.accounts
        ],
        "chosen": choice.number if choice else None,
        "reason": choice.reason if choice else None,
        "chosen_by": choice.by or None if choice else None,
    }


def _provenance(datum: Datum | None) -> dict[str, Any] | None:
    if datum is None:
        return None
    of = datum.provenance
    return {
        "file": base_name(of.file),
        "line": of.line,
        "column": of.column,
        "sheet": of.sheet,
        "cell": of.cell,
        "header": of.header,
        "written": of.written,
        "source": of.source,
        "year": of.year,
        "date": of.date,
        "issuer": of.issuer,
        "document": of.document,
        "document_number": of.document_number,
        "page": of.page,
        "scope": of.scope,
        "check": of.check,
        "checked_by": of.checked_by,
        "verdict": of.verdict,
        "note": of.note,
        "synthetic": of.synthetic,
    }
