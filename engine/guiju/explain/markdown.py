"""Document to Markdown (CommonMark with tables), for a repository or a report.

Nothing from data becomes markup: every sign that could is escaped, and what a reader would turn into a link by itself
is set as code.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType

from guiju.diagnostics.model import Lang
from guiju.diagnostics.wording import colon
from guiju.evaluate.outcome import Outcome
from guiju.explain.compose import Part, Role, compose
from guiju.explain.document import Line, LineKind, Section, SectionKind
from guiju.explain.paragraphs import explain
from guiju.explain.words import W
from guiju.text import visible

# What GitHub and others make a link of without any markup: addresses and e-mail.
_LINKED = re.compile(
    r"(?i:[a-z][a-z0-9+.-]*://|www\.|mailto:|xmpp:|javascript:|data:)[^\s|`]*|[^\s|`]*@[^\s|`]*"
)
_SPECIAL = re.compile(r"[\\`*_\[\]<>|~&$]")
# What begins a block where a row begins: a heading, a list, a rule.
_BLOCK = re.compile(r"^(\s*)(?:([#+\-=])|(\d+)([.)]))")


def explain_markdown(
    outcome: Outcome, lang: Lang, *, depth: int | None = None, only: str | None = None
) -> str:
    """The explanation as Markdown. Raises KeyError for an unknown `only`."""
    document = explain(outcome, lang, depth=depth, only=only)
    rows = [f"# {_begun(escaped(document.title))}", ""]
    rows += [f"- {_row(line, lang)}" for line in document.facts]
    for section in document.sections:
        rows += ["", f"## {escaped(section.title)}", "", *FORMS[section.kind](section, lang)]
    return "\n".join(rows) + "\n"


def escaped(text: str) -> str:
    """Text from data as Markdown that shows it and does nothing else."""
    parts, cursor, text = [], 0, visible(text)
    for match in _LINKED.finditer(text):
        if match.group():
            parts += [_escaped(text[cursor : match.start()]), f"`{match.group()}`"]
            cursor = match.end()
    return "".join(parts) + _escaped(text[cursor:])


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", text)


def _begun(row: str) -> str:
    """A row whose first sign begins no block of its own."""
    return _BLOCK.sub(lambda m: f"{m[1]}\\{m[2]}" if m[2] else f"{m[1]}{m[3]}\\{m[4]}", row)


# --- rows -------------------------------------------------------------------------------------------------------------

_BOLD = frozenset({Role.NAME})


def _row(line: Line, lang: Lang) -> str:
    """A line as running text, names in bold."""
    mark = f"{line.mark} " if line.mark and line.mark != "!" else ""
    return mark + _begun("".join(_part(part) for part in compose(line, lang)).strip())


def _part(part: Part) -> str:
    text = escaped(part.text)
    inner = text.strip()
    if part.role not in _BOLD or not inner or "`" in inner:
        return text
    # The blanks stay outside, or the stars would not be read as bold.
    return text.replace(inner, f"**{inner}**", 1)


def _nested(section: Section, lang: Lang) -> Iterator[str]:
    """Every line an item, indented by its depth."""
    for line in section.lines:
        yield f"{'  ' * line.depth}- {_row(line, lang)}"


def _flat(section: Section, lang: Lang) -> Iterator[str]:
    for line in section.lines:
        yield f"- {_row(line, lang)}"


def _table(head: Sequence[str], rows: Iterator[tuple[str, ...]], lang: Lang) -> Iterator[str]:
    yield f"| {' | '.join(W[key].in_(lang) if key else '' for key in head)} |"
    yield f"|{' --- |' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(escaped(cell) for cell in row)} |"


def _result(section: Section, lang: Lang) -> Iterator[str]:
    """A table; a reason, which stands below its line, joins its cell."""
    rows: list[tuple[str, ...]] = []
    after: list[Line] = []
    for line in section.lines:
        if line.kind is LineKind.FACT:
            rows.append((line.mark, line.head, line.value, _clauses(line, lang)))
        elif line.depth:
            mark, head, value, clauses = rows.pop()
            said = f"{line.head}{colon(lang)}{line.value}"
            rows.append((mark, head, f"{value}{'；' if lang is Lang.ZH else '; '}{said}", clauses))
        else:
            after.append(line)
    yield from _table(("", "of_what", "result", "clause"), iter(rows), lang)
    for line in after:
        yield from ("", _row(line, lang))


def _missing(section: Section, lang: Lang) -> Iterator[str]:
    yield from _table(("of_what", "at_stake"), ((line.label, line.value) for line in section.lines), lang)


def _constraints(section: Section, lang: Lang) -> Iterator[str]:
    """A table of the checks; what explains the ones that do not hold follows as a list."""
    tops = [line for line in section.lines if line.depth == 0 and line.kind is LineKind.CONDITION]
    rows = ((line.mark, line.label, line.formula, line.numbers, _clauses(line, lang)) for line in tops)
    yield from _table(("", "constraint", "formula", "numbers", "clause"), rows, lang)
    below = tuple(line for line in section.lines if line.depth > 0)
    if below:
        yield ""
        yield from _nested(Section(section.kind, section.title, _under(section.lines)), lang)


def _under(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines that have something below them, with what is below."""
    return tuple(
        line
        for number, line in enumerate(lines)
        if line.depth > 0 or (number + 1 < len(lines) and lines[number + 1].depth > 0)
    )


def _files(section: Section, lang: Lang) -> Iterator[str]:
    yield from _flat(section, lang)


def _clauses(line: Line, lang: Lang) -> str:
    return ("，" if lang is Lang.ZH else ", ").join(line.clauses)


Form = Callable[[Section, Lang], Iterator[str]]

FORMS: Mapping[SectionKind, Form] = MappingProxyType(
    {
        SectionKind.WARNINGS: _flat,
        SectionKind.RESULT: _result,
        SectionKind.MISSING: _missing,
        SectionKind.SCORES: _nested,
        SectionKind.GRADES: _nested,
        SectionKind.RANKINGS: _nested,
        SectionKind.DESIGNATIONS: _nested,
        SectionKind.PANELS: _nested,
        SectionKind.CONSTRAINTS: _constraints,
        SectionKind.DEFINITIONS: _nested,
        SectionKind.FILES: _files,
    }
)
