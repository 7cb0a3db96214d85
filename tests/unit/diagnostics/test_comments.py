"""The comment form: every finding, the clause it is about, and no cell that a spreadsheet obeys."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guiju.diagnostics.codes import problem
from guiju.diagnostics.comments import Standard, clause_of, comments, neutral, obeyed, original, to_csv
from guiju.diagnostics.comments_workbook import to_workbook
from guiju.diagnostics.model import Diagnostic, Lang
from guiju.diagnostics.report import Report
from guiju.pipeline import check_file, check_source
from guiju.shipped import shipped
from guiju.source import Place, Source, Span
from tests.unit.diagnostics.samples import HOSTILE

DRAFT = shipped("rules") / "db1409-1" / "draft.rule"
HOSTILE_CELLS = ("=cmd|' /C calc'!A0", "＝1+1", "@SUM(A1)", "\t=1", "+1", "-1", "'=1", "−1", "")


def report() -> Report:
    return Report(check_file(DRAFT).findings, ("draft.rule",))


def finding(text: str) -> Diagnostic:
    """A finding about the first line of a text that says `here`."""
    source = Source("t.rule", text)
    at = text.index("here")
    return problem("N205", Place(source, Span(at, at + 4)), name="here", kind="")


@pytest.mark.parametrize("lang", list(Lang))
def test_the_form_of_the_printed_draft(lang: Lang, golden: Callable[[str, str], None]) -> None:
    golden(f"comments.{lang}.csv", to_csv(report(), Standard("指南", "DB 1409/T XX—202X"), lang))


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ('指标 here 权重 3    依据 "表A.1"', "表A.1"),
        ('指标 a 权重 3    依据 "6.2" 依据 "6.3"\n  取值 here', "6.2、6.3"),
        ('条款\n  "4.1" "here"', "4.1"),
        ('indicator here weight 3 per "5"', "5"),
        ('参数 a = 1 依据 "9"\n指标 here', "—"),
        ('指标 a 依据 "1"\n  指标 b\n    取值 x 依据 "2"\n  指标 c\n    取值 here', "1"),
    ],
)
def test_the_clause_is_that_of_the_line_or_of_the_block_around_it(text: str, clause: str) -> None:
    assert clause_of(finding(text).place) == clause


def test_a_contradiction_stands_at_the_clause_that_contradicts_itself() -> None:
    """The tree cites the annex, the reading cites the clause that can be read in two ways."""
    rules = (
        '标准 t\n  状态 征求意见\n数据 a : 数值(分)\n解读 怎样 依据 "6.4"\n  加 默认\n  乘\n'
        '指标体系 s 满分 10 依据 "附录A"\n  汇总 按 解读 怎样\n    加 : 求和\n    乘 : 几何平均\n'
        '  指标 甲 权重 10 依据 "表A.1"\n    取值 a\n    评分 直接\n'
    )
    found = check_source(Source("t.rule", rules)).findings
    (row,) = comments(Report(found, ()), Lang.ZH)
    assert row.clause == "6.4"


@pytest.mark.parametrize("text", HOSTILE_CELLS)
def test_no_cell_is_a_formula_and_nothing_is_lost(text: str) -> None:
    assert not obeyed(neutral(text))
    assert original(neutral(text)) == text


@given(st.text(max_size=20))
def test_any_text_comes_back(text: str) -> None:
    assert not obeyed(neutral(text))
    assert original(neutral(text)) == text


@pytest.mark.parametrize("title", ["=cmd|' /C calc'!A0", "＝1+1", "@SUM(A1)", "'x"])
def test_a_hostile_title_is_text_in_both_forms(title: str) -> None:
    import openpyxl

    made = to_csv(report(), Standard(title, "-1"), Lang.ZH)
    rows = list(csv.reader(io.StringIO(made.removeprefix("\ufeff"))))
    assert [original(rows[n][1]) for n in (1, 2)] == [title, "-1"]
    assert not any(obeyed(cell) for row in rows for cell in row)
    sheet = openpyxl.load_workbook(io.BytesIO(to_workbook(report(), Standard(title, "-1"), Lang.ZH))).active
    assert sheet["C2"].value == title
    assert sheet["C2"].data_type == "s"
    assert sheet["C2"].quotePrefix or title == "'x"


def test_control_characters_are_shown() -> None:
    made = to_csv(report(), Standard(HOSTILE, ""), Lang.ZH)
    assert "\x1b" not in made
    assert "\\x1b" in made
    to_workbook(report(), Standard(HOSTILE, ""), Lang.ZH)


def test_the_workbook_prints_well_and_has_the_same_bytes_each_time() -> None:
    import openpyxl

    made = to_workbook(report(), Standard("指南", ""), Lang.ZH)
    assert made == to_workbook(report(), Standard("指南", ""), Lang.ZH)
    assert {one.date_time for one in zipfile.ZipFile(io.BytesIO(made)).infolist()} == {(1980, 1, 1, 0, 0, 0)}
    sheet = openpyxl.load_workbook(io.BytesIO(made)).active
    assert sheet.page_setup.orientation == "landscape"
    assert int(sheet.page_setup.paperSize) == 9
    assert sheet.print_title_rows == "$6:$6"
    assert [cell.value for cell in sheet[6]] == ["序号", "章条编号", "意见内容", "处理意见", "理由"]
    assert sheet.max_row == 6 + len(report().findings)
    assert all(cell.alignment.wrap_text for cell in sheet[7])
    assert sheet.row_dimensions[11].height > 2 * 15  # two long texts need more than a line each
