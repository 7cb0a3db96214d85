"""Random rules with inputs of every type, and random data for them in the forms that docs/data.md names."""

from __future__ import annotations

import json
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from guiju.api import Rulebook
from guiju.pipeline import check_source
from guiju.source import Source
from guiju.types import (
    ChoiceType,
    DateType,
    Field,
    NumberType,
    RecordsType,
    SeriesType,
    TextType,
    YesNoType,
)

UNITS = ("亿元", "万元", "户", "人", "万人", "%", "吨标准煤/万元", "分", "年", "亩", "炉", "百分点", "")
MISSING = ("未提供", "不详", "不适用", "unknown")
OPTIONS = ("国家级", "省级", "市级", "无", "未提供级", "重点")
# Letters of both languages, marks that mean something in YAML, in a formula of a workbook or in a pattern.
LETTERS = "甲乙丙镇a bZ09.:,'\"#-=+@[]{}%（）“”…"
TEXTS = st.text(LETTERS, min_size=1, max_size=12).filter(lambda text: text.strip() == text)
WORDS = st.text("甲乙丙丁戊", min_size=1, max_size=4)
_EVIDENCE = {
    "来源": TEXTS, "年份": st.just("2023"), "日期": st.just("2024-01-20"), "文件": TEXTS, "页": st.just("12"),
    "口径": TEXTS, "核查": st.sampled_from(["数据核查", "资料核查", "实地核查"]), "核查人": TEXTS, "备注": TEXTS,
    "合成": st.just(True),
}  # fmt: skip


@st.composite
def rules(draw: st.DrawFn) -> str:
    """A rule file that is right; nothing need use the inputs."""
    lines = ['标准 t "随机"', "  版次 v1", "  状态 征求意见", "单位 炉"]
    count = draw(st.integers(1, 7))
    for number in range(count):
        lines.extend(_input(draw, f"项{number}"))
    lines += ["评审 组", "  人数 1 至 9", *draw(st.sampled_from(([], ["  步长 0.5"])))]
    lines += ["指标体系 总 满分 10", "  汇总 求和", "  指标 甲类 权重 6"]
    lines += ["    指标 甲一 权重 4", "      评分 专家"]
    lines += ["      原名 旧甲一"] if draw(st.booleans()) else []
    lines += ["    指标 甲二 权重 2", "      评分 是非", f"      取值 {_used(draw, lines, count)}"]
    lines += ["  指标 乙类 权重 4", "    评分 专家", "认定 示范"]
    lines += ['  应 外部 "另行公布的办法"', f"  应 {_used(draw, lines, count)}"]
    return "\n".join(lines) + "\n"


def _used(draw: st.DrawFn, lines: list[str], count: int) -> str:
    """A condition on one of the inputs."""
    name = f"项{draw(st.integers(0, count - 1))}"
    declared = next(line for line in lines if line.startswith(f"数据 {name}"))
    if " : 逐年" in declared:
        return f"有值({name}.当年)"
    return f"计数({name}) > 0" if " : 清单" in declared else f"有值({name})"


def _input(draw: st.DrawFn, name: str) -> list[str]:
    kind = draw(st.sampled_from(["number", "number", "series", "plain", "records"]))
    label = draw(st.sampled_from(["", ' "全称"']))
    former = draw(st.sampled_from([[], [f"  原名 旧{name}, 又{name}"]]))
    about = draw(
        st.sampled_from([[], ['  提供 "统计局"', "  核查 数据核查, 资料核查", '  说明 "按“所在地”统计"']])
    )
    if kind == "records":
        size = draw(st.sampled_from(["", "(个)", "(个) 共 2"]))
        types = draw(st.lists(st.sampled_from(["number", "plain"]), min_size=1, max_size=3))
        rows = [
            f"  列{i} : {_number(draw) if kind == 'number' else _plain(draw)}" for i, kind in enumerate(types)
        ]
        rows[0] += draw(st.sampled_from(["", " 原名 旧列"]))
        return [f"数据 {name}{label} : 清单{size}", *rows, *former]
    type_ = {"number": _number, "series": lambda d: "逐年 " + _number(d), "plain": _plain}[kind](draw)
    return [f'数据 {name}{label} : {type_}    依据 "4.{name[1:]}"', *former, *about]


def _number(draw: st.DrawFn) -> str:
    unit = draw(st.sampled_from(UNITS))
    word = "整数" if unit in ("户", "人", "") and draw(st.booleans()) else "数值"
    bounds = draw(st.sampled_from(["", " ≥ 0", " > 0", " ≥ 0, ≤ 100", " ≥ -5, < 7.5", " ≤ 1000"]))
    usual = draw(st.sampled_from(["", " 常见 1 至 5"]))
    return f"{word}({unit}){bounds}{usual}" if unit else f"{word}{bounds}{usual}"


def _plain(draw: st.DrawFn) -> str:
    return draw(st.sampled_from(["是非", "文本", "日期", "选项(国家级 > 省级 > 市级)", "选项(无, 重点)"]))


def rulebook(text: str) -> Rulebook:
    checked = check_source(Source("t.rule", text))
    assert checked.rulebook is not None, [(f.code.id, f.message.zh, str(f.place)) for f in checked.findings]
    return Rulebook(checked.rulebook)


# --- data -------------------------------------------------------------------------------------------------------------


@st.composite
def towns(draw: st.DrawFn, book: Rulebook) -> dict[str, Any]:
    """A town document: any of the inputs, marks and rulings, each given or missing."""
    model = book.model
    document: dict[str, Any] = {"镇": draw(WORDS)}
    if draw(st.booleans()):
        document["数据日期"] = "2024-12-31"
    if draw(st.booleans()):
        document["年度"] = draw(st.sampled_from([2024, "2024", "2024年"]))
    data = {name: draw(datum(entry.field)) for name, entry in model.inputs.items() if draw(st.booleans())}
    experts = draw(st.lists(WORDS, max_size=3, unique=True))
    marked = book.binder.schema.marks
    marks = {e: {n: draw(_mark(slot.field, slot.step)) for n, slot in marked.items()} for e in experts}
    rulings = {name: draw(_ruling()) for name in model.documents if draw(st.booleans())}
    for key, content in (("数据", data), ("专家评分", marks), ("外部判定", rulings)):
        if content or key == "数据":
            document[key] = content
    return document


def datum(field: Field) -> st.SearchStrategy[Any]:
    """A value with or without its evidence; of a single figure also several values."""
    value = values(field)
    if isinstance(field.type, SeriesType):
        return st.one_of(value, _with_evidence("值", values(field, several=False)))
    one = st.one_of(value, _with_evidence("值", value))
    return one if isinstance(field.type, RecordsType) else st.one_of(one, one, _several(one))


@st.composite
def _several(draw: st.DrawFn, one: st.SearchStrategy[Any]) -> dict[str, Any]:
    """Several values of one figure, one of them chosen or none."""
    accounts = draw(st.lists(one, min_size=2, max_size=3))
    if draw(st.booleans()):
        return {"各方": accounts}
    by = draw(st.sampled_from([{}, {"采用人": "评审组"}]))
    return {"各方": accounts, "采用": draw(st.integers(1, len(accounts))), "理由": "口径一致", **by}


def _with_evidence(
    key: str, value: st.SearchStrategy[Any], names: tuple[str, ...] = tuple(_EVIDENCE)
) -> st.SearchStrategy[Any]:
    """A mapping; a score sheet has room for a note only."""
    known = st.fixed_dictionaries({}, optional={name: _EVIDENCE[name] for name in names})
    return st.builds(lambda v, evidence: {key: v, **evidence}, value, known)


def values(field: Field, *, several: bool = True) -> st.SearchStrategy[Any]:
    """A value, or a word for why there is none; of a series with `several` values for a year, or none of that."""
    missing = st.sampled_from(MISSING)
    match field.type:
        case NumberType() as number:
            return st.one_of(figures(field, number), missing)
        case SeriesType(number=number):
            point = Field(field.name, number, field.lower, field.upper)
            plain = values(point)
            figure = datum(point) if several else st.one_of(plain, _with_evidence("值", plain))
            years = st.dictionaries(st.sampled_from(["2021", "2022", "2023年", "2024"]), figure, min_size=1)
            return st.one_of(years, missing)
        case YesNoType():
            return st.one_of(st.sampled_from(["是", "否", "true", "false", True, False]), missing)
        case ChoiceType(options=options):
            return st.one_of(st.sampled_from(options), missing)
        case DateType():
            return st.one_of(st.dates().map(str), missing)
        case TextType():
            return st.one_of(TEXTS, missing)
        case RecordsType(fields=fields, size=size):
            record = st.fixed_dictionaries({}, optional={one.name: values(one) for one in fields}).filter(
                bool
            )
            least = 0 if size is None else size
            return st.one_of(st.lists(record, min_size=least, max_size=least or 3), missing)


def figures(field: Field, number: NumberType) -> st.SearchStrategy[Any]:
    """Numbers within the limits: plain, as text, and with their unit."""
    factor = number.unit.factor
    low = Fraction(-9) if field.lower is None else field.lower.value / factor
    high = low + 90 if field.upper is None else field.upper.value / factor
    places = 0 if number.integer else 2
    grid = 10**places
    first, last = -(-low * grid).__floor__(), (high * grid).__floor__()
    first += 1 if field.lower is not None and field.lower.strict and first == low * grid else 0
    last -= 1 if field.upper is not None and field.upper.strict and last == high * grid else 0

    def written(at: int, form: int) -> Any:
        value = Decimal(at) / grid
        if form == 0 or not number.unit.symbol:
            return value if form < 2 else str(value)
        return str(value) if form == 1 else number.unit.show(str(value))

    return st.builds(written, st.integers(first, last), st.integers(0, 2))


def _mark(field: Field, step: Fraction | None) -> st.SearchStrategy[Any]:
    assert field.upper is not None
    grid = step or Fraction(1, 4)
    marks = st.integers(0, int(field.upper.value / grid)).map(lambda n: Decimal(int(n * grid * 4)) / 4)
    return st.one_of(marks, st.sampled_from(MISSING), _with_evidence("值", marks, ("备注",)))


def _ruling() -> st.SearchStrategy[Any]:
    verdict = st.sampled_from(["是", "否", "不详", True])
    return st.one_of(verdict, _with_evidence("满足", verdict))


def as_json(value: Any) -> str:
    """A document as JSON text, its numbers exactly."""
    match value:
        case dict():
            entries = (f"{json.dumps(k, ensure_ascii=False)}: {as_json(v)}" for k, v in value.items())
            return "{" + ", ".join(entries) + "}"
        case list():
            return "[" + ", ".join(map(as_json, value)) + "]"
        case Decimal():
            return f"{value:f}"
        case None:
            return ""  # a heading with nothing below it
        case _:
            return json.dumps(value, ensure_ascii=False)
