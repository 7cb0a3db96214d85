"""Printed tables are read right, however ragged, or refused."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guiju.api import load
from guiju.diagnostics.model import Lang
from guiju.publish.annex import publication
from guiju.publish.compare import best, differences
from guiju.publish.html import to_html
from guiju.publish.markdown import to_markdown
from guiju.publish.printed import Printed, PrintedTable, Unreadable, folded
from guiju.publish.ragged import tables
from guiju.publish.reading import read_lines, text_lines
from guiju.publish.word import to_word
from guiju.shipped import shipped
from guiju.source import cell_width
from tests.publish.samples import UNEVEN, hostile, rulebook

PACK = shipped("rules") / "db1409-1"
ANNEX = Path(__file__).with_name("printed") / "db1409-1-annex-a.txt"


def found(text: str, rules: str) -> list[tuple[int, str, str, str, str]]:
    scheme = load(PACK / rules).model.schemes["考核评价"]
    table = best(tables(text_lines(text)), scheme)
    assert table is not None
    return [(d.line, d.row, d.column.zh, d.printed, d.ruled) for d in differences(table, scheme)]


def test_the_printed_draft_is_as_its_rules_say() -> None:
    assert found(ANNEX.read_text(encoding="utf-8"), "draft.rule") == []


def test_against_the_repair_exactly_its_cells_differ() -> None:
    text = ANNEX.read_text(encoding="utf-8")
    at = {n: line for line, n in enumerate(text.split("\n"), 1)}
    (one, two) = found(text, "repair.rule")
    assert one[1:] == ("高附加值新产品销售收入占产业总产值的比重", "三级指标权重", "5", "4")
    assert two[1:] == ("绿色制造企业", "二级指标权重", "2", "3")
    assert at[text.split("\n")[one[0] - 1]] == one[0]
    assert "高附加值" in text.split("\n")[one[0] - 1]
    assert "绿色制造企业 (2)" in text.split("\n")[two[0] - 1]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "政府科技投入强度\t2",
            "政府科技投入力度\t2",
            ("政府科技投入强度", "三级指标", "政府科技投入力度", "政府科技投入强度"),
        ),
        ("\t\t固废回收率\t3\n", "", ("固废回收率", "三级指标", "—", "固废回收率")),
        ("\t\t固废回收率\t3\n", "\t\t固废回收率\t3\n\t\t节水\t1\n", ("节水", "三级指标", "节水", "—")),
        ("创新能力 (25)", "创新能力 (26)", ("创新能力", "一级指标权重", "26", "25")),
    ],
)
def test_a_changed_cell_is_named(old: str, new: str, expected: tuple[str, ...]) -> None:
    text = ANNEX.read_text(encoding="utf-8")
    assert old in text
    assert [one[1:] for one in found(text.replace(old, new), "draft.rule")] == [expected]


def test_what_is_printed_from_rules_is_read_back(tmp_path: Path) -> None:
    for book in (load(PACK / "draft.rule").model, rulebook(UNEVEN), hostile()):
        (scheme,) = book.schemes.values()
        made = publication(book, Lang.ZH)
        for name, content in (("t.md", to_markdown(made).encode()), ("t.docx", to_word(made))):
            (tmp_path / name).write_bytes(content)
            table = best(tables(read_lines(tmp_path / name)), scheme)
            assert table is not None
            assert differences(table, scheme) == ()
        assert to_html(made)


@dataclass(frozen=True)
class Node:
    label: str
    weight: str
    children: tuple[Node, ...] = ()


HAN = "产业规模创新能力绿色发展平台人才投入强度比重企业数量公用品牌社会"


@st.composite
def trees(draw: st.DrawFn) -> tuple[tuple[Node, ...], int]:
    depth = draw(st.integers(2, 3))
    used: set[str] = set()

    def label() -> str:
        text = draw(st.text(HAN, min_size=3, max_size=9)) + draw(
            st.sampled_from(("", " GDP", "(层级)", "、占比"))
        )
        while folded(text) in used:
            text += draw(st.sampled_from("甲乙丙丁"))
        used.add(folded(text))
        return text

    def node(level: int) -> Node:
        weight = draw(st.sampled_from(("1", "2", "5", "10", "2.5", "40")))
        below = () if level == depth else tuple(node(level + 1) for _ in range(draw(st.integers(1, 3))))
        return Node(label(), weight, below)

    return tuple(node(1) for _ in range(draw(st.integers(1, 3)))), depth


def rows(top: tuple[Node, ...], depth: int, own_columns: bool) -> list[list[str]]:
    """The table with merged cells: a label only in its first row."""
    made: list[list[str]] = []

    def walk(node: Node, before: list[str]) -> None:
        if not node.children:
            made.append([*before, node.label, node.weight])
            return
        own = [node.label, node.weight] if own_columns else [f"{node.label} ({node.weight})"]
        for number, child in enumerate(node.children):
            walk(child, ([*before, *own] if number == 0 else [""] * (len(before) + len(own))))

    for node in top:
        walk(node, [])
    return made


def heads(depth: int, own_columns: bool) -> list[str]:
    names = [f"{'一二三'[level]}级指标" for level in range(depth)]
    return [cell for name in names for cell in (name, "权重")] if own_columns else [*names, "权重"]


def same(table: PrintedTable, top: tuple[Node, ...]) -> bool:
    def equal(one: Printed, two: Node) -> bool:
        return (
            folded(one.label) == folded(two.label)
            and one.weight == two.weight
            and len(one.children) == len(two.children)
            and all(map(equal, one.children, two.children))
        )

    return len(table.top) == len(top) and all(map(equal, table.top, top))


def only(text: str) -> PrintedTable:
    (table,) = tables(text_lines(text))
    return table


@settings(max_examples=40)
@given(trees(), st.booleans(), st.data())
def test_a_table_between_tabs_slipped_and_cut_by_pages(
    drawn: tuple[tuple[Node, ...], int], own: bool, data: st.DataObject
) -> None:
    top, depth = drawn
    head = "\t".join(heads(depth, own))
    lines = ["表 A.1 评分表", "", head]
    for number, row in enumerate(rows(top, depth, own)):
        if number and data.draw(st.integers(0, 4)) == 0:
            lines += ["", str(number), "DB 1409/T XX—202X", "表 A.1 评分表（续）", head]
        cells = [cell for cell in row if cell]
        slipped = "\t".join(cells) + data.draw(st.sampled_from(("", "\t")))
        # A row that only lost its first cells looks like one that kept its columns: extraction shifts it whole.
        lines.append(slipped if len(cells) < len(row) and data.draw(st.booleans()) else "\t".join(row))
    lines += ["", "## 参考文献", "1\t2"]
    assert same(only("\n".join(lines)), top)


@settings(max_examples=40)
@given(trees(), st.booleans(), st.integers(2, 4), st.data())
def test_a_table_in_columns_with_wrapped_labels(
    drawn: tuple[tuple[Node, ...], int], own: bool, gap: int, data: st.DataObject
) -> None:
    top, depth = drawn
    told = [heads(depth, own)]
    for row in rows(top, depth, own):
        first, second = list(row), [""] * len(row)
        for place, cell in enumerate(row[:-1]):
            if len(cell) > 4 and " " not in cell and data.draw(st.booleans()):
                first[place], second[place] = cell[:3], cell[3:]
        told += [first, second] if any(second) else [first]
    widths = [max(cell_width(row[place]) for row in told) + gap for place in range(len(told[0]))]
    lines = [
        "".join(
            cell + " " * (width - cell_width(cell)) for cell, width in zip(row, widths, strict=True)
        ).rstrip()
        for row in told
    ]
    assert same(only("\n".join(["表 1 评分表", *lines, "", "正文。"])), top)


@settings(max_examples=30)
@given(trees(), st.booleans())
def test_a_table_with_every_label_on_every_row(drawn: tuple[tuple[Node, ...], int], own: bool) -> None:
    top, depth = drawn
    full: list[list[str]] = []
    for row in rows(top, depth, own):
        first = next(place for place, cell in enumerate(row) if cell)
        full.append([*(full[-1][:first] if full else []), *row[first:]])
    text = io.StringIO()
    csv.writer(text).writerows([heads(depth, own), *full])
    from guiju.publish.reading import _csv

    (table,) = tables(tuple(_csv(text.getvalue())))
    assert same(table, top)


HEAD = "一级指标\t二级指标\t三级指标\t权重\n"


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        (HEAD + "\t甲一\t甲一一\t5\n", 2, "does not name every level"),
        (HEAD + "甲\t甲一\t甲一一\t5\n乙\t\t乙一一\t5\n", 3, "in the middle of its merged cell"),
        (HEAD + "甲\t甲一\t甲一一\t5\n的比重\n\t\t甲一二\t5\n", 3, "belongs to no column"),
        (HEAD + "甲\t甲一\t甲一一\t5\t6\t7\n", 2, "6 cells"),
        (HEAD + "甲\t甲一\t甲一一\t5\n7\t\t\t\n", 3, "more than one way"),
        ("一级指标  二级指标  权重\n甲  甲一 甲二 5\n", 1, "by its blanks"),
    ],
)
def test_what_needs_a_guess_is_refused(text: str, line: int, why: str) -> None:
    with pytest.raises(Unreadable) as raised:
        tables(text_lines(text))
    assert raised.value.line == line
    assert why in raised.value.text.en
