"""Units of measurement: what kind of thing a number counts, and how its spellings convert.

A unit has a dimension (a product of base kinds such as money or persons) and a factor to the base of that
dimension. Values are held in base units; a unit is needed again only to print them. Sources: GB 3100/3101 for
quantities; the counting words are those used by statistics bureaus.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType

Dimension = tuple[tuple[str, int], ...]


class Kind(StrEnum):
    """What a number without dimension means; `QUANTITY` is everything with one."""

    PLAIN = "plain"
    RATIO = "ratio"
    POINTS_OF_PERCENT = "percentage points"
    DIFFERENCE = "difference of ratios"
    SCORE = "score"
    QUANTITY = "quantity"


@dataclass(frozen=True, slots=True)
class Unit:
    """`value in base units = number × factor`; `dimension` is sorted and holds no zero exponents."""

    symbol: str
    factor: Fraction
    dimension: Dimension
    kind: Kind = Kind.QUANTITY

    @property
    def is_counter(self) -> bool:
        """A counting word (户 件 人 …): a plain number may stand against it."""
        return self.factor == 1 and len(self.dimension) == 1 and self.dimension[0] in _COUNTER_DIMENSIONS

    def show(self, number: str) -> str:
        """A number in this unit as it is printed: `30%`, `12.5 亿元`, `7`."""
        if not self.symbol:
            return number
        return number + self.symbol if self.symbol in ("%", "‰") else f"{number} {self.symbol}"


PLAIN = Unit("", Fraction(1), (), Kind.PLAIN)
PERCENT = Unit("%", Fraction(1, 100), (), Kind.RATIO)
SCORE = Unit("分", Fraction(1), (), Kind.SCORE)
PLACE = Unit("位", Fraction(1), (("place", 1),))
YEAR = Unit("年", Fraction(1), (("year", 1),))
DAY = Unit("天", Fraction(1), (("day", 1),))

_COUNTERS = ("enterprise", "item", "piece", "person", "place", "entry", "time")
_COUNTER_DIMENSIONS = frozenset((base, 1) for base in _COUNTERS)


def _base(symbol: str, kind: str, factor: int | Fraction = 1) -> Unit:
    return Unit(symbol, Fraction(factor), ((kind, 1),))


_BUILT_IN = (
    PERCENT,
    Unit("‰", Fraction(1, 1000), (), Kind.RATIO),
    Unit("百分点", Fraction(1, 100), (), Kind.POINTS_OF_PERCENT),
    Unit("个百分点", Fraction(1, 100), (), Kind.POINTS_OF_PERCENT),
    SCORE,
    _base("元", "money"),
    _base("万元", "money", 10**4),
    _base("亿元", "money", 10**8),
    _base("户", "enterprise"),
    _base("家", "enterprise"),
    _base("个", "item"),
    _base("件", "piece"),
    _base("项", "entry"),
    _base("次", "time"),
    _base("人", "person"),
    _base("万人", "person", 10**4),
    _base("位", "place"),
    _base("千克", "mass", Fraction(1, 1000)),
    _base("吨", "mass"),
    _base("万吨", "mass", 10**4),
    _base("吨标准煤", "coal equivalent"),
    _base("万吨标准煤", "coal equivalent", 10**4),
    _base("千瓦时", "electricity"),
    _base("万千瓦时", "electricity", 10**4),
    _base("亿千瓦时", "electricity", 10**8),
    _base("平方米", "area"),
    _base("亩", "area", Fraction(2000, 3)),
    _base("公顷", "area", 10**4),
    _base("平方公里", "area", 10**6),
    _base("米", "length"),
    _base("公里", "length", 1000),
    _base("年", "year"),
    _base("月", "month"),
    _base("天", "day"),
)

# English spellings of the same units, for rule files written with English keywords.
_ENGLISH = {
    "percentage_points": "百分点",
    "points": "分",
    "yuan": "元",
    "enterprise": "户",
    "enterprises": "户",
    "item": "个",
    "items": "个",
    "piece": "件",
    "pieces": "件",
    "person": "人",
    "persons": "人",
    "tonne": "吨",
    "tonnes": "吨",
    "tce": "吨标准煤",
    "kWh": "千瓦时",
    "ha": "公顷",
    "km2": "平方公里",
    "m2": "平方米",
    "km": "公里",
    "m": "米",
    "kg": "千克",
    "year": "年",
    "years": "年",
    "month": "月",
    "months": "月",
    "day": "天",
    "days": "天",
}


def _table() -> Mapping[str, Unit]:
    table = {unit.symbol: unit for unit in _BUILT_IN}
    for english, chinese in _ENGLISH.items():
        unit = table[chinese]
        table[english] = Unit(english, unit.factor, unit.dimension, unit.kind)
    return MappingProxyType(table)


BUILT_IN: Mapping[str, Unit] = _table()


def combine(left: Unit, right: Unit, sign: int) -> Unit:
    """The unit of a product (sign 1) or a quotient (sign -1) of two values.

    Values of one kind divide to a ratio; a ratio or a plain number times a quantity keeps the quantity's unit.
    """
    if not right.dimension and (sign == 1 or left.dimension):
        return _scalar_product(left, right) if not left.dimension else left
    if not left.dimension and sign == 1:
        return right
    exponents = dict(left.dimension)
    for base, power in right.dimension:
        exponents[base] = exponents.get(base, 0) + sign * power
    dimension = tuple(sorted((base, power) for base, power in exponents.items() if power))
    if not dimension:
        return _ratio_of(left, right)
    factor = left.factor * right.factor if sign == 1 else left.factor / right.factor
    return Unit(_compound_symbol(left.symbol, right.symbol, sign), factor, dimension)


def _scalar_product(left: Unit, right: Unit) -> Unit:
    """Product of two numbers without dimension: a score stays a score, otherwise the more telling kind wins."""
    for kind in (Kind.SCORE, Kind.POINTS_OF_PERCENT, Kind.RATIO):
        for unit in (left, right):
            if unit.kind is kind:
                return unit
    return PLAIN


def _ratio_of(left: Unit, right: Unit) -> Unit:
    """Quotient of two values of one dimension."""
    if left.dimension or left.kind is right.kind is Kind.SCORE:
        return PERCENT
    if left.kind is Kind.PLAIN and right.kind is Kind.PLAIN:
        return PLAIN
    return left if right.kind is Kind.PLAIN else PLAIN if left.kind is not Kind.SCORE else SCORE


def _compound_symbol(left: str, right: str, sign: int) -> str:
    if sign == 1:
        return f"{left}·{right}"
    return f"{left or '1'}/{right}"


def power(unit: Unit, exponent: int) -> Unit:
    """The unit of a value raised to an integer power."""
    if not unit.dimension:
        return unit if exponent == 1 else PLAIN
    symbol = unit.symbol if exponent == 1 else f"{unit.symbol}^{exponent}"
    dimension = tuple((base, p * exponent) for base, p in unit.dimension if exponent)
    return Unit(symbol, unit.factor**exponent, dimension) if dimension else PLAIN


def parse_unit(symbol: str, table: Mapping[str, Unit]) -> Unit | None:
    """Find a unit by its spelling, compound ones (`吨标准煤/万元`) included; None when a part is unknown."""
    if symbol in table:
        return table[symbol]
    parts = symbol.split("/")
    units = [table.get(part) for part in parts]
    if len(parts) < 2 or None in units:
        return None
    found = [unit for unit in units if unit is not None]
    dimension: dict[str, int] = {}
    factor = Fraction(1)
    for position, unit in enumerate(found):
        sign = -1 if position else 1
        factor *= unit.factor**sign
        for base, exponent in unit.dimension:
            dimension[base] = dimension.get(base, 0) + sign * exponent
    left = tuple(sorted((base, exponent) for base, exponent in dimension.items() if exponent))
    return Unit(symbol, factor, left, Kind.QUANTITY if left else Kind.RATIO)
