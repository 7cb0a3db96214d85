"""The marks of a panel and the totals of its experts: what each gave, what was left out and why, and the mean."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from guiju.evaluate.steps import Step
from guiju.explain.document import Line, LineKind
from guiju.explain.evidence import evidence
from guiju.explain.marks import Averaged, Fate, averaged, averaging_of, given, mean_text
from guiju.explain.terms import rounding_words
from guiju.explain.tree_numbers import points_by_expert, spread_numbers, tree_numbers
from guiju.explain.values import is_exact, points_text, score_text, value_text
from guiju.explain.writer import Writer
from guiju.numbers.states import Missing
from guiju.rulebook.averaging import is_absent_mark, is_recused
from guiju.rulebook.experts import ByExpert, ExpertTotal, Mark
from guiju.rulebook.scheme import Averaging, ExpertMark, Indicator

_SAID: Mapping[Fate, str] = MappingProxyType(
    {
        Fate.COUNTED: "",
        Fate.LOWEST: "dropped_low",
        Fate.HIGHEST: "dropped_high",
        Fate.ABSENT: "left_out",
        Fate.RECUSED: "left_out",
    }
)
PANELS_PRINTED = frozenset({Mark, ExpertTotal, ByExpert})


def rounded_mean(writer: Writer, step: Step) -> tuple[str, str]:
    """The mean with its numbers, and what it is rounded to."""
    by, numbers = averaging_of(step), mean_text(step)
    if by is None or by.places is None or isinstance(step.value, Missing) or not numbers:
        return numbers, ""
    numbers = f"{numbers} = {score_text(averaged(step).mean, None)}".replace("= ≈", "≈ ")
    after, rule = score_text(step.value, writer.lang), rounding_words(by.mode, writer.lang)
    return numbers, writer.word("rounded_to", count=by.places, rule=rule, after=after)


def panel_lines(writer: Writer, step: Step, depth: int) -> None:
    """How a mean was made: what was dropped, the reading that says so, and what each expert gave."""
    by, found = averaging_of(step), averaged(step)
    assert by is not None
    children = given(step)
    of_totals = any(isinstance(child.node, ExpertTotal) for child in children)
    _notes(writer, by, found, writer.word("totals" if of_totals else "marks"), depth)
    for child, fate in zip(children, found.fates, strict=True):
        said = writer.word(_SAID[fate]) if _SAID[fate] else ""
        (_total if isinstance(child.node, ExpertTotal) else mark_line)(writer, child, depth, said)


def _notes(writer: Writer, by: Averaging, found: Averaged, what: str, depth: int) -> None:
    texts = []
    if by.trim is not None and found.fates:
        word = "trimmed" if found.trims else "not_trimmed"
        texts.append(writer.word(word, count=by.trim.count, what=what, entering=found.counted))
    if by.median and found.fates:
        texts.append(writer.word("median", what=what, entering=found.counted))
    for text in texts:
        writer.add(Line(depth, LineKind.NOTE, head=writer.word("note"), value=text))
    if by.reading is not None:
        labels = dict(writer.outcome.rulebook.readings[by.reading].options)
        option = " ".join(part for part in (by.option or "", labels.get(by.option or "", "")) if part)
        text = writer.word("by_reading", reading=by.reading, option=option)
        writer.add(Line(depth, LineKind.NOTE, head=writer.word("reading"), value=text))


def mark_line(writer: Writer, step: Step, depth: int, said: str) -> None:
    """One expert's mark with its evidence, and whether it was dropped or left out."""
    _line(writer, step, depth, writer.word("expert"), step.node.expert, said)


def _line(writer: Writer, step: Step, depth: int, head: str, name: str, said: str = "") -> None:
    node: Mark = step.node
    datum = writer.outcome.town.marks[node.expert].get(node.indicator)
    text = _given(writer, step.value)
    writer.add(
        Line(
            depth,
            LineKind.DATA,
            head=head,
            name=name,
            label=said,
            value=text,
            source=evidence(datum, text, writer.lang) if datum else "",
            synthetic=datum is not None and datum.provenance.synthetic,
        )
    )


def _given(writer: Writer, value: Any) -> str:
    if is_recused(value):
        return writer.word("recused")
    return writer.word("absent") if is_absent_mark(value) else value_text(value, None, writer.lang)


def _total(writer: Writer, step: Step, depth: int, said: str) -> None:
    """What the tree gives with the marks of one expert; of one who does not take part in all of it, why not."""
    node: ExpertTotal = step.node
    apart = [child for child in step.children if isinstance(child.node, Mark)]
    writer.add(
        Line(
            depth,
            LineKind.FORMULA,
            head=writer.word("total_of_expert"),
            name=node.expert,
            label=said,
            numbers="" if apart else tree_numbers(step),
            value=_given(writer, step.value) if apart else score_text(step.value, writer.lang),
            exact=is_exact(step.value),
        )
    )
    for child in apart:
        _line(writer, child, depth + 1, writer.word("mark"), child.node.indicator)


def totals(writer: Writer, step: Step, depth: int) -> None:
    """The mean of the totals, and the total of each expert."""
    numbers, remark = rounded_mean(writer, step)
    writer.add(
        Line(
            depth,
            LineKind.FORMULA,
            head=writer.word("mean_of_totals"),
            numbers=numbers,
            remark=remark,
            value=score_text(step.value, writer.lang),
            exact=is_exact(step.value),
        )
    )
    panel_lines(writer, step, depth + 1)


def spread(writer: Writer, step: Step, depth: int) -> None:
    """The points of a node as the mean of what each expert whose total counts gave it."""
    node = step.node
    writer.add(
        Line(
            depth,
            LineKind.FORMULA,
            head=writer.word("mean_by_expert"),
            numbers=spread_numbers(step),
            value=score_text(step.value, writer.lang),
            exact=is_exact(step.value),
        )
    )
    marked = isinstance(node, Indicator) and isinstance(node.scoring, ExpertMark)
    for child in points_by_expert(step):
        _points(writer, child, depth + 1, marked)


def _points(writer: Writer, step: Step, depth: int, marked: bool) -> None:
    node: ByExpert = step.node
    datum = writer.outcome.town.marks[node.expert].get(node.name) if marked else None
    said = ""
    if node.share == 0:
        said = writer.word("total_dropped")
    elif node.share is not None and node.share != 1:
        said = writer.word("counts_part", share=points_text(node.share))
    text = score_text(step.value, writer.lang)
    writer.add(
        Line(
            depth,
            LineKind.DATA,
            head=writer.word("expert"),
            name=node.expert,
            label=said,
            value=text,
            source=evidence(datum, text, writer.lang) if datum else "",
            synthetic=datum is not None and datum.provenance.synthetic,
        )
    )
