"""A comparison of readings as JSON: keys and words are English and stable, numbers are strings."""

from __future__ import annotations

from importlib.resources import files
from typing import Any, Final

from guiju.diagnostics.model import Diagnostic
from guiju.revise.readings import Branch, Combination, Comparison, Leaf
from guiju.rulebook.model import Reading

FORMAT_VERSION: Final = "1"
SCHEMA: Final = "readings-1"


def schema_text() -> str:
    """The published JSON Schema (2020-12) of `alternatives`."""
    return (files("guiju.revise") / "schema" / f"{SCHEMA}.schema.json").read_text(encoding="utf-8")


def alternatives(comparison: Comparison) -> dict[str, Any]:
    """The object that `evaluate` and `explain` give of a town under `--readings`: its combinations and what decides."""
    flips = comparison.flips
    return {
        "format_version": FORMAT_VERSION,
        "robust": comparison.is_robust,
        "readings": [
            _reading(reading) | {"flips": len(flips[reading.name])} for reading in comparison.readings
        ],
        "combinations": [_combination(one) for one in comparison.combinations],
        "decision": _decision(comparison, comparison.decision),
    }


def _reading(reading: Reading) -> dict[str, Any]:
    return {
        "name": reading.name,
        "label": reading.label,
        "default": reading.default,
        "options": [{"name": name, "label": label} for name, label in reading.options],
        "clauses": list(reading.remarks.clauses),
    }


def _combination(one: Combination) -> dict[str, Any]:
    return {
        "readings": dict(one.choices),
        "status": "unusable" if one.findings else "determined" if one.is_determined else "undetermined",
        "total": one.total.to_json() if one.total else None,
        "grades": {
            scale: {"name": grade.name, "possible": list(grade.possible)}
            for scale, grade in one.grades.items()
        },
        "designations": dict(one.designations),
        "findings": [_finding(finding) for finding in one.findings],
    }


def _finding(finding: Diagnostic) -> dict[str, Any]:
    return {"code": finding.code.id, "message": {"zh": finding.message.zh, "en": finding.message.en}}


def _decision(comparison: Comparison, node: Branch | Leaf) -> dict[str, Any]:
    """A leaf names its combinations by their places in the list, from 0."""
    if isinstance(node, Leaf):
        places = {id(one): index for index, one in enumerate(comparison.combinations)}
        return {"combinations": [places[id(one)] for one in node.combinations]}
    return {
        "reading": node.reading,
        "arms": [
            {"options": list(options), "then": _decision(comparison, below)} for options, below in node.arms
        ],
    }
