"""The comparison of a pair of files, in every output; and that no class or field of the rulebook is forgotten."""

from __future__ import annotations

import inspect
import json
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from guiju.cli.main import main
from guiju.revise.compare_declared import FIELDS
from guiju.revise.edits import Aspect, Change, Construct, Direction
from guiju.revise.meaning import MEANING
from guiju.revise.print_json import schema_text
from guiju.revise.words import ASPECTS, CHANGES, CONSTRUCTS, DIRECTIONS
from guiju.rulebook import dated, expressions, model, scheme
from guiju.shipped import shipped

HERE = Path(__file__).parent
OLD, NEW, TOWN = "old.rule", "new.rule", "town.yaml"
# Classes that are no things of their own: bases, and what carries others.
_CARRY = {
    expressions.Expression, scheme.Scoring, scheme.Remarks, model.Named, model.Condition, model.Rulebook,
}  # fmt: skip


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(HERE)


def output(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> str:
    assert main(["diff", *arguments]) == code
    return capsys.readouterr().out


@pytest.mark.parametrize(("lang", "form"), [("zh", "text"), ("en", "text"), ("zh", "markdown")])
def test_golden(capsys: pytest.CaptureFixture[str], lang: str, form: str) -> None:
    golden = HERE / f"golden.{lang}.{'md' if form == 'markdown' else 'txt'}"
    found = output(capsys, OLD, NEW, "--towns", TOWN, "--lang", lang, "--format", form)
    assert found == golden.read_text(encoding="utf-8")


JUDGED = ("judged-old.rule", "judged-new.rule", "judged-a.yaml", "judged-b.yaml", "judged-c.yaml")


@pytest.mark.parametrize(("lang", "form"), [("zh", "html"), ("zh", "text"), ("en", "text")])
def test_golden_of_what_judges(
    capsys: pytest.CaptureFixture[str], request: pytest.FixtureRequest, lang: str, form: str
) -> None:
    """Rankings, a population, a panel, a table and dated values; towns that are compared with each other."""
    old, new, *towns = JUDGED
    found = output(capsys, old, new, "--towns", *towns, "--lang", lang, "--format", form)
    golden = HERE / f"judged.{lang}.{'html' if form == 'html' else 'txt'}"
    if request.config.getoption("--update-golden"):
        golden.write_bytes(found.encode())
    assert found == golden.read_bytes().decode()


def test_json_fits_its_schema(capsys: pytest.CaptureFixture[str]) -> None:
    schema = json.loads(schema_text())
    Draft202012Validator.check_schema(schema)
    found = json.loads(output(capsys, OLD, NEW, "--towns", TOWN, "--format", "json"))
    Draft202012Validator(schema).validate(found)
    (score,) = found["towns"][0]["scores"]
    assert score["change"]["exact"] == "45/4"
    assert [share["points"]["exact"] for share in score["shares"]] == ["-15/4", "15"]


def test_html_is_one_file_without_scripts(capsys: pytest.CaptureFixture[str]) -> None:
    page = output(capsys, OLD, NEW, "--towns", TOWN, "--format", "html", "--lang", "zh")
    assert "<script" not in page
    assert "http" not in page
    assert "产值规模" in page


def test_the_same_meaning_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert "两份规则的含义相同" in output(capsys, OLD, OLD, "--lang", "zh", "--fail-on", "any")


@pytest.mark.parametrize("what", ["grade-change", "any"])
def test_fail_on(capsys: pytest.CaptureFixture[str], what: str) -> None:
    output(capsys, OLD, NEW, "--towns", TOWN, "--fail-on", what, code=1)


def test_a_file_that_cannot_be_used(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    bad = tmp_path / "bad.rule"
    bad.write_text("标准 t\n指标体系 s 满分 10\n", encoding="utf-8")
    output(capsys, OLD, str(bad), code=2)
    output(capsys, OLD, str(tmp_path / "none.rule"), code=2)


TANGLED = """\
标准 t
  状态 征求意见
数据 a : 数值(%) ≥ 0
数据 b : 选项(高 > 低)
指标体系 s 满分 10
  汇总 求和
  缺项 待定
  指标 甲 权重 4
    取值 a
    评分 线性 0% → 0, 30% → 满分
  指标 丙 权重 6
    取值 b = 高
    评分 是非
"""
UNTANGLED = """\
标准 t
  状态 征求意见
数据 a : 是非
数据 b2 : 选项(高 > 低)
指标体系 s 满分 10
  汇总 加权几何平均
  缺项 折算
  指标 甲 权重 10
    汇总 求和
    指标 乙 权重 4
      取值 b2 = 高
      评分 是非
    指标 丁 权重 6
      取值 a
      评分 是非
"""


@pytest.mark.parametrize("turned", [False, True])
def test_what_cannot_be_mixed_and_data_that_do_not_fit(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, turned: bool
) -> None:
    for name, text in (("1.rule", TANGLED), ("2.rule", UNTANGLED)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    for name, figures in (("x.yaml", "  a: 20%\n  b: 高\n"), ("y.yaml", "  b: 高\n  b2: 低\n")):
        (tmp_path / name).write_text(f"镇: {name}\n数据:\n{figures}", encoding="utf-8")
    old, new = ("2.rule", "1.rule") if turned else ("1.rule", "2.rule")
    files = [str(tmp_path / name) for name in (old, new, "x.yaml", "y.yaml")]
    found = json.loads(output(capsys, *files[:2], "--towns", *files[2:], "--format", "json"))
    assert found["towns"][0]["fits"] == {"old": not turned, "new": turned}
    assert found["towns"][1]["scores"][0]["shares"] is None


def test_the_repair_of_the_draft_is_two_weights(capsys: pytest.CaptureFixture[str]) -> None:
    pack = shipped("rules") / "db1409-1"
    found = json.loads(
        output(capsys, str(pack / "draft.rule"), str(pack / "repair.rule"), "--format", "json")
    )
    weights = [
        (edit["name"], [(d["aspect"], d["old"], d["new"]) for d in edit["details"]])
        for edit in found["edits"]
        if edit["construct"] not in ("header", "known_defect")
    ]
    assert weights == [
        ("高附加值新产品", [("weight", "5", "4")]),
        ("绿色制造企业", [("weight", "2", "3")]),
    ]


def _classes() -> list[type]:
    return [
        one
        for module in (expressions, dated, scheme, model)
        for _, one in inspect.getmembers(module, inspect.isclass)
        if one.__module__ == module.__name__ and is_dataclass(one) and one not in _CARRY
    ]


@pytest.mark.parametrize("one", _classes(), ids=lambda one: one.__name__)
def test_every_class_of_the_rulebook_is_compared(one: type) -> None:
    assert one in MEANING or one in FIELDS


@pytest.mark.parametrize("one", FIELDS, ids=lambda one: one.__name__)
def test_every_field_of_what_is_declared_has_its_row(one: type) -> None:
    assert {field.name for field in fields(one)} == set(FIELDS[one])


def test_every_word_is_there() -> None:
    for words, kinds in (
        (ASPECTS, Aspect),
        (CHANGES, Change),
        (CONSTRUCTS, Construct),
        (DIRECTIONS, Direction),
    ):
        assert set(words) == set(kinds)


DATED = """\
标准 t
  状态 征求意见
  版次 {revision}
数据 a : 数值(%) ≥ 0
参数 目标 依据 "1"
{values}
指标体系 s 满分 10
  汇总 求和
  指标 甲 权重 10
    取值 a
    评分 线性 0% → 0, 目标 → 满分
"""


def test_dated_values_are_compared_one_by_one(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    old, new, town = (tmp_path / name for name in ("old.rule", "new.rule", "town.yaml"))
    before = '  自 2024-01-01 = 40%\n  自 2026-01-01 = 50%   依据 "2"'
    after = '  自 2024-01-01 = 40%\n  自 2025-01-01 = 45%\n  自 2026-01-01 = 0.6  依据 "3"'
    old.write_text(DATED.format(revision="a", values=before), encoding="utf-8")
    new.write_text(DATED.format(revision="a", values=after), encoding="utf-8")
    town.write_text("镇: 甲\n数据日期: 2025-06-30\n数据: {a: 30}\n", encoding="utf-8")
    found = json.loads(output(capsys, str(old), str(new), "--towns", str(town), "--format", "json"))
    (edit,) = found["edits"]
    details = [(d["aspect"], d["what"], d["old"], d["new"]) for d in edit["details"]]
    assert details == [
        ("value", "2025-01-01", None, "45%"),
        ("value", "2026-01-01", "50%", "0.6"),
        ("clauses", "2026-01-01", "2", "3"),
    ]
    (score,) = found["towns"][0]["scores"]
    assert score["change"]["exact"] == "-5/6"
    assert [share["points"]["exact"] for share in score["shares"]] == ["-5/6"]


def test_a_value_that_became_dated(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    old, new = tmp_path / "old.rule", tmp_path / "new.rule"
    text_new = DATED.format(revision="a", values="  自 2024-01-01 = 40%")
    old.write_text(
        text_new.replace('目标 依据 "1"\n  自 2024-01-01 = 40%', '目标 = 40% 依据 "1"'), encoding="utf-8"
    )
    new.write_text(text_new, encoding="utf-8")
    text = output(capsys, str(old), str(new), "--lang", "zh")
    assert "内容 40% → 无" in text
    assert "内容 2024-01-01 无 → 40%" in text
