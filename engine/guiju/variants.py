"""A revision under its other readings: what is found of it only when a clause is not read as by default."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from guiju.amend import Consolidated, chosen, clashes, located
from guiju.check import Checked, Reasons, check
from guiju.diagnostics.model import Diagnostic, Text
from guiju.source import Woven
from guiju.syntax import ast

# What is missed: a name nobody uses, a clause nothing implements, a known defect that does not occur. It may be there
# under another reading.
_MISSED = frozenset({"N205", "C602", "V804"})
_Key = tuple[str, str, int, str | None]
NO_CHOICES: Mapping[str, str] = MappingProxyType({})


def check_under(text: Consolidated, choices: Mapping[str, str]) -> Checked:
    """The text that `choices` make, checked as some of its clauses are read so, the others by default.

    What is missed is not told: it is there when they are read otherwise, or `check_readings` tells.
    """
    return _checked(text, choices, lambda one: one.code.id in _MISSED)


def check_readings(whole: Consolidated, *, thorough: bool = True) -> Checked:
    """One text by default, with what is found only under another option of one of its readings.

    These are looked at when the text itself is right; when not `thorough`, only if all that is wrong is missed.
    """
    assert whole.file is not None
    default = _checked(whole)
    ways = tuple(_ways(whole.file))
    errors = [finding for finding in default.findings if finding.is_error]
    wrong = any(one.code.id not in _MISSED for one in errors)
    if not ways or wrong or not (thorough or errors):
        return default
    clashing = clashes(whole.file)
    others = {way: _checked(chosen(whole, dict((way,))), dict((way,))) for way in ways}
    elsewhere = _missed(default) - frozenset[_Key].intersection(*map(_missed, others.values()))
    default = _checked(whole, elsewhere=lambda one: _key(one) in elsewhere)
    extra = (*clashing, *_only_there(default, others))
    findings = (*default.findings, *extra)
    if any(finding.is_error for finding in extra):
        return Checked(None, findings, default.header)
    rulebook = default.rulebook and replace(default.rulebook, findings=findings)
    return Checked(rulebook, findings, default.header)


def _checked(
    text: Consolidated,
    choices: Mapping[str, str] = NO_CHOICES,
    elsewhere: Callable[[Diagnostic], bool] = lambda finding: False,
) -> Checked:
    """One text checked, with findings in the files that were read; of one that could not be made, why."""
    if text.file is None:
        return Checked(None, text.findings)
    reasons = Reasons(text.reasons, text.known)
    return _located(text.file, check(text.file, reasons, choices, elsewhere))


def names_of_data(file: ast.File) -> frozenset[str]:
    """What a file or an option of its readings calls its figures and what experts mark."""
    found: set[str] = set()
    waiting: list[object] = list(file.statements)
    while waiting:
        node = waiting.pop()
        if isinstance(node, tuple):
            waiting.extend(node)
        elif isinstance(node, (ast.Scheme, ast.Indicator)):
            found.add(node.name.text)
            waiting.extend(node.lines)
        elif isinstance(node, ast.Input):
            found.add(node.name.text)
        elif isinstance(node, ast.Reading):
            waiting.extend(change for option in node.options for change in option.changes)
        elif isinstance(node, (ast.Addition, ast.Replacement)):
            waiting.extend(node.content)
    return frozenset(found)


def _ways(file: ast.File) -> Iterator[tuple[str, str]]:
    """Every option that changes the text, with its reading."""
    for node in file.statements:
        if isinstance(node, ast.Reading):
            yield from ((node.name.text, option.name.text) for option in node.options if option.changes)


def _located(file: ast.File, checked: Checked) -> Checked:
    """With findings in the files that were read."""
    if not isinstance(file.source, Woven):
        return checked
    findings = tuple(located(finding) for finding in checked.findings)
    rulebook = checked.rulebook and replace(checked.rulebook, findings=findings)
    return Checked(rulebook, findings, checked.header)


def _key(finding: Diagnostic) -> _Key:
    place = finding.place.origin if finding.place else None
    return (
        finding.code.id,
        place.source.name if place else "",
        place.span.start if place else -1,
        finding.subject,
    )


def _missed(checked: Checked) -> frozenset[_Key]:
    return frozenset(_key(one) for one in checked.findings if one.code.id in _MISSED)


def _only_there(default: Checked, others: Mapping[tuple[str, str], Checked]) -> Iterator[Diagnostic]:
    """What is found under other options and not by default, each once, and under which."""
    seen = {_key(finding) for finding in default.findings}
    for (reading, option), checked in others.items():
        for finding in checked.findings:
            if finding.code.id in _MISSED or _key(finding) in seen:
                continue
            seen.add(_key(finding))
            note = Text(f"按解读 {reading}：{option}", f"by the reading {reading}: {option}")
            yield replace(finding, notes=(*finding.notes, note))
