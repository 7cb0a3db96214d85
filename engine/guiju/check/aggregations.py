"""How the scores of children become that of their parent, and what becomes of those that are missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from guiju.check.chosen import chosen_line
from guiju.check.draft import Conflict, Draft
from guiju.check.names import LEVELS
from guiju.diagnostics.codes import problem
from guiju.diagnostics.model import Diagnostic, Label, Text
from guiju.rulebook.scheme import Aggregation, Method, Policies, Policy, Remarks
from guiju.syntax import ast

METHODS = {
    "SUM": Method.SUM,
    "CAPPED_SUM": Method.CAPPED_SUM,
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


@dataclass(frozen=True, slots=True)
class Methods:
    """How groups aggregate: those of a level with a line of their own, and the others. None where nothing is said."""

    general: Aggregation | None = None
    of_level: Mapping[int, Aggregation] = field(default_factory=lambda: MappingProxyType({}))

    def at(self, level: int) -> Aggregation | None:
        """The method of a node of this level."""
        return self.of_level.get(level, self.general)

    def below(self) -> Methods:
        """What the nodes below inherit: a formula is that of one node."""
        if self.general is not None and self.general.method is Method.FORMULA:
            return replace(self, general=None)
        return self


def methods_of(
    draft: Draft,
    statement: ast.Scheme | ast.Indicator,
    level: int,
    above: Methods,
    remarks: Remarks,
    found: list[Diagnostic],
) -> Methods:
    """The methods of a node and those below it: the nearest block decides, in one block the line of a level first."""
    said: dict[int | None, ast.Aggregation] = {}
    for line in statement.lines:
        if not isinstance(line, ast.Aggregation):
            continue
        of = None if line.level is None else _level(draft, statement, level, line.level, found)
        if of == _NO_LEVEL:
            continue
        if of in said:
            label = Label(draft.head(said[of]), Text("先写在这里", "first given here"))
            name, what = statement.name.text, Text("汇总", "an aggregation")
            found.append(
                problem("S116", draft.head(line), labels=(label,), name=name, what=what, subject=name)
            )
            continue
        said[of] = line
    given = {of: _aggregation(draft, statement, line, remarks, found) for of, line in said.items()}
    known = {of: one for of, one in given.items() if of is not None and one is not None}
    if None in said:
        return Methods(given[None], MappingProxyType(known))
    return Methods(above.general, MappingProxyType({**above.of_level, **known}))


_NO_LEVEL = -1


def _level(
    draft: Draft,
    statement: ast.Scheme | ast.Indicator,
    level: int,
    named: ast.Ident,
    found: list[Diagnostic],
) -> int:
    """The level that is named: one below this node at which there are groups."""
    of = LEVELS.get(named.text, _NO_LEVEL)
    if of > level and _has_groups(statement, of - level):
        return of
    names = [name for name, one in LEVELS.items() if one > level and _has_groups(statement, one - level)]
    zh, en = ([name for name in names if name.isascii() is ascii] for ascii in (False, True))
    there = Text("、".join(zh) or "没有", ", ".join(en) or "none")
    found.append(problem("N221", draft.place(named), text=named.text, name=statement.name.text, there=there))
    return _NO_LEVEL


def _has_groups(statement: ast.Scheme | ast.Indicator, below: int) -> bool:
    """Whether some node so many levels below has nodes below it."""
    children = [line for line in statement.lines if isinstance(line, ast.Indicator)]
    return bool(children) if below == 0 else any(_has_groups(child, below - 1) for child in children)


def _aggregation(
    draft: Draft,
    statement: ast.Scheme | ast.Indicator,
    line: ast.Aggregation,
    remarks: Remarks,
    found: list[Diagnostic],
) -> Aggregation | None:
    carried = draft.remarks(line, remarks)
    if line.formula is not None:
        draft.formulas[statement.name.text] = line.formula
        return Aggregation(Method.FORMULA, carried)
    if line.method is not None:
        return Aggregation(METHODS[line.method.terminal], carried)
    assert line.reading is not None
    choice = chosen_line(draft, line.reading, line.choices, found)
    reading = draft.readings.get(line.reading.text)
    if reading is None:
        return None
    ways = tuple(dict.fromkeys(choice.method.terminal for choice in line.choices))
    if len(ways) > 1 and any(isinstance(one, ast.Indicator) for one in statement.lines):
        clauses = reading.remarks.clauses or carried.clauses
        draft.conflicts.append(
            Conflict(statement.name.text, draft.head(statement), reading.place, ways, clauses)
        )
    if choice is None:
        return None
    return Aggregation(METHODS[choice.method.terminal], carried, reading.name, reading.chosen)
