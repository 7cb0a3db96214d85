"""Measure whole processes: how long `guiju check` takes from start to end, as a multiple of `python -c pass`.

    python -m tests.bench.start [--rounds 21]

Cold makes the tables of the grammar, warm finds them kept from an earlier run. README.md in this folder says what is
counted.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from guiju.shipped import shipped

NOTHING = "python -c pass"
# What the engine takes from the standard library to check a file: no start of ours is faster.
LIBRARY = "argparse, dataclasses, datetime, decimal, enum, fractions, hashlib, json, pathlib, re, typing"
SMALL = '标准 bench "基准"\n  状态 征求意见\n条款\n  "1" "全部"\n数据 甲 : 数值(亿元) ≥ 0 依据 "1"\n'
GOAL_WARM, GOAL_COLD = 3, 12


@dataclass(frozen=True, slots=True)
class Process:
    """A command, and what is set for it alone."""

    command: Sequence[str]
    variables: Mapping[str, str]


def processes(folder: Path) -> Mapping[str, Process]:
    """What is timed. `folder` holds a small rule file and whatever the runs keep."""
    small = folder / "small.rule"
    small.write_text(SMALL, encoding="utf-8")
    pack = shipped("rules") / "db1409-1" / "detail.rule"
    lines = pack.read_text(encoding="utf-8").count("\n")
    check = (sys.executable, "-m", "guiju", "check")
    kept = {"GUIJU_CACHE": "on"}
    return {
        NOTHING: Process((sys.executable, "-c", "pass"), kept),
        "the standard library alone": Process((sys.executable, "-c", f"import {LIBRARY}"), kept),
        "guiju --version": Process((sys.executable, "-m", "guiju", "--version"), kept),
        "guiju check: 5 lines, warm": Process((*check, str(small)), kept),
        f"guiju check: {lines} lines, warm": Process((*check, str(pack)), kept),
        "guiju check: 5 lines, cold": Process((*check, str(small)), {"GUIJU_CACHE": "off"}),
        f"guiju check: {lines} lines, cold": Process((*check, str(pack)), {"GUIJU_CACHE": "off"}),
    }


def environment(folder: Path) -> dict[str, str]:
    """The caches of Python and of guiju in a folder of their own: modules are compiled, as they are once installed."""
    own = {k: v for k, v in os.environ.items() if k not in ("PYTHONDONTWRITEBYTECODE", "GUIJU_CACHE")}
    own |= dict.fromkeys(("XDG_CACHE_HOME", "LOCALAPPDATA", "HOME"), str(folder))
    return own | {"PYTHONPYCACHEPREFIX": str(folder / "modules"), "PYTHONUTF8": "1"}


def seconds(runs: Mapping[str, Process], around: Mapping[str, str], rounds: int) -> dict[str, float]:
    """The shortest time of each, the processes taking turns: whatever else runs only makes them longer."""
    times: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(rounds):
        for name, run in runs.items():
            start = time.perf_counter()
            subprocess.run(run.command, env={**around, **run.variables}, capture_output=True, check=True)
            times[name].append(time.perf_counter() - start)
    return {name: min(those) for name, those in times.items()}


def main() -> int:
    parser = argparse.ArgumentParser(description="Time whole processes, from start to end.")
    parser.add_argument("--rounds", type=int, default=21, help="runs of each (21)")
    options = parser.parse_args()

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        runs, around = processes(folder), environment(folder)
        seconds(runs, around, 2)  # compile the modules and keep the tables
        shortest = seconds(runs, around, options.rounds)
    print(f"{'one process':<36}{'ms':>8}{'of pass':>10}")
    for what, one in shortest.items():
        print(f"{what:<36}{one * 1e3:>8.1f}{one / shortest[NOTHING]:>10.1f}")
    print(f"\ngoal: guiju check at most {GOAL_WARM} of pass warm and {GOAL_COLD} cold")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
