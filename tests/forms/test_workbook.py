"""A filled form says what a town file says, each figure with its cell; a damaged form is refused."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import hypothesis.strategies as st
import openpyxl
import pytest
from hypothesis import given, settings

from guiju.api import Rulebook, load, read_town
from guiju.cli.main import main
from guiju.diagnostics.model import Diagnostic, Lang
from guiju.forms.filled import Filled
from guiju.forms.workbook import to_workbook
from guiju.numbers.states import Missing
from guiju.shipped import shipped
from guiju.source import Source
from guiju.towns.form_files import form_map, read_form
from guiju.towns.model import Datum, Series, Town
from guiju.towns.opened import rules_path
from guiju.towns.read import TownFiles, open_town
from guiju.towns.strict_yaml import load as read_tree
from guiju.towns.tree import Mapping, Sequence
from guiju.towns.workbook import open_workbook
from tests.forms.filling import Form
from tests.forms.rulebooks import as_json, rulebook, rules, towns

PACK = shipped("rules") / "db1409-1"


def read(data: bytes, book: Rulebook, *, lenient: bool = False) -> tuple[Town | None, list[Diagnostic]]:
    workbook, found = open_workbook("form.xlsx", data)
    assert workbook is not None, found
    form = form_map(workbook)
    assert form is not None
    filled, said = read_form(Path("form.xlsx"), workbook, form)
    if filled is None:
        return None, list(said)
    town, more = filled.bind(book.binder, lenient=lenient)
    return town, list(more)


def bare(datum: Any) -> Any:
    """A value without the place it was read at; `written` is how the file spells it."""
    if isinstance(datum, Datum):
        known = datum.provenance._replace(
            file="", line=None, column=None, sheet="", cell="", header="", written=""
        )
        return bare(datum.value), known, [bare(one) for one in datum.accounts], datum.choice
    if isinstance(datum, Series):
        return {year: bare(point) for year, point in datum.points.items()}
    return datum


def same(one: Town, other: Town) -> None:
    """Two towns with the same values and the same evidence."""
    assert (one.name, one.data_date, one.year) == (other.name, other.data_date, other.year)
    for first, second in ((one.values, other.values), (one.rulings, other.rulings)):
        assert {name: bare(d) for name, d in first.items()} == {name: bare(d) for name, d in second.items()}
    marks = [
        {e: {n: bare(d) for n, d in row.items()} for e, row in t.marks.items() if row} for t in (one, other)
    ]
    assert marks[0] == marks[1]


@settings(max_examples=25)
@given(st.data())
def test_a_filled_form_says_what_a_town_file_says(data: st.DataObject) -> None:
    book = rulebook(data.draw(rules()))
    document = data.draw(towns(book))
    root, _ = read_tree(Source("t.yaml", as_json(document)))
    assert root is not None
    expected, found = book.binder.town_of_tree(root, file="t.yaml", may_be_empty=True)
    assert expected is not None, found
    lang = data.draw(st.sampled_from(Lang))
    form = Form(to_workbook(book.model, lang, experts=3)).fill(document)
    town, problems = read(form.saved(), book)
    assert town is not None, [(f.code.id, f.message.en, str(f.place)) for f in problems]
    same(town, expected)


# --- the packs --------------------------------------------------------------------------------------------------------


def plain(node: Any) -> Any:
    """A tree of a data file as Python data."""
    match node:
        case Mapping():
            return {key.text: plain(value) for key, value in node.entries}
        case Sequence():
            return [plain(item) for item in node.items]
        case _:
            return node.text


def document_of(path: Path) -> dict[str, Any]:
    """A town with the data it shares, as one document."""
    files, problems = open_town(path)
    assert isinstance(files, TownFiles)
    assert not problems
    own: dict[str, Any]
    own, *shared = (plain(file.root) for file in files.files)
    own.pop("共用", None)
    for one in shared:
        own.setdefault("数据", {}).update(one["数据"])
    return own


def _is_town(path: Path) -> bool:
    """Not a file that several towns share."""
    return re.search("^(镇|town):", path.read_text("utf-8"), re.MULTILINE) is not None


TOWNS = [path for path in sorted(shipped("rules").glob("*/towns/*.yaml")) if _is_town(path)]


@pytest.mark.parametrize("path", TOWNS, ids=lambda path: path.stem)
def test_every_town_of_the_packs_by_a_form(path: Path, tmp_path: Path) -> None:
    rules_file, problems = rules_path(path)
    assert rules_file is not None
    assert not problems
    book = load(rules_file)
    document = document_of(path)
    del document["规则" if "规则" in document else "rules"]
    form = Form(to_workbook(book.model, Lang.ZH, experts=len(document.get("专家评分", {})))).fill(document)
    (tmp_path / "form.xlsx").write_bytes(form.saved())
    by_form, by_file = read_town(tmp_path / "form.xlsx", book), read_town(path, book)
    same(by_form, by_file)
    one, other = book.evaluate(by_form), book.evaluate(by_file)
    assert (one.total, one.grade, one.designations) == (other.total, other.grade, other.designations)
    assert all(one[name] == other[name] for name in book.model.indicators)


def test_the_result_of_a_form_with_the_cell_of_every_figure(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`guiju template`, filled in by a script, then `guiju explain`: what the YAML town gives, traced to the cells."""
    path, town = tmp_path / "form.xlsx", PACK / "towns" / "dingxiang-flange.yaml"
    words = ["template", str(PACK / "detail.rule"), "-o", str(path), "--experts", "5", "--lang", "zh"]
    assert main(words) == 0
    document = document_of(town)
    del document["规则"]
    path.write_bytes(Form(path.read_bytes()).fill(document).saved())
    found = {}
    for name in (path, town):  # the form finds its rules by its cover
        assert main(["explain", str(name), "--format", "json"]) in (0, 4)
        found[name.suffix] = json.loads(capsys.readouterr().out)
    by_form, by_file = found[".xlsx"], found[".yaml"]
    for key in ("total", "grade", "designations", "status"):
        assert by_form.get(key) == by_file.get(key)
    cells = {
        (one["sheet"], one["cell"]): one["written"]
        for one in _provenances(by_form)
        if one.get("file") == "form.xlsx"
    }
    assert len(cells) > 60
    book = openpyxl.load_workbook(path)
    for (sheet, cell), written in cells.items():
        value = str(book[sheet][cell].value)
        assert value == written if written else value.startswith("D")  # a list is where its first record is


def _provenances(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        if "provenance" in node and isinstance(node["provenance"], dict):
            yield node["provenance"]
        for value in node.values():
            yield from _provenances(value)
    elif isinstance(node, list):
        for value in node:
            yield from _provenances(value)


# --- what becomes of a form -------------------------------------------------------------------------------------------

RULES = """\
标准 t "样例"
  版次 one
  状态 征求意见
数据 产值 : 数值(亿元) ≥ 0
  提供 "统计局"
数据 户数 : 整数(户)
数据 年产值 : 逐年 数值(亿元)
数据 平台 : 清单
  名称 : 文本
  人数 : 整数(人)
评审 组
  人数 1 至 9
  步长 0.5
指标体系 总 满分 10
  汇总 求和
  指标 规模 权重 6
    指标 大小 权重 6
      取值 产值 / 1 亿元 + 年产值.上年 / 1 亿元
      评分 直接
  指标 服务 权重 4
    评分 专家
认定 示范
  应 计数(平台 其中 人数 > 1 人) > 0
  应 外部 "办法"
"""
FILLED: dict[str, Any] = {
    "镇": "甲镇",
    "年度": 2024,
    "数据": {
        "产值": {"值": 3, "来源": "年鉴"},
        "年产值": {"2023": 2, "2024": 3},
        "平台": [{"名称": "一", "人数": 2}, {"名称": "二", "人数": 1}],
    },
    "专家评分": {"某甲": {"服务": 3.5}, "某乙": {"服务": 3}},
    "外部判定": {"办法": {"满足": "是", "文件": "一号"}},
}


def filled(rules_text: str = RULES) -> Form:
    return Form(to_workbook(rulebook(rules_text).model, Lang.ZH, experts=2)).fill(FILLED)


def codes(found: list[Diagnostic]) -> list[str]:
    return [finding.code.id for finding in found]


def test_the_same_rules_give_the_same_bytes() -> None:
    book = rulebook(RULES).model
    for lang in Lang:
        assert to_workbook(book, lang, experts=2) == to_workbook(book, lang, experts=2)


def test_an_untouched_form_says_nothing() -> None:
    book = rulebook(RULES)
    town, found = read(to_workbook(book.model, Lang.ZH, Filled("甲镇"), experts=2), book)
    assert town is not None
    assert not found
    assert all(isinstance(datum.value, Missing) for datum in town.values.values())
    assert not any(town.marks.values())
    assert not town.rulings
    total = book.evaluate(town).total
    assert total is not None
    assert total.number is None
    assert total.lower == 0
    assert total.upper == 10


def test_blanks_are_nothing() -> None:
    form = filled()
    form.type_in(next(form.rows("item", "产值")), {"value": "  ", "source": " "})
    town, _ = read(form.saved(), rulebook(RULES))
    assert town is not None
    assert isinstance(town.values["产值"].value, Missing)


def test_a_note_without_a_figure_is_kept() -> None:
    form = filled()
    form.type_in(next(form.rows("item", "户数")), {"note": "下月才有"})
    town, _ = read(form.saved(), rulebook(RULES))
    assert town is not None
    assert isinstance(town.values["户数"].value, Missing)
    assert town.values["户数"].provenance.note == "下月才有"


def test_a_figure_keeps_its_cell() -> None:
    town, found = read(filled().saved(), rulebook(RULES))
    assert town is not None, found
    at = town.values["产值"].provenance
    assert (at.file, at.sheet, at.cell, at.written, at.source) == ("form.xlsx", "规模", "D2", "3", "年鉴")
    series = town.values["年产值"].value
    assert isinstance(series, Series)
    assert series.points[2023].provenance.sheet == "规模"
    assert town.marks["某甲"]["服务"].provenance.sheet == "评分 专家1"


def _moved(form: Form) -> None:
    """Rows put further down, sheets in another order under other names, columns inserted in front."""
    sheet = form.book["规模"]
    sheet.insert_rows(2, 3)
    sheet.insert_cols(1, 2)
    sheet.title = "改了名"
    form.book["清单 平台"].insert_rows(1, 2)
    form.book.move_sheet("封面", 5)


def _swapped(form: Form) -> None:
    """Two whole rows in the place of each other."""
    sheet = form.book["规模"]
    for column in range(1, sheet.max_column + 1):
        one, other = sheet.cell(2, column), sheet.cell(4, column)
        one.value, other.value = other.value, one.value


@pytest.mark.parametrize("change", [_moved, _swapped], ids=lambda one: one.__name__)
def test_what_was_moved_is_read_right(change: Any) -> None:
    book, form = rulebook(RULES), filled()
    expected, _ = read(form.saved(), book)
    change(form)
    town, found = read(form.saved(), book)
    assert town is not None, [(f.code.id, f.message.en) for f in found]
    assert expected is not None
    same(town, expected)


DAMAGE: dict[str, tuple[Callable[[Any], object], str]] = {
    "a row deleted": (lambda book: book["规模"].delete_rows(2), "I964"),
    "a sheet deleted": (lambda book: book.remove(book["规模"]), "I964"),
    "a list deleted": (lambda book: book.remove(book["清单 平台"]), "I964"),
    "a score sheet deleted": (lambda book: book.remove(book["评分 专家2"]), "I964"),
    "the column of values deleted": (lambda book: book["规模"].delete_cols(4), "I964"),
    "the numbers deleted": (lambda book: book["规模"].delete_cols(1), "I964"),
    "a column of a list deleted": (lambda book: book["清单 平台"].delete_cols(3), "I967"),
    "only the numbers moved down": (lambda book: book["规模"].move_range("A2:A4", rows=1), "I969"),
    "a value beside no number": (lambda book: _put(book, "规模", "D30", 7), "I968"),
    "a value under no head": (lambda book: _put(book, "规模", "Z2", 7), "I966"),
    "a head renamed": (lambda book: _put(book, "规模", "I1", "出处"), "I966"),
    "a formula nobody calculated": (lambda book: _put(book, "规模", "D2", "=1+1"), "I906"),
    "a number out of bounds": (lambda book: _put(book, "规模", "D2", -1), "I851"),
    "a year that is none": (lambda book: _put(book, "规模", "C4", "去年"), "I862"),
    "a mark off the step": (lambda book: _put(book, "评分 专家1", "E6", 0.3), "I872"),
}


def _put(book: Any, sheet: str, cell: str, value: Any) -> None:
    book[sheet][cell].value = value


@pytest.mark.parametrize("name", DAMAGE)
def test_what_was_damaged_is_refused_with_its_place(name: str) -> None:
    change, code = DAMAGE[name]
    form = filled()
    change(form.book)
    town, found = read(form.saved(), rulebook(RULES))
    assert town is None
    assert code in codes(found)
    assert all(finding.place is not None for finding in found)


def test_no_damage_shifts_a_figure() -> None:
    """Whichever rows and columns of any sheet go: what is still read is what was filled in."""
    book = rulebook(RULES)
    expected, _ = read(filled().saved(), book)
    assert expected is not None
    ways = [
        ("delete_rows", 1),
        ("delete_rows", 3),
        ("delete_cols", 1),
        ("delete_cols", 2),
        ("insert_cols", 2),
    ]
    for name in filled().book.sheetnames[:-2]:
        for way, at in ways:
            form = filled()
            getattr(form.book[name], way)(at)
            town, _ = read(form.saved(), book)
            for of, datum in town.values.items() if town is not None else ():
                if not isinstance(datum.value, Missing):
                    got, kept = bare(datum)[0], bare(expected.values[of])[0]
                    assert got == kept or set(map(str, got)) <= set(map(str, kept))


STALE = {
    "another unit": (("数值(亿元) ≥ 0", "数值(万元) ≥ 0"), "I962", "`产值` 数值(亿元) → 数值(万元)"),
    "another type": (("户数 : 整数(户)", "户数 : 是非"), "I962", "`户数` 整数(户) → 是非"),
    "an input gone": (("数据 户数 : 整数(户)\n", ""), "I962", "`户数` 已不用"),
    "an input new": (("数据 户数", "数据 新户数 : 整数(户)\n数据 户数"), "I962", "`新户数` 是新的"),
    "another field": (("  人数 : 整数(人)\n", "  人数 : 数值(人)\n"), "I962", "`平台`"),
    "another standard": (("标准 t", "标准 u"), "I962", "标准不同"),
    "another weight": (("版次 one", "版次 two"), "I963", "t one"),
}


@pytest.mark.parametrize("name", STALE)
def test_a_stale_form(name: str) -> None:
    change, code, said = STALE[name]
    town, found = read(filled().saved(), rulebook(RULES.replace(*change)))
    assert (town is None) == (code == "I962")
    (finding,) = [one for one in found if one.code.id in ("I962", "I963")]
    assert finding.code.id == code
    assert said in finding.message.zh
    assert "t one" in finding.message.zh


def test_a_renamed_input_is_read_from_an_old_form() -> None:
    renamed = (
        ("数据 产值 :", "数据 工业产值 :"),
        ('  提供 "统计局"', "  原名 产值"),
        ("取值 产值", "取值 工业产值"),
    )
    now = RULES
    for change in renamed:
        now = now.replace(*change)
    now = (
        RULES.replace("数据 产值 :", "数据 工业产值 :")
        .replace('  提供 "统计局"', "  原名 产值")
        .replace("取值 产值", "取值 工业产值")
    )
    town, found = read(filled().saved(), rulebook(now))
    assert town is not None, [(f.code.id, f.message.zh) for f in found]
    assert town.values["工业产值"].value == 3 * 10**8
    assert {"I960", "I963"} == set(codes(found))


def test_rules_the_user_names_leave_out_what_they_do_not_ask_for() -> None:
    now = rulebook(RULES.replace("数据 户数 : 整数(户)\n", ""))
    town, found = read(filled().saved(), now, lenient=True)
    assert town is not None, [(f.code.id, f.message.zh) for f in found]
    assert codes(found) == ["I963"]


def test_what_a_spreadsheet_program_makes_of_what_is_typed() -> None:
    """A day typed as a day, a share typed as `35%`, a yes typed as TRUE."""
    text = RULES.replace(
        "数据 户数", "数据 设立 : 日期\n数据 占比 : 数值(%) ≥ 0\n数据 有规划 : 是非\n数据 户数"
    )
    book = rulebook(text)
    form = Form(to_workbook(book.model, Lang.ZH))
    for name, value in (("设立", date(2020, 2, 29)), ("占比", Decimal("0.35")), ("有规划", True)):
        sheet, row, heads = next(form.rows("item", name))
        cell = sheet.cell(row, heads["值"])
        cell.value = value
        cell.number_format = "0%" if name == "占比" else cell.number_format
    form.type_in(next(form.rows("town", "town")), {"value": "甲镇"})
    town, found = read(form.saved(), book)
    assert town is not None, [(f.code.id, f.message.zh) for f in found]
    assert [town.values[name].value for name in ("设立", "占比", "有规划")] == [
        "2020-02-29",
        Fraction(35, 100),
        True,
    ]
