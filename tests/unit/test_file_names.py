"""Names of towns as file names: what every system takes, and no two names one file."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guiju.cli.file_names import FileNames, safe
from guiju.diagnostics.comments import obeyed
from guiju.text import visible
from guiju.towns.paths import path_problem


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("定襄法兰", "定襄法兰"),
        ("a/b\\c:d", "a_b_c_d"),
        ("../../etc/passwd", "_.._.._etc_passwd"),
        ("..", "_"),
        ("甲镇. .", "甲镇"),
        (" 甲镇\u3000", "甲镇"),
        ("CON", "_CON"),
        ("nul.2024", "_nul.2024"),
        ("com1 .x", "_com1 .x"),
        ("CONSOLE", "CONSOLE"),
        ("甲\u202e镇\x1b[1m\n", "甲_镇_[1m_"),
        ("-rf", "_-rf"),
        ("~$甲", "_~$甲"),
        ("=1+1", "_=1+1"),
        (".hidden", "_.hidden"),
        ("\ue000", "_"),
        ("\ud800", "_"),
        ("", "_"),
        ("e\u0301", "\u00e9"),
    ],
)
def test_what_a_system_does_not_take(name: str, expected: str) -> None:
    assert safe(name) == expected


def test_names_that_are_one_file_somewhere_are_numbered() -> None:
    names = FileNames(".md", taken=["汇总.csv", "Summary.md"])
    given = ["Jia", "jia", "JIA", "jia-2", "e\u0301", "\u00c9", "summary", "a/b", "a:b"]
    assert [names.of(name) for name in given] == [
        "Jia.md",
        "jia-2.md",
        "JIA-3.md",
        "jia-2-2.md",
        "\u00e9.md",
        "\u00c9-2.md",
        "summary-2.md",
        "a_b.md",
        "a_b-2.md",
    ]


def test_long_names_are_cut_and_still_told_apart() -> None:
    names = FileNames(".json")
    long = "镇" * 500
    first, second = names.of(long + "甲"), names.of(long + "乙")
    assert first == "镇" * 40 + ".json"
    assert second == "镇" * 39 + "-2.json"


NAMES = st.text(st.one_of(st.characters(), st.sampled_from("./\\: \u3000CONcon-aA=\u0301")), max_size=60)


@given(st.lists(NAMES, max_size=8))
def test_any_names(given_names: list[str]) -> None:
    names, again = FileNames(".md"), FileNames(".md")
    found = [names.of(name) for name in given_names]
    assert found == [again.of(name) for name in given_names]
    assert len({unicodedata.normalize("NFC", name.casefold()) for name in found}) == len(found)
    for name in found:
        assert len(name.encode("utf-8")) <= 130
        assert path_problem(name.replace("%", ""), upwards=False) is None
        assert visible(name) == name
        assert not obeyed(name)
