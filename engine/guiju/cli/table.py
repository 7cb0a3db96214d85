"""`guiju table RULES`"""

from __future__ import annotations

import argparse
from pathlib import Path

from guiju.cli.console import Exit, UsageError, language, write
from guiju.cli.loading import load_or_tell, missing_extra
from guiju.cli.output import refuse_over, save
from guiju.diagnostics.model import Text
from guiju.publish.annex import publication
from guiju.publish.compare import best, differences
from guiju.publish.model import Publication
from guiju.publish.printed import Unreadable
from guiju.publish.ragged import tables
from guiju.publish.reading import read_lines
from guiju.text import visible

_BY_ENDING = {".md": "markdown", ".html": "html", ".docx": "docx"}


def run(arguments: argparse.Namespace) -> int:
    """The tables of the standard, or where a printed table differs from them."""
    lang = language(arguments.lang)
    rules = Path(arguments.rules)
    if arguments.against:
        return _against(rules, Path(arguments.against), arguments)
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


_CELL = Text(
    "{file}:{line}: {row}，{column}：印作 {printed}，规则为 {ruled}",
    "{file}:{line}: {row}, {column}: printed {printed}, the rules say {ruled}",
)
_SAME = Text("{file}：{rows} 行与规则一致", "{file}: {rows} rows, all as in the rules")
_DIFFERENT = Text(
    "{file}：{rows} 行，{count} 处与规则不同", "{file}: {rows} rows, {count} cells differ from the rules"
)
_MISSING = Text(
    "{file} 里没有与“{name}”相符的指标表", "{file} holds no table of indicators that fits “{name}”"
)


def _against(rules: Path, printed: Path, arguments: argparse.Namespace) -> int:
    """Compare a printed table with every scheme; exit 1 on a difference."""
    lang = language(arguments.lang)
    if arguments.output or arguments.format:
        raise UsageError("--against 只核对，不与 -o、--format 同用 / --against compares and writes no file")
    book = load_or_tell(rules, lang)
    if book is None:
        return Exit.FINDINGS
    file = visible(str(printed))
    try:
        found = tables(read_lines(printed))
    except ImportError as error:
        if error.name != "docx":
            raise
        raise UsageError(missing_extra("python-docx", "word")) from None
    except Unreadable as error:
        at = f":{error.line}" if error.line else ""
        raise UsageError(f"{file}{at}: {error.text.zh} / {error.text.en}") from None
    code = Exit.DONE
    for scheme in book.schemes.values():
        table = best(found, scheme)
        if table is None:
            raise UsageError(_MISSING.fill(file=file, name=scheme.name).in_(lang))
        cells = differences(table, scheme)
        for cell in cells:
            values = {
                "row": cell.row,
                "printed": cell.printed,
                "ruled": cell.ruled,
                "column": cell.column.in_(lang),
            }
            shown = {name: visible(text) for name, text in values.items()}
            write(_CELL.fill(file=file, line=cell.line, **shown).in_(lang) + "\n")
        told = _DIFFERENT if cells else _SAME
        write(told.fill(file=file, rows=table.rows, count=len(cells)).in_(lang) + "\n")
        code = Exit.FINDINGS if cells else code
    return code
