"""Expressions from written to meant: every name resolved, every type and unit checked.

`Resolver.expression` returns None where something is wrong and has said so once; what is built on a None stays silent.
"""

from __future__ import annotations

from fractions import Fraction

from guiju import limits
from guiju.check.draft import KIND_WORDS, Draft, Kind, Symbol
from guiju.check.names import unknown_unit
from guiju.check.unit_rules import sum_unit, unit_problem
from guiju.diagnostics.codes import problem
from guiju.diagnostics.model import Diagnostic, Text
from guiju.diagnostics.suggest import did_you_mean
from guiju.rulebook import expressions as ex
from guiju.source import Place
from guiju.syntax import ast
from guiju.types import ChoiceType, DateType, Field, NumberType, RecordsType, TextType, Type, YesNoType
from guiju.units import PERCENT, PLAIN, SCORE, Unit, combine, parse_unit
from guiju.units import power as power_unit

SCORE_TYPE = NumberType(SCORE)
YES_NO = YesNoType()
ASPECTS = ex.ASPECT_NAMES
TOTAL = ("总分", "total")
SUBJECT = ("得分", "score")
LEVELS = {
    "一级指标": 1,
    "二级指标": 2,
    "三级指标": 3,
    "四级指标": 4,
    "level_1": 1,
    "level_2": 2,
    "level_3": 3,
    "level_4": 4,
}
LEVEL_FIELDS = tuple(
    Field(name, NumberType(PERCENT) if aspect is ex.Aspect.RATE else SCORE_TYPE)
    for name, aspect in ASPECTS.items()
)


def type_words(type_: Type) -> Text:
    """A type in words."""
    match type_:
        case NumberType(unit=unit):
            return (
                Text(f"数值（{unit.symbol}）", f"a number ({unit.symbol})")
                if unit.symbol
                else Text("数值", "a number")
            )
        case YesNoType():
            return Text("是非", "a yes or no")
        case ChoiceType():
            return Text("选项", "a choice")
        case TextType():
            return Text("文本", "a text")
        case DateType():
            return Text("日期", "a date")
        case RecordsType():
            return Text("清单", "a list")


class Resolver:
    """Resolves expressions of one draft; `fields` are those of the records at hand, `subject` allows `得分`."""

    def __init__(self, draft: Draft, problems: list[Diagnostic], *, subject: bool = False) -> None:
        self.draft = draft
        self.problems = problems
        self.subject = subject
        self.fields: list[RecordsType] = []

    # --- entry points ---------------------------------------------------------------------------------------------

    def number(self, node: ast.Expr, context: Text) -> ex.Expression | None:
        """An expression that must be a number."""
        return self._typed(node, (NumberType,), context, Text("数值", "a number"))

    def yes_no(self, node: ast.Expr, context: Text) -> ex.Expression | None:
        """An expression that must be a yes or no."""
        return self._typed(node, (YesNoType,), context, Text("是非", "a yes or no"))

    def records(self, node: ast.Expr, context: Text) -> ex.Expression | None:
        """An expression that must be a list of records."""
        return self._typed(node, (RecordsType,), context, Text("清单", "a list"))

    def _typed(
        self, node: ast.Expr, types: tuple[type, ...], context: Text, expected: Text
    ) -> ex.Expression | None:
        found = self.expression(node)
        if found is None or isinstance(found, ex.NotApplicable) or isinstance(found.type, types):
            return found
        self.wrong_type(found, context, expected)
        return None

    def wrong_type(self, found: ex.Expression, context: Text, expected: Text) -> None:
        self.report(
            "T302",
            found.place,
            context=context,
            expected=expected,
            text=found.place.text,
            actual=type_words(found.type),
        )

    def report(self, code: str, where: ast.Node | Place, **values: object) -> None:
        place = where if isinstance(where, Place) else self.draft.place(where)
        self.problems.append(problem(code, place, **values))  # type: ignore[arg-type]

    # --- the walk -------------------------------------------------------------------------------------------------

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
                return self._power(node, place)
            case ast.Sum():
                return self._sum(node, place)
            case ast.Product():
                return self._product(node, place)
            case ast.Comparison():
                return self._comparison(node, place)
            case ast.Not(operand=operand):
                inner = self.yes_no(operand, Text("非", "not"))
                return inner and ex.Not(inner, type=YES_NO, place=place)
            case ast.And(operands=operands):
                conditions = self._conditions(operands, Text("且", "and"))
                return ex.Both(conditions, type=YES_NO, place=place) if conditions else None
            case ast.Or(operands=operands):
                conditions = self._conditions(operands, Text("或", "or"))
                return ex.Either(conditions, type=YES_NO, place=place) if conditions else None
            case ast.Conditional():
                return self._conditional(node, place, options)
            case ast.Call():
                from guiju.check.resolve_calls import resolve_call

                return resolve_call(self, node, place)

    def _conditions(self, operands: tuple[ast.Expr, ...], context: Text) -> tuple[ex.Expression, ...]:
        """All of them, or none when one is wrong."""
        found = [self.yes_no(operand, context) for operand in operands]
        known = tuple(condition for condition in found if condition is not None)
        return known if len(known) == len(found) else ()

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

    # --- names ----------------------------------------------------------------------------------------------------

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
            return ex.SubjectRef(type=SCORE_TYPE, place=place)
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
        otherwise = Text(f"先声明它：数据 {node.text} : …", f"declare it: input {node.text} : …")
        self.report("N201", node, name=node.text, suggestion=did_you_mean(node.text, known_names, otherwise))

    def _only_scheme(self, place: Place, name: str) -> str | None:
        schemes = [s.name for s in self.draft.symbols.values() if s.kind is Kind.SCHEME]
        if len(schemes) == 1:
            self.draft.used.add(schemes[0])
            return schemes[0]
        otherwise = Text(
            "写出指标体系的名称，例如 考核评价.得分", "name the scheme, for example scheme_name.score"
        )
        self.report("N201", place, name=name, suggestion=otherwise)
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
            known = "得分、得分率、权重" if symbol.kind in (Kind.INDICATOR, Kind.SCHEME) else "—"
            self.report("N208", node.name, owner=owner, name=node.name.text, known=known)
            return None
        type_ = NumberType(PERCENT) if aspect is ex.Aspect.RATE else SCORE_TYPE
        return ex.IndicatorRef(symbol.name, aspect, type=type_, place=place)

    # --- operations -----------------------------------------------------------------------------------------------

    def _power(self, node: ast.Power, place: Place) -> ex.Expression | None:
        base = self.number(node.base, Text("乘方", "a power"))
        exponent = node.exponent.value
        if exponent.denominator != 1 or not 0 <= exponent <= limits.EXPONENT:
            self.report("S125", node.exponent, text=node.exponent.raw)
            return None
        if base is None:
            return None
        assert isinstance(base.type, NumberType)
        unit = power_unit(base.type.unit, int(exponent))
        return ex.Power(base, int(exponent), type=NumberType(unit), place=place)

    def _sum(self, node: ast.Sum, place: Place) -> ex.Expression | None:
        terms: list[tuple[int, ex.Expression]] = []
        unit: Unit | None = None
        complete = True
        for sign, written in node.terms:
            term = self.number(written, Text("加减", "adding"))
            if term is None:
                complete = False
                continue
            assert isinstance(term.type, NumberType)
            if terms:
                action = Text("相加" if sign > 0 else "相减", "add" if sign > 0 else "subtract")
                if found := unit_problem(terms[0][1], term, action, adding=True):
                    self.problems.append(found)
                    complete = False
            unit = term.type.unit if unit is None else sum_unit(unit, term.type.unit, sign)
            terms.append((sign, term))
        if not complete or unit is None:
            return None
        return ex.Add(tuple(terms), type=NumberType(unit), place=place)

    def _product(self, node: ast.Product, place: Place) -> ex.Expression | None:
        factors: list[tuple[int, ex.Expression]] = []
        unit = PLAIN
        for exponent, written in node.factors:
            factor = self.number(written, Text("乘除", "multiplying"))
            if factor is None:
                return None
            assert isinstance(factor.type, NumberType)
            if exponent < 0 and isinstance(factor, ex.Literal) and factor.value == Fraction(0):
                self.report("T307", factor.place, text=factor.place.text)
                return None
            unit = combine(unit, factor.type.unit, exponent) if factors else factor.type.unit
            factors.append((exponent, factor))
        return ex.Multiply(tuple(factors), type=NumberType(unit), place=place)

    def _comparison(self, node: ast.Comparison, place: Place) -> ex.Expression | None:
        choice = self._choice_among(node.operands)
        operands = [self.expression(operand, choice) for operand in node.operands]
        known = [operand for operand in operands if operand is not None]
        if len(known) < len(operands):
            return None
        for operator, left, right in zip(node.operators, known, known[1:], strict=False):
            if not self._comparable(operator, left, right):
                return None
        return ex.Compare(tuple(known), node.operators, type=YES_NO, place=place)

    def _choice_among(self, operands: tuple[ast.Expr, ...]) -> ChoiceType | None:
        """The choice that bare names in a comparison are options of."""
        found = (self._choice_of(operand) for operand in operands)
        return next((choice for choice in found if choice is not None), None)

    def _choice_of(self, node: ast.Expr) -> ChoiceType | None:
        """The choice a name stands for; of a conditional that of its results, whose conditions are not looked at."""
        if isinstance(node, ast.Conditional):
            return self._choice_of(node.then) or self._choice_of(node.otherwise)
        if not isinstance(node, ast.Name) or not self.in_scope(node.text):
            return None
        quiet = Resolver(self.draft, [], subject=self.subject)
        quiet.fields = self.fields
        found = quiet.expression(node)
        return found.type if found is not None and isinstance(found.type, ChoiceType) else None

    def _comparable(self, operator: str, left: ex.Expression, right: ex.Expression) -> bool:
        match left.type, right.type:
            case NumberType(), NumberType():
                found = unit_problem(left, right, Text("比较", "compare"), adding=False)
                if found:
                    self.problems.append(found)
                return found is None or not found.is_error
            case ChoiceType() as one, ChoiceType() as other if one == other:
                if operator in "=≠" or one.ordered:
                    return True
                options = " > ".join(one.options)
                self.report("T306", left.place, name=left.place.text, options=options)
                return False
            case (YesNoType(), YesNoType()) | (TextType(), TextType()) | (DateType(), DateType()) if (
                operator in "=≠"
            ):
                return True
        self.wrong_type(
            right,
            Text(f"与 `{left.place.text}` 比较", f"comparing with `{left.place.text}`"),
            type_words(left.type),
        )
        return False

    def _conditional(
        self, node: ast.Conditional, place: Place, options: ChoiceType | None
    ) -> ex.Expression | None:
        condition = self.yes_no(node.condition, Text("若", "if"))
        then = self.expression(node.then, options)
        otherwise = self.expression(node.otherwise, options)
        if condition is None or then is None or otherwise is None:
            return None
        type_ = otherwise.type if isinstance(then, ex.NotApplicable) else then.type
        if not isinstance(then, ex.NotApplicable) and not isinstance(otherwise, ex.NotApplicable):
            if isinstance(then.type, NumberType) and isinstance(otherwise.type, NumberType):
                if found := unit_problem(
                    then, otherwise, Text("作为两种结果", "use as two results"), adding=False
                ):
                    self.problems.append(found)
                    return None
                type_ = NumberType(sum_unit(then.type.unit, otherwise.type.unit, 1))
            elif type(then.type) is not type(otherwise.type):
                self.wrong_type(otherwise, Text("否则", "else"), type_words(then.type))
                return None
        return ex.Conditional(condition, then, otherwise, type=type_, place=place)
