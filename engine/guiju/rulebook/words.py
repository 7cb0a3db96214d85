"""What modal words, verdicts, states of a revision, ways to aggregate and to average are called, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from guiju.diagnostics.model import Text
from guiju.rulebook.model import Modal, Status
from guiju.rulebook.scheme import AbsentMark, Average, Method

MODALS: Mapping[Modal, Text] = MappingProxyType(
    {
        Modal.SHALL: Text("应", "shall"),
        Modal.SHOULD: Text("宜", "should"),
        Modal.MAY: Text("可", "may"),
        Modal.VETO: Text("否决", "veto"),
    }
)
VERDICTS: Mapping[str, Text] = MappingProxyType(
    {
        "met": Text("符合", "met"),
        "unmet": Text("不符合", "not met"),
        "undetermined": Text("不能判定", "undetermined"),
    }
)
STATUSES: Mapping[Status, Text] = MappingProxyType(
    {
        Status.CONSULTATION: Text("征求意见", "consultation"),
        Status.REVIEW: Text("送审", "review"),
        Status.APPROVAL: Text("报批", "approval"),
        Status.IN_FORCE: Text("现行", "in force"),
        Status.WITHDRAWN: Text("废止", "withdrawn"),
    }
)
METHODS: Mapping[Method, Text] = MappingProxyType(
    {
        Method.SUM: Text("求和", "sum"),
        Method.CAPPED_SUM: Text("封顶求和", "capped sum"),
        Method.WEIGHTED_MEAN: Text("加权平均", "weighted mean"),
        Method.WEIGHTED_GEOMETRIC_MEAN: Text("加权几何平均", "weighted geometric mean"),
        Method.GEOMETRIC_MEAN: Text("几何平均", "geometric mean"),
        Method.MIN: Text("最小", "min"),
        Method.MAX: Text("最大", "max"),
        Method.FORMULA: Text("算式", "formula"),
    }
)
AVERAGES: Mapping[Average, Text] = MappingProxyType(
    {Average.PER_ITEM: Text("逐项", "per item"), Average.TOTALS: Text("总分", "totals")}
)
ABSENT: Mapping[AbsentMark, Text] = MappingProxyType(
    {
        AbsentMark.UNDETERMINED: Text("待定", "undetermined"),
        AbsentMark.NOT_COUNTED: Text("不计", "not counted"),
    }
)
MEDIAN = Text(" 中位数", ", median")
