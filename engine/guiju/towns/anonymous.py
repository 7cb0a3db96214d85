"""A town whose experts are numbered instead of named.

The numbers follow the marks and nothing else: neither the names nor their order in the file, which somebody might
know. Two experts whose marks are the same cannot be told apart, so it does not matter which of them comes first.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from guiju.numbers.states import Missing
from guiju.towns.model import Datum, Provenance, Town

PSEUDONYM = "专家{number}"


def anonymous(town: Town) -> Town:
    """The same town with `专家1`, `专家2` … for its experts.

    Of the evidence of a mark only the file and the figure as it was written stay: a line tells the order of the file,
    and a remark may name somebody.
    """
    rows = sorted(town.marks.values(), key=_order)
    marks = {
        PSEUDONYM.format(number=number): {name: _bare(datum) for name, datum in sorted(row.items())}
        for number, row in enumerate(rows, 1)
    }
    return replace(town, marks=marks)


def _order(row: Mapping[str, Datum]) -> tuple[tuple[str, ...], ...]:
    """What is printed of the marks of one expert."""
    return tuple((name, *_said(row[name])) for name in sorted(row))


def _said(datum: Datum) -> tuple[str, ...]:
    value = datum.value
    if isinstance(value, Missing):
        kinds = sorted(str(cause.kind) for cause in value.because)
        return (str(value.state), *kinds, datum.provenance.written)
    return (str(value), datum.provenance.written, str(datum.provenance.synthetic))


def _bare(datum: Datum) -> Datum:
    of = datum.provenance
    return Datum(datum.value, Provenance(of.file, written=of.written, synthetic=of.synthetic))
