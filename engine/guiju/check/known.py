"""Declared known defects (`预期`): matched against what was found, number by number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from guiju.check.draft import Draft
from guiju.check.names import LEVELS
from guiju.diagnostics.codes import CODES, problem
from guiju.diagnostics.model import Diagnostic, Label, Severity, Text
from guiju.numbers.exact import decimal_text
from guiju.rulebook.model import Status
from guiju.source import Place
from guiju.syntax import ast


def apply_known(draft: Draft, findings: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Mark what is declared as known; add what is wrong with the declarations themselves.

    A declaration names the code, the subject, and the figures where the finding has figures, so that a defect that
    changes is not taken for the one that was declared.
    """
    result = list(findings)
    in_force = draft.header is not None and draft.header.status is Status.IN_FORCE
    for declared in draft.of_kind(ast.KnownDefect):
        code = CODES.get(declared.code.text)
        if code is None or code.severity is not Severity.ERROR:
            result.append(problem("V806", draft.place(declared.code), code=declared.code.text))
            continue
        if in_force and code.id.startswith("W"):
            result.append(problem("V803", draft.place(declared), code=code.id))
            continue
        at = _subject(declared)
        index = next(
            (
                i
                for i, finding in enumerate(result)
                if finding.code.id == code.id and not finding.expected and at in (None, finding.subject)
            ),
            None,
        )
        if index is None:
            result.append(_gone(draft, declared, code.id, at))
        elif _figures(declared) == result[index].figures:
            reason = Text(declared.reason.text, declared.reason.text)
            found = result[index]
            result[index] = replace(found.as_expected(), notes=(*found.notes, reason))
        else:
            result[index] = _changed(draft, declared, result[index])
    return tuple(result)


def once_in_force(draft: Draft, findings: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    """A weight defect declared in a standard in force: said once, at the declaration, with the figures."""
    result = list(findings)
    for refusal in [finding for finding in findings if finding.code.id == "V803"]:
        code = next(d for d in draft.of_kind(ast.KnownDefect) if draft.place(d) == refusal.place)
        at = _subject(code)
        for finding in [f for f in result if f.code.id == code.code.text and at in (None, f.subject)][:1]:
            assert finding.place
            label = Label(finding.place, Text("缺陷在这里", "the defect is here"))
            result.remove(finding)
            told = (finding.message, *finding.notes)
            result[result.index(refusal)] = replace(refusal, labels=(label,), notes=told, fixes=finding.fixes)
    return tuple(result)


def _subject(declared: ast.KnownDefect) -> str | None:
    """What a declaration is about; a level by its Chinese name, whichever of its two names is written."""
    if declared.at is None:
        return None
    level = LEVELS.get(declared.at.text)
    return declared.at.text if level is None else next(name for name, n in LEVELS.items() if n == level)


def _gone(draft: Draft, declared: ast.KnownDefect, code: str, at: str | None) -> Diagnostic:
    """A declared defect that does not occur; `subject` is its code, so that weights can tell a consequence."""
    labels = tuple(
        Label(place, Text("说的是这里", "this is what it speaks of")) for place in _spoken_of(draft, at)
    )
    return problem("V804", draft.place(declared), labels=labels, subject=code, code=code, at=_where(at))


def _spoken_of(draft: Draft, at: str | None) -> tuple[Place, ...]:
    """Where the named thing stands; for an indicator its children too, whose weights it was about."""
    symbol = draft.symbols.get(at) if at else None
    if symbol is None:
        return ()
    children = [line for line in getattr(symbol.node, "lines", ()) if isinstance(line, ast.Indicator)]
    return (symbol.place, *(draft.place(child.name) for child in children))


def _where(at: str | None) -> Text:
    return Text(f" 于 `{at}`", f" at `{at}`") if at else Text("", "")


def _figures(declared: ast.KnownDefect) -> tuple[Fraction, Fraction] | None:
    if declared.found is None or declared.required is None:
        return None
    return declared.found.value, declared.required.value


def _words(figures: tuple[Fraction, Fraction] | None) -> Text:
    if figures is None:
        return Text("没有写 实为 应为", "no figures")
    found, required = (decimal_text(value, 6) for value in figures)
    return Text(f"实为 {found} 应为 {required}", f"found {found} expected {required}")


def _changed(draft: Draft, declared: ast.KnownDefect, found: Diagnostic) -> Diagnostic:
    """The finding stays open; the declaration that no longer fits is named in a note."""
    line = draft.place(declared).position.line
    before, now = _words(_figures(declared)), _words(found.figures)
    if _figures(declared) is None:
        note = Text(
            f"第 {line} 行的 预期 要写明 {now.zh}", f"the known defect on line {line} must say {now.en}"
        )
        return replace(found, notes=(*found.notes, note))
    note = Text(
        f"第 {line} 行的 预期 写的是 {before.zh}，现在是 {now.zh}",
        f"the known defect declared on line {line} has {before.en}, now it is {now.en}",
    )
    return replace(found, notes=(*found.notes, note))
