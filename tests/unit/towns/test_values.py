"""Typed values of a town document, and the findings for what cannot be read."""

from __future__ import annotations

from fractions import Fraction

import pytest

from guiju.diagnostics.model import Severity
from guiju.numbers.states import Cause, CauseKind, Missing, State
from tests.unit.towns.samples import BINDER, DOCUMENT, FIELDS, bind, bind_data, codes

GOOD = (
    ("产值: 120.89 亿元", "产值", Fraction(12089000000)),
    ("产值: 120.89亿元", "产值", Fraction(12089000000)),
    ("产值: 120.89", "产值", Fraction(12089000000)),
    ("产值: 5200 万元", "产值", Fraction(52000000)),
    ("产值: 3 百万元", "产值", Fraction(3000000)),
    ("产值: +3", "产值", Fraction(300000000)),
    ('产值: "7 万元"', "产值", Fraction(70000)),
    ("产值: 0", "产值", Fraction(0)),
    ("人口: 19.72 万人", "人口", Fraction(197200)),
    ("人口: 197200 人", "人口", Fraction(197200)),
    ("增速: 6.1%", "增速", Fraction(61, 1000)),
    ("增速: 6.1 %", "增速", Fraction(61, 1000)),
    ("增速: 61‰", "增速", Fraction(61, 1000)),
    ("增速: -6.1", "增速", Fraction(-61, 1000)),
    ("能耗: 0.82 吨标准煤/万元", "能耗", Fraction(82, 10**6)),
    ("企业数: 7 户", "企业数", Fraction(7)),
    ("企业数: 7 家", "企业数", Fraction(7)),
    ("企业数: 7.0", "企业数", Fraction(7)),
    ("系数: -0.5", "系数", Fraction(-1, 2)),
    ("领导机构: 是", "领导机构", True),
    ("领导机构: false", "领导机构", False),
    ('领导机构: "否"', "领导机构", False),
    ("级别: 省级", "级别", "省级"),
    ("质量: 无", "质量", "无"),
    ("简介: 1.10", "简介", "1.10"),
    ('简介: "无"', "简介", "无"),
    ('简介: "no"', "简介", "no"),
    ('简介: ""', "简介", ""),
    ('简介: " x "', "简介", " x "),
    ("批复日: 2024-02-29", "批复日", "2024-02-29"),
    ("平台: []", "平台", ()),
)


@pytest.mark.parametrize(("line", "name", "value"), GOOD, ids=[row[0] for row in GOOD])
def test_values_in_base_units(line: str, name: str, value: object) -> None:
    town, found = bind_data(line)
    assert not found
    assert town is not None
    assert town.values[name].value == value
    assert set(town.values) == set(FIELDS)


BAD = (
    # lines below 数据 (the first is line 3), code, line
    (("产值: 7 户",), "I849", 3),
    (("产值: 35%",), "I849", 3),
    (("系数: 35%",), "I849", 3),
    (("增速: 2 百分点",), "I849", 3),
    (("企业数: 7 个",), "I849", 3),
    (("人口: 12万",), "I848", 3),
    (("产值: 3 亿圆",), "I848", 3),
    (("产值: 1,234.5 亿元",), "I841", 3),
    (("产值: 1,234.5亿元",), "I841", 3),
    (("产值: 1，234",), "I841", 3),
    (("产值: 1_000",), "I841", 3),
    (("产值: 1,5",), "I841", 3),
    (("产值: 1e3",), "I842", 3),
    (("产值: 1e3 亿元",), "I842", 3),
    (("产值: 1e999999999",), "I842", 3),
    (("产值: 010",), "I843", 3),
    (("产值: 0x1F",), "I843", 3),
    (("产值: 0x1F 亿元",), "I843", 3),
    (("产值: 1:30",), "I844", 3),
    (("产值: .nan",), "I845", 3),
    (("产值: NaN",), "I845", 3),
    (("产值: -.inf",), "I845", 3),
    (("产值: Infinity",), "I845", 3),
    (("产值: " + "9" * 5000,), "I846", 3),
    (("产值: 0." + "1" * 19,), "I846", 3),
    (("产值: 约 200",), "I840", 3),
    (("产值: 3-5 亿元",), "I840", 3),
    (("产值: 1/3",), "I840", 3),
    (("产值: =A1+B1",), "I840", 3),
    (("产值: true",), "I840", 3),
    (("产值: 是",), "I840", 3),
    (("产值: ①",), "I840", 3),
    (("产值: -1",), "I851", 3),
    (("增速: 51%",), "I851", 3),
    (("人口: 0",), "I851", 3),
    (("企业数: 7.5 户",), "I850", 3),
    (("领导机构: yes",), "I837", 3),
    (("领导机构: NO",), "I837", 3),
    (("领导机构: on",), "I837", 3),
    (("产值: ~",), "I837", 3),
    (("产值: null",), "I837", 3),
    (("简介: no",), "I837", 3),
    (("领导机构: 有",), "I852", 3),
    (("领导机构: 1",), "I852", 3),
    (('领导机构: "yes"',), "I852", 3),
    (("级别: 县级",), "I853", 3),
    (("批复日: 2024-02-30",), "I854", 3),
    (("批复日: 2024年2月3日",), "I855", 3),
    (("批复日: 2024-2-3",), "I855", 3),
    (("产值: —",), "I836", 3),
    (("产值: /",), "I836", 3),
    (("产值: 无",), "I836", 3),
    (("产值: N/A",), "I836", 3),
    (("产值: 空",), "I836", 3),
    (("产值: '#N/A'",), "I836", 3),
    (("级别: 暂无",), "I836", 3),
    (("简介: 无",), "I836", 3),
    (("人口: 3 万人", "产值:"), "I835", 4),
    (('产值: ""',), "I835", 3),
    (("产值: [1]",), "I815", 3),
    (("平台: 3",), "I815", 3),
    (("平台: 无",), "I836", 3),
    (("平台:", "  - 院士工作站"), "I815", 4),
    (("平台: {名称: x}",), "I830", 3),
    (("产值: {来源: x}",), "I838", 3),
    (("产值: {值: 3, 单位: 亿元}",), "I830", 3),
    (("产值: {值: 3, value: 4}",), "I833", 3),
    (("产值: {值: 3, 合成: 否}",), "I858", 3),
    (("产值: {值: 3, 合成: no}",), "I858", 3),
    (("产值: {值: 3, 来源: }",), "I835", 3),
    (("产值: {值: 3, 来源: [a]}",), "I815", 3),
    (("产值: {值：3}",), "I807", 3),
    (("产业产值: 3",), "I831", 3),
    (("三县:", "  - {名称: 甲}", "  - {名称: 乙}", "  - {名称: 丙}", "  - {名称: 丁}"), "I856", 7),
    (("平台:", "  - {名称: 甲, 等级: 省级}"), "I830", 4),
    (("平台:", "  - {名称: 甲, 人员: 2.5}"), "I850", 4),
    (("平台:", "  - {名称: 甲, 人员: }"), "I835", 4),
)


@pytest.mark.parametrize(("lines", "code", "line"), BAD, ids=[" ".join(row[0])[:40] for row in BAD])
def test_bad_values_are_findings(lines: tuple[str, ...], code: str, line: int) -> None:
    town, found = bind_data(*lines)
    assert town is None
    assert (code, line) in codes(found)
    assert all(d.message.zh and d.message.en and d.help.zh and d.help.en for d in found)


def test_many_mistakes_are_all_said_at_once() -> None:
    _, found = bind_data("产值: 7 户", "人口: 12万", "级别: 县级", "不在: 1")
    assert codes(found) == [("I849", 3), ("I848", 4), ("I853", 5), ("I831", 6)]


@pytest.mark.parametrize(
    ("line", "help_"),
    [("产业产值: 3", "产值"), ("级别: 国家", "国家级"), ("产值: 3 亿圆", "亿元"), ("人口: 12万", "万人")],
)
def test_did_you_mean(line: str, help_: str) -> None:
    _, (finding,) = bind_data(line)
    assert f"`{help_}`" in finding.help.zh
    assert f"`{help_}`" in finding.help.en


def test_both_units_are_named() -> None:
    _, (finding,) = bind_data("产值: 7 户")
    assert "亿元" in finding.message.zh
    assert "户" in finding.message.en


def test_the_bound_is_named_in_the_declared_unit() -> None:
    _, (finding,) = bind_data("增速: 51%")
    assert "≤ 50%" in finding.message.zh
    _, (finding,) = bind_data("人口: 0")
    assert "> 0 万人" in finding.message.zh


@pytest.mark.parametrize(
    ("line", "better"),
    [
        ("产值: 1,234.5 亿元", "1234.5 亿元"),
        ("产值: 1_000", "1000"),
        ("产值: 1，234亿元", "1234 亿元"),
        ("产值: ８９．５", "89.5"),
        ("产值: ~", "未提供"),
        ("领导机构: yes", "是"),
    ],
)
def test_fixes_that_are_certain_are_offered(line: str, better: str) -> None:
    _, (finding,) = bind_data(line)
    (fix,) = finding.fixes
    assert fix.edits[0].text == better


@pytest.mark.parametrize("line", ["产值: 1,5", '产值: "1,234"'])
def test_no_fix_where_it_would_be_a_guess(line: str) -> None:
    _, (finding,) = bind_data(line)
    assert finding.code.id == "I841"
    assert not finding.fixes


def test_full_width_digits_are_read_with_a_warning() -> None:
    town, (finding,) = bind_data("增速: －３．５％")
    assert town is not None
    assert town.values["增速"].value == Fraction(-35, 1000)
    assert (finding.code.id, finding.severity) == ("I847", Severity.WARNING)
    assert "-3.5%" in finding.message.zh


# -- what is missing -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "state"),
    [
        ("增速: 未提供", State.NOT_SUPPLIED),
        ("增速: not_supplied", State.NOT_SUPPLIED),
        ('增速: "未提供"', State.NOT_SUPPLIED),
        ("增速: {值: 未提供, 备注: 六月补报}", State.NOT_SUPPLIED),
        ("产值: 3", State.NOT_SUPPLIED),
        ("增速: 不详", State.UNKNOWN),
        ("增速: unknown", State.UNKNOWN),
    ],
)
def test_missing_lies_within_the_declared_bounds(line: str, state: State) -> None:
    town, found = bind_data(line)
    assert not found
    assert town is not None
    because = frozenset({Cause(CauseKind.INPUT, "增速")})
    assert town.values["增速"].value == Missing(state, because, Fraction(-3, 10), Fraction(1, 2))


@pytest.mark.parametrize("word", ["不适用", "not_applicable"])
def test_not_applicable_has_no_bounds(word: str) -> None:
    town, _ = bind_data(f"增速: {word}")
    assert town is not None
    value = town.values["增速"].value
    assert value == Missing(State.NOT_APPLICABLE, frozenset({Cause(CauseKind.INPUT, "增速")}))


@pytest.mark.parametrize("name", ["领导机构", "级别", "平台", "简介"])
def test_what_is_no_number_has_no_bounds(name: str) -> None:
    town, _ = bind_data("产值: 3")
    assert town is not None
    assert town.values[name].value == Missing(
        State.NOT_SUPPLIED, frozenset({Cause(CauseKind.INPUT, name)}), None, None
    )


def test_records() -> None:
    town, found = bind_data(
        "平台:", "  值:", "    - {名称: 甲, 级别: 省级, 人员: 3 人}", "    - {名称: 乙}", "  来源: x"
    )
    assert not found
    assert town is not None
    records = town.values["平台"].value
    assert isinstance(records, tuple)
    assert records[0] == {"名称": "甲", "级别": "省级", "人员": Fraction(3)}
    because = frozenset({Cause(CauseKind.INPUT, "平台")})
    assert records[1]["级别"] == Missing(State.NOT_SUPPLIED, because)
    assert records[1]["人员"] == Missing(State.NOT_SUPPLIED, because, Fraction(0), None)
    assert town.values["平台"].provenance.source == "x"


def test_too_few_records_are_not_yet_supplied() -> None:
    town, found = bind_data("三县:", "  - {名称: 甲, 指数: 3}")
    assert codes(found) == [("I857", 4)]
    assert town is not None
    assert town.values["三县"].value == Missing(
        State.NOT_SUPPLIED, frozenset({Cause(CauseKind.INPUT, "三县")})
    )


def test_too_many_records() -> None:
    _, found = bind_data("平台:", *(["  - {名称: 甲}"] * 10_001))
    assert codes(found) == [("I823", 4)]


# -- the document --------------------------------------------------------------------------------------------

FULL = f"""\
镇: 甲镇
规则: ../x.rule
数据日期: 2023-12-31
数据:
  产值: {{值: 120.89 亿元, 来源: "山西日报", 年份: 2023, 日期: 2024-12-11, 文件: f, 页: 3,
         口径: 集群, 核查: 资料核查, 核查人: 张, 备注: n}}
  人口: {{值: 5, 合成: true}}
专家评分:
  张: {{服务: 3.5}}
  李: {{服务: 未提供}}
外部判定:
  "{DOCUMENT}": {{满足: 是, 来源: 批文}}
"""
ENGLISH = {
    "镇:": "town:", "规则:": "rules:", "数据日期:": "data_date:", "数据:": "data:", "{值:": "{value:",
    "来源:": "source:", "年份:": "year:", " 日期:": " date:",
    "文件:": "document:", "页:": "page:", "口径:": "scope:", "核查:": "check:",
    "核查人:": "checked_by:", "备注:": "note:", "合成:": "synthetic:", "专家评分:": "marks:", "外部判定:": "rulings:",
    "满足:": "met:", "未提供": "not_supplied", "是,": "true,",
}  # fmt: skip


def _english(text: str) -> str:
    for chinese, english in ENGLISH.items():
        text = text.replace(chinese, english)
    return text


@pytest.mark.parametrize("text", [FULL, _english(FULL)], ids=["zh", "en"])
def test_a_whole_document(text: str) -> None:
    town, found = bind(text)
    assert not found
    assert town is not None
    assert (town.name, town.data_date) == ("甲镇", "2023-12-31")
    provenance = town.values["产值"].provenance
    assert (provenance.file, provenance.line, provenance.written) == ("town.yaml", 5, "120.89 亿元")
    assert (provenance.source, provenance.year, provenance.date) == ("山西日报", "2023", "2024-12-11")
    assert (provenance.document, provenance.page, provenance.scope) == ("f", "3", "集群")
    assert (provenance.check, provenance.checked_by, provenance.note) == ("资料核查", "张", "n")
    assert not provenance.synthetic
    assert town.values["人口"].provenance.synthetic
    assert town.marks["张"]["服务"].value == Fraction(7, 2)
    because = frozenset({Cause(CauseKind.MARKS, "服务")})
    assert town.marks["李"]["服务"].value == Missing(State.NOT_SUPPLIED, because, Fraction(0), Fraction(4))
    assert town.rulings[DOCUMENT].value is True
    assert town.rulings[DOCUMENT].provenance.source == "批文"


BAD_DOCUMENTS = (
    ("数据: {产值: 3}\n", "I860", 1),
    ("镇:\n数据: {产值: 3}\n", "I835", 1),
    ("镇: 甲\n", "I839", 0),
    ("镇: 甲\n数据:\n", "I839", 0),
    ("- 镇: 甲\n", "I815", 1),
    ("人口：3\n", "I807", 1),
    ("镇: 甲\n数据: 3\n", "I815", 2),
    ("镇: 甲\n数据:\n  产值：3\n", "I807", 3),
    ("镇: 甲\n数剧: {产值: 3}\n", "I830", 2),
    ("镇: 甲\ntown: 乙\n数据: {产值: 3}\n", "I833", 2),
    ("镇: 甲\n数据日期: 2023-02-29\n数据: {产值: 3}\n", "I854", 2),
    ("镇: 甲\n数据日期: 2023\n数据: {产值: 3}\n", "I855", 2),
    ("镇: 甲\n专家评分: {张: {服务: 4.5}}\n", "I851", 2),
    ("镇: 甲\n专家评分: {张: {服务: -1}}\n", "I851", 2),
    ("镇: 甲\n专家评分: {张: {服务: 3.3}}\n", "I872", 2),
    ("镇: 甲\n专家评分: {张: {服物: 3}}\n", "I870", 2),
    ("镇: 甲\n专家评分: {张: 3}\n", "I815", 2),
    ("镇: 甲\n专家评分: [3]\n", "I815", 2),
    ("镇: 甲\n外部判定: {某文件: 是}\n", "I873", 2),
    (f"镇: 甲\n外部判定: {{{DOCUMENT}: 部分}}\n", "I852", 2),
    (f"镇: 甲\n外部判定: {{{DOCUMENT}: {{来源: x}}}}\n", "I838", 2),
)


@pytest.mark.parametrize(("text", "code", "line"), BAD_DOCUMENTS, ids=[row[0] for row in BAD_DOCUMENTS])
def test_bad_documents(text: str, code: str, line: int) -> None:
    town, found = bind(text)
    assert town is None
    assert (code, line) in codes(found)


def test_a_duplicate_key_stops_the_town() -> None:
    town, found = bind_data("产值: 3", "产值: 4")
    assert town is None
    assert codes(found) == [("I813", 4)]


def test_blanks_around_names() -> None:
    town, found = bind("镇: 甲\u3000\n数据: {产值: 3}\n")
    assert codes(found) == [("I861", 1)]
    assert town is not None
    assert town.name == "甲"


def test_data_made_for_other_rules() -> None:
    town, found = bind("镇: 甲\n数据: {产值: 3, 别的: 4}\n专家评分: {张: {别的: 3}}\n", lenient=True)
    assert town is not None
    assert codes(found) == [("I832", 2), ("I874", 3)]
    assert all(d.severity is Severity.WARNING for d in found)


def test_ten_thousand_mistakes_are_answered_quickly_and_never_taken_for_none() -> None:
    town, found = bind_data(*(f"错{i}: １" for i in range(10_000)))
    assert town is None
    assert len(found) == 500
    # Warnings that fill the list do not hide the error behind them.
    rows = [f"  - {{名称: x{i}, 人员: １}}" for i in range(600)]
    town, found = bind_data("平台:", *rows, "  - {名称: x, 人员: 2.5}")
    assert town is None
    assert found[-1].code.id == "I850"


def test_every_input_has_a_datum_and_nothing_is_zero() -> None:
    town, _ = BINDER.town_of_mapping({})
    assert town is not None
    assert set(town.values) == set(FIELDS)
    assert all(isinstance(datum.value, Missing) for datum in town.values.values())
