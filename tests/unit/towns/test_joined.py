"""What becomes of what several files say, kind by kind."""

from __future__ import annotations

import hashlib

import pytest

from guiju.diagnostics.model import Diagnostic
from guiju.numbers.states import Missing, State, is_conflicting
from guiju.source import Source
from guiju.towns.joined import alone, by_name, join
from guiju.towns.model import DataFile, Series, Town
from guiju.towns.strict_yaml import load
from tests.unit.towns.samples import BINDER, DOCUMENT


def town(name: str, text: str, of: str = "示例镇") -> Town:
    """The town of one file, whose text stands below its name."""
    source = Source(name, f"镇: {of}\n{text}\n")
    root, found = load(source)
    assert root is not None, found
    print_ = hashlib.sha256(source.text.encode()).hexdigest()
    files = (DataFile(name, print_),)
    read, findings = BINDER.town_of_tree(root, file=name, files=files, fingerprint=print_)
    assert read is not None, findings
    return read


def joined(*texts: str) -> tuple[Town | None, list[str]]:
    """Files called 1.yaml, 2.yaml …, put together."""
    whole, found = join(town(f"{number}.yaml", text) for number, text in enumerate(texts, 1))
    return whole, [finding.code.id for finding in found]


def sound(*texts: str) -> Town:
    whole, codes = joined(*texts)
    assert whole is not None, codes
    assert codes == []
    return whole


A = "数据: {企业数: {值: 324 户, 来源: 市监局, 口径: 全县}}"
B = "数据: {企业数: {值: 133 户, 来源: 工信局}}"


def test_what_is_not_supplied_is_no_account() -> None:
    datum = sound("数据: {企业数: 未提供}", A).values["企业数"]
    assert (datum.value, datum.accounts) == (324, ())


def test_what_is_not_supplied_with_evidence_is_one() -> None:
    datum = sound("数据: {企业数: {值: 未提供, 备注: 待核}}", A).values["企业数"]
    assert (datum.value, len(datum.accounts)) == (324, 2)


def test_what_nobody_supplies_keeps_its_place() -> None:
    datum = sound("数据: {人口: 3}", "数据: {企业数: 未提供}").values["企业数"]
    assert isinstance(datum.value, Missing)
    assert (datum.value.state, datum.provenance.file) == (State.NOT_SUPPLIED, "2.yaml")


def test_accounts_of_one_file_join_those_of_another() -> None:
    whole, codes = joined("数据: {企业数: {各方: [324 户, {值: 324 户, 来源: 年鉴}]}}", B)
    assert (whole is not None, codes) == (True, ["I892"])
    assert whole is not None
    assert [one.value for one in whole.values["企业数"].accounts] == [324, 324, 133]
    assert is_conflicting(whole.values["企业数"].value)


OWN = "数据: {企业数: {各方: [324 户, 133 户], 采用: 2, 理由: 较新, 采用人: 工信局}}"


def test_a_choice_in_a_file_holds_while_the_others_agree_with_it() -> None:
    datum = sound(B, OWN).values["企业数"]
    assert datum.choice is not None
    assert (datum.value, datum.choice.number, datum.choice.reason) == (133, 3, "较新")


def test_a_choice_in_a_file_does_not_bind_the_others() -> None:
    whole, codes = joined("数据: {企业数: 7 户}", OWN)
    assert codes == ["I892"]
    assert whole is not None
    datum = whole.values["企业数"]
    assert isinstance(datum.value, Missing)
    assert (str(datum.value.lower), str(datum.value.upper)) == ("7", "324")
    assert datum.choice is None


@pytest.mark.parametrize("word", ["工信局", "2.yaml", "2"])
def test_a_word_names_source_issuer_scope_or_file(word: str) -> None:
    quoted = word if word != "2" else "2.yaml"
    datum = sound(A, B, f"数据: {{企业数: {{采用: {quoted}, 理由: 较新, 采用人: 评审组}}}}").values["企业数"]
    assert datum.choice is not None
    assert (datum.value, datum.choice.number, datum.choice.by) == (133, 2, "评审组")


def test_decisions_that_agree_are_one() -> None:
    one = "数据: {企业数: {采用: 全县, 理由: 县域, 采用人: 甲}}"
    other = "数据: {企业数: {采用: 市监局, 理由: 权威, 采用人: 甲}}"
    choice = sound(A, B, one, other).values["企业数"].choice
    assert choice is not None
    assert (choice.number, choice.reason, choice.by) == (1, "县域；权威", "甲")


def decided(word: str, extra: str = "") -> str:
    return f"数据: {{企业数: {{采用: {word}, 理由: 较新}}{extra}}}"


@pytest.mark.parametrize(
    ("texts", "codes"),
    [
        ((A, B, decided("统计局")), ["I976"]),
        ((A, B.replace("工信局", "市监局"), decided("市监局")), ["I976"]),
        ((A, decided("市监局")), ["I976"]),
        (("数据: {人口: 3}", decided("市监局")), ["I976"]),
        ((decided("市监局"),), ["I976"]),
        ((A, B, decided("市监局"), decided("工信局")), ["I976"]),
        (("数据: {营收: {2022: 3}}", "数据: {营收: {2023: {采用: 甲, 理由: x}}}"), ["I976"]),
        (("专家评分: {甲: {服务: 3}}", "专家评分: {甲: {服务: 3}}"), ["I974"]),
        (("专家评分: {甲1: {服务: 3}}", "专家评分: {甲１: {服务: 2}}"), ["I974"]),
        (("专家评分: {甲: 缺席}", "专家评分: {甲: {服务: 3}}"), ["I974"]),
        ((f"外部判定: {{{DOCUMENT}: 是}}", f"外部判定: {{{DOCUMENT}: 否}}"), ["I977"]),
        ((f"外部判定: {{{DOCUMENT}: 是}}", f"外部判定: {{{DOCUMENT}: 不适用}}"), ["I977"]),
        ((f"年度: 2024\n{A}", "年度: 2023\n数据: {人口: 3}"), ["I977"]),
        ((f"数据日期: 2024-12-31\n{A}", "数据日期: 2024-12-30\n数据: {人口: 3}"), ["I977"]),
    ],
)
def test_what_nobody_may_choose_is_an_error(texts: tuple[str, ...], codes: list[str]) -> None:
    whole, found = joined(*texts)
    assert whole is None
    assert found == codes


def test_an_error_names_both_places() -> None:
    texts = ("专家评分:\n  甲: {服务: 3}", "专家评分:\n  甲: {服务: 2}")
    _, (finding,) = join(town(f"{number}.yaml", text) for number, text in enumerate(texts, 1))
    places = [finding.place, *(label.place for label in finding.labels)]
    assert [str(place) for place in places] == ["2.yaml:3:11", "1.yaml:3:11"]
    assert [place.text for place in places if place] == ["2", "3"]
    assert "1.yaml、2.yaml" in finding.message.zh


def test_an_empty_sheet_contradicts_nothing() -> None:
    whole = sound("专家评分: {甲: , 乙: {服务: 未提供}}", "专家评分: {甲: {服务: 3}, 乙: {服务: 2}, 丙: }")
    assert {expert: [datum.value for datum in row.values()] for expert, row in whole.marks.items()} == {
        "甲": [3],
        "乙": [2],
        "丙": [],
    }


def test_a_ruling_that_is_not_known_waits_for_one_that_is() -> None:
    whole = sound(
        f"外部判定: {{{DOCUMENT}: 未提供}}", f"外部判定: {{{DOCUMENT}: 是}}", f"外部判定: {{{DOCUMENT}: 是}}"
    )
    assert whole.rulings[DOCUMENT].value is True
    assert whole.rulings[DOCUMENT].provenance.file == "2.yaml"


def test_a_series_goes_year_by_year() -> None:
    whole, codes = joined(
        "数据: {营收: {值: {2022: 1, 2023: 2}, 来源: 甲}}",
        "数据: {营收: {2023: 3, 2024: 4}}",
        "数据: {营收: 不详}",
    )
    assert codes == ["I892"]
    assert whole is not None
    value = whole.values["营收"].value
    assert isinstance(value, Series)
    points = {year: datum.value for year, datum in value.points.items()}
    assert (points[2022], points[2024]) == (10**8, 4 * 10**8)
    assert is_conflicting(points[2023])
    assert [len(datum.accounts) for datum in value.points.values()] == [2, 3, 2]


def test_a_series_that_does_not_exist_for_one_is_a_conflict() -> None:
    whole, codes = joined("数据: {营收: {2022: 1}}", "数据: {营收: 不适用}")
    assert codes == ["I892"]
    assert whole is not None


def test_lists_are_compared_as_a_whole() -> None:
    same = "数据: {平台: [{名称: 甲, 人员: 3}]}"
    assert len(sound(same, same.replace("镇", "")).values["平台"].accounts) == 2
    assert joined(same, "数据: {平台: [{名称: 乙, 人员: 3}]}")[1] == ["I892"]


def test_towns_by_name_go_by_their_files() -> None:
    towns = [town("2.yaml", A, "乙镇"), town("1.yaml", A, "甲镇"), town("0.yaml", A, "乙镇")]
    assert {name: [one.files[0].name for one in found] for name, found in by_name(towns).items()} == {
        "乙镇": ["0.yaml", "2.yaml"],
        "甲镇": ["1.yaml"],
    }
    assert list(by_name(towns)) == ["乙镇", "甲镇"]
    whole, (finding,) = join(towns)
    assert (whole, finding.code.id) == (None, "I978")


def test_nothing_and_one() -> None:
    assert join(())[0] is None
    only = town("1.yaml", A)
    assert join([only]) == (only, ())
    assert join([only, only]) == (only, ())


def test_towns_without_files() -> None:
    """From Python values, of which nobody knows a file."""
    read: list[Town] = []
    said: tuple[Diagnostic, ...] = ()
    for data in ({"企业数": 324}, {"企业数": 133, "人口": 3}):
        found, said = BINDER.town_of_mapping(data)
        assert found is not None, said
        read.append(found)
    results = [join(order) for order in (read, read[::-1])]
    assert results[0] == results[1]
    whole, (finding,) = results[0]
    assert (finding.code.id, finding.place) == ("I892", None)
    assert whole is not None
    assert (whole.files, whole.fingerprint) == ((), "")


def test_a_decision_alone_cannot_be_evaluated() -> None:
    whole, found = alone((town("1.yaml", decided("市监局", ", 人口: 3")), ()))
    assert whole is None
    assert [finding.code.id for finding in found] == ["I975"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("采用: 1, 理由: 较新", "I976"),
        ("采用: , 理由: 较新", "I976"),
        ("采用: [市监局], 理由: 较新", "I976"),
        ("采用: 市监局", "I893"),
        ("采用: 市监局, 理由: 较新, 来源: 甲", "I830"),
        ("采用: 市监局, 值: 3", "I830"),
    ],
)
def test_mistakes_in_a_decision_have_a_code(text: str, code: str) -> None:
    root, _ = load(Source("t.yaml", f"镇: 示例镇\n数据:\n  企业数: {{{text}}}\n"))
    assert root is not None
    read, found = BINDER.town_of_tree(root, file="t.yaml")
    assert read is None
    assert code in [finding.code.id for finding in found]


def test_a_series_is_decided_year_by_year() -> None:
    root, _ = load(Source("t.yaml", "镇: 示例镇\n数据:\n  营收: {采用: 甲, 理由: 较新}\n"))
    assert root is not None
    read, found = BINDER.town_of_tree(root, file="t.yaml")
    assert read is None
    assert [finding.code.id for finding in found] == ["I815"]
