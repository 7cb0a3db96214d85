"""Pass `panels`: who marks, in which steps, and how the marks become one score."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import TypeVar

from guiju.check.chosen import chosen_line
from guiju.check.draft import Draft
from guiju.check.names import ROUNDING_MODES
from guiju.diagnostics.codes import problem
from guiju.diagnostics.model import Diagnostic, Label, Text
from guiju.rulebook.exact import compare
from guiju.rulebook.model import Panel
from guiju.rulebook.scheme import AbsentMark, Average, Averaging, ExpertMark, Indicator, Totals, Trim
from guiju.syntax import ast

_Line = TypeVar("_Line", bound=ast.Node)
_AVERAGES = {"PER_ITEM": Average.PER_ITEM, "TOTALS": Average.TOTALS}
_ABSENT = {"NOT_COUNTED": AbsentMark.NOT_COUNTED, "UNDETERMINED": AbsentMark.UNDETERMINED}
_WORDS: dict[type[ast.PanelLine], Text] = {
    ast.PanelSize: Text("人数", "the number of experts"),
    ast.PanelStep: Text("步长", "a step"),
    ast.Trim: Text("去极值", "trim"),
    ast.Rounding: Text("修约", "a rounding"),
    ast.PanelAverage: Text("平均", "an average"),
    ast.AbsentMarks: Text("缺席", "absent"),
    ast.Deviation: Text("偏离", "a deviation"),
}
_PERCENT = Text(
    "写大于 0%、不超过 100% 的百分比，例如 偏离 20%", "write per cent above 0%, at most 100%: deviation 20%"
)


def panels(draft: Draft) -> Iterator[Diagnostic]:
    """Fills `draft.panels`."""
    for statement in draft.of_kind(ast.Panel):
        found = [*_twice(draft, statement), *_figures(draft, statement), *_emptied(draft, statement)]
        size, step = _line(statement, ast.PanelSize), _line(statement, ast.PanelStep)
        numbers = [int(number.value) for number in size.numbers] if size else []
        draft.panels[statement.name.text] = Panel(
            statement.name.text,
            statement.label.text if statement.label else "",
            numbers[0] if numbers else None,
            numbers[-1] if numbers else None,
            step.number.value if step else None,
            draft.remarks(statement),
            draft.head(statement),
            _averaging(draft, statement, found),
            _deviation(draft, statement, found),
        )
        yield from found


def _line(statement: ast.Panel, kind: type[_Line]) -> _Line | None:
    return next((line for line in statement.lines if isinstance(line, kind)), None)


def _twice(draft: Draft, statement: ast.Panel) -> Iterator[Diagnostic]:
    """Each line once; extremes are dropped by a line of their own or by the options of a reading."""
    first: dict[type[ast.PanelLine], ast.Node] = {}
    for line in statement.lines:
        yield from _given(draft, statement, type(line), line, first)
    average, trim = _line(statement, ast.PanelAverage), _line(statement, ast.Trim)
    for choice in average.choices if average and trim else ():
        if choice.trim is not None:
            yield from _given(draft, statement, ast.Trim, choice.trim, first)


def _given(
    draft: Draft,
    statement: ast.Panel,
    kind: type[ast.PanelLine],
    line: ast.Node,
    first: dict[type[ast.PanelLine], ast.Node],
) -> Iterator[Diagnostic]:
    before = first.setdefault(kind, line)
    if before is not line:
        label = Label(draft.place(before), Text("另一处在这里", "the other one"))
        name = statement.name.text
        yield problem("S116", draft.head(line), labels=(label,), name=name, what=_WORDS[kind], subject=name)


def _averaging(draft: Draft, statement: ast.Panel, found: list[Diagnostic]) -> Averaging:
    """What is averaged and how; per item where nothing is said, which is what `专家` says of an indicator."""
    trim, rounding = _line(statement, ast.Trim), _line(statement, ast.Rounding)
    absent = _line(statement, ast.AbsentMarks)
    common = Averaging(
        trim=_trim(trim),
        absent=_ABSENT[absent.word.terminal] if absent else None,
        places=int(rounding.places.value) if rounding else None,
        mode=ROUNDING_MODES[rounding.mode.terminal] if rounding else Averaging().mode,
    )
    line = _line(statement, ast.PanelAverage)
    if line is None:
        return common
    if line.averaging is not None:
        return _averaged(common, line.averaging)
    assert line.reading is not None
    choice = chosen_line(draft, line.reading, line.choices, found)
    if choice is None:
        return common
    chosen = _averaged(common, choice.averaging)
    return replace(
        chosen,
        trim=_trim(choice.trim) or chosen.trim,
        reading=line.reading.text,
        option=choice.option.text,
    )


def _averaged(common: Averaging, written: ast.Averaging) -> Averaging:
    return replace(common, average=_AVERAGES[written.word.terminal], median=written.median)


def _trim(trim: ast.Trim | None) -> Trim | None:
    if trim is None:
        return None
    return Trim(int(trim.count.value) if trim.count else 1, trim.operator, trim.experts.value)


def _deviation(draft: Draft, statement: ast.Panel, found: list[Diagnostic]) -> Fraction | None:
    """A share of the full mark."""
    line = _line(statement, ast.Deviation)
    if line is None:
        return None
    share = line.share.number.value / 100
    if line.share.unit is None or line.share.unit.text != "%" or not 0 < share <= 1:
        place = draft.place(line.share)
        what = Text("偏离的限度", "the deviation")
        found.append(problem("T311", place, what=what, text=place.text, rule=_PERCENT))
    return share


def _figures(draft: Draft, statement: ast.Panel) -> Iterator[Diagnostic]:
    """The number of experts is whole, above 0 and from least to most; the step of marks above 0.

    So are the numbers of marks dropped and of places kept.
    """
    for line in statement.lines:
        match line:
            case ast.PanelSize():
                yield from _size(draft, line)
            case ast.PanelStep(number=number) if number.value <= 0:
                what, above = (
                    Text("评分的步长", "the step of marks"),
                    Text("写大于 0 的数", "write a number above 0"),
                )
                yield problem("T311", draft.place(number), what=what, text=number.raw, rule=above)
            case ast.Trim():
                yield from _trim_figures(draft, line)
            case ast.Rounding(places=places):
                yield from _whole(draft, places, 0)
            case ast.PanelAverage(choices=choices):
                for choice in choices:
                    yield from _trim_figures(draft, choice.trim) if choice.trim else ()
            case _:
                pass


def _emptied(draft: Draft, statement: ast.Panel) -> Iterator[Diagnostic]:
    """A number of experts that the panel may have, and of whose marks none is left without the extremes."""
    size, average = _line(statement, ast.PanelSize), _line(statement, ast.PanelAverage)
    least, most = (int(size.numbers[0].value), int(size.numbers[-1].value)) if size else (1, None)
    choices = average.choices if average else ()
    labels = (Label(draft.place(size), Text("人数写在这里", "the numbers are here")),) if size else ()
    for line in (_line(statement, ast.Trim), *(choice.trim for choice in choices)):
        trim = _trim(line)
        if line is None or trim is None or any(_trim_figures(draft, line)):
            continue
        last = 2 * trim.count if most is None else min(most, 2 * trim.count)
        counts = range(max(least, 1), last + 1)  # of more than that some are left
        count = next((n for n in counts if compare(trim.operator, Fraction(n), trim.experts) is True), None)
        if count is not None:
            yield problem(
                "W431",
                draft.place(line),
                labels=labels,
                subject=statement.name.text,
                name=statement.name.text,
                count=count,
                drop=trim.count,
                enough=2 * trim.count + 1,
            )


def _trim_figures(draft: Draft, trim: ast.Trim) -> Iterator[Diagnostic]:
    for number in (trim.count, trim.experts):
        if number is not None:
            yield from _whole(draft, number, 1)


def _whole(draft: Draft, number: ast.Numeral, least: int) -> Iterator[Diagnostic]:
    if number.value < least or number.value.denominator != 1 or number.value > 18:
        rule = Text(f"写 {least} 至 18 的整数", f"write a whole number from {least} to 18")
        what = Text("评审的数", "a number of the panel")
        yield problem("T311", draft.place(number), what=what, text=number.raw, rule=rule)


def _size(draft: Draft, line: ast.PanelSize) -> Iterator[Diagnostic]:
    what = Text("专家人数", "the number of experts")
    rule = Text(
        "写从少到多的正整数，例如 人数 3 至 9", "write whole numbers from least to most: experts 3 to 9"
    )
    for number in line.numbers:
        if number.value <= 0 or number.value.denominator != 1:
            yield problem("T311", draft.place(number), what=what, text=number.raw, rule=rule)
    if len(line.numbers) > 1 and line.numbers[0].value > line.numbers[1].value:
        text = " 至 ".join(number.raw for number in line.numbers)
        yield problem("T311", draft.place(line.numbers[0]), what=what, text=text, rule=rule)


def with_totals(draft: Draft, root: Indicator, statement: ast.Scheme, found: list[Diagnostic]) -> Indicator:
    """A scheme whose total is averaged over the totals of the experts of one panel."""
    marked: dict[str, None] = {}
    for node in root.walk():
        shape = node.scoring
        if isinstance(shape, ExpertMark) and shape.panel and shape.by.average is Average.TOTALS:
            marked[shape.panel] = None
    if len(marked) > 1:
        names = Text("、".join(marked), ", ".join(marked))
        place = draft.place(statement.name)
        found.append(problem("W430", place, name=root.name, panels=names, subject=root.name))
    for panel in marked:
        declared = draft.panels[panel]
        return replace(root, totals=Totals(panel, declared.by, declared.least or 1, declared.most))
    return root
