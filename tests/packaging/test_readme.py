"""The README is run, not believed: what it tells a stranger to type is what the continuous check types."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SET_UP_AND_TEST = "python3 -m venv .venv && .venv/bin/pip install -e '.[test]' && .venv/bin/pytest"


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_the_readme_gives_the_command_as_a_line_to_copy(name: str) -> None:
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    assert SET_UP_AND_TEST in [line.strip() for line in lines]


def test_the_continuous_check_runs_the_command_of_the_readme() -> None:
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert f'readme="{SET_UP_AND_TEST}"' in lines
    assert 'step bash -c "$readme"' in lines


def test_the_continuous_check_can_be_run() -> None:
    assert (ROOT / ".ci" / "run").stat().st_mode & 0o111 == 0o111
