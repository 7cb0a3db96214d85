"""Scorings from written to meant: marks in points, benchmarks resolved, and what can be wrong with them."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from guiju.check.adjustments import adjusting_items
from guiju.check.constants import constants, least, on_day
from guiju.check.draft import Draft
from guiju.check.named import in_unit
from guiju.check.resolve import Resolver
from guiju.check.thresholds import Threshold, covers, is_ordered, uncovered
from guiju.check.unit_rules import unit_problem
from guiju.diagnostics.codes import problem
from guiju.diagnostics.model import Diagnostic, Label, Text
from guiju.numbers.exact import decimal_text
from guiju.rulebook import expressions as ex
from guiju.rulebook import scheme
from guiju.rulebook.scheme import Indicator, Sense, Shape
from guiju.source import Place
from guiju.syntax import ast
from guiju.types import NumberType
from guiju.units import Kind

_COMPARED = Text("评分", "the scoring")
_MEASURED = Text("取值", "the measure")


def scoring_of(
    draft: Draft, node: Indicator, line: ast.Scoring, measure: ast.Measure | None, found: list[Diagnostic]
) -> Shape | None:
    """The scoring of a leaf; None when something is wrong with it."""
    work = _Work(draft, node, line, measure, found)
    match line:
        case ast.Linear():
            return work.linear(line)
        case ast.Steps():
            return work.steps(line)
        case ast.PerUnit():
            return work.per_unit(line)
        case ast.Checklist():
            return work.checklist(line)
        case ast.YesNoScoring():
            value = work.value(yes_no=True)
            return scheme.YesNoScoring(value, **work.common) if value else None
        case ast.Rank():
            return work.rank(line)
        case ast.Direct():
            return work.direct()
        case ast.Deductions():
            return work.deductions(line)
        case ast.ExpertMark():
            return work.expert(line)
        case ast.OpenScoring(reason=reason):
            work.no_measure()
            return scheme.OpenScoring(reason.text, **work.common)


class _Work:
    """One leaf."""

    def __init__(
        self,
        draft: Draft,
        node: Indicator,
        line: ast.Statement,
        measure: ast.Measure | None,
        found: list[Diagnostic],
    ) -> None:
        self.draft, self.node, self.measure, self.found = draft, node, measure, found
        self.resolver = Resolver(draft, found)
        remarks = draft.remarks(line, None)
        self.common: dict[str, Any] = {"full": node.weight, "place": draft.head(line), "remarks": remarks}

    def no_measure(self) -> None:
        """Scorings that measure nothing; a measure beside them is resolved so that its mistakes are seen."""
        if self.measure is not None:
            self.resolver.expression(self.measure.value)

    def value(self, *, yes_no: bool = False) -> ex.Expression | None:
        """The measure, in the unit the file asks for."""
        if self.measure is None:
            name = self.node.name
            self.found.append(problem("W411", self.common["place"], name=name, subject=name))
            return None
        if yes_no:
            return self.resolver.yes_no(self.measure.value, Text("是非评分", "yes_no scoring"))
        value = self.resolver.number(self.measure.value, _MEASURED)
        if value is not None and self.measure.unit is not None:
            return in_unit(self.draft, value, self.measure.unit, self.found)
        return value

    def benchmark(self, written: ast.Expr, measure: ex.Expression | None) -> ex.Expression | None:
        """A threshold, of the same kind of unit as the measure."""
        value = self.resolver.number(written, _COMPARED)
        if value is None or measure is None:
            return None
        if wrong := unit_problem(measure, value, Text("比较", "compare"), adding=False):
            self.found.append(wrong)
            return None if wrong.is_error else value
        return value

    def points(self, mark: ast.Mark, *, limit: bool = True) -> Fraction:
        """A mark in points; `75%` is of the full mark."""
        if mark.number is None:
            return self.node.weight
        points = mark.number.value
        if mark.unit is not None and mark.unit.text == "%":
            points = points * self.node.weight / 100
        elif mark.unit is not None and mark.unit.text not in ("分", "points"):
            place = self.draft.place(mark)
            self.found.append(problem("T302", place, context=Text("得分", "a mark"), text=place.text,
                                      expected=Text("分数或满分的百分比", "points or a percentage of the full mark"),
                                      actual=Text("别的单位", "in another unit")))  # fmt: skip
        if limit and not 0 <= points <= self.node.weight and self.node.weight > 0:
            self._out_of_range(mark, points)
        return points

    def _out_of_range(self, mark: ast.Mark, points: Fraction) -> None:
        place = self.draft.place(mark)
        full = decimal_text(self.node.weight, 6)
        shown = decimal_text(points, 6)
        self.found.append(
            problem("B513", place, text=place.text, mark=shown, full=full, subject=self.node.name)
        )

    # --- shapes ---------------------------------------------------------------------------------------------------

    def linear(self, line: ast.Linear) -> Shape | None:
        measure = self.value()
        knots = [(self.benchmark(knot.at, measure), self.points(knot.mark)) for knot in line.knots]
        if measure is None or any(at is None for at, _ in knots):
            return None
        resolved = tuple((at, points) for at, points in knots if at is not None)
        for day, known in constants(self.draft, (at for at, _ in resolved)):
            if not is_ordered(known):
                what = Text("线性评分的取值", "the positions of the linear scoring")
                self._disordered(line, what, [k.at for k in line.knots], day)
                return None
            self._direction(line, known, [points for _, points in resolved])
        return scheme.Linear(measure, resolved, **self.common)

    def steps(self, line: ast.Steps) -> Shape | None:
        measure = self.value()
        rows: list[scheme.StepRow] = []
        otherwise: Fraction | None = None
        complete = True
        for position, row in enumerate(line.rows):
            if isinstance(row, ast.Otherwise):
                otherwise = self.points(row.mark)
                if position < len(line.rows) - 1:
                    after = line.rows[position + 1]
                    label = Label(
                        self.draft.place(row), Text("已经包含其余一切", "already covers all the rest")
                    )
                    where = self.draft.place(after)
                    self.found.append(problem("B511", where, labels=(label,), text=where.text))
                continue
            threshold = self.benchmark(row.threshold, measure)
            points = self.points(row.mark)
            if threshold is None:
                complete = False
            else:
                rows.append(scheme.StepRow(row.operator, threshold, points))
        if measure is None or not complete:
            return None
        written = [row for row in line.rows if isinstance(row, ast.Step)]
        for day, thresholds in constants(self.draft, (row.threshold for row in rows)):
            known = [(row.operator, at) for row, at in zip(rows, thresholds, strict=True)]
            self._step_order(line, written, known, day)
            self._step_cover(line, known, otherwise, measure, day)
            self._step_direction(line, known, rows, otherwise)
        return scheme.Steps(measure, tuple(rows), otherwise, **self.common)

    def _step_order(
        self, line: ast.Steps, written: list[ast.Step], known: list[Threshold], day: str | None
    ) -> None:
        """No step lies in one above it."""
        by: dict[int, list[int]] = {}
        for later, threshold in enumerate(known):
            cover = next((i for i, earlier in enumerate(known[:later]) if covers(earlier, threshold)), None)
            if cover is not None:
                by.setdefault(cover, []).append(later)
        for cover, (first, *others) in by.items():  # one step too early hides all that follow it: one mistake
            labels = [Label(self.draft.place(written[cover]), Text("已经包含", "already covers it"))]
            labels += [Label(self.draft.place(written[row]), Text("也达不到", "nor this")) for row in others]
            place, name = self.draft.place(written[first]), self.node.name
            self.found.append(
                problem("B511", place, labels=tuple(labels), notes=on_day(day), text=place.text, subject=name)
            )

    def _step_cover(
        self,
        line: ast.Steps,
        known: list[Threshold],
        otherwise: Fraction | None,
        measure: ex.Expression,
        day: str | None,
    ) -> None:
        """Every value has its step."""
        if otherwise is not None or (witness := uncovered(known)) is None:
            return
        assert isinstance(measure.type, NumberType)
        unit = measure.type.unit
        shown, place = unit.show(decimal_text(witness / unit.factor, 6)), self.draft.head(line)
        self.found.append(problem("B512", place, notes=on_day(day), witness=shown, subject=self.node.name))

    def _step_direction(
        self, line: ast.Steps, known: list[Threshold], rows: list[scheme.StepRow], otherwise: Fraction | None
    ) -> None:
        positions, points = [value for _, value in known], [row.points for row in rows]
        if otherwise is not None and positions and len({operator in "≥>" for operator, _ in known}) == 1:
            downwards = known[0][0] in "≥>"
            positions.append(min(positions) - 1 if downwards else max(positions) + 1)
            points.append(otherwise)
        self._direction(line, positions, points)

    def per_unit(self, line: ast.PerUnit) -> Shape | None:
        measure = self.value()
        unit = self.benchmark(line.unit, measure)
        points = self.points(line.mark, limit=False)
        cap = self.points(line.cap) if line.cap else self.node.weight
        if measure is None or unit is None:
            return None
        if (size := least(self.draft, unit)) is not None and size[1] <= 0:
            what = Text("“每”的单位", "the unit after each")
            self._unusable(unit.place, what, "大于 0", "above 0", size[0])
            return None
        self._direction(line, [0, 1], [Fraction(0), points])
        return scheme.PerUnit(measure, unit, points, cap, line.whole, **self.common)

    def _unusable(self, place: Place, what: Text, zh: str, en: str, day: str | None) -> None:
        rule = Text(f"写{zh}的数", f"write a number {en}")
        self.found.append(problem("T311", place, notes=on_day(day), what=what, text=place.text, rule=rule))

    def checklist(self, line: ast.Checklist) -> Shape | None:
        self.no_measure()
        items = []
        for item in line.items:
            condition = self.resolver.yes_no(item.condition, Text("清单的项目", "an item of a checklist"))
            points = self.points(item.mark)
            if condition is not None:
                items.append(scheme.ChecklistItem(condition, points))
        if len(items) < len(line.items):
            return None
        total = sum((item.points for item in items), Fraction(0))
        if total != self.node.weight:
            actual, expected = decimal_text(total, 6), decimal_text(self.node.weight, 6)
            name = self.node.name
            self.found.append(
                problem(
                    "B515",
                    self.draft.head(line),
                    name=name,
                    actual=actual,
                    expected=expected,
                    subject=name,
                    figures=(total, self.node.weight),
                )
            )
        return scheme.Checklist(tuple(items), **self.common)

    def rank(self, line: ast.Rank) -> Shape | None:
        measure = self.value()
        size = self.resolver.number(line.size, Text("排名的总数", "the number ranked"))
        if measure is None or size is None:
            return None
        if (count := least(self.draft, size)) is not None and count[1] < 2:
            what = Text("排名的总数", "the number ranked")
            self._unusable(size.place, what, "至少 2", "at least 2", count[0])
            return None
        if not _is_place(measure):
            context, expected = (
                Text("排名", "rank"),
                Text("名次（没有单位，或 位）", "a place (no unit, or 位)"),
            )
            self.resolver.wrong_type(measure, context, expected)
            return None
        self._direction(line, [1, 2], [self.node.weight, Fraction(0)])
        return scheme.Rank(measure, size, **self.common)

    def direct(self) -> Shape | None:
        """The measure must be points or a plain number."""
        measure = self.value()
        if measure is None:
            return None
        assert isinstance(measure.type, NumberType)
        if measure.type.unit.kind not in (Kind.SCORE, Kind.PLAIN):
            expected = Text("分数或没有单位的数", "points or a plain number")
            self.resolver.wrong_type(measure, Text("直接评分", "direct scoring"), expected)
            return None
        return scheme.Direct(measure, **self.common)

    def deductions(self, line: ast.Deductions) -> Shape | None:
        self.no_measure()
        taken = adjusting_items(self.draft, self.node.name, self.node.weight, line.items, -1, self.found)
        floor = self.points(line.floor) if line.floor else Fraction(0)
        return None if taken is None else scheme.Deductions(taken, floor, **self.common)

    def expert(self, line: ast.ExpertMark) -> Shape | None:
        self.no_measure()
        panels = self.draft.panels
        if line.panel is None and len(panels) > 1:
            names = Text("、".join(panels), ", ".join(panels))
            place, first = self.draft.head(line), next(iter(panels))
            values = {"name": self.node.name, "count": len(panels), "panels": names, "first": first}
            self.found.append(problem("N214", place, subject=self.node.name, **values))  # type: ignore[arg-type]
            return None
        name = line.panel.text if line.panel else next(iter(panels), None)
        if line.panel and name not in panels:
            otherwise = Text(f"先声明它：⟦评审 {name}⟧", f"declare it: ⟦panel {name}⟧")
            self.found.append(problem("N201", self.draft.place(line.panel), name=name, suggestion=otherwise))
            return None
        if name:
            self.draft.used.add(name)
        panel = panels.get(name) if name else None
        if panel is None:
            return scheme.ExpertMark(self.node.name, name, **self.common)
        return scheme.ExpertMark(self.node.name, name, panel.by, **self.common)

    # --- order ----------------------------------------------------------------------------------------------------

    def _disordered(self, line: ast.Statement, what: Text, written: list[ast.Expr], day: str | None) -> None:
        sequence, place = "、".join(self.draft.place(node).text for node in written), self.draft.head(line)
        subject = self.node.name
        self.found.append(
            problem("B510", place, notes=on_day(day), what=what, sequence=sequence, subject=subject)
        )

    def _direction(self, line: ast.Statement, positions: Sequence[Any], points: list[Fraction]) -> None:
        """The declared direction must be that of the marks."""
        if self.node.sense is None or len(points) < 2 or points[0] == points[-1]:
            return
        rising = (positions[0] < positions[-1]) == (points[0] < points[-1])
        if rising != (self.node.sense is Sense.HIGHER_BETTER):
            words = (
                Text("越大越好", "higher_better")
                if self.node.sense is Sense.HIGHER_BETTER
                else Text("越小越好", "lower_better")
            )
            name = self.node.name
            self.found.append(
                problem("B514", self.draft.head(line), name=name, direction=words, subject=name)
            )


def _is_place(measure: ex.Expression) -> bool:
    """Whether a measure can be a place in a ranking: a plain number or a counting word."""
    unit = measure.type.unit if isinstance(measure.type, NumberType) else None
    return unit is not None and (unit.is_counter or unit.kind is Kind.PLAIN)
