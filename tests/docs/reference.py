"""The tables of docs/language.md, made from the tables of the engine."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from guiju.diagnostics.codes import CODES
from guiju.functions import FUNCTIONS
from guiju.syntax.keywords import keywords
from guiju.units import BUILT_IN


def functions() -> Iterator[str]:
    yield "| function | meaning |"
    yield "|---|---|"
    for one in FUNCTIONS:
        yield f"| `{one.signature_zh}`<br>`{one.signature_en}` | {one.meaning_zh}<br>{one.meaning_en} |"


def units() -> Iterator[str]:
    yield "| kind | units |"
    yield "|---|---|"
    kinds: dict[str, list[str]] = {}
    for symbol, unit in BUILT_IN.items():
        base = " · ".join(name for name, _ in unit.dimension) or str(unit.kind)
        kinds.setdefault(base, []).append(f"`{symbol}`")
    for base, symbols in kinds.items():
        yield f"| {base} | {' '.join(symbols)} |"


def keyword_table() -> Iterator[str]:
    yield "| 中文 | English |"
    yield "|---|---|"
    for keyword in keywords():
        yield f"| {keyword.zh} | `{keyword.en}` |"


def codes() -> Iterator[str]:
    yield "| code | severity | |"
    yield "|---|---|---|"
    for code in CODES.values():
        yield f"| [{code.id}](diagnostics/{code.id}.md) | {code.severity} | {code.title.zh} / {code.title.en} |"


TABLES: dict[str, Callable[[], Iterator[str]]] = {
    "functions": functions,
    "units": units,
    "keywords": keyword_table,
    "codes": codes,
}


def with_tables(page: str) -> str:
    """The page with its tables as the engine has them now."""
    for name, table in TABLES.items():
        body = "\n".join(table())
        page = re.sub(
            rf"<!-- {name} -->\n.*?<!-- /{name} -->",
            lambda _, name=name, body=body: f"<!-- {name} -->\n{body}\n<!-- /{name} -->",  # type: ignore[misc]
            page,
            flags=re.DOTALL,
        )
    return page
