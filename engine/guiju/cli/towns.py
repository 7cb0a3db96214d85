"""Towns of the command line with their outcomes; what is to be said of them, and where they are written."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from guiju.api import DataError, Rulebook
from guiju.cli.output import Spool, refuse_over
from guiju.cli.reading import Read, read_all, say
from guiju.cli.stream import Put
from guiju.diagnostics.codes import problem
from guiju.diagnostics.model import Diagnostic, Lang, Text
from guiju.evaluate import Outcome, Step
from guiju.evaluate.panel_reports import PanelReport
from guiju.numbers.states import CauseKind
from guiju.rulebook.dated import Dated
from guiju.rulebook.model import Constraint


def outcomes(
    arguments: argparse.Namespace, lang: Lang, readings: Mapping[str, str]
) -> Iterator[tuple[str, Outcome | None]]:
    """Every town of the command line with its outcome; None where its data could not be used (said on stderr)."""
    for one, outcome in evaluated(read_all(arguments, lang, readings), lang):
        yield one.name, outcome


def evaluated(found: Iterable[Read], lang: Lang) -> Iterator[tuple[Read, Outcome | None]]:
    """Every town with its outcome, one after another; what is to be said of it goes to stderr.

    From the first town on whose rules compare towns, all are read before any is evaluated.
    """
    reads = iter(found)
    for one in reads:
        if one.rulebook is not None and one.rulebook.model.populations:
            yield from _compared((one, *reads), lang)
            return
        yield _outcome(one, None, lang)


def _compared(found: Sequence[Read], lang: Lang) -> Iterator[tuple[Read, Outcome | None]]:
    """Towns of a rulebook that compares towns are evaluated together. When one of them cannot be read, the others are
    not compared at all: a place among the rest would be a wrong place.
    """
    books = (one.rulebook for one in found)
    compared = {id(book): _together(book, found) for book in books if book is not None}
    for error in compared.values():
        if isinstance(error, DataError):
            say(error.diagnostics, lang)
    for one in found:
        known = compared.get(id(one.rulebook), {})
        if isinstance(known, Mapping):
            yield _outcome(one, known, lang)
        else:
            yield replace(one, errors=(*one.errors, *known.diagnostics)), None


def _outcome(one: Read, known: Mapping[int, Outcome] | None, lang: Lang) -> tuple[Read, Outcome | None]:
    """A town with its outcome; without one, with the errors that are the reason."""
    if one.rulebook is None or one.town is None:
        return one, None
    try:
        outcome = known[id(one.town)] if known else one.rulebook.evaluate(one.town)
    except DataError as error:
        say(error.diagnostics, lang)
        return replace(one, errors=error.diagnostics), None
    say(observations(outcome), lang)
    return one, outcome


def _together(rulebook: Rulebook, found: Sequence[Read]) -> Mapping[int, Outcome] | DataError:
    """The outcomes of the towns of one rulebook by the identity of the town; nothing where they are not compared, or
    why they cannot be. A town alone has nobody to be compared with.
    """
    of_it = [one for one in found if one.rulebook is rulebook]
    towns = [one.town for one in of_it if one.town is not None]
    if not rulebook.model.populations or len(towns) < max(len(of_it), 2):
        return {}
    try:
        outcomes = rulebook.evaluate_many(towns)
    except DataError as error:
        return error
    return {id(town): outcome for town, outcome in zip(towns, outcomes, strict=True)}


def inputs(names: Iterable[str]) -> tuple[Path, ...]:
    """The files that are read: those of the command line, and all files of its folders."""
    paths = [Path(name) for name in names]
    inside = [entry for path in paths if path.is_dir() for entry in path.iterdir() if entry.is_file()]
    return (*paths, *inside)


def saved(arguments: argparse.Namespace, run: Callable[[Put], int]) -> int:
    """What `run` writes of the towns, in the file of `-o`; nothing is written where there is nothing. Raises
    UsageError before anything is computed when the file may not be written.
    """
    output, used = Path(arguments.output), inputs(arguments.towns)
    refuse_over(output, force=arguments.force, inputs=used)
    with Spool() as spool:
        code = run(spool.put)
        if spool.begun:
            spool.save(output, force=arguments.force, inputs=used)
    return code


_CODES: Mapping[CauseKind, str] = MappingProxyType(
    {
        CauseKind.DIVISION: "E901",
        CauseKind.UNDECIDED: "E902",
        CauseKind.BENCHMARKS: "E903",
        CauseKind.UNDEFINED: "E907",
    }
)


def observations(outcome: Outcome) -> tuple[Diagnostic, ...]:
    """What is to be said of a result: constraints the figures contradict, formulas without a value, the panel."""
    name = outcome.town.name
    town = (Text(f"对象：{name}", f"town: {name}"),)
    found = [_violation(step, town) for step in outcome.steps if step.node in outcome.violated]
    for cause in sorted({stake.cause for stake in outcome.missing}):
        if cause.kind in _CODES:
            found.append(problem(_CODES[cause.kind], None, notes=town, text=cause.name))
        elif cause.kind is CauseKind.NO_VALUE:
            found.append(_without_value(outcome, cause.name, town))
    for report in outcome.panels:
        found.extend(_of_panel(report, town))
    return tuple(found)


def _of_panel(report: PanelReport, town: tuple[Text, ...]) -> Iterator[Diagnostic]:
    """Too few experts, absent ones the rules say nothing of, marks far from the others."""
    from guiju.explain.values import number_text

    panel = report.panel
    if panel is None:
        return
    wanted = f"{panel.least or 1}–{panel.most or '…'}"
    for count in sorted({one.count for one in report.short}):
        names = [one.name for one in report.short if one.count == count]
        of_what = Text(f"所评：{'、'.join(names)}", f"for: {', '.join(names)}")
        notes = (*town, of_what) if len(names) < len(report.items) else town
        yield problem("E905", None, notes=notes, panel=panel.name, count=count, wanted=wanted)
    for item in report.items if report.by.absent is None else ():
        for expert in item.absent:
            yield problem("E921", None, notes=town, panel=panel.name, expert=expert, indicator=item.name)
    for far in report.far:
        values = {key: number_text(getattr(far, key)) for key in ("mark", "others", "limit")}
        yield problem("E920", None, notes=town, expert=far.expert, indicator=far.indicator, **values)  # type: ignore[arg-type]


def _without_value(outcome: Outcome, name: str, notes: tuple[Text, ...]) -> Diagnostic:
    """A parameter whose first value begins after the day, or the year, the figures speak of."""
    parameter = outcome.rulebook.parameters[name]
    assert isinstance(parameter.value, Dated)
    day, year = outcome.town.data_date, outcome.town.year
    date = Text(day or f"{year} 年", day or str(year))
    first = parameter.value.values[0].since
    return problem("E909", parameter.place.origin, notes=notes, name=name, date=date, first=first)


def _violation(step: Step, notes: tuple[Text, ...]) -> Diagnostic:
    """A constraint with the figures that contradict it."""
    from guiju.explain.formulas import with_numbers

    node: Constraint = step.node
    figures = with_numbers(step.children[0])
    found = f"{' '.join(node.condition.place.text.split())}（{figures}）"
    return problem("E904", node.place.origin, notes=notes, label=node.label, found=found)
