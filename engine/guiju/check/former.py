"""Pass `former`: what inputs, their fields and indicators were called before; no such name means two things."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from guiju.check.draft import Draft, Kind
from guiju.diagnostics.codes import problem
from guiju.diagnostics.model import Diagnostic, Label, Text
from guiju.source import Place
from guiju.syntax import ast


def former(draft: Draft) -> Iterator[Diagnostic]:
    """A former name is no name of today, and it is that of one thing only.

    The fields of a list have names of their own; all else shares the names of the file.
    """
    live = {name: symbol.place for name, symbol in draft.symbols.items()}
    yield from _told(draft, _declared(draft), live)
    for statement in draft.of_kind(ast.Input):
        fields = {field.name.text: draft.place(field.name) for field in reversed(statement.fields)}
        yield from _told(draft, [(field.name, field.formerly) for field in statement.fields], fields)


def former_names(lines: Iterable[ast.NodeLine]) -> tuple[str, ...]:
    """The former names in the block of an indicator."""
    return tuple(name.text for line in lines if isinstance(line, ast.Formerly) for name in line.names)


def _declared(draft: Draft) -> Iterator[tuple[ast.Ident, tuple[ast.Ident, ...]]]:
    """Every input and indicator with its former names."""
    for symbol in draft.symbols.values():
        if symbol.kind in (Kind.INPUT, Kind.INDICATOR, Kind.SCHEME):
            lines = symbol.node.formerly if symbol.kind is Kind.INPUT else symbol.node.lines
            former_lines = (line for line in lines if isinstance(line, ast.Formerly))
            yield symbol.node.name, tuple(name for line in former_lines for name in line.names)


def _told(
    draft: Draft,
    declared: Iterable[tuple[ast.Ident, tuple[ast.Ident, ...]]],
    live: dict[str, Place],
) -> Iterator[Diagnostic]:
    seen: dict[str, Place] = {}
    for owner, formers in declared:
        for one in formers:
            place, name = draft.place(one), one.text
            if name in live:
                label = Label(live[name], Text("现在的名称", "the name of today"))
                yield problem("N216", place, labels=(label,), name=name, owner=owner.text, subject=name)
            elif name in seen:
                label = Label(seen[name], Text("先写在这里", "first given here"))
                yield problem("N217", place, labels=(label,), name=name, subject=name)
            seen.setdefault(name, place)
