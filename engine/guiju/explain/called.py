"""What figures and causes are called in the language of the reader: `产值（2021–2023 年）`, `output (2021–2023)`."""

from __future__ import annotations

import re
from collections.abc import Iterable

from guiju.diagnostics.model import Lang
from guiju.diagnostics.wording import bracketed, listed
from guiju.explain.used import Figure
from guiju.explain.words import W
from guiju.explain.writer import Writer
from guiju.numbers.states import Cause

_OF_YEAR = re.compile(r"(.+)（([0-9]{4})年）")


def figures_text(writer: Writer, figures: Iterable[Figure]) -> list[str]:
    """Names of figures, the years of a series together."""
    years: dict[Figure, list[int]] = {}
    for one in figures:
        years.setdefault(one._replace(year=None), []).extend([] if one.year is None else [one.year])
    return [_called(writer, one, sorted(found)) for one, found in years.items()]


def _called(writer: Writer, figure: Figure, years: list[int]) -> str:
    said = figure.expert or (writer.word("in_year", year=_runs(writer, years)) if years else "")
    return figure.name + (writer.bracketed(said) if said else "")


def _runs(writer: Writer, years: list[int]) -> str:
    """`2019、2021–2023`"""
    runs: list[list[int]] = []
    for year in years:
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return writer.enumerated([str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs])


def cause_text(cause: Cause, lang: Lang) -> str:
    """The name of a cause; the year of a figure, which the evaluator names in Chinese, in the words of the reader."""
    match = _OF_YEAR.fullmatch(cause.name)
    if match is None:
        return cause.name
    return match[1] + bracketed(lang, W["in_year"].in_(lang).format(year=match[2]))


def causes_text(causes: Iterable[Cause], lang: Lang) -> str:
    """Several of them in one line, each once."""
    return listed(lang, list(dict.fromkeys(cause_text(cause, lang) for cause in causes)))
