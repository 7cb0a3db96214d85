"""Each printed line can be checked with a pocket calculator: what stands left of `=` gives what stands right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

import pytest

from guiju import Outcome
from guiju.diagnostics.model import Lang
from guiju.explain.document import Line, LineKind
from guiju.explain.paragraphs import explain
from guiju.functions import FUNCTIONS
from tests.traces.samples import dingxiang, everything
from tests.unit.explain.calculator import NotArithmetic, compute

_CONVERSION = re.compile(r"1 ?(\S*) = (\d+(?:/\d+)?) ?(\S*)")


def printed(outcome: Outcome) -> Iterator[tuple[Line, dict[str, Fraction]]]:
    """The lines with a number on the right, and the units the conversions below them define."""
    for section in explain(outcome, Lang.ZH).sections:
        lines = section.lines
        for at, line in enumerate(lines):
            units: dict[str, Fraction] = {}
            for below in lines[at + 1 :]:
                if below.kind is not LineKind.NOTE:
                    break
                if below.head == "换算" and (match := _CONVERSION.fullmatch(below.value)):
                    units[match.group(1)] = Fraction(match.group(2))
            marked = re.search(r"\([+-]\)", line.value)  # of an earlier rounding; no calculator has it
            if (
                line.kind is LineKind.FORMULA
                and line.value[:1] in "≈-0123456789"
                and line.value
                and not marked
            ):
                yield line, units


def check(line: Line, units: dict[str, Fraction]) -> None:
    """Compute the numbers of a line and compare them with its value, to the digits printed."""
    numbers, value = line.numbers or line.value, line.value
    factor = Fraction(1)
    for unit in [unit for unit in units if "/" in unit or "·" in unit or not unit]:
        factor *= units.pop(unit)  # a compound: the conversion is of the result
    words = set(re.findall(r"\d%? ([^\s\d()+\-×÷*/^,≈?][^\s()+\-×÷*^,]*)", numbers + " " + value))
    for word in words:
        units.setdefault(word, Fraction(1, 100) if word == "百分点" else Fraction(1))
    for part in numbers.split(" = "):
        result, expected = compute(part, units) * factor, compute(value, units)
        close = abs(result - expected) <= Fraction(2, 10**5) * max(Fraction(1), abs(expected))
        exact = "≈" not in part + value and "^(" not in part
        assert result == expected if exact else close, line


# Functions that no calculator has a key for: what they do stands in lines of their own below.
_FUNCTIONS = "|".join(function.zh for function in FUNCTIONS)


@pytest.mark.parametrize(("town", "least", "most"), [("dingxiang", 50, 15), ("everything", 80, 40)])
def test_the_printed_arithmetic_is_right(town: str, least: int, most: int) -> None:
    done = skipped = 0
    for line, units in printed({"dingxiang": dingxiang, "everything": everything}[town]()):
        try:
            check(line, units)
            done += 1
        except NotArithmetic:
            skipped += 1
            assert re.search(rf"若|评分|\?|{_FUNCTIONS}", line.numbers or line.formula), line
            assert line.head != "其中", line
    assert done > least
    assert skipped < most


def test_every_leaf_of_the_standard_can_be_checked() -> None:
    """Each of the leaves ends in arithmetic, in a sentence that names both sides, or in marked rows."""
    outcome = dingxiang()
    lines = next(section for section in explain(outcome, Lang.ZH).sections if section.kind == "scores").lines
    leaves = {node.name for node in outcome.rulebook.indicators.values() if node.scoring is not None}
    checked = set()
    current = ""
    for at, line in enumerate(lines):
        if line.kind is LineKind.SCORE:
            current = line.name
        if line.kind is LineKind.FORMULA and line.formula.startswith("评分") and current in leaves:
            below = [other for other in lines[at + 1 : at + 6] if other.kind is LineKind.ROW]
            assert line.numbers or line.remark or below, current
            checked.add(current)
    assert checked == leaves
    assert len(leaves) == 34
