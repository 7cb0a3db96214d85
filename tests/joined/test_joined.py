"""Files of one town put together on the command line: the outcome of one file, and what is said of differences."""

from __future__ import annotations

import io
import json
import re
import shutil
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import xlsxwriter

from guiju.api import DataError, join_towns, load, read_town
from guiju.cli.main import main
from guiju.evaluate import Outcome
from guiju.explain.trace import trace
from tests.forms.filling import form

HERE = Path(__file__).parent
BUREAUS = ("统计局.csv", "工信局.yaml", "市监局.xlsx")
SHEETS = ("评分-甲.csv", "评分-乙.yaml")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The files, one of them as the workbook that its bureau would send."""
    for path in HERE.iterdir():
        if path.suffix in (".csv", ".yaml", ".rule"):
            shutil.copy(path, tmp_path)
    rows = [line.split(",") for line in (tmp_path / "市监局.csv").read_text("utf-8").splitlines()]
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet("数据")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    (tmp_path / "市监局.xlsx").write_bytes(stream.getvalue())
    return tmp_path


def joined(folder: Path, *names: str) -> Outcome:
    book = load(folder / "town.rule")
    return book.evaluate(join_towns(read_town(folder / name, book) for name in names))


def run(folder: Path, capsys: pytest.CaptureFixture[str], verb: str, *words: str) -> tuple[int, str, str]:
    at = [str(folder / word) if "." in word and not word.startswith("-") else word for word in words]
    code = main([verb, *at, "--join", "--lang", "zh"])
    said = capsys.readouterr()
    return code, said.out, said.err


def bare(found: Any) -> Any:
    """A trace without where its figures are from."""
    if isinstance(found, dict):
        return {
            key: bare(value) for key, value in found.items() if key not in ("provenance", "town", "files")
        }
    return [bare(one) for one in found] if isinstance(found, list) else found


def test_the_files_say_what_one_file_says(folder: Path) -> None:
    book = load(folder / "town.rule")
    whole = book.evaluate(read_town(folder / "whole.yaml", book))
    parts = joined(folder, *BUREAUS, *SHEETS)
    assert parts.is_determined
    assert {**parts.to_dict(), "town": None} == {**whole.to_dict(), "town": None}
    one, other = trace(parts), trace(whole)
    assert bare(one["steps"]) == bare(other["steps"])
    schema = json.loads((shipped_schema()).read_text("utf-8"))
    jsonschema.validate(one, schema)


def shipped_schema() -> Path:
    import guiju

    (path,) = (Path(guiju.__file__).parent / "explain" / "schema").glob("trace-*.schema.json")
    return path


def test_every_figure_keeps_its_file(folder: Path) -> None:
    town = joined(folder, *BUREAUS, *SHEETS).town
    assert [file.name for file in town.files] == [
        "工信局.yaml",
        "counties.yaml",
        "市监局.xlsx",
        "统计局.csv",
        "评分-乙.yaml",
        "评分-甲.csv",
    ]
    files = {name: datum.provenance.file for name, datum in town.values.items() if name != "年产值"}
    assert files == {
        "产值": "统计局.csv",
        "企业数": "市监局.xlsx",
        "从业人员": "统计局.csv",
        "有规划": "工信局.yaml",
        "研发平台": "工信局.yaml",
        "各县": "counties.yaml",
    }
    assert town.values["各县"].accounts == ()
    assert (town.data_date, town.year) == ("2024-12-31", 2024)
    marked = {(expert, datum.provenance.file) for expert, row in town.marks.items() for datum in row.values()}
    assert marked == {("甲", "评分-甲.csv"), ("乙", "评分-乙.yaml")}


def test_on_the_command_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(folder, capsys, "evaluate", *BUREAUS, *SHEETS)
    assert (code, err) == (0, "")
    assert out.startswith("试点镇\n")
    assert run(folder, capsys, "evaluate", *SHEETS, *BUREAUS[::-1]) == (code, out, err)


def test_two_bureaus_that_differ_leave_it_open(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(folder, capsys, "evaluate", *BUREAUS, *SHEETS, "农业局.yaml")
    assert code == 4
    assert "缺 2 项数据：企业数、年产值（2024 年）" in out
    assert err.count("警告[I892]") == 2
    assert "133 户（农业局.yaml）、324 户（市监局.xlsx）" in err
    assert "农业局.yaml:3:12" in err
    assert "市监局.xlsx 表“数据” B3" in err


def test_a_file_of_decisions_settles_it(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = (*BUREAUS, *SHEETS, "农业局.yaml", "采用.yaml")
    code, out, err = run(folder, capsys, "explain", *names)
    assert (code, err) == (0, "")
    assert "采用：第 2 个：按条文以县域为范围（评审组）" in out
    assert "说法 1 = 133 户（来源 农业局；口径 集群内；农业局.yaml:3）" in out
    (step,) = [
        step
        for step in trace(joined(folder, *names))["steps"]
        if step["kind"] == "input" and step["name"] == "企业数"
    ]
    assert (step["accounts"]["chosen"], step["accounts"]["chosen_by"]) == (2, "评审组")
    assert [one["provenance"]["file"] for one in step["accounts"]["values"]] == ["农业局.yaml", "市监局.xlsx"]
    book = load(folder / "town.rule")
    whole = book.evaluate(read_town(folder / "whole.yaml", book))
    assert joined(folder, *names).to_dict()["values"] == whole.to_dict()["values"]


def test_a_file_of_decisions_alone_is_an_error(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = [str(folder / "采用.yaml"), "--rules", str(folder / "town.rule"), "--lang", "zh"]
    for verb in ("evaluate", "explain"):
        assert main([verb, *words]) == 2
        said = capsys.readouterr()
        assert said.out == ""
        assert said.err.count("错误[I975]") == 2
        assert "--join" in said.err
    rules = str(folder / "town.rule")
    assert main(["diff", rules, rules, "--towns", words[0]]) == 2
    assert "I975" in capsys.readouterr().err
    book = load(folder / "town.rule")
    with pytest.raises(DataError, match="I975"):
        book.evaluate(read_town(folder / "采用.yaml", book))
    with pytest.raises(DataError, match="I975"):
        book.evaluate({"企业数": {"采用": "市监局", "理由": "较新"}})


def test_towns_of_other_names_stay_several(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "two.csv").write_text("镇,企业数\n试点镇,324\n另一镇,100\n", encoding="utf-8")
    code, out, err = run(folder, capsys, "evaluate", "two.csv", "工信局.yaml", "--format", "json")
    assert code == 4, err
    assert [one["town"]["name"] for one in json.loads(out)] == ["试点镇", "另一镇"]


def test_a_form_is_a_file_like_any_other(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that a bureau filled in with its own figures and nothing else."""
    plain = run(folder, capsys, "evaluate", *BUREAUS, *SHEETS, "--format", "json")
    shutil.copy(folder / "town.rule", folder / "rules.rule")
    monkeypatch.chdir(folder)
    (folder / "form.xlsx").write_bytes(form({"企业数": 324}, town="试点镇"))
    names = ("统计局.csv", "工信局.yaml", "form.xlsx", *SHEETS)
    code, out, err = run(folder, capsys, "evaluate", *names, "--format", "json", "--rules", "town.rule")
    assert (code, err) == (0, "")
    assert {**json.loads(out), "town": None} == {**json.loads(plain[1]), "town": None}


def test_a_file_given_twice_is_one_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    once = run(folder, capsys, "evaluate", *BUREAUS, *SHEETS)
    assert run(folder, capsys, "evaluate", *BUREAUS, *SHEETS, *SHEETS, *BUREAUS) == once


def test_one_file_that_cannot_be_used_stops_all(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "坏.yaml").write_text("镇: 试点镇\n数据: {企业数: 多}\n", encoding="utf-8")
    (folder / "破.yaml").write_text("镇: [\n", encoding="utf-8")
    for name in ("坏.yaml", "破.yaml", "没有.yaml"):
        code, out, err = run(folder, capsys, "evaluate", *BUREAUS, name)
        assert (code, out) == (2, "")
        assert name in err


def test_rules_are_one_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "sub").mkdir()
    (folder / "sub" / "x.yaml").write_text(
        "镇: 试点镇\n规则: ../town.rule\n数据: {从业人员: 3 万人}\n", encoding="utf-8"
    )
    assert run(folder, capsys, "evaluate", *BUREAUS, *SHEETS, "sub/x.yaml")[0] == 0
    shutil.copy(folder / "town.rule", folder / "other.rule")
    (folder / "x.yaml").write_text(
        "镇: 试点镇\n规则: other.rule\n数据: {从业人员: 3 万人}\n", encoding="utf-8"
    )
    code, out, err = run(folder, capsys, "evaluate", *BUREAUS, *SHEETS, "x.yaml")
    assert (code, out) == (2, "")
    assert "town.rule" in err
    assert "other.rule" in err
    assert run(folder, capsys, "evaluate", *BUREAUS, *SHEETS, "x.yaml", "--rules", "town.rule")[0] == 0
    code, _, err = run(folder, capsys, "evaluate", "统计局.csv", "市监局.xlsx")
    assert code == 2
    assert "I886" in err


def test_a_difference_of_revisions_takes_joined_towns(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (folder / "town.rule").read_text("utf-8")
    (folder / "new.rule").write_text(text.replace("200 亿元 → 满分", "300 亿元 → 满分"), encoding="utf-8")
    words = [str(folder / name) for name in ("town.rule", "new.rule")]
    towns = [str(folder / name) for name in (*BUREAUS, *SHEETS)]
    assert main(["diff", *words, "--towns", *towns, "--join", "--format", "json"]) == 0
    (town,) = json.loads(capsys.readouterr().out)["towns"]
    assert town["name"] == "试点镇"
    missing = str(folder / "没有.yaml")
    decision = str(folder / "采用.yaml")
    assert main(["diff", *words, "--towns", *towns, decision, missing, "--join"]) == 2
    said = capsys.readouterr().err
    assert "I801" in said
    assert "I975" not in said


def test_readings_take_joined_towns(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with (folder / "town.rule").open("a", encoding="utf-8") as rules:
        rules.write(
            '\n解读 权重口径 "按哪一处的权重"\n  照表 "按表" 默认\n  照文 "按正文"\n'
            "    改 指标 规模.权重 40 → 30\n    改 指标 主体.权重 20 → 30\n"
        )
    code, out, _ = run(folder, capsys, "evaluate", *BUREAUS, *SHEETS, "--readings", "all")
    assert code == 0
    assert "照文" in out
    with (folder / "town.rule").open(
        "a", encoding="utf-8"
    ) as rules:  # and rules that cannot read one of the files
        rules.write("    换 数据 从业人员\n      数据 从业人员 : 数值(人) ≥ 50000 人\n")
    (folder / "other.csv").write_text("镇,企业数\n另一镇,100\n", encoding="utf-8")
    code, out, err = run(folder, capsys, "evaluate", *BUREAUS, *SHEETS, "other.csv", "--readings", "all")
    assert code == 4, err
    assert out.count("照文") >= 2


def test_no_name_of_an_expert_with_anonymous(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for verb, *more in (("evaluate",), ("explain",), ("explain", "--format", "json")):
        code, out, err = run(folder, capsys, verb, *BUREAUS, *SHEETS, "--anonymous", *more)
        assert code == 0
        assert not re.search("评分-[甲乙]|专家 ?[甲乙]", out + err)
