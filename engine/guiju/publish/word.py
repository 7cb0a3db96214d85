"""Tables as a Word document in the layout of GB/T 1.1, the same bytes for the same rules."""

from __future__ import annotations

import datetime
import io
import zipfile
from typing import Any

from guiju.publish.model import Cell, Publication, Table
from guiju.text import visible

# GB/T 1.1—2020, 10 and annex F: A4, text of 165 mm; captions SimHei 10.5 pt, tables and their notes SimSun 9 pt.
_MARGINS = {"top_margin": 25, "bottom_margin": 20, "left_margin": 25, "right_margin": 20}
_WIDTH = 165
_CAPTION, _BODY, _TITLE = 10.5, 9, 14
_TOGETHER = 10  # a table with so few rows is not cut by the end of a page
_THICK, _THIN = 8, 4  # eighths of a point
# A zip cannot hold an earlier time; no file says when it was made, so that two runs give the same bytes.
_TIME = (1980, 1, 1, 0, 0, 0)


def to_word(publication: Publication) -> bytes:
    """The whole publication as .docx. Raises ImportError when python-docx is not installed."""
    import docx

    document = docx.Document()
    _page(document, publication)
    _paragraph(document, publication.heading, size=_TITLE, heading=True, centred=True)
    for table in publication.tables:
        _table(document, table)
    if publication.defects:
        _paragraph(document, publication.defects_title, size=_BODY, before=12)
        for defect in publication.defects:
            _paragraph(document, f"——{defect}", size=_BODY)
    return _fixed(document)


def _page(document: Any, publication: Publication) -> None:
    from docx.shared import Mm

    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    for name, size in _MARGINS.items():
        setattr(section, name, Mm(size))
    if publication.number:
        _fill(section.header.paragraphs[0], publication.number, size=_CAPTION, heading=True, align="right")
    properties = document.core_properties
    properties.title = visible(publication.heading)
    properties.language = publication.language
    properties.author = properties.last_modified_by = "guiju"
    properties.comments = ""
    properties.created = properties.modified = datetime.datetime(*_TIME[:3])
    properties.revision = 1


def _paragraph(
    document: Any, text: str, *, size: float, heading: bool = False, centred: bool = False, before: float = 0
) -> Any:
    paragraph = document.add_paragraph()
    _fill(paragraph, text, size=size, heading=heading, align="centre" if centred else "left", before=before)
    return paragraph


def _fill(
    paragraph: Any, text: str, *, size: float, heading: bool = False, align: str = "left", before: float = 0
) -> None:
    """One run of text; Han characters take the East Asian font of the run."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml.ns import qn
    from docx.shared import Pt

    paragraph.alignment = {
        "left": WD_ALIGN_PARAGRAPH.LEFT,
        "centre": WD_ALIGN_PARAGRAPH.CENTER,
        "right": WD_ALIGN_PARAGRAPH.RIGHT,
    }[align]
    form = paragraph.paragraph_format
    form.space_before, form.space_after = Pt(before), Pt(0)
    form.line_spacing = 1.25
    run = paragraph.add_run(visible(text).replace("\\n", " "))
    run.font.size = Pt(size)
    run.font.name = "Arial" if heading else "Times New Roman"
    fonts = run._element.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), "SimHei" if heading else "SimSun")


def _table(document: Any, table: Table) -> None:
    from docx.shared import Pt

    caption = _paragraph(document, table.caption, size=_CAPTION, heading=True, centred=True, before=12)
    caption.paragraph_format.keep_with_next = True
    caption.paragraph_format.space_after = Pt(6)
    columns = len(table.head)
    made = document.add_table(rows=1 + len(table.rows) + bool(table.notes), cols=columns)
    _frame(made)
    _columns(made, _widths(table))
    for place, head in zip(made.rows[0].cells, table.head, strict=True):
        _cell(place, Cell(head, centred=True))
        _lines(place, bottom=_THICK)
    _repeated(made.rows[0])
    for number, row in enumerate(table.rows, 1):
        _whole(made.rows[number])
        for column, cell in enumerate(row):
            if cell is None:
                continue
            place = made.cell(number, column)
            if cell.rows > 1:
                place = place.merge(made.cell(number + cell.rows - 1, column))
            _cell(place, cell)
    if len(table.rows) <= _TOGETHER:
        _together(made)
    if table.notes:
        last = made.rows[-1].cells
        place = last[0].merge(last[-1]) if columns > 1 else last[0]
        for number, note in enumerate(table.notes):
            paragraph = place.paragraphs[0] if number == 0 else place.add_paragraph()
            _fill(paragraph, note, size=_BODY)
            paragraph.paragraph_format.first_line_indent = paragraph.runs[0].font.size * 2


def _together(made: Any) -> None:
    for row in made.rows[:-1]:
        for place in row.cells:
            place.paragraphs[0].paragraph_format.keep_with_next = True


def _cell(place: Any, cell: Cell) -> None:
    from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT

    for extra in place.paragraphs[1:]:  # what merging collected
        extra._element.getparent().remove(extra._element)
    _fill(place.paragraphs[0], cell.text, size=_BODY, align="centre" if cell.centred else "left", before=1)
    place.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER


def _widths(table: Table) -> tuple[int, ...]:
    """Millimetres for each column: figures take what they need, texts share the rest by their usual length."""
    needs = []
    for column, head in enumerate(table.head):
        texts = sorted(len(cell.text) for row in table.rows if (cell := row[column])) or [1]
        usual = texts[len(texts) * 3 // 4 if len(texts) > 1 else 0]
        needs.append(min(max(len(head), usual, 4), 30))
    total = sum(needs)
    widths = [_WIDTH * need // total for need in needs]
    return (*widths[:-1], _WIDTH - sum(widths[:-1]))


def _columns(made: Any, widths: tuple[int, ...]) -> None:
    from docx.shared import Mm

    made.autofit = False
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Mm(width)
        for place in column.cells:
            place.width = Mm(width)


def _frame(made: Any) -> None:
    from docx.enum.table import WD_TABLE_ALIGNMENT
    from docx.oxml import OxmlElement

    made.alignment = WD_TABLE_ALIGNMENT.CENTER
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(_line(side, _THIN if side.startswith("inside") else _THICK))
    properties = made._tbl.tblPr
    layout = properties.find(_name("w:tblLayout"))
    if layout is None:
        properties.append(borders)
    else:
        layout.addprevious(borders)


def _lines(place: Any, *, bottom: int) -> None:
    from docx.oxml import OxmlElement

    borders = OxmlElement("w:tcBorders")
    borders.append(_line("bottom", bottom))
    properties = place._tc.get_or_add_tcPr()
    following = properties.find(_name("w:vAlign"))
    if following is None:
        properties.append(borders)
    else:
        following.addprevious(borders)


def _line(side: str, size: int) -> Any:
    from docx.oxml import OxmlElement

    line = OxmlElement(f"w:{side}")
    for key, value in (("val", "single"), ("sz", str(size)), ("space", "0"), ("color", "000000")):
        line.set(_name(f"w:{key}"), value)
    return line


def _repeated(row: Any) -> None:
    """The head again on every page the table goes on to."""
    from docx.oxml import OxmlElement

    _whole(row)
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _whole(row: Any) -> None:
    """A row that is never cut by the end of a page."""
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _name(name: str) -> str:
    from docx.oxml.ns import qn

    return str(qn(name))


def _fixed(document: Any) -> bytes:
    """The document with the time of every part of its zip set to the same one."""
    written, fixed = io.BytesIO(), io.BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(fixed, "w") as target:
        for name in source.namelist():
            part = zipfile.ZipInfo(name, _TIME)
            part.compress_type = zipfile.ZIP_DEFLATED
            part.external_attr = 0o600 << 16
            part.create_system = 3
            target.writestr(part, source.read(name))
    return fixed.getvalue()
