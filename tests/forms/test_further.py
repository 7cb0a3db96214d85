"""The sheet for further values: what others say of a figure, kept beside its own row, and which of them is used."""

from __future__ import annotations

from typing import Any

import pytest

from guiju.diagnostics.model import Diagnostic, Lang
from guiju.forms.workbook import to_workbook
from guiju.forms.yaml_form import to_yaml
from guiju.numbers.states import Missing
from guiju.source import Source
from guiju.towns.form_part import Part
from guiju.towns.model import Choice, Series, Town
from guiju.towns.strict_yaml import load as read_tree
from tests.forms.filling import Form
from tests.forms.rulebooks import rulebook
from tests.forms.test_workbook import bare, codes, read

RULES = """\
标准 t "样例"
  版次 one
  状态 征求意见
数据 企业数 : 整数(户)
  提供 "市监局"
数据 利润 : 数值(亿元)
数据 年产值 : 逐年 数值(亿元)
数据 平台 : 清单
  名称 : 文本
  理由 : 文本
指标体系 总 满分 10
  汇总 求和
  指标 规模 权重 6
    取值 企业数 / 1 户 + 年产值.上年 / 1 亿元 + 利润 / 1 亿元
    评分 直接
  指标 服务 权重 4
    评分 专家
认定 示范
  应 计数(平台) > 0
"""
NUMBERS = {"企业数": "D001", "利润": "D002", "年产值": "D003", "平台": "D004"}


def form(lang: Lang = Lang.ZH, part: Part | None = None) -> Form:
    return Form(to_workbook(rulebook(RULES).model, lang, experts=0, part=part)).fill({"镇": "甲镇"})


def further(made: Form, name: str, value: Any = None, **cells: Any) -> Form:
    made.further({"number": NUMBERS[name], "value": value, **cells})
    return made


def result(made: Form) -> tuple[Town | None, list[Diagnostic]]:
    return read(made.saved(), rulebook(RULES))


def town(made: Form) -> Town:
    found, problems = result(made)
    assert found is not None, [(p.code.id, p.message.zh) for p in problems]
    return found


def by_file(text: str) -> Town:
    root, said = read_tree(Source("t.yaml", "镇: 甲镇\n数据:\n" + text))
    assert root is not None, said
    found, problems = rulebook(RULES).binder.town_of_tree(root, file="t.yaml")
    assert found is not None, [(p.code.id, p.message.zh) for p in problems]
    return found


# --- what is filled in ------------------------------------------------------------------------------------------------

ACCOUNTS = """\
  企业数:
    各方:
      - {值: 324, 来源: 市监局}
      - {值: 133, 来源: 工信局, 口径: 集群内}
      - {值: 140 户, 备注: 快报}
    采用: NUMBER
    理由: 以县域为范围
    采用人: 评审组
"""
DECIDED = {"reason": "以县域为范围", "chosen_by": "评审组"}


@pytest.mark.parametrize(("number", "row"), [(1, 0), (1, 1), (2, 0), (3, 1)])
def test_the_same_as_in_a_data_file(number: int, row: int) -> None:
    """The choice stands in the row it chooses, or in any row when it is the value of the figure's own row."""
    made, rows = form(), [{"source": "工信局", "scope": "集群内"}, {"note": "快报"}]
    made.datum("企业数", {"值": 324, "来源": "市监局"})
    rows[row] |= {"chosen": "填表值" if number == 1 else "本行", **DECIDED}
    further(made, "企业数", 133, **rows[0])
    further(made, "企业数", "140 户", **rows[1])
    read_town = town(made)
    expected = by_file(ACCOUNTS.replace("NUMBER", str(number)))
    assert bare(read_town.values["企业数"]) == bare(expected.values["企业数"])
    datum = read_town.values["企业数"]
    assert datum.choice == Choice(number, "以县域为范围", "评审组")
    places = [(one.provenance.sheet, one.provenance.cell) for one in datum.accounts]
    assert places == [("规模", "D2"), ("其他数值", "D2"), ("其他数值", "D3")]


def test_a_number_in_small_letters() -> None:
    made = form()
    made.further({"number": " d001", "value": 133})
    assert town(made).values["企业数"].value == 133


def test_in_english() -> None:
    made = form(Lang.EN)
    made.datum("企业数", 324)
    further(made, "企业数", 133, source="b", chosen="this row", reason="r")
    datum = town(made).values["企业数"]
    assert (datum.value, datum.choice) == (133, Choice(2, "r"))


def test_without_a_choice_it_is_a_conflict() -> None:
    made = form()
    made.datum("企业数", 324)
    found, problems = result(further(made, "企业数", 133))
    assert codes(problems) == ["I892"]
    assert found is not None
    datum = found.values["企业数"]
    assert isinstance(datum.value, Missing)
    assert datum.value.lower == 133
    assert datum.value.upper == 324
    assert (datum.provenance.sheet, datum.provenance.cell, datum.provenance.line) == ("规模", "D2", None)


def test_values_that_agree() -> None:
    made = form()
    made.datum("利润", 9)
    datum = town(further(made, "利润", "90000 万元", source="税务局")).values["利润"]
    assert datum.value == 9 * 10**8
    assert len(datum.accounts) == 2
    assert datum.choice is None


def test_without_a_value_of_its_own_row() -> None:
    """One value alone is simply the value; of two one may be chosen."""
    datum = town(further(form(), "企业数", 133, source="工信局")).values["企业数"]
    assert (datum.value, datum.accounts, datum.provenance.source) == (133, (), "工信局")
    made = further(form(), "企业数", 133)
    datum = town(further(made, "企业数", 140, chosen="本行", reason="较新")).values["企业数"]
    assert (datum.value, datum.choice) == (140, Choice(2, "较新"))


def test_a_row_may_hold_the_decision_alone() -> None:
    made = form()
    made.datum("企业数", 324)
    further(made, "企业数", 133)
    datum = town(further(made, "企业数", chosen="填表值", reason="口径")).values["企业数"]
    assert (datum.value, datum.choice, len(datum.accounts)) == (324, Choice(1, "口径"), 2)


def test_figures_by_year() -> None:
    made = form()
    made.datum(
        "年产值", {"值": {"2022": 20, "2023年": {"值": 30, "备注": "快报"}}, "来源": "年鉴", "合成": "true"}
    )
    further(made, "年产值", 25, year_of="2022年", source="税务局", chosen="填表值", reason="口径")
    further(made, "年产值", 33, year_of=2023, chosen="本行", reason="较新")
    further(made, "年产值", 40, year_of="2024")
    series = town(made).values["年产值"].value
    assert isinstance(series, Series)
    assert {year: point.value for year, point in series.points.items()} == {
        2022: 20 * 10**8,
        2023: 33 * 10**8,
        2024: 40 * 10**8,
    }
    (own, other), (of_own, new) = (series.points[year].accounts for year in (2022, 2023))
    assert (own.provenance.source, own.provenance.synthetic) == ("年鉴", True)
    assert (other.provenance.source, other.provenance.synthetic) == ("税务局", False)
    assert (of_own.provenance.source, of_own.provenance.note, of_own.provenance.synthetic) == (
        "",
        "快报",
        True,
    )
    assert (new.provenance.source, new.provenance.synthetic) == ("", False)
    assert series.points[2022].choice == Choice(1, "口径")
    assert series.points[2024].provenance.source == ""


def test_a_note_without_a_figure_is_kept() -> None:
    made = form()
    made.datum("企业数", 324)
    datum = town(further(made, "企业数", source="税务局", note="不掌握")).values["企业数"]
    assert datum.value == 324
    assert [one.provenance.note for one in datum.accounts] == ["", "不掌握"]


def test_a_field_called_like_a_head_is_a_field() -> None:
    made = form()
    made.datum("平台", [{"名称": "甲", "理由": "新设"}])
    assert town(made).values["平台"].value == ({"名称": "甲", "理由": "新设"},)


def test_rows_and_columns_may_be_moved() -> None:
    made = form()
    made.datum("企业数", 324)
    further(made, "企业数", 133, chosen="本行", reason="较新")
    made.book["其他数值"].insert_rows(2, 3)
    made.book["其他数值"].insert_cols(1, 2)
    made.book["其他数值"].title = "改了名"
    assert town(made).values["企业数"].value == 133


def test_what_no_program_worked_out_is_read_all_the_same() -> None:
    made = form()
    made.datum("企业数", 324)
    data = further(made, "企业数", 133, chosen="本行", reason="较新").saved(calculated=False)
    found, problems = read(data, rulebook(RULES))
    assert found is not None, [(p.code.id, p.message.zh) for p in problems]
    assert found.values["企业数"].value == 133


def test_a_part_has_its_own_numbers() -> None:
    part = form(part=Part(("市监局",)))
    part.datum("企业数", 324)
    datum = town(further(part, "企业数", 133, chosen="本行", reason="较新")).values["企业数"]
    assert datum.value == 133
    part = form(part=Part(("市监局",)))
    _, found = result(further(part, "利润", 3))
    assert codes(found) == ["I968"]
    assert "其他数值" not in form(part=Part(experts=True)).book.sheetnames


# --- what is refused --------------------------------------------------------------------------------------------------


def wrong(*rows: tuple[str, Any, dict[str, Any]], own: Any = 324) -> tuple[list[str], list[str]]:
    """The codes that are found, and where."""
    made = form()
    if own is not None:
        made.datum("企业数", own)
    for name, value, cells in rows:
        further(made, name, value, **cells)
    found, problems = result(made)
    assert found is None
    return codes(problems), [str(problem.place) for problem in problems]


THIS, OWN = {"chosen": "本行", "reason": "甲"}, {"chosen": "填表值", "reason": "甲"}
REFUSED: dict[str, tuple[list[tuple[str, Any, dict[str, Any]]], Any, str, str]] = {
    "no reason": ([("企业数", 133, {"chosen": "本行"})], 324, "I893", "S2"),
    "chosen twice": ([("企业数", 133, THIS), ("企业数", 140, OWN)], 324, "I980", "D3"),
    "a reason in another row": ([("企业数", 133, THIS), ("企业数", 140, {"reason": "乙"})], 324, "I980", "D3"),
    "a reason and no choice": ([("企业数", 133, {"reason": "甲"})], 324, "I981", "T2"),
    "another word": ([("企业数", 133, {"chosen": "2", "reason": "甲"})], 324, "I981", "S2"),
    "nothing in its own row": ([("企业数", 133, OWN), ("企业数", 140, {})], None, "I981", "S2"),
    "nothing in this row": ([("企业数", 133, {}), ("企业数", None, THIS)], 324, "I981", "S3"),
    "nothing to choose from": ([("企业数", 133, THIS)], None, "I981", "S2"),
    "a list": ([("平台", 1, {})], 324, "I982", "D2"),
    "no year": ([("年产值", 1, {})], 324, "I982", "D2"),
    "a year too many": ([("企业数", 1, {"year_of": 2023})], 324, "I982", "D2"),
    "a year that is none": ([("年产值", 1, {"year_of": "去年"})], 324, "I862", "C2"),
    "not of its type": ([("企业数", "很多", {})], 324, "I840", "D2"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused_with_its_place(name: str) -> None:
    rows, own, code, cell = REFUSED[name]
    found, places = wrong(*rows, own=own)
    assert found == [code]
    assert cell in places[0]
    assert "其他数值" in places[0]


@pytest.mark.parametrize(
    ("number", "code"), [("D099", "I968"), (None, "I968"), ("T1", "I982"), ("V1", "I968")]
)
def test_a_number_of_no_figure(number: str | None, code: str) -> None:
    made = form()
    made.further({"number": number, "value": 3})
    found, problems = result(made)
    assert found is None
    assert codes(problems) == [code]


def test_a_name_that_is_not_that_of_the_number() -> None:
    made = further(form(), "企业数", 133)
    made.book["其他数值"]["B2"].value = "利润"
    assert codes(result(made)[1]) == ["I969"]


@pytest.mark.parametrize("change", ["the sheet", "the values", "a row of the form"])
def test_what_was_deleted(change: str) -> None:
    made = form()
    made.datum("企业数", 324)
    further(made, "企业数", 133, chosen="本行", reason="较新")
    if change == "the sheet":
        made.book.remove(made.book["其他数值"])
    elif change == "the values":
        made.book["其他数值"].delete_cols(4)
    else:
        made.book["规模"].delete_rows(2)
    found, problems = result(made)
    assert found is None
    assert "I964" in codes(problems)


# --- the sheet --------------------------------------------------------------------------------------------------------


def test_the_cells_that_are_filled_in() -> None:
    sheet = form().book["其他数值"]
    heads = {str(cell.value): cell.column for cell in sheet[1]}
    assert list(heads)[:5] == ["编号", "数据项", "哪一年", "值", "单位"]
    assert list(heads)[-3:] == ["采用", "理由", "采用人"]
    assert [head for head, at in heads.items() if sheet.cell(2, at).protection.locked] == ["数据项", "单位"]
    assert str(sheet["B2"].value).startswith("=IFERROR(INDEX(")
    taken = {cell for one in sheet.data_validations.dataValidation for cell in str(one.sqref).split()}
    assert {"A2", "S2"} <= taken


def test_the_data_file_says_how() -> None:
    text = to_yaml(rulebook(RULES).model, Lang.ZH)
    assert "各方" in text
    assert "采用" in text
