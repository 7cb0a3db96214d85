"""Markdown that shows what it says and does nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from guiju.diagnostics.model import Lang
from guiju.explain.markdown import escaped, explain_markdown
from guiju.explain.paragraphs import explain
from guiju.text import visible
from tests.traces.samples import dingxiang, everything
from tests.unit.explain.hostile import hostile

PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
ALLOWED = {
    "heading",
    "bullet_list",
    "list_item",
    "paragraph",
    "strong",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
}


def flat(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from flat(token.children or [])


def kinds(markdown: str) -> set[str]:
    """The constructs a reader of the Markdown would see."""
    return {re.sub("_(open|close)$", "", token.type) for token in flat(PARSER.parse(markdown))}


def text_of(markdown: str) -> str:
    parts = (t.content for t in flat(PARSER.parse(markdown)) if t.type in ("text", "code_inline"))
    return "".join(parts)


@pytest.mark.parametrize("lang", list(Lang))
@pytest.mark.parametrize("make", [hostile, everything, dingxiang], ids=["hostile", "everything", "dingxiang"])
def test_nothing_from_data_becomes_markup(lang: Lang, make: object) -> None:
    assert callable(make)
    markdown = explain_markdown(make(), lang)
    assert kinds(markdown) <= ALLOWED | {"inline", "text", "code_inline", "softbreak"}
    assert all(visible(line) == line for line in markdown.splitlines())


def test_there_is_one_title_and_a_heading_for_each_section() -> None:
    document = explain(hostile(), Lang.ZH)
    tags = [
        token.tag
        for token in PARSER.parse(explain_markdown(hostile(), Lang.ZH))
        if token.type == "heading_open"
    ]
    assert tags == ["h1", *["h2"] * len(document.sections)]


def test_what_a_reader_would_link_by_itself_is_code() -> None:
    text = escaped("see https://e.vil/x_y or www.e.vil and a@e.vil, javascript:alert(1)")
    assert text == "see `https://e.vil/x_y` or `www.e.vil` and `a@e.vil,` `javascript:alert(1)`"


@given(st.text(st.sampled_from("a1中 \\`*_{}[]<>#+-.!|~&$^=:()@/\"'\n\t\x1b\u202e"), max_size=60))
def test_any_text_is_shown_as_it_is(text: str) -> None:
    row = f"- **x** {escaped(text)} y"
    assert kinds(row) <= {"bullet_list", "list_item", "paragraph", "strong", "inline", "text", "code_inline"}
    expected = re.sub(" +", " ", f"x {visible(text)} y")
    assert re.sub(" +", " ", text_of(row)) == expected


@given(st.text(st.sampled_from("a1中 \\`*_{}[]<>#+-.!|~&$^=:()@/"), max_size=40))
def test_any_text_may_begin_a_row(text: str) -> None:
    from guiju.explain.markdown import _begun

    row = f"- {_begun(escaped(text).strip())}"
    assert kinds(row) <= {"bullet_list", "list_item", "paragraph", "inline", "text", "code_inline"}


@given(st.text(st.sampled_from("a中 \\`*_[]<>|~@/:"), max_size=40))
def test_any_text_is_one_cell_of_a_table(text: str) -> None:
    table = f"| a | b |\n| --- | --- |\n| {escaped(text)} | y |\n"
    cells = [token for token in PARSER.parse(table) if token.type == "td_open"]
    assert len(cells) == 2


def test_it_says_what_the_terminal_says() -> None:
    """Every name, number and clause of the document stands in the Markdown."""
    shown = text_of(explain_markdown(everything(), Lang.ZH)).replace(" ", "")
    for section in explain(everything(), Lang.ZH).sections:
        for line in section.lines:
            for text in (line.name, line.formula, line.numbers, *line.clauses, line.source):
                assert text.replace(" ", "") in shown
