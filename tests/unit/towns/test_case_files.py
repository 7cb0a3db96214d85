"""Case files: which keys there are, and what is handed over to be evaluated."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from guiju.case_runs import run_case
from guiju.cases import Case, CaseError, read_cases

HEAD = 'about: x\nclause: "Figures by year"\nrules: 标准 t\ncases:\n'


def read(folder: Path, *lines: str) -> Case:
    path = folder / "some.yaml"
    path.write_text(
        HEAD + "".join(f"  {line}\n" for line in lines) + "    then: {value: 1}\n", encoding="utf-8"
    )
    (case,) = read_cases(path)
    return case


def document(**tables: Any) -> dict[str, Any]:
    return {"data": {}, "marks": {}, "rulings": {}} | tables


def test_the_time_of_a_case(tmp_path: Path) -> None:
    english = read(tmp_path, "- name: n", "  year: 2024", "  data_date: 2024-12-31", "  given: {a: 1}")
    chinese = read(tmp_path, "- 名称: n", "  年度: 2024", "  数据日期: 2024-12-31", "  已知: {a: 1}")
    assert english == chinese
    assert english.given == document(data={"a": "1"}, year="2024", data_date="2024-12-31")
    assert (english.clause, english.population) == ("Figures by year", None)


def test_a_case_alone_says_nothing_of_time(tmp_path: Path) -> None:
    assert read(tmp_path, "- name: n").given == document()


def test_the_clause_of_a_case_goes_before_that_of_the_file(tmp_path: Path) -> None:
    assert read(tmp_path, "- name: n", '  条文: "6.2 等级"').clause == "6.2 等级"


def test_a_series_is_handed_over_by_year(tmp_path: Path) -> None:
    case = read(tmp_path, "- name: n", "  given: {产值: {2022: 30 亿元, 2023: 不详}}")
    assert case.given["data"] == {"产值": {"2022": "30 亿元", "2023": "不详"}}


def test_a_population(tmp_path: Path) -> None:
    case = read(
        tmp_path,
        "- name: n",
        "  year: 2024",
        "  given: {a: 1}",
        "  总体:",
        "    - {a: 2}",
        "    - {名称: 乙, 已知: {a: 3}, 年度: 2023}",
        "    - {name: 丙, given: , marks: {张: {b: 1}}}",
    )
    assert case.population == (
        document(data={"a": "2"}, year="2024"),
        {"town": "乙", **document(data={"a": "3"}, year="2023")},
        {"town": "丙", **document(marks={"张": {"b": "1"}}, year="2024")},
    )
    assert read(tmp_path, "- name: n", "  population: []").population == ()


@pytest.mark.parametrize(
    "lines",
    [
        ("  population: 3",),
        ("  population: {a: 2}",),
        ("  population: [3]",),
        ("  population: [[1]]",),
        ("  population: [{given: {}, then: 3}]",),
        ("  人口: 3",),
    ],
)
def test_what_is_no_population(tmp_path: Path, lines: tuple[str, ...]) -> None:
    with pytest.raises(CaseError, match="some"):
        read(tmp_path, "- name: n", *lines)


def test_the_example_of_the_page(tmp_path: Path) -> None:
    page = (Path(__file__).parents[3] / "docs" / "data.md").read_text("utf-8")
    (text,) = re.findall(r"```yaml cases\n(.*?)```", page, re.DOTALL)
    path = tmp_path / "some.yaml"
    path.write_text(text, encoding="utf-8")
    assert [run_case(case) for case in read_cases(path)] == [(), ()]


def test_the_amendment_of_the_page(tmp_path: Path) -> None:
    page = (Path(__file__).parents[3] / "docs" / "data.md").read_text("utf-8")
    (text,) = re.findall(r"```yaml amended\n(.*?)```", page, re.DOTALL)
    path = tmp_path / "some.yaml"
    path.write_text(text, encoding="utf-8")
    (case,) = read_cases(path)
    assert run_case(case) == ()
    path.write_text(text.replace("→ 250", "→ 150"), encoding="utf-8")
    (case,) = read_cases(path)
    assert run_case(case) != ()


def test_the_rules_of_a_case_may_be_the_file_of_an_amendment(tmp_path: Path) -> None:
    base = "标准 t\n  版次 first\n  状态 征求意见\n参数 a = 1\n定义 b = a + 1\n"
    (tmp_path / "base.rule").write_text(base, encoding="utf-8")
    next_ = "修订 t second 基于 first\n  状态 征求意见\n  改 参数 a 1 → 2\n"
    (tmp_path / "next.rule").write_text(next_, encoding="utf-8")
    cases = "rules_file: next.rule\ncases:\n  - {name: n, when: b, then: {value: 3}}\n"
    (tmp_path / "some.yaml").write_text(cases, encoding="utf-8")
    (case,) = read_cases(tmp_path / "some.yaml")
    assert run_case(case) == ()


@pytest.mark.parametrize("lines", [("  amendment: {a: 1}",), ("  amendment: [[a]]",)])
def test_what_is_no_amendment(tmp_path: Path, lines: tuple[str, ...]) -> None:
    with pytest.raises(CaseError, match="amendment"):
        read(tmp_path, "- name: n", *lines, "  then: {value: 1}")


COMPARED = """\
rules: |
  标准 t "比较"
    状态 征求意见
  总体 各镇
  数据 产值 : 数值(亿元) ≥ 0
  定义 最大值 = 最大(各镇 取 产值)
  约束 "用到" : 最大值 ≥ 0
cases:
  - name: with others
    given: {产值: 3}
    population: [{产值: 5 亿元}, {name: 乙, given: {产值: 4}}]
    when: 最大值
    then: {value: "5"}
  - name: one of them is wrong
    given: {产值: 3}
    population: [{产值: 7 户}]
    when: 最大值
    then: {error: I849}
"""


def test_the_town_of_the_case_is_evaluated_with_the_population(tmp_path: Path) -> None:
    path = tmp_path / "some.yaml"
    path.write_text(COMPARED, encoding="utf-8")
    assert [run_case(case) for case in read_cases(path)] == [(), ()]


SEVERAL = """\
rules: |
  标准 t "几项"
    状态 征求意见
  总体 各镇
  数据 产值 : 数值(亿元) ≥ 0 常见 1 亿元 至 100 亿元
  数据 甲 : 是非
  定义 双 = 产值 × 2
  约束 "不到五百" : 产值 < 500 亿元
  指标体系 体系 满分 10
    汇总 求和
    指标 子 权重 10
      取值 甲
      评分 是非
  认定 名镇
    应 产值 ≥ 10 亿元
    宜 甲
  排名 名次表 于 各镇
    按 产值 从高到低
    并列 同取前位
cases:
"""


def results(folder: Path, *lines: str) -> tuple[tuple[str, ...], ...]:
    path = folder / "several.yaml"
    path.write_text(SEVERAL + "".join(f"  {line}\n" for line in lines), encoding="utf-8")
    return tuple(tuple(text.zh for text in run_case(case)) for case in read_cases(path))


def test_several_names_of_one_case(tmp_path: Path) -> None:
    right, wrong = results(
        tmp_path,
        "- {name: n, given: {产值: 20}, each: {双: {value: 40}, 名镇: {verdict: met, criteria: [met, undetermined]}}}",
        "- {名称: n, 已知: {产值: 20}, 各项: {双: {值: 41}, 名镇: {各条: [met, met]}}}",
    )
    assert right == ()
    assert [text.partition("：")[0] for text in wrong] == ["双", "名镇"]


def test_the_places_of_other_towns(tmp_path: Path) -> None:
    head = "- {name: n, given: {产值: 20}, when: 名次表, then: {value: 2}, population: [{产值: 1}, "
    right, wrong = results(
        tmp_path,
        head + "{given: {产值: 30}, then: {value: 1}}]}",
        head + "{given: {产值: 30}, then: {value: 3}}]}",
    )
    assert right == ()
    assert [text.partition(" ")[0] for text in wrong] == ["总体第"]


def test_what_is_reported_of_data_that_can_be_used(tmp_path: Path) -> None:
    found = results(
        tmp_path,
        "- {name: n, given: {产值: 200}, when: 双, then: {value: 400, warning: I867, says: 100 亿元}}",
        "- {name: n, given: {产值: 200}, then: {warning: I867, says: 三倍}}",
        "- {name: n, given: {产值: 20}, then: {warning: I867}}",
        "- {name: n, given: {产值: 20}, then: {warning: }}",
        "- {name: n, given: {产值: 200}, then: {warning: }}",
    )
    assert [len(differences) for differences in found] == [0, 1, 1, 0, 1]


def test_constraints_and_stakes(tmp_path: Path) -> None:
    found = results(
        tmp_path,
        "- {name: n, given: {产值: 600}, then: {violated: [不到五百], stakes: {甲: 10, 各镇: 0}}}",
        "- {name: n, given: {产值: 60, 甲: 是}, then: {violated: [], stakes: {各镇: 0}}}",
        "- {name: n, given: {产值: 60}, then: {violated: [不到五百], stakes: {甲: 9, 各镇: 0}}}",
    )
    assert [len(differences) for differences in found] == [0, 0, 2]
