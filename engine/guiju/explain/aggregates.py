"""How the score of a group is made of those of its children, in names and in numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType
from typing import Any, NamedTuple

from guiju.evaluate.steps import Step
from guiju.explain.formulas import written
from guiju.explain.values import points_text, score_text, term_text
from guiju.explain.worked import worked
from guiju.rulebook import exact
from guiju.rulebook.adjusting import held_between
from guiju.rulebook.aggregating import after_policy, aggregated
from guiju.rulebook.scheme import Adjustment, Indicator, Method, Scoring


class Part(NamedTuple):
    """A child of a group as it enters the aggregation: its score as text, or left out by the policy."""

    name: str
    weight: Fraction
    score: str


class Parts(NamedTuple):
    """The children that enter, and the weight of those whose weight is shared out over them."""

    entered: tuple[Part, ...]
    shared: Fraction


def children_of(step: Step) -> list[Step]:
    """The scores of the children among what a group was made of."""
    return [child for child in step.children if isinstance(child.node, Indicator)]


def parts(step: Step) -> Parts:
    """The children that enter the aggregation, after the missing-data policy."""
    entered, shared = after_policy(step.node, _scored(step))
    found = tuple(Part(child.name, child.weight, score_text(value, None)) for child, value in entered)
    return Parts(found, shared)


def _scored(step: Step) -> list[tuple[Indicator, Any]]:
    return [(child.node, child.value) for child in children_of(step)]


Texts = tuple[str, str]  # the formula in names, the formula in numbers


def aggregate(step: Step) -> Texts:
    """How a group's score is made of its children's: in names, and in numbers."""
    node: Indicator = step.node
    assert node.aggregation is not None
    formula = formula_step(step)
    if formula is not None:
        return written(formula.node), worked(formula)
    entered, shared = parts(step)
    if node.aggregation.method is Method.SUM:
        return _sum(entered, shared)
    if node.aggregation.method is Method.CAPPED_SUM:
        names, numbers = _sum(entered, shared)
        return f"min({names}, {term_text(node.weight)})", f"min({numbers}, {term_text(node.weight)})"
    return METHODS_WRITTEN[node.aggregation.method](node, entered)


def formula_step(step: Step) -> Step | None:
    """The step of the formula of a group that has one."""
    aggregation = step.node.aggregation
    formula = None if aggregation is None else aggregation.formula
    return next((child for child in step.children if child.node is formula), None) if formula else None


def scoring_step(step: Step) -> Step | None:
    """The step of the scoring of a leaf; None of a group, and where a leaf does not apply."""
    return next((child for child in step.children if isinstance(child.node, Scoring)), None)


# --- what comes on top ------------------------------------------------------------------------------------------------


def before_adjusting(step: Step) -> Any:
    """The points of a node before bonuses, deductions, its floor and ceiling, and vetoes."""
    found = scoring_step(step) or formula_step(step)
    return aggregated(step.node, _scored(step)) if found is None else found.value


def is_adjusted(node: Indicator) -> bool:
    """Whether something may come on top of the score of a node."""
    return bool(node.adjustments) or node.floor is not None or node.ceiling is not None


def adjustments_of(step: Step) -> list[Step]:
    """The bonuses and deductions among what a score was made of."""
    return [child for child in step.children if isinstance(child.node, Adjustment)]


def is_held(step: Step) -> bool:
    """Whether the floor or the ceiling of a node changes its points."""
    found = adjusted(step)
    return bool(found.raw != found.value)


class Adjusted(NamedTuple):
    """A score with what comes on top: the operands after the first as text, the points before and after it is held."""

    names: str
    numbers: str
    raw: Any
    value: Any


def adjusted(step: Step) -> Adjusted:
    """What comes on top of the score of a node, before its vetoes."""
    node: Indicator = step.node
    raw, names, numbers = before_adjusting(step), "", ""
    for child in adjustments_of(step):
        sign, operation = ("+", exact.add) if child.node.sign > 0 else ("-", exact.subtract)
        raw = operation(raw, child.value)
        names += f" {sign} {child.node.name}"
        numbers += f" {sign} {score_text(child.value, None)}"
    return Adjusted(names, numbers, raw, held_between(raw, node.floor, node.ceiling))


# --- methods ----------------------------------------------------------------------------------------------------------


def _sum(found: Sequence[Part], shared: Fraction) -> Texts:
    names, numbers = _plus(p.name for p in found), _plus(p.score for p in found)
    if not shared:
        return names, numbers
    whole, rest = term_text(_weights(found) + shared), term_text(_weights(found))
    return f"({names}) × {whole} / {rest}", f"({numbers}) × {whole} / {rest}"


def _weighted_mean(node: Indicator, found: Sequence[Part]) -> Texts:
    # The score of a child is its weight times its rate, so the sum of w·r is the sum of the scores.
    share = f"{term_text(node.weight)} / ({_plus(term_text(p.weight) for p in found)})"
    return f"({_plus(p.name for p in found)}) × {share}", f"({_plus(p.score for p in found)}) × {share}"


def _weighted_geometric_mean(node: Indicator, found: Sequence[Part]) -> Texts:
    whole = _weights(found)

    def factor(part: Part, text: str) -> str:
        share = points_text(part.weight) if whole == 1 else f"{term_text(part.weight)} / {term_text(whole)}"
        return f"({text} / {term_text(part.weight)})^({share})"

    names = " × ".join(factor(part, part.name) for part in found)
    numbers = " × ".join(factor(part, part.score) for part in found)
    full = "" if node.weight == 1 else f"{term_text(node.weight)} × "
    return full + names, full + numbers


def _geometric_mean(node: Indicator, found: Sequence[Part]) -> Texts:
    exponent = f"(1 / {len(found)})"
    names = " × ".join(part.name for part in found)
    return f"({names})^{exponent}", f"({' × '.join(part.score for part in found)})^{exponent}"


def _extreme(word: str) -> Callable[[Indicator, Sequence[Part]], Texts]:
    def texts(node: Indicator, found: Sequence[Part]) -> Texts:
        names = ", ".join(f"{part.name} / {term_text(part.weight)}" for part in found)
        numbers = ", ".join(f"{part.score} / {term_text(part.weight)}" for part in found)
        full = term_text(node.weight)
        return f"{full} × {word}({names})", f"{full} × {word}({numbers})"

    return texts


def _plus(texts: Any) -> str:
    return " + ".join(texts)


def _weights(found: Sequence[Part]) -> Fraction:
    return sum((part.weight for part in found), Fraction(0))


# The methods but the sums, which know what is shared out, and the formula, which is written in the file.
METHODS_WRITTEN: Mapping[Method, Callable[[Indicator, Sequence[Part]], Texts]] = MappingProxyType(
    {
        Method.WEIGHTED_MEAN: _weighted_mean,
        Method.WEIGHTED_GEOMETRIC_MEAN: _weighted_geometric_mean,
        Method.GEOMETRIC_MEAN: _geometric_mean,
        Method.MIN: _extreme("min"),
        Method.MAX: _extreme("max"),
    }
)
