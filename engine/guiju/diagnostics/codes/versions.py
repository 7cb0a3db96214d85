"""V: status, dates and known defects; parameters with dated values."""

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
    error(
        "V830",
        ("同一天有两个值", "two values from the same day"),
        ("参数 `{name}` 自 {date} 起有两个值", "the parameter `{name}` has two values from {date} on"),
        ("删去一个，或改正日期", "delete one of them, or correct the day"),
    ),
    error(
        "V831",
        ("参数的日期次序不对", "days of a parameter out of order"),
        (
            "参数 `{name}` 的 {date} 写在 {other} 之后",
            "{date} of the parameter `{name}` stands after {other}",
        ),
        ("从早到晚写；也检查年份是否写错", "write them from early to late; check the years, too"),
    ),
    warning(
        "V832",
        ("与前一个值相同", "same value as before"),
        (
            "参数 `{name}` 自 {date} 起的值 `{text}` 与前一个值相同",
            "`{text}`, the value of the parameter `{name}` from {date} on, is the one before it",
        ),
        ("删去这一行，或改正这个值", "delete the line, or correct the value"),
    ),
    warning(
        "V833",
        ("开始的一段没有值", "no value at first"),
        (
            "标准自 {effective} 起实施，参数 `{name}` 到 {last} 还没有值",
            "the standard takes effect on {effective}, the parameter `{name}` has no value until {last}",
        ),
        (
            "加上从实施那天或更早开始的值；数据日期在 {date} 以前的镇，用到它的结果不能确定",
            "add a value from that day on or earlier; results that need it are undetermined for data before {date}",
        ),
    ),
    error(
        "V834",
        ("参数没有值", "parameter without a value"),
        ("参数 `{name}` 没有值", "the parameter `{name}` has no value"),
        (
            "写成 ⟦参数 {name} = 200 亿元⟧，或在下面写 ⟦自 2024-01-01 = 200 亿元⟧",
            "write ⟦parameter {name} = 200 亿元⟧, or below it ⟦from 2024-01-01 = 200 亿元⟧",
        ),
    ),
    error(
        "V835",
        ("又有一个值，又有按日期的值", "one value and values by day"),
        (
            "参数 `{name}` 写了 = {text}，下面又写了自某一天起的值",
            "the parameter `{name}` is {text}, and has values from a day on below it",
        ),
        ("删去 =，把这个值写成 ⟦自 … = {text}⟧", "delete the =, and write this value as ⟦from … = {text}⟧"),
    ),
)
