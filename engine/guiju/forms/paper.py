"""The formats of a form, and what all of its sheets have in common."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from guiju.diagnostics.model import Lang
from guiju.forms.validation import Lists
from guiju.forms.wording import unit_of
from guiju.source import cell_width
from guiju.types import Field

_A3: Final = 8
_A4: Final = 9
_LINE, _HIGHEST = 15, 409  # points
_GREY: Final = "#EFEFEF"
_LONGEST: Final = 32_000  # a cell of a workbook holds 32 767 characters
_ALLOWED: Final = {
    "format_columns": True,
    "format_rows": True,
    "sort": True,
    "autofilter": True,
    "objects": False,
}


class Paper:
    """Makes the sheets of one workbook. `places` are the sheet and the row (from 0) of each number of the form."""

    def __init__(self, out: Any, lists: Lists, lang: Lang) -> None:
        self.out, self.lists, self.lang = out, lists, lang
        self.places: dict[str, tuple[str, int]] = {}
        base = {"font_name": "SimSun", "font_size": 10.5, "text_wrap": True, "valign": "vcenter"}
        framed = {**base, "border": 1}
        open_ = {**framed, "locked": False}
        self.plain = out.add_format(base)
        self.strong = out.add_format({**base, "bold": True})
        self.centre = out.add_format({**base, "align": "center"})
        self.title = out.add_format({**base, "font_name": "SimHei", "font_size": 16, "align": "center"})
        self.head = out.add_format({**framed, "bold": True, "align": "center", "bg_color": "#D9E1F2"})
        self.fixed = out.add_format({**framed, "bg_color": _GREY})
        self.number = out.add_format(
            {**framed, "bg_color": _GREY, "font_color": "#808080", "align": "center"}
        )
        self.link = out.add_format({**framed, "font_color": "#0563C1", "underline": 1})
        # A figure is typed as it is; a text stays text even when it looks like a number or a formula.
        self.figure = out.add_format({**open_, "align": "right", "num_format": "General"})
        self.text = out.add_format({**open_, "num_format": "@"})
        self.day = out.add_format({**open_, "num_format": "yyyy-mm-dd", "align": "right"})

    def sheet(self, name: str, widths: Sequence[float]) -> Any:
        """A sheet with columns of these widths, in characters."""
        made = self.out.add_worksheet(name)
        for column, width in enumerate(widths):
            made.set_column(column, column, width)
        return made

    def heads(self, sheet: Any, row: int, heads: Sequence[str]) -> None:
        """A row of heads."""
        for column, head in enumerate(heads):
            sheet.write_string(row, column, head, self.head)

    def fill_in(self, sheet: Any, row: int, column: int, text: str, form: Any) -> None:
        """A cell to fill in, empty or with something to begin with."""
        if text:
            sheet.write_string(row, column, text[:_LONGEST], form)
        else:
            sheet.write_blank(row, column, None, form)

    def link_to(self, sheet: str, row: int) -> str:
        """A link to a row (from 0) of another sheet."""
        return f"internal:{in_formula(sheet)}!A{row + 1}"

    def unit(self, field: Field) -> str:
        """The unit a figure is given in."""
        return unit_of(field.type).symbol

    def finish(self, sheet: Any, heads: int | None, *, wide: bool = False) -> None:
        """Protection and print: landscape on A4 or (`wide`) A3, as wide as the page, with the row `heads` on every one;
        without one all on one page.
        """
        sheet.protect("", _ALLOWED)
        sheet.set_landscape()
        sheet.set_paper(_A3 if wide else _A4)
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
        sheet.fit_to_pages(1, 1 if heads is None else 0)
        sheet.set_footer("&C&A  &P / &N")
        if heads is not None:
            sheet.repeat_rows(heads)


def in_formula(sheet: str) -> str:
    """The name of a sheet as formulas and links write it."""
    return "'" + sheet.replace("'", "''") + "'"


def height(texts: Sequence[str], widths: Sequence[float]) -> float:
    """Room for every line of the longest cell: not every program fits the rows of a file it opens."""
    lines = (
        max(1, -(-cell_width(text) // (int(width) - 1))) for text, width in zip(texts, widths, strict=True)
    )
    return min(_LINE * max(lines) + 3, _HIGHEST)
