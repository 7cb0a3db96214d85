"""Towns from the command line: read each with its rules, evaluate it, report what is wrong."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from guiju.api import Rulebook, RuleError, load
from guiju.cli.console import UsageError, tell
from guiju.diagnostics.codes import problem
from guiju.diagnostics.human import render
from guiju.diagnostics.model import Diagnostic, Lang, Text
from guiju.evaluate import Outcome, Step
from guiju.numbers.states import CauseKind
from guiju.rulebook.model import Constraint
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
        return load(path, as_of)
    except RuleError as error:
        _say(error.diagnostics, lang)
        raise UsageError(f"{path}: 规则不能用于计算 / the rules cannot be used") from None
    except ValueError:
        raise UsageError(
            f"--as-of {as_of}: 没有这一天，写成 2025-01-31 / no such day, write 2025-01-31"
        ) from None
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise UsageError(f"{path}: 读不了规则文件：{reason} / cannot read the rule file: {reason}") from None


def _outcome(files: TownFiles, rulebook: Rulebook, lang: Lang, *, lenient: bool) -> Outcome | None:
    town, problems = files.bind(rulebook.binder, lenient=lenient)
    _say(problems, lang)
    if town is None:
        return None
    outcome = rulebook.evaluate(town)
    _say(observations(outcome), lang)
    return outcome


_CODES: Mapping[CauseKind, str] = MappingProxyType(
    {
        CauseKind.DIVISION: "E901",
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
        elif cause.kind is CauseKind.PANEL:
            panel = outcome.rulebook.panels[cause.name]
            wanted = f"{panel.least or 1}–{panel.most or '…'}"
            count = len(outcome.town.marks)
            found.append(problem("E905", None, notes=town, panel=cause.name, count=count, wanted=wanted))
    return tuple(found)


def _violation(step: Step, notes: tuple[Text, ...]) -> Diagnostic:
    """A constraint with the figures that contradict it."""
    from guiju.explain.formulas import with_numbers

    node: Constraint = step.node
    figures = with_numbers(step.children[0])
    found = f"{' '.join(node.condition.place.text.split())}（{figures}）"
    return problem("E904", node.place, notes=notes, label=node.label, found=found)


def _say(problems: tuple[Diagnostic, ...], lang: Lang) -> None:
    for finding in problems:
        tell(render(finding, lang))
