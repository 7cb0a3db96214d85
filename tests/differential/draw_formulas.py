"""Random formulas, directed by the kind of value that is wanted (6.3 to 6.5)."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from tests.differential import model as m
from tests.differential.awaited import AWAITED, Awaited
from tests.differential.declarations import Table
from tests.differential.draw_lists import ORDER, SIGNS, STATISTICS, DrawLists
from tests.differential.model import UNITS, Formula, Literal

NUMBERS = ("ratio", "money", "person", "house", "mass", "plain", "points", "density", "output")


class Draw(DrawLists):
    """Draws formulas; inputs are declared as they are needed, or taken from those there are.

    `once` declares a new input for every mention, so that no unknown stands twice in a formula.
    """

    # --- numbers ---
    def number(self, kind: str, depth: int) -> Formula:
        """A formula of a kind of number."""
        if depth <= 0:
            return self.leaf(kind)
        inner = depth - 1

        def same() -> Formula:
            return self.number(kind, inner)

        ways: list[Callable[[], Formula]] = [
            lambda: self.leaf(kind),
            lambda: m.Arithmetic(self.rng.choice("+-"), same(), same()),
            lambda: m.Negative(same()),
            lambda: m.Arithmetic("×", same(), self.number("plain", 0)),
            lambda: m.Arithmetic("÷", same(), Literal(Fraction(self.rng.randint(1, 8)))),
            lambda: m.Conditional(self.truth(inner), same(), same()),
            lambda: m.Apply(
                self.rng.choice(STATISTICS), tuple(same() for _ in range(self.rng.randint(2, 4)))
            ),
            lambda: self.clamp(kind, inner),
            lambda: m.Apply("abs", (same(),)),
            lambda: self.rounding(kind),
            lambda: self.table(kind),
            lambda: self.interpolation(kind, inner),
            lambda: self.tiers(kind, inner),
            lambda: self.over_list(kind),
            lambda: self.series(kind),
            lambda: m.Apply(
                "trimmed_mean", (Literal(Fraction(1)), *(same() for _ in range(self.rng.randint(3, 5))))
            ),
            lambda: m.Apply("stdev", tuple(same() for _ in range(3))),
        ]
        if not self.pure:
            ways += [
                lambda: m.Apply("if_missing", (self.leaf(kind), same())),
                lambda: m.Apply("if_not_applicable", (self.leaf(kind), same())),
            ]
        if kind == "ratio":
            ways += [lambda: self.quotient(inner) for _ in range(4)]
            ways += [
                lambda: m.Arithmetic("×", same(), same()),
                lambda: m.Power(same(), self.rng.choice((0, 1, 2, 2, 3))),
                lambda: self.irrational(inner),
                self.growth,
                self.against,
            ]
        if kind == "plain":
            ways += [
                lambda: self.count(inner),
                self.dates,
                lambda: self.irrational(inner),
                lambda: m.Power(same(), self.rng.choice((1, 2, 3))),
                self.place_among,
                lambda: m.Arithmetic("÷", self.number("money", inner), self.literal("money", 1)),
            ]
        if kind == "density":
            ways += [lambda: m.Arithmetic("÷", self.number("person", inner), self.number("person", inner))]
        if kind == "output":
            ways += [lambda: m.Arithmetic("÷", self.number("money", inner), self.number("person", inner))]
        if kind == "money":
            ways += [lambda: m.Arithmetic("×", self.number("output", 0), self.number("person", 0))]
        return self.pick(ways)

    def leaf(self, kind: str) -> Formula:
        if self.rng.random() < 0.2:
            return self.literal(kind)
        if (names := self.defined.get(kind, [])) and self.rng.random() < 0.2 and not self.once:
            return m.Name(self.rng.choice(names))
        return m.Name(self.input(kind))

    def clamp(self, kind: str, depth: int) -> Formula:
        unit = self.rng.choice(list(UNITS[kind]))
        low, high = self.literal(kind, 0, 30, unit), self.literal(kind, 31, 120, unit)
        return m.Apply("clamp", (self.number(kind, depth), low, high))

    def quotient(self, depth: int) -> Formula:
        kind = self.rng.choice(("money", "person", "house", "mass"))
        return m.Arithmetic("÷", self.number(kind, depth), self.number(kind, depth))

    def rounding(self, kind: str) -> Formula:
        """A rounding of an input, which is shown in its own unit."""
        name = self.input(kind)
        unit = self.book.inputs[name].unit
        function = self.rng.choice(("round_half_even", "round_half_up", "round_up", "round_down", "report"))
        if self.rng.random() < 0.6:
            return m.Rounding(function, m.Name(name), UNITS[kind][unit], places=self.rng.randint(-1, 2))
        if function == "report" or self.rng.random() < 0.4:
            function = self.rng.choice(("floor", "ceil"))
        else:
            function += "_to"
        step = Literal(
            Fraction(self.rng.choice((1, 2, 5, 25)), self.rng.choice((1, 2, 10))) * UNITS[kind][unit],
            unit,
            kind,
        )
        return m.Rounding(function, m.Name(name), UNITS[kind][unit], to=step)

    def table(self, kind: str) -> Formula:
        """A table in the call, or a declared one."""
        if self.rng.random() < 0.4 and kind == "plain":
            return self.declared_table()
        cell = self.literal if self.rng.random() < 0.6 else self.leaf
        options = list(m.RANKED)[: self.rng.choice((2, 3))]
        otherwise = cell(kind) if len(options) < 3 else None
        return m.Lookup(self.choice(1), tuple((option, cell(kind)) for option in options), otherwise)

    def declared_table(self) -> Formula:
        rng = self.rng
        name = f"t{len(self.book.tables)}"
        columns = rng.choice(((), m.LOOSE, ("ca", "cb")))
        options: list[str | None] = [*m.RANKED] if rng.random() < 0.5 else [m.RANKED[0], None]
        width = max(len(columns), 1)
        rows = tuple((o, tuple(("", self.literal("plain", 0, 9)) for _ in range(width))) for o in options)
        self.book.tables[name] = Table(name, columns, rows)
        if columns == m.LOOSE:
            return m.TableLookup(name, self.choice(0), m.Name(self.input("loose")))
        return m.TableLookup(name, self.choice(0), rng.choice(columns) if columns else None)

    def interpolation(self, kind: str, depth: int) -> Formula:
        by = self.rng.choice(("ratio", "money", "plain"))
        unit = self.rng.choice(list(UNITS[by]))
        at = sorted(self.rng.sample(range(-40, 160), self.rng.randint(2, 4)))
        knots = tuple((Literal(x * UNITS[by][unit], unit, by), self.literal(kind)) for x in at)
        return m.Interpolate(self.number(by, depth), knots)

    def tiers(self, kind: str, depth: int) -> Formula:
        rng = self.rng
        by = rng.choice(("ratio", "money", "plain"))
        unit = rng.choice(list(UNITS[by]))
        at = sorted(rng.sample(range(1, 150), rng.randint(1, 3)))
        if kind == "plain" and rng.random() < 0.5:
            rows = tuple(("≤", Literal(Fraction(x)), self.literal("ratio", 1, 60)) for x in at)
            x: Formula = m.Apply("abs", (self.number("plain", depth),))
            return m.Tiers(rng.choice(("marginal", "whole")), x, rows, self.literal("ratio", 1, 60))
        down = rng.random() < 0.6
        sign = rng.choice(("≥", ">") if down else ("≤", "<"))
        tiers = tuple(
            (sign, Literal(x * UNITS[by][unit], unit, by), self.literal(kind))
            for x in (at[::-1] if down else at)
        )
        return m.Tiers("tier", self.number(by, depth), tiers, self.literal(kind))

    def irrational(self, depth: int) -> Formula:
        x = m.Apply("abs", (self.number("plain", depth),))
        n = Literal(Fraction(self.rng.randint(2, 5)))
        positive = m.Arithmetic("+", x, Literal(Fraction(1)))
        small = m.Apply("clamp", (x, Literal(Fraction(0)), Literal(Fraction(5))))
        return self.pick((
            lambda: m.Apply("sqrt", (x,)),
            lambda: m.Apply("root", (x, n)),
            lambda: m.Apply("pow", (x, Literal(Fraction(self.rng.choice((3, 5, 15, 18)), 10)))),
            lambda: m.Apply("ln", (positive,)),
            lambda: m.Apply("log10", (positive,)),
            lambda: m.Apply("exp", (small,)),
            lambda: m.Apply("geo_mean", (x, positive)),
            lambda: m.Apply("harmonic_mean", (positive, Literal(Fraction(7)))),
            lambda: m.Apply("sample_stdev", (x, self.number("plain", 0), Literal(Fraction(3)))),
        ))  # fmt: skip

    # --- choices and conditions ---
    def choice(self, depth: int) -> Formula:
        if depth and self.rng.random() < 0.25:
            other = m.Option(self.rng.choice(m.RANKED))
            if self.rng.random() < 0.5:
                return m.Apply(
                    self.rng.choice(("max", "min")),
                    (m.Name(self.input("ranked")), m.Name(self.input("ranked"))),
                )
            if Awaited.OPTION_IN_BRANCH not in AWAITED:
                return m.Conditional(self.truth(0), m.Name(self.input("ranked")), other)
        return m.Name(self.input("ranked"))

    def truth(self, depth: int) -> Formula:
        """A condition."""
        rng = self.rng
        kind = rng.choice(NUMBERS)
        ways: list[Callable[[], Formula]] = [
            lambda: m.Name(self.input("yes_no")),
            lambda: m.Comparison((rng.choice(SIGNS),), (self.number(kind, depth - 1), self.literal(kind))),
            lambda: m.Comparison((rng.choice(SIGNS),), (self.choice(depth), m.Option(rng.choice(m.RANKED)))),
            lambda: m.Comparison(
                (rng.choice("=≠"),), (m.Name(self.input("loose")), m.Option(rng.choice(m.LOOSE)))
            ),
        ]
        if depth > 0:
            inner = depth - 1
            name = rng.choice(("每", "有"))
            ways += [
                lambda: m.Junction("and", tuple(self.truth(inner) for _ in range(rng.randint(2, 3)))),
                lambda: m.Junction("or", tuple(self.truth(inner) for _ in range(rng.randint(2, 3)))),
                lambda: m.Inverse(self.truth(inner)),
                lambda: m.Conditional(self.truth(inner), self.truth(inner), self.truth(inner)),
                lambda: m.Comparison(
                    (rng.choice(SIGNS),), (self.number(kind, inner), self.number(kind, inner))
                ),
                lambda: m.Comparison(
                    (rng.choice(("≤", "<")), rng.choice(("≤", "<"))),
                    (self.literal(kind, 0, 40), self.number(kind, inner), self.literal(kind, 41, 90)),
                ),
                lambda: self.every(name == "每"),
                lambda: m.OneOf(self.choice(1), m.RANKED[: rng.randint(1, 2)]),
                lambda: m.YearsHold(
                    rng.choice(("every_year", "some_year")),
                    self.input("money", yearly=True),
                    rng.randint(2, 4),
                    rng.choice(ORDER),
                    self.literal("money", 1, 90),
                ),
                self.satisfies,
                lambda: m.Comparison((rng.choice(SIGNS),), (self.day(), self.day())),
            ]
            if not self.pure:
                ways += [
                    lambda: m.Apply("is_given", (self.leaf(kind),)),
                    lambda: m.Apply("is_not_applicable", (self.leaf(kind),)),
                ]
        return self.pick(ways)

    def satisfies(self) -> Formula:
        names = (self.input("money"), self.input("ratio"))
        table = f"t{len(self.book.tables)}"
        rows = tuple(
            (option, tuple((self.rng.choice(ORDER), self.literal(kind)) for kind in ("money", "ratio")))
            for option in m.RANKED
        )
        self.book.tables[table] = Table(table, names, rows)
        return m.Satisfies(table, self.choice(0))
