"""When two numbers may stand against each other, and in which unit their sum is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from guiju.diagnostics.codes import problem
from guiju.diagnostics.model import Diagnostic, Label, Text
from guiju.numbers.elementary import weighted_product
from guiju.numbers.exact import decimal_text
from guiju.rulebook import expressions as ex
from guiju.types import NumberType
from guiju.units import PLAIN, Kind, Unit

if TYPE_CHECKING:
    from guiju.check.operations import Operations

_PERCENTS = (Kind.RATIO, Kind.POINTS_OF_PERCENT, Kind.DIFFERENCE)


def unit_problem(
    left: ex.Expression, right: ex.Expression, action: Text, *, adding: bool
) -> Diagnostic | None:
    """What is wrong with putting two numbers side by side, or None."""
    assert isinstance(left.type, NumberType)
    assert isinstance(right.type, NumberType)
    if isinstance(left, ex.NotApplicable) or isinstance(right, ex.NotApplicable):
        return None
    one, other = left.type.unit, right.type.unit
    if one.dimension == other.dimension:
        return None if one.dimension else _scalar_problem(left, right, adding)
    for with_unit, bare in ((left, right), (right, left)):
        if _is_bare(bare):
            return _bare_problem(with_unit, bare)
    return problem(
        "T301",
        right.place,
        labels=(Label(left.place, _unit_words(one)),),
        action=action,
        left=left.place.text,
        right=right.place.text,
        left_unit=_unit_words(one),
        right_unit=_unit_words(other),
    )


def _is_bare(node: ex.Expression) -> bool:
    return isinstance(node.type, NumberType) and node.type.unit.kind is Kind.PLAIN


def _bare_problem(quantity: ex.Expression, bare: ex.Expression) -> Diagnostic | None:
    """A plain number may stand against a counting word, and zero against anything."""
    assert isinstance(quantity.type, NumberType)
    unit = quantity.type.unit
    if unit.is_counter or (isinstance(bare, ex.Literal) and bare.value == Fraction(0)):
        return None
    return problem(
        "T303",
        bare.place,
        left=quantity.place.text,
        unit=unit.symbol,
        number=bare.place.text,
        example=f"{bare.place.text} {unit.symbol}",
    )


def _scalar_problem(left: ex.Expression, right: ex.Expression, adding: bool) -> Diagnostic | None:
    """Two numbers without dimension: scores, ratios, percentage points and plain numbers are told apart."""
    assert isinstance(left.type, NumberType)
    assert isinstance(right.type, NumberType)
    for one, other in ((left, right), (right, left)):
        kinds = (one.type.unit.kind, other.type.unit.kind)  # type: ignore[union-attr]
        if kinds[0] is Kind.SCORE and kinds[1] in _PERCENTS:
            return problem("T308", other.place, left=one.place.text, right=other.place.text)
        if kinds == (Kind.RATIO, Kind.POINTS_OF_PERCENT) and not adding:
            return problem("T309", other.place, left=one.place.text, right=other.place.text)
        if kinds == (Kind.RATIO, Kind.PLAIN) and not adding and isinstance(other, ex.Literal):
            assert isinstance(other.value, Fraction)
            if abs(other.value) > 1 and not isinstance(one, ex.Literal):
                percent = decimal_text(other.value * 100, 6) + "%"
                return problem(
                    "T305", other.place, left=one.place.text, number=other.place.text, percent=percent
                )
    return None


def sum_unit(left: Unit, right: Unit, sign: int) -> Unit:
    """The unit of a sum: that of the first term which has one; a difference of two ratios is a difference."""
    if left.kind is Kind.RATIO and right.kind is Kind.RATIO and sign < 0:
        return Unit(left.symbol, left.factor, (), Kind.DIFFERENCE)
    if left.kind is Kind.POINTS_OF_PERCENT and right.kind is Kind.RATIO:
        return right
    return right if left is PLAIN or left.kind is Kind.PLAIN else left


def common_unit(resolver: Operations, values: Sequence[ex.Expression]) -> Unit | None:
    """The unit of values that are computed together; None when one does not fit, which is reported."""
    unit: Unit | None = None
    for value in values:
        assert isinstance(value.type, NumberType)
        if found := unit_problem(values[0], value, Text("放在一起计算", "compute together"), adding=True):
            resolver.problems.append(found)
            return None
        unit = value.type.unit if unit is None else sum_unit(unit, value.type.unit, 1)
    return unit


def root_unit(unit: Unit, power: Fraction, known: Iterable[Unit]) -> Unit | None:
    """The unit of a value raised to a fraction, a known one if there is such; None where its dimension has no root."""
    if not unit.dimension:
        return unit if power == 1 or unit.kind is Kind.RATIO else PLAIN
    dimension = tuple((base, exponent * power) for base, exponent in unit.dimension)
    if any(exponent.denominator != 1 for _, exponent in dimension):
        return None
    whole = tuple((base, int(exponent)) for base, exponent in dimension if exponent)
    symbol = unit.symbol if power == 1 else f"{unit.symbol}^{power}"
    factor = weighted_product([(unit.factor, power)])
    if not isinstance(factor, Fraction):
        return None
    same = (one for one in known if one.dimension == whole and one.factor == factor)
    return next(same, None) or Unit(symbol, factor, whole)


def _unit_words(unit: Unit) -> Text:
    return Text(unit.symbol, unit.symbol) if unit.symbol else Text("（无单位）", "(none)")
