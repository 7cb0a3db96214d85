"""S: how the text is written."""

from __future__ import annotations

from guiju.diagnostics.codes.row import error

CODES = (
    error(
        "S101",
        ("这里写错了", "unexpected text"),
        ("这里不能写 {found}", "{found} cannot stand here"),
        ("{expected}", "{expected}"),
    ),
    error(
        "S102",
        ("用制表符缩进", "tab as indentation"),
        ("缩进里有制表符", "the indentation contains a tab"),
        ("把制表符换成空格，例如每层两个空格", "use blanks instead, for example two for each level"),
    ),
    error(
        "S103",
        ("缩进不对齐", "indentation does not fit"),
        ("这一行的缩进和上面的任何一层都对不上", "the indentation of this line fits no level above it"),
        (
            "让它与同级的上一行左对齐；下级比上级多缩进",
            "align it with the line before it of the same level; what belongs to a line is indented deeper",
        ),
    ),
    error(
        "S104",
        ("用全角空格缩进", "full-width blank as indentation"),
        ("缩进里有全角空格", "the indentation contains a full-width blank"),
        ("把全角空格换成半角空格", "use ordinary blanks instead"),
    ),
    error(
        "S105",
        ("引号没有成对", "quote not closed"),
        ("这个引号到行末还没有配对", "this quote is not closed on its line"),
        ("在同一行补上后引号；“与”要成对", "close it on the same line, with the quote that belongs to it"),
    ),
    error(
        "S106",
        ("括号没有成对", "bracket not closed"),
        ("这个括号没有配对", "this bracket is never closed"),
        ("补上右括号", "add the closing bracket"),
    ),
    error(
        "S107",
        ("多出右括号", "bracket never opened"),
        ("这个右括号没有对应的左括号", "this closing bracket was never opened"),
        ("删去它，或补上左括号", "delete it, or add the opening bracket"),
    ),
    error(
        "S108",
        ("不允许的字符", "character not allowed"),
        ("这里有不可用的字符 {shown}", "the character {shown} is not allowed here"),
        (
            "删去这个字符；它看不见，或会改变显示次序，多半是从网页、PDF 或 Word 复制来的",
            "delete it; it cannot be seen or reorders what is seen, and was mostly copied from a page, a PDF or Word",
        ),
    ),
    error(
        "S109",
        ("不认识的关键词", "unknown keyword"),
        ("不认识这样开头的一行：`{found}`", "no line begins with `{found}`"),
        ("{suggestion}", "{suggestion}"),
    ),
    error(
        "S110",
        ("数的写法不对", "number written in another way"),
        ("`{text}` 不是可以接受的数", "`{text}` is not a number as it is written here"),
        (
            "只写十进制数，例如 1234.5；不写千分撇、指数、下划线和前导零",
            "write plain decimals such as 1234.5: no thousands separators, exponents, underscores or leading zeros",
        ),
    ),
    error(
        "S111",
        ("没有内容", "nothing to evaluate"),
        ("文件里没有任何规则", "the file holds no rules"),
        (
            "至少写出 标准 和 指标体系、等级 或 认定",
            "write at least a standard and a scheme, grades or a designation",
        ),
    ),
    error(
        "S112",
        ("不是 UTF-8 文件", "not UTF-8"),
        ("文件从第 {offset} 个字节起不是 UTF-8 编码", "the file is not UTF-8 at byte {offset}"),
        ("多半是 GBK；在编辑器里另存为 UTF-8", "it is probably GBK: save it as UTF-8 in the editor"),
    ),
    error(
        "S113",
        ("中英文关键词混用", "keywords of two languages"),
        (
            "`{word}` 是{other}关键词，而本文件用{own}关键词",
            "`{word}` is a keyword in {other}, and this file is in {own}",
        ),
        ("写成 `{right}`；一个文件只用一种语言", "write `{right}`: a file keeps to one language"),
    ),
    error(
        "S114",
        ("缺少标准头", "no header"),
        ("文件没有以 标准 开头", "the file does not begin with a standard"),
        ('在第一行写：⟦标准 编号 "名称"⟧', 'begin with: ⟦standard id "title"⟧'),
    ),
    error(
        "S115",
        ("标准头重复", "header given twice"),
        ("一个文件只能有一个 标准", "a file has one standard"),
        ("删去多余的一个", "delete the second one"),
    ),
    error(
        "S116",
        ("同一项写了两次", "given twice"),
        ("`{name}` 的{what}写了两次", "`{name}` is given {what} twice"),
        ("只留一处", "keep one of them"),
    ),
    error(
        "S117",
        ("没有这一天", "no such day"),
        ("没有 {text} 这一天", "there is no day {text}"),
        (
            "按 年-月-日 写一个存在的日期，例如 2025-01-31",
            "write an existing day as year-month-day, for example 2025-01-31",
        ),
    ),
    error(
        "S120",
        ("文件太大", "file too large"),
        ("规则文件有 {size} 字节，上限 {limit}", "the rule file has {size} bytes, the limit is {limit}"),
        (
            "一个标准的规则用不了这么多；检查是否误存了别的内容",
            "the rules of a standard need less; check whether something else was saved here",
        ),
    ),
    error(
        "S121",
        ("算式嵌套太深", "expression too deep"),
        ("算式嵌套超过 {limit} 层", "the expression is nested deeper than {limit} levels"),
        ("用 定义 给中间结果起名字", "give the intermediate results names with define"),
    ),
    error(
        "S122",
        ("运算项太多", "too many operands"),
        ("这里的运算超过 {limit} 项", "there are more than {limit} operands here"),
        ("把各项写成清单，再用 合计", "put the items in a list and take its sum"),
    ),
    error(
        "S123",
        ("名称太长", "name too long"),
        ("名称 `{name}` 有 {size} 个字，上限 64", "the name `{name}` has {size} characters, the limit is 64"),
        ("起一个短名称，全文写在引号里", "use a short name and put the full text in quotes after it"),
    ),
    error(
        "S124",
        ("数太长", "number too long"),
        (
            "数 `{text}` 的整数或小数超过 18 位",
            "the number `{text}` has more than 18 integer or fraction digits",
        ),
        ("换用更大的单位，例如 亿元", "use a larger unit"),
    ),
    error(
        "S125",
        ("指数不对", "exponent not allowed"),
        ("指数 `{text}` 不是 0 到 12 的整数", "the exponent `{text}` is not an integer from 0 to 12"),
        ("指数只能直接写 0 到 12 的整数", "an exponent is written as an integer from 0 to 12"),
    ),
    error(
        "S126",
        ("层次太深", "blocks nested too deep"),
        ("缩进超过 {limit} 层", "blocks are nested deeper than {limit} levels"),
        ("减少层次", "use fewer levels"),
    ),
    error(
        "S127",
        ("需要更新的引擎", "needs a newer engine"),
        (
            "文件要求语言版本 {found}，本引擎支持到 {known}",
            "the file asks for language version {found}, this engine knows up to {known}",
        ),
        ("升级 guiju", "upgrade guiju"),
    ),
    error(
        "S128",
        ("查表太多", "too many table cells"),
        ("所有查表用到的格子超过 {limit}", "all lookups together use more than {limit} cells"),
        ("把查表写成定义，别处用定义的名称", "make the lookup a definition, and use its name elsewhere"),
    ),
    error(
        "S130",
        ("翻译后名称会混淆", "names would clash when translated"),
        (
            "`{name}` 和文件声明的名称 `{other}` 是同一个内置名称的两种写法，翻译后就分不清了",
            "`{name}` and the declared name `{other}` are two spellings of one built-in name, translated they would be confused",
        ),
        ("先给声明的 `{other}` 改名，再翻译", "give the declared `{other}` another name, then translate"),
    ),
    error(
        "S140",
        ("别处的写法", "the notation of another program"),
        ("{what}", "{what}"),
        ("{advice}", "{advice}"),
    ),
    error(
        "S141",
        ("范围的写法不对", "range written in another way"),
        ("`{found}` 不是规则里范围的写法", "`{found}` is not how a range is written here"),
        ("{advice}", "{advice}"),
    ),
    error(
        "S142",
        ("这里缺少内容", "something is missing"),
        ("{where}缺少{what}", "{what} is missing {where}"),
        ("{advice}", "{advice}"),
    ),
    error(
        "S143",
        ("名称的写法不对", "name not written as a name"),
        ("`{name}` 不能作名称：{why}", "`{name}` cannot be a name: {why}"),
        ("{advice}", "{advice}"),
    ),
    error(
        "S144",
        ("行末多出标点", "punctuation at the end of a line"),
        ("一行的末尾不写 `{mark}`", "a line does not end in `{mark}`"),
        ("{advice}", "{advice}"),
    ),
)
