"""The tree of scores: every indicator, how its measure was found, and how that became points."""

from __future__ import annotations

from fractions import Fraction

from guiju.evaluate.steps import Step
from guiju.explain.adjustments import adjustment, applies, total, veto
from guiju.explain.aggregates import (
    adjustments_of,
    aggregate,
    before_adjusting,
    children_of,
    formula_step,
    is_held,
    parts,
    scoring_step,
)
from guiju.explain.document import Line, LineKind
from guiju.explain.leaves import scoring
from guiju.explain.marks import given, has_mean_of_totals
from guiju.explain.names import behind
from guiju.explain.panels import panel_lines, spread, totals
from guiju.explain.terms import POLICIES, STATES
from guiju.explain.tree_numbers import points_by_expert
from guiju.explain.values import is_exact, number_text, points_text, rate_text, score_text, term_text
from guiju.explain.writer import Writer
from guiju.numbers.states import Missing, is_conflicting
from guiju.rulebook.aggregating import is_absent
from guiju.rulebook.scheme import Applies, Indicator, Policy, Veto
from guiju.rulebook.words import METHODS
from guiju.units import PERCENT


def indicator(writer: Writer, step: Step, depth: int) -> None:
    """One node of the tree with everything below it."""
    node: Indicator = step.node
    if not writer.shows(depth):
        return
    again = node.name in writer.derived
    full = points_text(node.weight)
    printed = node.in_percent or ("/" in node.printed and node.printed != full)
    writer.add(
        Line(
            depth,
            LineKind.SCORE,
            name=node.name,
            label="" if again else node.label,
            weight=term_text(node.weight),
            rate="" if again else rate_text(step.value, node.weight),
            value=score_text(step.value, writer.lang),
            remark=node.printed if printed and not again else "",
            exact=is_exact(step.value),
            clauses=() if again else node.remarks.clauses,
            source=writer.word("above") if again else "",
        )
    )
    if again:
        return
    if writer.shows(depth + 1):
        writer.derived.add(node.name)
    writer.remarks(depth + 1, node.remarks)
    step = writer.derivations.get(node.name, step)
    _derivation(writer, step, depth + 1)


def _derivation(writer: Writer, step: Step, depth: int) -> None:
    """Whether it applies, what it is made of, what comes on top, and what leaves nothing of it."""
    node: Indicator = step.node
    for child in step.children:
        if isinstance(child.node, Applies):
            applies(writer, child, depth)
            if child.value is False:
                return
    if has_mean_of_totals(step):
        totals(writer, step, depth)
    elif points_by_expert(step):
        spread(writer, step, depth)
    elif node.scoring is None:
        if given(step):
            panel_lines(writer, step, depth)
        _group(writer, step, depth)
    else:
        leaf = scoring_step(step)
        assert leaf is not None
        with writer.block():
            scoring(writer, leaf, depth)
    if not (has_mean_of_totals(step) or points_by_expert(step)) and (node.adjustments or is_held(step)):
        total(writer, step, depth)
    for child in children_of(step):
        indicator(writer, child, depth)
    for child in adjustments_of(step):
        adjustment(writer, child, depth)
    for child in step.children:
        if isinstance(child.node, Veto):
            veto(writer, child, depth)


# --- groups -----------------------------------------------------------------------------------------------------------


def _group(writer: Writer, step: Step, depth: int) -> None:
    node: Indicator = step.node
    assert node.aggregation is not None
    in_names, in_numbers = aggregate(step)
    value = before_adjusting(step)
    first = writer.first_of(node.aggregation.remarks)  # a method written once holds for every group below it
    writer.add(
        Line(
            depth,
            LineKind.FORMULA,
            head=writer.word("aggregate")
            + writer.bracketed(METHODS[node.aggregation.method].in_(writer.lang)),
            formula=in_names,
            numbers=in_numbers,
            value=score_text(value, writer.lang),
            exact=is_exact(value),
            clauses=node.aggregation.remarks.clauses if first else (),
        )
    )
    if first:
        writer.remarks(depth + 1, node.aggregation.remarks)
        _reading(writer, node, depth + 1)
    formula = formula_step(step)
    if formula is None:
        _policy(writer, step, depth + 1)
    else:
        behind(writer, formula, depth + 1)


def _reading(writer: Writer, node: Indicator, depth: int) -> None:
    """The reading that decided the method."""
    aggregation = node.aggregation
    if aggregation is None or aggregation.reading is None:
        return
    labels = dict(writer.outcome.rulebook.readings[aggregation.reading].options)
    option = " ".join(
        part for part in (aggregation.option or "", labels.get(aggregation.option or "", "")) if part
    )
    text = writer.word("by_reading", reading=aggregation.reading, option=option)
    writer.add(Line(depth, LineKind.NOTE, head=writer.word("reading"), value=text))


def _policy(writer: Writer, step: Step, depth: int) -> None:
    """What became of children without a score, and of those that are partly known."""
    node: Indicator = step.node
    entered = {part.name for part in parts(step).entered}
    found: dict[Policy, list[str]] = {}
    least: Fraction | None = None
    for child in children_of(step):
        if not isinstance(child.value, Missing):
            continue
        policy = node.policy.of(child.value.state)
        if is_conflicting(child.value):
            policy = Policy.UNDETERMINED
        if policy in (Policy.REBASE, Policy.LEAVE_OUT) and child.node.name in entered:
            if is_absent(child.node, child.value):
                least = node.policy.share_of(child.value.state) or least
            policy = Policy.UNDETERMINED
        found.setdefault(policy, []).append(f"{child.node.name}{_state(writer, child.value)}")
    for policy, texts in found.items():
        value = POLICIES[policy].in_(writer.lang).format(names=writer.enumerated(texts))
        writer.add(Line(depth, LineKind.NOTE, head=writer.word("note"), value=value))
    if least is not None:
        text = writer.word("too_little_left", share=number_text(least, PERCENT))
        writer.add(Line(depth, LineKind.NOTE, head=writer.word("note"), value=text))


def _state(writer: Writer, value: Missing) -> str:
    if is_conflicting(value):
        return writer.bracketed(writer.word("conflicting"))
    return writer.bracketed(STATES[value.state].in_(writer.lang))
