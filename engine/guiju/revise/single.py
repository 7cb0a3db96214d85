"""The edit of one declared thing: changed, or only in one revision."""

from __future__ import annotations

from typing import Any

from guiju.diagnostics.model import Text
from guiju.revise import written
from guiju.revise.edits import Aspect, Change, Construct, Detail, Edit
from guiju.rulebook.dated import Dated
from guiju.rulebook.model import Constraint, Definition, Parameter, Table
from guiju.rulebook.scheme import Indicator


def edit_of(
    construct: Construct,
    change: Change,
    old: Any,
    new: Any,
    found: tuple[Detail, ...],
    *,
    evidence: tuple[Text, ...] = (),
) -> Edit:
    """The edit of something both revisions have."""
    name, was = name_of(new), name_of(old)
    clauses = tuple(dict.fromkeys((*new.remarks.clauses, *old.remarks.clauses)))
    return Edit(
        construct,
        change,
        name,
        _label(new),
        was if was != name else "",
        clauses,
        found,
        evidence,
        line_old=written.line_of(old.place),
        line_new=written.line_of(new.place),
    )


def one_sided(construct: Construct, one: Any, change: Change) -> Edit:
    """Something only one side has, with what it says."""
    text = _content(one)
    detail = Detail(Aspect.VALUE, *((None, text) if change is Change.ADDED else (text, None)))
    at = written.line_of(one.place)
    lines = (None, at) if change is Change.ADDED else (at, None)
    return Edit(
        construct,
        change,
        name_of(one),
        _label(one),
        clauses=one.remarks.clauses,
        details=(detail,) if text else (),
        line_old=lines[0],
        line_new=lines[1],
    )


def name_of(one: Any) -> str:
    """What it is called; a constraint is called by its label."""
    return one.label if isinstance(one, Constraint) else one.name


def _label(one: Any) -> str:
    if isinstance(one, Constraint):
        return ""
    return one.field.label if hasattr(one, "field") else one.label  # type: ignore[no-any-return]


def _content(one: Any) -> Text | None:
    """What an added or removed thing is, in a line."""
    if isinstance(one, Parameter) and isinstance(one.value, Dated):
        return written.same_in_both(written.written(one.value.place, "; "))
    if isinstance(one, Table):
        rows = "; ".join(written.written(row.place) for row in one.rows)
        return written.same_in_both(rows)
    if isinstance(one, Parameter | Definition):
        return written.code(one.value)
    if isinstance(one, Constraint):
        return written.code(one.condition)
    if hasattr(one, "field"):
        return written.type_text(one.field.type)
    if isinstance(one, Indicator):
        weight = written.number(one.weight)
        assert weight is not None
        below = [node.name for node in one.walk()[1:]]
        more = Text(f"，下有 {'、'.join(below)}", f", with {', '.join(below)}") if below else Text("", "")
        return Text(f"权重 {weight.zh}{more.zh}", f"weight {weight.en}{more.en}")
    return None
