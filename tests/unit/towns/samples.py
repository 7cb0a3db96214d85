"""A small rulebook's worth of inputs, and short ways to read texts against it."""

from __future__ import annotations

from fractions import Fraction

from guiju.diagnostics.model import Diagnostic
from guiju.source import Source
from guiju.towns.bind import Binder
from guiju.towns.model import Town
from guiju.towns.strict_yaml import load
from guiju.types import (
    Bound,
    ChoiceType,
    DateType,
    Field,
    NumberType,
    RecordsType,
    SeriesType,
    TextType,
    YesNoType,
)
from guiju.units import BUILT_IN, PLAIN, Unit, parse_unit


def unit(symbol: str) -> Unit:
    found = parse_unit(symbol, BUILT_IN)
    assert found is not None
    return found


ZERO = Bound(Fraction(0))
LEVELS = ChoiceType(("国家级", "省级", "市级"), ordered=True)
INPUTS = (
    Field("产值", NumberType(unit("亿元")), ZERO),
    Field("人口", NumberType(unit("万人")), Bound(Fraction(0), strict=True)),
    Field("增速", NumberType(unit("%")), Bound(Fraction(-3, 10)), Bound(Fraction(1, 2))),
    Field("能耗", NumberType(unit("吨标准煤/万元")), ZERO, Bound(Fraction(1, 1000))),
    Field("企业数", NumberType(unit("户"), integer=True), ZERO),
    Field("系数", NumberType(PLAIN)),
    Field("领导机构", YesNoType()),
    Field("级别", LEVELS),
    Field("质量", ChoiceType(("好", "无"))),
    Field("简介", TextType()),
    Field("批复日", DateType()),
    Field(
        "平台",
        RecordsType(
            (
                Field("名称", TextType()),
                Field("级别", LEVELS),
                Field("人员", NumberType(unit("人"), True), ZERO),
            ),
            unit("个"),
        ),
    ),
    Field(
        "三县", RecordsType((Field("名称", TextType()), Field("指数", NumberType(unit("分")))), unit("个"), 3)
    ),
    Field("营收", SeriesType(NumberType(unit("亿元"))), ZERO, Bound(Fraction(10**11))),
    Field(
        "利润",
        NumberType(unit("亿元")),
        usual=(Fraction(10**8), Fraction(500 * 10**8)),
    ),
)
FIELDS = {field.name: field for field in INPUTS}
DOCUMENT = "晋政办发〔2022〕80号"
BINDER = Binder(
    FIELDS, {"服务": Fraction(4)}, {DOCUMENT}, {**BUILT_IN, "百万元": Unit("百万元", Fraction(10**6), (("money", 1),))},
    {"服务": Fraction(1, 2)},
)  # fmt: skip


def bind(
    text: str, *, name: str = "town.yaml", lenient: bool = False
) -> tuple[Town | None, list[Diagnostic]]:
    """A whole document."""
    source = Source.of_bytes(name, text.encode())
    root, found = load(source)
    if root is None:
        return None, list(found)
    town, more = BINDER.town_of_tree(root, file=name, lenient=lenient)
    return (None if any(d.is_error for d in found) else town), [*found, *more]


def bind_data(*lines: str, lenient: bool = False) -> tuple[Town | None, list[Diagnostic]]:
    """Lines below 数据; the first of them is line 3."""
    return bind("镇: 甲\n数据:\n" + "".join(f"  {line}\n" for line in lines), lenient=lenient)


def codes(found: list[Diagnostic]) -> list[tuple[str, int]]:
    """Code and line of each finding."""
    return [(d.code.id, d.place.position.line if d.place else 0) for d in found]
