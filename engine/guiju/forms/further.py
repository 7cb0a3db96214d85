"""The sheet of a form for what others say of the same figures."""

from __future__ import annotations

from typing import Final

from guiju.diagnostics.model import Lang, Text
from guiju.forms.layout import Layout
from guiju.forms.paper import Paper
from guiju.forms.sheets import EVIDENCE_WIDTHS, NARROW, ROOM, evidence_cells, evidence_words, head_words
from guiju.towns.form_words import DECISION, EVIDENCE, OWN_ROW, THIS_ROW, Head, Kind

_CHOOSE: Final = Text(
    "本行：用这一行的值\n填表值：用这一项自己那一行的值\n一项数据只在一行里写，并写理由；没有定就空着",
    "this row: the value of this row\nform value: the value of the figure's own row\n"
    "in one row for each figure, with a reason; empty until it is decided",
)


def further_sheet(paper: Paper, plan: Layout, name: str) -> None:
    """Rows for further values: the number says of which figure, name and unit follow from it."""
    lang, lists = plan.lang, paper.lists
    zh = 0 if lang is Lang.ZH else 1
    by_year = any(entry.kind is Kind.SERIES for entry in plan.figures)
    before = head_words(lang, Head.NUMBER, Head.LABEL, *((Head.YEAR,) if by_year else ()))
    value, evidence = len(before), evidence_words(lang)
    first, chosen = value + 2, value + 2 + len(evidence)
    widths = [8, 30, *([9] if by_year else []), 18, 11]
    widths += [*(EVIDENCE_WIDTHS.get(EVIDENCE[head], NARROW) for head in evidence), 10, 24, 10]
    sheet = paper.sheet(name, widths)
    heads = [*before, Text("值", "value").in_(lang), *head_words(lang, Head.UNIT), *evidence]
    paper.heads(sheet, 0, [*heads, *head_words(lang, *DECISION)])
    sheet.write_comment(0, chosen, _CHOOSE.in_(lang), {"x_scale": 2.5})
    numbers = tuple(entry.number for entry in plan.figures)
    labels = tuple(entry.label for entry in plan.figures)
    units = tuple(paper.unit(plan.items[entry.name].input.field) for entry in plan.figures)
    for row in range(1, ROOM + 1):
        sheet.write_blank(row, 0, None, paper.text)
        sheet.data_validation(row, 0, row, 0, lists.chosen(numbers))
        for column, words in ((1, labels), (value + 1, units)):
            # An empty cell that is looked up would be shown as 0.
            found = f"INDEX({lists.range(words)[1:]},MATCH($A{row + 1},{lists.range(numbers)[1:]},0))"
            sheet.write_formula(row, column, f'=IFERROR({found}&"","")', paper.fixed, "")
        if by_year:
            sheet.write_blank(row, 2, None, paper.text)
        sheet.write_blank(row, value, None, paper.figure)
        evidence_cells(paper, sheet, row, first, evidence)
        for column in range(chosen, chosen + len(DECISION)):
            sheet.write_blank(row, column, None, paper.text)
        sheet.data_validation(row, chosen, row, chosen, lists.chosen((THIS_ROW[zh], OWN_ROW[zh])))
    sheet.freeze_panes(1, value + 1)
    paper.finish(sheet, 0, wide=True)
