"""Any data file or folder of them to towns: by its ending a town file, a workbook (form or tables) or a text table."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Final, Union

from guiju import limits
from guiju.diagnostics.codes import problem
from guiju.diagnostics.model import Diagnostic, Text
from guiju.source import Place, Source, Span
from guiju.towns.archive import kind_of, kind_text
from guiju.towns.bind import Binder, Result
from guiju.towns.encodings import LOST, decode, misread
from guiju.towns.folders import BOOKS, DOCUMENTS, TEXTS, Listing, Names, listing
from guiju.towns.form_files import FormFiles, form_map, read_form
from guiju.towns.model import DataFile
from guiju.towns.read import Opener, TownFiles, open_town, reason_of
from guiju.towns.strict_yaml import forbidden
from guiju.towns.table_files import TableFiles
from guiju.towns.table_sheets import TextSheet, rules_named, sheets_of
from guiju.towns.tree import Mapping, Scalar
from guiju.towns.words import short
from guiju.towns.workbook import Unreadable, open_workbook

DataFiles = Union[TownFiles, TableFiles, FormFiles]
Opened = tuple[DataFiles | None, tuple[Diagnostic, ...]]

_HEAD: Final = 2_000  # characters in which a misread header must show
_TEXT_TABLE: Final = Text("文本表格（CSV）", "a table in text (CSV)")


def open_data(path: str | os.PathLike[str]) -> Opened:
    """What a file holds, ready to be bound to rules: a town file with those it shares, or tables. Of a folder, its
    tables. Never raises.
    """
    path = Path(path)
    ending = path.suffix.casefold()
    if path.is_dir():
        found = _listed(path)
        return _tables(path, found) if isinstance(found, Listing) and found.tables else open_town(path)
    if ending in BOOKS:
        return _book(path)
    if ending in TEXTS:
        return _texts(path, (path,))
    return open_town(path)


def open_all(path: str | os.PathLike[str]) -> Iterator[tuple[Path, Opened]]:
    """What a path holds, one after another, each with its own path. Never raises.

    A file is one. Of a folder its tables in text are one, and every other data file one by itself in the order of their
    names, but for those that another one shares. No more than one is held.
    """
    path = Path(path)
    found = _listed(path) if path.is_dir() else None
    if found is None:
        yield path, open_data(path)
    elif isinstance(found, Diagnostic):
        yield path, (None, (found,))
    else:
        if found.tables:
            yield path, _tables(path, found)
        yield from _each(found)


def _listed(folder: Path) -> Listing | Diagnostic:
    """The data files of a folder, or why there are none."""
    try:
        found = listing(folder)
    except OSError as error:
        return problem("I801", None, path=str(folder), reason=reason_of(error))
    return problem("I986", None, path=str(folder)) if found.is_empty else found


def _each(found: Listing) -> Iterator[tuple[Path, Opened]]:
    """The files of a folder that are read one by one.

    A document that names no town, or cannot be read, may be one that others share: whether it is shows when all have
    been read. What nobody shares is told of then, so that nothing is lost.
    """
    shared: set[str] = set()
    open_ones: list[Path] = []
    for path in found.files:
        files, problems = open_data(path)
        if path.suffix.casefold() in DOCUMENTS and not (isinstance(files, TownFiles) and files.names_a_town):
            open_ones.append(path)
            continue
        if isinstance(files, TownFiles):
            shared |= files.shared
        yield path, (files, problems)
    for path in open_ones:
        if path.name not in shared:
            yield path, open_data(path)
    for path in found.outside:
        if path not in found.missing_tables:
            yield path, (None, (_outside(path),))


def _tables(folder: Path, found: Listing) -> Opened:
    """The tables in text of a folder as the sheets of one book, which is whole or not read at all."""
    files, problems = _texts(folder, found.tables)
    outside = tuple(map(_outside, found.missing_tables))
    return (None if outside else files), (*problems, *outside)


def _outside(path: Path) -> Diagnostic:
    reason = Text("链接到了文件夹之外", "it links out of the folder")
    return problem("I801", None, path=str(path), reason=reason)


def read_towns(path: str | os.PathLike[str], binder: Binder, *, lenient: bool = False) -> Iterator[Result]:
    """One town of a file or a folder after another, each with what is to be said of it; None where it is
    of no use.
    """
    names = Names()
    for of, (files, problems) in open_all(path):
        for town, found in _bound(files, problems, binder, lenient):
            again = names.again(town.name, str(of)) if town is not None else None
            yield (town, found) if again is None else (None, (*found, again))


def _bound(
    files: DataFiles | None, problems: tuple[Diagnostic, ...], binder: Binder, lenient: bool
) -> Iterator[Result]:
    if files is None or any(finding.is_error for finding in problems):
        found = problems if files is None else (*problems, *_first(files, binder, lenient))
        yield None, found
        return
    for town, found in files.towns(binder, lenient=lenient):
        yield town, (*problems, *found)
        problems = ()


def _first(files: DataFiles, binder: Binder, lenient: bool) -> tuple[Diagnostic, ...]:
    """What is wrong with the values beside what is wrong with the file."""
    return next(files.towns(binder, lenient=lenient), (None, ()))[1]


def read_town(path: str | os.PathLike[str], binder: Binder, *, lenient: bool = False) -> Result:
    """The town of a file that holds one; None when there is an error, or more than one. Never raises."""
    results = read_towns(path, binder, lenient=lenient)
    town, found = next(results)
    for other, more in results:
        if other is not None and town is not None:
            several = problem("I937", None, path=str(path), one=short(town.name), other=short(other.name))
            return None, (*found, several)
        found = (*found, *more)
        town = None if other is None else town
    return town, found


def rules_path(path: str | os.PathLike[str]) -> tuple[Path | None, tuple[Diagnostic, ...]]:
    """The rule file that data name, seen from their folder; naming none is an error."""
    files, problems = open_data(path)
    if files is None or files.rules is not None:
        return (files.rules if files else None), problems
    return None, problems or (no_rules(files),)


def no_rules(files: DataFiles) -> Diagnostic:
    """What to say of data that name no rule file where one is needed."""
    return problem("I886", files.start)


def _book(path: Path) -> Opened:
    """A workbook."""
    opener = Opener(path, left=limits.TABLE_FILE_BYTES)
    data = opener.content(path)
    if data is None:
        return None, tuple(opener.found)
    book, found = open_workbook(str(path), data)
    if book is None:
        return None, found
    try:
        form = form_map(book)
    except Unreadable as error:
        return None, (*found, error.finding)
    if form is not None:
        filled, said = read_form(path, book, form)
        rules = _rules(opener, filled.rules_named) if filled else None
        return filled and replace(filled, rules=rules), (*found, *opener.found, *said)
    sheets = sheets_of(book)
    files = (DataFile(path.name, book.fingerprint),)
    rules = _rules(opener, rules_named(sheets))
    return TableFiles(sheets, files, rules), (*found, *opener.found)


def _texts(path: Path, tables: tuple[Path, ...]) -> Opened:
    """One table in text, or all of a folder as the sheets of one book."""
    opener = Opener(tables[0], left=limits.TABLE_FILE_BYTES)
    sheets: list[TextSheet] = []
    files: list[DataFile] = []
    for table in tables[: limits.SHARED_FILES]:
        data = opener.content(table)
        if data is None:
            continue
        opener.left -= len(data)
        sheet = _text(table, data, opener.found, files)
        if sheet is not None:
            sheets.append(sheet)
    if len(tables) > limits.SHARED_FILES:
        opener.found.append(problem("I882", None, limit=limits.SHARED_FILES))
    if any(finding.is_error for finding in opener.found) or not sheets:
        return None, tuple(opener.found)
    rules = _rules(opener, rules_named(sheets))
    return TableFiles(tuple(sheets), tuple(files), rules), tuple(opener.found)


def _text(path: Path, data: bytes, found: list[Diagnostic], files: list[DataFile]) -> TextSheet | None:
    kind = kind_of(data)
    if kind not in ("text", "empty", "other"):
        values: dict[str, Any] = {"wanted": _TEXT_TABLE, "kind": kind_text(kind)}
        found.append(problem("I901", None, path=str(path), **values))
        return None
    decoded, said = decode(str(path), data)
    found += said
    if decoded is None:
        return None
    source: Source = decoded.source
    if not source.text.strip():
        found.append(problem("I814", Place(source, Span(0, 0))))
        return None
    wrong = tuple(forbidden(source))
    at = source.text.find(LOST)
    if at >= 0 and misread(source.text[:_HEAD]) is None:
        wrong = (*wrong, problem("I803", Place(source, Span(at, at + 1)), shown="U+FFFD"))
    found += wrong
    if wrong:
        return None
    files.append(DataFile(path.name, source.fingerprint, decoded.encoding))
    return TextSheet(path.stem, source)


def _rules(opener: Opener, named: Scalar | None) -> Path | None:
    return (
        opener.rules(Mapping(((Scalar("规则", True, named.place), named),), named.place)) if named else None
    )
