"""The form as a workbook: a cover, a sheet for each indicator of the first level, the lists, the experts, the offices.

Only the cells to fill in are unlocked; the sheets are protected without a password. The same rules give the same bytes.
"""

from __future__ import annotations

import datetime
import io
from typing import Any, Final

from guiju.diagnostics.model import Lang, Text
from guiju.forms.filled import NOTHING, Filled
from guiju.forms.items import bureaus
from guiju.forms.layout import COVER, EXPERT, OFFICES, RULINGS, SCORES, Layout, layout
from guiju.forms.paper import Paper, height
from guiju.forms.sheets import list_sheet, ruling_sheet, score_sheet, section_sheet
from guiju.forms.validation import Lists
from guiju.rulebook.model import Rulebook
from guiju.towns.form_words import FORM_VERSION, LISTS_SHEET, MAP_SHEET, SPELLED, Head, Kind

_COVER_WIDTH: Final = 100  # characters of a line of explanation
_CREATED: Final = datetime.datetime(1980, 1, 1)  # no file says when it was made


def to_workbook(book: Rulebook, lang: Lang, filled: Filled = NOTHING, experts: int = 0) -> bytes:
    """The form as .xlsx. Raises ImportError when XlsxWriter is not installed."""
    import xlsxwriter

    plan, written = layout(book, lang, experts), io.BytesIO()
    with xlsxwriter.Workbook(written, {"in_memory": True, "strings_to_formulas": False}) as out:
        out.set_properties({"title": book.header.title or book.header.id, "created": _CREATED})
        paper = Paper(out, Lists(lang), lang)
        _cover(paper, plan, filled)
        for name, section in plan.sections:
            section_sheet(paper, plan, name, section, filled.year)
        for name, sheet in plan.lists.items():
            list_sheet(paper, plan, name, sheet)
        if plan.rulings:
            ruling_sheet(paper, plan, RULINGS.in_(lang))
        for number in range(1, experts + 1):
            score_sheet(paper, plan, SCORES.in_(lang).format(number), EXPERT.in_(lang).format(number))
        _offices(paper, plan)
        _map(out, plan)
        _lists(out, paper.lists)
    return written.getvalue()


_STEPS: Final = (
    Text(
        "只填白底的单元格；灰底的是规则规定的，已锁定（保护没有密码）。",
        "Fill in the white cells; what is grey comes from the rules and is locked (without a password).",
    ),
    Text(
        "没有数据时写明是哪一种：未提供（有而未报）、不详（无人掌握）、不适用（没有这回事）。空着即未提供，不按 0 计。",
        "Without data say which kind: not_supplied, unknown, not_applicable. An empty cell is not supplied, never 0.",
    ),
    Text(
        "数按“单位”一列填写；也可以连单位一起写，例如 30000 万元，读取时换算。",
        "A number is in the unit beside it; it may be written with another unit of its kind, which is converted.",
    ),
    Text(
        "来源、文件、页、核查等说明数据从哪里来、怎样核查过；标题上的批注是规则的说明。",
        "Source, document, page and check say where a figure comes from; comments hold the notes of the rules.",
    ),
    Text(
        "逐年的数据一年一行；清单在各自的表里，一条记录一行。增加行时把第一列的编号一起复制。",
        "A figure by year has a row for each year, a list a sheet of its own. A new row needs its number copied.",
    ),
    Text(
        "不要改动第一列的编号、列的名称和隐藏的表；行和表可以移动，编号、名称和值须在同一行。",
        "Leave the numbers of the first column, the heads and hidden sheets alone; rows may be moved as a whole.",
    ),
)


def _cover(paper: Paper, plan: Layout, filled: Filled) -> None:
    """What the form is for, how to fill it in, and where the sheets are."""
    book, lang, header = plan.book, plan.lang, plan.book.header
    sheet = paper.sheet(COVER.in_(lang), (8, 24, 44, 34))
    sheet.merge_range(0, 0, 0, 3, header.title or header.id, paper.title)
    sheet.set_row(0, 32)
    about = [
        (Text("标准号", "number"), header.number),
        (
            Text("版次", "revision"),
            " ".join(part for part in (header.revision, header.revision_title) if part),
        ),
        (Text("规则", "rules"), f"{header.id}  {book.fingerprint[:23]}…"),
    ]
    row = 1
    for label, text in about:
        sheet.write_string(row, 1, label.in_(lang), paper.plain)
        sheet.write_string(row, 2, text, paper.plain)
        row += 1
    heads = (SPELLED[Head.NUMBER], ("项目", "entry"), ("内容", "content"))
    for column, head in enumerate(heads):
        sheet.write_string(row, column, head[0 if lang is Lang.ZH else 1], paper.head)
    for entry in plan.town:
        row += 1
        sheet.write_string(row, 0, entry.number, paper.number)
        sheet.write_string(row, 1, entry.label, paper.fixed)
        text = filled.of(entry.name)
        paper.fill_in(sheet, row, 2, text, paper.text)
        if entry.name == "year":
            sheet.data_validation(row, 2, row, 2, paper.lists.year())
    row += 2
    sheet.write_string(row, 1, Text("填写说明", "how to fill it in").in_(lang), paper.strong)
    for number, step in enumerate(_STEPS, 1):
        row += 1
        sheet.write_number(row, 0, number, paper.centre)
        sheet.merge_range(row, 1, row, 3, step.in_(lang), paper.plain)
        sheet.set_row(row, height((step.in_(lang),), (_COVER_WIDTH,)))
    row += 2
    sheet.write_string(row, 1, Text("图例", "legend").in_(lang), paper.strong)
    for form, meaning in (
        (paper.text, Text("白底：要填写的", "white: to be filled in")),
        (paper.fixed, Text("灰底：规则规定的，已锁定", "grey: from the rules, locked")),
    ):
        row += 1
        sheet.write_blank(row, 0, None, form)
        sheet.write_string(row, 1, meaning.in_(lang), paper.plain)
    row += 2
    sheet.write_string(row, 1, Text("各表", "sheets").in_(lang), paper.strong)
    for name in _filled_sheets(plan):
        row += 1
        sheet.write_url(row, 1, f"internal:'{_quoted(name)}'!A1", paper.link, name)
    paper.finish(sheet, None)


def _filled_sheets(plan: Layout) -> tuple[str, ...]:
    """The sheets after the cover, in their order."""
    scores = (SCORES.in_(plan.lang).format(number) for number in range(1, plan.experts + 1))
    rulings = (RULINGS.in_(plan.lang),) if plan.rulings else ()
    sections = (name for name, _ in plan.sections)
    return (*sections, *plan.lists.values(), *rulings, *scores, OFFICES.in_(plan.lang))


def _quoted(name: str) -> str:
    return name.replace("'", "''")


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
            sheet.write_url(row, 4, f"internal:'{_quoted(name)}'!A{at + 1}", paper.link, name)
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
        "experts": str(plan.experts),
        "lang": str(plan.lang),
    }
    rows = [(str(Kind.FORM), key, text, "", "") for key, text in about.items()]
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
