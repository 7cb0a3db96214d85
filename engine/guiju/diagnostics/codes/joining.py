"""I: files of one town put together, 974-978."""

from __future__ import annotations

from guiju.diagnostics.codes.row import error

CODES = (
    error(
        "I974",
        ("一名专家交了两份评分", "expert with marks in two files"),
        ("专家 `{name}` 在两个文件里都有评分：{one}、{other}", "the expert `{name}` has marks in two files: {one}, {other}"),
        ("一人只留一份；是两个人的，写成分得清的名字", "keep one of them; write two people so that they can be told apart"),
    ),
    error(
        "I975",
        ("采用没有合并的文件", "decision without the files it is about"),
        ("`{name}` 写了采用 `{word}`，这里却没有几个值可选", "`{name}` is decided as `{word}`, and there are no values to choose from"),
        ("与给出各个值的文件一起用 --join 计算，或把各个值写在 各方 下面", "evaluate it with the files that give the values, by --join, or write the values under accounts"),
    ),
    error(
        "I976",
        ("几个文件之间的采用不成立", "decision that does not hold"),
        ("`{name}` 的采用 `{word}` 不成立：{why}", "`{name}` cannot be decided as `{word}`: {why}"),
        ("给出各个值的文件都要放进来；采用 写只有一个值才有的来源、出具单位、口径或文件名{words}", "give all files that hold a value, and as chosen a source, issuer, scope or file name that only one value has{words}"),
    ),
    error(
        "I977",
        ("几个文件说的不同", "files that differ"),
        ("几个文件的{what}不同：{one}，{other}", "the files differ in {what}: {one}, {other}"),
        ("改成一致，或只在一个文件里写", "make them the same, or write it in one file only"),
    ),
    error(
        "I978",
        ("不是同一个镇", "not one town"),
        ("`{one}` 和 `{other}` 是两个镇，不能合成一个", "`{one}` and `{other}` are two towns and cannot be put together"),
        ("一次只合一个镇的数据", "put together the data of one town at a time"),
    ),
)  # fmt: skip
