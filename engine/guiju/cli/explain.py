"""`guiju explain TOWN…`"""

from __future__ import annotations

import argparse

from guiju.cli.console import UsageError, colour_wanted, language, write
from guiju.cli.output import form_by_ending
from guiju.cli.readings import Wanted, run_compared, wanted
from guiju.cli.stream import JsonTexts, Put, Tally, Texts
from guiju.cli.towns import outcomes, saved
from guiju.cli.traces import is_folder, write_each
from guiju.diagnostics.model import Lang
from guiju.evaluate import Outcome

_BY_ENDING = {".md": "markdown", ".json": "json", ".txt": "text"}


def run(arguments: argparse.Namespace) -> int:
    """The derivation of every town."""
    lang = language(arguments.lang)
    asked = wanted(arguments.readings)
    if is_folder(arguments.output):
        return _each(arguments, asked, lang)
    form = form_by_ending(arguments.format, arguments.output, _BY_ENDING)
    if asked.compares:
        return run_compared(arguments, asked, form, lang)
    if arguments.output:
        return saved(arguments, lambda put: _all(arguments, asked, form or "text", lang, put))
    return _all(arguments, asked, form, lang, write)


def _each(arguments: argparse.Namespace, asked: Wanted, lang: Lang) -> int:
    """A file for each town in a folder."""
    if asked.compares:
        raise UsageError(
            "--readings：比较读法时 -o 是文件，不能是文件夹 / to compare readings, -o names a file and no folder"
        )
    form = arguments.format or "markdown"
    return write_each(
        arguments, asked.fixed, form, lang, lambda outcome: _text(outcome, form, arguments, lang)
    )


def _all(arguments: argparse.Namespace, asked: Wanted, form: str | None, lang: Lang, put: Put) -> int:
    """One town after another to one place; without a form, to the terminal if there is one."""
    stream: Texts | JsonTexts = JsonTexts(put) if form == "json" else Texts(put, "\n")
    tally = Tally(lang)
    for _, outcome in outcomes(arguments, lang, asked.fixed):
        tally.add(outcome)
        if outcome is None:
            stream.add(None)
        elif form is None and colour_wanted():
            _to_terminal(outcome, arguments, lang)
        else:
            stream.add(_text(outcome, form or "text", arguments, lang))
    stream.close()
    return tally.code


def _refuse_unknown(outcome: Outcome, arguments: argparse.Namespace) -> None:
    """Raises UsageError when the rules declare nothing of the name that `--only` asks for."""
    book, name = outcome.rulebook, arguments.only
    declared = (book.indicators, book.definitions, book.grades, book.designations)
    if name is not None and not any(name in names for names in declared):
        raise UsageError(f"--only {name}: 规则里没有这个名称 / the rules declare no such name")


def _text(outcome: Outcome, form: str, arguments: argparse.Namespace, lang: Lang) -> str:
    _refuse_unknown(outcome, arguments)
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

    _refuse_unknown(outcome, arguments)
    explain_rich(outcome, lang, Console(), depth=arguments.depth, only=arguments.only)
