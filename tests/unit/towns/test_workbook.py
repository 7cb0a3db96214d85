"""Workbooks to rows of cells: what stands in the file, and nothing else."""

from __future__ import annotations

import datetime
import io
import tracemalloc
from collections import deque
from typing import Any

import openpyxl
import pytest
import xlsxwriter

from guiju import limits
from guiju.diagnostics.model import Diagnostic
from guiju.towns.archive import Unreadable
from guiju.towns.workbook import Cell, CellKind, Workbook, cell_finding, open_workbook
from tests.books import CellValue, Error, Formula, Rows, Sheet, Stored, Xml, packed, workbook


def opened(data: bytes) -> Workbook:
    book, problems = open_workbook("城镇.xlsx", data)
    assert book is not None, problems
    return book


def cells(data: bytes) -> dict[str, Cell]:
    """All cells of the first sheet by their address."""
    sheet = opened(data).sheets[0]
    return {str(row.place(cell)).split()[-1]: cell for row in sheet.rows() for cell in row.cells}


def only(value: CellValue, **options: Any) -> Cell:
    (cell,) = cells(workbook({"表": [[value]]}, **options)).values()
    return cell


def refused(data: bytes) -> Diagnostic:
    """The finding that stops a workbook, when it is opened or when it is read."""
    book, problems = open_workbook("城镇.xlsx", data)
    if book is None:
        (finding,) = problems
        return finding
    with pytest.raises(Unreadable) as stopped:
        deque((row for sheet in book.sheets for row in sheet.rows()), maxlen=0)
    return stopped.value.finding


@pytest.mark.parametrize(
    ("value", "kind", "text"),
    [
        ("产值", CellKind.TEXT, "产值"),
        (" 甲 ", CellKind.TEXT, " 甲 "),
        (150, CellKind.NUMBER, "150"),
        (True, CellKind.YES_NO, "true"),
        (Stored("35.200000000000003"), CellKind.NUMBER, "35.2"),
        (Stored("0.35", "0.00%"), CellKind.NUMBER, "35%"),
        (Stored("7.0999999999999994E-2", "0%"), CellKind.NUMBER, "7.1%"),
        (Stored("120.89", '0.00"亿元"'), CellKind.NUMBER, "120.89 亿元"),
        (Stored("120.89", "#,##0.00_ "), CellKind.NUMBER, "120.89"),
        (Stored("120.89", '[Red]#,##0.00"万元";-0.0"x"'), CellKind.NUMBER, "120.89 万元"),
        (Stored("1200", "G/通用格式"), CellKind.NUMBER, "1200"),
        (Stored("1200", 'General"户"'), CellKind.NUMBER, "1200 户"),
        (Stored("1200", "0,"), CellKind.SCALED, "1200"),
        (Stored("1200", '0!.0,"万"'), CellKind.SCALED, "1200"),
        (Stored("45657", "yyyy-mm-dd"), CellKind.DATE, "2024-12-31"),
        (Stored("45657", 'yyyy"年"m"月"d"日"'), CellKind.DATE, "2024-12-31"),
        (Stored("45657.5", "yyyy/m/d h:mm"), CellKind.DATE, "2024-12-31 12:00:00"),
        (Stored("1", "yyyy-mm-dd"), CellKind.DATE, "1900-01-01"),
        (Stored("61", "yyyy-mm-dd"), CellKind.DATE, "1900-03-01"),
        (Formula("A2+1", "3"), CellKind.NUMBER, "3"),
        (Formula("A2+1"), CellKind.UNCALCULATED, "=A2+1"),
        (Xml('<c t="str"><f>A1&amp;""</f><v></v></c>'), CellKind.TEXT, None),
        (Xml("<c><f>A1</f><v></v></c>"), CellKind.UNCALCULATED, "=A1"),
        (Error("#N/A"), CellKind.ERROR, "#N/A"),
        (Stored("123456789012345678"), CellKind.LOST, "123456789012345678"),
        (Xml('<c t="d"><v>2024-02-29T00:00:00</v></c>'), CellKind.DATE, "2024-02-29"),
        (Xml('<c t="inlineStr"><is><r><t>产</t></r><r><t>值</t></r><rPh><t>x</t></rPh></is></c>'),
         CellKind.TEXT, "产值"),
        (Xml('<c t="inlineStr"><is><t>a_x000D_b</t></is></c>'), CellKind.TEXT, "a\rb"),
    ],
)  # fmt: skip
def test_a_cell_says_what_stands_in_it(value: CellValue, kind: CellKind, text: str | None) -> None:
    if text is None:
        assert not cells(workbook({"表": [[value]]}))
        return
    cell = only(value)
    assert (cell.kind, cell.text) == (kind, text)
    assert cell.has_value == (kind not in ("uncalculated", "error", "lost", "scaled"))


def test_empty_cells_are_not_there() -> None:
    found = cells(workbook({"表": [["", "  ", None, "\u3000", Xml("<c/>"), Xml("<c><v></v></c>"), 1]]}))
    assert list(found) == ["G1"]


def test_results_of_a_program_that_never_calculated_do_not_count() -> None:
    """XlsxWriter writes 0 for every formula and asks for a calculation: that 0 is no figure."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as made:
        made.add_worksheet().write_formula(0, 0, "=100+130")
    (cell,) = cells(stream.getvalue()).values()
    assert cell.kind is CellKind.UNCALCULATED
    assert only(Formula("1+1", "2"), full_calculation=True).kind is CellKind.UNCALCULATED


def test_days_counted_from_1904() -> None:
    assert only(Stored("44195", "yyyy-mm-dd"), from_1904=True).text == "2024-12-31"


@pytest.mark.parametrize("serial", ["0", "60", "-1", "2958466", "1e9"])
def test_a_number_that_is_no_day_stays_a_number_that_no_date_takes(serial: str) -> None:
    assert only(Stored(serial, "yyyy-mm-dd")).text == serial


def test_workbooks_of_other_programs_read_alike() -> None:
    book = openpyxl.Workbook()
    book.active.title = "集聚效应"
    book.active.append(["产值", 35.2, datetime.date(2024, 2, 29), True, 1 / 3, None, "x"])
    book.active.merge_cells("A3:B4")
    book.active.column_dimensions["C"].hidden = True
    stream = io.BytesIO()
    book.save(stream)
    found = cells(stream.getvalue())
    assert [cell.text for cell in found.values()] == [
        "产值", "35.2", "2024-02-29", "true", "0.333333333333333", "x",
    ]  # fmt: skip
    assert found["E1"].shortened
    marks = opened(stream.getvalue()).sheets[0].marks
    assert marks.hides(3)
    assert not marks.hides(2)
    assert str(marks.merged_at(4, 1)) == "A3:B4"
    assert marks.merged_at(2, 1) is None


def test_a_prefix_of_the_elements_changes_nothing() -> None:
    plain = workbook({"表": [["甲", 1]]})
    prefixed = (
        '<x:worksheet xmlns:x="u"><x:sheetData><x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>甲</x:t></x:is></x:c>'
        '<x:c r="B1"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    )
    other = workbook({"表": [["甲", 1]]}, parts={"xl/worksheets/sheet1.xml": prefixed})
    assert cells(plain) == cells(other)


def test_a_place_names_file_sheet_and_cell() -> None:
    sheet = opened(workbook({"集聚效应": [[None, "名称"], ["甲镇", None, 230]]})).sheets[0]
    _, row = sheet.rows()
    place = row.place(row.cells[1])
    assert str(place) == "城镇.xlsx 表“集聚效应” C2"
    assert place.source.named(place.span)[1] == '城镇.xlsx sheet "集聚效应" C2'
    assert (place.text, place.position.line) == ("230", 2)
    assert str(row.empty_place(2)) == "城镇.xlsx 表“集聚效应” B2"
    assert str(sheet.place(9, 28)) == "城镇.xlsx 表“集聚效应” AB9"


def test_hidden_rows_and_sheets_are_marked_and_read() -> None:
    data = workbook({"一": Sheet([[1], [2]], hidden_rows=[2]), "二": Sheet([[3]], hidden=True)})
    book = opened(data)
    assert [row.hidden for row in book.sheets[0].rows()] == [False, True]
    assert [sheet.hidden for sheet in book.sheets] == [False, True]
    assert book.sheet("二") is book.sheets[1]
    assert book.sheet("三") is None


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", "空文件"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "Workbook".encode("utf-16-le"), "旧格式的工作簿"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "加了密码"),
        (b"\xef\xbb\xbf <HTML><table>", "网页"),
        (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
         b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">', "XML 表格"),
        (b"%PDF-1.7", "PDF"),
        ("镇,产值\n甲,1\n".encode(), "文本"),
        (packed({"word/document.xml": "<d/>", "[Content_Types].xml": "<t/>"}), "Word"),
        (packed({"content.xml": "<d/>", "mimetype": "x"}), "OpenDocument"),
        (packed({"xl/workbook.bin": "x", "[Content_Types].xml": "<t/>"}), "二进制"),
        (packed({"a.txt": "x"}), "别的压缩文件"),
    ],
)  # fmt: skip
def test_a_file_is_what_its_bytes_are(data: bytes, kind: str) -> None:
    finding = refused(data)
    assert finding.code.id == "I901"
    assert kind in finding.message.zh


def _parts(**parts: str) -> bytes:
    return workbook(
        {"表": [[1]]}, parts={name.replace("__", "/") + ".xml": text for name, text in parts.items()}
    )


_ENTITY = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><worksheet>&b;</worksheet>'
_OUTSIDE = '<!DOCTYPE x SYSTEM "file:///etc/passwd"><worksheet/>'
_ROWS = "<worksheet><sheetData>{}</sheetData></worksheet>"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (workbook({"表": [[1]]})[:-30], "I902"),
        (_parts(xl__worksheets__sheet1="<worksheet><sheetData>"), "I902"),
        (_parts(xl__worksheets__sheet1="\ufeff<worksheet".encode("utf-16").decode("latin-1")), "I902"),
        (_parts(xl__worksheets__sheet1=_ROWS.format('<row r="1"><c r="A1"><v>nan</v></c></row>')), "I902"),
        (_parts(xl__worksheets__sheet1=_ROWS.format('<row r="2"/><row r="1"/>')), "I902"),
        (_parts(xl__worksheets__sheet1=_ROWS.format('<row r="1"><c r="B1"/><c r="A1"/></row>')), "I902"),
        (_parts(xl__worksheets__sheet1=_ROWS.format('<row r="1"><c r="A2"/></row>')), "I902"),
        (_parts(xl__worksheets__sheet1=_ROWS.format(f'<row r="{"9" * 5000}"/>')), "I902"),
        (_parts(xl__worksheets__sheet1=_ROWS.format('<row r="1"><c t="s"><v>7</v></c></row>')), "I902"),
        (_parts(xl__workbook="<workbook/>"), "I902"),
        (_parts(xl__worksheets__sheet1=_ENTITY), "I904"),
        (_parts(xl__worksheets__sheet1=_OUTSIDE), "I904"),
        (_parts(xl__workbook=_ENTITY), "I904"),
        (_parts(xl__styles=_OUTSIDE), "I904"),
        (_parts(xl__worksheets__sheet1=_ROWS.format('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')), "I905"),
        (workbook({"表": [[None] * limits.SHEET_COLUMNS + [1]]}), "I905"),
        (workbook({"表": [[1]]}, parts={"xl/media/a.bmp": b"0" * 3_000_000}), "I903"),
        (packed({"[Content_Types].xml": "<t/>", **{f"p{n}": "" for n in range(limits.WORKBOOK_PARTS + 1)}}), "I903"),
    ],
)  # fmt: skip
def test_what_cannot_be_trusted_is_refused(data: bytes, code: str) -> None:
    assert refused(data).code.id == code


def test_a_lying_dimension_is_not_believed() -> None:
    found = cells(workbook({"表": Sheet([[1]], dimension="A1:XFD1048576")}))
    assert list(found) == ["A1"]


def test_far_cells_without_content_do_no_harm() -> None:
    rows = _ROWS.format('<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="1"/></row><row r="1048576"/>')
    assert list(cells(_parts(xl__worksheets__sheet1=rows))) == ["A1"]


@pytest.mark.parametrize(
    "part", ["xl/vbaProject.bin", "xl/externalLinks/externalLink1.xml", "xl/connections.xml"]
)
def test_what_is_not_followed_is_said(part: str) -> None:
    _, problems = open_workbook("城镇.xlsx", workbook({"表": [[1]]}, parts={part: "<x/>"}))
    assert [finding.code.id for finding in problems] == ["I912"]


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (Formula("1+1"), "I906"),
        (Error("#REF!"), "I907"),
        (Stored("123456789012345678"), "I908"),
        (Stored("0.30000000000000004"), "I909"),
        (Stored("1200", "0,"), "I914"),
        (Stored("35.200000000000003"), None),
        ("#N/A", None),
    ],
)
def test_what_is_said_of_a_cell(value: CellValue, code: str | None) -> None:
    sheet = opened(workbook({"表": [[value]]})).sheets[0]
    (row,) = sheet.rows()
    finding = cell_finding(row.cells[0], row.place(row.cells[0]))
    assert (finding.code.id if finding else None) == code


def test_rows_are_not_kept() -> None:
    """Ten times the rows take no more memory: only the row at hand is there."""

    def peak(count: int) -> int:
        rows: Rows = [[Stored(f"{n}.5") for n in range(60)] for _ in range(count)]
        data = workbook({"表": rows})
        tracemalloc.start()
        total = sum(len(row.cells) for row in opened(data).sheets[0].rows())
        _, highest = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert total == count * 60
        return highest - len(data)

    assert peak(2000) < peak(200) + 500_000
