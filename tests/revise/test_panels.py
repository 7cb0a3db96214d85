"""Panels in amendments and in the comparison of two revisions."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from guiju.api import load
from guiju.check import Checked
from guiju.cli.main import main
from guiju.pipeline import check_file, consolidate_file
from guiju.rulebook.scheme import AbsentMark, Average

BASE = """标准 t "评审"
  版次 first
  状态 征求意见
数据 a : 数值(%)
评审 组
  人数 2 至 9
  步长 0.5
  平均 逐项
  去极值 当 人数 ≥ 5
  缺席 待定
  偏离 20%
  修约 1 位 四舍五入
指标体系 体系 满分 20
  汇总 最小
  指标 服务 权重 5
    评分 专家
  指标 创新 权重 5
    评分 专家
  指标 规模 权重 10
    取值 a
    评分 线性 0% → 0, 100% → 满分
"""
TOWN = """镇: 示例镇
规则: base.rule
数据: {a: 90}
专家评分:
  一: {服务: 5, 创新: 1}
  二: {服务: 1, 创新: 5}
  三: {服务: 3, 创新: 3}
"""
HEAD = '修订 t second 基于 first "第二版"\n  状态 征求意见\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "base.rule").write_text(BASE, encoding="utf-8")
    (tmp_path / "town.yaml").write_text(TOWN, encoding="utf-8")
    return tmp_path


def amended(folder: Path, change: str) -> Checked:
    lines = "".join(f"  {line}\n" for line in change.splitlines())
    (folder / "next.rule").write_text(HEAD + lines, encoding="utf-8")
    return check_file(folder / "next.rule")


@pytest.mark.parametrize(
    ("change", "before", "after"),
    [
        ("改 评审 组.平均 逐项 → 总分", "平均 逐项", "平均 总分"),
        ("改 评审 组.人数 9 → 7", "至 9", "至 7"),
        ("改 评审 组.步长 0.5 → 1", "步长 0.5", "步长 1"),
        ("改 评审 组.偏离 20% → 30%", "偏离 20%", "偏离 30%"),
        ("换 评审 组.缺席 原 待定\n  缺席 不计", "缺席 待定", "缺席 不计"),
        ("换 评审 组.去极值 原 5\n  去极值 2 当 人数 ≥ 7", "去极值 当 人数 ≥ 5", "去极值 2 当 人数 ≥ 7"),
        ("删 评审 组.修约", "  修约 1 位 四舍五入\n", ""),
    ],
)
def test_every_line_of_a_panel_can_be_amended(folder: Path, change: str, before: str, after: str) -> None:
    checked = amended(folder, change)
    assert not [f.message.en for f in checked.findings if f.is_error]
    file = consolidate_file(folder / "next.rule").file
    assert file is not None
    assert file.source.text == BASE.replace("版次 first", '版次 second "第二版"').replace(before, after)


def compared(folder: Path, new: str, capsys: pytest.CaptureFixture[str]) -> Any:
    (folder / "next.rule").write_text(new.replace("版次 first", "版次 second"), encoding="utf-8")
    arguments = ["diff", str(folder / "base.rule"), str(folder / "next.rule")]
    assert main([*arguments, "--towns", str(folder / "town.yaml"), "--format", "json"]) == 0
    return json.loads(capsys.readouterr().out)


@pytest.mark.parametrize(
    ("before", "after", "aspect"),
    [
        ("平均 逐项", "平均 总分", "average"),
        ("平均 逐项", "平均 逐项 中位数", "average"),
        ("缺席 待定", "缺席 不计", "absent"),
        ("偏离 20%", "偏离 25%", "deviation"),
        ("人数 ≥ 5", "人数 ≥ 3", "trim"),
    ],
)
def test_each_line_is_compared(
    before: str, after: str, aspect: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = compared(folder, BASE.replace(before, after), capsys)
    assert f'"{aspect}"' in json.dumps(found["edits"])


def test_what_says_the_same_is_no_change(folder: Path) -> None:
    """`缺席 待定` is what holds without the line, and so is `平均 逐项`."""
    (folder / "next.rule").write_text(
        BASE.replace("  平均 逐项\n", "").replace("  缺席 待定\n", ""), encoding="utf-8"
    )
    one, two = load(folder / "base.rule").model, load(folder / "next.rule").model
    assert one.panels["组"].by.average is two.panels["组"].by.average is Average.PER_ITEM
    assert (one.panels["组"].by.absent, two.panels["组"].by.absent) == (AbsentMark.UNDETERMINED, None)
    arguments = ["diff", str(folder / "base.rule"), str(folder / "next.rule"), "--format", "json"]
    assert main(arguments) == 0


def test_the_effect_of_totals_is_told_and_adds_up(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Per item 12: the least of the means 3, 3 of 5; by totals the mean of the least of each: 4, 4, 12."""
    new = BASE.replace("平均 逐项", "平均 总分").replace("100% → 满分", "90% → 满分")
    found = compared(folder, new, capsys)
    (score,) = found["towns"][0]["scores"]
    assert score["change"]["exact"] == "-53/10"
    assert sum(Fraction(share["points"]["exact"]) for share in score["shares"]) == Fraction(-53, 10)
