"""What the drafters wrote, as one line of text, and the words for what is not written as such."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from guiju import types
from guiju.diagnostics.model import Text
from guiju.numbers.exact import decimal_text, exact_text, terminates
from guiju.rulebook import scheme
from guiju.rulebook.model import Ties
from guiju.rulebook.scheme import Aggregation, Policies, Policy, Sense
from guiju.rulebook.words import METHODS
from guiju.source import Place
from guiju.units import PLAIN, Unit

_QUOTED = r'"[^"\n]*"|“[^”\n]*”'
_REMARK = re.compile(rf"({_QUOTED})|(?:^|\s)(?:依据|说明|建议值|per|note|proposal)[\s\u3000]*(?=[\"“])|[#＃]")

_PLACES = 12
_STATEMENTS = ("评分 ", "score ")

POLICIES: Mapping[Policy, Text] = MappingProxyType(
    {
        Policy.UNDETERMINED: Text("待定", "undetermined"),
        Policy.REBASE: Text("折算", "rebase"),
        Policy.ZERO: Text("零分", "zero"),
        Policy.FULL: Text("满分", "full"),
        Policy.LEAVE_OUT: Text("略去", "leave out"),
    }
)
SENSES: Mapping[Sense, Text] = MappingProxyType(
    {
        Sense.HIGHER_BETTER: Text("越大越好", "higher is better"),
        Sense.LOWER_BETTER: Text("越小越好", "lower is better"),
    }
)
TIES: Mapping[Ties, Text] = MappingProxyType(
    {
        Ties.BEST: Text("同取前位", "best"),
        Ties.WORST: Text("同取后位", "worst"),
        Ties.MEAN: Text("取平均", "mean"),
        Ties.DENSE: Text("不占位", "dense"),
        Ties.UNDETERMINED: Text("待定", "undetermined"),
    }
)
MODES: Mapping[str, Text] = MappingProxyType(
    {
        "half_even": Text("四舍六入五成双", "half even"),
        "half_up": Text("四舍五入", "half up"),
        "up": Text("进位", "up"),
        "down": Text("舍去", "down"),
    }
)
YES_NO: Mapping[bool, Text] = MappingProxyType({True: Text("是", "yes"), False: Text("否", "no")})
_STATES = (
    ("unknown", Text("不详", "unknown")),
    ("not_supplied", Text("未提供", "not supplied")),
    ("not_applicable", Text("不适用", "not applicable")),
)


def same_in_both(text: str) -> Text:
    """A piece of the rule language, or a name: it is not translated."""
    return Text(text, text)


def line_of(place: Place | None) -> int | None:
    """The line a place is on."""
    return None if place is None else place.position.line


def written(place: Place, between: str = " ") -> str:
    """What stands at a place in one line, without comments and remarks; `between` stands for its line ends."""
    lines = (_bare(line) for line in place.text.split("\n"))
    return between.join(line for line in lines if line)


def _bare(line: str) -> str:
    for match in _REMARK.finditer(line):
        if match.group(1) is None:
            line = line[: match.start()]
            break
    return " ".join(line.split())


def code(node: Any) -> Text | None:
    """The formula of a node as written."""
    return None if node is None else same_in_both(written(node.place))


def block(node: Any) -> Text | None:
    """A statement with its rows, without the word it begins with."""
    if node is None:
        return None
    text = written(node.place, "; ")
    for word in _STATEMENTS:
        text = text.removeprefix(word).lstrip()
    rows = tuple(_rows(node))
    return Text("; ".join((text, *(one.zh for one in rows))), "; ".join((text, *(one.en for one in rows))))


def _rows(node: Any) -> Iterator[Text]:
    """The rows below a statement, marks in points."""
    if isinstance(node, scheme.Steps):
        for row in node.rows:
            yield same_in_both(f"{row.operator} {written(row.threshold.place)} : {_points(row.points)}")
        if node.otherwise is not None:
            yield Text(f"其他 : {_points(node.otherwise)}", f"otherwise : {_points(node.otherwise)}")
    elif isinstance(node, scheme.Checklist):
        for item in node.items:
            yield same_in_both(f"{written(item.condition.place)} : {_points(item.points)}")
    elif isinstance(node, scheme.Deductions | scheme.Adjustment):
        for one in node.items:
            yield same_in_both(written(one.place))


def _points(value: Fraction) -> str:
    text = number(value)
    assert text is not None
    return text.zh


def quoted(value: str | None) -> Text | None:
    """A text of the file."""
    return same_in_both(value) if value else None


def listed(values: Iterable[str]) -> Text | None:
    """Several of them."""
    found = tuple(values)
    return Text("、".join(found), ", ".join(found)) if found else None


def number(value: Fraction | int | None) -> Text | None:
    """A plain number: as a decimal where it has an end, else as a fraction."""
    if value is None:
        return None
    value = Fraction(value)
    needed = terminates(value)
    ends = needed is not None and needed <= _PLACES
    return same_in_both(decimal_text(value, _PLACES) if ends else exact_text(value))


def amount(value: Fraction, unit: Unit) -> Text:
    """A number of base units in a unit."""
    text = number(value / unit.factor)
    assert text is not None
    return same_in_both(unit.show(text.zh))


def yes_no(value: bool) -> Text:
    """A flag."""
    return YES_NO[value]


def rounding(places: int | None, mode: str) -> Text:
    """`1 位 四舍五入`, or that nothing is rounded."""
    if places is None:
        return Text("不修约", "not rounded")
    words = MODES.get(mode, same_in_both(mode))
    return Text(f"{places} 位 {words.zh}", f"{places} places, {words.en}")


def aggregation(value: Aggregation | None) -> Text | None:
    """How the scores below become one."""
    if value is None:
        return None
    words = METHODS[value.method]
    if value.formula is not None:
        formula = written(value.formula.place)
        words = Text(f"算式 {formula}", f"formula {formula}")
    if value.reading is None:
        return words
    return Text(f"{words.zh}（按解读 {value.reading}）", f"{words.en} (by the reading {value.reading})")


def policies(value: Policies) -> Text:
    """What becomes of a child without a score; one word where all states agree."""
    each = [(state, getattr(value, field), getattr(value, f"{field}_share")) for field, state in _STATES]
    words = [(state, _policy(policy, share)) for state, policy, share in each]
    if len({text for _, text in words}) == 1:
        return words[0][1]
    return Text(
        "，".join(f"{state.zh} {text.zh}" for state, text in words),
        ", ".join(f"{state.en} {text.en}" for state, text in words),
    )


def _policy(policy: Policy, share: Fraction | None) -> Text:
    words = POLICIES[policy]
    if share is None:
        return words
    least = number(share * 100)
    return Text(f"{words.zh} 至少 {least.zh}%", f"{words.en} from {least.en}%") if least else words


def type_text(value: types.Type) -> Text:
    """A type as the language writes it."""
    match value:
        case types.NumberType(unit=unit, integer=integer):
            zh, en = ("整数", "integer") if integer else ("数值", "number")
            inner = f"({unit.symbol})" if unit.symbol else ""
            return Text(zh + inner, en + inner)
        case types.SeriesType(number=inner_type):
            each = type_text(inner_type)
            return Text(f"逐年 {each.zh}", f"yearly {each.en}")
        case types.YesNoType():
            return Text("是非", "yes_no")
        case types.ChoiceType(options=options, ordered=ordered):
            text = (" > " if ordered else ", ").join(options)
            return Text(f"选项({text})", f"choice({text})")
        case types.TextType():
            return Text("文本", "text")
        case types.DateType():
            return Text("日期", "date")
        case types.RecordsType(fields=fields, size=size):
            inside = [(field.name, type_text(field.type)) for field in fields]
            total = Text("" if size is None else f" 共 {size}", "" if size is None else f" total {size}")
            return Text(
                f"清单{total.zh}（{'；'.join(f'{n} : {t.zh}' for n, t in inside)}）",
                f"records{total.en} ({'; '.join(f'{n} : {t.en}' for n, t in inside)})",
            )


def unit_of(value: types.Type) -> Unit:
    """The unit numbers of a type are written in."""
    match value:
        case types.NumberType(unit=unit) | types.RecordsType(unit=unit):
            return unit
        case types.SeriesType(number=inner):
            return inner.unit
        case _:
            return PLAIN


def bound(value: types.Bound | None, type_: types.Type, sign: str) -> Text | None:
    """`≥ 0 亿元`"""
    if value is None:
        return None
    operator = sign if value.strict else {">": "≥", "<": "≤"}[sign]
    return same_in_both(f"{operator} {amount(value.value, unit_of(type_)).zh}")
