"""Marked numbers in data, and figures that are not as large as such figures usually are."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guiju.diagnostics.model import Diagnostic, Severity
from guiju.numbers import mark_of, marked
from guiju.towns.bind import Binder
from guiju.towns.model import Series
from guiju.types import Bound, Field, NumberType, RecordsType, SeriesType
from guiju.units import BUILT_IN, PLAIN
from tests.unit.towns.samples import BINDER, bind_data, codes, unit

# -- marks ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "name", "value", "mark"),
    [
        ("产值: 16.50(+)", "产值", Fraction(1650000000), 1),
        ("产值: 16.50(-) 亿元", "产值", Fraction(1650000000), -1),
        ("产值: 16.50（-）亿元", "产值", Fraction(1650000000), -1),
        ("产值: 16.50 (+) 亿元", "产值", Fraction(1650000000), 1),
        ("产值: 16.50(−)", "产值", Fraction(1650000000), -1),
        ("产值: 5(+) 万元", "产值", Fraction(50000), 1),
        ("系数: -0.5(+)", "系数", Fraction(-1, 2), 1),
        ("增速: 6.5(+)%", "增速", Fraction(65, 1000), 1),
        ("增速: {值: 6.5(-), 来源: x}", "增速", Fraction(65, 1000), -1),
        ("产值: 16.50", "产值", Fraction(1650000000), 0),
    ],
)
def test_a_mark_is_kept_in_base_units(line: str, name: str, value: Fraction, mark: int) -> None:
    town, found = bind_data(line)
    assert not found
    assert town is not None
    read = town.values[name].value
    assert isinstance(read, Fraction)
    assert (read, mark_of(read)) == (value, mark)


def test_a_mark_from_python() -> None:
    for given_ in (
        "16.5(+)",
        "16.5(+) 亿元",
        marked(Fraction("16.5"), 1),
        {"值": marked(Fraction("16.5"), 1)},
    ):
        town, found = BINDER.town_of_mapping({"产值": given_})
        assert not found
        assert town is not None
        read = town.values["产值"].value
        assert isinstance(read, Fraction)
        assert (read, mark_of(read)) == (Fraction(1650000000), 1)


def test_a_point_of_a_series_may_be_marked() -> None:
    for town, _ in (
        bind_data("营收: {2022: 16.50(+)}"),
        BINDER.town_of_mapping({"营收": {2022: "16.50(+)"}}),
    ):
        assert town is not None
        value = town.values["营收"].value
        assert isinstance(value, Series)
        point = value.points[2022].value
        assert isinstance(point, Fraction)
        assert mark_of(point) == 1


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("产值: (+)", "I840"),
        ("产值: 16.5(*)", "I848"),
        ("产值: 16.5(+)(+)", "I848"),
        ("产值: 16.5 亿元(+)", "I848"),
        ("产值: 0(+)", "I840"),
        ("产值: 0.0(-)", "I840"),
        ("产值: 1,650(+)", "I841"),
        ("企业数: 7(+) 户", "I850"),  # a count is never a little more than seven
        ("增速: 50(+)%", "I851"),  # a little more than the most
        ("增速: -30(+)", "I851"),
        ("人口: 约 3(+)", "I840"),
    ],
)
def test_bad_marks(line: str, code: str) -> None:
    town, found = bind_data(line)
    assert town is None
    assert codes(found) == [(code, 3)]


def test_a_mark_that_stays_inside() -> None:
    for line in ("增速: 50(-)%", "增速: -30(-)", "增速: 49.5(+)"):
        town, found = bind_data(line)
        assert town is not None
        assert not found


def test_what_is_offered_keeps_the_mark() -> None:
    _, (finding,) = bind_data("产值: 1,650.5(-) 亿元")
    assert finding.fixes[0].edits[0].text == "1650.5(-) 亿元"
    town, (finding,) = bind_data("产值: １６．５（＋） 亿元")
    assert town is not None
    assert finding.code.id == "I847"
    better = finding.fixes[0].edits[0].text
    again, found = bind_data(f"产值: {better}")
    assert not found
    assert again is not None
    for each in (town, again):
        read = each.values["产值"].value
        assert isinstance(read, Fraction)
        assert (read, mark_of(read)) == (Fraction(1650000000), 1)


# -- figures that are not usual ------------------------------------------------------------------------------

USUAL = (Fraction(10**8), Fraction(500 * 10**8))
WITH_USUAL = Binder(
    {
        "产值": Field("产值", NumberType(unit("亿元")), Bound(Fraction(0)), usual=USUAL),
        "逐年": Field("逐年", SeriesType(NumberType(unit("亿元"))), usual=USUAL),
        "各厂": Field(
            "各厂",
            RecordsType((Field("产值", NumberType(unit("万元")), usual=(Fraction(10**6), Fraction(10**8))),)),
        ),
        "占比": Field("占比", NumberType(unit("%")), usual=(Fraction(1, 10), Fraction(9, 10))),
        "系数": Field("系数", NumberType(PLAIN), usual=(Fraction(1), Fraction(2))),
        "户数": Field("户数", NumberType(unit("户"), True), usual=(Fraction(10), Fraction(90))),
        "money": Field("money", NumberType(BUILT_IN["yuan"]), usual=(Fraction(10**4), Fraction(10**5))),
    }
)


def remarks(name: str, value: Any) -> list[Diagnostic]:
    town, found = WITH_USUAL.town_of_mapping({name: value})
    assert town is not None, found
    assert all((d.code.id, d.severity) == ("I867", Severity.WARNING) for d in found)
    return list(found)


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("产值", 300000, "看起来是把万元当成亿元填了（差 10000 倍）"),
        ("产值", "300000", "看起来是把万元当成亿元填了（差 10000 倍）"),
        ("产值", "3000000000", "看起来是把元当成亿元填了（差 100000000 倍）"),
        ("产值", "30 万元", "看起来是把亿元当成万元填了（差 10000 倍）"),
        ("产值", "0.3", "看起来差 10 倍"),
        ("产值", 600, "看起来差 10 倍"),
        ("占比", "0.35", "看起来是把小数当成百分数填了（差 100 倍）"),
        ("占比", "350", "看起来是把‰当成%填了（差 10 倍）"),
        ("占比", "3‰", "看起来差 100 倍"),
        ("系数", 150, "看起来差 100 倍"),
        ("户数", 3, "看起来差 10 倍"),
        ("money", 5, "看起来是把万元当成yuan填了（差 10000 倍）"),
    ],
)
def test_the_mistake_is_named(name: str, value: Any, says: str) -> None:
    (finding,) = remarks(name, value)
    assert says in finding.message.zh
    assert "times off" in finding.message.en


@pytest.mark.parametrize(("name", "value"), [("产值", 0), ("系数", "7.7"), ("系数", -1)])
def test_no_mistake_fits(name: str, value: Any) -> None:
    (finding,) = remarks(name, value)
    assert "倍" not in finding.message.zh
    assert "times" not in finding.message.en


def test_the_value_and_the_range_are_named() -> None:
    (finding,) = remarks("产值", "30 万元")
    assert "30 万元" in finding.message.zh
    assert "1 亿元 至 500 亿元" in finding.message.zh
    assert "usual 1 亿元 to 500 亿元" in finding.message.en
    (finding,) = remarks("产值", Fraction(1, 3))
    assert "≈ 0.333333 亿元" in finding.message.zh


@pytest.mark.parametrize("value", [1, 500, "1 亿元", "500.00", "10000 万元", 30.5])
def test_the_ends_are_usual(value: Any) -> None:
    assert not remarks("产值", value)


def test_points_and_records() -> None:
    (finding,) = remarks("逐年", {2022: 30, 2023: 300000})
    assert "`逐年（2023年）`" in finding.message.zh
    (finding,) = remarks("各厂", [{"产值": 300}, {"产值": 3000000}])
    assert "`各厂.产值`" in finding.message.zh
    assert "看起来是把元当成万元填了（差 10000 倍）" in finding.message.zh


def test_the_place_and_the_value_stay() -> None:
    town, found = bind_data("产值: 3", "利润: {值: 300000, 来源: x}")
    assert codes(found) == [("I867", 4)]
    assert found[0].place is not None
    assert found[0].place.text == "300000"
    assert not found[0].fixes  # which figure was meant is for its author to say
    assert town is not None
    assert town.values["利润"].value == Fraction(300000 * 10**8)


def test_what_is_missing_is_not_unusual() -> None:
    assert not remarks("产值", "不详")
    assert not remarks("逐年", {2022: None})


@given(st.decimals(0, 10**9, places=4, allow_nan=False), st.sampled_from(["", " 亿元", " 万元", " 元"]))
def test_every_figure_outside_is_remarked_and_kept(number: Any, symbol: str) -> None:
    text = f"{number:f}{symbol}"
    town, found = WITH_USUAL.town_of_mapping({"产值": text})
    assert town is not None
    value = town.values["产值"].value
    assert isinstance(value, Fraction)
    assert value == Fraction(number) * BUILT_IN[symbol.strip() or "亿元"].factor
    assert bool(found) == (not USUAL[0] <= value <= USUAL[1])
