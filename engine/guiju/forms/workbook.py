"""The form as a workbook: a cover, a sheet for each indicator of the first level, the lists, the experts, the offices.
A part of it is the same with less: what one office, or one expert, has to fill in.

Only the cells to fill in are unlocked; the sheets are protected without a password. The same rules give the same bytes.
"""

from __future__ import annotations

import datetime
import io
from typing import Any, Final

from guiju.diagnostics.model import Lang, Text
from guiju.forms.cover import cover_sheet
from guiju.forms.filled import NOTHING, Filled
from guiju.forms.further import further_sheet
from guiju.forms.items import bureaus
from guiju.forms.layout import EXPERT, OFFICES, RULINGS, Layout, layout
from guiju.forms.paper import Paper
from guiju.forms.sheets import list_sheet, ruling_sheet, score_sheet, section_sheet
from guiju.forms.validation import Lists
from guiju.rulebook.model import Rulebook
from guiju.towns.form_map import part_rows
from guiju.towns.form_part import Part
from guiju.towns.form_words import FORM_VERSION, LISTS_SHEET, MAP_SHEET, SPELLED, Head, Kind

_CREATED: Final = datetime.datetime(1980, 1, 1)  # no file says when it was made


def to_workbook(
    book: Rulebook, lang: Lang, filled: Filled = NOTHING, experts: int = 0, part: Part | None = None
) -> bytes:
    """The form as .xlsx, or one part of it. Raises ImportError when XlsxWriter is not installed."""
    import xlsxwriter

    plan, written = layout(book, lang, experts, part), io.BytesIO()
    with xlsxwriter.Workbook(written, {"in_memory": True, "strings_to_formulas": False}) as out:
        out.set_properties({"title": book.header.title or book.header.id, "created": _CREATED})
        paper = Paper(out, Lists(lang), lang)
        cover_sheet(paper, plan, filled, _sheets(plan))
        for name, section in plan.sections:
            section_sheet(paper, plan, name, section, filled.year)
        for name, sheet in plan.lists.items():
            list_sheet(paper, plan, name, sheet)
        if plan.further is not None:
            further_sheet(paper, plan, plan.further.label)
        if plan.rulings:
            ruling_sheet(paper, plan, RULINGS.in_(lang))
        for number, name in enumerate(plan.scores, 1):
            # Forms that are put together must not hold two people of one name that neither wrote.
            expert = EXPERT.in_(lang).format(number) if part is None else ""
            score_sheet(paper, plan, name, expert, filled.town)
        if part is None:
            _offices(paper, plan)
        _map(out, plan)
        _lists(out, paper.lists)
    return written.getvalue()


def _sheets(plan: Layout) -> tuple[str, ...]:
    """The sheets after the cover, in their order."""
    rulings = (RULINGS.in_(plan.lang),) if plan.rulings else ()
    offices = (OFFICES.in_(plan.lang),) if plan.part is None else ()
    sections = (name for name, _ in plan.sections)
    further = (plan.further.label,) if plan.further is not None else ()
    return (*sections, *plan.lists.values(), *further, *rulings, *plan.scores, *offices)


_NOBODY: Final = Text("（未指定）", "(nobody named)")


def _offices(paper: Paper, plan: Layout) -> None:
    """What each office has to supply, with a link to the row; the filter of the list gives one office its own."""
    lang = plan.lang
    sheet = paper.sheet(OFFICES.in_(lang), (36, 8, 44, 14, 24))
    heads = [SPELLED[h] for h in (Head.PROVIDER, Head.NUMBER, Head.LABEL, Head.UNIT, Head.PLACE)]
    for column, head in enumerate(heads):
        sheet.write_string(0, column, head[0 if lang is Lang.ZH else 1], paper.head)
    row = 0
    for office, needed in bureaus(plan.book).items():
        for item in needed:
            row += 1
            entry = plan.of_item[item.name]
            name, at = paper.places[entry.number]
            texts = (office or _NOBODY.in_(lang), entry.number, entry.label, paper.unit(item.input.field))
            for column, text in enumerate(texts):
                sheet.write_string(row, column, text, paper.fixed)
            sheet.write_url(row, 4, paper.link_to(name, at), paper.link, name)
    sheet.autofilter(0, 0, max(row, 1), len(heads) - 1)
    sheet.freeze_panes(1, 0)
    paper.finish(sheet, 0)


def _map(out: Any, plan: Layout) -> None:
    """The hidden sheet by which a filled form is read."""
    sheet, header = out.add_worksheet(MAP_SHEET), plan.book.header
    about = {
        "version": FORM_VERSION,
        "standard": header.id,
        "revision": header.revision,
        "fingerprint": plan.book.fingerprint,
        "experts": str(len(plan.scores)),
        "lang": str(plan.lang),
    }
    rows = [(str(Kind.FORM), key, text, "", "") for key, text in about.items()]
    if plan.part is not None:
        rows += [(str(Kind.PART), kind, name, "", "") for kind, name in part_rows(plan.part)]
    rows += [(str(e.kind), e.number, e.name, e.label, e.asked) for e in plan.entries()]
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            if text:
                sheet.write_string(number, column, text)
    sheet.very_hidden()


def _lists(out: Any, lists: Lists) -> None:
    """The words of the drop-downs."""
    sheet = out.add_worksheet(LISTS_SHEET)
    for column, words in enumerate(lists.columns):
        for row, word in enumerate(words):
            sheet.write_string(row, column, word)
    sheet.very_hidden()
