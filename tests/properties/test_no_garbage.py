"""What a town needed is gone with it: reading and evaluating leave nothing that only the collector of cycles finds.

With 10,000 towns such rings cost more time than the evaluation, and memory that comes and goes in waves.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from pathlib import Path

import pytest

import guiju
from guiju.shipped import shipped
from tests.bench import model
from tests.bench.many_towns import write_workbook

PACK = shipped("rules") / "db1409-1"
MARKS = {"甲": "40", "乙": "45", "丙": "38"}
TOTALS = """\
标准 shili "专家总分"
  状态 征求意见
评审 专家组
  人数 3 至 9
  平均 总分
指标体系 考核 满分 100
  汇总 几何平均
  指标 管理 权重 100
    指标 服务 权重 50
      评分 专家
    指标 创新 权重 50
      评分 专家
等级 级别 按 总分 判定 全数值
  良好 : 得分 ≥ 50
  一般 : 得分 < 50
"""


def left_by(work: Callable[[], object]) -> int:
    """How many objects nothing refers to any more are still there afterwards."""
    work()  # whatever is made once
    gc.collect()
    was_on = gc.isenabled()
    gc.disable()
    try:
        work()
        return gc.collect()
    finally:
        if was_on:
            gc.enable()


@pytest.mark.parametrize("name", ["dingxiang-flange", "fanshi-casting", "wutai-magnesium"])
def test_the_towns_of_the_pack_leave_nothing(name: str) -> None:
    rulebook = guiju.load(PACK / "detail.rule")

    town = guiju.read_town(PACK / "towns" / f"{name}.yaml", rulebook)
    assert left_by(lambda: rulebook.evaluate({}).to_dict()) == 0
    assert left_by(lambda: rulebook.evaluate(town).to_dict()) == 0


def test_totals_of_experts_leave_nothing(tmp_path: Path) -> None:
    path = tmp_path / "totals.rule"
    path.write_text(TOTALS, encoding="utf-8")
    rulebook = guiju.load(path)
    marks = {"专家评分": {name: {"服务": mark, "创新": mark} for name, mark in MARKS.items()}}
    assert rulebook.evaluate(marks).grade is not None
    assert left_by(lambda: rulebook.evaluate(marks).steps) == 0


def test_a_workbook_of_towns_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "bench.rule").write_text(model.rule_text(), encoding="utf-8")
    rulebook = guiju.load(tmp_path / "bench.rule")
    book = tmp_path / "towns.xlsx"
    write_workbook(book, 12)

    def work() -> None:
        for town in guiju.read_towns(book, rulebook):
            assert rulebook.evaluate(town).total is not None

    assert left_by(work) < 200  # the file itself, whatever the number of towns
