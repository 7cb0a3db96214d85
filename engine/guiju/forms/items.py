"""The figures a rulebook asks for, each with what needs it, put together as they are collected."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from guiju.diagnostics.model import Text
from guiju.rulebook.model import Input, Rulebook
from guiju.rulebook.references import references
from guiju.rulebook.scheme import ExpertMark, Indicator
from guiju.types import Bound, Field, NumberType
from guiju.units import SCORE


@dataclass(frozen=True, slots=True)
class Item:
    """An input and what needs it: `users` are indicators and, in words, whatever else decides something by it, `checks`
    the constraints it is held against.
    """

    input: Input
    users: tuple[Text, ...]
    checks: tuple[Text, ...]

    @property
    def name(self) -> str:
        return self.input.name


@dataclass(frozen=True, slots=True)
class Section:
    """The figures collected together: for an indicator of the first level, or (None) for none of these.

    `items` stand here, `elsewhere` are needed here too and stand in an earlier section, which is named.
    """

    indicator: Indicator | None
    items: tuple[Item, ...]
    elsewhere: tuple[tuple[Item, str], ...]


@dataclass(frozen=True, slots=True)
class Marked:
    """An indicator the experts mark; `panel` is the name of their panel, if there is one."""

    indicator: Indicator
    panel: str | None

    @property
    def field(self) -> Field:
        """The slot of a mark: from 0 to the full mark."""
        node = self.indicator
        ends = Bound(Fraction(0)), Bound(node.weight)
        return Field(node.name, NumberType(SCORE), *ends, node.label, formerly=node.formerly)

    def step(self, book: Rulebook) -> Fraction | None:
        """The grid of the marks, where the panel has one."""
        return book.panels[self.panel].step if self.panel else None


def items(book: Rulebook) -> Mapping[str, Item]:
    """Every input in the order of the rules."""
    users = _by_input(book, _users(book))
    checks = _by_input(book, ((Text(f"“{c.label}”", f"“{c.label}”"), c) for c in book.constraints))
    return {name: Item(entry, users[name], checks[name]) for name, entry in book.inputs.items()}


def _by_input(book: Rulebook, named: Iterable[tuple[Text, Any]]) -> Mapping[str, tuple[Text, ...]]:
    """What of some things needs each input, once."""
    found: dict[str, dict[Text, None]] = {name: {} for name in book.inputs}
    for text, node in named:
        for name in _inputs(book, node):
            found[name][text] = None
    return {name: tuple(texts) for name, texts in found.items()}


def sections(book: Rulebook) -> tuple[Section, ...]:
    """The inputs by the first indicator of the first level that needs them; what none needs comes last."""
    known = items(book)
    where: dict[str, str] = {}
    found: list[Section] = []
    for scheme in book.schemes.values():
        for top in scheme.children:
            needed = {name for node in top.walk() for name in _inputs(book, node)}
            here = [known[name] for name in book.inputs if name in needed]
            own = tuple(item for item in here if item.name not in where)
            there = tuple((item, where[item.name]) for item in here if item.name in where)
            where.update({item.name: top.name for item in own})
            if own or there:
                found.append(Section(top, own, there))
    rest = tuple(item for item in known.values() if item.name not in where)
    return (*found, Section(None, rest, ())) if rest else tuple(found)


def bureaus(book: Rulebook) -> Mapping[str, tuple[Item, ...]]:
    """What each office has to supply, in the order in which the rules first name them; "" where they name none."""
    found: dict[str, list[Item]] = {}
    for item in items(book).values():
        for provider in item.input.providers or ("",):
            found.setdefault(provider, []).append(item)
    last = found.pop("", None)
    return {**{name: tuple(of) for name, of in found.items()}, **({"": tuple(last)} if last else {})}


def marked(book: Rulebook) -> tuple[Marked, ...]:
    """The indicators that experts mark, in the order of the tree."""
    nodes = book.indicators.values()
    return tuple(Marked(n, n.scoring.panel) for n in nodes if isinstance(n.scoring, ExpertMark))


def _users(book: Rulebook) -> Iterator[tuple[Text, Any]]:
    """Everything that decides something, as it is called, in the order of the rules."""
    for node in book.indicators.values():
        yield Text(node.name, node.name), node
    for prefix, things in (
        (Text("等级 ", "grades "), book.grades),
        (Text("排名 ", "ranking "), book.rankings),
        (Text("认定 ", "designation "), book.designations),
    ):
        for name, thing in things.items():
            yield Text(prefix.zh + name, prefix.en + name), thing
    for name, population in book.populations.items():
        yield Text(f"总体 {name}", f"population {name}"), population
    for name, definition in book.definitions.items():
        if definition.reported:
            yield Text(f"结果 {name}", f"result {name}"), definition


def _inputs(book: Rulebook, node: Any) -> frozenset[str]:
    """The inputs a thing needs, those of the parameters, definitions and fallbacks it uses included."""
    found: set[str] = set()
    seen: set[str] = set()
    waiting = [node]
    while waiting:
        for name in references(waiting.pop()) - seen:
            seen.add(name)
            if name in book.inputs:
                found.add(name)
                waiting.append(book.inputs[name].fallback)
            else:
                named = book.definitions.get(name) or book.parameters.get(name)
                waiting.append(named.value if named else None)
    return frozenset(found)
