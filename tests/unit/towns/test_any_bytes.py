"""Tables of any bytes: whatever is handed in is answered with findings, and nothing is raised."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guiju.towns.opened import open_data, read_towns, rules_path
from tests.books import Error, Formula, Sheet, Stored, Xml, workbook
from tests.unit.towns.samples import BINDER

QUICK = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
BOOK = workbook(
    {"数据": Sheet([["镇", "产值", "营收2022"], ["甲", 1, Stored("0.5", "0%")]], merged=["A9:B9"], hidden_rows=[2]),
     "平台": [["镇", "名称"], ["甲", "x"]]}
)  # fmt: skip
WORDS = st.sampled_from(
    ("镇", "甲", "数据项", "值", "单位", "产值", "产值（亿元）", "营收", "营收2022", "平台", "记录", "字段", "名称",
     "1", "1.5", "12万", "—", "不详", "来源", "年份", "2022", "2022年", "专家", "指标", "得分", "服务", "外部判定",
     "满足", "是", "缺失记号", "规则", "年度", "数据日期", "2024-02-30", "产值.来源", "（",
     "", " ", "\u202e", "\x00", "😀", "=1+1", "#N/A")
)  # fmt: skip
MARKS = st.sampled_from((",", ",", ",", "\t", "\n", "\n", "\r", '"', ";", "，"))
TEXTS = st.lists(st.one_of(WORDS, MARKS, st.text(max_size=3)), max_size=40).map("".join)
FORMATS = st.sampled_from(("", "0%", "yyyy-mm-dd", '0"户"', "0,"))
ODD = st.sampled_from(
    ('<c t="s"><v>0</v></c>', '<c t="z"><v>1</v></c>', '<c s="99"><v>1</v></c>', "<c><v/></c>")
)
CELLS = st.one_of(
    WORDS,
    st.integers(),
    st.booleans(),
    st.none(),
    st.builds(Stored, st.text("0123456789.eE+-naif", max_size=12), FORMATS),
    st.builds(Formula, st.just("A1"), st.one_of(st.none(), st.text("0123456789.", max_size=4))),
    st.builds(Error, st.sampled_from(("#N/A", "#REF!", ""))),
    st.builds(Xml, ODD),
)  # fmt: skip
NAMES = st.sampled_from(("数据", "平台", "专家评分", "外部判定", "说明", "封面"))


def answered(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    results = list(read_towns(path, BINDER))
    assert results
    for town, problems in results:
        assert (town is None) == any(finding.is_error for finding in problems)
        for finding in problems:
            if finding.place is not None:
                assert str(finding.place)
                assert finding.place.position.line >= 1
    rules_path(path)
    open_data(path)


@QUICK
@given(TEXTS)
def test_any_text(tmp_path: Path, text: str) -> None:
    answered(tmp_path / "t.csv", text.encode("utf-8", "surrogatepass"))


@QUICK
@given(st.binary(max_size=60))
def test_any_bytes(tmp_path: Path, data: bytes) -> None:
    answered(tmp_path / "t.csv", data)
    answered(tmp_path / "t.xlsx", data)


@QUICK
@given(
    st.lists(st.tuples(st.integers(0, len(BOOK) - 1), st.integers(0, 255)), max_size=4),
    st.integers(0, len(BOOK)),
)
def test_a_spoiled_workbook(tmp_path: Path, changes: list[tuple[int, int]], length: int) -> None:
    data = bytearray(BOOK)
    for at, byte in changes:
        data[at] = byte
    answered(tmp_path / "t.xlsx", bytes(data if len(changes) > 1 else data[:length]))


@QUICK
@given(st.dictionaries(NAMES, st.lists(st.lists(CELLS, max_size=5), max_size=5), min_size=1, max_size=3))
def test_any_cells(tmp_path: Path, sheets: dict[str, list[list[object]]]) -> None:
    answered(tmp_path / "t.xlsx", workbook(sheets))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml", "_rels/.rels"]
)
@QUICK
@given(data=st.data())
def test_a_spoiled_part(tmp_path: Path, part: str, data: st.DataObject) -> None:
    """The XML of a part with pieces cut out or put twice."""
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(BOOK)) as archive:
        text = archive.read(part).decode("utf-8")
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 40)))
    spoiled = data.draw(st.sampled_from((text[:start] + text[end:], text[:end] + text[start:])))
    answered(tmp_path / "t.xlsx", workbook({"数据": [["镇", "产值"], ["甲", 1]]}, parts={part: spoiled}))
