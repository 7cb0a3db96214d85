"""The formatter: one form, nothing lost, nothing else said."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from guiju.cli.fmt import VOCABULARY
from guiju.diagnostics.model import Lang
from guiju.functions import FUNCTIONS
from guiju.numbers.exact import normalise_digits
from guiju.source import Source
from guiju.syntax import parse
from guiju.syntax.format import format_source
from tests.format.corpus import comments, corpus

PAIRS = Path(__file__).parents[2] / "format"
NAMES = sorted(path.stem for path in PAIRS.glob("*.rule") if ".formatted" not in path.name)


def _one_spelling(tree: str) -> str:
    """Digits and functions in one spelling: a file writes the functions in its own language."""
    for function in FUNCTIONS:
        tree = tree.replace(f"function=Ident(text={function.en!r})", f"function=Ident(text={function.zh!r})")
    return normalise_digits(tree)



def fmt(text: str, to: Lang | None = None) -> str:
    """The formatted text; the test fails when there is none."""
    result = format_source(Source("t.rule", text), VOCABULARY, to)
    assert result.text is not None, [f"{p.code.id} {p.message.en} {p.place}" for p in result.problems]
    return result.text


@pytest.mark.parametrize("name", NAMES)
def test_before_and_after(name: str, request: pytest.FixtureRequest) -> None:
    path = PAIRS / f"{name}.formatted.rule"
    text = fmt((PAIRS / f"{name}.rule").read_text(encoding="utf-8"))
    if request.config.getoption("--update-golden"):
        path.write_text(text, encoding="utf-8", newline="\n")
    assert text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", corpus())
def test_every_rule_text_of_the_repository(name: str) -> None:
    before = corpus()[name]
    after = fmt(before)
    assert fmt(after) == after
    assert comments(after) == comments(before)
    assert "\n\n\n" not in after
    assert not re.search(r"[ \t]$", after, re.MULTILINE)
    old, new = parse(Source("t.rule", before)).file, parse(Source("t.rule", after)).file
    assert old is not None
    assert new is not None
    # Numbers are kept as they were typed, so those in full-width digits differ in nothing else.
    assert _one_spelling(repr(old.statements)) == _one_spelling(repr(new.statements))


def test_what_ships_is_formatted() -> None:
    ragged = [name for name, text in corpus().items() if name.startswith("rules/") and fmt(text) != text]
    assert not ragged, f"guiju fmt {' '.join(ragged)}"


def test_what_the_page_on_the_language_shows_is_formatted(request: pytest.FixtureRequest) -> None:
    path = PAIRS.parents[1] / "docs" / "language.md"
    page = path.read_text(encoding="utf-8")
    formatted = re.sub("(?<=```rule\n).*?(?=```)", lambda found: fmt(found[0]), page, flags=re.DOTALL)
    if request.config.getoption("--update-golden"):
        path.write_text(formatted, encoding="utf-8", newline="\n")
    assert formatted == path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("written", "formatted"),
    [
        ("定义 a=b+c*2", "定义 a = b + c × 2"),
        ("定义 a = b－－c", "定义 a = b - -c"),
        ("定义 a = ( - ( b ) )", "定义 a = (-(b))"),
        ("定义 a = -b^2", "定义 a = -b ^ 2"),
        ("定义 a = b÷c", "定义 a = b / c"),
        ("定义 a = 5吨／万元 / b", "定义 a = 5 吨/万元 / b"),
        ("定义 a = 30 ％", "定义 a = 30%"),
        ("定义 a = 5.10 亿元", "定义 a = 5.10 亿元"),
        ("定义 a = 非(b 且(c或d))", "定义 a = 非 (b 且 (c或d))"),
        ("定义 a = 若(b)则 c 否则(d)", "定义 a = 若 (b) 则 c 否则 (d)"),
        ("定义 a = 查表 (b , c :3,d： 2)", "定义 a = 查表(b, c: 3, d: 2)"),
        ("定义 a = b . 得分", "定义 a = b.得分"),
        ("定义 a = 合计(b 取(c))", "定义 a = 合计(b 取 (c))"),
        ("定义 a = 75<=b<>c！=d".replace("！", "!"), "定义 a = 75 ≤ b ≠ c ≠ d"),
        ("数据 a:选项(甲、乙，丙)", "数据 a : 选项(甲, 乙, 丙)"),
        ('约束 “甲"乙” : a = 1', '约束 “甲"乙” : a = 1'),
        ("约束 「甲，乙」：a = 1", '约束 "甲，乙" : a = 1'),
        ("定义 a = 1e3", "定义 a = 1e3"),
    ],
)
def test_blanks_and_signs(written: str, formatted: str) -> None:
    assert fmt(written) == formatted + "\n"


def test_no_line_ends_with_blanks_and_the_text_ends_with_one_line_end() -> None:
    text = "标准 t  \n  状态 征求意见 \n\n\n数据 a : 是非"
    want = "标准 t\n  状态 征求意见\n\n数据 a : 是非\n"
    for form in (text, text + "\n\n\n", text.replace("\n", "\r\n") + "\r\n"):
        source = Source.of_bytes("t.rule", b"\xef\xbb\xbf" + form.encode("utf-8"))
        assert format_source(source, VOCABULARY).text == want


@pytest.mark.parametrize("text", ["", "\n\n", " "])
def test_nothing_stays_nothing(text: str) -> None:
    assert fmt(text) == ""


def test_a_file_of_comments() -> None:
    assert fmt("\n# a\n\n\n＃b") == "# a\n\n#b\n"


def test_a_very_long_row_pushes_no_other_one_out() -> None:
    long = "a 且 " * 30 + "a"
    text = fmt(
        f"指标体系 s 满分 10\n  指标 i 权重 10\n    评分 清单\n      甲:3\n      {long}:3\n      甲乙:4\n"
    )
    assert "      甲   : 3\n" in text
    assert f"{long} : 3\n" in text
    assert "      甲乙 : 4\n" in text


def test_the_cells_of_a_table_stand_in_columns() -> None:
    text = "表 t : 级别\n  国家级:≥ 200亿元,30%,1\n  省级 : 5,  12.5%, 2\n  其他:0\n"
    assert fmt(text) == (
        "表 t : 级别\n  国家级 : ≥ 200 亿元, 30%,   1\n  省级   : 5,          12.5%, 2\n  其他   : 0\n"
    )


def test_a_line_break_of_the_author_stays() -> None:
    text = '定义 a = 最大(b,\n  c\n) +\n   d 依据 "1"\n'
    assert fmt(text) == '定义 a = 最大(b,\n    c\n    ) +\n    d    依据 "1"\n'


def test_a_text_with_mistakes_is_not_touched() -> None:
    result = format_source(Source("t.rule", "标准 t\n  状态\n"), VOCABULARY)
    assert result.text is None
    assert result.problems


def test_keywords_of_both_languages_are_a_mistake() -> None:
    result = format_source(Source("t.rule", "标准 t\n  status 征求意见\n"), VOCABULARY)
    assert [found.code.id for found in result.problems] == ["S113"]
