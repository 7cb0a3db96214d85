"""The slow evaluator of grades, designations, constraints and rankings: docs/language.md, sections 10 to 13."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from fractions import Fraction

from tests.differential import tree
from tests.differential.operations import both, either
from tests.differential.rounding import rounded_to
from tests.differential.slow import TOP, Formulas
from tests.differential.slow_lists import peers_of
from tests.differential.slow_tables import fits
from tests.differential.slow_tree import Tree
from tests.differential.town import Town
from tests.differential.tree import Rulebook, Scale
from tests.differential.values import (
    EITHER,
    INF,
    NO,
    NOT_APPLICABLE,
    NOT_SUPPLIED,
    SOME_STATE,
    UNKNOWN,
    YES,
    Number,
    Undecided,
    Why,
    Word,
    compared,
    exactly,
    joined,
    monotone,
    truth,
    word,
)  # fmt: skip

MODES = {"": "half_even", "四舍六入五成双": "half_even", "四舍五入": "half_up", "进位": "up", "舍去": "down"}


class SlowTown:
    """All that the rules say of one town. The towns of `together` see each other."""

    def __init__(self, book: Rulebook, town: Town, label: str = "") -> None:
        self.book = book
        self.formulas = Formulas(book, town, judge=self, label=label)
        self.tree = Tree(self.formulas) if book.scheme else None

    def alone(self, expert: str, *, unmarked: bool = False) -> SlowTown:
        """Section 8: the same town with the marks of one expert, or with none."""
        other = SlowTown(self.book, self.formulas.town, self.formulas.label)
        other.formulas.others = self.formulas.others
        other.formulas.alone, other.formulas.unmarked = expert, unmarked
        return other

    def part(self, indicator: str, what: str) -> Number:
        assert self.tree is not None
        return self.tree.part(indicator, what)

    def total(self) -> Number:
        assert self.book.scheme is not None
        return self.part(self.book.scheme.name, "score")

    # --- grades (11) ---
    def grade(self, name: str) -> Word:
        """A grade as a value: given when only one is possible."""
        possible = self.possible_grades(name)
        why = self._why_of_grade(next(s for s in self.book.scales if s.name == name))
        if why.state == NOT_APPLICABLE and len(possible) > 1:
            raise Undecided  # the document does not say what a grade is that hangs on what is not applicable
        return truth(possible, why)

    def _why_of_grade(self, scale: Scale) -> Why:
        formulas = [b.requires for b in scale.bands if b.requires is not None]
        formulas += [*scale.vetoes, *(when for _, when in scale.caps)]
        return joined([self.formulas.number(scale.by), *(self.formulas.truth(f) for f in formulas)])

    def possible_grades(self, name: str) -> frozenset[str]:
        """Every grade that some value within the bounds, and some answer to what is open, can give."""
        scale = next(s for s in self.book.scales if s.name == name)
        x = self.formulas.number(scale.by)
        if scale.places is not None:
            step = Fraction(1, 10**scale.places) * scale.factor
            mode = MODES[scale.rounding]
            x = monotone(lambda v: rounded_to(v, step, mode, x.why.rough), x)
        requires = [
            self.formulas.truth(b.requires) if b.requires is not None else word(True) for b in scale.bands
        ]
        caps = [(name, self.formulas.truth(when)) for name, when in scale.caps]
        vetoes = [self.formulas.truth(veto) for veto in scale.vetoes]
        open_ = [*requires, *(holds for _, holds in caps), *vetoes]
        found = set()
        for value in values_within(x, scale):
            for answers in itertools.product(*(sorted(o.possible or EITHER, key=str) for o in open_)):
                met, rest = answers[: len(requires)], answers[len(requires) :]
                capped = [name for (name, _), holds in zip(caps, rest, strict=False) if holds]
                found.add(graded(scale, value, met, capped, any(rest[len(caps) :])))
        return frozenset(found)

    # --- designations (13) ---
    def verdict(self, designation: tree.Designation) -> str:
        """Met when every 应 holds and no 否决 does; 宜 and 可 decide nothing."""
        decisive = []
        for modal, condition in designation.criteria:
            holds = self.condition(condition)
            if modal == "应":
                decisive.append(holds)
            if modal == "否决":
                decisive.append(truth({not p for p in holds.possible or EITHER}, holds.why))
        met = both(decisive)
        return "undetermined" if not met.given else "met" if met.word else "unmet"

    def condition(self, condition: tree.Condition) -> Word:
        match condition:
            case tree.External(document=document):
                rulings = self.formulas.town.rulings
                return word(rulings[document]) if document in rulings else Word(EITHER, Why(NOT_SUPPLIED))
            case tree.Undecided():
                return Word(EITHER, Why(UNKNOWN))
            case tree.Group(word=how, least=least, parts=parts):
                holds = [self.condition(part) for part in parts]
                if how == "全部":
                    return both(holds)
                return either(holds) if how == "任一" else at_least(least, holds)
            case _:
                return self.formulas.truth(condition)

    def constraints(self) -> dict[str, Word]:
        """Section 10: whether each constraint on the data holds."""
        return {name: self.formulas.truth(formula) for name, formula in self.book.constraints.items()}

    # --- where this evaluator's bounds may be wider than they need be ---
    def loose_grade(self, scale: Scale) -> bool:
        return self._why_of_grade(scale).loose

    def loose_verdict(self, designation: tree.Designation) -> bool:
        """Whether a condition is loose, or an unknown stands in several of them."""
        return joined([self.condition(condition) for _, condition in designation.criteria]).loose

    # --- rankings (12) ---
    def place(self, name: str) -> Number:
        """Compared by the first key that tells two towns apart."""
        ranking = next(r for r in self.book.rankings if r.name == name)
        peers = peers_of(self.formulas)
        if isinstance(peers, Why):
            return Number(-INF, INF, Why(SOME_STATE, peers.causes, True))
        keys = [[(peer.number(key, TOP), sign) for key, sign in ranking.keys] for peer in peers]
        mine = [(self.formulas.number(key), sign) for key, sign in ranking.keys]
        relations = [
            {"="} if peer is self.formulas else beside(row, mine)
            for peer, row in zip(peers, keys, strict=True)
        ]
        why = joined([value for row in [*keys, mine] for value, _ in row])
        if any(len(relation) > 1 for relation in relations):
            sure = sum(relation == {">"} for relation in relations)
            can = sum(relation != {"<"} for relation in relations)
            if ranking.ties == "不占位":
                sure = min(sure, 1)  # those that are better may be equal to each other
            if why.state == NOT_APPLICABLE:  # it has no bounds
                return Number(-INF, INF, Why(SOME_STATE, why.causes, True))
            return Number(Fraction(sure + 1), Fraction(can), Why(SOME_STATE, why.causes, True))
        better, equal = relations.count({">"}), relations.count({"="})
        match ranking.ties:
            case "同取前位":
                place = Fraction(better + 1)
            case "同取后位":
                place = Fraction(better + equal)
            case "取平均":
                place = Fraction(2 * better + 1 + equal, 2)
            case "不占位":
                return self._dense(
                    [row for row, relation in zip(keys, relations, strict=True) if relation == {">"}], why
                )
            case _:
                if equal > 1:
                    return Number(Fraction(better + 1), Fraction(better + equal), Why(UNKNOWN, loose=True))
                place = Fraction(better + 1)
        return exactly(place)

    def _dense(self, better: Sequence[Row], why: Why) -> Number:
        """Without gaps: 1 and how many different results are better."""
        if not all(value.given for row in better for value, _ in row):
            raise Undecided  # how many of them are equal may be open
        different: list[Row] = []
        for row in better:
            if all(beside(row, other) != {"="} for other in different):
                different.append(row)
        return exactly(len(different) + 1)


Row = Sequence[tuple[Number, int]]


def beside(theirs: Row, mine: Row) -> set[str]:
    """Section 12: what theirs can be: better (>), equal or worse, by the first key that tells them apart."""
    for (a, sign), (b, _) in zip(theirs, mine, strict=True):
        equal = compared("=", a, b)
        if equal.possible == YES:
            continue
        greater = compared(">" if sign > 0 else "<", a, b)
        if equal.possible == NO and greater.given:
            return {">"} if greater.possible == YES else {"<"}
        return {">", "=", "<"}
    return {"="}


def together(book: Rulebook, towns: Sequence[Town]) -> list[SlowTown]:
    """Section 12: the towns that are evaluated together."""
    found = [SlowTown(book, town, f"{place}:") for place, town in enumerate(towns)]
    for town in found:
        town.formulas.others = [other.formulas for other in found]
    return found


def at_least(least: int, holds: Sequence[Word]) -> Word:
    """Section 7.2: decided as soon as those that hold, or those that still can, decide it."""
    sure = sum(h.possible == YES for h in holds)
    can = sum(h.possible != NO for h in holds)
    if sure >= least or can < least:
        return word(sure >= least)
    return Word(EITHER, joined(holds))


def values_within(x: Number, scale: Scale) -> list[Fraction]:
    """Values that stand for all between the bounds: the ends, every limit, and one between any two of these."""
    limits = [limit.value for band in scale.bands for limit in (band.low, band.high) if limit is not None]
    if x.given and isinstance(x.low, Fraction):
        if x.why.rough:
            for limit in limits:
                compared("<", x, Number(limit, limit))
        return [x.low]
    outer = [min(limits) - 1, max(limits) + 1] if limits else [Fraction(0)]
    points = {p for p in [x.low, x.high, *limits, *outer] if isinstance(p, Fraction) and x.low <= p <= x.high}
    if scale.places is not None:  # only rounded values occur; the limits have no more places than these
        step = Fraction(1, 10**scale.places) * scale.factor
        points |= {p + d for p in limits for d in (-step, step) if x.low <= p + d <= x.high}
        return sorted(p for p in points if (p / step).denominator == 1)
    ordered = sorted(points)
    return ordered + [(a + b) / 2 for a, b in itertools.pairwise(ordered)]


def graded(scale: Scale, value: Fraction, met: Sequence[object], caps: Sequence[str], vetoed: bool) -> str:
    """Section 11: the band of the value; the next worse one whose condition holds; caps; veto."""
    names = [band.name for band in scale.bands]
    place = next(i for i, band in enumerate(scale.bands) if in_band(value, band))
    while place < len(names) - 1 and not met[place]:
        place += 1
    place = max([place, *(names.index(cap) for cap in caps)])
    return names[-1] if vetoed else names[place]


def in_band(value: Fraction, band: tree.Band) -> bool:
    above = band.low is None or fits(value, band.low_sign, band.low.value)
    return above and (band.high is None or fits(value, band.high_sign, band.high.value))
