"""An amendment makes the revision that somebody would have written by hand."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path

import pytest

from guiju.api import load
from guiju.check import Checked
from guiju.cli.fmt import VOCABULARY
from guiju.cli.main import main
from guiju.pipeline import check_file, consolidate_file
from guiju.shipped import shipped
from guiju.source import Source
from guiju.syntax.format import format_source

PACK = shipped("rules") / "db1409-1"
BY_HAND = Path(__file__).with_name("repair-as-written.rule")
DETAIL_BY_HAND = Path(__file__).with_name("detail-as-written.rule")
BASE = """\
# 第一版的说明
标准 shili "示例"
  标准号 "DB 1/T 1"
  版次 first
  状态 现行
  实施 2025-01-01

条款
  "4" "数据"

数据 产值 : 数值(亿元) ≥ 0, ≤ 5000    依据 "4"
数据 从业 "从业人员" : 整数(人)       依据 "4"
参数 门槛 = 200 亿元                  依据 "4"
定义 人均 = 产值 / 从业 × (1 + 3)     # 单位照旧
参数 能耗    依据 "4"
  自 2024-01-01 = 0.5
  自 2025-01-01 = 0.45
# 评分
指标体系 评价 满分 10
  汇总 求和
  指标 规模 "产业规模" 权重 6         依据 "4"
    取值 产值
    评分 线性 0 亿元 → 0, 30 亿元 → 满分
  指标 效益 权重 4
    取值 人均
    评分 分段
      ≥ 5 亿元/人 : 满分
      ≥ 3 亿元/人 : 50%
      其他 : 0
等级 档次 按 总分 判定 全数值
  好 : 得分 ≥ 8
  中 : 5 ≤ 得分 < 8
  差 : 得分 < 5
认定 示范
  应 "规模" : 产值 ≥ 门槛
  宜 人均 > 1 亿元/人
  应 外部 "另行公布的办法"
"""
HEAD = '修订 shili second 基于 first "第二版"\n  状态 征求意见\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "base.rule").write_text(BASE, encoding="utf-8")
    return tmp_path


def amended(folder: Path, changes: str, head: str = HEAD) -> Checked:
    path = folder / "next.rule"
    path.write_text(head + "".join(f"  {line}\n" for line in changes.splitlines()), encoding="utf-8")
    return check_file(path)


def text_of(folder: Path, changes: str, head: str = HEAD) -> str:
    """The whole text; it has no errors."""
    checked = amended(folder, changes, head)
    told = [f"{f.code.id} {f.place} {f.message.en}" for f in checked.findings if f.is_error]
    assert not told
    file = consolidate_file(folder / "next.rule").file
    assert file is not None
    return file.source.text


def codes(checked: Checked) -> list[str]:
    return [finding.code.id for finding in checked.findings if finding.is_error]


def test_the_shipped_repair_is_the_one_written_by_hand() -> None:
    made, written = load(PACK / "repair.rule").model, load(BY_HAND).model
    for entry in fields(made):
        if entry.name not in ("source", "findings"):
            assert getattr(made, entry.name) == getattr(written, entry.name), entry.name
    assert sorted((f.code.id, f.subject, f.figures) for f in made.findings) == sorted(
        (f.code.id, f.subject, f.figures) for f in written.findings
    )


def test_the_shipped_repair_is_printed_as_it_was_written(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", str(PACK / "repair.rule")]) == 0
    assert capsys.readouterr().out == BY_HAND.read_text(encoding="utf-8")


def test_the_shipped_detail_is_the_one_written_by_hand(capsys: pytest.CaptureFixture[str]) -> None:
    """Statements may stand in another order: nothing else may differ."""
    assert main(["diff", str(DETAIL_BY_HAND), str(PACK / "detail.rule"), "--lang", "zh"]) == 0
    assert "两份规则的含义相同" in capsys.readouterr().out
    made, written = load(PACK / "detail.rule").model, load(DETAIL_BY_HAND).model
    for entry in fields(made):
        if entry.name not in ("source", "findings"):
            one, other = getattr(made, entry.name), getattr(written, entry.name)
            assert one == other or sorted(map(repr, one)) == sorted(map(repr, other)), entry.name


def test_the_shipped_detail_touches_no_weight_and_no_grade(folder: Path) -> None:
    """Its scope says so; a line that would is refused."""
    text = (PACK / "detail.rule").read_text(encoding="utf-8")
    for name in ("draft", "repair"):
        (folder / f"{name}.rule").write_bytes((PACK / f"{name}.rule").read_bytes())
    changed = folder / "detail.rule"
    for line in ("改 指标 技术机构.权重 6 → 7", "改 等级 考核评价等级.优秀 ≥ 90 → ≥ 85"):
        changed.write_text(f"{text}  {line}\n", encoding="utf-8")
        assert codes(check_file(changed)) == ["V819"]


def test_a_standard_is_shown_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "--mark", str(BY_HAND)]) == 0
    assert capsys.readouterr().out == BY_HAND.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("change", "before", "after"),
    [
        ("改 指标 规模.权重 6 → 6", "权重 6", "权重 6"),
        ("改 指标 规模 \"产业规模\" → “规模大小”", '"产业规模"', "“规模大小”"),
        ("改 指标 规模.依据 \"4\" → \"4 注\"", '权重 6         依据 "4"', '权重 6         依据 "4 注"'),
        ("改 参数 门槛 200亿元 → 180 亿元", "= 200 亿元", "= 180 亿元"),
        ("改 参数 能耗.自 2025-1-01 0.45 → 0.4", "自 2025-01-01 = 0.45", "自 2025-01-01 = 0.4"),
        ("改 参数 能耗 0.45 → 0.4", "自 2025-01-01 = 0.45", "自 2025-01-01 = 0.4"),
        ("增 于 参数 能耗\n  自 2026-01-01 = 0.4    依据 \"4\"", "自 2025-01-01 = 0.45\n",
         "自 2025-01-01 = 0.45\n  自 2026-01-01 = 0.4    依据 \"4\"\n"),
        ("增 前 参数 能耗.自 2025-01-01\n  自 2024-06-01 = 0.48", "  自 2025-01-01 = 0.45\n",
         "  自 2024-06-01 = 0.48\n  自 2025-01-01 = 0.45\n"),
        ("删 参数 能耗.自 2025-01-01", "  自 2025-01-01 = 0.45\n", ""),
        ("换 参数 能耗.自 2025-01-01 原 0.45\n  自 2025-07-01 = 0.4", "自 2025-01-01 = 0.45", "自 2025-07-01 = 0.4"),
        ("改 定义 人均 产值 / 从业 × (1 + 3) → 产值 / 从业", "产值 / 从业 × (1 + 3)", "产值 / 从业"),
        ("改 定义 人均 3 → 2 + 1", "(1 + 3)", "(1 + (2 + 1))"),
        ("改 定义 人均 1 + 3 → 4", "(1 + 3)", "(4)"),
        ("改 指标 规模.评分 30 亿元 → 40 亿元", "30 亿元 → 满分", "40 亿元 → 满分"),
        ("改 指标 效益.评分 ≥ 5 亿元/人 → ≥ 6 亿元/人", "≥ 5 亿元/人", "≥ 6 亿元/人"),
        ("改 指标 效益.评分 50% → 60%", "50%", "60%"),
        ("改 数据 产值 ≤ 5000 → ≤ 9000", "≤ 5000", "≤ 9000"),
        ("改 数据 产值 ≥ 0 → > 0", "≥ 0", "> 0"),
        ("改 数据 从业 \"从业人员\" → \"期末从业人员\"", '"从业人员"', '"期末从业人员"'),
        ("改 标准 \"示例\" → \"示例（新）\"", '"示例"', '"示例（新）"'),
        ("改 条款 \"4\" \"数据\" → \"数据要求\"", '"4" "数据"', '"4" "数据要求"'),
        ("改 认定 示范 1 亿元/人 → 2 亿元/人", "> 1 亿元/人", "> 2 亿元/人"),
        ("删 认定 示范 1 亿元/人", "  宜 人均 > 1 亿元/人\n", ""),
        ("删 认定 示范 \"规模\"", '  应 "规模" : 产值 ≥ 门槛\n', ""),
        ("改 指标 效益.权重 4 → 3.5\n增 前 指标 效益\n  # 空项\n  指标 空 权重 0.5\n    评分 专家", None,
         "\n  # 空项\n  指标 空 权重 0.5\n    评分 专家\n  指标 效益"),
        ("增 于 认定 示范\n  应 人均 > 0 亿元/人", None, '另行公布的办法"\n  应 人均 > 0 亿元/人\n'),
        ("增 后 参数 门槛\n  参数 另 = 1    依据 \"4\"", None,
         '亿元                  依据 "4"\n参数 另 = 1    依据 "4"\n定义'),
        ("增\n  约束 \"产值\" : 产值 ≥ 0 亿元", None, '\n约束 "产值" : 产值 ≥ 0 亿元\n'),
        ("换 指标 规模.评分 原 30 亿元\n  评分 线性 0 亿元 → 0, 50 亿元 → 满分", "30 亿元", "50 亿元"),
        ("换 等级 档次.好 原 8\n  好 : 得分 ≥ 8    说明 \"不变\"", "好 : 得分 ≥ 8\n", '好 : 得分 ≥ 8    说明 "不变"\n'),
    ],
)  # fmt: skip
def test_each_kind_of_change(folder: Path, change: str, before: str | None, after: str) -> None:
    text = text_of(folder, change)
    expected = BASE.replace("版次 first", '版次 second "第二版"').replace(
        "状态 现行\n  实施 2025-01-01", "状态 征求意见"
    )
    if before is not None:
        assert expected.replace(before, after, 1) == text
    else:
        assert after in text


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ("改 指标 规模.权重 5 → 4", "V816"),
        ("改 参数 门槛 200 → 100", "V816"),
        ("改 参数 能耗.自 2025-01-01 0.5 → 0.4", "V816"),
        ("改 参数 能耗.自 2026-01-01 0.5 → 0.4", "V815"),
        ("改 定义 人均 产值 × 从业 → 1", "V816"),
        ("改 定义 人均 从业 × (1 + 3) → 1", "V816"),
        ("改 指标 规摸.权重 6 → 5", "V815"),
        ("改 指标 规模.方向 越大越好 → 越小越好", "V815"),
        ("删 约束 \"没有\"", "V815"),
        ("改 指标体系 评价.权重 6 → 5", "V815"),
        ("改 等级 档次 8 → 9", "V817"),
        ("删 指标 效益\n删 指标 效益", "V818"),
        ("删 指标 效益\n改 指标 效益.权重 4 → 5", "V818"),
        ("换 等级 档次\n  等级 档次 按 总分 判定 全数值\n    好 : 得分 ≥ 0", "V820"),
        ("换 等级 档次 原 \"sha256:00000000\"\n  等级 档次 按 总分 判定 全数值\n    好 : 得分 ≥ 0", "V816"),
        ("范围 评分\n改 指标 规模.权重 6 → 5", "V819"),
        ("范围 评分\n改 指标 规模 6 → 5", "V819"),
        ("范围 指标\n增 于 指标体系 评价\n  指标 新 权重 1\n    评分 专家", "V819"),
        ("范围 评分\n删 指标 规模", "V819"),
        ("范围 评分\n换 指标 规模.评分 原 30 亿元\n  权重 5", "V819"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_said(folder: Path, change: str, code: str) -> None:
    checked = amended(folder, change)
    assert checked.rulebook is None
    assert set(codes(checked)) == {code}


DIVIDED = """\
  指标 甲 权重 2
    评分 专家
  指标 乙 权重 4
    评分 专家"""


def test_new_indicators_share_out_a_weight_and_touch_none(folder: Path) -> None:
    """Where an indicator had none below it; its own weight, and one beside others, is a weight that is there."""
    scope = "范围 指标, 评分, 取值\n"
    whole = text_of(folder, f"{scope}换 指标 规模.评分 原 30 亿元\n{DIVIDED}\n删 指标 规模.取值")
    assert "    指标 乙 权重 4\n" in whole
    apart = f"增 于 指标 规模\n{DIVIDED}\n删 指标 规模.评分\n删 指标 规模.取值"
    assert not codes(amended(folder, scope + apart))
    instead = '换 指标 规模 原 "产业规模"\n  指标 规模 权重 6\n    评分 专家'
    for change in (
        f"换 指标 规模.评分 原 30 亿元\n  权重 5\n{DIVIDED}\n删 指标 规模.取值",
        f"增 后 指标 规模\n{DIVIDED}",
        f"增 于 指标体系 评价\n{DIVIDED}",
        instead,
    ):
        assert codes(amended(folder, scope + change)) == ["V819"]


def test_a_finding_points_into_the_file_that_caused_it(folder: Path) -> None:
    checked = amended(folder, "改 指标 规模.权重 6 → 5\n改 定义 人均 3 → 没有")
    found = {f.code.id: f.place for f in checked.findings if f.is_error}
    assert found["N201"] is not None
    assert found["N201"].source.name.endswith("next.rule")
    assert found["N201"].text == "没有"
    places = [str(f.place) for f in checked.findings if f.code.id.startswith("W")]
    assert any("base.rule" in place or "next.rule" in place for place in places)


def test_text_that_does_not_fit_is_told_where_it_was_written(folder: Path) -> None:
    checked = amended(folder, "改 指标 规模.权重 6 → 产值 + 1")
    (finding,) = [f for f in checked.findings if f.is_error]
    assert finding.code.id.startswith("S")
    assert finding.place is not None
    assert finding.place.source.name.endswith("next.rule")


def test_an_amendment_of_an_amendment(folder: Path) -> None:
    (folder / "second.rule").write_text(HEAD + "  改 参数 门槛 200 亿元 → 180 亿元\n", encoding="utf-8")
    text = text_of(folder, "改 参数 门槛 180 亿元 → 160 亿元", "修订 shili third 基于 second\n  状态 送审\n")
    assert "门槛 = 160 亿元" in text
    assert "版次 third\n  状态 送审\n" in text
    book = check_file(folder / "next.rule").rulebook
    assert book is not None
    assert [Path(file.name).name for file in book.source.files] == ["next.rule", "second.rule", "base.rule"]
    before = book.fingerprint
    (folder / "base.rule").write_text(BASE + "# 一句\n", encoding="utf-8")
    again = check_file(folder / "next.rule").rulebook
    assert again is not None
    assert again.fingerprint != before


def test_the_fingerprint_of_the_base(folder: Path) -> None:
    whole = Source("b", BASE).fingerprint
    change = "改 参数 门槛 200 亿元 → 180 亿元"
    assert not codes(amended(folder, f'指纹 "{whole}"\n{change}'))
    assert not codes(amended(folder, f'指纹 "{whole[:15]}"\n{change}'))
    assert codes(amended(folder, f'指纹 "{whole[:14]}"\n{change}')) == ["V814"]
    (folder / "base.rule").write_text(BASE.replace("示例", "示范"), encoding="utf-8")
    assert codes(amended(folder, f'指纹 "{whole}"\n{change}')) == ["V814"]


def test_nothing_outside_the_folder_is_a_base(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    other = tmp_path_factory.mktemp("other")
    (other / "hidden.rule").write_text(BASE.replace("first", "hidden"), encoding="utf-8")
    (folder / "link.rule").symlink_to(other / "hidden.rule")
    (folder / "below").mkdir()
    (folder / "below" / "hidden.rule").write_text(BASE.replace("first", "hidden"), encoding="utf-8")
    assert codes(amended(folder, '说明 "x"', "修订 shili second 基于 hidden\n  状态 送审\n")) == ["V810"]
    for trick in ("../base", "/etc/passwd", "C:\\x", "~x", "%2e%2e", "..", "a/b"):
        checked = amended(folder, '说明 "x"', f"修订 shili second 基于 {trick}\n  状态 送审\n")
        assert codes(checked)
        assert all(code[0] == "S" for code in codes(checked)), trick


def test_a_text_without_a_folder_has_no_base() -> None:
    from guiju.pipeline import check_source

    assert codes(check_source(Source("x.rule", HEAD))) == ["V810"]


def test_the_lines_of_an_amendment_are_marked(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text_of(folder, "改 参数 门槛 200 亿元 → 180 亿元")
    assert main(["show", "--mark", str(folder / "next.rule")]) == 0
    marked = [line for line in capsys.readouterr().out.splitlines() if "# next.rule:" in line]
    assert any(line.startswith("参数 门槛 = 180 亿元") and line.endswith("# next.rule:3") for line in marked)
    assert len(marked) == 4


def test_every_verb_takes_an_amendment(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text_of(folder, "改 参数 门槛 200 亿元 → 100 亿元")
    town = folder / "town.yaml"
    town.write_text(
        "镇: 甲\n数据日期: 2024-12-31\n规则: next.rule\n数据:\n  产值: 150 亿元\n  从业: 100 人\n",
        encoding="utf-8",
    )
    main(["explain", str(town), "--format", "json", "--rules", str(folder / "next.rule")])
    trace = json.loads(capsys.readouterr().out)
    names = [file["name"] for file in trace["rule_files"]]
    assert names == ["next.rule", "base.rule"]
    text = json.dumps(trace)
    places = {name for name in ("next.rule", "base.rule") if f'"file": "{name}"' in text}
    assert places == {"next.rule", "base.rule"}


def test_an_amendment_is_formatted_and_translated(folder: Path) -> None:
    path = PACK / "repair.rule"
    source = Source(path.name, path.read_text(encoding="utf-8"))
    once = format_source(source, VOCABULARY)
    assert once.text == source.text
