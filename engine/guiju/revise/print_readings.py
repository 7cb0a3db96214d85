"""A comparison of readings as plain text, as pieces with a style for a terminal, and as Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from guiju.revise.print_markdown import escaped
from guiju.revise.print_text import Line
from guiju.revise.readings_report import Part, Sheet
from guiju.source import cell_width
from guiju.text import visible


def to_text(sheet: Sheet) -> str:
    """The report without any colour."""
    return "".join("".join(text for _, text in line).rstrip() + "\n" for line in lines(sheet))


def lines(sheet: Sheet) -> Iterator[Line]:
    """The lines of the report; what a rich console calls their styles."""
    yield (("bold", visible(sheet.title)),)
    yield (("dim", visible(sheet.subtitle)),)
    yield ()
    yield (("bold green" if sheet.robust else "bold red", sheet.verdict),)
    for text in sheet.lines:
        yield (("", f"  {visible(text)}"),)
    for part in sheet.parts:
        yield ()
        yield (("bold" if part.is_inner else "bold cyan", f"{'  ' * part.is_inner}{visible(part.title)}"),)
        yield from _rows(part)


def _rows(part: Part) -> Iterator[Line]:
    widths = [max(map(cell_width, column)) for column in _columns(part)]
    for row in part.rows:
        cells = [visible(cell) for cell in row.cells]
        padded = (cell + " " * (width - cell_width(cell)) for cell, width in zip(cells, widths, strict=False))
        text = "  ".join(padded).rstrip()
        mark = "  ←" if row.mark else ""
        indent = "  " * (1 + row.depth + part.is_inner)
        yield (("yellow" if row.mark else "", f"{indent}{text}{mark}"),)


def _columns(part: Part) -> Iterator[list[str]]:
    for index in range(max((len(row.cells) for row in part.rows), default=0)):
        yield [visible(row.cells[index]) for row in part.rows if index < len(row.cells)]


def to_markdown(sheet: Sheet) -> str:
    """The report as Markdown."""
    found = [
        f"## {escaped(sheet.title)}",
        "",
        escaped(sheet.subtitle),
        "",
        f"**{escaped(sheet.verdict)}**",
        "",
    ]
    found += [f"- {escaped(text)}" for text in sheet.lines]
    for part in sheet.parts:
        found += ["", f"{'####' if part.is_inner else '###'} {escaped(part.title)}", ""]
        if part.is_tree:
            found += [f"{'  ' * row.depth}- {escaped(row.cells[0])}" for row in part.rows]
        if part.is_tree or not part.rows:
            continue
        width = max(len(row.cells) for row in part.rows)
        found += ["|" + " |" * width, "|" + "---|" * width]
        for row in part.rows:
            cells = [f"**{escaped(cell)}**" if row.mark and cell else escaped(cell) for cell in row.cells]
            found.append(f"| {' | '.join(cells)} |")
    return "\n".join(found) + "\n"
