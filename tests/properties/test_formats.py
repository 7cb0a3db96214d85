"""Whatever the format, the figures are the same: nothing is changed in silence, and nothing missing becomes zero."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guiju.api import Rulebook, load, read_town
from guiju.numbers.exact import decimal_text
from guiju.numbers.states import Missing
from guiju.shipped import shipped
from guiju.towns.model import Datum, Series, Town
from guiju.towns.opened import read_towns, rules_path
from tests.books import Stored, workbook
from tests.converted import as_csv, as_json, as_workbook, sheets
from tests.unit.towns.samples import BINDER

PACKS = sorted(shipped("rules").glob("*/towns/*.yaml"))
TOWNS = [path for path in PACKS if path.stem != "counties"]
TRACES = Path(__file__).parents[1] / "traces"
TOWNS += [TRACES / f"{name}.yaml" for name in ("everything", "everything-second", "everything-missing")]


def document(path: Path) -> dict[str, Any]:
    """A town file with the files it shares, every value as text."""
    loaded: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    shared = loaded.pop("共用", None) or loaded.pop("shared", None) or []
    for name in shared:
        other = yaml.load((path.parent / name).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
        loaded["数据"].update(other["数据"])
    loaded.pop("规则", None)
    loaded.pop("rules", None)
    return loaded


def plain(datum: Datum) -> object:
    """What a datum says and what stands behind it, wherever it was read."""
    if isinstance(datum.value, Series):
        return {year: plain(point) for year, point in datum.value.points.items()}
    of = datum.provenance
    said = (of.source, of.year, of.document, of.page, of.scope, of.check, of.note, of.synthetic)
    return datum.value, said, [plain(one) for one in datum.accounts], datum.choice


def told(town: Town) -> object:
    tables = ({"": town.values}, town.marks, {"": town.rulings})
    return [
        {key: {name: plain(datum) for name, datum in row.items()} for key, row in table.items()}
        for table in tables
    ]


@pytest.mark.parametrize("path", TOWNS, ids=lambda path: path.stem)
def test_a_town_is_the_same_in_every_format(path: Path, tmp_path: Path) -> None:
    rules, _ = rules_path(path)
    assert rules is not None
    rulebook: Rulebook = load(rules)
    whole = document(path)
    tables = sheets(whole)
    (tmp_path / "t.json").write_bytes(as_json(whole))
    (tmp_path / "t.yaml").write_text(yaml.safe_dump(whole, allow_unicode=True, sort_keys=False), "utf-8")
    (tmp_path / "t.xlsx").write_bytes(as_workbook(tables))
    for folder, encoding in (("utf", "utf-8"), ("gb", "gb18030")):
        (tmp_path / folder).mkdir()
        for name, rows in tables.items():
            head = [] if name == "数据" else tables["数据"][:1]
            (tmp_path / folder / f"{name}.csv").write_bytes(as_csv([*head, *rows], encoding))
    original = read_town(path, rulebook)
    outcome = rulebook.evaluate(original).to_dict()
    for name in ("t.json", "t.yaml", "t.xlsx", "utf", "gb"):
        town = read_town(tmp_path / name, rulebook)
        assert told(town) == told(original), name
        found = rulebook.evaluate(town).to_dict()
        assert {**found, "town": None} == {**outcome, "town": None}, name


def test_an_encoding_leaves_no_mark_on_the_trace(tmp_path: Path) -> None:
    """But for the file itself, whose encoding is told."""
    path = shipped("rules") / "db1409-1" / "towns" / "wutai-magnesium.yaml"
    rules, _ = rules_path(path)
    assert rules is not None
    rulebook = load(rules)
    traces = []
    for encoding in ("utf-8", "gb18030", "utf-8-sig", "utf-16"):
        target = tmp_path / "t.csv"
        target.write_bytes(as_csv(sheets(document(path))["数据"], encoding))
        trace = rulebook.evaluate(read_town(target, rulebook)).to_json()
        for name in ("UTF-8", "GB18030", "UTF-16"):
            trace = trace.replace(f'"encoding": "{name}"', '"encoding": ""')
        traces.append(trace)
    assert len(set(traces)) == 1


# --- figures ----------------------------------------------------------------------------------------------------------

FIGURES = st.builds(
    lambda digits, places: Fraction(digits, 10**places), st.integers(0, 10**15 - 1), st.integers(0, 12)
)
UNITS = {"": 10**8, "亿元": 10**8, "万元": 10**4, "元": 1}


def grouped(text: str) -> str:
    """With separators of thousands."""
    whole, point, decimals = text.partition(".")
    return f"{int(whole):,}{point}{decimals}"


def wide(text: str) -> str:
    return text.translate(str.maketrans("0123456789.", "０１２３４５６７８９．"))


SPELLINGS = (str, grouped, wide, lambda text: f" {text} ", lambda text: f"+{text}")


def spelled(figure: Fraction) -> str:
    return decimal_text(figure, 18)


def answers(tmp: Path, name: str, content: bytes) -> Fraction | None:
    """What is read as 产值, in yuan; None when it is refused. Being nothing at all would be an error of the test."""
    (tmp / name).write_bytes(content)
    ((town, problems),) = read_towns(tmp / name, BINDER)
    if town is None:
        assert any(problem.is_error for problem in problems)
        return None
    value = town.values["产值"].value
    assert isinstance(value, Fraction)
    return value


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(FIGURES, st.sampled_from(sorted(UNITS)), st.sampled_from(range(len(SPELLINGS))), st.booleans())
def test_a_figure_comes_back_or_is_refused(
    tmp_path: Path, figure: Fraction, unit: str, spelling: int, beside: bool
) -> None:
    """In each format and each spelling; what is plainly written is never refused."""
    text = SPELLINGS[spelling](spelled(figure))
    header = f"产值（{unit}）" if unit and beside else "产值"
    cell = text if beside else f"{text.strip()} {unit}".strip()
    exact = figure * UNITS[unit]
    files = {
        "a.csv": as_csv([["镇", header, "人口"], ["甲", cell, "1"]]),
        "l.csv": as_csv([["镇", "甲"], ["数据项", "值", "单位"], ["产值", cell, unit if beside else ""]]),
        "a.xlsx": workbook({"数据": [["镇", header, "人口"], ["甲", cell, "1"]]}),
        "a.yaml": f"镇: 甲\n数据:\n  产值: '{text.strip()} {unit}'\n".encode(),
        "a.json": f'{{"镇": "甲", "数据": {{"产值": "{text.strip()} {unit}"}}}}'.encode(),
    }
    for name, content in files.items():
        read = answers(tmp_path, name, content)
        assert read in (None, exact), name
        if SPELLINGS[spelling] is str:
            assert read == exact, name


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(FIGURES, st.sampled_from(("", "0.00", "#,##0.0", '0.00"亿元"')))
def test_a_figure_in_a_cell_comes_back(tmp_path: Path, figure: Fraction, shape: str) -> None:
    """As a spreadsheet program stores it: with the 17 digits of its double."""
    typed = spelled(figure)
    stored = Stored(f"{float(typed):.17g}", shape)
    book = workbook({"数据": [["镇", "产值（亿元）", "人口"], ["甲", stored, 1]]})
    assert answers(tmp_path, "a.xlsx", book) == figure * 10**8


ANYTHING = st.one_of(
    st.sampled_from(("", " ", "—", "/", "无", "N/A", "未提供", "不详", "不适用", "-")),
    st.sampled_from(("０", "0.0", "00", "零", "O", "null", "~")),
    st.text(st.characters(codec="utf-8", exclude_characters='\r\n\0"'), max_size=6),
)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(ANYTHING)
def test_what_is_missing_is_never_zero(tmp_path: Path, text: str) -> None:
    """Zero is read only where somebody wrote a zero."""
    files = {
        "a.csv": as_csv([["镇", "产值", "人口"], ["甲", text, "1"]]),
        "a.xlsx": workbook({"数据": [["镇", "产值", "人口"], ["甲", _for_xml(text), 1]]}),
    }
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
        for town, _ in read_towns(tmp_path / name, BINDER):
            value = town.values["产值"].value if town is not None else None
            if value == 0:
                assert any(digit in text for digit in "0０"), (name, text)
            if not text.strip(" \u3000"):
                assert isinstance(value, Missing), name


def _for_xml(text: str) -> str:
    return "".join(char for char in text if char.isprintable())
