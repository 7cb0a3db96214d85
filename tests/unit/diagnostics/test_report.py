"""Counting, order and the limit."""

from __future__ import annotations

import pytest

from guiju.diagnostics.model import Lang
from guiju.diagnostics.report import Report, Summary
from tests.unit.diagnostics.samples import (
    RULE,
    SHARED,
    WEIGHTS,
    at,
    finding,
    gap,
    homeless,
    known,
    report,
    unused,
    weights,
)


def test_order_is_file_line_column_code_and_no_place_last() -> None:
    assert report().ordered() == (weights(), known(), unused(), gap(), homeless())


def test_files_are_in_the_order_given_and_unlisted_ones_follow() -> None:
    first = finding(WEIGHTS, at(SHARED, "共用"), name="a", found="1", required="2")
    assert Report((weights(), first), ("rules/shared.rule",)).ordered() == (first, weights())
    assert Report((weights(), first), ()).all_files == (RULE.name, SHARED.name)


def test_order_does_not_depend_on_the_order_found() -> None:
    same_place = [
        finding(WEIGHTS, at(RULE, "优秀"), name=name, found="1", required="2") for name in ("b", "a", "c")
    ]
    assert Report(tuple(same_place), ()).ordered() == Report(tuple(reversed(same_place)), ()).ordered()


def test_known_defects_count_as_nothing_else() -> None:
    assert report().summary == Summary(errors=2, warnings=1, infos=1, expected=1, files=3)
    assert report().failed
    assert not Report((known(), gap()), ()).failed


@pytest.mark.parametrize(
    ("summary", "zh", "en"),
    [
        (
            Summary(2, 1, 0, 3, 1),
            "检查了 1 个文件：2 个错误，1 个警告，3 处已知缺陷",
            "checked 1 file: 2 errors, 1 warning, 3 known defects",
        ),
        (Summary(0, 0, 0, 0, 0), "检查了 0 个文件：没有发现问题", "checked 0 files: no problems found"),
    ],
)
def test_summary(summary: Summary, zh: str, en: str) -> None:
    assert (summary.text(Lang.ZH), summary.text(Lang.EN)) == (zh, en)


def test_limit_keeps_errors_and_the_order() -> None:
    full = report()
    assert full.shown(5) == (full.ordered(), 0)
    assert full.shown(2) == ((weights(), homeless()), 3)
    assert full.shown(3) == ((weights(), gap(), homeless()), 2)
    assert full.shown(4) == ((weights(), unused(), gap(), homeless()), 1)
