"""Panels that leave no marks: every number of experts that is allowed is looked at, and no other."""

from __future__ import annotations

import pytest

from guiju.pipeline import check_source
from guiju.source import Source

RULES = """\
标准 shili "示例"
  状态 征求意见
解读 平均方法
  逐项的 "按逐项" 默认
  总分的 "按总分"
评审 组
{lines}
指标体系 评价 满分 10
  汇总 求和
  指标 服务 权重 10
    评分 专家 组
"""


def codes(*lines: str) -> list[str]:
    text = RULES.format(lines="\n".join(f"  {line}" for line in lines))
    found = check_source(Source("t.rule", text)).findings
    return [finding.code.id for finding in found if finding.code.id != "N205"]


@pytest.mark.parametrize(
    ("size", "trim", "is_wrong"),
    [
        ("人数 3 至 9", "去极值 1 当 人数 ≥ 3", False),
        ("人数 2 至 9", "去极值 1 当 人数 ≥ 2", True),
        ("人数 3 至 9", "去极值 1 当 人数 ≥ 2", False),  # never two
        ("人数 3 至 9", "去极值 2 当 人数 ≥ 5", False),
        ("人数 3 至 9", "去极值 2 当 人数 > 3", True),
        ("人数 3 至 9", "去极值 2 当 人数 < 4", True),
        ("人数 5", "去极值 2 当 人数 ≥ 1", False),
        ("人数 4", "去极值 2 当 人数 ≥ 1", True),
        ("人数 1 至 3", "去极值 9 当 人数 ≥ 4", False),  # the condition never holds
        ("", "去极值 1 当 人数 ≥ 2", True),
        ("", "去极值 1 当 人数 ≥ 3", False),
    ],
)
def test_some_marks_must_be_left(size: str, trim: str, is_wrong: bool) -> None:
    lines = [line for line in (size, trim) if line]
    assert ("W431" in codes(*lines)) is is_wrong


def test_the_options_of_a_reading_are_looked_at() -> None:
    lines = ["人数 2 至 9", "平均 按 解读 平均方法", "  逐项的 : 逐项", "  总分的 : 总分, 去极值 当 人数 ≥ 2"]
    assert codes(*lines) == ["W431"]
    lines[-1] = lines[-1].replace("≥ 2", "≥ 3")
    assert not codes(*lines)
