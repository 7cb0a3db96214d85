"""The quick way to the AST, for a text without a mistake.

lark decides what the language is: the states, the actions and the terminals here are the tables it made. Its own loop
has to serve every grammar and every mistake, so it counts lines and columns, keeps a tree of all rules and is followed
by a second pass. This loop walks the same tables and asks the builder at each reduction. It has no messages: where a
text does not fit it says no more than that, and lark's parser is asked what is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any, Protocol

from lark import Lark, Token
from lark.lark import PostLex
from lark.tree import Meta

from guiju import limits

Scan = Callable[[str, int], "re.Match[str] | None"]

_BLANKS = r"[ \t\u3000\u00a0]*"
# Words and signs that nest nothing. All others of a statement are counted, and many of them may be too deep.
_FLAT = frozenset({"NAME", "NUMBER", "UNIT", "STRING", "PLUS", "TIMES", "SLASH", "_COMMA"})


class DoesNotFit(Exception):
    """The text is wrong somewhere, or has a statement so large that lark's tree of it has to be measured."""


class Builder(Protocol):
    """Makes values of words; a method named after a rule makes one of the rule's place and parts."""

    def __default_token__(self, token: Token) -> Any: ...


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


class LightToken(Token):
    """A token that knows its offsets and neither line nor column."""

    __slots__ = ()

    def __new__(cls, kind: str, text: str, start: int, end: int) -> LightToken:
        token: LightToken = str.__new__(cls, text)
        token.type, token.start_pos, token.end_pos = kind, start, end
        return token


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
            values[-1] = self.build[reduction.builder](_meta(starts[-1], ends[-1]), parts)


class Driver:
    """The tables of one grammar, ready for any number of texts."""

    def __init__(self, parser: Lark) -> None:
        begun = parser.parse_interactive("")
        tables: Any = begun.parser_state.parse_conf
        lexer: Any = begun.lexer_thread.lexer
        self._layout: PostLex = lexer.postlexer
        self._lexers: Mapping[int, Any] = lexer.lexer.lexers
        self._scans: dict[int, Scan] = {}
        self._jumps: dict[tuple[int, int, str], tuple[int, int | Reduction | None]] = {}
        self._start: int = tables.start_state
        self._end: int = tables.end_state
        reductions: dict[Any, Reduction] = {}
        self._actions: dict[int, dict[str, int | Reduction]] = {
            state: {
                str(symbol): to if isinstance(to, int) else reductions.setdefault(to, _reduction(to))
                for symbol, (_, to) in row.items()
            }
            for state, row in tables.states.items()
        }
        self._builders = {reduction.builder for reduction in reductions.values() if not reduction.idle} - {""}

    def __call__(self, text: str, builder: Builder) -> Any:
        """What the builder makes of a text that ends in a new line. Raises DoesNotFit and LayoutError."""
        actions, jumps, word = self._actions, self._jumps, builder.__default_token__
        stack = Stack({name: _method(builder, name) for name in self._builders})
        states = [self._start]
        size = marks = 0
        for token in chain(self._layout.process(self._tokens(text, states)), (_end_of(text),)):
            kind = token.type
            action: Any = actions[states[-1]].get(kind)
            while action.__class__ is Reduction:
                if action.idle:
                    where = (states[-2], states[-1], kind)
                    states[-1], action = jumps.get(where) or self._jump(*where)
                    continue
                stack.reduce(action)
                if action.size:
                    del states[-action.size :]
                states.append(actions[states[-1]][action.origin])  # type: ignore[arg-type]
                if states[-1] == self._end:
                    return stack.values[-1]
                action = actions[states[-1]].get(kind)
            size, marks = (0, 0) if kind == "_NL" else (size + 1, marks + (kind not in _FLAT))
            if action is None or size > limits.OPERANDS or marks > limits.EXPRESSION_DEPTH:
                break
            states.append(action)
            stack.push(None if kind[0] == "_" else word(token), token.start_pos or 0, token.end_pos or 0)
        raise DoesNotFit

    def _jump(self, below: int, state: int, kind: str) -> tuple[int, int | Reduction | None]:
        """Where a run of idle rules ends: one name alone passes through a dozen levels of precedence."""
        where, action = (below, state, kind), self._actions[state].get(kind)
        while isinstance(action, Reduction) and action.idle:
            state = self._actions[below][action.origin]  # type: ignore[assignment]
            action = self._actions[state].get(kind)
        return self._jumps.setdefault(where, (state, action))

    def _tokens(self, text: str, states: list[int]) -> Iterator[Token]:
        """The words of the text, each found among those that the state of the parser knows."""
        scans, offset = self._scans, 0
        while offset < len(text):
            state = states[-1]
            match = (scans.get(state) or self._scan(state))(text, offset)
            if match is None:
                raise DoesNotFit
            kind: str = match.lastgroup  # type: ignore[assignment]
            start, offset = match.span(kind)
            yield LightToken(kind, text[start:offset], start, offset)

    def _scan(self, state: int) -> Scan:
        """The pattern of what can stand in a state, in lark's order; made when it is first needed."""
        lexer = self._lexers[state]
        choice = "|".join(
            f"(?P<{terminal.name}>{terminal.pattern.to_regexp()})"
            for terminal in lexer.terminals
            if terminal.name not in lexer.ignore_types
        )
        return self._scans.setdefault(state, re.compile(f"{_BLANKS}(?:{choice})").match)


def _reduction(rule: Any) -> Reduction:
    """What lark would make of a rule: names in `_` only list, terminals in `_` do not count, `?` hands on."""
    name, size, symbols = str(rule.origin.name), len(rule.expansion), rule.expansion
    parts = tuple(
        (index - size, not symbol.is_term and symbol.name.startswith("_"))
        for index, symbol in enumerate(symbols)
        if not (symbol.is_term and symbol.filter_out)
    )
    builder = "" if name.startswith("_") else str(rule.alias or name)
    hands_on = bool(rule.options.expand1) and not rule.alias
    idle = size == 1 and parts == ((-1, not builder),) and (hands_on or not builder)
    return Reduction(name, size, parts, builder, hands_on, idle)


def _method(builder: Builder, rule: str) -> Any:
    """The method of a rule, without the wrapper that lark's visitor would unpack its arguments with."""
    method = getattr(builder, rule, None)
    return getattr(method, "__wrapped__", method)


def _meta(start: int, end: int) -> Meta:
    meta: Meta = Meta()  # type: ignore[no-untyped-call]
    if end >= 0:
        meta.empty, meta.start_pos, meta.end_pos = False, start, end
    return meta


def _end_of(text: str) -> Token:
    return LightToken("$END", "", len(text), len(text))
