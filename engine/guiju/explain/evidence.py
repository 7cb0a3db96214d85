"""Where a figure comes from, in one line."""

from __future__ import annotations

import re
from fractions import Fraction

from guiju.diagnostics.model import Lang
from guiju.explain.words import W
from guiju.towns.model import Datum, Provenance

_BLANKS = re.compile(r"[\s\u3000]+")


def base_name(path: str) -> str:
    """The last part of a path: what is printed must not depend on the folder somebody works in."""
    return path.replace("\\", "/").rstrip("/").rpartition("/")[2]


def where(provenance: Provenance, lang: Lang = Lang.ZH) -> str:
    """`dingxiang.yaml:12`, `城镇.xlsx 表“集聚效应” C7`, `城镇.csv:12 列“产值”`"""
    name = base_name(provenance.file)
    if provenance.sheet:
        sheet = f"表“{provenance.sheet}”" if lang is Lang.ZH else f'sheet "{provenance.sheet}"'
        return f"{name} {sheet} {provenance.cell}".rstrip()
    place = f"{name}:{provenance.line}" if name and provenance.line else name
    if not provenance.header:
        return place
    return f"{place} " + (f"列“{provenance.header}”" if lang is Lang.ZH else f'column "{provenance.header}"')


def evidence(datum: Datum, shown: str, lang: Lang) -> str:
    """Source, year, document, scope, check and place of a figure; `shown` is the figure as it is printed beside it."""
    of = datum.provenance
    checked = " ".join(part for part in (of.check, of.checked_by, of.verdict) if part)
    page = f"{W['page'].in_(lang)} {of.page}" if of.page else ""
    document = " ".join(part for part in (of.issuer, of.document, of.document_number, page) if part)
    pairs = (
        ("written", of.written if _differs(of.written, shown, datum.value) else ""),
        ("source", of.source),
        ("year", of.year),
        ("date", of.date),
        ("document", document),
        ("scope", of.scope),
        ("check", checked),
        ("remark", of.note),
    )
    parts = [f"{W[key].in_(lang)} {text}" for key, text in pairs if text]
    if place := where(of, lang):
        parts.append(place)
    return ("；" if lang is Lang.ZH else "; ").join(parts)


def _differs(written: str, shown: str, value: object) -> bool:
    """Whether the file has a number in another form, which a reader who looks there must recognise."""
    if not isinstance(value, Fraction):
        return False
    written, shown = _BLANKS.sub("", written), _BLANKS.sub("", shown)
    return bool(written) and (not shown.startswith(written) or any(map(str.isdigit, shown[len(written) :])))
