"""The towns of a report: results before and after, and where a change of a score comes from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from guiju.diagnostics.model import Lang
from guiju.diagnostics.wording import bracketed, listed
from guiju.evaluate import Result
from guiju.numbers.algebra import compare
from guiju.numbers.exact import decimal_text, shown
from guiju.numbers.real import Number, Undecided
from guiju.revise.effects import Effects, ScoreEffect, TownEffect, WordEffect
from guiju.revise.mixing import ChangeSet
from guiju.revise.report import Part, Row, Scored, TownPart, in_short
from guiju.revise.words import WAYS, W
from guiju.rulebook.words import VERDICTS

_PLACES = 4
_ZERO = Fraction(0)
_CAUSES = 5
UNUSED = frozenset({"I832", "I874"})  # figures and entries that are there for other rules


def town_parts(effects: Effects, lang: Lang) -> tuple[TownPart, ...]:
    """Every town."""
    return tuple(_town(town, effects.sets, lang) for town in effects.towns)


def method(effects: Effects, lang: Lang) -> tuple[str, ...]:
    """How the parts were found, each way once."""
    ways = {
        score.attribution.way: None
        for town in effects.towns
        for score in town.scores
        if score.attribution is not None and score.attribution.shares
    }
    return tuple(WAYS[way].in_(lang) for way in ways)


def _town(town: TownEffect, sets: Sequence[ChangeSet], lang: Lang) -> TownPart:
    rows = [_score(one, town, lang) for one in town.scores]
    rows += [_words(one, W["grade"].in_(lang), lang) for one in town.grades]
    rows += [_words(one, "", lang) for one in (*town.results, *town.rankings, *town.designations)]
    scored = [
        _scored(one, sets, lang) for one in town.scores if one.change is not None and not _is_zero(one.change)
    ]
    return TownPart(
        town.town.name, town.town.file, town.changed, tuple(rows), tuple(scored), tuple(_notes(town, lang))
    )


def _notes(town: TownEffect, lang: Lang) -> Iterator[str]:
    sides = (
        (W["old"], town.town.old, town.town.findings_old),
        (W["new"], town.town.new, town.town.findings_new),
    )
    for side, data, findings in sides:
        head = side.in_(lang) + ("：" if lang is Lang.ZH else ": ")
        if data is None:
            wrong = [finding.message.in_(lang) for finding in findings if finding.is_error]
            yield (
                head + W["does_not_fit"].in_(lang) + (bracketed(lang, "; ".join(wrong[:3])) if wrong else "")
            )
        unused = Counter(finding.code.id in UNUSED for finding in findings)[True]
        if unused:
            yield head + W["unused"].fill(count=unused).in_(lang)
    for score in town.scores:
        if town.fits_both and score.old is not None and score.new is not None and score.change is None:
            yield W["open_total"].fill(name=score.name).in_(lang)
            yield from _missing(score, lang)


def _missing(score: ScoreEffect, lang: Lang) -> Iterator[str]:
    for side, result in ((W["old"], score.old), (W["new"], score.new)):
        names = sorted({cause.name for cause in result.because}) if result else []
        if names:
            more = names[:_CAUSES] + (["…"] if len(names) > _CAUSES else [])
            yield f"{side.in_(lang)} {W['because'].in_(lang)} {listed(lang, more)}"


def _score(one: ScoreEffect, town: TownEffect, lang: Lang) -> Row:
    change = "" if one.change is None else signed(one.change)
    sides = ((one.old, town.town.old), (one.new, town.town.new))
    old, new = (result_text(result) if data is not None else "—" for result, data in sides)
    what = f"{W['total'].in_(lang)} {one.name}"
    changed = one.old != one.new if one.change is None else not _is_zero(one.change)
    return Row(what, old, new, change, changed)


def result_text(result: Result | None) -> str:
    """A number with up to four decimals, ≈ where that is not all of it, a range where data are missing."""
    if result is None:
        return "—"
    if result.number is None:
        low, high = (
            "?" if end is None else decimal_text(end, _PLACES) for end in (result.lower, result.upper)
        )
        return f"{low} – {high}"
    text, whole = shown(result.number, _PLACES)
    return text if whole else f"≈ {text}"


def signed(value: Number) -> str:
    """`+0.5`, `≈ -1.3333`, `0`"""
    text, whole = shown(value, _PLACES)
    text = text if text.startswith("-") or _is_zero(value) else f"+{text}"
    return text if whole else f"≈ {text}"


def _is_zero(value: Number) -> bool:
    try:
        return compare(value, _ZERO) == 0
    except Undecided:
        return False


def _words(one: WordEffect, kind: str, lang: Lang) -> Row:
    old, new = (
        _word(text, possible, lang) for text, possible in zip((one.old, one.new), one.possible, strict=True)
    )
    return Row(f"{kind} {one.name}".strip(), old, new, "", one.changed)


def _word(text: str | None, possible: tuple[str, ...], lang: Lang) -> str:
    if possible:
        return W["open"].fill(grades=" / ".join(possible)).in_(lang)
    if text is None:
        return "—"
    return VERDICTS[text].in_(lang) if text in VERDICTS else text


def _scored(one: ScoreEffect, sets: Sequence[ChangeSet], lang: Lang) -> Scored:
    assert one.change is not None
    if one.attribution is None:
        return Scored(one.name, signed(one.change), (), (W["no_shares"].in_(lang),))
    parts = [
        Part(signed(share.points), tuple(_edits((sets[number] for number in share.sets), lang)))
        for share in one.attribution.shares
    ]
    return Scored(one.name, signed(one.change), tuple(parts), ())


def _edits(sets: Iterable[ChangeSet], lang: Lang) -> Iterator[str]:
    for one in sets:
        for edit in one.edits:
            yield in_short(edit, lang)
