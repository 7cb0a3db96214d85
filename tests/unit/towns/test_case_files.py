"""Case files: which keys there are, and what is handed over to be evaluated."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from guiju.cases import Case, CaseError, read_cases, run_case

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
