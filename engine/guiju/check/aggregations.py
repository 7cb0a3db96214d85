"""How the scores of children become that of their parent, and what becomes of those that are missing."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

from guiju.check.draft import Draft
from guiju.diagnostics.codes import problem
from guiju.diagnostics.model import Diagnostic, Label, Text
from guiju.rulebook.scheme import Aggregation, Method, Policies, Policy, Remarks
from guiju.syntax import ast

METHODS = {
    "SUM": Method.SUM,
    "WEIGHTED_MEAN": Method.WEIGHTED_MEAN,
    "WEIGHTED_GEOMETRIC_MEAN": Method.WEIGHTED_GEOMETRIC_MEAN,
    "GEOMETRIC_MEAN": Method.GEOMETRIC_MEAN,
    "LEAST": Method.MIN,
    "GREATEST": Method.MAX,
}
_POLICIES = {
    "UNDETERMINED": Policy.UNDETERMINED,
    "REBASE": Policy.REBASE,
    "ZERO": Policy.ZERO,
    "FULL": Policy.FULL,
    "LEAVE_OUT": Policy.LEAVE_OUT,
}
_STATES = {
    "UNKNOWN": ("unknown",),
    "NOT_SUPPLIED": ("not_supplied",),
    "NOT_APPLICABLE": ("not_applicable",),
    "": ("unknown", "not_supplied", "not_applicable"),
}


def policies_of(
    draft: Draft, statement: ast.Scheme | ast.Indicator, above: Policies, found: list[Diagnostic]
) -> Policies:
    """The policy of each state: the line that names it, the one that names none, or what is inherited."""
    lines = [line for line in statement.lines if isinstance(line, ast.MissingPolicy)]
    said: dict[str, ast.MissingPolicy] = {}
    chosen: dict[str, Any] = {}
    for line in sorted(lines, key=lambda line: line.state is not None):
        state = line.state.terminal if line.state else ""
        if state in said:
            label = Label(draft.head(said[state]), Text("先写在这里", "first given here"))
            name, what = statement.name.text, Text("缺项办法", "a missing-data policy")
            found.append(
                problem("S116", draft.head(line), labels=(label,), name=name, what=what, subject=name)
            )
            continue
        said[state] = line
        chosen |= dict.fromkeys(_STATES[state], _POLICIES[line.word.terminal])
        share = None if line.share is None else _share(draft, line, line.share, found)
        chosen |= {f"{one}_share": share for one in _STATES[state]}
    return replace(above, **chosen) if chosen else above


def _share(
    draft: Draft, line: ast.MissingPolicy, share: ast.Quantity, found: list[Diagnostic]
) -> Fraction | None:
    """A least share of the weight, in per cent."""
    value = share.number.value / 100
    percent = share.unit is not None and share.unit.text == "%"
    if percent and 0 < value <= 1 and line.word.terminal in ("REBASE", "LEAVE_OUT"):
        return value
    what = Text("至少要有的份额", "the least share there must be")
    rule = Text("只用于折算、略去，写成 至少 60%", "only for rebase and leave_out: at_least 60%")
    found.append(problem("T311", draft.place(share), what=what, text=draft.place(share).text, rule=rule))
    return None


def aggregation_of(
    draft: Draft,
    statement: ast.Scheme | ast.Indicator,
    line: ast.NodeLine | None,
    remarks: Remarks,
    found: list[Diagnostic],
) -> Aggregation | None:
    if not isinstance(line, ast.Aggregation):
        return None
    carried = draft.remarks(line, remarks)
    if line.formula is not None:
        draft.formulas[statement.name.text] = line.formula
        return Aggregation(Method.FORMULA, carried)
    if line.method is not None:
        return Aggregation(METHODS[line.method.terminal], carried)
    assert line.reading is not None
    name = line.reading.text
    draft.used.add(name)
    reading = draft.readings.get(name)
    if reading is None:
        otherwise = Text(f"先声明它：⟦解读 {name}⟧", f"declare it: ⟦reading {name}⟧")
        found.append(problem("N201", draft.place(line.reading), name=name, suggestion=otherwise))
        return None
    methods = {choice.option.text: METHODS[choice.method.terminal] for choice in line.choices}
    for option, _ in reading.options:
        if option not in methods:
            what = Text(f"的选项 `{option}` 在这里没有写", f"does not have its option `{option}` here")
            found.append(problem("N209", draft.place(line.reading), name=name, what=what))
    for choice in line.choices:
        if choice.option.text not in dict(reading.options):
            text = choice.option.text
            what = Text(f"没有选项 `{text}`", f"has no option `{text}`")
            found.append(problem("N209", draft.place(choice.option), name=name, what=what))
    method = methods.get(reading.chosen)
    return Aggregation(method, carried, name, reading.chosen) if method else None
