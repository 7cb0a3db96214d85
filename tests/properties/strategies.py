"""Random rulebooks and towns: texts that check accepts, and data that fit them."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from fractions import Fraction

from hypothesis import strategies as st


@dataclass(frozen=True)
class Drawn:
    """A rulebook as text in blocks (their order is free after the header) and data for it."""

    header: str
    blocks: tuple[str, ...]
    data: dict[str, object]
    marks: dict[str, dict[str, str]]

    @property
    def text(self) -> str:
        return "\n".join((self.header, *self.blocks)) + "\n"

    @property
    def document(self) -> dict[str, object]:
        return {"data": self.data, "marks": self.marks}


RATIOS = ("r0", "r1", "r2", "r3")
MONEY = ("m0", "m1", "m2")
COUNTS = ("c0", "c1")
YES_NO = ("y0", "y1", "y2")
DECLARED = {
    **{name: f"数据 {name} : 数值(%) ≥ -200%, ≤ 400%" for name in RATIOS},
    **{name: f"数据 {name} : 数值(亿元) ≥ 0" for name in MONEY},
    **{name: f"数据 {name} : 整数(户) ≥ 0" for name in COUNTS},
    **{name: f"数据 {name} : 是非" for name in YES_NO},
    "k0": "数据 k0 : 选项(国家级 > 省级 > 市级)",
    "l0": "数据 l0 : 清单(个)\n  级别 : 选项(国家级 > 省级 > 市级)\n  人数 : 整数(人) ≥ 0\n  在用 : 是非",
}


def _numbers(low: int, high: int) -> st.SearchStrategy[str]:
    return st.integers(low * 100, high * 100).map(lambda n: _decimal(Fraction(n, 100)))


def _decimal(value: Fraction) -> str:
    return f"{value.numerator / value.denominator:.2f}" if value.denominator != 1 else str(value.numerator)


def ratios(depth: int = 2) -> st.SearchStrategy[str]:
    """Formulas that are ratios."""
    leaf = st.one_of(st.sampled_from(RATIOS), _numbers(0, 120).map(lambda n: f"{n}%"))
    if depth == 0:
        return leaf
    inner = ratios(depth - 1)
    money = moneys(depth - 1)
    return st.one_of(
        leaf,
        st.tuples(money, money).map(lambda t: f"({t[0]}) / ({t[1]})"),
        st.tuples(inner, inner).map(lambda t: f"({t[0]}) + ({t[1]})"),
        st.tuples(inner, inner).map(lambda t: f"({t[0]}) × ({t[1]})"),
        inner.map(lambda t: f"({t}) ^ 2"),
        inner.map(lambda t: f"限幅({t}, 0%, 100%)"),
        st.tuples(inner, inner).map(lambda t: f"最大({t[0]}, {t[1]})"),
        st.tuples(inner, inner).map(lambda t: f"平均({t[0]}, {t[1]})"),
        inner.map(lambda t: f"绝对值({t})"),
        inner.map(lambda t: f"修约({t}, 1)"),
        st.tuples(conditions(depth - 1), inner, inner).map(lambda t: f"(若 {t[0]} 则 {t[1]} 否则 {t[2]})"),
        st.just("查表(k0, 国家级: 90%, 省级: 50%, 市级: 10%)"),
        st.just("计数(l0 其中 级别 ≥ 省级) / 计数(l0)"),
        st.just("合计(l0 其中 在用 取 人数) / 合计(l0 取 人数)"),
        st.just("平均(l0 其中 在用 取 人数) / 50 人"),
        st.just("最大(l0 其中 级别 ≥ 省级 取 人数) / 50 人"),
    )


def moneys(depth: int = 1) -> st.SearchStrategy[str]:
    """Formulas that are sums of money."""
    leaf = st.one_of(st.sampled_from(MONEY), _numbers(1, 500).map(lambda n: f"{n} 亿元"))
    if depth == 0:
        return leaf
    inner = moneys(depth - 1)
    return st.one_of(
        leaf,
        st.tuples(inner, inner).map(lambda t: f"({t[0]}) + ({t[1]})"),
        st.tuples(inner, inner).map(lambda t: f"({t[0]}) - ({t[1]})"),
        inner.map(lambda t: f"({t}) × 2"),
        st.tuples(inner, inner).map(lambda t: f"最小({t[0]}, {t[1]})"),
    )


def conditions(depth: int = 1) -> st.SearchStrategy[str]:
    """Formulas that are yes or no."""
    operator = st.sampled_from(("≥", ">", "≤", "<", "=", "≠"))
    leaf = st.one_of(
        st.sampled_from(YES_NO),
        st.tuples(st.sampled_from(RATIOS), operator, _numbers(0, 120)).map(
            lambda t: f"{t[0]} {t[1]} {t[2]}%"
        ),
        st.tuples(st.sampled_from(COUNTS), operator, st.integers(0, 20)).map(
            lambda t: f"{t[0]} {t[1]} {t[2]}"
        ),
        st.tuples(st.just("k0"), operator, st.sampled_from(("国家级", "省级", "市级"))).map(" ".join),
    )
    if depth == 0:
        return leaf
    inner = conditions(depth - 1)
    return st.one_of(
        leaf,
        st.tuples(inner, inner).map(lambda t: f"({t[0]}) 且 ({t[1]})"),
        st.tuples(inner, inner).map(lambda t: f"({t[0]}) 或 ({t[1]})"),
        inner.map(lambda t: f"非 ({t})"),
    )


@st.composite
def _scoring(draw: st.DrawFn, weight: int) -> str:
    shape = draw(
        st.sampled_from(("linear", "steps", "each", "checklist", "yes_no", "rank", "expert", "open"))
    )
    if shape in ("linear", "steps", "each"):
        measure = f"取值 {draw(ratios())}\n"
        low, high = sorted(draw(st.lists(st.integers(-50, 200), min_size=2, max_size=2, unique=True)))
        if shape == "linear":
            ends = draw(st.sampled_from((("0", "满分"), ("满分", "0"), ("20%", "80%"))))
            return measure + f"评分 线性 {low}% → {ends[0]}, {high}% → {ends[1]}"
        if shape == "steps":
            return measure + f"评分 分段\n  ≥ {high}% : 满分\n  > {low}% : 40%\n  其他 : 0"
        whole = draw(st.sampled_from(("每", "每满")))
        return measure + f"评分 {whole} 5% 得 0.5, 最高 满分"
    if shape == "checklist":
        first = draw(st.integers(0, weight))
        return f"评分 清单\n  {draw(conditions())} : {first}\n  {draw(conditions())} : {weight - first}"
    if shape == "yes_no":
        return f"取值 {draw(conditions())}\n评分 是非"
    if shape == "rank":
        return "取值 1 + c0\n评分 排名 共 14"
    return "评分 专家" if shape == "expert" else '评分 未定 "没有规定"'


def _indented(text: str, by: str) -> str:
    return "\n".join(by + line for line in text.split("\n"))


def _split(draw: st.DrawFn, total: int, most: int) -> list[int]:
    count = draw(st.integers(1, min(most, total)))
    cuts = (
        sorted(draw(st.lists(st.integers(1, total - 1), min_size=count - 1, max_size=count - 1, unique=True)))
        if total > 1
        else []
    )
    return [b - a for a, b in zip([0, *cuts], [*cuts, total], strict=True)]


@st.composite
def rulebooks(draw: st.DrawFn) -> Drawn:
    """A whole rulebook and a town; some data are missing."""
    methods = st.sampled_from(("求和", "封顶求和", "加权平均", "加权几何平均", "最小", "最大", "几何平均"))
    policies = st.sampled_from(("待定", "折算", "零分", "满分"))
    lines = ["指标体系 体系 满分 100", f"  汇总 {draw(methods)}", f"  缺项 {draw(policies)}"]
    for i, weight in enumerate(_split(draw, 100, 3)):
        parts = _split(draw, weight, 3)
        lines.append(f"  指标 组{i} 权重 {weight}")
        lines.append(f"    汇总 {draw(methods)}")
        for j, part in enumerate(parts):
            lines.append(f"    指标 项{i}{j} 权重 {part}")
            lines.append(_indented(draw(_scoring(part)), "      "))
    marked = [line.split()[1] for line, after in itertools.pairwise(lines) if after.strip() == "评分 专家"]
    cut = draw(st.integers(1, 99))
    blocks = [
        *DECLARED.values(),
        draw(_panel()),
        f"定义 d0 = {draw(ratios())}",
        f"定义 d1 = d0 + {draw(st.sampled_from(RATIOS))}",
        "\n".join(lines),
        f"等级 等次 按 总分 判定 {draw(st.sampled_from(('全数值', '修约值 1 位')))}\n"
        f"  甲 : 得分 ≥ {cut} 须 {draw(conditions())}\n  乙 : 得分 < {cut}",
        f"认定 名号\n  应 {draw(conditions())}\n  宜 d1 ≥ 10%\n"
        f"  应 至少 1 项\n    {draw(conditions())}\n    {draw(conditions())}",
    ]
    weights = {line.split()[1]: int(line.split()[3]) for line in lines if line.split()[0] == "指标"}
    marks = draw(_marks({name: weights[name] for name in marked}))
    return Drawn('标准 t "随机"\n  状态 征求意见', tuple(blocks), draw(_town()), marks)


@st.composite
def _panel(draw: st.DrawFn) -> str:
    lines = ["评审 组", f"  人数 {draw(st.integers(1, 3))} 至 {draw(st.integers(3, 5))}"]
    lines.append(f"  平均 {draw(st.sampled_from(('逐项', '总分', '总分', '总分 中位数')))}")
    lines += draw(
        st.lists(
            st.sampled_from(
                ("  去极值 当 人数 ≥ 3", "  缺席 不计", "  修约 1 位 四舍六入五成双", "  偏离 20%")
            ),
            unique=True,
        )
    )
    return "\n".join(lines)


@st.composite
def _marks(draw: st.DrawFn, weights: dict[str, int]) -> dict[str, dict[str, str]]:
    """The marks of some experts; one or the other is missing, absent or recused."""
    found: dict[str, dict[str, str]] = {}
    for expert in ("一", "二", "三", "四")[: draw(st.integers(0, 4))]:
        given = {name: draw(_numbers(0, weight)) for name, weight in weights.items()}
        words = st.sampled_from(("",) * 12 + ("缺席", "回避", "不详"))
        found[expert] = {name: draw(words) or mark for name, mark in given.items()}
    return found


@st.composite
def _town(draw: st.DrawFn) -> dict[str, object]:
    values: dict[str, st.SearchStrategy[object]] = {
        **{name: _numbers(-100, 300).map(lambda n: f"{n}%") for name in RATIOS},
        **{name: _numbers(0, 1000).map(lambda n: f"{n} 亿元") for name in MONEY},
        **{name: st.integers(0, 20).map(str) for name in COUNTS},
        **{name: st.sampled_from(("是", "否")) for name in YES_NO},
        "k0": st.sampled_from(("国家级", "省级", "市级")),
        "l0": st.lists(
            st.fixed_dictionaries(
                {
                    "级别": st.sampled_from(("国家级", "省级", "市级", "不详")),
                    "人数": st.integers(0, 50).map(str),
                    "在用": st.sampled_from(("是", "否", "未提供")),
                }
            ),
            max_size=4,
        ),
    }
    missing = st.sampled_from(("未提供", "不详", "不适用"))
    data: dict[str, object] = {}
    for name, strategy in values.items():
        kind = draw(st.integers(0, 9))
        if kind == 0:
            continue
        data[name] = draw(missing) if kind == 1 else draw(strategy)
    return data
