"""Folders on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from guiju.cli.main import main
from guiju.shipped import shipped
from tests.cli.test_tables import RULES


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A current folder with rules and a folder of two towns and what they share."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "r.rule").write_text(RULES, encoding="utf-8")
    (tmp_path / "r2.rule").write_text(RULES.replace("200 亿元", "300 亿元"), encoding="utf-8")
    (tmp_path / "towns").mkdir()
    for name, value in (("甲镇", 150), ("乙镇", 30)):
        text = f"镇: {name}\n规则: ../r.rule\n数据: {{产值: {value}}}\n"
        (tmp_path / "towns" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def test_the_towns_of_the_pack(capsys: pytest.CaptureFixture[str]) -> None:
    pack = shipped("rules") / "db1409-1" / "towns"
    assert main(["evaluate", str(pack), "--format", "json"]) == 4
    printed = capsys.readouterr()
    assert not printed.err
    assert (
        len(json.loads(printed.out)) == len(list(pack.iterdir())) - 1
    )  # counties.yaml is shared by the others


def test_a_folder_and_its_files_give_the_same(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    printed = []
    for names in (["towns"], ["towns/乙镇.yaml", "towns/甲镇.yaml"]):
        assert main(["explain", *names, "--format", "json"]) == 0
        printed.append(capsys.readouterr().out)
    assert printed[0] == printed[1]


def test_a_town_twice_is_an_error_whatever_it_comes_from(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["evaluate", "towns", "towns/甲镇.yaml", "--format", "json", "--lang", "en"]) == 2
    printed = capsys.readouterr()
    assert [one["town"]["name"] for one in json.loads(printed.out)] == ["乙镇", "甲镇"]
    assert "error[I987]: the town `甲镇` of towns/甲镇.yaml is already in towns/甲镇.yaml" in printed.err
    assert main(["diff", "r.rule", "r2.rule", "--towns", "towns", "towns/甲镇.yaml"]) == 2
    assert "I987" in capsys.readouterr().err


def test_one_town_under_two_rulebooks_is_no_mistake(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "镇: 甲镇\n规则: r2.rule\n数据: {产值: 150}\n"
    (folder / "甲镇.yaml").write_text(text, encoding="utf-8")
    assert main(["evaluate", "towns", "甲镇.yaml", "--format", "json"]) == 0
    assert [one["total"]["value"] for one in json.loads(capsys.readouterr().out)] == ["15", "75", "50"]


def test_a_difference_over_a_folder(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "r.rule", "r2.rule", "--towns", "towns", "--format", "json"]) == 0
    towns = json.loads(capsys.readouterr().out)["towns"]
    assert [one["name"] for one in towns] == ["乙镇", "甲镇"]


def test_a_folder_without_data(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for words in (["evaluate", "."], ["explain", "."], ["diff", "r.rule", "r2.rule", "--towns", "."]):
        assert main([*words, "--lang", "en"]) == 2
        assert "error[I986]: the folder . holds no data file" in capsys.readouterr().err


def test_a_difference_is_not_written_over_a_file_of_the_folder(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = folder / "towns" / "丙镇.json"
    path.write_text('{"镇": "丙镇", "数据": {"产值": 3}}', encoding="utf-8")
    before = path.read_bytes()
    assert main(["diff", "r.rule", "r2.rule", "--towns", "towns", "-o", str(path), "--force"]) == 2
    assert path.read_bytes() == before
    assert "overwrite an input" in capsys.readouterr().err
