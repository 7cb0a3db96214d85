"""W: weights and the tree of indicators."""

from __future__ import annotations

from guiju.diagnostics.codes.row import error

CODES = (
    error(
        "W401",
        ("下级权重之和不等于上级", "children do not sum to their parent"),
        (
            "`{name}` 的下级权重合计 {actual}，应为 {expected}（差 {difference}）",
            "the children of `{name}` sum to {actual}, must be {expected} (difference {difference})",
        ),
        ("改下级的权重，或改 `{name}` 的权重", "change a weight of the children, or the weight of `{name}`"),
    ),
    error(
        "W402",
        ("一级权重之和不等于满分", "top level does not sum to the full mark"),
        (
            "`{name}` 的一级指标权重合计 {actual}，应为满分 {expected}（差 {difference}）",
            "the top level of `{name}` sums to {actual}, must be the full mark {expected} (difference {difference})",
        ),
        ("改一级指标的权重", "change a weight of the top level"),
    ),
    error(
        "W403",
        ("一级次的权重合计不等于满分", "a level does not sum to the full mark"),
        (
            "{level}的权重合计 {actual}，应为 {expected}（差 {difference}）",
            "the weights of {level} sum to {actual}, must be {expected} (difference {difference})",
        ),
        (
            "先改正上下级不相等的地方；原文如此的，这一条也用 预期 声明",
            "first mend where children and parent differ; if it is printed so, declare this with known, too",
        ),
    ),
    error(
        "W404",
        ("缺少权重", "weight missing"),
        ("指标 `{name}` 没有写权重", "the indicator `{name}` has no weight"),
        (
            "在名称后写权重，例如：⟦指标 {name} 权重 5⟧",
            "write the weight after the name, for example: ⟦indicator {name} weight 5⟧",
        ),
    ),
    error(
        "W405",
        ("权重不大于零", "weight not above zero"),
        ("`{name}` 的权重是 {weight}，应大于 0", "the weight of `{name}` is {weight}, must be above 0"),
        ("权重写大于 0 的数", "write a weight above 0"),
    ),
    error(
        "W406",
        ("权重写法不一", "weights in points and in per cent"),
        (
            "`{name}` 的下级有的写分数，有的写百分比",
            "some children of `{name}` have weights in points, some in per cent",
        ),
        ("同一个上级之下统一用一种写法", "use one of the two under one parent"),
    ),
    error(
        "W407",
        ("同一条文给出两种汇总", "one clause, two aggregations"),
        (
            "条文 {clause} 给 `{name}` 两种汇总方法：{methods}",
            "clause {clause} gives `{name}` more than one aggregation: {methods}",
        ),
        (
            "起草时只留一种；现状先按解读的默认项计算",
            "the drafter must keep one; until then the default of the reading is used",
        ),
    ),
    error(
        "W408",
        ("没有写怎样汇总", "no aggregation"),
        ("`{name}` 有下级，却没有写怎样汇总", "`{name}` has children but no aggregation"),
        ("在它或它的上级写：⟦汇总 求和⟧", "write at it or above it: ⟦aggregate sum⟧"),
    ),
    error(
        "W409",
        ("没有写怎样评分", "no scoring"),
        (
            "指标 `{name}` 没有下级，也没有写怎样评分",
            "the indicator `{name}` has neither children nor a scoring",
        ),
        (
            '写出 ⟦取值⟧ 与 ⟦评分⟧；条文没有规定的写 ⟦评分 未定 "…"⟧',
            'write ⟦value⟧ and ⟦score⟧; where the text gives none write ⟦score open "…"⟧',
        ),
    ),
    error(
        "W410",
        ("既有下级又有评分", "children and a scoring"),
        (
            "指标 `{name}` 有下级，不能再写 取值 或 评分",
            "the indicator `{name}` has children and cannot be scored itself",
        ),
        (
            "取值、评分若属于某个下级，就比那个下级多缩进一层；否则删去",
            "indent value and score below the child they are of, or delete them",
        ),
    ),
    error(
        "W411",
        ("没有写取值", "no measure"),
        ("指标 `{name}` 的评分需要 取值", "the scoring of indicator `{name}` needs a value"),
        ("加一行：⟦取值 算式⟧", "add a line: ⟦value formula⟧"),
    ),
    error(
        "W412",
        ("没有指标", "scheme without indicators"),
        ("指标体系 `{name}` 里没有指标", "the scheme `{name}` has no indicators"),
        ("写出指标", "write its indicators"),
    ),
    error(
        "W413",
        ("加分与扣分写反", "bonus and deduction mixed up"),
        ("`{name}` 是{kind}，里面却写着 `{word}`", "`{name}` is {kind} and says `{word}`"),
        ("改成同一种，或另写一个", "use one of the two, or write another block"),
    ),
    error(
        "W414",
        ("最低高于最高", "floor above ceiling"),
        ("`{name}` 的最低 {low} 高于最高 {high}", "the floor {low} of `{name}` is above its ceiling {high}"),
        ("改其中一个", "change one of them"),
    ),
    error(
        "W430",
        ("两个评审都按总分平均", "totals of two panels"),
        (
            "`{name}` 的总分要由几个评审各自平均：{panels}",
            "the total of `{name}` would be the mean of several panels: {panels}",
        ),
        (
            "只留一个评审写 ⟦平均 总分⟧，其余写 ⟦平均 逐项⟧",
            "keep ⟦average totals⟧ in one panel, write ⟦average per_item⟧ in the others",
        ),
    ),
    error(
        "W431",
        ("去极值后没有剩下的评分", "nothing left without the extremes"),
        (
            "`{name}` 有 {count} 名专家时，去掉最高、最低各 {drop} 个，没有剩下的评分",
            "with {count} experts `{name}` drops the {drop} highest and the {drop} lowest, and no mark is left",
        ),
        (
            "从 {enough} 人起才去：⟦去极值 {drop} 当 人数 ≥ {enough}⟧，或少去几个",
            "drop them from {enough} experts on: ⟦trim {drop} when experts ≥ {enough}⟧; or drop fewer",
        ),
    ),
)
