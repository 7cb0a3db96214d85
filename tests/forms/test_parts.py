"""A form divided among offices and experts: each part asks for its own, and together they ask for everything."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from guiju.api import join_towns, load, read_town
from guiju.cli.main import main
from guiju.diagnostics.model import Lang
from guiju.forms.division import called, each, parts, together
from guiju.forms.layout import layout
from guiju.forms.names import Names, file_name
from guiju.forms.workbook import to_workbook
from guiju.forms.yaml_form import to_yaml
from guiju.numbers.states import Missing
from guiju.shipped import shipped
from guiju.source import Source
from guiju.towns.form_part import Part
from guiju.towns.form_words import Kind
from guiju.towns.model import Town
from guiju.towns.strict_yaml import load as read_tree
from tests.forms.filling import Form
from tests.forms.rulebooks import rulebook
from tests.forms.test_workbook import bare, codes, document_of, read

PACK = shipped("rules") / "db1409-1"
RULES = """\
标准 t "样例"
  版次 one
  状态 征求意见
数据 产值 : 数值(亿元) ≥ 0
  提供 "统计局"
  提供 "工信局"
数据 户数 : 整数(户)
  提供 "市监局"
数据 面积 : 数值(亩)
数据 平台 : 清单
  名称 : 文本
  提供 "工信局"
指标体系 总 满分 10
  汇总 求和
  指标 规模 权重 6
    取值 产值 / 1 亿元
    评分 直接
  指标 服务 权重 4
    指标 甲 权重 2
      评分 专家
    指标 乙 权重 2
      评分 专家
认定 示范
  应 计数(平台) > 0 且 户数 > 1 户 且 面积 > 1 亩
  应 外部 "办法"
"""


FIGURES = (Kind.ITEM, Kind.SERIES, Kind.LIST)


def given_names(town: Town) -> set[str]:
    return {name for name, datum in town.values.items() if not isinstance(datum.value, Missing)}


# --- what each part asks for ------------------------------------------------------------------------------------------


def asked(text: str, part: Part | None, experts: int = 0) -> set[str]:
    book = rulebook(text).model
    kinds = (*FIGURES, Kind.MARK, Kind.RULING)
    return {e.name for e in layout(book, Lang.ZH, experts, part).entries() if e.kind in kinds}


@pytest.mark.parametrize(
    ("name", "names"),
    [
        ("统计局", {"产值"}),
        ("工信局", {"产值", "平台"}),
        ("市监局", {"户数"}),
        ("其他", {"面积", "办法"}),
        ("other", {"面积", "办法"}),
        ("专家", {"甲", "乙"}),
        ("experts", {"甲", "乙"}),
    ],
)
def test_a_part_asks_for_its_own(name: str, names: set[str]) -> None:
    part = parts(rulebook(RULES).model)[name]
    assert asked(RULES, part, int(part.experts)) == names


def test_several_parts_as_one() -> None:
    known = parts(rulebook(RULES).model)
    part = together(known[name] for name in ("市监局", "专家", "统计局", "市监局"))
    assert part == Part(("市监局", "统计局"), experts=True)
    assert asked(RULES, part, 2) == {"产值", "户数", "甲", "乙"}


def test_an_office_is_meant_before_a_word() -> None:
    book = rulebook(RULES.replace('"市监局"', '"其他"')).model
    assert parts(book)["其他"] == Part(("其他",))
    assert parts(book)["other"] == Part(others=True)
    assert list(each(book, Lang.ZH, 0)) == ["统计局", "工信局", "其他", "其他_2"]


def test_no_part_without_anything_in_it() -> None:
    text = RULES.replace("评分 专家", "评分 是非\n      取值 户数 > 1 户").replace('  应 外部 "办法"\n', "")
    text = text.replace("数据 面积 : 数值(亩)\n", '数据 面积 : 数值(亩)\n  提供 "统计局"\n')
    assert called(rulebook(text).model, Lang.ZH) == ("统计局", "工信局", "市监局")
    assert called(rulebook(RULES).model, Lang.EN) == ("统计局", "工信局", "市监局", "other", "experts")


@pytest.mark.parametrize("rules", ["db1409-1/detail.rule", "hdi/hdi.rule", "sme-cluster/cluster.rule"])
def test_all_parts_are_the_whole(rules: str) -> None:
    """Every line of the whole form stands in some part, under the same number and label, and nothing else does."""
    book = load(shipped("rules") / rules).model
    experts = 2 if parts(book).get("专家") else 0
    whole = {entry for entry in layout(book, Lang.ZH, experts).entries() if entry.kind is not Kind.EXPERT}
    divided = [
        set(layout(book, Lang.ZH, int(part.experts), part).entries())
        for part in each(book, Lang.ZH, experts).values()
    ]
    assert {e for one in divided for e in one if e.kind is not Kind.EXPERT} == whole
    for item in book.inputs.values():
        count = sum(any(e.name == item.name and e.kind in FIGURES for e in one) for one in divided)
        assert count == max(1, len(item.providers))


# --- read back --------------------------------------------------------------------------------------------------------


def test_every_part_of_a_town_gives_exactly_its_figures(tmp_path: Path) -> None:
    book, path = load(PACK / "detail.rule"), PACK / "towns" / "dingxiang-flange.yaml"
    expected, document = read_town(path, book), document_of(path)
    experts = document["专家评分"]
    seen: dict[str, set[str]] = {"values": set(), "marks": set(), "rulings": set()}
    numbers = iter(experts)
    parts = []
    for name, part in each(book.model, Lang.ZH, len(experts)).items():
        names = {n for n, entry in book.model.inputs.items() if part.asks_for(entry.providers)}
        own = {"镇": document["镇"], "数据": {n: v for n, v in document["数据"].items() if n in names}}
        if part.experts:
            expert = next(numbers)
            own["专家评分"] = {expert: experts[expert]}
        if part.others:
            own["外部判定"] = document.get("外部判定", {})
        data = to_workbook(book.model, Lang.ZH, experts=int(part.experts), part=part)
        (tmp_path / f"{name}.xlsx").write_bytes(Form(data).fill(own).saved())
        town = read_town(tmp_path / f"{name}.xlsx", book)
        parts.append(town)
        assert given_names(town) == given_names(expected) & names
        for one in given_names(town):
            assert bare(town.values[one]) == bare(expected.values[one])
            assert town.values[one].provenance.file == f"{name}.xlsx"
            assert town.values[one].provenance.cell or not isinstance(town.values[one].value, tuple)
        seen["values"] |= given_names(town)
        seen["marks"] |= {expert for expert, row in town.marks.items() if row}
        seen["rulings"] |= set(town.rulings)
        assert len(town.marks) == int(part.experts)
        for expert, row in town.marks.items():
            assert {n: bare(d) for n, d in row.items()} == {
                n: bare(d) for n, d in expected.marks[expert].items()
            }
    assert seen == {
        "values": given_names(expected),
        "marks": set(expected.marks),
        "rulings": set(expected.rulings),
    }
    assert book.evaluate(join_towns(parts)).known == book.evaluate(expected).known


@pytest.mark.parametrize("lang", Lang)
def test_an_untouched_part_says_nothing(lang: Lang) -> None:
    book = rulebook(RULES)
    for name, part in each(book.model, lang, 2).items():
        form = Form(to_workbook(book.model, lang, experts=int(part.experts), part=part))
        town, found = read(form.fill({"镇": "甲镇"}).saved(), book)
        assert town is not None, [(f.code.id, f.message.en, name) for f in found]
        assert not found
        assert not given_names(town)
        assert not any(town.marks.values())
        root, said = read_tree(
            Source("f.yaml", to_yaml(book.model, lang, experts=int(part.experts), part=part))
        )
        assert root is not None, said


def test_a_part_as_a_data_file() -> None:
    book = rulebook(RULES).model
    text = to_yaml(book, Lang.ZH, experts=0, part=Part(("工信局",)))
    assert "由 工信局 填写" in text
    assert "另由 统计局 填写" in text
    assert [name for name in book.inputs if f"\n  {name}:" in text] == ["产值", "平台"]
    assert "专家评分" not in text
    assert "外部判定" not in text
    marks = to_yaml(book, Lang.ZH, experts=1, part=Part(experts=True))
    assert "\n数据:" not in marks
    assert "\n  专家1:" in marks


def part_form(part: Part, text: str = RULES, experts: int = 0) -> Form:
    return Form(to_workbook(rulebook(text).model, Lang.ZH, experts=experts, part=part)).fill({"镇": "甲镇"})


def test_the_workbook_of_a_part() -> None:
    book = part_form(Part(("工信局",))).book
    assert book.sheetnames[:-2] == ["封面", "规模", "认定和核对", "清单 平台", "其他数值"]
    cover = {cell.value for row in book["封面"].iter_rows() for cell in row}
    assert {"填表单位", "工信局"} <= cover
    assert any(
        "另由 统计局 填写" in cell.comment.text for row in book["规模"] for cell in row if cell.comment
    )
    assert part_form(Part(experts=True), experts=1).book.sheetnames[:-2] == ["封面", "评分"]
    assert part_form(Part(experts=True), experts=2).book.sheetnames[1:-2] == ["评分 专家1", "评分 专家2"]
    whole = Form(to_workbook(rulebook(RULES).model, Lang.ZH, experts=1)).book
    assert whole.sheetnames[-4:-2] == ["评分 专家1", "责任单位"]


def test_the_score_sheet_names_the_town() -> None:
    sheet = part_form(Part(experts=True), experts=1).book["评分"]
    assert str(sheet["A1"].value).startswith("=IF('封面'!$C$")


# --- the experts ------------------------------------------------------------------------------------------------------


def test_marks_need_the_name_of_the_expert() -> None:
    book, form = rulebook(RULES), part_form(Part(experts=True), experts=2)
    sheet, row, heads = next(form.rows("mark", "甲"))
    form.type_in((sheet, row, heads), {"value": 1})
    town, found = read(form.saved(), book)
    assert town is None
    assert codes(found) == ["I979"]
    assert found[0].place is not None
    assert "C3" in str(found[0].place)
    sheet["C3"].value = "某甲"
    town, found = read(form.saved(), book)
    assert town is not None, found
    assert {name: set(row) for name, row in town.marks.items()} == {"某甲": {"甲"}}


def test_an_expert_without_marks_needs_no_name() -> None:
    town, found = read(part_form(Part(experts=True), experts=2).saved(), rulebook(RULES))
    assert town is not None, found
    assert not town.marks


# --- stale and damaged ------------------------------------------------------------------------------------------------

NEW = "数据 户数 : 整数(户)\n"
CHANGES: dict[str, tuple[tuple[str, str], str]] = {
    "a new input of this office": (("数据 面积", '数据 新项 : 数值\n  提供 "工信局"\n数据 面积'), "I962"),
    "a new input of another office": (("数据 面积", '数据 新项 : 数值\n  提供 "统计局"\n数据 面积'), "I963"),
    "a new input of nobody": (("数据 面积", "数据 新项 : 数值\n数据 面积"), "I963"),
    "an input that moved away": (('  名称 : 文本\n  提供 "工信局"', '  名称 : 文本\n  提供 "统计局"'), "I963"),
    "an input that moved here": (('  提供 "市监局"', '  提供 "工信局"'), "I962"),
    "an input gone": ((' 且 户数 > 1 户', ""), "I963"),
    "another unit": (("产值 : 数值(亿元)", "产值 : 数值(万元)"), "I962"),
    "a new mark": (("指标 乙 权重 2", "指标 丙 权重 1\n      评分 专家\n    指标 乙 权重 1"), "I963"),
    "a new ruling": (('外部 "办法"', '外部 "另一办法"'), "I963"),
    "the office renamed": (('"工信局"', '"工业局"'), "I963"),
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGES)
def test_a_part_is_stale_by_its_own(name: str) -> None:
    change, code = CHANGES[name]
    text = RULES.replace(*change)
    form = part_form(Part(("工信局",)))
    form.datum("产值", 3)
    town, found = read(form.saved(), rulebook(text))
    assert codes(found) == [code]
    assert (town is None) == (code == "I962")


@pytest.mark.parametrize(
    ("part", "change", "code"),
    [
        (Part(others=True), ('外部 "办法"', '外部 "另一办法"'), "I962"),
        (Part(others=True), ("数据 面积", "数据 新项 : 数值\n数据 面积"), "I962"),
        (Part(others=True), ("数据 面积", '数据 新项 : 数值\n  提供 "统计局"\n数据 面积'), "I963"),
        (Part(experts=True), ("指标 乙 权重 2", "指标 丙 权重 1\n      评分 专家\n    指标 乙 权重 1"), "I962"),
        (Part(experts=True), ("数据 面积", "数据 新项 : 数值\n数据 面积"), "I963"),
    ],
)  # fmt: skip
def test_the_other_parts_too(part: Part, change: tuple[str, str], code: str) -> None:
    form = part_form(part, experts=int(part.experts))
    _, found = read(form.saved(), rulebook(RULES.replace(*change)))
    assert codes(found) == [code]


def test_a_part_misses_only_its_own_rows() -> None:
    form = part_form(Part(("市监局",)))
    form.book["认定和核对"].delete_rows(2)
    town, found = read(form.saved(), rulebook(RULES))
    assert town is None
    (finding,) = found
    assert finding.code.id == "I964"
    assert "户数" in finding.message.zh
    assert "面积" not in finding.message.zh


# --- names of files ---------------------------------------------------------------------------------------------------

UNSAFE = {
    "统计局": "统计局",
    "a/b\\c:d*e?f\"g<h>i|j": "a_b_c_d_e_f_g_h_i_j",
    "CON": "_CON",
    "com1.x": "_com1.x",
    "..": "_",
    " 局. ": "局",
    "a\u202eb\u200bc\nd": "a_b_c_d",
    "县\u3000局": "县_局",
}  # fmt: skip


@pytest.mark.parametrize("name", UNSAFE)
def test_a_name_every_system_takes(name: str) -> None:
    assert file_name(name, "") == UNSAFE[name]


@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=120), max_size=8))
def test_names_do_not_collide(wanted: list[str]) -> None:
    names = Names(file_name)
    made = [names.of(name) for name in [*wanted, *wanted]]
    assert len({unicodedata.normalize("NFC", name).casefold() for name in made}) == len(made)
    for name in made:
        assert 0 < len(name.encode("utf-8")) <= 200
        assert not set(name) & set('<>:"/\\|?*\n\r\t\0')
        assert name == name.strip(" .")


# --- the command ------------------------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "t.rule").write_text(RULES.replace("市监局", "市场/监管局"), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


EACH = ["template", "t.rule", "--each", "-o", "out/forms", "--experts", "2", "--town", "甲镇", "--lang", "zh"]
FILES = ["专家1", "专家2", "其他", "工信局", "市场_监管局", "统计局"]


def test_a_form_for_each(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(EACH) == 0
    written = sorted(path.name for path in (folder / "out" / "forms").iterdir())
    assert written == [f"{name}.xlsx" for name in FILES]
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.splitlines()) == len(FILES)
    assert "工信局.xlsx：2 项数据" in said.err
    assert "专家1.xlsx：2 项评分" in said.err
    assert main(["evaluate", "out/forms/市场_监管局.xlsx", "--lang", "zh"]) == 4  # finds its rules
    assert "甲镇" in capsys.readouterr().out


def test_as_data_files(folder: Path) -> None:
    assert main([*EACH, "--format", "yaml"]) == 0
    assert sorted(path.name for path in (folder / "out/forms").iterdir()) == [
        f"{name}.yaml" for name in FILES
    ]


def test_nothing_is_written_over(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = folder / "out" / "forms"
    out.mkdir(parents=True)
    (out / "统计局.xlsx").write_text("kept")
    assert main(EACH) == 2
    assert [path.name for path in out.iterdir()] == ["统计局.xlsx"]
    assert "统计局.xlsx" in capsys.readouterr().err
    assert main([*EACH, "--force"]) == 0
    assert (out / "统计局.xlsx").read_bytes() != b"kept"
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    assert main([*EACH, "--force"]) == 0
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before


def test_all_or_nothing(folder: Path) -> None:
    out = folder / "out" / "forms"
    (out / "统计局.xlsx").mkdir(parents=True)  # nothing can be moved onto a folder
    assert main([*EACH, "--force"]) == 2
    assert [path.name for path in out.iterdir()] == ["统计局.xlsx"]


def test_a_full_disk_leaves_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from guiju.cli import output

    made: list[Any] = []

    def full(path: Path, content: str | bytes) -> str:
        if len(made) == 3:
            raise OSError(28, "No space left on device", str(path))
        made.append(path)
        return beside(path, content)

    beside = output._beside
    monkeypatch.setattr(output, "_beside", full)
    assert main(EACH) == 2
    assert not (folder / "out" / "forms").exists()


def test_for_one_office(folder: Path) -> None:
    assert main(["template", "t.rule", "-o", "工信局.xlsx", "--for", "工信局", "--for", "统计局"]) == 0
    sheets = openpyxl.load_workbook(folder / "工信局.xlsx").sheetnames
    assert "责任单位" not in sheets
    assert (
        main(["template", "t.rule", "-o", "专家.xlsx", "--for", "专家", "--experts", "3", "--lang", "zh"])
        == 0
    )
    assert "评分 专家3" in openpyxl.load_workbook(folder / "专家.xlsx").sheetnames


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("-o f.xlsx --for 工业局", "是不是 / did you mean `工信局`"),
        ("-o f.xlsx --for 某某", "统计局、工信局、市场/监管局、其他、专家"),
        ("-o f.xlsx --for 统计局 --experts 2", "--experts"),
        ("-o f.xlsx --for 专家 --experts 0", "--experts 0"),
        ("-o f.xlsx --format yaml", "--format yaml"),
        ("-o d --each --for 统计局", "--each"),
        ("-o d.xlsx --each", "d.xlsx"),
        ("-o t.rule --each", "t.rule"),
    ],
)
def test_what_is_refused(words: str, said: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["template", "t.rule", "--lang", "zh", *words.split()]) == 2
    assert said in capsys.readouterr().err
    assert [path.name for path in folder.iterdir()] == ["t.rule"]


def test_score_sheets_of_rules_without_marks(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = RULES.replace("评分 专家", "评分 是非\n      取值 户数 > 1 户")
    (folder / "t.rule").write_text(text, encoding="utf-8")
    assert main(EACH) == 2
    assert "专家" in capsys.readouterr().err
