"""Tables in formulas: the piece of a line that was used, the tier that fits, the cell that was looked up."""

from __future__ import annotations

from collections.abc import Callable

from guiju.evaluate.steps import Step
from guiju.explain.document import Line, LineKind, Mark
from guiju.explain.formulas import with_numbers, written
from guiju.explain.values import is_exact, unit_of, value_text
from guiju.explain.worked import Asked, marginal_parts, worked
from guiju.explain.writer import Writer, choice_mark, mark_of
from guiju.numbers.states import Missing
from guiju.rulebook import exact
from guiju.rulebook import expressions as ex

Arm = Callable[[Writer, Step, int], None]


def _where(writer: Writer, step: Step, depth: int) -> int | None:
    """`其中 formula = numbers = value`, unless the line above says it; the depth of what is below it.

    None where it has been said in this block.
    """
    text = written(step.node)
    if not writer.first_in_block(text):
        return None
    if writer.whole is step:
        return depth
    writer.add(
        Line(
            depth,
            LineKind.FORMULA,
            head=writer.word("where"),
            formula=text,
            numbers=worked(step, writer.lang),
            value=value_text(step.value, step.node.type, writer.lang),
            exact=is_exact(step.value, unit_of(step.node.type)),
        )
    )
    return depth + 1


# --- lines and tiers --------------------------------------------------------------------------------------------------


def interpolate(writer: Writer, step: Step, depth: int, names: Arm) -> None:
    """The two knots around x, and the line between them."""
    below = _where(writer, step, depth)
    if below is not None:
        for child in step.children:
            names(writer, child, below)


def tier_lines(writer: Writer, step: Step, depth: int, names: Arm) -> None:
    """Every tier with its mark; of a marginal scale what each tier takes."""
    node: ex.Tiers = step.node
    below = _where(writer, step, depth)
    if below is None:
        return
    (_marginal_lines if node.function == "marginal" else _choice_lines)(writer, step, below)
    for child in {id(child.node): child for child in step.children}.values():
        names(writer, child, below)


def _choice_lines(writer: Writer, step: Step, depth: int) -> None:
    work = Asked(step)
    x = value_text(work.subject.value, work.subject.node.type, None)
    decided = open_ = False
    for tier in work.node.tiers:
        label = f"{tier.operator} {written(tier.threshold)} : {written(tier.value)}"
        at = work.found(tier.threshold)
        if at is None or decided:
            unused = writer.word("is_unused")
            writer.add(Line(depth, LineKind.ROW, mark=Mark.OUT, label=label, value=unused))
            continue
        fits = exact.compare(tier.operator, work.subject.value, at.value)
        decided, open_ = fits is True, open_ or isinstance(fits, Missing)
        numbers = f"{x} {tier.operator} {with_numbers(at, writer.lang)}"
        numbers = writer.word("not_so", numbers=numbers) if fits is False else numbers
        writer.add(Line(depth, LineKind.ROW, mark=choice_mark(fits), label=label, numbers=numbers))
    if work.node.otherwise is not None:
        label = f"{writer.word('otherwise')} : {written(work.node.otherwise)}"
        mark = Mark.OUT if decided else Mark.OPEN if open_ else Mark.YES
        unused = writer.word("is_unused") if decided else ""
        writer.add(Line(depth, LineKind.ROW, mark=mark, label=label, value=unused))


def _marginal_lines(writer: Writer, step: Step, depth: int) -> None:
    taken = {id(rate): text for rate, text in marginal_parts(step)}
    node: ex.Tiers = step.node
    rows = [(f"{t.operator} {written(t.threshold)} : {written(t.value)}", t.value) for t in node.tiers]
    if node.otherwise is not None:
        rows.append((f"{writer.word('otherwise')} : {written(node.otherwise)}", node.otherwise))
    for label, rate in rows:
        text = taken.get(id(rate), "")
        unused = "" if text or not taken else writer.word("is_unused")
        writer.add(Line(depth, LineKind.ROW, label=label, numbers=text, value=unused))


# --- lookups ----------------------------------------------------------------------------------------------------------


def lookup(writer: Writer, step: Step, depth: int, names: Arm) -> None:
    """The options, and the cell of a declared table, which stands elsewhere in the file."""
    node: ex.Lookup = step.node
    subject, *values = step.children
    names(writer, subject, depth)
    for child in values:
        if _elsewhere(step, child):
            option = next(option for option, value in node.table if value is child.node)
            head = writer.word("table_row", option=option, line=child.node.place.position.line)
            if isinstance(child.node, ex.Both):
                _requirements(writer, child, head, depth)
            elif writer.first_in_block(head):
                writer.add(Line(depth, LineKind.TEXT, head=head, value=with_numbers(child, writer.lang)))
        names(writer, child, depth)


def _requirements(writer: Writer, step: Step, head: str, depth: int) -> None:
    """A row of requirements: what each column names against its cell."""
    node: ex.Both = step.node
    asked = {id(child.node): child for child in step.children}
    for test in node.operands:
        assert isinstance(test, ex.Compare)
        formula = f" {test.operators[0]} ".join(written(operand) for operand in test.operands)
        found = asked.get(id(test))
        if found is None:
            value = writer.word("is_unused")
            writer.add(Line(depth, LineKind.CONDITION, head=head, formula=formula, value=value))
            continue
        numbers = f" {test.operators[0]} ".join(with_numbers(child, writer.lang) for child in found.children)
        mark = mark_of(found.value)
        writer.add(Line(depth, LineKind.CONDITION, head=head, mark=mark, formula=formula, numbers=numbers))


def _elsewhere(step: Step, child: Step) -> bool:
    """Whether a value of a table was declared outside of the formula that looks it up."""
    own, other = step.node.place.span, child.node.place.span
    return not (own.start <= other.start and other.end <= own.end)
