"""A filled form (.xlsx) to the tree a town file gives, each value with its cell.

A row is known by the number in its first column and a column by its head, wherever they stand: rows and sheets may
be moved, sorted and renamed. A row without its number, a number without its row, a head that is not known: refused.
Nothing is ever read by its place in the sheet.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from guiju.diagnostics.model import Diagnostic
from guiju.source import Place
from guiju.towns.bind import Binder, Result
from guiju.towns.form_map import FormMap, read_map, stale
from guiju.towns.form_rows import FormReader
from guiju.towns.form_words import MAP_SHEET
from guiju.towns.model import DataFile
from guiju.towns.tree import Mapping, Scalar
from guiju.towns.workbook import Sheet, Unreadable, Workbook


@dataclass(frozen=True)
class FormFiles:
    """A filled form. `rules` is where the rules it names lie, None when it names none."""

    path: Path
    fingerprint: str
    form: FormMap
    root: Mapping
    found: tuple[Diagnostic, ...]
    start: Place = field(repr=False)
    rules: Path | None = None

    @property
    def rules_named(self) -> Scalar | None:
        """The rule file the cover names."""
        node = self.root.get("rules")
        return node if isinstance(node, Scalar) else None

    def towns(self, binder: Binder, *, lenient: bool = False) -> Iterator[Result]:
        """The one town there is."""
        yield self.bind(binder, lenient=lenient)

    def bind(self, binder: Binder, *, lenient: bool = False) -> Result:
        """The town of this form for one rulebook."""
        old = stale(self.form, binder.schema, binder.standard, self.start, lenient=lenient)
        if old is not None and old.is_error:
            return None, (old,)  # whatever else is wrong follows from that
        town, found = binder.town_of_tree(
            self.root,
            file=self.path.name,
            files=(DataFile(self.path.name, self.fingerprint),),
            fingerprint=self.fingerprint,
            lenient=lenient,
            may_be_empty=True,
        )
        findings = (*((old,) if old else ()), *self.found, *found)
        return (None if any(finding.is_error for finding in findings) else town), findings


def form_map(book: Workbook) -> FormMap | None:
    """The map of a form; None when the workbook is none. Raises Unreadable."""
    sheet = book.sheet(MAP_SHEET)
    return None if sheet is None else read_map(sheet)


def read_form(path: Path, book: Workbook, form: FormMap) -> tuple[FormFiles | None, tuple[Diagnostic, ...]]:
    """What a form says; None and a finding where it cannot be read."""
    sheets: list[Sheet] = [sheet for sheet in book.sheets if not sheet.hidden]
    reader = FormReader(form)
    try:
        for sheet in sheets:
            reader.sheet(sheet)
    except Unreadable as error:
        return None, (error.finding,)
    first = (sheets or list(book.sheets))[0]
    root = reader.root(first)
    return FormFiles(path, book.fingerprint, form, root, tuple(reader.found), first.place(1, 1)), ()
