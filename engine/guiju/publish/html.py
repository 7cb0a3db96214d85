"""Tables as one HTML file that needs nothing else: no scripts, nothing loaded, every text escaped."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from guiju.publish.model import Cell, Publication, Row, Table
from guiju.text import visible

# The frame and the line below the head are thick, the others thin; the head is repeated on every page (GB/T 1.1).
_STYLE = """\
@page { size: A4; margin: 25mm 20mm 20mm 25mm }
body { max-width: 170mm; margin: 1.5em auto; color: #000; background: #fff;
  font: 9pt/1.5 "Times New Roman", SimSun, "Songti SC", "Noto Serif CJK SC", serif }
h1, caption { font-family: Arial, SimHei, "Heiti SC", "Noto Sans CJK SC", sans-serif;
  font-weight: 500; text-align: center }
h1 { font-size: 14pt }
caption { font-size: 10.5pt; padding: 1em 0 .5em }
p.number { text-align: right }
table { border-collapse: collapse; width: 100%; border: 1.5pt solid #000; break-inside: auto }
thead { display: table-header-group; border-bottom: 1.5pt solid #000 }
tr { break-inside: avoid }
th, td { border: .5pt solid #000; padding: .2em .5em; font-weight: normal; text-align: left; vertical-align: middle }
th, td.c { text-align: center }
th { white-space: nowrap }
td.notes p { margin: 0; text-indent: 2em }
section.defects { margin-top: 2em }
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def to_html(publication: Publication) -> str:
    """The whole publication as a page."""
    return "\n".join(_lines(publication)) + "\n"


def _text(text: str) -> str:
    return escape(visible(text), quote=True)


def _lines(publication: Publication) -> Iterator[str]:
    title = _text(publication.heading)
    yield "<!DOCTYPE html>"
    yield f'<html lang="{_text(publication.language)}">'
    yield '<head>\n<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{title}</title>\n<style>\n{_STYLE}</style>\n</head>\n<body>"
    if publication.number:
        yield f'<p class="number">{_text(publication.number)}</p>'
    yield f"<h1>{title}</h1>"
    for table in publication.tables:
        yield from _table(table)
    if publication.defects:
        yield f'<section class="defects">\n<p>{_text(publication.defects_title)}</p>\n<ul>'
        yield from (f"<li>{_text(defect)}</li>" for defect in publication.defects)
        yield "</ul>\n</section>"
    yield "</body>\n</html>"


def _table(table: Table) -> Iterator[str]:
    yield f"<table>\n<caption>{_text(table.caption)}</caption>"
    heads = "".join(f'<th scope="col">{_text(head)}</th>' for head in table.head)
    yield f"<thead>\n<tr>{heads}</tr>\n</thead>\n<tbody>"
    yield from (_row(row) for row in table.rows)
    if table.notes:
        notes = "".join(f"<p>{_text(note)}</p>" for note in table.notes)
        yield f'<tr><td class="notes" colspan="{len(table.head)}">{notes}</td></tr>'
    yield "</tbody>\n</table>"


def _row(row: Row) -> str:
    return f"<tr>{''.join(_cell(cell) for cell in row if cell)}</tr>"


def _cell(cell: Cell) -> str:
    merged = f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
    centred = ' class="c"' if cell.centred else ""
    return f"<td{centred}{merged}>{_text(cell.text)}</td>"
