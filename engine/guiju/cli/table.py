"""`guiju table RULES`"""

from __future__ import annotations

import argparse
from pathlib import Path

from guiju.cli.console import Exit, UsageError, language, write
from guiju.cli.loading import load_or_tell, missing_extra
from guiju.cli.output import form_by_ending, refuse_over, save
from guiju.diagnostics.model import Lang, Text
from guiju.publish.annex import publication
from guiju.publish.compare import Difference, best, differences
from guiju.publish.model import Publication
from guiju.publish.printed import Unreadable
from guiju.publish.ragged import tables
from guiju.publish.reading import read_lines
from guiju.publish.scales import best_scale, scale_differences, scales
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
    return form_by_ending(arguments.format, arguments.output, _BY_ENDING) or "markdown"


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
# What is said of a table without and with differences.
_TREE = (
    Text("{file}：{rows} 行与规则一致", "{file}: {rows} rows, all as in the rules"),
    Text(
        "{file}：{rows} 行，{count} 处与规则不同", "{file}: {rows} rows, {count} cells differ from the rules"
    ),
)
_SCALE = (
    Text("{file}：等级表 {rows} 行与规则一致", "{file}: scale of {rows} grades, all as in the rules"),
    Text(
        "{file}：等级表 {rows} 行，{count} 处与规则不同",
        "{file}: scale of {rows} grades, {count} cells differ from the rules",
    ),
)
_MISSING = Text(
    "{file} 里没有与“{name}”相符的指标表或等级表",
    "{file} holds no table of indicators or grades that fits “{name}”",
)


def _against(rules: Path, printed: Path, arguments: argparse.Namespace) -> int:
    """Compare printed tables with every scheme and every scale of grades; exit 1 on a difference."""
    lang = language(arguments.lang)
    if arguments.output or arguments.format:
        raise UsageError("--against 只核对，不与 -o、--format 同用 / --against compares and writes no file")
    book = load_or_tell(rules, lang)
    if book is None:
        return Exit.FINDINGS
    file = visible(str(printed))
    try:
        lines = read_lines(printed)
        found, graded = tables(lines), scales(lines)
    except ImportError as error:
        if error.name != "docx":
            raise
        raise UsageError(missing_extra("python-docx", "word")) from None
    except Unreadable as error:
        at = f":{error.line}" if error.line else ""
        raise UsageError(f"{file}{at}: {error.text.zh} / {error.text.en}") from None
    compared: list[tuple[tuple[Text, Text], int, int, tuple[Difference, ...]]] = [
        (_SCALE, table.line, len(table.rows), scale_differences(table, grades))
        for grades in book.grades.values()
        if (table := best_scale(graded, grades)) is not None
    ]
    for scheme in book.schemes.values():
        tree = best(found, scheme)
        if tree is not None:
            compared.append((_TREE, tree.line, tree.rows, differences(tree, scheme)))
        elif not compared:
            raise UsageError(_MISSING.fill(file=file, name=scheme.name).in_(lang))
    if not compared:
        raise UsageError(_MISSING.fill(file=file, name=book.header.id).in_(lang))
    for words, _, rows, cells in sorted(compared, key=lambda one: one[1]):
        _tell(file, cells, lang)
        write(words[bool(cells)].fill(file=file, rows=rows, count=len(cells)).in_(lang) + "\n")
    return Exit.FINDINGS if any(cells for *_, cells in compared) else Exit.DONE


def _tell(file: str, cells: tuple[Difference, ...], lang: Lang) -> None:
    for cell in cells:
        values = {
            "row": cell.row,
            "printed": cell.printed,
            "ruled": cell.ruled,
            "column": cell.column.in_(lang),
        }
        shown = {name: visible(text) for name, text in values.items()}
        write(_CELL.fill(file=file, line=cell.line, **shown).in_(lang) + "\n")
