"""A pocket calculator: it knows digits, signs and brackets, and nothing of the engine."""

from __future__ import annotations

import re
from fractions import Fraction

_TOKEN = re.compile(r"\s*(≈?\d+(?:\.\d+)?%?|[-+×÷*/^(),]|取整|min|max|median|最大|最小|中位数|限幅|修约)")
_NUMBER = re.compile(r"(≈?-?\d+(?:\.\d+)?)(%?)")


class NotArithmetic(Exception):
    """The text holds something that no calculator has a key for."""


def compute(text: str, units: dict[str, Fraction]) -> Fraction:
    """The value of a printed formula. `units` says how many of the smallest unit each word in it is."""
    if re.search(r"\d\([+-]\)", text):
        raise NotArithmetic(text)  # a number with a mark of GB/T 8170
    for unit in sorted(units, key=len, reverse=True):
        text = re.sub(rf"(≈?\d+(?:\.\d+)?) {re.escape(unit)}(?![\w/])", rf"(\1 * {units[unit]})", text)
    tokens: list[str] = []
    at = 0
    while at < len(text.rstrip()):
        match = _TOKEN.match(text, at)
        if match is None:
            raise NotArithmetic(text[at:])
        tokens.append(match.group(1))
        at = match.end()
    value, rest = _sum(tokens)
    if rest:
        raise NotArithmetic(" ".join(rest))
    return value


def number(text: str) -> Fraction:
    """A printed number without its unit."""
    match = _NUMBER.match(text)
    if match is None:
        raise NotArithmetic(text)
    return Fraction(match.group(1).lstrip("≈")) / (100 if match.group(2) else 1)


Found = tuple[Fraction, list[str]]


def _sum(tokens: list[str]) -> Found:
    value, tokens = _product(tokens)
    while tokens and tokens[0] in "+-":
        sign = 1 if tokens[0] == "+" else -1
        term, tokens = _product(tokens[1:])
        value += sign * term
    return value, tokens


def _product(tokens: list[str]) -> Found:
    value, tokens = _signed(tokens)
    while tokens and tokens[0] in "×÷*/":
        over = tokens[0] in "÷/"
        factor, tokens = _signed(tokens[1:])
        value = value / factor if over else value * factor
    return value, tokens


def _signed(tokens: list[str]) -> Found:
    if tokens and tokens[0] == "-":
        value, tokens = _signed(tokens[1:])
        return -value, tokens
    base, tokens = _atom(tokens)
    if tokens and tokens[0] == "^":
        exponent, tokens = _atom(tokens[1:])
        if exponent.denominator == 1:
            return base**exponent.numerator, tokens
        return Fraction(float(base) ** float(exponent)), tokens
    return base, tokens


def _atom(tokens: list[str]) -> Found:
    first, tokens = tokens[0], tokens[1:]
    if first == "(":
        value, tokens = _sum(tokens)
        return value, tokens[1:]
    if first[0].isdigit() or first[0] == "≈":
        return number(first), tokens
    arguments = []
    tokens = tokens[1:]
    while True:
        value, tokens = _sum(tokens)
        arguments.append(value)
        separator, tokens = tokens[0], tokens[1:]
        if separator == ")":
            return _key(first, arguments), tokens


def _key(name: str, arguments: list[Fraction]) -> Fraction:
    if name == "取整":
        return Fraction(arguments[0].numerator // arguments[0].denominator)
    if name == "限幅":
        return max(arguments[1], min(arguments[2], arguments[0]))
    if name == "修约":
        raise NotArithmetic(name)  # in which unit is beside the formula, not in it
    if name in ("median", "中位数"):
        ordered = sorted(arguments)
        return (ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]) / 2
    return min(arguments) if name in ("min", "最小") else max(arguments)
