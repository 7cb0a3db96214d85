"""`guiju fmt PATH…`"""

from __future__ import annotations

import argparse
import os
import stat
import sys
import tempfile
from collections.abc import Iterable
from difflib import unified_diff
from pathlib import Path

from guiju import limits
from guiju.cli.console import Exit, UsageError, language, tell, write
from guiju.diagnostics.human import render
from guiju.diagnostics.model import Diagnostic, Lang
from guiju.functions import FUNCTIONS
from guiju.functions.vocabulary import NAMES
from guiju.source import Source
from guiju.syntax.files import decode_rules, rule_files
from guiju.syntax.format import format_source
from guiju.syntax.format_names import Vocabulary
from guiju.text import visible

STDIN = "-"
VOCABULARY = Vocabulary(tuple((function.zh, function.en) for function in FUNCTIONS), NAMES)


def run(arguments: argparse.Namespace) -> int:
    """Format every file; exit 2 when one cannot be read, else 1 on an error or, with `--check`, an unformatted file."""
    lang = language(arguments.lang)
    code = Exit.DONE
    for path in _paths(arguments.paths):
        try:
            code = max(code, _format(path, arguments, lang))
        except OSError as error:
            reason = error.strerror or type(error).__name__
            tell(f"guiju: {visible(str(path))}: {reason}")
            code = Exit.USAGE
    return code


def _paths(names: Iterable[str]) -> Iterable[Path | None]:
    """The files to format, each once; None is standard input."""
    paths: dict[Path | None, None] = {}
    for name in names:
        found = rule_files(Path(name)) if name != STDIN else (None,)
        if not found:
            raise UsageError(f"{name}: 目录里没有 .rule 文件 / no .rule files in this folder")
        paths.update(dict.fromkeys(found))
    return paths


def _format(path: Path | None, arguments: argparse.Namespace, lang: Lang) -> Exit:
    """Format one file, or standard input."""
    name = "<stdin>" if path is None else str(path)
    data, size = _read(path)
    source, problems = decode_rules(name, data, size)
    if source is None:
        return _say(problems, lang)
    result = format_source(source, VOCABULARY, Lang(arguments.to) if arguments.to else None)
    if result.text is None:
        return _say(result.problems, lang)
    changed = result.text.encode("utf-8") != data
    if arguments.diff:
        write(_difference(source, result.text))
    elif arguments.check and changed:
        write(name + "\n")
    if arguments.check or arguments.diff:
        return Exit.FINDINGS if arguments.check and changed else Exit.DONE
    if path is None:
        write(result.text)
    elif changed:
        _replace(path, result.text)
        tell(f"已整理：{visible(name)}" if lang is Lang.ZH else f"formatted: {visible(name)}")
    return Exit.DONE


def _read(path: Path | None) -> tuple[bytes, int | None]:
    """The first bytes of a file, no more than are needed to see that it is too large, and its size."""
    if path is None:
        return sys.stdin.buffer.read(limits.RULE_FILE_BYTES + 1), None
    with path.open("rb") as file:
        return file.read(limits.RULE_FILE_BYTES + 1), os.fstat(file.fileno()).st_size


def _say(problems: tuple[Diagnostic, ...], lang: Lang) -> Exit:
    """Findings, to standard error: standard output holds text and names of files."""
    for found in problems:
        tell(render(found, lang))
    return Exit.FINDINGS


def _difference(source: Source, text: str) -> str:
    """A unified diff. A text that differs only in its line ends shows none."""
    before, after = ((t.rstrip("\n") + "\n").splitlines(keepends=True) for t in (source.text, text))
    return "".join(unified_diff(before, after, source.name, source.name))


def _replace(path: Path, text: str) -> None:
    """Put a new text in the place of a file, whole or not at all; a link stays a link, and the mode is kept."""
    path = path.resolve()
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        os.chmod(name, stat.S_IMODE(path.stat().st_mode))
        os.replace(name, path)
    except BaseException:
        os.unlink(name)
        raise
