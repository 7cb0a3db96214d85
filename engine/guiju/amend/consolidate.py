"""An amendment and its base, put together to one text and read as one file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from guiju import limits
from guiju.amend.bases import Candidate, Revision, candidates, of_texts
from guiju.amend.headers import header
from guiju.amend.spelling import fits
from guiju.amend.splices import Amending, Splice
from guiju.amend.weaving import in_order, made, twice, woven
from guiju.diagnostics.codes import problem
from guiju.diagnostics.model import Diagnostic, Label, Text
from guiju.diagnostics.spoken import is_english
from guiju.source import Place, Source, Span, Woven
from guiju.syntax import ast, parse


@dataclass(frozen=True, slots=True)
class Consolidated:
    """The revision an amendment makes, as one file; None where something is wrong.

    `reasons` are the clauses that amendments name as reasons of what they change, each with its place; `known` the
    clauses of the texts they change.
    """

    file: ast.File | None
    findings: tuple[Diagnostic, ...] = ()
    reasons: tuple[tuple[str, Place], ...] = ()
    known: frozenset[str] = frozenset()


def consolidate(file: ast.File, folder: Path | None, beside: Iterable[Source] = ()) -> Consolidated:
    """The whole text of a file: that of a standard itself, that of an amendment with its base.

    The base is looked for in the folder and among the texts `beside` it.
    """
    amendment = _amendment(file)
    if amendment is None:
        return Consolidated(file)
    return _applied(file.source, amendment, (*candidates(folder), *of_texts(beside)), ())


def _amendment(file: ast.File) -> ast.Amendment | None:
    return next((node for node in file.statements if isinstance(node, ast.Amendment)), None)


def _applied(
    source: Source,
    amendment: ast.Amendment,
    files: tuple[Candidate, ...],
    above: tuple[tuple[Revision, Place], ...],
) -> Consolidated:
    """An amendment with its base; `above` are the amendments that are based on this one."""
    own = (amendment.standard.text, amendment.revision.text)
    wanted = (amendment.standard.text, amendment.base.text)
    at = Place(source, amendment.base.span)
    above = (*above, (own, at))
    if any(wanted == revision for revision, _ in above):
        first = next(place for revision, place in above if revision == wanted)
        labels = (Label(first, Text("从这里开始", "it begins here")),) if first != at else ()
        return Consolidated(None, (problem("V812", at, labels=labels, name=wanted[1]),))
    if len(above) > limits.AMENDMENT_DEPTH:
        return Consolidated(None, (problem("V813", at, limit=limits.AMENDMENT_DEPTH),))
    found = [one for one in files if one.revision == wanted and one.source.text != source.text]
    if len(found) != 1:
        return Consolidated(
            None, (_not_one(at, wanted, found, [one for one in files if one.revision != own]),)
        )
    base = _base(found[0].source, files, above)
    if base.file is None:
        return base
    told, wrong = list(base.findings), _unlike(source, amendment, base.file)
    if wrong:
        return Consolidated(None, (*told, *wrong))
    amending = Amending(
        source,
        base.file.source,
        base.file,
        amendment.base.text,
        amendment.scope,
        known=bool(amendment.fingerprints),
    )
    splices, wrong = made(amending, amendment.changes)
    splices = in_order((*header(amendment, amending), *splices))
    wrong += twice(splices)
    if wrong:
        return Consolidated(None, (*told, *wrong))
    whole = woven(source.name, base.file.source, splices, (source, *base.file.source.files))
    made_of = reread(whole, splices, told)
    reasons = (*base.reasons, *_reasons(source, amendment))
    return replace(made_of, reasons=reasons, known=base.known | _clauses(base.file))


def _reasons(source: Source, amendment: ast.Amendment) -> Iterator[tuple[str, Place]]:
    """The clauses an amendment names as its reasons; those in the lines it adds belong to the text."""
    for statement in (amendment, *amendment.changes):
        yield from ((one.text, Place(source, one.span)) for one in statement.annotations.citations)


def _clauses(file: ast.File) -> frozenset[str]:
    lists = (node for node in file.statements if isinstance(node, ast.ClauseList))
    return frozenset(clause.number.text for one in lists for clause in one.clauses)


def _base(
    source: Source, files: tuple[Candidate, ...], above: tuple[tuple[Revision, Place], ...]
) -> Consolidated:
    if not source.text.endswith("\n"):
        source = Source(source.name, source.text + "\n")
    parsed = parse(source)
    if parsed.file is None or any(one.is_error for one in parsed.problems):
        return Consolidated(None, parsed.problems)
    amendment = _amendment(parsed.file)
    if amendment is not None:
        return _applied(source, amendment, files, above)
    return Consolidated(parsed.file, parsed.problems)


def _not_one(at: Place, wanted: Revision, found: list[Candidate], files: list[Candidate]) -> Diagnostic:
    if found:
        start = Text("其中之一", "one of them")
        labels = tuple(Label(Place(one.source, Span(0, 0)), start) for one in found[:4])
        return problem("V811", at, labels=labels, standard=wanted[0], name=wanted[1], count=len(found))
    own = sorted({one.revision[1] for one in files if one.revision[0] == wanted[0] and one.revision[1]})
    there = Text(
        f"同一文件夹里有的版次：{'、'.join(own)}" if own else "基准文件要与修订放在同一个文件夹里",
        f"the revisions in the same folder: {', '.join(own)}"
        if own
        else "the base stands in the folder of the amendment",
    )
    return problem("V810", at, standard=wanted[0], name=wanted[1], there=there)


def _unlike(source: Source, amendment: ast.Amendment, base: ast.File) -> list[Diagnostic]:
    """Why these changes cannot be made in this base at all."""
    found = []
    if not any(isinstance(node, ast.Standard) for node in base.statements):
        found.append(problem("S114", base.source.origin(Span(0, 0))))
    if is_english(source) != is_english(base.source):
        word = Text("英文", "English") if is_english(base.source) else Text("中文", "Chinese")
        found.append(problem("V821", Place(source, amendment.base.span), language=word))
    now = base.source.fingerprint
    found += [
        problem(
            "V814",
            Place(source, quoted.span),
            name=amendment.base.text,
            quoted=quoted.text[:23],
            found=now[:23],
        )
        for quoted in amendment.fingerprints
        if not fits(quoted.text, now)
    ]
    return found


def reread(whole: Woven, splices: Sequence[Splice], told: Sequence[Diagnostic] = ()) -> Consolidated:
    """A text that changes were made in, read again."""
    parsed = parse(whole)
    told = [*told, *(_caused(located(one), splices) for one in parsed.problems)]
    if parsed.file is None or any(one.is_error for one in parsed.problems):
        return Consolidated(None, tuple(told))
    return Consolidated(parsed.file, tuple(told))


def _caused(finding: Diagnostic, splices: Sequence[Splice]) -> Diagnostic:
    """A mistake that shows in the base, which had none: it is told of the nearest change."""
    if finding.place is None or not finding.is_error or any(_within(finding.place, one) for one in splices):
        return finding
    at = finding.place.span.start
    change = min(splices, key=lambda one: max(one.span.start - at, at - one.span.end, 0))
    label = Label(finding.place, Text("从这里起读不通", "it does not read on from here"))
    return problem("V823", change.place, labels=(label,))


def _within(place: Place, splice: Splice) -> bool:
    """Whether a place was written in a change."""
    own = splice.place
    return place.source.name == own.source.name and own.span.start <= place.span.start <= own.span.end


def located(finding: Diagnostic) -> Diagnostic:
    """The finding with its places in the files that were read; a fix that would cross two files is none."""
    fixes = tuple(
        replace(fix, edits=tuple(replace(edit, place=edit.place.origin) for edit in fix.edits))
        for fix in finding.fixes
        if all(edit.place.source.holds(edit.place.span) for edit in fix.edits)
    )
    return replace(
        finding,
        place=finding.place.origin if finding.place else None,
        labels=tuple(replace(label, place=label.place.origin) for label in finding.labels),
        fixes=fixes,
    )
