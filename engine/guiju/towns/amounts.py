"""Numbers as people write them, with or without a unit, to exact numbers in base units."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from numbers import Integral, Rational
from typing import Final

from guiju import limits
from guiju.diagnostics.model import Text
from guiju.diagnostics.suggest import did_you_mean
from guiju.numbers.algebra import compare
from guiju.numbers.exact import (
    NumberError,
    NumberFault,
    decimal_text,
    normalise_digits,
    parse_number,
)
from guiju.numbers.marked import Marked, mark_of, marked, scaled, split_mark
from guiju.towns.plausible import unusual
from guiju.towns.refusal import Refusal, Remarks, wrong_type
from guiju.towns.words import short
from guiju.types import Bound, NumberType
from guiju.units import Unit, parse_unit

_FLOAT_TEXT: Final = float.__repr__  # not `repr`: a subclass such as NumPy's may print its name
_TOO_LARGE: Final = 10**limits.INTEGER_DIGITS
_SMALLEST_EXPONENT: Final = -400  # below every binary float
_MOST_BITS: Final = 4096
_FAULTS: Final = {
    NumberFault.exponent: "I842",
    NumberFault.hex_or_octal: "I843",
    NumberFault.sexagesimal: "I844",
    NumberFault.not_finite: "I845",
    NumberFault.too_long: "I846",
}
_GROUPED: Final = re.compile(r"[+-]?[0-9]{1,3}(?:[,，][0-9]{3})+(?:\.[0-9]+)?|[+-]?[0-9]+(?:_[0-9]+)+")
# A number, then what may be a unit. Both parts are judged further, so the first is generous and ends in a digit.
_NUMBER_AND_UNIT: Final = re.compile(r"([+-]?[0-9](?:[0-9.,，_:：]*[0-9])?(?:[eE][+-]?[0-9]+)?) *(\D.*)")


@dataclass(frozen=True)
class NumberReader:
    """`120.89 亿元`, `6.1%`, `7`: a bare number is in the declared unit. Gives base units.

    `full` is the full mark of which the marks of experts may be per cent.
    """

    name: str
    type: NumberType
    lower: Bound | None
    upper: Bound | None
    units: Mapping[str, Unit] = field(repr=False)
    usual: tuple[Fraction, Fraction] | None = None
    full: Fraction | None = None

    def of_text(self, text: str, remarks: Remarks) -> Fraction:
        unmarked, mark = split_mark(text)
        plain = _plain(unmarked)
        number, unit = self._split(plain, text)
        if mark and not number:
            raise self._not_a_number(text)
        if plain != unmarked:
            better = _plain(text).replace("（", "(").replace("）", ")") if mark else plain
            remarks.append(Refusal("I847", better=better, name=self.name, text=short(text)))
        return self._judged(marked(number, mark), unit, text, remarks)

    def of_object(self, value: object, remarks: Remarks) -> Fraction:
        if isinstance(value, str):
            return self.of_text(value.strip(), remarks)
        number = marked(self._number(value), value.mark if isinstance(value, Marked) else 0)
        return self._judged(number, self.type.unit, str(value)[:60], remarks)

    def _judged(self, number: Fraction, unit: Unit, text: str, remarks: Remarks) -> Fraction:
        """`checked`, with a remark where the figure is not what such figures usually are."""
        value = self.checked(number, unit, text)
        if self.usual is not None:
            remark = unusual(self.name, value, self.usual, (unit, self.type.unit), self.units)
            if remark is not None:
                remarks.append(remark)
        return value

    def checked(self, number: Fraction, unit: Unit, text: str) -> Fraction:
        """A number in `unit` as base units, if it is whole and within bounds where it must be; it keeps its mark."""
        declared = self.type.unit
        whole = (number * unit.factor / declared.factor).denominator == 1 and not mark_of(number)
        if self.type.integer and not whole:
            raise Refusal(
                "I850", name=self.name, text=short(text), unit=declared.symbol or Text("无单位", "no unit")
            )
        value = number if unit.factor == 1 else scaled(number, unit.factor)
        for bound, direction, signs in ((self.lower, 1, "≥>"), (self.upper, -1, "≤<")):
            if bound is None:
                continue
            side = compare(value, bound.value) * direction
            if side < 0 or (bound.strict and side == 0):
                limit = declared.show(decimal_text(bound.value / declared.factor, limits.INTEGER_DIGITS))
                raise Refusal(
                    "I851", name=self.name, bound=f"{signs[bound.strict]} {limit}", text=short(text)
                )
        return value

    def _split(self, plain: str, text: str) -> tuple[Fraction, Unit]:
        try:
            return parse_number(plain), self.type.unit
        except NumberError as error:
            if error.kind is not NumberFault.malformed:
                raise self._fault(error, text) from None
        self._judge_first_word(plain, text)
        match = _NUMBER_AND_UNIT.fullmatch(plain) if len(plain) < 200 else None
        if match is None:
            raise self._not_a_number(text)
        try:
            number = parse_number(match.group(1))
        except NumberError as error:
            raise self._fault(error, text, match.group(2)) from None
        return number, self._unit(match.group(2), text)

    def _judge_first_word(self, plain: str, text: str) -> None:
        """`1,234 户` and `0x1F 户`: a first word that is a number, but written in another way."""
        word, _, rest = plain.partition(" ")
        try:
            parse_number(word)
        except NumberError as error:
            if error.kind is not NumberFault.malformed:
                raise self._fault(error, text, rest.strip()) from None

    def _fault(self, error: NumberError, text: str, unit: str = "") -> Refusal:
        if error.kind is NumberFault.thousands:
            if _GROUPED.fullmatch(error.text):
                mark = ("", "(+)", "(-)")[split_mark(text)[1]]
                better = f"{re.sub('[,，_]', '', error.text)}{mark} {unit}".strip()
                return Refusal("I841", better=better, name=self.name, text=short(text), advice=better)
            # 1,5 may be meant as 1.5: nobody but the author knows.
            without = Text("不带这些符号的数", "the number without them")
            return Refusal("I841", name=self.name, text=short(text), advice=without)
        code = _FAULTS.get(error.kind)
        return Refusal(code, name=self.name, text=short(text)) if code else self._not_a_number(text)

    def _not_a_number(self, text: str) -> Refusal:
        return Refusal("I840", name=self.name, text=short(text), example=self.type.unit.show("12.5"))

    def _unit(self, symbol: str, text: str) -> Unit:
        if symbol[0] in "+-*/.,，~～至到":
            raise self._not_a_number(text)
        unit = parse_unit(symbol, self.units)
        declared = self.type.unit
        if unit is not None and unit.symbol == "%" and self.full is not None:
            return replace(declared, factor=declared.factor * self.full / 100)
        if unit is None:
            raise Refusal(
                "I848",
                name=self.name,
                text=short(text),
                unit=short(symbol),
                suggestion=self._suggestion(symbol),
            )
        if unit.dimension != declared.dimension or (not unit.dimension and unit.kind is not declared.kind):
            wanted = declared.symbol or Text("（无单位）", "(none)")
            raise Refusal("I849", name=self.name, text=short(text), unit=unit.symbol, wanted=wanted)
        return unit

    def _suggestion(self, symbol: str) -> Text:
        declared = self.type.unit
        alike = [
            s
            for s, unit in self.units.items()
            if unit.dimension == declared.dimension and unit.kind is declared.kind
        ]
        known = [s for s in dict.fromkeys((declared.symbol, *alike)) if s]
        if not known:
            return Text("这个数没有单位，只写数", "this number has no unit: write the number alone")
        words = "、".join(known[:8])
        return did_you_mean(
            symbol, known, Text(f"可用的单位：{words}", f"units that fit: {', '.join(known[:8])}")
        )

    def _number(self, value: object) -> Fraction:
        """A Python number as it prints; binary floats are taken at their shortest decimal form."""
        if isinstance(value, bool) or not isinstance(value, Rational | Decimal | float):
            raise wrong_type(self.name, Text("一个数", "a number"), value)
        if isinstance(value, float):
            value = Decimal(_FLOAT_TEXT(value))
        if isinstance(value, Decimal):
            if not value.is_finite():
                raise Refusal("I845", name=self.name, text=str(value)[:40])
            if value and (value.adjusted() >= limits.INTEGER_DIGITS or value.adjusted() < _SMALLEST_EXPONENT):
                raise Refusal("I846", name=self.name, text=str(value)[:40])
            number = Fraction(value)
        else:
            number = Fraction(int(value)) if isinstance(value, Integral) else Fraction(value)
        if abs(number) >= _TOO_LARGE or number.denominator.bit_length() > _MOST_BITS:
            raise Refusal("I846", name=self.name, text=short(_digits(number)))
        return number


def _plain(text: str) -> str:
    """Full-width characters as ASCII."""
    return normalise_digits(text).replace("％", "%").replace("\u3000", " ")


def _digits(number: Fraction) -> str:
    """Enough of a number too long to print."""
    return "…" if number.numerator.bit_length() > 1000 else str(number)
