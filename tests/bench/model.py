"""A model of the size of a real standard as one table, the rule file it makes, and data for it.

31 leaves in 18 groups in 4 pillars, 60 inputs, four grades and a designation with five criteria. 21 leaves
score linearly between two benchmarks, 10 by steps. Its other forms are in forms.py.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

# Weights of the leaves, by pillar and group: 11 + 11 + 4 + 5 leaves, 40 + 25 + 15 + 20 points.
WEIGHTS: tuple[tuple[tuple[int, ...], ...], ...] = (
    ((5, 5), (4, 3, 3), (3, 3), (4,), (5,), (3, 2)),
    ((2, 2, 2), (2, 2, 2), (2, 2, 2), (3, 4)),
    ((4,), (5, 3), (3,)),
    ((2,), (4,), (4,), (4,), (6,)),
)
STEP_LEAVES = range(3, 31, 3)  # ten
COUNT_LEAVES = (15, 29)  # the other 29 score a ratio of two inputs
UNITS = ("亿元", "户", "人")
GRADES = (("优秀", 80), ("良好", 65), ("合格", 50), ("不合格", 0))
DESIGNATION = """\
认定 示范镇  依据 "4"
  应 规模00 > 规模门槛  依据 "4"
  应 规模01 / 总量01 ≥ 30%  依据 "4"
  应 任一  依据 "4"
    规模15 ≥ 12 个
    规模02 + 规模05 ≥ 60000 人
  应 柱1.得分率 ≥ 50%  依据 "4"
  否决 规模07 / 总量07 < 25%  依据 "4"
"""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A scored measure: `above / below`, or `above` alone for a count.

    `points` are (measure, share of the full mark), as they are written. By steps, each share holds from its
    measure on up, and below the last the score is 0; linearly, the line through the two is held at its ends.
    """

    key: int
    weight: int
    above: str
    below: str | None
    unit: str
    points: tuple[tuple[Decimal, Decimal], ...]

    @property
    def by_steps(self) -> bool:
        return len(self.points) > 2

    @property
    def rises(self) -> bool:
        return self.by_steps or self.points[0][1] < self.points[1][1]

    @property
    def inputs(self) -> tuple[str, ...]:
        return (self.above,) if self.below is None else (self.above, self.below)


def make_leaf(key: int, weight: int) -> Leaf:
    count = key in COUNT_LEAVES
    scale = Decimal(20) if count else Decimal(1)
    low, high = scale * (key % 4) / 20, scale * (key % 4 + 12) / 20
    points: tuple[tuple[Decimal, Decimal], ...]
    if key in STEP_LEAVES:
        points = ((high, Decimal(1)), ((low + high) / 2, Decimal("0.75")), (low + scale / 20, Decimal("0.4")))
    elif key % 5 == 0:  # the smaller, the better
        points = ((low, Decimal(1)), (high, Decimal(0)))
    else:
        points = ((low, Decimal(0)), (high, Decimal(1)))
    below = None if count else f"总量{key:02}"
    return Leaf(key, weight, f"规模{key:02}", below, "个" if count else UNITS[key % 3], points)


def make_tree() -> tuple[tuple[tuple[Leaf, ...], ...], ...]:
    keys = iter(range(31))
    return tuple(
        tuple(tuple(make_leaf(next(keys), w) for w in group) for group in pillar) for pillar in WEIGHTS
    )


TREE = make_tree()  # pillars of groups of leaves
GROUPS = tuple(group for pillar in TREE for group in pillar)
LEAVES = tuple(leaf for group in GROUPS for leaf in group)


def literal(value: Decimal) -> str:
    """A decimal without an exponent and without trailing zeros."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def rule_text() -> str:
    """The model as a guiju rule file."""
    return "\n".join(
        [
            HEAD,
            *_inputs(),
            "",
            '参数 规模门槛 = 200 亿元  依据 "4"',
            "",
            *_scheme(),
            "",
            *_grades(),
            "",
            DESIGNATION,
        ]
    )


HEAD = """\
标准 bench "一镇一算"
  标准号 "BENCH 1"
  版次 r1 "基准"
  状态 现行
  实施 2025-01-01

条款
  "1" "数据"
  "2" "指标"
  "3" "等级"
  "4" "认定"
"""


def _inputs() -> Iterator[str]:
    for leaf in LEAVES:
        kind = "数值" if leaf.unit == "亿元" else "整数"
        for name in leaf.inputs:
            yield f'数据 {name} : {kind}({leaf.unit}) ≥ {0 if name == leaf.above else 1}  依据 "1"'


def _scheme() -> Iterator[str]:
    yield '指标体系 总评 满分 100  依据 "2"'
    yield "  汇总 求和"
    keys = iter(range(len(GROUPS)))
    for i, pillar in enumerate(TREE):
        yield f'  指标 柱{i} 权重 {sum(leaf.weight for group in pillar for leaf in group)}  依据 "2"'
        for group in pillar:
            yield f'    指标 组{next(keys):02} 权重 {sum(leaf.weight for leaf in group)}  依据 "2"'
            for leaf in group:
                yield f'      指标 项{leaf.key:02} 权重 {leaf.weight}  依据 "2"'
                yield from (f"        {line}" for line in _scoring(leaf))


def _scoring(leaf: Leaf) -> Iterator[str]:
    def measure(value: Decimal) -> str:
        return f"{literal(value)} 个" if leaf.below is None else f"{literal(value * 100)}%"

    yield f"取值 {' / '.join(leaf.inputs)}"
    yield f"方向 {'越大越好' if leaf.rises else '越小越好'}"
    share = {Decimal(0): "0", Decimal(1): "满分"}
    if leaf.by_steps:
        yield "评分 分段"
        for at, rate in leaf.points:
            yield f"  ≥ {measure(at)} : {share.get(rate, literal(rate * 100) + '%')}"
        yield "  其他 : 0"
    else:
        yield "评分 线性 " + ", ".join(f"{measure(at)} → {share[rate]}" for at, rate in leaf.points)


def _grades() -> Iterator[str]:
    yield '等级 等次 按 总分 判定 全数值  依据 "3"'
    above = None
    for name, edge in GRADES:
        low, high = f"{edge} ≤ " if edge else "", f" < {above}" if above else ""
        yield f"  {name} : {low}得分{high}" if above else f"  {name} : 得分 ≥ {edge}"
        above = edge


def towns(count: int, seed: int = 20250101) -> list[dict[str, str]]:
    """Data of `count` towns as decimal texts by input; the same seed gives the same towns everywhere.

    Each town has a quality of its own around which its measures scatter, so that all grades occur.
    """
    draw = random.Random(seed)
    made = []
    for _ in range(count):
        quality = draw.randrange(250, 950)
        data = {}
        for leaf in LEAVES:
            level = min(1000, max(0, quality + draw.randrange(-250, 250)))
            level = level if leaf.rises else 1000 - level
            if leaf.below is None:
                data[leaf.above] = str(level // 50)
                continue
            whole = draw.randrange(2_000, 90_000)
            part = whole * level // 1000
            places = 2 if leaf.unit == "亿元" else 0
            data[leaf.above] = str(Decimal(part).scaleb(-places))
            data[leaf.below] = str(Decimal(whole).scaleb(-places))
        made.append(data)
    return made
