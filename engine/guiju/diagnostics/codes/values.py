"""T: types and units."""

from __future__ import annotations

from guiju.diagnostics.codes.row import error, warning

CODES = (
    error(
        "T301",
        ("单位不是一类", "kinds of unit mixed"),
        (
            "不能{action}：`{left}` 的单位是 {left_unit}，`{right}` 的单位是 {right_unit}",
            "cannot {action}: `{left}` is in {left_unit}, `{right}` is in {right_unit}",
        ),
        (
            "两边换成同一类单位；同类单位（如 万元 与 亿元）会自动换算",
            "use units of one kind on both sides; units of one kind convert by themselves",
        ),
    ),
    error(
        "T302",
        ("值的类型不对", "wrong type"),
        (
            "{context}需要{expected}，`{text}` 却是{actual}",
            "{context} needs {expected}, `{text}` is {actual}",
        ),
        ("改写这里的算式", "rewrite the expression here"),
    ),
    error(
        "T303",
        ("缺少单位", "unit missing"),
        ("`{left}` 的单位是 {unit}，`{number}` 没有写单位", "`{left}` is in {unit}, `{number}` has no unit"),
        ("写出单位，例如 {example}", "write the unit, for example {example}"),
    ),
    error(
        "T304",
        ("函数的参数不对", "wrong arguments"),
        ("`{name}` 的写法是 {signature}", "`{name}` is written {signature}"),
        ("按这个写法改", "write it that way"),
    ),
    warning(
        "T305",
        ("比值与大于 1 的数比较", "ratio against a number above 1"),
        ("`{left}` 是比值，`{number}` 等于 {percent}", "`{left}` is a ratio, and `{number}` means {percent}"),
        ("如果是百分比，写成 {number}%", "for a percentage write {number}%"),
    ),
    error(
        "T306",
        ("选项没有高低次序", "choice without order"),
        ("`{name}` 的选项没有次序，不能比较高低", "the options of `{name}` have no order to compare by"),
        ("声明时从高到低写：⟦选项({options})⟧", "declare them from high to low: ⟦choice({options})⟧"),
    ),
    error(
        "T307",
        ("除以零", "division by zero"),
        ("除数 `{text}` 等于 0", "the divisor `{text}` equals 0"),
        ("检查除数", "check the divisor"),
    ),
    error(
        "T308",
        ("分数与百分比混用", "points against per cent"),
        ("`{left}` 是分数，`{right}` 是百分比", "`{left}` is in points, `{right}` is a percentage"),
        ("与分数比较时写分数，或用 .得分率", "compare points with points, or use .rate"),
    ),
    error(
        "T309",
        ("比值与百分点混用", "ratio against percentage points"),
        (
            "`{left}` 是比值，`{right}` 是百分点；百分点是两个比值的差",
            "`{left}` is a ratio, `{right}` is in percentage points, the difference of two ratios",
        ),
        ("比值写 %，两个比值之差写 百分点", "write % for a ratio and percentage_points for a difference"),
    ),
    error(
        "T310",
        ("单位与算式不符", "unit does not fit"),
        (
            "`{text}` 的单位是 {actual}，不能写成 {wanted}",
            "`{text}` is in {actual} and cannot be given in {wanted}",
        ),
        ("检查算式，或改写单位", "check the formula or the unit"),
    ),
    error(
        "T311",
        ("不能用这个数", "figure not usable here"),
        ("{what}不能写 `{text}`", "{what} cannot be `{text}`"),
        ("{rule}", "{rule}"),
    ),
    error(
        "T312",
        ("逐年的数据没有说哪一年", "which year of a series"),
        (
            "`{name}` 逐年有数，这里没有说哪一年",
            "`{name}` has a figure for each year, and this does not say which",
        ),
        (
            "写哪一年：⟦{name}.当年⟧、⟦{name}.上年⟧、⟦{name}.前2年⟧，或放进函数：⟦平均({name}.近3年)⟧",
            "say which: ⟦{name}.this_year⟧, ⟦{name}.previous_year⟧, ⟦{name}.years_back_2⟧, or use a function: "
            "⟦mean({name}.last_3_years)⟧",
        ),
    ),
    error(
        "T313",
        ("几年的数当作一个数用", "several years as one number"),
        ("`{text}` 是几年的数，不是一个数", "`{text}` is the figures of several years, not one number"),
        (
            "放进函数里：⟦平均({text})⟧、⟦每年({text}) ≥ …⟧",
            "put it into a function: ⟦mean({text})⟧, ⟦every_year({text}) ≥ …⟧",
        ),
    ),
    error(
        "T314",
        ("有单位的数开方或取对数", "root or logarithm of a number with a unit"),
        (
            "`{text}` 的单位是 {unit}，换一个单位结果就不同，不能这样开方、乘方或取对数",
            "`{text}` is in {unit}: a root, power or logarithm of it would depend on the unit",
        ),
        ("先除以同类的量：⟦{shown} / 1 {unit}⟧", "divide by a quantity first: ⟦{shown} / 1 {unit}⟧"),
    ),
    error(
        "T315",
        ("表里写的是要求，不是数", "requirements and not numbers in the table"),
        (
            "表 `{name}` 的格子带 ≥ 之类的比较，不能取数",
            "the table `{name}` holds comparisons and no numbers",
        ),
        (
            "判断是否达到要求用 ⟦符合({name}, 选项)⟧",
            "to ask whether they are met write ⟦satisfies({name}, choice)⟧",
        ),
    ),
    error(
        "T316",
        ("表里的要求没有写比较", "requirement without a comparison"),
        ("表 `{name}` 的 `{text}` 没有写 ≥ 或 ≤", "`{text}` of the table `{name}` has no ≥ or ≤"),
        ("写成 ⟦≥ {text}⟧ 或 ⟦≤ {text}⟧", "write ⟦≥ {text}⟧ or ⟦≤ {text}⟧"),
    ),
    error(
        "T319",
        ("表里又查表", "a table inside a table"),
        ("表的格子里不能再查表 `{name}`", "a cell of a table cannot look up the table `{name}`"),
        ("先写成定义，格子里用定义的名称", "make it a definition, and name the definition in the cell"),
    ),
    error(
        "T318",
        ("没有说用表的哪一列", "which column of a table"),
        (
            "表 `{name}` 有列 {columns}，这里没有说用哪一列",
            "the table `{name}` has the columns {columns}, and this does not say which",
        ),
        (
            "写出列名：⟦查表({name}.{first}, 选项)⟧；列也是选项时写第二个选项：⟦查表({name}, 行选项, 列选项)⟧",
            "name the column: ⟦lookup({name}.{first}, choice)⟧; where columns are options too, give a second choice: "
            "⟦lookup({name}, choice, choice)⟧",
        ),
    ),
    error(
        "T317",
        ("表的行列对不上", "rows and columns do not match"),
        (
            "表 `{name}` 有 {columns} 列，这一行有 {cells} 个值",
            "the table `{name}` has {columns} columns, this row {cells} values",
        ),
        (
            "每行的值与列一样多，用逗号分开",
            "give each row as many values as there are columns, with commas between",
        ),
    ),
)
