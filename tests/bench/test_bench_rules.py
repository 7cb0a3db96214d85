"""The benchmark of reading rules reads what it says: three texts of one length, and rules that hold."""

from __future__ import annotations

import ast

import yaml

from guiju.check import check
from guiju.source import Source
from guiju.syntax import parse
from tests.bench.parse_rules import texts


def test_the_three_texts_are_as_long_as_asked_and_as_each_other() -> None:
    given = texts(1000)
    sizes = [text.count("\n") for text in (given.rules, given.yaml, given.python)]
    assert min(sizes) >= 1000
    assert max(sizes) - min(sizes) < 10
    assert yaml.safe_load(given.yaml)
    assert ast.parse(given.python).body


def test_the_rules_hold() -> None:
    file = parse(Source("bench.rule", texts(100).rules)).file
    assert file is not None
    assert check(file).findings == ()
