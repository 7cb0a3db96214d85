"""The factors a pocket calculator needs where a formula mixes units of one kind."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from guiju.evaluate.steps import Step
from guiju.explain.values import PLACES, unit_of
from guiju.numbers.exact import exact_text, shown
from guiju.rulebook import expressions as ex
from guiju.types import NumberType
from guiju.units import PLAIN, Unit

_SIDE_BY_SIDE = (ex.Add, ex.Compare, ex.Apply, ex.NamedExtreme, ex.Conditional, ex.Lookup)
_ENDS_HERE = (
    ex.InputRef,
    ex.SeriesRef,
    ex.ParameterRef,
    ex.DefinitionRef,
    ex.IndicatorRef,
    ex.AdjustmentRef,
    ex.RankingRef,
    ex.Collect,
)


def conversions(step: Step) -> tuple[str, ...]:
    """`1 亿元 = 10000 万元` for every change of unit inside the formula of `step`, each once."""
    return tuple(dict.fromkeys(_inside(step)))


def between(one: Unit | None, other: Unit | None) -> tuple[str, ...]:
    """The conversion of two units that are compared."""
    return tuple(_pair(one, other)) if one and other else ()


def _inside(step: Step) -> Iterator[str]:
    node = step.node
    if isinstance(node, ex.Multiply):
        yield from _product(node)
    elif isinstance(node, _SIDE_BY_SIDE):
        operands = [unit for child in step.children if (unit := _unit(child.node))]
        own = _unit(node) or (operands[0] if operands else None)
        for unit in operands:
            yield from _pair(own, unit)
    elif isinstance(node, (ex.Interpolate, ex.Tiers)):
        yield from _held_against(node)
    if isinstance(node, _ENDS_HERE):
        return
    for child in step.children:
        yield from _inside(child)


def _held_against(node: ex.Interpolate | ex.Tiers) -> Iterator[str]:
    """What a number is held against in its unit, and what that gives in the unit of the result."""
    if isinstance(node, ex.Interpolate):
        limits, given = [at for at, _ in node.knots], [value for _, value in node.knots]
    else:
        limits, given = [tier.threshold for tier in node.tiers], [tier.value for tier in node.tiers]
        given = [*given, node.otherwise] if node.otherwise else given
    for own, others in ((_unit(node.subject), limits), (_unit(node), given)):
        for other in others:
            yield from between(own, _unit(other))


def _unit(node: ex.Expression) -> Unit | None:
    unit = node.type.unit if isinstance(node.type, NumberType) else None
    return unit if unit and unit.dimension else None


def _pair(own: Unit | None, other: Unit) -> Iterator[str]:
    if own and own.dimension == other.dimension and own.factor != other.factor:
        large, small = (own, other) if own.factor > other.factor else (other, own)
        yield f"1 {large.symbol} = {_number(large.factor / small.factor)} {small.symbol}"


def _product(node: ex.Multiply) -> Iterator[str]:
    """What one unit of the product is in the unit of the result."""
    parts = [(exponent, unit) for exponent, factor in node.factors if (unit := _unit(factor))]
    own = unit_of(node.type)
    if not own.dimension and "/" not in own.symbol:
        own = PLAIN  # a share in % needs no factor
    factor = 1 / own.factor
    for exponent, unit in parts:
        factor *= unit.factor**exponent
    if factor == 1:
        return
    above = [unit for exponent, unit in parts if exponent > 0]
    below = [unit for exponent, unit in parts if exponent < 0]
    if own is PLAIN and len(above) == len(below) == 1:
        yield from _pair(above[0], below[0])
        return
    symbol = "·".join(unit.symbol for unit in above) or "1"
    symbol += "".join(f"/{unit.symbol}" for unit in below)
    one = "1" if above == below else f"1 {symbol}"
    yield f"{one} = {_number(factor)} {own.symbol}".rstrip()


def _number(factor: Fraction) -> str:
    text, exact = shown(factor, PLACES)
    return text if exact else exact_text(factor)
