"""A comparison as JSON: keys and words are English and stable, numbers are strings. Its schema stands beside it."""

from __future__ import annotations

from fractions import Fraction
from importlib.resources import files
from typing import Any, Final

from guiju.diagnostics.model import Lang, Text
from guiju.evaluate import Result
from guiju.numbers.exact import exact_text, shown
from guiju.numbers.real import Number
from guiju.revise.edits import Detail, Edit, Revision
from guiju.revise.effects import Effects, ScoreEffect, TownEffect, WordEffect
from guiju.rulebook.model import Rulebook
from guiju.text import json_text

FORMAT_VERSION: Final = "1"
SCHEMA: Final = "diff-1"
_PLACES = 12


def schema_text() -> str:
    """The published JSON Schema (2020-12) of `to_json`."""
    return (files("guiju.revise") / "schema" / f"{SCHEMA}.schema.json").read_text(encoding="utf-8")


def to_json(revision: Revision, effects: Effects | None, lang: Lang) -> str:
    """The comparison as text; `lang` is the language of what is quoted in words."""
    return json_text(to_dict(revision, effects, lang))


def to_dict(revision: Revision, effects: Effects | None, lang: Lang) -> dict[str, Any]:
    """The published object of `diff --format json`."""
    return {
        "format_version": FORMAT_VERSION,
        "old": _standard(revision.old),
        "new": _standard(revision.new),
        "same": revision.is_empty,
        "edits": [_edit(edit, lang) for edit in revision.edits],
        "change_sets": [[edit.id for edit in one.edits] for one in effects.sets] if effects else [],
        "towns": [_town(town, lang) for town in effects.towns] if effects else [],
    }


def _standard(book: Rulebook) -> dict[str, Any]:
    return {
        "id": book.header.id,
        "revision": book.header.revision,
        "fingerprint": book.fingerprint,
        "file": book.source.name,
    }


def _edit(edit: Edit, lang: Lang) -> dict[str, Any]:
    return {
        "id": edit.id,
        "construct": str(edit.construct),
        "change": str(edit.change),
        "name": edit.name,
        "was": edit.was or None,
        "label": edit.label,
        "clauses": list(edit.clauses),
        "details": [_detail(detail, lang) for detail in edit.details],
        "evidence": [text.in_(lang) for text in edit.evidence],
        "affects": list(edit.affects),
        "line_old": edit.line_old,
        "line_new": edit.line_new,
    }


def _detail(detail: Detail, lang: Lang) -> dict[str, Any]:
    return {
        "aspect": str(detail.aspect),
        "what": detail.what,
        "old": _in(detail.old, lang),
        "new": _in(detail.new, lang),
        "direction": str(detail.direction) or None,
    }


def _in(text: Text | None, lang: Lang) -> str | None:
    return None if text is None else text.in_(lang)


def _town(town: TownEffect, lang: Lang) -> dict[str, Any]:
    sides = ((town.town.old, town.town.findings_old), (town.town.new, town.town.findings_new))
    return {
        "name": town.town.name,
        "file": town.town.file,
        "fits": {side: data is not None for side, (data, _) in zip(("old", "new"), sides, strict=True)},
        "findings": {
            side: [{"code": f.code.id, "message": f.message.in_(lang)} for f in findings]
            for side, (_, findings) in zip(("old", "new"), sides, strict=True)
        },
        "changed": town.changed,
        "grade_changed": town.grade_changed,
        "scores": [_score(score) for score in town.scores],
        "grades": [_word(one, grades=True) for one in town.grades],
        "designations": [_word(one) for one in town.designations],
        "rankings": [_word(one) for one in town.rankings],
        "results": [_word(one) for one in town.results],
    }


def _score(score: ScoreEffect) -> dict[str, Any]:
    parts = score.attribution
    return {
        "name": score.name,
        "old": _result(score.old),
        "new": _result(score.new),
        "change": None if score.change is None else _number(score.change),
        "method": None if parts is None else str(parts.way),
        "shares": None
        if parts is None
        else [{"change_sets": list(share.sets), "points": _number(share.points)} for share in parts.shares],
    }


def _result(result: Result | None) -> dict[str, Any] | None:
    return None if result is None else result.to_json()


def _number(value: Number) -> dict[str, Any]:
    exact = exact_text(value) if isinstance(value, Fraction) else None
    return {"value": shown(value, _PLACES)[0], "exact": exact}


def _word(one: WordEffect, *, grades: bool = False) -> dict[str, Any]:
    found: dict[str, Any] = {"name": one.name, "old": one.old, "new": one.new, "changed": one.changed}
    if grades:
        found["possible_old"], found["possible_new"] = (list(names) for names in one.possible)
    return found
