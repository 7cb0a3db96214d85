"""Workbooks made by hand, byte by byte: what spreadsheet programs write, and what they never would."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from xml.sax.saxutils import escape, quoteattr

from guiju.towns.places import column_letters

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TIME = (2024, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Stored:
    """A number as it stands in the file, in a format."""

    text: str
    format: str = ""


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula, with the result that is kept in the file, if any."""

    text: str
    result: str | None = None


@dataclass(frozen=True, slots=True)
class Error:
    """An error value such as `#N/A`."""

    text: str


@dataclass(frozen=True, slots=True)
class Xml:
    """A cell as XML, from which the address is left out."""

    text: str


CellValue = str | int | bool | Decimal | Stored | Formula | Error | Xml | None
Rows = Sequence[Sequence[CellValue]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of a sheet and what lies over them."""

    rows: Rows
    merged: Sequence[str] = ()
    hidden_rows: Sequence[int] = ()
    hidden_columns: Sequence[int] = ()
    hidden: bool = False
    dimension: str = ""
    after: str = ""
    before: str = ""


def workbook(
    sheets: Mapping[str, Rows | Sheet],
    *,
    parts: Mapping[str, str | bytes] | None = None,
    full_calculation: bool = False,
    from_1904: bool = False,
) -> bytes:
    """The bytes of a workbook; `parts` are added to it, or replace its own. The same input gives the same bytes."""
    given = {name: sheet if isinstance(sheet, Sheet) else Sheet(sheet) for name, sheet in sheets.items()}
    formats: dict[str, int] = {}
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": _types(len(given)),
        "_rels/.rels": _relations([("rId1", "officeDocument", "xl/workbook.xml")]),
    }
    for number, sheet in enumerate(given.values(), 1):
        files[f"xl/worksheets/sheet{number}.xml"] = _sheet(sheet, formats)
    files["xl/styles.xml"] = _styles(formats)
    count = len(given)
    related = [(f"rId{n}", "worksheet", f"worksheets/sheet{n}.xml") for n in range(1, count + 1)]
    files["xl/_rels/workbook.xml.rels"] = _relations([*related, ("rIdStyles", "styles", "styles.xml")])
    files["xl/workbook.xml"] = _book(given, full_calculation, from_1904)
    return packed({**files, **(parts or {})})


def _types(sheets: int) -> str:
    """Which part is what: without it spreadsheet programs do not open the workbook."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = {"xl/workbook.xml": "sheet.main", "xl/styles.xml": "styles"}
    parts |= {f"xl/worksheets/sheet{number}.xml": "worksheet" for number in range(1, sheets + 1)}
    overrides = "".join(
        f'<Override PartName="/{part}" ContentType="{kind}.{name}+xml"/>' for part, name in parts.items()
    )
    return (
        f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def packed(files: Mapping[str, str | bytes]) -> bytes:
    """The bytes of an archive of these files."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, _TIME), content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def _relations(rows: Sequence[tuple[str, str, str]]) -> str:
    inside = "".join(
        f'<Relationship Id="{id_}" Type="{_OFFICE}/{kind}" Target="{target}"/>' for id_, kind, target in rows
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}">{inside}</Relationships>'


def _book(sheets: Mapping[str, Sheet], full_calculation: bool, from_1904: bool) -> str:
    listed = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{number}"{" state=" + quoteattr("hidden") if sheet.hidden else ""}'
        f' r:id="rId{number}"/>'
        for number, (name, sheet) in enumerate(sheets.items(), 1)
    )
    properties = '<workbookPr date1904="1"/>' if from_1904 else ""
    calculation = '<calcPr calcId="124519" fullCalcOnLoad="1"/>' if full_calculation else ""
    return (
        f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">{properties}'
        f"<sheets>{listed}</sheets>{calculation}</workbook>"
    )


def _styles(formats: Mapping[str, int]) -> str:
    codes = "".join(
        f'<numFmt numFmtId="{163 + style}" formatCode={quoteattr(code)}/>' for code, style in formats.items()
    )
    styles = "".join(f'<xf numFmtId="{163 + style}"/>' for style in formats.values())
    return (
        f'{_HEAD}<styleSheet xmlns="{_MAIN}"><numFmts>{codes}</numFmts>'
        f'<cellXfs><xf numFmtId="0"/>{styles}</cellXfs></styleSheet>'
    )


def _sheet(sheet: Sheet, formats: dict[str, int]) -> str:
    rows = "".join(_row(number, row, sheet, formats) for number, row in enumerate(sheet.rows, 1))
    columns = "".join(f'<col min="{n}" max="{n}" hidden="1"/>' for n in sheet.hidden_columns)
    merged = "".join(f'<mergeCell ref="{area}"/>' for area in sheet.merged)
    return "".join(
        (
            f'{_HEAD}{sheet.before}<worksheet xmlns="{_MAIN}">',
            f'<dimension ref="{sheet.dimension}"/>' if sheet.dimension else "",
            f"<cols>{columns}</cols>" if columns else "",
            f"<sheetData>{rows}{sheet.after}</sheetData>",
            f"<mergeCells>{merged}</mergeCells>" if merged else "",
            "</worksheet>",
        )
    )


def _row(number: int, row: Sequence[CellValue], sheet: Sheet, formats: dict[str, int]) -> str:
    hidden = ' hidden="1"' if number in sheet.hidden_rows else ""
    cells = "".join(
        _cell(f"{column_letters(column)}{number}", value, formats)
        for column, value in enumerate(row, 1)
        if value is not None
    )
    return f'<row r="{number}"{hidden}>{cells}</row>'


def _cell(address: str, value: CellValue, formats: dict[str, int]) -> str:
    at = f'r="{address}"'
    match value:
        case bool():
            return f'<c {at} t="b"><v>{int(value)}</v></c>'
        case int() | Decimal():
            return f"<c {at}><v>{value}</v></c>"
        case Stored(text=text, format=code):
            style = f' s="{formats.setdefault(code, len(formats) + 1)}"' if code else ""
            return f"<c {at}{style}><v>{text}</v></c>"
        case Formula(text=text, result=result):
            return f"<c {at}><f>{escape(text)}</f>{'' if result is None else f'<v>{result}</v>'}</c>"
        case Error(text=text):
            return f'<c {at} t="e"><v>{text}</v></c>'
        case Xml(text=text):
            return text.replace("<c", f"<c {at}", 1)
        case _:
            pass
    return f'<c {at} t="inlineStr"><is><t xml:space="preserve">{escape(str(value))}</t></is></c>'
