"""Towns from the command line: read each with its rules, evaluate it, report what is wrong."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from guiju.api import Rulebook, RuleError, load
from guiju.cli.console import UsageError, colour_wanted, tell
from guiju.diagnostics.codes import problem
from guiju.diagnostics.human import to_human
from guiju.diagnostics.model import Diagnostic, Lang
from guiju.diagnostics.report import Report
from guiju.evaluate import Outcome
from guiju.towns.read import TownFiles, no_rules, open_town


def outcomes(arguments: argparse.Namespace, lang: Lang) -> Iterator[tuple[str, Outcome | None]]:
    """Every town of the command line with its outcome; None where its data could not be used (said on stderr)."""
    rulebooks: dict[Path, Rulebook] = {}
    for name in arguments.towns:
        files, problems = open_town(name)
        _say(problems, lang)
        rules = Path(arguments.rules) if arguments.rules else files.rules if files else None
        if files is None or rules is None:
            if files is not None and not problems:
                _say((no_rules(files),), lang)
            yield name, None
            continue
        if rules not in rulebooks:
            rulebooks[rules] = _load(rules, arguments.as_of, lang)
        wrong = any(problem.is_error for problem in problems)
        outcome = _outcome(files, rulebooks[rules], lang, lenient=bool(arguments.rules))
        yield name, None if wrong else outcome


def _load(path: Path, as_of: str | None, lang: Lang) -> Rulebook:
    try:
        rulebook = load(path, as_of)
    except RuleError as error:
        _say(error.diagnostics, lang)
        raise UsageError(f"{path}: 规则有错误，不能计算 / the rules have errors and cannot be used") from None
    return rulebook


def _outcome(files: TownFiles, rulebook: Rulebook, lang: Lang, *, lenient: bool) -> Outcome | None:
    town, problems = files.bind(rulebook.binder, lenient=lenient)
    _say(problems, lang)
    if town is None:
        return None
    outcome = rulebook.evaluate(town)
    _say(violations(outcome), lang)
    return outcome


def violations(outcome: Outcome) -> tuple[Diagnostic, ...]:
    """The constraints on data that the town's figures contradict, as findings."""
    return tuple(
        problem("E904", constraint.place, label=constraint.label, found=constraint.condition.place.text)
        for constraint in outcome.violated
    )


def _say(problems: tuple[Diagnostic, ...], lang: Lang) -> None:
    if problems:
        tell(to_human(Report(tuple(problems), ()), lang, colour=colour_wanted()))
