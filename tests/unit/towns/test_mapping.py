"""Plain Python values as a town."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guiju.numbers.states import Missing, State
from tests.unit.towns.samples import BINDER, DOCUMENT, bind_data

GOOD: tuple[tuple[str, Any, Any], ...] = (
    ("产值", 3, Fraction(300000000)),
    ("产值", Fraction(1, 3), Fraction(100000000, 3)),
    ("产值", Decimal("0.1"), Fraction(10000000)),
    ("产值", 0.1, Fraction(10000000)),
    ("产值", 1e-7, Fraction(10)),
    ("产值", "5200 万元", Fraction(52000000)),
    ("产值", "3", Fraction(300000000)),
    ("产值", " 3 ", Fraction(300000000)),
    ("产值", 0, Fraction(0)),
    ("增速", 50, Fraction(1, 2)),
    ("增速", "6.1%", Fraction(61, 1000)),
    ("企业数", 7, Fraction(7)),
    ("企业数", 7.0, Fraction(7)),
    ("企业数", "7 家", Fraction(7)),
    ("领导机构", True, True),
    ("领导机构", "否", False),
    ("级别", "省级", "省级"),
    ("质量", "无", "无"),
    ("简介", "x", "x"),
    ("批复日", "2024-02-29", "2024-02-29"),
    ("批复日", datetime.date(2024, 2, 29), "2024-02-29"),
    ("平台", [], ()),
    (
        "平台",
        [{"名称": "甲", "级别": "省级", "人员": 3}],
        ({"名称": "甲", "级别": "省级", "人员": Fraction(3)},),
    ),
    ("产值", {"值": 3}, Fraction(300000000)),
)


@pytest.mark.parametrize(("name", "value", "expected"), GOOD, ids=lambda x: str(x)[:20])
def test_values(name: str, value: Any, expected: Any) -> None:
    town, found = BINDER.town_of_mapping({name: value})
    assert not found
    assert town is not None
    assert town.values[name].value == expected
    assert type(town.values[name].value) is type(expected)


@pytest.mark.parametrize("value", [None, "未提供", "not_supplied"])
@pytest.mark.parametrize("name", ["产值", "领导机构", "级别", "简介", "批复日", "平台"])
def test_none_is_not_supplied(name: str, value: str | None) -> None:
    town, found = BINDER.town_of_mapping({name: value})
    assert not found
    assert town is not None
    missing = town.values[name].value
    assert isinstance(missing, Missing)
    assert missing.state is State.NOT_SUPPLIED


BAD: tuple[tuple[str, Any, str], ...] = (
    ("产值", float("nan"), "I845"),
    ("产值", float("-inf"), "I845"),
    ("产值", Decimal("NaN"), "I845"),
    ("产值", Decimal("sNaN"), "I845"),
    ("产值", Decimal("1e999999999"), "I846"),
    ("产值", Decimal("1e-999999999"), "I846"),
    ("产值", 10**18, "I846"),
    ("产值", 10**5000, "I846"),
    ("产值", 1e300, "I846"),
    ("产值", Fraction(1, 3**3000), "I846"),
    ("产值", True, "I859"),
    ("产值", 1j, "I859"),
    ("产值", b"3", "I859"),
    ("产值", object(), "I859"),
    ("产值", {3}, "I859"),
    ("产值", [3], "I815"),
    ("产值", -1, "I851"),
    ("产值", "7 户", "I849"),
    ("产值", "—", "I836"),
    ("产值", "", "I835"),
    ("人口", 0, "I851"),
    ("增速", 51, "I851"),
    ("增速", 50.5, "I851"),
    ("企业数", 7.5, "I850"),
    ("企业数", Fraction(1, 2), "I850"),
    ("领导机构", 1, "I859"),
    ("领导机构", "yes", "I852"),
    ("级别", "县级", "I853"),
    ("级别", 3, "I859"),
    ("简介", 3, "I859"),
    ("批复日", "2024-02-30", "I854"),
    ("批复日", datetime.datetime(2024, 2, 3), "I859"),
    ("平台", {"名称": "甲"}, "I830"),
    ("平台", ["甲"], "I815"),
    ("平台", [{"名称": 3}], "I859"),
    ("平台", [{1: 3}], "I830"),
    ("平台", [{1.5: 3}], "I859"),
    ("平台", [{True: 3}], "I859"),
    ("没有", 3, "I831"),
)


@pytest.mark.parametrize(
    ("name", "value", "code"), BAD, ids=lambda x: str(x)[:20] if not isinstance(x, int) else "n"
)
def test_bad_values_name_the_input(name: str, value: Any, code: str) -> None:
    town, found = BINDER.town_of_mapping({name: value})
    assert town is None
    assert code in [d.code.id for d in found]
    assert all(d.place is None for d in found)
    assert all(name in d.message.zh and name in d.message.en for d in found)


def test_a_whole_document() -> None:
    document = {
        "镇": "甲",
        "数据日期": "2023-12-31",
        "data": {"产值": {"值": 3, "来源": "x", "合成": True}, "人口": None},
        "专家评分": {"张": {"服务": 3.5}},
        "外部判定": {DOCUMENT: True},
    }
    town, found = BINDER.town_of_mapping(document)
    assert not found
    assert town is not None
    assert (town.name, town.values["产值"].provenance.source) == ("甲", "x")
    assert town.values["产值"].provenance.synthetic
    assert town.marks["张"]["服务"].value == Fraction(7, 2)
    assert town.rulings[DOCUMENT].value is True


def test_a_document_without_a_file_shares_nothing() -> None:
    town, found = BINDER.town_of_mapping({"数据": {"产值": 3}, "共用": ["/etc/passwd"]})
    assert town is None
    assert [d.code.id for d in found] == ["I880"]


def test_values_that_contain_themselves() -> None:
    loop: list[Any] = []
    loop.extend([loop, loop])
    for value in (loop, {"值": loop}):
        town, found = BINDER.town_of_mapping({"平台": value})
        assert town is None
        assert [d.code.id for d in found] == ["I821"]


def test_other_rules() -> None:
    town, found = BINDER.town_of_mapping({"没有": 3, "产值": 3}, lenient=True)
    assert town is not None
    assert [d.code.id for d in found] == ["I832"]


_PLAIN = st.one_of(
    st.integers(-(10**6), 10**6).map(str),
    st.decimals(-1000, 1000, places=3, allow_nan=False).map(lambda d: f"{d:f}"),
    st.sampled_from(
        [
            "7 户",
            "3 亿元",
            "16.5(+)",
            "0(-) 亿元",
            "300000",
            "5200 万元",
            "6.1%",
            "0.5 吨标准煤/万元",
            "1,234",
            "是",
            "省级",
            "无",
            "",
            "１２",
        ]
    ),
    st.text(st.characters(blacklist_categories=["Cs", "Cc", "Cf"]), max_size=6),
)
_NAMES = st.sampled_from(
    [
        "产值",
        "人口",
        "增速",
        "能耗",
        "企业数",
        "系数",
        "领导机构",
        "级别",
        "质量",
        "简介",
        "批复日",
        "营收",
        "利润",
    ]
)


@given(_NAMES, _PLAIN)
def test_the_quick_way_and_the_careful_way_agree(name: str, text: str) -> None:
    """A text means the same as a plain value, as one with evidence, and in a file."""
    quick, quick_found = BINDER.town_of_mapping({name: text})
    careful, careful_found = BINDER.town_of_mapping({name: {"值": text}})
    assert [d.code.id for d in quick_found] == [d.code.id for d in careful_found]
    assert (quick is None) == (careful is None)
    if quick is not None and careful is not None:
        assert quick.values[name].value == careful.values[name].value
    if '"' not in text and "\\" not in text and text.isprintable():
        filed, filed_found = bind_data(f'{name}: "{text}"')
        assert [d.code.id for d in quick_found] == [d.code.id for d in filed_found]
        if quick is not None and filed is not None:
            assert quick.values[name].value == filed.values[name].value


_KEYS = st.sampled_from(["平台", "三县", "数据", "镇", "年度", "专家评分", "外部判定"])
_PARTS = st.sampled_from(["值", "来源", "合成", "名称"])
_ANY = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(), st.decimals(), st.fractions(), st.text(max_size=8),
        st.dates(), st.binary(max_size=3),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.one_of(_NAMES, _PARTS, st.integers(), st.integers(2020, 2024)), inner, max_size=3),
    ),
    max_leaves=8,
)  # fmt: skip


@given(st.dictionaries(st.one_of(_NAMES, _KEYS), _ANY, max_size=4))
def test_any_mapping_gives_a_town_or_errors(data: Mapping[str, Any]) -> None:
    town, found = BINDER.town_of_mapping(data)
    assert (town is None) == any(d.is_error for d in found)
