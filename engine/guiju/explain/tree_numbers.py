"""The score of a node of the tree with the numbers in it."""

from __future__ import annotations

from fractions import Fraction

from guiju.evaluate.steps import Step
from guiju.explain import arithmetic
from guiju.explain.aggregates import adjusted, aggregate, is_adjusted, scoring_step
from guiju.explain.marks import has_mean_of_totals, marks
from guiju.explain.values import number_text, points_text, score_text
from guiju.rulebook import scheme
from guiju.rulebook.experts import ByExpert, ExpertTotal
from guiju.rulebook.scheme import Indicator


def indicator_numbers(step: Step) -> str:
    """The mean over the experts where their totals are averaged; otherwise what the tree gives."""
    if has_mean_of_totals(step):
        return marks(step)
    return spread_numbers(step) if points_by_expert(step) else tree_numbers(step)


def as_tree(step: Step) -> Step:
    """The total of one expert as a step of the scheme."""
    return step._replace(node=step.node.scheme) if isinstance(step.node, ExpertTotal) else step


def tree_numbers(step: Step) -> str:
    """What the children, bonuses and deductions of a node come to, or what its scoring gives."""
    step = as_tree(step)
    node: Indicator = step.node
    leaf = scoring_step(step)
    inside = any(isinstance(child.node, Indicator) for child in step.children)
    if leaf is None and not inside:
        return ""
    text = aggregate(step)[1] if leaf is None else score_text(leaf.value, None)
    if is_adjusted(node):
        found = adjusted(step)
        text = f"({text})" if leaf is None and found.numbers else text
        text = arithmetic.held(text + found.numbers, found.raw, node.floor, node.ceiling)
    vetoed = any(isinstance(child.node, scheme.Veto) and child.value is True for child in step.children)
    return f"{text} → 0" if vetoed else text


def points_by_expert(step: Step) -> list[Step]:
    """What each expert whose total counts gave a node."""
    return [child for child in step.children if isinstance(child.node, ByExpert)]


def spread_numbers(step: Step) -> str:
    """`(3 + 4 + 1/2 × 3.5) / 2.5`; nothing while it is open which totals are dropped."""
    found = points_by_expert(step)
    terms: list[str] = []
    whole = Fraction(0)
    for child in found:
        share = child.node.share
        if share is None:
            return ""
        if share:
            whole += share
            points = score_text(child.value, None)
            terms.append(points if share == 1 else f"{points_text(share)} × {points}")
    return f"({' + '.join(terms)}) / {number_text(whole)}"
