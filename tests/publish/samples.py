"""Rulebooks whose tables the tests print."""

from __future__ import annotations

from guiju.pipeline import check_source
from guiju.rulebook.model import Rulebook
from guiju.source import Source

HOSTILE = '<script>alert(1)</script> | [x](javascript:1) ![](http://a.b/c) **粗** `码` &lt; "><img onerror=1>'

UNEVEN = """\
标准 t "示例"
  标准号 "DB 00/T 1"
  状态 征求意见
条款
  "附录B" "办法" 不计算 "见表B.2"
  "6" "等级"
  "表B.2" "示例评分表"
指标体系 评价 满分 100    依据 "表B.2"
  汇总 求和
  指标 甲 权重 60         依据 "表B.2"
    指标 甲一 "规模 与 质量" 权重 40
      评分 未定 "待定"
    指标 甲二 权重 20     建议值 "权重为建议"
      指标 甲二一 权重 12.5
        评分 未定 "待定"
      指标 甲二二 权重 7.5    说明 "含在建"
        评分 未定 "待定"
  指标 乙 权重 40         说明 "含在建"
    评分 未定 "待定"
等级 档次 "档次" 按 总分 判定 修约值 1 位    依据 "6"
  一档 : 得分 ≥ 80        依据 "6" 说明 "从严"
  二档 : 得分 < 80       依据 "6"
"""


def rulebook(text: str) -> Rulebook:
    """The checked rulebook of a text that has no errors."""
    checked = check_source(Source("t.rule", text))
    assert checked.rulebook, [finding.message.zh for finding in checked.findings]
    return checked.rulebook


def hostile() -> Rulebook:
    """Rules whose labels try to become markup."""
    written = HOSTILE.replace('"', "'")
    return rulebook(UNEVEN.replace("规模 与 质量", written).replace("示例评分表", written))
