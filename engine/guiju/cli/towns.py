"""Towns from the command line: read each with its rules, evaluate it, report what is wrong."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from guiju.api import DataError, Rulebook, RuleError, load
from guiju.cli.console import UsageError, tell
from guiju.diagnostics.codes import problem
from guiju.diagnostics.human import render
from guiju.diagnostics.model import Diagnostic, Lang, Text
from guiju.evaluate import Outcome, Step
from guiju.numbers.states import CauseKind
from guiju.rulebook.dated import Dated
from guiju.rulebook.model import Constraint
from guiju.towns.model import Town
from guiju.towns.read import TownFiles, no_rules, open_town


@dataclass(frozen=True, slots=True)
class _Read:
    """One file of the command line: its rules and its town, None where they could not be used."""

    name: str
    rulebook: Rulebook | None = None
    town: Town | None = None


def outcomes(arguments: argparse.Namespace, lang: Lang) -> Iterator[tuple[str, Outcome | None]]:
    """Every town of the command line with its outcome; None where its data could not be used (said on stderr).

    Towns of a rulebook that compares towns are evaluated together. When one of them cannot be read the others are not
    compared at all: a place among the rest would be a wrong place.
    """
    found = list(_read(arguments, lang))
    together = {
        id(book): _together(book, found) for book in (one.rulebook for one in found) if book is not None
    }
    for one in found:
        outcome = None
        if one.rulebook is not None and one.town is not None:
            known = together[id(one.rulebook)]
            outcome = known[id(one.town)] if known else _alone(one.rulebook, one.town, lang)
            _say(observations(outcome) if outcome else (), lang)
        yield one.name, outcome


def _alone(rulebook: Rulebook, town: Town, lang: Lang) -> Outcome | None:
    try:
        return rulebook.evaluate(town)
    except DataError as error:
        _say(error.diagnostics, lang)
        return None


def _together(rulebook: Rulebook, found: Sequence[_Read]) -> Mapping[int, Outcome]:
    """The outcomes of the towns of one rulebook by the identity of the town; nothing where they are not compared.

    A town alone has nobody to be compared with.
    """
    of_it = [one for one in found if one.rulebook is rulebook]
    towns = [one.town for one in of_it if one.town is not None]
    if not rulebook.model.populations or len(towns) < max(len(of_it), 2):
        return {}
    return {id(town): outcome for town, outcome in zip(towns, rulebook.evaluate_many(towns), strict=True)}


def _read(arguments: argparse.Namespace, lang: Lang) -> Iterator[_Read]:
    rulebooks: dict[Path, Rulebook] = {}
    for name in arguments.towns:
        files, problems = open_town(name)
        _say(problems, lang)
        rules = Path(arguments.rules) if arguments.rules else files.rules if files else None
        if files is None or rules is None:
            if files is not None and not problems:
                _say((no_rules(files),), lang)
            yield _Read(name)
            continue
        if rules not in rulebooks:
            rulebooks[rules] = _load(rules, arguments.as_of, lang)
        town = _town(files, rulebooks[rules], lang, lenient=bool(arguments.rules))
        yield _Read(name, rulebooks[rules], None if any(p.is_error for p in problems) else town)


def _load(path: Path, as_of: str | None, lang: Lang) -> Rulebook:
    try:
        return load(path, as_of)
    except RuleError as error:
        _say(tuple(finding for finding in error.diagnostics if finding.is_error), lang)
        advice = (
            "规则不能用于计算，先用 guiju check 改好 / the rules cannot be used: mend them with guiju check"
        )
        raise UsageError(f"{path}: {advice}") from None
    except ValueError:
        raise UsageError(
            f"--as-of {as_of}: 没有这一天，写成 2025-01-31 / no such day, write 2025-01-31"
        ) from None
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise UsageError(f"{path}: 读不了规则文件：{reason} / cannot read the rule file: {reason}") from None


def _town(files: TownFiles, rulebook: Rulebook, lang: Lang, *, lenient: bool) -> Town | None:
    town, problems = files.bind(rulebook.binder, lenient=lenient)
    _say(problems, lang)
    return town


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
        elif cause.kind is CauseKind.PANEL:
            panel = outcome.rulebook.panels[cause.name]
            wanted = f"{panel.least or 1}–{panel.most or '…'}"
            count = len(outcome.town.marks)
            found.append(problem("E905", None, notes=town, panel=cause.name, count=count, wanted=wanted))
    return tuple(found)


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


def _say(problems: tuple[Diagnostic, ...], lang: Lang) -> None:
    for finding in problems:
        tell(render(finding, lang))
