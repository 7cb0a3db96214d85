"""JSON is JSON: what only YAML would take is said with its place, and what JSON allows is never refused."""

from __future__ import annotations

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from guiju.source import Source
from guiju.towns.strict_json import not_json
from guiju.towns.strict_yaml import load


@pytest.mark.parametrize(
    ("text", "said", "at"),
    [
        ('{"a": 1} # x', "no comments", "1:10"),
        ('{\n  // x\n  "a": 1}', "no comments", "2:3"),
        ('{"a": /* x */ 1}', "no comments", "1:7"),
        ("{a: 1}", "`a` has no quotes", "1:2"),
        ('{"a": 省级}', "`省级` has no quotes", "1:7"),
        ("{'a': 1}", "single quotes", "1:2"),
        ("[1, 'b']", "single quotes", "1:5"),
        ('{"a": 1,\n}', "comma behind the last", "1:8"),
        ("[1, 2,]", "comma behind the last", "1:6"),
        ('{"a": 1 "b": 2}', "a comma is missing", "1:9"),
        ('{"a" 1}', "no colon", "1:6"),
        ('{"a": }', "a value is missing", "1:7"),
        ("{: 1}", "a key is missing", "1:2"),
        ("[1}", "brackets do not match", "1:3"),
        ("{} {}", "more follows", "1:4"),
        ('{"a": NaN}', "`NaN` is no number", "1:7"),
        ('{"a": -Infinity}', "`-Infinity` is no number", "1:7"),
        ('{"a": 010}', "`010` is no number", "1:7"),
        ('{"a": 0x1F}', "`0x1F` is no number", "1:7"),
        ('{"a": 1_000}', "`1_000` is no number", "1:7"),
        ('{"a": +5}', "`+5` is no number", "1:7"),
        ('{"a": .5}', "`.5` is no number", "1:7"),
        ('{"a": 5.}', "`5.` is no number", "1:7"),
        ('{"a": "b\nc"}', "goes over the end of the line", "1:7"),
        ('{"a": "b\tc"}', "a tab in quotes", "1:9"),
        ('{"a": "\\x41"}', "unknown escape", "1:8"),
        ('{"a"：1}', "full-width", "1:5"),
        ('{"a": True}', "`True` has no quotes", "1:7"),
        ("镇: 甲\n", "has no quotes", "1:1"),
        ("- 1\n", "has no quotes", "1:1"),
        ('{"a": &x 1}', "has no quotes", "1:7"),
        ('{"a": !!int 1}', "has no quotes", "1:7"),
    ],
)
def test_what_is_no_json(text: str, said: str, at: str) -> None:
    root, (finding,) = load(Source("t.json", text))
    assert root is None
    assert finding.code.id == "I804"
    assert said.replace("`", "") in finding.message.en
    assert finding.place is not None
    assert f"{finding.place.position.line}:{finding.place.position.column}" == at
    assert finding.help.zh
    assert finding.help.en


def test_yaml_may_go_on_as_before() -> None:
    assert not load(Source("t.yaml", "{a: 1, 'b': 2,} # x"))[1]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "I814"),
        ('{"a": [1', "I817"),
        ('{"a": "b', "I817"),
        ("[" * 30_000, "I821"),
        ('{"a": 1, "a": 2}', "I813"),
        ('{"a": "\u200b"}', "I803"),
    ],
)
def test_what_the_reader_says_itself(text: str, code: str) -> None:
    assert not_json(Source("t.json", text)) is None
    assert [finding.code.id for finding in load(Source("t.json", text))[1]] == [code]


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(VALUES, st.sampled_from([None, 1, "\t"]), st.booleans())
def test_all_json_is_json(value: object, indent: int | str | None, ascii_: bool) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=ascii_)
    assert not_json(Source("t.json", text)) is None


PIECES = st.lists(
    st.sampled_from([*"{}[],:'1# \n\\", '"', '"a"', "-1.5e3", "01", "true", "nul", '"\\n"', "é"]), max_size=12
).map("".join)


@given(PIECES | st.text(max_size=12))
@example('"a')
@example("[1,")
def test_what_is_taken_is_json_or_has_no_end(text: str) -> None:
    taken, fault = not_json(Source("t.json", text)) is None, _fault(text)
    assert taken or fault is not None
    assert not taken or fault in (None, "end")


def _fault(text: str) -> str | None:
    """What Python says of a text: nothing, that its end is missing, or that it is wrong."""
    try:
        json.loads(text, parse_constant=_refuse)
    except json.JSONDecodeError as error:
        # Of quotes that never close, Python tells where they begin.
        ends = (
            error.pos >= len(text.rstrip(" \t\r\n")) or "Unterminated" in error.msg or "escape" in error.msg
        )
        return "end" if ends else "wrong"
    except ArithmeticError:
        return "wrong"
    return None


def _refuse(name: str) -> object:
    raise ArithmeticError(name)
