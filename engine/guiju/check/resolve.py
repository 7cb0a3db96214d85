"""Expressions from written to meant: every name resolved, every type and unit checked.

`Resolver.expression` returns None where something is wrong and has said so once; what is built on a None stays silent.
"""

from __future__ import annotations

import datetime

from guiju.check.draft import KIND_WORDS, Kind, Symbol
from guiju.check.guesses import list_mark, undefined
from guiju.check.names import BUILT_IN_NAMES, DATA_DATE, LEVELS, TOTAL, unknown_unit
from guiju.check.operations import YES_NO, Operations, Quantified
from guiju.check.resolve_calls import resolve_call, resolve_quantified
from guiju.check.years import TOWNS, YEARS, last_years, years_back
from guiju.diagnostics.model import Text
from guiju.rulebook import expressions as ex
from guiju.source import Place
from guiju.syntax import ast
from guiju.syntax.spot import write
from guiju.syntax.wordings import plain_number
from guiju.types import ChoiceType, DateType, Field, NumberType, RecordsType, SeriesType, TextType
from guiju.units import PERCENT, PLACE, PLAIN, SCORE, Unit, parse_unit

SCORE_TYPE = NumberType(SCORE)
ASPECTS = ex.ASPECT_NAMES
PLACE_TYPE = NumberType(PLACE)
CHILDREN = ("下级", "children")
SUBJECT = ("得分", "score", "该值", "it")
LEVEL_FIELDS = tuple(
    Field(name, NumberType(PERCENT) if aspect is ex.Aspect.RATE else SCORE_TYPE)
    for name, aspect in ASPECTS.items()
)


LEVEL = RecordsType(LEVEL_FIELDS)


class Resolver(Operations):
    """Resolves the expressions of one draft."""

    def expression(self, node: ast.Expr, options: ChoiceType | None = None) -> ex.Expression | None:
        """The meaning of an expression; a bare name may be one of `options`."""
        if not self.is_quiet:
            return self._meaning(node, options)
        key = (id(node), options, self.subject, *map(id, self.fields))
        if key not in self.looked_at:
            self.looked_at[key] = self._meaning(node, options)
        return self.looked_at[key]

    def _meaning(self, node: ast.Expr, options: ChoiceType | None) -> ex.Expression | None:
        place = self.draft.place(node)
        match node:
            case ast.Quantity():
                return self._quantity(node, place)
            case ast.Name():
                return self._name(node, place, options)
            case ast.TextLiteral(text=text):
                return ex.Literal(text, type=TextType(), place=place)
            case ast.DateLiteral(text=text):
                return self._date(text, place)
            case ast.YesNo(value=value):
                return ex.Literal(value, type=YES_NO, place=place)
            case ast.NotApplicable():
                return ex.NotApplicable(type=NumberType(), place=place)
            case ast.Attribute():
                return self._attribute(node, place)
            case ast.Negation(operand=operand):
                if bullet := list_mark(self.draft, operand.span.start):
                    self.problems.append(bullet)
                    return self.quiet().expression(operand) and None
                inner = self.number(operand, Text("负号", "a minus sign"))
                return inner and ex.Negate(inner, type=inner.type, place=place)
            case ast.Power():
                return self.power(node, place)
            case ast.Sum():
                return self.sum(node, place)
            case ast.Product():
                return self.product(node, place)
            case ast.Comparison():
                return self.comparison(node, place)
            case ast.Not(operand=operand):
                inner = self.yes_no(operand, Text("非", "not"))
                return inner and ex.Not(inner, type=YES_NO, place=place)
            case ast.And(operands=operands):
                conditions = self.conditions(operands, Text("且", "and"))
                return ex.Both(conditions, type=YES_NO, place=place) if conditions else None
            case ast.Or(operands=operands):
                conditions = self.conditions(operands, Text("或", "or"))
                return ex.Either(conditions, type=YES_NO, place=place) if conditions else None
            case ast.Conditional():
                return self.conditional(node, place, options)
            case ast.Call():
                return resolve_call(self, node, place)

    def _date(self, text: str, place: Place) -> ex.Expression | None:
        try:
            datetime.date.fromisoformat(day := "-".join(part.zfill(2) for part in text.split("-")))
        except ValueError:
            self.report("S117", place, text=text)
            return None
        return ex.Literal(day, type=DateType(), place=place)

    def _quantity(self, node: ast.Quantity, place: Place) -> ex.Expression | None:
        unit: Unit | None = PLAIN
        if node.unit is not None:
            unit = parse_unit(node.unit.text, self.draft.units)
            if unit is None:
                self._bad_unit(node, node.unit)
                return None
        assert unit is not None
        return ex.Literal(node.number.value * unit.factor, type=NumberType(unit), place=place)

    def _bad_unit(self, node: ast.Quantity, unit: ast.Ident) -> None:
        written = self.draft.place(node)
        glued = unit.span.start == node.number.span.end
        if (
            glued
            and unit.text[0] in "eExXoO_"
            and unit.text[1:].replace("_", "").isalnum() | (len(unit.text) == 1)
        ):
            plain = plain_number(written.text)
            fixes = (write(written, plain),) if plain else ()
            self.report("S110", written, text=written.text, fixes=fixes)
        else:
            self.problems.append(unknown_unit(self.draft, unit))

    # --- names ---

    def in_scope(self, name: str) -> bool:
        """Whether a bare name stands for something without looking at options."""
        return (
            any(records.field(name) for records in self.fields)
            or (self.subject and name in SUBJECT)
            or name in self.draft.symbols
            or name in BUILT_IN_NAMES
            or last_years(name) is not None
        )

    def _name(self, node: ast.Name, place: Place, options: ChoiceType | None) -> ex.Expression | None:
        name = node.text
        if options and name in options.options:
            return ex.Literal(name, type=options, place=place)
        if self.fields and (field := self.fields[-1].field(name)):
            return ex.FieldRef(name, type=field.type, place=place)
        if self.subject and name in SUBJECT:
            return ex.SubjectRef(type=self.subject, place=place)
        if symbol := self.draft.symbols.get(name):
            return self._symbol(symbol, place)
        if name in DATA_DATE:
            return ex.DataDate(type=DateType(), place=place)
        if count := last_years(name):
            return ex.YearsRef(count, type=YEARS, place=place)
        if name in TOTAL and (scheme := self._only_scheme(place, name)):
            return ex.IndicatorRef(scheme, ex.Aspect.SCORE, type=SCORE_TYPE, place=place)
        if name in LEVELS and (scheme := self._only_scheme(place, name)):
            return ex.LevelRef(scheme, LEVELS[name], type=LEVEL, place=place)
        if name not in TOTAL and name not in LEVELS:
            self._undefined(node, options)
        return None

    def _undefined(self, node: ast.Name, options: ChoiceType | None) -> None:
        if options:
            known = "、".join(options.options)
            self.report("N208", node, owner=Text("可选的各项里", "the choice"), name=node.text, known=known)
            return
        known_names = [*self.draft.symbols, *(f.name for records in self.fields for f in records.fields)]
        where, name, suggestion = undefined(self.draft, node, known_names)
        self.report("N201", where, name=name, suggestion=suggestion)

    def _only_scheme(self, place: Place, name: str) -> str | None:
        schemes = [s.name for s in self.draft.symbols.values() if s.kind is Kind.SCHEME]
        if len(schemes) == 1:
            self.draft.used.add(schemes[0])
            return schemes[0]
        self.report("N213", place, name=name, count=len(schemes))
        return None

    def _symbol(self, symbol: Symbol, place: Place) -> ex.Expression | None:
        self.draft.used.add(symbol.name)
        match symbol.kind:
            case Kind.INPUT:
                known = self.draft.inputs.get(symbol.name)
                if known is not None and isinstance(known.field.type, SeriesType):
                    return self._this_year(symbol.name, known.field.type, place)
                return None if known is None else ex.InputRef(symbol.name, type=known.field.type, place=place)
            case Kind.POPULATION:
                return ex.TownsRef(symbol.name, type=TOWNS, place=place)
            case Kind.RANKING:
                return ex.RankingRef(symbol.name, type=PLACE_TYPE, place=place)
            case Kind.ADJUSTMENT:
                return ex.AdjustmentRef(symbol.name, type=SCORE_TYPE, place=place)
            case Kind.PARAMETER | Kind.DEFINITION:
                value = self.draft.resolved.get(symbol.name)
                if value is None:
                    if symbol.name in self.draft.waiting:
                        self.report("N215", place, name=symbol.name)
                    return None
                node_class = ex.ParameterRef if symbol.kind is Kind.PARAMETER else ex.DefinitionRef
                return node_class(symbol.name, type=value.type, place=place)
            case Kind.INDICATOR | Kind.SCHEME:
                return ex.IndicatorRef(symbol.name, ex.Aspect.SCORE, type=SCORE_TYPE, place=place)
            case Kind.GRADES if symbol.name in self.draft.grades:
                bands = self.draft.grades[symbol.name].bands
                grades = ChoiceType(tuple(band.name for band in bands), ordered=True)
                return ex.GradeRef(symbol.name, type=grades, place=place)
            case _:
                self.report("N210", place, name=symbol.name, what=KIND_WORDS[symbol.kind])
                return None

    def _this_year(self, name: str, type_: SeriesType, place: Place) -> ex.Expression | None:
        """A series without a year is that of the year at hand, where there is one."""
        for records in reversed(self.fields):
            if records is YEARS:
                return ex.SeriesRef(name, type=type_.number, place=place)
            if records is TOWNS:
                break
        self.report("T312", place, name=name)
        return None

    def _of_series(
        self, name: str, type_: SeriesType, node: ast.Attribute, place: Place
    ) -> ex.Expression | None:
        """`产值.当年`, `产值.前2年`; a window of years is a list, which only a function can take."""
        back = years_back(node.name.text)
        self.draft.used.add(name)
        if back is not None:
            return ex.SeriesRef(name, back, type=type_.number, place=place)
        if last_years(node.name.text):
            self.report("T313", place, text=place.text)
            return None
        owner = Text(f"逐年的数据 `{name}` ", f"the yearly input `{name}`")
        known = Text("⟦当年、上年、前2年、近3年⟧", "⟦this_year, previous_year, years_back_2, last_3_years⟧")
        self.report("N208", node.name, owner=owner, name=node.name.text, known=known)
        return None

    def quantified(self, node: ast.Comparison, place: Place) -> Quantified | None:
        return resolve_quantified(self, node, place)

    def _attribute(self, node: ast.Attribute, place: Place) -> ex.Expression | None:
        if isinstance(node.owner, ast.Quantity):  # `5. 亿元`
            if numbering := list_mark(self.draft, node.name.span.start):
                self.problems.append(numbering)
                self.quiet().expression(ast.Name(node.name.text, span=node.name.span))
                return None
            self.report("S110", node, text=place.text)
            return None
        if not isinstance(node.owner, ast.Name):
            self.report(
                "N208", node.name, owner=Text("这个算式", "this expression"), name=node.name.text, known="—"
            )
            return None
        symbol = self.draft.symbols.get(node.owner.text)
        if symbol is None:
            self._undefined(node.owner, None)
            return None
        if symbol.kind is Kind.INPUT and symbol.name in self.draft.inputs:
            type_ = self.draft.inputs[symbol.name].field.type
            if isinstance(type_, SeriesType):
                return self._of_series(symbol.name, type_, node, place)
        if symbol.kind is Kind.SCHEME and node.name.text in LEVELS:
            level = LEVELS[node.name.text]
            return ex.LevelRef(symbol.name, level, type=LEVEL, place=place)
        if symbol.kind in (Kind.SCHEME, Kind.INDICATOR) and node.name.text in CHILDREN:
            return ex.ChildrenRef(symbol.name, type=LEVEL, place=place)
        aspect = ASPECTS.get(node.name.text)
        if symbol.kind not in (Kind.INDICATOR, Kind.SCHEME) or aspect is None:
            owner = Text(f"{KIND_WORDS[symbol.kind].zh} `{symbol.name}` ", f"`{symbol.name}`")
            known = Text("—", "—")
            if symbol.kind in (Kind.INDICATOR, Kind.SCHEME):
                known = Text("⟦得分、得分率、权重、下级⟧", "⟦score, rate, weight, children⟧")
            self.report("N208", node.name, owner=owner, name=node.name.text, known=known)
            return None
        type_ = NumberType(PERCENT) if aspect is ex.Aspect.RATE else SCORE_TYPE
        return ex.IndicatorRef(symbol.name, aspect, type=type_, place=place)
