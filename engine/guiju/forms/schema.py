"""The JSON Schema (2020-12) of a town file: every input with its unit, limits, options and clause.

A file without a name of a town is one that several towns share. What only a reader of the whole file can see - a year
given as `2022` and as `2022年`, a day that does not exist, a mark such as `—` that stands for a value and is declared
nowhere - is left to guiju; all else that guiju refuses is refused.
"""

from __future__ import annotations

import json
from typing import Any

from guiju.diagnostics.model import Lang, Text
from guiju.forms.items import Item, items, marked
from guiju.forms.schema_values import YEAR, Definitions, Schema, Values, date, former_names, not_both, once
from guiju.forms.wording import described
from guiju.rulebook.model import Rulebook
from guiju.towns import words

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_TITLES = {
    "town": Text("镇的名称", "the name of the town"),
    "rules": Text("规则文件，相对于本文件的路径", "the rule file, relative to this file"),
    "data_date": Text("数据日期，写成 2024-12-31", "the day the figures speak of, written 2024-12-31"),
    "year": Text("年度：规则里“当年”指的年份", "the year at hand, from which the rules count years"),
    "missing_marks": Text(
        "缺失记号：记号及其含义，例如 —: 未提供",
        "marks such as — and what they mean, for example —: not_supplied",
    ),
    "shared": Text("共用的数据文件", "other data files of this folder that are taken in"),
    "data": Text("各项数据", "the figures, by input"),
    "marks": Text("专家评分：专家、指标、分", "marks: expert, then indicator, then mark"),
    "rulings": Text(
        "外部判定：文件、是否满足", "rulings on criteria of other documents: document, then met or not"
    ),
}


def schema_text(book: Rulebook, lang: Lang) -> str:
    """The schema as a file: the same bytes for the same rules."""
    return json.dumps(schema_of(book, lang), ensure_ascii=False, indent=2) + "\n"


def schema_of(book: Rulebook, lang: Lang) -> dict[str, Any]:
    """The schema as plain Python data."""
    header = book.header
    revision = " ".join(part for part in (header.id, header.revision, header.revision_title) if part)
    about = Text(
        f"按 {revision} 评价的镇的数据；规则的指纹 {book.fingerprint}",
        f"data of a town for {revision}; fingerprint of the rules {book.fingerprint}",
    )
    values = Values(book.units, lang, Definitions())
    own = {
        "town": _file(words.TOWN, lang),
        "shared": _file(words.SHARED, lang),
        "data": _data(book, values),
        "marks": _marks(book, values),
        "rulings": _rulings(book, values),
    }
    return {
        "$schema": _DIALECT,
        "title": header.title or header.id,
        "description": about.in_(lang),
        "type": "object",
        "if": {"anyOf": [{"required": [word]} for word in _spellings("town")]},
        "then": {"$ref": "#/$defs/town"},
        "else": {"$ref": "#/$defs/shared"},
        "$defs": {**own, **values.shared.content},
    }


def _spellings(english: str) -> tuple[str, ...]:
    return tuple(spelling for spelling, key in words.TOWN.items() if key == english)


def _file(keys: words.Keys, lang: Lang) -> Schema:
    """A file with these keys; something must be in it."""
    content = [s for s, key in keys.items() if key in ("data", "marks", "rulings", "shared")]
    return {
        "type": "object",
        "properties": {s: {"description": _TITLES[key].in_(lang), **_PARTS[key]} for s, key in keys.items()},
        "additionalProperties": False,
        "anyOf": [{"required": [key]} for key in content],
        **once(keys),
    }


def _heading(name: str) -> Schema:
    """A heading may stand with nothing below it."""
    return {"anyOf": [{"type": "null"}, {"$ref": f"#/$defs/{name}"}]}


_PATH = {"type": "string", "minLength": 1}
_PARTS: dict[str, Schema] = {
    "town": {"type": ["string", "number"], "pattern": "[^ \u3000]"},
    "rules": _PATH,
    "data_date": date(),
    "year": {"type": ["integer", "string"], "minimum": 1000, "maximum": 2999, "pattern": YEAR},
    "missing_marks": {
        "type": "object",
        "propertyNames": {"pattern": f"^ *(?:{words.unclear_pattern()}) *$"},
        "additionalProperties": {"enum": [*words.STATES]},
    },
    "shared": {"anyOf": [{"type": "null"}, _PATH, {"type": "array", "items": _PATH, "maxItems": 64}]},
    "data": _heading("data"),
    "marks": _heading("marks"),
    "rulings": _heading("rulings"),
}


def _data(book: Rulebook, values: Values) -> Schema:
    properties: dict[str, Schema] = {}
    both: list[Schema] = []
    for item in items(book).values():
        field = item.input.field
        value = values.datum(field)
        properties[item.name] = {**_about(item, values.lang), **value}
        properties.update(former_names(field, value))
        both.extend(not_both(field))
    schema: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
    return {**schema, "allOf": both} if both else schema


def _about(item: Item, lang: Lang) -> Schema:
    field = item.input.field
    return {
        "title": field.label or field.name,
        "description": "\n".join(described(item, lang)),
    }


def _marks(book: Rulebook, values: Values) -> Schema:
    """Experts under any name, each with the indicators that are marked."""
    properties: dict[str, Schema] = {}
    both: list[Schema] = []
    for one in marked(book):
        node, field = one.indicator, one.field
        value = values.mark(field, one.step(book))
        properties[node.name] = {"title": node.label or node.name, **value}
        properties.update(former_names(field, value))
        both.extend(not_both(field))
    expert: Schema = {"type": ["object", "null"], "properties": properties, "additionalProperties": False}
    if both:
        expert["allOf"] = both
    return {"type": "object", "additionalProperties": expert}


def _rulings(book: Rulebook, values: Values) -> Schema:
    documents = sorted(book.documents)
    properties = dict.fromkeys(documents, values.ruling()) if documents else {}
    return {"type": "object", "properties": properties, "additionalProperties": False}
