"""The quick way to the AST, for a text without a mistake.

lark decides what the language is: the states, the actions and the words here are the tables it made (tables.py). Its
own loop has to serve every grammar and every mistake, so it counts lines and columns, keeps a tree of all rules and is
followed by a second pass. This loop walks the same tables and asks the builder at each reduction. It has no messages:
where a text does not fit it says no more than that, and lark's parser is asked what is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any, Protocol

from guiju import limits
from guiju.syntax.layout import Layout
from guiju.syntax.tokens import Meta, Token

if TYPE_CHECKING:
    from guiju.syntax.tables import Tables

Match = Callable[[str, int], "re.Match[str] | None"]
Scan = tuple[Mapping[str, str], tuple[tuple[str, Match], ...]]

_BLANKS_AND_LETTERS = r"[ \t\u3000\u00a0]*([^\W\d]*)"
# Words and signs that nest nothing. All others of a statement are counted, and many of them may be too deep.
_FLAT = frozenset({"NAME", "NUMBER", "UNIT", "STRING", "PLUS", "TIMES", "SLASH", "_COMMA"})


class DoesNotFit(Exception):
    """The text is wrong somewhere, or has a statement so large that lark's tree of it has to be measured."""


class Builder(Protocol):
    """Makes values of words; a method named after a rule makes one of the rule's place and parts."""

    def word(self, token: Token) -> Any: ...


@dataclass(frozen=True, slots=True)
class Reduction:
    """What becomes of the symbols of a rule.

    `parts` are those that count, from the end, each with whether it is a list to be opened; `builder` is the method
    that makes a value of them, empty where they are only listed for the rule around. With `hands_on` a single part is
    the value; an `idle` rule always leaves the value as it is.
    """

    origin: str
    size: int
    parts: tuple[tuple[int, bool], ...]
    builder: str
    hands_on: bool
    idle: bool


class Stack:
    """The values of the symbols read and not yet reduced, and where each begins and ends; -1 where nothing is."""

    __slots__ = ("build", "ends", "starts", "values")

    def __init__(self, build: Mapping[str, Any]) -> None:
        self.build = build
        self.values: list[Any] = []
        self.starts: list[int] = []
        self.ends: list[int] = []

    def push(self, value: Any, start: int, end: int) -> None:
        self.values.append(value)
        self.starts.append(start)
        self.ends.append(end)

    def reduce(self, reduction: Reduction) -> None:
        """Put one value in the place of the symbols of a rule."""
        size, values, starts, ends = reduction.size, self.values, self.starts, self.ends
        parts: list[Any] = []
        for index, is_list in reduction.parts:
            if not is_list:
                parts.append(values[index])
            elif parts:
                parts += values[index]
            else:  # a list that grows by one symbol at a time is not copied each time
                parts = values[index]
        if not size:
            self.push(None, -1, -1)
        elif size > 1:
            start, end = starts[-size], ends[-1]
            if start < 0:
                start = next((at for at in starts[-size:] if at >= 0), -1)
            if end < 0:
                end = max(ends[-size:])
            del values[1 - size :], starts[1 - size :], ends[1 - size :]
            starts[-1], ends[-1] = start, end
        if not reduction.builder:
            values[-1] = parts
        elif reduction.hands_on and len(parts) == 1:
            values[-1] = parts[0]
        else:
            values[-1] = self.build[reduction.builder](Meta(starts[-1], ends[-1]), parts)


class Driver:
    """The tables of one grammar, ready for any number of texts."""

    def __init__(self, tables: Tables, layout: Layout) -> None:
        self._layout = layout
        self._states, self._end = tables["states"], tables["end"]
        self._rules = [
            Reduction(
                origin, size, tuple((index, is_list) for index, is_list in parts), builder, hands_on, idle
            )
            for origin, size, parts, builder, hands_on, idle in tables["rules"]
        ]
        self._builders = {rule.builder for rule in self._rules if not rule.idle} - {""}
        self._reads, self._words, self._patterns = tables["reads"], tables["words"], tables["patterns"]
        self._letters = re.compile(_BLANKS_AND_LETTERS).match
        self._matches: dict[str, Match] = {}
        self._scans: dict[int, Scan] = {}
        self._jumps: dict[tuple[int, int, str], tuple[int, int | None]] = {}

    def words(self, text: str) -> list[Token]:
        """The words of a text, with line ends and indentation. Raises DoesNotFit and LayoutError."""
        seen: list[Token] = []
        self(text, _Nothing(), seen)
        return seen

    def __call__(self, text: str, builder: Builder, seen: list[Token] | None = None) -> Any:
        """What the builder makes of a text that ends in a new line; its words go to `seen`.

        Raises DoesNotFit and LayoutError.
        """
        rows, rules, jumps, word = self._states, self._rules, self._jumps, builder.word
        stack = Stack({name: getattr(builder, name, None) for name in self._builders})
        states = [0]
        size = marks = 0
        tokens = self._layout.process(self._tokens(text, states))
        for token in chain(tokens if seen is None else _noted(tokens, seen), (_end_of(text),)):
            kind = token.type
            action = rows[states[-1]].get(kind)
            while action is not None and action < 0:
                rule = rules[~action]
                if rule.idle:
                    where = (states[-2], states[-1], kind)
                    states[-1], action = jumps.get(where) or self._jump(*where)
                    continue
                stack.reduce(rule)
                if rule.size:
                    del states[-rule.size :]
                states.append(rows[states[-1]][rule.origin])
                if states[-1] == self._end:
                    return stack.values[-1]
                action = rows[states[-1]].get(kind)
            size, marks = (0, 0) if kind == "_NL" else (size + 1, marks + (kind not in _FLAT))
            if action is None or size > limits.OPERANDS or marks > limits.EXPRESSION_DEPTH:
                break
            states.append(action)
            stack.push(None if kind[0] == "_" else word(token), token.start_pos, token.end_pos)
        raise DoesNotFit

    def _jump(self, below: int, state: int, kind: str) -> tuple[int, int | None]:
        """Where a run of idle rules ends: one name alone passes through a dozen levels of precedence."""
        where, action = (below, state, kind), self._states[state].get(kind)
        while action is not None and action < 0 and self._rules[~action].idle:
            state = self._states[below][self._rules[~action].origin]
            action = self._states[state].get(kind)
        return self._jumps.setdefault(where, (state, action))

    def _tokens(self, text: str, states: list[int]) -> Iterator[Token]:
        """The words of the text, each found among those that the state of the parser knows."""
        scans, letters, offset = self._scans, self._letters, 0
        while offset < len(text):
            state = states[-1]
            keywords, others = scans.get(state) or self._scan(state)
            found = letters(text, offset)
            assert found is not None  # it also matches nothing
            start, offset = found.span(1)
            kind = keywords.get(found[1])
            if kind is None:
                for kind, match in others:  # noqa: B007
                    if found := match(text, start):
                        break
                else:
                    raise DoesNotFit
                offset = found.end()
            yield Token(kind, text[start:offset], start, end_pos=offset)

    def _scan(self, state: int) -> Scan:
        """What can stand in a state: keywords by their letters, other words by their patterns, in lark's order."""
        keywords, others = self._words[self._reads[state]]
        return self._scans.setdefault(state, (keywords, tuple((name, self._match(name)) for name in others)))

    def _match(self, terminal: str) -> Match:
        """The pattern of a terminal; compiled when it is first needed."""
        found = self._matches.get(terminal) or re.compile(self._patterns[terminal]).match
        return self._matches.setdefault(terminal, found)


class _Nothing:
    """Builds nothing."""

    def word(self, token: Token) -> None: ...

    def __getattr__(self, rule: str) -> Callable[[Meta, list[Any]], None]:
        return lambda meta, parts: None


def _noted(tokens: Iterator[Token], seen: list[Token]) -> Iterator[Token]:
    for token in tokens:
        seen.append(token)
        yield token


def _end_of(text: str) -> Token:
    return Token("$END", "", len(text), end_pos=len(text))
