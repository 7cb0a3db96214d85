"""Pass `designations`: criteria with their force."""

from __future__ import annotations

from collections.abc import Iterator

from guiju.check.draft import Draft
from guiju.check.resolve import Resolver
from guiju.diagnostics.codes import problem
from guiju.diagnostics.model import Diagnostic, Text
from guiju.rulebook.model import AnyCondition, Criterion, Designation, External, Group, Modal, Open, Test
from guiju.rulebook.scheme import Remarks
from guiju.syntax import ast

_MODALS = {"SHALL": Modal.SHALL, "SHOULD": Modal.SHOULD, "MAY": Modal.MAY, "VETO": Modal.VETO}


def designations(draft: Draft) -> Iterator[Diagnostic]:
    """Fills `draft.designations`."""
    for statement in draft.of_kind(ast.Designation):
        found: list[Diagnostic] = []
        remarks = draft.remarks(statement)
        criteria = []
        for line in statement.criteria:
            label = line.label.text if line.label else ""
            condition = _condition(draft, line.condition, label, remarks, found)
            if condition:
                criteria.append(Criterion(_MODALS[line.modal.terminal], condition))
        name = statement.name.text
        if not any(line.modal.terminal in ("SHALL", "VETO") for line in statement.criteria):
            found.append(problem("D702", draft.place(statement.name), name=name, subject=name))
        yield from found
        draft.designations[name] = Designation(
            name,
            statement.label.text if statement.label else "",
            tuple(criteria),
            remarks,
            draft.head(statement),
        )


def _condition(
    draft: Draft, node: ast.Condition, label: str, above: Remarks, found: list[Diagnostic]
) -> AnyCondition | None:
    remarks = draft.remarks(node, above)
    place = draft.head(node)
    match node:
        case ast.Test(condition=written):
            expression = Resolver(draft, found).yes_no(written, Text("条件", "a criterion"))
            if expression is None:
                return None
            return Test(expression, label=label, remarks=remarks, place=place)
        case ast.External(document=document):
            return External(document.text, label=label, remarks=remarks, place=place)
        case ast.OpenCondition(reason=reason):
            return Open(reason.text, label=label, remarks=remarks, place=place)
        case ast.Group(parts=written_parts, count=number, word=word):
            parts = []
            for part in written_parts:
                name = part.label.text if part.label else ""
                if (inner := _condition(draft, part.condition, name, remarks, found)) is not None:
                    parts.append(inner)
            if len(parts) < len(written_parts):
                return None
            count = {"ANY_OF": 1, "ALL_OF": len(parts)}.get(word.terminal, 0)
            if number is not None:
                count = int(number.value)
                if number.value.denominator != 1 or not 1 <= count <= len(parts):
                    found.append(problem("D701", draft.place(number), count=number.raw, available=len(parts)))
                    return None
            return Group(count, tuple(parts), label=label, remarks=remarks, place=place)
