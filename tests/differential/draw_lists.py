"""Random formulas over lists, series and days (5.3, 6.4, 6.5, 12)."""

from __future__ import annotations

import datetime
from abc import abstractmethod
from collections.abc import Callable, Sequence
from fractions import Fraction

from tests.differential import model as m
from tests.differential import sources
from tests.differential.draw_inputs import Inputs
from tests.differential.model import UNITS, Formula, Literal

SIGNS = ("≥", ">", "≤", "<", "=", "≠")
ORDER = ("≥", ">", "≤", "<")
STATISTICS = ("sum", "mean", "median", "max", "min")


class DrawLists(Inputs):
    """What is drawn of lists; numbers and conditions are drawn by `Draw`."""

    @abstractmethod
    def leaf(self, kind: str) -> Formula: ...

    @abstractmethod
    def truth(self, depth: int) -> Formula: ...

    def pick(self, ways: Sequence[Callable[[], Formula]]) -> Formula:
        return self.rng.choice(ways)()

    def literal(self, kind: str, low: int = 0, high: int = 120, unit: str | None = None) -> Literal:
        unit = self.rng.choice(list(UNITS[kind])) if unit is None else unit
        whole = kind in ("house",) or self.rng.random() < 0.5
        count = (
            Fraction(self.rng.randint(low, high))
            if whole
            else Fraction(self.rng.randint(low * 10, high * 10), 10)
        )
        return Literal(count * UNITS[kind][unit], unit, kind)

    def over_list(self, kind: str) -> Formula:
        if kind not in ("person", "points", "money"):
            return self.leaf(kind)
        name = self.records()
        where = self.of_record(name) if self.rng.random() < 0.6 else None
        take: Formula = m.Name({"person": "num", "points": "val", "money": "sum"}[kind])
        if self.rng.random() < 0.3:
            take = m.Arithmetic(
                "×", take, m.Lookup(m.Name("lev"), tuple((o, self.literal("plain")) for o in m.RANKED), None)
            )
        function = self.rng.choice((*STATISTICS, "sum", "stdev"))
        return m.Gather(function, sources.Records(name), where, take)

    def of_record(self, name: str, depth: int = 1) -> Formula:
        """A condition on a record."""
        rng = self.rng
        ways: list[Callable[[], Formula]] = [
            lambda: m.Name("ok"),
            lambda: m.Comparison((rng.choice(SIGNS),), (m.Name("lev"), m.Option(rng.choice(m.RANKED)))),
            lambda: m.Comparison((rng.choice(ORDER),), (m.Name("num"), self.literal("person", 0, 50, "人"))),
            lambda: m.OneOf(m.Name("lev"), m.RANKED[: rng.randint(1, 2)]),
        ]
        if depth:
            ways += [
                lambda: m.Junction("and", (self.of_record(name, 0), self.of_record(name, 0))),
                lambda: m.Junction("or", (self.of_record(name, 0), self.of_record(name, 0))),
                lambda: m.Inverse(self.of_record(name, 0)),
            ]
        return self.pick(ways)

    def count(self, depth: int) -> Formula:
        if self.rng.random() < 0.3:
            return m.Apply("count", tuple(self.truth(depth) for _ in range(self.rng.randint(2, 3))))
        name = self.records()
        where = self.of_record(name) if self.rng.random() < 0.8 else None
        return m.Arithmetic(
            "÷", m.Gather("count", sources.Records(name), where), Literal(Fraction(1), "个", "item")
        )

    def against(self) -> Formula:
        """A number against those of a list."""
        name = self.records()
        where = self.of_record(name) if self.rng.random() < 0.3 else None
        function = self.rng.choice(("minmax", "percentile", "to_max", "to_min", "z_score"))
        if function == "z_score":
            function = "percentile"
        return m.Gather(
            function, sources.Records(name), where, m.Name("num"), (m.Name(self.input("person")),)
        )

    def place_among(self) -> Formula:
        name = self.records()
        function = self.rng.choice(("rank", "rank_low", "z_score"))
        place = m.Gather(
            function, sources.Records(name), None, m.Name("num"), (m.Name(self.input("person")),)
        )
        return (
            place if function == "z_score" else m.Arithmetic("÷", place, Literal(Fraction(1), "位", "place"))
        )

    def series(self, kind: str) -> Formula:
        if kind not in ("money", "ratio", "plain"):
            return self.leaf(kind)
        rng = self.rng
        name = self.input(kind, yearly=True)
        years = rng.randint(2, 4)
        function = rng.choice(STATISTICS)
        if kind == "ratio":
            other = [self.input("money", yearly=True) for _ in range(2)]
            ratio = m.Arithmetic("÷", m.Name(other[0]), m.Name(other[1]))
            return m.Gather(function, sources.Years(years), None, ratio)
        return self.pick((
            lambda: m.InYear(name, rng.randint(0, 3)),
            lambda: m.InYear(name, year=rng.randint(2020, 2025)),
            lambda: m.Gather(function, sources.LastYears(name, years)),
            lambda: m.Gather(function, sources.Years(years), None, m.Arithmetic("-", m.Name(name), m.InYear(name, 1))),
        ))  # fmt: skip

    def growth(self) -> Formula:
        name = self.input("money", yearly=True)
        if self.rng.random() < 0.5:
            return m.Apply("growth", (m.Name(name),))
        return m.Apply("cagr", (m.Name(name), Literal(Fraction(self.rng.randint(1, 3)))))

    def day(self) -> Formula:
        written = datetime.date(2000, 1, 1) + datetime.timedelta(days=self.rng.randint(0, 9000))
        return self.pick((lambda: m.Name(self.input("date")), lambda: m.Day(written), m.DataDate))

    def dates(self) -> Formula:
        if self.rng.random() < 0.4:
            return m.Arithmetic(
                "÷", m.Apply("days_between", (self.day(), self.day())), Literal(Fraction(1), "天", "day")
            )
        return m.Arithmetic(
            "÷", m.Apply("years_between", (self.day(), self.day())), Literal(Fraction(1), "年", "year")
        )

    def every(self, all_: bool) -> Formula:
        name = self.records()
        where = self.of_record(name) if self.rng.random() < 0.5 else None
        return m.Gather("every" if all_ else "some", sources.Records(name), where, self.of_record(name))
