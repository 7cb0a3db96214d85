"""A town whose experts are numbered instead of named.

The numbers follow the marks and nothing else: neither the names nor their order in the file, which somebody might
know. Two experts whose marks are the same cannot be told apart, so it does not matter which of them comes first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from guiju.numbers.states import Missing
from guiju.towns.model import Datum, Provenance, Series, Town

PSEUDONYM = "专家{number}"
SHEET = "专家评分"


def anonymous(town: Town) -> Town:
    """The same town with `专家1`, `专家2` … for its experts.

    Of the evidence of a mark only the file and the figure as it was written stay: a line tells the order of the file,
    and a remark may name somebody. Of marks in several files not even the file stays, and a file among others that
    holds nothing but marks loses its name.
    """
    sheets = _score_sheets(town)
    several = len(_mark_files(town)) > 1
    rows = sorted(town.marks.values(), key=_order)
    marks = {
        PSEUDONYM.format(number=number): {
            name: _bare(datum, several or datum.provenance.file in sheets)
            for name, datum in sorted(row.items())
        }
        for number, row in enumerate(rows, 1)
    }
    files = tuple(replace(one, name=SHEET) if one.name in sheets else one for one in town.files)
    return replace(town, marks=marks, files=files)


def _mark_files(town: Town) -> set[str]:
    return {datum.provenance.file for row in town.marks.values() for datum in row.values()}


def _score_sheets(town: Town) -> set[str]:
    """Of several files those that hold marks and nothing else: what they are called may name who marked."""
    figures = [*town.values.values(), *town.rulings.values()]
    others = {file for datum in figures for file in _files_of(datum)}
    return _mark_files(town) - others if len(town.files) > 1 else set()


def _files_of(datum: Datum) -> Iterator[str]:
    yield datum.provenance.file
    inside = datum.value.points.values() if isinstance(datum.value, Series) else ()
    for one in (*inside, *datum.accounts):
        yield from _files_of(one)


def _order(row: Mapping[str, Datum]) -> tuple[tuple[str, ...], ...]:
    """What is printed of the marks of one expert."""
    return tuple((name, *_said(row[name])) for name in sorted(row))


def _said(datum: Datum) -> tuple[str, ...]:
    value = datum.value
    if isinstance(value, Missing):
        kinds = sorted(str(cause.kind) for cause in value.because)
        return (str(value.state), *kinds, datum.provenance.written)
    return (str(value), datum.provenance.written, str(datum.provenance.synthetic))


def _bare(datum: Datum, is_hidden: bool) -> Datum:
    of = datum.provenance
    return Datum(datum.value, Provenance(SHEET if is_hidden else of.file, written=of.written, synthetic=of.synthetic))
