"""`guiju explain TOWN…`"""

from __future__ import annotations

import argparse
from pathlib import Path

from guiju.cli.console import UsageError, colour_wanted, language, write
from guiju.cli.output import form_by_ending, save
from guiju.cli.readings import run_compared, wanted
from guiju.cli.stream import JsonTexts, Tally, Texts
from guiju.cli.towns import outcomes
from guiju.diagnostics.model import Lang
from guiju.evaluate import Outcome

_BY_ENDING = {".md": "markdown", ".json": "json", ".txt": "text"}


def run(arguments: argparse.Namespace) -> int:
    """The derivation of every town."""
    lang = language(arguments.lang)
    form = form_by_ending(arguments.format, arguments.output, _BY_ENDING)
    asked = wanted(arguments.readings)
    if asked.compares:
        return run_compared(arguments, asked, form, lang)
    output = Path(arguments.output) if arguments.output else None
    parts: list[str] = []
    put = write if output is None else parts.append
    stream: Texts | JsonTexts = JsonTexts(put) if form == "json" else Texts(put, "\n")
    tally = Tally(lang)
    for _, outcome in outcomes(arguments, lang, asked.fixed):
        tally.add(outcome)
        if output is not None and form == "json" and tally.towns > 1:
            raise UsageError("-o FILE.json 一次写一个城镇 / -o FILE.json writes one town at a time")
        if outcome is None:
            stream.add(None)
            continue
        if arguments.only is not None and not _declares(outcome, arguments.only):
            raise UsageError(f"--only {arguments.only}: 规则里没有这个名称 / the rules declare no such name")
        if form is None and output is None and colour_wanted():
            _to_terminal(outcome, arguments, lang)
        else:
            stream.add(_text(outcome, form or "text", arguments, lang))
    stream.close()
    if output is not None and parts:
        save(output, "".join(parts), force=arguments.force, inputs=tuple(map(Path, arguments.towns)))
    return tally.code


def _declares(outcome: Outcome, name: str) -> bool:
    book = outcome.rulebook
    return any(name in names for names in (book.indicators, book.definitions, book.grades, book.designations))


def _text(outcome: Outcome, form: str, arguments: argparse.Namespace, lang: Lang) -> str:
    if form == "json":
        from guiju.explain.trace import trace_json

        return trace_json(outcome)
    if form == "markdown":
        from guiju.explain.markdown import explain_markdown

        return explain_markdown(outcome, lang, depth=arguments.depth, only=arguments.only)
    from guiju.explain.terminal import explain_text

    return explain_text(outcome, lang, depth=arguments.depth, only=arguments.only)


def _to_terminal(outcome: Outcome, arguments: argparse.Namespace, lang: Lang) -> None:
    from rich.console import Console

    from guiju.explain.terminal import explain_rich

    explain_rich(outcome, lang, Console(), depth=arguments.depth, only=arguments.only)
