"""Two revisions side by side: what means the same in both, and which requirement is the harder one."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from guiju.revise.edits import Direction
from guiju.revise.fingerprints import operands
from guiju.revise.meaning import Meaning
from guiju.rulebook import expressions as ex
from guiju.rulebook import model
from guiju.rulebook.model import Rulebook
from guiju.types import ChoiceType

_AT_LEAST = (">", "≥")
_TURNED = {">": "<", "≥": "≤", "<": ">", "≤": "≥", "=": "=", "≠": "≠"}


class Sides:
    """The fingerprints of both revisions; `names` gives the new name of what was renamed."""

    def __init__(self, old: Rulebook, new: Rulebook, names: Mapping[str, str]) -> None:
        self.old, self.new, self.names = old, new, names
        self._by_name = Meaning(old, names), Meaning(new, {})
        self._through = Meaning(old, names, through=True), Meaning(new, {}, through=True)

    def alike(self, old: Any, new: Any) -> bool:
        """Whether two nodes say the same in the same names."""
        return self._by_name[0].of(old) == self._by_name[1].of(new)

    def same(self, old: Any, new: Any) -> bool:
        """Whether two nodes are known to mean the same, by their names or by what the names stand for."""
        return self.alike(old, new) or self.same_through(old, new)

    def same_through(self, old: Any, new: Any) -> bool:
        """Whether two nodes mean the same whatever parameters and definitions they are written with."""
        return self._through[0].of(old) == self._through[1].of(new)

    def same_points(self, old: Any, new: Any, full_old: Fraction, full_new: Fraction) -> bool:
        """Whether two scorings differ in nothing but the weight.

        A mark may be written in points or as a share of the weight, so each is the same when it is in one way.
        """
        for one, other in (self._by_name, self._through):
            (key_old, points_old), (key_new, points_new) = one.scoring(old), other.scoring(new)
            if key_old == key_new and len(points_old) == len(points_new):
                pairs = zip(points_old, points_new, strict=True)
                if all(a == b or a * full_new == b * full_old for a, b in pairs):
                    return True
        return False

    def direction(self, old: ex.Expression | model.AnyCondition, new: Any) -> Direction:
        """Whether a requirement was tightened or loosened, where that is decided."""
        before, after = _Side(self._through[0]), _Side(self._through[1])
        harder = implies((new, after), (old, before))
        easier = implies((old, before), (new, after))
        if harder == easier:
            return Direction.NONE
        return Direction.TIGHTENED if harder else Direction.LOOSENED


class _Side:
    """One revision, asked for constants and subjects."""

    def __init__(self, meaning: Meaning) -> None:
        self.meaning = meaning

    def key(self, node: Any) -> str:
        return self.meaning.of(node)

    def limit(self, node: Any) -> tuple[str, str, Fraction] | None:
        """A comparison with a constant: what is compared, how, with what."""
        if not isinstance(node, ex.Compare) or len(node.operators) != 1:
            return None
        left, right = node.operands
        operator = node.operators[0]
        for subject, constant, turned in ((left, right, operator), (right, left, _TURNED[operator])):
            value = self._value(constant, subject)
            if value is not None:
                return self.key(subject), turned, value
        return None

    def _value(self, node: ex.Expression, subject: ex.Expression) -> Fraction | None:
        if isinstance(subject.type, ChoiceType) and isinstance(node, ex.Literal):
            options = subject.type.options
            known = subject.type.ordered and node.value in options
            return Fraction(-options.index(str(node.value))) if known else None
        return self.meaning.constant(node)

    def opened(self, node: Any) -> Any:
        """A condition without the names around it."""
        while True:
            if isinstance(node, model.Test):
                node = node.expression
            elif isinstance(node, ex.DefinitionRef):
                node = self.meaning.book.definitions[node.name].value
            else:
                return node


_Condition = tuple[Any, _Side]


def implies(a: _Condition, b: _Condition) -> bool:
    """Whether it is certain that `b` holds wherever `a` does. False says nothing."""
    (left, of_a), (right, of_b) = (a[0], a[1]), (b[0], b[1])
    left, right = of_a.opened(left), of_b.opened(right)
    if of_a.key(left) == of_b.key(right):
        return True
    if isinstance(right, ex.Expression) and len(parts := operands(right, ex.Both)) > 1:
        return all(implies((left, of_a), (part, of_b)) for part in parts)
    if isinstance(left, ex.Either):
        return all(implies((part, of_a), (right, of_b)) for part in operands(left, ex.Either))
    if isinstance(left, ex.Expression) and len(parts := operands(left, ex.Both)) > 1:
        return any(implies((part, of_a), (right, of_b)) for part in parts)
    if isinstance(right, ex.Either):
        return any(implies((left, of_a), (part, of_b)) for part in operands(right, ex.Either))
    if isinstance(left, ex.Not) and isinstance(right, ex.Not):
        return implies((right.operand, of_b), (left.operand, of_a))
    if isinstance(left, model.Group) and isinstance(right, model.Group):
        return _group_implies((left, of_a), (right, of_b))
    if isinstance(left, ex.Collect) and isinstance(right, ex.Collect):
        return _every_implies((left, of_a), (right, of_b))
    first, second = of_a.limit(left), of_b.limit(right)
    return first is not None and second is not None and _limit_implies(first, second)


def _limit_implies(a: tuple[str, str, Fraction], b: tuple[str, str, Fraction]) -> bool:
    """One range of a number inside another."""
    (subject, how, value), (other, wanted, limit) = a, b
    if subject != other:
        return False
    if how == "=":
        return {
            "<": value < limit, "≤": value <= limit, "=": value == limit,
            "≠": value != limit, "≥": value >= limit, ">": value > limit,
        }[wanted]  # fmt: skip
    if wanted == "≠":
        return (value, how) == (limit, "≠") or _leaves_out(how, value, limit)
    if how in _AT_LEAST and wanted in _AT_LEAST:
        return value > limit or (value == limit and (how == ">" or wanted == "≥"))
    if how in ("<", "≤") and wanted in ("<", "≤"):
        return value < limit or (value == limit and (how == "<" or wanted == "≤"))
    return False


def _leaves_out(how: str, value: Fraction, point: Fraction) -> bool:
    """Whether a point is outside of a range with one end."""
    if how in _AT_LEAST:
        return point < value or (point == value and how == ">")
    return how in ("<", "≤") and (point > value or (point == value and how == "<"))


def _group_implies(a: _Condition, b: _Condition) -> bool:
    """At least k of these, and therefore at least n of those: each is taken for one it implies."""
    (left, of_a), (right, of_b) = a, b
    free = list(right.parts)
    kept = 0
    for part in left.parts:
        match = next((one for one in free if implies((part, of_a), (one, of_b))), None)
        if match is not None:
            free.remove(match)
            kept += 1
    return bool(left.count - (len(left.parts) - kept) >= right.count)


def _every_implies(a: _Condition, b: _Condition) -> bool:
    """The same records with a harder condition for each of them."""
    (left, of_a), (right, of_b) = a, b
    alike = (
        left.function == right.function
        and left.function in ("every", "some", "every_year", "some_year")
        and of_a.key((left.records, left.where)) == of_b.key((right.records, right.where))
    )
    return bool(
        alike and left.take is not None and right.take is not None
        and implies((left.take, of_a), (right.take, of_b))
    )  # fmt: skip
