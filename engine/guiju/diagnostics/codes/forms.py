"""I: forms to fill in. 962-963: what a form was made for; 964-971: what became of its rows and columns."""

from __future__ import annotations

from guiju.diagnostics.codes.row import error, info

CODES = (
    error(
        "I962",
        ("表单已过时", "stale form"),
        ("表单按 {made_for} 制作，与规则 {rules} 要的数据不同：{changes}", "the form was made for {made_for}, and the rules {rules} ask for other data: {changes}"),
        ("用 guiju template 按现在的规则重新生成表单，把已填的值移过去", "make a new form for the rules of today with guiju template, and copy what was filled in"),
    ),
    info(
        "I963",
        ("表单按另一版规则制作", "form of another revision"),
        ("表单按 {made_for} 制作，规则是 {rules}；两者都要的数据没有变", "the form was made for {made_for}, the rules are {rules}; what both ask for is the same"),
        ("下次用现在的规则生成表单", "make the next form for the rules of today"),
    ),
    error(
        "I964",
        ("表单少了行", "rows missing from a form"),
        ("表单里找不到这些行：{rows}", "these rows are not in the form: {rows}"),
        ("撤销对行、列或工作表的删除，或用 guiju template 重新生成表单；没有数据的行空着即可", "undo what deleted rows, columns or sheets, or make a new form; a row without data may stay empty"),
    ),
    error(
        "I965",
        ("同一行填了两次", "row filled in twice"),
        ("编号 {number}（{label}）有两行都填了", "number {number} ({label}) is filled in twice"),
        ("只留一行", "keep one of them"),
    ),
    error(
        "I966",
        ("不认识的列里有内容", "content under an unknown head"),
        ("这一列不是表单的，内容是 `{text}`", "the form has no such column; it holds `{text}`"),
        ("把内容移到表单自己的列里（例如 备注），列的名称不要改", "put it under a head of the form, such as note, and leave the heads as they are"),
    ),
    error(
        "I967",
        ("清单少了列", "columns missing from a list"),
        ("清单里找不到这些列：{heads}", "these columns are not in the list: {heads}"),
        ("恢复列的名称，或用 guiju template 重新生成表单", "restore the heads of the columns, or make a new form"),
    ),
    error(
        "I968",
        ("有值的行没有编号", "values in a row without its number"),
        ("这一行填了 `{text}`，编号却是 `{number}`，不知道是哪一项", "the row holds `{text}` and its number is `{number}`, which says not what it is"),
        ("恢复第一列的编号；清单加行时把编号一起复制下来", "restore the number in the first column; copy it along when you add a row to a list"),
    ),
    error(
        "I969",
        ("编号和名称对不上", "number and name do not match"),
        ("编号 {number} 是 `{label}`，这一行写的却是 `{text}`", "number {number} is `{label}`, and the row says `{text}`"),
        ("撤销移动或排序：编号、名称和值要在同一行", "undo the move or the sort: number, name and value belong in one row"),
    ),
    error(
        "I970",
        ("两列同名", "two columns of one head"),
        ("表里有两列叫 `{head}`", "two columns of the sheet are headed `{head}`"),
        ("只留表单原来的那一列", "keep the one the form came with"),
    ),
    error(
        "I971",
        ("又说没有又填了值", "said to be missing and filled in"),
        ("`{label}` 的 值 写着 `{text}`，各年或各条记录却填了", "the value of `{label}` says `{text}`, and years or records are filled in"),
        ("有数就把这一格清空；没有数就把下面的清空", "empty this cell, or the years or records"),
    ),
    error(
        "I979",
        ("评分没有写专家姓名", "marks without the name of the expert"),
        ("表 `{sheet}` 里有评分，没有写专家姓名", "the sheet `{sheet}` holds marks and not the name of the expert"),
        ("在评分表上方写专家姓名", "write the name of the expert above the marks"),
    ),
    error(
        "I980",
        ("采用写了两次", "chosen twice"),
        ("`{label}` 用哪个值，有两行写了 采用、理由 或 采用人", "two rows say which value of `{label}` is used, or why"),
        ("只在一行里写 采用、理由 和 采用人", "say in one row which is chosen, why, and by whom"),
    ),
    error(
        "I981",
        ("采用不成立", "choice of nothing in a form"),
        ("`{label}` 的采用不成立：{reason}", "nothing is chosen of `{label}`: {reason}"),
        ("采用 写 本行（用这一行的值）或 填表值（用它自己那一行的值），同一行写 理由；没有定就都空着", "choose `this row` or `form value`, the value in the figure's own row, with a reason beside it; leave all of it empty until it is decided"),
    ),
    error(
        "I982",
        ("其他数值不属于任何一个数", "further value of no figure"),
        ("编号 {number}（{label}）不能这样写在其他数值里：{reason}", "number {number} ({label}) has no such further value: {reason}"),
        ("改正编号或年份", "correct the number or the year"),
    ),
)  # fmt: skip
