"""`guiju show FILE`"""

from __future__ import annotations

import argparse
from pathlib import Path

from guiju.amend import marked
from guiju.cli.console import Exit, language, tell, write
from guiju.cli.fmt import VOCABULARY
from guiju.diagnostics.human import render
from guiju.pipeline import consolidate_file
from guiju.source import Source
from guiju.syntax.format import format_source


def run(arguments: argparse.Namespace) -> int:
    """Print the whole text of a revision; exit 1 when it cannot be put together."""
    lang = language(arguments.lang)
    whole = consolidate_file(Path(arguments.file))
    if whole.file is None:
        for found in whole.findings:
            tell(render(found, lang))
        return Exit.FINDINGS
    source = whole.file.source
    text = marked(source) if arguments.mark else source.text
    result = format_source(Source(source.name, text), VOCABULARY)
    for found in result.problems:
        tell(render(found, lang))
    write(result.text or source.text)
    return Exit.DONE
