"""Random declarations of inputs (section 5), made as formulas ask for them."""

from __future__ import annotations

import random
from fractions import Fraction

from tests.differential.declarations import Input
from tests.differential.model import UNITS, Literal
from tests.differential.tree import Rulebook

SHAPES = ("yes_no", "ranked", "loose", "date")
LETTERS = {"ratio": "r", "money": "m", "person": "p", "house": "h", "mass": "w", "plain": "n", "points": "s",
           "density": "v", "output": "o", "yes_no": "y", "ranked": "k", "loose": "g", "date": "z"}  # fmt: skip


class Inputs:
    """The inputs of a book. `once` declares a new one for every mention."""

    def __init__(self, rng: random.Random, book: Rulebook, once: bool, pure: bool = False) -> None:
        self.rng, self.book, self.once, self.pure = rng, book, once, pure
        self.defined: dict[str, list[str]] = {}

    def input(self, kind: str, yearly: bool = False) -> str:
        """The name of an input of a kind of number, or of a shape."""
        known = [
            name
            for name, what in self.book.inputs.items()
            if (what.kind or what.shape) == kind and what.yearly == yearly
        ]
        if known and not self.once and (len(known) > 3 or self.rng.random() < 0.6):
            return self.rng.choice(known)
        name = f"{LETTERS[kind]}{len(self.book.inputs)}"
        self.book.inputs[name] = Input(name, kind) if kind in SHAPES else self._number(name, kind, yearly)
        return name

    def _number(self, name: str, kind: str, yearly: bool) -> Input:
        rng = self.rng
        unit = rng.choice(list(UNITS[kind]))
        base = UNITS[kind][unit]
        integer = kind == "house" or (unit == "人" and rng.random() < 0.5)
        low = high = None
        if integer or rng.random() < 0.6:
            low = Fraction(0) if integer or rng.random() < 0.6 else Fraction(rng.randint(-50, 50))
        if rng.random() < 0.5:
            high = (low or Fraction(0)) + rng.randint(1, 300)
        stands_in = Literal((high if high is not None else Fraction(40)) * base, unit, kind)
        fallback = stands_in if not (yearly or self.pure) and rng.random() < 0.08 else None
        return Input(
            name, "number", kind, unit, integer,
            None if low is None else low * base, None if high is None else high * base, yearly, fallback,
        )  # fmt: skip

    def records(self) -> str:
        """The name of a list of records with the fields lev, num, ok, val and sum."""
        known = [name for name, what in self.book.inputs.items() if what.shape == "records"]
        if known and not self.once:
            return self.rng.choice(known)
        name = f"l{len(self.book.inputs)}"
        fields = (
            Input("lev", "ranked"),
            Input("num", "number", "person", "人", True, Fraction(0)),
            Input("ok", "yes_no"),
            Input("val", "number", "points", "分"),
            Input("sum", "number", "money", "万元", False, Fraction(0), Fraction(10**6)),
        )
        self.book.inputs[name] = Input(name, "records", fields=fields, size=self.rng.choice((None, None, 3)))
        return name
