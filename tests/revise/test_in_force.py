"""Which revision counts on a day."""

from __future__ import annotations

from pathlib import Path

import pytest

from guiju.api import RuleError, load

BODY = "\n数据 产值 : 数值(亿元)\n认定 专业镇\n  应 产值 > 200 亿元\n"
FIRST = '标准 t "示例"\n  版次 first\n  状态 现行\n  实施 2020-01-01\n' + BODY
SECOND = "修订 t second 基于 first\n  状态 现行\n  实施 2025-01-01\n  代替 first\n"
SECOND += "  改 认定 专业镇 200 亿元 → 300 亿元\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "first.rule").write_text(FIRST, encoding="utf-8")
    (tmp_path / "second.rule").write_text(SECOND, encoding="utf-8")
    return tmp_path


def used(path: Path, day: str) -> str:
    return load(path, as_of=day).model.header.revision


def refused(path: Path, day: str) -> list[str]:
    with pytest.raises(RuleError) as error:
        load(path, as_of=day)
    return [finding.code.id for finding in error.value.diagnostics if finding.is_error]


@pytest.mark.parametrize(
    ("day", "revision"),
    [
        ("2020-01-01", "first"),
        ("2024-12-31", "first"),
        ("2025-01-01", "second"),
        ("2031-05-05", "second"),
    ],
)
def test_one_revision_is_in_force(folder: Path, day: str, revision: str) -> None:
    assert used(folder, day) == revision
    assert used(folder / "first.rule", day) == revision
    assert used(folder / "second.rule", day) == revision


def test_before_the_first_there_is_none(folder: Path) -> None:
    assert refused(folder, "2019-12-31") == ["V808"]


def test_without_a_word_both_are_in_force(folder: Path) -> None:
    (folder / "second.rule").write_text(SECOND.replace("  代替 first\n", ""), encoding="utf-8")
    assert refused(folder, "2025-01-01") == ["V809"]
    assert used(folder, "2024-12-31") == "first"


def test_an_end_leaves_a_gap(folder: Path) -> None:
    ended = FIRST.replace("实施 2020-01-01\n", "实施 2020-01-01\n  失效 2024-07-01\n")
    (folder / "first.rule").write_text(ended, encoding="utf-8")
    assert used(folder, "2024-06-30") == "first"
    assert refused(folder, "2024-07-01") == ["V808"]
    assert used(folder, "2025-01-01") == "second"


def test_another_standard_in_the_folder(folder: Path) -> None:
    (folder / "other.rule").write_text(FIRST.replace("标准 t ", "标准 u "), encoding="utf-8")
    assert refused(folder, "2025-01-01") == ["V822"]
    assert used(folder / "first.rule", "2025-01-01") == "second"


def test_drafts_that_state_no_days_are_used_as_named(folder: Path) -> None:
    (folder / "first.rule").write_text(FIRST.replace("  实施 2020-01-01\n", ""), encoding="utf-8")
    (folder / "second.rule").write_text(SECOND.replace("  实施 2025-01-01\n", ""), encoding="utf-8")
    assert used(folder / "first.rule", "2019-01-01") == "first"


def test_a_revision_that_cannot_be_read_is_said(folder: Path) -> None:
    (folder / "second.rule").write_text(SECOND.replace("200 亿元 →", "100 亿元 →"), encoding="utf-8")
    """It may be the one that is in force: taking another in silence would be wrong."""
    assert refused(folder, "2025-06-30") == ["V816"]
    assert refused(folder / "first.rule", "2024-06-30") == ["V816"]
