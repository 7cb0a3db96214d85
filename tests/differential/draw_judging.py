"""Random grades, designations, constraints and rankings (10 to 13), and whole rulebooks."""

from __future__ import annotations

import datetime
import random
from fractions import Fraction

from tests.differential import model as m
from tests.differential import sources, tree
from tests.differential.declarations import Dated, Definition
from tests.differential.draw_formulas import NUMBERS, Draw
from tests.differential.draw_lists import ORDER
from tests.differential.draw_tree import DrawTree
from tests.differential.model import Formula, Literal
from tests.differential.slow_lists import walk
from tests.differential.tree import Band, Designation, Rulebook, Scale

_FIRST, _LAST = datetime.date(2021, 6, 1).toordinal(), datetime.date(2026, 6, 1).toordinal()
TIES = ("同取前位", "同取后位", "取平均", "不占位", "待定")
NORMAL = ("minmax", "percentile", "to_max", "to_min")


def rulebook(
    rng: random.Random, once: bool = False, pure: bool = False, population: bool = False
) -> Rulebook:
    """A whole rulebook. `once`: no unknown stands twice in it; `pure`: nothing asks whether a figure is missing."""
    book = Rulebook(english=rng.random() < 0.3)
    draw = Draw(rng, book, once, pure)
    for place in range(2):
        parameter(draw, f"b{place}")
    for place in range(4):
        define(draw, f"d{place}", rng.choice((1, 2, 2, 3)))
    if population:
        populate(draw)
    book.scheme = DrawTree(draw, pure).scheme()
    if not once:
        for place in range(3):
            book.definitions[f"de{place}"] = Definition(f"de{place}", of_tree(draw))
    book.scales.append(scale(draw, "e0"))
    if population:
        book.rankings.append(ranking(draw, "x0"))
    book.designations.append(designation(draw))
    if rng.random() < 0.3:
        book.constraints["one"] = draw.truth(1)
    return book


def parameter(draw: Draw, name: str) -> None:
    """A constant, or values from several days on; without the day these are one unknown."""
    rng, book = draw.rng, draw.book
    kind = rng.choice(("ratio", "money", "plain"))
    book.parameters[name] = draw.literal(kind)
    if rng.random() < 0.5 and not draw.once:
        days = sorted(rng.sample(range(_FIRST, _LAST), rng.randint(1, 3)))
        values = [(datetime.date.fromordinal(day), draw.literal(kind)) for day in days]
        book.parameters[name] = Dated(tuple(values))
    draw.defined.setdefault(kind, []).append(name)


def define(draw: Draw, name: str, depth: int) -> None:
    kind = draw.rng.choice([*NUMBERS, "ratio", "truth", "truth", "option"])
    if kind == "option":
        draw.book.definitions[name] = Definition(name, draw.choice(1), choice=True)
        return
    formula = draw.truth(depth) if kind == "truth" else draw.number(kind, depth)
    draw.book.definitions[name] = Definition(name, formula)
    if kind != "truth":
        draw.defined.setdefault(kind, []).append(name)


def of_tree(draw: Draw) -> Formula:
    """A formula over indicators."""
    rng, scheme = draw.rng, draw.book.scheme
    assert scheme is not None
    nodes = walk(scheme)
    what = rng.choice(("score", "rate"))
    groups = [node for node in nodes if node.children]
    deep = any(node.children for node in scheme.children)
    source: sources.Source = sources.Level(rng.choice((1, 2)) if deep else 1)
    if rng.random() < 0.4:
        source = sources.Children(rng.choice(groups).name)
    below: Formula = m.Comparison(
        (rng.choice(ORDER),), (m.Part("", "rate"), draw.literal("ratio", 0, 100, "%"))
    )
    return draw.pick((
        lambda: m.Part(rng.choice(nodes[1:]).name, rng.choice(("score", "rate", "weight"))),
        m.Total,
        lambda: m.Gather("count", source, below),
        lambda: m.Gather(rng.choice(("every", "some")), source, None, below),
        lambda: m.Gather(rng.choice(("sum", "mean", "max", "min", "median")), source, None, m.Part("", what)),
        lambda: m.Comparison((rng.choice(ORDER),), (m.Total(), draw.literal("points", 0, 100))),
    ))  # fmt: skip


# --- grades (11) ------------------------------------------------------------------------------------------------------
def scale(draw: Draw, name: str) -> Scale:
    rng, book = draw.rng, draw.book
    lower = rng.random() < 0.2
    count = rng.randint(2, 4)
    places = rng.choice((None, None, 0, 1, 2))
    cuts = sorted(rng.sample(range(1, 100), count - 1), reverse=not lower)
    limits = [Literal(Fraction(cut)) for cut in cuts]
    inside = rng.random() < 0.5  # whether a limit belongs to the band above it
    up, down = ("≥", "<") if inside else (">", "≤")
    bands = []
    for place in range(count):
        better = limits[place - 1] if place else None
        worse = limits[place] if place < count - 1 else None
        low, high = (better, worse) if lower else (worse, better)
        requires = draw.truth(1) if place < count - 1 and rng.random() < 0.4 else None
        bands.append(Band(m.BANDS[place], low, up if low else "", high, down if high else "", requires))
    caps = ((bands[rng.randint(1, count - 1)].name, draw.truth(1)),) if rng.random() < 0.2 else ()
    vetoes = (draw.truth(1),) if rng.random() < 0.15 else ()
    rounding = rng.choice(("", "四舍六入五成双", "四舍五入", "进位", "舍去")) if places is not None else ""
    by: Formula = m.Total() if book.scheme is not None else m.Name(draw.input("points"))
    return Scale(name, by, Fraction(1), places, rounding, lower, tuple(bands), caps, vetoes)


# --- designations (13) ------------------------------------------------------------------------------------------------
def designation(draw: Draw) -> Designation:
    rng = draw.rng
    external = iter(range(100))

    def condition(depth: int) -> tree.Condition:
        chance = rng.random()
        if depth and chance < 0.3:
            parts = tuple(condition(depth - 1) for _ in range(rng.randint(1, 3)))
            word = rng.choice(("任一", "全部", "至少"))
            return tree.Group(word, rng.randint(1, len(parts)), parts)
        if chance < 0.4:
            return tree.External(f"doc{next(external)}")
        if chance < 0.43:
            return tree.Undecided()
        if chance < 0.55 and draw.book.scales:
            bands = draw.book.scales[0].bands
            return m.Comparison((rng.choice(ORDER),), (m.Name("e0"), m.Option(rng.choice(bands).name)))
        return draw.truth(1)

    modals = ["应", *rng.choices(("应", "应", "宜", "可", "否决"), k=rng.randint(0, 3))]
    return Designation("c0", tuple((modal, condition(1)) for modal in modals))


# --- populations and rankings (12) ------------------------------------------------------------------------------------
def populate(draw: Draw) -> None:
    rng, book = draw.rng, draw.book
    book.population = "pop"
    book.population_size = rng.choice((None, None, 3))
    if rng.random() < 0.4:
        book.grouping = m.Name(draw.input(rng.choice(("ranked", "loose"))))
    for place in range(2):
        kind = rng.choice(("money", "ratio", "person"))
        x = draw.number(kind, 1)
        against = m.Gather(rng.choice(NORMAL), sources.Towns("pop"), None, x, (x,))
        plain = m.Gather(rng.choice(("mean", "max", "min", "sum", "median")), sources.Towns("pop"), None, x)
        book.definitions[f"dp{place}"] = Definition(f"dp{place}", rng.choice((against, plain)))


def ranking(draw: Draw, name: str) -> tree.Ranking:
    rng = draw.rng
    keys: list[Formula] = [m.Total(), m.Name(draw.input("house")), draw.number("money", 1)]
    rng.shuffle(keys)
    chosen = keys[: rng.randint(1, 2)]
    return tree.Ranking(name, tuple((key, rng.choice((1, -1))) for key in chosen), rng.choice(TIES))
