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
