"""Fingerprints of meaning: two nodes of two rulebooks have the same one when they are known to mean the same.

Places, notes, brackets, the order of what commutes, the unit a constant is written in and the way a comparison is
turned do not enter. Different fingerprints do not prove a difference; they are where a reader has to look.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from typing import Any

from guiju.rulebook import expressions as ex
from guiju.rulebook import model

Key = str
Arm = Callable[[Any, Any], tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Marks:
    """Points that stand beside each other, each a mark of the same scoring."""

    points: tuple[Fraction | None, ...]


class Fingerprints:
    """Fingerprints of the nodes of one rulebook.

    `names` gives the names of the other revision for what was renamed. With `through` a parameter or definition stands
    for its formula, otherwise for its name. `points` collects the marks of scorings in the order they are met; in the
    fingerprint of a scoring they are left out, because a mark may be written as a share of a weight that changed.
    """

    arms: Mapping[type, Arm]

    def __init__(self, book: model.Rulebook, names: Mapping[str, str], *, through: bool = False) -> None:
        self.book = book
        self.names = names
        self.through = through
        self.points: list[Fraction] = []
        self._known: dict[int, Key] = {}

    def of(self, node: Any) -> Key:
        """The fingerprint of a node, a value, or a tuple of them. Raises KeyError for a class without a row."""
        if isinstance(node, ex.Expression):
            found = self._known.get(id(node))  # expressions live as long as their rulebook
            if found is None:
                found = self._known[id(node)] = self._expression(node)
            return found
        return _digest(self._parts(node))

    def scoring(self, node: Any) -> tuple[Key, tuple[Fraction, ...]]:
        """The fingerprint of what carries points, without them, and the points."""
        before, self.points = self.points, []
        key = self.of(node)
        found, self.points = tuple(self.points), before
        return key, found

    def name(self, name: str) -> str:
        """A name as the other revision says it."""
        return self.names.get(name, name)

    def mark(self, points: Fraction | None) -> str:
        """Remember a mark."""
        if points is None:
            return "none"
        self.points.append(points)
        return "points"

    def constant(self, node: ex.Expression) -> Fraction | None:
        """The number an expression of constants stands for."""
        match node:
            case ex.Literal(value=Fraction() as value):
                return value
            case ex.ParameterRef(name=name) | ex.DefinitionRef(name=name) if self.through:
                return self.constant(_named(self.book, name))
            case ex.Negate(operand=operand):
                inner = self.constant(operand)
                return None if inner is None else -inner
            case ex.Add(terms=terms):
                return self._sum(terms)
            case ex.Multiply(factors=factors):
                return self._product(factors)
            case _:
                return None

    def _sum(self, terms: tuple[tuple[int, ex.Expression], ...]) -> Fraction | None:
        result = Fraction(0)
        for sign, term in terms:
            value = self.constant(term)
            if value is None:
                return None
            result += sign * value
        return result

    def _product(self, factors: tuple[tuple[int, ex.Expression], ...]) -> Fraction | None:
        result = Fraction(1)
        for exponent, factor in factors:
            value = self.constant(factor)
            if value is None or (exponent < 0 and value == 0):
                return None
            result = result * value if exponent > 0 else result / value
        return result

    def _expression(self, node: ex.Expression) -> Key:
        constant = self.constant(node)
        if constant is not None:
            return _digest(("number", constant))
        if self.through and isinstance(node, ex.ParameterRef | ex.DefinitionRef):
            return self.of(_named(self.book, node.name))
        return _digest(self._parts(node))

    def _parts(self, node: Any) -> tuple[Any, ...]:
        if node is None or (isinstance(node, str | int | Fraction) and not isinstance(node, Enum)):
            return (type(node).__name__, node)
        if isinstance(node, Enum):
            return ("enum", str(node))
        if isinstance(node, tuple):
            return ("tuple", *(self.of(part) for part in node))
        return (type(node).__name__, *self.arms[type(node)](self, node))


def _digest(parts: tuple[Any, ...]) -> Key:
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def _named(book: model.Rulebook, name: str) -> ex.Expression:
    found: model.Named = book.parameters[name] if name in book.parameters else book.definitions[name]
    return found.value


def operands(node: ex.Expression, kind: type) -> tuple[ex.Expression, ...]:
    """The parts of `且` (or `或`), those inside of it among them; a chain of comparisons is one `且`."""
    if isinstance(node, kind):
        return tuple(one for part in node.operands for one in operands(part, kind))  # type: ignore[attr-defined]
    if kind is ex.Both and isinstance(node, ex.Compare) and len(node.operators) > 1:
        pairs = zip(node.operators, node.operands, node.operands[1:], strict=False)
        return tuple(ex.Compare((a, b), (op,), type=node.type, place=node.place) for op, a, b in pairs)
    return (node,)
