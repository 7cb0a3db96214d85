"""Files with printed tables to lines of cells: text as it was extracted, Markdown, CSV, Word."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

from guiju.diagnostics.model import Text
from guiju.limits import DATA_FILE_BYTES
from guiju.publish.printed import Line, Unreadable
from guiju.source import cell_width

_RULE = re.compile(r"^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|<>~&@:=])")


def read_lines(path: Path) -> tuple[Line, ...]:
    """The lines of a file. Raises OSError, Unreadable, and ImportError when python-docx is not installed."""
    with path.open("rb") as file:
        data = file.read(DATA_FILE_BYTES + 1)
    if len(data) > DATA_FILE_BYTES:
        raise Unreadable(
            Text(f"文件大于 {DATA_FILE_BYTES} 字节", f"the file is larger than {DATA_FILE_BYTES} bytes")
        )
    if path.suffix.lower() == ".docx":
        return tuple(_word(data))
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        raise Unreadable(
            Text(f"第 {error.start} 字节不是 UTF-8", f"byte {error.start} is not UTF-8")
        ) from None
    return tuple(_csv(text)) if path.suffix.lower() == ".csv" else text_lines(text)


def text_lines(text: str) -> tuple[Line, ...]:
    """The lines of a text: cells between tabs or bars; lines in columns are cut where all of them have blanks."""
    lines = [line.replace("\f", "") for line in text.split("\n")]
    cut = dict(_columns(lines))
    return tuple(
        Line(number, "" if _RULE.match(line) else line.strip(), cut.get(number - 1) or _cells(line))
        for number, line in enumerate(lines, 1)
    )


def _cells(line: str) -> tuple[str, ...] | None:
    if "\t" in line:
        return tuple(cell.strip() for cell in line.split("\t"))
    if line.strip().startswith("|") and not _RULE.match(line):
        inner = re.split(r"(?<!\\)\|", line.strip().removeprefix("|").removesuffix("|"))
        return tuple(_ESCAPED.sub(r"\1", cell.strip()) for cell in inner)
    return None


def _columns(lines: Sequence[str]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Lines laid out in columns: a heading of a table with two blanks between its heads, and what follows it.

    The columns are told apart by the cells that are blank in every line of the table.
    """
    from guiju.publish.ragged import is_head

    start = 0
    while start < len(lines):
        heads = re.split(r"\s{2,}", lines[start].strip())
        if "\t" in lines[start] or not is_head(heads):
            start += 1
            continue
        block = [start]
        for number in range(start + 1, len(lines)):
            if "\t" in lines[number] or lines[number].startswith(("#", "注")):
                break
            if re.search(r"\S\s{2,}\S", lines[number]) or re.match(r"\s{2,}\S", lines[number]):
                block.append(number)
        spread = {number: _spread(lines[number]) for number in block}
        gutters = _gutters(spread, len(heads))
        cut = {number: _cut(line, gutters) for number, line in spread.items()}
        yield from cut.items()
        for number in _below(lines, cut, gutters[0][1]):
            yield number, (lines[number].strip(), *("",) * (len(heads) - 1))
        start = block[-1] + 1


def _below(lines: Sequence[str], cut: Mapping[int, tuple[str, ...]], width: int) -> Iterator[int]:
    """The lines right below a row that fit into the first column: its label goes on there."""
    for row in cut:
        number = row + 1
        while number < len(lines) and number not in cut and _label_goes_on(lines[number], width):
            yield number
            number += 1


def _label_goes_on(line: str, width: int) -> bool:
    text = line.rstrip()
    return bool(text) and not text[0].isspace() and not text[0].isdigit() and cell_width(text) < width


def _gutters(spread: Mapping[int, Sequence[str]], count: int) -> list[tuple[int, int]]:
    """Where the columns end and the next begin. A gutter is two cells wide: one blank stands between words."""
    width = max(map(len, spread.values()))
    taken = [
        any(place < len(line) and line[place].strip() for line in spread.values()) for place in range(width)
    ]
    runs = re.finditer(" {2,}", "".join("x" if one else " " for one in taken))
    found = [(run.start(), run.end()) for run in runs if run.start() > 0 and run.end() < width]
    if len(found) + 1 != count or not found:
        raise Unreadable(
            Text(
                f"表头有 {count} 栏，正文按空白只能分出 {len(found) + 1} 栏",
                f"the head has {count} columns, by its blanks the table has {len(found) + 1}",
            ),
            min(spread) + 1,
        )
    return found


def _cut(line: Sequence[str], gutters: Sequence[tuple[int, int]]) -> tuple[str, ...]:
    edges = [0, *(start for start, _ in gutters), len(line)]
    return tuple("".join(line[a:b]).replace(_SECOND, "").strip() for a, b in pairwise(edges))


def _spread(line: str) -> list[str]:
    """A line with an entry for each terminal cell; the second cell of a wide sign is an empty mark."""
    cells: list[str] = []
    for char in line:
        cells.append(char)
        if cell_width(char) == 2:
            cells[-1] = char
            cells.append(_SECOND)
    return cells


_SECOND = "\u2060"  # not blank, and taken out of every label


def _csv(text: str) -> Iterator[Line]:
    reader = csv.reader(io.StringIO(text))
    for row in reader:
        cells = tuple(" ".join(cell.split()) for cell in row)
        yield Line(reader.line_num, "".join(cells), cells if len(cells) > 1 else None)


def _word(data: bytes) -> Iterator[Line]:
    """The rows of all tables of a document; a cell merged downwards is in every row it covers."""
    import zipfile

    import docx

    try:
        document = docx.Document(io.BytesIO(data))
    except (zipfile.BadZipFile, KeyError, ValueError):
        raise Unreadable(Text("不是 .docx 文件", "this is no .docx file")) from None
    number = 0
    for table in document.tables:
        for row in table.rows:
            number += 1
            places = list(row.cells)
            cells = tuple(" ".join(place.text.split()) for place in places)
            one = len({id(place._tc) for place in places}) == 1 and len(places) > 1
            yield Line(number, cells[0] if cells else "", None if one else cells)
        number += 1
        yield Line(number, "", None)
