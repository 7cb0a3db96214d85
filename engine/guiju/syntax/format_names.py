"""What every word of a file is called in Chinese and in English.

A keyword has two spellings wherever the grammar takes it for one. The name of a function is one where it is called.
Any other built-in name is one where a formula mentions it, unless the file declares a name spelled so: a name that
somebody declared is never touched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from typing import Any

from guiju.diagnostics.codes import problem
from guiju.diagnostics.model import Diagnostic, Label, Lang, Text
from guiju.source import Place, Source, Span
from guiju.syntax import ast
from guiju.syntax.format_words import Word, Written
from guiju.syntax.keywords import Keyword, keywords

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The built-in words that are no keywords, each with its Chinese and its English spelling.

    In a spelling `{}` stands for a written whole number, the same one in both.
    """

    functions: tuple[Pair, ...]
    names: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Names:
    """The built-in names and functions a file uses, by where they stand: both spellings.

    `clashes` are the built-in names whose other spelling the file declares as a name of its own.
    """

    built_in: Mapping[int, Pair]
    clashes: tuple[Diagnostic, ...]

    def spell(self, word: Word, lang: Lang) -> str:
        """A word in one language, in its one spelling."""
        if word.start in self.built_in:
            return _in(lang, self.built_in[word.start])
        keyword = _keywords().get(word.terminal)
        return _in(lang, (keyword.zh, keyword.en)) if keyword else word.canonical


def _in(lang: Lang, pair: Pair) -> str:
    return pair[0] if lang is Lang.ZH else pair[1]


def names_of(source: Source, file: ast.File, written: Written, vocabulary: Vocabulary) -> Names:
    """Which words of a file are built in."""
    called, mentioned, reported = _places(file)
    words = [word for line in written.lines for word in line.words if word.terminal == "NAME"]
    declared = {
        word.text: word for word in reversed(words) if word.start not in called | mentioned | reported
    }
    levels = [word for line in written.lines for word in line.words if word.terminal == "LEVEL"]
    pairs = ((word.start, _pair(word.text, vocabulary.names)) for word in levels)
    built_in: dict[int, Pair] = {start: pair for start, pair in pairs if pair}
    clashes: dict[Pair, Diagnostic] = {}
    for word in words:
        if word.start in called and (pair := _pair(word.text, vocabulary.functions)):
            built_in[word.start] = pair
        elif word.start in mentioned and word.text not in declared:
            pair = _pair(word.text, vocabulary.names)
            other = pair and next((text for text in pair if text in declared), None)
            if pair and other:
                clashes.setdefault(pair, _clash(source, word, declared[other]))
            elif pair:
                built_in[word.start] = pair
    return Names(built_in, tuple(clashes.values()))


def _clash(source: Source, word: Word, declared: Word) -> Diagnostic:
    here, there = (Place(source, Span(w.start, w.end)) for w in (word, declared))
    label = Label(there, Text("在这里声明", "declared here"))
    return problem("S130", here, labels=(label,), name=word.text, other=declared.text)


def _pair(text: str, pairs: tuple[Pair, ...]) -> Pair | None:
    """Both spellings of a built-in word."""
    exact, numbered = _index(pairs)
    if text in exact:
        return exact[text]
    for pattern, (zh, en) in numbered:
        if number := pattern.fullmatch(text):
            return zh.format(number[1]), en.format(number[1])
    return None


@cache
def _index(pairs: tuple[Pair, ...]) -> tuple[Mapping[str, Pair], tuple[tuple[re.Pattern[str], Pair], ...]]:
    """The pairs by each spelling, and those that hold a number with a pattern for each."""
    numbered = tuple(
        (re.compile(re.escape(text).replace(re.escape("{}"), r"(\d+)")), pair)
        for pair in pairs
        for text in pair
        if "{}" in text
    )
    return {text: pair for pair in pairs for text in pair}, numbered


def _places(file: ast.File) -> tuple[set[int], set[int], set[int]]:
    """Where functions are called, where formulas mention a name, and where a known defect is located."""
    called: set[int] = set()
    mentioned: set[int] = set()
    reported: set[int] = set()
    for node in _nodes(file.statements):
        match node:
            case ast.Call():
                called.add(node.function.span.start)
            case ast.Name():
                mentioned.add(node.span.start)
            case ast.Attribute():
                mentioned.add(node.name.span.start)
            case ast.KnownDefect() if node.at:
                reported.add(node.at.span.start)
    return called, mentioned, reported


def _nodes(root: Any) -> Iterator[ast.Node]:
    """Every node below, whatever its class: what the language learns is walked too."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, tuple):
            waiting.extend(node)
        elif is_dataclass(node):
            if isinstance(node, ast.Node):
                yield node
            waiting.extend(getattr(node, entry.name) for entry in fields(node))


@cache
def _keywords() -> Mapping[str, Keyword]:
    """By terminal; of several spellings the first."""
    return {keyword.terminal: keyword for keyword in reversed(keywords())}
