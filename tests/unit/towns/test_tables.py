"""Tables to towns: what each layout means, and that it means the same as a town file."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest

from guiju.diagnostics.model import Diagnostic
from guiju.numbers.states import Missing, State
from guiju.towns.bind import Result
from guiju.towns.model import Datum, Series, Town
from guiju.towns.opened import open_data, read_town, read_towns, rules_path
from tests.books import Formula, Rows, Sheet, Stored, workbook
from tests.unit.towns.samples import BINDER, DOCUMENT


def results(path: Path, content: str | bytes) -> list[Result]:
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return list(read_towns(path, BINDER))


def towns(path: Path, content: str | bytes) -> dict[str, Town]:
    """The towns of a file in which nothing is wrong, by their names."""
    found = [town for town, problems in results(path, content) if not _errors(problems)]
    assert all(town is not None for town in found)
    return {town.name: town for town in found if town is not None}


def said(path: Path, content: str | bytes) -> list[str]:
    """The codes of all that is said of a file."""
    return [finding.code.id for _, problems in results(path, content) for finding in problems]


def _errors(problems: tuple[Diagnostic, ...]) -> list[Diagnostic]:
    return [finding for finding in problems if finding.is_error]


def value(datum: Datum) -> object:
    if isinstance(datum.value, Series):
        return {year: value(point) for year, point in datum.value.points.items()}
    return datum.value.state if isinstance(datum.value, Missing) else datum.value


def values(town: Town) -> dict[str, object]:
    """The values that the data say anything about."""
    return {name: value(datum) for name, datum in town.values.items() if datum.provenance.file}


# --- one row for each town --------------------------------------------------------------------------------------------

WIDE = """镇,产值（亿元）,人口,增速,领导机构,级别,营收2022,营收（2023年，万元）,备注
甲镇,"1,234.5",12.5万人,35%,是,省级,1,20000,据年鉴
乙镇,230 亿元,3,-5 %,否,未提供,,不详,
"""


def test_one_row_for_each_town(tmp_path: Path) -> None:
    first, second = towns(tmp_path / "a.csv", WIDE).values()
    assert values(first) == {
        "产值": Fraction("1234.5") * 10**8,
        "人口": Fraction(125000),
        "增速": Fraction(35, 100),
        "领导机构": True,
        "级别": "省级",
        "营收": {2022: 10**8, 2023: 2 * 10**8},
    }
    assert first.values["产值"].provenance.note == "据年鉴"
    assert values(second)["级别"] is State.NOT_SUPPLIED
    assert values(second)["营收"] == {2023: State.UNKNOWN}


def test_a_place_is_file_line_and_header(tmp_path: Path) -> None:
    first, _ = towns(tmp_path / "a.csv", WIDE).values()
    where = first.values["人口"].provenance
    assert (where.file, where.line, where.column, where.header) == ("a.csv", 2, 14, "人口")
    assert where.written == "12.5万人"


def test_evidence_of_one_column(tmp_path: Path) -> None:
    (town,) = towns(tmp_path / "a.csv", "镇,产值,产值.来源,产值.文号,人口\n甲,1,年鉴,统1号,2\n").values()
    assert town.values["产值"].provenance.source == "年鉴"
    assert town.values["产值"].provenance.document_number == "统1号"
    assert town.values["人口"].provenance.source == ""


def test_english_headers(tmp_path: Path) -> None:
    (town,) = towns(
        tmp_path / "a.csv", "town,产值（亿元）,data_date,source\nA,1,2024-12-31,yearbook\n"
    ).values()
    assert (town.name, town.data_date) == ("A", "2024-12-31")
    assert town.values["产值"].provenance.source == "yearbook"


# --- one row for each item --------------------------------------------------------------------------------------------

LONG = """定襄县数据,,,,,,,,
镇,示例镇,,,,,,,
数据日期,2024-12-31,,,,,,,
年度,2024,,,,,,,
缺失记号,—,不适用,,,,,,
数据项,值,单位,年份,记录,字段,来源,核查,核查结论
产值,150,亿元,2024,,,统计公报,资料核查,属实
人口,12000,人,,,,,,
增速,—,%,,,,,,
营收,30,亿元,2022,,,年鉴,,
营收,35,,2023,,,,,
营收（2024年）,不详,,,,,,,
平台,检测中心,,,1,名称,,,
平台,12,人,,1,人员,,,
平台,院士工作站,,,2,名称,,,
级别,,,,,,,,
"""


def test_one_row_for_each_item(tmp_path: Path) -> None:
    (town,) = towns(tmp_path / "a.csv", LONG).values()
    assert (town.name, town.data_date, town.year) == ("示例镇", "2024-12-31", 2024)
    found = values(town)
    platforms = found.pop("平台")
    assert found == {
        "产值": 150 * 10**8,
        "人口": 12000,
        "增速": State.NOT_APPLICABLE,
        "营收": {2022: 30 * 10**8, 2023: 35 * 10**8, 2024: State.UNKNOWN},
    }
    assert isinstance(platforms, tuple)
    assert (platforms[0]["名称"], platforms[0]["人员"]) == ("检测中心", 12)
    assert platforms[1]["名称"] == "院士工作站"
    assert isinstance(platforms[1]["人员"], Missing)


def test_evidence_of_an_item(tmp_path: Path) -> None:
    (town,) = towns(tmp_path / "a.csv", LONG).values()
    of = town.values["产值"].provenance
    assert (of.source, of.year, of.check, of.verdict) == ("统计公报", "2024", "资料核查", "属实")
    series = town.values["营收"].value
    assert isinstance(series, Series)
    assert [point.provenance.source for point in series.points.values()] == ["年鉴", "", ""]


def test_several_towns_item_by_item(tmp_path: Path) -> None:
    table = "镇,数据项,值,单位\n甲,产值,1,亿元\n乙,产值,2,亿元\n甲,人口,3,万人\n"
    found = towns(tmp_path / "a.csv", table)
    assert {name: len(values(town)) for name, town in found.items()} == {"甲": 2, "乙": 1}


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("产值,150,户,,", "I933"),
        ("产值,150 万元,亿元,,", "I935"),
        ("产值,150,亿圆,,", "I933"),
        ("产植,150,亿元,,", "I831"),
        (",150,亿元,,", "I928"),
        ("平台,检测中心,,1,名字", "I830"),
        ("平台,检测中心,,x,名称", "I931"),
        ("平台,检测中心,,2,名称", "I931"),
        ("平台,3,,,", "I931"),
        ("产值,2022年,,,", "I849"),
        ("产值,2022年,亿元,,", "I935"),
        ("营收,3,亿元,,", "I864"),
        ("营收（2023年）,3,亿元,,", None),
        ("平台,0,,,", None),
        ("平台,不详,,,", None),
        ("级别,,,,", None),
    ],
)
def test_what_is_said_of_a_row(tmp_path: Path, row: str, code: str | None) -> None:
    found = said(tmp_path / "a.csv", f"镇,甲,,,\n数据项,值,单位,记录,字段\n{row}\n")
    assert found == ([code] if code else [])


def test_no_records_is_not_the_same_as_nothing_said(tmp_path: Path) -> None:
    (none,) = towns(tmp_path / "a.csv", "镇,甲\n数据项,值\n平台,0\n").values()
    (unsaid,) = towns(tmp_path / "a.csv", "镇,甲\n数据项,值\n平台,\n产值,1\n").values()
    assert none.values["平台"].value == ()
    assert isinstance(unsaid.values["平台"].value, Missing)


# --- workbooks --------------------------------------------------------------------------------------------------------


def _book() -> bytes:
    sheets: dict[str, Rows | Sheet] = {
        "封面": [["某县特色产业数据"], ["数据日期", Stored("45657", "yyyy-mm-dd")], ["年度", 2024], ["规则", "x.rule"]],
        "数据": [
            ["镇", "产值（亿元）", "增速", "平台"],
            ["甲", 120, Stored("0.35", "0%"), 2],
            ["乙", Formula("1+1", "2"), None, 0],
        ],
        "平台": [["镇", "名称", "人员（人）"], ["甲", "检测中心", 12], ["甲", "工作站", None]],
        "专家评分": [["镇", "专家", "指标", "得分"], ["甲", "张", "服务", Stored("3.5")], ["甲", "李", "服务", None]],
        "外部判定": [["镇", "外部判定", "满足", "来源"], ["乙", DOCUMENT, "是", "某办发1号"]],
        "说明": [["随便写", "不读"]],
    }  # fmt: skip
    return workbook(sheets)


def test_sheets_are_put_together_by_town(tmp_path: Path) -> None:
    first, second = towns(tmp_path / "城镇.xlsx", _book()).values()
    assert (first.data_date, first.year) == ("2024-12-31", 2024)
    assert len(values(first)["平台"]) == 2  # type: ignore[arg-type]
    assert second.values["平台"].value == ()
    assert values(second)["产值"] == 2 * 10**8
    marks = {expert: {name: value(mark) for name, mark in row.items()} for expert, row in first.marks.items()}
    assert marks == {"张": {"服务": Fraction(7, 2)}}
    (ruling,) = second.rulings.values()
    assert (ruling.value, ruling.provenance.source) == (True, "某办发1号")


def test_a_place_is_file_sheet_and_cell(tmp_path: Path) -> None:
    first, _ = towns(tmp_path / "城镇.xlsx", _book()).values()
    where = first.values["增速"].provenance
    assert (where.file, where.sheet, where.cell, where.header) == ("城镇.xlsx", "数据", "C2", "增速")
    assert (where.line, where.column) == (None, None)


def test_rules_that_a_cover_names(tmp_path: Path) -> None:
    path = tmp_path / "城镇.xlsx"
    path.write_bytes(_book())
    assert rules_path(path) == (tmp_path / "x.rule", ())
    path.write_bytes(workbook({"封面": [["规则", "C:\\x.rule"]], "数据": [["镇", "产值"], ["甲", 1]]}))
    assert [finding.code.id for finding in rules_path(path)[1]] == ["I885"]


def test_a_folder_of_tables_is_a_book(tmp_path: Path) -> None:
    folder = tmp_path / "甲县"
    folder.mkdir()
    (folder / "数据.csv").write_text("镇,产值（亿元）\n甲,1\n", encoding="utf-8")
    (folder / "平台.csv").write_bytes("镇,名称\n甲,检测中心\n".encode("gb18030"))
    results = list(read_towns(folder, BINDER))
    ((town, found),) = results
    assert town is not None
    assert [finding.code.id for finding in found] == ["I920"]
    assert {file.name: file.encoding for file in town.files} == {"平台.csv": "GB18030", "数据.csv": "UTF-8"}
    assert town.values["平台"].provenance.file == "平台.csv"


def test_one_town_or_several(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("镇,产值\n甲,1\n", encoding="utf-8")
    town, found = read_town(path, BINDER)
    assert town is not None
    assert not found
    path.write_text("镇,产值\n甲,1\n乙,2\n", encoding="utf-8")
    town, found = read_town(path, BINDER)
    assert town is None
    assert [finding.code.id for finding in found] == ["I937"]


def test_a_wrong_row_does_not_stop_the_others(tmp_path: Path) -> None:
    found = results(tmp_path / "a.csv", "镇,产值\n甲,x\n乙,2\n甲,3\n")
    assert [town.name if town else None for town, _ in found] == [None, "乙", None]
    assert [finding.code.id for _, problems in found for finding in problems] == ["I840", "I813"]


def test_towns_come_one_after_another(tmp_path: Path) -> None:
    """The first town is there before the last row has been looked at."""
    path = tmp_path / "a.csv"
    path.write_text("镇,产值\n甲,1\n乙,2\n丙\n", encoding="utf-8")
    files, _ = open_data(path)
    assert files is not None
    stream: Iterator[Result] = files.towns(BINDER)
    assert [town.name for town, _ in (next(stream), next(stream)) if town] == ["甲", "乙"]
    assert [finding.code.id for finding in next(stream)[1]] == ["I924"]


def test_a_row_nobody_filled_in_is_a_town_without_data(tmp_path: Path) -> None:
    (town,) = towns(tmp_path / "a.csv", "镇,产值,人口\n甲,,\n").values()
    assert all(isinstance(datum.value, Missing) for datum in town.values.values())


@pytest.mark.parametrize(
    ("table", "codes"),
    [
        ("镇,产值（亿元）,产值\n甲,1,1\n", ["I813"]),
        ("镇,产值,\n甲,1,2\n", ["I928"]),
        ("产值,人口\n1,2\n", ["I860"]),
        ("镇,甲\n镇,乙\n数据项,值\n产值,1\n", ["I813"]),
        ("镇,产值\n", ["I839"]),
        ("镇,产值\n,1\n", ["I860"]),
        ("序号,镇,产值\n1,甲,1\n", []),
        ("镇,产值,营收.2022\n甲,1,2\n", ["I926"]),
        ("镇,产值（亿元，千克）\n甲,1\n", ["I926"]),
        ("镇,营收\n甲,1\n", ["I864"]),
        ("镇,营收\n甲,不详\n", []),
        ("镇,营收2022,营收（2022年）\n甲,1,2\n", ["I813"]),
        ("镇,年度,产值\n甲,今年,1\n", ["I866"]),
        ("专家,指标,得分\n张,服务,3\n", ["I860"]),
        ("镇,专家,指标,得分\n甲,张,服务,99\n", ["I851"]),
        ("镇,专家,指标,得分\n甲,张,没有,9\n", ["I870"]),
        ("", ["I814"]),
        ("\n\n", ["I814"]),
    ],
)
def test_what_is_said_of_a_table(tmp_path: Path, table: str, codes: list[str]) -> None:
    assert said(tmp_path / "a.csv", table) == codes
