"""Formulas printed as rule text (6.3)."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from tests.differential import model, sources
from tests.differential.model import UNITS, Formula
from tests.differential.words import Words

_LOOSEST, _OR, _AND, _NOT, _COMPARE, _SUM, _PRODUCT, _UNARY, _POWER, _ATOM = range(10)


def decimal(x: Fraction) -> str:
    """A terminating decimal, as the language writes numbers."""
    text = format(Decimal(x.numerator) / Decimal(x.denominator), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def amount(value: Fraction, kind: str, unit: str) -> str:
    """A figure with its unit."""
    text = decimal(value / UNITS[kind][unit])
    if not unit:
        return text
    return text + unit if unit in ("%", "‰") else f"{text} {unit}"


class Printer:
    def __init__(self, words: Words) -> None:
        self.words = words

    def text(self, formula: Formula, need: int = _LOOSEST) -> str:
        text, binds = self._text(formula)
        return f"({text})" if binds < need else text

    def call(self, name: str, *arguments: str) -> tuple[str, int]:
        return f"{self.words.name(name)}({', '.join(arguments)})", _ATOM

    def _text(self, formula: Formula) -> tuple[str, int]:
        w, text = self.words, self.text
        match formula:
            case model.Literal(value=value, unit=unit, kind=kind):
                return amount(value, kind, unit), _UNARY if value < 0 else _ATOM
            case model.Truth(holds=holds):
                return w("是" if holds else "否"), _ATOM
            case model.NotApplicable():
                return w("不适用"), _ATOM
            case model.Option(name=name) | model.Name(name=name):
                return name, _ATOM
            case model.Part(indicator=indicator, what=what):
                return (f"{indicator}." if indicator else "") + w.name(what), _ATOM
            case model.Total():
                return w.name("total"), _ATOM
            case model.Arithmetic(sign="+" | "-" as sign, left=left, right=right):
                return f"{text(left, _SUM)} {sign} {text(right, _PRODUCT)}", _SUM
            case model.Arithmetic(sign=sign, left=left, right=right):
                return f"{text(left, _PRODUCT)} {sign} {text(right, _UNARY)}", _PRODUCT
            case model.Negative(x=x):
                return f"-{text(x, _POWER)}", _UNARY
            case model.Power(x=x, exponent=exponent):
                return f"{text(x, _ATOM)} ^ {exponent}", _POWER
            case model.Comparison(signs=signs, parts=parts):
                rest = [f" {sign} {text(part, _SUM)}" for sign, part in zip(signs, parts[1:], strict=True)]
                return text(parts[0], _SUM) + "".join(rest), _COMPARE
            case model.Junction(word=word, parts=parts):
                binds = _AND if word == "and" else _OR
                return f" {w('且' if word == 'and' else '或')} ".join(
                    text(p, binds + 1) for p in parts
                ), binds
            case model.Inverse(x=x):
                return f"{w('非')} {text(x, _NOT)}", _NOT
            case model.Conditional(condition=condition, yes=yes, no=no):
                return f"{w('若')} {text(condition)} {w('则')} {text(yes)} {w('否则')} {text(no)}", _LOOSEST
            case model.Apply(function=function, arguments=arguments):
                return self.call(function, *map(text, arguments))
            case model.Rounding(function=function, x=x, places=places, to=to):
                last = [text(to)] if to else [] if places is None else [str(places)]
                return self.call(function, text(x), *last)
            case model.Gather():
                return self._gather(formula)
            case model.Lookup(choice=choice, entries=entries, otherwise=otherwise):
                rows = [f"{option}: {text(value)}" for option, value in entries]
                last = [f"{w('其他')}: {text(otherwise)}"] if otherwise is not None else []
                return self.call("lookup", text(choice), *rows, *last)
            case model.TableLookup(table=table, row=row, column=column):
                if isinstance(column, str):
                    return self.call("lookup", f"{table}.{column}", text(row))
                return self.call("lookup", table, text(row), *([text(column)] if column else []))
            case model.Satisfies(table=table, row=row):
                return self.call("satisfies", table, text(row))
            case model.OneOf(choice=choice, options=options):
                return self.call("one_of", text(choice), *options)
            case model.Interpolate(x=x, knots=knots):
                return self.call("interpolate", text(x), *(f"{text(a)}: {text(b)}" for a, b in knots))
            case model.Tiers(function=function, x=x, rows=tiers, otherwise=other):
                written = [f"{sign} {text(limit)}: {text(value)}" for sign, limit, value in tiers]
                last = [f"{w('其他')}: {text(other)}"] if other else []
                return self.call(function, text(x), *written, *last)
            case model.InYear(series=series, year=int() as year):
                return self.call("in_year", series, str(year))
            case model.InYear(series=series, back=back):
                return f"{series}.{w.back(back)}", _ATOM
            case model.YearsHold(function=function, series=series, years=years, sign=sign, limit=bound):
                held, _ = self.call(function, f"{series}.{w.last_years(years)}")
                return f"{held} {sign} {text(bound, _SUM)}", _COMPARE
            case model.DataDate():
                return w.name("data_date"), _ATOM
            case model.Day(day=day):
                return day.isoformat(), _ATOM
            case model.ThatYear():
                return w.name("year"), _ATOM

    def _gather(self, formula: model.Gather) -> tuple[str, int]:
        w = self.words
        match formula.source:
            case sources.Records(name=name) | sources.Towns(name=name):
                source = name
            case sources.Level(level=level):
                source = w.level(level)
            case sources.Children(indicator=indicator):
                source = f"{indicator}.{w.name('children')}"
            case sources.Years(years=years):
                source = w.last_years(years)
            case sources.LastYears(series=series, years=years):
                source = f"{series}.{w.last_years(years)}"
        if formula.where is not None:
            source += f" {w('其中')} {self.text(formula.where)}"
        if formula.take is not None:
            source += f" {w('取')} {self.text(formula.take)}"
        return self.call(formula.function, *map(self.text, formula.before), source)
