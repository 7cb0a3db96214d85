"""The walk over lists: records kept and taken from, and what a function makes of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType
from typing import Any, NamedTuple

from guiju.numbers.states import Missing, merge
from guiju.rulebook import exact
from guiju.rulebook import expressions as ex
from guiju.rulebook.applied import FUNCTIONS, computed, deviation
from guiju.rulebook.exact import Value
from guiju.rulebook.scheme import Indicator
from guiju.rulebook.walk import Arm, Elsewhere, Walk, Year
from guiju.types import RecordsType, TextType

_ZERO = Fraction(0)
_ONE = Fraction(1)
_BETWEEN = "、"


class Row(NamedTuple):
    """One record met by a `Collect`: a node so that what happened to it can be recorded."""

    collect: ex.Collect
    record: Mapping[str, Value]


class Kept(NamedTuple):
    """A record that counts, or of which it is open whether it does, and what is taken from it."""

    kept: Value
    value: Value


def record_name(record: Mapping[str, Value], type_: object) -> str:
    """What a record calls itself: its year, its town, its indicator, or its first text; nothing when it has no name."""
    if isinstance(record, Year):
        return str(record.year)
    if isinstance(record, Elsewhere):
        return record.name
    node = getattr(record, "node", None)
    if isinstance(node, Indicator):
        return node.name
    fields = type_.fields if isinstance(type_, RecordsType) else ()
    texts = (record[field.name] for field in fields if isinstance(field.type, TextType))
    return next((text for text in texts if isinstance(text, str) and text), "")


def _collect(walk: Walk, node: ex.Collect) -> Value:
    arguments = [walk.of(argument) for argument in node.arguments]
    records = walk.of(node.records)
    if isinstance(records, Missing):
        return merge((records, *arguments)).within(_ZERO if node.function == "count" else None, None)
    walk.meet(len(records))
    rows = [(record, walk.of(Row(node, record))) for record in records]
    counted = [(record, Kept(*row)) for record, row in rows if row is not None]
    kept = [row for _, row in counted]
    if node.function in _QUANTIFIERS:
        return _QUANTIFIERS[node.function](kept)
    if node.function in ("count", "sum"):
        return exact.total(
            [exact.hull(k, (value, _ZERO)) if isinstance(k, Missing) else value for k, value in kept]
        )
    if node.function in _NAMING:
        names = [record_name(record, node.records.type) for record, _ in counted]
        return extreme_names(kept, names, _NAMING[node.function], node)
    if node.function in _STANDINGS:
        standing = _STANDINGS[node.function]
        return computed(lambda values, _: standing(values[0], kept, node), arguments, node)
    return _statistic(node, arguments, kept)


def _row(walk: Walk, node: Row) -> Value:
    """Whether the record is kept and what is taken from it; None when it is left out."""
    where, take = node.collect.where, node.collect.take
    kept = True if where is None else walk.inside(node.record, where)
    if kept is False:
        return None
    return kept, _ONE if take is None else walk.inside(node.record, take)


def _statistic(node: ex.Collect, arguments: list[Value], kept: Sequence[Kept]) -> Value:
    """A mean, a median, an extreme …; of nothing there is none."""
    open_ = [row.kept for row in kept if isinstance(row.kept, Missing)]
    values = [row.value for row in kept]
    if not values:
        return exact.undefined(node.place)
    if open_ and (len(open_) == len(kept) or node.function not in _BETWEEN_THE_EXTREMES):
        return merge((*open_, *values))  # every record may drop out, or nothing is known of what remains
    if open_:
        lower, upper = exact.minimum(values), exact.maximum(values)
        return exact.settle((*open_, *values, lower, upper), (exact.ends(lower)[0], exact.ends(upper)[1]))
    return computed(FUNCTIONS[node.function], [*arguments, *values], node)


# What lies between the least and the greatest of any of the records that may be left.
_BETWEEN_THE_EXTREMES = frozenset({"max", "min", "mean", "median"})


# --- conditions on each -----------------------------------------------------------------------------------------------


def _every(kept: Sequence[Kept]) -> Value:
    """A record that may drop out matters only where its condition fails."""
    return exact.both([exact.either((exact.invert(k), value)) for k, value in kept])


def _some(kept: Sequence[Kept]) -> Value:
    return exact.either([exact.both((k, value)) for k, value in kept])


_QUANTIFIERS: Mapping[str, Callable[[Sequence[Kept]], Value]] = MappingProxyType(
    {"every": _every, "some": _some}
)


# --- which one --------------------------------------------------------------------------------------------------------

_NAMING: Mapping[str, int] = MappingProxyType({"argmax": 1, "argmin": -1})


def extreme_names(rows: Sequence[Kept], names: Sequence[str], sign: int, node: ex.Expression) -> Value:
    """The names of those that are greatest (sign 1) or least (-1), all that tie; open while another may be."""
    values = [row.value for row in rows]
    open_ = [v for row in rows for v in row if isinstance(v, Missing)]
    if not values:
        return exact.undefined(node.place)
    best = computed(lambda vs, _: exact.maximum(vs) if sign > 0 else exact.minimum(vs), values, node)
    given = [value for value in values if not isinstance(value, Missing)]
    if isinstance(best, Missing) or any(isinstance(row.kept, Missing) for row in rows):
        return merge((*open_, best))
    reached = [exact.compare("=", value, best) for value in values]
    if any(isinstance(one, Missing) for one in reached) or not given:
        return merge((*open_, *reached))
    return _BETWEEN.join(name for name, one in zip(names, reached, strict=True) if one)


def _named_extreme(walk: Walk, node: ex.NamedExtreme) -> Value:
    rows = [Kept(True, walk.of(argument)) for argument in node.arguments]
    return extreme_names(rows, node.names, _NAMING[node.function], node)


# --- among others -----------------------------------------------------------------------------------------------------


def _counted(x: Value, kept: Sequence[Kept], operator: str) -> Value:
    """How many of the records compare so with x."""
    found = []
    for k, value in kept:
        holds = exact.both((k, exact.compare(operator, value, x)))
        found.append(exact.hull(holds, (_ONE, _ZERO)) if isinstance(holds, Missing) else Fraction(int(holds)))
    return exact.total(found)


def _rank(x: Value, kept: Sequence[Kept], node: ex.Collect) -> Value:
    return exact.add(_counted(x, kept, ">"), _ONE)


def _rank_low(x: Value, kept: Sequence[Kept], node: ex.Collect) -> Value:
    return exact.add(_counted(x, kept, "<"), _ONE)


def _percentile(x: Value, kept: Sequence[Kept], node: ex.Collect) -> Value:
    if not kept or any(isinstance(row.kept, Missing) for row in kept):
        return _of_whole(x, kept, node)
    return exact.divide(_counted(x, kept, "≤"), Fraction(len(kept)), node.place)


def _of_whole(x: Value, kept: Sequence[Kept], node: ex.Collect) -> Any:
    """Missing when it is open what the records are; undefined when there are none; otherwise nothing."""
    if not kept:
        return exact.undefined(node.place)
    open_ = [row.kept for row in kept if isinstance(row.kept, Missing)]
    return merge((*open_, x, *(row.value for row in kept))) if open_ else None


def _relative(function: Callable[[Value, list[Value], ex.Collect], Value]) -> Callable[..., Value]:
    def standing(x: Value, kept: Sequence[Kept], node: ex.Collect) -> Value:
        undecided = _of_whole(x, kept, node)
        return function(x, [row.value for row in kept], node) if undecided is None else undecided

    return standing


def _minmax(x: Value, values: list[Value], node: ex.Collect) -> Value:
    least, greatest = exact.minimum(values), exact.maximum(values)
    return exact.divide(exact.subtract(x, least), exact.subtract(greatest, least), node.place)


def _z_score(x: Value, values: list[Value], node: ex.Collect) -> Value:
    mean = exact.multiply(exact.total(values), Fraction(1, len(values)))
    return exact.divide(exact.subtract(x, mean), deviation(values, len(values), node), node.place)


def _to_max(x: Value, values: list[Value], node: ex.Collect) -> Value:
    return exact.divide(x, exact.maximum(values), node.place)


def _to_min(x: Value, values: list[Value], node: ex.Collect) -> Value:
    return exact.divide(exact.minimum(values), x, node.place)


_STANDINGS: Mapping[str, Callable[[Value, Sequence[Kept], ex.Collect], Value]] = MappingProxyType(
    {
        "rank": _rank,
        "rank_low": _rank_low,
        "minmax": _relative(_minmax),
        "z_score": _relative(_z_score),
        "percentile": _percentile,
        "to_max": _relative(_to_max),
        "to_min": _relative(_to_min),
    }
)

COLLECT_ARMS: Mapping[type, Arm] = MappingProxyType(
    {ex.Collect: _collect, ex.NamedExtreme: _named_extreme, Row: _row}
)

__all__ = ["COLLECT_ARMS", "Kept", "Row", "record_name"]
