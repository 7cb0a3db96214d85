"""A form opens in LibreOffice with its conditions, and what LibreOffice saves is read as what was filled in."""

from __future__ import annotations

import shutil
import subprocess
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils.cell import get_column_letter, range_boundaries

from guiju.diagnostics.model import Lang
from guiju.forms.validation import Lists
from guiju.forms.workbook import to_workbook
from guiju.towns.form_words import LISTS_SHEET, MAP_SHEET
from guiju.types import Bound, Field, NumberType
from tests.forms.rulebooks import rulebook
from tests.forms.test_workbook import FILLED, RULES, filled, read, same

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
pytestmark = [pytest.mark.slow, pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")]


def saved_again(data: bytes, folder: Path) -> Path:
    """What LibreOffice makes of a workbook: opened and saved as .xlsx."""
    assert SOFFICE is not None
    (folder / "form.xlsx").write_bytes(data)
    out = folder / "again"
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    words = [
        SOFFICE,
        profile,
        "--headless",
        "--convert-to",
        "xlsx",
        "--outdir",
        str(out),
        str(folder / "form.xlsx"),
    ]
    subprocess.run(words, check=True, capture_output=True, timeout=180)
    return out / "form.xlsx"


def test_a_filled_form_survives(tmp_path: Path) -> None:
    book = rulebook(RULES)
    data = filled().saved()
    expected, _ = read(data, book)
    assert expected is not None
    town, found = read(saved_again(data, tmp_path).read_bytes(), book)
    assert town is not None, [(f.code.id, f.message.en, str(f.place)) for f in found]
    same(town, expected)
    assert set(FILLED["专家评分"]) == set(town.marks)


def test_further_values_survive_and_are_named(tmp_path: Path) -> None:
    book, form = rulebook(RULES), filled()
    for row in (
        {"number": "D001", "value": "33000 万元", "source": "税务局", "chosen": "本行", "reason": "口径一致"},
        {"number": "D003", "year_of": 2023, "value": 2.5, "note": "快报"},
    ):
        form.further(row)
    expected, _ = read(form.saved(calculated=False), book)
    assert expected is not None
    again = saved_again(form.saved(calculated=False), tmp_path)
    sheet = openpyxl.load_workbook(again, data_only=True)["其他数值"]
    assert [sheet.cell(2, column).value for column in (1, 2, 5)] == ["D001", "产值", "亿元"]
    assert [sheet.cell(4, column).value or "" for column in (1, 2, 5)] == ["", "", ""]
    town, found = read(again.read_bytes(), book)
    assert town is not None, [(f.code.id, f.message.en, str(f.place)) for f in found]
    same(town, expected)
    assert len(town.values["产值"].accounts) == 2


def test_conditions_locks_and_hidden_sheets_survive(tmp_path: Path) -> None:
    data = to_workbook(rulebook(RULES).model, Lang.ZH, experts=2)
    (tmp_path / "before.xlsx").write_bytes(data)
    before = openpyxl.load_workbook(tmp_path / "before.xlsx")
    after = openpyxl.load_workbook(saved_again(data, tmp_path))
    assert after.sheetnames == before.sheetnames
    assert after[MAP_SHEET].sheet_state != "visible"
    for name in before.sheetnames[:-2]:
        one, other = before[name], after[name]
        assert other.protection.sheet
        assert _conditions(other) == _conditions(one)
        for row in one.iter_rows():
            for cell in row:
                assert other[cell.coordinate].protection.locked == cell.protection.locked


def _conditions(sheet: Any) -> dict[str, str]:
    """The kind of condition of each cell that has one."""
    return {
        cell: str(one.type)
        for one in sheet.data_validations.dataValidation
        for cell in _cells(str(one.sqref))
    }


def _cells(ranges: str) -> list[str]:
    found = []
    for part in ranges.split():
        first, top, last, bottom = range_boundaries(part)
        found += [
            f"{get_column_letter(c)}{r}" for r in range(top, bottom + 1) for c in range(first, last + 1)
        ]
    return found


TAKEN = (3, 0, 100, 99.5, "3", "30000 万元", "未提供", "unknown", "不适用")
REFUSED = (-1, 101, "很多", "—", "约 3", "-")


def test_what_a_cell_takes(tmp_path: Path) -> None:
    """The condition of a figure from 0 to 100, worked out by LibreOffice for what people type."""
    lists, field = Lists(Lang.ZH), Field("产值", NumberType(), Bound(Fraction(0)), Bound(Fraction(100)))
    path, book = tmp_path / "conditions.xlsx", openpyxl.Workbook()
    sheet, words = book.create_sheet("a"), book.create_sheet(LISTS_SHEET)
    for row, value in enumerate((*TAKEN, *REFUSED), 1):
        sheet.append([value, lists.number(field, f"A{row}")["value"]])
        if isinstance(value, str):
            sheet.cell(row, 1).data_type = "s"
    for column, texts in enumerate(lists.columns, 1):
        for row, text in enumerate(texts, 1):
            words.cell(row, column).value = text
    book.save(path)  # without results, so that they are worked out
    again = openpyxl.load_workbook(saved_again(path.read_bytes(), tmp_path), data_only=True)["a"]
    found = {again.cell(row, 1).value: again.cell(row, 2).value for row in range(1, len(TAKEN + REFUSED) + 1)}
    assert found == {**dict.fromkeys(TAKEN, True), **dict.fromkeys(REFUSED, False)}
    assert len(lists.number(field, "A1000")["value"]) <= 255  # what a spreadsheet program takes
