"""What every verb needs: the language of messages, where to write, and the exit codes."""

from __future__ import annotations

import gc
import os
import sys
import time
from collections.abc import Iterable
from enum import IntEnum

from guiju.diagnostics.model import Lang, Text

_BETWEEN_LOOKS = 20_000  # objects made and not yet gone


class Exit(IntEnum):
    """Exit codes of the command line."""

    DONE = 0
    FINDINGS = 1
    USAGE = 2
    UNDETERMINED = 4
    DEFECT = 70
    INTERRUPTED = 130


class UsageError(Exception):
    """Wrong arguments, or a file that cannot be read; the text is shown and the exit code is 2."""


def language(chosen: str | None) -> Lang:
    """`--lang`, else the locale, else Chinese."""
    if chosen:
        return Lang(chosen)
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(variable, "")
        if value:
            return Lang.EN if value.lower().startswith("en") else Lang.ZH
    return Lang.ZH


def prepare_streams() -> None:
    """Han text must come out whatever the locale: UTF-8 into files and pipes, no crash on a terminal."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is None:
            continue
        if stream.isatty():
            reconfigure(errors="backslashreplace")
        else:
            reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def spare_collector() -> None:
    """Let the collector of cycles look less often.

    What a town leaves behind goes by itself; to look through the rules again and again took an eighth of the time.
    """
    gc.set_threshold(_BETWEEN_LOOKS, 20, 50)


def write(text: str) -> None:
    """Results, to standard output."""
    sys.stdout.write(text)


def tell(text: str) -> None:
    """Progress and messages, to standard error."""
    sys.stderr.write(text if text.endswith("\n") else text + "\n")


def colour_wanted() -> bool:
    """Colour for people at a terminal who did not ask for none."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


class Progress:
    """Tells on standard error how far it is, once a second and not within the first."""

    def __init__(self, words: Text, lang: Lang) -> None:
        self.words = words
        self.lang = lang
        self.told = time.monotonic()

    def __call__(self, **values: int) -> None:
        """Where it is now, in the names of the words."""
        if time.monotonic() - self.told >= 1:
            self.told = time.monotonic()
            tell(self.words.fill(**values).in_(self.lang))


def print_styled(lines: Iterable[Iterable[tuple[str, str]]]) -> None:
    """Lines of pieces, each a style of rich and a text, to the terminal."""
    from rich.console import Console
    from rich.text import Text as Styled

    console = Console(highlight=False)
    for line in lines:
        console.print(Styled.assemble(*((text, style) for style, text in line)))
