"""A town in several files: nothing depends on their order, and a town that is cut into pieces comes back."""

from __future__ import annotations

import hashlib
import itertools
import json
from collections.abc import Mapping, Sequence
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from guiju.diagnostics.model import Diagnostic
from guiju.numbers.states import Missing, is_conflicting
from guiju.source import Source
from guiju.towns.joined import join
from guiju.towns.model import DataFile, Datum, Series, Town
from guiju.towns.strict_yaml import load
from tests.unit.towns.samples import BINDER, DOCUMENT

FIGURES: Mapping[str, Sequence[Any]] = {
    "产值": ("3 亿元", "30000 万元", "4 亿元", "不详", "未提供", "不适用", {"值": "5 亿元", "来源": "年鉴"}),
    "企业数": (
        "324 户",
        "133 户",
        {"值": "未提供", "备注": "待核"},
        {"值": "7 户", "来源": "甲", "口径": "全县"},
    ),
    "领导机构": ("是", "否"),
    "级别": ("省级", "市级", "不详"),
    "简介": ("一", "二"),
    "批复日": ("2024-01-31", "2024-02-29"),
    "平台": ([{"名称": "甲"}], [{"名称": "甲", "人员": "3"}], []),
}
POINTS = ("1 亿元", "2 亿元", "20000 万元", "未提供", "不详", {"值": "3 亿元", "来源": "快报"})
FILES = ("甲局.yaml", "乙局.yaml", "丙局.yaml", "丁局.yaml")
EXPERTS = ("张", "王", "李")
MARKS = ("1", "2.5", "缺席", "回避", "未提供")

Piece = tuple[tuple[str, ...], Any]  # the keys down to a value, and the value


def pieces() -> st.SearchStrategy[list[Piece]]:
    """What may be said of a town, each thing once."""
    options: list[st.SearchStrategy[Piece]] = [
        st.tuples(st.just(("数据", name)), st.sampled_from(list(values))) for name, values in FIGURES.items()
    ]
    options += [
        st.tuples(st.just(("数据", "营收", year)), st.sampled_from(POINTS)) for year in ("2022", "2023")
    ]
    options += [st.tuples(st.just(("专家评分", one, "服务")), st.sampled_from(MARKS)) for one in EXPERTS]
    options.append(st.tuples(st.just(("外部判定", DOCUMENT)), st.sampled_from(("是", "否"))))
    options.append(st.tuples(st.just(("年度",)), st.just("2024")))
    return st.lists(st.one_of(options), max_size=14, unique_by=lambda piece: piece[0])


DECISIONS = st.sampled_from(("甲", "年鉴", "全县", "甲局.yaml", "甲局", "快报", "没有"))


def document(said: Sequence[Piece]) -> dict[str, Any]:
    found: dict[str, Any] = {"镇": "示例镇"}
    for keys, value in said:
        inside = found
        for key in keys[:-1]:
            inside = inside.setdefault(key, {})
        inside[keys[-1]] = value
    return found


def town(name: str, said: Sequence[Piece]) -> Town:
    """The town of a file that says these things."""
    source = Source(name, json.dumps(document(said), ensure_ascii=False))
    root, found = load(source)
    assert root is not None, found
    print_ = hashlib.sha256(source.text.encode()).hexdigest()
    files = (DataFile(name, print_),)
    read, findings = BINDER.town_of_tree(root, file=name, files=files, fingerprint=print_, may_be_empty=True)
    assert read is not None, findings
    return read


def value(datum: Datum) -> object:
    if isinstance(datum.value, Series):
        return {year: value(point) for year, point in datum.value.points.items()}
    return datum.value


def content(whole: Town) -> object:
    """What a town says, wherever it says so; an expert without a mark says nothing."""
    figures = {name: value(datum) for name, datum in whole.values.items()}
    marks = {
        expert: {name: value(datum) for name, datum in row.items()} for expert, row in whole.marks.items()
    }
    rulings = {name: value(datum) for name, datum in whole.rulings.items()}
    return figures, marks, rulings, whole.data_date, whole.year


@given(pieces(), st.data())
def test_a_town_that_is_cut_into_pieces_comes_back(said: list[Piece], data: st.DataObject) -> None:
    """Each thing in one of several files; a series may have its years in different ones."""
    parts: dict[str, list[Piece]] = {name: [] for name in FILES}
    for piece in said:
        parts[data.draw(st.sampled_from(FILES))].append(piece)
    whole, found = join(town(name, part) for name, part in parts.items())
    assert found == ()
    assert whole is not None
    assert content(whole) == content(town("whole.yaml", said))
    files = {datum.provenance.file for datum in whole.values.values() if datum.provenance.file}
    assert files <= set(FILES)


@settings(max_examples=150)
@given(
    st.lists(pieces(), min_size=2, max_size=3),
    st.dictionaries(st.sampled_from(("产值", "企业数")), DECISIONS),
)
def test_the_order_of_files_changes_nothing(said: list[list[Piece]], decided: dict[str, str]) -> None:
    """Whatever they say, agreeing or not, decided or not."""
    towns = [town(name, part) for name, part in zip(FILES, said, strict=False)]
    decisions = [(("数据", name), {"采用": word, "理由": "较新"}) for name, word in decided.items()]
    towns.append(town("采用.yaml", decisions))
    results = [join(order) for order in itertools.permutations(towns)]
    assert all(result == results[0] for result in results)
    whole, found = results[0]
    assert (whole is None) == any(finding.is_error for finding in found)
    if whole is not None:
        assert whole.decisions == ()
        _holds(whole, found)


def _holds(whole: Town, found: tuple[Diagnostic, ...]) -> None:
    """Every conflict is said and no other; a choice is one of the values; what agrees is one of them."""
    figures = [
        point
        for datum in whole.values.values()
        for point in (datum.value.points.values() if isinstance(datum.value, Series) else (datum,))
    ]
    assert sum(is_conflicting(datum.value) for datum in figures) == len(found)
    assert {finding.code.id for finding in found} <= {"I892"}
    for datum in figures:
        if datum.choice is not None:
            assert datum.value == datum.accounts[datum.choice.number - 1].value
        elif datum.accounts and not isinstance(datum.value, Missing):
            assert datum.value in [one.value for one in datum.accounts]
        assert len(datum.accounts) != 1


@given(pieces(), pieces())
def test_a_file_that_two_share_is_there_once(own: list[Piece], common: list[Piece]) -> None:
    """What two towns have from one shared file contradicts nothing and is no second account."""
    figures = [piece for piece in common if piece[0][0] == "数据"]
    shared = town("共用.yaml", figures)
    (file,) = shared.files
    mine = {piece[0][1] for piece in figures}
    rest = town("甲局.yaml", [piece for piece in own if len(piece[0]) > 1 and piece[0][1] not in mine])
    first = Town(
        "示例镇",
        {name: shared.values[name] if name in mine else datum for name, datum in rest.values.items()},
        rest.marks,
        rest.rulings,
        files=(*rest.files, file),
        fingerprint="1",
    )
    second = Town("示例镇", shared.values, files=(DataFile("乙局.yaml", "2"), file), fingerprint="3")
    whole, found = join([first, second])
    assert found == ()
    assert whole is not None
    assert content(whole) == content(first)
    assert [one.name for one in whole.files] == ["乙局.yaml", "共用.yaml", "甲局.yaml"]
    assert not any(datum.accounts for datum in whole.values.values())
