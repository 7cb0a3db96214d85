"""Towns of the command line, read with their rules: each file by itself, or all files of one town together."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path

from guiju.api import Rulebook, RuleError, load
from guiju.cli.anonymous import Hidden
from guiju.cli.console import UsageError, tell
from guiju.diagnostics.human import render
from guiju.diagnostics.model import Diagnostic, Lang
from guiju.towns.anonymous import anonymous
from guiju.towns.bind import Binder, Result
from guiju.towns.folders import Names
from guiju.towns.joined_files import JoinedFiles, read_alone
from guiju.towns.model import Town
from guiju.towns.opened import no_rules, open_all


@dataclass(frozen=True, slots=True)
class Read:
    """One town of a file of the command line with its rules, None where they could not be used.

    `source` makes the towns of the file for other rules; `errors` are why there is no town.
    """

    name: str
    rulebook: Rulebook | None = None
    town: Town | None = None
    source: Callable[[Binder], Iterable[Result]] | None = None
    errors: tuple[Diagnostic, ...] = ()


def read_all(arguments: argparse.Namespace, lang: Lang, readings: Mapping[str, str]) -> Iterator[Read]:
    """Every file of the command line with its rules, as some of their clauses are read by `readings`; with `--join`
    what the files say of one town is put together.
    """
    return (_joined if arguments.join else _each)(arguments, lang, readings)


def _each(arguments: argparse.Namespace, lang: Lang, readings: Mapping[str, str]) -> Iterator[Read]:
    """Each file by itself."""
    rulebooks: dict[Path, Rulebook] = {}
    comparing: dict[str, Rulebook] = {}
    names = Names()
    for path, (files, problems) in chain.from_iterable(map(open_all, arguments.towns)):
        hidden = Hidden((files,)) if arguments.anonymous else None
        say(problems, lang, hidden)
        rules = Path(arguments.rules) if arguments.rules else files.rules if files else None
        if files is None or rules is None:
            unnamed = () if files is None or problems else (no_rules(files),)
            say(unnamed, lang)
            yield Read(str(path), errors=_errors((*problems, *unnamed)))
            continue
        if rules not in rulebooks:
            rulebooks[rules] = _load(rules, arguments.as_of, readings, lang)
            if rulebooks[rules].model.populations:  # files of several folders name one file in several ways
                rulebooks[rules] = comparing.setdefault(os.path.realpath(rules), rulebooks[rules])
        rulebook = rulebooks[rules]
        source = partial(read_alone, files, lenient=bool(arguments.rules))
        for town, said in source(rulebook.binder):
            again = names.again(town.name, str(path), rulebook.model.fingerprint) if town else None
            found = said if again is None else (*said, again)
            say(found, lang, hidden)
            errors = _errors((*problems, *found))
            usable = None if errors or town is None else town if hidden is None else anonymous(town)
            yield Read(str(path), rulebook, usable, source, errors)


def _joined(arguments: argparse.Namespace, lang: Lang, readings: Mapping[str, str]) -> Iterator[Read]:
    """All files together. When one of them cannot be used there is no town at all."""
    opened = tuple(chain.from_iterable(map(open_all, arguments.towns)))
    hidden = Hidden([files for _, (files, _) in opened]) if arguments.anonymous else None
    said = tuple(dict.fromkeys(one for _, (_, problems) in opened for one in problems))
    say(said, lang, hidden)
    parts = tuple(files for _, (files, _) in opened if files is not None)
    if _errors(said) or len(parts) < len(opened):
        for path, (files, problems) in opened:
            if files is None or _errors(problems):
                yield Read(str(path), errors=_errors(problems))
        return
    joined = JoinedFiles(parts)
    rules = Path(arguments.rules) if arguments.rules else _rules_of(joined)
    first = str(opened[0][0])
    if rules is None:
        unnamed = no_rules(parts[0])
        say((unnamed,), lang)
        yield Read(first, errors=(unnamed,))
        return
    rulebook = _load(rules, arguments.as_of, readings, lang)
    lenient = bool(arguments.rules)
    results = list(joined.towns(rulebook.binder, lenient=lenient))
    source = partial(_as_many, joined, lenient, len(results))
    for town, found in results:
        say(found, lang, hidden)
        named = town if town is None or hidden is None else anonymous(town)
        yield Read(first if town is None else town.name, rulebook, named, source, _errors(found))


def _as_many(joined: JoinedFiles, lenient: bool, count: int, binder: Binder) -> Sequence[Result]:
    """The towns of the files for other rules; as many answers where these rules cannot read one of the files."""
    results = list(joined.towns(binder, lenient=lenient))
    return results if len(results) == count else results[:1] * count


def _rules_of(joined: JoinedFiles) -> Path | None:
    """The one rule file that the files name. Raises UsageError when they name several."""
    rules = joined.rules()
    if len(rules) > 1:
        raise UsageError(
            f"--join: 这些文件写的规则不同：{rules[0]} 和 {rules[1]}，用 --rules 指定一份 / "
            f"the files name different rules, {rules[0]} and {rules[1]}: give one by --rules"
        )
    return rules[0] if rules else None


def _errors(problems: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    return tuple(finding for finding in problems if finding.is_error)


def _load(path: Path, as_of: str | None, readings: Mapping[str, str], lang: Lang) -> Rulebook:
    try:
        return load(path, as_of, readings)
    except RuleError as error:
        say(tuple(finding for finding in error.diagnostics if finding.is_error), lang)
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


def say(problems: Iterable[Diagnostic], lang: Lang, hidden: Hidden | None = None) -> None:
    """Findings, to standard error."""
    for finding in problems:
        tell(render(finding if hidden is None else hidden.finding(finding), lang))
