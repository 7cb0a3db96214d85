"""Findings built by hand, for the tests of every format."""

from __future__ import annotations

from guiju.diagnostics.model import Code, Diagnostic, Edit, Fix, Label, Severity, Text
from guiju.diagnostics.report import Report
from guiju.source import Place, Source, Span

HOSTILE = "坏\x1b[31m]0;x\x07\r\n::error::%0A\u202e<b>[red]\u200b,:\ud800\ufffe"

RULE = Source(
    "rules/draft.rule",
    """\
标准 db1409-1 "专业镇建设培育指南"

指标体系 考核评价 满分 100
  指标 产品结构优化 权重 4
    指标 主导产品占比 权重 3
      取值 主导产品产值 / 全镇产值
\t  指标 𠮷产品 权重 2
  指标 服务创新 权重 96
    取值 服务机构数 ÷ 企业数

等级 结果 按 总分
  优秀 : 得分 ≥ 90
  良好 : 75 ≤ 得分 < 85
""",
)
SHARED = Source("rules/shared.rule", "# 共用\n数据 企业数 : 整数(户)\n数据 服务机构数 : 整数(家)\n")

WEIGHTS = Code(
    "W401",
    Severity.ERROR,
    Text("下级权重之和与上级不等", "weights do not sum"),
    Text(
        "`{name}` 的下级权重之和是 {found}，应为 {required}",
        "weights of `{name}` sum to {found}, must be {required}",
    ),
    Text(
        "改下级的权重，或把 `{name}` 的权重改为 {found}",
        "change a weight, or give `{name}` the weight {found}",
    ),
)
GAP = Code(
    "B502",
    Severity.WARNING,
    Text("等级之间有空档", "bands leave a gap"),
    Text("`{name}` 的等级之间有空档", "bands of `{name}` leave a gap"),
    Text("写成 `{better}`", "write `{better}`"),
)
UNUSED = Code(
    "N210",
    Severity.INFO,
    Text("没有用到", "not used"),
    Text("没有用到 `{name}`", "`{name}` is not used"),
    Text("", ""),
)


def at(source: Source, text: str, nth: int = 0) -> Place:
    """The place of the `nth` occurrence of `text`."""
    start = -1
    for _ in range(nth + 1):
        start = source.text.index(text, start + 1)
    return Place(source, Span(start, start + len(text)))


def finding(
    code: Code,
    place: Place | None,
    *,
    labels: tuple[Label, ...] = (),
    fixes: tuple[Fix, ...] = (),
    **values: str,
) -> Diagnostic:
    """A finding with its sentences filled in."""
    return Diagnostic(code, place, code.message.fill(**values), code.help.fill(**values), labels, (), fixes)


def weights() -> Diagnostic:
    """An error with two labels under wide characters and a fix."""
    return finding(
        WEIGHTS,
        at(RULE, "产品结构优化"),
        labels=(
            Label(at(RULE, "权重 3"), Text("这里是 3", "3 here")),
            Label(at(RULE, "权重 2"), Text("这里是 2", "2 here")),
        ),
        fixes=(
            Fix(
                Text("把 `产品结构优化` 的权重改为 5", "give `产品结构优化` the weight 5"),
                (Edit(at(RULE, "4\n"), "5\n"),),
            ),
        ),
        name="产品结构优化",
        found="5",
        required="4",
    )


def gap() -> Diagnostic:
    """A warning with two notes."""
    made = finding(GAP, at(RULE, "得分 < 85"), name="结果", better="75 ≤ 得分 < 90")
    notes = (
        Text("85 至 90 之间的得分没有等级，如 87", "scores between 85 and 90 get no grade, e.g. 87"),
        Text("第一行\n第二行", "first line\nsecond line"),
    )
    return Diagnostic(GAP, made.place, made.message, made.help, notes=notes)


def unused() -> Diagnostic:
    """An info whose label and fix are in another file."""
    whole = Place(SHARED, Span(SHARED.text.index("数据 服务"), len(SHARED.text)))
    return finding(
        UNUSED,
        at(RULE, "服务机构数"),
        labels=(Label(at(SHARED, "服务机构数"), Text("在这里声明", "declared here")),),
        fixes=(Fix(Text("删去这一行", "delete the line"), (Edit(whole, ""),)),),
        name="服务机构数",
    )


def known() -> Diagnostic:
    """A declared known defect."""
    return finding(WEIGHTS, at(RULE, "服务创新"), name="服务创新", found="5", required="4").as_expected()


def homeless() -> Diagnostic:
    """An error about no file."""
    return finding(WEIGHTS, None, name="考核评价", found="99", required="100")


def hostile() -> Diagnostic:
    """An error in which every text that comes from a file is hostile."""
    bad = Text(HOSTILE, HOSTILE)
    source = Source(f"rules/{HOSTILE}.rule", "指标 坏\u202e名\x1b[2J\u200b 权重\t3\n数据 乙\n")
    return Diagnostic(
        WEIGHTS,
        at(source, "权重"),
        bad,
        bad,
        labels=(Label(at(source, "乙"), bad),),
        notes=(bad,),
        fixes=(Fix(bad, (Edit(at(source, "乙"), HOSTILE),)),),
    )


def report() -> Report:
    """One of each kind, given in disorder; a file without findings between the others."""
    return Report(
        (homeless(), known(), unused(), gap(), weights()),
        ("rules/empty.rule", "rules/draft.rule", "rules/shared.rule"),
    )
