"""The model of model.py in two other forms: decisions of GoRules Zen, and Python as written by hand.

Both are written out from one list of formulas; only the spelling of a name, a number and a condition differs.
The guiju form shares nothing with them but the table, so that their agreement means something.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple, TypeVar

from tests.bench.model import GRADES, GROUPS, LEAVES, TREE, Leaf, literal

N = TypeVar("N", Fraction, float)
Formula = tuple[str, str]  # name, expression


class Result(NamedTuple):
    """What every form has to agree on. The last criterion is a veto: it says whether the veto strikes."""

    total: Fraction | float
    grade: str
    criteria: tuple[bool, ...]
    designated: bool


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a language spells what the formulas need."""

    name: Callable[[str], str]
    number: Callable[[Decimal], str]
    when: Callable[[str, str, str], str]  # condition, then, otherwise
    held: Callable[[str], str]  # held between 0 and 1
    text: Callable[[str], str]


def input_key(name: str) -> str:
    """规模07 -> a07, 总量07 -> b07: Zen reads names in ASCII only."""
    return name.replace("规模", "a").replace("总量", "b")


def values(d: Dialect, leaves: Sequence[Leaf] = LEAVES) -> Iterator[Formula]:
    for leaf in leaves:
        yield f"v{leaf.key:02}", " / ".join(d.name(input_key(name)) for name in leaf.inputs)


def linear_scores(d: Dialect) -> Iterator[Formula]:
    for leaf in LEAVES:
        if not leaf.by_steps:
            (low, _), (high, _) = leaf.points
            value, width = d.name(f"v{leaf.key:02}"), d.number(high - low)
            way = f"({value} - {d.number(low)})" if leaf.rises else f"({d.number(high)} - {value})"
            yield f"s{leaf.key:02}", d.held(f"{way} / {width}") + f" * {d.number(Decimal(leaf.weight))}"


def step_scores(d: Dialect) -> Iterator[Formula]:
    for leaf in LEAVES:
        if leaf.by_steps:
            chain = d.number(Decimal(0))
            for at, rate in reversed(leaf.points):
                chain = d.when(
                    f"{d.name(f'v{leaf.key:02}')} >= {d.number(at)}", d.number(rate * leaf.weight), chain
                )
            yield f"s{leaf.key:02}", chain


def results(d: Dialect) -> Iterator[Formula]:
    """Sums, total, grade, criteria and verdict."""

    def total_of(names: Sequence[str]) -> str:
        return " + ".join(d.name(name) for name in names)

    n = d.name
    keys = {id(group): f"g{i:02}" for i, group in enumerate(GROUPS)}
    for group in GROUPS:
        yield keys[id(group)], total_of([f"s{leaf.key:02}" for leaf in group])
    for i, pillar in enumerate(TREE):
        yield f"p{i}", total_of([keys[id(group)] for group in pillar])
    yield "total", total_of([f"p{i}" for i in range(len(TREE))])
    grade = d.text(GRADES[-1][0])
    for name, edge in reversed(GRADES[:-1]):
        grade = d.when(f"{n('total')} >= {d.number(Decimal(edge))}", d.text(name), grade)
    yield "grade", grade
    full = sum(leaf.weight for group in TREE[1] for leaf in group)
    yield "c0", f"{n('a00')} > {d.number(Decimal(200))}"
    yield "c1", f"{n('a01')} / {n('b01')} >= {d.number(Decimal('0.3'))}"
    yield (
        "c2",
        f"{n('a15')} >= {d.number(Decimal(12))} or {n('a02')} + {n('a05')} >= {d.number(Decimal(60000))}",
    )
    yield "c3", f"{n('p1')} / {d.number(Decimal(full))} >= {d.number(Decimal('0.5'))}"
    yield "c4", f"{n('a07')} / {n('b07')} < {d.number(Decimal('0.25'))}"
    yield "designated", f"{n('c0')} and {n('c1')} and {n('c2')} and {n('c3')} and not ({n('c4')})"


# -- Zen ---------------------------------------------------------------------------------------------------


def zen_dialect(here: Collection[str]) -> Dialect:
    """`here`: the names the same node has computed before, which Zen reaches through `$`."""
    return Dialect(
        name=lambda name: f"$.{name}" if name in here else name,
        number=literal,
        when=lambda condition, then, otherwise: f"({condition} ? {then} : {otherwise})",
        held=lambda x: f"min([1, max([0, {x}])])",
        text=lambda text: f"'{text}'",
    )


def node(key: str, kind: str, content: Mapping[str, Any]) -> dict[str, Any]:
    return {"id": key, "name": key, "type": kind, "position": {"x": 0, "y": 0}, "content": content}


def expressions(key: str, formulas: Sequence[Formula]) -> dict[str, Any]:
    rows = [{"id": f"{key}{i}", "key": name, "value": text} for i, (name, text) in enumerate(formulas)]
    return node(key, "expressionNode", {"expressions": rows, "passThrough": False})


def table(leaf: Leaf) -> dict[str, Any]:
    name = f"v{leaf.key:02}"
    rows = [(f">= {literal(at)}", literal(rate * leaf.weight)) for at, rate in leaf.points]
    content = {
        "hitPolicy": "first",
        "passThrough": False,
        "inputs": [{"id": "i", "name": name, "field": name}],
        "outputs": [{"id": "o", "name": "score", "field": f"s{leaf.key:02}"}],
        "rules": [
            {"_id": f"r{i}", "i": test, "o": mark} for i, (test, mark) in enumerate([*rows, ("", "0")])
        ],
    }
    return node(f"table{leaf.key:02}", "decisionTableNode", content)


def decision(nodes: Sequence[Mapping[str, Any]], edges: Sequence[tuple[str, str]]) -> str:
    ends = [node("in", "inputNode", {}), node("out", "outputNode", {})]
    arrows = [
        {"id": f"e{i}", "type": "edge", "sourceId": source, "targetId": target}
        for i, (source, target) in enumerate(edges)
    ]
    return json.dumps({"nodes": [*ends, *nodes], "edges": arrows}, ensure_ascii=False)


def zen_expressions() -> str:
    """All formulas in one expression node."""
    parts = (values, linear_scores, step_scores, results)
    names = {name for part in parts for name, _ in part(zen_dialect(()))}
    dialect = zen_dialect(names)
    one = expressions("score", [formula for part in parts for formula in part(dialect)])
    return decision([one], [("in", "score"), ("score", "out")])


def zen_tables() -> str:
    """The steps as ten decision tables side by side, between a node for their measures and one for the rest.

    Of the layouts tried this is the one Zen runs fastest: a table sees, and its trace repeats, only the ten
    measures that tables need.
    """
    in_tables = [leaf for leaf in LEAVES if leaf.by_steps]
    others = [leaf for leaf in LEAVES if not leaf.by_steps]
    before = list(values(zen_dialect(()), in_tables))

    def after(d: Dialect) -> list[Formula]:
        return [*values(d, others), *linear_scores(d), *results(d)]

    names = {name for name, _ in after(zen_dialect(()))}
    tables = [table(leaf) for leaf in in_tables]
    edges = [("in", "measure"), ("in", "score"), ("score", "out")]
    for one in tables:
        edges += [("measure", one["id"]), (one["id"], "score")]
    rest = expressions("score", after(zen_dialect(names)))
    return decision([expressions("measure", before), *tables, rest], edges)


def zen_context(data: Mapping[str, str]) -> dict[str, int | float]:
    """The numbers as Zen takes them from Python; it holds them as decimals."""
    return {input_key(name): float(text) if "." in text else int(text) for name, text in data.items()}


def zen_result(result: Mapping[str, Any]) -> Result:
    criteria = tuple(result[f"c{i}"] for i in range(5))
    return Result(result["total"], result["grade"], criteria, result["designated"])


# -- Python by hand ----------------------------------------------------------------------------------------


def by_hand(number: Callable[[str], N]) -> Callable[[Mapping[str, N]], Result]:
    """The model as one straight function over Fractions or floats, its constants made once."""
    constants: dict[str, N] = {}

    def constant(value: Decimal) -> str:
        name = f"k{len(constants)}"
        constants[name] = number(literal(value))
        return name

    dialect = Dialect(
        name=lambda name: name,
        number=constant,
        when=lambda condition, then, otherwise: f"({then} if {condition} else {otherwise})",
        held=lambda x: f"min(1, max(0, {x}))",
        text=repr,
    )
    lines = ["def score(data):"]
    lines += [f"    {input_key(name)} = data[{name!r}]" for leaf in LEAVES for name in leaf.inputs]
    for part in (values, linear_scores, step_scores, results):
        lines += [f"    {name} = {text}" for name, text in part(dialect)]
    lines.append("    return Result(total, grade, (c0, c1, c2, c3, c4), designated)")
    namespace: dict[str, Any] = {"Result": Result, **constants}
    exec("\n".join(lines), namespace)
    score: Callable[[Mapping[str, N]], Result] = namespace["score"]
    return score
