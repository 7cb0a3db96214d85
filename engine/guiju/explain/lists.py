"""Functions over records: every record with what it gives, and whether it counts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from guiju.evaluate.steps import Step
from guiju.explain.collected import ROWS, collected, dropped
from guiju.explain.document import Line, LineKind, Mark
from guiju.explain.formulas import is_missing_name, record_with_numbers, written
from guiju.explain.values import is_exact, unit_of, value_text
from guiju.explain.writer import Writer, choice_mark, mark_of
from guiju.numbers.states import CauseKind, Missing
from guiju.rulebook import exact
from guiju.rulebook import expressions as ex
from guiju.rulebook.collecting import Row, record_name
from guiju.rulebook.walk import Elsewhere, Year

Arm = Callable[[Writer, Step, int], None]


def collection(writer: Writer, step: Step, depth: int, names: Arm) -> None:
    """The function with its terms, then the records with what each gives."""
    node: ex.Collect = step.node
    text = written(node)
    if not writer.first_in_block(text):
        return
    rows = [child for child in step.children if isinstance(child.node, Row)]
    below = depth
    if writer.whole is not step:  # otherwise the line above has said it
        below = depth + 1
        writer.add(
            Line(
                depth,
                LineKind.FORMULA,
                head=writer.word("where"),
                formula=text,
                numbers=collected(step),
                value=value_text(step.value, node.type, writer.lang),
                exact=is_exact(step.value, unit_of(node.type)),
            )
        )
    _compared(writer, step, len(rows), below)
    said = _dropped(writer, step, rows)
    for number, row in enumerate(rows[:ROWS], 1):
        _record(writer, row, number, below, said.get(number, ""))
    if len(rows) > ROWS:
        more = writer.word("listed", count=len(rows) - ROWS)
        writer.add(Line(below, LineKind.TEXT, value=more))
    for child in step.children:
        if isinstance(child.node, Row):
            record = child.node.record
            with writer.at_hand(record.year if isinstance(record, Year) else writer.year):
                for inner in child.children[:2]:
                    names(writer, inner, below)
        else:
            names(writer, child, below)


def _mark(collect: ex.Collect, keep: Any, value: Any, quantified: bool) -> Mark:
    """✗ only where every record must be as asked: one that does not count, or is not looked for, fails nothing."""
    if quantified:
        asked = _asked(collect, keep, value)
        return mark_of(asked) if collect.function == "every" else choice_mark(asked)
    return choice_mark(keep) if collect.where is not None else Mark.NONE


def _compared(writer: Writer, step: Step, size: int, depth: int) -> None:
    """Over how many towns a value is taken, and what they have in common; or that they are not all there."""
    for child in step.children:
        if isinstance(child.node, ex.TownsRef):
            name = child.node.name
            absent = absent_text(writer, name, child.value)
            writer.add(Line(depth, LineKind.TEXT, value=absent or population_text(writer, name, size)))


def absent_text(writer: Writer, name: str, value: Any) -> str:
    """That the towns to compare with are not complete; nothing where something else is missing, or nothing is."""
    if not isinstance(value, Missing) or all(c.kind is not CauseKind.POPULATION for c in value.because):
        return ""
    size = writer.outcome.rulebook.populations[name].size
    text = writer.word("population_absent", name=name, count=writer.outcome.population or 1)
    return text if size is None else writer.joined((text, writer.word("population_size", count=size)))


def population_text(writer: Writer, name: str, size: int) -> str:
    """`相对于 3 个镇（各镇，按 类别 分组）`"""
    population = writer.outcome.rulebook.populations[name]
    said = [name]
    if population.grouping:
        said.append(writer.word("grouped", formula=grouped_by(writer, name)))
    return writer.word("relative_to", count=size) + writer.bracketed(writer.joined(said))


def grouped_by(writer: Writer, name: str) -> str:
    """What the towns of a population must have in common to be compared."""
    return writer.enumerated([written(one) for one in writer.outcome.rulebook.populations[name].grouping])


def _dropped(writer: Writer, step: Step, rows: list[Step]) -> dict[int, str]:
    """Which records a trimmed mean leaves out, by their number."""
    if step.node.function != "trimmed_mean" or isinstance(step.children[0].value, Missing):
        return {}
    counted = [(number, row) for number, row in enumerate(rows, 1) if row.value is not None]
    low, high = dropped([row.value[1] for _, row in counted], int(step.children[0].value))
    words = ((low, "dropped_low"), (high, "dropped_high"))
    return {counted[at][0]: writer.word(word) for places, word in words for at in places}


def _record(writer: Writer, step: Step, number: int, depth: int, said: str) -> None:
    """One record: whether it counts, why, and what it gives."""
    if isinstance(step.node.record, Elsewhere):
        _town(writer, step, number, depth, said)
        return
    collect: ex.Collect = step.node.collect
    children = list(step.children)
    where = children.pop(0) if collect.where is not None else None
    take = children.pop(0) if children else None
    keep = False if step.value is None else step.value[0]
    value = value_text(take.value, take.node.type, writer.lang) if take is not None else ""
    shown = [part for part in (where, take) if part is not None and not is_missing_name(part)]
    parts = [record_with_numbers(step, part, writer.lang) for part in shown]
    numbers = [part for part in dict.fromkeys(parts) if part != value]
    quantified = collect.function in ("every", "some") and take is not None and keep is not False
    writer.add(
        Line(
            depth,
            LineKind.ROW,
            mark=_mark(collect, keep, take.value if take is not None else None, quantified),
            label=_label(writer, step.node, number),
            numbers=writer.joined([*numbers, *([said] if said else [])]),
            value="" if quantified else value,
            exact=take is None or is_exact(take.value, unit_of(take.node.type)),
        )
    )


def _asked(collect: ex.Collect, keep: Any, value: Any) -> Any:
    """Whether a record is as it should be: one that may drop out is no reason why not every one is."""
    return (
        exact.both((keep, value)) if collect.function == "some" else exact.either((exact.invert(keep), value))
    )


def _label(writer: Writer, row: Row, number: int) -> str:
    if isinstance(row.record, Year):
        return writer.word("in_year", year=row.record.year)
    return record_name(row.record, row.collect.records.type) or writer.word("item_of", number=number)


def _town(writer: Writer, step: Step, number: int, depth: int, said: str) -> None:
    """Another town: its name, whether it counts, and the value its own data give."""
    collect: ex.Collect = step.node.collect
    keep, value = (False, None) if step.value is None else step.value
    name = step.node.record.name or writer.word("item_of", number=number)
    own = writer.bracketed(writer.word("own_town")) if number == 1 else ""
    type_ = collect.take.type if collect.take is not None else None
    quantified = collect.function in ("every", "some") and step.value is not None
    shown = collect.take is not None and step.value is not None and not quantified
    writer.add(
        Line(
            depth,
            LineKind.ROW,
            mark=_mark(collect, keep, value, quantified),
            label=name + own,
            numbers=said,
            value=value_text(value, type_, writer.lang) if shown else "",
            exact=not shown or is_exact(value, unit_of(type_)),
        )
    )
