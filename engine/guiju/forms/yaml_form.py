"""The form as a data file: every input in the order of the rules, with what the rules say of it as comments.

Every value begins as not supplied, so that an untouched form says nothing and nothing is read as zero.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Final

from guiju.diagnostics.model import Lang, Text
from guiju.forms.filled import NOTHING, Filled
from guiju.forms.items import Item
from guiju.forms.layout import EXPERT, OTHERS, Layout, layout
from guiju.forms.wording import described, plain, who
from guiju.rulebook.model import Rulebook
from guiju.towns import words
from guiju.towns.form_part import Part
from guiju.types import RecordsType, SeriesType

_PLAIN: Final = re.compile(r"[^\W\d][\w ]*")
_HOW: Final = (
    Text(
        "把 未提供 换成值；没有数据时写明是哪一种：未提供、不详 或 不适用。未提供的不会按 0 计。",
        "Put the value in place of not_supplied; without data say not_supplied, unknown or not_applicable, never 0.",
    ),
    Text(
        "用到的来源、文件等，删去行首的 #。",
        "Take the # away from the lines of the evidence that you fill in.",
    ),
)
_SEVERAL: Final = Text(
    "同一项有几个出处、数不一样时都写上，采用哪一个写序号和理由，没有定就不写采用：\n"
    "  企业数:\n"
    "    各方:\n"
    "      - {值: 324, 来源: 市监局}\n"
    "      - {值: 133, 来源: 工信局}\n"
    "    采用: 1\n"
    "    理由: 以县域为范围",
    "Where sources say different numbers, write them all; choose one by its place, with a reason, or none yet:\n"
    "  enterprises:\n"
    "    accounts:\n"
    "      - {value: 324, source: one office}\n"
    "      - {value: 133, source: another}\n"
    "    chosen: 1\n"
    "    reason: all of the county",
)
_PART: Final = Text(
    "这一份由 {who} 填写，填好后交回，与其他单位填的合在一起。",
    "To be filled in by {who}, and sent back to be put together with those of the others.",
)
_NAMED: Final = Text("把 专家1 换成专家的姓名。", "Put the name of the expert in place of Expert 1.")
_EVIDENCE: Final = ("source", "document", "page", "check")


def to_yaml(
    book: Rulebook, lang: Lang, filled: Filled = NOTHING, experts: int = 0, part: Part | None = None
) -> str:
    """The form as YAML text, or one part of it, with keys in one language."""
    plan = layout(book, lang, experts, part)
    return "\n".join([*_head(plan, filled), *_data(plan), *_marks(plan), *_rulings(plan)]) + "\n"


def _key(english: str, lang: Lang, keys: words.Keys = words.TOWN) -> str:
    """A key of a data file in one language."""
    spellings = [spelling for spelling, key in keys.items() if key == english]
    return spellings[0 if lang is Lang.ZH else 1]


def _head(plan: Layout, filled: Filled) -> Iterator[str]:
    header, lang = plan.book.header, plan.lang
    revision = " ".join(part for part in (header.id, header.revision, header.revision_title) if part)
    yield f"# {_line(header.title or header.id)}"
    yield f"# {_line(revision)}  {plan.book.fingerprint}"
    if plan.part is not None:
        yield f"# {_PART.fill(who=who(plan.part)).in_(lang)}"
    yield "#"
    yield from (f"# {text.in_(lang)}" for text in _HOW)
    if plan.further is not None:
        yield from (f"# {line}" for line in _SEVERAL.in_(lang).splitlines())
    yield ""
    for name in ("town", "rules", "data_date", "year"):
        text = filled.of(name)
        yield f"{_key(name, lang)}: {_quoted(text)}" if text else f"# {_key(name, lang)}: "
    yield ""


def _data(plan: Layout) -> Iterator[str]:
    lang = plan.lang
    if not plan.items and plan.part is not None:
        return
    yield f"{_key('data', lang)}:"
    for _, section in plan.sections:
        name = section.indicator.name if section.indicator else OTHERS.in_(lang)
        yield f"  # ---------------- {name}"
        for item in section.items:
            yield from (f"  # {_line(text)}" for text in _about(item, plan))
            yield from (f"  {line}" for line in _empty(item, lang))
            yield ""


def _about(item: Item, plan: Layout) -> Iterator[str]:
    label = item.input.field.label
    if label and label != item.name:
        yield label
    yield from described(item, plan.lang, plan.part)


def _empty(item: Item, lang: Lang) -> Iterator[str]:
    """The lines to fill in."""
    missing = _missing(lang)
    match item.input.field.type:
        case SeriesType():
            yield f"{item.name}: {missing}"
            yield f"# {item.name}: {{2023: {missing}, 2024: {missing}}}"
        case RecordsType(fields=fields):
            inside = ", ".join(f"{field.name}: {missing}" for field in fields)
            yield f"{item.name}: {missing}"
            yield f"#   - {{{inside}}}"
        case _:
            yield f"{item.name}:"
            yield f"  {_key('value', lang, words.DATUM)}: {missing}"
            yield from (f"  # {_key(key, lang, words.DATUM)}: " for key in _EVIDENCE)


def _missing(lang: Lang) -> str:
    return list(words.STATES)[0 if lang is Lang.ZH else 1]


def _marks(plan: Layout) -> Iterator[str]:
    if not plan.scores:
        return
    yield f"{_key('marks', plan.lang)}:"
    yield f"  # {_NAMED.in_(plan.lang)}"
    for number in range(1, len(plan.scores) + 1):
        yield f"  {EXPERT.in_(plan.lang).format(number)}:"
        for entry, one in plan.marks:
            step = one.step(plan.book)
            full = Text(f"满分 {plain(one.indicator.weight)}", f"full mark {plain(one.indicator.weight)}")
            steps = (
                Text(f"，步长 {plain(step)}", f", step {plain(step)}") if step is not None else Text("", "")
            )
            yield f"    # {_line(entry.label)}（{full.in_(plan.lang)}{steps.in_(plan.lang)}）"
            yield f"    {entry.name}: {_missing(plan.lang)}"
    yield ""


def _rulings(plan: Layout) -> Iterator[str]:
    if not plan.rulings:
        return
    lang = plan.lang
    met, source = (_key(key, lang, words.RULING) for key in ("met", "source"))
    yield f"{_key('rulings', lang)}:"
    for entry in plan.rulings:
        yield f"  {_quoted(entry.name)}:"
        yield f"    {met}: {_missing(lang)}"
        yield f"    # {source}: "


def _line(text: str) -> str:
    """Text of the rules in one line of a comment."""
    return " ".join(text.split())


def _quoted(text: str) -> str:
    """A text as YAML writes it: as it is where that is certain, else in quotes."""
    if re.fullmatch(r"\d{4}(-\d\d-\d\d)?", text) or (_PLAIN.fullmatch(text) and not words.is_special(text)):
        return text
    return json.dumps(text, ensure_ascii=False)
