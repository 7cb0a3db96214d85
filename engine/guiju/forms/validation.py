"""What a cell of a form takes: drop-downs and conditions, as XlsxWriter is told them.

A word for what is missing is taken everywhere, and so is a number with its unit, which is read like anywhere else.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Final

from guiju.diagnostics.model import Lang, Text
from guiju.forms.wording import CHECKS, in_unit, kind_text, limits_text, number_type, plain, unit_of
from guiju.towns.form_words import LISTS_SHEET, NO_RECORDS
from guiju.towns.words import STATES, YES_NO
from guiju.types import ChoiceType, DateType, Field, NumberType, RecordsType, SeriesType, TextType, YesNoType

Validation = dict[str, Any]
MISSING: Final = tuple(STATES)  # each in Chinese and English, in turn
ABSENT: Final = ("缺席", "absent", "回避", "recused")
_TITLE: Final = 32  # characters
_MESSAGE: Final = 255
_WRONG: Final = Text("这一格不能这样填", "not what is asked for")


class Lists:
    """The words of all drop-downs, each list once, in a column of a hidden sheet."""

    def __init__(self, lang: Lang) -> None:
        self.lang = lang
        self.columns: list[tuple[str, ...]] = []

    def range(self, words: tuple[str, ...]) -> str:
        """The cells that hold these words, as a formula names them."""
        if words not in self.columns:
            self.columns.append(words)
        from xlsxwriter.utility import xl_col_to_name

        column = xl_col_to_name(self.columns.index(words))
        return f"='{LISTS_SHEET}'!${column}$1:${column}${len(words)}"

    def missing(self) -> tuple[str, ...]:
        """The words for what is missing in the language of the form."""
        return MISSING[0 if self.lang is Lang.ZH else 1 :: 2]

    def yes_no(self) -> tuple[str, ...]:
        """Yes and no."""
        return tuple(word for word in YES_NO if word.isascii() == (self.lang is Lang.EN))

    def chosen(self, words: tuple[str, ...]) -> Validation:
        """One of some words."""
        return {"validate": "list", "source": self.range(words), **self._wrong("、".join(words[:12]))}

    def suggested(self, words: tuple[str, ...]) -> Validation:
        """Some words to choose from; any other is taken too."""
        return {**self.chosen(words), "show_error": False}

    def value(self, field: Field, cell: str) -> Validation | None:
        """What the cell of a value takes; `cell` is its address, as a formula written there names it."""
        match field.type:
            case NumberType():
                return self.number(field, cell)
            case SeriesType():
                return self.chosen(self.missing())
            case YesNoType():
                return self.chosen((*self.yes_no(), *self.missing()))
            case ChoiceType(options=options):
                return self.chosen((*dict.fromkeys((*options, *self.missing())),))
            case DateType():
                formula = f"=OR({self._is_missing(cell)},ISNUMBER({cell}),LEN({cell})=10)"
                return {"validate": "custom", "value": formula, **self._asked(field)}
            case RecordsType():
                return self.chosen((*self.missing(), NO_RECORDS[0 if self.lang is Lang.ZH else 1]))
            case TextType():
                return None

    def number(
        self, field: Field, cell: str, also: tuple[str, ...] = (), step: Fraction | None = None
    ) -> Validation:
        """A number within its limits, a number with a unit, or a word for what is missing (or one of `also`)."""
        number = number_type(field.type)
        assert number is not None
        tests = [f"ISNUMBER({cell})"]
        for bound, within, beyond in ((field.lower, ">=", ">"), (field.upper, "<=", "<")):
            if bound is not None:
                tests.append(f"{cell}{beyond if bound.strict else within}{_formula(in_unit(bound, field))}")
        if number.integer:
            tests.append(f"{cell}=INT({cell})")
        if step is not None:
            steps = f"{cell}/{_formula(step)}"
            tests.append(f"ABS({steps}-ROUND({steps},0))<0.000001")
        with_unit = f"AND(ISTEXT({cell}),ISNUMBER(VALUE(LEFT({cell},1))))"
        within = f"AND({','.join(tests)})"
        formula = f"=OR({self._is_missing(cell, also)},{within},IFERROR({with_unit},FALSE))"
        return {"validate": "custom", "value": formula, **self._asked(field)}

    def year(self) -> Validation:
        """A year as a whole number."""
        return {
            "validate": "integer", "criteria": "between", "minimum": 1000, "maximum": 2999, **self._wrong("2024"),
        }  # fmt: skip

    def check(self) -> Validation:
        """The kinds of evidence."""
        return self.suggested(tuple(check.in_(self.lang) for check in CHECKS.values()))

    def _is_missing(self, cell: str, also: tuple[str, ...] = ()) -> str:
        return f"ISNUMBER(MATCH({cell},{self.range((*MISSING, *also))[1:]},0))"

    def _asked(self, field: Field) -> Validation:
        unit, limits = unit_of(field.type).symbol, limits_text(field)
        missing = "、".join(self.missing())
        kind = kind_text(field.type).in_(self.lang)
        parts = [" ".join(part for part in (kind, f"（{unit}）" if unit else "", limits) if part)]
        parts.append(Text(f"没有数据时写：{missing}", f"without data: {missing}").in_(self.lang))
        return self._wrong("\n".join(parts))

    def _wrong(self, message: str) -> Validation:
        title = _WRONG.in_(self.lang)[:_TITLE]
        return {"error_title": title, "error_message": message[:_MESSAGE], "ignore_blank": True}


def _formula(value: Fraction) -> str:
    """A number in a formula: a fraction where no decimal is enough."""
    text = plain(value)
    return f"({text})" if "/" in text else text
