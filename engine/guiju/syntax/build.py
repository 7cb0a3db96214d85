"""Parse tree to AST, the formulas: one method for each rule of `grammar/expressions.lark`, named after it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from guiju import limits
from guiju.diagnostics.codes import problem
from guiju.diagnostics.model import Diagnostic, Edit, Fix, Text
from guiju.diagnostics.spoken import is_english
from guiju.numbers.exact import NumberError, normalise_digits, parse_number
from guiju.source import Place, Source, Span
from guiju.syntax import ast
from guiju.syntax.keywords import spelling
from guiju.syntax.tokens import Meta, Token

_T = TypeVar("_T")
_COMPARATORS = {">=": "≥", "＞＝": "≥", "≧": "≥", "⩾": "≥", "<=": "≤", "＜＝": "≤", "≦": "≤", "⩽": "≤",
                "!=": "≠", "<>": "≠", "＞": ">", "＜": "<", "==": "=", "＝": "="}  # fmt: skip
_LITERALS = frozenset({"NAME", "LEVEL", "UNIT", "ID", "CODE"})
_CHINESE, _ENGLISH = Text("中文", "Chinese"), Text("英文", "English")
_SIGNS = frozenset({"PLUS", "MINUS", "TIMES", "SLASH", "CARET", "DOT", "ARROW"})
_OPERATORS = {"PLUS": 1, "MINUS": -1, "TIMES": 1, "SLASH": -1}


class Build:
    """Builds the AST of one source; faults of single tokens (a number too long) collect in `problems`."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.problems: list[Diagnostic] = []
        self.english = is_english(source)
        self._text = source.text + "\n"

    # --- tokens ---------------------------------------------------------------------------------------------------

    def word(self, token: Token) -> Any:
        kind, text = token.type, str(token)
        if kind in _SIGNS:
            return token
        if kind in ("COMPARE", "EQUALS"):
            sign = _COMPARATORS.get(text, text)
            return token if sign == text else Token(kind, sign, token.start_pos, end_pos=token.end_pos)
        span = Span(token.start_pos, token.end_pos)
        if kind in _LITERALS:
            return self._ident(text, span)
        if kind == "STRING":
            return ast.Quoted(text[1:-1], span=span)
        if kind == "NUMBER":
            return self._number(text, span)
        if kind == "DATE":
            return ast.Ident(normalise_digits(text), span=span)
        if (text == spelling(kind).en) != self.english:
            self._wrong_language(text, kind, span)
        return ast.Word(kind, span=span)

    def _wrong_language(self, text: str, terminal: str, span: Span) -> None:
        """A file keeps to the language of its first keyword."""
        own, other = (_ENGLISH, _CHINESE) if self.english else (_CHINESE, _ENGLISH)
        right = spelling(terminal).en if self.english else spelling(terminal).zh
        place = Place(self.source, span)
        fix = Fix(Text(f"写成 {right}", f"write {right}"), (Edit(place, right),))
        self.problems.append(
            problem("S113", place, fixes=(fix,), word=text, own=own, other=other, right=right)
        )

    def _number(self, raw: str, span: Span) -> ast.Numeral:
        try:
            return ast.Numeral(raw, parse_number(raw), span=span)
        except NumberError as error:
            code = "S124" if error.kind == "too_long" else "S110"
            self.problems.append(problem(code, Place(self.source, span), text=raw[:24]))
            return ast.Numeral("0", parse_number("0"), span=span)

    def _ident(self, text: str, span: Span) -> ast.Ident:
        if len(text) > limits.NAME_CHARACTERS:
            self.problems.append(
                problem("S123", Place(self.source, span), name=text[:16] + "…", size=len(text))
            )
        return ast.Ident(text.replace("／", "/").replace("％", "%"), span=span)

    def span(self, meta: Meta) -> Span:
        """Where a rule stands, without the line end and indentation that closed it."""
        end = meta.end_pos
        while self._text[end - 1].isspace():
            end -= 1
        return Span(meta.start_pos, end)


def parts(children: Iterable[Any], kind: type[_T]) -> tuple[_T, ...]:
    """The children of one class, in order."""
    return tuple([child for child in children if isinstance(child, kind)])


def part(children: Iterable[Any], kind: type[_T], index: int = 0) -> _T | None:
    """The child of one class at `index`, or None."""
    found = parts(children, kind)
    return found[index] if len(found) > index else None


def of_kinds(children: Iterable[Any], kinds: tuple[type, ...]) -> Any:
    """The children of several classes, in order."""
    return tuple(child for child in children if isinstance(child, kinds))


def has(children: Iterable[Any], terminal: str) -> bool:
    """Whether a keyword stands among the children."""
    return any(isinstance(child, ast.Word) and child.terminal == terminal for child in children)


def carried(children: Iterable[Any]) -> ast.Annotations:
    """What the statement carries."""
    children = tuple(children)
    return ast.Annotations(
        parts(children, ast.Citation), parts(children, ast.Note), parts(children, ast.Proposal)
    )


def expressions(children: Iterable[Any]) -> tuple[ast.Expr, ...]:
    """The children that are expressions."""
    return tuple(child for child in children if isinstance(child, _EXPRESSIONS))


_EXPRESSIONS = (
    ast.Quantity, ast.Name, ast.TextLiteral, ast.DateLiteral, ast.YesNo, ast.NotApplicable, ast.Attribute,
    ast.Negation, ast.Power, ast.Sum, ast.Product, ast.Comparison, ast.Not, ast.And, ast.Or, ast.Conditional, ast.Call,
)  # fmt: skip


class ExpressionBuild(Build):
    """The rules of `grammar/expressions.lark`."""

    def quantity(self, meta: Meta, children: list[Any]) -> ast.Quantity:
        number, *unit = children
        return ast.Quantity(number, unit[0] if unit else None, span=self.span(meta))

    def name(self, meta: Meta, children: list[Any]) -> ast.Name:
        return ast.Name(children[0].text, span=self.span(meta))

    def text(self, meta: Meta, children: list[Any]) -> ast.TextLiteral:
        return ast.TextLiteral(children[0].text, span=self.span(meta))

    def date(self, meta: Meta, children: list[Any]) -> ast.DateLiteral:
        return ast.DateLiteral(children[0].text, span=self.span(meta))

    def yes(self, meta: Meta, children: list[Any]) -> ast.YesNo:
        return ast.YesNo(True, span=self.span(meta))

    def no(self, meta: Meta, children: list[Any]) -> ast.YesNo:
        return ast.YesNo(False, span=self.span(meta))

    def not_applicable(self, meta: Meta, children: list[Any]) -> ast.NotApplicable:
        return ast.NotApplicable(span=self.span(meta))

    def attribute(self, meta: Meta, children: list[Any]) -> ast.Attribute:
        owner, *rest = children
        for name in parts(rest, ast.Ident):
            owner = ast.Attribute(owner, name, span=Span(meta.start_pos, name.span.end))
        return owner  # type: ignore[no-any-return]

    def power(self, meta: Meta, children: list[Any]) -> ast.Power:
        return ast.Power(children[0], children[2], span=self.span(meta))

    def negation(self, meta: Meta, children: list[Any]) -> ast.Negation:
        return ast.Negation(children[1], span=self.span(meta))

    def _signed(self, children: list[Any]) -> tuple[tuple[int, ast.Expr], ...]:
        signs = [1, *(_OPERATORS[token.type] for token in parts(children, Token))]
        return tuple(zip(signs, expressions(children), strict=True))

    def sum(self, meta: Meta, children: list[Any]) -> ast.Sum:
        return ast.Sum(self._signed(children), span=self.span(meta))

    def product(self, meta: Meta, children: list[Any]) -> ast.Product:
        return ast.Product(self._signed(children), span=self.span(meta))

    def comparator(self, meta: Meta, children: list[Any]) -> Token:
        return children[0]  # type: ignore[no-any-return]

    def comparison(self, meta: Meta, children: list[Any]) -> ast.Comparison:
        operators = tuple(str(token) for token in parts(children, Token))
        return ast.Comparison(expressions(children), operators, span=self.span(meta))

    def negated(self, meta: Meta, children: list[Any]) -> ast.Not:
        return ast.Not(children[1], span=self.span(meta))

    def conjunction(self, meta: Meta, children: list[Any]) -> ast.And:
        return ast.And(expressions(children), span=self.span(meta))

    def disjunction(self, meta: Meta, children: list[Any]) -> ast.Or:
        return ast.Or(expressions(children), span=self.span(meta))

    def conditional(self, meta: Meta, children: list[Any]) -> ast.Conditional:
        return ast.Conditional(*expressions(children), span=self.span(meta))

    def entry(self, meta: Meta, children: list[Any]) -> ast.Entry:
        *key, value = expressions(children)
        operator = part(children, Token)
        return ast.Entry(
            key[0] if key else None, value, None if operator is None else str(operator), span=self.span(meta)
        )

    def argument(self, meta: Meta, children: list[Any]) -> ast.Argument | ast.Entry:
        if isinstance(children[0], ast.Entry):
            return children[0]
        value, *rest = expressions(children)
        where = rest.pop(0) if has(children, "WHERE") else None
        take = rest.pop(0) if has(children, "TAKE") else None
        return ast.Argument(value, where, take, span=self.span(meta))

    def call(self, meta: Meta, children: list[Any]) -> ast.Call:
        arguments = tuple(child for child in children if isinstance(child, (ast.Argument, ast.Entry)))
        return ast.Call(children[0], arguments, span=self.span(meta))
