"""The formats for programs, read back."""

from __future__ import annotations

import json
from typing import Any
from xml.etree import ElementTree

import pytest

from guiju.diagnostics.github import to_github
from guiju.diagnostics.json_form import to_json
from guiju.diagnostics.junit import to_junit
from guiju.diagnostics.model import Lang
from guiju.diagnostics.report import Report
from guiju.diagnostics.sarif import to_sarif, uri
from guiju.source import Place, Span
from tests.unit.diagnostics.samples import (
    GAP,
    HOSTILE,
    RULE,
    UNUSED,
    at,
    finding,
    hostile,
    known,
    report,
    weights,
)


def sarif_run(given: Report, **more: Any) -> dict[str, Any]:
    log = json.loads(to_sarif(given, Lang.ZH, **more))
    assert log["version"] == "2.1.0"
    [run] = log["runs"]
    assert isinstance(run, dict)
    return run


def test_json_of_a_finding() -> None:
    [found] = json.loads(to_json(Report((weights(),), ()), Lang.EN))["findings"]
    assert list(found)[:9] == [
        "code",
        "severity",
        "message",
        "file",
        "line",
        "column",
        "end_line",
        "end_column",
        "expected",
    ]
    assert found["message"] == "weights of `产品结构优化` sum to 5, must be 4"
    assert (found["line"], found["column"], found["end_line"], found["end_column"]) == (4, 6, 4, 12)
    [fix] = found["fixes"]
    assert fix["edits"] == [
        {"file": "rules/draft.rule", "line": 4, "column": 16, "end_line": 5, "end_column": 1, "text": "5\n"}
    ]


def test_json_without_a_place_has_nulls() -> None:
    found = json.loads(to_json(report(), Lang.EN))["findings"][-1]
    assert [found[key] for key in ("file", "line", "column", "end_line", "end_column")] == [None] * 5


def test_json_keeps_names_and_edits_exact() -> None:
    [found] = json.loads(to_json(Report((hostile(),), ()), Lang.EN))["findings"]
    assert found["file"] == f"rules/{HOSTILE}.rule"
    assert found["fixes"][0]["edits"][0]["text"] == HOSTILE


def test_sarif_counts_columns_in_utf16() -> None:
    place = at(RULE, "权重 2")
    run = sarif_run(Report((finding(UNUSED, place, name="a"),), ()))
    assert run["columnKind"] == "utf16CodeUnits"
    region = run["results"][0]["locations"][0]["physicalLocation"]["region"]
    # 𠮷 is one character and two units.
    assert (place.position.column, place.end.column) == (11, 15)
    assert region == {"startLine": 7, "startColumn": 12, "endLine": 7, "endColumn": 16}


def test_sarif_rules_and_results_agree() -> None:
    run = sarif_run(report(), codes=(GAP,), version="1.2.3")
    driver = run["tool"]["driver"]
    assert (driver["name"], driver["version"]) == ("guiju", "1.2.3")
    assert [rule["id"] for rule in driver["rules"]] == ["B502", "N210", "W401"]
    assert driver["rules"][2]["help"]["text"] == "改下级的权重，或把 `…` 的权重改为 …"
    assert [result["ruleId"] for result in run["results"]] == ["W401", "W401", "N210", "B502", "W401"]
    for result in run["results"]:
        rule = driver["rules"][result["ruleIndex"]]
        assert rule["id"] == result["ruleId"]
        assert rule["defaultConfiguration"]["level"] == result["level"]


def test_sarif_suppresses_known_defects_and_states_it_for_all() -> None:
    suppressions = [result["suppressions"] for result in sarif_run(report())["results"]]
    assert [len(s) for s in suppressions] == [0, 1, 0, 0, 0]
    assert suppressions[1][0]["kind"] == "inSource"


def test_sarif_fix_and_related_places() -> None:
    result = sarif_run(report())["results"][2]
    assert result["relatedLocations"][0]["physicalLocation"]["artifactLocation"] == {
        "uri": "rules/shared.rule"
    }
    [change] = result["fixes"][0]["artifactChanges"]
    assert change["artifactLocation"] == {"uri": "rules/shared.rule"}
    assert change["replacements"] == [
        {
            "deletedRegion": {"startLine": 3, "startColumn": 1, "endLine": 4, "endColumn": 1},
            "insertedContent": {"text": ""},
        }
    ]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("rules/a b.rule", "rules/a%20b.rule"),
        ("规则.rule", "%E8%A7%84%E5%88%99.rule"),
        ("a:b", "a%3Ab"),
        ("<stdin>", "%3Cstdin%3E"),
        ("../a.rule", "../a.rule"),
        ("rules\\a.rule", "rules/a.rule"),
        ("/tmp/a.rule", "file:///tmp/a.rule"),
        ("C:\\r\\a.rule", "file:///C:/r/a.rule"),
        ("a\udc80\n", "a%5Cudc80%0A"),
    ],
)
def test_uri(name: str, expected: str) -> None:
    assert uri(name) == expected


def test_junit_counts_and_outcomes() -> None:
    root = ElementTree.fromstring(to_junit(report(), Lang.ZH))
    assert [suite.get("name") for suite in root] == [
        "rules/empty.rule",
        "rules/draft.rule",
        "rules/shared.rule",
        "（不属于任何文件）",
    ]
    assert {key: root.get(key) for key in ("tests", "failures", "errors", "skipped")} == {
        "tests": str(len(root.findall(".//testcase"))),
        "failures": str(len(root.findall(".//failure"))),
        "errors": "0",
        "skipped": str(len(root.findall(".//skipped"))),
    }
    assert [[part.tag for part in case] for case in root[1]] == [
        ["failure"],
        ["skipped", "system-out"],
        ["system-out"],
        ["system-out"],
    ]


def test_junit_shows_hostile_text_as_text() -> None:
    root = ElementTree.fromstring(to_junit(Report((hostile(),), ()), Lang.ZH))
    failure = root.find(".//failure")
    assert failure is not None
    assert failure.get("message") == (
        "坏\\x1b[31m]0;x\\x07\\r\\n::error::%0A<U+202E><b>[red]<U+200B>,:<U+D800><U+FFFE>"
    )
    assert {element.tag for element in root.iter()} == {"testsuites", "testsuite", "testcase", "failure"}


def test_github_escapes() -> None:
    [line] = to_github(Report((hostile(),), ()), Lang.EN).splitlines()
    command, properties, data = (
        line[2:].split("::", 1)[0].split(" ", 1)[0],
        *line[2:].split(" ", 1)[1].split("::", 1),
    )
    assert command == "error"
    assert [part.split("=", 1)[0] for part in properties.split(",")] == [
        "file",
        "line",
        "col",
        "endLine",
        "endColumn",
        "title",
    ]
    assert "%3A%3Aerror%3A%3A%250A" in properties
    assert data.startswith("坏\\x1b[31m]0;x\\x07\\r\\n::error::%250A<U+202E>")


def test_github_of_several_lines_has_no_columns() -> None:
    place = Place(RULE, Span(0, len(RULE.text)))
    line = to_github(Report((finding(UNUSED, place, name="a"),), ()), Lang.EN)
    assert line == "::notice file=rules/draft.rule,line=1,endLine=14,title=N210::`a` is not used\n"


def test_github_makes_a_notice_of_a_known_defect() -> None:
    line = to_github(Report((known(),), ()), Lang.EN)
    assert line.startswith(
        "::notice file=rules/draft.rule,line=8,col=6,endLine=8,endColumn=10,title=W401 declared::"
    )
