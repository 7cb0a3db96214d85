"""Pass `header`: what the standard says of itself."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Iterator

from guiju.check.draft import Draft
from guiju.diagnostics.codes import problem
from guiju.diagnostics.model import Diagnostic, Label, Text
from guiju.rulebook.model import Header, Status
from guiju.source import Span
from guiju.syntax import ast
from guiju.version import LANGUAGE_VERSION

_STATUS = {
    "CONSULTATION": Status.CONSULTATION,
    "REVIEW": Status.REVIEW,
    "APPROVAL": Status.APPROVAL,
    "IN_FORCE": Status.IN_FORCE,
    "WITHDRAWN": Status.WITHDRAWN,
}
_WHAT = {
    "STANDARD_NUMBER": Text("标准号", "number"),
    "REVISION": Text("版次", "revision"),
    "STATUS": Text("状态", "status"),
    "ISSUED": Text("发布", "issued"),
    "EFFECTIVE": Text("实施", "effective"),
    "ENDS": Text("失效", "ends"),
    "REPLACES": Text("代替", "replaces"),
    "LANGUAGE": Text("语言", "language"),
}
_DATES = ("ISSUED", "EFFECTIVE", "ENDS")


def header(draft: Draft) -> Iterator[Diagnostic]:
    """Fills `draft.header`."""
    standards = list(draft.of_kind(ast.Standard))
    if not draft.file.statements:
        yield problem("S111", draft.place(Span(0, 0)))
        return
    if not standards:
        yield problem("S114", draft.head(draft.file.statements[0]))
        return
    first, *more = standards
    if draft.file.statements[0] is not first:
        label = Label(
            draft.head(first), Text("把它和属于它的各行移到最前面", "move this with its lines to the top")
        )
        yield problem("S114", draft.head(draft.file.statements[0]), labels=(label,))
    for other in more:
        declared = Label(draft.head(first), Text("已有一个", "the first one"))
        yield problem("S115", draft.head(other), labels=(declared,))
    lines: dict[str, ast.HeaderLine] = {}
    for line in first.lines:
        if line.key in lines:
            label = Label(draft.place(lines[line.key]), Text("先写在这里", "first given here"))
            yield problem(
                "S116", draft.place(line), labels=(label,), name=first.id.text, what=_WHAT[line.key]
            )
        else:
            lines[line.key] = line
    dates: dict[str, str] = {}
    yield from _dates(draft, lines, dates)
    yield from _language(draft, lines.get("LANGUAGE"))
    if "STATUS" not in lines:
        yield problem("V801", draft.head(first))
    draft.header = _header(first, lines, dates)


def _header(standard: ast.Standard, lines: dict[str, ast.HeaderLine], dates: dict[str, str]) -> Header:
    revision = lines.get("REVISION")
    number = lines.get("STANDARD_NUMBER")
    status = lines.get("STATUS")
    return Header(
        id=standard.id.text,
        title=standard.title.text if standard.title else "",
        number=number.title.text if number and number.title else "",
        revision=revision.value.text if revision and isinstance(revision.value, ast.Ident) else "",
        revision_title=revision.title.text if revision and revision.title else "",
        status=_STATUS[status.value.terminal] if status and isinstance(status.value, ast.Word) else None,
        issued=dates.get("ISSUED"),
        effective=dates.get("EFFECTIVE"),
        ends=dates.get("ENDS"),
    )


def _dates(draft: Draft, lines: dict[str, ast.HeaderLine], dates: dict[str, str]) -> Iterator[Diagnostic]:
    for key in _DATES:
        line = lines.get(key)
        if line is None or not isinstance(line.value, ast.Ident):
            continue
        try:
            year, month, day = (int(part) for part in line.value.text.split("-"))
            dates[key] = datetime.date(year, month, day).isoformat()
        except ValueError:
            yield problem("S117", draft.place(line.value), text=line.value.text)
    given = [key for key in _DATES if key in dates]
    for before, after in itertools.pairwise(given):
        if dates[after] < dates[before]:
            yield problem(
                "V802",
                draft.place(lines[after]),
                labels=(Label(draft.place(lines[before]), _WHAT[before]),),
                earlier=_WHAT[before],
                later=_WHAT[after],
                first=dates[before],
                second=dates[after],
            )


def _language(draft: Draft, line: ast.HeaderLine | None) -> Iterator[Diagnostic]:
    if line and isinstance(line.value, ast.Numeral) and line.value.value > LANGUAGE_VERSION:
        yield problem("S127", draft.place(line.value), found=line.value.raw, known=LANGUAGE_VERSION)
