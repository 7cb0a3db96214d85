"""`guiju evaluate TOWN…`"""

from __future__ import annotations

import argparse
from fractions import Fraction
from typing import TYPE_CHECKING

from guiju.cli.console import UsageError, language, write
from guiju.cli.output import form_by_ending
from guiju.cli.readings import Wanted, run_compared, wanted
from guiju.cli.stream import JsonTexts, Put, Tally
from guiju.cli.towns import outcomes, saved
from guiju.diagnostics.model import Lang
from guiju.evaluate import Outcome
from guiju.evaluate.outcome import Result

if TYPE_CHECKING:
    from guiju.cli.sheet import Sheet


_BY_ENDING = {".csv": "csv", ".json": "json", ".txt": "human"}


def run(arguments: argparse.Namespace) -> int:
    """Results of every town; exit 2 when data cannot be used, else 4 when a grade stays open."""
    lang = language(arguments.lang)
    form = form_by_ending(arguments.format, arguments.output, _BY_ENDING) or "human"
    asked = wanted(arguments.readings)
    if asked.compares:
        if form == "csv":
            raise UsageError("--format csv 一次一种读法 / --format csv is of one reading at a time")
        return run_compared(arguments, asked, form, lang)
    if arguments.output:
        return saved(arguments, lambda put: _all(arguments, asked, form, lang, put))
    return _all(arguments, asked, form, lang, write)


def _all(arguments: argparse.Namespace, asked: Wanted, form: str, lang: Lang, put: Put) -> int:
    """One town after another to one place."""
    objects = JsonTexts(put) if form == "json" else None
    sheet = _sheet(put, lang) if form == "csv" else None
    tally = Tally(lang)
    for _, outcome in outcomes(arguments, lang, asked.fixed):
        tally.add(outcome)
        if objects is not None:
            objects.add_object(None if outcome is None else outcome.to_dict())
        elif outcome is not None and sheet is not None:
            sheet.add(outcome)
        elif outcome is not None:
            put(_summary(outcome, lang))
    if objects is not None:
        objects.close()
    return tally.code


def _sheet(put: Put, lang: Lang) -> Sheet:
    from guiju.cli.sheet import Sheet

    return Sheet(put, lang)


def _summary(outcome: Outcome, lang: Lang) -> str:
    """A few lines for each town."""
    from guiju.numbers.exact import shown
    from guiju.rulebook.words import VERDICTS
    from guiju.text import visible

    zh = lang is Lang.ZH
    lines = [visible(outcome.town.name)]
    total = outcome.total
    if total is not None:
        if total.number is not None:
            text, is_exact = shown(total.number, 4)
            lines.append(f"  {'总分' if zh else 'total'} {'' if is_exact else '≈ '}{text}")
        else:
            low, high = ("?" if end is None else _end(end) for end in (total.lower, total.upper))
            lines.append(f"  {'总分' if zh else 'total'} {low} – {high}")
    for name in outcome.rulebook.grades:
        grade = outcome.grade_on(name)
        open_ = f"{'尚不能确定：' if zh else 'open: '}{' / '.join(grade.possible)}"
        lines.append(f"  {name} {grade.name or open_}")
    for name, definition in outcome.rulebook.definitions.items():
        if definition.reported:
            lines.append(f"  {name} {_said(outcome[name], lang)}")
    for name in outcome.rulebook.rankings:
        lines.append(f"  {name} {_said(outcome[name], lang)}")
    for name, verdict in outcome.designations.items():
        lines.append(f"  {name} {VERDICTS[verdict].in_(lang)}")
    lines += _missing(outcome, lang)
    return "\n".join(lines) + "\n"


def _end(end: Fraction) -> str:
    """An end of a range."""
    from guiju.numbers.exact import shown

    text, is_exact = shown(end, 4)
    return text if is_exact else f"≈ {text}"


def _said(result: Result, lang: Lang) -> str:
    """A value in words where it is none: `未提供`; a place in English without the Chinese unit."""
    from guiju.explain.terms import STATES, YES_NO
    from guiju.units import PLACE

    if result.holds is not None:
        return YES_NO[result.holds].in_(lang)
    text = result.text
    if text is None:
        return STATES[result.state].in_(lang)
    return text if lang is Lang.EN and result.unit == PLACE else str(result)


_NAMES = 5


def _missing(outcome: Outcome, lang: Lang) -> list[str]:
    """The figures and marks that are missing, those first that may change most."""
    from guiju.numbers.states import CauseKind
    from guiju.text import visible

    kinds = (CauseKind.INPUT, CauseKind.MARKS, CauseKind.MARK, CauseKind.ABSENT, CauseKind.CONFLICT)
    causes = [stake.cause for stake in outcome.missing if stake.cause.kind in kinds]
    if not causes:
        return []
    from guiju.explain.called import causes_text

    names, more = visible(causes_text(causes[:_NAMES], lang)), len(causes) > _NAMES
    if lang is Lang.ZH:
        return [f"  缺 {len(causes)} 项数据：{names}{' 等' if more else ''}（详见 guiju explain）"]
    figures = "figure is" if len(causes) == 1 else "figures are"
    return [f"  {len(causes)} {figures} missing: {names}{', …' if more else ''} (see guiju explain)"]
