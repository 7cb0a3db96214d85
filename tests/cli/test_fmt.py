"""`guiju fmt` as a user types it."""

from __future__ import annotations

import io
import os
import stat
import sys
from pathlib import Path

import pytest

from guiju.cli.main import main

RAGGED = "标准　t\n    状态 征求意见\n数据 甲：是非\n"
FORMATTED = "标准 t\n  状态 征求意见\n数据 甲 : 是非\n"
WRONG = "标准 t\n  状态\n"


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A ragged file in the current folder, which is otherwise empty."""
    monkeypatch.chdir(tmp_path)
    path = Path("a.rule")
    path.write_text(RAGGED, encoding="utf-8")
    return path


def stdin(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))


def test_a_file_is_rewritten_in_place(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path.chmod(0o640)
    assert main(["fmt", "a.rule", "--lang", "en"]) == 0
    assert path.read_bytes() == FORMATTED.encode("utf-8")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert os.listdir() == ["a.rule"]
    done = capsys.readouterr()
    assert (done.out, done.err) == ("", "formatted: a.rule\n")


def test_a_formatted_file_is_left_alone(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path.write_text(FORMATTED, encoding="utf-8")
    before = path.stat()
    assert main(["fmt", ".", "--lang", "zh"]) == 0
    assert path.stat().st_ino == before.st_ino
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    "data", [b"\xef\xbb\xbf" + FORMATTED.encode(), FORMATTED.replace("\n", "\r\n").encode()]
)
def test_byte_order_mark_and_line_ends_go_silently(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    assert main(["fmt", "--check", "."]) == 1
    assert main(["fmt", "."]) == 0
    assert path.read_bytes() == FORMATTED.encode("utf-8")


def test_a_link_stays_a_link(path: Path) -> None:
    Path("b").mkdir()
    link = Path("b") / "link.rule"
    link.symlink_to(path.resolve())
    assert main(["fmt", str(link)]) == 0
    assert link.is_symlink()
    assert path.read_text(encoding="utf-8") == FORMATTED


def test_check_lists_and_changes_nothing(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("b.rule").write_text(FORMATTED, encoding="utf-8")
    assert main(["fmt", "--check", ".", "a.rule"]) == 1
    assert path.read_text(encoding="utf-8") == RAGGED
    assert capsys.readouterr() == ("a.rule\n", "")
    assert main(["fmt", "--check", "b.rule"]) == 0
    assert capsys.readouterr() == ("", "")


def test_diff_shows_and_changes_nothing(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fmt", "--diff", "."]) == 0
    out = capsys.readouterr().out
    assert out.startswith("--- a.rule\n+++ a.rule\n@@ ")
    assert "-数据 甲：是非\n" in out
    assert "+数据 甲 : 是非\n" in out
    assert path.read_text(encoding="utf-8") == RAGGED
    assert main(["fmt", "--diff", "--check", "."]) == 1
    assert capsys.readouterr().out == out


def test_a_file_with_mistakes_is_not_touched_and_the_others_are(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = Path("0.rule")
    wrong.write_text(WRONG, encoding="utf-8")
    assert main(["fmt", ".", "--lang", "en"]) == 1
    assert wrong.read_text(encoding="utf-8") == WRONG
    assert path.read_text(encoding="utf-8") == FORMATTED
    done = capsys.readouterr()
    assert done.out == ""
    assert "error[S101]" in done.err
    assert "--> 0.rule:2:" in done.err
    assert done.err.endswith("formatted: a.rule\n")


def test_standard_input(
    path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stdin(monkeypatch, RAGGED.encode("utf-8"))
    assert main(["fmt", "-"]) == 0
    assert capsys.readouterr() == (FORMATTED, "")
    stdin(monkeypatch, RAGGED.encode("utf-8"))
    assert main(["fmt", "-", "--check"]) == 1
    assert capsys.readouterr() == ("<stdin>\n", "")
    stdin(monkeypatch, WRONG.encode("utf-8"))
    assert main(["fmt", "-"]) == 1
    assert capsys.readouterr().out == ""


def test_translation(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fmt", "--to", "en", "."]) == 0
    assert path.read_text(encoding="utf-8") == "standard t\n  status consultation\ninput 甲 : yes_no\n"
    assert main(["fmt", "--to", "zh", "."]) == 0
    assert path.read_text(encoding="utf-8") == FORMATTED


def test_a_clash_of_names_stops_the_translation(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "数据 score : 数值(分)\n定义 a = s.得分 + score\n"
    path.write_text(text, encoding="utf-8")
    assert main(["fmt", "--to", "en", "--lang", "zh", "."]) == 1
    assert path.read_text(encoding="utf-8") == text
    assert "S130" in capsys.readouterr().err


def test_what_cannot_be_read_is_said_and_the_others_are_formatted(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("gbk.rule").write_bytes("标准 示例".encode("gb18030"))
    assert main(["fmt", "none.rule", "gbk.rule", "a.rule"]) == 2
    assert path.read_text(encoding="utf-8") == FORMATTED
    err = capsys.readouterr().err
    assert "none.rule" in err
    assert "S112" in err


def test_wrong_arguments(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("empty").mkdir()
    assert main(["fmt", "empty"]) == 2
    assert main(["fmt"]) == 2
    assert main(["fmt", "--to", "fr", "."]) == 2
    assert path.read_text(encoding="utf-8") == RAGGED


def test_help_speaks_both_languages(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fmt", "--help"]) == 0
    out = capsys.readouterr().out
    assert "标准输入" in out
    assert "standard input" in " ".join(out.split())
