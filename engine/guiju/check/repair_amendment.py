"""A repair as an amendment file: what changes in the revision it is based on, ready to be put beside it."""

from __future__ import annotations

from collections.abc import Iterator

from guiju.check.repairs import Claim, Figure, Repairs, RepairSet
from guiju.diagnostics.model import Lang, Text
from guiju.diagnostics.spoken import is_english

# Written in the language of the file the amendment is based on, not in that of the reader.
_HEAD = Text(
    '修订 {id} {new} 基于 {old} "权重勘误"', 'amendment {id} {new} based_on {old} "weights corrected"'
)
_WEIGHT = Text("改 指标 {name}.权重 {old} → {new}", "change indicator {name}.weight {old} → {new}")
_COUNT = Text('改 约束 "{name}" {old} → {new}', 'change constraint "{name}" {old} → {new}')
_PER = Text('依据 "{clause}"', 'per "{clause}"')
_NOTE = Text('说明 "原印作 {old}；改后 {sums}"', 'note "printed {old}; now {sums}"')
_GONE = Text("删 预期 {code}", "delete known {code}")
_AT = Text(" 于 {at}", " at {at}")
_COUNTS = Text(
    "数目与表不符：或改数目（去掉下面各行的 #），或增删指标",
    "a count does not fit the table: change it (remove the # below), or add or delete indicators",
)


def amendment(found: Repairs, chosen: RepairSet, revision: str) -> str:
    """The amendment that makes one set of changes."""
    return "\n".join(_lines(found, chosen, revision)) + "\n"


def _lines(found: Repairs, chosen: RepairSet, revision: str) -> Iterator[str]:
    lang = Lang.EN if is_english(found.source) else Lang.ZH
    yield _HEAD.fill(id=found.standard, new=revision, old=found.revision).in_(lang)
    for figure in chosen.figures:
        note = _NOTE.fill(
            old=figure.old, sums=("；" if lang is Lang.ZH else "; ").join(_sums(chosen, figure))
        )
        yield "  " + "    ".join((_change(_WEIGHT, figure, lang), _per(figure, lang) + note.in_(lang)))
    for code, at in found.known:
        if code != "C610" and chosen.figures:
            yield "  " + _deletion(code, at, lang)
    if found.claims:
        yield f"  # {_COUNTS.in_(lang)}"
    for claim in found.claims:
        yield from (f"  # {line}" for line in _claim(claim, found, lang))


def _claim(claim: Claim, found: Repairs, lang: Lang) -> Iterator[str]:
    per = _per(claim.figure, lang).rstrip()
    yield "    ".join(part for part in (_change(_COUNT, claim.figure, lang), per) if part)
    for code, at in found.known:
        if code == "C610" and at.strip('"“”') == claim.figure.name:
            yield _deletion(code, at, lang)


def _change(text: Text, figure: Figure, lang: Lang) -> str:
    return text.fill(name=figure.name, old=figure.old, new=figure.new).in_(lang)


def _per(figure: Figure, lang: Lang) -> str:
    return "".join(_PER.fill(clause=clause).in_(lang) + " " for clause in figure.clauses)


def _deletion(code: str, at: str, lang: Lang) -> str:
    return _GONE.fill(code=code).in_(lang) + (_AT.fill(at=at).in_(lang) if at else "")


def _sums(chosen: RepairSet, figure: Figure) -> Iterator[str]:
    """The sums a figure is part of, as they stand after the repair."""
    for one in chosen.sums:
        if figure.name == one.name or figure.name in (name for name, _, _ in one.terms):
            terms = [new for _, _, new in one.terms]
            yield " = ".join((one.name, *((" + ".join(terms),) if len(terms) > 1 else ()), one.after))
