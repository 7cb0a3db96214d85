"""A value as it is printed: the number in its unit, `≈` where digits were left out, `?` where it is missing."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from guiju.diagnostics.model import Lang
from guiju.diagnostics.wording import bracketed
from guiju.explain.terms import STATES, YES_NO
from guiju.explain.words import ONE, W
from guiju.numbers.exact import exact_text, shown, terminates
from guiju.numbers.marked import mark_text
from guiju.numbers.real import Number, Real
from guiju.numbers.states import Missing, State, is_conflicting
from guiju.types import NumberType, Type
from guiju.units import PERCENT, PLACE, PLAIN, SCORE, Kind, Unit

PLACES = 6
_LONGEST = 1000  # the denominator of a fraction that still says more than its digits
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
    """A number, held in base units, in `unit`: `52805 万元`, `≈81.000445%`, `16.5(+) 分`."""
    number = value if unit.factor == 1 else value / unit.factor
    if isinstance(number, Fraction) and number.denominator == 1:
        return unit.show(
            exact_text(number) + mark_text(value)
        )  # most are whole, and this is several times faster
    text, exact = shown(number, PLACES)
    return unit.show((text if exact else APPROXIMATELY + text) + mark_text(value))


def points_text(value: Number) -> str:
    """Points the rules give: a plain number, or a fraction where no decimal ends: `1/3`."""
    if isinstance(value, Fraction) and value.denominator < _LONGEST and terminates(value) is None:
        return exact_text(value)
    return number_text(value)


def term_text(value: Number) -> str:
    """The same as it stands inside a formula: `(1/3)`."""
    text = points_text(value)
    return f"({text})" if "/" in text else text


def rate_text(score: Any, full: Fraction) -> str:
    """A score as a share of the full mark; nothing where there is neither a score nor a range of it."""
    if isinstance(score, Missing):
        if score.state is State.NOT_APPLICABLE or (score.lower is None and score.upper is None):
            return ""
        ends = (None if end is None else end / full for end in (score.lower, score.upper))
        return f"?{bounds_text(score.within(*ends), PERCENT)}"
    return number_text(score / full, PERCENT)


def bounds_text(value: Missing, unit: Unit) -> str:
    """`[0 – 3]`, `[≥ 0 亿元]` where one side is bounded; nothing where neither is."""
    low, high = value.lower, value.upper
    if low is not None and high is not None:
        text = f"[{_bound(low, unit)} – {_bound(high, unit)}]"
        return text if unit.symbol in _WITHOUT_BLANK else unit.show(text)
    return "".join(
        f"[{sign} {number_text(end, unit)}]" for sign, end in (("≥", low), ("≤", high)) if end is not None
    )


def _bound(end: Fraction, unit: Unit) -> str:
    return number_text(end, unit) if unit.symbol in _WITHOUT_BLANK else number_text(end / unit.factor)


def range_words(value: Missing, unit: Unit, lang: Lang) -> str:
    """`不低于 0 亿元`, `在 0 与 4 之间`; nothing where no side is bounded."""
    low, high = (None if end is None else number_text(end, unit) for end in (value.lower, value.upper))
    if value.lower is not None and high is not None:
        gap = " " if high[-1].isascii() and lang is Lang.ZH else ""
        return W["bounded"].in_(lang).format(low=_bound(value.lower, unit), high=high + gap)
    if low is None and high is None:
        return ""
    return W["bounded_above" if low is None else "bounded_below"].in_(lang).format(limit=low or high)


def missing_text(value: Missing, unit: Unit, lang: Lang | None) -> str:
    """`未提供，不低于 0 亿元`; without a language, as inside a formula, `?[≥ 0 亿元]`."""
    if lang is None:
        return f"?{bounds_text(value, unit)}"
    state = W["conflicting"].in_(lang) if is_conflicting(value) else STATES[value.state].in_(lang)
    said = (state, range_words(value, unit, lang))
    return ("，" if lang is Lang.ZH else ", ").join(text for text in said if text)


def value_text(value: Any, type_: Type | None, lang: Lang | None) -> str:
    """Any value of a step. `lang` None: what the trace holds, independent of the language of the reader."""
    if isinstance(value, Missing):
        return missing_text(value, unit_of(type_), lang)
    if isinstance(value, bool):
        return YES_NO[value].in_(lang or Lang.ZH)
    if isinstance(value, (Fraction, Real)):
        unit = unit_of(type_)
        return number_text(value, PLAIN if lang is Lang.EN and unit == PLACE else unit)
    if isinstance(value, tuple):
        return _records(len(value), lang or Lang.ZH)
    return str(value)


def _records(count: int, lang: Lang) -> str:
    words = ONE["records"] if count == 1 and lang is Lang.EN else W["records"].in_(lang)
    return words.format(count=count)


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
