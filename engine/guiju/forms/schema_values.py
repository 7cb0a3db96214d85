"""The JSON Schema of single values: numbers with or without a unit, words for what is missing, evidence beside it.

Everything is flat where it can be (`type` with `minimum` for numbers and `pattern` for texts), because an editor shows
a plain message for that and none that helps for a choice between schemas. What several inputs have in common stands
once, under a name. Patterns repeat nothing without a limit inside another repetition, so that no text takes long.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product
from typing import Any

from guiju import limits
from guiju.diagnostics.model import Lang
from guiju.forms.wording import CHECKS, in_unit, number_type, plain
from guiju.numbers.exact import terminates
from guiju.towns import words
from guiju.types import (
    Bound,
    ChoiceType,
    DateType,
    Field,
    NumberType,
    RecordsType,
    SeriesType,
    TextType,
    Type,
    YesNoType,
)
from guiju.units import Unit, parse_unit

Schema = dict[str, Any]
YEAR = "^[12][0-9]{3}年?$"
_DIGITS = f"[0-9]{{1,{limits.INTEGER_DIGITS}}}(?:\\.[0-9]{{1,{limits.FRACTION_DIGITS}}})?"
_ROUNDED = " {0,4}[(（][+＋－−-][)）] {0,4}"
# A mark in per cent of the full mark.
_SHARE = f"(?:100|[0-9]{{1,2}}(?:\\.[0-9]{{1,{limits.FRACTION_DIGITS}}})?) {{0,4}}[%％]"
_MISSING = tuple(words.STATES)
# What a file may declare to mean one of these. No schema can look up whether it does.
_MARKS = words.unclear_pattern()
# A float of so many digits is written as those digits again.
_FLOAT_DIGITS = 15


class Definitions:
    """The schemas that stand once under `$defs`; the same schema has one name."""

    def __init__(self) -> None:
        self.content: dict[str, Schema] = {}
        self._names: dict[str, str] = {}

    def add(self, name: str, schema: Schema) -> Schema:
        """A reference to a schema that gets this name, or a numbered one where the name is taken by another."""
        written = json.dumps(schema, sort_keys=True)
        if written not in self._names:
            number = 2
            free = name
            while free in self.content:
                free, number = f"{name}_{number}", number + 1
            self._names[written] = free
            self.content[free] = schema
        return {"$ref": f"#/$defs/{self._names[written]}"}


@dataclass(frozen=True, slots=True)
class Values:
    """Schemas of values; `units` are those of the rulebook."""

    units: Mapping[str, Unit]
    lang: Lang
    shared: Definitions

    def datum(self, field: Field) -> Schema:
        """A value alone, or a mapping with the value and its evidence; of a series by year, of a list its records."""
        value = self.shared.add(_kind(field.type), self.value(field))
        one = [value, self.with_evidence(value)]
        if isinstance(field.type, SeriesType):
            return {"anyOf": one}
        return {"anyOf": [*one, self._accounts(one), self._decision()]}

    def _decision(self) -> Schema:
        """Which value of other files is used, where a town is put together of several."""
        text = self.shared.add("text", _text())
        spelled = {
            key: [spelling for spelling, english in words.ACCOUNTS.items() if english == key]
            for key in ("chosen", "reason", "chosen_by")
        }
        word = {"type": "string", "pattern": "\\S", "not": {"pattern": "^\\s*[0-9]{1,3}\\s*$"}}
        schema: Schema = {
            "type": "object",
            "properties": {
                spelling: word if key == "chosen" else text
                for key, spellings_ in spelled.items()
                for spelling in spellings_
            },
            "additionalProperties": False,
            "allOf": [
                {"oneOf": [{"required": [spelling]} for spelling in spelled[key]]}
                for key in ("chosen", "reason")
            ],
            "not": {"required": spelled["chosen_by"]},
        }
        return self.shared.add("decision", schema)

    def _accounts(self, one: list[Schema]) -> Schema:
        """Several values for one figure, and which of them is used for what reason."""
        text = self.shared.add("text", _text())
        several = {"type": "array", "items": {"anyOf": one}, "minItems": 2, "maxItems": limits.RECORDS}
        # Whether a word names one of the values nobody sees here.
        which = {"type": ["integer", "string"], "pattern": "\\S", "minimum": 1}
        content = {"accounts": several, "chosen": which}
        spellings = [spelling for spelling, english in words.ACCOUNTS.items() if english == "accounts"]
        reasons = [spelling for spelling, english in words.ACCOUNTS.items() if english == "reason"]
        chosen = [spelling for spelling, english in words.ACCOUNTS.items() if english == "chosen"]
        said = {"anyOf": [{"required": [reason]} for reason in reasons]}
        schema: Schema = {
            "type": "object",
            "properties": {s: content.get(key, text) for s, key in words.ACCOUNTS.items()},
            "additionalProperties": False,
            "oneOf": [{"required": [spelling]} for spelling in spellings],
            "dependentSchemas": dict.fromkeys(chosen, said),
            **once(words.ACCOUNTS, beside=spellings),
        }
        return self.shared.add("accounts", schema)

    def mark(self, field: Field, step: Fraction | None) -> Schema:
        """The mark of an expert."""
        assert isinstance(field.type, NumberType)
        mark = number_schema(field, field.type, self.units, step)
        words_ = "|".join(map(re.escape, words.ABSENCES))
        share = "" if step is not None else f"|{_SHARE}"  # whether one is on the step nobody sees here
        mark["pattern"] = f"^(?:{words_}{share}|{mark['pattern'].removeprefix('^(?:')}"
        value = self.shared.add("mark", mark)
        return {"anyOf": [value, self.with_evidence(value)]}

    def ruling(self) -> Schema:
        """What another document decides."""
        value = self.shared.add("yes_no", _yes_no())
        return {"anyOf": [value, self.with_evidence(value, words.RULING, "met")]}

    def value(self, field: Field) -> Schema:
        """The value itself, or a word for why there is none."""
        match field.type:
            case NumberType() as number:
                return number_schema(field, number, self.units)
            case SeriesType():
                return {"anyOf": [*_missing(), self._by_year(field)]}
            case YesNoType():
                return _yes_no()
            case ChoiceType(options=options):
                return {"anyOf": [{"enum": [*dict.fromkeys((*options, *_MISSING))]}, _mark()]}
            case DateType():
                return {"anyOf": [date(), *_missing()]}
            case TextType():
                return _text()
            case RecordsType() as records:
                return {"anyOf": [self._records(records), *_missing()]}

    def with_evidence(self, value: Schema, keys: words.Keys = words.DATUM, own: str = "value") -> Schema:
        """A mapping with the value and all that is known of it."""
        spellings = [spelling for spelling, english in keys.items() if english == own]
        evidence: Schema = {
            "type": "object",
            "properties": {s: {} if s in spellings else self._evidence(key) for s, key in keys.items()},
            "additionalProperties": False,
            **once(keys, beside=spellings),
        }
        schema = {
            "allOf": [self.shared.add(f"{own}_with_evidence", evidence)],
            "properties": dict.fromkeys(spellings, value),
            "oneOf": [{"required": [spelling]} for spelling in spellings],
        }
        return self.shared.add("evidence", schema)

    def _evidence(self, english: str) -> Schema:
        text = self.shared.add("text", _text())
        if english == "synthetic":
            return {"enum": [True, *(word for word, yes in words.YES_NO.items() if yes)]}
        if english == "check":
            return {"anyOf": [{"enum": [check.in_(self.lang) for check in CHECKS.values()]}, text]}
        return text

    def _by_year(self, field: Field) -> Schema:
        number = number_type(field.type)
        assert number is not None
        return {
            "type": "object",
            "minProperties": 1,
            "patternProperties": {YEAR: self.datum(replace(field, type=number))},
            "additionalProperties": False,
        }

    def _records(self, type_: RecordsType) -> Schema:
        columns: dict[str, Schema] = {}
        both: list[Schema] = []
        for column in type_.fields:
            value = self.shared.add(_kind(column.type), self.value(column))
            columns[column.name] = {"title": column.label or column.name, "anyOf": [value]}
            columns.update(former_names(column, value))
            both.extend(not_both(column))
        record: Schema = {"type": "object", "properties": columns, "additionalProperties": False}
        if both:
            record["allOf"] = both
        most = limits.RECORDS if type_.size is None else type_.size
        return {"type": "array", "items": record, "maxItems": most}


def number_schema(
    field: Field, number: NumberType, units: Mapping[str, Unit], step: Fraction | None = None
) -> Schema:
    """A number in the declared unit, or a text with a number in any unit of its kind."""
    below = field.lower is None or in_unit(field.lower, field) < 0
    sign = "[+-]?" if below else "\\+?"
    symbols = "|".join(re.escape(symbol) for symbol in spellings(number.unit, units))
    unit = f" {{0,4}}(?:{symbols})?" if symbols else ""
    states = "|".join(map(re.escape, _MISSING))
    rounded = "" if number.integer else f"(?:{_ROUNDED})?"
    schema: Schema = {
        "type": ["integer" if number.integer else "number", "string"],
        "pattern": f"^(?:{states}|{_MARKS}|{sign}{_DIGITS}{rounded}{unit})$",
        **_limit(field.lower, field, "minimum", "exclusiveMinimum", -1),
        **_limit(field.upper, field, "maximum", "exclusiveMaximum", 1),
    }
    if step is not None and (value := json_number(step, 0)) is not None:
        schema["multipleOf"] = value
    shown = [number.unit.show(_example(field))] if number.unit.symbol else []
    schema["examples"] = [*shown, *_MISSING[::2]]
    return schema


def _example(field: Field) -> str:
    """A number within the limits, as short as may be."""
    low, high = (None if end is None else in_unit(end, field) for end in (field.lower, field.upper))
    for number in (12, 1):
        if (low is None or number > low) and (high is None or number < high):
            return str(number)
    ends = [
        (bound, end) for bound, end in ((field.lower, low), (field.upper, high)) if bound and end is not None
    ]
    itself = next((end for bound, end in ends if not bound.strict), None)
    return plain(sum((end for _, end in ends), Fraction(0)) / len(ends) if itself is None else itself)


def spellings(unit: Unit, units: Mapping[str, Unit]) -> tuple[str, ...]:
    """Every spelling of the units a figure declared in `unit` may carry, the declared one first."""

    def alike(one: Unit) -> list[str]:
        return [s for s, u in units.items() if u.dimension == one.dimension and u.kind is one.kind]

    if not unit.symbol:
        return tuple(sorted(alike(unit)))
    simple = dict.fromkeys([unit.symbol, *alike(unit)])
    parts = [units.get(part) for part in unit.symbol.split("/")]
    if len(parts) > 1 and None not in parts:
        choices = [[part.symbol, *alike(part)] for part in parts if part is not None]
        for together in product(*choices):
            simple["/".join(together)] = None
    found = (symbol for symbol in simple if parse_unit(symbol, units) is not None)
    return tuple(dict.fromkeys(found))


def _yes_no() -> Schema:
    return {"anyOf": [{"enum": [*words.YES_NO, True, False, *_MISSING]}, _mark()]}


def date() -> Schema:
    """A day; whether it exists is for the format to say."""
    pattern = "^[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])$"
    return {"type": "string", "format": "date", "pattern": pattern}


def once(keys: Mapping[str, str], beside: Iterable[str] = ()) -> Schema:
    """No key in both languages; `beside` are spellings that something else says this of."""
    pairs: dict[str, list[str]] = {}
    for spelling, english in keys.items():
        if spelling not in beside:
            pairs.setdefault(english, []).append(spelling)
    both = [{"not": {"required": pair}} for pair in pairs.values() if len(pair) > 1]
    return {"allOf": both} if both else {}


def _text() -> Schema:
    return {"type": ["string", "number"]}


def _missing() -> list[Schema]:
    """A word for why there is no value, or a mark that stands for one."""
    return [{"enum": [*_MISSING]}, _mark()]


def _mark() -> Schema:
    return {"type": "string", "pattern": f"^(?:{_MARKS})$"}


def former_names(field: Field, value: Schema) -> dict[str, Schema]:
    """The former names of a field, for data that still use them."""
    return {name: {"title": field.name, "deprecated": True, "anyOf": [value]} for name in field.formerly}


def not_both(field: Field) -> list[Schema]:
    """No two names of one thing."""
    names = (field.name, *field.formerly)
    return [{"not": {"required": [a, b]}} for i, a in enumerate(names) for b in names[i + 1 :]]


def _limit(bound: Bound | None, field: Field, within: str, beyond: str, direction: int) -> Schema:
    if bound is None:
        return {beyond: direction * 10**limits.INTEGER_DIGITS}
    value = json_number(in_unit(bound, field), direction)
    return {} if value is None else {beyond if bound.strict else within: value}


def json_number(value: Fraction, direction: int) -> int | float | None:
    """A number that JSON writes as it is; one with too many digits is left out, unless `direction` says to which side
    it may be moved.
    """
    if value.denominator == 1:
        return int(value)
    places = terminates(value)
    if places is not None and len(plain(abs(value)).replace(".", "").lstrip("0")) <= _FLOAT_DIGITS:
        return float(plain(value))
    if not direction:
        return None
    whole = value.__floor__() if direction < 0 else value.__ceil__()
    return int(whole)


def _kind(type_: Type) -> str:
    """What a schema of values of a type is called."""
    match type_:
        case NumberType(integer=integer):
            return "whole_number" if integer else "number"
        case _:
            return type(type_).__name__.removesuffix("Type").lower()
