"""Underlines stand under what they mean, whatever the width of the characters before them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guiju.diagnostics.excerpt import WIDTH, excerpt, marks, view
from guiju.source import Place, Source, Span, cell_width
from guiju.text import visible
from tests.unit.diagnostics.samples import at


def plain(_: str, text: str) -> str:
    return text


def drawn(place: Place, *more: Place) -> list[str]:
    """The excerpt of a place and further labels, without the gutter."""
    found = [
        *marks(place, "^", "error"),
        *(mark for other in more for mark in marks(other, "-", "label", "也在")),
    ]
    return [row[4:] if row[1:2] == " " else row for row in excerpt(place.source, found, 1, plain)][1:]


@pytest.mark.parametrize(
    ("line", "marked", "left", "length"),
    [
        ("abc def", "def", 4, 3),
        ("指标 出口份额 权重 3", "出口份额", 5, 8),
        ("指标 出口份额 权重 3", "3", 19, 1),
        ("“甲”：ａ１ b", "b", 11, 1),
        ("\t权重 3", "权重", 4, 4),
        ("a\t权重", "权重", 4, 4),
        ("甲\t权\t重", "权\t重", 4, 6),
        ("甲\u200b乙 丙", "丙", 13, 2),
        ("甲\x1b[0m 丙", "丙", 10, 2),
        ("甲\u202e乙", "\u202e乙", 2, 10),
        ("e\u0301 权", "权", 2, 2),
        ("𠮷 权", "权", 3, 2),
    ],
)
def test_carets(line: str, marked: str, left: int, length: int) -> None:
    _, carets = drawn(at(Source("a", line), marked))
    assert carets == " " * left + "^" * length


LINE = st.text(st.characters(exclude_characters="\n\t", exclude_categories=["Cs"]), min_size=1, max_size=60)


@given(LINE, LINE, LINE)
def test_carets_take_the_cells_of_what_they_mark(before: str, marked: str, after: str) -> None:
    line = before + marked + after
    shown = view(line, len(before), len(before) + len(marked))
    left, length = shown.cells(len(before), len(before) + len(marked))
    if shown.text == visible(line):
        assert left == cell_width(visible(before))
        assert length == max(1, cell_width(visible(marked)))


@given(st.text(st.sampled_from("a汉\t\u0301\u202e\x1b "), max_size=700), st.data())
def test_long_lines_are_cut_around_the_mark(line: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(line)))
    end = data.draw(st.integers(start, len(line)))
    shown = view(line, start, end)
    assert cell_width(shown.text) <= WIDTH
    left, length = shown.cells(start, end)
    assert left >= 0
    assert left + length <= WIDTH + 1  # a caret may stand behind the last character
    assert shown.text.startswith("…") == (shown.first > 0)


@pytest.mark.parametrize("where", [0, 150, 5_000, 9_999])
def test_a_cut_line_still_has_its_caret_under_the_mark(where: int) -> None:
    line = "汉" * where + "权重" + "字" * (9_999 - where)
    text, carets = drawn(at(Source("a", line), "权重"))
    left = carets.index("^")
    assert cell_width(text[: text.index("权")]) == left
    assert carets[left:] == "^^^^"
    assert cell_width(text) <= WIDTH


def test_two_marks_far_apart_show_the_line_twice() -> None:
    source = Source("a", "权" + "x" * 400 + "重")
    assert drawn(at(source, "权"), at(source, "重")) == [
        "权" + "x" * 156 + "…",
        "^^",
        "…" + "x" * 156 + "重",
        " " * 157 + "-- 也在",
    ]


def test_marks_share_an_excerpt_by_line_and_gaps_are_shown() -> None:
    source = Source("a", "一\n二\n三\n四\n五\n六 七\n")
    assert drawn(at(source, "三"), at(source, "一"), at(source, "六"), at(source, "七")) == [
        "一",
        "-- 也在",
        "二",
        "三",
        "^^",
        "...",
        "六 七",
        "-- 也在",
        "   -- 也在",
    ]


@pytest.mark.parametrize(
    ("span", "rows"),
    [
        (Span(0, 0), ["甲 乙", "^"]),
        (Span(3, 3), ["甲 乙", "     ^"]),
        (Span(3, 4), ["甲 乙", "     ^"]),
        (Span(2, 10), ["甲 乙", "   ^^", "", "  丙", "  ^^"]),
        (Span(2, 11), ["甲 乙", "   ^^", "", "  丙", "  ^^"]),
        (Span(99, 120), ["丁", "  ^"]),
    ],
    ids=["empty", "end of line", "line end", "two lines", "with blank end", "beyond the text"],
)
def test_edges_of_spans(span: Span, rows: list[str]) -> None:
    source = Source("a", "甲 乙\n\n  丙  \n丁")
    found = [row.removeprefix("2 |").strip() if row == "2 |" else row for row in drawn(Place(source, span))]
    assert found == rows


def test_a_block_of_many_lines_shows_its_first_and_last() -> None:
    source = Source("a", "甲\n  乙\n  丙\n  丁\n  戊\n  己\n")
    assert drawn(Place(source, Span(0, len(source.text)))) == ["甲", "^^", "...", "  己", "  ^^"]


def test_an_empty_file_has_a_place() -> None:
    assert drawn(Place(Source("a", ""), Span(0, 0))) == ["", "^"]


@given(
    st.text(st.sampled_from("a汉 \t\n\u0301\u202e"), max_size=60),
    st.lists(st.tuples(st.integers(0, 70), st.integers(0, 70)), min_size=1, max_size=4),
)
def test_any_place_can_be_drawn(text: str, pairs: list[tuple[int, int]]) -> None:
    source = Source("a", text)
    places = [Place(source, Span(min(pair), max(pair))) for pair in pairs]
    assert any("^" in row for row in drawn(*places))
