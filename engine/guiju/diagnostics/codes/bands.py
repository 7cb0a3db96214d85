"""B: grade bands and the benchmarks of scoring."""

from __future__ import annotations

from guiju.diagnostics.codes.row import error, warning

CODES = (
    error(
        "B501",
        ("等级重叠", "bands overlap"),
        (
            "等级 `{first}` 与 `{second}` 重叠，例如 {witness}",
            "the bands `{first}` and `{second}` overlap, for example at {witness}",
        ),
        (
            "让每个分数只落入一个等级，例如 ⟦{written}⟧",
            "let every score fall in one band, for example ⟦{written}⟧",
        ),
    ),
    error(
        "B502",
        ("等级有空档", "bands leave a gap"),
        ("{scores}没有等级", "{scores} have no grade"),
        (
            "让相邻两个等级的界限相接，例如 ⟦{written}⟧",
            "let neighbouring bands meet, for example ⟦{written}⟧",
        ),
    ),
    warning(
        "B503",
        ("等级达不到", "band cannot be reached"),
        ("没有得分能落入等级 `{name}`", "no score falls in the band `{name}`"),
        ("检查界限", "check its limits"),
    ),
    warning(
        "B504",
        ("界限超出分数范围", "limit outside the scale"),
        (
            "等级 `{name}` 的界限 {limit} 不在 0 到 {full} 分之内",
            "the limit {limit} of band `{name}` is outside 0 to {full}",
        ),
        ("检查界限或满分", "check the limit or the full mark"),
    ),
    warning(
        "B505",
        ("等级没有按高低排列", "bands not in order"),
        (
            "等级 `{name}` 不在从高到低或从低到高的次序上",
            "the band `{name}` breaks the order from high to low",
        ),
        ("从高到低排列", "list the bands from high to low"),
    ),
    error(
        "B506",
        ("等级条件不是得分的界限", "band is not a range of the score"),
        (
            "等级 `{name}` 的条件不是 得分 与数的比较",
            "the condition of band `{name}` is not a comparison of the score with numbers",
        ),
        (
            "写成 ⟦75 ≤ 得分 < 90⟧；其他条件写在 ⟦须⟧ 之后",
            "write ⟦75 ≤ score < 90⟧; put other conditions after ⟦requires⟧",
        ),
    ),
    warning(
        "B507",
        ("最低一级也有条件", "the lowest band has a requirement"),
        (
            "等级 `{name}` 是最低一级，不满足它的 须 就没有等级",
            "`{name}` is the lowest band: who fails what it requires has no grade",
        ),
        (
            "删去最低一级的 须，或在它下面加一个没有条件的等级",
            "delete the requirement of the lowest band, or add a band below it that has none",
        ),
    ),
    error(
        "B510",
        ("评分的数列没有次序", "benchmarks not in order"),
        (
            "{what}没有按从小到大或从大到小排列：{sequence}",
            "{what} are not in ascending or descending order: {sequence}",
        ),
        ("按次序排列，不要重复", "put them in order, without repeats"),
    ),
    warning(
        "B511",
        ("这一档达不到", "step cannot be reached"),
        ("前面的档已经包含 `{text}`", "the steps before already cover `{text}`"),
        ("调整次序：越严的档越靠前", "put the stricter step first"),
    ),
    error(
        "B512",
        ("分档没有写全", "steps leave a gap"),
        ("有的取值落不进任何一档，例如 {witness}", "some values fall in no step, for example {witness}"),
        ("最后加一行：⟦其他 : 0⟧", "add a last line: ⟦otherwise : 0⟧"),
    ),
    error(
        "B513",
        ("得分超出满分", "mark outside the weight"),
        (
            "这里给 {mark} 分，而这个指标只有 0 到 {full} 分",
            "this gives {mark} points, and the indicator has 0 to {full}",
        ),
        ("检查评分或权重", "check the mark or the weight"),
    ),
    error(
        "B514",
        ("方向与评分相反", "direction contradicts the scoring"),
        ("`{name}` 写着{direction}，评分却相反", "`{name}` says {direction} and is scored the other way"),
        ("改 方向，或对调评分的两端", "change the direction, or swap the ends of the scoring"),
    ),
    error(
        "B515",
        ("清单各项合计不等于满分", "checklist does not sum to the full mark"),
        (
            "`{name}` 的各项合计 {actual} 分，应为 {expected} 分",
            "the items of `{name}` sum to {actual}, must be {expected}",
        ),
        ("改各项的分数或指标的权重", "change the marks of the items or the weight"),
    ),
    error(
        "B516",
        ("排名没有写按什么排", "ranking without a key"),
        ("排名 `{name}` 没有写按什么排", "the ranking `{name}` does not say by what"),
        ("加一行：⟦按 总分 从高到低⟧", "add a line: ⟦by total high_to_low⟧"),
    ),
    error(
        "B517",
        ("排名没有写并列怎样办", "ranking without a rule for ties"),
        ("排名 `{name}` 没有写相同的怎样排", "the ranking `{name}` does not say what equal towns get"),
        ("加一行：⟦并列 同取前位⟧", "add a line: ⟦ties best⟧"),
    ),
)
