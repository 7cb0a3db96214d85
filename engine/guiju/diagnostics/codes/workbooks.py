"""I: input data in workbooks, 901-919. Tables of every kind of file in tables."""

from __future__ import annotations

from guiju.diagnostics.codes.row import error, warning

CODES = (
    error(
        "I901",
        ("不是名称所说的文件", "not what its name says"),
        ("文件 {path} 不是{wanted}，而是{kind}", "{path} is not {wanted} but {kind}"),
        ("用表格软件打开，另存为“Excel 工作簿（.xlsx）”或 CSV，不加密码", "open it in a spreadsheet program and save it as an Excel workbook (.xlsx) or as CSV, without a password"),
    ),
    error(
        "I902",
        ("工作簿损坏", "damaged workbook"),
        ("工作簿 {path} 读不了：{reason}", "the workbook {path} cannot be read: {reason}"),
        ("用表格软件打开并重新保存；打不开时向提供的人再要一份", "open it in a spreadsheet program and save it again, or ask for another copy"),
    ),
    error(
        "I903",
        ("工作簿太大", "workbook too large"),
        ("工作簿 {path} {measure}，上限 {limit}", "the workbook {path}: {measure}, the limit is {limit}"),
        ("删去无关的工作表和图片，或拆成几个文件", "delete unneeded sheets and pictures, or split it into several files"),
    ),
    error(
        "I904",
        ("工作簿里有文档类型声明", "document type declared in a workbook"),
        ("工作簿 {path} 的 {part} 带有文档类型声明，可能暗藏实体，拒绝读取", "the part {part} of {path} declares a document type, which may hide entities; it is not read"),
        ("表格软件不会写出这样的文件；用表格软件重新保存", "no spreadsheet program writes such a file; save it again in one"),
    ),
    error(
        "I905",
        ("单元格超出范围", "cell out of range"),
        ("单元格 {cell} 有内容，超出了可读的 {rows} 行 {columns} 列", "cell {cell} is filled, outside the {rows} rows and {columns} columns that are read"),
        ("删去远处的内容；数据多时拆成几个文件", "delete what stands far off; split large data into several files"),
    ),
    error(
        "I906",
        ("公式没有计算结果", "formula without a result"),
        ("单元格 {cell} 是公式 {formula}，文件里没有存它的结果", "cell {cell} is the formula {formula}, whose result is not in the file"),
        ("用表格软件打开工作簿，重算后保存一次", "open the workbook in a spreadsheet program, let it calculate, and save it once"),
    ),
    error(
        "I907",
        ("单元格是错误值", "error value in a cell"),
        ("单元格 {cell} 是错误值 {text}", "cell {cell} is the error value {text}"),
        ("改好公式；没有数据时写 未提供", "mend the formula; where there is no figure write not_supplied"),
    ),
    error(
        "I908",
        ("数字的位数已经丢失", "digits lost"),
        ("单元格 {cell} 里的 {text} 超过 15 位，表格软件已丢掉后面的数字", "{text} in cell {cell} has more than 15 digits, of which the spreadsheet program lost the last"),
        ("把单元格设为文本格式，再重新输入", "format the cell as text and type it again"),
    ),
    warning(
        "I909",
        ("算出来的尾数", "digits left by a calculation"),
        ("单元格 {cell} 存的是 {stored}，按表格里显示的 15 位取 {text}", "cell {cell} holds {stored}; the 15 digits that the program shows are taken, {text}"),
        ("需要准确的数时，在表格里用 ROUND 取到应有的位数，或直接填数", "if it should be exact, round it in the sheet or type the figure"),
    ),
    warning(
        "I910",
        ("有隐藏的内容", "hidden content"),
        ("表“{sheet}”里{what}是隐藏的，其中的值照样读入", "{what} of the sheet `{sheet}` is hidden; its values are read all the same"),
        ("取消隐藏核对一遍；不要的删去", "show and check it; delete what is not wanted"),
    ),
    error(
        "I911",
        ("合并的单元格", "merged cells"),
        ("{cells} 是合并的单元格，看不出值属于哪一行哪一列", "{cells} are merged; which row and column the value belongs to cannot be told"),
        ("取消合并，每格各写一个值", "unmerge them and write a value into each cell"),
    ),
    warning(
        "I912",
        ("工作簿里有不读取的内容", "parts of a workbook that are not read"),
        ("工作簿 {path} 里有{what}：不运行，不打开，只读单元格里存的值", "the workbook {path} holds {what}: nothing is run or opened, only the stored values are read"),
        ("确认这些值是最新的；最好另存为不带这些内容的 .xlsx", "make sure the values are up to date; better save it as an .xlsx without them"),
    ),
    warning(
        "I913",
        ("以文本存的数", "number stored as text"),
        ("`{text}` 是以文本存的数，已按数读；本表里其余这样的数也是", "`{text}` is stored as text and was read as a number, like any other in this sheet"),
        ("核对后改成数值格式", "check it and store it as a number"),
    ),
    error(
        "I914",
        ("显示格式改变了数的大小", "format that changes the size of a number"),
        ("单元格 {cell} 存的是 {text}，它的格式却按千或万缩小显示，看不出要的是哪个数", "cell {cell} holds {text}, but its format shows it in thousands or ten thousands; which is meant cannot be told"),
        ("把单元格格式改成常规或数值，核对后再保存", "give the cell a general or plain number format, check the figure and save"),
    ),
    warning(
        "I915",
        ("文本填成了数", "number where text is wanted"),
        ("`{name}` 是文本，单元格里却是数 {text}；前面或末尾的 0 可能已经丢了", "`{name}` is a text, but the cell holds the number {text}; zeros before or behind it may be lost"),
        ("把单元格设为文本格式，再照原样输入", "format the cell as text and type it again as it is written"),
    ),
    warning(
        "I916",
        ("认不出的计量单位", "unit that is not known"),
        ("表上写的单位里有 `{text}`，它不是单位，没有用到", "among the units above the table is `{text}`, which is none and is not used"),
        ("单位之间用顿号隔开；不在单位表里的，在规则里声明", "separate units by a comma; declare one that is not in the table of units in the rules"),
    ),
    error(
        "I917",
        ("单位有两种可能", "unit that may be either of two"),
        ("表上写的单位 {units} 都可以是 `{name}` 的单位", "of the units above the table {units} may all be that of `{name}`"),
        ("把单位写在列名后面的括号里，例如 {name}（万元）", "write the unit in brackets behind the header"),
    ),
)  # fmt: skip
