"""Outcome to the JSON trace: one object for each step, operands before what is made of them.

The form is published as `schema/trace-1.schema.json`. The same rules and data give the same bytes on every machine:
files are named by their last part, nothing tells the time, the folder or the user. Each step stands on a line of its
own, written once.
"""

from __future__ import annotations

import json
import re
from fractions import Fraction
from typing import Any

from guiju.diagnostics.model import Diagnostic
from guiju.evaluate.outcome import Outcome
from guiju.explain.evidence import base_name
from guiju.explain.panel_reports import panel_json
from guiju.explain.trace_steps import place_json, traced
from guiju.explain.used import unresolved, used
from guiju.numbers.exact import decimal_text
from guiju.rulebook import model
from guiju.rulebook.scheme import OpenScoring
from guiju.text import json_text, visible
from guiju.version import LANGUAGE_VERSION, VERSION

FORMAT_VERSION = "1"
SCHEMA = "urn:guiju:schema:trace-1"
# Characters that hide nothing, as most texts have no others: looking for the rest takes five times as long.
COMMON = re.compile(
    "[ -~\u00a1-\u00ac\u00b0-\u00ff\u2010-\u2027\u2030-\u205e\u2190-\u2bff\u3001-\u3029\u4e00-\u9fff\uff01-\uff5e]*"
)


def trace_json(outcome: Outcome) -> str:
    """The whole trace as text, with a last line end."""
    head = json_text(header(outcome)).removesuffix("\n}\n")
    steps = _lines(traced(outcome))
    return f'{head},\n  "steps": [\n{steps}\n  ]\n}}\n'


def trace(outcome: Outcome) -> dict[str, Any]:
    """The whole trace as one object."""
    return {**header(outcome), "steps": traced(outcome)}


def _lines(steps: list[dict[str, Any]]) -> str:
    """Each step on a line; where a text holds something a terminal would obey, everything is escaped.

    One call for all steps is twice as fast as one for each. The text that is searched stands only between steps: inside
    a string a quotation mark has a backslash before it.
    """
    text = json.dumps(steps, ensure_ascii=False)
    if COMMON.fullmatch(text) is None:
        characters = "".join(sorted(set(text)))
        if visible(characters) != characters:
            text = json.dumps(steps)
    return text[1:-1].replace(', {"id": "', ',\n{"id": "')


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
        "rule_files": [
            {"name": base_name(file.name), "fingerprint": file.fingerprint} for file in book.source.files
        ],
        "data_files": [
            {"name": base_name(file.name), "fingerprint": file.fingerprint, "encoding": file.encoding}
            for file in town.files
        ],
        "town": {
            "name": town.name,
            "fingerprint": town.fingerprint,
            "data_date": town.data_date,
            "year": outcome.year,
        },
        "population": outcome.population,
        "status": result["status"],
        "total": result["total"],
        "grade": result["grade"],
        "scores": {name: outcome[name].to_json() for name in book.schemes},
        "grades": {name: _grade(outcome, name) for name in book.grades},
        "rankings": {name: outcome[name].to_json() for name in book.rankings},
        "designations": result["designations"],
        "known_defects": [_defect(finding) for finding in book.known_defects],
        "readings": [_reading(reading) for reading in book.readings.values()],
        "unresolved": _unresolved(outcome),
        "violated": [
            {"label": constraint.label, "clauses": list(constraint.remarks.clauses)}
            for constraint in outcome.violated
        ],
        "panels": [panel_json(report) for report in outcome.panels],
        "synthetic": [str(one) for one in used(outcome).synthetic],
        "replaced": [str(one) for one in used(outcome).replaced],
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
        "place": place_json(finding.place),
    }


def _figure(value: Fraction | None) -> str | None:
    return None if value is None else decimal_text(value, 12)


def _reading(reading: model.Reading) -> dict[str, Any]:
    return {
        "name": reading.name,
        "label": reading.label,
        "chosen": reading.chosen,
        "default": reading.default,
        "options": [
            {
                "name": name,
                "label": label,
                "changes": [change.words for change in reading.changes.get(name, ())],
            }
            for name, label in reading.options
        ],
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
