"""Random schemes: weights, aggregations, policies, scoring, bonuses and deductions, panels, readings (8 and 9)."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from tests.differential import model as m
from tests.differential import tree
from tests.differential.draw_formulas import Draw
from tests.differential.model import UNITS, Literal
from tests.differential.print_formulas import decimal
from tests.differential.tree import Mark, Node

METHODS = ("求和", "求和", "封顶求和", "加权平均", "加权几何平均", "几何平均", "最小", "最大")
POLICIES = ("待定", "折算", "零分", "满分", "略去")
STATES = ("", "", "不适用", "未提供", "不详")


def apart(rng: random.Random) -> random.Random:
    """Another stream that takes nothing from this one: what is drawn of it changes no other part of an example."""
    return random.Random(repr(rng.getstate()))


@dataclass
class DrawTree:
    """Draws a scheme. `pure` ones leave what is missing open, so that bounds can be held against filled-in figures."""

    draw: Draw
    pure: bool = False

    def scheme(self) -> Node:
        rng = self.draw.rng
        root = Node("zz", Fraction(100), method=rng.choice(METHODS))
        if rng.random() < 0.2:
            self.draw.book.readings["u0"] = tree.Reading(
                "u0", (("ua", rng.choice(METHODS)), ("ub", rng.choice(METHODS)))
            )
            root.method, root.reading = "", "u0"
        if rng.random() < 0.3:
            root.first_level = rng.choice(METHODS)
        if rng.random() < 0.6:
            self.draw.book.panels["j0"] = self.panel()
        self.policies(root, 0.8)
        for place, weight in enumerate(self.split(Fraction(100))):
            root.children.append(self.group(f"a{place}", weight))
        if not any(child.children for child in root.children):
            root.first_level = ""  # nothing to aggregate there
        self.extras(root)
        if rng.random() < 0.15:
            parts = [m.Part(child.name, "score") for child in root.children]
            root.formula = (
                m.Apply(
                    rng.choice(("sum", "max", "mean")),
                    tuple(parts),
                )
                if len(parts) > 1
                else parts[0]
            )
            root.reading, root.policies, root.first_level = "", [], ""
            root.method = ""
            for child in root.children:
                child.method = child.method or "求和"
        return root

    def split(self, total: Fraction, most: int = 3) -> list[Fraction]:
        """Parts in halves of a point, or in twentieths of what cannot be split so."""
        rng = self.draw.rng
        step = Fraction(1, 2) if (total * 2).denominator == 1 and total >= 2 else total / 20
        steps = int(total / step)
        count = rng.randint(1, most)
        cuts = [0, *sorted(rng.sample(range(1, steps), count - 1)), steps]
        return [(b - a) * step for a, b in itertools.pairwise(cuts)]

    def group(self, name: str, weight: Fraction) -> Node:
        rng = self.draw.rng
        node = Node(name, weight, decimal(weight))
        if rng.random() < 0.2:
            self.leaf(node)
        else:
            node.method = rng.choice((*METHODS, "", "", ""))
            self.policies(node, 0.3)
            if rng.random() < 0.25:
                shares = self.split(Fraction(100))
                parts = [(share * weight / 100, f"{decimal(share)}%") for share in shares]
            else:
                parts = [(part, decimal(part)) for part in self.split(weight)]
            for place, (part, printed) in enumerate(parts):
                child = Node(f"{name}b{place}", part, printed)
                self.leaf(child)
                node.children.append(child)
        self.extras(node)
        return node

    def policies(self, node: Node, chance: float) -> None:
        rng = self.draw.rng
        if self.pure or rng.random() > chance:
            return
        for state in sorted(set(rng.choices(STATES, k=rng.randint(1, 3)))):
            what = rng.choice(POLICIES)
            with_share = what == "折算" and rng.random() < 0.3
            least = Fraction(rng.choice((25, 40, 60)), 100) if with_share else None
            node.policies.append(tree.Policy(state, what, least))

    def extras(self, node: Node) -> None:
        """Bonus, deduction, ceiling, floor, veto, applies (9.3, 9.5)."""
        rng, draw = self.draw.rng, self.draw
        scheme = node.name == "zz"
        for sign in (1, -1):
            if rng.random() < 0.12:
                name = f"f{node.name}{'p' if sign > 0 else 'm'}"
                rows = tuple(self.adjusting(node.weight) for _ in range(rng.randint(1, 2)))
                most = self.points(node.weight, 5) if rng.random() < 0.6 else None
                node.adjustments.append(tree.Adjustment(name, sign, rows, most))
        if rng.random() < 0.15:
            node.ceiling = (
                Mark(node.weight, "满分") if rng.random() < 0.5 else self.points(node.weight * 2, 20)
            )
        if rng.random() < 0.25:
            node.floor = Mark(Fraction(0), "0")
        if rng.random() < 0.08:
            node.vetoes.append(draw.truth(1))
        if not scheme and not self.pure and rng.random() < 0.1:
            node.applies = m.Name(draw.input("yes_no"))

    def points(self, most: Fraction, at_most: int) -> Mark:
        tenths = self.draw.rng.randint(1, max(1, min(int(most * 10), at_most * 10)))
        return Mark(Fraction(tenths, 10), decimal(Fraction(tenths, 10)))

    def mark(self, weight: Fraction) -> Mark:
        rng = self.draw.rng
        if rng.random() < 0.3:
            return Mark(weight, "满分")
        if rng.random() < 0.4:
            share = rng.randint(0, 100)
            return Mark(weight * share / 100, f"{share}%")
        tenths = rng.randint(0, int(weight * 10))
        return Mark(Fraction(tenths, 10), decimal(Fraction(tenths, 10)))

    def adjusting(self, weight: Fraction) -> tree.Adjusting:
        rng, draw = self.draw.rng, self.draw
        mark = self.points(weight, 6)
        if rng.random() < 0.5:
            return tree.Adjusting(draw.truth(1), mark)
        kind = rng.choice(("house", "person", "money"))
        item = m.Apply("abs", (m.Name(draw.input(kind)),)) if kind != "house" else m.Name(draw.input(kind))
        unit = draw.literal(kind, 1, 40)
        return tree.Adjusting(
            item, mark, unit, rng.random() < 0.5, self.points(weight, 9) if rng.random() < 0.7 else None
        )

    def panel(self) -> tree.Panel:
        rng = self.draw.rng
        trim = rng.choice((0, 0, 1))
        places = rng.choice((None, 0, 1, 2))
        how = rng.choice(("四舍六入五成双", "四舍五入", "进位", "舍去")) if places is not None else ""
        more = apart(rng)
        reading = ""
        if more.random() < 0.3:
            reading = "u1"
            self.draw.book.readings[reading] = tree.Reading(reading, (("uc", ""), ("ud", "")))
        return tree.Panel(
            "j0",
            2,
            rng.choice((4, 5)),
            Fraction(1, 2),
            trim,
            3,
            places,
            how,
            more.choice(("逐项", "总分")),
            more.random() < 0.2,
            more.choice(("", "不计", "不计", "待定")),
            reading,
        )

    # --- leaves (9.4) ---
    def leaf(self, node: Node) -> None:
        rng, draw = self.draw.rng, self.draw
        weight = node.weight
        kind = rng.choice(("ratio", "ratio", "money", "person", "plain"))
        shapes: list[Callable[[], tree.Scoring]] = [
            lambda: self.linear(kind, weight),
            lambda: self.steps(kind, weight),
            lambda: self.each(kind, weight),
            lambda: tree.Checklist(tuple((draw.truth(1), Mark(x, decimal(x))) for x in self.split(weight))),
            lambda: tree.Deductions(
                rng.choice((None, Mark(Fraction(0), "0"), Mark(weight / 4, "25%"))),
                tuple(self.adjusting(weight) for _ in range(rng.randint(1, 2))),
            ),
            tree.YesNo,
            lambda: tree.Place(rng.choice((14, 40))),
            tree.Direct,
            lambda: tree.Expert("j0" if draw.book.panels else None),
            tree.OpenScoring,
        ]
        odds = (4, 3, 3, 3, 2, 2, 1, 2, 2, 0.5)
        node.scoring = rng.choices(shapes, odds)[0]()
        match node.scoring:
            case tree.Linear() | tree.Steps() | tree.Each():
                node.measure = draw.number(kind, 2)
            case tree.YesNo():
                node.measure = draw.truth(2)
            case tree.Place():
                node.measure = m.Arithmetic(
                    "÷", m.Name(draw.input("house")), Literal(Fraction(1), "户", "house")
                )
            case tree.Direct():
                node.measure = draw.number("points", 2)
            case _:
                pass

    def linear(self, kind: str, weight: Fraction) -> tree.Linear:
        rng = self.draw.rng
        unit = rng.choice(list(UNITS[kind]))
        at = sorted(rng.sample(range(-60, 200), rng.randint(2, 4)), reverse=rng.random() < 0.25)
        return tree.Linear(tuple((Literal(x * UNITS[kind][unit], unit, kind), self.mark(weight)) for x in at))

    def steps(self, kind: str, weight: Fraction) -> tree.Steps:
        rng = self.draw.rng
        unit = rng.choice(list(UNITS[kind]))
        at = sorted(rng.sample(range(-50, 150), rng.randint(1, 3)))
        down = rng.random() < 0.7
        sign = rng.choice(("≥", ">") if down else ("≤", "<"))
        rows = [
            (sign, Literal(x * UNITS[kind][unit], unit, kind), self.mark(weight))
            for x in (at[::-1] if down else at)
        ]
        return tree.Steps((*rows, ("", None, self.mark(weight))))

    def each(self, kind: str, weight: Fraction) -> tree.Each:
        rng = self.draw.rng
        unit = self.draw.literal(kind, 1, 50)
        most = None if rng.random() < 0.3 else self.mark(weight)
        return tree.Each(rng.random() < 0.5, unit, self.points(weight, 3), most)
