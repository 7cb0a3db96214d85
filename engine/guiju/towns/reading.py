"""One value: from text, or from a Python value, to what the rules calculate with.

A reader is made once for each field. What it cannot read it refuses by raising `Refusal`, which becomes a
finding at the place of the value.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Protocol

from guiju.diagnostics.model import Text
from guiju.diagnostics.suggest import did_you_mean
from guiju.towns.amounts import NumberReader
from guiju.towns.refusal import Refusal, Remarks, wrong_type
from guiju.towns.words import YES_NO, short
from guiju.types import ChoiceType, DateType, Field, NumberType, SeriesType, YesNoType
from guiju.units import Unit


class Reader(Protocol):
    """Reads the values of one field. What should be said of a value it could read is added to `remarks`."""

    def of_text(self, text: str, remarks: Remarks) -> Fraction | bool | str: ...

    def of_object(self, value: object, remarks: Remarks) -> Fraction | bool | str: ...


def reader_for(slot: Field, units: Mapping[str, Unit]) -> Reader:
    """The reader of a field that is not a list of records; of a series that of its points."""
    match slot.type:
        case (NumberType() as number) | SeriesType(number=number):
            return NumberReader(slot.name, number, slot.lower, slot.upper, units, slot.usual)
        case YesNoType():
            return YesNoReader(slot.name)
        case ChoiceType(options=options):
            return ChoiceReader(slot.name, options)
        case DateType():
            return DateReader(slot.name)
        case _:
            return TextReader(slot.name)


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
        raise wrong_type(self.name, Text("是 或 否", "true or false"), value)


_MOST_LISTED: Final = 8


@dataclass(frozen=True, slots=True)
class ChoiceReader:
    """One of the options, by its name."""

    name: str
    options: tuple[str, ...]

    def of_text(self, text: str, remarks: Remarks) -> str:
        if text not in self.options:
            raise Refusal("I853", name=self.name, text=short(text), suggestion=self._suggestion(text))
        return text

    def of_object(self, value: object, remarks: Remarks) -> str:
        if not isinstance(value, str):
            raise wrong_type(self.name, Text("选项的名称", "the name of an option"), value)
        return self.of_text(value.strip(), remarks)

    def _suggestion(self, text: str) -> Text:
        """All options; of many only the one that comes close."""
        listed = [f"`{option}`" for option in self.options[:_MOST_LISTED]]
        some = Text(f"可选：{'、'.join(listed)}", f"the options are: {', '.join(listed)}")
        return some if len(self.options) <= _MOST_LISTED else did_you_mean(text, self.options, some)


@dataclass(frozen=True, slots=True)
class TextReader:
    """Any text."""

    name: str

    def of_text(self, text: str, remarks: Remarks) -> str:
        return text

    def of_object(self, value: object, remarks: Remarks) -> str:
        if not isinstance(value, str):
            raise wrong_type(self.name, Text("文本", "text"), value)
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
            raise Refusal("I854", name=self.name, text=text) from None
        return text

    def of_object(self, value: object, remarks: Remarks) -> str:
        if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
            return value.isoformat()
        if isinstance(value, str):
            return self.of_text(value.strip(), remarks)
        raise wrong_type(self.name, Text("日期", "a date"), value)
