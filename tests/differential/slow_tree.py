"""The slow evaluator of the tree of indicators: docs/language.md, sections 8 and 9."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from tests.differential import irrational, tree
from tests.differential.operations import both
from tests.differential.slow import Formulas
from tests.differential.slow_lists import walk
from tests.differential.slow_scoring import (
    Score,
    adjusted,
    dropped,
    enters,
    mean_of,
    opened,
    panel_of,
    scored,
)
from tests.differential.tree import Node
from tests.differential.values import (
    INF,
    NO,
    NOT_APPLICABLE,
    SOME_STATE,
    UNKNOWN,
    YES,
    Number,
    Undecided,
    Why,
    Word,
    added,
    clamped,
    divided,
    exactly,
    hull,
    joined,
    multiplied,
    negative,
    number,
    over_each,
    undefined,
)  # fmt: skip

ZERO = exactly(0)


@dataclass(frozen=True)
class Child:
    """A child as it goes into the aggregation; one left out has no number."""

    weight: Fraction
    number: Number


class Tree:
    """The scores of one town."""

    def __init__(self, at: Formulas) -> None:
        assert at.book.scheme is not None
        self.at = at
        self.parents = {c.name: node for node in walk(at.book.scheme) for c in node.children}
        self.nodes = {node.name: node for node in walk(at.book.scheme)}
        self.scores: dict[str, Score] = {}

    def part(self, indicator: str, what: str) -> Number:
        """Section 16: the points, the points over the full mark, the weight."""
        weight = exactly(self.nodes[indicator].weight)
        if what == "weight":
            return weight
        score = self.score(indicator).number
        return score if what == "score" else divided(score, weight)

    def score(self, name: str) -> Score:
        if name not in self.scores and not self.at.alone and not self.at.unmarked:
            self._by_totals()
        if name not in self.scores:
            self.scores[name] = self._score(self.nodes[name])
        return self.scores[name]

    def _by_totals(self) -> None:
        """Section 8: the total is the mean of those of the experts, and every score the mean over those that count."""
        marked = [node for node in self.nodes.values() if isinstance(node.scoring, tree.Expert)]
        panel = panel_of(self.at, None)
        everyone, names = self.at.town.marks, [node.name for node in marked]
        if (
            panel is None
            or panel.average == "逐项"
            or not any(n in m for m in everyone.values() for n in names)
        ):
            return
        who = [one for one in everyone if all(enters(panel, everyone[one].get(name)) for name in names)]
        assert self.at.judge is not None
        count = len(who)
        if not panel.least <= count <= panel.most:
            without = self.at.judge.alone("", unmarked=True)
            self.scores = {name: Score(without.part(name, "score")) for name in self.nodes}
            return
        trees = [self.at.judge.alone(one) for one in who]
        found = {name: [one.part(name, "score") for one in trees] for name in self.nodes}
        root = self.at.book.scheme
        assert root is not None
        totals = found[root.name]
        for name, points in found.items():
            self.scores[name] = Score(mean_by(totals, points, dropped(panel, count)))
        mean = over_each(lambda xs: mean_of(panel, xs), totals)
        low = mean if root.floor is None else exactly(root.floor.points)
        high = mean if root.ceiling is None else exactly(root.ceiling.points)
        lowest, highest = max(mean.low, low.low), max(mean.high, low.high)
        self.scores[root.name] = Score(
            number(min(lowest, high.low), min(highest, high.high), mean.why)
            if root.ceiling is not None
            else number(lowest, highest, mean.why)
        )

    def adjustment(self, adjustment: tree.Adjustment) -> Number:
        """Section 9.5: what the rows of a bonus or deduction add up to; 最高 of the block caps it."""
        total = ZERO
        for row in adjustment.rows:
            total = added(total, adjusted(self.at, row))
        return clamped(total, total, exactly(adjustment.most.points)) if adjustment.most else total

    def applies(self, node: Node) -> Word:
        """Section 9.3: whether the indicator, and all above it, apply."""
        conditions = []
        at: Node | None = node
        while at is not None:
            conditions += [self.at.truth(at.applies)] if at.applies is not None else []
            at = self.parents.get(at.name)
        return both(conditions)

    def _score(self, node: Node) -> Score:
        """Sections 9.3 to 9.5: applies, score, bonus and deduction, ceiling and floor, veto, in this order."""
        applies = self.applies(node)
        if applies.possible == NO:
            return Score(opened(node.weight, Why(NOT_APPLICABLE)))
        score = self.aggregated(node) if node.children else scored(self.at, node)
        if score.number.why.state == NOT_APPLICABLE:  # it has no bonus, deduction, floor or veto
            return score
        vetoes = [self.at.truth(veto) for veto in node.vetoes]
        if any(veto.why.state == NOT_APPLICABLE for veto in vetoes):
            raise Undecided  # the document does not say what a veto does that is not applicable
        if any(veto.possible == YES for veto in vetoes):
            if not applies.given:
                raise Undecided  # nor what a veto does where it is open whether the indicator applies
            return Score(ZERO)
        found = score.number
        for adjustment in node.adjustments:
            amount = self.adjustment(adjustment)
            found = added(found, amount if adjustment.sign > 0 else negative(amount))
        if node.ceiling is not None:
            found = number(
                min(found.low, node.ceiling.points), min(found.high, node.ceiling.points), found.why
            )
        if node.floor is not None:
            found = number(max(found.low, node.floor.points), max(found.high, node.floor.points), found.why)
        for holds in vetoes:
            if holds.possible != NO and not found.low == found.high == 0:
                found = hull([ZERO, found], joined([found, holds]))
        if not applies.given:
            found = Number(found.low, found.high, joined([applies, found]))
        return Score(found, score.partial, score.marked)

    # --- missing scores (9.3) ---
    def policy(self, node: Node, state: str) -> tree.Policy:
        """A line that names the state goes before one that names none; the nearest node that has one; else 待定."""
        if state == SOME_STATE:
            raise Undecided
        at: Node | None = node
        while at is not None:
            for wanted in (state, ""):
                for policy in at.policies:
                    if _STATES.get(policy.state, "") == wanted:
                        return policy
            at = self.parents.get(at.name)
        return tree.Policy("", "待定")

    def aggregated(self, node: Node) -> Score:
        """Section 9.3: what becomes of children that are missing, then section 9.2."""
        scores = [(child, self.score(child.name)) for child in node.children]
        if not all(self.applies(child).given for child in node.children):
            raise Undecided  # the document does not say what goes up while it is open whether a child applies
        if node.formula is not None:
            return Score(self.at.number(node.formula))
        kept: list[Child] = []
        shared_out = Fraction(0)
        for child, score in scores:
            what = self.what_becomes(node, child, scores)
            if what in ("折算", "略去"):
                shared_out += child.weight if what == "折算" else 0
                continue
            kept.append(Child(child.weight, filled(child, score, what)))
        if not kept:  # nothing is left to share the points out over: all are open
            kept, shared_out = [Child(c.weight, open_child(s.number)) for c, s in scores], Fraction(0)
        result = aggregate(self.method(node), node.weight, kept)
        if self.method(node) in ("求和", "封顶求和"):
            given_weight = sum((c.weight for c in kept), Fraction(0))
            result = multiplied(result, exactly(1 + shared_out / given_weight))
        if self.method(node) == "封顶求和":
            result = capped(result, node.weight)
        return Score(result, marked=any(score.marked for _, score in scores))

    def what_becomes(self, node: Node, child: Node, scores: Sequence[tuple[Node, Score]]) -> str:
        """The policy that holds for a child; empty when it is given, 待定 when only a part of it is missing."""
        score = self.score(child.name)
        if score.number.given:
            return ""
        policy = self.policy(node, score.number.why.state)
        if policy.what != "待定" and score.number.why.loose:
            raise Undecided  # with bounds this loose it may be given after all, and nothing becomes of it
        if policy.what != "待定" and (child.adjustments or child.ceiling):
            raise Undecided  # the document does not say what is missing of a child with a bonus or a ceiling
        if policy.least is not None:
            scored = [c.weight for c, s in scores if s.number.given or partly_known(c, s)]
            if sum(scored, Fraction(0)) < policy.least * sum((c.weight for c, _ in scores), Fraction(0)):
                return "待定"
        return "待定" if policy.what in ("折算", "略去") and partly_known(child, score) else policy.what

    def method(self, node: Node) -> str:
        """Section 9.2: inherited by the nodes below; it may depend on a reading, and be that of one level."""
        at: Node | None = node
        while at is not None:
            if at.first_level and self.parents.get(node.name) is at:
                return at.first_level
            if at.reading:
                return self.at.book.readings[at.reading].methods[0][1]
            if at.method:
                return at.method
            at = self.parents.get(at.name)
        raise AssertionError("no method")


def mean_by(totals: Sequence[Number], points: Sequence[Number], trim: int) -> Number:
    """Section 8: without the experts whose totals are dropped; of equal totals each counts its part."""
    kept = len(totals) - 2 * trim
    if not trim:
        return over_each(lambda xs: sum(xs, Fraction(0)) / len(xs), points)
    if all(total.given for total in totals):
        lows = [total.low for total in totals]
        whole, shares = sorted(lows), []
        for low in lows:
            places = [at for at, other in enumerate(whole) if other == low]
            inside = [at for at in places if trim <= at < len(whole) - trim]
            shares.append(Fraction(len(inside), len(places)))
        counted = [(x, share) for x, share in zip(points, shares, strict=True) if share]
        return over_each(
            lambda xs: sum((x * s for x, (_, s) in zip(xs, counted, strict=True)), Fraction(0)) / kept,
            [x for x, _ in counted],
        )
    why = joined([*totals, *points])
    if why.state == NOT_APPLICABLE:
        return Number(-INF, INF, why)
    by_low = sorted(points, key=lambda point: point.low)[:kept]
    by_high = sorted(points, key=lambda point: point.high)[-kept:]
    low = over_each(lambda xs: sum(xs, Fraction(0)) / kept, by_low).low
    high = over_each(lambda xs: sum(xs, Fraction(0)) / kept, by_high).high
    return number(low, high, replace(why, loose=True))


_STATES = {"不适用": "not_applicable", "未提供": "not_supplied", "不详": "unknown"}


def partly_known(child: Node, score: Score) -> bool:
    """A checklist with some items known, the marks of some experts, a group some of whose points are not open."""
    found = score.number
    if not child.children:
        return score.partial
    return found.why.state != NOT_APPLICABLE and (found.low > 0 or found.high < child.weight or score.marked)


def filled(child: Node, score: Score, what: str) -> Number:
    """Section 9.3: 零分 and 满分 fill in the least and the most that a partly known child can be."""
    found = score.number
    if what not in ("零分", "满分"):
        return open_child(found)
    if not partly_known(child, score):
        return ZERO if what == "零分" else exactly(child.weight)
    end = found.low if what == "零分" else found.high
    if not isinstance(end, Fraction):
        raise Undecided  # there is no least, or no most
    return exactly(end, found.why.rough)


def open_child(found: Number) -> Number:
    """Points that are left open lie between their bounds; that a child is not applicable says nothing of its parent."""
    if found.why.state != NOT_APPLICABLE:
        return found
    return replace(found, why=replace(found.why, state=UNKNOWN))


def below_zero(scores: Sequence[Number]) -> Number:
    """Section 9.2: a geometric mean is undefined of a score below 0."""
    return undefined(Why() if any(score.given and score.high < 0 for score in scores) else joined(scores))


def capped(total: Number, most: Fraction) -> Number:
    """Section 9.2: 封顶求和 holds the sum at the weight of the node."""
    return number(min(total.low, most), min(total.high, most), total.why)


def aggregate(method: str, weight: Fraction, children: Sequence[Child]) -> Number:
    """Section 9.2."""
    scores = [child.number for child in children]
    rates = [divided(child.number, exactly(child.weight)) for child in children]
    whole = sum((child.weight for child in children), Fraction(0))
    match method:
        case "求和" | "封顶求和":
            total = ZERO
            for score in scores:
                total = added(total, score)
            return total
        case "加权平均":
            total = ZERO
            for child, rate in zip(children, rates, strict=True):
                total = added(total, multiplied(exactly(child.weight), rate))
            return multiplied(exactly(weight / whole), total)
        case "加权几何平均":
            if any(rate.low < 0 for rate in rates):
                return below_zero(rates)
            shares = [child.weight / whole for child in children]
            parts = min(
                math.lcm(*(share.denominator for share in shares)), 200
            )  # one root: exact where it can be
            product = exactly(1)
            for rate, share in zip(rates, shares, strict=True):
                product = multiplied(product, irrational.applied("power", rate, share * parts))
            return multiplied(exactly(weight), irrational.applied("power", product, Fraction(1, parts)))
        case "几何平均":
            if any(score.low < 0 for score in scores):
                return below_zero(scores)
            product = exactly(1)
            for score in scores:
                product = multiplied(product, score)
            return irrational.applied("power", product, Fraction(1, len(scores)))
        case _:
            pass
    pick = min if method == "最小" else max
    least = number(pick(r.low for r in rates), pick(r.high for r in rates), joined(rates))
    return multiplied(exactly(weight), least)
