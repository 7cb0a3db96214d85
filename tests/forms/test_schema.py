"""The schema of the data: it takes what guiju takes and refuses what guiju refuses."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import hypothesis.strategies as st
import pytest
import yaml
from hypothesis import assume, given, settings
from jsonschema import Draft202012Validator
from referencing import Registry

from guiju.api import Rulebook, load
from guiju.cli.main import main
from guiju.diagnostics.model import Lang
from guiju.forms.schema import schema_text
from guiju.forms.schema_values import YEAR
from guiju.shipped import shipped
from guiju.source import Source
from guiju.towns import tree, words
from guiju.towns.bind import Result
from guiju.towns.read import open_town
from guiju.towns.strict_yaml import load as read_tree
from tests.forms.rulebooks import TEXTS, as_json, rulebook, rules, towns

TOWNS = sorted(shipped("rules").glob("*/towns/*.yaml"))
_NUMBER = re.compile(r"[-+]?[0-9]+(\.[0-9]+)?")


def validator(book: Rulebook, lang: Lang = Lang.ZH) -> Draft202012Validator:
    """The schema with its numbers exactly; it may look nowhere else for what it refers to."""
    schema = json.loads(schema_text(book.model, lang), parse_float=Decimal)
    return Draft202012Validator(schema, registry=Registry())


def instance(node: tree.Node) -> Any:
    """A data file as an editor reads it: unquoted numbers are numbers, true and false are no words."""
    match node:
        case tree.Mapping():
            return {key.text: instance(value) for key, value in node.entries}
        case tree.Sequence():
            return [instance(item) for item in node.items]
        case _ if node.quoted:
            return node.text
        case _ if _NUMBER.fullmatch(node.text):
            return Decimal(node.text) if "." in node.text else int(node.text)
        case _:
            return {"": None, "true": True, "false": False}.get(node.text, node.text)


def accepted(book: Rulebook, text: str) -> Result:
    root, found = read_tree(Source("t.yaml", text))
    assert root is not None, (text, [f.message.en for f in found])
    return book.binder.town_of_tree(root, file="t.yaml")


@cache
def _pack(folder: Path) -> Draft202012Validator:
    rules_file = {"db1409-1": "detail.rule", "hdi": "hdi.rule", "sme-cluster": "cluster.rule"}[folder.name]
    return validator(load(folder / rules_file))


@pytest.mark.parametrize("path", TOWNS, ids=lambda path: path.stem)
def test_every_town_of_the_packs_fits(path: Path) -> None:
    files, problems = open_town(path)
    assert files is not None
    assert not problems
    for file in files.files:
        assert not list(_pack(path.parents[1]).iter_errors(instance(file.root)))


@settings(max_examples=60)
@given(st.data())
def test_what_guiju_takes_fits(data: st.DataObject) -> None:
    book = rulebook(data.draw(rules()))
    text = as_json(data.draw(towns(book)))
    town, _ = accepted(book, text)
    root, _ = read_tree(Source("t.json", text))
    assert root is not None
    errors = list(validator(book).iter_errors(instance(root)))
    assert (town is None) or not errors, [error.message for error in errors]


@settings(max_examples=60)
@given(st.data())
def test_what_is_made_from_the_schema_is_taken(data: st.DataObject) -> None:
    book = rulebook(data.draw(rules()))
    check = validator(book)
    document = data.draw(Made(check.schema).whole())
    assume(check.is_valid(document))
    text = as_json(document)
    town, found = accepted(book, text)
    only_empty = {finding.code.id for finding in found if finding.is_error} == {"I839"}
    assert town is not None or only_empty, (text, [f.message.en for f in found if f.is_error])


MARKS = f"^(?:{words.unclear_pattern()})$"
_FILES = ("共用", "shared", "规则", "rules", "缺失记号", "missing_marks")
_KEYS = {*words.TOWN, *words.DATUM, *words.RULING}


class Made:
    """Instances of a schema, made from nothing but the schema; examples stand for what only a pattern describes."""

    def __init__(self, schema: Any) -> None:
        self.root = schema

    def whole(self) -> st.SearchStrategy[Any]:
        """A town with a name."""
        town = self.of(self.root["$defs"]["town"])

        def named(parts: tuple[dict[str, Any], str]) -> dict[str, Any]:
            document, name = parts
            return document if {"镇", "town"} & set(document) else {**document, "镇": name}

        return st.tuples(town, TEXTS).map(named)

    def of(self, schema: Mapping[str, Any]) -> st.SearchStrategy[Any]:
        if "$ref" in schema:
            name = schema["$ref"].removeprefix("#/$defs/")
            # Which value may be chosen is for the reader of all files to say.
            if name.startswith(("accounts", "decision")):
                return st.nothing()
            return self.of(self.root["$defs"][name])
        if "anyOf" in schema and "properties" not in schema:
            return st.one_of([self.of(one) for one in schema["anyOf"]])
        if "enum" in schema:
            return st.sampled_from(schema["enum"])
        if "properties" in schema or "patternProperties" in schema or "additionalProperties" in schema:
            return self.object(schema)
        if schema.get("format") == "date":
            return st.dates().map(str)
        types = schema.get("type", [])
        return st.one_of([self.typed(schema, one) for one in ([types] if isinstance(types, str) else types)])

    def typed(self, schema: Mapping[str, Any], name: str) -> st.SearchStrategy[Any]:
        if name == "null":
            return st.none()
        if name == "array":
            return st.lists(self.of(schema["items"]), max_size=min(schema["maxItems"], 3))
        if name == "string":
            if (
                schema.get("pattern") == MARKS
            ):  # whether one is declared is for the reader of the whole file to see
                return st.nothing()
            if schema.get("pattern") == YEAR:
                return st.sampled_from(["2022", "1000年"])
            return st.sampled_from(schema["examples"]) if "examples" in schema else TEXTS
        whole = name == "integer"
        low = schema.get("minimum", schema.get("exclusiveMinimum", -(10**6)))
        high = schema.get("maximum", schema.get("exclusiveMaximum", 10**6))
        if "multipleOf" in schema:
            return st.integers(0, int(high / schema["multipleOf"])).map(lambda n: n * schema["multipleOf"])
        if whole:
            return st.integers(-(-low // 1), high // 1).map(int)
        return st.decimals(low, high, places=2, allow_nan=False)

    def object(self, schema: Mapping[str, Any]) -> st.SearchStrategy[Any]:
        """Some of the properties: each thing by one of its names, all keys of guiju in one language."""
        properties = self._properties(schema)
        needed = [one["required"][0] for one in schema.get("oneOf", ())]
        known = {key: self.of(one) for key, one in properties.items() if key not in _FILES}
        for pattern, one in schema.get("patternProperties", {}).items():
            assert pattern == YEAR
            known.update(dict.fromkeys(("2021", "2022年"), self.of(one)))
        beyond = schema.get("additionalProperties")
        if isinstance(beyond, Mapping):
            known.update(dict.fromkeys(("甲", "乙"), self.of(beyond)))

        def chosen(keys: list[str], english: bool) -> st.SearchStrategy[Any]:
            own = [key for key in needed if key.isascii() == english]
            said = {key for key in keys if key not in _KEYS or key.isascii() == english} - set(needed)
            things = {properties.get(key, {}).get("title", key): key for key in sorted(said)}
            return st.fixed_dictionaries({key: known[key] for key in (*own, *things.values())})

        keys = (
            st.lists(st.sampled_from(sorted(known)), unique=True, min_size=min(3, len(known)), max_size=8)
            if known
            else st.just([])
        )
        made = st.tuples(keys, st.booleans()).flatmap(lambda both: chosen(*both))
        return made.filter(lambda found: len(found) >= schema.get("minProperties", 0))

    def _properties(self, schema: Mapping[str, Any]) -> Mapping[str, Any]:
        found = dict(schema.get("properties", {}))
        for one in schema.get("allOf", ()):
            if "$ref" in one:
                evidence = self.root["$defs"][one["$ref"].removeprefix("#/$defs/")]["properties"]
                found = {**evidence, **found}
        return found


DOCUMENTS = yaml.load(Path(__file__).with_name("documents.yaml").read_text("utf-8"), yaml.BaseLoader)


def _lines(name: str) -> list[str]:
    return str(DOCUMENTS[name]).splitlines()


@cache
def _book() -> Rulebook:
    return rulebook(DOCUMENTS["rules"])


@cache
def _validator() -> Draft202012Validator:
    return validator(_book())


def _verdicts(text: str) -> tuple[bool, bool]:
    """What the schema and what guiju says of a file."""
    root, found = read_tree(Source("t.yaml", text))
    assert root is not None, [finding.message.en for finding in found]
    return _validator().is_valid(instance(root)), _book().binder.town_of_tree(root, file="t.yaml")[
        0
    ] is not None


@pytest.mark.parametrize("values", _lines("right"))
def test_right(values: str) -> None:
    assert _verdicts(f"镇: 甲\n数据: {values}\n") == (True, True)
    assert _verdicts(f"town: 甲\ndata: {values}\n") == (True, True)
    root, _ = read_tree(Source("t.yaml", f"数据: {values}\n"))
    assert root is not None
    assert _validator().is_valid(instance(root))  # a file that several towns share


@pytest.mark.parametrize("values", _lines("wrong"))
def test_wrong(values: str) -> None:
    assert _verdicts(f"镇: 甲\n数据: {values}\n") == (False, False)


@pytest.mark.parametrize("text", _lines("wrong_files"))
def test_wrong_files(text: str) -> None:
    assert _verdicts(text + "\n") == (False, False)


@pytest.mark.parametrize("mark", ["—", "/", "N/A", "n/a", "无", "..."])
@pytest.mark.parametrize("name", ["产值", "级别", "设立", "有规划", "平台", "年产值"])
def test_a_mark_may_stand_for_any_value(name: str, mark: str) -> None:
    """guiju takes the one that is declared; the schema cannot look that up and takes both."""
    values = f'数据: {{{name}: "{mark}"}}\n'
    assert _verdicts(f'镇: 甲\n缺失记号: {{"{mark}": 不详}}\n{values}') == (True, True)
    assert _verdicts(f"镇: 甲\n{values}") == (True, False)


def test_only_what_is_a_mark_may_be_declared_as_one() -> None:
    for mark in ("很多", "0", "——————"):
        assert _verdicts(f'镇: 甲\n缺失记号: {{"{mark}": 不详}}\n数据: {{产值: 3}}\n') == (False, False)


@given(st.one_of(st.text(max_size=8), st.sampled_from(["TBD", "ｎａ", "N/a", "#REF!", "—\n", "İ"])))
def test_the_pattern_of_marks_is_their_definition(text: str) -> None:
    assert bool(re.fullmatch(words.unclear_pattern(), text)) == words.is_unclear(text)


def test_it_is_a_schema() -> None:
    for lang in Lang:
        Draft202012Validator.check_schema(_book().schema(lang))


def test_it_says_what_the_rules_say() -> None:
    about = _book().schema()["$defs"]["data"]["properties"]["产值"]
    assert about["title"] == "产值"
    assert about["description"].split("\n") == [
        "数", "单位：亿元", "范围：≥ 0, ≤ 100", "依据：4.1", "说明：全口径", "提供：统计局", "原名：旧产值",
    ]  # fmt: skip
    english = _book().schema(Lang.EN)["$defs"]["data"]["properties"]["产值"]["description"]
    assert english.startswith("a number\nunit: 亿元\nlimits: ≥ 0, ≤ 100\nclause: 4.1")


def test_no_pattern_takes_long() -> None:
    """Nothing is repeated inside a repetition without an end; texts that almost fit are long."""
    for pattern in {YEAR, *_strings(_book().schema(), "pattern")}:
        assert not re.search(r"[*+}]\)[*+{]|\.[*+]|\\[1-9]", pattern)
        for piece in ("9", "9.", "9 ", " ", "亿", "9(+) ", "  (+)"):
            re.search(pattern, piece * 20_000 + "!")


def _strings(node: Any, key: str) -> Any:
    if isinstance(node, dict):
        if isinstance(node.get(key), str):
            yield node[key]
        for value in node.values():
            yield from _strings(value, key)
    elif isinstance(node, list):
        for value in node:
            yield from _strings(value, key)


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rules_file, out = tmp_path / "t.rule", tmp_path / "t.json"
    rules_file.write_text(DOCUMENTS["rules"], encoding="utf-8")
    assert main(["schema", str(rules_file), "--lang", "zh"]) == 0
    printed = capsys.readouterr().out
    assert main(["schema", str(rules_file), "-o", str(out), "--lang", "zh"]) == 0
    assert out.read_text(encoding="utf-8") == printed
    assert main(["schema", str(rules_file), "-o", str(out)]) == 2
    assert main(["schema", str(rules_file), "-o", str(rules_file), "--force"]) == 2
    rules_file.write_text("标准 t\n数据 甲 : 数值(斗)\n", encoding="utf-8")
    assert main(["schema", str(rules_file)]) == 1
