"""N: what a name stands for."""

from __future__ import annotations

from guiju.diagnostics.codes.row import error, warning

CODES = (
    error(
        "N201",
        ("没有定义的名称", "undefined name"),
        ("没有叫 `{name}` 的数据、参数、定义或指标", "nothing is called `{name}`"),
        ("{suggestion}", "{suggestion}"),
    ),
    error(
        "N202",
        ("名称重复", "declared twice"),
        ("`{name}` 声明了两次", "`{name}` is declared twice"),
        ("删去多余的一个，或给其中一个换名称", "delete one of them, or give it another name"),
    ),
    error(
        "N203",
        ("名称看上去一样", "names look alike"),
        (
            "`{name}` 和 `{other}` 看上去一样，字符却不同",
            "`{name}` and `{other}` look alike but are spelled with different characters",
        ),
        ("统一写法，例如都用半角字母", "spell them the same way, for example without full-width letters"),
    ),
    error(
        "N204",
        ("循环定义", "defined by itself"),
        ("`{name}` 最终要由它自己算出：{path}", "`{name}` depends on itself: {path}"),
        ("改写其中一个，使它不再用到后面的", "rewrite one of them so that it no longer uses the others"),
    ),
    warning(
        "N205",
        ("没有用到", "never used"),
        (
            "`{name}` 没有被任何指标、等级、认定或约束用到",
            "no indicator, grade, designation or constraint uses `{name}`",
        ),
        (
            "删去它，或检查应当用它的地方是否写了别的名称",
            "delete it, or look whether the line that should use it names something else",
        ),
    ),
    error(
        "N206",
        ("没有这个函数", "unknown function"),
        ("没有函数 `{name}`", "there is no function `{name}`"),
        ("{suggestion}", "{suggestion}"),
    ),
    error(
        "N207",
        ("没有这个单位", "unknown unit"),
        ("没有单位 `{name}`", "there is no unit `{name}`"),
        ("{suggestion}", "{suggestion}"),
    ),
    error(
        "N208",
        ("没有这一项", "no such part"),
        ("{owner}没有 `{name}`", "{owner} has no `{name}`"),
        ("可以写：{known}", "there are: {known}"),
    ),
    error(
        "N209",
        ("解读没有写全", "reading not complete"),
        ("解读 `{name}` {what}", "the reading `{name}` {what}"),
        (
            "给每个选项写一行，并给且只给一个选项标 默认",
            "write one line for each option, and mark exactly one option as default",
        ),
    ),
    error(
        "N210",
        ("名称不能这样用", "name cannot be used here"),
        ("`{name}` 是{what}，不能当作数值使用", "`{name}` is {what} and has no value to compute with"),
        (
            "换成数据、参数、定义或指标的名称",
            "use the name of an input, a parameter, a definition or an indicator",
        ),
    ),
    error(
        "N211",
        ("定义层层相套太深", "definitions build on each other too deeply"),
        (
            "`{name}` 连同它用到的定义超过 {limit} 层",
            "`{name}` with the definitions it uses is deeper than {limit} levels",
        ),
        ("把一部分定义合并起来", "merge some of the definitions"),
    ),
    error(
        "N212",
        ("保留的名称", "reserved name"),
        ("`{name}` 是内置的名称，不能再声明", "`{name}` is built in and cannot be declared"),
        ("换一个名称", "use another name"),
    ),
    error(
        "N213",
        ("不知道是哪个指标体系", "which scheme is not said"),
        (
            "`{name}` 要求恰有一个指标体系，这里有 {count} 个",
            "`{name}` needs exactly one scheme, there are {count}",
        ),
        ("写出指标体系的名称，例如 ⟦考核评价.得分⟧", "name the scheme, for example ⟦scheme_name.score⟧"),
    ),
    error(
        "N215",
        ("等级还没有评定就要用", "a grade is needed before it is given"),
        (
            "`{name}` 用到等级，不能再用来评分或评定等级",
            "`{name}` needs a grade and cannot itself decide scores or grades",
        ),
        (
            "评分只用数据和别的定义；等级留给认定和排名",
            "score by data and other definitions; leave grades to designations and rankings",
        ),
    ),
    error(
        "N221",
        ("不是下面的级次", "not a level below"),
        (
            "`{text}` 不是 `{name}` 下面要汇总的级次",
            "`{text}` is not a level below `{name}` at which anything is aggregated",
        ),
        ("可用：{there}", "there are: {there}"),
    ),
    error(
        "N222",
        ("默认项里有改动", "changes in the default"),
        ("`{name}` 是默认项，里面却写着改动", "`{name}` is the default and holds changes"),
        (
            "默认项就是文中写的；把改动直接写进文中，或另选默认项",
            "the default is what the text says: write it in the text, or mark another option as default",
        ),
    ),
    error(
        "N223",
        ("没有这种读法", "no such reading"),
        ("规则里没有解读 {name}", "the rules have no reading {name}"),
        ("可选：{there}", "there are: {there}"),
    ),
    error(
        "N214",
        ("不知道是哪个评审", "which panel is not said"),
        (
            "指标 `{name}` 由专家评分，没有写是哪个评审，这里有 {count} 个：{panels}",
            "`{name}` is marked by experts and does not say by which panel: there are {count}, {panels}",
        ),
        ("写出评审的名称，例如 ⟦评分 专家 {first}⟧", "name the panel: ⟦score expert {first}⟧"),
    ),
    error(
        "N216",
        ("原名是现用的名称", "former name still in use"),
        (
            "`{owner}` 的原名 `{name}` 现在是另一项的名称",
            "`{name}`, a former name of `{owner}`, is a name of today",
        ),
        (
            "删去这个原名：写着 `{name}` 的数据不能既指这一项又指那一项",
            "delete the former name: data that say `{name}` cannot mean both",
        ),
    ),
    error(
        "N217",
        ("原名写了两次", "former name given twice"),
        ("原名 `{name}` 写了两次", "the former name `{name}` is given twice"),
        ("只留在接替它的那一项里", "keep it with the one thing that took its place"),
    ),
)
