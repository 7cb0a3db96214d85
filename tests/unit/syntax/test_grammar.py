"""The grammar is unambiguous, and its two languages say the same."""

from __future__ import annotations

import logging

import lark
import pytest
from lark import Token

from guiju.pipeline import check_source
from guiju.shipped import shipped
from guiju.source import Source
from guiju.syntax import parse
from guiju.syntax.build_statements import StatementBuild
from guiju.syntax.grammar import grammar_text, parser
from guiju.syntax.keywords import keywords, spelling
from guiju.syntax.layout import Layout

RULES = sorted(shipped("rules").rglob("*.rule"))
_TERMINALS = {keyword.terminal for keyword in keywords()}


def test_no_conflict_is_resolved_silently(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG, logger=lark.logger.name):
        lark.Lark(
            grammar_text(), start="file", parser="lalr", lexer="contextual", postlex=Layout(), debug=True
        )
    assert not [r.getMessage() for r in caplog.records if "conflict" in r.getMessage().lower()]


def test_every_rule_that_is_not_inlined_has_a_builder() -> None:
    rules = {rule.origin.name for rule in parser().rules if rule.alias is None}
    built = {str(getattr(name, "value", name)) for name in rules if not str(name).startswith("_")}
    inlined = {"expression", "inversion", "unary", "atom"}
    assert built - inlined <= set(dir(StatementBuild))


def test_keywords_have_two_spellings_of_their_own() -> None:
    terminals = [keyword.terminal for keyword in keywords()]
    assert len(set(terminals)) == len(terminals)
    for keyword in keywords():
        assert keyword.zh != keyword.en
        assert keyword.en.isascii()


def keyword_tokens(text: str) -> list[Token]:
    tree = parser().parse(text)
    return list(tree.scan_values(lambda v: isinstance(v, Token) and v.type in _TERMINALS))


def translated(text: str) -> str:
    """The same file with English keywords: names and texts stay as they are."""
    for token in sorted(keyword_tokens(text), key=lambda t: -(t.start_pos or 0)):
        text = text[: token.start_pos] + spelling(token.type).en + text[token.end_pos :]
    return text


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.name)
def test_english_keywords_say_the_same(path: object) -> None:
    text = path.read_text(encoding="utf-8")  # type: ignore[attr-defined]
    english = translated(text)
    one, two = parse(Source("zh", text)), parse(Source("en", english))
    assert not two.problems
    assert one.file is not None
    assert two.file is not None
    assert one.file.statements == two.file.statements
    first, second = check_source(Source("zh", text)), check_source(Source("en", english))
    assert [(f.code.id, f.expected, f.figures) for f in first.findings] == [
        (f.code.id, f.expected, f.figures) for f in second.findings
    ]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("定义 x = （1＋2）×３", "定义 x = (1+2)*3"),
        ("定义 x = 1－2÷4", "定义 x = 1-2/4"),
        ("定义 x = 若 1≥0 则 50％ 否则 0%", "定义 x = 若 1 >= 0 则 50% 否则 0%"),
        ("数据 甲 ： 选项（一，二）", "数据 甲 : 选项(一, 二)"),
        ("约束 “甲” ： 1＝1", '约束 "甲" : 1 = 1'),
        ("定义 x = 1 +\n  2", "定义 x = 1 + 2"),
        ("定义 x = 最大(1,\n  2)", "定义 x = 最大(1, 2)"),
        ("定义 x = 1\r\n", "定义 x = 1\n"),
        ("定义 x = 1  # 注释", "定义 x = 1"),
        ("定义　x = 1", "定义 x = 1"),
    ],
)
def test_what_a_chinese_keyboard_types_is_accepted(typed: str, meant: str) -> None:
    one = parse(Source.of_bytes("a", typed.encode()))
    two = parse(Source.of_bytes("b", meant.encode()))
    assert not one.problems
    assert not two.problems
    assert one.file is not None
    assert two.file is not None
    assert _without_raw(repr(one.file.statements)) == _without_raw(repr(two.file.statements))


def _without_raw(text: str) -> str:
    return text.translate(str.maketrans("３", "3"))


@pytest.mark.parametrize(
    "name", ["指标得分", "权重系数", "是否达标", "标准化水平", "应收账款", "可比价格", "每户产值"]
)
def test_a_name_may_begin_with_a_keyword(name: str) -> None:
    parsed = parse(Source("t", f"数据 {name} : 数值\n定义 y = {name} + 1\n"))
    assert not parsed.problems


def test_several_mistakes_give_several_findings() -> None:
    text = '标准 t\n  状态 征求意见\n定义 a = (1 + 2\n数据 b 数值\n指示 c\n\t说明 "x"\n定义 d = 1,000\n'
    codes = [finding.code.id for finding in parse(Source("t", text)).problems]
    assert codes[:3] == ["S106", "S142", "S109"]
    assert "S110" in codes


@pytest.mark.parametrize(
    ("written", "sign"),
    [
        ("产值 不小于 5", "≥"),
        ("产值不小于 5", "≥"),
        ("产值 超过 5", ">"),
        ("产值 不超过 5", "≤"),
        ("产值 =< 5", "≤"),
        ("产值 > 5 并且 产值 < 9", "且"),
        ("产值 > 5 或者 产值 < 2", "或"),
    ],
)
def test_words_for_signs_are_told_the_sign(written: str, sign: str) -> None:
    """The wording of limits is that of GB/T 8170: 超过 excludes the number, 不小于 includes it."""
    text = f'数据 产值 : 数值\n约束 "a" : {written}\n'
    (finding,) = parse(Source("t", text)).problems
    assert finding.code.id == "S101"
    (edit,) = finding.fixes[0].edits
    mended = text[: edit.place.span.start] + edit.text + text[edit.place.span.end :]
    assert edit.text.strip() == sign
    assert not parse(Source("t", mended)).problems
