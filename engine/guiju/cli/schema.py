"""`guiju schema RULES`"""

from __future__ import annotations

import argparse
from pathlib import Path

from guiju.cli.console import Exit, language, write
from guiju.cli.loading import load_or_tell
from guiju.cli.output import refuse_over, save
from guiju.forms.schema import schema_text


def run(arguments: argparse.Namespace) -> int:
    """The JSON Schema of a town file for some rules."""
    lang = language(arguments.lang)
    rules = Path(arguments.rules)
    output = Path(arguments.output) if arguments.output else None
    if output is not None:
        refuse_over(output, force=arguments.force, inputs=(rules,))
    book = load_or_tell(rules, lang)
    if book is None:
        return Exit.FINDINGS
    text = schema_text(book, lang)
    if output is not None:
        save(output, text, force=arguments.force, inputs=(rules,))
    else:
        write(text)
    return Exit.DONE
