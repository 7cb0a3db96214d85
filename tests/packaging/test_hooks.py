"""Weights that do not sum to the full mark never land: the commit hook and the workflow stop them."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
REPAIRED = ROOT / "tests" / "revise" / "repair-as-written.rule"
CHECK = "guiju check --format github"

# What a drafter's hook does: check the rule files about to be committed.
HOOK = """\
#!/bin/sh
git diff --cached --name-only --diff-filter=ACMR -z -- '*.rule' | xargs -0 -r {python} -m {check}
"""

INDICATOR = re.compile(r"^(?P<indent> *)指标 .*权重 (?P<weight>\d+)\b")


class Repository:
    """A scratch git repository with the hook in place."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()
        self.git("init", "--quiet")
        hook = folder / ".git" / "hooks" / "pre-commit"
        hook.parent.mkdir(exist_ok=True)
        hook.write_text(HOOK.format(python=shlex.quote(sys.executable), check=CHECK), encoding="utf-8")
        hook.chmod(0o755)

    def git(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run git without the settings of whoever runs the tests (or of a hook that runs them)."""
        environment = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
        environment |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "PYTHONUTF8": "1"}
        who = [
            "-c",
            "user.name=drafter",
            "-c",
            "user.email=drafter@example.invalid",
            "-c",
            "core.quotePath=false",
        ]
        return subprocess.run(
            ["git", *who, *arguments],
            cwd=self.folder,
            env=environment,
            encoding="utf-8",
            capture_output=True,
            check=False,
        )

    def commit(self) -> subprocess.CompletedProcess[str]:
        self.git("add", "--all")
        return self.git("commit", "--message", "draft: weights")

    def commits(self) -> int:
        return len(self.git("log", "--oneline").stdout.splitlines())


def change_last_weight(text: str) -> tuple[str, int, int]:
    """Add one to the weight of the last indicator: (text, its line, the line of the indicator above it)."""
    lines = text.splitlines()
    rows = {i: m for i, line in enumerate(lines) if (m := INDICATOR.match(line))}
    last = max(rows)
    indent = len(rows[last]["indent"])
    parent = max(i for i, row in rows.items() if len(row["indent"]) < indent)
    start, end = rows[last].span("weight")
    lines[last] = lines[last][:start] + str(int(rows[last]["weight"]) + 1) + lines[last][end:]
    return "\n".join(lines) + "\n", last + 1, parent + 1


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "drafts")


@pytest.mark.slow
def test_a_right_revision_is_committed(repository: Repository) -> None:
    (repository.folder / "repair.rule").write_bytes(REPAIRED.read_bytes())
    done = repository.commit()
    assert done.returncode == 0, done.stdout + done.stderr
    assert repository.commits() == 1


@pytest.mark.slow
def test_weights_that_do_not_sum_are_stopped_with_the_line_named(repository: Repository) -> None:
    wrong, line, parent = change_last_weight(REPAIRED.read_text(encoding="utf-8"))
    (repository.folder / "repair.rule").write_text(wrong, encoding="utf-8")
    done = repository.commit()
    assert done.returncode != 0
    assert repository.commits() == 0
    annotations = re.findall(r"^::error file=(.+?),line=(\d+)", done.stdout + done.stderr, flags=re.MULTILINE)
    assert annotations, done.stdout + done.stderr
    assert {name for name, _ in annotations} == {"repair.rule"}
    assert {int(number) for _, number in annotations} & {line, parent}


def load(path: Path) -> Any:
    # Every scalar as a string: to YAML 1.1 the key `on` of a workflow is a truth value.
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def test_the_workflow_runs_the_same_command_on_every_change() -> None:
    workflow = load(ROOT / ".github" / "workflows" / "rules.yml")
    assert {"push", "pull_request"} <= workflow["on"].keys()
    (job,) = workflow["jobs"].values()
    commands = [step["run"] for step in job["steps"] if "run" in step]
    assert commands == ["pip install .", f"{CHECK} rules/"]
    versions = [step["with"]["python-version"] for step in job["steps"] if "with" in step]
    assert versions == ["3.11"]


def test_the_published_hook_checks_rule_files() -> None:
    (hook,) = load(ROOT / ".pre-commit-hooks.yaml")
    assert (hook["id"], hook["language"]) == ("guiju-check", "python")
    assert CHECK.startswith(hook["entry"])
    assert re.search(hook["files"], "rules/db1409-1/repair.rule")
    assert not re.search(hook["files"], "rules/db1409-1/towns/dingxiang.yaml")
