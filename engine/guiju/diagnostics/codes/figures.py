"""I: input data, the values. 840-861 single ones, 862-866 by year, 867 what is usual."""

from __future__ import annotations

from guiju.diagnostics.codes.row import error, warning

CODES = (
    error(
        "I840",
        ("不是数", "not a number"),
        ("`{name}` 要一个数，这里是 `{text}`", "`{name}` needs a number, this is `{text}`"),
        ("只写一个十进制数，后面可写单位，例如 {example}；约数和范围写在 备注 里", "write one decimal number, with a unit after it if you like, for example {example}; approximations belong in the note"),
    ),
    error(
        "I841",
        ("数里有千分撇或下划线", "thousands separator"),
        ("`{name}`：`{text}` 里有千分撇或下划线", "`{name}`: `{text}` contains thousands separators or underscores"),
        ("写成 {advice}", "write {advice}"),
    ),
    error(
        "I842",
        ("指数写法", "exponent"),
        ("`{name}`：`{text}` 用了指数", "`{name}`: `{text}` is written with an exponent"),
        ("写成普通的十进制数，例如 1e3 写作 1000", "write it out, for example 1000 for 1e3"),
    ),
    error(
        "I843",
        ("前导零或十六进制", "leading zero or hexadecimal"),
        ("`{name}`：`{text}` 有前导零，或写成了八进制、十六进制", "`{name}`: `{text}` has a leading zero or is octal or hexadecimal"),
        ("写成普通的十进制数；代码和编号应是文本，加引号", "write a plain decimal number; quote codes and identifiers"),
    ),
    error(
        "I844",
        ("带冒号的数", "number with colons"),
        ("`{name}`：`{text}` 带冒号，不是数", "`{name}`: `{text}` has a colon and is not a number"),
        ("写成普通的十进制数；比例 1:30 应写成百分数或小数", "write a plain decimal number, and a ratio such as 1:30 as a decimal or a percentage"),
    ),
    error(
        "I845",
        ("不是有限的数", "not finite"),
        ("`{name}`：`{text}` 不是有限的数", "`{name}`: `{text}` is not a finite number"),
        ("没有数据时写 未提供、不详 或 不适用", "where there is no figure write not_supplied, unknown or not_applicable"),
    ),
    error(
        "I846",
        ("数太长", "number too long"),
        ("`{name}`：数 `{text}` 的整数或小数超过 18 位", "`{name}`: the number `{text}` has more than 18 integer or fraction digits"),
        ("换用更大的单位，例如 亿元", "use a larger unit"),
    ),
    warning(
        "I847",
        ("全角数字", "full-width digits"),
        ("`{name}`：`{text}` 里有全角字符，按 {better} 读", "`{name}`: `{text}` contains full-width characters and is read as {better}"),
        ("写成 {better}", "write {better}"),
    ),
    error(
        "I848",
        ("没有这个单位", "unknown unit"),
        ("`{name}`：`{text}` 里的 `{unit}` 不是单位", "`{name}`: `{unit}` in `{text}` is not a unit"),
        ("{suggestion}", "{suggestion}"),
    ),
    error(
        "I849",
        ("单位不是一类", "kinds of unit mixed"),
        ("`{name}` 的单位是 {wanted}，`{text}` 的单位是 {unit}", "`{name}` is in {wanted}, `{text}` is in {unit}"),
        ("换成 {wanted} 一类的单位；同类单位（如 万元 与 亿元）会自动换算", "use a unit of the kind of {wanted}; units of one kind convert by themselves"),
    ),
    error(
        "I850",
        ("应是整数", "not a whole number"),
        ("`{name}` 应是整数（{unit}），`{text}` 不是", "`{name}` must be a whole number ({unit}), `{text}` is not"),
        ("核对数据", "check the figure"),
    ),
    error(
        "I851",
        ("超出范围", "out of bounds"),
        ("`{name}` 应 {bound}，这里是 {text}", "`{name}` must be {bound}, this is {text}"),
        ("核对数据和单位", "check the figure and its unit"),
    ),
    error(
        "I852",
        ("不是 是/否", "not a yes or no"),
        ("`{name}` 要 是 或 否，这里是 `{text}`", "`{name}` needs true or false, this is `{text}`"),
        ("写 是、否，或 未提供、不详、不适用", "write true or false, or not_supplied, unknown, not_applicable"),
    ),
    error(
        "I853",
        ("没有这个选项", "no such option"),
        ("`{name}` 没有选项 `{text}`", "`{name}` has no option `{text}`"),
        ("{suggestion}", "{suggestion}"),
    ),
    error(
        "I854",
        ("没有这一天", "no such day"),
        ("`{name}`：没有 {text} 这一天", "`{name}`: there is no day {text}"),
        ("按 年-月-日 写一个存在的日期，例如 2025-01-31", "write an existing day as year-month-day, for example 2025-01-31"),
    ),
    error(
        "I855",
        ("不是日期", "not a date"),
        ("`{name}` 要一个日期，这里是 `{text}`", "`{name}` needs a date, this is `{text}`"),
        ("按 年-月-日 写，例如 2025-01-31", "write it as year-month-day, for example 2025-01-31"),
    ),
    error(
        "I856",
        ("记录超过规定的数目", "more records than there are"),
        ("`{name}` 应有 {size} 条记录，这里有 {count} 条", "`{name}` has {size} records, {count} are given"),
        ("删去多余的记录", "delete those that do not belong"),
    ),
    warning(
        "I857",
        ("记录没有给全", "records missing"),
        ("`{name}` 应有 {size} 条记录，只给了 {count} 条，整项按未提供处理", "`{name}` has {size} records and only {count} are given; the whole is taken as not supplied"),
        ("补全记录", "complete the list"),
    ),
    error(
        "I858",
        ("合成 的值不对", "synthetic is not true"),
        ("合成 后面写了 `{text}`", "synthetic is given as `{text}`"),
        ("合成的值写 合成: true，否则不写 合成", "write synthetic: true for a made-up value, else leave it out"),
    ),
    error(
        "I859",
        ("值的类型不对", "wrong type"),
        ("`{name}` 要{expected}，给的是 {actual}", "`{name}` needs {expected}, given is {actual}"),
        ("改成这种值", "give such a value"),
    ),
    error(
        "I860",
        ("镇名没有写", "no name"),
        ("没有写 镇", "the town has no name"),
        ("写 镇: 名称", "write town: name"),
    ),
    warning(
        "I861",
        ("名称前后有空白", "blanks around a name"),
        ("名称 `{text}` 前后有空白，按 `{better}` 读", "the name `{text}` has blanks around it and is read as `{better}`"),
        ("删去空白", "delete the blanks"),
    ),
    error(
        "I862",
        ("键不是年份", "not a year"),
        ("`{name}` 逐年给出，`{key}` 不是年份", "`{name}` is given by year, and `{key}` is no year"),
        ("{suggestion}", "{suggestion}"),
    ),
    error(
        "I863",
        ("同一年写了两次", "year given twice"),
        ("`{name}` 的 {year} 年写了两次", "`{name}` is given twice for {year}"),
        ("只留一处", "keep one of them"),
    ),
    error(
        "I864",
        ("没有写年份", "no years"),
        ("`{name}` 逐年给出，这里没有写年份", "`{name}` is given by year, and this names none"),
        ("写出每个数是哪一年的，例如 {name}: {{2024: {text}}}", "write the year of each figure, for example {name}: {{2024: {text}}}"),
    ),
    error(
        "I865",
        ("不是逐年数据", "not given by year"),
        ("`{name}` 不是逐年数据，这里却按年份写", "`{name}` is not given by year, but this is written by year"),
        ("只写规则所要的那个值；规则要用各年的数，就在规则里声明为 逐年 数值(…)", "write the one value the rules ask for; if the rules need the years, declare it there as yearly number(…)"),
    ),
    error(
        "I866",
        ("年度不对", "not a year at hand"),
        ("年度 要一个年份，这里是 `{text}`", "year needs a year, this is `{text}`"),
        ("写四位数的年份，例如 年度: 2024", "write a year of four digits, for example year: 2024"),
    ),
    warning(
        "I867",
        ("数不寻常", "unusual figure"),
        ("`{name}`：{text} 不在常见的 {low} 至 {high} 之间{mistake}", "`{name}`: {text} is outside the usual {low} to {high}{mistake}"),
        ("核对数和单位；确实如此就不用改", "check the figure and its unit; leave it if it is right"),
    ),
)  # fmt: skip
