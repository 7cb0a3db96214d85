"""Tables on the command line: several towns of a file, places, and what goes wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry

from guiju.cli.main import main
from tests.books import Rows, Stored, workbook
from tests.cli.test_commands import SCHEMAS

RULES = """\
标准 shili "示例"
  状态 征求意见
数据 产值 : 数值(亿元) ≥ 0
指标体系 综合 满分 100
  汇总 求和
  指标 规模 权重 100
    取值 产值
    评分 线性 0 亿元 → 0, 200 亿元 → 满分    建议值 "示例"
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty current folder with a rule file."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "r.rule").write_text(RULES, encoding="utf-8")
    (tmp_path / "r2.rule").write_text(RULES.replace("200 亿元", "300 亿元"), encoding="utf-8")
    (tmp_path / "t.csv").write_bytes("镇,产值（亿元）\n甲镇,150\n乙镇,3.5\n".encode("gb18030"))
    (tmp_path / "one.csv").write_text(
        "规则,r.rule\n镇,甲镇\n数据项,值,单位\n产值,150,亿元\n", encoding="utf-8"
    )
    sheet: Rows = [["镇", "产值（亿元）"], ["甲镇", Stored("150")], ["乙镇", Stored("3.5")]]
    (tmp_path / "t.xlsx").write_bytes(workbook({"集聚效应": sheet}))
    return tmp_path


def test_every_town_of_a_table_has_a_result(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", "t.csv", "--rules", "r.rule", "--format", "json", "--lang", "en"]) == 0
    printed = capsys.readouterr()
    assert [one["town"]["name"] for one in json.loads(printed.out)] == ["甲镇", "乙镇"]
    assert [one["total"]["value"] for one in json.loads(printed.out)] == ["75", "1.75"]
    assert printed.err.startswith("info[I920]: t.csv was read as GB18030")
    assert printed.err.count("I920") == 1


def test_one_town_of_a_table_is_one_object_and_names_its_rules(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["evaluate", "one.csv", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["town"]["name"] == "甲镇"


@pytest.mark.parametrize(
    ("name", "place", "file"),
    [
        ("t.xlsx", "t.xlsx 表“集聚效应” B2", "t.xlsx  sha256:"),
        ("t.csv", "t.csv:2 列“产值（亿元）”", "t.csv（GB18030）"),
    ],
)
def test_the_explanation_says_where_a_figure_stands(
    folder: Path, capsys: pytest.CaptureFixture[str], name: str, place: str, file: str
) -> None:
    assert main(["explain", name, "--rules", "r.rule"]) == 0
    text = capsys.readouterr().out
    assert place in text
    assert file in text


def test_the_trace_of_a_table_keeps_to_its_schema(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    schema = json.loads((SCHEMAS / "trace-1.schema.json").read_text(encoding="utf-8"))
    validator = Draft202012Validator(schema, registry=Registry())
    for name in ("t.xlsx", "t.csv"):
        assert main(["explain", name, "--rules", "r.rule", "--format", "json"]) == 0
        traces = json.loads(capsys.readouterr().out)
        assert len(traces) == 2
        for trace in traces:
            validator.validate(trace)
        (found,) = {(of["sheet"], of["cell"]) for of in _provenances(traces[0])}
        assert found == (("集聚效应", "B2") if name == "t.xlsx" else ("", ""))
        assert traces[0]["data_files"][0]["encoding"] == ("" if name == "t.xlsx" else "GB18030")


def _provenances(trace: dict[str, object]) -> list[dict[str, str]]:
    steps = trace["steps"]
    assert isinstance(steps, list)
    return [step["provenance"] for step in steps if step["provenance"] is not None]


def test_a_difference_of_revisions_over_the_towns_of_a_table(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("t.csv", "t.xlsx"):
        assert main(["diff", "r.rule", "r2.rule", "--towns", name, "--format", "json"]) == 0
        assert '"甲镇"' in capsys.readouterr().out


def test_one_wrong_row_is_said_and_the_others_are_evaluated(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "bad.csv").write_text("镇,产值\n甲镇,很多\n乙镇,100\n", encoding="utf-8")
    assert main(["evaluate", "bad.csv", "--rules", "r.rule", "--lang", "zh"]) == 2
    printed = capsys.readouterr()
    assert "bad.csv:2:4" in printed.err
    assert printed.out == "乙镇\n  总分 50\n"


def test_a_former_name_heads_a_column_and_names_an_item(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rules = '标准 t "改名"\n  状态 征求意见\n数据 产值 : 数值(亿元)\n  原名 总产值\n结果 两倍 = 产值 × 2\n'
    (tmp_path / "t.rule").write_text(rules, encoding="utf-8")
    (tmp_path / "wide.csv").write_text("镇,总产值（万元）\n甲镇,50000\n", encoding="utf-8")
    (tmp_path / "long.csv").write_text("镇,甲镇\n数据项,值,单位\n总产值,5,亿元\n", encoding="utf-8")
    for name in ("wide.csv", "long.csv"):
        words = ["evaluate", str(tmp_path / name), "--rules", str(tmp_path / "t.rule"), "--lang", "zh"]
        assert main(words) in (0, 4)
        printed = capsys.readouterr()
        assert "两倍 10 亿元" in printed.out
        assert "I960" in printed.err


LISTED = """\
标准 t "改名"
  状态 征求意见
数据 研发平台 : 清单
  原名 科研平台
  层级 : 文本
结果 平台数 = 计数(研发平台)
"""


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_sheet_is_called_after_the_former_name_of_its_list(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    (tmp_path / "t.rule").write_text(LISTED, encoding="utf-8")
    records: Rows = [["镇", "层级"], ["甲镇", "省级"], ["甲镇", "市级"]]
    counts: Rows = [["镇", "科研平台"], ["甲镇", "2"]]
    target = tmp_path / "towns"
    if kind == "csv":
        target.mkdir()
        for name, rows in (("科研平台", records), ("数据", counts)):
            text = "".join(",".join(map(str, row)) + "\n" for row in rows)
            (target / f"{name}.csv").write_text(text, encoding="utf-8")
    else:
        target = tmp_path / "towns.xlsx"
        target.write_bytes(workbook({"科研平台": records, "数据": counts}))
    assert main(["evaluate", str(target), "--rules", str(tmp_path / "t.rule"), "--lang", "zh"]) == 0
    printed = capsys.readouterr()
    assert "平台数 2" in printed.out
    assert printed.err.count("I960") == 1


def test_a_list_under_both_of_its_names_is_an_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "t.rule").write_text(LISTED, encoding="utf-8")
    records: Rows = [["镇", "层级"], ["甲镇", "省级"]]
    (tmp_path / "t.xlsx").write_bytes(workbook({"科研平台": records, "研发平台": records}))
    assert main(["evaluate", str(tmp_path / "t.xlsx"), "--rules", str(tmp_path / "t.rule")]) == 2
    assert capsys.readouterr().err.count("I961") == 1
