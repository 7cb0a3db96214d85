"""`guiju explain TOWN…`"""

from __future__ import annotations

import argparse
from pathlib import Path

from guiju.cli.console import Exit, UsageError, colour_wanted, language, write
from guiju.cli.evaluate import exit_code
from guiju.cli.output import save
from guiju.cli.towns import outcomes
from guiju.diagnostics.model import Lang
from guiju.evaluate import Outcome

_BY_ENDING = {".md": "markdown", ".json": "json", ".txt": "text"}


def run(arguments: argparse.Namespace) -> int:
    """The derivation of every town."""
    lang = language(arguments.lang)
    form = _form(arguments)
    output = Path(arguments.output) if arguments.output else None
    found: list[Outcome | None] = []
    texts: list[str] = []
    for _, outcome in outcomes(arguments, lang):
        found.append(outcome)
        if outcome is None:
            continue
        if arguments.only is not None and not _declares(outcome, arguments.only):
            raise UsageError(f"--only {arguments.only}: 规则里没有这个名称 / the rules declare no such name")
        if form is None and output is None and colour_wanted():
            _to_terminal(outcome, arguments, lang)
        else:
            texts.append(_text(outcome, form or "text", arguments, lang))
    if output is not None and form == "json" and len(texts) > 1:
        raise UsageError("-o FILE.json 一次写一个城镇 / -o FILE.json writes one town at a time")
    if output is not None and texts:
        inputs = tuple(Path(name) for name in arguments.towns)
        save(output, "\n".join(texts), force=arguments.force, inputs=inputs)
    else:
        write(_joined(texts, form, len(found)))
    return exit_code(found) if found else Exit.USAGE


def _joined(texts: list[str], form: str | None, towns: int) -> str:
    """One text after the other; several JSON traces as one list."""
    if form == "json" and towns > 1:
        return "[\n" + ",\n".join(text.rstrip("\n") for text in texts) + "\n]\n"
    return "\n".join(texts)


def _form(arguments: argparse.Namespace) -> str | None:
    if arguments.format or not arguments.output:
        return arguments.format  # type: ignore[no-any-return]
    ending = Path(arguments.output).suffix.lower()
    if ending not in _BY_ENDING:
        known = " ".join(_BY_ENDING)
        raise UsageError(
            f"{arguments.output}: 不认识的扩展名，可用 {known} / unknown ending, use one of {known}"
        )
    return _BY_ENDING[ending]


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
