"""V808 to V829: versions in force, and amendments."""

from __future__ import annotations

from guiju.diagnostics.codes.row import error

CODES = (
    error(
        "V808",
        ("那一天没有版次在实施", "no revision in force on that day"),
        ("`{standard}` 在 {date} 没有版次在实施", "no revision of `{standard}` is in force on {date}"),
        ("各版次的实施期：{periods}", "the revisions and their days: {periods}"),
    ),
    error(
        "V809",
        ("那一天不止一个版次在实施", "several revisions in force on one day"),
        (
            "`{standard}` 在 {date} 有 {count} 个版次同时在实施",
            "{count} revisions of `{standard}` are in force on {date}",
        ),
        (
            "给旧版次写 ⟦失效⟧，或在新版次写 ⟦代替⟧：{periods}",
            "write ⟦ends⟧ in the old revision or ⟦replaces⟧ in the new one: {periods}",
        ),
    ),
    error(
        "V810",
        ("没有找到基准", "base not found"),
        ("没有找到 `{standard}` 的版次 `{name}`", "there is no revision `{name}` of `{standard}`"),
        ("{there}", "{there}"),
    ),
    error(
        "V811",
        ("基准不止一个", "more than one base"),
        (
            "{count} 个文件都是 `{standard}` 的版次 `{name}`",
            "{count} files are revision `{name}` of `{standard}`",
        ),
        ("一个版次只留一个文件", "keep one file for each revision"),
    ),
    error(
        "V812",
        ("修订绕成一圈", "amendments in a circle"),
        ("修订的基准 `{name}` 又以这份修订为基准", "the base `{name}` is itself based on this amendment"),
        ("让其中一个版次是写全的标准", "let one of the revisions be a whole standard"),
    ),
    error(
        "V813",
        ("修订层数太多", "too many amendments of amendments"),
        ("修订一层接一层，超过 {limit} 层", "more than {limit} amendments are based on one another"),
        (
            "用 guiju show 把其中一版写全，再在它上面修订",
            "write one of them out with guiju show and base the next on it",
        ),
    ),
    error(
        "V814",
        ("基准已经改变", "the base has changed"),
        (
            "基准 `{name}` 的指纹是 {found}，修订写的是 {quoted}",
            "the fingerprint of the base `{name}` is {found}, the amendment says {quoted}",
        ),
        (
            "对照基准重新看一遍每处修改，再改指纹（sha256: 后至少写 8 位）",
            "go through the changes again, then correct the fingerprint (8 figures or more after sha256:)",
        ),
    ),
    error(
        "V815",
        ("基准里没有这一处", "nothing by that name in the base"),
        ("基准 `{base}` 里没有 `{name}`", "there is no `{name}` in the base `{base}`"),
        ("{suggestion}", "{suggestion}"),
    ),
    error(
        "V816",
        ("旧值不符", "old value does not match"),
        (
            "`{name}` 在基准里是 `{found}`，修订引的旧值是 `{quoted}`",
            "`{name}` is `{found}` in the base, the amendment quotes `{quoted}`",
        ),
        ("旧值照基准写，数连同单位", "quote the old value as the base has it, a figure with its unit"),
    ),
    error(
        "V817",
        ("引的旧文不止一处", "quoted more than once"),
        ("`{quoted}` 有 {count} 处", "`{quoted}` occurs {count} times"),
        (
            "指明是哪一处，例如 ⟦指标 规模.权重⟧，或引长一些",
            "say which one, such as ⟦indicator scale.weight⟧, or quote more of it",
        ),
    ),
    error(
        "V818",
        ("一处改了两次", "two changes of one place"),
        ("两处修改落在同一段文字上", "two changes meet in the same text"),
        ("合成一处修改", "make them one change"),
    ),
    error(
        "V819",
        ("超出修订的范围", "outside the scope of the amendment"),
        ("这里改动了{what}，不在 范围 之内", "this touches {what}, which the scope leaves out"),
        ("撤去这处修改，或把它写进 ⟦范围⟧", "drop the change or add it to ⟦scope⟧"),
    ),
    error(
        "V820",
        ("替换没有引旧文", "replacement without the old text"),
        (
            "`{name}` 整段替换，却没有引旧文",
            "`{name}` is replaced as a whole and nothing of it is quoted",
        ),
        (
            '看过基准里的这一段后写上 ⟦原 "{fingerprint}"⟧，或在修订开头写 ⟦指纹⟧',
            'having read it in the base, write ⟦was "{fingerprint}"⟧, or a ⟦fingerprint⟧ at the top',
        ),
    ),
    error(
        "V822",
        ("文件夹里不止一个标准", "several standards in the folder"),
        ("文件夹里有 {count} 个标准：{names}", "the folder holds {count} standards: {names}"),
        (
            "写出规则文件，或每个标准放一个文件夹",
            "name the rule file, or keep each standard in a folder of its own",
        ),
    ),
    error(
        "V823",
        ("改后的文字读不通", "the text does not read after the change"),
        ("这处修改以后，基准的文字读不通", "after this change the text of the base does not read"),
        (
            "例如一段的各行不能删光：删掉整段，或用 ⟦换⟧",
            "such as a block whose lines are all deleted: delete the whole of it, or use ⟦replace⟧",
        ),
    ),
    error(
        "V821",
        ("修订与基准用的语言不同", "amendment in another language"),
        (
            "基准用{language}关键词，修订用的不是",
            "the base has {language} keywords and the amendment has not",
        ),
        ("用 guiju fmt --to 译成基准的语言", "translate it with guiju fmt --to"),
    ),
)
