"""Whether a figure is as large as such figures usually are, and which unit was mistaken where it is not."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Final

from guiju.diagnostics.model import Text
from guiju.numbers.exact import shown
from guiju.towns.refusal import Refusal
from guiju.units import Kind, Unit

_FACTORS: Final = (10, 100, 1000, 10**4, 10**8)
_FRACTION: Final = Text("小数", "a decimal fraction")
_PERCENTAGE: Final = Text("百分数", "a percentage")


def unusual(
    name: str,
    value: Fraction,
    usual: tuple[Fraction, Fraction],
    units: tuple[Unit, Unit],
    known: Mapping[str, Unit],
) -> Refusal | None:
    """What to say of a `value` in base units that is not within `usual`; None when it is.

    `units` are the one it was given in and the one it is declared in, `known` all there are.
    """
    low, high = usual
    if low <= value <= high:
        return None
    given, declared = units
    return Refusal(
        "I867",
        name=name,
        text=_amount(value, given),
        low=_amount(low, declared),
        high=_amount(high, declared),
        mistake=_mistake(value, usual, given, known),
    )


def _amount(value: Fraction, unit: Unit) -> str:
    text, exact = shown(value / unit.factor, 6)
    return unit.show(text) if exact else f"≈ {unit.show(text)}"


def _mistake(
    value: Fraction, usual: tuple[Fraction, Fraction], given: Unit, known: Mapping[str, Unit]
) -> Text:
    """The unit that makes the figure usual; a factor that is the ratio of two units goes first."""
    low, high = usual
    fitting = [
        (factor, power)
        for factor in _FACTORS
        for power in (Fraction(1, factor), Fraction(factor))
        if value and low <= value * power <= high
    ]
    for factor, power in fitting:
        meant = _named(given, given.factor * power, known)
        if meant is not None:
            filled = _PERCENTAGE if meant is _FRACTION else Text(given.symbol, given.symbol)
            return Text(
                f"，看起来是把{meant.zh}当成{filled.zh}填了（差 {factor} 倍）",
                f"; it looks as if {meant.en} were given as {filled.en} ({factor} times off)",
            )
    if not fitting:
        return Text("", "")
    factor = fitting[0][0]
    return Text(f"，看起来差 {factor} 倍", f"; it looks {factor} times off")


def _named(given: Unit, factor: Fraction, known: Mapping[str, Unit]) -> Text | None:
    """The unit of the kind of `given` with this factor, in the script in which `given` is written."""
    if given.kind is Kind.RATIO and given.symbol == "%" and factor == 1:
        return _FRACTION
    alike = [
        symbol
        for symbol, unit in known.items()
        if (unit.factor, unit.dimension, unit.kind) == (factor, given.dimension, given.kind)
    ]
    if not alike or not given.symbol:
        return None
    symbol = next((s for s in alike if s.isascii() == given.symbol.isascii()), alike[0])
    return Text(symbol, symbol)
