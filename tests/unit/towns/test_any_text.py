"""Any text at all: findings, never an exception, and never a town beside an error."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from guiju.source import Source
from guiju.towns.opened import read_town
from guiju.towns.strict_yaml import load
from guiju.towns.tree import Mapping, Node, Scalar, Sequence
from tests.unit.towns.samples import BINDER, bind

_FOLDER = TemporaryDirectory()
_PIECES = st.sampled_from(
    [
        *("镇", "数据", "规则", "共用", "专家评分", "外部判定", "值", "来源", "合成", "产值", "平台", "级别"),
        *("年度", "营收", "利润", "2022", "2023年", "16.5(+)", "（-）"),
        *(
            "未提供",
            "不适用",
            "是",
            "省级",
            "7",
            "3.5",
            "亿元",
            "%",
            "~",
            "yes",
            "null",
            "无",
            "1,234",
            "1e3",
            "010",
        ),
        *("-", ":", "：", ": ", "- ", ", ", "，", "[", "]", "{", "}", "&a", "*a", "<<", "!!x", "|", ">", "?"),
        *(
            "'",
            '"',
            "\\",
            "\\x",
            "\n",
            "\n  ",
            "\n    ",
            "\t",
            "\u3000",
            "---",
            "...",
            "%YAML 1.2",
            "\u202e",
            "\x00",
        ),
        *("#", "@", "`"),
    ]
)
_TEXTS = st.one_of(st.text(), st.lists(_PIECES, max_size=40).map("".join))


@given(_TEXTS, st.sampled_from(["town.yaml", "town.json"]), st.booleans())
def test_any_text(text: str, name: str, below_data: bool) -> None:
    if below_data:
        text = "镇: 甲\n数据:\n  " + text
    source = Source(name, text)
    root, found = load(source)
    for finding in found:
        assert finding.place is not None
        assert 0 <= finding.place.span.start <= finding.place.span.end <= len(text)
        assert finding.message.zh
        assert finding.help.en
    if root is None:
        assert any(d.is_error for d in found)
    else:
        _in_bounds(root, source)
        town, more = BINDER.town_of_tree(root)
        assert (town is None) == any(d.is_error for d in more)


@given(st.one_of(st.binary(), _TEXTS.map(lambda text: text.encode("utf-8", "replace"))))
def test_any_bytes(data: bytes) -> None:
    path = Path(_FOLDER.name) / "town.yaml"
    path.write_bytes(data)
    town, found = read_town(path, BINDER)
    assert (town is None) == any(d.is_error for d in found)


@given(
    st.lists(
        st.sampled_from(["产值: 3", "人口: 5 万人", "级别: 省级", "简介: x", "增速: 未提供"]), unique=True
    )
)
def test_the_order_of_lines_does_not_matter(lines: list[str]) -> None:
    def values(order: list[str]) -> object:
        town, _ = bind("镇: 甲\n数据:\n" + "".join(f"  {line}\n" for line in order) + "专家评分: {张: }\n")
        assert town is not None
        return {name: datum.value for name, datum in town.values.items()}

    assert values(lines) == values(lines[::-1])


def _in_bounds(node: Node, source: Source) -> None:
    assert node.place is not None
    assert 0 <= node.place.span.start <= node.place.span.end <= len(source.text)
    match node:
        case Scalar():
            pass
        case Sequence(items=items):
            for item in items:
                _in_bounds(item, source)
        case Mapping(entries=entries):
            for key, item in entries:
                _in_bounds(key, source)
                _in_bounds(item, source)
