"""The comment form as a workbook: A4 landscape, the head on every page, the same bytes for the same findings."""

from __future__ import annotations

import datetime
import io
from collections.abc import Sequence

from guiju.diagnostics.comments import HEAD, TITLE, Standard, comments, head_lines, obeyed
from guiju.diagnostics.model import Lang
from guiju.diagnostics.report import Report
from guiju.source import cell_width

_WIDTHS = (6, 14, 62, 16, 40)  # characters
_A4 = 9
_CREATED = datetime.datetime(1980, 1, 1)  # no file says when it was made
_LINE, _HIGHEST = 15, 409  # points
_LONGEST = 32_000  # a cell of a workbook holds 32 767 characters


def to_workbook(report: Report, standard: Standard, lang: Lang) -> bytes:
    """The form as .xlsx. Raises ImportError when XlsxWriter is not installed."""
    import xlsxwriter

    written = io.BytesIO()
    with xlsxwriter.Workbook(written, {"in_memory": True, "strings_to_formulas": False}) as book:
        book.set_properties({"title": TITLE.in_(lang), "created": _CREATED})
        sheet = book.add_worksheet(TITLE.in_(lang))
        base = {"font_name": "SimSun", "font_size": 10.5, "text_wrap": True, "valign": "top"}
        framed = {**base, "border": 1}
        plain, cell = book.add_format(base), book.add_format(framed)
        # `quote_prefix` is what typing an apostrophe does: the text stays text even when somebody edits it.
        safe_plain = book.add_format({**base, "quote_prefix": True})
        safe = book.add_format({**framed, "quote_prefix": True})
        middle = book.add_format({**framed, "align": "center"})
        bold = book.add_format({**framed, "bold": True, "align": "center", "valign": "vcenter"})
        title = book.add_format(
            {"font_name": "SimHei", "font_size": 16, "align": "center", "valign": "vcenter"}
        )
        for column, width in enumerate(_WIDTHS):
            sheet.set_column(column, column, width)
        sheet.merge_range(0, 0, 0, len(HEAD) - 1, TITLE.in_(lang), title)
        sheet.set_row(0, 30)
        lines = head_lines(standard, lang)
        for row, (name, value) in enumerate(lines, 1):
            sheet.merge_range(row, 0, row, 1, name, plain)
            form = safe_plain if obeyed(value) else plain
            sheet.merge_range(row, 2, row, len(HEAD) - 1, "", form)
            sheet.write_string(row, 2, value[:_LONGEST], form)
        top = len(lines) + 1
        for column, head in enumerate(HEAD):
            sheet.write_string(top, column, head.in_(lang), bold)
        for row, comment in enumerate(comments(report, lang), top + 1):
            sheet.set_row(row, _height(comment.cells))
            sheet.write_number(row, 0, comment.number, middle)
            for column, text in enumerate(comment.cells[1:], 1):
                sheet.write_string(row, column, text[:_LONGEST], safe if obeyed(text) else cell)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.set_margins(left=0.6, right=0.6, top=0.7, bottom=0.7)
        sheet.repeat_rows(top)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&C&P / &N")
        sheet.freeze_panes(top + 1, 0)
    return written.getvalue()


def _height(cells: Sequence[str]) -> float:
    """Room for every line of the longest cell: not every program fits the rows of a file it opens."""
    lines = (
        sum(max(1, -(-cell_width(line) // (width - 2))) for line in cell.split("\n"))
        for cell, width in zip(cells, _WIDTHS, strict=True)
    )
    return min(_LINE * max(lines) + 3, _HIGHEST)
