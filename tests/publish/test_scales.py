"""Printed scales of grades are read in the ways standards print them, and compared with the rules."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guiju.api import load
from guiju.cli.main import main
from guiju.diagnostics.model import Lang
from guiju.publish.annex import publication
from guiju.publish.markdown import to_markdown
from guiju.publish.reading import read_lines, text_lines
from guiju.publish.scales import Range, best_scale, range_of, scale_differences, scales
from guiju.publish.word import to_word
from guiju.shipped import shipped
from tests.publish.samples import UNEVEN, rulebook

PACK = shipped("rules") / "db1409-1"
PRINTED = Path(__file__).with_name("printed") / "db1409-1-6.5-and-annex-a.txt"
TEXT = PRINTED.read_text(encoding="utf-8")


def found(text: str) -> list[tuple[int, str, str, str, str]]:
    grades = load(PACK / "draft.rule").model.grades["考核评价等级"]
    scale = best_scale(scales(text_lines(text)), grades)
    assert scale is not None
    return [(d.line, d.row, d.column.zh, d.printed, d.ruled) for d in scale_differences(scale, grades)]


def test_the_printed_draft_is_as_its_rules_say() -> None:
    assert found(TEXT) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "评分 $\\geq$ 90 分", "评分 $>$ 90 分",
            ("优秀", "得分", "评分 $>$ 90 分", "得分 ≥ 90"),
        ),
        (
            "75 分 $\\leq$ 评分", "76 分 $\\leq$ 评分",
            ("良好", "得分", "76 分 $\\leq$ 评分 $<$ 90 分", "75 ≤ 得分 < 90"),
        ),
        ("不合格", "差", ("不合格", "等级", "差", "不合格")),
        ("评分 $<$ 60 分\t不合格\n", "", ("不合格", "等级", "—", "不合格")),
        ("60 分 $\\leq$", "70 分 $\\leq$ 评分 $<$ 75 分\t中等\n60 分 $\\leq$", ("中等", "等级", "中等", "—")),
    ],
)  # fmt: skip
def test_a_changed_cell_is_named(old: str, new: str, expected: tuple[str, ...]) -> None:
    assert old in TEXT
    assert [one[1:] for one in found(TEXT.replace(old, new, 1))] == [expected]


@pytest.mark.parametrize(
    ("text", "low", "low_closed", "high", "high_closed"),
    [
        ("75 分 ≤ 评分 < 90 分", "75", True, "90", False),
        ("75≤S＜90", "75", True, "90", False),
        ("90 分 > 得分 ≥ 75 分", "75", True, "90", False),
        ("评分 $\\geq$ 90 分", "90", True, None, False),
        ("≥90", "90", True, None, False),
        ("90 &lt; X", "90", False, None, False),
        ("大于等于60分", "60", True, None, False),
        ("低于 60 分", None, False, "60", False),
        ("不超过 60", None, False, "60", True),
        ("90 分以上", "90", True, None, False),
        ("90分（含）以上", "90", True, None, False),
        ("90分（不含）以上", "90", False, None, False),
        ("60分以下", None, False, "60", False),
        ("60 分及以下", None, False, "60", True),
        ("[75, 90)", "75", True, "90", False),
        ("（60，75］", "60", False, "75", True),
        ("75～89.9 分", "75", True, "89.9", True),
        ("75 至 90", "75", True, "90", True),
        ("80% ≤ 得分率 < 90%", "4/5", True, "9/10", False),
    ],
)
def test_how_a_range_is_printed(
    text: str, low: str | None, low_closed: bool, high: str | None, high_closed: bool
) -> None:
    ends = [None if end is None else Fraction(end) for end in (low, high)]
    assert range_of(text) == Range(ends[0], low_closed, ends[1], high_closed)


@pytest.mark.parametrize(
    "text", ["", "优秀", "60", "得分", "60 < 75", "a < b", "1 < x < 2 < 3", "≥", "约 90 分"]
)
def test_what_is_no_range(text: str) -> None:
    assert range_of(text) is None


@given(st.text(alphabet="0123456789.%[](),~至以上含<≤≥> 分x$\\", max_size=20))
def test_any_text_is_a_range_or_none(text: str) -> None:
    assert range_of(text) is None or isinstance(range_of(text), Range)


def test_what_is_printed_from_rules_is_read_back(tmp_path: Path) -> None:
    for book in (load(PACK / "draft.rule").model, rulebook(UNEVEN)):
        made = publication(book, Lang.ZH)
        for name, content in (("t.md", to_markdown(made).encode()), ("t.docx", to_word(made))):
            (tmp_path / name).write_bytes(content)
            for grades in book.grades.values():
                scale = best_scale(scales(read_lines(tmp_path / name)), grades)
                assert scale is not None
                assert scale_differences(scale, grades) == ()


def test_columns_of_blanks_and_the_rest() -> None:
    """`其他` for what remains, the grade before the range, a table in columns."""
    grades = rulebook(UNEVEN.replace("二档 : 得分 < 80 ", "二档 : 其他")).grades["档次"]
    text = "等级      得分\n一档      80 分以上\n二档      其他\n\n以上为等级。\n"
    scale = best_scale(scales(text_lines(text)), grades)
    assert scale is not None
    assert scale_differences(scale, grades) == ()


def test_no_scale_where_there_is_none() -> None:
    grades = load(PACK / "draft.rule").model.grades["考核评价等级"]
    assert best_scale(scales(text_lines("一级指标\t权重\n甲\t5\n")), grades) is None
    assert best_scale(scales(text_lines("得分\t等级\n≥ 9\t甲等\n")), grades) is None


@pytest.mark.parametrize(("change", "code", "told"), [("", 0, "一致"), ("76", 1, "1 处与规则不同")])
def test_the_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], change: str, code: int, told: str
) -> None:
    """The scale alone, without the annex."""
    text = TEXT.partition("## ")[0] + TEXT.partition("\n\n")[2].partition("## ")[0]
    (tmp_path / "t.txt").write_text(
        text.replace("75 分 $\\leq$", f"{change or 75} 分 $\\leq$"), encoding="utf-8"
    )
    arguments = ["table", str(PACK / "draft.rule"), "--against", str(tmp_path / "t.txt"), "--lang", "zh"]
    assert main(arguments) == code
    out = capsys.readouterr().out
    assert f"等级表 4 行{'，' if code else ''}{'' if code else '与规则'}{told}" in out
    assert "31 行" not in out
