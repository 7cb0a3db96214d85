"""C: clauses and constraints. D: designations."""

from __future__ import annotations

from guiju.diagnostics.codes.row import error, warning

CODES = (
    error(
        "C601",
        ("没有这一条", "no such clause"),
        ("条款表里没有 `{clause}`", "the list of clauses has no `{clause}`"),
        ("{suggestion}", "{suggestion}"),
    ),
    error(
        "C602",
        ("条款没有落实", "clause not implemented"),
        (
            "条款 `{clause}` 还没有规则落实，也没有写 不计算",
            "no rule cites clause `{clause}`, and it is not declared not computed",
        ),
        (
            '在落实它的规则后写 ⟦依据 "{clause}"⟧，或写明 ⟦不计算 "原因"⟧',
            'cite it with ⟦per "{clause}"⟧ where it is implemented, or write ⟦not_computed "reason"⟧',
        ),
    ),
    error(
        "C603",
        ("不计算的条款被引用", "clause cited though not computed"),
        ("条款 `{clause}` 写着 不计算，却被引用", "clause `{clause}` is declared not computed, and is cited"),
        ("删去 不计算，或改引用", "delete not_computed, or change the citation"),
    ),
    warning(
        "C604",
        ("没有写依据", "no clause given"),
        ("{what}没有写依据", "{what} names no clause"),
        ('在行末写 ⟦依据 "条款号"⟧', 'add ⟦per "clause"⟧ at the end of the line'),
    ),
    warning(
        "C605",
        ("评分标准没有来源", "benchmark without a source"),
        (
            "`{name}` 的评分标准既没有依据，也没有标 建议值",
            "the scoring of `{name}` names no clause and is not marked as a proposal",
        ),
        (
            '写 ⟦依据 "条款号"⟧；条文没有规定的写 ⟦建议值 "理由"⟧',
            'add ⟦per "clause"⟧, or ⟦proposal "reason"⟧ where the text gives none',
        ),
    ),
    error(
        "C606",
        ("条款重复", "clause listed twice"),
        ("条款 `{clause}` 列了两次", "clause `{clause}` is listed twice"),
        ("删去一个", "delete one"),
    ),
    error(
        "C610",
        ("约束不成立", "constraint does not hold"),
        ("约束“{label}”不成立：{found}", "the constraint “{label}” does not hold: {found}"),
        (
            "改正规则；原文如此的，用 预期 声明",
            "correct the rules; if the text is printed so, declare it with known",
        ),
    ),
    error(
        "D701",
        ("要求的项数不对", "impossible count"),
        ("至少 {count} 项，而下面有 {available} 项", "at least {count} of {available} conditions"),
        ("项数应在 1 与 {available} 之间", "the count must lie between 1 and {available}"),
    ),
    warning(
        "D702",
        ("认定没有必要条件", "designation without a requirement"),
        (
            "认定 `{name}` 没有 应 或 否决，任何城镇都会通过",
            "the designation `{name}` has no shall or veto and would always be met",
        ),
        ("把决定性的条件写成 应", "write the deciding conditions with shall"),
    ),
)
