"""The cover of a form: what it is for, who fills it in and how, and where the sheets are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from guiju.diagnostics.model import Lang, Text
from guiju.forms.filled import Filled
from guiju.forms.layout import COVER, Layout
from guiju.forms.paper import Paper, height
from guiju.forms.wording import who
from guiju.towns.form_words import SPELLED, Head

_WIDTH: Final = 100  # characters of a line of explanation
_CONTENT: Final = 44
_PART: Final = Text(
    "这一份由 {who} 填写，只有其要提供的内容；填好后交回发表的单位，与其他各份合在一起。",
    "This form is for {who} and asks for nothing else; send it back to whom it came from, to be put with all others.",
)
_SHARED: Final = Text(
    "有的数据别的单位也要填，批注里写明；各填各的，不必先取得一致。",
    "Some figures are asked of others too, as their comments say; each writes what it has, agreed upon or not.",
)
_WHITE: Final = Text(
    "只填白底的单元格；灰底的是规则规定的，已锁定（保护没有密码）。",
    "Fill in the white cells; what is grey comes from the rules and is locked (without a password).",
)
_MISSING: Final = Text(
    "没有数据时写明是哪一种：未提供（有而未报）、不详（无人掌握）、不适用（没有这回事）。空着即未提供，不按 0 计。",
    "Without data say which kind: not_supplied, unknown, not_applicable. An empty cell is not supplied, never 0.",
)
_FIGURES: Final = (
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
)
_FURTHER: Final = Text(
    "同一项另有出处、数不一样的，写在“其他数值”表；用哪一个写在 采用，同一行写 理由，没有定就空着。",
    "Where others say another number, put it on “Further values”; choose one with a reason, or leave that empty.",
)
_MARKS: Final = Text(
    "评分表写上专家姓名，按满分和步长打分；没有到场写 缺席，不参加写 回避。空着即还没有评，不按 0 计。",
    "Write the name of the expert and marks by full mark and step, or absent, or recused. Empty: no mark yet, never 0.",
)
_LEAVE: Final = Text(
    "不要改动第一列的编号、列的名称和隐藏的表；行和表可以移动，编号、名称和值须在同一行。",
    "Leave the numbers of the first column, the heads and hidden sheets alone; rows may be moved as a whole.",
)


def cover_sheet(paper: Paper, plan: Layout, filled: Filled, sheets: Sequence[str]) -> None:
    """The cover, with links to the other `sheets`."""
    lang, header = plan.lang, plan.book.header
    sheet = paper.sheet(COVER.in_(lang), (8, 24, _CONTENT, 34))
    sheet.merge_range(0, 0, 0, 3, header.title or header.id, paper.title)
    sheet.set_row(0, 32)
    row = 1
    for label, text in _about(plan):
        sheet.write_string(row, 1, label.in_(lang), paper.plain)
        sheet.write_string(row, 2, text, paper.plain)
        sheet.set_row(row, height((text,), (_CONTENT,)))
        row += 1
    heads = (SPELLED[Head.NUMBER], ("项目", "entry"), ("内容", "content"))
    paper.heads(sheet, row, [head[0 if lang is Lang.ZH else 1] for head in heads])
    for entry in plan.town:
        row += 1
        paper.places[entry.number] = (COVER.in_(lang), row)
        sheet.write_string(row, 0, entry.number, paper.number)
        sheet.write_string(row, 1, entry.label, paper.fixed)
        text = filled.of(entry.name)
        paper.fill_in(sheet, row, 2, text, paper.text)
        if entry.name == "year":
            sheet.data_validation(row, 2, row, 2, paper.lists.year())
    row += 2
    sheet.write_string(row, 1, Text("填写说明", "how to fill it in").in_(lang), paper.strong)
    for number, step in enumerate(_steps(plan), 1):
        row += 1
        sheet.write_number(row, 0, number, paper.centre)
        sheet.merge_range(row, 1, row, 3, step, paper.plain)
        sheet.set_row(row, height((step,), (_WIDTH,)))
    _legend(paper, sheet, row + 2, sheets)
    paper.finish(sheet, None)


def _about(plan: Layout) -> Iterator[tuple[Text, str]]:
    """What the form was made for, and for whom."""
    header = plan.book.header
    yield Text("标准号", "number"), header.number
    revision = " ".join(part for part in (header.revision, header.revision_title) if part)
    yield Text("版次", "revision"), revision
    yield Text("规则", "rules"), f"{header.id}  {plan.book.fingerprint[:23]}…"
    if plan.part is not None:
        yield Text("填表单位", "filled in by"), who(plan.part).in_(plan.lang)


def _steps(plan: Layout) -> list[str]:
    """What to do, of all that may be said what concerns this form."""
    steps = []
    if plan.part is not None:
        steps.append(_PART.fill(who=who(plan.part)))
        if any(len(item.input.providers) > 1 for item in plan.items.values()):
            steps.append(_SHARED)
    steps.append(_WHITE)
    if plan.items or plan.rulings:
        steps.append(_MISSING)
    steps += _FIGURES if plan.items else ()
    steps += [_FURTHER] if plan.further is not None else []
    steps += [_MARKS] if plan.scores else []
    return [step.in_(plan.lang) for step in (*steps, _LEAVE)]


def _legend(paper: Paper, sheet: Any, row: int, sheets: Sequence[str]) -> None:
    """What the colours mean, and where the sheets are."""
    lang = paper.lang
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
    for name in sheets:
        row += 1
        sheet.write_url(row, 1, paper.link_to(name, 0), paper.link, name)
