"""Figures by year: every way to write them, what is missing of them, and the year at hand."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guiju.numbers.states import Cause, CauseKind, Missing, State
from guiju.source import Source
from guiju.towns.model import Datum, Series, Town
from guiju.towns.slots import missing_point
from guiju.towns.strict_yaml import load
from tests.unit.towns.samples import BINDER, FIELDS, bind, bind_data, codes

YI = 10**8
MOST = Fraction(10**11)


def series(town: Town | None, name: str = "营收") -> Mapping[int, Datum]:
    assert town is not None
    value = town.values[name].value
    assert isinstance(value, Series)
    return value.points


def figures(town: Town | None) -> dict[int, Any]:
    """The given figures in the declared unit, the states of the others."""
    return {
        year: datum.value.state if isinstance(datum.value, Missing) else _number(datum.value) / YI
        for year, datum in series(town).items()
    }


def _number(value: object) -> Fraction:
    assert isinstance(value, Fraction)
    return value


@pytest.mark.parametrize(
    "lines",
    [
        ("营收: {2022: 30 亿元, 2023: 35}",),
        ("营收:", "  2023: 350000 万元", "  2022: 30"),
        ('营收: {"2022": 30, 2023年: 35亿元}',),
        ("营收: {值: {2022: 30, 2023: 35}, 来源: 统计年鉴}",),
        ("营收: {value: {2022: {value: 30}, 2023: {值: 35, 来源: x}}}",),
    ],
)
def test_ways_to_write_a_series(lines: tuple[str, ...]) -> None:
    town, found = bind_data(*lines)
    assert not found
    assert figures(town) == {2022: 30, 2023: 35}
    assert list(series(town)) == [2022, 2023]


def test_json() -> None:
    text = '{"镇": "甲", "年度": 2023, "数据": {"营收": {"2022": 30, "2023": "35 亿元"}}}'
    town, found = bind(text, name="town.json")
    assert not found
    assert town is not None
    assert (figures(town), town.year) == ({2022: 30, 2023: 35}, 2023)


@pytest.mark.parametrize(
    "value",
    [
        {2022: 30, 2023: "35 亿元"},
        {"2022": "30", "2023年": 35.0},
        {2023: Fraction(35), 2022: Decimal(30)},
        {2022: {"值": 30}, 2023: 35},
        {"值": {2022: 30, "2023": 35}, "来源": "x"},
    ],
)
def test_from_python(value: Any) -> None:
    town, found = BINDER.town_of_mapping({"营收": value})
    assert not found
    assert figures(town) == {2022: 30, 2023: 35}
    assert list(series(town)) == [2022, 2023]


def test_each_point_has_its_own_provenance() -> None:
    town, found = bind_data(
        "营收:",
        "  值:",
        "    2022: 30 亿元",
        "    2023: {值: 35, 来源: 快报, 页: 7}",
        "    2024: {值: 36, 备注: 估计}",
        "    2025: {值: 37}",
        "  来源: 统计年鉴",
        "  文件: 甲〔2024〕1号",
    )
    assert not found
    points = {year: datum.provenance for year, datum in series(town).items()}
    assert [(p.line, p.column, p.written) for p in points.values()] == [
        (5, 13, "30 亿元"),
        (6, 17, "35"),
        (7, 17, "36"),
        (8, 17, "37"),
    ]
    inherited = ("统计年鉴", "甲〔2024〕1号")
    assert (points[2022].source, points[2022].document) == inherited
    assert (points[2025].source, points[2025].document) == inherited
    # Evidence of its own stands alone: page 7 is not a page of another document.
    assert (points[2023].source, points[2023].document, points[2023].page) == ("快报", "", "7")
    assert (points[2024].source, points[2024].note) == ("", "估计")
    assert town is not None
    assert town.values["营收"].provenance.source == "统计年鉴"


def test_what_was_made_up_stays_made_up() -> None:
    town, _ = bind_data("营收: {值: {2022: 30, 2023: {值: 35, 备注: n}, 2024: 3}, 合成: true}")
    assert all(datum.provenance.synthetic for datum in series(town).values())
    town, _ = bind_data("营收: {2022: 30, 2023: {值: 35, 合成: true}}")
    assert [datum.provenance.synthetic for datum in series(town).values()] == [False, True]


@pytest.mark.parametrize(
    ("word", "state"),
    [("不详", State.UNKNOWN), ("未提供", State.NOT_SUPPLIED), ("not_applicable", State.NOT_APPLICABLE)],
)
def test_a_point_that_is_missing(word: str, state: State) -> None:
    lower, upper = (None, None) if state is State.NOT_APPLICABLE else (Fraction(0), MOST)
    expected = Missing(state, frozenset({Cause(CauseKind.INPUT, "营收（2023年）")}), lower, upper)
    from_file, found = bind_data(f"营收: {{2022: 30, 2023: {{值: {word}, 来源: x}}}}")
    assert not found
    from_python, found_too = BINDER.town_of_mapping({"营收": {2022: 30, 2023: word}})
    assert not found_too
    for town in (from_file, from_python):
        assert series(town)[2023].value == expected
    assert missing_point(FIELDS["营收"], 2023, state) == expected
    assert series(from_file)[2023].provenance.source == "x"


def test_none_is_a_point_not_yet_supplied() -> None:
    town, found = BINDER.town_of_mapping({"营收": {2022: None}})
    assert not found
    assert figures(town) == {2022: State.NOT_SUPPLIED}


@pytest.mark.parametrize(
    ("lines", "state"),
    [
        ((), State.NOT_SUPPLIED),
        (("营收: 未提供",), State.NOT_SUPPLIED),
        (("营收: {值: 不详, 来源: x}",), State.UNKNOWN),
        (("营收: 不适用",), State.NOT_APPLICABLE),
    ],
)
def test_a_whole_series_that_is_missing(lines: tuple[str, ...], state: State) -> None:
    town, found = bind_data("产值: 3", *lines)
    assert not found
    assert town is not None
    value = town.values["营收"].value
    assert isinstance(value, Missing)
    assert (value.state, value.because) == (state, frozenset({Cause(CauseKind.INPUT, "营收")}))


BAD = (
    # lines below 数据 (the first is line 3), code, line
    (("营收: 30 亿元",), "I864", 3),
    (("营收: {值: 30, 来源: x}",), "I864", 3),
    (("营收: [30, 35]",), "I864", 3),
    (("营收: 是",), "I864", 3),
    (("营收: 约三十",), "I864", 3),
    (("营收: {2022: 30, 去年: 35}",), "I862", 3),
    (("营收: {2022: 30, 22: 35}",), "I862", 3),
    (("营收: {2022: 30, 3000: 35}",), "I862", 3),
    (("营收: {2022: 30, 0999: 35}",), "I862", 3),
    (("营收: {2022: 30, 2023.0: 35}",), "I862", 3),
    (("营收: {2022/23: 30}",), "I862", 3),
    (("营收:", "  2022: 30", "  来源: x"), "I862", 5),
    (("营收:", "  2022: 30", "  ２０２３: 35"), "I862", 5),
    (("营收:", "  2022: 30", '  "2022年": 35'), "I863", 5),
    (("营收:", "  2022: 30", "  2022: 35"), "I813", 5),
    (("营收: {}",), "I835", 3),
    (("营收: {值: {}}",), "I835", 3),
    (("营收: {值: {2022: }}",), "I835", 3),
    (("营收: {来源: x}",), "I838", 3),
    (("营收: {值: {值: {2022: 3}}}",), "I862", 3),
    (("营收:", "  2022: 7 户"), "I849", 4),
    (("营收:", "  2022: -1"), "I851", 4),
    (("营收:", "  2022: 1001"), "I851", 4),
    (("营收:", "  2022: —"), "I836", 4),
    (("营收:", "  2022: ~"), "I837", 4),
    (("营收:", "  2022: {来源: x}"), "I838", 4),
    (("营收:", "  2022: {2023: 3}"), "I865", 4),
    (("营收:", "  2022: [3]"), "I815", 4),
    (("营收:", "  2022：30"), "I807", 4),
    (("营收:", "  2022:30"), "I808", 4),
    (("营收: —",), "I836", 3),
    (("营收: ~",), "I837", 3),
    (("营收:",), "I835", 3),
    (("产值: {2022: 3}",), "I865", 3),
    (("产值: {值: {2022: 3}, 来源: x}",), "I865", 3),
    (("领导机构: {2022年: 是}",), "I865", 3),
    (("平台: {2022: []}",), "I865", 3),
    (("平台:", "  - {名称: 甲, 人员: {2022: 3}}"), "I865", 4),
)


@pytest.mark.parametrize(("lines", "code", "line"), BAD, ids=[" ".join(row[0])[:40] for row in BAD])
def test_bad_series_are_findings(lines: tuple[str, ...], code: str, line: int) -> None:
    text = "镇: 甲\n数据:\n" + "".join(f"  {row}\n" for row in lines)
    root, before = load(Source.of_bytes("town.yaml", text.encode()))
    town, found = bind(text)
    assert town is None
    errors = {(d.code.id, d.place.position.line if d.place else 0) for d in found if d.is_error}
    assert (code, line) in errors
    if root is not None and not before:
        assert len(errors) == 1
    assert all(d.message.zh and d.message.en and d.help.zh and d.help.en for d in found)


BAD_VALUES: tuple[tuple[Any, str], ...] = (
    (30, "I864"),
    ("30 亿元", "I864"),
    ([30], "I864"),
    (True, "I864"),
    (object(), "I864"),
    ({}, "I835"),
    ({22: 30}, "I862"),
    ({10**5000: 30}, "I862"),
    ({-2022: 30}, "I862"),
    ({2022.0: 30}, "I859"),
    ({True: 30}, "I859"),
    ({None: 30}, "I859"),
    ({2022: 30, "2022": 31}, "I863"),
    ({2022: 30, "2022年": 30}, "I863"),
    ({2022: float("nan")}, "I845"),
    ({2022: -1}, "I851"),
    ({2022: ""}, "I835"),
    ({2022: [1]}, "I815"),
    ({2022: {2022: 1}}, "I865"),
)


@pytest.mark.parametrize(("value", "code"), BAD_VALUES, ids=range(len(BAD_VALUES)))
def test_bad_series_from_python(value: Any, code: str) -> None:
    town, found = BINDER.town_of_mapping({"营收": value})
    assert town is None
    assert code in [d.code.id for d in found]
    assert all("营收" in d.message.zh and "营收" in d.message.en for d in found)


def test_a_number_by_year_from_python() -> None:
    town, found = BINDER.town_of_mapping({"产值": {2022: 3}})
    assert town is None
    assert [d.code.id for d in found] == ["I865"]


def test_how_to_write_it_is_said() -> None:
    _, (finding,) = bind_data("营收: 30 亿元")
    assert "营收: {2024: 30 亿元}" in finding.help.zh
    _, (finding,) = bind_data("营收: {2022: 30, 来源: x}")
    assert "{值: {2022: …}, 来源: …}" in finding.help.zh
    _, (finding,) = bind_data("营收: {２０２３: 30, 2022: 3}")
    assert finding.fixes[0].edits[0].text == "2023"
    _, (finding,) = bind_data("营收:", "  2022: 3", "  2022年: 4")
    assert finding.labels[0].place.position.line == 4
    _, (finding,) = bind_data("营收: {2022: 7 户}")
    assert "营收（2022年）" in finding.message.zh


# -- the year at hand ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("line", ["年度: 2024", 'year: "2024"', "年度: 2024年"])
def test_the_year_at_hand(line: str) -> None:
    town, found = bind(f"镇: 甲\n{line}\n数据: {{产值: 3}}\n")
    assert not found
    assert town is not None
    assert town.year == 2024


@pytest.mark.parametrize("year", [2024, "2024", "2024年", " 2024 "])
def test_the_year_at_hand_from_python(year: object) -> None:
    town, found = BINDER.town_of_mapping({"年度": year, "数据": {"营收": {2024: 3}}})
    assert not found
    assert town is not None
    assert (town.year, figures(town)) == (2024, {2024: 3})


def test_without_a_year() -> None:
    for town, _ in (bind_data("产值: 3"), BINDER.town_of_mapping({"产值": 3})):
        assert town is not None
        assert town.year is None


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("年度: 24", "I866"),
        ("年度: 3024", "I866"),
        ("年度: 2024-12-31", "I866"),
        ("年度: 去年", "I866"),
        ("年度: 未提供", "I866"),
        ("年度: [2024]", "I815"),
        ("年度:", "I835"),
    ],
)
def test_bad_years_at_hand(line: str, code: str) -> None:
    town, found = bind(f"镇: 甲\n{line}\n数据: {{产值: 3}}\n")
    assert town is None
    assert codes(found) == [(code, 2)]


@pytest.mark.parametrize("year", [2024.0, True, None, [2024], {2024: 1}, 10**5000, object()], ids=range(7))
def test_bad_years_at_hand_from_python(year: object) -> None:
    town, found = BINDER.town_of_mapping({"年度": year, "数据": {"产值": 3}})
    assert town is None
    assert next(d.code.id for d in found) in ("I866", "I815")


# -- anything ------------------------------------------------------------------------------------------------

_YEARS = st.one_of(
    st.integers(1000, 2999), st.integers(1000, 2999).map(str), st.sampled_from(["2022年", "x", 7])
)
_POINTS = st.one_of(
    st.integers(-2, 1100),
    st.decimals(0, 1000, places=2).map(lambda d: f"{d:f}"),
    st.sampled_from(["30 亿元", "7 户", "不详", "不适用", "", "—", "16.5(+)", None]),
)


@given(st.dictionaries(_YEARS, _POINTS, max_size=4))
def test_the_quick_way_and_the_careful_way_agree(points: dict[Any, Any]) -> None:
    quick, quick_found = BINDER.town_of_mapping({"营收": points})
    careful, careful_found = BINDER.town_of_mapping({"营收": {"值": points}})
    assert [d.code.id for d in quick_found] == [d.code.id for d in careful_found]
    assert (quick is None) == (careful is None)
    if quick is not None and careful is not None:
        assert series(quick) == series(careful)
        assert set(series(quick)) <= {int(str(key).removesuffix("年")) for key in points}
        # Nothing that is missing has become a number.
        given_ = [v for v in points.values() if v not in ("不详", "不适用", None)]
        assert sum(isinstance(d.value, Fraction) for d in series(quick).values()) == len(given_)


_PIECES = st.sampled_from(
    [
        "2022",
        "2023年",
        "值",
        "来源",
        ": ",
        ", ",
        "{",
        "}",
        "[",
        "]",
        "30",
        "7 户",
        "不详",
        "(+)",
        "\n    ",
        "：",
        "~",
    ]
)


@given(st.lists(_PIECES, max_size=14).map("".join), st.sampled_from(["营收", "利润", "平台"]))
def test_any_text_below_a_series(text: str, name: str) -> None:
    town, found = bind(f"镇: 甲\n年度: 2024\n数据:\n  {name}: {text}\n")
    assert (town is None) == any(d.is_error for d in found)


def test_the_example_of_the_page() -> None:
    page = (Path(__file__).parents[3] / "docs" / "data.md").read_text("utf-8")
    (text,) = re.findall(r"```yaml series\n(.*?)```", page, re.DOTALL)
    town, found = bind(text)
    assert not found
    assert town is not None
    assert town.year == 2024
    assert figures(town) == {2022: 30, 2023: 35, 2024: State.UNKNOWN}
    assert [datum.provenance.source for datum in series(town).values()] == ["统计年鉴", "快报", "统计年鉴"]
