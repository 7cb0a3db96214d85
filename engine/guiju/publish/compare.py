"""Where a printed table differs from the rules, cell by cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from guiju.diagnostics.model import Lang, Text
from guiju.publish.annex import printed
from guiju.publish.printed import Printed, PrintedTable, folded, value
from guiju.publish.words import BLANK, WORDS, level_name
from guiju.rulebook.scheme import Indicator


@dataclass(frozen=True, slots=True)
class Difference:
    """One cell: the row (a label), the column, what is printed and what the rules say, and the line of the file."""

    row: str
    column: Text
    printed: str
    ruled: str
    line: int


def best(tables: Sequence[PrintedTable], scheme: Indicator) -> PrintedTable | None:
    """The table that shares most labels with a scheme; None when none shares any."""
    wanted = {folded(_label(node)) for node in scheme.walk()}

    def shared(table: PrintedTable) -> int:
        stack, count = list(table.top), 0
        while stack:
            node = stack.pop()
            stack.extend(node.children)
            count += folded(node.label) in wanted
        return count

    found = max(tables, key=shared, default=None)
    return found if found is not None and shared(found) else None


def differences(table: PrintedTable, scheme: Indicator) -> tuple[Difference, ...]:
    """Every cell that differs. Blanks, the width of signs and a last full stop are no difference."""
    found = list(_children(table.top, scheme, table, scheme))
    deepest = max((node.level for node in scheme.walk()), default=0)
    for level in range(table.depth + 1, deepest + 1):
        nodes = scheme.at_level(level)
        found.append(Difference(f"{_label(nodes[0])} …", _column(level), BLANK, _count(nodes), table.line))
    return tuple(sorted(found, key=lambda one: one.line))


def _count(nodes: Sequence[Indicator]) -> str:
    return "、".join(_label(node) for node in nodes[:3]) + (" …" if len(nodes) > 3 else "")


def _children(
    rows: Sequence[Printed], node: Indicator, table: PrintedTable, scheme: Indicator
) -> Iterator[Difference]:
    """The printed rows below one indicator against its children: by their labels, the rest in their order."""
    ruled = node.children if node.level < table.depth else ()
    labels = [folded(row.label) for row in rows], [folded(_label(child)) for child in ruled]
    line = rows[0].line if rows else table.line
    for _, a, b, c, d in SequenceMatcher(None, *labels, autojunk=False).get_opcodes():
        for row, child in zip(rows[a:b], ruled[c:d], strict=False):
            line = row.line
            yield from _cell(row, child, scheme)
            yield from _children(row.children, child, table, scheme)
        paired = min(b - a, d - c)
        for row in rows[a + paired : b]:
            line = row.line
            yield Difference(row.label, _column(node.level + 1), row.label, BLANK, row.line)
        for child in ruled[c + paired : d]:
            yield Difference(_label(child), _column(node.level + 1), BLANK, _label(child), line)


def _cell(row: Printed, child: Indicator, scheme: Indicator) -> Iterator[Difference]:
    label = _label(child)
    if folded(row.label) != folded(label):
        yield Difference(label, _column(child.level), row.label, label, row.line)
    if row.weight and not _same(row.weight, child, scheme):
        weight = Text(
            *(f"{level_name(child.level, lang)}{'' if lang is Lang.ZH else ' '}{WORDS['weight'].in_(lang)}"
              for lang in (Lang.ZH, Lang.EN))
        )  # fmt: skip
        yield Difference(label, weight, row.weight, printed(child), row.line)


def _same(weight: str, node: Indicator, scheme: Indicator) -> bool:
    """Whether a printed weight is that of the rules: as written, or per cent of the full mark."""
    written = printed(node).removesuffix("%")
    if node.in_percent or not weight.endswith("%"):
        return value(weight) == (value(written) if node.in_percent else node.weight)
    return value(weight) == node.weight * 100 / scheme.weight


def _label(node: Indicator) -> str:
    return node.label or node.name


def _column(level: int) -> Text:
    return Text(level_name(level, Lang.ZH), level_name(level, Lang.EN))
