"""`guiju table RULES`"""

from __future__ import annotations

import argparse
from pathlib import Path

from guiju.cli.console import Exit, UsageError, language, write
from guiju.cli.loading import load_or_tell, missing_extra
from guiju.cli.output import refuse_over, save
from guiju.publish.annex import publication
from guiju.publish.model import Publication

_BY_ENDING = {".md": "markdown", ".html": "html", ".docx": "docx"}


def run(arguments: argparse.Namespace) -> int:
    """The tables of the standard, or where a printed table differs from them."""
    lang = language(arguments.lang)
    rules = Path(arguments.rules)
    form = _form(arguments)
    output = Path(arguments.output) if arguments.output else None
    if form == "docx" and output is None:
        raise UsageError("docx 要写到文件：-o FILE.docx / docx is written to a file: -o FILE.docx")
    if output is not None:
        refuse_over(output, force=arguments.force, inputs=(rules,))
    book = load_or_tell(rules, lang)
    if book is None:
        return Exit.FINDINGS
    made = publication(book, lang, notes=arguments.notes)
    if not made.tables:
        raise UsageError(f"{rules}: 规则里没有指标体系，也没有等级 / the rules have no scheme and no grades")
    content = _render(made, form)
    if output is not None:
        save(output, content, force=arguments.force, inputs=(rules,))
    else:
        assert isinstance(content, str)
        write(content)
    return Exit.DONE


def _form(arguments: argparse.Namespace) -> str:
    if arguments.format:
        return str(arguments.format)
    if not arguments.output:
        return "markdown"
    ending = Path(arguments.output).suffix.lower()
    if ending not in _BY_ENDING:
        known = " ".join(_BY_ENDING)
        raise UsageError(
            f"{arguments.output}: 不认识的扩展名，可用 {known} / unknown ending, use one of {known}"
        )
    return _BY_ENDING[ending]


def _render(made: Publication, form: str) -> str | bytes:
    """The tables in one of the forms; each is imported only when it is used."""
    if form == "html":
        from guiju.publish.html import to_html

        return to_html(made)
    if form == "docx":
        from guiju.publish.word import to_word

        try:
            return to_word(made)
        except ImportError as error:
            if error.name != "docx":
                raise
            raise UsageError(missing_extra("python-docx", "word")) from None
    from guiju.publish.markdown import to_markdown

    return to_markdown(made)
