"""Texts the grammar can derive: every rule of `grammar/`, with names and numbers that may or may not mean anything."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from random import Random

from lark.grammar import Rule

from guiju.functions import FUNCTIONS
from guiju.syntax.grammar import parser
from guiju.syntax.keywords import keywords

_NAMES = (
    "甲", "乙", "丙", "规模", "产值", "平台", "省级", "市级", "各镇", "得分", "得分率", "权重", "下级", "总分",
    "一级指标", "近3年",
    "当年", "上年", "前2年", "数据日期", "年", "该值", "其他", "评价", "等级",
)  # fmt: skip
_SAMPLES: Mapping[str, Sequence[str]] = {
    "NAME": (*_NAMES, *(f.zh for f in FUNCTIONS), *(f.en for f in FUNCTIONS)),
    "LEVEL": ("一级指标", "二级指标", "level_1"),
    "ID": ("draft", "t-1", "v2"),
    "NUMBER": ("0", "1", "2", "3", "10", "100", "0.5", "2024", "33.3"),
    "UNIT": ("%", "亿元", "万元", "户", "家", "人", "年", "分", "位", "人/万人", "炉", "百分点"),
    "STRING": ('"4.2.3"', '"说明"', '""', "“全角”"),
    "DATE": ("2024-02-29", "2023-2-30", "2025-01-01"),
    "CODE": ("W401", "C610", "Z999"),
    "COMPARE": (">", "<", "≥", "≤", "≠", ">="),
    "EQUALS": ("=", "＝"),
    "ARROW": ("→", "->"),
    "PLUS": ("+",), "MINUS": ("-",), "TIMES": ("×", "*"), "SLASH": ("/",), "CARET": ("^",), "DOT": (".",),
    "_COLON": (":", "："), "_COMMA": (",", "，"), "_LPAR": ("(", "（"), "_RPAR": (")", "）"),
}  # fmt: skip
# Powers and attributes that mean nothing would hide everything else.
_SELDOM = frozenset({"power", "attribute", "_tail", "__attribute_plus_0"})
_LAYOUT = ("_NL", "_INDENT", "_DEDENT")


@cache
def _productions() -> Mapping[str, tuple[Rule, ...]]:
    found: dict[str, tuple[Rule, ...]] = {}
    for rule in parser().rules:
        found[rule.origin.name] = (*found.get(rule.origin.name, ()), rule)
    return found


@cache
def _heights() -> Mapping[str, int]:
    """How many levels of rules the smallest derivation of each symbol takes."""
    heights: dict[str, int] = {}
    changed = True
    while changed:
        changed = False
        for name, rules in _productions().items():
            for rule in rules:
                inner = [0 if part.is_term else heights.get(part.name, 10**6) for part in rule.expansion]
                height = 1 + max(inner, default=0)
                if height < heights.get(name, 10**6):
                    heights[name], changed = height, True
    return heights


def _size(rule: Rule) -> tuple[int, int]:
    """What the shortest way through a rule takes."""
    heights = _heights()
    inner = [0 if part.is_term else heights[part.name] for part in rule.expansion]
    return max(inner, default=0), len(rule.expansion)


@dataclass
class Derivation:
    """Writes one text; `budget` is how many rules may be opened before only the shortest ways are taken."""

    random: Random
    budget: int = 300
    english: bool = False
    _line: list[str] = field(default_factory=list)
    _lines: list[str] = field(default_factory=list)
    _depth: int = 0

    def text(self, start: str = "file") -> str:
        """A text of the language."""
        stack = [("rule", start)]
        while stack:
            kind, name = stack.pop()
            if kind == "terminal":
                self._terminal(name)
                continue
            rule = self._chosen(name)
            parts = [("terminal" if part.is_term else "rule", str(part.name)) for part in rule.expansion]
            stack.extend(reversed(parts))
        self._end_line()
        return "\n".join(self._lines) + "\n"

    def _chosen(self, name: str) -> Rule:
        self.budget -= 1
        rules = _productions()[name]
        if self.budget > 0 and (name not in _SELDOM or self.random.random() < 0.1):
            return self.random.choice(rules)
        return min(rules, key=_size)

    def _terminal(self, name: str) -> None:
        if name == "_NL":
            self._end_line()
        elif name in _LAYOUT:
            self._end_line()
            self._depth += 1 if name == "_INDENT" else -1
        else:
            self._line.append(self._spelled(name))

    def _spelled(self, name: str) -> str:
        for keyword in keywords():
            if keyword.terminal == name:
                return keyword.en if self.english else keyword.zh
        return self.random.choice(_SAMPLES[name])

    def _end_line(self) -> None:
        if self._line:
            self._lines.append("  " * self._depth + " ".join(self._line))
            self._line = []
