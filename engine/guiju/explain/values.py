"""A value as it is printed: the number in its unit, `≈` where digits were left out, `?` where it is missing."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from guiju.diagnostics.model import Lang
from guiju.explain.words import STATES, YES_NO, W, bracketed
from guiju.numbers.exact import decimal_text, exact_text, shown
from guiju.numbers.real import Number, Real
from guiju.numbers.states import Missing, State
from guiju.types import NumberType, Type
from guiju.units import PLAIN, SCORE, Kind, Unit

PLACES = 6
APPROXIMATELY = "≈"
_WITHOUT_BLANK = ("%", "‰", "")
POINTS = NumberType(PLAIN)


def unit_of(type_: Type | None) -> Unit:
    """The unit a value of this type is printed in."""
    return type_.unit if isinstance(type_, NumberType) else PLAIN


def is_exact(value: Any, unit: Unit = PLAIN) -> bool:
    """Whether the printed digits are the whole truth; what is not a number always is."""
    return not isinstance(value, (Fraction, Real)) or shown(value / unit.factor, PLACES)[1]


def number_text(value: Number, unit: Unit = PLAIN) -> str:
    """A number, held in base units, in `unit`: `52805 万元`, `≈81.000445%`."""
    number = value if unit.factor == 1 else value / unit.factor
    if isinstance(number, Fraction) and number.denominator == 1:
        return unit.show(exact_text(number))  # most numbers are whole, and this is several times faster
    text, exact = shown(number, PLACES)
    return unit.show(text if exact else APPROXIMATELY + text)


def points_text(value: Number) -> str:
    """Points as a plain number."""
    return number_text(value)


def bounds_text(value: Missing, unit: Unit) -> str:
    """`[0 – 3]`, a side that is not bounded as `…`; nothing when neither is."""
    if value.lower is None and value.upper is None:
        return ""
    low, high = ("…" if end is None else _bound(end, unit) for end in (value.lower, value.upper))
    return f"[{low} – {high}]" if unit.symbol in _WITHOUT_BLANK else unit.show(f"[{low} – {high}]")


def _bound(end: Fraction, unit: Unit) -> str:
    text = decimal_text(end / unit.factor, PLACES)
    return unit.show(text) if unit.symbol in _WITHOUT_BLANK else text


def missing_text(value: Missing, unit: Unit, lang: Lang | None) -> str:
    """`?（未提供）[0% – 100%]`; without a language the state is left out."""
    bounds = bounds_text(value, unit)
    if lang is None:
        return f"?{bounds}"
    state = bracketed(lang, STATES[value.state].in_(lang)).strip()
    return f"?{state}{bounds}" if lang is Lang.ZH else " ".join(part for part in ("?", state, bounds) if part)


def value_text(value: Any, type_: Type | None, lang: Lang | None) -> str:
    """Any value of a step. `lang` None: what the trace holds, independent of the language of the reader."""
    if isinstance(value, Missing):
        return missing_text(value, unit_of(type_), lang)
    if isinstance(value, bool):
        return YES_NO[value].in_(lang or Lang.ZH)
    if isinstance(value, (Fraction, Real)):
        return number_text(value, unit_of(type_))
    if isinstance(value, tuple):
        return W["records"].in_(lang or Lang.ZH).format(count=len(value))
    return str(value)


def score_text(value: Any, lang: Lang | None) -> str:
    """A score, without the word for points; what is open without its state (the causes say more)."""
    if isinstance(value, Missing):
        bounds = bounds_text(value, PLAIN)
        state = ""
        if value.state is State.NOT_APPLICABLE and lang is not None:
            state = bracketed(lang, STATES[value.state].in_(lang))
        return f"?{bounds}{state}"
    return value_text(value, POINTS, lang)


def without_points(type_: Type) -> Type:
    """Scores are printed as plain numbers: everything around them says that they are points."""
    if isinstance(type_, NumberType) and type_.unit.kind is Kind.SCORE and type_.unit.symbol == SCORE.symbol:
        return POINTS
    return type_
