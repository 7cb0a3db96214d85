"""The arguments of a call: how many there are, and that they are what the function takes."""

from __future__ import annotations

from fractions import Fraction

from guiju.check.operations import Operations
from guiju.diagnostics.model import Text
from guiju.functions import Function
from guiju.rulebook import expressions as ex
from guiju.syntax import ast


def wrong(resolver: Operations, node: ast.Call, function: Function) -> None:
    """The arguments are not those the function takes."""
    resolver.report(
        "T304", node, name=node.function.text, signature=Text(function.signature_zh, function.signature_en)
    )


def plain_arguments(resolver: Operations, node: ast.Call, function: Function) -> list[ast.Expr] | None:
    """The arguments of a function that takes no list and no table, if they are as many as it takes."""
    values = [a.value for a in node.arguments if isinstance(a, ast.Argument) and not a.where and not a.take]
    fits = function.least <= len(values) and (function.most is None or len(values) <= function.most)
    if len(values) < len(node.arguments) or not fits:
        wrong(resolver, node, function)
        return None
    return values


def context_of(node: ast.Call) -> Text:
    return Text(f"函数 `{node.function.text}` ", f"the function `{node.function.text}`")


def numbers_of(resolver: Operations, node: ast.Call, function: Function) -> list[ex.Expression] | None:
    written = plain_arguments(resolver, node, function)
    if written is None:
        return None
    values = [resolver.number(argument, context_of(node)) for argument in written]
    known = [value for value in values if value is not None]
    return known if len(known) == len(values) else None


def whole_number(node: ex.Expression, allowed: range) -> int | None:
    """A written whole number, its sign included."""
    sign, literal = (-1, node.operand) if isinstance(node, ex.Negate) else (1, node)
    if not isinstance(literal, ex.Literal) or not isinstance(literal.value, Fraction):
        return None
    value = sign * literal.value
    return int(value) if value.denominator == 1 and int(value) in allowed else None
