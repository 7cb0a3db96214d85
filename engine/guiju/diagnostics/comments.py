"""Findings as the comment form of standards bodies (征求意见稿意见汇总处理表): one row for each finding.

The text of a cell comes from files that anybody may have written, and a spreadsheet obeys a cell that begins with `=`.
In CSV such a cell gets an apostrophe before it, as does one that has an apostrophe already, so that `original` gives
back every cell; a workbook marks the cell as text instead (`comments_workbook.py`).
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from guiju.diagnostics.model import Diagnostic, Lang, Text
from guiju.diagnostics.report import Report
from guiju.diagnostics.wording import KNOWN_DEFECT, SEVERITY, colon
from guiju.source import Place
from guiju.text import visible, visible_lines

TITLE = Text("意见汇总处理表", "Comments on a draft")
HEAD = (
    Text("序号", "no."),
    Text("章条编号", "clause"),
    Text("意见内容", "comment"),
    Text("处理意见", "decision"),
    Text("理由", "reason"),
)
_NAME, _NUMBER = Text("标准名称", "standard"), Text("标准号", "number")
_WHO, _DATE = Text("承办人", "handled by"), Text("日期", "date")
_PROPOSAL = Text("建议", "proposal")
NONE = "—"
# Full-width signs count too: a spreadsheet set to Chinese takes them for the narrow ones.
_OBEYED = re.compile(r"^[=+\-@\t\r＝＋－＠]")
_CITED = re.compile(r"(?:依据|\bper)\s*[\"“”]([^\"“”\n]*)[\"“”]")
_LISTED = re.compile(r"^\s+[\"“”]([^\"“”]+)[\"“”]\s")


@dataclass(frozen=True, slots=True)
class Standard:
    """What the head of the form says of the standard."""

    title: str
    number: str


@dataclass(frozen=True, slots=True)
class Comment:
    """One row; the decision is left to whoever handles it."""

    number: int
    clause: str
    content: str
    reason: str

    @property
    def cells(self) -> tuple[str, str, str, str, str]:
        return (str(self.number), self.clause, self.content, "", self.reason)


def comments(report: Report, lang: Lang) -> tuple[Comment, ...]:
    """A row for each finding in the order of the file, declared known defects included."""
    return tuple(
        Comment(number, visible(_clause(finding)), _content(finding, lang), _reason(finding, lang))
        for number, finding in enumerate(report.ordered(), 1)
    )


def head_lines(standard: Standard, lang: Lang) -> tuple[tuple[str, str], ...]:
    """The lines above the table: who handles it and when is left open."""
    values = ((_NAME, standard.title), (_NUMBER, standard.number), (_WHO, ""), (_DATE, ""))
    return tuple((name.in_(lang), visible(value)) for name, value in values)


def to_csv(report: Report, standard: Standard, lang: Lang) -> str:
    """The form as CSV with a byte order mark, which spreadsheets need to read Han characters."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([TITLE.in_(lang)])
    for line in head_lines(standard, lang):
        writer.writerow([neutral(cell) for cell in line])
    writer.writerow([head.in_(lang) for head in HEAD])
    for comment in comments(report, lang):
        writer.writerow([neutral(cell) for cell in comment.cells])
    return "\ufeff" + text.getvalue()


def obeyed(text: str) -> bool:
    """Whether a spreadsheet might take the text for a formula."""
    return bool(_OBEYED.match(text))


def neutral(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would obey it."""
    return f"'{text}" if obeyed(text) or text.startswith("'") else text


def original(cell: str) -> str:
    """The text that `neutral` made a cell of."""
    return cell.removeprefix("'")


def _clause(finding: Diagnostic) -> str:
    """The clauses a finding speaks of; where it names none, those of its place."""
    return "、".join(finding.clauses) or clause_of(finding.place)


def clause_of(place: Place | None) -> str:
    """The clause that the line of a finding cites, else the block around it; `—` when none does."""
    if place is None:
        return NONE
    number = place.position.line
    line = place.source.line(number)
    if listed := _LISTED.match(line):
        return listed.group(1)
    indent = _indent(line) + 1
    while number > 0:
        line = place.source.line(number)
        if line.strip() and _indent(line) < indent:
            indent = _indent(line)
            if found := _CITED.findall(line):
                return "、".join(found)
        if indent == 0:
            break
        number -= 1
    return NONE


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _content(finding: Diagnostic, lang: Lang) -> str:
    """What is wrong, with the arithmetic; a declared defect ends with why it is known, which is a reason."""
    kind = KNOWN_DEFECT if finding.expected else SEVERITY[finding.severity]
    notes = finding.notes[:-1] if finding.expected else finding.notes
    head = f"{kind.in_(lang)} {finding.code.id}{colon(lang)}{visible(finding.message.in_(lang))}"
    return "\n".join((head, *_lines(notes, lang)))


def _reason(finding: Diagnostic, lang: Lang) -> str:
    known = _lines(finding.notes[-1:], lang) if finding.expected else ()
    proposals = tuple(fix.title for fix in finding.fixes) or (finding.help,)
    told = (f"{_PROPOSAL.in_(lang)}{colon(lang)}{line}" for line in _lines(proposals, lang) if line)
    return "\n".join((*known, *told))


def _lines(texts: tuple[Text, ...], lang: Lang) -> Iterator[str]:
    for text in texts:
        yield from visible_lines(text.in_(lang))
