"""The listings of docs/readings.md run, and print what the page shows."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from guiju.cli.main import main

ROOT = Path(__file__).parents[2]
PATH = ROOT / "docs" / "readings.md"
PAGE = PATH.read_text(encoding="utf-8")
COMMAND = re.compile(r"```sh\nguiju (.*?)\n```\n\n```text\n(.*?)```", re.DOTALL)


def test_the_command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], request: pytest.FixtureRequest
) -> None:
    monkeypatch.chdir(ROOT)
    command, shown = COMMAND.findall(PAGE)[0]
    assert main([*shlex.split(command), "--lang", "zh"]) == 0
    printed = capsys.readouterr().out
    if request.config.getoption("--update-golden"):
        PATH.write_text(PAGE.replace(f"```text\n{shown}```", f"```text\n{printed}```"), encoding="utf-8")
        shown = printed
    assert printed == shown


def test_the_python(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    (code,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    exec(compile(code, "docs/readings.md", "exec"), {})
