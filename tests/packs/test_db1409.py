"""The pack of DB 1409/T: its known defects are found, and no weight can change unnoticed."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from guiju.api import Rulebook, load, read_town
from guiju.check import Checked
from guiju.numbers.exact import decimal_text
from guiju.pipeline import check_source, consolidate_file
from guiju.shipped import shipped
from guiju.source import Source

PACK = shipped("rules") / "db1409-1"


def whole(name: str) -> str:
    """The text of a revision, an amendment with its base."""
    file = consolidate_file(PACK / f"{name}.rule").file
    assert file is not None
    return file.source.text


TEXTS = {name: whole(name) for name in ("draft", "repair", "detail")}
WEIGHT = re.compile(r"(?m)^ *指标 [^\n]*?权重 ([0-9.]+)")
WEIGHTS = [
    (name, match.start(1), match.end(1)) for name, text in TEXTS.items() for match in WEIGHT.finditer(text)
]


def checked(text: str) -> Checked:
    return check_source(Source("x.rule", text))


def known(text: str) -> list[tuple[str, str | None, tuple[int, int] | None]]:
    return sorted(
        (f.code.id, f.subject, (int(f.figures[0]), int(f.figures[1])) if f.figures else None)
        for f in checked(text).findings
        if f.expected
    )


def test_the_printed_draft_has_its_real_defects_and_no_others() -> None:
    result = checked(TEXTS["draft"])
    assert result.rulebook is not None
    assert not [f for f in result.findings if not f.expected]
    assert known(TEXTS["draft"]) == [
        ("C610", "三级指标34项", (31, 34)),
        ("W401", "产品结构优化指标", (5, 4)),
        ("W401", "绿色制造企业", (3, 2)),
        ("W401", "绿色发展", (14, 15)),
        ("W403", "三级指标", (101, 100)),
        ("W403", "二级指标", (99, 100)),
        ("W407", "考核评价", None),
    ]


def test_the_draft_has_every_row_of_the_table() -> None:
    rulebook = load(PACK / "draft.rule").model
    (scheme,) = rulebook.schemes.values()
    assert [len(scheme.at_level(level)) for level in (1, 2, 3)] == [4, 18, 31]
    assert [sum(node.weight for node in scheme.at_level(level)) for level in (1, 2, 3)] == [100, 99, 101]


@pytest.mark.parametrize("name", ["repair", "detail"])
def test_the_repaired_weights_sum_at_every_level(name: str) -> None:
    rulebook = load(PACK / f"{name}.rule").model
    (scheme,) = rulebook.schemes.values()
    assert [len(scheme.at_level(level)) for level in (1, 2, 3)] == [4, 18, 31]
    assert [sum(node.weight for node in scheme.at_level(level)) for level in (1, 2, 3)] == [100, 100, 100]
    assert not [code for code, _, _ in known(TEXTS[name]) if code in ("W401", "W402", "W403")]


def test_the_smallest_repair_of_the_draft_is_the_repaired_file() -> None:
    """Without its declarations the draft is one file with two mistakes and one repair."""
    text = re.sub(r"(?m)^预期 W40[13].*$", "", TEXTS["draft"])
    found = [f for f in checked(text).findings if f.is_error]
    assert {f.subject for f in found} == {"产品结构优化指标", "绿色制造企业"}
    (edits,) = {tuple((e.place.span, e.text) for e in fix.edits) for f in found for fix in f.fixes}
    for span, new in sorted(edits, key=lambda edit: -edit[0].start):
        text = text[: span.start] + new + text[span.end :]
    assert not [f for f in checked(text).findings if f.is_error]
    weights = {node.name: node.weight for node in load(PACK / "repair.rule").model.indicators.values()}
    mended = checked(text).rulebook
    assert mended is not None
    assert {node.name: node.weight for node in mended.indicators.values()} == weights


@pytest.mark.parametrize("change", ["1", "-1", "-0.5", "0.01"])
@pytest.mark.parametrize("name", list(TEXTS))
def test_no_weight_changes_unnoticed(name: str, change: str) -> None:
    """Every weight of every revision, by any amount: an error that names the line."""
    text = TEXTS[name]
    for file, start, end in WEIGHTS:
        if file != name:
            continue
        changed = text[:start] + str(Decimal(text[start:end]) + Decimal(change)) + text[end:]
        errors = [f for f in checked(changed).findings if f.is_error]
        line = text[:start].count("\n") + 1
        named = {f.place.position.line for f in errors if f.place}
        named |= {label.place.position.line for f in errors for label in f.labels}
        assert errors, f"{name}:{line}"
        assert line in named, f"{name}:{line} is not among {sorted(named)}"


def test_removing_any_declared_defect_is_an_error_at_the_right_line() -> None:
    text = TEXTS["draft"]
    declarations = list(re.finditer(r"(?m)^预期 (\w+)(?: 于 (\S+))?.*\n", text))
    assert len(declarations) == 7
    for match in declarations:
        errors = [f for f in checked(text[: match.start()] + text[match.end() :]).findings if f.is_error]
        assert [f.code.id for f in errors] == [match.group(1)]
        assert errors[0].place is not None


def test_a_declared_defect_that_does_not_occur_is_an_error() -> None:
    text = TEXTS["repair"] + '预期 W401 于 产品结构优化指标 实为 5 应为 4 "已改正"\n'
    assert [f.code.id for f in checked(text).findings if f.is_error] == ["V804"]


def test_a_standard_in_force_may_not_carry_a_weight_defect() -> None:
    text = TEXTS["draft"].replace("状态 征求意见", "状态 现行", 1)
    codes = {f.code.id for f in checked(text).findings if f.is_error}
    assert codes == {"V803"}


@pytest.fixture(scope="module")
def detail() -> Rulebook:
    return load(PACK / "detail.rule")


@pytest.mark.parametrize(
    ("town", "total", "possible"),
    [
        ("dingxiang-flange", "78.3801", ("良好",)),
        ("yuanping-coal-machinery", "68.6302", ("合格",)),
        ("fanshi-casting", "60.9543", ("合格",)),
    ],
)
def test_totals_agree_with_an_independent_computation(
    detail: Rulebook, town: str, total: str, possible: tuple[str, ...]
) -> None:
    """The totals were computed by hand from the formulas of the detail, apart from the engine."""
    outcome = detail.evaluate(read_town(PACK / "towns" / f"{town}.yaml", detail))
    assert outcome.total is not None
    assert outcome.total.exact is not None
    assert decimal_text(outcome.total.exact, 4) == total
    assert outcome.grade is not None
    assert outcome.grade.possible == possible


def test_missing_figures_leave_an_interval_and_the_reachable_grades(detail: Rulebook) -> None:
    outcome = detail.evaluate(read_town(PACK / "towns" / "wutai-magnesium.yaml", detail))
    total = outcome.total
    assert total is not None
    assert total.number is None
    assert total.lower is not None
    assert total.upper is not None
    assert (decimal_text(total.lower, 4), decimal_text(total.upper, 4)) == ("58.5468", "71.4248")
    assert outcome.grade is not None
    assert outcome.grade.possible == ("合格", "不合格")
    assert {stake.cause.name for stake in outcome.missing if stake.points} == {
        "企业科技投入", "高级职称科技人员数", "累计有效专利数", "固废综合利用量",
    }  # fmt: skip


def test_criteria_of_other_documents_stay_unresolved(detail: Rulebook) -> None:
    outcome = detail.evaluate(read_town(PACK / "towns" / "dingxiang-flange.yaml", detail))
    assert outcome.designations["省级专业镇"] == "undetermined"
    assert outcome.designations["省级量化指标"] == "unmet"


@pytest.mark.parametrize(("name", "total", "grade"), [("draft", "90.9", "优秀"), ("repair", "90", "优秀")])
def test_what_the_printed_weights_do_to_a_town_at_nine_tenths(name: str, total: str, grade: str) -> None:
    """The draft adds up to 101: a town at 90 % of every mark gets 90.9 points (formula (1))."""
    rulebook = load(PACK / f"{name}.rule")
    nodes = [node for node in rulebook.model.indicators.values() if not node.children]
    leaves = {node.name: node.weight * Fraction(9, 10) for node in nodes}
    marks = {f"专家{i}": dict(leaves) for i in range(3)}
    outcome = rulebook.evaluate({"data": {}, "marks": marks})
    assert outcome.total is not None
    assert outcome.total.exact == Fraction(total)
    assert outcome.grade is not None
    assert outcome.grade.name == grade


def test_the_geometric_reading_of_the_draft_fails_a_perfect_town() -> None:
    """The other reading of 6.4, taken literally: full marks everywhere, and the town fails."""
    text = re.sub(r'(相加 +"按公式（1）相加") 默认', r"\1", TEXTS["draft"])
    text = re.sub(r'(?m)^(  几何 +"[^"]*")', r"\1 默认", text)
    result = checked(text)
    assert result.rulebook is not None, [f.message.en for f in result.findings if f.is_error]
    rulebook = Rulebook(result.rulebook)
    leaves = {node.name: node.weight for node in rulebook.model.indicators.values() if not node.children}
    outcome = rulebook.evaluate({"data": {}, "marks": {"甲": leaves}})
    assert outcome.grade is not None
    assert outcome.grade.name == "不合格"


def test_thirteen_of_fourteen_counties_are_no_ranking(tmp_path: Path) -> None:
    """With one county missing there is no place among 13: the rows that rank stay open, and so does the total."""
    towns = PACK / "towns"
    counties = (towns / "counties.yaml").read_text(encoding="utf-8")
    rows = re.findall(r"(?m)^ +- \{名称.*\n", counties)
    assert len(rows) == 14
    (tmp_path / "detail.rule").write_text(TEXTS["detail"], encoding="utf-8")
    town = (towns / "dingxiang-flange.yaml").read_text(encoding="utf-8").replace("../detail.rule", "detail.rule")
    (tmp_path / "town.yaml").write_text(town, encoding="utf-8")
    rulebook = load(tmp_path / "detail.rule")
    ranked = ("社会发展排名", "人文成果排名")
    for left_out in (None, *rows[::5]):
        kept = counties if left_out is None else counties.replace(left_out, "")
        (tmp_path / "counties.yaml").write_text(kept, encoding="utf-8")
        outcome = rulebook.evaluate(read_town(tmp_path / "town.yaml", rulebook))
        for name in ranked:
            assert (outcome[name].number is None) == (left_out is not None), (name, left_out)
        assert outcome.total is not None
        assert (outcome.total.number is None) == (left_out is not None)
