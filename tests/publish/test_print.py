"""Tables printed from rules: the right cells, in every form the same, and nothing a text can break out of."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from html.parser import HTMLParser

import pytest

from guiju.api import load
from guiju.diagnostics.model import Lang
from guiju.publish.annex import publication
from guiju.publish.html import to_html
from guiju.publish.markdown import to_markdown
from guiju.publish.model import Cell, Publication, Table
from guiju.publish.word import to_word
from guiju.shipped import shipped
from tests.publish.samples import HOSTILE, UNEVEN, hostile, rulebook

DRAFT = shipped("rules") / "db1409-1" / "draft.rule"


class Reader(HTMLParser):
    """The elements of a page, and the texts in them."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes.update(name for name, _ in attrs)

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    return reader


@pytest.mark.parametrize("lang", list(Lang))
def test_the_printed_draft(lang: Lang, golden: Callable[[str, str], None]) -> None:
    made = publication(load(DRAFT).model, lang)
    golden(f"draft.{lang}.md", to_markdown(made))
    golden(f"draft.{lang}.html", to_html(made))


def test_leaves_of_different_levels_notes_and_what_decides_the_grade(
    golden: Callable[[str, str], None],
) -> None:
    golden("uneven.md", to_markdown(publication(rulebook(UNEVEN), Lang.ZH)))


def test_notes_can_be_left_out_but_not_the_known_defects_nor_the_rounding() -> None:
    text = to_markdown(publication(load(DRAFT).model, Lang.ZH, notes=False))
    assert "一行两个量" not in text
    assert "W403" in text
    assert "修约" in to_markdown(publication(rulebook(UNEVEN), Lang.ZH, notes=False))


def test_every_form_has_every_cell() -> None:
    made = publication(load(DRAFT).model, Lang.ZH)
    page = read(to_html(made))
    words = _word_text(to_word(made))
    for table in made.tables:
        for row in table.rows:
            for cell in row:
                assert cell is None or cell.text in page.texts
                assert cell is None or cell.text in words


def test_hostile_labels_stay_text() -> None:
    made = publication(hostile(), Lang.ZH)
    plain = publication(rulebook(UNEVEN), Lang.ZH)
    page = read(to_html(made))
    assert page.tags == read(to_html(plain)).tags
    assert page.attributes == read(to_html(plain)).attributes
    assert HOSTILE.replace('"', "'") in page.texts
    markdown = to_markdown(made)
    assert "<script" not in markdown.replace("\\<", "")
    assert "](" not in markdown.replace("\\](", "")
    assert HOSTILE.replace('"', "'") in _word_text(to_word(made))


def test_a_page_loads_nothing() -> None:
    page = to_html(publication(load(DRAFT).model, Lang.ZH))
    assert "default-src 'none'" in page
    assert not read(page).attributes & {"src", "href", "style", "onload"}


def test_word_has_the_same_bytes_each_time_and_repeats_its_head() -> None:
    made = publication(load(DRAFT).model, Lang.ZH)
    written = to_word(made)
    assert written == to_word(made)
    body = _part(written, "word/document.xml")
    assert body.count("<w:tblHeader/>") == len(made.tables)
    assert 'w:val="restart"' in body
    assert {one.date_time for one in zipfile.ZipFile(io.BytesIO(written)).infolist()} == {
        (1980, 1, 1, 0, 0, 0)
    }


def test_word_holds_no_control_characters() -> None:
    import docx

    table = Table("表 1", "坏\x1b", ("甲",), ((Cell("规模\u202e\x1b与\ufffe"),),))
    made = Publication("题", "", (table,), "", (), "zh-CN")
    document = docx.Document(io.BytesIO(to_word(made)))
    assert document.tables[0].cell(1, 0).text == "规模<U+202E>\\x1b与<U+FFFE>"


def _part(written: bytes, name: str) -> str:
    return zipfile.ZipFile(io.BytesIO(written)).read(name).decode("utf-8")


def _word_text(written: bytes) -> set[str]:
    import docx

    tables = docx.Document(io.BytesIO(written)).tables
    return {cell.text for table in tables for row in table.rows for cell in row.cells}
