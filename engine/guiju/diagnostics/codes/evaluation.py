"""E: what evaluation meets."""

from __future__ import annotations

from guiju.diagnostics.codes.row import error, warning

CODES = (
    warning(
        "E901",
        ("分母为零", "denominator is zero"),
        ("`{text}` 没有意义：分母为 0", "`{text}` is undefined: the denominator is 0"),
        (
            "核对数据；条文应规定分母为 0 时怎样处理",
            "check the data; the text should say what to do when the denominator is 0",
        ),
    ),
    warning(
        "E902",
        ("相等与否判断不了", "too close to tell"),
        (
            "`{text}` 的两边算到几百位仍分不出大小",
            "the two sides of `{text}` cannot be told apart within hundreds of digits",
        ),
        (
            "把算式改写成同一种形式，或先修约再比较",
            "write both sides in one form, or round them before comparing",
        ),
    ),
    warning(
        "E903",
        ("评分的两端重合", "benchmarks coincide"),
        ("评分的两个界限重合：`{text}`", "two benchmarks coincide: `{text}`"),
        ("检查给出界限的数据", "check the data that give the benchmarks"),
    ),
    error(
        "E904",
        ("数据违反约束", "data contradict a constraint"),
        ("数据不满足约束“{label}”：{found}", "the data contradict the constraint “{label}”: {found}"),
        ("核对这些数据；部分不应大于全部", "check these figures; a part cannot exceed its whole"),
    ),
    warning(
        "E905",
        ("专家人数不对", "number of experts"),
        (
            "评审 `{panel}` 有 {count} 名专家，应为 {wanted}",
            "panel `{panel}` has {count} experts, must have {wanted}",
        ),
        ("补齐专家评分", "complete the panel"),
    ),
    warning(
        "E907",
        ("超出定义域", "outside the domain"),
        ("`{text}` 没有意义", "`{text}` is undefined"),
        (
            "核对数据；例如名次应在 1 与总数之间",
            "check the data; a place, for example, lies between 1 and the number ranked",
        ),
    ),
    error(
        "E911",
        ("组合太多", "too many combinations"),
        (
            "各处解读有 {count} 种组合，超过 {limit} 种",
            "the readings have {count} combinations, more than {limit}",
        ),
        (
            "只比较其中几处：⟦--readings 解读甲,解读乙⟧",
            "compare some of them only: ⟦--readings reading_a,reading_b⟧",
        ),
    ),
    error(
        "E908",
        ("要算的条数太多", "too many records to evaluate"),
        (
            "清单套清单，要算的条数超过 {limit}",
            "lists inside lists: more than {limit} records to evaluate",
        ),
        (
            "先在定义里算好里层的合计，再在外层使用",
            "compute the inner sum in a definition, and use it outside",
        ),
    ),
    warning(
        "E920",
        ("评分离其他专家太远", "mark far from the others"),
        (
            "专家 `{expert}` 给 `{indicator}` 的 {mark} 与其余专家的平均 {others} 相差超过 {limit}",
            "`{expert}` gives `{indicator}` {mark}, more than {limit} from {others}, the mean of the others",
        ),
        (
            "请该专家说明理由或重新评分；结果仍按这个评分计算",
            "ask the expert for a reason or another mark; the result is computed with this one",
        ),
    ),
    warning(
        "E921",
        ("没有规定缺席怎么办", "nothing says what absence means"),
        (
            "专家 `{expert}` 缺席 `{indicator}`，评审 `{panel}` 没有写缺席怎么办，分数待定",
            "`{expert}` was absent for `{indicator}`, and panel `{panel}` does not say what then: the score stays open",
        ),
        ("在评审里写 ⟦缺席 不计⟧ 或 ⟦缺席 待定⟧", "write ⟦absent not_counted⟧ or ⟦absent undetermined⟧ in the panel"),
    ),
    warning(
        "E909",
        ("参数那一天没有值", "parameter without a value on that day"),
        (
            "参数 `{name}` 在 {date} 还没有值：最早的值自 {first} 起",
            "the parameter `{name}` has no value on {date}: the first one counts from {first} on",
        ),
        (
            "核对数据日期；或请标准补上那一天的值",
            "check the data date; or have the standard say what it was then",
        ),
    ),
)
