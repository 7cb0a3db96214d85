"""Operations of formulas: what they need of their operands, and the type of what they yield.

`Operations` knows types and units; what a name or a call means is the business of `Resolver`
(`check/resolve.py`), which builds on it.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from fractions import Fraction

from guiju import limits
from guiju.check.draft import Draft
from guiju.check.guesses import hint
from guiju.check.unit_rules import sum_unit, unit_problem
from guiju.diagnostics.codes import problem
from guiju.diagnostics.model import Diagnostic, Text
from guiju.rulebook import expressions as ex
from guiju.source import Place
from guiju.syntax import ast
from guiju.types import ChoiceType, DateType, NumberType, RecordsType, SeriesType, TextType, Type, YesNoType
from guiju.units import PLAIN, Kind, Unit, combine
from guiju.units import power as power_unit

YES_NO = YesNoType()


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
        case SeriesType():
            return Text("逐年的数", "a figure by year")


def _is_one_of(factor: ex.Expression, unit: Unit) -> bool:
    """Whether a factor is written as one of a unit of the same kind."""
    if not isinstance(factor, ex.Literal) or not isinstance(factor.type, NumberType):
        return False
    own = factor.type.unit
    counts = bool(own.dimension) or own.kind is Kind.SCORE
    return counts and own.dimension == unit.dimension and own.kind is unit.kind and factor.value == own.factor


@dataclass(frozen=True, slots=True)
class Quantified:
    """A comparison of every year; without a meaning when something is wrong with it."""

    meaning: ex.Expression | None


class Operations(ABC):
    """One draft's formulas; `fields` are those of the records at hand, `subject` is the type of `得分` in a band."""

    def __init__(
        self, draft: Draft, problems: list[Diagnostic], *, subject: NumberType | None = None
    ) -> None:
        self.draft = draft
        self.problems = problems
        self.subject = subject
        self.fields: list[RecordsType] = []
        self.looked_at: dict[object, ex.Expression | None] = {}
        self.is_quiet = False
        self.in_table = False

    def quiet(self) -> Operations:
        """The same without a voice, to look at a formula before it is known what it should be.

        What has been looked at is remembered: calls inside calls would otherwise be looked at again and again.
        """
        other = type(self)(self.draft, [], subject=self.subject)
        other.fields, other.looked_at, other.is_quiet = self.fields, self.looked_at, True
        return other

    def outside(self) -> Operations:
        """The same outside of any record, for what is written in a table elsewhere in the file."""
        other = type(self)(self.draft, self.problems)
        other.in_table = True
        return other

    @abstractmethod
    def expression(self, node: ast.Expr, options: ChoiceType | None = None) -> ex.Expression | None:
        """The meaning of an expression; a bare name may be one of `options`."""

    @abstractmethod
    def quantified(self, node: ast.Comparison, place: Place) -> Quantified | None:
        """What a comparison means in which `每年(…)` stands; None where none does."""

    @abstractmethod
    def in_scope(self, name: str) -> bool:
        """Whether a bare name stands for something without looking at options."""

    # --- what an expression must be ---

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
            notes=hint(found, expected),
        )

    def report(self, code: str, where: ast.Node | Place, **values: object) -> None:
        place = where if isinstance(where, Place) else self.draft.place(where)
        self.problems.append(problem(code, place, **values))  # type: ignore[arg-type]

    # --- operations ---

    def conditions(self, operands: tuple[ast.Expr, ...], context: Text) -> tuple[ex.Expression, ...]:
        """All of them, or none when one is wrong."""
        found = [self.yes_no(operand, context) for operand in operands]
        known = tuple(condition for condition in found if condition is not None)
        return known if len(known) == len(found) else ()

    def power(self, node: ast.Power, place: Place) -> ex.Expression | None:
        base = self.number(node.base, Text("乘方", "a power"))
        exponent = node.exponent.value
        if exponent.denominator != 1 or not 0 <= exponent <= limits.EXPONENT:
            self.report("S125", node.exponent, text=node.exponent.raw)
            return None
        if base is None:
            return None
        assert isinstance(base.type, NumberType)
        unit = power_unit(base.type.unit, int(exponent))
        if self._unit_too_large(unit, place):
            return None
        return ex.Power(base, int(exponent), type=NumberType(unit), place=place)

    def _unit_too_large(self, unit: Unit, place: Place) -> bool:
        """Powers of powers of a unit have no meaning and would grow without end."""
        if not any(abs(power) > limits.EXPONENT for _, power in unit.dimension):
            return False
        rule = Text(f"单位的幂不超过 {limits.EXPONENT}", f"at most the power {limits.EXPONENT} of a unit")
        self.report("T311", place, what=Text("单位", "a unit"), text=unit.symbol[:40], rule=rule)
        return True

    def sum(self, node: ast.Sum, place: Place) -> ex.Expression | None:
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

    def product(self, node: ast.Product, place: Place) -> ex.Expression | None:
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
            if exponent < 0 and _is_one_of(factor, unit):
                unit = PLAIN  # `产值 / 1 亿元` asks how many 亿元
            else:
                unit = combine(unit, factor.type.unit, exponent) if factors else factor.type.unit
            if self._unit_too_large(unit, place):
                return None
            factors.append((exponent, factor))
        return ex.Multiply(tuple(factors), type=NumberType(unit), place=place)

    def comparison(self, node: ast.Comparison, place: Place) -> ex.Expression | None:
        if quantified := self.quantified(node, place):
            return quantified.meaning
        choice = self._choice_among(node.operands)
        if choice and (number := next((n for n in node.operands if isinstance(n, ast.Quantity)), None)):
            options = "、".join(choice.options)  # `等级 ≥ 4级`: digits are no name
            text = self.draft.place(number).text
            self.report("N208", number, owner=Text("可选的各项里", "the choice"), name=text, known=options)
            return None
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
        found = (self.choice_in(operand) for operand in operands)
        return next((choice for choice in found if choice is not None), None)

    def choice_in(self, node: ast.Expr) -> ChoiceType | None:
        """The choice a name stands for; of a conditional that of its results, whose conditions are not looked at."""
        if isinstance(node, ast.Conditional):
            return self.choice_in(node.then) or self.choice_in(node.otherwise)
        known = isinstance(node, ast.Call) or (isinstance(node, ast.Name) and self.in_scope(node.text))
        if not known:
            return None
        found = self.quiet().expression(node)
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
            case (DateType(), DateType()):
                return True
            case (YesNoType(), YesNoType()) | (TextType(), TextType()):
                if operator in "=≠":
                    return True
                ordered = Text("数值或有次序的选项", "numbers or an ordered choice")
                self.wrong_type(left, Text("比较大小", "comparing by size"), ordered)
                return False
            case (RecordsType(), _) | (_, RecordsType()):
                records = left if isinstance(left.type, RecordsType) else right
                count = Text("数值，例如 计数(清单)", "a number such as count(list)")
                self.wrong_type(records, Text("比较", "a comparison"), count)
                return False
            case _:
                context = Text(f"与 `{left.place.text}` 比较", f"comparing with `{left.place.text}`")
                self.wrong_type(right, context, type_words(left.type))
                return False

    def conditional(
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
                    if found.is_error:
                        return None
                type_ = NumberType(sum_unit(then.type.unit, otherwise.type.unit, 1))
            elif (then.type != otherwise.type and not isinstance(then.type, NumberType | YesNoType)) or type(
                then.type
            ) is not type(otherwise.type):
                self.wrong_type(otherwise, Text("否则", "else"), type_words(then.type))
                return None
        return ex.Conditional(condition, then, otherwise, type=type_, place=place)
