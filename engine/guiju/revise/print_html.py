"""A report as one HTML file: no scripts, nothing loaded from elsewhere, every text escaped."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from guiju.diagnostics.model import Lang
from guiju.diagnostics.wording import LANGUAGE_TAG
from guiju.revise.report import Entry, Fact, Report, Scored, TownPart
from guiju.revise.words import W
from guiju.text import visible

_STYLE = """
:root{color-scheme:light dark;--ink:#1c1e21;--soft:#646a73;--line:#d9dce1;--paper:#fff;--tint:#f5f6f8;
--old:#b3261e;--new:#176b2c;--mark:#8a5a00}
@media(prefers-color-scheme:dark){:root{--ink:#e4e6ea;--soft:#9aa1ab;--line:#3a3f47;--paper:#16181b;--tint:#1f2226;
--old:#ff8f85;--new:#7fd394;--mark:#e9b44c}}
body{margin:0;background:var(--paper);color:var(--ink);
font:15px/1.65 "Noto Sans CJK SC","Source Han Sans SC","PingFang SC","Microsoft YaHei",system-ui,sans-serif}
main{max-width:60rem;margin:0 auto;padding:2rem 1.25rem 4rem}
h1{font-size:1.5rem;line-height:1.3;margin:0 0 .5rem}h2{font-size:1.2rem;margin:2.5rem 0 .5rem}
h3{font-size:1rem;color:var(--soft);margin:1.6rem 0 .4rem;border-bottom:1px solid var(--line);padding-bottom:.2rem}
.files,.at,.note,.method{color:var(--soft);font-size:.9em}.files{margin:0;padding:0;list-style:none}
.summary{font-weight:600;margin:1rem 0}
article{border-left:3px solid var(--mark);padding:.15rem 0 .15rem .8rem;margin:.7rem 0}
article.add{border-color:var(--new)}article.del{border-color:var(--old)}
article p{margin:.1rem 0}.kind{color:var(--soft)}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.15rem .9rem;margin:.3rem 0}
dt{color:var(--soft)}dd{margin:0;overflow-wrap:anywhere}
del{color:var(--old);text-decoration:none}
ins{color:var(--new);text-decoration:none}
.arrow{color:var(--soft);padding:0 .4em}.tag{border:1px solid currentColor;border-radius:.3em;padding:0 .35em;
font-size:.85em;color:var(--mark);margin-left:.5em;white-space:nowrap}
table{border-collapse:collapse;width:100%;margin:.6rem 0;font-variant-numeric:tabular-nums}
th,td{text-align:left;padding:.3rem .6rem;border-bottom:1px solid var(--line);vertical-align:top;overflow-wrap:anywhere}
th{color:var(--soft);font-weight:500}tr.changed td{background:var(--tint)}td.num{text-align:right;white-space:nowrap}
summary{cursor:pointer;font-weight:600;margin-top:1rem}summary .at{font-weight:400;margin-left:.6em}
@media print{details{break-inside:avoid}body{font-size:11pt}}
"""
_CLASSES = {"+": "add", "-": "del", "~": "mod"}


def to_html(report: Report) -> str:
    """The whole page."""
    body = "\n".join(_body(report))
    return (
        f'<!DOCTYPE html>\n<html lang="{LANGUAGE_TAG[report.lang]}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_safe(report.title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n{body}\n</main>\n"
        "</body>\n</html>\n"
    )


def _safe(text: str) -> str:
    return escape(visible(text))


def _body(report: Report) -> Iterator[str]:
    yield f"<h1>{_safe(report.title)}</h1>"
    files = "".join(f"<li>{side} <code>{_safe(name)}</code></li>" for side, name in report.sources)
    yield f'<ul class="files">{files}</ul>'
    yield f'<p class="summary">{_safe(report.summary)}</p>'
    for chapter in report.chapters:
        yield f"<section><h3>{_safe(chapter.title)}</h3>"
        yield from (_entry(entry, report.lang) for entry in chapter.entries)
        yield "</section>"
    if report.towns:
        yield f"<h2>{W['towns'].in_(report.lang)}</h2>"
        yield from (_town(town, report) for town in report.towns)
    yield from (f'<p class="method">{_safe(sentence)}</p>' for sentence in report.method)


def _entry(entry: Entry, lang: Lang) -> str:
    label = f" {_safe(entry.label)}" if entry.label and entry.label != entry.name else ""
    at = f' <span class="at">{_safe(entry.at)}</span>' if entry.at else ""
    head = f"{entry.change}{entry.kind}" if lang is Lang.ZH else f"{entry.change} {entry.kind}"
    facts = "".join(_fact(fact) for fact in entry.facts)
    notes = "".join(f'<p class="note">{_safe(note)}</p>' for note in entry.notes)
    return (
        f'<article class="{_CLASSES[entry.mark]}"><p><span class="kind">{_safe(head)}</span> '
        f"<strong>{_safe(entry.name)}</strong>{label}{at}</p>{f'<dl>{facts}</dl>' if facts else ''}{notes}</article>"
    )


def _fact(fact: Fact) -> str:
    note = f'<span class="tag">{_safe(fact.note)}</span>' if fact.note else ""
    new = _safe(fact.new or "")
    if fact.old is not None:
        new = f'<del>{_safe(fact.old)}</del><span class="arrow">⇒</span><ins>{new}</ins>'
    return f"<dt>{_safe(fact.title)}</dt><dd>{new}{note}</dd>"


def _town(town: TownPart, report: Report) -> str:
    lang = report.lang
    heads = "".join(f"<th>{W[key].in_(lang)}</th>" for key in ("what", "old", "new", "change"))
    rows = "".join(
        f"<tr{' class=changed' if row.changed else ''}><td>{_safe(row.what)}</td><td>{_safe(row.old)}</td>"
        f'<td>{_safe(row.new)}</td><td class="num">{_safe(row.change)}</td></tr>'
        for row in town.rows
    )
    scored = "".join(_scored(one, lang) for one in town.scored)
    notes = "".join(f'<p class="note">{_safe(note)}</p>' for note in town.notes)
    opened = " open" if town.changed else ""
    return (
        f'<details{opened}><summary>{_safe(town.name)}<span class="at">{_safe(town.file)}</span></summary>'
        f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>{scored}{notes}</details>"
    )


def _scored(one: Scored, lang: Lang) -> str:
    rows = "".join(
        f'<tr><td class="num">{_safe(part.points)}</td><td>{"<br>".join(_safe(edit) for edit in part.edits)}</td></tr>'
        for part in one.parts
    )
    notes = "".join(f'<p class="note">{_safe(note)}</p>' for note in one.notes)
    heads = f"<th>{W['contribution'].in_(lang)}</th><th>{W['which'].in_(lang)}</th>"
    table = f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>" if rows else ""
    return f"<p>{W['contributions'].in_(lang)} {_safe(one.name)} <strong>{_safe(one.change)}</strong></p>{table}{notes}"
