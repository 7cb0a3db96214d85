"""Pass `schemes`: the tree of indicators, with weights, aggregation, policy and scoring of every node."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from guiju.check.adjustments import with_adjustments
from guiju.check.aggregations import Methods, methods_of, policies_of
from guiju.check.draft import Draft
from guiju.check.former import former_names
from guiju.check.panels import with_totals
from guiju.check.scoring import scoring_of
from guiju.diagnostics.codes import problem
from guiju.diagnostics.model import Diagnostic, Label, Text
from guiju.numbers.exact import decimal_text
from guiju.rulebook.scheme import Applies, Indicator, Policies, Remarks, Sense
from guiju.syntax import ast
from guiju.syntax.keywords import spelling

_SCORINGS = (
    ast.Linear,
    ast.Steps,
    ast.PerUnit,
    ast.Checklist,
    ast.YesNoScoring,
    ast.Rank,
    ast.Direct,
    ast.Deductions,
    ast.ExpertMark,
    ast.OpenScoring,
)
_REPEATED = (
    ast.Indicator, ast.Adjustment, ast.Veto, ast.MissingPolicy, ast.Aggregation, ast.Formerly,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Above:
    """What a node inherits."""

    methods: Methods
    policy: Policies
    remarks: Remarks
    weight: Fraction
    level: int
    applies: Applies | None = None


def schemes(draft: Draft) -> Iterator[Diagnostic]:
    """Fills `draft.schemes`."""
    for statement in draft.of_kind(ast.Scheme):
        found: list[Diagnostic] = []
        full = statement.full.value
        if full <= 0:
            found.append(_bad_weight(draft, statement.full, statement.name.text, full))
        above = _Above(Methods(), Policies(), Remarks(), full, -1)
        root = _node(draft, statement, full, statement.full.raw, above, found)
        root = with_totals(draft, replace(root, weight_place=draft.place(statement.full)), statement, found)
        if not root.children:
            found.append(problem("W412", draft.place(statement.name), name=root.name, subject=root.name))
        draft.schemes[root.name] = root
        yield from found


def _node(
    draft: Draft,
    statement: ast.Scheme | ast.Indicator,
    weight: Fraction,
    printed: str,
    above: _Above,
    found: list[Diagnostic],
) -> Indicator:
    name = statement.name.text
    remarks = draft.remarks(statement, above.remarks)
    lines = _single_lines(draft, statement, found)
    methods = methods_of(draft, statement, above.level + 1, above.methods, remarks, found)
    policy = policies_of(draft, statement, above.policy, found)
    direction = lines.get(ast.Direction)
    sense = None
    if isinstance(direction, ast.Direction):
        sense = Sense.HIGHER_BETTER if direction.word.terminal == "HIGHER_BETTER" else Sense.LOWER_BETTER
    node = Indicator(
        name=name,
        label=statement.label.text if statement.label else "",
        level=above.level + 1,
        weight=weight,
        printed=printed,
        children=(),
        aggregation=None,
        policy=policy,
        scoring=None,
        sense=sense,
        remarks=remarks,
        place=draft.head(statement),
        applies=above.applies,
        formerly=former_names(statement.lines),
    )
    node = with_adjustments(draft, node, statement, found)
    here = _Above(methods.below(), policy, remarks, weight, node.level, node.applies)
    written = [line for line in statement.lines if isinstance(line, ast.Indicator)]
    _same_kind_of_weight(draft, statement, written, found)
    children = tuple(_child(draft, line, here, found) for line in written)
    node = replace(node, children=children, aggregation=methods.at(node.level) if children else None)
    return _scored(draft, node, statement, lines, found)


def _scored(
    draft: Draft,
    node: Indicator,
    statement: ast.Scheme | ast.Indicator,
    lines: dict[type, ast.NodeLine],
    found: list[Diagnostic],
) -> Indicator:
    """Group or leaf: what it must have, and what it must not."""
    scoring = next((line for kind in _SCORINGS if isinstance(line := lines.get(kind), _SCORINGS)), None)
    measure = lines.get(ast.Measure)
    if node.children:
        if scoring or measure:
            lines_ = [line for line in (measure, scoring) if line is not None]
            first = min(lines_, key=lambda line: line.span.start)
            found.append(problem("W410", draft.head(first), name=node.name, subject=node.name))
        if node.aggregation is None and not any(
            isinstance(line, ast.Aggregation) for line in statement.lines
        ):
            found.append(problem("W408", draft.place(statement.name), name=node.name, subject=node.name))
        return node
    if node.level == 0:
        return node
    if scoring is None:
        found.append(problem("W409", draft.place(statement.name), name=node.name, subject=node.name))
        return node
    assert isinstance(measure, ast.Measure | None)
    shape = scoring_of(draft, node, scoring, measure, found)
    return replace(node, scoring=shape)


def _single_lines(
    draft: Draft, statement: ast.Scheme | ast.Indicator, found: list[Diagnostic]
) -> dict[type, ast.NodeLine]:
    """The lines of a block other than indicators; each kind, and scoring as a whole, may be given once."""
    lines: dict[type, ast.NodeLine] = {}
    for line in statement.lines:
        if isinstance(line, _REPEATED):
            continue
        kind = type(line)
        kinds = _SCORINGS if kind in _SCORINGS else (kind,)
        before = next((lines[k] for k in kinds if k in lines), None)
        if before is None:
            lines[kind] = line
            continue
        label = Label(draft.head(before), Text("先写在这里", "first given here"))
        found.append(
            problem(
                "S116",
                draft.head(line),
                labels=(label,),
                name=statement.name.text,
                what=_line_words(line),
                subject=statement.name.text,
            )
        )
    return lines


def _line_words(line: ast.NodeLine) -> Text:
    match line:
        case ast.Weight():
            return Text("权重", "a weight")
        case ast.Measure():
            return Text("取值", "a value")
        case ast.Direction():
            return Text("方向", "a direction")
        case ast.Applies():
            return Text("适用", "applies")
        case ast.Ceiling():
            return Text("最高", "at_most")
        case ast.Floor():
            return Text("最低", "not_below")
        case _:
            return Text("评分", "a scoring")


def _child(draft: Draft, statement: ast.Indicator, above: _Above, found: list[Diagnostic]) -> Indicator:
    weights = [line for line in statement.lines if isinstance(line, ast.Weight)]
    if not weights:
        name = statement.name.text
        found.append(problem("W404", draft.place(statement.name), name=name, subject=name))
        return _node(draft, statement, Fraction(0), "", above, found)
    weight = weights[0]
    points = weight.number.value
    if weight.divisor is not None and weight.divisor.value > 0:
        points /= weight.divisor.value
    if weight.unit is not None:
        if weight.unit.text == "%":
            points = points * above.weight / 100
        elif weight.unit.text not in ("分", "points"):
            found.append(problem("T302", draft.place(weight), context=Text("权重", "a weight"),
                                 expected=Text("分数或百分比", "points or per cent"), text=draft.place(weight).text,
                                 actual=Text("别的单位", "in another unit")))  # fmt: skip
    if weight.number.value <= 0 or (weight.divisor is not None and weight.divisor.value <= 0):
        found.append(_bad_weight(draft, weight, statement.name.text, weight.number.value, weight.unit))
    divided = f"/{weight.divisor.raw}" if weight.divisor else ""
    printed = weight.number.raw + divided + (weight.unit.text if weight.unit else "")
    node = _node(draft, statement, points, printed, above, found)
    return replace(node, weight_place=draft.place(weight.number))


def _bad_weight(
    draft: Draft, at: ast.Node, name: str, value: Fraction, unit: ast.Ident | None = None
) -> Diagnostic:
    shown = decimal_text(value, 6) + (unit.text if unit else "")
    return problem("W405", draft.place(at), name=name, weight=shown, subject=name)


def _same_kind_of_weight(
    draft: Draft,
    statement: ast.Scheme | ast.Indicator,
    children: list[ast.Indicator],
    found: list[Diagnostic],
) -> None:
    weights = [line for child in children for line in child.lines if isinstance(line, ast.Weight)]
    percent = [weight for weight in weights if weight.unit is not None and weight.unit.text == "%"]
    if percent and len(percent) < len(weights):
        other = next(weight for weight in weights if weight not in percent)
        label = Label(draft.place(other), Text("这里写的是分数", "this one is in points"))
        name = statement.name.text
        found.append(problem("W406", draft.place(percent[0]), labels=(label,), name=name, subject=name))


def conflicts(draft: Draft) -> Iterator[Diagnostic]:
    """Pass `conflicts`: one clause that gives two ways to aggregate."""
    for one in draft.conflicts:
        words = [spelling(terminal) for terminal in one.methods]
        found = problem(
            "W407",
            one.place,
            labels=(Label(one.reading, Text("两种读法", "the readings")),),
            subject=one.node,
            clause="、".join(one.clauses) or "—",
            name=one.node,
            methods=Text("、".join(w.zh for w in words), ", ".join(w.en for w in words)),
        )
        yield replace(found, clauses=one.clauses)
