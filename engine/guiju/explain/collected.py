"""The terms of a function over records, as arithmetic: `3 + 2 + 2`, `(3 + 2) / 2`, `(35 - 20) / (50 - 20)`.

One row for each function. What a record that is left out would give is not among the terms.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType
from typing import Any, NamedTuple

from guiju.evaluate.steps import Step
from guiju.explain.values import number_text, unit_of, value_text
from guiju.numbers.algebra import compare
from guiju.numbers.real import Number
from guiju.numbers.states import Missing
from guiju.rulebook import exact
from guiju.rulebook import expressions as ex
from guiju.rulebook.applied import deviation
from guiju.rulebook.collecting import Row
from guiju.types import Type
from guiju.units import Unit

ROWS = 60


class Taken(NamedTuple):
    """What a record gives, and whether it counts."""

    value: Any
    keep: Any
    text: str


class Work(NamedTuple):
    """One collection: what its records give, and what stands among them."""

    node: ex.Collect
    taken: Sequence[Taken]
    arguments: Sequence[Any]
    unit: Unit

    @property
    def texts(self) -> list[str]:
        return [one.text for one in self.taken]

    @property
    def values(self) -> list[Number] | None:
        """The numbers of the records; None while one of them, or whether one counts, is open."""
        if any(isinstance(part, Missing) for one in self.taken for part in (one.value, one.keep)):
            return None
        return [one.value for one in self.taken]

    def number(self, value: Number) -> str:
        """A number in the unit of what is taken, in brackets where it is negative."""
        return in_brackets(number_text(value, self.unit))


def collected(step: Step) -> str:
    """The arithmetic of a function over records; nothing where it says no more than the records do."""
    node: ex.Collect = step.node
    type_ = node.take.type if node.take is not None else None
    rows = [child.value for child in step.children if isinstance(child.node, Row) and child.value is not None]
    arguments = [child.value for child in step.children[: len(node.arguments)]]
    if not rows or len(rows) > ROWS or any(isinstance(argument, Missing) for argument in arguments):
        return ""
    taken = [Taken(value, keep, _term(node, keep, value, type_)) for keep, value in rows]
    return NUMBERS[node.function](Work(node, taken, arguments, unit_of(type_)))


def in_brackets(text: str) -> str:
    """A negative number as it stands inside a formula."""
    return f"({text})" if text.startswith("-") else text


def _term(node: ex.Collect, keep: Any, value: Any, type_: Type | None) -> str:
    """What one record gives; one that may not count gives something between that and nothing."""
    if isinstance(keep, Missing):
        value = exact.hull(keep, (value, Fraction(0))) if node.function == "sum" else value
    text = value_text(value, type_, None)
    if isinstance(keep, Missing) and not isinstance(value, Missing):
        return f"?({text})"
    return in_brackets(text)


def dropped(values: Sequence[Any], count: int) -> tuple[frozenset[int], frozenset[int]]:
    """The positions of the `count` lowest and of the `count` highest of some numbers; none while one is missing."""
    if not count or any(isinstance(value, Missing) for value in values) or len(values) <= 2 * count:
        return frozenset(), frozenset()
    order: list[int] = []
    for position, value in enumerate(values):
        at = next((i for i, other in enumerate(order) if compare(value, values[other]) < 0), len(order))
        order.insert(at, position)
    return frozenset(order[:count]), frozenset(order[-count:])


def _nothing(work: Work) -> str:
    """A count, and a condition on each: the marks of the records say it all."""
    return ""


def _sum(work: Work) -> str:
    return " + ".join(work.texts)


def _mean(work: Work) -> str:
    return f"({' + '.join(work.texts)}) / {len(work.taken)}"


def _called(name: str) -> Callable[[Work], str]:
    return lambda work: f"{name}({', '.join(work.texts)})"


def _geometric(work: Work) -> str:
    return f"({' × '.join(work.texts)})^(1 / {len(work.taken)})"


def _harmonic(work: Work) -> str:
    return f"{len(work.taken)} / ({' + '.join(f'1 / {text}' for text in work.texts)})"


def _trimmed(work: Work) -> str:
    count = int(work.arguments[0])
    low, high = dropped([one.value for one in work.taken], count)
    left = [one.text for at, one in enumerate(work.taken) if at not in low | high]
    return f"({' + '.join(left)}) / {len(left)}" if low else f"trimmed_mean({count}, {', '.join(work.texts)})"


def _deviation(less: int) -> Callable[[Work], str]:
    def numbers(work: Work) -> str:
        values = work.values
        if values is None or len(values) <= less:
            return ""
        mean = work.number(_mean_of(values))
        squares = " + ".join(f"({text} - {mean})^2" for text in work.texts)
        return f"(({squares}) / {len(values) - less})^(1 / 2)"

    return numbers


def _mean_of(values: Sequence[Number]) -> Number:
    return sum(values, Fraction(0)) * Fraction(1, len(values))


# --- among others -----------------------------------------------------------------------------------------------------


def _standing(text: Callable[[Work, Number, list[Number]], str]) -> Callable[[Work], str]:
    def numbers(work: Work) -> str:
        values = work.values
        return "" if values is None else text(work, work.arguments[0], values)

    return numbers


def _rank(work: Work, x: Number, values: list[Number]) -> str:
    return f"1 + {sum(compare(value, x) > 0 for value in values)}"


def _rank_low(work: Work, x: Number, values: list[Number]) -> str:
    return f"1 + {sum(compare(value, x) < 0 for value in values)}"


def _percentile(work: Work, x: Number, values: list[Number]) -> str:
    return f"{sum(compare(value, x) <= 0 for value in values)} / {len(values)}"


def _minmax(work: Work, x: Number, values: list[Number]) -> str:
    least = work.number(exact.minimum(values))
    return f"({work.number(x)} - {least}) / ({work.number(exact.maximum(values))} - {least})"


def _z_score(work: Work, x: Number, values: list[Number]) -> str:
    spread = deviation(values, len(values), work.node)
    return f"({work.number(x)} - {work.number(_mean_of(values))}) / {work.number(spread)}"


def _to_max(work: Work, x: Number, values: list[Number]) -> str:
    return f"{work.number(x)} / {work.number(exact.maximum(values))}"


def _to_min(work: Work, x: Number, values: list[Number]) -> str:
    return f"{work.number(exact.minimum(values))} / {work.number(x)}"


NUMBERS: Mapping[str, Callable[[Work], str]] = MappingProxyType(
    {
        "count": _nothing,
        "every": _nothing,
        "some": _nothing,
        "sum": _sum,
        "mean": _mean,
        "geo_mean": _geometric,
        "harmonic_mean": _harmonic,
        "median": _called("median"),
        "trimmed_mean": _trimmed,
        "stdev": _deviation(0),
        "sample_stdev": _deviation(1),
        "max": _called("max"),
        "min": _called("min"),
        "argmax": _called("max"),
        "argmin": _called("min"),
        "rank": _standing(_rank),
        "rank_low": _standing(_rank_low),
        "percentile": _standing(_percentile),
        "minmax": _standing(_minmax),
        "z_score": _standing(_z_score),
        "to_max": _standing(_to_max),
        "to_min": _standing(_to_min),
    }
)
