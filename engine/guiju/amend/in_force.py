"""Which revision of a standard is in force on a day.

A revision is in force from its day of effect (`实施`) until it ends (`失效`), or until a revision that replaces
it (`代替`) takes effect, whichever comes first. One without a day of effect is never in force.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from guiju.diagnostics.codes import problem
from guiju.diagnostics.model import Diagnostic, Label, Text
from guiju.source import Place
from guiju.syntax import ast


@dataclass(frozen=True, slots=True)
class Period:
    """A revision, the file it is, and the days it is in force: from the first on, before the last."""

    file: ast.File
    standard: str
    revision: str
    place: Place
    start: str | None
    end: str | None
    replaces: tuple[str, ...]

    def holds(self, day: str) -> bool:
        return self.start is not None and self.start <= day and (self.end is None or day < self.end)

    def __str__(self) -> str:
        return f"{self.revision or '—'} {self.start or '—'}…{self.end or ''}"


def in_force(files: Sequence[ast.File], day: str) -> ast.File | Diagnostic:
    """The one revision that is in force on a day (`YYYY-MM-DD`), or why there is none."""
    periods = tuple(period for file in files if (period := _period(file)))
    standards = sorted({period.standard for period in periods})
    if len(standards) > 1:
        labels = tuple(Label(period.place, Text("一个标准", "a standard")) for period in periods[:4])
        return problem("V822", None, labels=labels, count=len(standards), names=", ".join(standards))
    periods = tuple(_ended(period, periods) for period in periods)
    found = [period for period in periods if period.holds(day)]
    if len(found) == 1:
        return found[0].file
    dated = sorted(periods, key=lambda one: (one.start or "9", one.revision))
    standard, told = standards[0] if standards else "", "; ".join(map(str, dated))
    if not found:
        labels = tuple(Label(one.place, Text(str(one), str(one))) for one in dated[:4])
        return problem("V808", None, labels=labels, standard=standard, date=day, periods=told)
    first, *others = found
    labels = tuple(Label(one.place, Text("同时在实施", "in force as well")) for one in others[:4])
    return problem(
        "V809", first.place, labels=labels, standard=standard, date=day, count=len(found), periods=told
    )


def states_days(file: ast.File) -> bool:
    """Whether a file says when it takes effect, or ends."""
    period = _period(file)
    return period is not None and bool(period.start or period.end)


def _period(file: ast.File) -> Period | None:
    """What the header of a file says; None where there is none."""
    standard = next((node for node in file.statements if isinstance(node, ast.Standard)), None)
    if standard is None:
        return None
    words: dict[str, str] = {}
    for line in standard.lines:
        if isinstance(line.value, ast.Ident):
            words.setdefault(line.key, line.value.text)
    replaced = (one.value for one in standard.lines if one.key == "REPLACES")
    return Period(
        file,
        standard.id.text,
        words.get("REVISION", ""),
        file.source.origin(standard.id.span),
        _day(words.get("EFFECTIVE")),
        _day(words.get("ENDS")),
        tuple(value.text for value in replaced if isinstance(value, ast.Ident)),
    )


def _day(text: str | None) -> str | None:
    """A date in the form that is compared."""
    if text is None:
        return None
    year, month, day = [*text.split("-"), "", ""][:3]
    return f"{year}-{month:0>2}-{day:0>2}"


def _ended(period: Period, periods: Sequence[Period]) -> Period:
    """The period, ended by the first revision that replaces it."""
    starts = [
        one.start for one in periods if one.start and period.revision in one.replaces and one is not period
    ]
    end = min([*starts, *([period.end] if period.end else [])], default=None)
    return Period(
        period.file, period.standard, period.revision, period.place, period.start, end, period.replaces
    )
