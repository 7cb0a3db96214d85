"""Folding rows at terminal cells."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from guiju.explain.wrap import fold
from guiju.source import cell_width

TEXTS = st.text(st.sampled_from("得分率（）“”，。 ab1.5%≈?[ –]×\u3000"), max_size=80)
PARTS = st.lists(st.tuples(st.sampled_from(("", "bold")), TEXTS), max_size=6)


def rows(text: str, width: int, first: str = "", rest: str = "  ") -> list[str]:
    return [indent + "".join(t for _, t in row) for indent, row in fold([("", text)], width, first, rest)]


@given(PARTS, st.integers(6, 60))
def test_no_row_is_wider_than_the_terminal(parts: list[tuple[str, str]], width: int) -> None:
    for indent, row in fold(parts, width, "  ", "    "):
        assert cell_width(indent) + sum(cell_width(text) for _, text in row) <= width


@given(PARTS, st.integers(6, 60))
def test_nothing_but_blanks_is_lost(parts: list[tuple[str, str]], width: int) -> None:
    def solid(text: str) -> str:
        return text.replace(" ", "").replace("\u3000", "")

    folded = "".join(text for _, row in fold(parts, width, "", "  ") for _, text in row)
    assert solid(folded) == solid("".join(text for _, text in parts))


def test_han_text_is_folded_anywhere_but_not_before_closing_punctuation() -> None:
    assert rows("特色产业产值，出口额", 12) == ["特色产业产", "  值，出口额"]
    assert rows("（特色产业）产值", 12) == ["（特色产业）", "  产值"]
    assert rows("特色产业“产值”", 10) == ["特色产业", "  “产值”"]


def test_punctuation_of_the_next_part_stays_with_the_word_before_it() -> None:
    parts = [("bold", "一二三四"), ("", "："), ("", "五")]
    assert [[text for _, text in row] for _, row in fold(parts, 8, "", "")] == [
        ["一", "二", "三"],
        ["四", "：", "五"],
    ]


def test_numbers_words_and_bounds_stay_whole() -> None:
    assert rows("得分 ≈32.278171 + 16.5", 18) == ["得分 ≈32.278171 +", "  16.5"]
    assert rows("得分 ?[0 – 3] / 3", 12) == ["得分", "  ?[0 – 3] /", "  3"]


def test_what_is_wider_than_a_row_is_cut() -> None:
    assert rows("sha256:" + "0" * 20, 12) == ["sha256:00000", "  0000000000", "  00000"]


def test_further_rows_are_indented() -> None:
    assert rows("一 二 三 四", 8, "  ", "    ") == ["  一 二", "    三", "    四"]
