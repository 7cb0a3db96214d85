"""The sheets of a form that are filled in: figures, lists, rulings and marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from guiju import limits
from guiju.diagnostics.model import Lang, Text
from guiju.forms.items import Item, Section
from guiju.forms.layout import SPARE_YEARS, Layout, head_of
from guiju.forms.paper import Paper, height, in_formula
from guiju.forms.validation import ABSENT
from guiju.forms.wording import described, number_type, plain
from guiju.towns.form_map import Entry
from guiju.towns.form_words import EVIDENCE, SPELLED, Head, Kind
from guiju.types import DateType, Field, RecordsType, TextType, YesNoType

EVIDENCE_WIDTHS: Final = {"source": 18, "document": 16, "scope": 14, "note": 20, "check": 11}
NARROW: Final = 10
_TOLD_WIDTHS: Final = (11, 26, 10, 22)
ROOM: Final = 40  # records of a list there is room for
_ELSEWHERE: Final = Text("{}（填在表“{}”）", "{} (on sheet “{}”)")
_MARKED_BY: Final = Text("评审 {}", "panel {}")


def head_words(lang: Lang, *heads: Head) -> list[str]:
    """Heads in one language."""
    return [SPELLED[head][0 if lang is Lang.ZH else 1] for head in heads]


def evidence_words(lang: Lang) -> list[str]:
    """The heads of the evidence in one language."""
    return [spelling for spelling in EVIDENCE if spelling.isascii() == (lang is Lang.EN)]


def section_sheet(paper: Paper, plan: Layout, name: str, section: Section, year: int | None) -> None:
    """The figures an indicator of the first level needs; those that stand elsewhere are named below."""
    by_year = any(plan.of_item[item.name].kind is Kind.SERIES for item in section.items)
    rows = _Rows(paper, plan, name, by_year)
    for item in section.items:
        entry = plan.of_item[item.name]
        paper.places[entry.number] = (name, rows.next)
        rows.item(item, entry)
        if entry.kind is Kind.SERIES:
            for back in range(plan.years):
                known = year is not None and back < plan.years - SPARE_YEARS
                rows.point(item, entry, str(year - back) if known and year is not None else "")
    for item, _ in section.elsewhere:
        rows.elsewhere(plan.of_item[item.name])
    rows.sheet.freeze_panes(1, rows.value + 1)
    paper.finish(rows.sheet, 0, wide=True)


class _Rows:
    """Writes the rows of a sheet of figures; `value` is the column that is filled in, `next` the row to come."""

    def __init__(self, paper: Paper, plan: Layout, name: str, by_year: bool) -> None:
        self.paper, self.plan, self.by_year = paper, plan, by_year
        self.evidence = evidence_words(plan.lang)
        before = head_words(plan.lang, Head.NUMBER, Head.LABEL, *((Head.YEAR,) if by_year else ()))
        told = head_words(plan.lang, Head.UNIT, Head.USERS, Head.CLAUSE, Head.PROVIDER)
        widths = [8, 30, *([9] if by_year else []), 18, *_TOLD_WIDTHS]
        self.widths = [*widths, *(EVIDENCE_WIDTHS.get(EVIDENCE[head], NARROW) for head in self.evidence)]
        self.sheet = paper.sheet(name, self.widths)
        self.value, self.next = len(before), 1
        value = Text("值", "value").in_(plan.lang)
        paper.heads(self.sheet, 0, [*before, value, *told, *self.evidence])

    def item(self, item: Item, entry: Entry) -> None:
        """The row of an input, with all that the rules say of it."""
        lang, remarks = self.plan.lang, item.input.remarks
        users = "、".join(user.in_(lang) for user in item.users)
        told = (users, "；".join(remarks.clauses), "、".join(item.input.providers))
        comment = "\n".join(described(item, lang, self.plan.part))
        self.sheet.write_comment(self.next, 1, comment, {"x_scale": 2.5, "y_scale": 2})
        if self.by_year:
            self.sheet.write_blank(self.next, 2, None, self.paper.fixed)
        self._row(item.input.field, entry, told)

    def point(self, item: Item, entry: Entry, year: str) -> None:
        """A row for one year of a series."""
        field = item.input.field
        number = number_type(field.type)
        assert number is not None
        self.paper.fill_in(self.sheet, self.next, 2, year, self.paper.text)
        self._row(replace(field, type=number), entry, ("", "", ""))

    def elsewhere(self, entry: Entry) -> None:
        """An input that is needed here and filled in on another sheet."""
        there, at = self.paper.places[entry.number]
        text = _ELSEWHERE.in_(self.plan.lang).format(entry.label, there)
        self.sheet.write_blank(self.next, 0, None, self.paper.number)
        self.sheet.write_url(self.next, 1, self.paper.link_to(there, at), self.paper.link, text)
        for column in range(2, self.value + 5 + len(self.evidence)):
            self.sheet.write_blank(self.next, column, None, self.paper.fixed)
        self.sheet.set_row(self.next, height((text,), (self.widths[1],)))
        self.next += 1

    def _row(self, field: Field, entry: Entry, told: Sequence[str]) -> None:
        texts = (self.paper.unit(field), *told)
        self.sheet.write_string(self.next, 0, entry.number, self.paper.number)
        listed = self.plan.lists.get(entry.name)
        if listed:
            self.sheet.write_url(self.next, 1, self.paper.link_to(listed, 0), self.paper.link, entry.label)
        else:
            self.sheet.write_string(self.next, 1, entry.label, self.paper.fixed)
        _value(self.paper, self.sheet, self.next, self.value, field)
        for column, text in enumerate(texts, self.value + 1):
            self.sheet.write_string(self.next, column, text, self.paper.fixed)
        evidence_cells(self.paper, self.sheet, self.next, self.value + 5, self.evidence)
        widths = (self.widths[1], *_TOLD_WIDTHS)
        self.sheet.set_row(self.next, height((entry.label, *texts), widths))
        self.next += 1


def _value(paper: Paper, sheet: Any, row: int, column: int, field: Field) -> None:
    """A cell for a value of a type, with what it takes."""
    from xlsxwriter.utility import xl_rowcol_to_cell

    form = paper.figure
    if isinstance(field.type, TextType):
        form = paper.text
    elif isinstance(field.type, DateType):
        form = paper.day
    sheet.write_blank(row, column, None, form)
    takes = paper.lists.value(field, xl_rowcol_to_cell(row, column))
    if takes is not None:
        sheet.data_validation(row, column, row, column, takes)


def evidence_cells(paper: Paper, sheet: Any, row: int, first: int, evidence: Sequence[str]) -> None:
    """The cells of the evidence of one value, from the column `first` on."""
    for column, head in enumerate(evidence, first):
        sheet.write_blank(row, column, None, paper.text)
        key = EVIDENCE[head]
        if key == "check":
            sheet.data_validation(row, column, row, column, paper.lists.check())
        elif key == "synthetic":
            sheet.data_validation(row, column, row, column, paper.lists.chosen(paper.lists.yes_no()[:1]))


def list_sheet(paper: Paper, plan: Layout, name: str, sheet_name: str) -> None:
    """The records of a list, a row for each."""
    lang, entry, item = plan.lang, plan.of_item[name], plan.items[name]
    type_ = item.input.field.type
    assert isinstance(type_, RecordsType)
    heads = [*head_words(lang, Head.NUMBER, Head.RECORD), *(head_of(column) for column in type_.fields)]
    sheet = paper.sheet(sheet_name, [8, 8, *(24 for _ in type_.fields)])
    paper.heads(sheet, 0, heads)
    for number, column in enumerate(type_.fields, 2):
        if column.label:
            sheet.write_comment(0, number, column.label)
    room = min(type_.size or ROOM, limits.RECORDS)
    for row in range(1, room + 1):
        sheet.write_string(row, 0, entry.number, paper.number)
        sheet.write_number(row, 1, row, paper.number)
        for number, column in enumerate(type_.fields, 2):
            _value(paper, sheet, row, number, column)
    sheet.freeze_panes(1, 2)
    paper.finish(sheet, 0)


def ruling_sheet(paper: Paper, plan: Layout, name: str) -> None:
    """What other documents decide."""
    lang = plan.lang
    evidence = evidence_words(lang)
    label, met = Text("外部文件", "external document"), Text("满足", "met")
    heads = [*head_words(lang, Head.NUMBER), label.in_(lang), met.in_(lang), *evidence]
    sheet = paper.sheet(
        name, [8, 44, 12, *(EVIDENCE_WIDTHS.get(EVIDENCE[head], NARROW) for head in evidence)]
    )
    paper.heads(sheet, 0, heads)
    for row, entry in enumerate(plan.rulings, 1):
        sheet.write_string(row, 0, entry.number, paper.number)
        sheet.write_string(row, 1, entry.label, paper.fixed)
        _value(paper, sheet, row, 2, Field(entry.name, YesNoType()))
        evidence_cells(paper, sheet, row, 3, evidence)
    sheet.freeze_panes(1, 3)
    paper.finish(sheet, 0)


def score_sheet(paper: Paper, plan: Layout, name: str, expert: str, town: str) -> None:
    """The marks of one expert, with a line to sign, headed by the town that the cover names."""
    from xlsxwriter.utility import xl_rowcol_to_cell

    lang, book = plan.lang, plan.book
    sheet = paper.sheet(name, [8, 60, 12, 10, 14, 30])
    cover, at = paper.places[plan.town[0].number]
    title, between = Text("专家评分表", "marks of an expert").in_(lang), Text(" ", ": ").in_(lang)
    cell = f"{in_formula(cover)}!$C${at + 1}"
    sheet.merge_range(0, 0, 0, 5, "", paper.title)
    sheet.write_formula(
        0,
        0,
        f'=IF({cell}="","",{cell}&"{between}")&"{title}"',
        paper.title,
        f"{town}{between * bool(town)}{title}",
    )
    sheet.set_row(0, 32)
    content = (Text("项目", "entry"), Text("内容", "content"))
    paper.heads(sheet, 1, [*head_words(lang, Head.NUMBER), *(text.in_(lang) for text in content)])
    sheet.write_string(2, 0, plan.expert.number, paper.number)
    sheet.write_string(2, 1, plan.expert.label, paper.fixed)
    paper.fill_in(sheet, 2, 2, expert, paper.text)
    names = Text("评分指标", "indicator"), Text("评分", "mark"), Text("备注", "note")
    label, mark, note = (text.in_(lang) for text in names)
    paper.heads(
        sheet, 4, [*head_words(lang, Head.NUMBER), label, *head_words(lang, Head.FULL, Head.STEP), mark, note]
    )
    row = 4
    for entry, one in plan.marks:
        row += 1
        field, step = one.field, one.step(book)
        sheet.write_string(row, 0, entry.number, paper.number)
        sheet.write_string(row, 1, entry.label, paper.fixed)
        sheet.write_string(row, 2, plain(one.indicator.weight), paper.fixed)
        sheet.write_string(row, 3, plain(step) if step is not None else "", paper.fixed)
        sheet.write_blank(row, 4, None, paper.figure)
        takes = paper.lists.number(field, xl_rowcol_to_cell(row, 4), ABSENT, step)
        sheet.data_validation(row, 4, row, 4, takes)
        sheet.write_blank(row, 5, None, paper.text)
        if one.panel:
            sheet.write_comment(row, 1, _MARKED_BY.in_(lang).format(one.panel))
    signed = Text("签名：                    日期：", "signature:                    date:")
    sheet.merge_range(row + 2, 1, row + 2, 5, signed.in_(lang), paper.plain)
    sheet.set_row(row + 2, 30)
    paper.finish(sheet, 4)
