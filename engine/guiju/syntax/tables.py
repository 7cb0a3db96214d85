"""What the driver walks, as plain data: numbers and words, made of lark's tables once and kept as JSON.

States are numbered as they are met from the first one on, so that a grammar gives the same bytes on every run.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypedDict

if TYPE_CHECKING:
    from lark import Lark

_LETTERS = r"[^\W\d]+"
# A keyword as keywords.py writes it: letters alone, and no letter after them.
_KEYWORD = re.compile(rf"\(\?:({_LETTERS}(?:\|{_LETTERS})*)\)\(\?!\[\^\\W\\d\]\)")

# Of a rule: its name, the number of its symbols, those that count (from the end, and whether each is a list to be
# opened), the builder's method, whether a single part is the value, whether the value stays as it is.
Rule = Sequence[Any]
# Of a state: the terminals of the keywords it knows, and those of the other words it knows, in lark's order.
Words = Sequence[Any]


class Tables(TypedDict):
    """All that is needed to read a text without a mistake.

    `states` has for each state a mapping of symbols: to the state that follows, or, below zero, to the rule that ends
    there (`rules[~number]`). `words[reads[state]]` are the words that can stand in a state; `patterns` has a regular
    expression for each terminal that is not a keyword.

    A keyword is looked up by its letters: to compile a pattern of all keywords takes long, and hardly two states have
    the same. This holds because a keyword goes before any other word that begins with a letter.
    """

    end: int
    states: Sequence[Mapping[str, int]]
    rules: Sequence[Rule]
    reads: Sequence[int]
    words: Sequence[Words]
    patterns: Mapping[str, str]


def tables_of(parser: Lark) -> Tables:
    """The tables of lark's parser, from its first state on, which is state 0 here."""
    begun = parser.parse_interactive("")
    table: Any = begun.parser_state.parse_conf
    lexer: Any = begun.lexer_thread.lexer
    order = _order(table.states, table.start_state)
    state_of = {state: number for number, state in enumerate(order)}
    rules: dict[str, tuple[int, Rule]] = {}
    words: dict[str, tuple[int, Words]] = {}
    patterns: dict[str, str] = {}
    states, reads = [], []
    for state in order:
        row = {}
        for symbol, (_, to) in sorted(table.states[state].items()):
            row[str(symbol)] = state_of[to] if to in state_of else ~_number(rules, _rule(to))
        states.append(row)
        reads.append(_number(words, _words(lexer.lexer.lexers[state], patterns)))
    return {
        "end": state_of[table.end_state],
        "states": states,
        "rules": [rule for _, rule in rules.values()],
        "reads": reads,
        "words": [known for _, known in words.values()],
        "patterns": patterns,
    }


def _order(states: Mapping[Any, Mapping[str, Any]], start: Any) -> Sequence[Any]:
    """The states in the order in which they are met."""
    found = {start: None}
    waiting = [start]
    for state in waiting:
        ways = (to for _, (_, to) in sorted(states[state].items(), key=lambda way: str(way[0])))
        new = [to for to in dict.fromkeys(ways) if to in states and to not in found]
        found.update(dict.fromkeys(new))
        waiting += new
    return waiting


def _number(known: dict[str, tuple[int, Any]], one: Any) -> int:
    return known.setdefault(repr(one), (len(known), one))[0]


def _rule(rule: Any) -> Rule:
    """What lark would make of a rule: names in `_` only list, terminals in `_` do not count, `?` hands on."""
    name, size, symbols = str(rule.origin.name), len(rule.expansion), rule.expansion
    parts = [
        [index - size, not symbol.is_term and symbol.name.startswith("_")]
        for index, symbol in enumerate(symbols)
        if not (symbol.is_term and symbol.filter_out)
    ]
    builder = "" if name.startswith("_") else str(rule.alias or name)
    hands_on = bool(rule.options.expand1) and not rule.alias
    idle = size == 1 and parts == [[-1, not builder]] and (hands_on or not builder)
    return [name, size, parts, builder, hands_on, idle]


def _words(lexer: Any, patterns: dict[str, str]) -> Words:
    keywords: dict[str, str] = {}
    others: list[str] = []
    for terminal in lexer.terminals:
        pattern = terminal.pattern.to_regexp()
        if terminal.name in lexer.ignore_types:
            continue
        if (keyword := _KEYWORD.fullmatch(pattern)) and terminal.priority > 0:
            for spelling in keyword[1].split("|"):
                keywords.setdefault(spelling, terminal.name)
        else:
            others.append(terminal.name)
            patterns[terminal.name] = pattern
    return [keywords, others]
