"""Measure how fast rules are read and checked, against a plain YAML file and a Python module of as many lines.

    python -m tests.bench.parse_rules [--lines 1000] [--rounds 21]

The three say the same: inputs, ratios of them, weights and benchmarks. PyYAML reads its file without its C
library, Python parses and compiles its own. README.md in this folder says what is counted.
"""

from __future__ import annotations

import argparse
import ast
import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import yaml

from guiju.check import check
from guiju.source import Source
from guiju.syntax import parse

HEADER = '标准 bench "基准"\n  状态 征求意见\n条款\n  "1" "全部"\n'
INPUTS = """\
数据 量{i} : 数值(亿元) ≥ 0 依据 "1"
  核查 数据核查
  提供 "统计局"
数据 全{i} : 数值(亿元) ≥ 0 依据 "1"
  说明 "含规模以下"
定义 比{i} = 若 全{i} > 0 亿元 则 (量{i} + 1 亿元) / 全{i} 否则 0% 依据 "1"
"""
LEAF = """\
  指标 项{i} 权重 1 依据 "1"
    取值 比{i}
    方向 越大越好
    评分 线性 0% → 0, 60% → 满分 依据 "1"
"""
YAML = """\
- 量: {{名称: 量{i}, 类型: 数值, 单位: 亿元, 最小: 0, 依据: "1"}}
  核查: 数据核查
  提供: "统计局"
- 全: {{名称: 全{i}, 类型: 数值, 单位: 亿元, 最小: 0, 依据: "1"}}
  说明: "含规模以下"
  比: {{名称: 比{i}, 算式: "全{i} > 0 ? (量{i} + 1) / 全{i} : 0", 依据: "1"}}
- 指标: {{名称: 项{i}, 权重: 1, 依据: "1"}}
  取值: 比{i}
  方向: 越大越好
  评分: {{线性: [[0, 0], [60, 满分]], 依据: "1"}}
"""
PYTHON = """\
量{i} = Input("量{i}", "亿元", least=0, clause="1")
量{i}.check("数据核查")
量{i}.provider("统计局")
全{i} = Input("全{i}", "亿元", least=0, clause="1")
全{i}.note("含规模以下")
比{i} = (量{i} + 1) / 全{i} if 全{i} > 0 else 0
项{i} = Indicator("项{i}", weight=1, clause="1")
项{i}.value = 比{i}
项{i}.higher_better = True
项{i}.score = [(0, 0), (60, FULL)]
"""
LINES_OF_ONE = INPUTS.count("\n") + LEAF.count("\n")


@dataclass(frozen=True, slots=True)
class Texts:
    """The same rules in three languages, within a few lines of the same length."""

    rules: str
    yaml: str
    python: str


def texts(lines: int) -> Texts:
    """At least so many lines of each."""
    numbers = range(-(-lines // LINES_OF_ONE))
    inputs = "".join(INPUTS.format(i=i) for i in numbers)
    leaves = "".join(LEAF.format(i=i) for i in numbers)
    scheme = f'指标体系 评价 满分 {len(numbers)} 依据 "1"\n  汇总 求和\n'
    return Texts(
        HEADER + inputs + scheme + leaves,
        "".join(YAML.format(i=i) for i in numbers),
        "".join(PYTHON.format(i=i) for i in numbers),
    )


def contestants(given: Texts) -> Mapping[str, tuple[str, Callable[[], object]]]:
    """What is timed, with the text it reads."""
    file = parse(Source("bench.rule", given.rules)).file
    assert file is not None
    return {
        "guiju: parse": (given.rules, lambda: parse(Source("bench.rule", given.rules))),
        "guiju: check": (given.rules, lambda: check(file)),
        "PyYAML: safe_load, no C": (given.yaml, lambda: yaml.load(given.yaml, yaml.SafeLoader)),
        "Python: parse and compile": (
            given.python,
            lambda: compile(ast.parse(given.python), "bench.py", "exec"),
        ),
    }


def seconds(runs: Mapping[str, tuple[str, Callable[[], object]]], rounds: int) -> dict[str, float]:
    """Median time of each, the contestants taking turns."""
    times: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(rounds):
        for name, (_, run) in runs.items():
            start = time.perf_counter()
            run()
            times[name].append(time.perf_counter() - start)
    return {name: statistics.median(those) for name, those in times.items()}


def main() -> int:
    parser = argparse.ArgumentParser(description="Time the reading and checking of rules.")
    parser.add_argument("--lines", type=int, default=1000, help="lines of rules, at least (1000)")
    parser.add_argument("--rounds", type=int, default=21, help="runs of each (21)")
    options = parser.parse_args()

    runs = contestants(texts(options.lines))
    seconds(runs, 2)  # warm up
    medians = seconds(runs, options.rounds)
    lines = {name: text.count("\n") for name, (text, _) in runs.items()}
    own = ("guiju: parse", "guiju: check")
    medians["guiju: parse and check"] = sum(medians[name] for name in own)
    lines["guiju: parse and check"] = lines[own[0]]
    speed = {name: lines[name] / medians[name] for name in medians}
    print(f"{'':<28}{'lines':>7}{'ms':>8}{'lines/s':>10}{'of YAML':>10}{'of Python':>11}")
    for name, median in medians.items():
        of_yaml, of_python = (speed[name] / speed[rival] for rival in list(runs)[2:])
        print(
            f"{name:<28}{lines[name]:>7}{median * 1e3:>8.1f}{speed[name]:>10.0f}{of_yaml:>10.2f}{of_python:>11.2f}"
        )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
