"""docs/data.md is true today: its town is evaluated with the rules of docs/language.md, and its cases hold."""

from __future__ import annotations

import re
import shlex
from fractions import Fraction
from pathlib import Path

import pytest

from guiju.api import join_towns, load, read_town, read_towns
from guiju.case_runs import run_case
from guiju.cases import read_cases
from guiju.cli.main import main
from guiju.numbers.states import Missing
from guiju.towns.model import Datum, Series
from tests.books import workbook

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


def test_the_forms_of_the_page_are_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every listing that makes forms, and each form is read again as saying nothing."""
    rules, _, _ = files(tmp_path)
    monkeypatch.chdir(tmp_path)
    page = (DOCS / "data.md").read_text("utf-8")
    commands = [line for text in re.findall(r"```sh\n(.*?)```", page, re.DOTALL) for line in text.splitlines()]
    forms = [shlex.split(line)[1:] for line in commands if line.startswith("guiju template")]
    assert len(forms) == 3
    for words in forms:
        assert main(words) == 0
    written = [*tmp_path.glob("*.xlsx"), *(tmp_path / "forms").iterdir()]
    assert len(written) == 2 + 7  # one office, the rest, five experts
    said = capsys.readouterr().err
    assert all(path.name in said for path in (tmp_path / "forms").iterdir())
    rulebook = load(rules)
    for path in (tmp_path / "forms").iterdir():
        town = read_town(path, rulebook)
        assert (town.name, town.data_date) == ("示例镇", "2024-12-31")
        assert all(isinstance(datum.value, Missing) for datum in town.values.values())


def listing(name: str) -> str:
    """A table of the page."""
    (text,) = re.findall(rf"```csv {name}\n(.*?)```", (DOCS / "data.md").read_text("utf-8"), re.DOTALL)
    return str(text)


def test_the_table_of_items_says_what_the_town_says(tmp_path: Path) -> None:
    rules, town, _ = files(tmp_path)
    rulebook = load(rules)
    path = tmp_path / "items.csv"
    path.write_text(listing("long"), encoding="utf-8")
    by_file, by_table = read_town(town, rulebook), read_town(path, rulebook)
    assert (by_table.name, by_table.data_date, by_table.year) == ("示例镇", "2024-12-31", 2024)
    told = [name for name, datum in by_table.values.items() if datum.provenance.file]
    assert len(told) == 9
    for name in set(told) - {"年产值", "研发平台"}:
        assert by_table.values[name].value == by_file.values[name].value, name
    platforms = by_table.values["研发平台"].value
    assert isinstance(platforms, tuple)
    assert [one["名称"] for one in platforms] == ["院士工作站", "检测中心"]
    of = by_table.values["产值"].provenance
    assert (of.year, of.document_number, of.verdict) == ("2024", "统发〔2025〕3号", "属实")
    assert rulebook.evaluate(by_table)["产值规模"].exact == rulebook.evaluate(by_file)["产值规模"].exact


def test_the_tables_of_towns_are_the_same_as_folder_and_workbook(tmp_path: Path) -> None:
    rules, _, _ = files(tmp_path)
    rulebook = load(rules)
    tables = {name: listing(f"wide/{name}") for name in ("数据", "研发平台", "专家评分")}
    folder = tmp_path / "tables"
    folder.mkdir()
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    book = tmp_path / "towns.xlsx"
    sheets = {name: [line.split(",") for line in text.split("\n")] for name, text in tables.items()}
    book.write_bytes(workbook(sheets))
    both = [list(read_towns(path, rulebook)) for path in (folder, book)]
    for towns in both:
        assert [town.name for town in towns] == ["示例镇", "乙镇"]
        first, second = (rulebook.evaluate(town) for town in towns)
        assert str(first["服务"].exact) == "7/2"
        assert first["产值规模"].exact == 15
        assert second.town.values["研发平台"].value == ()
        assert second.town.values["科技人员"].value == 120000
    values = [
        [{name: value(datum) for name, datum in town.values.items()} for town in towns] for towns in both
    ]
    assert values[0] == values[1]


def value(datum: Datum) -> object:
    """What a datum says, wherever it was read."""
    if isinstance(datum.value, Series):
        return {year: point.value for year, point in datum.value.points.items()}
    return datum.value


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
    """One is chosen, one agrees, one is a conflict; the table says the same."""
    (text,) = re.findall(r"```yaml accounts\n(.*?)```", (DOCS / "data.md").read_text("utf-8"), re.DOTALL)
    (tmp_path / "town.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "town.csv").write_text(listing("several"), encoding="utf-8")
    (tmp_path / "t.rule").write_text(
        "标准 t\n  状态 征求意见\n数据 企业数 : 整数(户)\n数据 利润 : 数值(亿元)\n数据 职工数 : 数值(人)\n"
        "定义 人均 = 利润 / 职工数\n定义 户均 = 利润 / 企业数\n",
        encoding="utf-8",
    )
    rulebook = load(tmp_path / "t.rule")
    for name in ("town.yaml", "town.csv"):
        outcome = rulebook.evaluate(read_town(tmp_path / name, rulebook))
        assert outcome["户均"].exact == Fraction(9, 324)
        assert [(stake.cause.kind, stake.cause.name) for stake in outcome.missing] == [("conflict", "职工数")]


def test_the_decision_of_the_page_settles_what_files_differ_in(tmp_path: Path) -> None:
    (text,) = re.findall(r"```yaml decision\n(.*?)```", (DOCS / "data.md").read_text("utf-8"), re.DOTALL)
    (tmp_path / "采用.yaml").write_text(text, encoding="utf-8")
    tables = {
        "统计局.csv": "数据项,值,年份,来源\n年产值,150,2024,\n企业数,320,,统计局\n",
        "市监局.csv": "数据项,值,年份,来源\n年产值,140,2024,\n企业数,324,,市监局\n",
    }
    for name, rows in tables.items():
        (tmp_path / name).write_text(f"镇,示例镇,,\n{rows}", encoding="utf-8")
    (tmp_path / "t.rule").write_text(
        "标准 t\n  状态 征求意见\n数据 企业数 : 整数(户)\n数据 年产值 : 逐年 数值(亿元)\n", encoding="utf-8"
    )
    rulebook = load(tmp_path / "t.rule")
    town = join_towns(read_town(tmp_path / name, rulebook) for name in (*tables, "采用.yaml"))
    assert town.values["企业数"].value == 324
    years = town.values["年产值"].value
    assert isinstance(years, Series)
    assert years.points[2024].value == 150 * 10**8
