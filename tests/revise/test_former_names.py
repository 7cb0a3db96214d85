"""A former name joins what it names: in the comparison of revisions, in the results of old data, in amendments."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from guiju.api import load
from guiju.cli.main import main

OLD = """\
标准 t "改名"
  版次 one
  状态 征求意见
数据 产值 "全部产值" : 数值(亿元) ≥ 0
数据 利润 : 数值(亿元)
评审 组
  人数 1 至 9
指标体系 总 满分 10
  汇总 求和
  指标 服务 权重 4
    评分 专家
  指标 效益 权重 6
    取值 利润 / 产值
    评分 线性 0% → 0, 10% → 满分
"""
# Nothing but the former names can tell what is what: unit, limit and label of the figure have changed.
NEW = (
    OLD.replace("版次 one", "版次 two")
    .replace(
        '产值 "全部产值" : 数值(亿元) ≥ 0',
        '工业产值 "工业企业产值" : 数值(万元)\n  原名 产值, 总产值\n数据 出口 : 数值(亿元)',
    )
    .replace("利润 / 产值", "(利润 + 出口) / 工业产值")
    .replace("指标 服务 权重 4", "指标 服务质量 权重 5\n    原名 服务")
    .replace("权重 6", "权重 5")
)


def _compared(folder: Path, capsys: pytest.CaptureFixture[str], *more: str) -> dict[str, dict[str, Any]]:
    (folder / "old.rule").write_text(OLD, encoding="utf-8")
    (folder / "new.rule").write_text(NEW, encoding="utf-8")
    names = [str(folder / name) for name in ("old.rule", "new.rule")]
    assert main(["diff", *names, "--format", "json", "--lang", "en", *more]) == 0
    found = json.loads(capsys.readouterr().out)
    return {edit["name"]: edit for edit in found["edits"]}


def test_a_former_name_is_the_reason_for_a_new_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edits = _compared(tmp_path, capsys)
    for old, new in (("产值", "工业产值"), ("服务", "服务质量")):
        edit = edits[new]
        assert (edit["change"], edit["was"]) == ("renamed", old)
        assert "declared as its former name" in edit["evidence"]
    assert edits["出口"]["change"] == "added"
    assert not {"产值", "服务"} & set(edits)


def test_only_further_former_names_are_an_edit_of_their_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edits = _compared(tmp_path, capsys)
    aspects = {name: [str(d["aspect"]) for d in edits[name]["details"]] for name in ("工业产值", "服务质量")}
    assert "formerly" in aspects["工业产值"]  # 总产值 is new
    assert "formerly" not in aspects["服务质量"]


def test_old_data_give_the_same_under_both(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    town = tmp_path / "town.yaml"
    text = "镇: 甲镇\n数据: {产值: 100 亿元, 利润: 5 亿元}\n专家评分: {甲: {服务: 2}}\n"
    town.write_text(text, encoding="utf-8")
    _compared(tmp_path, capsys, "--towns", str(town))
    for rules, total in (("old.rule", Fraction(5)), ("new.rule", Fraction(9, 2))):
        book = load(tmp_path / rules)
        read, _ = book.binder.town_of_mapping(
            {"数据": {"产值": "100 亿元", "利润": "5 亿元", **({"出口": 0} if "new" in rules else {})},
             "专家评分": {"甲": {"服务": 2}}}
        )  # fmt: skip
        assert read is not None
        found = book.evaluate(read).total
        assert found is not None
        assert found.number == total


AMENDMENT = """\
修订 t two 基于 one "改名"
  增 于 数据 利润
    原名 盈利, 净利
  增 于 指标 服务
    原名 服务创新
"""


def test_an_amendment_adds_a_former_name(tmp_path: Path) -> None:
    (tmp_path / "one.rule").write_text(OLD, encoding="utf-8")
    (tmp_path / "two.rule").write_text(AMENDMENT, encoding="utf-8")
    book = load(tmp_path / "two.rule").model
    assert book.inputs["利润"].field.formerly == ("盈利", "净利")
    assert book.indicators["服务"].formerly == ("服务创新",)
