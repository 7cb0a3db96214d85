"""However a drafter lays a text out, the formatter makes the same file of it, and loses nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guiju.cli.fmt import VOCABULARY
from guiju.diagnostics.model import Lang
from guiju.source import Source
from guiju.syntax.format import format_source
from guiju.syntax.format_words import Gap, Line, Word, Written, read
from tests.format.corpus import comments, corpus

# Long files are slow to draw; what they hold is in the short ones too.
TEXTS = {
    name: text
    for name, text in corpus().items()
    if len(text) < 6000 and "tests/format/" not in name and read(Source(name, text)).lines
}
WIDE = str.maketrans("0123456789.-", "０１２３４５６７８９．－")
TYPED: dict[str, tuple[str, ...]] = {
    "_COLON": (":", "："), "_COMMA": (",", "，", "、"), "_LPAR": ("(", "（"), "_RPAR": (")", "）"),
    "ARROW": ("→", "->", "=>", "＝＞"), "EQUALS": ("=", "＝", "=="), "PLUS": ("+", "＋"), "MINUS": ("-", "－"),
    "TIMES": ("×", "*", "＊"), "SLASH": ("/", "／", "÷"), "CARET": ("^", "＾"), "DOT": (".", "．"),
}  # fmt: skip
COMPARED = {"≥": ("≥", ">=", "＞＝", "≧"), "≤": ("≤", "<=", "＜＝"), "≠": ("≠", "!=", "<>"),
            ">": (">", "＞"), "<": ("<", "＜")}  # fmt: skip
# Around these no blank is needed to tell two words apart.
LOOSE = frozenset({"_COLON", "_COMMA", "_LPAR", "_RPAR", "ARROW", "COMPARE", "EQUALS", "PLUS", "TIMES"})
COMMENTS = ("# 注", "#：全角，（）", "＃ x", '# 依据 "1"')


@dataclass(frozen=True)
class Hand:
    """How somebody types: the choices hypothesis makes."""

    draw: st.DrawFn
    remarks: bool

    def word(self, word: Word) -> str:
        text = word.text
        spellings: tuple[str, ...] = (text,)
        if word.terminal == "STRING":
            quotes = (("“", "”"), ("「", "」"), ("＂", "＂"), ('"', '"'))
            spellings = tuple(
                left + text[1:-1] + right
                for left, right in quotes
                if not {'"', left, right} & set(text[1:-1])
            )
        elif word.terminal in ("NUMBER", "DATE"):
            spellings = (text, text.translate(WIDE))
        elif word.terminal == "UNIT":
            spellings = (text, text.replace("%", "％").replace("/", "／"))
        elif word.terminal == "COMPARE":
            spellings = COMPARED[word.canonical]
        return self.draw(st.sampled_from(TYPED.get(word.terminal, spellings or (text,))))

    def blank(self, least: int) -> str:
        return self.draw(st.sampled_from(("", " ", "  ", "\u3000", "\t")[least:]))

    def end(self) -> str:
        """A line end, with what may stand at it and after it."""
        if not self.remarks or self.draw(st.integers(0, 3)) != 0:
            return self.blank(0) + "\n"
        lines = self.draw(st.lists(st.sampled_from(("", "  ", *COMMENTS, "     # 缩进")), max_size=3))
        return self.draw(st.sampled_from(("", " # 行末"))) + "\n" + "".join(line + "\n" for line in lines)

    def gap(self, gap: Gap, before: Word, word: Word) -> str:
        """What stands between two words of a line; a break stays a break, with its comments."""
        if gap.breaks:
            lines = "".join("\n" + self.blank(0) + remark.text for remark in gap.remarks)
            return (f" {gap.comment}" if gap.comment else "") + lines + "\n" + self.blank(0)
        tight = {before.terminal, word.terminal} & LOOSE or before.end == word.start
        return self.blank(0 if tight else 1)

    def line(self, line: Line, unit: int) -> str:
        text = " " * (unit * line.depth) + self.word(line.words[0])
        for i, gap in enumerate(line.inside):
            text += self.gap(gap, line.words[i], line.words[i + 1]) + self.word(line.words[i + 1])
        return text

    def file(self, written: Written) -> str:
        unit = self.draw(st.sampled_from((2, 3, 4)))
        text = ""
        for gap, line in zip(
            (written.before, *(x.after for x in written.lines)), written.lines, strict=False
        ):
            for remark in gap.remarks:
                text += " " * (unit * line.depth if remark.text else 0) + remark.text + "\n"
            text += self.line(line, unit)
            text += f" {line.after.comment}\n" if line.after.comment else self.end()
        return text + "".join(remark.text + "\n" for remark in written.lines[-1].after.remarks)


@st.composite
def layouts(draw: st.DrawFn, *, remarks: bool) -> tuple[str, bytes]:
    """A text of the repository, and the same words as somebody might type them."""
    text = draw(st.sampled_from(list(TEXTS.values())))
    typed = Hand(draw, remarks).file(read(Source("t.rule", text)))
    if draw(st.booleans()):
        typed = typed.rstrip("\n")
    data = typed.replace("\n", draw(st.sampled_from(("\n", "\r\n")))).encode("utf-8")
    return text, draw(st.sampled_from((b"", b"\xef\xbb\xbf"))) + data


def fmt(source: Source, to: Lang | None = None) -> str:
    result = format_source(source, VOCABULARY, to)
    assert result.text is not None, [f"{p.code.id} {p.message.en} {p.place}" for p in result.problems]
    return result.text


def words(text: str) -> list[tuple[int, list[tuple[str, str]]]]:
    lines = read(Source("t.rule", text)).lines
    return [(line.depth, [(word.terminal, word.canonical) for word in line.words]) for line in lines]


@settings(max_examples=60)
@given(layouts(remarks=False))
def test_however_it_is_typed_it_becomes_the_same_file(layout: tuple[str, bytes]) -> None:
    text, data = layout
    assert fmt(Source.of_bytes("t.rule", data)) == fmt(Source("t.rule", text))


@settings(max_examples=60)
@given(layouts(remarks=True))
def test_nothing_is_lost_and_nothing_else_is_said(layout: tuple[str, bytes]) -> None:
    text, data = layout
    source = Source.of_bytes("t.rule", data)
    after = fmt(source)
    assert fmt(Source("t.rule", after)) == after
    assert words(after) == words(fmt(Source("t.rule", text)))
    assert comments(after) == comments(source.text)
    assert after.count("#") == source.text.replace("＃", "#").count("#")
    assert "\n\n\n" not in after
    assert groups(after) == groups(source.text)


def groups(text: str) -> int:
    """How many groups of lines blank lines make."""
    return len(re.findall(r"(?:[^\n]*\S[^\n]*\n?)+", text))


@settings(max_examples=30)
@given(layouts(remarks=True), st.sampled_from(list(Lang)))
def test_a_translation_comes_back_byte_for_byte(layout: tuple[str, bytes], lang: Lang) -> None:
    here = fmt(Source.of_bytes("t.rule", layout[1]))
    own = Lang.EN if fmt(Source("t.rule", here), Lang.EN) == here else Lang.ZH
    there = fmt(Source("t.rule", here), lang)
    assert fmt(Source("t.rule", there), own) == here


@pytest.mark.parametrize("unit", [2, 3, 4, 7])
def test_any_indentation_will_do(unit: int) -> None:
    text = fmt(Source("t.rule", TEXTS["tests/traces/english.rule"]))
    wide = "\n".join(
        " " * ((len(line) - len(line.lstrip())) // 2 * unit) + line.lstrip() for line in text.split("\n")
    )
    assert fmt(Source("t.rule", wide)) == text
