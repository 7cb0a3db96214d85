"""An outcome in which every text that comes from files is hostile to whatever prints it."""

from __future__ import annotations

from fractions import Fraction

from guiju import Datum, Outcome, Provenance, Town
from guiju.evaluate import evaluate
from guiju.pipeline import check_source
from guiju.source import Source
from guiju.towns.model import DataFile

# What may stand in a rule file, and what may reach us through data and file names besides.
TEXT = "[red]x[/red] [/foo] :smile: <script>alert(1)</script> <img onerror=x> | `x` ![](http://e.vil/a.png) ＝1+1 &lt; "
TEXT += "[a](javascript:alert(1)) www.e.vil a@e.vil https://e.vil/x_y_z **b** _i_ ~~s~~ # 1. - --- $x$ \\"
HOSTILE = f"\x1b]0;t\x07{TEXT}\u202e\r\n# h\n=cmd|x\x00\ud800"

RULES = f"""标准 t "{TEXT}"
  状态 征求意见
条款
  "1" "x"
数据 甲 "{TEXT}" : 数值(%)   依据 "1 {TEXT}"
数据 文 : 文本
数据 名录 : 清单(个)
  名称 : 文本
解读 读法   依据 "1"
  一种 "{TEXT}" 默认
  二种 "{TEXT}"
指标体系 评价 满分 2   依据 "1"
  汇总 按 解读 读法
    一种 : 求和
    二种 : 加权平均
  指标 一 "{TEXT}" 权重 1
    取值 甲
    评分 线性 0% → 0, 1% → 满分   说明 "{TEXT}" 建议值 "{TEXT}"
  指标 二 "{TEXT}" 权重 1
    评分 专家   依据 "1"
认定 丙   依据 "1"
  应 "{TEXT}" : 甲 > 1%
  应 外部 "{TEXT}"
  应 未定 "{TEXT}"
  应 文 = "{TEXT}"
  应 计数(名录 其中 名称 = "x") = 0
约束 "{TEXT}" : 甲 > 5%   依据 "1"
预期 W407 于 评价 "{TEXT}"
"""


def hostile() -> Outcome:
    """The outcome; its rule file has a hostile name too."""
    checked = check_source(Source(f"/home/somebody/{HOSTILE}", RULES))
    assert checked.rulebook is not None, [f"{f.code.id} {f.message.en}" for f in checked.findings]
    said = Provenance(
        file=f"/home/somebody/{HOSTILE}",
        line=1,
        column=1,
        written=HOSTILE,
        source=HOSTILE,
        year=HOSTILE,
        date=HOSTILE,
        document=HOSTILE,
        page=HOSTILE,
        scope=HOSTILE,
        check=HOSTILE,
        checked_by=HOSTILE,
        note=HOSTILE,
        synthetic=True,
    )
    values = {
        "甲": Datum(Fraction(1, 50), said),
        "文": Datum(HOSTILE, said),
        "名录": Datum(({"名称": HOSTILE},), said),
    }
    marks = {HOSTILE: {"二": Datum(Fraction(1), said)}}
    rulings = {TEXT: Datum(True, said)}
    files = (DataFile(f"/home/somebody/{HOSTILE}", "sha256:" + "0" * 64),)
    return evaluate(
        checked.rulebook, Town(HOSTILE, values, marks, rulings, HOSTILE, files, "sha256:" + "0" * 64)
    )
