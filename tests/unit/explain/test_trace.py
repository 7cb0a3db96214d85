"""The JSON trace: its schema, its order, the same bytes everywhere."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry

from guiju import Outcome
from guiju.explain.schemas import SCHEMAS, schema_text
from guiju.explain.trace import COMMON, trace, trace_json
from guiju.explain.trace_rounding import RULES
from guiju.functions import FUNCTIONS, Shape
from guiju.text import visible
from guiju.types import RecordsType
from tests.traces.samples import HERE, PACK, dingxiang, english, everything, panel
from tests.unit.explain.hostile import hostile
from tests.unit.explain.test_formulas import outcome as outcome_of

ROOT = Path(__file__).parents[3]


def outcomes() -> list[Any]:
    towns = ("dingxiang-flange", "fanshi-casting", "wutai-magnesium", "yuanping-coal-machinery")
    return [everything(), everything("everything-missing"), english(), panel(), hostile(), *map(real, towns)]


def real(town: str) -> Outcome:
    import guiju

    rulebook = guiju.load(PACK / "detail.rule")
    return rulebook.evaluate(guiju.read_town(PACK / "towns" / f"{town}.yaml", rulebook))


def validator(name: str) -> Draft202012Validator:
    """A validator that cannot look anything up anywhere."""
    return Draft202012Validator(json.loads(schema_text(name)), registry=Registry())


OPTIONAL = {"alternatives"}  # only with --readings


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_closed_and_describes_every_field(name: str) -> None:
    schema = json.loads(schema_text(name))
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"

    def visit(node: Any) -> None:
        if isinstance(node, list):
            for item in node:
                visit(item)
        if not isinstance(node, dict):
            return
        if node.get("type") == "object":
            assert "additionalProperties" in node
            assert set(node.get("required", ())) == set(node.get("properties", ())) - OPTIONAL
        for key, field in node.get("properties", {}).items():
            assert field.get("description", "").endswith("."), key
        for part in node.values():
            visit(part)

    visit(schema)


def test_an_unknown_schema() -> None:
    with pytest.raises(KeyError):
        schema_text("../trace-1")


@pytest.mark.parametrize("outcome", outcomes(), ids=range(9))
def test_what_is_written_fits_the_published_schema(outcome: Outcome) -> None:
    assert list(validator("trace-1").iter_errors(json.loads(trace_json(outcome)))) == []
    assert list(validator("evaluate-1").iter_errors(json.loads(outcome.to_json()))) == []


def test_the_schema_refuses_what_it_does_not_describe() -> None:
    written = trace(english())
    assert list(validator("trace-1").iter_errors({**written, "time": "now"}))
    assert list(validator("trace-1").iter_errors({**written, "steps": [{**written["steps"][0], "extra": 1}]}))


@pytest.mark.parametrize("outcome", outcomes(), ids=range(9))
def test_operands_come_before_what_is_made_of_them(outcome: Outcome) -> None:
    written = json.loads(trace_json(outcome))
    seen: dict[str, dict[str, Any]] = {}
    for number, step in enumerate(written["steps"], 1):
        assert step["id"] == f"s{number}"
        assert set(step["operands"]) <= set(seen)
        if step["reference"]:
            first = seen[step["reference"]]
            assert (first["name"], first["kind"], first["value"]) == (
                step["name"],
                step["kind"],
                step["value"],
            )
            assert step["operands"] == []
        seen[step["id"]] = step
    used = [operand for step in written["steps"] for operand in step["operands"]]
    assert len(used) == len(set(used)), "a step is part of one other step"
    assert len(written["steps"]) == sum(1 for _ in outcome.walk())


def test_each_step_stands_on_one_line() -> None:
    text = trace_json(everything())
    lines = [line.rstrip(",") for line in text.splitlines() if line.startswith('{"id": "s')]
    assert [json.loads(line) for line in lines] == json.loads(text)["steps"]
    assert text.endswith("\n}\n")
    assert json.loads(text) == json.loads(json.dumps(trace(everything())))


def test_hostile_text_is_kept_and_harmless() -> None:
    text = trace_json(hostile())
    assert all(visible(line) == line for line in text.splitlines())
    town = json.loads(text)["town"]
    assert town["name"] == hostile().town.name


def test_the_characters_taken_for_harmless_are() -> None:
    harmless = [chr(code) for code in range(0x110000) if COMMON.fullmatch(chr(code))]
    assert "\n" not in harmless
    assert visible("".join(harmless)) == "".join(harmless)


def test_no_folder_and_no_user_is_named() -> None:
    for outcome in outcomes():
        text = trace_json(outcome)
        assert str(ROOT) not in text
        assert "/home/" not in text
        assert not re.search(r'"(name|file)": "[^"]*[/\\]{1}(?!/)[^"]*\.(rule|yaml)"', text)


def test_a_rounding_says_rule_mode_before_and_after() -> None:
    steps = trace(everything())["steps"]
    roundings = {step["kind"]: step["rounding"] for step in steps if step["rounding"]}
    assert set(roundings) == {"function", "grades", "experts"}
    assert roundings["grades"]["rule"] == "四舍五入"
    assert roundings["grades"]["before"]["value"].startswith("57.9416")
    assert roundings["grades"]["after"]["value"] == "58"
    assert (roundings["experts"]["places"], roundings["experts"]["after"]["value"]) == (2, "3.5")
    half_up = trace(outcome_of("四舍五入(丙, 0)", 丙="2.5%"))["steps"]
    rounding = next(step["rounding"] for step in half_up if step["rounding"])
    assert (rounding["rule"], rounding["mode"], rounding["places"]) == ("四舍五入", "half_up", 0)
    assert (rounding["before"]["value"], rounding["after"]["value"]) == ("2.5", "3")


ROUNDINGS = [
    ("进位(丙, 0)", "up", 0, None, "3", ""),
    ("舍去(丙, 0)", "down", 0, None, "2", ""),
    ("报出(丙, 1)", "half_even", 1, None, "2.5(-)", "-"),
    ("修约到(丙, 0.2%)", "half_even", None, "0.2", "2.4", ""),
    ("四舍五入到(丙, 1%)", "half_up", None, "1", "2", ""),
    ("进位到(丙, 5%)", "up", None, "5", "5", ""),
    ("舍去到(丙, 5%)", "down", None, "5", "0", ""),
    ("向下取整(-丙)", "floor", None, "1", "-3", ""),
    ("向上取整(-丙, 2%)", "ceil", None, "2", "-2", ""),
]


@pytest.mark.parametrize(("formula", "mode", "places", "interval", "after", "mark"), ROUNDINGS)
def test_every_rounding_is_recorded(
    formula: str, mode: str, places: int | None, interval: str | None, after: str, mark: str
) -> None:
    steps = trace(outcome_of(formula, 丙="2.46%"))["steps"]
    found = next(step["rounding"] for step in steps if step["rounding"])
    assert (found["mode"], found["places"], found["after"]["value"], found["mark"]) == (
        mode,
        places,
        after,
        mark,
    )
    assert (found["interval"] and found["interval"]["value"]) == interval


def test_every_function_that_rounds_has_its_rule() -> None:
    rounding = {Shape.ROUNDING, Shape.INTERVAL}
    assert {function.en for function in FUNCTIONS if function.shape in rounding} == set(RULES)


def test_a_year_and_what_is_taken_of_another_town_are_recorded() -> None:
    steps = trace(everything())["steps"]
    figures = {step["year"]: step["provenance"] for step in steps if step["kind"] == "series"}
    assert set(figures) == {2022, 2023, 2024}
    assert {step["label"] for step in steps if step["kind"] == "record" and step["year"]} == {
        "2022",
        "2023",
        "2024",
    }
    others = [
        step for step in steps if step["kind"] == "record" and step["label"] == "第二镇" and step["taken"]
    ]
    assert {step["taken"]["value"] for step in others} >= {"150", "25"}
    header = trace(everything())
    assert (header["population"], header["town"]["year"]) == (3, 2024)
    assert header["rankings"]["综合排名"]["value"] == "2"
    assert header["replaced"] == ["出口额", "年研发（2022年）"]


def test_synthetic_figures_are_followed_to_what_rests_on_them() -> None:
    steps = trace(everything())["steps"]
    by_name = {(step["kind"], step["name"]): step["synthetic"] for step in steps if step["name"]}
    assert by_name["input", "利润"]
    assert by_name["definition", "利润率"]
    assert by_name["indicator", "规模"]
    assert not by_name["input", "产值"]
    assert not by_name["indicator", "产值规模"]


def test_every_figure_has_its_provenance() -> None:
    inputs = dingxiang().rulebook.inputs
    lists = {name for name, entry in inputs.items() if isinstance(entry.field.type, RecordsType)}
    for step in trace(dingxiang())["steps"]:
        if step["kind"] in ("input", "mark"):
            assert step["provenance"]["file"].endswith(".yaml")
            assert step["provenance"]["line"] > 0
            assert step["provenance"]["written"] or step["name"] in lists
        else:
            assert step["provenance"] is None


def test_places_point_at_the_formula() -> None:
    lines = (HERE / "everything.rule").read_text("utf-8").splitlines()
    for step in trace(everything())["steps"]:
        place = step["place"]
        if place and place["line"] == place["end_line"] and step["kind"] == "input":
            assert lines[place["line"] - 1][place["column"] - 1 : place["end_column"] - 1] == step["formula"]


def test_a_long_chain_of_names_needs_no_long_stack() -> None:
    limit = sys.getrecursionlimit()
    outcome = everything()
    try:
        sys.setrecursionlimit(220)
        assert trace_json(outcome)
    finally:
        sys.setrecursionlimit(limit)


SCRIPT = """
import sys
sys.path[:0] = [sys.argv[1]]
import guiju
from guiju.explain.trace import trace_json
rulebook = guiju.load(sys.argv[2])
towns = [guiju.read_town(path, rulebook) for path in sys.argv[3:]]
sys.stdout.buffer.write(trace_json(rulebook.evaluate_many(towns)[0]).encode())
"""


@pytest.mark.slow
def test_the_same_bytes_under_every_circumstance(tmp_path: Path) -> None:
    """Another hash seed, time zone, locale, folder and way to write the path."""
    names = ("everything.rule", "everything.yaml", "everything-second.yaml", "everything-third.yaml")
    found = set()
    for seed, zone, locale, folder in (
        ("0", "UTC", "C", ROOT),
        ("1", "Asia/Shanghai", "zh_CN.UTF-8", tmp_path),
        ("77", "America/Lima", "C.UTF-8", HERE),
    ):
        environment = {
            **os.environ,
            "PYTHONHASHSEED": seed,
            "TZ": zone,
            "LC_ALL": locale,
            "HOME": str(tmp_path / f"home{seed}"),  # what is kept between runs lies below it
        }
        paths = [os.path.relpath(path, folder) for path in (HERE / name for name in names)]
        command = [sys.executable, "-c", SCRIPT, str(ROOT / "engine"), *paths]
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=True)
        found.add(done.stdout)
    assert len(found) == 1
    assert found == {trace_json(everything()).encode()}


def test_ten_thousand_steps_are_written() -> None:
    """Long lists are long files, and no deeper than short ones."""
    names = [{"名称": f"第{n}", "人数": str(n % 7)} for n in range(2500)]
    outcome = outcome_of("合计(名录 其中 人数 ≥ 2 人 取 人数)", 名录=names)
    count = sum(1 for _ in outcome.walk())
    assert count > 10_000
    assert len(json.loads(trace_json(outcome))["steps"]) == count
