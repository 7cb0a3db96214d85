"""The one table of codes: a letter for the room, three digits, never reused.

S syntax · N names · T types and units · W weights · B bands and benchmarks · C clauses and constraints ·
D designations · V versions and known defects · I input data · E evaluation.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from guiju.diagnostics.codes import (
    amendments,
    bands,
    clauses,
    data,
    evaluation,
    figures,
    forms,
    joining,
    names,
    syntax,
    tables,
    values,
    versions,
    weights,
    workbooks,
)
from guiju.diagnostics.model import Code, Diagnostic, Fix, Label, Text
from guiju.diagnostics.spoken import in_language_of
from guiju.source import Place

_TABLES = (syntax.CODES, names.CODES, values.CODES, weights.CODES, bands.CODES, clauses.CODES, versions.CODES,
           amendments.CODES,
           data.CODES, figures.CODES, workbooks.CODES, tables.CODES, forms.CODES, joining.CODES,
           evaluation.CODES)  # fmt: skip

CODES: Mapping[str, Code] = MappingProxyType({code.id: code for table in _TABLES for code in table})


def problem(
    code: str,
    place: Place | None,
    /,
    *,
    labels: tuple[Label, ...] = (),
    notes: tuple[Text, ...] = (),
    fixes: tuple[Fix, ...] = (),
    subject: str | None = None,
    figures: tuple[Fraction, Fraction] | None = None,
    **values: Any,
) -> Diagnostic:
    """A finding of one code; `values` fill the templates of its message and its help."""
    row = CODES[code]
    source = place.source if place else None
    message, help_ = (in_language_of(source, text.fill(**values)) for text in (row.message, row.help))
    return Diagnostic(row, place, message, help_, labels, notes, fixes, subject, figures)
