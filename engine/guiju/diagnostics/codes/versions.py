"""V: status, dates and known defects."""

from __future__ import annotations

from guiju.diagnostics.codes.row import error, warning

CODES = (
    warning(
        "V801",
        ("没有写状态", "no status"),
        ("标准没有写状态", "the standard states no status"),
        (
            "加一行：⟦状态 征求意见⟧，或 ⟦状态 现行⟧",
            "add a line: ⟦status consultation⟧, or ⟦status in_force⟧",
        ),
    ),
    error(
        "V802",
        ("日期次序不对", "dates out of order"),
        (
            "{later}日期 {second} 早于{earlier}日期 {first}",
            "the {later} date {second} is before the {earlier} date {first}",
        ),
        ("检查日期", "check the dates"),
    ),
    error(
        "V803",
        ("现行标准不能带权重缺陷", "weight defect in a standard in force"),
        (
            "标准的状态是现行，不能用 预期 声明 {code}",
            "the standard is in force and cannot declare {code} as known",
        ),
        ("改正权重；草案才可以带着已知缺陷", "correct the weights; only a draft may carry known defects"),
    ),
    error(
        "V804",
        ("预期的缺陷并不存在", "known defect does not occur"),
        ("预期 {code}{at}，但检查没有发现它", "{code}{at} is declared as known but does not occur"),
        ("缺陷已改正的，删去这一行", "delete the line if the defect has been mended"),
    ),
    error(
        "V806",
        ("没有这个代码", "unknown code"),
        ("没有叫 {code} 的错误", "there is no error {code}"),
        (
            "能声明的只有错误，代码见检查结果方括号中的字；警告不必声明",
            "only errors are declared; their codes are those in brackets in the findings",
        ),
    ),
    error(
        "V807",
        ("那一天不在实施期内", "not in force on that day"),
        (
            "{name} 在 {date} 不在实施期内（{start} 至 {end}）",
            "{name} is not in force on {date} ({start} to {end})",
        ),
        ("换一个版次，或换一个日期", "use another revision or another date"),
    ),
)
