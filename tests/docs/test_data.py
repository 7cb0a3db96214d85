"""docs/data.md is true today: its town is evaluated with the rules of docs/language.md, and its cases hold."""

from __future__ import annotations

import re
from pathlib import Path

from guiju.api import load, read_town
from guiju.case_runs import run_case
from guiju.cases import read_cases

DOCS = Path(__file__).parents[2] / "docs"


def files(folder: Path) -> tuple[Path, Path, Path]:
    """The rule file, the town and the cases of the two pages."""
    rules = "".join(re.findall(r"```rule\n(.*?)```", (DOCS / "language.md").read_text("utf-8"), re.DOTALL))
    town, cases = re.findall(r"```yaml\n(.*?)```", (DOCS / "data.md").read_text("utf-8"), re.DOTALL)
    paths = (folder / "example.rule", folder / "town.yaml", folder / "cases.yaml")
    for path, text in zip(paths, (rules, town, cases), strict=True):
        path.write_text(text, encoding="utf-8")
    return paths


def test_the_town_of_the_page_is_evaluated(tmp_path: Path) -> None:
    rules, town, _ = files(tmp_path)
    rulebook = load(rules)
    outcome = rulebook.evaluate(read_town(town, rulebook))
    assert outcome["产值规模"].exact == 15
    assert str(outcome["服务"].exact) == "7/2"
    assert {stake.cause.name for stake in outcome.missing} == {"有资金", "各镇"}
    assert outcome.designations == {"示范镇": "unmet"}


def test_the_cases_of_the_page_hold(tmp_path: Path) -> None:
    *_, cases = files(tmp_path)
    assert [run_case(case) for case in read_cases(cases)] == [(), ()]


def test_the_marks_of_the_page_are_read(tmp_path: Path) -> None:
    """With the panel of the golden town: one is absent, one recused, two totals are left of three."""
    (listing,) = re.findall(r"```yaml panel\n(.*?)```", (DOCS / "data.md").read_text("utf-8"), re.DOTALL)
    (tmp_path / "town.yaml").write_text(listing, encoding="utf-8")
    rulebook = load(DOCS.parent / "tests" / "traces" / "panel.rule")
    (panel,) = rulebook.evaluate(read_town(tmp_path / "town.yaml", rulebook)).panels
    assert [(item.count, item.absent, item.recused) for item in panel.items] == [
        (2, ("乙",), ("丁",)),
        (3, (), ("丁",)),
    ]
    assert [item.count for item in panel.totals] == [2]


def test_the_several_values_of_the_page_are_read(tmp_path: Path) -> None:
    """One is chosen, one agrees, one is a conflict."""
    (listing,) = re.findall(r"```yaml accounts\n(.*?)```", (DOCS / "data.md").read_text("utf-8"), re.DOTALL)
    (tmp_path / "town.yaml").write_text(listing, encoding="utf-8")
    (tmp_path / "t.rule").write_text(
        "标准 t\n  状态 征求意见\n数据 企业数 : 整数(户)\n数据 利润 : 数值(亿元)\n数据 职工数 : 数值(人)\n"
        "定义 人均 = 利润 / 职工数\n定义 户均 = 利润 / 企业数\n",
        encoding="utf-8",
    )
    rulebook = load(tmp_path / "t.rule")
    outcome = rulebook.evaluate(read_town(tmp_path / "town.yaml", rulebook))
    assert outcome["户均"].exact is not None
    assert [(stake.cause.kind, stake.cause.name) for stake in outcome.missing] == [("conflict", "职工数")]
