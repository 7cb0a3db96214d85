"""The words of the rule language in both spellings, copied from the tables of docs/language.md."""

from __future__ import annotations

_KEYWORDS = """
标准 standard|状态 status|征求意见 consultation|单位 unit|数据 input|总体 population|参数 parameter|自 from
表 table|定义 define|解读 reading|评审 panel|指标体系 scheme|约束 constraint|等级 grades
认定 designation|数值 number|整数 integer|是非 yes_no|选项 choice|清单 list|日期 date|共 out_of
逐年 yearly|缺省 fallback|分组 grouped_by|默认 default|人数 experts|至 to|步长 step|去极值 trim
平均 average|逐项 per_item|总分 totals|中位数 median|缺席 absent|不计 not_counted
修约 round|当 when|四舍六入五成双 half_even|四舍五入 half_up|进位 up|舍去 down|满分 full
汇总 aggregate|求和 sum|封顶求和 capped_sum|加权平均 weighted_mean|加权几何平均 weighted_geometric_mean
几何平均 geometric_mean|最小 min|最大 max|按 by|缺项 missing|待定 undetermined|折算 rebase|零分 zero
略去 leave_out|未提供 not_supplied|不详 unknown|算式 formula|适用 applies|最低 not_below|加分 bonus
扣分 deduction|扣 deducts|指标 indicator|权重 weight|取值 value|评分 score|线性 linear|分段 steps
每 each|每满 each_full|得 gives|最高 at_most|排名 rank|直接 direct|专家 expert|未定 open
其他 otherwise|判定 judged|全数值 full_value|修约值 rounded|位 places|须 requires|限级 cap|于 over
从高到低 high_to_low|从低到高 low_to_high|并列 ties|同取前位 best|同取后位 worst|取平均 mean
不占位 dense|应 shall|宜 should|可 may|任一 any_of|全部 all_of|至少 at_least|项 items|否决 veto
外部 external|且 and|或 or|非 not|若 if|则 then|否则 else|是 yes|否 no|不适用 not_applicable
其中 where|取 take|预期 known|方向 direction|越小越好 lower_better|越大越好 higher_better
"""
_NAMES = """
得分 score|得分率 rate|权重 weight|下级 children|总分 total|数据日期 data_date|年 year
当年 this_year|上年 previous_year|合计 sum|平均 mean|几何平均数 geo_mean|调和平均数 harmonic_mean
中位数 median|截尾平均 trimmed_mean|标准差 stdev|样本标准差 sample_stdev|最大 max|最小 min
最大项 argmax|最小项 argmin|绝对值 abs|限幅 clamp|乘方 pow|开方 root|平方根 sqrt|ln ln|lg log10
exp exp|修约 round_half_even|四舍五入 round_half_up|进位 round_up|舍去 round_down|报出 report
修约到 round_half_even_to|四舍五入到 round_half_up_to|进位到 round_up_to|舍去到 round_down_to
向下取整 floor|向上取整 ceil|计数 count|每个 every|有任一 some|每年 every_year|任一年 some_year
查表 lookup|符合 satisfies|折线 interpolate|分档 tier|超额累进 marginal|全额累进 whole|属于 one_of
增速 growth|年均增速 cagr|某年 in_year|相隔天数 days_between|满几年 years_between|年份 year_of
若缺 if_missing|若不适用 if_not_applicable|有值 is_given|无此项 is_not_applicable|名次 rank
升序名次 rank_low|极差法 minmax|标准分 z_score|百分位 percentile|比最大 to_max|比最小 to_min
"""


def _pairs(table: str) -> dict[str, str]:
    entries = (entry.split() for line in table.split("\n") for entry in line.split("|") if entry.strip())
    return {english: chinese for chinese, english in entries}


KEYWORDS = _pairs(_KEYWORDS)
NAMES = _pairs(_NAMES)
ENGLISH = {chinese: english for english, chinese in KEYWORDS.items()}
NUMERALS = "零一二三四五六七八九"


class Words:
    """Keywords (by their Chinese spelling) and built-in names (by their English one) as a file spells them."""

    def __init__(self, english: bool) -> None:
        self.english = english

    def __call__(self, chinese: str) -> str:
        if not self.english:
            return chinese
        return "checklist" if chinese == "评分清单" else ENGLISH[chinese]

    def name(self, english: str) -> str:
        return english if self.english else NAMES[english]

    def level(self, n: int) -> str:
        return f"level_{n}" if self.english else f"{NUMERALS[n]}级指标"

    def last_years(self, n: int) -> str:
        return f"last_{n}_years" if self.english else f"近{n}年"

    def back(self, n: int) -> str:
        if n < 2:
            return self.name("previous_year" if n else "this_year")
        return f"years_back_{n}" if self.english else f"前{n}年"
