"""The towns that ship, against the rules that ship."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest

from guiju.api import load
from guiju.numbers.states import Missing, State
from guiju.rulebook.model import Rulebook
from guiju.rulebook.scheme import ExpertMark
from guiju.shipped import shipped
from guiju.towns.bind import Binder
from guiju.towns.model import Town
from guiju.towns.opened import read_town, rules_path

PACK = shipped("rules") / "db1409-1"
TOWNS = sorted(path for path in (PACK / "towns").glob("*.yaml") if path.name != "counties.yaml")


@cache
def rulebook() -> Rulebook:
    return load(PACK / "detail.rule").model


@cache
def town(path: Path) -> Town:
    book = rulebook()
    fields = {name: entry.field for name, entry in book.inputs.items()}
    marked = {
        name: node.weight for name, node in book.indicators.items() if isinstance(node.scoring, ExpertMark)
    }
    steps = {name: Fraction(1, 2) for name in marked}
    read, found = read_town(path, Binder(fields, marked, (), book.units, steps))
    assert not found
    assert read is not None
    return read


@pytest.mark.parametrize("path", TOWNS, ids=lambda path: path.stem)
def test_real_towns_bind(path: Path) -> None:
    read = town(path)
    assert set(read.values) == set(rulebook().inputs)
    assert [file.name for file in read.files] == [path.name, "counties.yaml"]
    assert len(read.marks) >= 4
    assert rules_path(path)[0] is not None
    counties = read.values["各县"]
    assert isinstance(counties.value, tuple)
    assert len(counties.value) == 14
    assert counties.provenance.synthetic
    assert counties.provenance.file == "counties.yaml"


def test_there_are_four_towns() -> None:
    assert len(TOWNS) == 4


def test_figures_and_their_sources() -> None:
    read = town(PACK / "towns" / "dingxiang-flange.yaml")
    output = read.values["特色产业产值"]
    assert output.value == Fraction(12089000000)
    assert (output.provenance.source, output.provenance.year) == ("山西日报 2024-12-11", "2023")
    assert not output.provenance.synthetic
    assert read.values["能耗强度目标"].value == Fraction(82, 10**6)
    assert read.values["GDP实际增速"].value == Fraction(61, 1000)
    assert read.marks["专家丙"]["服务创新"].value == 4


def test_what_is_not_supplied_stays_so() -> None:
    read = town(PACK / "towns" / "wutai-magnesium.yaml")
    missing = {name: datum.value for name, datum in read.values.items() if isinstance(datum.value, Missing)}
    assert sorted(missing) == sorted(
        ["企业科技投入", "高级职称科技人员数", "累计有效专利数", "固废综合利用量"]
    )
    assert all(value.state is State.NOT_SUPPLIED and value.lower == 0 for value in missing.values())
