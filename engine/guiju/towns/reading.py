"""One value: from text, or from a Python value, to what the rules calculate with.

A reader is made once for each field. What it cannot read it refuses by raising `Refusal`, which becomes a
finding at the place of the value.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from numbers import Integral, Rational
from typing import Any, Final, Protocol

from guiju.diagnostics.model import Text
from guiju.diagnostics.suggest import did_you_mean
from guiju.numbers.exact import (
    MAX_INTEGER_DIGITS,
    NumberError,
    NumberFault,
    decimal_text,
    normalise_digits,
    parse_number,
)
from guiju.towns.words import YES_NO, short
from guiju.types import Bound, ChoiceType, DateType, Field, NumberType, YesNoType
from guiju.units import Unit, parse_unit


class Refusal(Exception):
    """A value that cannot be read: a code, its values, and what to write instead if that is certain."""

    def __init__(self, code: str, /, better: str | None = None, **values: Any) -> None:
        super().__init__(code)
        self.code = code
        self.better = better
        self.values = values if better is None else {"better": better, **values}


Remarks = list[Refusal]


class Reader(Protocol):
    """Reads the values of one field. What should be said of a value it could read is added to `remarks`."""

    def of_text(self, text: str, remarks: Remarks) -> Fraction | bool | str: ...

    def of_object(self, value: object, remarks: Remarks) -> Fraction | bool | str: ...


def reader_for(slot: Field, units: Mapping[str, Unit]) -> Reader:
    """The reader of a field that is not a list of records."""
    match slot.type:
        case NumberType():
            return NumberReader(slot.name, slot.type, slot.lower, slot.upper, units)
        case YesNoType():
            return YesNoReader(slot.name)
        case ChoiceType(options=options):
            return ChoiceReader(slot.name, options)
        case DateType():
            return DateReader(slot.name)
        case _:
            return TextReader(slot.name)


_FLOAT_TEXT: Final = float.__repr__  # not `repr`: a subclass such as NumPy's may print its name
_TOO_LARGE: Final = 10**MAX_INTEGER_DIGITS
_SMALLEST_EXPONENT: Final = -400  # below every binary float
_MOST_BITS: Final = 4096
_FAULTS: Final = {
    NumberFault.exponent: "I842",
    NumberFault.hex_or_octal: "I843",
    NumberFault.sexagesimal: "I844",
    NumberFault.not_finite: "I845",
    NumberFault.too_long: "I846",
}
# A number, then what may be a unit. Both parts are judged further, so the first is generous and ends in a digit.
_GROUPED: Final = re.compile(r"[+-]?[0-9]{1,3}(?:[,，][0-9]{3})+(?:\.[0-9]+)?|[+-]?[0-9]+(?:_[0-9]+)+")
_NUMBER_AND_UNIT: Final = re.compile(r"([+-]?[0-9](?:[0-9.,，_:：]*[0-9])?(?:[eE][+-]?[0-9]+)?) *(\D.*)")


@dataclass(frozen=True)
class NumberReader:
    """`120.89 亿元`, `6.1%`, `7`: a bare number is in the declared unit. Gives base units."""

    name: str
    type: NumberType
    lower: Bound | None
    upper: Bound | None
    units: Mapping[str, Unit] = field(repr=False)

    def of_text(self, text: str, remarks: Remarks) -> Fraction:
        plain = normalise_digits(text).replace("％", "%").replace("\u3000", " ")
        number, unit = self._split(plain, text)
        if plain != text:
            remarks.append(Refusal("I847", better=plain, text=short(text)))
        return self.checked(number, unit, text)

    def of_object(self, value: object, remarks: Remarks) -> Fraction:
        if isinstance(value, str):
            return self.of_text(value.strip(), remarks)
        return self.checked(self._number(value), self.type.unit, str(value)[:60])

    def checked(self, number: Fraction, unit: Unit, text: str) -> Fraction:
        """A number in `unit` as base units, if it is whole and within bounds where it must be."""
        declared = self.type.unit
        if self.type.integer and (number * unit.factor / declared.factor).denominator != 1:
            raise Refusal(
                "I850", name=self.name, text=short(text), unit=declared.symbol or Text("无单位", "no unit")
            )
        value = number if unit.factor == 1 else number * unit.factor
        for bound, signs in ((self.lower, "≥>"), (self.upper, "≤<")):
            if bound is None:
                continue
            inside = value > bound.value if bound is self.lower else value < bound.value
            if not inside and (bound.strict or value != bound.value):
                limit = declared.show(decimal_text(bound.value / declared.factor, MAX_INTEGER_DIGITS))
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
                better = f"{re.sub('[,，_]', '', error.text)} {unit}".strip()
                return Refusal("I841", better=better, text=short(text), advice=better)
            # 1,5 may be meant as 1.5: nobody but the author knows.
            without = Text("不带这些符号的数", "the number without them")
            return Refusal("I841", text=short(text), advice=without)
        code = _FAULTS.get(error.kind)
        return Refusal(code, text=short(text)) if code else self._not_a_number(text)

    def _not_a_number(self, text: str) -> Refusal:
        return Refusal("I840", name=self.name, text=short(text), example=self.type.unit.show("12.5"))

    def _unit(self, symbol: str, text: str) -> Unit:
        if symbol[0] in "+-*/.,，~～至到":
            raise self._not_a_number(text)
        unit = parse_unit(symbol, self.units)
        declared = self.type.unit
        if unit is None:
            raise Refusal("I848", text=short(text), unit=short(symbol), suggestion=self._suggestion(symbol))
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
            raise _wrong_type(self.name, Text("一个数", "a number"), value)
        if isinstance(value, float):
            value = Decimal(_FLOAT_TEXT(value))
        if isinstance(value, Decimal):
            if not value.is_finite():
                raise Refusal("I845", text=str(value)[:40])
            if value and (value.adjusted() >= MAX_INTEGER_DIGITS or value.adjusted() < _SMALLEST_EXPONENT):
                raise Refusal("I846", text=str(value)[:40])
            number = Fraction(value)
        else:
            number = Fraction(int(value)) if isinstance(value, Integral) else Fraction(value)
        if abs(number) >= _TOO_LARGE or number.denominator.bit_length() > _MOST_BITS:
            raise Refusal("I846", text=short(_digits(number)))
        return number


def _digits(number: Fraction) -> str:
    """Enough of a number too long to print."""
    return "…" if number.numerator.bit_length() > 1000 else str(number)


@dataclass(frozen=True, slots=True)
class YesNoReader:
    """`是`, `否`, `true`, `false`."""

    name: str

    def of_text(self, text: str, remarks: Remarks) -> bool:
        value = YES_NO.get(text)
        if value is None:
            raise Refusal("I852", name=self.name, text=short(text))
        return value

    def of_object(self, value: object, remarks: Remarks) -> bool:
        if isinstance(value, bool):
            return value
        if isinstance(value, str):
            return self.of_text(value.strip(), remarks)
        raise _wrong_type(self.name, Text("是 或 否", "true or false"), value)


@dataclass(frozen=True, slots=True)
class ChoiceReader:
    """One of the options, by its name."""

    name: str
    options: tuple[str, ...]

    def of_text(self, text: str, remarks: Remarks) -> str:
        if text not in self.options:
            listed = Text(f"可选：{'、'.join(self.options)}", f"the options are: {', '.join(self.options)}")
            suggestion = did_you_mean(text, self.options, listed)
            raise Refusal("I853", name=self.name, text=short(text), suggestion=suggestion)
        return text

    def of_object(self, value: object, remarks: Remarks) -> str:
        if not isinstance(value, str):
            raise _wrong_type(self.name, Text("选项的名称", "the name of an option"), value)
        return self.of_text(value.strip(), remarks)


@dataclass(frozen=True, slots=True)
class TextReader:
    """Any text."""

    name: str

    def of_text(self, text: str, remarks: Remarks) -> str:
        return text

    def of_object(self, value: object, remarks: Remarks) -> str:
        if not isinstance(value, str):
            raise _wrong_type(self.name, Text("文本", "text"), value)
        return value


_DATE: Final = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")


@dataclass(frozen=True, slots=True)
class DateReader:
    """`2024-02-29`: a day that exists."""

    name: str

    def of_text(self, text: str, remarks: Remarks) -> str:
        match = _DATE.fullmatch(text)
        if match is None:
            raise Refusal("I855", name=self.name, text=short(text))
        try:
            datetime.date(*map(int, match.groups()))
        except ValueError:
            raise Refusal("I854", text=text) from None
        return text

    def of_object(self, value: object, remarks: Remarks) -> str:
        if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
            return value.isoformat()
        if isinstance(value, str):
            return self.of_text(value.strip(), remarks)
        raise _wrong_type(self.name, Text("日期", "a date"), value)


def _wrong_type(name: str, expected: Text, value: object) -> Refusal:
    return Refusal("I859", name=name, expected=expected, actual=type(value).__name__)
