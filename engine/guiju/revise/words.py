"""The fixed words of a comparison, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from guiju.diagnostics.model import Text
from guiju.revise.attribution import Way
from guiju.revise.edits import Aspect, Change, Construct, Direction

CONSTRUCTS: Mapping[Construct, Text] = MappingProxyType(
    {
        Construct.HEADER: Text("标准", "standard"),
        Construct.CLAUSE: Text("条款", "clause"),
        Construct.INPUT: Text("数据", "input"),
        Construct.PARAMETER: Text("参数", "parameter"),
        Construct.TABLE: Text("表", "table"),
        Construct.DEFINITION: Text("定义", "definition"),
        Construct.READING: Text("解读", "reading"),
        Construct.PANEL: Text("评审", "panel"),
        Construct.INDICATOR: Text("指标", "indicator"),
        Construct.CONSTRAINT: Text("约束", "constraint"),
        Construct.GRADES: Text("等级", "grades"),
        Construct.DESIGNATION: Text("认定", "designation"),
        Construct.POPULATION: Text("总体", "population"),
        Construct.RANKING: Text("排名", "ranking"),
        Construct.DEFECT: Text("已知缺陷", "known defect"),
    }
)
CHANGES: Mapping[Change, Text] = MappingProxyType(
    {
        Change.ADDED: Text("新增", "added"),
        Change.REMOVED: Text("删去", "removed"),
        Change.RENAMED: Text("改名", "renamed"),
        Change.MOVED: Text("移动", "moved"),
        Change.CHANGED: Text("修改", "changed"),
    }
)
MARKS: Mapping[Change, str] = MappingProxyType(
    {Change.ADDED: "+", Change.REMOVED: "-", Change.RENAMED: "~", Change.MOVED: "~", Change.CHANGED: "~"}
)
DIRECTIONS: Mapping[Direction, Text] = MappingProxyType(
    {
        Direction.NONE: Text("", ""),
        Direction.TIGHTENED: Text("收紧", "tightened"),
        Direction.LOOSENED: Text("放宽", "loosened"),
    }
)
ASPECTS: Mapping[Aspect, Text] = MappingProxyType(
    {
        Aspect.NAME: Text("标识", "id"),
        Aspect.KIND: Text("构成", "made of"),
        Aspect.PARENT: Text("上级", "parent"),
        Aspect.LABEL: Text("全称", "label"),
        Aspect.CLAUSES: Text("依据", "clauses"),
        Aspect.PROPOSAL: Text("建议值", "proposal"),
        Aspect.TITLE: Text("名称", "title"),
        Aspect.NUMBER: Text("标准号", "number"),
        Aspect.REVISION: Text("版次", "revision"),
        Aspect.STATUS: Text("状态", "status"),
        Aspect.ISSUED: Text("发布", "issued"),
        Aspect.EFFECTIVE: Text("实施", "effective"),
        Aspect.ENDS: Text("失效", "ends"),
        Aspect.NOT_COMPUTED: Text("不计算的理由", "not computed because"),
        Aspect.TYPE: Text("类型", "type"),
        Aspect.UNIT: Text("单位", "unit"),
        Aspect.LOWER: Text("下限", "lower limit"),
        Aspect.UPPER: Text("上限", "upper limit"),
        Aspect.USUAL: Text("常见范围", "usual range"),
        Aspect.EVIDENCE: Text("核查", "evidence"),
        Aspect.PROVIDERS: Text("提供", "provided by"),
        Aspect.FORMERLY: Text("原名", "formerly"),
        Aspect.FALLBACK: Text("缺省", "fallback"),
        Aspect.VALUE: Text("内容", "content"),
        Aspect.COLUMN: Text("列", "column"),
        Aspect.ROW: Text("行", "row"),
        Aspect.CELL: Text("格", "cell"),
        Aspect.REPORTED: Text("作为结果", "reported"),
        Aspect.OPTIONS: Text("选项", "options"),
        Aspect.OPTION_TEXT: Text("选项的改动", "what an option says"),
        Aspect.CHOSEN: Text("采用", "in use"),
        Aspect.DEFAULT: Text("默认", "default"),
        Aspect.EXPERTS: Text("人数", "experts"),
        Aspect.STEP: Text("步长", "step"),
        Aspect.TRIM: Text("去极值", "trim"),
        Aspect.AVERAGE: Text("平均", "average"),
        Aspect.ABSENT: Text("缺席", "absent marks"),
        Aspect.DEVIATION: Text("偏离", "deviation"),
        Aspect.ROUNDING: Text("修约", "rounding"),
        Aspect.WEIGHT: Text("权重", "weight"),
        Aspect.CHILDREN: Text("下级", "children"),
        Aspect.AGGREGATION: Text("汇总", "aggregation"),
        Aspect.POLICY: Text("缺项", "missing data"),
        Aspect.MEASURE: Text("取值", "measure"),
        Aspect.SCORING: Text("评分方式", "way of scoring"),
        Aspect.BENCHMARKS: Text("评分标准", "benchmarks"),
        Aspect.SENSE: Text("方向", "direction"),
        Aspect.ADJUSTMENT: Text("加分、扣分", "bonus or deduction"),
        Aspect.VETO: Text("否决", "veto"),
        Aspect.APPLIES: Text("适用", "applies"),
        Aspect.CEILING: Text("最高", "ceiling"),
        Aspect.FLOOR: Text("最低", "floor"),
        Aspect.CONDITION: Text("条件", "condition"),
        Aspect.SUBJECT: Text("所评的数", "what is graded"),
        Aspect.BAND: Text("界限", "band"),
        Aspect.GATE: Text("须", "requires"),
        Aspect.CAP: Text("限级、否决", "cap or veto"),
        Aspect.ORDER: Text("次序", "order"),
        Aspect.CRITERION: Text("条件", "criterion"),
        Aspect.MODAL: Text("用词", "modal word"),
        Aspect.SIZE: Text("数目", "number"),
        Aspect.GROUPING: Text("分组", "grouping"),
        Aspect.POPULATION: Text("总体", "population"),
        Aspect.KEY: Text("排序", "keys"),
        Aspect.TIES: Text("并列", "ties"),
        Aspect.FIGURES: Text("数字", "figures"),
    }
)
WAYS: Mapping[Way, Text] = MappingProxyType(
    {
        Way.SHAPLEY: Text(
            "各处修改的影响是夏普利值：按一切先后次序逐处修改，取每处带来的变化的平均，精确计算，合计恰好等于总变化",
            "what each edit contributes is its Shapley value: the mean of what it adds over all orders of making the "
            "edits, computed exactly, so that the parts sum to the whole",
        ),
        Way.IN_ORDER: Text(
            "影响总分的修改较多：按条文次序逐处修改，每处的影响是它在前面各处改过之后带来的变化，精确计算，合计恰好等于总变化",
            "many edits move the score: they are made one after the other in clause order, and each contributes what "
            "it adds to those before it, computed exactly, so that the parts sum to the whole",
        ),
    }
)


def words(**pairs: tuple[str, str]) -> Mapping[str, Text]:
    """A table of words from keyword arguments."""
    return MappingProxyType({key: Text(*pair) for key, pair in pairs.items()})


W = words(
    affects=("用到它的", "used by"),
    because=("缺", "missing"),
    change=("变化", "change"),
    changed_edits=("{count} 处修改", "{count} edits"),
    contribution=("影响", "points"),
    contributions=("总分变化的来源", "where the change comes from"),
    defects=("原文已知的缺陷", "known defects of the text"),
    does_not_fit=("数据不适用于这一版", "the data do not fit this revision"),
    edits=("修改", "edits"),
    evidence=("认作同一项：", "taken for the same: "),
    grade=("等级", "grade"),
    header=("标准头", "header"),
    line=("行", "line"),
    made_together=("只能一起改", "only together"),
    new=("新版", "new"),
    no_clause=("没有写依据", "no clause given"),
    no_shares=(
        "有的混合规则下总分不能确定，不作分配",
        "a mixture of both rules leaves the score open: no parts are given",
    ),
    none=("无", "none"),
    old=("旧版", "old"),
    one_edit=("1 处修改", "1 edit"),
    open=("尚不能确定：{grades}", "open: {grades}"),
    open_total=(
        "数据不全，{name} 在一版或两版里是区间，不作分配",
        "data are missing: {name} is a range in one revision or in both, so no parts are given",
    ),
    result=("结果", "result"),
    same=("两份规则的含义相同", "both rule files mean the same"),
    same_results=("结果不变", "no result changes"),
    said_only=("不影响任何得分", "moves no score"),
    town=("对象", "town"),
    towns=("对各镇的影响", "what it does to towns"),
    total=("得分", "score"),
    unused=("{count} 项数据这一版不用", "{count} figures are not used by this revision"),
    was=("原名 {name}", "was {name}"),
    what=("项目", "what"),
    which=("修改", "edit"),
)
