"""Steps to the objects of the JSON trace."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from guiju.evaluate.outcome import Outcome, Result, result_of
from guiju.evaluate.steps import Step
from guiju.explain.evidence import base_name
from guiju.explain.grades import rounded_subject
from guiju.explain.kinds import KINDS, Kind
from guiju.explain.names import record_name
from guiju.explain.writer import NAMED
from guiju.numbers.rounding import RoundingMode
from guiju.numbers.states import State
from guiju.rulebook import expressions as ex
from guiju.rulebook import model
from guiju.rulebook.scheme import Remarks
from guiju.rulebook.scoring import Mark
from guiju.rulebook.walk import Row
from guiju.source import Place
from guiju.towns.model import Datum
from guiju.types import NumberType, RecordsType, Type
from guiju.units import PLAIN

_NO_REMARKS = Remarks()
_RULES = {
    "round_half_even": ("GB/T 8170", RoundingMode.half_even),
    "round_half_up": ("四舍五入", RoundingMode.half_up),
}


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
        stack: list[tuple[Step, int, list[str]]] = [(root, 0, [])]
        while stack:
            step, position, operands = stack.pop()
            if position < len(step.children):
                stack.append((step, position + 1, operands))
                stack.append((step.children[position], 0, []))
                continue
            written = self._step(step, operands)
            if stack:
                stack[-1][2].append(written["id"])

    def _step(self, step: Step, operands: list[str]) -> dict[str, Any]:
        kind = KINDS[type(step.node)]
        id_ = f"s{len(self.steps) + 1}"
        value = self._shown(step, kind)
        datum = self._datum(step.node)
        written = {
            "id": id_,
            **self._node(step.node, kind),
            "numbers": kind.numbers(step),
            "operands": operands,
            "value": value,
            "state": value["state"],
            "rounding": _rounding(step),
            "reference": self._reference(step, id_),
            "provenance": _provenance(datum),
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
        """The step a name used again refers to."""
        if not isinstance(step.node, NAMED):
            return None
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

    def _datum(self, node: Any) -> Datum | None:
        town = self.outcome.town
        if isinstance(node, ex.InputRef):
            return town.values[node.name]
        if isinstance(node, Mark):
            return town.marks[node.expert].get(node.indicator)
        return town.rulings.get(node.document) if isinstance(node, model.External) else None


def _remarks(node: Any) -> Remarks:
    if isinstance(node, model.Criterion):
        node = node.condition
    return getattr(node, "remarks", _NO_REMARKS)


def _name(node: Any) -> str | None:
    """The declared name a step belongs to, or the expert or document that decides it."""
    if isinstance(node, Mark):
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
    if isinstance(node, ex.Apply):
        return node.function
    if isinstance(node, ex.Collect):
        return node.function
    if isinstance(node, Row):
        return record_name(node) or None
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
    starts, span = place.source.line_starts, place.span
    first, last = bisect_right(starts, span.start), bisect_right(starts, span.end)
    return {
        "file": base_name(place.source.name),
        "line": first,
        "column": span.start - starts[first - 1] + 1,
        "end_line": last,
        "end_column": span.end - starts[last - 1] + 1,
    }


def _rounding(step: Step) -> dict[str, Any] | None:
    node = step.node
    if isinstance(node, model.Grades) and node.places is not None and step.children:
        score = step.children[0].value
        after = rounded_subject(node, score)
        return _rounded("GB/T 8170", RoundingMode.half_even, node.places, (score, after), NumberType())
    if isinstance(node, ex.Apply) and node.function in _RULES:
        rule, mode = _RULES[node.function]
        value, places = (child.value for child in step.children)
        return _rounded(rule, mode, int(places), (value, step.value), node.type)
    return None


def _rounded(
    rule: str, mode: RoundingMode, places: int, values: Iterable[Any], type_: Type
) -> dict[str, Any]:
    before, after = (result_of(value, type_).to_json() for value in values)
    return {"rule": rule, "mode": str(mode), "places": places, "before": before, "after": after}


def _provenance(datum: Datum | None) -> dict[str, Any] | None:
    if datum is None:
        return None
    of = datum.provenance
    return {
        "file": base_name(of.file),
        "line": of.line,
        "column": of.column,
        "written": of.written,
        "source": of.source,
        "year": of.year,
        "date": of.date,
        "document": of.document,
        "page": of.page,
        "scope": of.scope,
        "check": of.check,
        "checked_by": of.checked_by,
        "note": of.note,
        "synthetic": of.synthetic,
    }
