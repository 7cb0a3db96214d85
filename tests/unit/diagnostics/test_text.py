"""What is printed shows every character and moves nothing."""

from __future__ import annotations

import json
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guiju.text import json_text, visible, visible_lines

ANY = st.text(st.characters(exclude_categories=()))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("规上企业数 ≥ 30%，“左右”…", "规上企业数 ≥ 30%，“左右”…"),
        ("𠮷 e\u0301 葛\U000e0100 \u3000", "𠮷 e\u0301 葛\U000e0100 \u3000"),
        ("\x1b[31m", "\\x1b[31m"),
        ("\x00\x07\x7f\x85\x9b", "\\x00\\x07\\x7f\\x85\\x9b"),
        ("a\r\n\tb", "a\\r\\n\\tb"),
        ("\u202eabc\u2066", "<U+202E>abc<U+2066>"),
        ("\u200b\u200d\ufeff\u00ad\u2028", "<U+200B><U+200D><U+FEFF><U+00AD><U+2028>"),
        ("\U000e0041\U0001fffe\ud800\ufffe", "<U+E0041><U+1FFFE><U+D800><U+FFFE>"),
        ("[red]x[/red] :smile: <b>&", "[red]x[/red] :smile: <b>&"),
    ],
)
def test_visible(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(ANY)
def test_visible_is_one_line_that_every_carrier_takes(text: str) -> None:
    shown = visible(text)
    assert len(shown.splitlines()) <= 1
    assert visible(shown) == shown
    assert shown.encode("utf-8").decode("utf-8") == shown
    element = ElementTree.Element("a", name=shown)
    element.text = shown
    back = ElementTree.fromstring(ElementTree.tostring(element, encoding="unicode"))
    assert ((back.text or ""), back.get("name")) == (shown, shown)


def test_lines_stay_lines() -> None:
    assert visible_lines("一\n\x1b二") == ("一", "\\x1b二")


@given(ANY)
def test_json_loses_nothing_and_prints_nothing_hostile(text: str) -> None:
    written = json_text({"键": text})
    # Two surrogates that make a pair are read as the character they mean.
    same = text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")
    read = json.loads(written)["键"]
    assert read.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass") == same
    assert all(visible(line) == line for line in written.split("\n"))


def test_json_keeps_han_and_order() -> None:
    assert json_text({"b": "汉", "a": "\u202e\U000e0041"}) == (
        '{\n  "b": "汉",\n  "a": "\\u202e\\udb40\\udc41"\n}\n'
    )
