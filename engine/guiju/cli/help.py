"""`guiju help CODE`: what a diagnostic means."""

from __future__ import annotations

import argparse
import re

from guiju.cli.console import Exit, UsageError, language, write
from guiju.diagnostics.codes import CODES
from guiju.shipped import shipped


def run(arguments: argparse.Namespace) -> int:
    """The page of a code, or the list of all codes."""
    lang = language(arguments.lang)
    if arguments.code is None:
        for code in CODES.values():
            write(f"{code.id}  {code.title.in_(lang)}\n")
        return Exit.DONE
    wanted = arguments.code.strip().upper()
    page = shipped("diagnostics") / f"{wanted}.md"
    if not re.fullmatch(r"[A-Z][0-9]{3}", wanted) or wanted not in CODES or not page.is_file():
        raise UsageError(
            f"没有代码 {arguments.code}；guiju help 列出全部代码 / no such code; guiju help lists them all"
        )
    write(page.read_text(encoding="utf-8"))
    return Exit.DONE
