"""Every rule text of the repository, by a name that says where it comes from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from guiju.source import Source
from guiju.syntax import parse
from guiju.syntax.format_words import Gap, read

ROOT = Path(__file__).parents[2]


@cache
def corpus() -> Mapping[str, str]:
    """Rule files, the listings of the page on the language, and the rules of tests that are about no mistake."""
    found: dict[str, str] = {}
    for path in sorted(ROOT.glob("rules/**/*.rule")):
        found[_name(path)] = path.read_text(encoding="utf-8")
    page = (ROOT / "docs" / "language.md").read_text(encoding="utf-8")
    for number, listing in enumerate(re.findall(r"```rule\n(.*?)```", page, re.DOTALL), 1):
        found[f"docs/language.md listing {number}"] = listing
    for path in sorted(ROOT.glob("tests/**/*.rule")):
        if "corpus" in path.parts:
            continue  # copies of these, as they were once
        _keep(found, _name(path), path.read_text(encoding="utf-8"))
    for path in sorted(ROOT.glob("tests/cases/**/*.yaml")):
        for number, text in enumerate(_rules(yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)), 1):
            _keep(found, f"{_name(path)} {number}", text)
    return found


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _keep(found: dict[str, str], name: str, text: str) -> None:
    """A text that parses; what has mistakes is for the tests of mistakes."""
    if not parse(Source(name, text)).problems:
        found[name] = text


def _rules(value: Any) -> Iterator[str]:
    """The texts that stand under `rules`, however deep."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "rules" and isinstance(inner, str) and "\n" in inner:
                yield inner
            else:
                yield from _rules(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _rules(inner)


def comments(text: str) -> list[str]:
    """Every comment of a text, in order."""
    written = read(Source("t.rule", text))
    gaps = [written.before, *(gap for line in written.lines for gap in (*line.inside, line.after))]
    return [comment for gap in gaps for comment in _comments(gap)]


def _comments(gap: Gap) -> list[str]:
    return [text for text in (gap.comment, *(remark.text for remark in gap.remarks)) if text]
