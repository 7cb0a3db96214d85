"""The fixed words of a report, in both languages."""

from __future__ import annotations

from guiju.diagnostics.model import Diagnostic, Lang, Severity, Text
from guiju.text import visible, visible_lines

SEVERITY = {
    Severity.ERROR: Text("错误", "error"),
    Severity.WARNING: Text("警告", "warning"),
    Severity.INFO: Text("提示", "info"),
}
NOTE = Text("注", "note")
HELP = Text("改法", "help")
FIX = Text("修改", "fix")
KNOWN_DEFECT = Text("已知缺陷", "known defect")
DECLARED = Text("已声明", "declared")
JUSTIFICATION = Text("已在规则文件中声明为已知缺陷", "declared in the rule file as a known defect")
NO_FILE = Text("（不属于任何文件）", "(no file)")
MORE = Text("另有 {number} 条未显示", "and {number} more")
LANGUAGE_TAG = {Lang.ZH: "zh-CN", Lang.EN: "en"}


def colon(lang: Lang) -> str:
    """What stands between a heading and its text."""
    return "：" if lang is Lang.ZH else ": "


def bracketed(lang: Lang, text: str) -> str:
    """`text` in the brackets of the language."""
    return f"（{text}）" if lang is Lang.ZH else f" ({text})"


def listed(lang: Lang, items: list[str]) -> str:
    """Items of an enumeration in one line."""
    return ("、" if lang is Lang.ZH else ", ").join(items)


def count(lang: Lang, number: int, zh: str, en: str) -> str:
    """`3 个文件`, `1 file`, `2 files`."""
    if lang is Lang.ZH:
        return f"{number} {zh}"
    return f"{number} {en}" if number == 1 else f"{number} {en}s"


def details(finding: Diagnostic, lang: Lang) -> tuple[str, ...]:
    """Message, notes and help as plain lines, for formats that have one text for all of them."""
    lines = [visible(finding.message.in_(lang))]
    for heading, text in headed(finding):
        first, *rest = visible_lines(text.in_(lang))
        lines += [f"{heading.in_(lang)}{colon(lang)}{first}", *rest]
    return tuple(lines)


def headed(finding: Diagnostic) -> tuple[tuple[Text, Text], ...]:
    """Each note and the help with its heading, in the order they are printed; empty ones are left out."""
    notes = tuple((NOTE, note) for note in finding.notes)
    return (*notes, (HELP, finding.help)) if finding.help.zh or finding.help.en else notes
