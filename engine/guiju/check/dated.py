"""Parameters with dated values: from written to meant, and what can be wrong with their days."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Sequence

from guiju.check.constants import constant
from guiju.check.draft import Draft
from guiju.check.operations import type_words
from guiju.check.resolve import Resolver
from guiju.check.unit_rules import unit_problem
from guiju.diagnostics.codes import problem
from guiju.diagnostics.model import Diagnostic, Label, Text
from guiju.rulebook import expressions as ex
from guiju.rulebook.dated import Dated, DatedValue
from guiju.source import Span
from guiju.syntax import ast
from guiju.types import NumberType

_TOGETHER = Text("作为同一个参数的值", "be values of one parameter")


def dated(draft: Draft, statement: ast.Parameter, problems: list[Diagnostic]) -> Dated | None:
    """The values of a parameter in order of time; None when one of them is wrong."""
    name, lines = statement.name.text, statement.values
    if statement.value is not None:
        label = Label(draft.place(lines[0]), Text("自这一天起的值", "a value from a day on"))
        place, text = draft.place(statement.value), draft.place(statement.value).text
        problems.append(problem("V835", place, labels=(label,), name=name, text=text, subject=name))
        return None
    found = [_value(draft, statement, line, problems) for line in lines]
    values = tuple(value for value in found if value is not None)
    if len(values) < len(lines) or not _in_order(draft, statement, values, problems):
        return None
    model = next((value for value in values if not isinstance(value.value, ex.NotApplicable)), values[0])
    fitting = [_fits(draft, name, model, value, problems) for value in values]
    if not all(fitting):
        return None
    _repeated(draft, statement, values, problems)
    _late(draft, statement, values, problems)
    place = draft.place(Span(lines[0].span.start, lines[-1].span.end))
    return Dated(name, values, type=model.type, place=place)


def _value(
    draft: Draft, statement: ast.Parameter, line: ast.DatedValue, problems: list[Diagnostic]
) -> DatedValue | None:
    resolver = Resolver(draft, problems)
    since = resolver.expression(ast.DateLiteral(line.since.text, span=line.since.span))
    value = resolver.expression(line.value)
    if value is None or not isinstance(since, ex.Literal):
        return None
    remarks = draft.remarks(line, draft.remarks(statement))
    return DatedValue(str(since.value), value, remarks, type=value.type, place=draft.place(line))


def _in_order(
    draft: Draft, statement: ast.Parameter, values: Sequence[DatedValue], problems: list[Diagnostic]
) -> bool:
    """Whether the days go up; each that does not is a finding."""
    sound = True
    seen: dict[str, ast.DatedValue] = {}
    for line, value in zip(statement.values, values, strict=True):
        place, name = draft.place(line.since), statement.name.text
        latest = max(seen, default="")
        if value.since <= latest:
            sound = False
            code, other = ("V830", value.since) if value.since in seen else ("V831", latest)
            label = Label(draft.place(seen[other].since), Text("写在前面", "stands before it"))
            problems.append(
                problem(code, place, labels=(label,), name=name, date=value.since, other=other, subject=name)
            )
        seen.setdefault(value.since, line)
    return sound


def _fits(draft: Draft, name: str, model: DatedValue, one: DatedValue, problems: list[Diagnostic]) -> bool:
    """Whether a value is of the same type as the others, numbers of the same kind of unit."""
    left, right = model.value, one.value
    if isinstance(right, ex.NotApplicable) or one is model:
        return True
    if isinstance(left.type, NumberType) and isinstance(right.type, NumberType):
        wrong = unit_problem(left, right, _TOGETHER, adding=True)
        if wrong is not None:
            problems.append(wrong)
        return wrong is None or not wrong.is_error
    if left.type == right.type:
        return True
    context = Text(f"参数 `{name}` ", f"the parameter `{name}`")
    Resolver(draft, problems).wrong_type(right, context, type_words(left.type))
    return False


def _repeated(
    draft: Draft, statement: ast.Parameter, values: Sequence[DatedValue], problems: list[Diagnostic]
) -> None:
    """A value that is the one before it changes nothing."""
    pairs = itertools.pairwise(zip(statement.values, values, strict=True))
    for (first, before), (line, after) in pairs:
        if _known(draft, before.value) is not None and _known(draft, before.value) == _known(
            draft, after.value
        ):
            label = Label(draft.place(first), Text("前一个值", "the value before it"))
            name, place = statement.name.text, draft.place(line)
            problems.append(
                problem("V832", place, labels=(label,), name=name, date=after.since, text=after.value.place.text,
                        subject=name)
            )  # fmt: skip


def _known(draft: Draft, value: ex.Expression) -> object:
    found = constant(draft, value)
    return value.value if found is None and isinstance(value, ex.Literal) else found


def _late(
    draft: Draft, statement: ast.Parameter, values: Sequence[DatedValue], problems: list[Diagnostic]
) -> None:
    """The first value begins after the standard takes effect: for the days between there is none."""
    header, first = draft.header, values[0].since
    if header is None or header.effective is None or first <= header.effective:
        return
    last = (datetime.date.fromisoformat(first) - datetime.timedelta(days=1)).isoformat()
    name, place = statement.name.text, draft.place(statement.values[0].since)
    problems.append(
        problem("V833", place, name=name, effective=header.effective, last=last, date=first, subject=name)
    )
