"""The text of a revision as it reads when an ambiguous clause is taken in another way than by default."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from guiju.amend.consolidate import Consolidated, reread
from guiju.amend.splices import Amending, Splice
from guiju.amend.weaving import in_order, made, twice, woven
from guiju.diagnostics.model import Diagnostic
from guiju.syntax import ast


def chosen(whole: Consolidated, choices: Mapping[str, str]) -> Consolidated:
    """A text with the changes that the chosen options of its readings make; readings not named keep their default."""
    file = whole.file
    if file is None:
        return whole
    changes = [
        change
        for reading in _readings(file)
        for option in reading.options
        if choices.get(reading.name.text) == option.name.text
        for change in option.changes
    ]
    if not changes:
        return replace(whole, findings=())
    splices, wrong = made(_amending(file), changes)
    splices = in_order(splices)
    wrong += twice(splices)
    if wrong:
        return Consolidated(None, tuple(wrong))
    source = file.source
    text = reread(woven(source.name, source, splices, source.files), splices)
    return replace(text, reasons=whole.reasons, known=whole.known)


def clashes(file: ast.File) -> tuple[Diagnostic, ...]:
    """Options of two readings that change one place: they could never be taken together."""
    amending = _amending(file)
    options = [
        (reading.name.text, made(amending, option.changes)[0])
        for reading in _readings(file)
        for option in reading.options
        if option.changes
    ]
    found: list[Diagnostic] = []
    for index, (name, splices) in enumerate(options):
        for other, others in options[:index]:
            if other != name:
                found += _between(others, splices)
    return tuple(found)


def _between(one: list[Splice], other: list[Splice]) -> Iterator[Diagnostic]:
    """Clashes of two options that are not clashes of one of them with itself."""
    alone = {finding.place for splices in (one, other) for finding in twice(in_order(splices))}
    for finding in twice(in_order((*one, *other))):
        if finding.place not in alone:
            yield finding


def _readings(file: ast.File) -> Iterator[ast.Reading]:
    return (node for node in file.statements if isinstance(node, ast.Reading))


def _amending(file: ast.File) -> Amending:
    return Amending(file.source, file.source, file, file.source.name, known=True, own=True)
