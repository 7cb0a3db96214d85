"""The tree of scores: every indicator, how its measure was found, and how that became points."""

from __future__ import annotations

from collections.abc import Callable

from guiju.evaluate.steps import Step
from guiju.explain.aggregates import aggregate, parts
from guiju.explain.document import Line, LineKind
from guiju.explain.leaves import scoring
from guiju.explain.values import is_exact, points_text, score_text
from guiju.explain.words import METHODS, POLICIES, STATES
from guiju.explain.writer import Writer
from guiju.numbers.states import Missing
from guiju.rulebook.scheme import Indicator, Policy
from guiju.rulebook.scoring import is_absent

Arm = Callable[[Writer, Step, int], None]


def indicator(writer: Writer, step: Step, depth: int) -> None:
    """One node of the tree with everything below it."""
    node: Indicator = step.node
    if not writer.shows(depth):
        return
    again = node.name in writer.derived
    writer.add(
        Line(
            depth,
            LineKind.SCORE,
            name=node.name,
            label="" if again else node.label,
            weight=points_text(node.weight),
            value=score_text(step.value, writer.lang),
            remark=node.printed if node.in_percent and not again else "",
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
    if node.scoring is None:
        _group(writer, step, depth + 1)
        return
    with writer.block():
        scoring(writer, step.children[0], depth + 1)


# --- groups -----------------------------------------------------------------------------------------------------------


def _group(writer: Writer, step: Step, depth: int) -> None:
    node: Indicator = step.node
    assert node.aggregation is not None
    in_names, in_numbers = aggregate(step)
    first = writer.first_of(node.aggregation.remarks)  # a method written once holds for every group below it
    writer.add(
        Line(
            depth,
            LineKind.FORMULA,
            head=writer.word("aggregate")
            + writer.bracketed(METHODS[node.aggregation.method].in_(writer.lang)),
            formula=in_names,
            numbers=in_numbers,
            value=score_text(step.value, writer.lang),
            exact=is_exact(step.value),
            clauses=node.aggregation.remarks.clauses if first else (),
        )
    )
    if first:
        writer.remarks(depth + 1, node.aggregation.remarks)
        _reading(writer, node, depth + 1)
    _policy(writer, step, depth + 1)
    for child in step.children:
        indicator(writer, child, depth)


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
    open_ = [child for child in step.children if isinstance(child.value, Missing)]
    absent = [child for child in open_ if is_absent(child.node, child.value)]
    shared = len(parts(step)) < len(step.children)  # otherwise nothing is left to share the weight out over
    policy = node.policy if shared or node.policy is not Policy.REBASE else Policy.UNDETERMINED
    partly = Policy.UNDETERMINED if policy is Policy.REBASE else policy
    for used, children in ((policy, absent), (partly, [child for child in open_ if child not in absent])):
        if children:
            texts = [f"{child.node.name}{_state(writer, child.value)}" for child in children]
            value = f"{POLICIES[used].in_(writer.lang)}{writer.colon}{writer.enumerated(texts)}"
            writer.add(Line(depth, LineKind.NOTE, head=writer.word("missing_policy"), value=value))


def _state(writer: Writer, value: Missing) -> str:
    return writer.bracketed(STATES[value.state].in_(writer.lang))
