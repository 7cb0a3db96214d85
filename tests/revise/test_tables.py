"""Declared tables are compared cell by cell, and what a cell does to a town is attributed to its table."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from guiju.cli.main import main

RULES = """\
标准 t
  状态 征求意见
数据 a : 选项(国家级 > 省级 > 市级)
数据 k : 选项(铸造, 法兰)
数据 x : 数值(亿元)
数据 b : 数值(%) ≥ 0
表 分值 : 铸造, 法兰    依据 "2"
  国家级 : 5, 4
  省级   : 3, 2
  其他   : 1, 1
表 门槛 : x             依据 "3"
  国家级 : ≥ 200 亿元
  其他   : ≥ 100 亿元
定义 平台 = 查表(分值, a, k)
指标体系 s 满分 10      依据 "1"
  汇总 求和
  指标 甲 权重 6
    取值 平台
    评分 线性 0 → 0, 6 → 满分
  指标 乙 权重 4
    取值 b
    评分 线性 0% → 0, 100% → 满分
认定 达标               依据 "3"
  应 符合(门槛, a)
"""
TOWN = "镇: 甲\n数据: {a: 国家级, k: 铸造, x: 150 亿元, b: 50}\n"


def compared(
    folder: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, *options: str
) -> dict[str, Any]:
    for name, text in (("old.rule", old), ("new.rule", new), ("town.yaml", TOWN)):
        (folder / name).write_text(text, encoding="utf-8")
    files = [str(folder / name) for name in ("old.rule", "new.rule")]
    assert main(["diff", *files, "--towns", str(folder / "town.yaml"), "--format", "json", *options]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def edits(found: dict[str, Any]) -> list[tuple[str, str, str, list[tuple[str, str, Any, Any, Any]]]]:
    return [
        (
            edit["construct"],
            edit["change"],
            edit["name"],
            [(d["aspect"], d["what"], d["old"], d["new"], d["direction"]) for d in edit["details"]],
        )
        for edit in found["edits"]
    ]


def shares(found: dict[str, Any], score: dict[str, Any]) -> dict[tuple[str, ...], str]:
    """What each set of edits adds to a score."""
    sets = found["change_sets"]
    return {
        tuple(edit for number in share["change_sets"] for edit in sets[number]): share["points"]["exact"]
        for share in score["shares"]
    }


def test_each_cell_that_changed_is_said_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    new = RULES.replace("国家级 : 5, 4", "国家级 : 6, 4").replace("其他   : 1, 1", "其他   : 1, 0.5")
    found = compared(tmp_path, capsys, RULES, new)
    assert edits(found) == [
        (
            "table",
            "changed",
            "分值",
            [("cell", "国家级/铸造", "5", "6", None), ("cell", "其他/法兰", "1", "0.5", None)],
        )
    ]
    (edit,) = found["edits"]
    assert (edit["clauses"], edit["affects"]) == (["2"], ["平台"])
    (score,) = found["towns"][0]["scores"]
    assert score["change"]["exact"] == "1"
    assert shares(found, score) == {("table:分值",): "1"}


def test_a_table_and_another_edit_share_the_change(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    new = RULES.replace("国家级 : 5, 4", "国家级 : 6, 4").replace("100% → 满分", "50% → 满分")
    found = compared(tmp_path, capsys, RULES, new)
    (score,) = found["towns"][0]["scores"]
    assert shares(found, score) == {("table:分值",): "1", ("indicator:乙",): "2"}
    assert score["change"]["exact"] == "3"


def test_a_requirement_is_tightened(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = compared(tmp_path, capsys, RULES, RULES.replace("≥ 200 亿元", "≥ 120 亿元"))
    ((construct, _, name, details),) = edits(found)
    assert (construct, name, details[0]) == (
        "table", "门槛", ("cell", "国家级/x", "≥ 200 亿元", "≥ 120 亿元", "loosened"),
    )  # fmt: skip
    assert found["towns"][0]["designations"][0]["new"] == "met"


def test_rows_and_columns_come_and_go(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with_row = RULES.replace("  其他   : 1, 1\n", "  市级   : 2, 2\n  其他   : 1, 1\n")
    assert edits(compared(tmp_path, capsys, RULES, with_row)) == [
        ("table", "changed", "分值", [("row", "市级", None, "2、2", None)])
    ]
    wider = RULES.replace("表 门槛 : x ", "表 门槛 : x, b ").replace("≥ 200 亿元", "≥ 200 亿元, ≥ 10%")
    wider = wider.replace("≥ 100 亿元", "≥ 100 亿元, ≥ 0%")
    assert edits(compared(tmp_path, capsys, RULES, wider)) == [
        ("table", "changed", "门槛", [("column", "", None, "b", None)])
    ]


def test_form_does_not_count(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Rows and columns in another order, a cell in another unit, the table under another name or written out."""
    turned = RULES.replace("铸造, 法兰    依据", "法兰, 铸造    依据").replace(": 5, 4", ": 4, 5")
    turned = turned.replace("  省级   : 3, 2\n", "").replace(
        "  国家级 : 4, 5", "  省级   : 2, 3\n  国家级 : 4, 5"
    )
    assert compared(tmp_path, capsys, RULES, turned)["edits"] == []
    unit = RULES.replace("≥ 200 亿元", "≥ 2000000 万元")
    assert compared(tmp_path, capsys, RULES, unit)["edits"] == []
    named = RULES.replace("表 分值", "表 平台分值").replace("查表(分值", "查表(平台分值")
    assert compared(tmp_path, capsys, RULES, named)["edits"] == []


def test_a_table_drawn_out_of_a_formula_is_a_way_of_writing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    inline = RULES.replace("取值 b\n", "取值 查表(a, 国家级: 50%, 其他: 20%)\n")
    declared = RULES.replace("取值 b\n", "取值 查表(比例, a)\n")
    declared = declared.replace("定义 平台", "表 比例\n  国家级 : 50%\n  其他 : 20%\n定义 平台")
    assert compared(tmp_path, capsys, inline, declared)["edits"] == []
    assert compared(tmp_path, capsys, declared, inline)["edits"] == []


def test_a_table_that_nobody_looks_up_changes_no_score(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = RULES + "表 另表\n  国家级 : 5\n  其他 : 1\n"
    found = compared(tmp_path, capsys, old, old.replace("国家级 : 5\n", "国家级 : 6\n"))
    assert [name for _, _, name, _ in edits(found)] == ["另表"]
    assert found["towns"][0]["changed"] is False
