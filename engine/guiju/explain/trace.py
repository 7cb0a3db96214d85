"""Outcome to the JSON trace: one object for each step, operands before what is made of them.

The form is published as `schema/trace-1.schema.json`. The same rules and data give the same bytes on every machine:
files are named by their last part, nothing tells the time, the folder or the user. Each step stands on a line of its
own, written once.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from guiju.diagnostics.model import Diagnostic
from guiju.evaluate.outcome import Outcome, Result, result_of
from guiju.evaluate.steps import Step
from guiju.explain.evidence import base_name
from guiju.explain.head import unresolved, used
from guiju.explain.kinds import KINDS, Kind
from guiju.explain.verdicts import rounded_subject
from guiju.explain.writer import NAMED
from guiju.numbers.exact import decimal_text
from guiju.numbers.rounding import RoundingMode
from guiju.numbers.states import State
from guiju.rulebook import expressions as ex
from guiju.rulebook import model
from guiju.rulebook.scheme import OpenScoring, Remarks
from guiju.rulebook.scoring import Mark
from guiju.rulebook.walk import Row
from guiju.source import Place
from guiju.text import json_text, visible
from guiju.towns.model import Datum
from guiju.types import NumberType, RecordsType, Type
from guiju.units import PLAIN
from guiju.version import LANGUAGE_VERSION, VERSION

FORMAT_VERSION = "1"
SCHEMA = "urn:guiju:schema:trace-1"
_NO_REMARKS = Remarks()
_RULES = {
    "round_half_even": ("GB/T 8170", RoundingMode.half_even),
    "round_half_up": ("四舍五入", RoundingMode.half_up),
}


def trace_json(outcome: Outcome) -> str:
    """The whole trace as text, with a last line end."""
    head = json_text(header(outcome)).removesuffix("\n}\n")
    lines = ",\n".join(map(_line, _Tracer(outcome).trace()))
    return f'{head},\n  "steps": [\n{lines}\n  ]\n}}\n'


def trace(outcome: Outcome) -> dict[str, Any]:
    """The whole trace as one object."""
    return {**header(outcome), "steps": _Tracer(outcome).trace()}


def _line(step: Mapping[str, Any]) -> str:
    """One step; a text that a terminal would obey is escaped, the rest stays readable."""
    line = json.dumps(step, ensure_ascii=False)
    return line if visible(line) == line else json.dumps(step)


# --- header -----------------------------------------------------------------------------------------------------------


def header(outcome: Outcome) -> dict[str, Any]:
    """Everything but the steps."""
    book, town = outcome.rulebook, outcome.town
    result = outcome.to_dict()
    return {
        "format_version": FORMAT_VERSION,
        "schema": SCHEMA,
        "engine": {"name": "guiju", "version": VERSION, "language_version": LANGUAGE_VERSION},
        "standard": _standard(book.header),
        "rule_files": [{"name": base_name(book.source.name), "fingerprint": book.fingerprint}],
        "data_files": [
            {"name": base_name(file.name), "fingerprint": file.fingerprint} for file in town.files
        ],
        "town": {"name": town.name, "fingerprint": town.fingerprint, "data_date": town.data_date},
        "status": result["status"],
        "total": result["total"],
        "grade": result["grade"],
        "scores": {name: outcome[name].to_json() for name in book.schemes},
        "grades": {name: _grade(outcome, name) for name in book.grades},
        "designations": result["designations"],
        "known_defects": [_defect(finding) for finding in book.known_defects],
        "readings": [_reading(reading) for reading in book.readings.values()],
        "unresolved": _unresolved(outcome),
        "violated": [
            {"label": constraint.label, "clauses": list(constraint.remarks.clauses)}
            for constraint in outcome.violated
        ],
        "synthetic": list(used(outcome).synthetic),
        "missing": result["missing"],
    }


def _standard(header: model.Header) -> dict[str, Any]:
    return {
        "id": header.id,
        "title": header.title,
        "number": header.number,
        "revision": header.revision,
        "revision_title": header.revision_title,
        "status": str(header.status) if header.status else None,
        "issued": header.issued,
        "effective": header.effective,
        "ends": header.ends,
    }


def _grade(outcome: Outcome, scale: str) -> dict[str, Any]:
    grade = outcome.grade_on(scale)
    return {"name": grade.name, "possible": list(grade.possible)}


def _defect(finding: Diagnostic) -> dict[str, Any]:
    found, required = finding.figures or (None, None)
    return {
        "code": finding.code.id,
        "subject": finding.subject,
        "message": {"zh": finding.message.zh, "en": finding.message.en},
        "notes": [{"zh": note.zh, "en": note.en} for note in finding.notes],
        "found": _figure(found),
        "required": _figure(required),
        "place": _place(finding.place),
    }


def _figure(value: Fraction | None) -> str | None:
    return None if value is None else decimal_text(value, 12)


def _reading(reading: model.Reading) -> dict[str, Any]:
    return {
        "name": reading.name,
        "label": reading.label,
        "chosen": reading.chosen,
        "options": [{"name": name, "label": label} for name, label in reading.options],
        "clauses": list(reading.remarks.clauses),
    }


def _unresolved(outcome: Outcome) -> list[dict[str, Any]]:
    found = []
    for name, condition in unresolved(outcome):
        external = isinstance(condition, model.External)
        text = condition.document if isinstance(condition, model.External) else condition.reason
        kind = "external" if external else "open"
        found.append({"kind": kind, "name": name, "text": text, "clauses": list(condition.remarks.clauses)})
    for indicator in outcome.rulebook.indicators.values():
        if isinstance(indicator.scoring, OpenScoring):
            clauses = list(indicator.scoring.remarks.clauses)
            found.append(
                {
                    "kind": "scoring",
                    "name": indicator.name,
                    "text": indicator.scoring.reason,
                    "clauses": clauses,
                }
            )
    return found


# --- steps ------------------------------------------------------------------------------------------------------------


class _Tracer:
    """Writes the steps of one outcome; what depends on the node alone is written once for each node."""

    def __init__(self, outcome: Outcome) -> None:
        self.outcome = outcome
        self.steps: list[dict[str, Any]] = []
        self.nodes: dict[int, dict[str, Any]] = {}
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
        value = self._value(step, kind)
        datum = self._datum(step.node)
        written = {
            "id": id_,
            **self._node(step.node, kind),
            "numbers": kind.numbers(step),
            "operands": operands,
            "value": value.to_json(),
            "state": str(value.state),
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
                "place": _place(_place_of(node)),
                "formula": kind.formula(node),
            }
        return known

    def _reference(self, step: Step, id_: str) -> str | None:
        """The step a name used again refers to."""
        if not isinstance(step.node, NAMED):
            return None
        first = self.first.setdefault(step.node.name, id_)
        return None if first == id_ else first

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
    label = getattr(node, "label", None)
    return label or None


def _place_of(node: Any) -> Place | None:
    if isinstance(node, model.Criterion):
        node = node.condition
    if isinstance(node, Row):
        node = node.collect
    return getattr(node, "place", None)


def _place(place: Place | None) -> dict[str, Any] | None:
    if place is None:
        return None
    start, end = place.position, place.end
    return {
        "file": base_name(place.source.name),
        "line": start.line,
        "column": start.column,
        "end_line": end.line,
        "end_column": end.column,
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
