"""The quick reader and PyYAML: where the quick one answers, both say the same."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guiju.shipped import shipped
from guiju.source import Source
from guiju.towns.quick_yaml import quick
from guiju.towns.strict_yaml import load, parse

TOWNS = sorted((shipped("rules") / "db1409-1" / "towns").glob("*.yaml"))

PLAIN = (
    "a: 1\n",
    "a: 1",
    "镇: 甲\n\n# 注\n数据:\n  产值: 120.89 亿元   # 注\n  增速: -6.1%\n  说明: 甲：乙#丙 http://x a:b\n",
    "a:\nb:\n  c:\n\nd: x\n",
    "a:\n- x\n- -5\nb:\n  - {c: 1, d: [e, f, []], g: {}}\n  - h: i\n    j: k\n  - l:\n      m: n\n    o:\n    - p\n",
    "\"a b\": 'c # d'\n'e': \"f: {g\"\n",
    "a: {b: \"c, d\", 'e': f g , h:  i } # 注\n",
    'a: {值: 3 户, 来源: "x", 合成: true}\n',
    "  a: 1\n  b: 2\n",
)
NOT_PLAIN = (
    "",
    "# 注\n",
    "- a\n",
    "a: 1\na: 2\n",
    "a: {b: 1, b: 2}\n",
    "a: &x 1\n",
    "a: !x 1\n",
    "a: *x\n",
    "<<: {a: 1}\n",
    "a: |\n  b\n",
    "a: b\n  c\n",
    "a: b: c\n",
    "a: b\n  c: d\n",
    "a:\n    b: 1\n  c: 2\n",
    "a:\tb\n",
    'a: "b\\n"\n',
    'a: "b\n  c"\n',
    "a: 'it''s'\n",
    "a: {b: 1\n}\n",
    "a: {b: 1,}\n",
    "a: {b:1}\n",
    "a: {b: }\n",
    "a: {b}\n",
    "a: [b: c]\n",
    "a: [b?c]\n",
    "---\na: 1\n",
    "a: 1\n...\n",
    "... a: 1\n",
    "a : 1\n",
    "'': 1\n",
    "人口：3\n",
    "a: 1\n人口：3\n",
    "\u3000a: 1\n",
    "a: - b\n",
    "a: b\n- c\n",
    "a: {b: 1} c\n",
    '"a" b: 1\n',
    "? a\n: b\n",
    "a: [" + "1, " * 200_000 + "1]",
)


@pytest.mark.parametrize("text", PLAIN)
def test_plain_texts_are_read(text: str) -> None:
    source = Source("town.yaml", text)
    assert quick(source) is not None
    assert (quick(source), ()) == parse(source)


@pytest.mark.parametrize("text", NOT_PLAIN, ids=lambda text: repr(text)[:30])
def test_other_texts_are_left_to_pyyaml(text: str) -> None:
    assert quick(Source("town.yaml", text)) is None


@pytest.mark.parametrize("path", TOWNS, ids=lambda path: path.stem)
def test_the_towns_that_ship_are_plain(path: Path) -> None:
    source = Source.of_bytes(path.name, path.read_bytes())
    assert quick(source) is not None
    assert (quick(source), ()) == parse(source)


_WORDS = (
    *(
        "a",
        "b",
        "c",
        "数据",
        "x y",
        "1.10",
        "-5",
        "-",
        "是",
        "7 户",
        "a:b",
        "甲：乙",
        "x#y",
        "<<",
        "a'b",
        'a"b',
        "no",
        "~",
    ),
    *("...", "--", "?x", ".5"),
)
_FLOWS = ("{}", "[]", "{a: b}", "[x, y]", "{a: [b, {c: d}]}")
_SCALARS = st.sampled_from((*_WORDS, *_FLOWS, '"q"', "'q'", '"a: b"', "'#'", '""', ""))
_NOISE = st.sampled_from(
    (
        *(
            "  ",
            " ",
            "\n",
            "#",
            " # 注",
            ":",
            ": ",
            ",",
            ", ",
            "{",
            "}",
            "[",
            "]",
            "- ",
            "-",
            "'",
            '"',
            "&",
            "*",
            "!",
        ),
        *(
            "|",
            ">",
            "%",
            "@",
            "?",
            "\\",
            "\u3000",
            "\u00a0",
            "：",
            "---",
            "...",
            "`",
            "\n  ",
            "\n    ",
            "\n- ",
            "\t",
        ),
    )
)


@st.composite
def _documents(draw: st.DrawFn) -> str:
    """Mostly well-formed lines, sometimes with a piece of noise dropped in anywhere."""
    lines = []
    for _ in range(draw(st.integers(1, 8))):
        indent = " " * draw(st.sampled_from([0, 0, 2, 2, 4, 3]))
        dash = draw(st.sampled_from(["", "", "", "- "]))
        key = draw(st.sampled_from(_WORDS))
        form = draw(st.sampled_from([f"{key}: ", f"{key}:", f'"{key}": ', "", f"{{{key}: "]))
        lines.append(
            indent + dash + form + draw(_SCALARS) + draw(st.sampled_from(["", "", "", " ", " # 注", "}"]))
        )
    text = "\n".join(lines) + draw(st.sampled_from(["", "\n"]))
    for _ in range(draw(st.sampled_from([0, 0, 1, 2]))):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(_NOISE) + text[at:]
    return text


@settings(max_examples=500)
@given(st.one_of(_documents(), st.text(st.sampled_from("ab:-,{}[]\"'# \n")), st.lists(_NOISE).map("".join)))
def test_both_readers_agree(text: str) -> None:
    source = Source("town.yaml", text)
    plain = quick(source)
    if plain is not None:
        assert (plain, ()) == parse(source)


def test_a_plain_file_does_not_load_pyyaml() -> None:
    program = (
        "import sys; from guiju.source import Source; from guiju.towns.strict_yaml import load; "
        "root, found = load(Source('t.yaml', '镇: 甲\\n')); assert root and not found; assert 'yaml' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
    assert load(Source("t.yaml", "镇: 甲\n"))[0] is not None
