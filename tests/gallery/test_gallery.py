"""Mistakes drafters make, each in a file of its own, and what they are told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from guiju.diagnostics.human import to_human
from guiju.diagnostics.model import Diagnostic, Edit, Lang
from guiju.diagnostics.report import Report
from guiju.pipeline import check_source
from guiju.source import Source

HERE = Path(__file__).parent
FILES = sorted(HERE.glob("*.rule"))
INDEX = HERE / "README.md"
LINE = "-" * 72 + "\n"

_MEANT = re.compile(r"# (?:本意：|Meant: )(.+)\n")


def findings(path: Path) -> tuple[Diagnostic, ...]:
    return check_source(Source.of_bytes(path.name, path.read_bytes())).findings


def told(found: tuple[Diagnostic, ...]) -> str:
    """What is printed, in Chinese and below a line in English."""
    report = Report(found, ())
    return to_human(report, Lang.ZH) + LINE + to_human(report, Lang.EN)


def is_right(path: Path) -> bool:
    """Files with nothing wrong in them say so in their name."""
    return "-right-" in path.name


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_is_said(path: Path, request: pytest.FixtureRequest) -> None:
    """The same as was read and approved: nothing unfilled, something about every mistake and nothing without one."""
    found = findings(path)
    assert bool(found) != is_right(path)
    text = told(found)
    assert not re.search(r"[⟦⟧]|\{[a-z_]+\}", text)
    golden = path.with_suffix(".txt")
    if request.config.getoption("--update-golden"):
        golden.write_bytes(text.encode("utf-8"))
    assert golden.is_file(), "run with --update-golden, read the new file, keep it if it is good"
    assert text == golden.read_bytes().decode("utf-8")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_is_offered_mends_it(path: Path) -> None:
    """Where every finding offers a change, the file is right once they are made."""
    source = Source.of_bytes(path.name, path.read_bytes())
    found = findings(path)
    if not found or any(not finding.fixes for finding in found) or path.stem[4:] in MORE_TO_DO:
        pytest.skip("there is something only the drafter can mend")
    for _ in range(3):  # the same mistake twice in a line is told one after the other
        source = Source(path.name, _mended(source, [e for finding in found for e in finding.fixes[0].edits]))
        found = tuple(finding for finding in check_source(source).findings if finding.is_error)
        if not found:
            return
        assert all(finding.fixes for finding in found), told(found)
    raise AssertionError(told(found))


# The change mends the line, and what is wrong elsewhere is told next.
MORE_TO_DO = frozenset({"dash-rows", "name-with-brackets"})


def _mended(source: Source, edits: list[Edit]) -> str:
    text = source.text
    for edit in sorted(set(edits), key=lambda edit: edit.place.span.start, reverse=True):
        text = text[: edit.place.span.start] + edit.text + text[edit.place.span.end :]
    return text


def test_no_golden_without_a_file() -> None:
    assert {path.stem for path in HERE.glob("*.txt")} == {path.stem for path in FILES}


def test_every_file_says_what_was_meant() -> None:
    for path in FILES:
        assert "empty" in path.name or _MEANT.match(path.read_text(encoding="utf-8")), path.name


def test_index(request: pytest.FixtureRequest) -> None:
    """The list of the files, with what was meant and the codes of what is said."""
    rows = []
    for path in FILES:
        meant = _MEANT.match(path.read_text(encoding="utf-8"))
        codes = " ".join(dict.fromkeys(finding.code.id for finding in findings(path))) or "—"
        words = meant.group(1).replace("|", "\\|") if meant else "空文件"
        rows.append(f"| [{path.stem}]({path.stem}.txt) | {words} | {codes} |\n")
    text = HEAD + "".join(rows)
    if request.config.getoption("--update-golden"):
        INDEX.write_bytes(text.encode("utf-8"))
    assert text == INDEX.read_bytes().decode("utf-8")


HEAD = """# 起草人的常见错误 · Mistakes drafters make

每个 `.rule` 文件有一处错误（名称带 `right` 的没有），第一行注释写着本意；同名的 `.txt` 是 `guiju check` 的回答，
先中文，横线以下是英文。

Each `.rule` file holds one mistake (those with `right` in their name none); its first line, a comment, says what was
meant. The `.txt` of the same name is what `guiju check` answers, in Chinese and below a line in English.
`pytest tests/gallery --update-golden` writes the answers and this list again: read the difference before you keep it.

| 文件 | 本意 | 代码 |
|---|---|---|
"""
