"""`--readings`: rules read otherwise than by default, and towns under every combination of readings."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from guiju.api import Rulebook, RuleError, compare_readings
from guiju.cli.console import Progress, UsageError, colour_wanted, print_styled, write
from guiju.cli.output import refuse_over, save
from guiju.cli.reading import Read, read_all, say
from guiju.cli.stream import JsonTexts, Tally, Texts
from guiju.cli.towns import evaluated, inputs
from guiju.diagnostics.model import Lang, Text
from guiju.evaluate import Outcome
from guiju.revise.readings import Comparison
from guiju.revise.readings_json import alternatives
from guiju.revise.readings_report import Report, Sheet

_WAITING = Text(
    "正在按各种读法计算，已算 {done} / {count} 种组合",
    "evaluating every combination of readings, {done} of {count} done",
)
_HOW = "写 all，或解读的名称，或 解读=选项，用逗号分开 / write all, names of readings, or reading=option, with commas"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What `--readings` asks for: options that are fixed, and readings that are varied (None: all of them)."""

    fixed: Mapping[str, str] = field(default_factory=dict)
    varied: tuple[str, ...] | None = ()

    @property
    def compares(self) -> bool:
        """Whether several combinations are asked for."""
        return self.varied is None or bool(self.varied)

    def vary(self, rulebook: Rulebook) -> tuple[str, ...]:
        """The readings whose combinations are compared: all but those that are fixed, unless some are named."""
        if self.varied is None:
            return tuple(name for name in rulebook.readings if name not in self.fixed)
        return self.varied


def wanted(text: str | None) -> Wanted:
    """`all`, `权重口径,汇总方法`, `权重口径=勘误`, or some of each. Raises UsageError."""
    if text is None:
        return Wanted()
    fixed: dict[str, str] = {}
    varied: list[str] = []
    for item in re.split(r"[,，、]", text):
        name, sign, option = (part.strip() for part in re.sub("＝", "=", item).partition("="))
        if not name or (sign and not option) or name in fixed:
            raise UsageError(f"--readings {text}: {_HOW}")
        if sign:
            fixed[name] = option
        else:
            varied.append(name)
    if varied == ["all"]:
        return Wanted(fixed, None)
    return Wanted(fixed, tuple(varied))


@dataclass(frozen=True, slots=True)
class Compared:
    """One town of the command line: its outcome by default, and what becomes of it otherwise."""

    name: str
    outcome: Outcome | None
    comparison: Comparison | None

    def sheet(self, lang: Lang) -> Sheet:
        """The report on its readings."""
        assert self.outcome is not None
        assert self.comparison is not None
        header = self.outcome.rulebook.header
        standard = " ".join(part for part in (header.id, header.revision, header.title) if part)
        return Report(self.comparison, lang, self.outcome.town.name or self.name, standard).sheet()

    def to_dict(self) -> dict[str, Any]:
        """The object of `evaluate`, with `alternatives`."""
        assert self.outcome is not None
        assert self.comparison is not None
        return {**self.outcome.to_dict(), "alternatives": alternatives(self.comparison)}


def compared(arguments: argparse.Namespace, asked: Wanted, lang: Lang) -> Iterator[Compared]:
    """Every town of the command line under the combinations that `--readings` asks for."""
    found = tuple(read_all(arguments, lang, asked.fixed))
    comparisons: dict[int, Comparison] = {}
    for rulebook in {id(one.rulebook): one.rulebook for one in found}.values():
        if rulebook is not None:
            comparisons |= _of_rules(rulebook, found, asked, lang)
    for one, outcome in evaluated(found, lang):
        yield Compared(one.name, outcome, comparisons.get(id(one)))


def _of_rules(rulebook: Rulebook, found: Sequence[Read], asked: Wanted, lang: Lang) -> dict[int, Comparison]:
    """The towns of one rulebook; nothing where one of those that are compared with each other cannot be read."""
    towns = [one for one in found if one.rulebook is rulebook]
    if rulebook.model.populations and any(one.town is None for one in towns):
        return {}
    sources = {id(one.source): one.source for one in towns if one.source is not None}
    progress = Progress(_WAITING, lang)
    try:
        comparisons = compare_readings(
            rulebook,
            tuple(sources.values()),
            asked.vary(rulebook),
            lambda done, count: progress(done=done, count=count),
        )
    except RuleError as error:
        say(error.diagnostics, lang)
        raise UsageError(f"--readings {_HOW}") from None
    return {id(one): comparison for one, comparison in zip(towns, comparisons, strict=True)}


def run_compared(arguments: argparse.Namespace, asked: Wanted, form: str | None, lang: Lang) -> int:
    """What the verbs that evaluate do when several readings are asked for; the exit code is that of the defaults."""
    output = Path(arguments.output) if arguments.output else None
    if output is not None:
        refuse_over(output, force=arguments.force, inputs=inputs(arguments.towns))
    found = tuple(compared(arguments, asked, lang))
    usable = [one for one in found if one.outcome is not None and one.comparison is not None]
    if form is None and output is None and colour_wanted():
        from guiju.revise.print_readings import lines

        for one in usable:
            print_styled(lines(one.sheet(lang)))
    elif text := _text(found, form, lang):
        if output is None:
            write(text)
        else:
            save(output, text, force=arguments.force, inputs=inputs(arguments.towns))
    tally = Tally(lang)
    for one in found:
        tally.add(one.outcome if one.comparison else None)
    return tally.code


def _text(found: Sequence[Compared], form: str | None, lang: Lang) -> str:
    from guiju.revise import print_readings

    parts: list[str] = []
    usable = [one if one.outcome is not None and one.comparison is not None else None for one in found]
    if form == "json":
        objects = JsonTexts(parts.append)
        for one in usable:
            objects.add_object(None if one is None else one.to_dict())
        objects.close()
    else:
        printer = print_readings.to_markdown if form == "markdown" else print_readings.to_text
        texts = Texts(parts.append, "\n")
        for one in usable:
            texts.add(None if one is None else printer(one.sheet(lang)))
    return "".join(parts)
