"""Expressions from written to meant: every name resolved, every type and unit checked.

`Resolver.expression` returns None where something is wrong and has said so once; what is built on a None stays silent.
"""

from __future__ import annotations

from guiju.check.draft import KIND_WORDS, Kind, Symbol
from guiju.check.names import LEVELS, TOTAL, unknown_unit
from guiju.check.operations import YES_NO, Operations
from guiju.check.resolve_calls import resolve_call
from guiju.diagnostics.model import Text
from guiju.rulebook import expressions as ex
from guiju.source import Place
from guiju.syntax import ast
from guiju.types import ChoiceType, Field, NumberType, RecordsType, TextType
from guiju.units import PERCENT, PLAIN, SCORE, Unit, parse_unit

SCORE_TYPE = NumberType(SCORE)
ASPECTS = ex.ASPECT_NAMES
SUBJECT = ("得分", "score")
LEVEL_FIELDS = tuple(
    Field(name, NumberType(PERCENT) if aspect is ex.Aspect.RATE else SCORE_TYPE)
    for name, aspect in ASPECTS.items()
)


class Resolver(Operations):
    """Resolves the expressions of one draft."""

    def expression(self, node: ast.Expr, options: ChoiceType | None = None) -> ex.Expression | None:
        """The meaning of an expression; a bare name may be one of `options`."""
        place = self.draft.place(node)
        match node:
            case ast.Quantity():
                return self._quantity(node, place)
            case ast.Name():
                return self._name(node, place, options)
            case ast.TextLiteral(text=text):
                return ex.Literal(text, type=TextType(), place=place)
            case ast.YesNo(value=value):
                return ex.Literal(value, type=YES_NO, place=place)
            case ast.NotApplicable():
                return ex.NotApplicable(type=NumberType(), place=place)
            case ast.Attribute():
                return self._attribute(node, place)
            case ast.Negation(operand=operand):
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
            self.report("S110", written, text=written.text)
        else:
            self.problems.append(unknown_unit(self.draft, unit))

    # --- names ---

    def in_scope(self, name: str) -> bool:
        """Whether a bare name stands for something without looking at options."""
        return (
            any(records.field(name) for records in self.fields)
            or (self.subject and name in SUBJECT)
            or name in self.draft.symbols
            or name in TOTAL
            or name in LEVELS
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
        if name in TOTAL and (scheme := self._only_scheme(place, name)):
            return ex.IndicatorRef(scheme, ex.Aspect.SCORE, type=SCORE_TYPE, place=place)
        if name in LEVELS and (scheme := self._only_scheme(place, name)):
            return ex.LevelRef(scheme, LEVELS[name], type=RecordsType(LEVEL_FIELDS), place=place)
        if name not in TOTAL and name not in LEVELS:
            self._undefined(node, options)
        return None

    def _undefined(self, node: ast.Name, options: ChoiceType | None) -> None:
        if options:
            known = "、".join(options.options)
            self.report("N208", node, owner=Text("这个选项类型", "this choice"), name=node.text, known=known)
            return
        known_names = [*self.draft.symbols, *(f.name for records in self.fields for f in records.fields)]
        otherwise = Text(f"先声明它：⟦数据 {node.text} : …⟧", f"declare it: ⟦input {node.text} : …⟧")
        self.report(
            "N201", node, name=node.text, suggestion=self.draft.suggestion(node.text, known_names, otherwise)
        )

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
                if known := self.draft.inputs.get(symbol.name):
                    return ex.InputRef(symbol.name, type=known.field.type, place=place)
                return None
            case Kind.PARAMETER | Kind.DEFINITION:
                value = self.draft.resolved.get(symbol.name)
                if value is None:
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

    def _attribute(self, node: ast.Attribute, place: Place) -> ex.Expression | None:
        if isinstance(node.owner, ast.Quantity):  # `5. 亿元`
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
        if symbol.kind is Kind.SCHEME and node.name.text in LEVELS:
            level = LEVELS[node.name.text]
            return ex.LevelRef(symbol.name, level, type=RecordsType(LEVEL_FIELDS), place=place)
        aspect = ASPECTS.get(node.name.text)
        if symbol.kind not in (Kind.INDICATOR, Kind.SCHEME) or aspect is None:
            owner = Text(f"{KIND_WORDS[symbol.kind].zh} `{symbol.name}` ", f"`{symbol.name}`")
            known = Text("—", "—")
            if symbol.kind in (Kind.INDICATOR, Kind.SCHEME):
                known = Text("⟦得分、得分率、权重⟧", "⟦score, rate, weight⟧")
            self.report("N208", node.name, owner=owner, name=node.name.text, known=known)
            return None
        type_ = NumberType(PERCENT) if aspect is ex.Aspect.RATE else SCORE_TYPE
        return ex.IndicatorRef(symbol.name, aspect, type=type_, place=place)
