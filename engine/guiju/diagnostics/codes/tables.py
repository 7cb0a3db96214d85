"""I: input data in tables, 920-939: encodings, the form of a text table, headers and rows."""

from __future__ import annotations

from guiju.diagnostics.codes.row import error, info

CODES = (
    info(
        "I920",
        ("不是 UTF-8 的表格", "table in another encoding"),
        ("文件 {path} 按 {encoding} 编码读入", "{path} was read as {encoding}"),
        ("名称都认得就不用改；另存为 UTF-8 更稳妥", "nothing need be done if all names are right; UTF-8 is safer"),
    ),
    error(
        "I921",
        ("用错编码存过的文字", "text that was saved in a wrong encoding"),
        ("表头 `{text}` 是把 {right} 的“{meant}”当成 {wrong} 读出来的", "the header `{text}` is `{meant}` in {right} that was read as {wrong}"),
        ("用原来的文件重新导出，不要改这一份", "export the original file again; do not mend this one"),
    ),
    error(
        "I922",
        ("分隔符不对", "wrong delimiter"),
        ("第 {row} 行用 `{text}` 分隔，表格只能用半角逗号或制表符", "row {row} is separated by `{text}`; a table uses commas or tabs"),
        ("在表格软件里另存为“CSV UTF-8（逗号分隔）”", "save it as CSV UTF-8 (comma delimited) in the spreadsheet program"),
    ),
    error(
        "I923",
        ("引号不对", "wrong quote"),
        ("第 {row} 行：{what}", "row {row}: {what}"),
        ("含逗号或换行的文字整个放进一对半角引号，里面的引号写两个", "put text with commas or line ends into a pair of quotes, and double a quote inside"),
    ),
    error(
        "I924",
        ("行的格数不对", "row of another width"),
        ("第 {row} 行有 {actual} 格，表头有 {expected} 格", "row {row} has {actual} fields, the header has {expected}"),
        ("补上或删去逗号；数里有逗号时去掉它或给数加引号", "add or delete commas; quote a number that holds one"),
    ),
    error(
        "I926",
        ("不认识的列", "unknown column"),
        ("不认识列名 `{text}`", "there is no column `{text}`"),
        ("{suggestion}", "{suggestion}"),
    ),
    error(
        "I927",
        ("认不出的表", "table of no known kind"),
        ("第 {row} 行的列名（{headers}）认不出是哪种表", "by the headers of row {row} ({headers}) the table is of no known kind"),
        ("{advice}", "{advice}"),
    ),
    error(
        "I928",
        ("没有名称的值", "value without a name"),
        ("第 {row} 行的 `{text}` 没有对应的名称或列名", "`{text}` in row {row} has no name, or stands below no header"),
        ("补上名称或列名，或删去这个值", "add the name or the header, or delete the value"),
    ),
    error(
        "I930",
        ("同一个镇前后不一", "one town, two statements"),
        ("同一个镇的 {key} 一处写 {one}，一处写 {other}", "{key} of one town is {one} in one place and {other} in another"),
        ("改成一样的，或分成两个文件", "make them the same, or use two files"),
    ),
    error(
        "I931",
        ("列表的记录对不上", "records that do not add up"),
        ("列表 `{name}` 的记录对不上：{reason}", "the records of the list `{name}` do not add up: {reason}"),
        ("核对记录；一条也没有时，在 `{name}` 的值里写 0", "check the records; where there are none at all write 0 as the value of `{name}`"),
    ),
    error(
        "I933",
        ("列或行的单位不合", "unit of a column that does not fit"),
        ("`{name}` 的单位写成 {unit}，应是 {wanted} 一类", "the unit of `{name}` is given as {unit}, it must be of the kind of {wanted}"),
        ("改成同一类的单位，例如 {wanted}", "use a unit of the same kind, such as {wanted}"),
    ),
    error(
        "I935",
        ("值和列的单位不同", "unit of the value and of the column differ"),
        ("`{name}` 的值 {text} 用 {unit}，列或行写的单位却是 {column}", "the value {text} of `{name}` is in {unit}, but its column or row says {column}"),
        ("只留一个单位", "keep one of the units"),
    ),
    error(
        "I936",
        ("认不出编码", "unknown encoding"),
        ("文件 {path} 在第 {line} 行第 {column} 列不是 UTF-8，也不是 GB 18030{guess}", "{path} is neither UTF-8 nor GB 18030 at line {line}, column {column}{guess}"),
        ("另存为 UTF-8；文件可能被截断或损坏", "save it as UTF-8; it may be cut off or damaged"),
    ),
    error(
        "I937",
        ("不止一个镇", "more than one town"),
        ("{path} 里有 {one}、{other} 等几个镇", "{path} holds several towns: {one}, {other} …"),
        ("一次读一个镇的地方，分成几个文件；或用 read_towns", "split the file where one town is wanted, or use read_towns"),
    ),
    error(
        "I938",
        ("不是镇的一行", "row that is no town"),
        ("`{text}` 在镇这一列，却是合计或附注，不是镇", "`{text}` stands in the column of towns, but is a total or a remark"),
        ("删去这一行；附注写在表头以上或另一张表“说明”里", "delete the row; put remarks above the header or into a sheet called notes"),
    ),
    error(
        "I939",
        ("只在附表里有的镇", "town of a further table alone"),
        ("镇 `{name}` 只在清单、评分或判定的表里有，数据表里没有", "the town `{name}` stands only in tables of lists, marks or rulings, and not in the table of values"),
        ("{suggestion}", "{suggestion}"),
    ),
    error(
        "I972",
        ("采用了不止一个值", "more than one value chosen"),
        ("`{name}` 有 {count} 行写了采用", "`{name}` has {count} rows that are chosen"),
        ("只在一行写 采用 是", "write chosen yes in one row only"),
    ),
    error(
        "I973",
        ("采用或理由没有着落", "choice that belongs to nothing"),
        ("`{name}` 的这一行写了 {column}，{why}", "this row of `{name}` has {column}, but {why}"),
        ("{advice}", "{advice}"),
    ),
)  # fmt: skip
