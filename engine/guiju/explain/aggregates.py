"""How the score of a group is made of those of its children, in names and in numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType
from typing import Any, NamedTuple

from guiju.evaluate.steps import Step
from guiju.explain.values import points_text, score_text
from guiju.rulebook.scheme import Indicator, Method
from guiju.rulebook.scoring import after_policy


class Part(NamedTuple):
    """A child of a group as it enters the aggregation: its score as text, or left out by the policy."""

    name: str
    weight: Fraction
    score: str


def parts(step: Step) -> tuple[Part, ...]:
    """The children that enter the aggregation, after the missing-data policy."""
    scored = [(child.node, child.value) for child in step.children]
    entered = after_policy(step.node, scored)
    return tuple(Part(child.name, child.weight, score_text(value, None)) for child, value in entered)


Texts = tuple[str, str]  # the formula in names, the formula in numbers


def aggregate(step: Step) -> Texts:
    """How a group's score is made of its children's: in names, and in numbers."""
    node: Indicator = step.node
    assert node.aggregation is not None
    return _METHODS[node.aggregation.method](node, parts(step))


def _sum(node: Indicator, found: Sequence[Part]) -> Texts:
    names, numbers = _plus(p.name for p in found), _plus(p.score for p in found)
    if len(found) == len(node.children):
        return names, numbers
    whole = points_text(sum((child.weight for child in node.children), Fraction(0)))
    rest = points_text(_weights(found))
    return f"({names}) × {whole} / {rest}", f"({numbers}) × {whole} / {rest}"


def _weighted_mean(node: Indicator, found: Sequence[Part]) -> Texts:
    # The score of a child is its weight times its rate, so the sum of w·r is the sum of the scores.
    share = f"{points_text(node.weight)} / ({_plus(points_text(p.weight) for p in found)})"
    return f"({_plus(p.name for p in found)}) × {share}", f"({_plus(p.score for p in found)}) × {share}"


def _weighted_geometric_mean(node: Indicator, found: Sequence[Part]) -> Texts:
    whole = points_text(_weights(found))

    def factor(part: Part, text: str) -> str:
        return f"({text} / {points_text(part.weight)})^({points_text(part.weight)} / {whole})"

    names = " × ".join(factor(part, part.name) for part in found)
    numbers = " × ".join(factor(part, part.score) for part in found)
    return f"{points_text(node.weight)} × {names}", f"{points_text(node.weight)} × {numbers}"


def _geometric_mean(node: Indicator, found: Sequence[Part]) -> Texts:
    exponent = f"(1 / {len(found)})"
    names = " × ".join(part.name for part in found)
    return f"({names})^{exponent}", f"({' × '.join(part.score for part in found)})^{exponent}"


def _extreme(word: str) -> Callable[[Indicator, Sequence[Part]], Texts]:
    def texts(node: Indicator, found: Sequence[Part]) -> Texts:
        names = ", ".join(f"{part.name} / {points_text(part.weight)}" for part in found)
        numbers = ", ".join(f"{part.score} / {points_text(part.weight)}" for part in found)
        full = points_text(node.weight)
        return f"{full} × {word}({names})", f"{full} × {word}({numbers})"

    return texts


def _plus(texts: Any) -> str:
    return " + ".join(texts)


def _weights(found: Sequence[Part]) -> Fraction:
    return sum((part.weight for part in found), Fraction(0))


_METHODS: Mapping[Method, Callable[[Indicator, Sequence[Part]], Texts]] = MappingProxyType(
    {
        Method.SUM: _sum,
        Method.WEIGHTED_MEAN: _weighted_mean,
        Method.WEIGHTED_GEOMETRIC_MEAN: _weighted_geometric_mean,
        Method.GEOMETRIC_MEAN: _geometric_mean,
        Method.MIN: _extreme("min"),
        Method.MAX: _extreme("max"),
    }
)
