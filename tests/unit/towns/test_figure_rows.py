"""Several rows of one item in tables: what they mean is what a town file with 各方 means."""

from __future__ import annotations

from pathlib import Path

import pytest

from guiju.numbers.states import is_conflicting
from guiju.towns.model import Series, Town
from guiju.towns.opened import read_town
from tests.books import Rows, workbook
from tests.unit.towns.samples import BINDER

HEADERS = "数据项,值,单位,年份,记录,字段,来源,口径,备注,采用,理由,采用人"


def long(*rows: str) -> str:
    """A table with a row for each item."""
    return "\n".join(["镇,示例镇", HEADERS, *rows, ""])


def read(folder: Path, text: str) -> tuple[Town | None, list[str]]:
    (folder / "t.csv").write_text(text, encoding="utf-8")
    town, found = read_town(folder / "t.csv", BINDER)
    return town, [finding.code.id for finding in found]


def town(folder: Path, *rows: str) -> Town:
    found, codes = read(folder, long(*rows))
    assert found is not None, codes
    return found


def test_the_row_that_is_chosen_is_used(tmp_path: Path) -> None:
    datum = town(
        tmp_path, "企业数,324,户,,,,市监局,全县,,,,", "企业数,133,,,,,工信局,,,是,较新,评审组"
    ).values["企业数"]
    assert datum.value == 133
    assert datum.choice is not None
    assert (datum.choice.number, datum.choice.reason, datum.choice.by) == (2, "较新", "评审组")
    assert [one.provenance.source for one in datum.accounts] == ["市监局", "工信局"]
    assert [(one.provenance.line, one.provenance.header) for one in datum.accounts] == [(3, "值"), (4, "值")]
    assert datum.provenance == datum.accounts[1].provenance


def test_rows_that_say_the_same_agree(tmp_path: Path) -> None:
    datum = town(tmp_path, "产值,9,亿元,,,,工信局,,,,,", "产值,90000,万元,,,,统计局,,,,,").values["产值"]
    assert datum.value == 9 * 10**8
    assert (len(datum.accounts), datum.choice) == (2, None)


def test_rows_that_differ_are_a_conflict_until_one_is_chosen(tmp_path: Path) -> None:
    found, codes = read(tmp_path, long("产值,9,,,,,工信局,,,否,,", "产值,8,,,,,统计局,,,,,"))
    assert codes == ["I892"]
    assert found is not None
    assert is_conflicting(found.values["产值"].value)
    assert found.values["产值"].provenance.line == 3


def test_each_year_has_its_own_rows(tmp_path: Path) -> None:
    value = (
        town(
            tmp_path,
            *("营收,1,,2022,,,统计局,,,,,", "营收,2,,2023,,,统计局,,,,,", "营收,3,,2023,,,工信局,,,是,较新,"),
        )
        .values["营收"]
        .value
    )
    assert isinstance(value, Series)
    assert {year: point.value for year, point in value.points.items()} == {2022: 10**8, 2023: 3 * 10**8}
    assert [len(point.accounts) for point in value.points.values()] == [0, 2]


def test_rows_may_stand_in_several_sheets(tmp_path: Path) -> None:
    head = ["数据项", "值", "来源"]
    sheets: dict[str, Rows] = {
        "市监局": [["镇", "示例镇"], head, ["企业数", 324, "市监局"]],
        "工信局": [["镇", "示例镇"], [*head, "采用", "理由"], ["企业数", 133, "工信局", True, "较新"]],
    }
    (tmp_path / "t.xlsx").write_bytes(workbook(sheets))
    found, said = read_town(tmp_path / "t.xlsx", BINDER)
    assert found is not None, said
    datum = found.values["企业数"]
    assert datum.value == 133
    assert [(one.provenance.sheet, one.provenance.cell) for one in datum.accounts] == [
        ("市监局", "B3"),
        ("工信局", "B3"),
    ]


def test_an_empty_value_that_is_chosen_is_not_supplied(tmp_path: Path) -> None:
    found, codes = read(tmp_path, long("企业数,,,,,,市监局,,,是,待核,", "企业数,133,,,,,工信局,,,,,"))
    assert codes == []
    assert found is not None
    assert [getattr(one.value, "state", one.value) for one in found.values["企业数"].accounts] == [
        "not_supplied",
        133,
    ]
    assert getattr(found.values["企业数"].value, "state", None) == "not_supplied"


def test_words_in_english(tmp_path: Path) -> None:
    text = "town,示例镇\nitem,value,source,chosen,reason,chosen_by\n企业数,1,a,true,newer,b\n企业数,2,c,false,,\n"
    found, codes = read(tmp_path, text)
    assert found is not None, codes
    assert found.values["企业数"].value == 1


FIRST = "企业数,324,户,,,,市监局,全县,,,,"


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ((FIRST, FIRST), "I813"),
        ((FIRST, "企业数,133,户,,,,市监局,全县,,,,"), "I813"),
        ((FIRST, "企业数,133,户,,,,市监局,全县,另一个备注,,,"), "I813"),
        (("企业数,324,户,,,,,,,,,", "企业数,133,户,,,,,,,,,"), "I813"),
        (("营收,1,,2022,,,,,,,,", "营收,1,,2022,,,,,,,,"), "I813"),
        (("营收,不详,,,,,甲,,,,,", "营收,不详,,,,,乙,,,,,"), "I813"),
        ((FIRST, "企业数,133,户,,,,工信局,,,是,,"), "I893"),
        ((FIRST, "企业数,133,户,,,,工信局,,,是,　,"), "I893"),
        (("企业数,324,,,,,甲,,,是,x,", "企业数,133,,,,,乙,,,是,x,"), "I972"),
        ((FIRST, "企业数,133,,,,,工信局,,,,较新,"), "I973"),
        ((FIRST, "企业数,133,,,,,工信局,,,否,较新,"), "I973"),
        ((FIRST, "企业数,133,,,,,工信局,,,,,评审组"), "I973"),
        (("企业数,324,,,,,甲,,,是,x,",), "I973"),
        (("企业数,324,,,,,甲,,,否,,",), "I973"),
        (("企业数,,,,,,,,,是,x,",), "I973"),
        ((FIRST, "企业数,133,户,,,,工信局,,,也许,x,"), "I852"),
        (("平台,1,,,,,,,,是,x,", "平台,甲,,,1,名称,,,,,,"), "I973"),
        (("平台,1,,,,,,,,,,", "平台,甲,,,1,名称,,,,是,x,"), "I973"),
        (("营收,不详,,,,,,,,是,x,",), "I973"),
    ],
)
def test_mistakes_have_a_code(tmp_path: Path, rows: tuple[str, ...], code: str) -> None:
    found, codes = read(tmp_path, long(*rows))
    assert found is None
    assert [one for one in codes if one != "I892"] == [code]


@pytest.mark.parametrize("headers", ["镇,企业数,采用", "镇,企业数,理由"])
def test_a_table_of_towns_has_no_choice(tmp_path: Path, headers: str) -> None:
    assert read(tmp_path, f"{headers}\n甲,1,是\n")[1] == ["I926"]


def test_help_says_how_several_values_are_written(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(long(FIRST, FIRST), encoding="utf-8")
    (tmp_path / "w.csv").write_text("镇,企业数,企业数\n甲,1,2\n", encoding="utf-8")
    helps = [read_town(tmp_path / name, BINDER)[1][0].help.zh for name in ("t.csv", "w.csv")]
    assert "来源、出具单位 或 口径" in helps[0]
    assert "一行一项的表" in helps[1]
