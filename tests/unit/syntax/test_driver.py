"""The quick way to the AST and lark's own parser agree on every text, places and findings included."""

from __future__ import annotations

import dataclasses
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from lark import UnexpectedInput

from guiju import limits
from guiju.shipped import shipped
from guiju.source import Source
from guiju.syntax import parse
from guiju.syntax.build_statements import StatementBuild, build
from guiju.syntax.driver import DoesNotFit
from guiju.syntax.grammar import parser
from guiju.syntax.layout import LayoutError
from guiju.syntax.parse import driver

ROOT = Path(__file__).parents[3]
_FENCED = re.compile(r"^```rule\n((?s:.*?))^```", re.MULTILINE)


def _files(folder: Path, ending: str) -> list[str]:
    """Texts by the ending of their name; those of the gallery are wrong on purpose."""
    paths = (path for path in sorted(folder.rglob("*" + ending)) if path.parent.name != "gallery")
    return [path.read_text(encoding="utf-8") for path in paths]


def _cases() -> list[str]:
    """The rules of the case files."""
    cases = [
        case for text in _files(ROOT / "tests" / "cases", ".yaml") for case in yaml.load(text, yaml.BaseLoader)["cases"]
    ]
    return [case["rules"] for case in cases if isinstance(case.get("rules"), str)]


TEXTS = _files(shipped("rules"), ".rule") + _files(ROOT / "tests", ".rule")
EXAMPLES = [block for text in _files(ROOT / "docs", ".md") for block in _FENCED.findall(text)] + _cases()


def _statements(text: str) -> list[str]:
    """The text cut before every line that is not indented."""
    cuts = [0, *(i + 1 for i, char in enumerate(text[:-1]) if char == "\n" and not text[i + 1].isspace())]
    return [text[a:b] for a, b in pairwise([*cuts, len(text)])]


STATEMENTS = [statement for text in TEXTS + EXAMPLES for statement in _statements(text)]


def places(part: Any) -> Any:
    """A part of the AST with its places, which its own comparison leaves out."""
    if isinstance(part, tuple):
        return tuple(places(one) for one in part)
    if not dataclasses.is_dataclass(part) or isinstance(part, Source):
        return part
    return (type(part), *(places(getattr(part, field.name)) for field in dataclasses.fields(part)))


def quickly(source: Source) -> Any:
    builder = StatementBuild(source)
    try:
        return places(driver()(source.text, builder)), builder.problems
    except (DoesNotFit, LayoutError):
        return None


def slowly(source: Source) -> Any:
    try:
        file, problems = build(source, parser().parse(source.text))
    except (UnexpectedInput, LayoutError):
        return None
    return places(file), list(problems)


def agree(text: str) -> bool:
    source = Source("t", text if text.endswith("\n") else text + "\n")
    return bool(quickly(source) == slowly(source))


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.split()[1][:20])
def test_every_rule_file_reads_the_same(text: str) -> None:
    assert quickly(Source("t", text)) is not None
    assert agree(text)


def test_every_example_reads_the_same() -> None:
    """Those of the handbook and of the case files, wrong ones among them."""
    assert len(EXAMPLES) > 100
    assert [text for text in EXAMPLES if not agree(text)] == []


@given(
    st.lists(st.sampled_from(STATEMENTS), min_size=1, max_size=4).map("".join),
    st.lists(
        st.tuples(
            st.integers(0, 2000),
            st.integers(0, 3),
            st.text('且非若()（-→:：,="0９%#\n \t　年x．.', max_size=3),
        ),
        max_size=3,
    ),
)
@example("", [])
@example("# 注释\n\n", [])
@example("  定义 a = 1\n", [])
@example("定义 a = (1 + 2) × 3 # 注释\n  # 注释\n\n", [])
def test_a_spoiled_text_reads_the_same(text: str, changes: list[tuple[int, int, str]]) -> None:
    for where, size, typed in changes:
        at = where % (len(text) + 1)
        text = text[:at] + typed + text[at + size :]
    assert agree(text)


def test_a_large_statement_that_is_neither_deep_nor_wide_is_read() -> None:
    calls = " + ".join(["最大(1, 2)"] * (limits.EXPRESSION_DEPTH + 1))
    source = Source("t", f"定义 a = {calls}\n")
    assert quickly(source) is None
    assert places(parse(source).file) == slowly(source)[0]
