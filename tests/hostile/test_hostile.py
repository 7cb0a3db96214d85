"""What must be answered to broken and hostile data files, each read in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests import books

HERE = Path(__file__).parent
CASES = yaml.safe_load((HERE / "cases.yaml").read_text(encoding="utf-8"))
RULES = CASES.pop("rules")
KEYS = {"name", "file", "text", "encoding", "make", "codes", "exit", "says", "values", "prints", "at_most"}
FACTORS: dict[str, Fraction | int] = {"产值": 10**8, "人口": 1, "占比": Fraction(1, 100)}  # to base units
SECONDS = 30
_NAMES: dict[str, Any] = {
    "__builtins__": {},
    "range": range,
    "chr": chr,
    "bytes": bytes,
    **{
        made.__name__: made
        for made in (books.workbook, books.Sheet, books.Stored, books.Formula, books.Error)
    },
}

pytestmark = pytest.mark.slow


def _cases() -> Iterator[Any]:
    for section, cases in CASES.items():
        for case in cases:
            yield pytest.param(case, id=f"{section}/{case['name']}")


def content(case: dict[str, Any]) -> bytes:
    """The bytes of the file of a case."""
    made = case["text"] if "text" in case else eval(case["make"], dict(_NAMES))  # our own cases
    return made if isinstance(made, bytes) else str(made).encode(case.get("encoding", "utf-8"))


@pytest.mark.parametrize("case", tuple(_cases()))
def test_the_answer(case: dict[str, Any], tmp_path: Path) -> None:
    assert set(case) <= KEYS
    (tmp_path / "r.rule").write_text(RULES, encoding="utf-8")
    (tmp_path / case["file"]).write_bytes(content(case))
    command = [sys.executable, str(HERE / "answer.py"), case["file"], "r.rule"]
    run = subprocess.run(
        command, cwd=tmp_path, capture_output=True, timeout=SECONDS, encoding="utf-8", check=False
    )
    assert run.returncode == 0, run.stderr[-2000:]
    assert "Traceback" not in run.stderr
    assert "\x1b" not in run.stdout + run.stderr
    *printed, last = run.stdout.rstrip("\n").split("\n")
    answer = json.loads(last)
    assert sorted(set(answer["codes"])) == sorted(case["codes"])
    assert len(answer["codes"]) <= case.get("at_most", max(len(case["codes"]), 5))
    assert answer["exit"] == case["exit"], run.stderr
    for text in case.get("says", ()):
        assert text in run.stderr
    for code in case["codes"]:
        assert f"[{code}]" in run.stderr
    for name, expected in case.get("values", {}).items():
        assert answer["values"][name] == _base(name, expected)
    if "prints" in case:
        assert case["prints"] in "\n".join(printed)


def _base(name: str, expected: str) -> str:
    """A value of a case in base units, as the answer has it."""
    try:
        return str(Fraction(expected) * FACTORS[name])
    except (ValueError, KeyError):
        return expected
