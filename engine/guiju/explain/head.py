"""The head of every print: what was evaluated, the result, and what a reader must know before trusting it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from guiju.diagnostics.model import Diagnostic
from guiju.evaluate.outcome import Outcome
from guiju.explain.called import cause_text, figures_text
from guiju.explain.document import Line, LineKind, Mark
from guiju.explain.evidence import base_name
from guiju.explain.grades import grade_text
from guiju.explain.rankings import PLACE_TYPE
from guiju.explain.terms import CAUSES
from guiju.explain.used import unresolved
from guiju.explain.values import number_text, points_text, range_words, score_text, value_text
from guiju.explain.verdicts import reason, verdict_word
from guiju.explain.writer import Writer, mark_of
from guiju.numbers.states import CauseKind, Missing
from guiju.rulebook import expressions as ex
from guiju.rulebook import model
from guiju.rulebook.dated import DatedValue
from guiju.rulebook.model import Status
from guiju.rulebook.scheme import (
    Adjusting,
    Adjustment,
    Applies,
    Indicator,
    OpenScoring,
    Remarks,
    Scoring,
    Veto,
)
from guiju.rulebook.words import STATUSES
from guiju.towns.model import DataFile
from guiju.units import PLAIN
from guiju.version import VERSION

# --- what it is -------------------------------------------------------------------------------------------------------


def title(writer: Writer) -> str:
    """Title and number of the standard."""
    header = writer.outcome.rulebook.header
    return header.title + (writer.bracketed(header.number) if header.number else "")


def facts(writer: Writer) -> tuple[Line, ...]:
    """Standard, revision, status, dates, town."""
    outcome = writer.outcome
    header = outcome.rulebook.header
    revision = " ".join(part for part in (header.revision, header.revision_title) if part)
    pairs = (
        ("standard", header.id),
        ("revision", revision),
        ("status", STATUSES[header.status].in_(writer.lang) if header.status else ""),
        ("issued", header.issued or ""),
        ("effective", header.effective or ""),
        ("ends", header.ends or ""),
        ("town", outcome.town.name),
        ("as_of", outcome.town.data_date),
        ("year_at_hand", _year_at_hand(writer)),
        ("population", writer.word("towns", count=size) if (size := outcome.population) else ""),
    )
    return tuple(Line(0, LineKind.FACT, head=writer.word(key), value=text) for key, text in pairs if text)


def _year_at_hand(writer: Writer) -> str:
    """The year a series is asked for, where one is."""
    nodes = (step.node for step in writer.outcome.walk())
    speaks = any(isinstance(node, (ex.SeriesRef, ex.YearsRef)) for node in nodes)
    return str(writer.outcome.year) if speaks and writer.outcome.year is not None else ""


# --- what must be known -----------------------------------------------------------------------------------------------


def warnings(writer: Writer) -> None:
    """Nothing here depends on depth or on what was asked for: it stands at the top of every print."""
    for part in (
        _status,
        _defects,
        _violations,
        _unresolved,
        _readings,
        _synthetic,
        _conflicts,
        _missing,
        _replaced,
        _proposals,
    ):
        for head, value, clauses in part(writer):
            writer.lines.append(
                Line(0, LineKind.WARNING, head=head, value=value, mark=Mark.WARNING, clauses=clauses)
            )


Warning_ = tuple[str, str, tuple[str, ...]]


def _status(writer: Writer) -> Iterator[Warning_]:
    status = writer.outcome.rulebook.header.status
    if status is not Status.IN_FORCE:
        words = STATUSES[status].in_(writer.lang) if status else writer.word("no_status")
        yield writer.word("status"), writer.word("not_in_force", status=words), ()


def defect_text(writer: Writer, finding: Diagnostic) -> str:
    """The message of a known defect and the reason the file gives."""
    notes = [note.in_(writer.lang) for note in finding.notes]
    return writer.joined((finding.message.in_(writer.lang), *notes))


def _defects(writer: Writer) -> Iterator[Warning_]:
    for finding in writer.outcome.rulebook.known_defects:
        yield f"{writer.word('defect')} {finding.code.id}", defect_text(writer, finding), ()


def _violations(writer: Writer) -> Iterator[Warning_]:
    for constraint in writer.outcome.violated:
        text = f"{constraint.label}{writer.colon}{writer.word('does_not_hold')}"
        yield writer.word("data_checks"), text, constraint.remarks.clauses


def _unresolved(writer: Writer) -> Iterator[Warning_]:
    for name, condition in unresolved(writer.outcome):
        if isinstance(condition, model.External):
            text = writer.joined(
                (f"{writer.word('external')} {condition.document}", writer.word("no_ruling"))
            )
        else:
            text = writer.joined((writer.word("open"), condition.reason))
        text = name + writer.colon + text
        yield writer.word("unresolved"), text, condition.remarks.clauses
    for indicator in writer.outcome.rulebook.indicators.values():
        if isinstance(indicator.scoring, OpenScoring):
            text = f"{indicator.name}{writer.colon}{indicator.scoring.reason}"
            yield writer.word("unresolved"), text, indicator.scoring.remarks.clauses


def _readings(writer: Writer) -> Iterator[Warning_]:
    for reading in writer.outcome.rulebook.readings.values():
        labels = {name: name + (writer.bracketed(label) if label else "") for name, label in reading.options}
        others = writer.enumerated([text for name, text in labels.items() if name != reading.chosen])
        text = writer.word("reading_in_use", name=reading.name, chosen=labels[reading.chosen], others=others)
        yield writer.word("reading"), text, reading.remarks.clauses


def _synthetic(writer: Writer) -> Iterator[Warning_]:
    found = writer.used
    if found.synthetic:
        names, every = (
            figures_text(writer, found.synthetic),
            figures_text(writer, found.given + found.missing),
        )
        word = "synthetic_all" if len(names) == len(every) else "synthetic_used"
        text = writer.word(word, count=len(names), all=len(every))
        yield writer.word("synthetic_data"), text + writer.colon + writer.enumerated(names), ()


def _conflicts(writer: Writer) -> Iterator[Warning_]:
    """Figures with several values: which are not decided, and which somebody decided."""
    for head, key, figures in (
        ("conflicting", "conflicts", writer.used.conflicting),
        ("choice", "chosen_from", writer.used.chosen),
    ):
        names = figures_text(writer, figures)
        if names:
            text = writer.word(key, count=len(names))
            yield writer.word(head), text + writer.colon + writer.enumerated(names), ()


def _missing(writer: Writer) -> Iterator[Warning_]:
    found = writer.used
    names = figures_text(writer, found.missing)
    kinds = (CauseKind.MARKS, CauseKind.MARK, CauseKind.ABSENT, CauseKind.PANEL, CauseKind.POPULATION)
    marks = [stake.cause.name for stake in writer.outcome.missing if stake.cause.kind in kinds]
    names += [name for name in dict.fromkeys(marks) if name not in names]
    if names:
        text = writer.word("missing_used", count=len(names))
        yield writer.word("inputs_missing"), text + writer.colon + writer.enumerated(names), ()


def _replaced(writer: Writer) -> Iterator[Warning_]:
    names = figures_text(writer, writer.used.replaced)
    if names:
        text = writer.word("replaced_used", count=len(names))
        yield writer.word("replaced_data"), text + writer.colon + writer.enumerated(names), ()


def remarks_in_use(outcome: Outcome) -> Iterator[Remarks]:
    """The remarks of everything that took part in a score, grade or verdict; each line once."""
    seen: set[int] = set()
    for step in outcome.walk():
        node = step.node
        found = [node.remarks] if isinstance(node, _WITH_REMARKS) else []
        if isinstance(node, Indicator) and node.aggregation is not None:
            found.append(node.aggregation.remarks)
        if isinstance(node, model.Ranking):
            found += [key.remarks for key in node.keys]
        for remarks in found:
            if id(remarks) not in seen:
                seen.add(id(remarks))
                yield remarks


_WITH_REMARKS = (
    Indicator,
    Scoring,
    Adjustment,
    Adjusting,
    Veto,
    Applies,
    model.Named,
    DatedValue,
    model.Grades,
    model.Band,
    model.GradeCap,
    model.Ranking,
)


def _proposals(writer: Writer) -> Iterator[Warning_]:
    count = sum(len(remarks.proposals) for remarks in remarks_in_use(writer.outcome))
    if count:
        yield writer.word("proposal"), writer.word("proposals_used", count=count), ()


# --- what came out ----------------------------------------------------------------------------------------------------


def result(writer: Writer) -> None:
    """Scores, grades, places, reported values and verdicts, one line each."""
    outcome = writer.outcome
    for name, node in outcome.rulebook.schemes.items():
        value = _score(writer, outcome.known[name], points_text(node.weight))
        writer.lines.append(
            Line(0, LineKind.FACT, head=name, name="", value=value, clauses=node.remarks.clauses)
        )
    for name, grades in outcome.rulebook.grades.items():
        writer.lines.append(
            Line(0, LineKind.FACT, head=name, value=grade_text(writer, name), clauses=grades.remarks.clauses)
        )
    for name, ranking in outcome.rulebook.rankings.items():
        value = value_text(outcome.known[name], PLACE_TYPE, writer.lang)
        writer.lines.append(Line(0, LineKind.FACT, head=name, value=value, clauses=ranking.remarks.clauses))
    for name, named in outcome.rulebook.definitions.items():
        if named.reported:
            value = value_text(outcome.known[name], named.value.type, writer.lang)
            writer.lines.append(Line(0, LineKind.FACT, head=name, value=value, clauses=named.remarks.clauses))
    for name, designation in outcome.rulebook.designations.items():
        known = outcome.known[name]
        writer.lines.append(
            Line(
                0,
                LineKind.FACT,
                head=name,
                mark=mark_of(known),
                value=verdict_word(writer, known),
                clauses=designation.remarks.clauses,
            )
        )
        head, text = reason(writer, writer.derivations[name])
        if text:
            writer.lines.append(Line(1, LineKind.TEXT, head=head, value=text))
    writer.lines.append(Line(0, LineKind.TEXT, value=writer.word("reading_digits")))


def _score(writer: Writer, value: Any, full: str) -> str:
    """`57.5 / 100`, or the range in words."""
    said = range_words(value, PLAIN, writer.lang) if isinstance(value, Missing) else ""
    if said:
        return writer.word("score_open", range=said, full=full)
    return f"{score_text(value, writer.lang)} / {full}"


def missing(writer: Writer) -> None:
    """What is missing, the most points at stake first."""
    for stake in writer.outcome.missing:
        at_stake = writer.word("points_at_stake", count=number_text(stake.points)) if stake.points else ""
        writer.lines.append(
            Line(
                0,
                LineKind.ROW,
                mark=Mark.OPEN,
                label=f"{CAUSES[stake.cause.kind].in_(writer.lang)} {cause_text(stake.cause, writer.lang)}",
                value=at_stake,
            )
        )


def _with_encoding(writer: Writer, file: DataFile) -> str:
    """The name of a file, and its encoding where it is not what everybody expects."""
    name = base_name(file.name)
    return name if file.encoding in ("", "UTF-8") else f"{name}{writer.bracketed(file.encoding)}"


def files(writer: Writer) -> None:
    """Every file with its fingerprint, and the engine."""
    outcome = writer.outcome
    book = outcome.rulebook
    rows = [(writer.word("rule_file"), base_name(file.name), file.fingerprint) for file in book.source.files]
    rows += [
        (writer.word("data_file"), _with_encoding(writer, file), file.fingerprint)
        for file in outcome.town.files
    ]
    for head, name, fingerprint in rows:
        writer.lines.append(Line(0, LineKind.FACT, head=head, value=f"{name}  {fingerprint}"))
    writer.lines.append(Line(0, LineKind.FACT, head=writer.word("engine"), value=f"guiju {VERSION}"))
