"""`guiju table`, `guiju repair` and the comment form on the command line: files, refusals, exit codes."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from guiju.cli.main import main
from guiju.shipped import shipped

DRAFT = str(shipped("rules") / "db1409-1" / "draft.rule")
REPAIR = str(shipped("rules") / "db1409-1" / "repair.rule")
WRITTEN_OUT = Path(__file__).parents[1] / "revise" / "repair-as-written.rule"


@pytest.mark.parametrize("name", ["t.md", "t.html", "t.docx"])
def test_a_table_is_saved_once_and_printed_to_be_the_same(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    assert main(["table", DRAFT, "-o", str(path)]) == 0
    before = path.read_bytes()
    assert main(["table", DRAFT, "-o", str(path)]) == 2  # never over a file
    assert main(["table", DRAFT, "-o", str(path), "--force"]) == 0
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "words",
    [
        ["table", DRAFT, "--format", "docx"],
        ["table", DRAFT, "-o", "t.pdf"],
        ["table", DRAFT, "-o", DRAFT, "--format", "markdown", "--force"],
        ["table", DRAFT, "--against", DRAFT],
        ["check", "--format", "comments", "-o", "c.pdf", DRAFT],
        ["check", "--format", "comments", DRAFT, REPAIR],
        ["repair", REPAIR, "-o", "no-repair.rule"],
    ],
)
def test_what_is_refused(words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(words) == 2
    assert list(tmp_path.iterdir()) == []


def test_a_missing_extra_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    assert main(["table", DRAFT, "-o", str(tmp_path / "t.docx")]) == 2
    assert "guiju[word]" in capsys.readouterr().err
    assert main(["check", "--format", "comments", "-o", str(tmp_path / "c.xlsx"), DRAFT]) == 2
    assert "guiju[excel]" in capsys.readouterr().err


def test_an_amendment_is_saved(tmp_path: Path) -> None:
    path = tmp_path / "repair.rule"
    assert main(["repair", DRAFT, "-o", str(path), "--revision", "two"]) == 0
    assert path.read_text(encoding="utf-8").startswith("修订 db1409-1 two 基于 draft")


def test_rules_with_errors_are_told_and_still_repaired(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = WRITTEN_OUT.read_text(encoding="utf-8").replace("产业聚集水平 权重 10", "产业聚集水平 权重 12")
    path = tmp_path / "x.rule"
    path.write_text(text, encoding="utf-8")
    assert main(["table", str(path)]) == 1
    assert "W401" in capsys.readouterr().err
    assert main(["repair", str(path), "--lang", "en"]) == 0
    assert "产业聚集水平 weight 12 → 10" in capsys.readouterr().out
