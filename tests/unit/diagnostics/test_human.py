"""Text for people, where the golden files do not show it."""

from __future__ import annotations

import re

from guiju.diagnostics.human import render, to_human
from guiju.diagnostics.model import Edit, Fix, Label, Lang, Text
from guiju.diagnostics.report import Report
from guiju.source import Place, Source, Span
from tests.unit.diagnostics.samples import RULE, WEIGHTS, at, finding, hostile, known, report, weights


def test_colour_adds_codes_and_nothing_else() -> None:
    coloured = to_human(report(), Lang.ZH, colour=True)
    assert "\x1b[1;31m错误[W401]\x1b[0m" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == to_human(report(), Lang.ZH)


def test_colour_of_hostile_text_is_only_ours() -> None:
    coloured = render(hostile(), Lang.ZH, colour=True)
    assert set(re.findall(r"\x1b\[[0-9;]*m", coloured)) <= {
        f"\x1b[{n}m" for n in ("0", "1", "1;31", "34", "32")
    }
    assert coloured.count("\x1b") == len(re.findall(r"\x1b\[[0-9;]*m", coloured))


def test_more_than_the_limit() -> None:
    text = to_human(report(), Lang.ZH, limit=2)
    assert text.endswith("\n\n另有 3 条未显示\n检查了 3 个文件：2 个错误，1 个警告，1 个提示，1 处已知缺陷\n")
    assert "and 3 more\n" in to_human(report(), Lang.EN, limit=2)


def test_known_defects_stand_together_one_line_each() -> None:
    other = finding(WEIGHTS, at(RULE, "优秀"), name="优秀", found="1", required="2").as_expected()
    assert to_human(Report((known(), other), ()), Lang.EN).split("\n") == [
        "known defect W401: weights of `服务创新` sum to 5, must be 4 (declared) --> rules/draft.rule:8:6",
        "known defect W401: weights of `优秀` sum to 1, must be 2 (declared) --> rules/draft.rule:12:3",
        "",
        "checked 1 file: 2 known defects",
        "",
    ]


def test_no_line_of_a_report_is_a_workflow_command() -> None:
    # A build log obeys a line whose first characters after blanks are `::`.
    bad = Text("::error::一\n::error::二", "::error::1\n::error::2")
    source = Source("::error::", "::error::x\n::error::y")
    place = Place(source, Span(0, 21))
    made = finding(
        WEIGHTS,
        place,
        labels=(Label(at(RULE, "优秀"), bad),),
        fixes=(Fix(bad, (Edit(place, "::error::z"),)),),
        name="::error::",
        found="1",
        required="2",
    )
    text = to_human(Report((made, made.as_expected()), ("::error::",)), Lang.EN)
    assert "::error::z" in text
    assert not any(line.lstrip().startswith("::") for line in text.splitlines())


def test_a_long_fix_is_cut() -> None:
    fix = Fix(Text("换掉", "replace"), (Edit(at(RULE, "优秀"), "x\n" * 20 + "汉" * 200),))
    made = weights()
    text = render(finding(WEIGHTS, made.place, fixes=(fix,), name="a", found="1", required="2"), Lang.ZH)
    assert text.endswith("18 ~ x\n19 ~ x\n...\n")


def test_the_same_label_in_another_file_has_its_own_excerpt() -> None:
    other = Source("rules/old.rule", "\n" * 98 + "指标 甲 权重 3")
    made = finding(
        WEIGHTS,
        at(RULE, "权重 4"),
        labels=(Label(at(other, "甲"), Text("旧", "old")),),
        name="a",
        found="1",
        required="2",
    )
    assert render(made, Lang.EN).split("\n")[1:-2] == [
        "  --> rules/draft.rule:4:13",
        "   |",
        " 4 |   指标 产品结构优化 权重 4",
        "   |                     ^^^^^^",
        "  --> rules/old.rule:99:4",
        "   |",
        "99 | 指标 甲 权重 3",
        "   |      -- old",
    ]
